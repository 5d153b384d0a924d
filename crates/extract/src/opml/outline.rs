//! The outlines of a list with their places: tags are gone through one by one, whatever closes them or fails to.
//!
//! Why not the reader of XML: the words stand in attributes, and it does not say where.
//! Invariant: outlines are in the order of their tags, which are disjoint. Cost: linear.

use crate::Limits;
use std::ops::Range;

/// A list of feeds.
#[derive(Default)]
pub(super) struct List {
    pub title: Option<Range<usize>>,
    pub created: Option<Range<usize>>,
    pub changed: Option<Range<usize>>,
    /// The first is what lies in no group.
    pub groups: Vec<Group>,
    pub outlines: Vec<Outline>,
    pub malformed: Option<String>,
    /// Whether outlines were left off.
    pub capped: bool,
}

/// An outline that others lie in.
#[derive(Default)]
pub(super) struct Group {
    pub name: Option<Range<usize>>,
    /// The group that it lies in.
    pub parent: Option<usize>,
}

/// An outline.
pub(super) struct Outline {
    /// Its tag.
    pub range: Range<usize>,
    /// The group that it belongs to; a group's own outline belongs to that group.
    pub group: usize,
    /// What it is called.
    pub name: Option<Range<usize>>,
    /// What it says: name, title, description, as they stand in the tag.
    pub words: Vec<Range<usize>>,
    /// Addresses of the feed and of its page.
    pub addresses: Vec<Range<usize>>,
}

/// Goes through a list.
pub(super) fn read(text: &str, limits: &Limits) -> List {
    let mut list = List { groups: vec![Group::default()], ..List::default() };
    // Open outlines, each with its group where it is one.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', &text.as_bytes()[at..]).map(|found| at + found) {
        if list.outlines.len() >= limits.elements || limits.deadline.is_over() {
            list.capped = true;
            break;
        }
        let rest = &text[start..];
        let Some(length) = tag_length(rest) else {
            list.malformed.get_or_insert_with(|| "the list ends within a tag".into());
            break;
        };
        at = start + length;
        let tag = &rest[..length];
        let name = tag[1..].split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "outline" => {
                let inside = open.iter().rev().find_map(|group| *group).unwrap_or(0);
                let outline = outline(tag, start, inside);
                let closed = tag.ends_with("/>");
                // What has no address of its own and is not closed at once holds others.
                let group = (!closed && outline.addresses.is_empty()).then(|| {
                    list.groups.push(Group { name: outline.name.clone(), parent: Some(inside) });
                    list.groups.len() - 1
                });
                if !closed {
                    open.push(group);
                }
                if !outline.words.is_empty() || !outline.addresses.is_empty() {
                    list.outlines.push(Outline { group: group.unwrap_or(inside), ..outline });
                }
            }
            "title" if list.title.is_none() => list.title = content(text, at),
            "datecreated" if list.created.is_none() => list.created = content(text, at),
            "datemodified" if list.changed.is_none() => list.changed = content(text, at),
            // `/outline` has its slash cut off with the rest of the tag.
            "" if tag[1..].starts_with("/outline") && open.pop().is_none() => {
                list.malformed.get_or_insert_with(|| "</outline> closes nothing".into());
            }
            _ => {}
        }
    }
    list
}

/// Bytes of the tag, comment or declaration that a text begins with; none where it does not end.
fn tag_length(text: &str) -> Option<usize> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return Some(comment.find("-->")? + 7);
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some(at + 1),
            _ => {}
        }
    }
    // A quotation mark that is not closed: the tag ends where the first one can.
    Some(text.find('>')? + 1)
}

/// The words of an element that begin at `from`.
fn content(text: &str, from: usize) -> Option<Range<usize>> {
    let end = from + text[from..].find('<')?;
    let words = text[from..end].trim();
    let start = from + (text[from..end].len() - text[from..end].trim_start().len());
    (!words.is_empty()).then(|| start..start + words.len())
}

fn outline(tag: &str, start: usize, group: usize) -> Outline {
    let mut found: [Option<Range<usize>>; 6] = Default::default();
    for (name, value) in attributes(tag) {
        let place = match name.to_ascii_lowercase().as_str() {
            "text" => 0,
            "title" => 1,
            "description" => 2,
            "xmlurl" => 3,
            "htmlurl" => 4,
            "url" => 5,
            _ => continue,
        };
        let value = start + value.start..start + value.end;
        found[place] = found[place].take().or(Some(value).filter(|value| !value.is_empty()));
    }
    let [text, title, description, xml, html, url] = found;
    let value = |range: &Range<usize>| &tag[range.start - start..range.end - start];
    // `text` is what the outline shows; `title` mostly says it again.
    let again = |title: &Range<usize>| text.as_ref().is_some_and(|text| value(text) == value(title));
    let title = title.filter(|title| !again(title));
    let description =
        description.filter(|said| ![&text, &title].into_iter().flatten().any(|other| value(other) == value(said)));
    let name = text.clone().or(title.clone());
    let mut words: Vec<Range<usize>> = [text, title, description].into_iter().flatten().collect();
    // Cleaned text is in the order of its source.
    words.sort_by_key(|range| range.start);
    let addresses = [xml, html, url].into_iter().flatten().collect();
    Outline { range: start..start + tag.len(), group, name, words, addresses }
}

/// Names and places of values in a tag.
fn attributes(tag: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(equals) = tag[at..].find('=').map(|equals| at + equals) {
        let name = tag[at..equals].trim_end().rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'').next();
        let value = equals + 1 + (tag[equals + 1..].len() - tag[equals + 1..].trim_start().len());
        let quote = tag[value..].chars().next().filter(|c| matches!(c, '"' | '\''));
        let (from, to) = match quote {
            Some(quote) => {
                let from = value + 1;
                (from, tag[from..].find(quote).map_or(tag.len(), |end| from + end))
            }
            None => {
                (value, tag[value..].find(|c: char| c.is_whitespace() || c == '>').map_or(tag.len(), |end| value + end))
            }
        };
        found.extend(name.map(|name| (name, from..to)));
        at = (to + 1).min(tag.len());
        while !tag.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}
