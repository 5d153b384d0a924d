//! Plain tags, comments and text, taken from the markup at once. html5ever's tokenizer looks at each character by itself;
//! it gets what is not plain, and goes on wherever this stops.
//!
//! Invariant: a token is taken only where the tokenizer, between tokens, would make the same and be between tokens again,
//! so the tree is the same without; nothing is taken that has not been fed.
//! Cost: one pass over the bytes; values are slices of what was fed. What is given up is read again, once.
//! After: the HTML standard, 13.2.5 (tokenization).

use super::markup::{Watcher, is_leaf};
use super::planter::Handle;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// Comments that are longer are left to the tokenizer.
const COMMENT_BYTES: usize = 4 << 10;

impl Watcher<'_> {
    /// Takes what is plain, from after a tag.
    pub(super) fn go_on(&self, line: u64) {
        let Some(mut fed) = self.queue.pop_front() else { return };
        let base = self.cursor.get();
        let mut at = 0;
        self.reference.set(usize::MAX);
        while let Some((token, length)) = next(&fed, at) {
            let (start, end) = (base + at, base + at + length);
            self.cursor.set(end);
            match token {
                Token::CharacterTokens(run) => {
                    self.hand_on(Token::CharacterTokens(run.clone()), run, start, end, true, line);
                }
                Token::TagToken(tag) => self.is_done(self.tag(tag, start, line)),
                other => self.is_done(self.pass(other, line)),
            }
            at += length;
        }
        fed.pop_front(at as u32);
        if !fed.is_empty() {
            self.queue.push_front(fed);
        }
    }

    /// None of the tags taken asks the tokenizer to read on in another way. `<link charset>` names an encoding, which is
    /// nothing here: what is fed is decoded.
    fn is_done(&self, result: TokenSinkResult<Handle>) {
        let plain = matches!(result, TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_));
        debug_assert!(plain, "a tag that is not plain");
    }
}

/// The token that stands at a place, where it is plain, and its length in bytes.
fn next(fed: &StrTendril, at: usize) -> Option<(Token, usize)> {
    let bytes = &fed.as_bytes()[at..];
    match bytes {
        [b'<', b'!', b'-', b'-', rest @ ..] => comment(rest),
        [b'<', b'/', rest @ ..] => end_tag(rest),
        [b'<', ..] => start_tag(fed, at),
        _ => {
            let length = memchr::memchr3(b'<', b'&', b'\r', bytes)?;
            let plain = length > 0 && memchr::memchr(0, &bytes[..length]).is_none();
            plain.then(|| (Token::CharacterTokens(fed.subtendril(at as u32, length as u32)), length))
        }
    }
}

/// A comment, from behind `<!--`. Nobody reads its words.
fn comment(rest: &[u8]) -> Option<(Token, usize)> {
    let near = &rest[..rest.len().min(COMMENT_BYTES)];
    let end = memchr::memmem::find(near, b"-->")?;
    let odd = near.starts_with(b">")
        || near.starts_with(b"->")
        || memchr::memmem::find(&near[..end], b"<!--").is_some()
        || memchr::memmem::find(&near[..end], b"--!").is_some();
    (!odd).then(|| (Token::CommentToken(StrTendril::new()), "<!---->".len() + end))
}

/// An end tag, from behind `</`.
fn end_tag(rest: &[u8]) -> Option<(Token, usize)> {
    let (name, length) = name(rest)?;
    let blanks = rest[length..].iter().take_while(|byte| is_blank(**byte)).count();
    let tag =
        Tag { kind: TagKind::EndTag, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
    (rest.get(length + blanks) == Some(&b'>')).then_some((Token::TagToken(tag), "</>".len() + length + blanks))
}

fn start_tag(fed: &StrTendril, start: usize) -> Option<(Token, usize)> {
    let bytes = fed.as_bytes();
    let (name, length) = name(&bytes[start + 1..])?;
    let mut tag =
        Tag { kind: TagKind::StartTag, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
    let mut at = start + 1 + length;
    loop {
        let blanks = bytes[at..].iter().take_while(|byte| is_blank(**byte)).count();
        at += blanks;
        match bytes.get(at)? {
            b'>' => return Some((Token::TagToken(tag), at + 1 - start)),
            b'/' if bytes.get(at + 1) == Some(&b'>') => {
                tag.self_closing = true;
                return Some((Token::TagToken(tag), at + 2 - start));
            }
            _ if blanks == 0 => return None,
            _ => {}
        }
        let (name, length) = letters(&bytes[at..], is_of_attribute)?;
        at += length;
        let mut value = StrTendril::new();
        if bytes.get(at) == Some(&b'=') {
            let taken;
            (value, taken) = self::value(fed, at + 1)?;
            at += 1 + taken;
        }
        let name = QualName::new(None, ns!(), name);
        match tag.attrs.iter().any(|own| own.name.local == name.local) {
            true => tag.had_duplicate_attributes = true,
            false => tag.attrs.push(Attribute { name, value }),
        }
    }
}

/// The name of a tag that leaves the tokenizer as it is.
fn name(bytes: &[u8]) -> Option<(LocalName, usize)> {
    let (name, length) = letters(bytes, |byte| byte.is_ascii_alphanumeric() || byte == b'-')?;
    let ends = bytes.get(length).is_some_and(|byte| is_blank(*byte) || matches!(byte, b'>' | b'/'));
    (ends && bytes[0].is_ascii_alphabetic() && !is_leaf(&name) && &*name != "meta").then_some((name, length))
}

/// A name in small letters, and its length.
fn letters(bytes: &[u8], is_of: impl Fn(u8) -> bool) -> Option<(LocalName, usize)> {
    let length = bytes.iter().take_while(|byte| is_of(**byte)).count();
    let name = std::str::from_utf8(&bytes[..length]).ok().filter(|name| !name.is_empty())?;
    let name = match name {
        // Most names of most pages; a table of all is slower to ask.
        "a" => local_name!("a"),
        "div" => local_name!("div"),
        "p" => local_name!("p"),
        "li" => local_name!("li"),
        "span" => local_name!("span"),
        "href" => local_name!("href"),
        "class" => local_name!("class"),
        "id" => local_name!("id"),
        "title" => local_name!("title"),
        "style" => local_name!("style"),
        "src" => local_name!("src"),
        _ if name.bytes().any(|byte| byte.is_ascii_uppercase()) => LocalName::from(name.to_ascii_lowercase()),
        _ => LocalName::from(name),
    };
    Some((name, length))
}

/// The value of an attribute, from behind the equals sign, and the length of what states it.
fn value(fed: &StrTendril, at: usize) -> Option<(StrTendril, usize)> {
    let bytes = &fed.as_bytes()[at..];
    let slice = |from: usize, length: usize| fed.subtendril((at + from) as u32, length as u32);
    let quote = *bytes.first()?;
    if !matches!(quote, b'"' | b'\'') {
        let length = bytes.iter().position(|byte| is_blank(*byte) || *byte == b'>')?;
        let odd = |byte: &u8| matches!(byte, b'"' | b'\'' | b'<' | b'=' | b'`' | b'&' | b'\r' | 0);
        return (length > 0 && !bytes[..length].iter().any(odd)).then(|| (slice(0, length), length));
    }
    let inside = &bytes[1..];
    let length = memchr::memchr(quote, inside)?;
    let inside = &inside[..length];
    if memchr::memchr2(b'\r', 0, inside).is_some() {
        return None;
    }
    let value = match memchr::memchr(b'&', inside) {
        None => slice(1, length),
        Some(_) => without_references(&slice(1, length))?,
    };
    Some((value, length + 2))
}

/// A value whose only references are `&amp;`.
fn without_references(value: &str) -> Option<StrTendril> {
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        rest = match after.strip_prefix("amp;") {
            Some(behind) => behind,
            None if after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#') => return None,
            None => after,
        };
        plain.push_str(before);
        plain.push('&');
    }
    plain.push_str(rest);
    Some(StrTendril::from(plain))
}

/// What parts attributes. A carriage return is read as a line feed, which is left to the tokenizer.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0xc)
}

fn is_of_attribute(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'@')
}

#[cfg(test)]
mod tests {
    use super::super::markup::build;
    use super::super::tree::{DOCUMENT, Node};
    use crate::Limits;
    use proptest::prelude::*;

    /// What markup is made of, well and badly.
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<P CLASS=Lead>",
        "<div class=\"a b\" id='c'>",
        "</div>",
        "</DIV >",
        "<br/>",
        "<br />",
        "<hr>",
        "<a href=\"/x?a=1&amp;b=2\">",
        "<a href=\"/x?a=1&b=2\">",
        "<a href='x&lt=y&copy;'>",
        "</a>",
        "<a href=/x/y/>",
        "<img alt=\"a > b\" alt=twice>",
        "<i title=\"\">",
        "</i>",
        "<b",
        "<b\n  x=\"1\"y>",
        "<i =x>",
        "<i x = y>",
        "<table>",
        "<tr>",
        "<td nowrap>",
        "</table>",
        "<caption>",
        "<select>",
        "<option selected>",
        "</select>",
        "<pre>",
        "<svg viewBox=\"0 0 1 1\">",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<noscript>",
        "</noscript>",
        "<template>",
        "</template>",
        "<link charset=utf-8>",
        "<frameset>",
        "<math><mi>",
        "<!-- a -->",
        "<!---->",
        "<!-->",
        "<!--->",
        "<!-- a --!>",
        "<!-- <!-- a -->",
        "<!--[if x]><![endif]-->",
        "<!-",
        "-->",
        "<![CDATA[ a ]]>",
        "<!doctype html>",
        "<?x?>",
        "</>",
        "</ p>",
        "< p>",
        "<",
        ">",
        "\"",
        "'",
        "/",
        "=",
        "Words of the keeper",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\0",
        "&amp;",
        "&amp",
        "&nbsp;",
        "&#8212;",
        "&",
        "&;",
        "Fähre — “dort”",
        "<meta charset=utf-8>",
        "<li data-x:y.z@=\"ä\">",
        "<h1>",
        "</h1>",
        "<body class=x>",
        "</body>",
        "</html>",
        "<a\u{a0}b>",
        "<e\u{301} f=\"g\">",
        "<form>",
        "</form>",
        "<button>",
        "<iframe>",
        "</iframe>",
    ];

    fn check(markup: &str) {
        for scripting in [true, false] {
            let built = |quick| {
                let mut signs = Vec::new();
                let limits = Limits { depth: 12, elements: 60, ..Limits::default() };
                let tree = build(markup, scripting, &limits, &mut signs, quick).expect("there is time");
                let nodes = std::iter::successors(Some(DOCUMENT), |at| tree.following(*at, DOCUMENT, true));
                let shown = |at| {
                    let depth = std::iter::successors(Some(at), |at| (*at != DOCUMENT).then(|| tree.node(*at).parent));
                    let Node { start, end, data, .. } = tree.node(at);
                    format!("{} {start}..{end} {data:?}", depth.count())
                };
                (signs, nodes.map(shown).collect::<Vec<_>>())
            };
            assert_eq!(built(true), built(false), "{markup:?}");
        }
    }

    #[test]
    fn a_document_type_within_a_table_takes_no_words() {
        check("<table></div>< p><!doctype html>");
    }

    #[test]
    fn every_two_pieces_give_the_tree_that_the_tokenizer_gives() {
        for one in PIECES {
            for other in PIECES {
                check(&format!("<p>{one}{other}x<b>y</b>{one}"));
            }
        }
    }

    proptest! {
        #[test]
        fn a_page_gives_the_tree_that_the_tokenizer_gives(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        ) {
            check(&pieces.concat());
        }
    }
}
