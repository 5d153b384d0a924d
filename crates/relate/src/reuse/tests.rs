//! What two texts share, what is no link, and that no long shared passage goes without a key.

use super::*;
use proptest::prelude::*;

/// What two texts share, as words of the first.
fn common(one: &str, other: &str) -> Vec<String> {
    let (own, others) = (words(one), words(other));
    let passages = align(&own.hashes, &others.hashes, 4);
    let text = |passage: &Passage| {
        let (from, to) = (own.places[passage.one].0, own.places[passage.one + passage.length - 1].1);
        one[from as usize..to as usize].to_string()
    };
    passages.iter().map(text).collect()
}

#[test]
fn quotation_marks_capitals_and_dashes_do_not_matter() {
    let found = common(
        "“The ferry to Turvik will not sail tonight,” the harbour master said.",
        "HARBOUR: 'The ferry to Turvik will not sail tonight' - harbour master",
    );
    assert_eq!(found, ["The ferry to Turvik will not sail tonight"]);
}

#[test]
fn passages_may_come_in_another_order() {
    let found = common(
        "The bridge was closed on Monday. Nobody was hurt in the fall.",
        "Nobody was hurt in the fall, and the bridge was closed on Monday.",
    );
    assert_eq!(found, ["The bridge was closed on Monday", "Nobody was hurt in the fall"]);
}

const REPORT: &str = "The council of Turvik voted on Thursday to close the old harbour bridge after engineers found cracks in two \
of its pillars. The bridge, which carries some nine thousand cars a day, will stay shut until the spring. “We had no choice,” \
the mayor told reporters, and promised a ferry for those who work on the other shore.";

fn linked(one: &str, other: &str) -> Option<i32> {
    shared(&words(one).hashes, &words(other).hashes).map(|shared| shared.share)
}

#[test]
fn a_copy_with_another_beginning_is_one_text() {
    let copy = format!("TURVIK (Agency) -- {REPORT} Copyright of the agency. All rights reserved.");
    assert!(linked(REPORT, &copy).is_some_and(|share| share >= 990));
}

/// Another text of some length.
fn other() -> String {
    let towns =
        ["Other towns have bridges too, and theirs are older still.", "In Sorby the ferry was given up long ago."];
    (0..30).map(|number| format!("{} Number {number}. ", towns[number % 2])).collect()
}

#[test]
fn a_paragraph_taken_over_is_a_link() {
    let (own, others) = (format!("{REPORT} {}", REPORT.replace(' ', " so ")), other());
    assert!(linked(&own, &format!("{others}{REPORT} {others}")).is_some());
}

#[test]
fn what_stands_under_all_texts_of_a_house_is_none() {
    let (own, others) = (REPORT.replace(' ', " so "), other());
    assert_eq!(linked(&format!("{own}{own} {REPORT}"), &format!("{others} {REPORT}")), None);
}

#[test]
fn a_phrase_that_anybody_writes_is_none() {
    let other = "The mayor told reporters on Thursday that the town had no choice but to wait for the spring, when the council \
meets again to hear what the engineers of the province have found out about the pillars of the other bridge.";
    assert_eq!(linked(REPORT, other), None);
}

proptest! {
    #[test]
    fn a_long_shared_passage_has_a_key(
        before in prop::collection::vec(0u32..5000, 0..60),
        passage in prop::collection::vec(0u32..5000, 24..50),
        after in prop::collection::vec(0u32..5000, 0..60),
        wrap in prop::collection::vec(5000u32..9000, 0..60),
    ) {
        let one: Vec<u32> = before.iter().chain(&passage).chain(&after).copied().collect();
        let other: Vec<u32> = wrap.iter().chain(&passage).copied().collect();
        let (ones, others) = (keys(&one), keys(&other));
        prop_assert!(others.iter().any(|key| ones.contains(key)));
    }

    #[test]
    fn passages_are_shared_and_apart(
        one in prop::collection::vec(0u32..6, 0..80),
        other in prop::collection::vec(0u32..6, 0..80),
    ) {
        let passages = align(&one, &other, 4);
        let (mut seen, mut seen_other) = (vec![0; one.len()], vec![0; other.len()]);
        for passage in &passages {
            let (a, b) = (passage.one..passage.one + passage.length, passage.other..passage.other + passage.length);
            prop_assert_eq!(&one[a.clone()], &other[b.clone()]);
            a.for_each(|at| seen[at] += 1);
            b.for_each(|at| seen_other[at] += 1);
        }
        prop_assert!(seen.iter().chain(&seen_other).all(|count| *count <= 1));
    }

    #[test]
    fn every_word_is_where_it_says(text in "\\PC{0,60}") {
        for (from, to) in words(&text).places {
            prop_assert!(text[from as usize..to as usize].chars().all(char::is_alphanumeric));
        }
    }
}
