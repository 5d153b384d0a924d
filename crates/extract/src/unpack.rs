//! Gzip: taken off by its magic bytes, however often it was wrapped (RFC 1952).
//!
//! Invariant: what comes out never exceeds the limit of unpacked bytes, whatever the stream claims.
//! Cost: linear in what comes out.

use crate::{Limits, Refusal, Sign};
use flate2::bufread::GzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// Wrapped deeper than this, it is a riddle and not a capture.
const LAYERS: usize = 4;
/// Bytes unpacked between two looks at the clock's flag.
const STEP: usize = 1 << 20;

/// The bytes without their wrapping.
pub(crate) fn unpack<'a>(bytes: &'a [u8], limits: &Limits, signs: &mut Vec<Sign>) -> Result<Cow<'a, [u8]>, Refusal> {
    if bytes.len() > limits.bytes {
        return Err(Refusal::TooLarge { limit: limits.bytes });
    }
    let mut unpacked = Cow::Borrowed(bytes);
    for _ in 0..LAYERS {
        if !unpacked.starts_with(&[0x1f, 0x8b]) {
            return Ok(unpacked);
        }
        unpacked = Cow::Owned(layer(&unpacked, limits, signs)?);
    }
    match unpacked.starts_with(&[0x1f, 0x8b]) {
        true => Err(Refusal::NotText { what: format!("gzip within gzip, more than {LAYERS} times") }),
        false => Ok(unpacked),
    }
}

/// One wrapping taken off: all its members, one after the other.
fn layer(packed: &[u8], limits: &Limits, signs: &mut Vec<Sign>) -> Result<Vec<u8>, Refusal> {
    let mut rest = packed;
    let mut unpacked = Vec::new();
    // What follows the last member and is none is padding, as tar and tapes leave it.
    while rest.starts_with(&[0x1f, 0x8b]) {
        let mut decoder = GzDecoder::new(rest);
        loop {
            if limits.deadline.is_over() {
                return Err(Refusal::TimeUp);
            }
            let before = unpacked.len();
            let room = (limits.unpacked_bytes - before).min(STEP);
            if room == 0 {
                let mut one = [0];
                if matches!(decoder.read(&mut one), Ok(1)) {
                    push(signs, Sign::UnpackedCapped { limit: limits.unpacked_bytes });
                }
                return Ok(unpacked);
            }
            match decoder.by_ref().take(room as u64).read_to_end(&mut unpacked) {
                Ok(0) => break,
                Ok(_) => {}
                Err(reason) if unpacked.is_empty() => {
                    return Err(Refusal::Unreadable { format: "gzip".into(), reason: reason.to_string() });
                }
                Err(_) => {
                    push(signs, Sign::GzipTruncated);
                    return Ok(unpacked);
                }
            }
        }
        rest = decoder.into_inner();
    }
    Ok(unpacked)
}

fn push(signs: &mut Vec<Sign>, sign: Sign) {
    if !signs.contains(&sign) {
        signs.push(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[track_caller]
    fn check(packed: &[u8], limits: Limits, expected: &[u8], expected_signs: &[Sign]) {
        let mut signs = Vec::new();
        let unpacked = unpack(packed, &limits, &mut signs).unwrap();
        assert!(*unpacked == *expected, "{} bytes came out", unpacked.len());
        assert_eq!(signs, expected_signs);
    }

    #[test]
    fn what_is_wrapped_twice_is_unwrapped_twice() {
        check(&gzip(&gzip(b"The council met.")), Limits::default(), b"The council met.", &[]);
    }

    #[test]
    fn members_one_after_the_other_are_one_text() {
        let packed = [gzip(b"The council "), gzip(b"met.")].concat();
        check(&packed, Limits::default(), b"The council met.", &[]);
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let limits = Limits { unpacked_bytes: 1000, ..Limits::default() };
        check(&gzip(&vec![b'a'; 5_000_000]), limits, &[b'a'; 1000], &[Sign::UnpackedCapped { limit: 1000 }]);
    }

    #[test]
    fn what_fits_exactly_is_not_called_capped() {
        let limits = Limits { unpacked_bytes: 1000, ..Limits::default() };
        check(&gzip(&[b'a'; 1000]), limits, &[b'a'; 1000], &[]);
    }

    #[test]
    fn of_a_stream_cut_short_the_readable_part_is_read() {
        let text: String = (0..2000).map(|n| format!("Line {n} of the minutes.\n")).collect();
        let packed = gzip(text.as_bytes());
        let mut signs = Vec::new();
        let unpacked = unpack(&packed[..packed.len() / 2], &Limits::default(), &mut signs).unwrap();
        assert!(unpacked.len() > 1000 && text.as_bytes().starts_with(&unpacked));
        assert_eq!(signs, [Sign::GzipTruncated]);
    }
}
