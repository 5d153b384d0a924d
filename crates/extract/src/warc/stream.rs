//! The bytes of an archive, unpacked as they are asked for: plain, or in gzip with a member a record.
//!
//! Invariant: a damaged member is an error once, and costs itself alone: after it the next one that can be unpacked goes
//! on. Holds one buffer of bytes.

use flate2::bufread::GzDecoder;
use std::io::{BufReader, Read};

/// How a member of gzip begins (RFC 1952): its magic, and the one method there is.
const MEMBER: &[u8] = &[0x1f, 0x8b, 8];

/// The unpacked bytes of an archive.
pub(super) type Stream<'a> = BufReader<Members<'a>>;

/// Members of gzip one after the other, or bytes as they are.
pub(super) enum Members<'a> {
    Plain(&'a [u8]),
    Packed { rest: &'a [u8], open: Option<GzDecoder<&'a [u8]>> },
}

/// Opens an archive; none where nothing of it can be unpacked.
pub(super) fn open(bytes: &[u8]) -> Option<Stream<'_>> {
    let members = match bytes.starts_with(&MEMBER[..2]) {
        true => Members::Packed { rest: bytes, open: None },
        false => Members::Plain(bytes),
    };
    (!bytes.is_empty()).then(|| BufReader::with_capacity(64 << 10, members))
}

impl Read for Members<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Members::Plain(rest) => rest.read(into),
            Members::Packed { rest, open } => loop {
                if open.is_none() {
                    // What stands between members is padding.
                    let Some(at) = memchr::memmem::find(rest, MEMBER) else { return Ok(0) };
                    *rest = &rest[at..];
                    *open = Some(GzDecoder::new(*rest));
                }
                let Some(member) = open else { return Ok(0) };
                match member.read(into) {
                    Ok(0) if into.is_empty() => return Ok(0),
                    Ok(0) => {
                        *rest = member.get_ref();
                        *open = None;
                    }
                    Ok(count) => return Ok(count),
                    Err(damage) => {
                        *rest = &rest[1..];
                        *open = None;
                        return Err(damage);
                    }
                }
            },
        }
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

    /// What is unpacked, each damage as a mark.
    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let mut stream = open(bytes).unwrap();
        let mut unpacked = Vec::new();
        while stream.read_to_end(&mut unpacked).is_err() {
            unpacked.push(b'!');
        }
        assert_eq!(String::from_utf8_lossy(&unpacked), expected);
    }

    #[test]
    fn members_are_one_stream() {
        check(&[gzip(b"The ferry "), gzip(b"is back.")].concat(), "The ferry is back.");
        check(b"The ferry is back.", "The ferry is back.");
    }

    #[test]
    fn a_damaged_member_costs_itself() {
        let mut damaged = gzip(b"lost");
        damaged.truncate(10);
        check(&[gzip(b"The ferry "), damaged, gzip(b"is back.")].concat(), "The ferry !is back.");
    }
}
