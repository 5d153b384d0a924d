//! Plain text: from lines to documents.
//!
//! Invariant: every visible character lies in exactly one document; documents are in the order of their first line.
//! Cost: linear in the text.

mod age;
mod article;
mod boxes;
mod caption;
mod date;
mod digest;
mod draft;
mod issue;
mod lift;
mod line;
mod link;
mod lists;
mod mark;
mod masthead;
mod names;
mod passed;
mod phrase;
mod point;
mod quote;
mod repeat;
mod shape;
mod sheet;
mod thread;
mod wrap;

use crate::html::{self, Found, Nature, Page, Seen};
use crate::{Limits, Refusal, Sign};
use dateline_record::{Document, Kind, Span, TextBuilder};
use draft::Draft;
use line::Line;

pub(crate) use line::is_blank;
pub(crate) use names::is_name;

/// Whether a line says that the rest is behind a wall.
pub(crate) fn is_stub(line: &str) -> bool {
    line.split_whitespace().take(41).count() <= 40 && phrase::is(line.trim(), phrase::Topic::Stub)
}

/// Whether a line heads a table of contents.
pub(crate) fn is_contents(line: &str) -> bool {
    line.split_whitespace().take(9).count() <= 8
        && phrase::is(line.trim_matches([' ', ':', '=', '-', '*']), phrase::Topic::Contents)
}

/// Splits plain text into documents.
pub(crate) fn split(page: &Page) -> Result<Found, Refusal> {
    let mut signs = Vec::new();
    if page.context.whole {
        return Ok(Found { documents: whole(page).into_iter().collect(), signs });
    }
    let lines = lines(page.text, page.limits, &mut signs);
    if page.limits.deadline.is_over() {
        return Err(Refusal::TimeUp);
    }
    let all: Vec<usize> = (0..lines.len()).collect();
    let drafts = match page.nature {
        _ if lines.is_empty() => Vec::new(),
        Nature::FeedEntry => article::read(page, &lines, &all, false),
        Nature::Page | Nature::Mail => repeat::split(page, &lines)
            .or_else(|| passed::split(page, &lines))
            .or_else(|| sheet::split(page, &lines))
            .or_else(|| issue::split(page, &lines))
            .unwrap_or_else(|| text(page, &lines, &all)),
    };
    Ok(Found { documents: draft::assemble(page, &lines, drafts), signs })
}

/// Splits a page that is an issue of a newsletter, in a mail or as archives show it; none where it is none.
pub(crate) fn issue(page: &Page, seen: &Seen) -> Option<Vec<Document>> {
    if page.context.whole || !(page.nature == Nature::Mail || page.nature == Nature::Page && is_archived(page.text)) {
        return None;
    }
    let view = html::view(page, seen);
    let shown = Page { text: view.text.as_str(), ..*page };
    let lines = line::of_view(&view);
    let drafts = issue::split(&shown, &lines)?;
    let documents = draft::assemble(&shown, &lines, drafts);
    Some(lift::onto(page, &view, documents))
}

/// Whether a page has the words by which mails offer themselves as pages, and the way out of a list.
fn is_archived(text: &str) -> bool {
    let holds = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    ["nsubscribe", "NSUBSCRIBE"].iter().any(|word| holds(word))
        && ["in your browser", "in browser", "in a browser", "iew online", "view this email"]
            .iter()
            .any(|word| holds(word))
}

/// The places of a text before which an article may begin: each with its offset and the values of its signs. What the
/// splitter of digests sees, for training it and for looking at it.
pub fn digest_gaps(text: &str) -> Vec<(usize, Vec<f32>)> {
    let lines = lines(text, &Limits::default(), &mut Vec::new());
    let all: Vec<usize> = (0..lines.len()).collect();
    let (left, _) = boxes::take(&lines, &all);
    digest::gaps(&lines, &left)
}

/// The names of the signs that [`digest_gaps`] gives, in their order.
pub fn digest_signs() -> Vec<&'static str> {
    digest::sign_names()
}

/// The lines of a text: those that were broken to a width put together, each with its topics.
fn lines<'a>(text: &'a str, limits: &Limits, signs: &mut Vec<Sign>) -> Vec<Line<'a>> {
    let mut lines = wrap::join(text, line::lines(text, limits, signs));
    lines.iter_mut().for_each(|line| line.topics = phrase::topics(line.text));
    lines
}

/// Reads a text that is neither aggregator page nor newsletter: articles one after the other, perhaps with comments.
/// Invariant: `own` are neighbouring lines.
fn text(page: &Page, lines: &[Line], own: &[usize]) -> Vec<Draft> {
    let Some(&first) = own.first() else { return Vec::new() };
    let end = first + own.len();
    let thread = thread::find(page, &lines[..end]).filter(|thread| thread.start > first);
    let own = &own[..thread.as_ref().map_or(own.len(), |thread| thread.start - first)];
    let (left, mut drafts) = boxes::take(lines, own);
    let articles: Vec<Vec<Draft>> = digest::cut(lines, &left)
        .iter()
        .enumerate()
        .map(|(number, own)| article::read(page, lines, own, number > 0 || page.nature == Nature::Page))
        .collect();
    let last = articles.len() - 1;
    let mut under = None;
    for (number, read) in articles.into_iter().enumerate() {
        if number == last && read.first().is_some_and(|draft| draft.kind == Kind::Article) {
            under = Some(drafts.len());
        }
        drafts.extend(read);
    }
    if let Some(thread) = thread {
        let offset = drafts.len();
        drafts.extend(thread.drafts.into_iter().map(|mut draft| {
            draft.parent = match draft.parent {
                Some(parent) => Some(parent + offset),
                None if draft.kind == Kind::Comment => under,
                None => None,
            };
            draft
        }));
    }
    // The article goes first: heads of the page are put on it.
    if let Some(article) = drafts.iter().position(|draft| draft.kind == Kind::Article).filter(|at| *at > 0) {
        drafts.swap(0, article);
        for draft in &mut drafts {
            draft.parent = match draft.parent {
                Some(0) => Some(article),
                Some(parent) if parent == article => Some(0),
                parent => parent,
            };
        }
    }
    drafts
}

/// One article of which the text is the whole part.
fn whole(page: &Page) -> Option<Document> {
    let span = Span::new(page.part, page.text, 0..page.text.len())?;
    let mut builder = TextBuilder::new();
    let mut from = 0;
    for nul in memchr::memchr_iter(0, page.text.as_bytes()) {
        builder.verbatim(page.part, page.text, from..nul);
        from = nul + 1;
    }
    builder.verbatim(page.part, page.text, from..page.text.len());
    Document::bare(page.capture, Kind::Article, vec![span], builder.finish())
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
