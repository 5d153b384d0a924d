//! Drafts: documents as lines, before they are made into spans and cleaned text.
//!
//! Invariant: whatever drafts claim, each line comes out in exactly one document; a line that none claims is boilerplate.

use super::line::Line;
use crate::html::Page;
use dateline_record::{
    ByRole, Byline, CleanText, Credit, Document, DocumentId, Kind, Link, Note, NoteKind, Span, TextBuilder, Title, When,
};
use std::ops::Range;

/// Where a post points to another draft.
#[derive(Clone, Debug)]
pub(super) struct Pointer {
    /// The other draft, by its place in the list.
    pub draft: usize,
    /// The words that point.
    pub words: Range<usize>,
}

/// A document in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub kind: Kind,
    /// Its lines in order, each with the part of it that is text; none for furniture.
    pub lines: Vec<(usize, Option<Range<usize>>)>,
    pub title: Option<Title>,
    pub byline: Vec<Byline>,
    pub outlet: Option<String>,
    pub section: Option<String>,
    pub published: Option<When>,
    pub updated: Option<When>,
    /// The draft, by its place in the list, that it replies to or stands under.
    pub parent: Option<usize>,
    pub points_to: Option<Pointer>,
    pub truncated: Option<String>,
    pub credits: Vec<Credit>,
    pub notes: Vec<Note>,
}

impl Draft {
    pub fn new(kind: Kind) -> Draft {
        Draft {
            kind,
            lines: Vec::new(),
            title: None,
            byline: Vec::new(),
            outlet: None,
            section: None,
            published: None,
            updated: None,
            parent: None,
            points_to: None,
            truncated: None,
            credits: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A draft of which every line in `range` is text.
    pub fn of(kind: Kind, lines: &[Line], range: Range<usize>) -> Draft {
        let mut draft = Draft::new(kind);
        range.for_each(|at| draft.text(at, lines));
        draft
    }

    /// Adds a line whose words are text.
    pub fn text(&mut self, at: usize, lines: &[Line]) {
        self.lines.push((at, Some(lines[at].range())));
    }

    /// Adds a line of which only `words`, a slice of it, are text.
    pub fn text_of(&mut self, at: usize, lines: &[Line], words: &str) {
        self.lines.push((at, Some(lines[at].range_of(words))));
    }

    /// Adds a line that belongs to the document and not to its text.
    pub fn furniture(&mut self, at: usize) {
        self.lines.push((at, None));
    }

    /// The number of words of its text.
    pub fn words(&self, lines: &[Line]) -> usize {
        self.lines.iter().filter(|(_, text)| text.is_some()).map(|(at, _)| lines[*at].words).sum()
    }
}

/// Where `words`, a slice of the part's text at `range`, stand.
pub(super) fn span(page: &Page, range: Range<usize>) -> Option<Span> {
    Span::new(page.part, page.text, range)
}

/// A title that is the words at `range`.
pub(super) fn title(page: &Page, range: Range<usize>) -> Option<Title> {
    let words = page.text.get(range.clone())?;
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "");
    (!text.is_empty()).then(|| Title { text, span: span(page, range) })
}

/// A by-line name at `range`.
pub(super) fn byline(page: &Page, name: &str, role: ByRole, range: Range<usize>) -> Byline {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    Byline { name, handle: None, role, span: span(page, range) }
}

/// A credit that is a whole line.
pub(super) fn credit(page: &Page, line: &Line) -> Option<Credit> {
    credit_at(page, line.range())
}

/// A credit that is the words at `range`.
pub(super) fn credit_at(page: &Page, range: Range<usize>) -> Option<Credit> {
    Some(Credit { text: page.text.get(range.clone())?.to_owned(), span: span(page, range)? })
}

/// A note that is a whole line.
pub(super) fn note(page: &Page, line: &Line, kind: NoteKind) -> Option<Note> {
    Some(Note { kind, text: line.text.to_owned(), span: span(page, line.range())? })
}

/// Makes documents of drafts, in the order of their first line.
pub(super) fn assemble(page: &Page, lines: &[Line], drafts: Vec<Draft>) -> Vec<Document> {
    let mut owner = vec![usize::MAX; lines.len()];
    for (number, draft) in drafts.iter().enumerate() {
        draft.lines.iter().filter(|(at, _)| *at < lines.len()).for_each(|(at, _)| {
            if owner[*at] == usize::MAX {
                owner[*at] = number;
            }
        });
    }
    let mut drafts = drafts;
    for (number, draft) in drafts.iter_mut().enumerate() {
        draft.lines.retain(|(at, _)| owner.get(*at) == Some(&number));
        draft.lines.sort_by_key(|(at, _)| *at);
        draft.lines.dedup_by_key(|(at, _)| *at);
    }
    for at in 0..lines.len() {
        if owner[at] != usize::MAX {
            continue;
        }
        let joins = at > 0 && owner[at - 1] != usize::MAX && drafts[owner[at - 1]].kind == Kind::Boilerplate;
        if !joins {
            drafts.push(Draft::new(Kind::Boilerplate));
        }
        owner[at] = if joins { owner[at - 1] } else { drafts.len() - 1 };
        drafts[owner[at]].text(at, lines);
    }
    let ids: Vec<Option<DocumentId>> = drafts
        .iter()
        .map(|draft| {
            let first = draft.lines.first()?.0;
            Some(DocumentId::of(page.capture, span(page, lines[first].range())?))
        })
        .collect();
    let mut order: Vec<usize> = (0..drafts.len()).filter(|number| ids[*number].is_some()).collect();
    order.sort_by_key(|number| drafts[*number].lines[0].0);
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|number| {
            let draft = drafts[number].take()?;
            let id = ids[number]?;
            let parent = draft.parent.and_then(|parent| ids.get(parent).copied().flatten()).filter(|p| *p != id);
            let target = draft.points_to.as_ref().and_then(|pointer| ids.get(pointer.draft).copied().flatten());
            Some(document(page, lines, draft, id, parent, target))
        })
        .collect()
}

fn document(
    page: &Page,
    lines: &[Line],
    draft: Draft,
    id: DocumentId,
    parent: Option<DocumentId>,
    target: Option<DocumentId>,
) -> Document {
    let texts = draft.lines.iter().filter_map(|(_, text)| text.clone());
    let mut links: Vec<Link> = texts.flat_map(|range| super::link::links(page, range)).collect();
    match (links.as_mut_slice(), &draft.points_to) {
        // The one address of a post that points to an article is the article's.
        ([link], Some(_)) => link.document = target,
        (_, Some(pointer)) if target.is_some() => {
            let text = page.text.get(pointer.words.clone()).unwrap_or_default().to_owned();
            let span = span(page, pointer.words.clone());
            links.insert(0, Link { text, address: String::new(), document: target, span });
        }
        _ => {}
    }
    let mut draft = draft;
    draft.credits.sort_by_key(|credit| credit.span.start());
    draft.notes.sort_by_key(|note| note.span.start());
    Document {
        id,
        kind: draft.kind,
        spans: spans(page, lines, &draft),
        text: clean(page, &draft),
        title: draft.title,
        byline: draft.byline,
        outlet: draft.outlet,
        section: draft.section,
        language: None,
        region: None,
        published: draft.published,
        updated: draft.updated,
        captured: None,
        parent,
        truncated: draft.truncated,
        credits: draft.credits,
        notes: draft.notes,
        links,
    }
}

/// Runs of neighbouring lines, each from its first character to its last.
fn spans(page: &Page, lines: &[Line], draft: &Draft) -> Vec<Span> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in &draft.lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *at => *last = *at,
            _ => runs.push((*at, *at)),
        }
    }
    runs.into_iter().filter_map(|(first, last)| span(page, lines[first].start..lines[last].range().end)).collect()
}

fn clean(page: &Page, draft: &Draft) -> CleanText {
    let mut builder = TextBuilder::new();
    for range in draft.lines.iter().filter_map(|(_, text)| text.clone()).filter(|range| !range.is_empty()) {
        if !builder.as_str().is_empty() {
            builder.inserted("\n\n");
        }
        paragraph(&mut builder, page, range);
    }
    builder.finish()
}

/// A paragraph of more bytes is the rest of a text past its limit of lines: its breaks are kept as they are.
const LONGEST_PARAGRAPH: usize = 1 << 20;

/// Appends the words at `range`: each line break in it as a blank, NULs passed over.
fn paragraph(builder: &mut TextBuilder, page: &Page, range: Range<usize>) {
    let bytes = page.text.as_bytes();
    let mut from = range.start;
    while let Some(at) = memchr::memchr3(0, b'\n', b'\r', &bytes[from..range.end]).map(|at| from + at) {
        if bytes[at] == 0 || range.len() > LONGEST_PARAGRAPH {
            let past = if bytes[at] == 0 { at } else { at + 1 };
            builder.verbatim(page.part, page.text, from..past);
            from = at + 1;
            continue;
        }
        let words = page.text[from..at].trim_end_matches(is_space).len();
        let past = page.text[at..range.end].find(|c: char| !c.is_whitespace()).map_or(range.end, |shown| at + shown);
        let breaks = bytes[at..past].iter().filter(|b| **b == b'\n').count();
        builder.verbatim(page.part, page.text, from..from + words);
        builder.replaced(if breaks > 1 { "\n\n" } else { " " }, page.part, page.text, from + words..past);
        from = past;
    }
    builder.verbatim(page.part, page.text, from..range.end);
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}
