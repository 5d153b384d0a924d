//! The tail of an article, read from its end: walls, credits, notes, the line about its author and the author's handle.
//!
//! Invariant: it ends at the last line that is not surely of it; an article is never tail alone. Cost: a few lines.

use super::Reader;
use crate::outlet;
use crate::plain::draft::{byline, credit};
use crate::plain::mark::{is_contact, is_credit_line, is_end, is_follow, is_handle, is_promotion, is_signature};
use crate::plain::phrase::Topic;
use crate::plain::{caption, names, shape};
use dateline_record::{ByRole, Kind};

/// Lines after the last paragraph that are looked at.
const TAIL_LINES: usize = 12;

/// Words of which one stands in a line about an author.
fn author_words() -> impl Iterator<Item = &'static str> {
    include_str!("../author-words.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Reader<'_> {
    /// Reads what stands after the last paragraph, from the end backwards; how many lines stand before it.
    pub(super) fn tail(&mut self, own: &[usize]) -> usize {
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
            } else if line.is(Topic::Interface)
                || (line.is(Topic::Footer) && line.words <= 60)
                || (is_promotion(line) && number > 1)
            {
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
        let roled = author_words().any(|word| lower.contains(word));
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

    /// Gives the one author the handle that stands below the article.
    pub(super) fn give_handle(&mut self) {
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
}
