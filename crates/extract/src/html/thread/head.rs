//! Who wrote a post and when, from what stands in its element beside its words.
//!
//! Invariant: a name is short and on one line; a date is written in full, one relative to the time of capture is none.
//! Cost: linear in the elements of the post.

use crate::html::block::Block;
use crate::html::body::Label;
use crate::html::facts::{collapse, stamp};
use crate::html::role::{self, Roles};
use crate::html::tree::{DOCUMENT, Element, NodeId, Tree};
use crate::html::{furniture, header};
use dateline_record::{Method, Precision, When};
use std::ops::Range;

/// Characters and words of the longest name.
const MOST_CHARS: usize = 40;
const MOST_WORDS: usize = 4;

/// Characters of a line that may say who wrote a post and when.
pub(super) const MOST_LINE_CHARS: u32 = 100;

/// Digits of a post's number on its page.
const MOST_NUMBER_DIGITS: usize = 6;

/// Elements of a post that are looked at.
const MOST_ELEMENTS: usize = 400;

/// Who wrote a post.
#[derive(Clone, Debug)]
pub(in crate::html) struct Author {
    pub name: String,
    /// Named as a member of the place: by an attribute, or by a link to a page of their own.
    pub member: bool,
}

/// The author that the element of a post names outside of its words, or, where none, within them.
pub(super) fn author(tree: &Tree, raw: &str, item: NodeId, text: NodeId) -> Option<Author> {
    if let Some(name) = tree.element(item).and_then(attribute) {
        return Some(Author { name, member: true });
    }
    for id in within(tree, item, text) {
        let Some(element) = tree.element(id) else { continue };
        if let Some(name) = attribute(element) {
            return Some(Author { name, member: true });
        }
        let Some(author) = named(tree, raw, id) else { continue };
        // Within what is called the author the name may be linked, or called so again, apart from a rank or a number.
        let inner = || within(tree, id, DOCUMENT).skip(1).filter_map(|inner| named(tree, raw, inner));
        return inner().find(|inner| inner.member).or_else(|| inner().last()).or(Some(author));
    }
    None
}

/// The author that an element names: it is called one, or is a link to somebody's own page.
fn named(tree: &Tree, raw: &str, id: NodeId) -> Option<Author> {
    let element = tree.element(id)?;
    let roles = furniture::of(element).roles;
    let called = roles.has(Roles::AUTHOR);
    let member = &*element.name == "a" && element.attribute("href").is_some_and(role::is_profile);
    let name = match () {
        _ if roles.has(Roles::RANK) => None,
        _ if called && &*element.name == "meta" => element.attribute("content").and_then(handle),
        _ if called || member => handle(tree.raw_text(id, raw)),
        _ => None,
    }?;
    Some(Author { name, member })
}

/// The name in an attribute. On an element of a page's own making (`<x-comment author=…>`) the word says it without more.
fn attribute(element: &Element) -> Option<String> {
    let names: &[&str] = match element.name.contains('-') {
        true => &["data-author", "data-username", "data-user-name", "author"],
        false => &["data-author", "data-username", "data-user-name"],
    };
    names.iter().find_map(|name| handle(element.attribute(name)?))
}

/// The author that a line with a date names before it: “quay · 3 May 2031, 10:15”.
pub(super) fn author_of_line(line: &str) -> Option<Author> {
    let (place, _) = (line.len() <= MOST_LINE_CHARS as usize).then(|| dateline_when::find_stamp(line)).flatten()?;
    let before = line[..place.start].trim_end_matches(|c: char| !c.is_alphanumeric());
    let fits = before.split_whitespace().count() <= 2 && line[place.start..].chars().any(|c| c.is_ascii_digit());
    let name = handle(before).filter(|name| fits && !role::is_of_date(name))?;
    Some(Author { name, member: false })
}

/// Whether a block among the words of a post is its author's name or its date.
pub(super) fn is_head(tree: &Tree, block: &Block, author: Option<&Author>) -> bool {
    if block.chars > MOST_LINE_CHARS {
        return false;
    }
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let own = bare(&block.text);
    let words = block.text.split_whitespace().count();
    author.is_some_and(|author| own == bare(&author.name))
        || own.len() <= MOST_NUMBER_DIGITS && own.bytes().all(|b| b.is_ascii_digit())
        || words <= 9
            && dateline_when::find_stamp(&block.text).is_some_and(|(place, _)| {
                block.text[..place.start].split_whitespace().chain(block.text[place.end..].split_whitespace()).count()
                    <= 4
            })
            && !block.text.ends_with(['.', '!', '?'])
        || words <= 6 && is_in_time(tree, block)
}

/// Whether a block is a `<time>`, or holds one and little else.
fn is_in_time(tree: &Tree, block: &Block) -> bool {
    let is_time = |id| tree.element(id).is_some_and(|element| &*element.name == "time");
    let mut at = tree.following(block.element, block.element, true);
    while let Some(id) = at {
        if is_time(id) {
            return true;
        }
        at = tree.following(id, block.element, true);
    }
    false
}

/// When a post was written: the first moment that its element states outside of its words, or that a line before them writes.
pub(super) fn published(
    tree: &Tree,
    blocks: &[Block],
    own: &[(usize, Label)],
    item: NodeId,
    text: NodeId,
) -> Option<When> {
    let stated = |id: NodeId| {
        let element = tree.element(id)?;
        let fits =
            matches!(&*element.name, "time" | "abbr" | "span" | "a" | "meta" | "div" | "p" | "small" | "relative-time");
        let values = ["datetime", "content", "title", "data-time", "data-date", "data-original-title"];
        let mut values = values.iter().filter_map(|name| element.attribute(name)).filter(|_| fits);
        values.find_map(full)
    };
    let before = || own.iter().filter(|(_, label)| *label == Label::Head);
    within(tree, item, text).find_map(stated).or_else(|| {
        before()
            .filter(|(number, _)| !role::is_of_bearer(&blocks[*number].text))
            .find_map(|(number, _)| Some(header::written_date(&blocks[*number].text)?.0))
    })
}

/// A moment written in full, which begins or ends with a digit or has one early on.
fn full(value: &str) -> Option<When> {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let when = (4..=20).contains(&digits).then(|| stamp(value, Method::Structured)).flatten()?;
    (when.precision <= Precision::Day).then_some(when)
}

/// The elements of a post, without those of its words.
pub(super) fn within(tree: &Tree, item: NodeId, text: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let next = move |at: NodeId| tree.following(at, item, at != text);
    std::iter::successors((item != text).then_some(item), move |at| next(*at))
        .take(MOST_ELEMENTS * 4)
        .filter(move |id| *id != text)
}

/// A name as people bear it on a page: short, on one line, with a letter or a digit.
fn handle(words: impl AsRef<str>) -> Option<String> {
    let words = collapse(words.as_ref());
    let bare = words.split(" (").next().unwrap_or_default().trim_end_matches(':').trim();
    let bare = bare.strip_prefix("by ").or_else(|| bare.strip_prefix("By ")).unwrap_or(bare);
    let bare =
        [" says", " said", " wrote", " writes"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare).trim();
    let fits = (1..=MOST_CHARS).contains(&bare.chars().count())
        && bare.split(' ').count() <= MOST_WORDS
        && bare.chars().any(char::is_alphanumeric)
        && !bare.ends_with(['.', '!', '?']);
    fits.then(|| bare.to_owned())
}

/// Where the name stands in the lines of a post's head.
pub(in crate::html) fn place(blocks: &[Block], own: &[(usize, Label)], name: &str) -> Option<Range<usize>> {
    let head = own.iter().filter(|(_, label)| *label == Label::Head);
    head.filter_map(|(number, _)| blocks[*number].place(header::find_name(&blocks[*number].text, name)?)).next()
}
