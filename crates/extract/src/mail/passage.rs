//! Passages of one text of a mail by who wrote them: the sender's own, mails passed on, mails answered.
//!
//! A mail passed on begins with a block of its header's fields (under a marker, or complete and with an address); what
//! follows is its own, up to the next such block or to where the marks of quotation end. A mail answered begins with a line
//! that names its writer and is quoted deeper than that line; where the mail is an answer, any quoted lines are one.
//! Invariant: each line lies in one passage. A text without such a block or line is one passage.
//! Cost: linear in the lines.

use super::headers::{self, Headers};
use super::lines::Line;
use super::quoting::{self, Topic};
use std::ops::Range;

/// Passages of one text; what comes after belongs to the last one.
const MOST: usize = 200;
/// Lines of a block of fields, continued addresses included.
const LONGEST_BLOCK: usize = 24;

/// How a passage came into the mail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// The sender wrote it.
    Own,
    /// The sender passes it on.
    Forwarded,
    /// The sender answers it.
    Answered,
}

/// A passage.
#[derive(Debug)]
pub(super) struct Passage {
    pub way: Way,
    /// What its own header or the line above it says; nothing for the sender's own.
    pub headers: Headers,
    /// Lines that only say so: marker, fields, “On … wrote:”.
    pub head: Vec<usize>,
    /// Its lines.
    pub lines: Vec<usize>,
}

/// Cuts lines into passages, the sender's own first; none where it is all one.
pub(super) fn cut(lines: &[Line], is_answer: bool) -> Option<Vec<Passage>> {
    let own = Passage { way: Way::Own, headers: Headers::default(), head: Vec::new(), lines: Vec::new() };
    let mut passages = vec![own];
    // Whose the lines of each level of quotation are.
    let mut owners: Vec<Option<usize>> = vec![Some(0)];
    let mut at = 0;
    while at < lines.len() {
        let level = lines[at].level;
        if passages.len() < MOST {
            if let Some(block) = block(lines, at) {
                let way = if is_answer && !block.passed_on { Way::Answered } else { Way::Forwarded };
                let depth = lines[block.range.end - 1].level;
                owned_by(passages.len(), depth, &mut owners);
                at = block.range.end;
                passages.push(Passage { way, headers: block.headers, head: block.range.collect(), lines: Vec::new() });
                continue;
            }
            if let Some((end, headers)) = attributed(lines, at) {
                let depth = lines[end].level;
                owned_by(passages.len(), depth, &mut owners);
                passages.push(Passage { way: Way::Answered, headers, head: (at..end).collect(), lines: Vec::new() });
                at = end;
                continue;
            }
            if is_answer && level > 0 && owners.get(level).copied().flatten().is_none() {
                owned_by(passages.len(), level, &mut owners);
                let headers = Headers::default();
                passages.push(Passage { way: Way::Answered, headers, head: Vec::new(), lines: Vec::new() });
            }
        }
        let owner = owners.iter().take(level + 1).rev().find_map(|owner| *owner).unwrap_or(0);
        passages[owner].lines.push(at);
        at += 1;
    }
    (passages.len() > 1).then_some(passages)
}

/// From here on lines of a level of quotation, and those quoted deeper, are a passage's.
fn owned_by(passage: usize, level: usize, owners: &mut Vec<Option<usize>>) {
    owners.truncate(level);
    owners.resize(level, None);
    owners.push(Some(passage));
}

/// A block of a header's fields.
struct Block {
    range: Range<usize>,
    headers: Headers,
    /// Whether a marker says that it was passed on.
    passed_on: bool,
}

/// The block of fields that begins at a line.
fn block(lines: &[Line], start: usize) -> Option<Block> {
    let marked = quoting::is_marker(&lines[start].words);
    let first = if marked { start + 1 } else { start };
    let level = lines.get(first)?.level;
    let mut values: [Option<&str>; 4] = [None; 4];
    let mut at = first;
    let mut last = None;
    while let Some(line) = lines.get(at).filter(|line| line.level == level && at < first + LONGEST_BLOCK) {
        match quoting::field(&line.words) {
            Some((topic, value)) => {
                let place = match topic {
                    Topic::From => 0,
                    Topic::Date => 1,
                    Topic::Subject => 2,
                    _ => 3,
                };
                // A field said twice is of another block.
                if place != 3 && values[place].is_some() {
                    break;
                }
                values[place] = values[place].or(Some(value));
                last = Some(place);
            }
            // Addresses that go on in the next line.
            None if last == Some(3) && (line.words.contains('@') || lines[at - 1].words.ends_with([',', ';'])) => {}
            None => break,
        }
        at += 1;
    }
    let [from, date, subject, to] = values;
    let from = from.filter(|from| !from.is_empty())?;
    let enough = match marked {
        true => date.is_some() || subject.is_some(),
        // A memo printed in an article has no address, or no date, or goes to nobody.
        false if subject.is_none() || date.is_none() => false,
        false => {
            let addressed = from.contains('@') || to.is_some();
            let addressed_twice = from.contains('@') && to.is_some();
            addressed_twice || addressed && date.is_some_and(|date| headers::quoted_date(date).is_some())
        }
    };
    if !enough {
        return None;
    }
    let passed_on = marked && !lines[start].words.to_lowercase().contains("original");
    Some(Block { range: start..at, headers: headers::quoted(from, date, subject), passed_on })
}

/// A line, or two, that name the writer of what is quoted below: one past them, and what they say.
fn attributed(lines: &[Line], start: usize) -> Option<(usize, Headers)> {
    let level = lines[start].level;
    for end in start + 1..=(start + 2).min(lines.len()) {
        if lines[end - 1].level != level {
            return None;
        }
        let words: Vec<&str> = lines[start..end].iter().map(|line| line.words.as_str()).collect();
        let words = words.join(" ");
        let Some(before) = quoting::attribution(&words) else { continue };
        // The first of two lines has the date, which a sentence before such a line has not.
        let last = quoting::attribution(&lines[end - 1].words).is_some_and(is_whole);
        if end > start + 1 && (last || dateline_when::find_stamp(before).is_none()) {
            return None;
        }
        let quoted = lines.get(end).is_some_and(|line| line.level == level + 1);
        return (quoted && is_attribution(before)).then(|| (end, headers::attributed(before)));
    }
    None
}

/// Whether words before “wrote:” say who, and when or under which address.
fn is_attribution(before: &str) -> bool {
    let dated = || dateline_when::find_stamp(before).is_some();
    before.split_whitespace().count() <= 40 && (before.contains('@') || crate::plain::is_name(before) || dated())
}

/// Whether words before “wrote:” need no line above them.
fn is_whole(before: &str) -> bool {
    let named = before.contains('@') && before.split_whitespace().count() >= 2;
    named || crate::plain::is_name(before) || dateline_when::find_stamp(before).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;
    use crate::mail::lines;

    #[track_caller]
    fn check(text: &str, is_answer: bool, expected: &str) {
        let lines = lines::of(text, Format::Text);
        let mut shown = String::new();
        for passage in cut(&lines, is_answer).unwrap_or_default() {
            let Headers { subject, outlet, author, published } = &passage.headers;
            let who = outlet.as_ref().map(|outlet| format!("[{outlet}] ")).unwrap_or_default()
                + author.as_deref().unwrap_or("");
            let when = published.as_ref().map(|when| when.edtf.as_str()).unwrap_or_default();
            let words: Vec<&str> = passage.lines.iter().map(|line| lines[*line].words.as_str()).collect();
            let subject = subject.as_deref().unwrap_or_default();
            shown += &format!("{:?} {who}|{when}|{subject}: {}\n", passage.way, words.join(" / "));
        }
        assert_eq!(shown.trim(), expected.trim());
    }

    #[test]
    fn a_forwarded_mail_begins_with_its_fields() {
        check(
            "For the file.\n\n---------- Forwarded message ---------\nFrom: Ida Berg <ida@example.org>\nDate: Thu, Nov 30, 2023 at 9:05 PM
Subject: The pier\nTo: Mira Solm <mira@example.org>,\n Harbour Desk <desk@example.org>\n\nThe pier is shut.\nFrom Monday: no boats.\n",
            false,
            "Own ||: For the file.
Forwarded Ida Berg|2023-11-30T21:05|The pier: The pier is shut. / From Monday: no boats.",
        );
    }

    #[test]
    fn a_block_without_a_marker_is_complete() {
        check(
            "See below.\n\nFrom: Turvik Council <press@council.example>\nSent: Thursday, 30 November 2023 21:05\nTo: Harbour Desk\nSubject: The pier\n\nIt is shut.\n",
            false,
            "Own ||: See below.\nForwarded [Turvik Council] |2023-11-30T21:05|The pier: It is shut.",
        );
        check(
            "Anbei.\n\nVon: Ida Berg <ida@example.org>\nGesendet: Donnerstag, 30. November 2023 21:05\nAn: Mira Solm\nBetreff: Mole\n\nZu.\n",
            true,
            "Own ||: Anbei.\nAnswered Ida Berg||Mole: Zu.",
        );
        check("From: the harbour\nSubject: boats\n\nThe memo ends.\n", false, "");
    }

    #[test]
    fn a_mail_passed_on_twice_is_two() {
        check(
            "Look.\nBegin forwarded message:\n> From: Ida Berg <ida@example.org>\n> Subject: One\n> Date: 30 November 2023\n>\n> Mine.\n>
> -----Original Message-----\n> From: Jon Holt <jon@example.org>\n> Subject: Two\n>\n> His.\nMy own again.\n",
            false,
            "Own ||: Look. / My own again.
Forwarded Ida Berg|2023-11-30|One: Mine.
Forwarded Jon Holt||Two: His.",
        );
    }

    #[test]
    fn what_is_answered_is_its_writers() {
        check(
            "Yes.\n\nOn Thu, Nov 30, 2023 at 9:05 PM Ida Berg <ida@example.org> wrote:\n> Is it shut?\n>> On 29 November 2023, Jon Holt\n>> <jon@example.org> wrote:\n>>> It will be.\n> And since when?\nSince Monday.\n",
            true,
            "Own ||: Yes. / Since Monday.
Answered Ida Berg|2023-11-30T21:05|: Is it shut? / And since when?
Answered Jon Holt|2023-11-29|: It will be.",
        );
    }

    #[test]
    fn marks_in_a_mail_that_answers_nothing_are_its_own() {
        check("Today:\n> The ferry\n> The pier\n", false, "");
        check("The minister said:\n> The pier is shut.\n", false, "");
    }
}
