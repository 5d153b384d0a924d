//! How many of what: the number, what binds it, what is told of those who are counted, and which event has it.

use super::{document, reading};
use dateline_record::{Document, Kind, Quantity};

/// `words | low..high Bound unit of | head`
fn line(document: &Document, quantity: &Quantity) -> String {
    let end = |end: Option<f64>| end.map_or(String::new(), |end| end.to_string());
    let value = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (low, high) => format!("{}..{}", end(low), end(high)),
    };
    let head = quantity.head.map_or("-", |head| document.words(head));
    let (unit, of) = (quantity.unit.as_deref().unwrap_or("-"), quantity.of.as_deref().unwrap_or("-"));
    format!("{} | {value} {:?} {unit} {of} | {head}", document.words(quantity.extent), quantity.bound)
}

fn check(text: &str, expected: &str) {
    let document = document(text, Kind::Article).unwrap();
    let found: Vec<String> = reading(&document).quantities.iter().map(|one| line(&document, one)).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn who_is_killed_wounded_or_missing_is_read_off_the_tree() {
    check(
        "At least 12 miners were killed and 30 others were injured in the blast.",
        "At least 12 | 12.. AtLeast people killed | miners
         30 | 30 Exact people wounded | others",
    );
    check("The flood killed seven people in Orsa.", "seven | 7 Exact people killed | people");
    check("Nine rowers died when the ferry sank.", "Nine | 9 Exact people killed | rowers");
    check(
        "The shelling killed 12 and wounded more than 30.",
        "12 | 12 Exact people killed | -
         more than 30 | 30.. MoreThan people wounded | -",
    );
    check("The fire left three people dead.", "three | 3 Exact people killed | people");
    check("Dozens of people are missing after the flood.", "Dozens | 24.. Vague people missing | people");
    check("Officials put the death toll at 40.", "40 | 40 Exact people killed | -");
}

#[test]
fn a_part_of_the_dead_is_dead() {
    check(
        "The bomb killed 18 people, including 11 children.",
        "18 | 18 Exact people killed | people
         11 | 11 Exact people killed | children",
    );
    check(
        "Two soldiers and three villagers were killed.",
        "Two | 2 Exact people killed | soldiers
         three | 3 Exact people killed | villagers",
    );
}

#[test]
fn who_does_it_is_not_the_one_it_is_done_to() {
    check(
        "Two gunmen killed five villagers.",
        "Two | 2 Exact people forces | gunmen
         five | 5 Exact people killed | villagers",
    );
    check("Three soldiers arrested the mayor.", "Three | 3 Exact people forces | soldiers");
}

#[test]
fn who_is_held_freed_or_driven_out() {
    check("Police arrested 11 people in Orsa.", "11 | 11 Exact people detained | people");
    check("Three hostages were seen.", "Three | 3 Exact people hostages | hostages");
    check("The rebels released twenty-one villagers.", "twenty-one | 21 Exact people released | villagers");
    check(
        "More than 18,000 people have fled their homes.",
        "More than 18,000 | 18000.. MoreThan people displaced | people",
    );
}

#[test]
fn words_bind_the_number_behind_them() {
    check("Up to 40 boats sank.", "Up to 40 | ..40 UpTo count things | boats");
    check("Fewer than ten boats sank.", "Fewer than ten | ..10 LessThan count things | boats");
    check("Nearly two dozen boats sank.", "Nearly two dozen | 24 About count things | boats");
    check("Between 12 and 14 boats sank.", "Between 12 and 14 | 12..14 Between count things | boats");
    check("Two or three boats sank.", "Two or three | 2..3 Between count things | boats");
    check("More than a dozen boats sank.", "More than a dozen | 12.. MoreThan count things | boats");
    check("Tens of thousands of boats sank.", "Tens of thousands | 20000.. Vague count things | boats");
    check("Several hundred boats sank.", "Several hundred | 200.. Vague count things | boats");
}

#[test]
fn money_shares_votes_places_and_events() {
    check("The port paid $2.5 million for the quay.", "$2.5 million | 2500000 Exact dollars money | -");
    check(
        "The quay will cost $80 million to $90 million.",
        "$80 million to $90 million | 80000000..90000000 Between dollars money | -",
    );
    check("Prices rose 20 percent.", "20 percent | 20 Exact percent money | -");
    check("About 78 percent of the residents stayed.", "About 78 percent | 78 About percent people | residents");
    check("The party won 42 seats.", "42 | 42 Exact count votes | seats");
    check("The army took six villages.", "six | 6 Exact count places | villages");
    check("There were three attacks.", "three | 3 Exact count events | attacks");
    check("A 20-member team came.", "20 | 20 Exact people people | member");
}

#[test]
fn dates_ages_measures_names_and_results_are_no_quantities() {
    for text in [
        "Ana Vell, 29, met Ivo Oller on 7 March 2019.",
        "The quay lies 60 miles north of Orsa.",
        "Highway 10 was closed near Terminal 6.",
        "Orsa had a 3-2 victory.",
        "The third boat sank after a 24-hour strike.",
        "One of the largest boats sank at one point.",
        "Call 555-0142 before 10:07.",
        "The boy was aged 10.",
    ] {
        check(text, "");
    }
}

#[test]
fn an_event_has_the_quantities_that_it_governs() {
    let text = "Gunmen killed at least 12 villagers and wounded 30 others in Orsa.";
    let document = document(text, Kind::Article).unwrap();
    let reading = reading(&document);
    let of = |event: &dateline_record::EventMention| {
        let words: Vec<&str> = event.quantities.iter().map(|one| document.words(one.extent)).collect();
        format!("{}: {}", document.words(event.trigger), words.join(", "))
    };
    let found: Vec<String> = reading.events.iter().map(of).collect();
    assert_eq!(found, ["killed: at least 12", "wounded: 30"]);
}

#[test]
fn since_when_it_is_counted_is_kept() {
    let document = document("More than 300 people have been killed since March 2011.", Kind::Article).unwrap();
    let since = reading(&document).quantities[0].since.clone();
    assert_eq!(since.map(|when| when.edtf), Some("2011-03".into()));
}

#[test]
fn hostile_numbers_do_no_harm() {
    let nines = "9".repeat(400);
    for text in [
        "1,,,,2 people died.".to_owned(),
        format!("{nines} people died and 10^400 fled, ∞ of them."),
        format!("{} of people died.", "millions of ".repeat(200)),
        "one hundred million billion trillion hundred and and a half people died.".to_owned(),
        "- - - 1 - 2 - 3 -- $ $$ £ 5 % % percent".to_owned(),
        "half a half of a third of a couple of a pair".to_owned(),
    ] {
        let document = document(&text, Kind::Article).unwrap();
        for one in reading(&document).quantities {
            assert!(one.low.or(one.high).is_some_and(f64::is_finite), "{text}");
            assert!(one.low.zip(one.high).is_none_or(|(low, high)| low <= high), "{text}");
        }
    }
}

#[test]
fn the_words_near_tell_where_the_tree_does_not() {
    check(
        "Seven dead, 20 wounded in Orsa blast.",
        "Seven | 7 Exact people killed | -
         20 | 20 Exact people wounded | wounded",
    );
    check("At least 17 people were reported killed in Orsa.", "At least 17 | 17.. AtLeast people killed | people");
    check("The flood forced some 300 residents to flee.", "some 300 | 300 About people displaced | residents");
    check("The strikes killed and wounded dozens of rowers.", "dozens | 24.. Vague people casualties | rowers");
}

#[test]
fn a_verb_may_tell_it_by_the_word_behind() {
    check("Twelve miners lost their lives.", "Twelve | 12 Exact people killed | miners");
    check("The rebels took nine tourists hostage.", "nine | 9 Exact people hostages | tourists");
    check("Two rowers suffered serious injuries.", "Two | 2 Exact people wounded | rowers");
    check("Two rowers were not killed.", "Two | 2 Exact people people | rowers");
}

#[test]
fn addresses_magnitudes_and_names_are_no_quantities() {
    check("The company bought 8150 Harbour Blvd. in Orsa.", "");
    check("A 6.9 earthquake shook the town.", "");
    check("Holm, the two-time winner, left.", "");
}

#[test]
fn of_whom_where_and_up_to_when_it_is_counted() {
    let text = "At least 12 young Finnish miners were killed in Helsinki.";
    let document = document(text, Kind::Article).unwrap();
    let all = reading(&document).quantities;
    let words = |extent: Option<dateline_record::Extent>| extent.map(|own| document.words(own).to_owned());
    assert_eq!(words(all[0].who).as_deref(), Some("young Finnish miners"));
    assert_eq!(words(all[0].place).as_deref(), Some("Helsinki"));
}
