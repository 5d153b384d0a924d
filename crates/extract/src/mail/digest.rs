//! A mailing list's digest: messages under each other, each with its own header.
//!
//! A message begins below a rule, with lines that say at least who wrote it, of what and when (RFC 1153 and what Mailman and
//! Majordomo make of it). What it quotes stays with it and is not among its words.
//! Invariant: two messages make a digest, and every line lies in one document. Cost: linear in the lines.

use super::headers::{self, Headers};
use super::lines::Line;
use super::quoting::{self, Topic};
use crate::extract::Capture;
use dateline_record::{Document, Kind, Span, TextBuilder, Title};
use std::ops::Range;

/// Signs of a rule; RFC 1153 has thirty.
const RULE: usize = 20;
/// Lines of a message's header.
const HEADER: usize = 16;
/// Messages that make a digest.
const MESSAGES: usize = 2;

/// A message's header.
struct Head<'a> {
    lines: Range<usize>,
    headers: Headers,
    subject: &'a str,
}

/// The messages of a digest, with what stands before and after them; none where a text is no digest.
pub(super) fn read(text: &str, lines: &[Line], part: u32, capture: Capture) -> Option<Vec<Document>> {
    let heads: Vec<Head> =
        (1..lines.len()).filter(|at| is_rule(&lines[at - 1])).filter_map(|at| head(lines, at)).collect();
    if heads.len() < MESSAGES {
        return None;
    }
    let reader = Reader { text, lines, part, capture };
    let first = heads[0].lines.start;
    let contents = lines[..first].iter().position(|line| crate::plain::is_contents(&line.words)).unwrap_or(first);
    // The last rule stands before the words that end the digest.
    let last = heads[heads.len() - 1].lines.end;
    let short = |at: &usize| lines[*at..].len() <= HEADER && is_rule(&lines[*at]);
    let end = (last..lines.len()).find(short).unwrap_or(lines.len());
    let mut found = Vec::new();
    found.extend(reader.document(Kind::Boilerplate, 0..contents, 0));
    found.extend(reader.document(Kind::Listing, contents..first, contents));
    for (number, head) in heads.iter().enumerate() {
        let until = heads.get(number + 1).map_or(end, |next| next.lines.start);
        found.extend(reader.document(Kind::Post, head.lines.start..until, head.lines.end).map(|mut post| {
            head.headers.put_on_answered(&mut post);
            post.title = (!head.subject.is_empty()).then(|| {
                let range = reader.range_of(head);
                Title { text: head.subject.to_owned(), span: range.and_then(|range| Span::new(part, text, range)) }
            });
            post
        }));
    }
    found.extend(reader.document(Kind::Boilerplate, end..lines.len(), end));
    Some(found)
}

struct Reader<'a> {
    text: &'a str,
    lines: &'a [Line],
    part: u32,
    capture: Capture<'a>,
}

impl Reader<'_> {
    /// A document of some lines, of which those from `words` on are its words; what is quoted and rules are not.
    fn document(&self, kind: Kind, own: Range<usize>, words: usize) -> Option<Document> {
        let (first, last) = (self.lines.get(own.start)?, self.lines.get(own.end.checked_sub(1)?)?);
        let whole = first.range.start..last.range.end;
        let span = Span::new(self.part, self.text, whole.start..whole.end.max(whole.start))?;
        let mut builder = TextBuilder::new();
        let mut before = None;
        for line in self.lines[words.min(own.end)..own.end].iter().filter(|line| line.level == 0 && !is_rule(line)) {
            if let Some(end) = before {
                // Lines of one paragraph are one.
                let between: &str = &self.text[end..line.range.start];
                let apart = kind == Kind::Listing || between.matches('\n').count() > 1;
                builder.inserted(if apart { "\n" } else { " " });
            }
            builder.verbatim(self.part, self.text, line.range.clone());
            before = Some(line.range.end);
        }
        Document::bare(self.capture.id, kind, vec![span], builder.finish())
    }

    /// Where the subject of a message stands.
    fn range_of(&self, head: &Head) -> Option<Range<usize>> {
        let line = self.lines[head.lines.clone()]
            .iter()
            .find(|line| matches!(quoting::field(&line.words), Some((Topic::Subject, _))))?;
        let at = self.text[line.range.clone()].find(head.subject)? + line.range.start;
        Some(at..at + head.subject.len())
    }
}

/// The header that begins at a line, below a rule.
fn head(lines: &[Line], start: usize) -> Option<Head<'_>> {
    let mut values: [Option<&str>; 3] = [None; 3];
    let mut at = start;
    while let Some(line) = lines.get(at).filter(|line| line.level == 0 && at < start + HEADER && is_field(&line.words))
    {
        let place = match quoting::field(&line.words) {
            Some((Topic::From, _)) => 0,
            Some((Topic::Date, _)) => 1,
            Some((Topic::Subject, _)) => 2,
            _ => 3,
        };
        if let Some(value) = values.get_mut(place) {
            *value = value.or(quoting::field(&line.words).map(|(_, value)| value));
        }
        at += 1;
    }
    let [Some(from), Some(date), Some(subject)] = values else { return None };
    headers::quoted_date(date)?;
    let headers = headers::quoted(from, Some(date), Some(subject));
    Some(Head { lines: start..at, headers, subject })
}

/// “Reply-To: …”, “Message: 3”.
fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        (2..=24).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
    })
}

/// A line of one sign over and over. Underscores are not meant: Outlook puts them over what is answered.
fn is_rule(line: &Line) -> bool {
    line.level == 0 && line.words.len() >= RULE && line.words.bytes().all(|b| matches!(b, b'-' | b'=' | b'*'))
}
