//! What tells a newsletter in plain text, its sections and its foot.
//!
//! Invariant: several signs come together; a transcript, where one name in capitals speaks again and again, is none.
//! Cost: linear in the lines.

use super::super::line::{Gap, Line};
use super::super::phrase::Topic;
use super::super::{date, masthead, shape};
use std::collections::HashSet;

/// Where little else speaks for a newsletter, it has an item with a lead-in in so many lines.
const LINES_A_LEAD: usize = 60;

/// Whether several signs of a newsletter come together.
pub(super) fn is_newsletter(lines: &[Line]) -> bool {
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

/// What a line is known to stand over by its words, however it is written.
const HEADS: [Topic; 4] = [Topic::Calendar, Topic::Several, Topic::Reading, Topic::Apart];

/// Whether a line is the head of a section: a few words alone, each with a capital.
pub(super) fn is_section(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let alone = line.gap != Gap::None && lines.get(at + 1).is_some_and(|next| next.gap != Gap::None);
    let year = line.text.len() == 4 && line.text.bytes().all(|b| b.is_ascii_digit());
    alone
        && line.words <= 5
        && line.text.len() <= 45
        && (year || line.text.chars().any(char::is_alphabetic))
        && (shape::is_title_case(line.text) || HEADS.iter().any(|topic| line.is(*topic)))
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
pub(super) fn footer(lines: &[Line], from: usize) -> usize {
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
