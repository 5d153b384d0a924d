//! The countries that a document names, and where it does.
//!
//! Named are countries, their people, capitals and seats that are no person's name, and regions that bear their name alone. Invariant: words of
//! a person's name name no country. Cost: a look-up for each word in capitals.

use super::cast::Cast;
use super::described;
use dateline_lexicon::{Gazetteer, Known, PlaceSort, Places};
use dateline_record::{EntityType, Form};

/// One place where a country is named.
#[derive(Debug)]
pub(super) struct Naming<'a> {
    pub country: [u8; 2],
    /// The number of the region that is named.
    pub region: Option<u8>,
    /// The words.
    pub words: &'a str,
    /// Where they begin.
    pub at: usize,
}

/// All places where countries are named, in order.
pub(super) struct Countries<'a>(Vec<Naming<'a>>);

impl<'a> Countries<'a> {
    pub fn of(cast: &Cast<'a>, gazetteer: &Gazetteer) -> Countries<'a> {
        let tree = cast.tree;
        let mut persons = cast
            .mentions
            .iter()
            .filter(|one| one.form == Form::Name && one.entity_type == EntityType::Person)
            .map(|one| one.extent)
            .peekable();
        let mut found = Vec::new();
        let mut free = 0;
        for at in 0..tree.len() {
            let word = tree.word(at);
            if at < free || !word.starts_with(char::is_uppercase) {
                continue;
            }
            let start = tree.words[at].range().start;
            while persons.next_if(|person| person.end() <= start).is_some() {}
            if persons.peek().is_some_and(|person| person.start() <= start) {
                continue;
            }
            let (past, known, country) =
                described::country(gazetteer, at, |at| (at < tree.len()).then(|| tree.word(at)));
            let Some(extent) = tree.extent(at, past - 1) else { continue };
            let words = extent.of(tree.text);
            let firm = known.any(Known::COUNTRY | Known::GROUP | Known::METONYM);
            let named = match country.and_then(letters) {
                Some(country) if firm && !is_shared(words, country) => Some((country, None)),
                Some(country) if known.any(Known::CAPITAL) => sole(words, country).then_some((country, None)),
                _ if known.any(Known::SUBDIVISION) && known.only(Known::SUBDIVISION | Known::CITY) => region(words),
                _ => None,
            };
            if let Some((country, region)) = named {
                found.push(Naming { country, region, words, at: start });
                free = past;
            }
        }
        Countries(found)
    }

    /// Where countries are named in other words than these.
    pub fn beside(&self, words: &str) -> impl Iterator<Item = &Naming<'a>> {
        self.0.iter().filter(move |one| !one.words.eq_ignore_ascii_case(words))
    }

    /// The country that is named most in other words than these.
    pub fn main(&self, words: &str) -> Option<[u8; 2]> {
        let mut all: Vec<[u8; 2]> = self.beside(words).map(|one| one.country).collect();
        all.sort_unstable();
        let runs = all.chunk_by(|one, other| one == other);
        runs.max_by_key(|run| run.len()).map(|run| run[0])
    }
}

pub(super) fn letters(country: &str) -> Option<[u8; 2]> {
    country.as_bytes().try_into().ok()
}

/// “Georgia”: as large a region of another country bears the name.
pub(super) fn is_shared(name: &str, country: [u8; 2]) -> bool {
    let shares = |one: &dateline_lexicon::Place| {
        one.sort == PlaceSort::Region && one.country != country && one.people > 1e6 && !one.other_name
    };
    Places::embedded().named(name).iter().any(shares)
}

/// Whether no other place of the name is a twentieth as large.
fn sole(name: &str, country: [u8; 2]) -> bool {
    let all = Places::embedded().named(name);
    let largest = |own: bool| {
        let people = all.iter().filter(|one| (one.country == country) == own).map(|one| one.people);
        people.fold(0.0, f64::max)
    };
    largest(true) >= 20.0 * largest(false)
}

/// The region that alone bears a name.
fn region(name: &str) -> Option<([u8; 2], Option<u8>)> {
    let all = Places::embedded().named(name);
    let region = all.iter().find(|one| one.sort == PlaceSort::Region)?;
    let alone = all.iter().all(|one| one.country == region.country || one.people * 20.0 < region.people);
    alone.then_some((region.country, Some(region.region)))
}
