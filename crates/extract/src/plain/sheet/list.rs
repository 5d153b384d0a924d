//! Sections that are lists: dated announcements, things to read, changes of post, items behind dashes.
//!
//! Invariant: a section is a list only as a whole; one line that does not fit makes it prose, unless its head says what it is.
//! Cost: linear in the section.

use super::super::line::Line;
use super::super::lists::{is_announcement, points_to_work, says_hour};
use super::super::phrase::{self, Topic};
use super::super::shape;
use super::{Draft, Reader, house, told};
use dateline_record::Kind;

/// Words of a line of a list.
const LINE: usize = 60;

impl Reader<'_> {
    /// Reads a section whole where it is a list: dated announcements, things to read, changes of post. `head` stands over it.
    pub(super) fn list_section(&mut self, head: usize, from: usize) -> usize {
        let end = (from..self.footer).find(|at| ends(self.lines, *at)).unwrap_or(self.footer);
        let over = |topic: Topic| phrase::is(self.lines[head].text, topic);
        let own: Vec<&Line> = self.lines[from..end].iter().filter(|line| !shape::is_wordless(line.text)).collect();
        let count = |fits: fn(&Line) -> bool| own.iter().filter(|line| fits(line)).count();
        let dashed = count(|line| is_dashed(line.text) && line.words <= LINE);
        let dated = count(|line| is_announcement(line.text));
        let hours = count(|line| line.words <= LINE && says_hour(line.text));
        let titles = count(|line| points_to_work(line.text));
        let linked = count(|line| points_to_link(line.text));
        let capitals = count(|line| house::opens_item(line.text));
        let (two, all) = (own.len() >= 2, own.len());
        let items = two && (capitals == all && (all >= 3 || over(Topic::Several)) || dashed == all);
        let calendar = dated * 10 >= all * 7 || over(Topic::Calendar) && hours * 10 >= all * 6;
        let reading = titles == all || linked == all || over(Topic::Reading) && (titles + linked) * 2 >= all;
        let kind = if two && calendar {
            Kind::Calendar
        } else if two && reading {
            Kind::Listing
        } else if items {
            (from..end).for_each(|at| self.list_item(at));
            self.current = None;
            return end;
        } else {
            return from;
        };
        self.open(Draft::of(kind, self.lines, from..end));
        self.current = None;
        end
    }

    fn list_item(&mut self, at: usize) {
        match shape::lead_in(self.lines[at].text) {
            Some((lead, rest)) => self.item(at, lead, rest),
            None => self.open(Draft::of(Kind::Brief, self.lines, at..at + 1)),
        }
    }
}

/// Whether a section ends before a line.
fn ends(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    // Where items stand behind dashes, one with a lead-in stands outside.
    let outside =
        shape::lead_in(line.text).is_some() && at > 0 && is_dashed(lines[at - 1].text) && !is_dashed(line.text);
    told::is_section(lines, at)
        || line.is(Topic::Sponsor)
        || line.is(Topic::Advertisement)
        || line.is(Topic::Thanks)
        || house::is_house(line.text)
        || outside
        || shape::lead_in(line.text).is_some_and(|(lead, _)| stands_alone(lead))
}

/// Whether a lead-in opens what belongs to no section: a correction.
fn stands_alone(lead: &str) -> bool {
    phrase::is(lead, Topic::Apart)
}

/// “-- Mira Solm is now clerk of the harbour.”
fn is_dashed(text: &str) -> bool {
    text.starts_with(['—', '–', '•', '*']) || text.starts_with("- ") || text.starts_with("-- ")
}

/// “Who owns the pier, by Mira Solm of Turvik Post: https://turvik.example/p”.
fn points_to_link(text: &str) -> bool {
    let Some((words, address)) = text.rsplit_once(' ') else { return false };
    let address = address.trim_start_matches(['<', '(']);
    (address.starts_with("http://") || address.starts_with("https://"))
        && !shape::ends_sentence(words.trim_end_matches([':', ' ']))
        && words.split_whitespace().count() <= 40
}
