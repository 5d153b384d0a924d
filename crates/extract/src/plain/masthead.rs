//! The head of a newsletter: who sends it, when, and what stands there beside the lead article's own lines.
//!
//! Invariant: the head ends with the last line that is known to belong to one; the next paragraph is the lead's.

use super::draft::{Draft, byline, credit, title};
use super::line::Line;
use super::phrase::Topic;
use super::{caption, date, mark, names, shape};
use crate::html::Page;
use dateline_record::{ByRole, When};

/// Lines of a text that its head can take.
const LINES: usize = 40;

/// What the head of a newsletter says.
#[derive(Default)]
pub(super) struct Masthead {
    /// The first line after it.
    pub end: usize,
    /// Who sends it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<When>,
    /// Lines of the head.
    pub lines: Vec<usize>,
}

/// Reads the head; what belongs to the lead article goes into `lead`.
pub(super) fn read(page: &Page, lines: &[Line], lead: &mut Draft) -> Masthead {
    let mut head = Masthead { end: end(lines), ..Masthead::default() };
    for at in 0..head.end {
        let line = &lines[at];
        if let Some((outlet, stamp)) = sender(line.text) {
            head.outlet = Some(outlet.to_owned());
            head.published = head.published.take().or(stamp);
            head.lines.push(at);
        } else if let Some(found) = date::line(line.text) {
            head.published = head.published.take().or(found.published);
            head.lines.push(at);
        } else if caption::is_caption(line.text)
            || lines
                .get(at + 1)
                .is_some_and(|next| at + 1 < head.end && line.words >= 6 && caption::is_caption(next.text))
        {
            lead.furniture(at);
        } else if !credited(page, line, lead) {
            if lead.title.is_none() && mark::is_title(line) && !is_known(line) {
                lead.title = title(page, line.range());
                lead.furniture(at);
            } else {
                head.lines.push(at);
            }
        } else {
            lead.furniture(at);
        }
    }
    head
}

/// The first line after the head.
fn end(lines: &[Line]) -> usize {
    let mut end = 0;
    let mut paragraphs = 0;
    for (at, line) in lines.iter().enumerate().take(LINES) {
        let marks = sender(line.text).is_some()
            || date::line(line.text).is_some()
            || is_known(line)
            || caption::is_caption(line.text)
            || !names::in_credit(line.text).is_empty();
        if marks && line.words <= 40 {
            end = at + 1;
        } else if line.words >= 25 || shape::lead_in(line.text).is_some() {
            paragraphs += 1;
            if paragraphs > 1 {
                break;
            }
        }
    }
    end
}

fn is_known(line: &Line) -> bool {
    line.is(Topic::Masthead)
}

fn credited(page: &Page, line: &Line, lead: &mut Draft) -> bool {
    let found = names::in_credit(line.text);
    for (name, role) in &found {
        lead.byline.push(byline(page, name, *role, line.range_of(name)));
    }
    if found.iter().any(|(_, role)| *role == ByRole::Contributor) {
        lead.credits.extend(credit(page, line));
    }
    !found.is_empty()
}

/// “From: Harbour Daily - Thursday Dec 07,2028 08:15 pm”: the sender, and when.
pub(super) fn sender(text: &str) -> Option<(&str, Option<When>)> {
    let rest = text.strip_prefix("From:")?.trim();
    if rest.len() > 160 {
        return None;
    }
    for separator in [" - ", " – ", " — ", " | ", " • "] {
        let Some((name, stamp)) = rest.split_once(separator) else { continue };
        let has_year = stamp
            .split(|c: char| !c.is_ascii_digit())
            .any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")));
        if has_year && !name.trim().is_empty() {
            return Some((name.trim(), date::stamp(stamp)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_is_what_stands_before_the_date() {
        let found = sender("From: Turvik Post's Harbour Daily - Thursday Dec 07,2028 08:15 pm").unwrap();
        assert_eq!(found.0, "Turvik Post's Harbour Daily");
        assert!(sender("From: the harbour to the hills - a walk").is_none());
    }
}
