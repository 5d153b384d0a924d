//! A text of a mail that holds what others wrote: each passage is split by itself, at its own places in the text.
//!
//! For each passage the others are blanked out, so that one splitter serves all and every place stays what it is in the
//! part. What a mail passes on is documents of its own, its marker and fields furniture. What it answers is furniture too,
//! with its writer and date: the same words come again with every answer, and must not count each time.
//! Invariant: documents share no byte. Cost: linear in the text for each passage, of which there are at most a few hundred.

use super::digest;
use super::headers::Headers;
use super::lines::{self, Line};
use super::passage::{self, Passage, Way};
use crate::extract::{Capture, split};
use crate::html::{Found, Nature, Page};
use crate::{Format, Refusal};
use dateline_record::{Document, DocumentId, Kind, Span, TextBuilder};
use std::ops::Range;

/// A text is not gone through once for each passage when that is more than this many bytes in all.
const MOST_WORK: usize = 256 << 20;

/// Splits a text of a mail; the headers are the mail's own.
pub(super) fn text(
    text: &str,
    part: u32,
    format: Format,
    headers: &Headers,
    is_answer: bool,
    capture: Capture,
) -> Result<Found, Refusal> {
    let Capture { context, limits, .. } = capture;
    fn of<'a>(text: &'a str, part: u32, capture: Capture<'a>) -> Page<'a> {
        let Capture { id, context, limits } = capture;
        Page { capture: id, part, text, nature: Nature::Mail, address: None, context, limits }
    }
    let seen = if context.whole { Vec::new() } else { lines::of(text, format) };
    if !is_answer && let Some(documents) = digest::read(text, &seen, part, capture) {
        let mut found = Found { documents, ..Found::default() };
        headers.put_on(&mut found.documents);
        return Ok(found);
    }
    let passages = passage::cut(&seen, is_answer).filter(|passages| passages.len() * text.len() <= MOST_WORK);
    let Some(passages) = passages else {
        let mut found = split(&of(text, part, capture), format)?;
        headers.put_on(&mut found.documents);
        return Ok(found);
    };
    let runs = runs(&passages, &seen, text, format);
    let mut found = Found::default();
    for (number, passage) in passages.iter().enumerate() {
        if limits.deadline.is_over() {
            return Err(Refusal::TimeUp);
        }
        if passage.way == Way::Answered {
            let mut answered = furniture(passage.head.iter().chain(&passage.lines), &seen, part, text, capture);
            answered.iter_mut().for_each(|document| passage.headers.put_on_answered(document));
            found.documents.extend(answered);
            continue;
        }
        found.documents.extend(furniture(passage.head.iter(), &seen, part, text, capture));
        let own_runs = runs.iter().filter(|run| run.passage == number && !run.is_head);
        let blanked = blanked(text, own_runs.map(|run| run.range.clone()));
        if blanked.chars().all(crate::plain::is_blank) {
            continue;
        }
        let read = split(&of(&blanked, part, capture), format)?;
        found.signs.extend(read.signs);
        let foreign = |run: &&Run| run.passage != number || run.is_head;
        let foreign: Vec<Range<usize>> = runs.iter().filter(foreign).map(|run| run.range.clone()).collect();
        let mut documents: Vec<Document> =
            read.documents.into_iter().filter_map(|document| apart(document, &foreign, part, text, capture)).collect();
        let from = if passage.way == Way::Forwarded { &passage.headers } else { headers };
        from.put_on(&mut documents);
        found.documents.extend(documents);
    }
    found.documents.sort_by_key(|document| document.spans[0]);
    Ok(found)
}

/// A stretch of the text that belongs to one passage.
struct Run {
    passage: usize,
    is_head: bool,
    range: Range<usize>,
}

/// Whose every stretch of the text is, in order. In markup tags belong to the stretch before them; in plain text marks of
/// quotation belong to nobody.
fn runs(passages: &[Passage], seen: &[Line], text: &str, format: Format) -> Vec<Run> {
    let mut owners = vec![(0, false); seen.len()];
    for (number, passage) in passages.iter().enumerate() {
        passage.lines.iter().for_each(|line| owners[*line] = (number, false));
        passage.head.iter().for_each(|line| owners[*line] = (number, true));
    }
    let mut runs: Vec<Run> = Vec::new();
    for (line, (passage, is_head)) in seen.iter().zip(owners) {
        let range = line.range.clone();
        match runs.last_mut() {
            Some(run) if format == Format::Html && (run.passage, run.is_head) == (passage, is_head) => {
                run.range.end = range.end
            }
            _ => {
                if let (Some(run), Format::Html) = (runs.last_mut(), format) {
                    run.range.end = range.start;
                }
                let start = if runs.is_empty() && format == Format::Html { 0 } else { range.start };
                runs.push(Run { passage, is_head, range: start..range.end });
            }
        }
    }
    if let (Some(run), Format::Html) = (runs.last_mut(), format) {
        run.range.end = text.len();
    }
    runs
}

/// A text of the same length in which only some stretches are left.
fn blanked(text: &str, kept: impl Iterator<Item = Range<usize>>) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    let blank = |blanked: &mut String, range: Range<usize>| {
        blanked.extend(
            text.as_bytes()[range].iter().map(|byte| if matches!(byte, b'\n' | b'\r') { *byte as char } else { ' ' }),
        );
    };
    for range in kept {
        blank(&mut blanked, at..range.start);
        blanked.push_str(&text[range.clone()]);
        at = range.end;
    }
    blank(&mut blanked, at..text.len());
    blanked
}

/// A document without the stretches of other passages between its own lines; `foreign` is in order.
fn apart(
    mut document: Document,
    foreign: &[Range<usize>],
    part: u32,
    text: &str,
    capture: Capture,
) -> Option<Document> {
    let mut spans = Vec::new();
    for span in &document.spans {
        let mut at = span.start();
        let from = foreign.partition_point(|range| range.end <= span.start());
        for range in foreign[from..].iter().take_while(|range| range.start < span.end()) {
            spans.extend(shown(at..range.start, part, text));
            at = at.max(range.end);
        }
        spans.extend(shown(at..span.end(), part, text));
    }
    let first = *spans.first()?;
    if Some(first.start()) != document.spans.first().map(|span| span.start()) {
        document.id = DocumentId::of(capture.id, first);
    }
    document.spans = spans;
    Some(document)
}

/// A stretch without the blanks and marks of quotation at its ends.
fn shown(range: Range<usize>, part: u32, text: &str) -> Option<Span> {
    let words = text.get(range.clone())?;
    let marks = |c: char| c.is_whitespace() || c == '>';
    let start = if words.trim_start().starts_with('>') { words.trim_start_matches(marks) } else { words.trim_start() };
    let start = range.start + words.len() - start.len();
    let words = text.get(start..range.end)?;
    let line = words.rfind('\n').map_or(0, |at| at + 1);
    let end = if words[line..].chars().all(marks) { words.trim_end_matches(marks) } else { words.trim_end() };
    Span::new(part, text, start..start + end.len())
}

/// Lines as furniture: marker and fields, “On … wrote:” and what is quoted below it.
fn furniture<'a>(
    lines: impl Iterator<Item = &'a usize>,
    seen: &[Line],
    part: u32,
    text: &str,
    capture: Capture,
) -> Option<Document> {
    let mut builder = TextBuilder::new();
    let mut spans: Vec<Span> = Vec::new();
    for line in lines.map(|line| &seen[*line]) {
        if !builder.as_str().is_empty() {
            builder.inserted("\n");
        }
        match text[line.range.clone()] == line.words {
            true => builder.verbatim(part, text, line.range.clone()),
            false => builder.replaced(&line.words, part, text, line.range.clone()),
        }
        spans.extend(Span::new(part, text, line.range.clone()));
    }
    Document::bare(capture.id, Kind::Boilerplate, spans, builder.finish())
}
