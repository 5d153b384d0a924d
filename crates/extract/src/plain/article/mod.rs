//! One article: its title, by-line, date and captions told apart from its text.
//!
//! Invariant: what is not surely furniture stays text. Cost: linear in its lines.

mod head;
mod issuer;
mod tail;

use super::draft::{Draft, byline, credit, note};
use super::line::Line;
use super::mark::{is_end, is_pointer};
use super::phrase::Topic;
use super::{caption, names, quote, shape};
use crate::html::Page;
use dateline_record::{ByRole, Kind, Method, When};

/// Lines before the first paragraph that are looked at.
const HEAD_LINES: usize = 14;

/// Reads the article that the lines `own` hold. The first draft is the article; the others are what stood in its way.
///
/// Where a container gives the title, its first line is no headline: `titled` says whether one may stand there.
pub(super) fn read(page: &Page, lines: &[Line], own: &[usize], titled: bool) -> Vec<Draft> {
    let mut reader =
        Reader { page, lines, article: Draft::new(Kind::Article), titled, handle: None, beside: Vec::new() };
    let head = reader.head(own);
    let tail = reader.tail(&own[head..]) + head;
    for at in &own[head..tail] {
        reader.body(*at);
    }
    reader.name_outlet(own);
    reader.give_handle();
    let repeated = quote::repeated(lines, &own[head..tail]);
    let again = |line: &&mut (usize, _)| repeated.contains(&line.0);
    reader.article.lines.iter_mut().filter(again).for_each(|(_, text)| *text = None);
    let Reader { article, mut beside, .. } = reader;
    if article.lines.is_empty() {
        return beside;
    }
    beside.insert(0, article);
    beside
}

struct Reader<'a> {
    page: &'a Page<'a>,
    lines: &'a [Line<'a>],
    article: Draft,
    titled: bool,
    /// A handle that stands below the article.
    handle: Option<&'a str>,
    beside: Vec<Draft>,
}
impl Reader<'_> {
    /// Reads a line between head and tail.
    fn body(&mut self, at: usize) {
        let line = &self.lines[at];
        if shape::is_leftover(line.text) || caption::is_caption(line.text) || is_end(line.text) || self.noted(at) {
            self.article.furniture(at);
        } else if line.is(Topic::Advertisement) {
            self.aside(Kind::Advertisement, at);
        } else if line.is(Topic::Interface) && line.words <= 4 {
            self.aside(Kind::Boilerplate, at);
        } else if is_pointer(line) {
            self.aside(Kind::Listing, at);
        } else {
            self.article.text(at, self.lines);
        }
    }

    /// Takes a note of correction, change or withdrawal; whether it was one.
    fn noted(&mut self, at: usize) -> bool {
        let line = &self.lines[at];
        let kind = crate::note::kind(line.text);
        self.article.notes.extend(kind.and_then(|kind| note(self.page, line, kind)));
        kind.is_some()
    }

    /// Takes a by-line or a line of contributors; whether it was one.
    fn credited(&mut self, at: usize) -> bool {
        let line = &self.lines[at];
        let mut found = names::in_credit(line.text);
        // Those by whom a wire's story was reported wrote it, where nobody else did.
        let opening = line.text.trim_start_matches(['(', '[']);
        let authored = self.article.byline.iter().any(|by| by.role == ByRole::Author);
        if opening.get(..13).is_some_and(|opening| opening.eq_ignore_ascii_case("reporting by ")) && !authored {
            let first = opening.split(';').next().unwrap_or(opening).as_bytes().as_ptr_range();
            let named = |name: &str| first.contains(&name.as_ptr());
            found.iter_mut().filter(|(name, _)| named(name)).for_each(|(_, role)| *role = ByRole::Author);
        }
        // “By Mira Solm, May 3, 2024”
        if found.iter().any(|(_, role)| *role == ByRole::Author) && line.words <= 24 && self.article.published.is_none()
        {
            let stamp = dateline_when::find_stamp(line.text).map(|(_, when)| When { method: Method::Header, ..when });
            self.article.published = stamp;
        }
        for (name, role) in &found {
            let known = self.article.byline.iter().any(|b| b.name.eq_ignore_ascii_case(name));
            if !known {
                self.article.byline.push(byline(self.page, name, *role, line.range_of(name)));
            }
        }
        if found.iter().any(|(_, role)| *role == ByRole::Contributor)
            || line.text.starts_with(['(', '[']) && !found.is_empty()
        {
            self.article.credits.extend(credit(self.page, line));
        }
        !found.is_empty()
    }

    /// Puts a line in a document of its own beside the article, or with its neighbour of the same kind.
    fn aside(&mut self, kind: Kind, at: usize) {
        let near = self
            .beside
            .iter_mut()
            .find(|draft| draft.kind == kind && draft.lines.iter().any(|(line, _)| line.abs_diff(at) == 1));
        match near {
            Some(draft) => draft.text(at, self.lines),
            None => self.beside.push(Draft::of(kind, self.lines, at..at + 1)),
        }
    }
}
