//! Anonymity: the words that withhold a source's name, with their reason.
//!
//! The ways to say it are data: `data/withheld.txt`. Invariant: the text is a verbatim stretch of one sentence, outside
//! quotations. Cost: a scan for a few opening words.

use crate::token::Sort;
use crate::view::View;
use std::ops::Range;
use std::sync::LazyLock;

/// Words one of which must stand in a place.
struct Place {
    words: Vec<&'static str>,
    may_lack: bool,
}

/// How a stretch that withholds a name can begin.
static OPENINGS: LazyLock<Vec<Vec<Place>>> = LazyLock::new(|| {
    let lines = include_str!("../data/withheld.txt").lines();
    let place = |word: &'static str| {
        let bare = word.strip_prefix('?');
        Place { words: bare.unwrap_or(word).split('|').collect(), may_lack: bare.is_some() }
    };
    let opening = |line: &'static str| line.split_whitespace().map(place).collect();
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).map(opening).collect()
});

/// Words beside which it is told of some only.
const SOME: &[&str] = &["some", "one", "two", "several", "many", "most", "few"];

/// The first stretch of `range` that withholds a name.
pub(crate) fn find(view: &View, range: &Range<usize>) -> Option<Range<usize>> {
    let at = range.clone().find(|at| !view.is_quoted(*at) && opens(view, *at, range.end))?;
    if is_of_some(view, at, range.start) {
        return None;
    }
    let before = at > range.start && view.is_one_of(at - 1, &["spoke", "speaking", "was", "were", "is", "are"]);
    let border = |i: &usize| {
        matches!(view.sort(*i), Sort::Comma | Sort::Stop | Sort::Semicolon | Sort::Dash | Sort::CloseBracket)
            || view.is_quoted(*i)
            || view.is(*i, "said")
            || view.is(*i, "says")
    };
    let end = (at..range.end).find(border).unwrap_or(range.end);
    Some(at - usize::from(before)..end)
}

fn opens(view: &View, at: usize, end: usize) -> bool {
    view.is_word(at) && OPENINGS.iter().any(|places| matches(view, at, end, places))
}

fn matches(view: &View, mut at: usize, end: usize, places: &[Place]) -> bool {
    places.iter().all(|place| {
        let here = at < end && view.is_one_of(at, &place.words);
        at += usize::from(here);
        here || place.may_lack
    })
}

/// “some of whom spoke on condition of anonymity”: it does not hold of all.
fn is_of_some(view: &View, at: usize, start: usize) -> bool {
    let near = at.saturating_sub(5).max(start)..at;
    near.clone().skip(1).any(|i| {
        view.is_one_of(i, &["whom", "them"]) && view.is(i - 1, "of") && i > start + 1 && view.is_one_of(i - 2, SOME)
    })
}
