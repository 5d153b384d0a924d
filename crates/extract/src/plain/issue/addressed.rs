//! Headlines in plain text: a title, a line on it, the address where it stands; one such paragraph below the other.
//!
//! Invariant: only where at least three paragraphs of a text are made so, and no line in them is longer than a headline and
//! its teaser are. Cost: linear in the lines.

use super::role::{self, Role};
use crate::html::Look;
use crate::plain::line::{Gap, Line};
use crate::plain::shape;
use std::ops::Range;

/// Paragraphs that make a list of headlines.
const PARAGRAPHS: usize = 3;

/// Words of a headline, and of what stands under it.
const HEADLINE: usize = 16;
const TEASER: usize = 40;

/// Words of a section's name.
const SECTION: usize = 4;

/// Tells the headlines, teasers and sections of such a list.
pub(super) fn paragraphs(lines: &[Line], roles: &mut [Role]) {
    let own = runs(lines);
    let is_item = |own: &Range<usize>| is_item(lines, own);
    if own.iter().filter(|own| is_item(own)).count() < PARAGRAPHS {
        return;
    }
    for number in 0..own.len() {
        let paragraph = own[number].clone();
        if is_item(&paragraph) {
            roles[paragraph.start] = Role::Head;
            roles[paragraph.start + 1..paragraph.end - 1].fill(Role::Prose);
            roles[paragraph.end - 1] = Role::Onward;
        } else if own.get(number + 1).is_some_and(is_item) && paragraph.len() == 1 {
            let line = &lines[paragraph.start];
            let name = line.words <= SECTION && shape::starts_upper(line.text) && !shape::ends_sentence(line.text);
            if name && roles[paragraph.start] == Role::Scrap {
                roles[paragraph.start] = Role::Head;
            }
        }
    }
}

/// The paragraphs of a text without markup.
fn runs(lines: &[Line]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match runs.last_mut() {
            Some(last) if line.gap == Gap::None => last.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs.retain(|run| lines[run.start].look == Look::default());
    runs
}

fn is_item(lines: &[Line], own: &Range<usize>) -> bool {
    let (first, last) = (&lines[own.start], &lines[own.end - 1]);
    (3..=4).contains(&own.len())
        && (2..=HEADLINE).contains(&first.words)
        && shape::starts_upper(role::bare(first.text))
        && role::is_address(last.text)
        && last.words == 1
        && own.clone().skip(1).rev().skip(1).all(|at| lines[at].words <= TEASER && !role::is_address(lines[at].text))
        && !role::is_address(first.text)
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check;

    #[test]
    fn a_title_a_teaser_and_an_address_make_an_item() {
        check(
            "
Harbour headlines of the day
View online at http://turvik.example/v

Turvik

    Ferry stays in its harbour
    Its owner has a way with the clerk...
        http://turvik.example/1

    Pier closes for a week
    Rot again
        http://turvik.example/2

Sandsund

    Light goes out
    Nobody knows why
        http://turvik.example/3

To unsubscribe, write to the desk of Harbour Wire.
",
            "
boilerplate
  Harbour headlines of the day
  View online at http://turvik.example/v
brief “Ferry stays in its harbour” §Turvik
  Its owner has a way with the clerk...
brief “Pier closes for a week” §Turvik
  Rot again
brief “Light goes out” §Sandsund
  Nobody knows why
boilerplate
  To unsubscribe, write to the desk of Harbour Wire.
",
        );
    }
}
