//! On whose word: what a pronoun tells though it names nobody, what outlets and studies say, who is asked, who passes on.

use super::check;

#[test]
fn whoever_he_is_has_a_name_where_nobody_without_one_is_told_of() {
    check(
        "Ivo Vell and Tom Oller met at the port. A clerk came in. “The bridge is gone,” he said.",
        "he | said | “The bridge is gone,” | unnamed, role A clerk",
    );
}

#[test]
fn which_is_the_body_or_the_writing_before_it() {
    check(
        "The port closed on the advice of the Orsa Council, which said the bridge was gone.",
        "which | said | the bridge was gone | Orsa Council, collective",
    );
    check(
        "The port reopened after a report that said the bridge was safe.",
        "that | said | the bridge was safe | document",
    );
}

#[test]
fn they_are_those_who_spoke_in_the_same_sentence() {
    check(
        "The council said the port was shut. Two sailors said the bridge was gone, and they said the road was closed.",
        "The council | said | the port was shut | collective
         Two sailors | said | the bridge was gone | unnamed, role Two sailors
         they | said | the road was closed | unnamed, role Two sailors",
    );
}

#[test]
fn a_contraction_is_its_pronoun() {
    check("I’ve said that the road is closed.", "I’ve | said | that the road is closed | author");
}

#[test]
fn what_an_outlet_writes_is_its_word() {
    check(
        "An article in the Oller Gazette said the bridge was gone.",
        "An article in the Oller Gazette | said | the bridge was gone | outlet",
    );
    check(
        "The newspaper’s editorial said the bridge was gone.",
        "The newspaper’s editorial | said | the bridge was gone | outlet",
    );
    check(
        "The council’s report said the bridge was gone.",
        "The council’s report | said | the bridge was gone | document",
    );
}

#[test]
fn a_study_by_somebody_is_a_study() {
    check(
        "A study published by the Vell Institute showed that the bridge was weak.",
        "A study published by the Vell Institute | showed | that the bridge was weak | document, find",
    );
}

#[test]
fn a_jury_is_a_body_and_a_chief_executive_in_letters_a_person() {
    check("The jury said the bridge was gone.", "The jury | said | the bridge was gone | collective");
    check("The CEO said the bridge was gone.", "The CEO | said | the bridge was gone | unnamed, role The CEO");
}

#[test]
fn nothing_is_said_by_many_times() {
    check("The rules have been stated many times.", "");
}

#[test]
fn the_answers_are_those_of_whom_the_outlet_asked() {
    check(
        "Q&A with Mayor Ana Vell\n\nAna Vell spoke with Gazette reporter Tom Oller.\n\nQ: Is the port closed?\n\nA: It never was.",
        "Q | - | Is the port closed? | unattributed
         A | - | It never was. | Ana Vell, role Mayor",
    );
    check(
        "The sailor Ana Vell has become a familiar figure in the streets of the old port. Questions and answers have been cut.\n\n\
         Q: Is the port closed?\n\nA: It never was.",
        "Q | - | Is the port closed? | unattributed
         A | - | It never was. | Ana Vell, role The sailor",
    );
}

#[test]
fn who_passes_on_what_another_said_is_in_the_chain() {
    check(
        "Ana Vell said Tom Oller had warned that the bridge was weak.",
        "Ana Vell | said | Tom Oller had warned that the bridge was weak
         Tom Oller | had warned | that the bridge was weak | by Ana Vell, warn",
    );
    check(
        "The ministry said that two officials claimed that the bridge was gone.",
        "The ministry | said | that two officials claimed that the bridge was gone | collective
         two officials | claimed | that the bridge was gone | unnamed, role two officials, by The ministry, claim",
    );
}

#[test]
fn who_was_never_brought_in_as_a_senator_has_a_name() {
    check(
        "Ana Vell came to the port. The senator said the bridge was gone.",
        "The senator | said | the bridge was gone | role The senator",
    );
    check(
        "Ana Vell met a senator. The senator said the bridge was gone.",
        "The senator | said | the bridge was gone | unnamed, role The senator",
    );
    check(
        "Ana Vell came to the port. The official said the bridge was gone.",
        "The official | said | the bridge was gone | unnamed, role The official",
    );
}

#[test]
fn a_name_behind_the_only_comma_is_the_sources() {
    check(
        "One of the two, Mayor Ana Vell, said the bridge was gone.",
        "One of the two, Mayor Ana Vell | said | the bridge was gone | Ana Vell, role Mayor",
    );
    check(
        "Their union, the Harbour League, said the bridge was gone.",
        "Their union, the Harbour League | said | the bridge was gone | Harbour League, collective",
    );
    check("The Minister said the bridge was gone.", "The Minister | said | the bridge was gone | role The Minister");
}
