//! Stories of a few words: what is one happening, and that the order tells nothing.

use super::{HAPPENING_SIGNS, Mentioned, Weights, happenings};

/// `document sentence verb side,side`: words of one story.
fn story(lines: &[&str]) -> Vec<Mentioned> {
    let hash = |word: &str| crate::story::stem_hash(word);
    lines
        .iter()
        .map(|line| {
            let parts: Vec<&str> = line.split(' ').collect();
            let mut sides: Vec<u32> = parts[3].split(',').map(hash).collect();
            sides.sort_unstable();
            Mentioned {
                document: parts[0].parse().expect("a number"),
                sentence: parts[1].parse().expect("a number"),
                lemma: parts[2].to_string(),
                stem: hash(parts[2]),
                is_verb: true,
                around: sides.iter().map(|side| (*side, 200)).collect(),
                sides,
                ..Mentioned::default()
            }
        })
        .collect()
}

#[test]
fn every_sign_has_a_weight_and_a_name_of_its_own() {
    let written = Weights::learnt().written();
    let names: std::collections::BTreeSet<&str> = HAPPENING_SIGNS.iter().map(|sign| sign.name).collect();
    assert_eq!(names.len(), HAPPENING_SIGNS.len());
    assert!(Weights::learnt().signs.iter().filter(|weight| **weight != 0).count() > 30, "{written}");
}

#[test]
fn the_same_word_of_the_same_people_is_one_happening_and_the_order_tells_nothing() {
    let lines =
        ["1 0 arrest ranvolk,tesmar", "2 0 arrest ranvolk,tesmar", "3 1 arrest ranvolk", "2 3 sing quivane,bolt"];
    let all = story(&lines);
    let found = happenings(&all, &Weights::learnt(), super::ONE_HAPPENING);
    assert!(found[0] == found[1] && found[3] != found[0], "{found:?}");
    let turned: Vec<Mentioned> = all.iter().rev().cloned().collect();
    let again = happenings(&turned, &Weights::learnt(), super::ONE_HAPPENING);
    for one in 0..all.len() {
        for other in 0..all.len() {
            let same = again[all.len() - 1 - one] == again[all.len() - 1 - other];
            assert_eq!(found[one] == found[other], same);
        }
    }
}
