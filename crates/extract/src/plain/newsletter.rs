//! Newsletters as text: masthead, lead article, sections, items with a lead-in in capitals, paid matter, lists, footer.
//!
//! Invariant: a text is a newsletter only by several signs at once; a transcript, where one name in capitals speaks again
//! and again, is none. Cost: linear in the lines.

use super::draft::{Draft, title};
use super::line::{Gap, Line};
use super::lists::{is_announcement, points_to_work};
use super::phrase::{self, Topic};
use super::{date, mark, masthead, shape};
use crate::html::Page;
use dateline_record::Kind;
use std::collections::HashSet;

/// Splits a newsletter into its documents; none where the text is no newsletter.
pub(super) fn split(page: &Page, lines: &[Line]) -> Option<Vec<Draft>> {
    if !is_newsletter(lines) {
        return None;
    }
    let mut lead = Draft::new(Kind::Article);
    let head = masthead::read(page, lines, &mut lead);
    let mut reader = Reader {
        page,
        lines,
        footer: footer(lines, head.end),
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
    drafts
        .iter_mut()
        .filter(|d| d.kind == Kind::Article && d.words(lines) == 0)
        .for_each(|d| d.kind = Kind::Boilerplate);
    for draft in &mut drafts {
        draft.outlet = draft.outlet.take().or(head.outlet.clone());
        draft.published = draft.published.take().or(head.published.clone());
    }
    Some(drafts)
}

/// Where little else speaks for a newsletter, it has an item with a lead-in in so many lines.
const LINES_A_LEAD: usize = 60;

/// Whether several signs of a newsletter come together.
fn is_newsletter(lines: &[Line]) -> bool {
    let leads: Vec<&str> = lines.iter().filter_map(|line| shape::lead_in(line.text)).map(|(lead, _)| lead).collect();
    let distinct = leads.iter().collect::<HashSet<_>>().len();
    if distinct * 10 < leads.len() * 8 {
        return false;
    }
    let sender = lines.iter().take(20).any(|line| masthead::sender(line.text).is_some());
    let top = sender || lines.iter().take(40).any(|line| line.is(Topic::Masthead));
    let foot = lines.iter().rev().take(25).filter(|line| line.is(Topic::Footer)).count() > 0;
    let sections = (0..lines.len()).filter(|at| is_section(lines, *at)).count();
    // Among hundreds of paragraphs, a “NOTE: …” or two are an article's.
    let dense = distinct * LINES_A_LEAD >= lines.len();
    match (top, foot) {
        (true, true) => distinct >= 2 || sections >= 3,
        (true, false) | (false, true) => distinct >= 2 && dense,
        (false, false) => distinct >= 4 && sections >= 2 && dense,
    }
}

/// Whether a line is the head of a section: a few words alone, each with a capital.
fn is_section(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let alone = line.gap != Gap::None && lines.get(at + 1).is_some_and(|next| next.gap != Gap::None);
    let year = line.text.len() == 4 && line.text.bytes().all(|b| b.is_ascii_digit());
    alone
        && line.words <= 5
        && line.text.len() <= 45
        && (year || line.text.chars().any(char::is_alphabetic))
        && shape::is_title_case(line.text)
        && !shape::ends_unlike_headline(line.text)
        && !shape::ends_sentence(line.text)
        && !shape::is_bullet(line.text)
        && !line.text.contains(['@', '|', '/', ':'])
        && ![
            Topic::Interface,
            Topic::Footer,
            Topic::House,
            Topic::Promotion,
            Topic::Masthead,
            Topic::Sponsor,
            Topic::Advertisement,
        ]
        .iter()
        .any(|topic| line.is(*topic))
        && date::line(line.text).is_none()
}

/// The first line of the footer.
fn footer(lines: &[Line], from: usize) -> usize {
    let last_lead = (from..lines.len()).rev().find(|at| shape::lead_in(lines[*at].text).is_some()).unwrap_or(from);
    let after = last_lead.max(lines.len() / 2).max(from);
    let Some(mut first) = (after..lines.len()).find(|at| lines[*at].is(Topic::Footer)) else {
        return lines.len();
    };
    while first > after && is_footling(&lines[first - 1]) {
        first -= 1;
    }
    first
}

/// Short lines that stand before a footer: buttons, handles.
fn is_footling(line: &Line) -> bool {
    line.words <= 16
        && !shape::ends_sentence(line.text)
        && (line.is(Topic::Interface)
            || line.is(Topic::House)
            || line.is(Topic::Masthead)
            || (line.words <= 8 && line.text.contains('@'))
            || shape::is_wordless(line.text))
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
        let told =
            line.is(Topic::Sponsor) && line.text.contains(": ") && line.words <= 160 && line.text.starts_with("A ");
        if line.is(Topic::Advertisement) || told {
            self.aside(Kind::Advertisement, at..at + 1);
            return at + 1;
        }
        if line.is(Topic::Masthead) && line.words <= 40 {
            self.aside(Kind::Boilerplate, at..at + 1);
            return at + 1;
        }
        if is_section(self.lines, at) {
            self.section = Some(line.text.to_owned());
            self.pending.push(at);
            self.current = None;
            return self.list_section(at + 1);
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
            if is_house(rest) {
                let end = (at + 1..self.footer)
                    .find(|next| !speaks_of_handles(self.lines[*next].text))
                    .unwrap_or(self.footer);
                self.aside(Kind::Boilerplate, at..end);
            } else if is_promotion(line) {
                self.aside(Kind::Advertisement, at..at + 1);
            } else {
                self.item(at, lead, rest);
                return at + 1;
            }
            return self.drafts.last().and_then(|d| d.lines.last()).map_or(at, |l| l.0) + 1;
        }
        let boxed = line.gap == Gap::Rule || self.lines.get(at + 1).is_none_or(|next| next.gap == Gap::Rule);
        if boxed && is_promotion(line) {
            self.aside(Kind::Advertisement, at..at + 1);
        } else if (is_house(line.text) && !line.text.starts_with(['“', '"'])) || speaks_of_handles(line.text) {
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
            if over || is_section(self.lines, next) || shape::lead_in(line.text).is_some() || mark::is_pointer(line) {
                return next;
            }
        }
        self.footer
    }

    /// Reads a section whole where it is a list: dated announcements, things to read, changes of post.
    fn list_section(&mut self, from: usize) -> usize {
        let end = (from..self.footer)
            .find(|at| {
                let line = &self.lines[*at];
                is_section(self.lines, *at)
                    || line.is(Topic::Sponsor)
                    || line.is(Topic::Advertisement)
                    || is_house(line.text)
            })
            .unwrap_or(self.footer);
        let own: Vec<&Line> = self.lines[from..end].iter().filter(|line| !shape::is_wordless(line.text)).collect();
        let dated = own.iter().filter(|line| is_announcement(line.text)).count();
        let titles = own.iter().filter(|line| points_to_work(line.text)).count();
        let capitals = own.iter().filter(|line| opens_item(line.text)).count();
        let kind = if own.len() >= 2 && dated * 10 >= own.len() * 7 {
            Kind::Calendar
        } else if own.len() >= 2 && titles == own.len() {
            Kind::Listing
        } else if own.len() >= 3 && capitals == own.len() {
            for at in from..end {
                match shape::lead_in(self.lines[at].text) {
                    Some((lead, rest)) => self.item(at, lead, rest),
                    None => self.open(Draft::of(Kind::Brief, self.lines, at..at + 1)),
                }
            }
            self.current = None;
            return end;
        } else {
            return from;
        };
        self.open(Draft::of(kind, self.lines, from..end));
        self.current = None;
        end
    }
}

fn is_house(text: &str) -> bool {
    phrase::is(text, Topic::House)
}

fn is_promotion(line: &Line) -> bool {
    line.words <= 160 && (line.is(Topic::Promotion) || promotes_at_end(line.text))
}

/// Whether the last words of a paragraph ask the reader to take something; a phrase further in is for `phrase::is`.
fn promotes_at_end(text: &str) -> bool {
    let from = text.char_indices().rev().nth(120).map_or(0, |(at, _)| at);
    phrase::is(&text[from..], Topic::Promotion)
}

/// Whether a paragraph lists handles to follow.
fn speaks_of_handles(text: &str) -> bool {
    text.split_whitespace().take(100).filter(|word| word.trim_start_matches('(').starts_with('@')).count() >= 3
}

fn opens_item(text: &str) -> bool {
    shape::opens_with_capitals(text) || shape::lead_in(text).is_some()
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check;

    const LETTER: &str = "
Will the ferry stay?

From: Turvik Post's Harbour Daily - Thursday Nov 30,2023 09:05 pm
All that moves on the water, every evening.
Nov 27, 2031 View in browser

Harbour Daily newsletter logo

By Mira Solm and Per Holt

Boats wait before the pier in Turvik on a Monday.

The pier has been closed since March. | Jo Ek/AFP/Getty Images

With help from Ida Berg

The owner of the ferry will ask the council of Turvik this week whether it may stay where it is, three people say.

“We have nowhere to go,” said ELIN VIK, who runs the ferry.

A message from Acme Rope:

Rope that holds.

Learn how our rope holds the boats of tomorrow today and for all time to come.

\u{a0}
The Inbox

BRIDGE HOLDS: The bridge to Sandsund holds, our own JO EK reports.

Nobody was hurt. The council met at noon.

Read: The keeper who saw it first by our own JO EK

GOOD NIGHT: Thanks for reading Harbour Daily. Send your tips to desk@example.org.

Follow the rest of the team: @mira, @perholt, and @joek.

\u{a0}

RIDE WITH US: Get insider access to the harbour with our new pass. SUBSCRIBE NOW.

\u{a0}
Comings and Goings

FIRST IN HARBOUR DAILY: IDA BERG is leaving the council, where she has been clerk.

PER VIK was named harbour master of Sandsund.

JO SUND is now head of the rope works.

What to Read

MIRA SOLM, Turvik Post: The ferry that came back

IDA BERG and JO EK, The Islander: Who owns the pier

Tomorrow

The Harbour Institute, 9 a.m.: The ferry and its owners

The Islander Live, 11:30 a.m.: A talk about the pier

Thanks to our editor, Kari Moe, who never sleeps.

Follow us on Wall

Mira Solm @mira

To change your alert settings, please log in at https://example.org/

This email was sent to by: Turvik Post, 1 Pier Road
";

    #[test]
    fn a_newsletter_falls_into_its_items() {
        check(
            LETTER,
            "
article “Will the ferry stay?” by Mira Solm, Per Holt, Ida Berg (contributor) Turvik Post's Harbour Daily
  The owner of the ferry will ask the council of Turvik this week whether it may stay where it is, three people say.
  “We have nowhere to go,” said ELIN VIK, who runs the ferry.
boilerplate Turvik Post's Harbour Daily
  From: Turvik Post's Harbour Daily - Thursday Nov 30,2023 09:05 pm
  All that moves on the water, every evening.
  Nov 27, 2031 View in browser
  Harbour Daily newsletter logo
advertisement Turvik Post's Harbour Daily
  A message from Acme Rope:
  Rope that holds.
  Learn how our rope holds the boats of tomorrow today and for all time to come.
brief “BRIDGE HOLDS” Turvik Post's Harbour Daily §The Inbox
  The bridge to Sandsund holds, our own JO EK reports.
  Nobody was hurt. The council met at noon.
listing Turvik Post's Harbour Daily §The Inbox
  Read: The keeper who saw it first by our own JO EK
boilerplate Turvik Post's Harbour Daily
  GOOD NIGHT: Thanks for reading Harbour Daily. Send your tips to desk@example.org.
  Follow the rest of the team: @mira, @perholt, and @joek.
advertisement Turvik Post's Harbour Daily
  RIDE WITH US: Get insider access to the harbour with our new pass. SUBSCRIBE NOW.
brief “FIRST IN HARBOUR DAILY” Turvik Post's Harbour Daily §Comings and Goings
  IDA BERG is leaving the council, where she has been clerk.
brief Turvik Post's Harbour Daily §Comings and Goings
  PER VIK was named harbour master of Sandsund.
brief Turvik Post's Harbour Daily §Comings and Goings
  JO SUND is now head of the rope works.
listing Turvik Post's Harbour Daily §What to Read
  MIRA SOLM, Turvik Post: The ferry that came back
  IDA BERG and JO EK, The Islander: Who owns the pier
calendar Turvik Post's Harbour Daily §Tomorrow
  The Harbour Institute, 9 a.m.: The ferry and its owners
  The Islander Live, 11:30 a.m.: A talk about the pier
boilerplate Turvik Post's Harbour Daily
  Thanks to our editor, Kari Moe, who never sleeps.
boilerplate Turvik Post's Harbour Daily
  Follow us on Wall
  Mira Solm @mira
  To change your alert settings, please log in at https://example.org/
  This email was sent to by: Turvik Post, 1 Pier Road
",
        );
    }

    #[test]
    fn a_transcript_is_no_newsletter() {
        let text = "
View in browser

The council heard the owner of the ferry on Monday.

MR. HOLT: Where was the ferry?

MS. VIK: At sea, where ferries are.

MR. HOLT: And who steered it?

MS. VIK: The keeper did, I think.

MR. HOLT: Nobody saw him.

Unsubscribe
";
        assert!(super::is_newsletter(&crate::plain::testing::lines(text)).eq(&false));
    }
}
