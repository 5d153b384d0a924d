//! Paragraphs broken into lines of one width, put together again.
//!
//! Invariant: a line goes on in the next one only where the next word did not fit in it.
//! Cost: one pass over the lines.

use super::line::{Gap, Line, is_blank};
use super::shape;

/// Lines longer than this were not broken to a width.
const WIDEST: usize = 100;

/// A text is broken to no less; a line that goes on has no less.
const NARROWEST: usize = 50;
const SHORTEST: usize = 35;

/// Lines that are full lack at most so much; how many there are at least, and one in how many of those that may be full.
const SLACK: usize = 15;
const FULL: usize = 3;
const SHARE: usize = 4;

/// Puts lines together where `text` was broken to a width; leaves them where each is a paragraph.
pub(super) fn join<'a>(text: &'a str, lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
    let Some(width) = width(&lines) else { return lines };
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut before: Option<Line> = None;
    for line in lines {
        match (before, joined.last_mut()) {
            (Some(before), Some(open)) if goes_on(&before, &line, width) => {
                open.text = &text[open.start..line.range().end];
                open.words = (open.words + line.words).min(super::line::MANY);
            }
            _ => joined.push(line),
        }
        before = Some(line);
    }
    joined
}

/// The width at which a text was broken into lines; none where its lines are paragraphs.
fn width(lines: &[Line]) -> Option<usize> {
    let widths: Vec<usize> = lines
        .iter()
        .filter(|line| !stands_alone(line.text))
        .map(|line| line.text.chars().take(WIDEST + 1).count())
        .collect();
    let long = widths.iter().filter(|width| **width > WIDEST).count();
    let running = widths.iter().filter(|width| (SHORTEST..=WIDEST).contains(*width)).count();
    // A few lines that stick out, such as one with an address, are not what the others were broken to.
    let least = (running / SHARE).max(FULL);
    let full = |widest: &usize| widths.iter().filter(|width| **width <= *widest && **width + SLACK >= *widest).count();
    let widest =
        (NARROWEST..=WIDEST).rev().filter(|width| widths.contains(width)).find(|width| full(width) >= least)?;
    (long * 10 <= widths.len()).then_some(widest)
}

fn goes_on(line: &Line, next: &Line, width: usize) -> bool {
    let filled = line.text.chars().take(WIDEST + 1).count();
    let word = next.text.split(is_blank).next().unwrap_or_default().chars().take(width).count();
    next.gap == Gap::None
        && (SHORTEST..=WIDEST).contains(&filled)
        && (filled <= width || goes_on_small(line.text, next.text))
        && (filled + 1 + word + 6 > width || goes_on_small(line.text, next.text))
        && !shape::is_bullet(next.text)
        && !stands_alone(line.text)
        && !stands_alone(next.text)
}

/// A sentence that goes on in the next line with a small letter, where the writer broke lines by hand.
fn goes_on_small(line: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase) && !shape::ends_sentence(line) && !line.ends_with([':', ';'])
}

/// An address, a rule, a line of a drawn box.
fn stands_alone(text: &str) -> bool {
    let address =
        ["http://", "https://", "www."].iter().any(|opening| text.trim_start_matches('<').starts_with(opening));
    address && !text.contains(is_blank) || text.starts_with('|') || shape::is_wordless(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use crate::plain::line;

    #[test]
    fn one_line_that_sticks_out_does_not_set_the_width() {
        let broken = "The council of Turvik met on Monday evening to talk about the
Ferry and the pier, and went home without a word on either of the
two, which nobody in the hall thought was a good sign for the new
Harbour master.
See the minutes under harbour.example/council/minutes/2031/november/monday-evening
";
        let lines = join(broken, line::lines(broken, &Limits::default(), &mut Vec::new()));
        assert_eq!(lines.len(), 2, "{lines:?}");
    }
}
