//! Names of a text: what is expected is one a line, its type and, behind “=”, the fullest name where that is another.

use super::{document, reading};
use dateline_record::{Form, Kind, Mention};

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = document(text, Kind::Article).expect("a text that is not empty");
    let found = reading(&document);
    let line = |mention: &Mention| {
        let words = document.words(mention.extent);
        let fuller = mention.name.as_ref().filter(|name| *name != words).map(|name| format!(" = {name}"));
        format!("{:?} {words}{}", mention.entity_type, fuller.unwrap_or_default()).replacen(
            |char: char| char.is_uppercase(),
            &format!("{:?}", mention.entity_type).to_lowercase()[..1],
            1,
        )
    };
    let found: Vec<String> = found.mentions.iter().filter(|mention| mention.form == Form::Name).map(line).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_title_an_article_and_a_possessive_stay_outside() {
    check(
        "Prime Minister Amina Okafor told the African Union’s council that Chad would not wait.",
        &["person Amina Okafor", "organisation African Union", "place Chad"],
    );
}

#[test]
fn a_surname_alone_is_its_bearers() {
    check(
        "Sipho Mabaso opened the school in Durban. Mabaso said it had cost little.",
        &["person Sipho Mabaso", "place Durban", "person Mabaso = Sipho Mabaso"],
    );
}

#[test]
fn particles_initials_and_hyphens_are_inside() {
    check(
        "Later that week Yusuf al-Mansari visited T. J. Oller and Ana van der Veller in Port-au-Prince.",
        &["person Yusuf al-Mansari", "person T. J. Oller", "person Ana van der Veller", "place Port-au-Prince"],
    );
}

#[test]
fn names_in_capitals_are_found_and_shown_in_ordinary_case() {
    check("Senator ANA VELLER said on Monday that the vote would go on.", &["person ANA VELLER = Ana Veller"]);
}

#[test]
fn text_in_small_letters_has_no_names() {
    check("the minister said on monday that nobody in london would be paid.", &[]);
}

#[test]
fn headlines_have_what_is_known_and_no_more() {
    check("Mayor Promises New Bridge After Storm\n\nThe bridge was closed for nine days.\n", &[]);
}

#[test]
fn a_part_of_a_token_can_be_a_name() {
    check("The U.S.-led talks ended without a deal on Friday.", &["place U.S."]);
}

#[test]
fn what_is_known_whole_is_not_cut() {
    check(
        "Fighters of the Islamic State of Iraq and the Levant left the town on Friday.",
        &["organisation Islamic State of Iraq and the Levant"],
    );
}

#[test]
fn armed_groups_are_bodies_and_peoples_are_groups() {
    check("Hamas rejected the offer, and Qatari mediators flew home.", &["organisation Hamas", "group Qatari"]);
}

#[test]
fn a_body_is_meant_by_a_part_of_its_name() {
    check(
        "Brantex Bank closed in Kenya. Clients of Brantex lost money.",
        &["organisation Brantex Bank", "place Kenya", "organisation Brantex = Brantex Bank"],
    );
}

#[test]
fn who_is_not_named_keeps_the_label() {
    check(
        "Company B paid Official 3 in Country C, according to the filing.",
        &["organisation Company B", "person Official 3", "place Country C"],
    );
}
