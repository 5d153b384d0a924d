//! Forms of speech: transcripts, blocks, what stands inside them, refusals, and what is said only on a condition.

use super::{check, document, reading};
use dateline_record::{Directness, Kind};

#[test]
fn a_title_and_a_name_open_a_turn_and_letters_a_question_and_its_answer() {
    check(
        "Ana Vell spoke first.\n\nMs. Vell. We counted the boats twice. Nobody slept.\n\nQ And was the list complete?\n\n\
         A What we had was complete.",
        "Ms. Vell | - | We counted the boats twice. Nobody slept. | Ana Vell
         Q | - | And was the list complete? | unattributed
         A | - | What we had was complete. | Ana Vell",
    );
    check(
        "Ivo Oller testified that he saw the ship sink.\n\nBY MS. VELL:\n\nQ. Where were you?\n\nA. On the quay.",
        "Ivo Oller | testified | that he saw the ship sink
         Q. | - | Where were you? | Vell
         A. | - | On the quay. | Ivo Oller",
    );
    check(
        "Q. Where were you?\n\nTHE COURT: Sit down.\n\nMR. OLLER: She may answer.\n\nTHE COURT: She may.\n\n\
         MR. OLLER: Thank you.\n\nA. On the quay.",
        "THE COURT | : | Sit down. | role THE COURT
         MR. OLLER | : | She may answer. | Oller
         THE COURT | : | She may. | role THE COURT
         MR. OLLER | : | Thank you. | Oller",
    );
}

#[test]
fn an_article_and_a_list_of_letters_are_no_turns() {
    check("A ship sank.\n\nQ fever was found on the quay.\n\nA Velland diver was lost.", "");
    check("A. Boats.\n\nB. Ropes.\n\nA. Nets.", "");
    check("Dr. Vell. Dr. Oller. Mr. Ruiz.", "");
}

#[test]
fn turns_and_blocks_are_direct() {
    let text = "MR. VELL: The shed was empty.\n\nTHE COURT: Who saw it?\n\nMR. VELL: The watchman.\n\nTHE COURT: Go on.\n\n\
                The complaint puts it this way:\n\n12. The ship sank at noon and nobody was told.";
    let direct = reading(&document(text, Kind::Article).unwrap()).statements;
    assert_eq!(direct.len(), 5);
    assert!(direct.iter().all(|one| one.directness == Directness::Direct));
}

#[test]
fn a_turn_holds_what_others_say_but_not_what_its_speaker_thinks() {
    check(
        "MR. VELL: I think the shed was empty. The ministry says the door was open.\n\nTHE COURT: Who saw it?\n\n\
         MR. VELL: The watchman claims to have seen it.\n\nTHE COURT: Go on then.",
        "MR. VELL | : | I think the shed was empty. The ministry says the door was open. | Vell
         The ministry | says | the door was open | collective, by Vell
         THE COURT | : | Who saw it? | role THE COURT
         MR. VELL | : | The watchman claims to have seen it. | Vell
         The watchman | claims | to have seen it | unnamed, role The watchman, by Vell, claim
         THE COURT | : | Go on then. | role THE COURT",
    );
}

#[test]
fn numbered_paragraphs_are_the_filings_as_long_as_their_numbers_run_on() {
    check(
        "The indictment says that the captain left before noon.\n\n12. The captain told Official 3 that the hold was \
         empty.\n\n13. The ship sank at noon. [emphasis added]\n\nThe owners met on Monday.\n\nThen there is the crew.\n\n\
         15. The crew was never paid for the voyage.",
        "The indictment | says | that the captain left before noon | document
         The indictment | - | The captain told Official 3 that the hold was empty. | document
         The captain | told | that the hold was empty | unnamed, role The captain, by The indictment
         The indictment | - | The ship sank at noon. | document
         The indictment | - | The crew was never paid for the voyage. | document",
    );
    check("There are two reasons.\n\n1. The ship was old and slow.\n\n2. The crew was never paid for it.", "");
}

#[test]
fn the_paragraph_after_a_cue_and_a_colon_is_a_block() {
    check(
        "As Ana Vell put it:\n\nThe ship was old and it was never going to reach Orsa.\n\nThe owners met on Monday.",
        "Ana Vell | put it | The ship was old and it was never going to reach Orsa.",
    );
    check(
        "Here is how the complaint describes it:\n\nThe ship was old and nobody told the crew.",
        "the complaint | describes | The ship was old and nobody told the crew. | document",
    );
    check(
        "Ivo Oller writes:\n\nThe ship was old and nobody told us.\n\nIt sank at noon.",
        "Ivo Oller | writes | The ship was old and nobody told us.",
    );
    check(
        "From the ruling:\n\nThe ship was old and its hold was empty.",
        "the ruling | - | The ship was old and its hold was empty. | document",
    );
}

#[test]
fn a_list_or_a_tale_after_a_colon_is_no_block() {
    check(
        "The owners described the ship:\n\nIt was old and it was never going to reach Orsa.",
        "The owners | described | the ship | unnamed, role The owners",
    );
    check("Ana Vell put it this way:\n\n• The ship was old.\n\n• The crew was tired.", "");
    check("Ana Vell explained it this way:\n\nFor Vell the ship was old and the sea was wide.", "");
}

#[test]
fn who_will_not_tell_refuses_and_nothing_is_said() {
    check("Ana Vell refused to address the loss of the ship.", "Ana Vell | refused to address |  | decline");
    check("Ana Vell did not directly comment on the list.", "Ana Vell | did not directly comment |  | decline");
    check("Ana Vell would not say whether the ship was lost.", "Ana Vell | would not say |  | decline");
    check("The port had no immediate comment.", "The port | had no immediate comment |  | collective, decline");
    check(
        "The port declined to provide further details of the crew.",
        "The port | declined to provide |  | collective, decline",
    );
    check(
        "The ministry did not respond to a request for comment.",
        "The ministry | did not respond to a request for comment |  | collective, decline",
    );
}

#[test]
fn who_will_not_do_something_says_nothing() {
    check("Ana Vell refused to pay the fine.", "");
    check("The family had refused to leave the house.", "");
    check("The port declined to provide the boats.", "");
}

#[test]
fn what_is_said_only_on_a_condition_is_not_said() {
    check("If the ministry asked for boats, the port would send them.", "");
    check("Should Ana Vell say that the ship is lost, the owners will pay.", "");
    check("Were the owners to claim that the ship was new, nobody would listen.", "");
    check("The port will wait unless officials confirm that the ship is lost.", "");
    check("It is unclear whether Ana Vell told the crew that the hold was empty.", "");
    check(
        "Ivo Oller asked if Ana Vell said the hold was empty.",
        "Ivo Oller | asked | if Ana Vell said the hold was empty | ask",
    );
    check(
        "Ana Vell said that if officials confirmed the loss, she would resign.",
        "Ana Vell | said | that if officials confirmed the loss, she would resign",
    );
    check("If it rains, Ana Vell said, the ship stays.", "Ana Vell | said | If it rains ++ the ship stays");
}

#[test]
fn an_aside_at_the_end_names_the_house_or_whoever_put_it_so() {
    check(
        "The port has stopped counting boats, our own Ana Vell and Ivo Oller report (for readers who pay).",
        "our own Ana Vell and Ivo Oller | report | The port has stopped counting boats | outlet",
    );
    check(
        "The ship was sold in March, our own Ana Vell has learned.",
        "our own Ana Vell | has learned | The ship was sold in March | Ana Vell, outlet",
    );
    check(
        "As Ana Vell put it, the ship was never going to sail.",
        "Ana Vell | put it | the ship was never going to sail",
    );
    check(
        "The ship was never going to sail, as Ana Vell put it.",
        "Ana Vell | put it | The ship was never going to sail",
    );
    check(
        "The ship was sold in March, per the Oller Gazette.",
        "the Oller Gazette | per | The ship was sold in March | Oller Gazette, outlet",
    );
}

#[test]
fn whoever_owns_a_claim_makes_it() {
    check(
        "Nobody believed Ana Vell's claim to have seen the ship.",
        "Ana Vell | claim | to have seen the ship | claim",
    );
    check(
        "Ana Vell met the crew. Her story is that the hold was empty.",
        "Her | story is | that the hold was empty | Ana Vell",
    );
}

#[test]
fn quoted_paragraphs_after_a_colon_are_the_one_speakers() {
    check(
        "Ana Vell told the Oller Gazette that the port had two worries:\n\n“First, the quay is old. It leaks.\n\n\
         “Second, the boats are gone.”",
        "Ana Vell | told | that the port had two worries | to Oller Gazette
         Ana Vell | - | “First, the quay is old. It leaks. ++ “Second, the boats are gone.”",
    );
}
