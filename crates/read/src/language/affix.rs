//! Where a run of letters falls into words: clitics, hyphens, words written together, stops that belong to a word.
//!
//! Invariant: the parts of a run are the run. Cost: a look-up for each part of a hyphenated run.
//! After: the guidelines of the English Web Treebank, 2012.

use dateline_lexicon::{Classes, Lexicon};

/// The longest part that is looked up.
const LONGEST: usize = 16;

/// Where the last clitic of `run` begins: “do|n’t”, “Vell|’s”.
pub(super) fn clitic(run: &str) -> Option<usize> {
    let lower = |tail: &str| tail.to_ascii_lowercase();
    let mark = run.rfind(['\'', '’'])?;
    let after = &run[mark + run[mark..].chars().next().map_or(1, char::len_utf8)..];
    let cut = match lower(after).as_str() {
        // “don’t”, “can’t”: the n goes with it.
        "t" if run[..mark].ends_with(['n', 'N']) => mark - 1,
        "s" | "d" | "m" | "ll" | "re" | "ve" => mark,
        _ => return None,
    };
    (cut > 0).then_some(cut)
}

/// The lengths of the words that `run` writes together: “cannot”.
pub(super) fn joined(run: &str) -> Vec<usize> {
    const JOINED: &[(&str, usize)] = &[
        ("cannot", 3),
        ("gonna", 3),
        ("wanna", 3),
        ("gotta", 3),
        ("dont", 2),
        ("didnt", 3),
        ("doesnt", 4),
        ("isnt", 2),
        ("wasnt", 3),
        ("wont", 2),
        ("gimme", 3),
        ("lemme", 3),
    ];
    let found = JOINED.iter().find(|(word, _)| run.eq_ignore_ascii_case(word)).map(|(_, cut)| *cut);
    let cut = found.or_else(|| unit(run));
    cut.map_or_else(|| vec![run.len()], |cut| vec![cut, run.len() - cut])
}

/// Where the unit of a number begins: “9|am”, “15|km”.
fn unit(run: &str) -> Option<usize> {
    const UNITS: &[&str] = &[
        "am", "pm", "a.m.", "p.m.", "km", "kms", "mm", "cm", "kg", "mph", "kph", "ft", "lbs", "lb", "mb", "gb", "hp",
        "hrs", "min", "m", "°c", "°f", "c", "b", "bn", "mn", "k",
    ];
    let digits =
        run.len() - run.trim_start_matches(|char: char| char.is_ascii_digit() || matches!(char, '.' | ',' | ':')).len();
    let tail = &run[digits..];
    (digits > 0 && UNITS[..17].iter().any(|unit| tail.eq_ignore_ascii_case(unit))).then_some(digits)
}

/// The parts of a run at its hyphens and slashes; the marks are parts.
pub(super) fn hyphenated<'a>(run: &'a str, lexicon: &Lexicon) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let is = |part: &str, class| part.len() <= LONGEST && lexicon.word(&part.to_lowercase()).classes.any(class);
    for (at, _) in run.match_indices('-') {
        let after = run[at + 1..].split('-').next().unwrap_or_default();
        let kept = is(&run[start..at], Classes::HYPHEN_PREFIX) || is(after, Classes::HYPHEN_SUFFIX);
        if kept || at == start || is_telephone(&run[start..at], after) {
            continue;
        }
        parts.extend([&run[start..at], &run[at..=at]]);
        start = at + 1;
    }
    parts.push(&run[start..]);
    parts
}

/// “555-0142”: a number of three digits or more and one of four.
fn is_telephone(before: &str, after: &str) -> bool {
    let digits = |part: &str, least: usize| part.len() >= least && part.bytes().all(|byte| byte.is_ascii_digit());
    let last = before.rsplit('-').next().unwrap_or(before);
    digits(last, 3) && last.len() == 3 && (digits(after, 3) && after.len() <= 4)
}

/// Whether the stop between `before` and `after` parts sentences that were run together: “rain.Then”.
pub(super) fn glued(before: &str, after: &str) -> bool {
    let last = before.rsplit('.').next().unwrap_or(before);
    last.chars().count() > 2
        && last.ends_with(char::is_lowercase)
        && after.starts_with(char::is_uppercase)
        && after.chars().nth(1).is_some_and(|next| next.is_lowercase() || next == '\'' || next == '’')
}

/// Whether a full stop behind `word` belongs to it: “U.S.”, “J.”, “Mr.”, “No.” before a number.
pub(super) fn keeps_stop(word: &str, after: &str, lexicon: &Lexicon) -> bool {
    if after.starts_with('.') {
        return false;
    }
    if matches!(word, "No" | "Nos" | "no" | "nos") {
        return after.trim_start_matches(' ').starts_with(|char: char| char.is_ascii_digit());
    }
    let dotted = word.contains('.')
        && word.split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    let initial = word.chars().count() == 1
        && word.starts_with(char::is_uppercase)
        && word != "I"
        && !after.trim_start().is_empty();
    dotted || initial || abbreviates(word, lexicon)
}

fn abbreviates(word: &str, lexicon: &Lexicon) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    let classes = lexicon.word(&word.to_lowercase()).classes;
    let small = matches!(word, "v" | "vs" | "etc" | "al" | "cf" | "ca" | "approx" | "est" | "pp" | "vol");
    let shouted = word.len() > 2 && word.chars().all(char::is_uppercase);
    classes.any(Classes::ABBREVIATION | Classes::ABBREVIATION_FINAL)
        && (small || word.starts_with(char::is_uppercase))
        && !(shouted && classes.any(Classes::ABBREVIATION))
}
