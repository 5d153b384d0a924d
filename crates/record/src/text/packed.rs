//! The map of a cleaned text in few bytes, to be kept beside it: each piece as the steps from the one before, in LEB128.
//!
//! Invariant: unpacking what was packed gives the same map; bytes that do not fit the text give none. Cost: 3 to 6 bytes a piece.

use super::{CleanText, Piece};

impl CleanText {
    /// The map without the words.
    pub fn packed(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.pieces.len() * 5);
        let (mut text_at, mut part_at, mut at) = (0, 0, 0);
        for piece in &self.pieces {
            let kind = u32::from(piece.verbatim) | u32::from(piece.part != part_at) << 1;
            if piece.part != part_at {
                (part_at, at) = (piece.part, 0);
            }
            let length = piece.text_end - piece.text_start;
            push(&mut bytes, u64::from(length) << 2 | u64::from(kind));
            if kind & 2 != 0 {
                push(&mut bytes, u64::from(piece.part));
            }
            push(&mut bytes, u64::from(piece.text_start - text_at));
            // Mostly forward; a passage that stands elsewhere in the part leads back.
            let step = i64::from(piece.start) - i64::from(at);
            push(&mut bytes, (step << 1 ^ step >> 63) as u64);
            if !piece.verbatim {
                push(&mut bytes, u64::from(piece.end - piece.start));
            }
            (text_at, at) = (piece.text_end, piece.end);
        }
        bytes
    }

    /// `words` with the map that was packed; none where the two do not fit.
    pub fn unpacked(words: String, mut bytes: &[u8]) -> Option<CleanText> {
        let (mut text_at, mut part, mut at) = (0u32, 0u32, 0u32);
        let mut pieces = Vec::new();
        while !bytes.is_empty() {
            let head = pull(&mut bytes)?;
            let (length, verbatim) = (u32::try_from(head >> 2).ok()?, head & 1 != 0);
            if head & 2 != 0 {
                (part, at) = (u32::try_from(pull(&mut bytes)?).ok()?, 0);
            }
            let text_start = text_at.checked_add(u32::try_from(pull(&mut bytes)?).ok()?)?;
            let text_end = text_start.checked_add(length)?;
            let step = pull(&mut bytes)?;
            let step = (step >> 1) as i64 ^ -((step & 1) as i64);
            let start = u32::try_from(i64::from(at).checked_add(step)?).ok()?;
            let raw = if verbatim { length } else { u32::try_from(pull(&mut bytes)?).ok()? };
            let end = start.checked_add(raw)?;
            words.get(text_start as usize..text_end as usize).filter(|own| !own.is_empty())?;
            pieces.push(Piece { text_start, text_end, part, start, end, verbatim });
            (text_at, at) = (text_end, end);
        }
        Some(CleanText { words, pieces })
    }
}

fn push(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn pull(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for at in 0..10 {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 127) << (7 * at);
        if first & 128 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TextBuilder;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_is_unpacked(raw in "[a-zé “”&]{1,60}", cuts in proptest::collection::vec((0usize..60, 0u8..4), 1..20)) {
            let mut builder = TextBuilder::new();
            let (mut at, mut part) = (0, 0);
            for (step, what) in cuts {
                let mut to = (at + step % 7).min(raw.len());
                while !raw.is_char_boundary(to) { to += 1; }
                match what {
                    0 => builder.verbatim(part, &raw, at..to),
                    1 if to > at => builder.replaced("*", part, &raw, at..to),
                    2 => (part, at) = (part + 1, 0),
                    _ => builder.inserted("\n"),
                }
                if what != 2 { at = to; }
                if at == raw.len() { at = 0; }
            }
            let text = builder.finish();
            let again = CleanText::unpacked(text.as_str().to_string(), &text.packed());
            prop_assert_eq!(again, Some(text));
        }

        #[test]
        fn no_bytes_make_it_panic(words in "[a-zé]{0,20}", bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            CleanText::unpacked(words, &bytes);
        }
    }
}
