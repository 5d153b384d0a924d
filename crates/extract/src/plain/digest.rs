//! Digests: several articles run together with nothing but headline lines between them.
//!
//! Precision first: a short line between paragraphs is a crosshead unless several signs speak for a new article. The
//! signs are a table; each candidate's weights are added up.
//! Cost: linear in the text. After: Hearst, TextTiling, 1997 (what comes back of the names tells whether the text goes on).

use super::line::Line;
use super::phrase::Topic;
use super::{caption, mark, shape};
use std::collections::HashSet;

/// The text from the last cut on.
#[derive(Default)]
struct Before<'a> {
    words: usize,
    names: HashSet<&'a str>,
    stems: HashSet<String>,
}

/// A candidate with what stands around it.
struct Candidate<'a> {
    line: &'a Line<'a>,
    /// The line before it.
    before: &'a Line<'a>,
    /// The lines between it and the next paragraph, and that paragraph.
    after: Vec<&'a Line<'a>>,
    /// Of the names in the text after it, how many per cent stood in the text before it; none where there are few.
    returning: Option<usize>,
    /// Of its own words, how many per cent stand in the text after it, and in the text before.
    echo: (usize, usize),
    /// Whether the text before it has come to an end: a sentence, a credit, a caption.
    settled: bool,
    /// Lines between it and the next paragraph that are no by-line, date or caption.
    loose: usize,
    /// Words of the text before it, from the last cut on.
    long_before: usize,
}

struct Sign {
    weight: f64,
    holds: fn(&Candidate) -> bool,
}

/// Signs that a line is the headline of a new article.
const SIGNS: &[Sign] = &[
    Sign { weight: 1.5, holds: |c| c.line.words >= 5 && shape::is_title_case(c.line.text) },
    Sign { weight: 0.5, holds: |c| c.line.words >= 6 },
    Sign { weight: 2.0, holds: |c| mark::closes(c.before) },
    Sign { weight: 1.5, holds: |c| c.after.iter().any(|line| mark::opens(line)) },
    Sign { weight: 1.0, holds: |c| c.line.words >= 5 && !shape::is_title_case(c.line.text) && c.line.text.len() >= 28 },
    Sign { weight: 1.0, holds: |c| c.returning.is_some_and(|per_cent| per_cent < 25) },
    Sign { weight: 0.5, holds: |c| c.returning.is_some_and(|per_cent| per_cent < 10) },
    Sign { weight: 1.0, holds: |c| c.echo.0 >= 50 && c.echo.1 <= 25 },
    Sign { weight: -1.0, holds: |c| c.echo.0 < 20 },
    Sign { weight: -1.0, holds: |c| c.echo.1 > 60 },
    Sign { weight: -1.0, holds: |c| !c.settled },
    Sign { weight: -1.0, holds: |c| c.loose > 1 },
    // “Radio with a clock for $45”: things for sale, one after the other.
    Sign { weight: -2.0, holds: |c| c.line.text.contains(['$', '€', '£']) && !c.line.text.contains("illion") },
    Sign { weight: -1.0, holds: |c| c.line.text.contains(". ") && !shape::is_title_case(c.line.text) },
    Sign { weight: -1.5, holds: |c| c.returning.is_some_and(|per_cent| per_cent > 50) },
    Sign { weight: -1.0, holds: |c| c.line.words < 5 },
];
/// The sum that makes a candidate a headline.
const ENOUGH: f64 = 3.0;
/// An article is no shorter than this, in words.
const SHORTEST: usize = 25;
/// Where nothing marks its end, it is no shorter than this.
const SHORTEST_UNMARKED: usize = 80;
/// Words after a candidate whose names are looked for before it.
const LOOK_AHEAD: usize = 200;

/// Cuts the lines `own` into articles.
pub(super) fn cut(lines: &[Line], own: &[usize]) -> Vec<Vec<usize>> {
    let mut articles: Vec<Vec<usize>> = Vec::new();
    let mut current: Vec<usize> = Vec::new();
    let mut before = Before::default();
    for (number, &at) in own.iter().enumerate() {
        let may_cut = before.words >= SHORTEST && is_candidate(&lines[at]);
        if may_cut
            && let Some(candidate) = candidate(lines, own, number, &before)
            && is_headline(&candidate)
        {
            articles.push(std::mem::take(&mut current));
            before = Before::default();
        }
        before.words += lines[at].words;
        before.names.extend(names_in(lines[at].text));
        before.stems.extend(stems(lines[at].text));
        current.push(at);
    }
    articles.push(current);
    articles
}

fn is_headline(candidate: &Candidate) -> bool {
    let sum: f64 = SIGNS.iter().filter(|sign| (sign.holds)(candidate)).map(|sign| sign.weight).sum();
    let marked = mark::closes(candidate.before) || candidate.after.iter().any(|line| mark::opens(line));
    sum >= ENOUGH && (marked || candidate.long_before >= SHORTEST_UNMARKED)
}

/// Whether a line can be a headline by itself.
fn is_candidate(line: &Line) -> bool {
    (3..=22).contains(&line.words)
        && mark::is_title(line)
        && !caption::is_caption(line.text)
        && !shape::is_leftover(line.text)
        && !line.text.starts_with(['“', '"', '‘'])
        && ![
            Topic::Interface,
            Topic::Footer,
            Topic::Stub,
            Topic::Promotion,
            Topic::Masthead,
            Topic::Sponsor,
            Topic::LiveBox,
        ]
        .iter()
        .any(|topic| line.is(*topic))
        && !mark::closes(line)
        && !mark::opens(line)
}

/// The candidate at `number` of `own`, where a paragraph begins within four lines.
fn candidate<'a>(lines: &'a [Line<'a>], own: &[usize], number: usize, so_far: &Before) -> Option<Candidate<'a>> {
    let before = &lines[*own.get(number.checked_sub(1)?)?];
    let settled = shape::ends_sentence(before.text) || mark::closes(before) || caption::is_caption(before.text);
    let mut loose = 0;
    let mut after = Vec::new();
    for at in own[number + 1..].iter().take(4) {
        let line = &lines[*at];
        after.push(line);
        if shape::ends_sentence(line.text) && line.words >= 6 && !mark::closes(line) {
            // A paragraph that goes on from the line before is no beginning.
            let anew = shape::starts_upper(line.text) && !shape::is_bullet(line.text);
            let returning = returning(lines, &own[number + 1..], &so_far.names);
            let line = &lines[own[number]];
            let echo = echo(line, lines, &own[number + 1..], &so_far.stems);
            return anew.then_some(Candidate {
                line,
                before,
                after,
                returning,
                echo,
                settled,
                loose,
                long_before: so_far.words,
            });
        }
        let furniture = mark::opens(line) || mark::closes(line) || caption::is_caption(line.text);
        // A standfirst may stand between; a list may not.
        if shape::is_bullet(line.text) {
            return None;
        }
        loose += usize::from(!furniture);
    }
    None
}

/// Of the names in the text after a candidate, how many per cent stood in the text before.
fn returning(lines: &[Line], after: &[usize], names: &HashSet<&str>) -> Option<usize> {
    let mut found = HashSet::new();
    let mut words = 0;
    for at in after {
        found.extend(names_in(lines[*at].text));
        words += lines[*at].words;
        if words >= LOOK_AHEAD {
            break;
        }
    }
    (found.len() >= 4).then(|| found.iter().filter(|name| names.contains(*name)).count() * 100 / found.len())
}

/// Of the words of a line, how many per cent stand in the text after it, and in the text before.
fn echo(line: &Line, lines: &[Line], after: &[usize], before: &HashSet<String>) -> (usize, usize) {
    let own: Vec<String> = stems(line.text).collect();
    if own.is_empty() {
        return (0, 0);
    }
    let (mut later, mut words) = (HashSet::new(), 0);
    for at in after {
        later.extend(stems(lines[*at].text));
        words += lines[*at].words;
        if words >= LOOK_AHEAD {
            break;
        }
    }
    let share = |text: &HashSet<String>| own.iter().filter(|stem| text.contains(*stem)).count() * 100 / own.len();
    (share(&later), share(before))
}

/// The first five letters of each word that is long enough to mean something by itself.
fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .take(super::line::MANY)
        .filter(|word| word.chars().nth(3).is_some())
        .map(|word| word.chars().take(5).flat_map(char::to_lowercase).collect())
}

/// Words with a capital inside a sentence: names, mostly.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    let mut opens = true;
    text.split_whitespace().take(super::line::MANY).filter_map(move |word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("’s").or(bare.strip_suffix("'s")).unwrap_or(bare);
        let is_name = !opens && bare.starts_with(char::is_uppercase) && bare.chars().nth(2).is_some();
        opens = shape::ends_sentence(word) && bare.chars().nth(3).is_some()
            || word.starts_with(['“', '"']) && bare.is_empty();
        is_name.then_some(bare)
    })
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check;

    #[test]
    fn a_long_headline_after_credits_begins_an_article() {
        check(
            "
Council Closes the Harbour for a Week
The council of Turvik met on Monday and closed the harbour for a week, its clerk Ida Berg said in a statement.
The ferry stays at sea, and no boat may leave before the weekend.
Per Holt contributed reporting.
Island Schools Will Open Without Heat
Schools on the island of Sandsund will open on Tuesday without heat, according to the teachers' union there.
Parents were told by letter.
",
            "
article “Council Closes the Harbour for a Week” by Per Holt (contributor)
  The council of Turvik met on Monday and closed the harbour for a week, its clerk Ida Berg said in a statement.
  The ferry stays at sea, and no boat may leave before the weekend.
article “Island Schools Will Open Without Heat”
  Schools on the island of Sandsund will open on Tuesday without heat, according to the teachers' union there.
  Parents were told by letter.
",
        );
    }

    #[test]
    fn a_crosshead_cuts_nothing() {
        check(
            "
The council of Turvik met on Monday and closed the harbour for a week, its clerk Ida Berg said in a statement.
The ferry stays at sea, and no boat may leave before the weekend, Ms. Berg added in Turvik.
A Long Week Ahead for Turvik
The ferry of Turvik is due back on Friday, Ms. Berg said, and the council of Turvik meets on Saturday with Ms. Berg.
",
            "
article
  The council of Turvik met on Monday and closed the harbour for a week, its clerk Ida Berg said in a statement.
  The ferry stays at sea, and no boat may leave before the weekend, Ms. Berg added in Turvik.
  A Long Week Ahead for Turvik
  The ferry of Turvik is due back on Friday, Ms. Berg said, and the council of Turvik meets on Saturday with Ms. Berg.
",
        );
    }

    #[test]
    fn a_wall_truncates_its_article_and_ends_it() {
        check(
            "
Council Closes the Harbour for a Week
The council of Turvik met on Monday and closed the harbour for a week, its clerk Ida Berg said in a long statement to us.
The ferry stays at sea.
Subscribe to the Daily to read on.
Island Schools Open Without Heat
Mira SolmPer Holt and Jo Ek
Schools on the island of Sandsund will open on Tuesday without heat, according to the teachers' union.
",
            "
article “Council Closes the Harbour for a Week” Subscribe to the Daily to read on.
  The council of Turvik met on Monday and closed the harbour for a week, its clerk Ida Berg said in a long statement to us.
  The ferry stays at sea.
article “Island Schools Open Without Heat” by Mira Solm, Per Holt, Jo Ek
  Schools on the island of Sandsund will open on Tuesday without heat, according to the teachers' union.
",
        );
    }
}
