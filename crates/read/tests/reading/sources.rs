//! On whose word: whom pronouns and descriptions stand for, whose name is withheld, what speaks.

use super::check;

#[test]
fn a_pronoun_is_the_only_one_who_spoke() {
    check(
        "Mary Holm, who speaks for the port, told reporters that Ana Vell was surprised. “Ms. Vell has helped us,” she said.",
        "Mary Holm | told | that Ana Vell was surprised | to reporters
         she | said | “Ms. Vell has helped us,” | Mary Holm",
    );
}

#[test]
fn a_pronoun_is_whom_the_paragraph_tells_of() {
    check(
        "Tom Oller, a critic of the mayor, took his time. “The mayor is lost,” he said.",
        "he | said | “The mayor is lost,” | Tom Oller",
    );
}

#[test]
fn nobody_speaks_of_himself_by_name() {
    check(
        "Ivo Vell left the hall. “Ivo Vell was never here,” he said.",
        "he | said | “Ivo Vell was never here,” | unattributed",
    );
}

#[test]
fn she_and_her_aides_are_she() {
    check(
        "Mary Holm said the bridge was gone. She and her aides promised to rebuild it.",
        "Mary Holm | said | the bridge was gone
         She and her aides | promised | to rebuild it | Mary Holm, promise",
    );
}

#[test]
fn who_is_the_noun_before_it() {
    check(
        "The town was left to voters in Orsa who said the bridge was gone.",
        "who | said | the bridge was gone | unnamed",
    );
    check(
        "Ana Vell, a doctor from Orsa, who said the bridge was gone, left town.",
        "who | said | the bridge was gone | Ana Vell",
    );
}

#[test]
fn a_description_is_whom_it_describes() {
    check(
        "“The bridge is gone,” said the mayor, Ana Vell. The mayor said the port was shut.",
        "the mayor, Ana Vell | said | “The bridge is gone,” | Ana Vell, role the mayor
         The mayor | said | the port was shut | Ana Vell, role The mayor",
    );
}

#[test]
fn brackets_titles_and_offices_leave_a_name_whole() {
    check(
        "Rep. Ivo Oller (D-Vell.) said the bridge was gone.",
        "Rep. Ivo Oller (D-Vell.) | said | the bridge was gone | Ivo Oller, role Rep.",
    );
    check("Ms. Stor said the bridge was gone.", "Ms. Stor | said | the bridge was gone | Stor");
}

#[test]
fn a_number_of_people_are_unnamed() {
    check(
        "A number of countries said the bridge was gone.",
        "A number of countries | said | the bridge was gone | unnamed, role A number of countries",
    );
}

#[test]
fn a_share_of_people_is_unnamed_and_a_star_is_no_outlet() {
    check(
        "12% of the sailors said the bridge was gone.",
        "12% of the sailors | said | the bridge was gone | unnamed, role 12% of the sailors",
    );
    check(
        "The businessman and film star said the bridge was gone.",
        "The businessman and film star | said | the bridge was gone | unnamed, role The businessman and film star",
    );
}

#[test]
fn media_are_outlets() {
    check(
        "State media reported that the bridge was gone.",
        "State media | reported | that the bridge was gone | outlet",
    );
}

#[test]
fn a_grant_is_told_beside_the_source_or_in_the_next_sentence() {
    let grant = "spoke on condition of anonymity to discuss a private meeting";
    check(
        &format!("“We left at dawn,” said an aide. The aide {grant}."),
        &format!("an aide | said | “We left at dawn,” | unnamed, role an aide, anonymity {grant}"),
    );
    check(
        "A senior official, who asked not to be named because the talks are secret, said the bridge was gone.",
        "A senior official | said | the bridge was gone | unnamed, role A senior official, \
         anonymity asked not to be named because the talks are secret",
    );
    check(
        "Speaking on the condition of anonymity, one former minister said the bridge was gone.",
        "one former minister | said | the bridge was gone | unnamed, role one former minister, \
         anonymity Speaking on the condition of anonymity",
    );
}

#[test]
fn a_grant_stays_with_its_source() {
    check(
        "A senior official, who asked not to be identified, said the bridge was gone. The official said the port was shut.",
        "A senior official | said | the bridge was gone | unnamed, role A senior official, \
         anonymity asked not to be identified
         The official | said | the port was shut | unnamed, role The official, anonymity asked not to be identified",
    );
}

#[test]
fn a_grant_to_some_is_none_to_all() {
    check(
        "Five officials, some of whom spoke on condition of anonymity, said the bridge was gone.",
        "Five officials, some of whom spoke on condition of anonymity | said | the bridge was gone | unnamed, \
         role Five officials, some of whom spoke on condition of anonymity",
    );
}
