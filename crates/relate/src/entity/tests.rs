//! Which names mean one, which are apart, what a document bears, and that the order of arrival does not matter.

use super::*;
use crate::meet::{Item, Meetings, Memory, Place};
use dateline_record::{DocumentRow, MentionRow};
use proptest::prelude::*;

fn person(name: &str) -> Name {
    Name::new(Sort::Person, name)
}

fn body(name: &str) -> Name {
    Name::new(Sort::Organisation, name)
}

/// The sign by which two names mean one; they must meet for it.
#[track_caller]
fn sign(one: &Name, other: &Name) -> Option<String> {
    let found = Names.link(one, other);
    assert_eq!(found, Names.link(other, one));
    if found.is_some() {
        assert!(one.keys().iter().any(|key| other.keys().contains(key)), "{one:?} and {other:?} never meet");
    }
    found.map(|(_, sign)| sign)
}

#[track_caller]
fn persons(one: &str, other: &str, expected: Option<&str>) {
    assert_eq!(sign(&person(one), &person(other)).as_deref(), expected, "{one} and {other}");
}

#[track_caller]
fn bodies(one: &str, other: &str, expected: Option<&str>) {
    assert_eq!(sign(&body(one), &body(other)).as_deref(), expected, "{one} and {other}");
}

#[test]
fn a_person_is_spelt_in_several_ways() {
    persons("Ridvan Marzouk", "Ridvan Marzook", Some("transliteration"));
    persons("Tarek al-Turvani", "Tarek Turvani", Some("particle"));
    persons("Tarek Aziz al-Turvani", "Tarek Turvani", Some("middle name"));
    persons("Paula K. Sorby", "Paula Sorby", Some("middle name"));
    persons("P. Sorby", "Paula Sorby", Some("initial"));
    persons("Robert Sorby", "Bob Sorby", Some("short given name"));
    persons("Henrik Vollandsen", "Henrik Volandssen", Some("transliteration"));
    persons("Sboniswe Turvani", "Siboniswe Turvani", Some("transliteration"));
    persons("Paul Lam Tor-vik", "Lam Tor-vik", Some("given name left out"));
}

#[test]
fn arabic_names_are_spelt_in_several_ways() {
    persons("Turvan Abdel Rahman", "Turvan Abdulrahman", Some("particle"));
    persons("Turvan Abd al-Rahman", "Turvan Abdurrahman", Some("particle"));
    persons("Majdal bin Sorb AL TURVAN", "Majdal al-Turvani", Some("transliteration"));
    assert!(person("al-Turvani").is_bare() && person("van Sorby").is_bare() && !person("Al Sorby").is_bare());
}

#[test]
fn letters_change_places_in_a_long_rare_name() {
    persons("Henrik Turvanyahu", "Henrik Turvanhayu", Some("one letter apart"));
    persons("Henrik Turvanyahu", "Paula Turvanhayu", None);
}

#[test]
fn two_of_one_name_stay_two() {
    // Generations, initials; ages and dates stand in no name.
    persons("Henrik H. W. Sorby", "Henrik W. Sorby", None);
    persons("Henrik H.W. Sorby", "Henrik H. W. Sorby", Some("particle"));
    persons("Henrik Sorby II", "Henrik Sorby III", None);
    parts(&[person("Henrik Sorby Jr."), person("Henrik Sorby Sr."), person("Paula Sorby")], 3);
}

#[test]
fn a_ministry_is_named_in_either_order() {
    bodies("Ministry of Foreign Affairs", "Foreign Ministry", Some("words in another order"));
    bodies("Justice Department", "Department of Justice", Some("words in another order"));
    bodies("Ministry of Justice", "Ministry of Defence", None);
    bodies("University of Turvik", "Turvik University", None);
    bodies("Turvian Liberation Organisation", "Turvia Liberation Organization", Some("other form of a word"));
}

#[test]
fn a_former_name_leads_to_the_later_one() {
    let (now, before) = (person("Ana Vell"), person("Ana Orsa"));
    parts(&[now.clone(), before.clone()], 2);
    parts(&[now.clone(), before.clone(), former::item(&now, &before)], 1);
    parts(&[now.clone(), person("Ana M. Vell"), before.clone(), former::item(&now, &before)], 1);
    parts(&[now.clone(), person("Paula Vell"), former::item(&now, &before)], 2);
}

#[test]
fn others_of_a_surname_are_others() {
    persons("Paula Sorby", "Henrik Sorby", None);
    persons("Paula K. Sorby", "Paula M. Sorby", None);
    persons("David Ross", "David Reese", None);
    persons("Paula Sorby Jr.", "Paula Sorby Sr.", None);
    persons("Henrik Sorby Jr.", "Henrik Sorby", None);
    persons("Henrik Sorby Sr.", "Henrik Sorby", Some("suffix left out"));
    persons("Peter Vicary-Sorby", "Peter Sorby", None);
    persons("Sorby", "Paula Sorby", None);
}

#[test]
fn a_body_is_spelt_in_several_ways() {
    bodies("Free Turvia Army", "Free Turvian Army", Some("one letter apart"));
    bodies("Sorby Police", "Sorby Police Department", Some("shorter form"));
    bodies("Turvik Inc.", "Turvik", Some("shorter form"));
    bodies("Food and Agricultural Fund", "Food and Agriculture Fund", Some("other form of a word"));
    bodies("TVWC", "Turvik Volcano Warning Centre", Some("acronym by its initials"));
}

#[test]
fn a_body_and_its_part_are_two() {
    bodies("Turvik", "Turvik Docks", None);
    bodies("Russian Turvik", "Turvik", None);
    bodies("Southern Turvik", "Eastern Turvik", None);
    bodies("Army of Niger", "Army of Nigeria", None);
    bodies("TVC", "Turvik Volcano Centre", None);
    bodies("4th Brigade", "5th Brigade", None);
}

#[test]
fn a_place_is_its_own() {
    let place = |name: &str| Name::new(Sort::Place, name);
    assert_eq!(sign(&place("Hardatain"), &place("Hardatnin")).as_deref(), Some("one letter apart"));
    assert_eq!(sign(&place("Newark"), &place("New York")), None);
    assert_eq!(sign(&place("Turvik"), &body("Turvik")), None);
}

#[test]
fn what_every_country_has_is_of_one() {
    let of = |code: &str| Name { scope: format!("country:{code}"), ..body("Supreme Court") };
    assert_eq!(sign(&of("UG"), &of("US")), None);
    assert_eq!(sign(&of("UG"), &body("Ugandan Supreme Court")).as_deref(), Some("its country"));
    assert_eq!(sign(&of("US"), &body("Ugandan Supreme Court")), None);
}

/// Puts names on a shelf, some at a time.
fn settled(names: &[Name], batch: usize) -> Memory<Name> {
    let mut shelf = Memory::default();
    for some in names.chunks(batch) {
        let mut meetings = Meetings::new(&Names, &mut shelf);
        for name in some {
            let place = Place { moment: 0, id: name.id() };
            let item = Item { document: place.id, place, keys: name.keys(), profile: name.clone() };
            meetings.arrive(item).unwrap_or_else(|never| match never {});
        }
        meetings.settle().unwrap_or_else(|never| match never {});
    }
    shelf
}

#[track_caller]
fn parts(names: &[Name], expected: usize) {
    assert_eq!(settled(names, 9).all_parts().len(), expected, "{names:?}");
}

#[test]
fn an_initial_joins_only_where_one_can_be_meant() {
    parts(&[person("P. Sorby"), person("Paula Sorby")], 1);
    parts(&[person("P. Sorby"), person("Paula Sorby"), person("Peter Sorby")], 3);
}

#[test]
fn an_acronym_joins_what_it_is_written_out_as_where_that_is_one() {
    let long = |words: &str| Name { scope: format!("long:{words}"), ..body("TVC") };
    parts(&[body("TVC"), long("turvik volcano centre"), body("Turvik Volcano Centre")], 1);
    parts(&[body("TVC"), long("turvik volcano centre"), long("tidal valve company")], 3);
}

/// A document of names that stand in its text in this order, each of a chain of its own.
fn named(text: &str, names: &[(&str, &str)]) -> Vec<Bearing> {
    let all: Vec<_> = names.iter().enumerate().map(|(at, (name, sort))| (*name, *sort, "name", at as u32)).collect();
    document(text, &all)
}

#[track_caller]
fn roles(text: &str, name: &str, expected: &[&str]) {
    let found = named(text, &[(name, "person")]);
    let own: Vec<&str> = found[0].roles.iter().map(|gave| gave.role.as_str()).collect();
    assert_eq!(own, expected, "{text}");
}

#[test]
fn titles_and_appositions_are_roles() {
    roles("On Monday Foreign Minister Ana Vell left.", "Ana Vell", &["Foreign Minister"]);
    roles("The former mayor Ana Vell left.", "Ana Vell", &["former mayor"]);
    roles("Ana Vell, the mayor of Turvik, left.", "Ana Vell", &["mayor of Turvik"]);
    roles("Ana Vell, who was mayor until 2019, left.", "Ana Vell", &["mayor until 2019"]);
    roles("The minister met Ana Vell, and left.", "Ana Vell", &[]);
}

#[test]
fn a_staff_is_not_whose_it_is() {
    let found = named("The Vell administration said so. Vell did not.", &[("Vell", "person"), ("Vell", "person")]);
    assert_eq!(borne(&found), [("vell".into(), vec![2]), ("vell administration".into(), vec![1])]);
}

#[test]
fn a_text_that_lost_its_apostrophes_gets_them_back() {
    let text = format!("Turvana Sorby spoke. Sorbys aide left. {}", "It rained. ".repeat(50));
    let found = named(&text, &[("Turvana Sorby", "person"), ("Sorbys", "organisation")]);
    assert_eq!(borne(&found), [("turvana sorby".to_string(), vec![1, 2])]);
}

#[test]
fn a_word_is_short_for_the_one_body_that_holds_it() {
    let text = "The Turvik Observatory for Rain said so. The Observatory said more.";
    let found = named(text, &[("Turvik Observatory for Rain", "organisation"), ("Observatory", "place")]);
    assert_eq!(borne(&found), [("turvik observatory for rain".to_string(), vec![1, 2])]);
}

#[test]
fn countries_in_a_row_are_each_their_own() {
    let found = named("France, Norway and Sweden agreed.", &[("France", "place"), ("Norway", "place")]);
    assert!(found.iter().all(|own| own.name.scope.is_empty()), "{found:?}");
}

#[test]
fn a_former_name_is_told() {
    let found = named("Ana Vell, formerly Ana Orsa, left.", &[("Ana Vell", "person"), ("Ana Orsa", "person")]);
    assert!(
        found.iter().any(|own| own.name.scope == "was:ana vell" && own.forms[0].rule == "former name"),
        "{found:?}"
    );
}

/// A document with these mentions: text, sort, form, chain and its name.
fn document(text: &str, mentions: &[(&str, &str, &str, u32)]) -> Vec<Bearing> {
    let row: DocumentRow = serde_json::from_value(serde_json::json!({
        "id": "00000000000000aa", "made_by": "test", "capture": "", "document": "00000000000000aa", "path": "", "spans": [],
        "kind": "article", "title": null, "byline": [], "outlet": null, "section": null, "language": "en", "published": null,
        "updated": null, "parent": null, "truncated": null, "credits": [], "links": [], "text": text,
    }))
    .unwrap();
    let mentions: Vec<MentionRow> = mentions
        .iter()
        .enumerate()
        .map(|(at, (text, sort, form, chain))| {
            serde_json::from_value(serde_json::json!({
                "id": format!("{:016x}", at + 1), "made_by": "test", "capture": "", "document": row.id, "path": "",
                "span": {"part": 0, "start": at, "end": at + 1}, "text": text, "entity_type": sort, "form": form,
                "referent": format!("{}-{chain}", row.id), "name": null, "entity": null,
            }))
            .unwrap()
        })
        .collect();
    bearings(&row, &mentions, &[], &[])
}

/// Names with the numbers of their mentions, from one.
fn borne(found: &[Bearing]) -> Vec<(String, Vec<Id>)> {
    let mut all: Vec<_> = found.iter().map(|own| (own.name.words.join(" "), own.mentions.clone())).collect();
    all.sort();
    all
}

#[test]
fn a_surname_and_a_pronoun_follow_the_full_name() {
    let found = document(
        "",
        &[
            ("Paula Sorby", "person", "name", 1),
            ("Sorby", "person", "name", 1),
            ("she", "person", "pronoun", 1),
            ("Sorby", "person", "name", 2),
        ],
    );
    assert_eq!(borne(&found), [("paula sorby".to_string(), vec![1, 2, 3, 4])]);
}

#[test]
fn a_surname_of_two_bearers_is_nobodys() {
    let found = document(
        "",
        &[("Paula Sorby", "person", "name", 1), ("Henrik Sorby", "person", "name", 2), ("Sorby", "person", "name", 3)],
    );
    assert_eq!(borne(&found), [("henrik sorby".to_string(), vec![2]), ("paula sorby".to_string(), vec![1])]);
}

#[test]
fn a_chain_that_runs_two_persons_together_is_two_names() {
    let found = document("", &[("Paula Sorby", "person", "name", 1), ("Henrik Sorby", "person", "name", 1)]);
    assert_eq!(borne(&found).len(), 2);
}

#[test]
fn an_acronym_is_what_it_is_written_out_as() {
    let text = "The Turvik Volcano Centre (TVC) warned on Monday.";
    let found = document(text, &[("TVC", "organisation", "name", 1)]);
    assert_eq!(found[0].name.scope, "long:turvik volcano centre");
}

#[test]
fn a_court_is_of_the_country_beside_it() {
    let text = "Last week Uganda's Supreme Court ruled. France and French courts did not.";
    let found = document(text, &[("Supreme Court", "organisation", "name", 1), ("France", "place", "name", 2)]);
    assert!(found.iter().any(|own| own.name.scope == "country:UG"), "{found:?}");
}

#[test]
fn an_anonymised_actor_is_its_documents_own() {
    let found = document("", &[("Russian Official 5", "person", "name", 1)]);
    assert_eq!(found[0].name.scope, "document:00000000000000aa");
}

const WORDS: [&str; 9] = ["Paula", "P.", "Peter", "K.", "Sorby", "Sorbi", "al-Turvani", "Turvani", "Jr."];

proptest! {
    #[test]
    fn the_order_of_arrival_does_not_matter(
        drawn in prop::collection::vec(prop::collection::vec(0usize..9, 2..4), 1..14),
        order in any::<u64>(),
        batch in 1usize..6,
    ) {
        let names: Vec<Name> = drawn
            .iter()
            .map(|words| person(&words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ")))
            .chain([body("TVC"), body("TVWC"), body("Turvik Volcano Warning Centre"), body("Turvik Volcanic Warning Centre")])
            .collect();
        let plain = settled(&names, names.len());
        let mut mixed: Vec<(u64, Name)> = names
            .into_iter()
            .enumerate()
            .map(|(at, name)| (order.rotate_left(at as u32 * 7).wrapping_mul(0x9e37_79b9_7f4a_7c15), name))
            .collect();
        mixed.sort_by_key(|(key, _)| *key);
        let mixed: Vec<Name> = mixed.into_iter().map(|(_, name)| name).collect();
        let shelf = settled(&mixed, batch);
        prop_assert_eq!(shelf.all_links(), plain.all_links());
        prop_assert_eq!(shelf.all_parts(), plain.all_parts());
    }
}
