//! Responses of HTTP as archives keep them: head, transfer coding, content coding.
//!
//! Invariant: a body that is not what its head declares is taken as it stands: some tools unpack it and keep the head.
//! After: RFC 9110, RFC 9112.

use super::record::media_type;
use crate::{Limits, Sign, unpack};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// Bytes among which a head must end.
pub(super) const LONGEST_HEAD: usize = 64 << 10;

/// The head of a response.
#[derive(Clone, Debug, Default)]
pub(super) struct Response {
    pub status: u16,
    /// Content-Type, as written.
    pub content_type: String,
    /// The media type in it, in lower case.
    pub media_type: String,
    transfer: String,
    coding: String,
    /// Where the body begins in the block.
    body: usize,
}

/// A body, unpacked, and what says that its end is missing.
pub(super) struct Body {
    pub bytes: Vec<u8>,
    pub cut: Option<String>,
}

/// The head of a response; none where a block does not begin with one.
pub(super) fn read(block: &[u8]) -> Option<Response> {
    let mut response = Response::default();
    let mut at = 0;
    let mut field = String::new();
    loop {
        let line = &block[at..];
        let end = memchr::memchr(b'\n', line).map_or(line.len(), |end| end + 1);
        let words = String::from_utf8_lossy(&line[..end]);
        let words = words.trim_end_matches(['\r', '\n']);
        if at == 0 {
            let status = words.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?;
            response.status = status.parse().ok()?;
        } else if words.starts_with([' ', '\t']) {
            field.push_str(words);
        } else {
            response.put(&field);
            field = words.to_owned();
        }
        at += end;
        if words.is_empty() || at >= block.len() {
            response.put(&field);
            response.body = at;
            return Some(response);
        }
    }
}

impl Response {
    fn put(&mut self, field: &str) {
        let Some((name, value)) = field.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => {
                self.content_type = value.into();
                self.media_type = media_type(value);
            }
            "transfer-encoding" => self.transfer = value.to_ascii_lowercase(),
            "content-encoding" => self.coding = value.to_ascii_lowercase(),
            _ => {}
        }
    }
}

/// The body of a response, its codings taken off; the reason where one of them cannot be.
pub(super) fn body(response: &Response, block: &[u8], limits: &Limits) -> Result<Body, String> {
    let raw = block.get(response.body..).unwrap_or_default();
    let (mut bytes, mut cut) = match response.transfer.contains("chunked").then(|| dechunked(raw)).flatten() {
        Some((bytes, whole)) => (bytes, (!whole).then(|| "its last chunk is missing".to_owned())),
        None => (raw.to_vec(), None),
    };
    // Applied in the order in which they are named, so taken off from the last.
    for coding in response.coding.split(',').rev().map(str::trim) {
        bytes = match coding {
            "" | "identity" | "none" | "utf-8" => bytes,
            "gzip" | "x-gzip" => {
                let mut signs = Vec::new();
                let unpacked = unpack::unpack(&bytes, limits, &mut signs).map_err(|refusal| refusal.to_string())?;
                cut = cut.or(signs.first().map(Sign::to_string));
                unpacked.into_owned()
            }
            "deflate" => {
                let (unpacked, whole) = inflated(&bytes, limits);
                cut = cut.or_else(|| (!whole).then(|| "its packing ends early or passes the limit".to_owned()));
                unpacked
            }
            _ if is_text(&bytes) => bytes,
            other => return Err(format!("packed as {other}, which is not unpacked")),
        };
    }
    Ok(Body { bytes, cut })
}

/// Whether bytes are text already, whatever the head says of their packing.
fn is_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let shown = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A character cut at the end of the head.
        Err(error) if head.len() - error.valid_up_to() < 4 => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !shown.is_empty() && shown.chars().all(|c| !c.is_control() || c.is_ascii_whitespace())
}

/// The chunks put together, and whether the last one is there; none where the first one has no size.
fn dechunked(raw: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    loop {
        let first = bytes.is_empty() && rest.len() == raw.len();
        let Some(end) = memchr::memchr(b'\n', rest) else { return (!first).then_some((bytes, false)) };
        let line = String::from_utf8_lossy(&rest[..end]);
        let digits = line.split(';').next().unwrap_or_default().trim();
        let Some(size) = usize::from_str_radix(digits, 16).ok().filter(|_| digits.len() <= 8) else {
            return (!first).then_some((bytes, false));
        };
        rest = &rest[end + 1..];
        if size == 0 {
            return Some((bytes, true));
        }
        bytes.extend_from_slice(&rest[..size.min(rest.len())]);
        if rest.len() <= size {
            return Some((bytes, false));
        }
        rest = &rest[size..];
        let gap = rest.iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        rest = &rest[gap..];
    }
}

/// Deflated bytes, with the head of zlib or bare; whether they came out whole. What is packed in no such way comes out as it is.
fn inflated(packed: &[u8], limits: &Limits) -> (Vec<u8>, bool) {
    let most = limits.unpacked_bytes;
    let all = |mut from: Box<dyn Read + '_>| {
        let mut unpacked = Vec::new();
        let whole = from.by_ref().take(most as u64).read_to_end(&mut unpacked).is_ok();
        (whole && unpacked.len() < most, unpacked)
    };
    let (mut whole, mut unpacked) = all(Box::new(ZlibDecoder::new(packed)));
    if unpacked.is_empty() {
        (whole, unpacked) = all(Box::new(DeflateDecoder::new(packed)));
    }
    if unpacked.is_empty() || is_text(packed) { (packed.to_vec(), true) } else { (unpacked, whole) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    #[track_caller]
    fn check(head: &str, body_bytes: &[u8], expected: &str) {
        let block = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body_bytes].concat();
        let response = read(&block).unwrap();
        let shown = match body(&response, &block, &Limits::default()) {
            Ok(Body { bytes, cut }) => {
                String::from_utf8_lossy(&bytes).into_owned() + &cut.map(|cut| format!(" ! {cut}")).unwrap_or_default()
            }
            Err(reason) => format!("! {reason}"),
        };
        assert_eq!(shown, expected, "{head}");
    }

    #[test]
    fn chunks_are_put_together() {
        check("Transfer-Encoding: chunked", b"4\r\nThe \r\n5;a=b\r\nferry\r\n0\r\n\r\n", "The ferry");
        check("Transfer-Encoding: chunked", b"4\r\nThe \r\n5\r\nfer", "The fer ! its last chunk is missing");
        check("Transfer-Encoding: chunked", b"The ferry is back.\n", "The ferry is back.\n");
    }

    #[test]
    fn packed_bodies_are_unpacked() {
        let text = b"The ferry is back.";
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(text).unwrap();
        check("Content-Encoding: gzip", &gzip.finish().unwrap(), "The ferry is back.");
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(text).unwrap();
        check("Content-Encoding: deflate", &zlib.finish().unwrap(), "The ferry is back.");
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
        bare.write_all(text).unwrap();
        check("Content-Encoding: deflate", &bare.finish().unwrap(), "The ferry is back.");
        check("content-encoding:\r\n gzip", text, "The ferry is back.");
    }

    #[test]
    fn a_packing_that_is_not_known_is_said() {
        check("Content-Encoding: br", b"\x0b\x02\x80\xff\x00", "! packed as br, which is not unpacked");
        check("Content-Encoding: br", b"The ferry is back.", "The ferry is back.");
    }

    #[test]
    fn what_does_not_begin_as_a_response_is_none() {
        assert!(read(b"GET / HTTP/1.1\r\n\r\n").is_none());
        assert_eq!(read(b"HTTP/1.0 404\r\n").unwrap().status, 404);
    }
}
