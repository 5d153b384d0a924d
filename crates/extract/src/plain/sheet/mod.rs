//! Newsletters as plain text, whose items open with capitals: masthead, lead article, sections, items with a lead-in in capitals, paid matter, lists, footer.
//!
//! Where `issue` goes by how lines look, this goes by their words alone: nothing else is left in such a text.
//! Invariant: a paragraph goes on with the item above it only where nothing but paid matter or a pointer stands between.
//! Cost: linear in the lines.

use super::draft::{Draft, title};
use super::line::{Gap, Line};
use super::phrase::Topic;
use super::{mark, masthead, names, shape};
use crate::html::Page;
use dateline_record::Kind;

mod house;
mod list;
mod told;

/// Splits a newsletter into its documents; none where the text is no newsletter.
pub(super) fn split(page: &Page, lines: &[Line]) -> Option<Vec<Draft>> {
    if !told::is_newsletter(lines) {
        return None;
    }
    let mut lead = Draft::new(Kind::Article);
    let head = masthead::read(page, lines, &mut lead);
    let mut reader = Reader {
        page,
        lines,
        footer: told::footer(lines, head.end),
        section: None,
        pending: Vec::new(),
        current: None,
        drafts: Vec::new(),
    };
    let mut front = Draft::new(Kind::Boilerplate);
    head.lines.iter().for_each(|at| front.text(*at, lines));
    reader.drafts.push(front);
    reader.open(lead);
    reader.read(head.end);
    let mut drafts = reader.drafts;
    drafts.retain(|draft| !draft.lines.is_empty());
    // A lead without a word is the masthead's.
    let empty = drafts.iter().position(|draft| draft.kind == Kind::Article && draft.words(lines) == 0);
    if let Some(empty) = empty {
        drafts[empty].kind = Kind::Boilerplate;
        hand_on(lines, &mut drafts, empty);
    }
    for draft in &mut drafts {
        draft.outlet = draft.outlet.take().or(head.outlet.clone());
        draft.published = draft.published.take().or(head.published.clone());
    }
    Some(drafts)
}

/// Lines before the foot in which a newsletter takes leave.
const LEAVE: usize = 8;

/// Hands the names of a masthead on to the first item.
fn hand_on(lines: &[Line], drafts: &mut [Draft], masthead: usize) {
    let Some(first) = drafts.iter().position(|draft| draft.kind.is_read()) else { return };
    let (byline, credits) =
        (std::mem::take(&mut drafts[masthead].byline), std::mem::take(&mut drafts[masthead].credits));
    let signs = |at: usize| !names::in_credit(lines[at].text).is_empty();
    let (signed, left) = std::mem::take(&mut drafts[masthead].lines).into_iter().partition(|(at, _)| signs(*at));
    drafts[masthead].title = None;
    drafts[masthead].lines = left;
    drafts[masthead].lines.iter_mut().for_each(|(at, text)| *text = Some(lines[*at].range()));
    drafts[first].lines.splice(0..0, signed);
    drafts[first].byline.splice(0..0, byline);
    drafts[first].credits.splice(0..0, credits);
}

struct Reader<'a> {
    page: &'a Page<'a>,
    lines: &'a [Line<'a>],
    footer: usize,
    section: Option<String>,
    /// Section heads that belong to the next draft.
    pending: Vec<usize>,
    /// The draft that a plain paragraph goes on with.
    current: Option<usize>,
    drafts: Vec<Draft>,
}

impl Reader<'_> {
    fn open(&mut self, mut draft: Draft) {
        std::mem::take(&mut self.pending).into_iter().for_each(|at| draft.furniture(at));
        draft.section = self.section.clone();
        self.drafts.push(draft);
        self.current = Some(self.drafts.len() - 1);
    }

    /// Puts lines into a draft of their own, which no later paragraph goes on with.
    fn aside(&mut self, kind: Kind, range: std::ops::Range<usize>) {
        let current = self.current;
        let joins = |last: &&mut Draft| {
            kind == Kind::Boilerplate
                && last.kind == kind
                && last.lines.last().is_some_and(|(at, _)| at + 1 == range.start)
        };
        if let Some(last) = self.drafts.last_mut().filter(joins) {
            range.for_each(|at| last.text(at, self.lines));
            return;
        }
        let mut draft = Draft::of(kind, self.lines, range);
        draft.section = self.section.clone().filter(|_| matches!(kind, Kind::Listing | Kind::Calendar));
        self.drafts.push(draft);
        self.current = current;
    }

    fn read(&mut self, from: usize) {
        let mut at = from;
        while at < self.footer {
            at = self.step(at);
        }
        if self.footer < self.lines.len() {
            self.pending.drain(..).for_each(drop);
            self.drafts.push(Draft::of(Kind::Boilerplate, self.lines, self.footer..self.lines.len()));
        }
    }

    /// Reads what begins at a line; the first line after it.
    fn step(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if line.is(Topic::Sponsor) && (line.text.ends_with(':') || line.words <= 8) {
            let end = self.sponsored_until(at);
            self.aside(Kind::Advertisement, at..end);
            return end;
        }
        let told = line.is(Topic::Sponsor)
            && line.text.contains(": ")
            && line.words <= 160
            && line.text.trim_start_matches(['*', '_', ' ']).starts_with("A ");
        if line.is(Topic::Advertisement) || told {
            self.aside(Kind::Advertisement, at..at + 1);
            return at + 1;
        }
        if line.is(Topic::Masthead) && line.words <= 40 {
            self.aside(Kind::Boilerplate, at..at + 1);
            return at + 1;
        }
        if told::is_section(self.lines, at) {
            self.section = Some(line.text.to_owned());
            self.pending.push(at);
            self.current = None;
            return self.list_section(at, at + 1);
        }
        if mark::is_pointer(line) {
            self.aside(Kind::Listing, at..at + 1);
            return at + 1;
        }
        if shape::is_wordless(line.text) || shape::is_leftover(line.text) {
            self.aside(Kind::Boilerplate, at..at + 1);
            return at + 1;
        }
        if let Some((lead, rest)) = shape::lead_in(line.text).or_else(|| shape::dashed_lead_in(line.text)) {
            if house::is_house(rest) || house::is_house(line.text) {
                let end = (at + 1..self.footer)
                    .find(|next| !house::speaks_of_handles(self.lines[*next].text))
                    .unwrap_or(self.footer);
                self.aside(Kind::Boilerplate, at..end);
            } else if house::is_promotion(line) {
                self.aside(Kind::Advertisement, at..at + 1);
            } else {
                self.item(at, lead, rest);
                return at + 1;
            }
            return self.drafts.last().and_then(|d| d.lines.last()).map_or(at, |l| l.0) + 1;
        }
        let boxed = line.gap == Gap::Rule || self.lines.get(at + 1).is_none_or(|next| next.gap == Gap::Rule);
        if boxed && house::is_promotion(line) {
            self.aside(Kind::Advertisement, at..at + 1);
        } else if (house::is_house(line.text) && !line.text.starts_with(['“', '"']))
            || house::speaks_of_handles(line.text)
            || self.takes_leave(at)
        {
            self.aside(Kind::Boilerplate, at..at + 1);
        } else {
            self.paragraph(at);
        }
        at + 1
    }

    /// An item that opens with a lead-in, which is its title.
    fn item(&mut self, at: usize, lead: &str, rest: &str) {
        let mut draft = Draft::new(Kind::Brief);
        draft.title = title(self.page, self.lines[at].range_of(lead));
        draft.text_of(at, self.lines, rest);
        self.open(draft);
    }

    /// Whether a paragraph right before the foot thanks somebody or takes leave.
    fn takes_leave(&self, at: usize) -> bool {
        self.lines[at].is(Topic::Thanks) && self.lines[at].words <= 60 && at + LEAVE >= self.footer
    }

    /// A paragraph goes on with what is open; where nothing is, it opens an item without a title.
    fn paragraph(&mut self, at: usize) {
        match self.current {
            Some(current) if self.pending.is_empty() => self.drafts[current].text(at, self.lines),
            _ => {
                self.open(Draft::of(Kind::Brief, self.lines, at..at + 1));
            }
        }
    }

    /// Where paid matter that opens at a line ends.
    fn sponsored_until(&self, at: usize) -> usize {
        let mut words = 0;
        for next in at + 1..self.footer {
            let line = &self.lines[next];
            words += line.words;
            let over = next > at + 4 || words > 250 || (line.gap == Gap::Rule && next > at + 1);
            if over
                || told::is_section(self.lines, next)
                || shape::lead_in(line.text).is_some()
                || mark::is_pointer(line)
            {
                return next;
            }
        }
        self.footer
    }
}

#[cfg(test)]
mod tests;
