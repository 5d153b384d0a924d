//! Pronouns that point: who they can stand for.
//!
//! Invariant: each has its own number below [`COUNT`], from 1. Cost: a few comparisons.

use super::mention::{Gender, Number};

/// A pronoun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pronoun {
    /// Its number.
    pub id: u8,
    /// First, second, third; 4 where it points to what was said (“this”).
    pub person: u8,
    /// What it says of sex.
    pub gender: Gender,
    /// One or more.
    pub number: Number,
}

/// How many numbers there are.
pub const COUNT: usize = 48;

const ONE: Number = Number::One;
const MANY: Number = Number::Many;

/// Person, gender, number, forms.
const PRONOUNS: &[(u8, Gender, Number, &[&str])] = &[
    (1, Gender::Open, ONE, &["i", "me", "my", "mine", "myself"]),
    (1, Gender::Open, MANY, &["we", "us", "our", "ours", "ourselves"]),
    (2, Gender::Open, Number::Open, &["you", "your", "yours", "yourself", "yourselves"]),
    (3, Gender::Male, ONE, &["he", "him", "his", "himself"]),
    (3, Gender::Female, ONE, &["she", "her", "hers", "herself"]),
    (3, Gender::Neuter, ONE, &["it", "its", "itself"]),
    (3, Gender::Open, MANY, &["they", "them", "their", "theirs", "themselves", "'em", "themself"]),
    (4, Gender::Neuter, ONE, &["this", "that"]),
    (4, Gender::Open, MANY, &["these", "those"]),
    (4, Gender::Open, Number::Open, &["one", "who", "which", "whose"]),
];

/// The pronoun that `word` is, its case aside.
pub fn pronoun(word: &str) -> Option<Pronoun> {
    if word.len() > 10 {
        return None;
    }
    let mut id = 0;
    for (person, gender, number, forms) in PRONOUNS {
        for form in *forms {
            id += 1;
            if form.eq_ignore_ascii_case(word) {
                return Some(Pronoun {
                    id: id.min(COUNT as u8 - 1),
                    person: *person,
                    gender: *gender,
                    number: *number,
                });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pronoun_has_a_number_of_its_own() {
        let forms: Vec<&str> = PRONOUNS.iter().flat_map(|(_, _, _, forms)| forms.iter().copied()).collect();
        let mut ids: Vec<u8> = forms.iter().map(|form| pronoun(form).map_or(0, |pronoun| pronoun.id)).collect();
        ids.dedup();
        assert_eq!(ids.len(), forms.len());
        assert!(pronoun("Oller").is_none() && pronoun("She").is_some());
    }
}
