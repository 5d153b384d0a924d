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
const SLACK: usize = 8;
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
    let measured = |(at, line): (usize, &Line)| {
        let chars = line.text.chars().take(WIDEST + 1).count();
        let broken = lines.get(at + 1).is_some_and(|next| is_broken(line, next));
        (!stands_alone(line.text)).then_some((chars, broken))
    };
    let widths: Vec<(usize, bool)> = lines.iter().enumerate().filter_map(measured).collect();
    let long = widths.iter().filter(|(width, _)| *width > WIDEST).count();
    let running = widths.iter().filter(|(width, _)| (SHORTEST..=WIDEST).contains(width)).count();
    // A few lines that stick out, such as one with an address, are not what the others were broken to.
    let least = (running / SHARE).max(FULL);
    // Lines of like length in a masthead or a footer are no paragraph: most that are full have to break off in a sentence.
    let is_full = |widest: usize| {
        let full = || widths.iter().filter(move |(width, _)| *width <= widest && *width + SLACK >= widest);
        full().count() >= least && full().filter(|(_, broken)| *broken).count() * 2 > full().count()
    };
    let widest = (NARROWEST..=WIDEST)
        .rev()
        .filter(|width| widths.iter().any(|(own, _)| own == width))
        .find(|width| is_full(*width))?;
    (long * 10 <= widths.len()).then_some(widest)
}

/// Whether a line breaks off in a sentence that the next one may go on with.
fn is_broken(line: &Line, next: &Line) -> bool {
    next.gap == Gap::None
        && !shape::ends_sentence(line.text)
        && !shape::is_bullet(next.text)
        && !stands_alone(next.text)
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
        check(broken, 2);
    }

    #[test]
    fn lines_of_like_length_that_end_or_stand_apart_were_not_broken() {
        check(
            "From: The Turvik Post's Harbour Daily, Thursday evening
All that moves on the water, every single evening.

The owner of the ferry asks the council for a place.

The bridge to Sandsund holds, our own keeper reports.

Manage your letters by post at https://example.org/
",
            5,
        );
        check(
            "The ferry to Sandsund did not leave on Monday morning.
Nobody in the harbour could say why, or when it will.
The owner of the ferry was not to be seen on the pier.
His brother said that he had gone to see his mother.
",
            4,
        );
    }

    #[test]
    fn lines_that_break_off_in_a_sentence_were_broken() {
        check(
            "The ferry to Sandsund did not leave on Monday, and
nobody in the harbour could say why, or when it is
to go again. The owner was not to be seen anywhere
on the pier.
",
            1,
        );
    }

    fn check(text: &str, expected: usize) {
        let lines = join(text, line::lines(text, &Limits::default(), &mut Vec::new()));
        assert_eq!(lines.len(), expected, "{lines:?}");
    }
}
