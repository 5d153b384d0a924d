//! Where a content ends, and what is told at all.

use crate::check;

#[test]
fn what_was_said_ends_before_how_it_was_said() {
    check(
        "The mayor said that the reports were wrong, without specifying which reports.",
        "The mayor | said | that the reports were wrong | unnamed, role The mayor",
    );
}

#[test]
fn a_name_in_marks_is_all_that_he_calls_it() {
    check("Keel leads what he calls “the old guard” in ever larger marches.", "he | calls | “the old guard” | Keel");
}

#[test]
fn the_same_auxiliary_goes_on_in_what_is_said() {
    check(
        "The Port Police say they have begun a wide search and have asked sailors to help.",
        "The Port Police | say | they have begun a wide search and have asked sailors to help | Port Police, collective",
    );
}

#[test]
fn saying_nothing_or_saying_so_tells_nothing() {
    check("Keel said nothing as he left the court.", "");
    check("The minister has said so in writing.", "");
    check("Who said those words is still unknown.", "");
    check("Could you please explain why the port was shut?", "");
    check("Families of the twenty men confirmed to have been taken gathered at the gate.", "");
}

#[test]
fn a_pronoun_that_points_back_is_no_clause() {
    check("Dunne never revealed that to his aide.", "");
    check("The dates differed from what Dunne had told the clerk that was written down.", "");
}

#[test]
fn a_day_says_nothing() {
    check(
        "Attacks on ships rose by half in the spring, the Harbour Institute reported last month.",
        "the Harbour Institute | reported | Attacks on ships rose by half in the spring | Harbour Institute, collective",
    );
}

#[test]
fn what_another_tells_is_no_row_of_its_own_with_his_source() {
    check(
        "Marta Oller, 59, said her brother had moved to Orsa and had begged her to follow.",
        "Marta Oller, 59 | said | her brother had moved to Orsa and had begged her to follow | Marta Oller",
    );
}

#[test]
fn a_thing_denied_ends_before_what_speaks_against_it() {
    check(
        "Port officials have denied such charges, despite letters collected by the press.",
        "Port officials | have denied | such charges | unnamed, role Port officials, deny, denied",
    );
}

#[test]
fn a_sentence_behind_a_comma_is_told_apart() {
    check(
        "Vell says that the port is safe, he insists that the quay will stand.",
        "Vell | says | that the port is safe
         he | insists | that the quay will stand | Vell, claim",
    );
}

#[test]
fn a_name_and_others_speak_together() {
    check(
        "Dunne and others told the court that the gate was open.",
        "Dunne and others | told | that the gate was open | Dunne",
    );
}

#[test]
fn where_somebody_stands_is_not_said() {
    check(
        "The union has long opposed the port levy.",
        "The union | has long opposed | the port levy | collective, believe",
    );
}

#[test]
fn a_content_ends_before_whoever_tells_of_it() {
    check(
        "Port officials also told the crew they were no longer welcome in the country because of the stalled talks, U.S. and \
         Orsan officials said.",
        "Port officials | also told | they were no longer welcome in the country because of the stalled talks | \
         unnamed, role Port officials, by U.S. and Orsan officials
         U.S. and Orsan officials | said | Port officials also told the crew they were no longer welcome in the country \
         because of the stalled talks | unnamed, role U.S. and Orsan officials",
    );
}
