//! What two words that tell something have in common, as numbers that signs ask about.
//!
//! Invariant: it does not matter which is which. Cost: one pass over both sentences.

use super::Mentioned;
use super::company::{Alike, Company};
use crate::story::rarity;

/// Two words of a story. Parts are in thousandths; [`NONE`] where one has nothing of the sort.
pub struct Pair {
    pub same_word: bool,
    /// Their beginnings are one, as in “negotiate” and “negotiation”.
    pub same_root: bool,
    pub like_letters: bool,
    pub same_kind: bool,
    pub same_document: bool,
    pub same_sentence: bool,
    pub verb_and_noun: bool,
    /// The story's telling words that both sentences have.
    pub words: i32,
    pub sides: i32,
    pub doers: i32,
    pub done_to: i32,
    pub numbers: i32,
    pub beside: i32,
    /// One stands in the other's sentence.
    pub is_beside: bool,
    /// What part of the story's documents tell of the one, and of the other.
    pub fewer: i32,
    pub more: i32,
    pub often: i32,
    pub company: Alike,
    /// How rare the less rare word is in the language, in 25ths.
    pub rarity: u8,
    pub is_lead: bool,
    /// How much of one's sides the other's sentence tells, in thousandths of a bit.
    pub crossed: u32,
}

/// One of the two has none.
pub const NONE: i32 = -1;

/// Ends by which words for doing become words for what is done.
const ENDS: &[&str] = &[
    "ification",
    "ization",
    "isation",
    "ication",
    "ation",
    "ition",
    "ution",
    "ssion",
    "sion",
    "tion",
    "ion",
    "ment",
    "ance",
    "ence",
    "al",
    "ure",
    "age",
    "ist",
    "ism",
    "ee",
    "er",
    "or",
    "ant",
    "ent",
    "ity",
    "ness",
    "th",
    "ing",
    "ed",
    "s",
    "ful",
    "ive",
    "ous",
];

impl Pair {
    pub fn of(one: &Mentioned, other: &Mentioned, company: &Company) -> Pair {
        let same_word = one.stem == other.stem;
        let same_root = !same_word && root(&one.lemma) == root(&other.lemma);
        let same_document = one.document == other.document;
        let shares = [company.share(one.stem), company.share(other.stem)];
        let has = |own: &Mentioned, word: u32| own.around.binary_search_by_key(&word, |(word, _)| *word).is_ok();
        let sum = |own: &Mentioned| own.around.iter().map(|(word, _)| company.telling(*word)).sum::<u32>();
        let both = one.around.iter().filter(|(word, _)| has(other, *word));
        let both: u32 = both.map(|(word, _)| company.telling(*word)).sum();
        let crossed = one.sides.iter().filter(|word| has(other, **word));
        let crossed = crossed.chain(other.sides.iter().filter(|word| has(one, **word) && !one.sides.contains(word)));
        Pair {
            same_word,
            same_root,
            like_letters: !same_word && !same_root && like_letters(&one.lemma, &other.lemma),
            same_kind: !same_word && one.kinds.iter().any(|kind| other.kinds.contains(kind)),
            same_document,
            same_sentence: same_document && one.sentence == other.sentence,
            verb_and_noun: one.is_verb != other.is_verb,
            words: (u64::from(both) * 1000 / u64::from(sum(one).min(sum(other)).max(720))) as i32,
            sides: shared(&one.sides, &other.sides),
            doers: shared(&one.doers, &other.doers),
            done_to: shared(&one.done_to, &other.done_to),
            numbers: shared(&one.numbers, &other.numbers),
            beside: shared(&one.beside, &other.beside),
            is_beside: !same_word && (has(one, other.stem) || has(other, one.stem)),
            fewer: shares[0].min(shares[1]),
            more: shares[0].max(shares[1]),
            often: company.often(one.stem).max(company.often(other.stem)),
            company: if same_word { Alike::default() } else { company.alike(one.stem, other.stem) },
            rarity: rarity(one.stem).min(rarity(other.stem)),
            is_lead: one.sentence.min(10) + other.sentence.min(10) <= 3,
            crossed: crossed.map(|word| company.telling(*word)).sum(),
        }
    }
}

/// What part of the shorter list the two share.
fn shared(one: &[u32], other: &[u32]) -> i32 {
    let both = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    if one.is_empty() || other.is_empty() { NONE } else { (both * 1000 / one.len().min(other.len())) as i32 }
}

fn root(lemma: &str) -> &str {
    let cut = ENDS.iter().find_map(|end| lemma.strip_suffix(end).filter(|rest| rest.len() >= 4));
    let rest = cut.unwrap_or(lemma);
    rest.strip_suffix('e').filter(|rest| rest.len() >= 4).unwrap_or(rest)
}

fn like_letters(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    same * 2 >= one.chars().count().max(other.chars().count())
}
