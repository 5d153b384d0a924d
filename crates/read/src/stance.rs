//! The class of a cue that only the models find: `data/stances.txt`, else what a word of it is elsewhere, else by its content.
//!
//! Invariant: without a clause or a quotation nobody said anything: it is where he stands. Cost: one search.

use crate::view::View;
use dateline_record::CueClass;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

static STANCES: LazyLock<HashMap<&'static str, CueClass>> = LazyLock::new(|| {
    let lines = include_str!("../data/stances.txt").lines().filter(|line| !line.starts_with('#'));
    let class = |name: &str| match name {
        "intend" => CueClass::Intend,
        "claim" => CueClass::Claim,
        "demand" => CueClass::Demand,
        "accuse" => CueClass::Accuse,
        _ => CueClass::Believe,
    };
    let forms = |line: &'static str| {
        let (forms, name) = line.split_once('|')?;
        Some(forms.split_whitespace().map(move |form| (form, class(name.trim()))))
    };
    lines.filter_map(forms).flatten().collect()
});

/// The class of `cue`, whose content begins at `first`.
pub(crate) fn class(view: &View, cue: &Range<usize>, head: usize, content: &Range<usize>) -> CueClass {
    let known = |at: usize| {
        let word = view.token(at).word;
        STANCES
            .get(view.word(at).to_lowercase().as_str())
            .copied()
            .or(word.noun_cue)
            .or_else(|| word.cue.map(|(index, _)| view.lexicon.cue(index).class))
    };
    let told = view.is_one_of(content.start, &["that", "how", "why", "what", "whether"])
        || content.clone().any(|at| view.is_quoted(at) || view.is_finite(at));
    let other = if told { CueClass::Say } else { CueClass::Believe };
    known(head).or_else(|| cue.clone().find_map(known)).unwrap_or(other)
}
