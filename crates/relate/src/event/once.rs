//! What happens to somebody once: a death, and within some weeks a release, an election, a sentence.
//!
//! “The death of Ana Vell” and “Ms. Vell was killed” are one happening without a word in common, wherever and whenever they are told.
//! Invariant: whom it happens to is a person called by a whole name somewhere in the document. Cost: a look a telling.

use super::telling::{key, name_key, sorted};
use dateline_record::{EntityType, EventMentionRow, Form, MentionRow, ParticipantRow};
use std::collections::BTreeSet;

/// Words by which somebody is dead.
const DEAD: &[&str] = &[
    "killed",
    "kill",
    "kills",
    "killing",
    "death",
    "died",
    "dies",
    "assassinated",
    "assassination",
    "murdered",
    "executed",
];

/// The persons of a document that have whole names.
pub(super) struct Once<'a> {
    persons: BTreeSet<u64>,
    mentions: &'a [MentionRow],
}

impl<'a> Once<'a> {
    pub(super) fn new(mentions: &'a [MentionRow]) -> Once<'a> {
        let persons = mentions.iter().filter(|own| own.entity_type == EntityType::Person);
        let persons = persons.filter_map(|own| own.name.as_deref()).filter(|name| name.contains(' ')).map(name_key);
        Once { persons: persons.collect(), mentions }
    }

    /// What happens once, and to whom.
    pub(super) fn of(&self, event: &EventMentionRow) -> Vec<u64> {
        let is_dead = event.event_type == "DEATH" || DEAD.contains(&event.trigger.text.to_lowercase().as_str());
        let (what, whom) = match event.event_type.as_str() {
            "DEATH" | "ASSAULT" if is_dead => (DEATH, &event.recipients),
            "RELEASE" => (2, &event.recipients),
            "VERDICT" => (3, &event.recipients),
            "ELECTION" => (4, &event.actors),
            _ => return Vec::new(),
        };
        let mut found: Vec<u64> = whom.iter().filter_map(|one| self.person(one)).collect();
        if what == DEATH && whom.is_empty() {
            found.extend(self.owner(event));
        }
        sorted(found.into_iter().map(|person| key(&[what, person]) << 1 | u64::from(what == DEATH)).collect())
    }

    /// A person by the name that the words carry, or that stands in apposition: “the leader of the party, Ana Vell,”.
    fn person(&self, one: &ParticipantRow) -> Option<u64> {
        let beside = || {
            let (part, end) = (one.span.part, one.span.end + ", ".len() as u32);
            let found = self.named().find(|own| own.span.part == part && own.span.start == end)?;
            found.name.as_deref()
        };
        let name = one.name.as_deref().or_else(beside)?;
        Some(name_key(name)).filter(|name| self.persons.contains(name))
    }

    /// “Ana Vell’s death”.
    fn owner(&self, event: &EventMentionRow) -> Option<u64> {
        let at = event.trigger.span;
        let is_near =
            |own: &&MentionRow| own.span.part == at.part && own.span.end < at.start && at.start - own.span.end <= 5;
        let name = name_key(self.named().find(is_near)?.name.as_deref()?);
        self.persons.contains(&name).then_some(name)
    }

    fn named(&self) -> impl Iterator<Item = &'a MentionRow> {
        let is_person = |own: &&MentionRow| own.form == Form::Name && own.entity_type == EntityType::Person;
        self.mentions.iter().filter(is_person)
    }
}

const DEATH: u64 = 1;

/// Whether it can never happen again.
pub(super) fn is_for_ever(once: u64) -> bool {
    once & 1 == 1
}
