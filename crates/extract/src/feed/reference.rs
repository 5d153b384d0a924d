//! References to characters (`&amp;`, `&#8212;`) outside of pages: in titles, names and addresses.
//!
//! After: the named references of the HTML Standard, as html5ever carries them.

use html5ever::data::NAMED_ENTITIES;
use std::ops::Range;

/// The first reference of a text, with what it stands for.
pub(super) fn first(text: &str) -> Option<(Range<usize>, String)> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.bytes().take(34).position(|b| b == b';')?;
        Some((at..at + end + 2, named(&rest[..end])?))
    })
}

/// What the name of a reference stands for: `amp`, `#8212`, `#x2014`.
pub(super) fn named(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let scalar = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Windows-1252 numbers are what browsers take them for.
        let scalar = match u8::try_from(scalar) {
            Ok(byte @ 0x80..=0x9f) => return Some(encoding_rs::WINDOWS_1252.decode(&[byte]).0.into_owned()),
            _ => scalar,
        };
        return char::from_u32(scalar).map(String::from);
    }
    let (one, two) = *NAMED_ENTITIES.get(format!("{name};").as_str())?;
    let text: String = [one, two].into_iter().filter(|c| *c != 0).filter_map(char::from_u32).collect();
    (!text.is_empty()).then_some(text)
}

/// A text with its references replaced.
pub(crate) fn resolved(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((range, stands_for)) = first(rest) {
        plain.push_str(&rest[..range.start]);
        plain.push_str(&stands_for);
        rest = &rest[range.end..];
    }
    plain + rest
}

/// Characters of a title or name that are looked at.
const LONGEST_TITLE: usize = 4000;
/// Elements whose content is no words.
const WORDLESS: &[&str] = &["script", "style"];

/// The words of a title or name: tags dropped, references replaced, white space collapsed.
pub(super) fn words(text: &str) -> Option<String> {
    let text = &text[..text.char_indices().nth(LONGEST_TITLE).map_or(text.len(), |(at, _)| at)];
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let end =
            tag.find('>').filter(|_| tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')));
        let kept = end.map_or(at + 1, |_| at);
        shown.push_str(&rest[..kept]);
        rest = end.map_or(tag, |end| &tag[end + 1..]);
        if let Some(name) = WORDLESS.iter().find(|name| end.is_some() && tag.to_ascii_lowercase().starts_with(**name)) {
            let close = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
            rest = &rest[close..];
        }
    }
    shown.push_str(rest);
    let shown = resolved(&shown).replace('\0', "");
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_titles_words_are_free_of_tags_and_references() {
        assert_eq!(
            words("The <b>ferry</b> &amp; its&nbsp;owner &#8212; back").unwrap(),
            "The ferry & its owner — back"
        );
        assert_eq!(words("5 < 6 & 7").unwrap(), "5 < 6 & 7");
        assert_eq!(words("&#146;s &bogus;").unwrap(), "’s &bogus;");
    }
}
