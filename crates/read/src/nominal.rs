//! On whose word a phrase without a name stands: its last noun tells.
//!
//! Invariant: what no list and no ending knows is nobody's word. Cost: a few words each.

use crate::phrase;
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::Authority;
use std::ops::Range;

/// What outlets are called in small letters: “star” and “mirror” are not.
pub(crate) const PAPERS: &[&str] = &[
    "newspaper",
    "magazine",
    "broadcaster",
    "newswire",
    "press",
    "journal",
    "wire",
    "radio",
    "television",
    "tv",
    "daily",
    "weekly",
    "news",
    "gazette",
    "tabloid",
];

/// On whose word a phrase without a name stands, by its last noun.
pub(crate) fn nominal(view: &View, head: &Range<usize>) -> Authority {
    // “a study written by …”: the noun, not the participle after it.
    let participle = |index: usize| {
        let ends = view.word(index).ends_with("ed") || view.word(index).ends_with("ing");
        index > head.start && ends && !view.any(index, Classes::DOCUMENT)
    };
    let last = head.clone().rev().find(|index| view.is_word(*index) && !participle(*index));
    let Some(last) = last else { return Authority::Unattributed };
    let is = |classes: Classes| view.any(last, classes);
    match () {
        _ if is(Classes::DOCUMENT) => return Authority::Document,
        // “state media”, “two news agencies”, but not “social media”.
        _ if view.is(last, "media") && !view.is_one_of(last.wrapping_sub(1), &["social", "new"])
            || view.is_one_of(last, &["newspapers", "tabloids", "broadcasters", "outlets"])
            || view.is_one_of(
                last,
                &["agency", "agencies", "outlet", "outlets", "site", "sites", "channel", "channels"],
            ) && last > head.start
                && view.is_one_of(last - 1, &["news", "media"]) =>
        {
            return Authority::Outlet;
        }
        _ if head.len() == 1 && is(Classes::QUANTIFIER) => return Authority::Unnamed,
        _ if is(Classes::UNNAMED | Classes::ROLE) => return Authority::Unnamed,
        _ if is(Classes::OUTLET_WORD)
            && !is(Classes::TIME)
            && (view.is_capital(last) || view.is_one_of(last, PAPERS)) =>
        {
            return Authority::Outlet;
        }
        _ if is(Classes::COLLECTIVE) || view.is_capital(last) && !is(Classes::DETERMINER) => {
            return Authority::Collective;
        }
        _ if is(Classes::QUANTIFIER | Classes::PRONOUN)
            || view.is_one_of(last, &["percent", "half", "majority", "third", "quarter"]) =>
        {
            return Authority::Unnamed;
        }
        _ => {}
    }
    match () {
        _ if head.clone().any(|index| view.any(index, Classes::UNNAMED | Classes::ROLE)) => Authority::Unnamed,
        _ if view.is_word(head.end - 1) && is_agent(view.word(head.end - 1)) => Authority::Unnamed,
        // “one attendee”
        _ if view.word(last).ends_with("ee") && view.word(last).len() > 5 => Authority::Unnamed,
        _ => Authority::Unattributed,
    }
}

/// What comes after “a number of”, “dozens of”, “one of”: those who speak.
pub(crate) fn several(view: &View, range: &Range<usize>, head: &Range<usize>) -> Option<Range<usize>> {
    const MEASURES: &[&str] = &[
        "number",
        "majority",
        "handful",
        "couple",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "lot",
        "most",
        "many",
        "some",
        "several",
        "few",
        "all",
        "one",
        "two",
        "three",
        "both",
        "half",
        "none",
    ];
    let last = head.end - 1;
    let share =
        view.sort(last) == Sort::Number || view.is_one_of(last, &["percent", "%"]) || view.word(last).ends_with('%');
    let of = head.end + 1 < range.end && view.is(head.end, "of") && (share || view.is_one_of(last, MEASURES));
    of.then(|| phrase::head_part(view, &(head.end + 1..range.end)))
}

/// “the Defendant”: written large, a term of law that stands for a party whom the paper names.
pub(crate) fn is_party(view: &View, head: &Range<usize>) -> bool {
    const PARTIES: &[&str] = &["defendant", "plaintiff", "petitioner", "respondent", "appellant", "claimant"];
    head.len() == 2
        && view.is(head.start, "the")
        && view.is_one_of(head.start + 1, PARTIES)
        && view.token(head.start + 1).shape == Shape::Capital
}

/// A noun in -er, -ist, -man and the like, or any plural: somebody, not something.
fn is_agent(word: &str) -> bool {
    if ["server", "computer", "paper", "number", "matter", "factor", "chapter", "error"].contains(&word) {
        return false;
    }
    let singular = word.strip_suffix('s').unwrap_or(word);
    word.ends_with('s')
        || ["er", "or", "ist", "ian", "man", "men", "ant"]
            .iter()
            .any(|end| singular.len() > 4 && singular.ends_with(end))
}
