//! Paragraphs broken into lines of one width, put together again.
//!
//! Invariant: a line goes on in the next one only where the next word did not fit in it.
//! Cost: one pass over the lines.

use super::line::{Gap, Line, is_blank};
use super::shape;

/// Lines longer than this were not broken to a width.
const WIDEST: usize = 100;

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
    let widest = widths.iter().copied().filter(|width| *width <= WIDEST).max()?;
    let full = widths.iter().filter(|width| **width <= WIDEST && **width + 15 >= widest).count();
    (widest >= 50 && long * 10 <= widths.len() && full >= 3).then_some(widest)
}

fn goes_on(line: &Line, next: &Line, width: usize) -> bool {
    let filled = line.text.chars().take(width + 1).count();
    let word = next.text.split(is_blank).next().unwrap_or_default().chars().take(width).count();
    next.gap == Gap::None
        && (35..=width).contains(&filled)
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
