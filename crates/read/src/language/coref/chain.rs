//! A chain as it grows: what its mentions have said of it so far.
//!
//! Invariant: its name is the fullest that was met. Cost: a few comparisons a mention.

use super::feature::Company;
use super::mention::Mention;
use super::sign::{Class, KEYS, Signs};

/// A chain of mentions.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    pub company: Company,
    pub latest: u32,
    /// The words of its fullest name; nothing behind the last.
    pub name: [u64; KEYS],
    /// The first letter of that, and whether that is all there is of its first word.
    pub letter: (char, bool),
    pub initials: u64,
    /// Whether it is one whom the document does not name: “Official 5”.
    pub scoped: bool,
    /// For which mention it was last weighed, and how often.
    pub asked: (u32, u32),
    /// Where it was last “I”, “you”, “she”: the quotation and the turn.
    places: [Option<(u16, u16)>; 3],
}

impl Chain {
    /// Of one mention.
    pub fn new(mention: &Mention, signs: &Signs, at: usize) -> Chain {
        let unnamed = signs.name.is_empty();
        let company = Company {
            size: 1,
            named: signs.class == Class::Name,
            first: signs.sentence < 2,
            latest: true,
            gender: mention.gender,
            number: mention.number,
            kind: mention.kind,
            nearer: 0,
            modifiers: if unnamed { signs.bits } else { 0 },
            names: if unnamed { 0 } else { signs.bits },
            recent: 1,
            sentence: signs.sentence,
        };
        let mut chain = Chain {
            company,
            latest: at as u32,
            name: if unnamed { [0; KEYS] } else { signs.keys },
            letter: signs.letter,
            initials: signs.initials,
            scoped: mention.scoped,
            asked: (u32::MAX, 0),
            places: [None; 3],
        };
        chain.place(signs);
        chain
    }

    /// Takes in a mention.
    pub fn take(&mut self, mention: &Mention, signs: &Signs, at: usize) {
        self.place(signs);
        let company = &mut self.company;
        company.size += 1;
        company.named |= signs.class == Class::Name;
        company.gender = company.gender.or(mention.gender);
        company.number = company.number.or(mention.number);
        company.kind = company.kind.or(mention.kind);
        company.recent = if signs.sentence == company.sentence { company.recent + 1 } else { 1 };
        company.sentence = signs.sentence;
        self.latest = at as u32;
        if signs.name.is_empty() {
            company.modifiers |= signs.bits;
            return;
        }
        company.names |= signs.bits;
        if length(&signs.keys) > length(&self.name) || (self.letter.1 && length(&signs.keys) == length(&self.name)) {
            (self.name, self.letter, self.initials) = (signs.keys, signs.letter, signs.initials);
        }
        self.scoped |= mention.scoped;
    }

    fn place(&mut self, signs: &Signs) {
        if let Some(person) = person(signs) {
            self.places[person] = Some((signs.quote, signs.turn));
        }
    }

    /// Whether a pronoun cannot be of it, since one speaker calls nobody “I” and “she”, nor in one breath “I” and “you”.
    pub fn is_another(&self, signs: &Signs) -> bool {
        let Some(own) = person(signs) else { return false };
        (0..3).filter(|other| *other != own).any(|other| {
            self.places[other]
                .is_some_and(|(quote, turn)| quote == signs.quote && (turn == signs.turn || own == 2 || other == 2))
        })
    }
}

/// First, second or third, from nothing.
fn person(signs: &Signs) -> Option<usize> {
    let pronoun = signs.pronoun?;
    (pronoun.person < 4 && signs.class != Class::It).then(|| usize::from(pronoun.person) - 1)
}

/// How many keys there are.
pub(super) fn length(keys: &[u64; KEYS]) -> usize {
    keys.iter().position(|key| *key == 0).unwrap_or(KEYS)
}
