//! WARC 1.1 (ISO 28500) of captures: for each its bytes as they came, as a `resource`, and what was stated of it, as `metadata`.
//!
//! Packed bytes have a `conversion` beside them, unpacked, so that readers of archives find the page.
//! The address of a record is the digest of its bytes, for a path on somebody's disk is nobody's address; one that is http is kept as it
//! is. WARC-Date is the moment of capture where that is known, else when the bytes came to the desk, and `Dateline-Captured` says
//! which. Invariant: ids follow from the bytes; every block has its SHA-256. Cost: one capture at a time is held.

use dateline_record::{CaptureId, Precision, When};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// One retrieval of some bytes.
#[derive(Clone, Debug, Default)]
pub struct Retrieved {
    /// Path or address, as given.
    pub path: String,
    /// When it was first read, in UTC: “2031-05-14T09:00:00Z”.
    pub at: String,
    /// What was stated of it, each as a name and words.
    pub stated: Vec<(&'static str, String)>,
    /// When it was captured, where that was stated.
    pub captured: Option<When>,
}

/// A capture with its bytes.
pub struct Kept<'a> {
    /// Its digest.
    pub id: CaptureId,
    /// As they came.
    pub bytes: &'a [u8],
    /// Those that came packed by gzip, unpacked: readers of archives do not unpack a resource.
    pub unpacked: Option<&'a [u8]>,
    /// What it was read as: “page”, “mail”; none where it was refused.
    pub format: Option<&'a str>,
    /// Why it was refused.
    pub refusal: Option<&'a str>,
    /// Its retrievals, by path.
    pub retrieved: &'a [Retrieved],
}

/// An archive that is being written.
pub struct Warc<'a> {
    out: &'a mut dyn Write,
    about: String,
}

impl<'a> Warc<'a> {
    /// Begins an archive that `program` makes of these captures; `at` is the date of its own record.
    pub fn new(out: &'a mut dyn Write, program: &str, at: &str, captures: &[CaptureId]) -> io::Result<Warc<'a>> {
        let mut hash = Sha256::new();
        captures.iter().for_each(|id| hash.update(id.as_bytes()));
        let mut own = Warc { out, about: record_id(&hash.finalize(), "warcinfo") };
        let fields = format!(
            "software: {program}\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\ndescription: {} captures of a Dateline desk, bytes as they came\r\n",
            captures.len()
        );
        let head = [("WARC-Type", "warcinfo"), ("WARC-Date", at), ("Content-Type", "application/warc-fields")];
        let id = own.about.clone();
        own.record(&id, &head, fields.as_bytes())?;
        Ok(own)
    }

    /// Adds a capture.
    pub fn capture(&mut self, own: &Kept) -> io::Result<()> {
        let first = own.retrieved.first();
        let captured = first.and_then(|own| own.captured.as_ref());
        let exact = captured.and_then(moment);
        // A reader takes the date of a record for that of its capture: “2 days ago” would be counted from the day it came to the desk.
        let stated = captured.map_or("unknown", |when| when.edtf.as_str());
        let at = exact.or(first.map(|own| own.at.clone())).unwrap_or_default();
        let address = address(own);
        let id = record_id(own.id.as_bytes(), "resource");
        let about = self.about.clone();
        let common = |kind, media| {
            [
                ("Dateline-Captured", stated),
                ("WARC-Type", kind),
                ("WARC-Date", at.as_str()),
                ("WARC-Target-URI", address.as_str()),
                ("Content-Type", media),
            ]
        };
        let media = if own.unpacked.is_some() { "application/gzip" } else { media_type(own.bytes, own.format) };
        let resource = [&common("resource", media)[..], &[("WARC-Warcinfo-ID", about.as_str())]].concat();
        self.record(&id, &resource, own.bytes)?;
        if let Some(bytes) = own.unpacked {
            let head = common("conversion", media_type(bytes, own.format));
            let conversion = [&head[..], &[("WARC-Refers-To", id.as_str())]].concat();
            self.record(&record_id(own.id.as_bytes(), "conversion"), &conversion, bytes)?;
        }
        let mut fields = format!("dateline-sha256: {}\r\n", own.id);
        let mut put = |name: &str, value: &str| {
            fields.push_str(&format!("{name}: {}\r\n", crate::xml::shown(value).replace('\n', " ")))
        };
        own.format.into_iter().for_each(|format| put("dateline-format", format));
        own.refusal.into_iter().for_each(|reason| put("dateline-refusal", reason));
        for retrieved in own.retrieved {
            put("dateline-path", &retrieved.path);
            put("dateline-retrieved", &retrieved.at);
            retrieved.stated.iter().for_each(|(name, value)| put(&format!("dateline-{name}"), value));
        }
        let about_it = record_id(own.id.as_bytes(), "metadata");
        let metadata =
            [&common("metadata", "application/warc-fields")[..], &[("WARC-Refers-To", id.as_str())]].concat();
        self.record(&about_it, &metadata, fields.as_bytes())
    }

    fn record(&mut self, id: &str, head: &[(&str, &str)], block: &[u8]) -> io::Result<()> {
        write!(self.out, "WARC/1.1\r\nWARC-Record-ID: {id}\r\n")?;
        head.iter().try_for_each(|(name, value)| write!(self.out, "{name}: {value}\r\n"))?;
        let digest = base32(&Sha256::digest(block));
        write!(self.out, "WARC-Block-Digest: sha256:{digest}\r\nContent-Length: {}\r\n\r\n", block.len())?;
        self.out.write_all(block)?;
        self.out.write_all(b"\r\n\r\n")
    }
}

/// An address of the web that some retrieval has, else the digest.
fn address(own: &Kept) -> String {
    let is_address = |path: &str| {
        (path.starts_with("http://") || path.starts_with("https://"))
            && path.bytes().all(|byte| byte.is_ascii_graphic())
    };
    let path = own.retrieved.iter().map(|own| own.path.as_str()).find(|path| is_address(path));
    path.map_or_else(|| format!("urn:dateline:capture:{}", own.id), str::to_owned)
}

/// A moment that is known with its zone, in UTC.
fn moment(when: &When) -> Option<String> {
    let exact = when.precision == Precision::Time;
    when.edtf.parse::<jiff::Timestamp>().ok().filter(|_| exact).map(|own| own.to_string())
}

fn media_type(bytes: &[u8], format: Option<&str>) -> &'static str {
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    match format {
        Some("text") => "text/plain",
        Some("page") => "text/html",
        Some("mail") => "message/rfc822",
        Some("feed") if is_json => "application/feed+json",
        Some("feed" | "list of feeds") => "application/xml",
        Some("web archive") => "application/warc",
        _ => "application/octet-stream",
    }
}

/// A UUID of the eighth kind, made of a digest and a word: the same bytes have the same one.
fn record_id(digest: &[u8], of: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(of);
    hash.update(digest);
    let mut bytes: Vec<u8> = hash.finalize().iter().copied().take(16).collect();
    bytes[6] = 0x80 | bytes[6] & 0x0f;
    bytes[8] = 0x80 | bytes[8] & 0x3f;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("<urn:uuid:{}-{}-{}-{}-{}>", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// RFC 4648, as archives write digests.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::new();
    for five in bytes.chunks(5) {
        let mut block = [0; 8];
        block[3..3 + five.len()].copy_from_slice(five);
        let bits = u64::from_be_bytes(block);
        let full = (five.len() * 8).div_ceil(5);
        let letter = |at: usize| if at < full { LETTERS[(bits >> (35 - 5 * at)) as usize & 31] } else { b'=' };
        out.extend((0..8).map(|at| char::from(letter(at))));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(bytes: &[u8]) -> Vec<u8> {
        let id = CaptureId::of(bytes);
        let stated = vec![("outlet", "Orsa Herald\r\nWARC-Type: response".to_owned())];
        let own = Retrieved { path: "a b.html".into(), at: "2031-05-14T09:00:00Z".into(), stated, captured: None };
        let mut out = Vec::new();
        let mut warc = Warc::new(&mut out, "dateline", "2031-05-14T09:00:00Z", &[id]).unwrap();
        let kept = Kept { id, bytes, unpacked: None, format: Some("page"), refusal: None, retrieved: &[own] };
        warc.capture(&kept).unwrap();
        out
    }

    #[test]
    fn bytes_come_as_they_are_with_their_length_and_digest() {
        let bytes = b"<p>The ferry\r\n\r\nWARC/1.1 is \x00\xff back.";
        let out = archive(bytes);
        let head = format!("Content-Length: {}\r\n\r\n", bytes.len());
        let at = out.windows(head.len()).position(|own| own == head.as_bytes()).unwrap() + head.len();
        assert_eq!(&out[at..at + bytes.len()], bytes);
        assert_eq!(&out[at + bytes.len()..at + bytes.len() + 4], b"\r\n\r\n");
        let text = String::from_utf8_lossy(&out);
        assert!(text.contains(&format!("WARC-Block-Digest: sha256:{}", base32(&Sha256::digest(bytes)))));
        assert!(
            text.contains("Dateline-Captured: unknown\r\nWARC-Type: resource\r\nWARC-Date: 2031-05-14T09:00:00Z\r\n")
        );
        assert!(text.contains("dateline-path: a b.html\r\n"));
        assert_eq!(out, archive(bytes));
    }

    #[test]
    fn what_was_stated_cannot_begin_a_field_of_its_own() {
        let out = archive(b"x");
        let text = String::from_utf8_lossy(&out);
        assert!(text.contains("dateline-outlet: Orsa Herald[U+000D] WARC-Type: response\r\n"), "{text}");
    }

    #[test]
    fn base32_is_that_of_the_standard() {
        let check = |text: &str, expected: &str| assert_eq!(base32(text.as_bytes()), expected);
        check("f", "MY======");
        check("foobar", "MZXW6YTBOI======");
    }
}
