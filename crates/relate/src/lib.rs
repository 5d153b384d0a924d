//! From readings to relations: what documents tell of one another.
//!
//! keys (`tie`) → groups that share a key → edges → what follows from them (`dating`).
//!
//! Relations lie beside readings and never alter them. Nothing here reads a sentence, a page or a disk; what goes in are rows,
//! in any order, and what comes out does not depend on it.

mod claim;
mod dating;
mod disagreement;
mod entity;
mod event;
mod ground;
mod happening;
#[cfg(test)]
mod invented;
mod lineage;
mod meet;
mod origin;
mod reuse;
mod story;
mod tie;

pub use dating::datings;
pub use disagreement::{Denied, denials, disagreements, untrue};
pub use entity::{Bearing, Called, Entity, Gave, Name, Names, Office, Sort, bearings, bearings_without};
pub use event::{
    ENOUGH as ONE_EVENT, Events, SIGNS, Sign, Told, event, kind as event_kind, order, packed, signs, tellings, unpacked,
};
pub use ground::{Ground, Telling};
pub use happening::{HAPPENING_SIGNS, Mentioned, ONE_HAPPENING, Weights, compared, happenings};
pub use lineage::{
    Credit, Trace, Traced, Written, between, credits, house, house_of, houses_in, of as lineage_of, turned,
};
pub use meet::{Id, Item, Layer, Link, Meetings, Memory, Part, Place, Ruling, Shelf, merge};
pub use origin::{Teller, origins};
pub use reuse::{ONE_TEXT, Passage, Reuse, Shared, Text, Words, align, hashes, keys as reuse_keys, shared, words};
pub use story::{
    Fitting, ONE_STORY, Profile as StoryProfile, RAREST, Stories, likeness, rarity, signs as story_signs, stem,
    stem_hash, stories, story,
};
pub use tie::{Tie, ties};
