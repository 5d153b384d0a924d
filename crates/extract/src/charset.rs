//! From bytes to text: byte order mark, then UTF-8 where it is valid, then what is declared, then a guess.
//!
//! Invariant: bytes that are valid UTF-8 come out as they are, byte order mark and carriage returns kept.
//! Cost: one pass, and one more over at most 1 MiB where a guess is needed. After: the WHATWG Encoding Standard; chardetng.

use crate::Sign;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that a guess is made from.
const SAMPLE: usize = 1 << 20;

/// The text of `bytes`, declared to be in the charset called `declared`.
pub(crate) fn decode(bytes: &[u8], declared: Option<&str>, signs: &mut Vec<Sign>) -> String {
    let stated = declared.and_then(|label| Encoding::for_label_no_replacement(label.trim().as_bytes()));
    if let Some(wide) = wide(bytes) {
        return note(wide.name(), wide.decode(bytes), stated, signs);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if !text.is_ascii() {
            mismatch(stated, UTF_8, signs);
        }
        return text.to_owned();
    }
    let stated_text = stated.map(|encoding| (encoding, decoded(encoding, bytes)));
    if let Some((encoding, text)) = &stated_text
        && *encoding != UTF_8
        && !encoding.name().starts_with("UTF-16")
        && undecoded(text) == 0
        && !is_mostly_utf8(bytes)
    {
        return text.clone();
    }
    let used = if is_mostly_utf8(bytes) { UTF_8 } else { guess(bytes) };
    let text = decoded(used, bytes);
    let (used, text) = match stated_text {
        // A declaration that fits as well as the guess is believed.
        Some((encoding, stated)) if undecoded(&stated) <= undecoded(&text) => (encoding, stated),
        _ => (used, text),
    };
    mismatch(stated, used, signs);
    note(used.name(), text, None, signs)
}

/// The head of `bytes` as text that is good enough to be sniffed at.
pub(crate) fn head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(64 << 10)];
    match wide(head) {
        Some(wide) => wide.decode(&head[..head.len() / 4 * 4]),
        None => match std::str::from_utf8(head) {
            Ok(text) => text.to_owned(),
            Err(_) => String::from_utf8_lossy(head).into_owned(),
        },
    }
}

/// The charset that markup declares in its head: `<meta charset>`, `<meta http-equiv>`, an XML declaration.
pub(crate) fn declared_in_markup(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let xml = head.find("<?xml").and_then(|at| head[at..].find("?>").map(|end| &head[at..at + end]));
    if let Some(label) = xml.and_then(|declaration| value_after(declaration, "encoding")) {
        return Some(label);
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..at + head[at..].find('>').unwrap_or(head.len() - at)];
        value_after(tag, "charset")
    })
}

/// The charset that a media type names: `text/html; charset=koi8-r`.
pub(crate) fn value_after(text: &str, name: &str) -> Option<String> {
    let at = text.find(name)? + name.len();
    let value = text[at..].trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c))).unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

/// Charsets of two or four bytes a character, by their mark or by where their zeros stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wide {
    Utf16 { little: bool },
    Utf32 { little: bool },
}

/// Whether bytes are in a wide charset.
pub(crate) fn wide(bytes: &[u8]) -> Option<Wide> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Some(Wide::Utf32 { little: true }),
        [0, 0, 0xfe, 0xff, ..] => return Some(Wide::Utf32 { little: false }),
        [0xff, 0xfe, ..] => return Some(Wide::Utf16 { little: true }),
        [0xfe, 0xff, ..] => return Some(Wide::Utf16 { little: false }),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(1024) / 4 * 4];
    if head.len() < 8 {
        return None;
    }
    let zeros = |place: usize| head.iter().skip(place).step_by(4).filter(|b| **b == 0).count() * 100 / (head.len() / 4);
    let [a, b, c, d] = [0, 1, 2, 3].map(zeros);
    match () {
        _ if b > 90 && c > 90 && d > 90 && a < 5 => Some(Wide::Utf32 { little: true }),
        _ if a > 90 && b > 90 && c > 90 && d < 5 => Some(Wide::Utf32 { little: false }),
        _ if b > 60 && d > 60 && a < 5 && c < 5 => Some(Wide::Utf16 { little: true }),
        _ if a > 60 && c > 60 && b < 5 && d < 5 => Some(Wide::Utf16 { little: false }),
        _ => None,
    }
}

impl Wide {
    fn name(self) -> &'static str {
        match self {
            Wide::Utf16 { little: true } => "UTF-16LE",
            Wide::Utf16 { little: false } => "UTF-16BE",
            Wide::Utf32 { little: true } => "UTF-32LE",
            Wide::Utf32 { little: false } => "UTF-32BE",
        }
    }

    /// The text, without its mark, which says how bytes are ordered and so means nothing in UTF-8.
    fn decode(self, bytes: &[u8]) -> String {
        let text = match self {
            Wide::Utf16 { little: true } => decoded(UTF_16LE, bytes),
            Wide::Utf16 { little: false } => decoded(UTF_16BE, bytes),
            Wide::Utf32 { little } => bytes
                .chunks(4)
                .map(|four| <[u8; 4]>::try_from(four).ok())
                .map(|four| four.map(|f| if little { u32::from_le_bytes(f) } else { u32::from_be_bytes(f) }))
                .map(|scalar| scalar.and_then(char::from_u32).unwrap_or('\u{fffd}'))
                .collect(),
        };
        text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn undecoded(text: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}").count()
}

/// Whether bytes are UTF-8 but for a few damaged places: far more whole characters beyond ASCII than broken ones.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // A single broken character at the very end is a text cut short.
    whole >= broken * 4 || (broken == 1 && whole > 0)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let from = Encoding::ascii_valid_up_to(bytes).saturating_sub(SAMPLE / 2);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[from..bytes.len().min(from + SAMPLE)], true);
    detector.guess(None, Utf8Detection::Deny)
}

fn mismatch(stated: Option<&'static Encoding>, used: &'static Encoding, signs: &mut Vec<Sign>) {
    if let Some(stated) = stated.filter(|stated| *stated != used) {
        signs.push(Sign::CharsetMismatch { declared: stated.name().into(), used: used.name().into() });
    }
}

fn note(used: &str, text: String, stated: Option<&'static Encoding>, signs: &mut Vec<Sign>) -> String {
    // “UTF-16” is declared where the mark says which of the two.
    if let Some(stated) = stated.filter(|stated| !used.starts_with(&stated.name()[..stated.name().len().min(6)])) {
        signs.push(Sign::CharsetMismatch { declared: stated.name().into(), used: used.into() });
    }
    let count = undecoded(&text);
    if count > 0 {
        signs.push(Sign::Undecodable { count, charset: used.into() });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], declared: Option<&str>, expected: &str, expected_signs: &[&str]) {
        let mut signs = Vec::new();
        assert_eq!(decode(bytes, declared, &mut signs), expected);
        assert_eq!(signs.iter().map(Sign::to_string).collect::<Vec<_>>(), expected_signs);
    }

    #[test]
    fn valid_utf_8_beats_a_lying_declaration() {
        check("Läänemets".as_bytes(), Some("iso-8859-1"), "Läänemets", &["declared as windows-1252, read as UTF-8"]);
        check("\u{feff}a\r\n".as_bytes(), None, "\u{feff}a\r\n", &[]);
    }

    #[test]
    fn a_declared_charset_is_used() {
        check(b"\xcc\xee\xf1\xea\xe2\xe0", Some("windows-1251"), "Москва", &[]);
    }

    #[test]
    fn utf_16_and_utf_32_are_known_with_and_without_their_mark() {
        let text = "The dam holds, the council said.";
        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf_32: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        check(&utf_16, None, text, &[]);
        check(&[b"\xff\xfe".as_slice(), &utf_16].concat(), Some("utf-16"), text, &[]);
        check(&utf_32, None, text, &[]);
    }

    #[test]
    fn declared_as_utf_8_and_not_valid_it_is_guessed() {
        let bytes =
            b"La mairie a ferm\xe9 l'\xe9cole apr\xe8s l'inondation, a d\xe9clar\xe9 le pr\xe9fet \xe0 la presse.";
        let text = "La mairie a fermé l'école après l'inondation, a déclaré le préfet à la presse.";
        check(bytes, Some("utf-8"), text, &["declared as UTF-8, read as windows-1252"]);
    }

    #[test]
    fn utf_8_with_a_broken_place_stays_utf_8() {
        let bytes = [b"Sk\xff".as_slice(), "ådö, Mårten, Åsa, Jörg, Zoë".as_bytes()].concat();
        check(&bytes, None, "Sk\u{fffd}ådö, Mårten, Åsa, Jörg, Zoë", &["1 bytes are no text in UTF-8"]);
    }

    #[test]
    fn markup_says_its_charset() {
        assert_eq!(declared_in_markup(b"<html><META charset=KOI8-R>").as_deref(), Some("koi8-r"));
        assert_eq!(declared_in_markup(b"<?xml version='1.0' encoding='iso-8859-2'?>").as_deref(), Some("iso-8859-2"));
        let old = b"<meta http-equiv=Content-Type content=\"text/html; charset=shift_jis\">";
        assert_eq!(declared_in_markup(old).as_deref(), Some("shift_jis"));
    }
}
