//! The tellings of a document as bytes: working them out again takes all rows of the document.
//!
//! Tellings of one group are alike but for a few things, so the group is kept once. Invariant: what is unpacked is what was packed.

use super::Told;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
struct Packed {
    groups: Vec<Told>,
    tellings: Vec<Telling>,
}

/// What a telling has of its own.
#[derive(Serialize, Deserialize)]
struct Telling {
    id: u64,
    class: String,
    trigger: u32,
    group: u32,
}

/// As bytes.
pub fn packed(told: &[Arc<Told>]) -> Vec<u8> {
    let mut packed = Packed { groups: Vec::new(), tellings: Vec::with_capacity(told.len()) };
    for own in told {
        let common = Told { id: 0, class: String::new(), trigger: 0, ..Told::clone(own) };
        let at = packed.groups.iter().position(|group| *group == common).unwrap_or_else(|| {
            packed.groups.push(common);
            packed.groups.len() - 1
        });
        packed.tellings.push(Telling { id: own.id, class: own.class.clone(), trigger: own.trigger, group: at as u32 });
    }
    postcard::to_stdvec(&packed).expect("numbers and words can always be written")
}

/// From bytes; none where they are not [`packed`] ones.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<Arc<Told>>> {
    let packed: Packed = postcard::from_bytes(bytes).ok()?;
    let own = |own: Telling| {
        let group = packed.groups.get(own.group as usize)?.clone();
        Some(Arc::new(Told { id: own.id, class: own.class, trigger: own.trigger, ..group }))
    };
    packed.tellings.into_iter().map(own).collect()
}
