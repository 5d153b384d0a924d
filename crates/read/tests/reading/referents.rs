//! Whom names, nouns and pronouns point to, from text to mentions.

use super::{document, reading};
use dateline_record::{Form, Kind};
use std::collections::BTreeMap;

/// `expected`: chains parted by “; ”, their mentions by “ = ”, each in the order of the text; those of one mention left out.
fn check(text: &str, expected: &str) {
    let found = reading(&document(text, Kind::Article).expect("a text that is not empty"));
    let mut chains: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for mention in &found.mentions {
        if let Some(referent) = mention.referent {
            chains.entry(referent).or_default().push(mention.extent.of(text));
        }
        assert!(mention.form != Form::Name || mention.name.is_some());
    }
    let several = chains.values().filter(|chain| chain.len() > 1).map(|chain| chain.join(" = "));
    assert_eq!(several.collect::<Vec<_>>().join("; "), expected, "in: {text}");
}

#[test]
fn a_pronoun_follows_the_name_that_it_fits() {
    check("Mary Oller left the party in May. She founded another.", "Mary Oller = She");
}

#[test]
fn who_speaks_in_a_quotation_is_i() {
    check("“I never saw the letter,” Mary Oller said on Friday.", "I = Mary Oller");
}

#[test]
fn a_surname_is_its_bearers_and_two_bearers_share_none() {
    check("Mary Oller met reporters. Oller said the road was shut.", "Mary Oller = Oller");
    check("Mary Oller met Tom Oller. Oller said the road was shut.", "");
}

#[test]
fn no_mention_runs_out_of_a_quotation() {
    let text = "“We want an end to the brutal war,” Majid Oller, a spokesman for the ministry, said. Oller left.";
    let found = reading(&document(text, Kind::Article).expect("a text that is not empty"));
    assert!(found.mentions.iter().all(|mention| !mention.extent.of(text).contains('”')), "{:?}", found.mentions);
}
