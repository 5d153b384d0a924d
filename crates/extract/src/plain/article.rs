//! One article: its title, by-line, date and captions told apart from its text.
//!
//! Invariant: what is not surely furniture stays text. Cost: linear in its lines.

use super::draft::{Draft, byline, credit, note, title};
use super::line::{Gap, Line};
use super::mark::{is_contact, is_credit_line, is_end, is_follow, is_handle, is_pointer, is_signature, is_title};
use super::phrase::Topic;
use super::{age, caption, date, names, quote, shape};
use crate::html::Page;
use crate::outlet;
use dateline_record::{ByRole, Kind, Method, When};

/// Lines before the first paragraph that are looked at.
const HEAD_LINES: usize = 14;
/// Lines after the last paragraph that are looked at.
const TAIL_LINES: usize = 12;

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
    /// Reads what stands before the first paragraph; how many lines that are.
    fn head(&mut self, own: &[usize]) -> usize {
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

    /// Who issues a release: a line of its masthead that its text holds too, written as there.
    fn issuer(&mut self, masthead: &[usize], own: &[usize]) {
        let text: Vec<&str> = own.iter().take(HEAD_LINES).map(|at| self.lines[*at].text).collect();
        let named = masthead.iter().map(|at| &self.lines[*at]).filter(|line| line.words >= 2);
        let found = named.filter_map(|line| {
            let held = |text: &&str| {
                let at = text.to_ascii_lowercase().find(&line.text.to_ascii_lowercase())?;
                let words = text.get(at..at + line.text.len())?;
                words.chars().any(char::is_lowercase).then(|| words.to_owned())
            };
            text.iter().find_map(held)
        });
        let longest = found.max_by_key(|words| words.len());
        self.outlet(longest.as_deref());
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

    /// Whether a line names an outlet and nothing else.
    fn is_outlet(&self, line: &Line) -> bool {
        (1..=6).contains(&line.words)
            && !shape::ends_sentence(line.text)
            && shape::is_title_case(line.text)
            && outlet::is_named(line.text)
    }

    fn outlet(&mut self, name: Option<&str>) {
        self.article.outlet = self.article.outlet.take().or(name.map(str::to_owned));
    }

    /// Names the outlet by the agency of the dateline, where nothing else did; its date is the article's.
    fn name_outlet(&mut self, own: &[usize]) {
        let texts = self.article.lines.iter().filter(|(_, text)| text.is_some()).map(|(at, _)| *at);
        let Some(first) = texts.min().filter(|first| own.contains(first)) else { return };
        let words = self.lines[first].text;
        if let Some(agency) = outlet::in_dateline(words) {
            self.outlet(Some(agency));
            let place = words.split(" (").next().unwrap_or_default();
            let stamp = dateline_when::find_stamp(place).map(|(_, when)| When { method: Method::Dateline, ..when });
            self.article.published = self.article.published.take().or(stamp);
        }
    }

    /// Gives the one author the handle that stands below the article.
    fn give_handle(&mut self) {
        let mut authors = self.article.byline.iter_mut().filter(|by| by.role == ByRole::Author);
        let (Some(handle), Some(author), None) = (self.handle, authors.next(), authors.next()) else { return };
        // One word in small letters is a handle where it holds a piece of the name: “msolm”.
        let holds = |name: &str| {
            name.split_whitespace().any(|word| {
                let piece: String = word.chars().take(4).flat_map(char::to_lowercase).collect();
                piece.chars().count() == 4 && handle.to_lowercase().contains(&piece)
            })
        };
        if handle.starts_with('@') || holds(&author.name) {
            author.handle = Some(handle.trim_end_matches(['.', ',']).to_owned());
        }
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

    /// Reads what stands after the last paragraph, from the end backwards; how many lines stand before it.
    fn tail(&mut self, own: &[usize]) -> usize {
        let mut bio_seen = false;
        for (number, &at) in own.iter().enumerate().rev().take(TAIL_LINES) {
            let line = &self.lines[at];
            // An article is never furniture alone.
            if number == 0 {
                return 1;
            }
            let label = line.words == 1
                && !line.is(Topic::Interface)
                && line.text.len() <= 40
                && !shape::ends_sentence(line.text);
            if is_contact(line) || is_end(line.text) || is_signature(line) {
                self.article.furniture(at);
            } else if label || shape::is_wordless(line.text) || shape::is_leftover(line.text) || is_follow(line.text) {
                let handle = line.text.split_whitespace().find(|word| word.starts_with('@') && word.len() > 2);
                self.handle = self.handle.or(handle).or(Some(line.text).filter(|text| is_handle(text)));
                self.article.furniture(at);
            } else if self.noted(at) {
                self.article.furniture(at);
            } else if line.is(Topic::Stub) && line.words <= 40 {
                self.article.truncated = Some(line.text.to_owned());
                self.outlet(outlet::in_wall(line.text));
                self.article.furniture(at);
            } else if line.is(Topic::Interface) || (line.is(Topic::Footer) && line.words <= 60) {
                self.outlet(outlet::in_copyright(line.text));
                self.aside(Kind::Boilerplate, at);
            } else if line.is(Topic::Advertisement) {
                self.aside(Kind::Advertisement, at);
            } else if caption::is_caption(line.text) || self.credited(at) {
                self.article.furniture(at);
            } else if is_credit_line(line) {
                self.article.credits.extend(credit(self.page, line));
                self.article.furniture(at);
            } else if !bio_seen && let Some(name) = self.bio(own, number) {
                bio_seen = true;
                let authors = self.article.byline.iter().any(|b| b.role == ByRole::Author);
                if !name.is_empty() && !authors {
                    self.article.byline.push(byline(self.page, name, ByRole::Author, line.range_of(name)));
                }
                self.article.furniture(at);
            } else {
                return number + 1;
            }
        }
        own.len().saturating_sub(TAIL_LINES)
    }

    /// The author whom a line tells about: “Mira Solm is a fellow at …”, of somebody whom the article does not mention.
    fn bio(&self, own: &[usize], number: usize) -> Option<&str> {
        let line = self.lines[own[number]].text;
        let words: Vec<&str> = line.split_whitespace().take(80).collect();
        if !(6..80).contains(&words.len()) || !shape::ends_sentence(line) {
            return None;
        }
        let lower = line.to_lowercase();
        let roled = BIO_WORDS.iter().any(|word| lower.contains(word));
        if ["The author is ", "The writer is ", "The author was "].iter().any(|opening| line.starts_with(opening)) {
            return Some("");
        }
        let verb = [" is ", " was ", " covers ", " writes ", " reports ", " teaches ", " has "];
        let at = verb.iter().filter_map(|verb| line.find(verb)).min()?;
        let name = line[..at].trim_end_matches(',');
        let surname = name.split_whitespace().last()?;
        let mentioned = own[..number].iter().any(|at| self.lines[*at].text.contains(surname));
        (roled && names::is_name(name) && !mentioned).then_some(name)
    }

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

/// Words of which one stands in a line about an author.
const BIO_WORDS: &[&str] = &[
    "professor",
    "researcher",
    "fellow",
    "writer",
    "journalist",
    "author",
    "columnist",
    "correspondent",
    "reporter",
    "editor",
    "director",
    "ceo",
    "chief executive",
    "analyst",
    "lecturer",
    "student",
    "contributor",
    "founder",
    "covers",
    "reports on",
    "scholar",
    "historian",
    "adviser",
    "advisor",
    "consultant",
    "specialist",
    "essayist",
    "critic",
    "novelist",
    "economist",
    "a former ",
    "freelance",
    "teaches",
];
