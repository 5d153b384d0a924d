//! Referents: the chains of a document as they are given back.
//!
//! Invariant: a referent has a name or two mentions; referents are numbered in the order in which they are first met.
//! Cost: linear in the mentions.

use super::mention::{Form, Gender, Kind, Mention, Number};
use super::role::Role;
use super::search::Search;
use std::ops::Range;

/// Who or what several mentions point to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Referent {
    /// Its fullest name: words of the document.
    pub name: Option<Range<usize>>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// What it is called by pronouns.
    pub gender: Gender,
    /// One or more.
    pub number: Number,
    /// Whether it is one whom the document numbers (“Official 5”), and so stays in it.
    pub scoped: bool,
}

/// All that a document points to. Reused from document to document.
#[derive(Default)]
pub struct Referents {
    /// The mentions, in the order of their sentences and beginnings.
    pub mentions: Vec<Mention>,
    /// Whom they point to.
    pub referents: Vec<Referent>,
    /// What is said of who is named beside the name, in the order of their mentions.
    pub roles: Vec<Role>,
    numbers: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Referents {
    /// Takes what `search` found.
    pub(super) fn gather(&mut self, search: &Search) {
        self.mentions.clear();
        self.referents.clear();
        self.numbers.clear();
        self.numbers.resize(search.mentions().len(), 0);
        for (chain, mention) in search.chains().iter().zip(search.mentions()) {
            let count = &mut self.numbers[*chain as usize];
            *count += if mention.form == Form::Name { 2 } else { 1 };
        }
        // From how much there is of a chain to its number.
        self.numbers.iter_mut().for_each(|count| *count = if *count > 1 { NONE - 1 } else { NONE });
        for (at, (chain, mention)) in search.chains().iter().zip(search.mentions()).enumerate() {
            let number = &mut self.numbers[*chain as usize];
            let mut mention = mention.clone();
            if *number != NONE {
                if *number == NONE - 1 {
                    *number = self.referents.len() as u32;
                    let (kind, gender, number) = (Kind::Open, Gender::Open, Number::Open);
                    self.referents.push(Referent { name: None, kind, gender, number, scoped: false });
                }
                mention.referent = Some(*number);
                let referent = &mut self.referents[*number as usize];
                referent.kind = referent.kind.or(mention.kind);
                referent.gender = referent.gender.or(mention.gender);
                referent.number = referent.number.or(mention.number);
                referent.scoped |= mention.scoped;
                let name = search.name(at);
                if name.len() > referent.name.as_ref().map_or(0, Range::len) {
                    referent.name = Some(name);
                }
            }
            self.mentions.push(mention);
        }
        self.roles.clear();
        for role in &search.roles {
            self.roles.push(Role { referent: self.mentions[role.mention].referent, ..role.clone() });
        }
    }
}
