//! The captures of a desk as one archive.
//!
//! Invariant: bytes are those that came, held against their digest; a capture that is damaged is named, and the others go on.
//! Cost: one capture at a time is held.

use crate::flow::MADE_BY;
use dateline_export::{Kept, Retrieved, Warc};
use dateline_store::{Archived, Desk, Given};
use flate2::read::MultiGzDecoder;
use std::io::{Read, Write};

/// Bytes that a packed capture is unpacked to at most, as when it is read.
const MOST_BYTES: u64 = 256 << 20;

/// Writes all captures; what could not be written, in words.
pub fn write(desk: &Desk, out: &mut dyn Write) -> anyhow::Result<Vec<String>> {
    let ids = desk.archived_ids()?;
    let mut at = String::new();
    for id in &ids {
        at = desk.archived(id)?.retrieved.into_iter().map(|(_, own)| own).fold(at, Ord::max);
    }
    let at = if at.is_empty() { "1970-01-01T00:00:00Z" } else { &at };
    let mut archive = Warc::new(out, MADE_BY, at, &ids)?;
    let mut damaged = Vec::new();
    for id in &ids {
        let bytes = match desk.captures().load(id) {
            Ok(bytes) => bytes,
            Err(error) => {
                damaged.push(error.to_string());
                continue;
            }
        };
        let Archived { format, refusal, mut retrieved } = desk.archived(id)?;
        // The one that it was read under comes first.
        retrieved.sort();
        let retrieved: Vec<Retrieved> = retrieved.into_iter().map(|(given, at)| told(given, at)).collect();
        archive.capture(&Kept {
            id: *id,
            bytes: &bytes,
            unpacked: unpacked(&bytes).as_deref(),
            format: format.as_deref(),
            refusal: refusal.as_deref(),
            retrieved: &retrieved,
        })?;
    }
    Ok(damaged)
}

/// What came packed by gzip, unpacked; none of what did not, cannot be, or is too large.
fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let packed = bytes.starts_with(&[0x1f, 0x8b]).then(|| MultiGzDecoder::new(bytes))?;
    packed.take(MOST_BYTES + 1).read_to_end(&mut unpacked).ok()?;
    (unpacked.len() as u64 <= MOST_BYTES).then_some(unpacked)
}

/// A retrieval with all that was stated of it.
fn told(given: Given, at: String) -> Retrieved {
    let Given { path, outlet, published, captured, whole, zone } = given;
    let mut stated = Vec::new();
    stated.extend(outlet.map(|own| ("outlet", own)));
    stated.extend(published.map(|own| ("published", own.edtf)));
    stated.extend(captured.as_ref().map(|own| ("captured", own.edtf.clone())));
    stated.extend(zone.map(|own| ("zone", own)));
    stated.extend(whole.then(|| ("as", "article".to_owned())));
    Retrieved { path, at, stated, captured }
}
