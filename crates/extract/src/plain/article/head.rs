//! The head of an article: headline, by-line, date and captions before its first paragraph; the masthead of a release.
//!
//! Invariant: it ends at the first line that is not surely of it. Cost: a few lines.

use super::{HEAD_LINES, Reader};
use crate::outlet;
use crate::plain::draft::{byline, title};
use crate::plain::line::{Gap, Line};
use crate::plain::mark::is_title;
use crate::plain::phrase::Topic;
use crate::plain::{age, caption, date, names, shape};
use dateline_record::{ByRole, Kind, Method, When};

/// A deck has no more words.
const DECK_WORDS: usize = 40;

impl Reader<'_> {
    /// Reads what stands before the first paragraph; how many lines that are.
    pub(super) fn head(&mut self, own: &[usize]) -> usize {
        let mut dated = false;
        let masthead = self.release(own);
        own[..masthead].iter().for_each(|at| self.article.furniture(*at));
        self.issuer(&own[..masthead], &own[masthead..]);
        for (number, &at) in own.iter().enumerate().take(HEAD_LINES).skip(masthead) {
            let line = &self.lines[at];
            let next = own.get(number + 1).map(|next| &self.lines[*next]);
            let opens = number == masthead || self.article.title.is_none();
            if shape::is_wordless(line.text) || shape::is_leftover(line.text) {
                self.article.furniture(at);
            } else if line.is(Topic::Interface) || line.is(Topic::Masthead) {
                self.aside(Kind::Boilerplate, at);
            } else if self.noted(at) {
                self.article.furniture(at);
            } else if line.is(Topic::Advertisement) {
                self.aside(Kind::Advertisement, at);
            } else if next.is_some() && (caption::is_caption(line.text) || self.credited(at)) {
                // Who “reported from” somewhere at the head of an article wrote it.
                if line.text.contains(" reported from ")
                    && !self.article.byline.iter().any(|b| b.role == ByRole::Author)
                {
                    self.article.byline.iter_mut().for_each(|name| name.role = ByRole::Author);
                }
                self.article.furniture(at);
            } else if let Some(found) = date::line(line.text) {
                dated = true;
                self.article.published = self.article.published.take().or(found.published);
                self.article.updated = self.article.updated.take().or(found.updated);
                self.article.furniture(at);
            } else if self.article.title.is_some() && next.is_some() && self.stamped(line) {
                dated = true;
                self.article.furniture(at);
            } else if masthead > 0
                && number == masthead
                && line.words <= 8
                && let Some((place, when)) = dateline_when::find_stamp(line.text)
                && place.end == line.text.len()
            {
                self.article.published = Some(When { method: Method::Written, ..when });
                self.article.furniture(at);
            } else if self.article.title.is_some() && next.is_some() && self.is_outlet(line) {
                self.outlet(Some(line.text));
                self.article.furniture(at);
            } else if self.titled && opens && next.is_some() && is_title(line) {
                self.headline(at);
            } else if !self.titled && number == 0 && next.is_some() && is_title(line) && self.is_capitals(at) {
                // The subject of a mail is its title, and the statement in it repeats that.
                self.article.furniture(at);
            } else if self.article.title.is_some() && self.is_author(line, next, dated) {
                let own_line = line.text;
                self.article.byline.push(byline(self.page, own_line, ByRole::Author, line.range()));
                self.article.furniture(at);
            } else if self.article.title.is_some() && next.is_some() && self.glued(at) {
                self.article.furniture(at);
            } else if self.article.title.is_some() && self.is_deck(own, number) {
                self.article.text(at, self.lines);
            } else {
                return number;
            }
        }
        own.len().min(HEAD_LINES)
    }

    /// The lines of a release's masthead: from its issuer in capitals to “For immediate release”.
    fn release(&self, own: &[usize]) -> usize {
        let says = |line: &Line| {
            let lower = line.text.to_lowercase();
            line.words <= 8
                && !shape::ends_sentence(line.text)
                && ["for immediate release", "press release", "media release", "news release"]
                    .iter()
                    .any(|opening| lower.starts_with(opening))
        };
        let first = own.iter().take(6).map(|at| &self.lines[*at]);
        let last = first
            .clone()
            .collect::<Vec<_>>()
            .into_iter()
            .rposition(says)
            .filter(|last| self.titled && own.len() > last + 3);
        let capitals = |line: &Line| says(line) || line.words <= 12 && !line.text.chars().any(char::is_lowercase);
        last.filter(|last| first.clone().take(last + 1).all(capitals)).map_or(0, |last| last + 1)
    }

    /// Whether a line stands in capitals by itself, as the heads of statements do.
    fn is_capitals(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let apart = self.lines.get(at + 1).is_some_and(|next| next.gap != Gap::None);
        apart && line.words <= 14 && !line.text.chars().any(char::is_lowercase) && line.text.len() >= 8
    }

    /// Reads “Turvik Post | May 3, 2024”, “Mira Solm, 3 May 2024”, “Published 2 hours ago”; whether it was one.
    fn stamped(&mut self, line: &Line) -> bool {
        if line.words > 16 || shape::ends_sentence(line.text) {
            return false;
        }
        let bare = ["Published ", "Posted ", "Updated "].iter().find_map(|label| line.text.strip_prefix(label));
        let bare = bare.unwrap_or(line.text).trim();
        if let Some(age) = age::of(bare) {
            let when = age.before(self.page.context.captured.as_ref(), bare);
            self.article.published = self.article.published.take().or(when);
            return true;
        }
        for separator in [" | ", " – ", " — ", " • ", " · ", " - ", ", "] {
            let Some((name, date)) = line.text.split_once(separator) else { continue };
            let (name, date) = if date::is_date(name) { (date, name) } else { (name, date) };
            let (is_outlet, is_name) = (outlet::is_named(name), names::is_name(name));
            if date::is_date(date) && (is_outlet || is_name) {
                self.article.published = self.article.published.take().or(date::stamp(date));
                match is_outlet {
                    true => self.outlet(Some(name)),
                    false => self.article.byline.push(byline(self.page, name, ByRole::Author, line.range_of(name))),
                }
                return true;
            }
        }
        false
    }

    /// Takes a line as headline. “Title – Outlet – 02/26/2024” gives its outlet and date too.
    fn headline(&mut self, at: usize) {
        let line = &self.lines[at];
        self.article.furniture(at);
        let mut words = line.text;
        for separator in [" – ", " — ", " | ", " - "] {
            let Some((rest, last)) = line.text.rsplit_once(separator) else { continue };
            let Some((bare, outlet)) = rest.rsplit_once(separator) else { continue };
            if date::is_date(last) && (1..=4).contains(&outlet.split_whitespace().count()) {
                self.article.published = dateline_when::stamp(last).map(|when| When { method: Method::Title, ..when });
                self.article.outlet = Some(outlet.trim().to_owned());
                words = bare.trim();
                break;
            }
        }
        self.article.title = title(self.page, line.range_of(words));
    }

    /// Whether a line is the author's name alone: it stands beside the date.
    fn is_author(&self, line: &Line, next: Option<&Line>, dated: bool) -> bool {
        let before_date = next.is_some_and(|next| date::line(next.text).is_some());
        (dated || before_date) && self.article.byline.is_empty() && line.words <= 4 && names::is_name(line.text)
    }

    /// Whether a line right below the headline is a deck: short, and a by-line or a date follows it.
    fn is_deck(&self, own: &[usize], number: usize) -> bool {
        let line = &self.lines[own[number]];
        let below = number > 0 && self.article.lines.last().is_some_and(|(last, _)| *last == own[number - 1]);
        below
            && self.article.byline.is_empty()
            && line.words <= DECK_WORDS
            && own.get(number + 1).is_some_and(|next| {
                let next = &self.lines[*next];
                names::in_credit(next.text).iter().any(|(_, role)| *role == ByRole::Author)
                    || !names::glued(next.text).is_empty()
                    || date::line(next.text).is_some()
            })
    }

    /// Takes a line of names glued together as by-line.
    fn glued(&mut self, at: usize) -> bool {
        let line = &self.lines[at];
        let mut found = names::glued(line.text);
        // “A and B” right below the headline; one name alone could be a kicker.
        let below = self.article.lines.last().is_some_and(|(last, _)| last + 1 == at);
        if found.is_empty() && below && line.words <= 9 && line.text.contains(" and ") {
            found = names::all(line.text);
        }
        for (name, role) in &found {
            self.article.byline.push(byline(self.page, name, *role, line.range_of(name)));
        }
        !found.is_empty()
    }
}
