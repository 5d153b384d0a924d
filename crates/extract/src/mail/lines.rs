//! The lines of a mail's text as they are seen, plain or in markup, with their places and how deep they are quoted.
//!
//! Invariant: places are ordered and disjoint, and fall between characters. Cost: linear.

use crate::Format;
use crate::feed::resolved;
use std::ops::Range;

/// A line that shows something.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// What is seen, marks of quotation and tags aside, white space collapsed.
    pub words: String,
    /// Where it stands, marks of quotation aside.
    pub range: Range<usize>,
    /// How many marks of quotation, or elements of quotation, it stands in.
    pub level: usize,
}

/// Words of a line beyond this many bytes are left out of it; its place is whole.
const LONGEST: usize = 2000;
/// Quoted deeper than this is quoted this deep.
const DEEPEST: usize = 64;

/// The lines of a text.
pub(super) fn of(text: &str, format: Format) -> Vec<Line> {
    if format == Format::Html { marked(text) } else { plain(text) }
}

fn plain(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        let mut level = 0;
        while let Some(inside) = rest.trim_start_matches([' ', '\t']).strip_prefix('>') {
            rest = inside;
            level += 1;
        }
        let rest_start = start + line.len() - rest.len();
        let shown = rest.trim_start();
        let from = rest_start + rest.len() - shown.len();
        let shown = shown.trim_end();
        if !shown.chars().all(crate::plain::is_blank) {
            lines.push(Line { words: collapsed(shown), range: from..from + shown.len(), level: level.min(DEEPEST) });
        }
        start += line.len();
    }
    lines
}

/// Elements that do not end a line.
const INLINE: &[&str] = &[
    "a", "b", "i", "u", "em", "strong", "span", "font", "small", "big", "sub", "sup", "code", "abbr", "cite", "mark",
    "img", "td", "th", "tt", "wbr", "o:p", "time", "label", "s", "del", "ins",
];
/// Elements of which nothing is seen.
const UNSEEN: &[&str] = &["script", "style", "title", "head"];

fn marked(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut open = Open::default();
    let mut level = 0usize;
    let mut at = 0;
    // Of these an end was sought in vain: it need not be sought again.
    let mut endless: Vec<String> = Vec::new();
    while at < text.len() {
        let next = memchr::memchr(b'<', &text.as_bytes()[at..]).map_or(text.len(), |found| at + found);
        open.add(text, at..next);
        if next == text.len() {
            break;
        }
        let tag = &text[next..];
        let length =
            if tag.starts_with("<!--") { tag.find("-->").map(|end| end + 3) } else { tag.find('>').map(|end| end + 1) };
        let length = length.unwrap_or(tag.len());
        let name = &tag[1..length];
        let closes = name.starts_with('/');
        let name = name.trim_start_matches('/').split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        at = next + length;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // A sign that opens no tag is seen.
            if !tag.starts_with("<!") && !tag.starts_with("<?") && !closes {
                open.add(text, next..next + 1);
                at = next + 1;
            }
            continue;
        }
        if UNSEEN.contains(&name.as_str()) && !closes && !endless.contains(&name) {
            let close = format!("</{name}");
            let end = text.as_bytes()[at..].windows(close.len()).position(|w| w.eq_ignore_ascii_case(close.as_bytes()));
            match end {
                Some(end) => at += end,
                None => endless.push(name),
            }
        } else if INLINE.contains(&name.as_str()) {
            open.words.push_str(if matches!(name.as_str(), "td" | "th") { " " } else { "" });
        } else {
            open.close(level, &mut lines);
            if name == "blockquote" {
                level = if closes { level.saturating_sub(1) } else { (level + 1).min(DEEPEST) };
            }
        }
    }
    open.close(level, &mut lines);
    lines
}

/// A line in the making.
#[derive(Default)]
struct Open {
    words: String,
    range: Option<Range<usize>>,
}

impl Open {
    fn add(&mut self, text: &str, range: Range<usize>) {
        let raw = &text[range.clone()];
        if raw.is_empty() {
            return;
        }
        if self.words.len() < LONGEST {
            self.words.push_str(&raw[..raw.floor_char_boundary(LONGEST)]);
        }
        let shown = raw.trim();
        if !shown.is_empty() {
            let from = range.start + raw.len() - raw.trim_start().len();
            let end = from + shown.len();
            self.range = Some(self.range.as_ref().map_or(from, |range| range.start)..end);
        }
    }

    fn close(&mut self, level: usize, lines: &mut Vec<Line>) {
        let words = std::mem::take(&mut self.words);
        if let Some(range) = self.range.take() {
            let words = collapsed(&resolved(&words));
            if !words.chars().all(crate::plain::is_blank) {
                lines.push(Line { words, range, level });
            }
        }
    }
}

fn collapsed(words: &str) -> String {
    words[..words.floor_char_boundary(LONGEST)].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, format: Format, expected: &[&str]) {
        let shown: Vec<String> = of(text, format)
            .iter()
            .map(|line| format!("{}{} [{}]", ">".repeat(line.level), line.words, &text[line.range.clone()]))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn marks_of_quotation_are_taken_off() {
        check(
            "Yes.\r\n> > The ferry\r\n>  is back.\r\n>\r\n",
            Format::Text,
            &["Yes. [Yes.]", ">>The ferry [The ferry]", ">is back. [is back.]"],
        );
    }

    #[test]
    fn blocks_of_markup_are_lines() {
        check(
            "<style>p{}</style><div><b>From:</b> Ida&nbsp;Berg &lt;i@example.org&gt;<br>5 < 6</div><blockquote><p>Back.</blockquote>",
            Format::Html,
            &[
                "From: Ida Berg <i@example.org> [From:</b> Ida&nbsp;Berg &lt;i@example.org&gt;]",
                "5 < 6 [5 < 6]",
                ">Back. [Back.]",
            ],
        );
    }
}
