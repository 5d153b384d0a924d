//! What happened: class, mode and modality of each event, who did it to whom, where and when.

use super::{document, reading};
use dateline_record::{Document, EventMention, Kind, Method, Participant, Precision, When};

/// `CLASS.mode modality | trigger | actors > recipients | @place | when`
fn line(document: &Document, event: &EventMention) -> String {
    let words = |all: &[Participant]| match all {
        [] => "-".to_owned(),
        all => all.iter().map(|one| document.words(one.extent)).collect::<Vec<_>>().join(" + "),
    };
    let mode = event.mode.map_or(String::new(), |mode| format!(".{mode}"));
    let mut said = format!(
        "{}{mode} {:?} | {} | {} > {}",
        event.event_type,
        event.modality,
        document.words(event.trigger),
        words(&event.actors),
        words(&event.recipients)
    );
    if let Some(place) = &event.place {
        said.push_str(&format!(" | @{}", place.name));
    }
    if let Some(when) = &event.when {
        said.push_str(&format!(" | {}", when.edtf));
    }
    said
}

fn check(text: &str, expected: &str) {
    let mut document = document(text, Kind::Article).unwrap();
    document.published = Some(When {
        text: None,
        edtf: "2023-11-08".into(),
        earliest: Some("2023-11-08".into()),
        latest: Some("2023-11-08".into()),
        precision: Precision::Day,
        method: Method::Given,
    });
    let found: Vec<String> = reading(&document).events.iter().map(|one| line(&document, one)).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn who_did_what_to_whom_where_and_when() {
    check(
        "Police arrested three activists in Orsa on Tuesday.",
        "COERCE Happened | arrested | Police > three activists | @Orsa | 2023-11-07",
    );
    check("Three hostages were released by the militia.", "RELEASE Happened | released | the militia > Three hostages");
    check(
        "Police are searching for the gunmen who killed Ana Vell on Monday.",
        "ASSAULT Happened | killed | the gunmen > Ana Vell | 2023-11-06",
    );
    check(
        "The court sentenced Ivo Oller in March 2019.",
        "VERDICT Historical | sentenced | The court > Ivo Oller | 2019-03",
    );
}

#[test]
fn a_noun_tells_an_event_and_a_verb_with_its_noun_one() {
    check("Israeli strikes on the town went on.", "ASSAULT Happened | strikes | Israeli > the town");
    check("Ana Vell held talks with Ivo Oller.", "CONSULT Happened | held | Ana Vell > Ivo Oller");
}

#[test]
fn what_is_planned_threatened_or_demanded_has_not_happened() {
    check("The army will withdraw from Orsa.", "RETREAT Planned | withdraw | The army > Orsa");
    check("Ana Vell plans to meet Ivo Oller on Friday.", "CONSULT Planned | meet | Ana Vell > Ivo Oller | 2023-11-10");
    check(
        "Rebels have threatened to kill the hostages.",
        "THREATEN Happened | threatened | Rebels > the hostages
         ASSAULT Threatened | kill | Rebels > the hostages",
    );
    check(
        "The council demanded that the mayor resign.",
        "REQUEST Happened | demanded | The council > the mayor
         CONCEDE Demanded | resign | the mayor > -",
    );
    check("He may visit Orsa in May.", "CONSULT.visit Hypothetical | visit | He > Orsa | 2024-05");
    check("If the talks fail, the union will strike.", "PROTEST.strike Planned | strike | the union > -");
}

#[test]
fn what_is_denied_has_not_happened_and_what_goes_on_goes_on() {
    check("The army will not withdraw from Orsa.", "RETREAT Denied | withdraw | The army > Orsa");
    check("Ana Vell does not plan to meet Ivo Oller.", "CONSULT Denied | meet | Ana Vell > Ivo Oller");
    check("Officials said the army had not attacked the port.", "ASSAULT Denied | attacked | the army > the port");
    check(
        "No one was killed in the raid on the town.",
        "ASSAULT Denied | killed | - > -
         COERCE Happened | raid | - > the town",
    );
    check("Troops were attacking the town on Sunday.", "ASSAULT Ongoing | attacking | Troops > the town | 2023-11-05");
}

#[test]
fn owners_act_for_what_they_own_and_a_dateline_does_nothing() {
    check("Italian warplanes attacked the rebels.", "ASSAULT Happened | attacked | Italian > the rebels");
    check(
        "KARVIK (Gazette) – Police arrested three activists.",
        "COERCE Happened | arrested | Police > three activists",
    );
}

#[test]
fn a_pronoun_in_what_somebody_says_means_whoever_says_it() {
    let text = "The interior ministry said it had arrested three activists.";
    check(text, "COERCE Happened | arrested | it > three activists");
    let document = document(text, Kind::Article).unwrap();
    let antecedent = reading(&document).events[0].actors[0].antecedent.unwrap();
    assert_eq!(document.words(antecedent), "The interior ministry");
}

#[test]
fn what_lies_ahead_is_planned_and_what_no_verb_tells_is_no_event() {
    check("The city holds an election on 5 March 2024.", "ELECTION Planned | holds | The city > - | 2024-03-05");
    check("Talk of an attack and of a truce filled the square.", "");
}

#[test]
fn what_one_would_do_has_not_happened() {
    check("Expelling the envoy could cost the council dearly.", "COERCE Hypothetical | Expelling | - > the envoy");
}

#[test]
fn a_clause_with_its_own_subject_denies_and_plans_for_itself() {
    check(
        "The army had no part in it, and three sailors were killed.",
        "ASSAULT Happened | killed | - > three sailors",
    );
    check("The mayor was asked again.", "");
}

#[test]
fn a_phrase_that_looks_like_an_event_is_none() {
    check("The company charged a fee and met its target.", "");
    check("The two sides struck a bargain.", "");
    check("He suffered a heart attack.", "");
    check("The banned group stayed in the occupied valley.", "");
}

#[test]
fn whoever_is_called_on_is_asked() {
    check(
        "Ana Vell called on the council to release the prisoners.",
        "REQUEST Happened | called | Ana Vell > the council
         RELEASE Demanded | release | the council > the prisoners",
    );
    check("The mayor must resign.", "CONCEDE Demanded | resign | The mayor > -");
}

#[test]
fn a_thing_is_a_recipient_where_its_class_says_so() {
    check("The council rejected the bill.", "REJECT Happened | rejected | The council > the bill");
    check("The army hit a military base.", "ASSAULT Happened | hit | The army > a military base");
    let document = document("The council rejected the bill.", Kind::Article).unwrap();
    assert!(reading(&document).events[0].recipients[0].thing);
}

#[test]
fn a_place_further_down_is_whom_it_concerns() {
    check("Turkey declared a state of emergency in Ankara.", "COERCE Happened | declared | Turkey > Ankara | @Ankara");
}

#[test]
fn what_only_counts_people_stands_for_them() {
    check("Police arrested dozens of activists.", "COERCE Happened | arrested | Police > dozens of activists");
    check("The rebels killed at least six people.", "ASSAULT Happened | killed | The rebels > six people");
}

#[test]
fn a_preposition_may_hang_on_a_title() {
    check(
        "Ana Vell held talks with Orsan president Ivo Oller.",
        "CONSULT Happened | held | Ana Vell > Orsan president Ivo Oller",
    );
}

#[test]
fn who_must_do_what_somebody_says_is_asked() {
    check(
        "Ana Vell said Turkey must withdraw its troops.",
        "REQUEST Happened | said | Ana Vell > Turkey
         RETREAT Demanded | withdraw | Turkey > -",
    );
    check("The court ordered the arrest of Ana Vell.", "COERCE Happened | ordered | The court > Ana Vell");
}

#[test]
fn whoever_faces_something_suffers_it() {
    check(
        "The minister faced criticism from the opposition.",
        "ACCUSE Happened | criticism | the opposition > The minister",
    );
    check(
        "The opposition put out a report accusing Ana Vell.",
        "ACCUSE Happened | accusing | The opposition > Ana Vell",
    );
}

#[test]
fn what_is_asked_has_not_happened() {
    check("Did they arrest Ana Vell?", "COERCE Hypothetical | arrest | they > Ana Vell");
    check("Why did Ana Vell kill Ivo Oller?", "ASSAULT Happened | kill | Ana Vell > Ivo Oller");
}

#[test]
fn those_counted_as_killed_did_not_do_it() {
    check(
        "At least 12 killed as port shed explodes in Orsa",
        "ASSAULT Happened | killed | - > 12
         ACCIDENT Happened | explodes | - > - | @Orsa",
    );
    check("Militia killed 12 villagers near Orsa, mayor says", "ASSAULT Happened | killed | Militia > 12 villagers");
    check(
        "At least 12 people were killed and dozens injured when a shed on the quay of Orsa exploded.",
        "ASSAULT Happened | killed | - > 12 people
         ASSAULT Happened | injured | - > -
         ACCIDENT Happened | exploded | - > -",
    );
    check(
        "Seven fishermen wounded by gunfire off Orsa",
        "ASSAULT Happened | wounded | - > Seven fishermen\nASSAULT Happened | gunfire | - > - | @Orsa",
    );
    check("Three gunmen killed two guards in Orsa.", "ASSAULT Happened | killed | Three gunmen > two guards | @Orsa");
}
