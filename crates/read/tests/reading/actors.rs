//! Who those are that take part in events: country, sectors, role; seats that stand for a government.

use super::{document, reading};
use dateline_record::{Kind, Participant};

/// Those who take part in the events of the text, one a line: `words | country | sectors | role`, `for` before the country of a seat.
fn check(text: &str, expected: &str) {
    let document = document(text, Kind::Article).unwrap();
    let line = |one: &Participant| {
        let country = one.country.as_deref().unwrap_or("-");
        let country = if one.metonym { format!("for {country}") } else { country.to_owned() };
        let role = one.role.as_ref().map_or(String::new(), |role| format!(" | {role}"));
        let sectors = if one.sectors.is_empty() { "-".to_owned() } else { one.sectors.join(" ") };
        format!("{} | {country} | {sectors}{role}", document.words(one.extent))
    };
    let events = reading(&document).events;
    let mut found: Vec<String> =
        events.iter().flat_map(|event| event.actors.iter().chain(&event.recipients)).map(line).collect();
    found.dedup();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn titles_and_demonyms_tell_sector_and_country() {
    check(
        "Iranian Foreign Minister Ana Vell criticised U.S. Secretary of State Ivo Oller on Monday.",
        "Iranian Foreign Minister Ana Vell | IR | GOV | Foreign Minister
         U.S. Secretary of State Ivo Oller | US | GOV | Secretary of State",
    );
    check(
        "The Syrian army attacked rebels near Orsa.",
        "The Syrian army | SY | MIL
         rebels | - | REB | rebels",
    );
    check(
        "The United Nations urged Sudan's military to release two journalists.",
        "The United Nations | - | UNO
         Sudan's military | SD | MIL
         two journalists | - | JRN | journalists",
    );
    check(
        "Iranian-backed Houthi rebels attacked the port.",
        "Iranian-backed Houthi rebels | YE | REB | rebels
         the port | - | -",
    );
}

#[test]
fn what_the_document_tells_elsewhere_counts_too() {
    check(
        "Ana Vell, the defence minister of Chile, spoke in Orsa. Vell had accused Peru of spying. She met French senators.",
        "Vell | CL | GOV | defence minister
         Peru of spying | PE | -
         She | CL | GOV | defence minister
         French senators | FR | LEG | senators",
    );
}

#[test]
fn an_office_that_is_no_more_held_is_no_government() {
    check(
        "The former Israeli president met Turkish opposition lawmakers.",
        "The former Israeli president | IL | ELI | president
         Turkish opposition lawmakers | TR | LEG OPP | opposition lawmakers",
    );
}

#[test]
fn a_capital_that_acts_stands_for_its_government() {
    check(
        "Moscow condemned the sanctions. Russia held talks with Beijing.",
        "Moscow | for RU | GOV
         the sanctions | - | -
         Russia | RU | -
         Beijing | for CN | GOV",
    );
    check("Kyiv condemned Sweden.", "Kyiv | for UA | GOV\nSweden | SE | -");
    check("Tehran condemned Sweden.", "Tehran | for IR | GOV\nSweden | SE | -");
    check("Police arrested three students in Kabul.", "Police | - | COP\nthree students | - | EDU | students");
}

#[test]
fn what_is_not_told_stays_open() {
    check("Ethnic Albanians protested in Skopje.", "Ethnic Albanians | - | -");
    check("The president of the bank resigned.", "The president of the bank | - | BUS | president of the bank");
}
