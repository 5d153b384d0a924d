//! The layer of documents that quote the same words, repeat a title, or are of one house with one title.
//!
//! keys: words of quotations and of titles, hashed; links: what [`Traced`] shows the two to share. Which parts follow from that nobody asks.

use super::pair::{OPENING, TITLE};
use super::quoted::{self, Quoted};
use super::{Written, house_of};
use crate::meet::{Id, Layer, Link, Part, Ruling};
use crate::reuse::words;
use dateline_record::Kind;
use std::sync::Arc;

/// Set before the words of titles, so that they do not meet quotations.
const TITLES: u32 = 0x7117_1e5a;

/// The layer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trace;

/// What a document is judged by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Traced {
    house: Option<String>,
    title: Vec<u32>,
    /// The first words of what may repeat a title.
    opening: Vec<u32>,
    quotations: Vec<Quoted>,
}

impl Traced {
    /// What a document is judged by.
    pub fn new(told: &Written) -> Traced {
        let text = told.text.as_str();
        let own = words(text);
        let spans = quoted::quotations(text, &own);
        let opening = if matches!(told.row.kind, Kind::Post | Kind::Brief) { own.hashes.len().min(OPENING) } else { 0 };
        Traced {
            house: house_of(told.row),
            title: told.row.title.as_deref().map(|title| words(title).hashes).unwrap_or_default(),
            opening: own.hashes[..opening].to_vec(),
            quotations: spans.iter().map(|(first, past)| Quoted::new(&own.hashes[*first..*past])).collect(),
        }
    }

    /// By what it meets others.
    pub fn keys(&self) -> Vec<u64> {
        let title = |words: &[u32]| quoted::key(&[&[TITLES][..], words].concat());
        let mut keys: Vec<u64> = self.quotations.iter().flat_map(|own| &own.keys).copied().collect();
        keys.extend(self.title.get(..TITLE).map(title));
        keys.extend(self.opening.windows(TITLE).map(title));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn repeats(&self, other: &Traced) -> bool {
        other.title.len() >= TITLE && self.opening.windows(other.title.len()).any(|own| own == other.title)
    }
}

impl Layer for Trace {
    type Profile = Arc<Traced>;
    const REACH: usize = 4;
    const PARTS: bool = false;

    fn link(&self, one: &Self::Profile, other: &Self::Profile) -> Option<(i32, String)> {
        let pairs = one.quotations.iter().flat_map(|own| other.quotations.iter().map(move |others| (own, others)));
        let quoted = pairs.filter_map(|(own, others)| own.same(others)).max().unwrap_or(0);
        let titled =
            one.house.is_some() && one.house == other.house && one.title == other.title && !one.title.is_empty();
        let repeated = one.repeats(other) || other.repeats(one);
        let weight = (quoted as i32 * 20).max(i32::from(titled || repeated) * 500);
        (weight > 0).then(|| (weight.min(1000), String::new()))
    }

    fn parts(&self, members: &[(Id, Self::Profile)], _: &[Link], _: &[Ruling]) -> Vec<Part> {
        members.iter().map(|(id, _)| vec![*id]).collect()
    }
}
