//! Addresses written out in plain text.
//!
//! Invariant: an address is a slice of the text, without the punctuation of the sentence that it stands in.

use crate::html::Page;
use dateline_record::{Link, Span};
use std::ops::Range;

/// The most links of one document.
const MOST: usize = 10_000;

/// The addresses in `range` of a part's text.
pub(super) fn links<'a>(page: &'a Page, range: Range<usize>) -> impl Iterator<Item = Link> + 'a {
    let text = &page.text[range.clone()];
    memchr::memmem::find_iter(text.as_bytes(), "http").take(MOST).filter_map(move |at| {
        let address = address(&text[at..])?;
        let start = range.start + at;
        let span = Span::new(page.part, page.text, start..start + address.len());
        Some(Link { text: address.to_owned(), address: address.to_owned(), document: None, span })
    })
}

/// The address that a text begins with.
fn address(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"))?;
    let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '“' | '”' | '…' | '|');
    let length = rest.find(ends).unwrap_or(rest.len());
    let mut address = &text[..text.len() - rest.len() + length];
    loop {
        let bare = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ']', '*']);
        // A bracket is the address's own where it was opened in it.
        let bare = if bare.ends_with(')') && !bare.contains('(') { &bare[..bare.len() - 1] } else { bare };
        if bare.len() == address.len() {
            break;
        }
        address = bare;
    }
    (address.len() > text.len() - rest.len()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_sentence_does() {
        assert_eq!(address("https://example.org/a_(b)."), Some("https://example.org/a_(b)"));
        assert_eq!(address("http://example.org/1), and"), Some("http://example.org/1"));
        assert_eq!(address("https:// nothing"), None);
        assert_eq!(address("httpd is a program"), None);
    }
}
