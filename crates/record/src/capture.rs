//! Captures: bytes exactly as they arrived, known by their SHA-256, and the decoded parts in them.

use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// SHA-256 of the bytes as they arrived (FIPS 180-4). Printed as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaptureId([u8; 32]);

impl CaptureId {
    /// The identity of these bytes.
    pub fn of(bytes: &[u8]) -> CaptureId {
        CaptureId(Sha256::digest(bytes).into())
    }

    /// The digest itself.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for CaptureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaptureId({self})")
    }
}

/// The text is not 64 hexadecimal digits.
#[derive(Debug, thiserror::Error)]
#[error("not a capture id: 64 hexadecimal digits are expected")]
pub struct ParseCaptureIdError;

impl FromStr for CaptureId {
    type Err = ParseCaptureIdError;

    fn from_str(text: &str) -> Result<CaptureId, ParseCaptureIdError> {
        let mut digest = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return Err(ParseCaptureIdError);
        }
        for (byte, digits) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| ParseCaptureIdError)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| ParseCaptureIdError)?;
        }
        Ok(CaptureId(digest))
    }
}

/// One piece of decoded text in a capture: a page, a MIME part of a mail, an entry of a feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Decoded text. For bytes that are valid UTF-8 these bytes, BOM and CR kept; for escaped HTML the unescaped text.
    pub text: String,
    /// Media type in lower case (`text/html`), as found by looking at the content.
    pub media_type: String,
    /// The part that says the same in another form (`multipart/alternative`) and is read in its place.
    pub alternative: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_from_its_digits() {
        let id = CaptureId::of(b"news");
        assert_eq!(id.to_string().parse::<CaptureId>().unwrap(), id);
        assert!("news".parse::<CaptureId>().is_err());
    }
}
