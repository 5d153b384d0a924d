//! What each line is by itself and by what follows it.
//!
//! Invariant: a line of running text is prose whatever it looks like; a headline is short and has something under it.
//! Cost: one look at a line, and one ahead.

use super::{addressed, diary, foot, lone, rows, ruled, signed};
use crate::html::Look;
use crate::plain::line::{Gap, Line};
use crate::plain::phrase::Topic;
use crate::plain::{caption, date, lists, mark, names, phrase, shape};

/// Words of a button under a list, and of a link in it.
const BUTTON: usize = 4;
const LINK: usize = 8;

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Nothing but signs: it parts what stands before and after it.
    Rule,
    /// Stands over something.
    Head,
    /// A paragraph that opens with its own headline.
    Lead,
    /// Running text.
    Prose,
    /// A linked line that stands for something elsewhere.
    Entry,
    /// Leads on to the rest of a piece: “Read full story”, an address.
    Onward,
    /// By-line, date, caption.
    Meta,
    /// “Subscribe”, “Leave a comment”: something to press.
    Button,
    /// Opens paid matter.
    Sponsor,
    /// A day or hour and what is on then.
    Dated,
    /// Belongs to the foot.
    Foot,
    /// Belongs to the masthead.
    Mast,
    /// A name or number of a table.
    Row,
    /// A line by itself that sells.
    Offer,
    /// The date of the issue.
    Day,
    /// A few words.
    Scrap,
}

/// The roles of lines.
pub(super) fn of(lines: &[Line]) -> Vec<Role> {
    let words = |strong: bool| -> usize {
        lines.iter().filter(|line| !strong || line.look.strong).map(|line| line.words).sum()
    };
    // Where most of a mail is bold, bold says nothing.
    let bold = words(true) * 2 < words(false);
    let mut roles: Vec<Role> = lines.iter().map(|line| alone(line, bold)).collect();
    lone::offers(lines, &mut roles);
    for at in (0..lines.len()).rev() {
        if matches!(roles[at], Role::Entry | Role::Scrap) && heads(lines, &roles, at) {
            roles[at] = Role::Head;
        }
        // A linked line in bold over nothing stands for something elsewhere.
        let over = !closes_list(lines, at)
            && matches!(roles.get(at + 1), Some(Role::Prose | Role::Lead | Role::Meta | Role::Onward | Role::Scrap));
        if roles[at] == Role::Head
            && lines[at].look.linked >= 60
            && !over
            && !signed::is_over_standfirst(lines, &roles, at)
        {
            roles[at] = Role::Entry;
        }
        if roles[at] == Role::Scrap && (is_shouted(&lines[at]) || is_boxed(lines, at)) {
            roles[at] = Role::Head;
        }
        // What stands right over a headline belongs to it: a column's name, its writer's.
        let over = roles[at] == Role::Scrap && lines[at].words <= 6 && lines[at].gap != Gap::None;
        if over && roles.get(at + 1) == Some(&Role::Head) && lines[at + 1].gap == Gap::None {
            roles[at] = Role::Head;
        }
    }
    trailing(lines, &mut roles);
    addressed::paragraphs(lines, &mut roles);
    signed::under_heads(lines, &mut roles);
    signed::captions(lines, &mut roles);
    diary::under_heads(lines, &mut roles);
    rows::mark(lines, &mut roles);
    ruled::heads(lines, &mut roles);
    lone::day(lines, &mut roles);
    foot::whole(lines, &mut roles);
    roles
}

/// What looks like a headline and ends a paragraph, or leads on from one, heads nothing.
fn trailing(lines: &[Line], roles: &mut [Role]) {
    for at in 1..lines.len() {
        if roles[at] != Role::Head || !matches!(roles[at - 1], Role::Prose | Role::Lead | Role::Scrap) {
            continue;
        }
        let (line, last) = (&lines[at], &lines[at - 1]);
        let over = matches!(roles.get(at + 1), Some(Role::Prose | Role::Lead | Role::Meta | Role::Onward));
        let breaks = lines.get(at + 1).is_none_or(|next| next.gap != Gap::None);
        let near = line.look.cell == last.look.cell && line.look.cell != 0;
        if over && !breaks {
            continue;
        }
        if line.look.linked >= 60
            && !over
            && near
            && lines.get(at + 1).is_some_and(|next| next.look.cell != line.look.cell)
        {
            roles[at] = Role::Onward;
        } else if line.gap == Gap::None && breaks && roles[at - 1] != Role::Scrap {
            roles[at] = Role::Scrap;
        }
    }
}

/// A line in capitals by itself: the head of a section.
fn is_shouted(line: &Line) -> bool {
    let bare = bare(line.text);
    line.gap != Gap::None
        && !is_quote(line)
        && !line.is(Topic::Onward)
        && line.words <= 8
        && line.look.linked < 60
        && bare.chars().filter(|c| c.is_uppercase()).count() >= 4
        && !bare.chars().any(char::is_lowercase)
        && !bare.contains('@')
}

/// A few words in a box of their own over something else: the head of a section.
fn is_boxed(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let other = |next: Option<&Line>| next.is_some_and(|next| next.look.frame != line.look.frame);
    line.look.frame != 0
        && line.words <= 5
        && at > 0
        && other(lines.get(at - 1))
        && other(lines.get(at + 1))
        && line.text.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !line.text.chars().any(|c| c.is_ascii_digit())
}

/// What a line is by itself; `bold`: whether type tells headlines.
fn alone(line: &Line, bold: bool) -> Role {
    let sentence = shape::ends_sentence(line.text);
    if shape::is_wordless(line.text) || shape::is_leftover(line.text) {
        Role::Rule
    } else if line.is(Topic::Footer) && line.words <= 80 && !foot::is_mentioned(line) {
        Role::Foot
    } else if is_sponsor(line) {
        Role::Sponsor
    } else if line.is(Topic::Masthead) && line.words <= 40 {
        Role::Mast
    } else if is_button(line) {
        Role::Button
    } else if is_meta(line) {
        Role::Meta
    } else if line.words <= 60 && (lists::is_announcement(line.text) || lists::opens_with_day(line.text)) {
        Role::Dated
    } else if is_onward(line) {
        Role::Onward
    } else if lead(line).is_some() {
        Role::Lead
    } else if line.look.linked >= 60 && line.words <= 6 && line.is(Topic::Offer) {
        Role::Onward
    } else if is_quote(line) {
        Role::Scrap
    } else if bold && line.look.strong && line.words <= 24 && !is_running(line) {
        Role::Head
    } else if line.look.linked >= 60 && line.words <= 24 {
        Role::Entry
    } else if line.words >= 12 || line.words >= 5 && sentence && !is_item(line.text) {
        Role::Prose
    } else {
        Role::Scrap
    }
}

/// “Subscribe”, “Leave a comment”, “Share Harbour Daily”.
fn is_button(line: &Line) -> bool {
    line.look.linked >= 60 && line.words <= 5 && (line.is(Topic::Interface) || line.text.starts_with("Share "))
}

/// “ACME ROPE 13.14 -4.09%”: the price of a share and how it moved, under what is told of it.
fn is_quote(line: &Line) -> bool {
    let figure = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | '−' | '%' | '$' | '€' | '£'))
    };
    let mut last = line.text.split_whitespace().rev();
    line.words <= 8 && last.next().is_some_and(figure) && last.next().is_some_and(figure)
}

/// More than a headline's words: a sentence that ends, or one and another.
fn is_running(line: &Line) -> bool {
    line.words > 12 && (line.text.ends_with('.') || line.text.contains(". "))
}

/// An item of a list.
pub(super) fn is_item(text: &str) -> bool {
    shape::is_bullet(text) || text.starts_with("o ")
}

/// “A message from …”, “--- Advertisement ---”.
fn is_sponsor(line: &Line) -> bool {
    line.words <= 12
        && line.gap != Gap::None
        && (line.is(Topic::Sponsor) || line.is(Topic::Advertisement) || phrase::is(bare(line.text), Topic::Sponsor))
}

/// A line that leads to the rest: “Read full story”, “July 12 | More”, an address.
fn is_onward(line: &Line) -> bool {
    is_address(line.text)
        || line.look.linked >= 60 && line.words <= 12 && is_bar(line.text)
        || line.words <= 14
            && (line.look.linked > 0 || line.text.contains("http"))
            && (line.is(Topic::Onward) && !lists_more(line.text) || mark::is_pointer(line))
}

/// “New piers, bigger ferries and more”: a headline.
fn lists_more(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    bare.to_ascii_lowercase().ends_with(" and more") && bare.contains(',')
}

/// “Read the review | Check prices”: links side by side, the first of which leads on.
fn is_bar(text: &str) -> bool {
    let opens = text.split(['|', '•', '·']).next().unwrap_or_default().trim();
    opens.len() < text.len() && phrase::is(opens, Topic::Onward)
}

/// Whether a line is an address with at most a few words before it.
pub(super) fn is_address(text: &str) -> bool {
    let bare = bare(text);
    let Some(at) = ["http://", "https://", "www.", "mailto:"].iter().filter_map(|opening| bare.find(opening)).min()
    else {
        return false;
    };
    bare[..at].split_whitespace().count() <= 4
        && !bare[at..].trim_end_matches(['>', ')', ']', ' ']).contains(char::is_whitespace)
}

fn is_meta(line: &Line) -> bool {
    let bare = bare(line.text);
    let lower = bare.get(..10).map(str::to_ascii_lowercase).unwrap_or_default();
    line.words <= 16
        && (!names::in_credit(bare).is_empty()
            || date::line(bare).is_some()
            || signed::is_strip(bare)
            || is_date_mostly(bare)
            || line.words <= 3 && bare.contains(|c: char| c.is_ascii_digit()) && lists::is_day(bare)
            || lower.starts_with("posted by")
            || caption::is_caption(line.text))
}

/// “Closes 28 November 2031”: a date and at most a word or two beside it.
pub(super) fn is_date_mostly(text: &str) -> bool {
    text.len() <= 60 && dateline_when::find_stamp(text).is_some_and(|(place, _)| place.len() * 10 >= text.len() * 6)
}

/// The headline that a paragraph opens with, and the paragraph.
pub(super) fn lead<'a>(line: &Line<'a>) -> Option<(&'a str, &'a str)> {
    if line.words < 8 || line.look.strong || line.look.linked >= 60 {
        return None;
    }
    if let Some(found) = shape::lead_in(line.text).or_else(|| shape::dashed_lead_in(line.text)) {
        return Some(found);
    }
    let lead = line.text.get(..line.look.lead.min(line.text.len()))?.trim();
    let rest = line.text.get(line.look.lead..)?;
    let words = lead.split_whitespace().count();
    let closed = lead.ends_with(['.', ':', '!', '?', '—', '–', '-']);
    let goes_on = rest.trim_start().starts_with([':', '—', '–', '-', '.']) || closed || shape::starts_upper(rest);
    let is_lead = (1..=14).contains(&words)
        && words * 2 <= line.words
        && goes_on
        && (closed || words >= 2)
        && shape::starts_upper(lead)
        && rest.split_whitespace().nth(3).is_some();
    is_lead.then(|| {
        (lead.trim_end_matches([':', '—', '–', '-', ' ']), rest.trim_start_matches([':', '—', '–', '-', ' ', '\u{a0}']))
    })
}

/// A lead-in in capitals.
pub(super) fn is_capital_lead(line: &Line) -> bool {
    lead(line).is_some_and(|(lead, _)| !lead.chars().any(char::is_lowercase))
}

/// Whether a short line stands over running text.
fn heads(lines: &[Line], roles: &[Role], at: usize) -> bool {
    let line = &lines[at];
    let bare = bare(line.text);
    let told = bare.chars().filter(|c| c.is_alphabetic()).take(3).count() == 3;
    let fits = told
        && (1..=20).contains(&line.words)
        && shape::starts_upper(bare)
        && !bare.ends_with([',', ';', '|', '('])
        && !(bare.ends_with('.') && line.words > 3)
        && !leads_over(line)
        && !bare.contains('@')
        && (line.look.linked >= 60 || !is_item(line.text) || is_numbered(line.text));
    let apart = line.gap != Gap::None || line.look.linked >= 60 || at == 0 || roles[at - 1] == Role::Rule;
    if !fits || !apart || closes_list(lines, at) {
        return false;
    }
    let mut next = at + 1;
    while next < lines.len()
        && next <= at + 4
        && matches!(roles[next], Role::Meta | Role::Onward | Role::Rule | Role::Button)
    {
        next += 1;
    }
    let after = lines.get(at + 1).is_some_and(|next| next.gap == Gap::Rule && next.look.ruled);
    matches!(roles.get(next), Some(Role::Prose)) && !after && lines[next].look.linked < 60
}

/// Whether a linked line is the last of a list of them in its cell: what follows stands in another, or it is a button.
fn closes_list(lines: &[Line], at: usize) -> bool {
    let own = &lines[at];
    let in_list = |line: &Line| line.look.linked >= 60 && line.look.cell == own.look.cell && line.words <= LINK;
    let Some(next) = lines.get(at + 1) else { return false };
    let other = next.look.cell != own.look.cell || next.gap == Gap::Rule;
    let button = own.words <= BUTTON && own.look.size == lines[at.saturating_sub(1)].look.size && next.gap != Gap::None;
    own.look.cell != 0 && at >= 3 && (other || button) && lines[at - 3..=at].iter().all(in_list)
}

/// “To change your address, please visit:”: in plain text, a sentence that goes on below.
fn leads_over(line: &Line) -> bool {
    line.look == Look::default() && line.words > 3 && line.text.ends_with(':') && !is_numbered(line.text)
}

/// “1. …”, “(2) …”, “[3] …”.
pub(super) fn is_numbered(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '#']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && text[digits..].starts_with(['.', ')', ']', ':'])
}

/// A line without the signs that frame it.
pub(super) fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '|' | '*' | '=' | '-' | '_' | '~' | '<' | '>' | '#' | '+' | '•' | '·' | '–' | '—' | '»' | '›' | '►'
            )
    })
}
