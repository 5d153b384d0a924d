//! Digests: several articles run together with nothing but headline lines between them, or not even that.
//!
//! Each place before a line has signs (`gap`), a model says what they weigh together, and the places whose odds are good
//! enough, together and each by itself, are cut. Precision first: a single article stays whole.
//! Cost: linear in the text.

mod cohesion;
mod gap;
mod words;

use super::line::Line;
use crate::boost::Model;
use gap::Text;
use std::sync::LazyLock;

/// The model that ships: the logarithm of the odds that an article begins at a gap.
static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(include_str!("model.txt")));

/// An article is no shorter than this, in words.
const SHORTEST: usize = 25;
/// What each cut costs.
const CUT: f32 = 0.1;
/// How far the others draw a gap to having a headline, or to having none.
const STYLE: f32 = 1.5;
/// What it costs to take a text for a digest.
const DIGEST: f32 = 3.5;
/// The same where a headline stands right after a line that closes an article.
const DIGEST_MARKED: f32 = 0.5;

/// Cuts the lines `own` into articles.
pub(super) fn cut(lines: &[Line], own: &[usize]) -> Vec<Vec<usize>> {
    let mut articles: Vec<Vec<usize>> = vec![Vec::new()];
    let cuts = cuts(lines, own);
    let mut cuts = cuts.iter().peekable();
    for (number, &at) in own.iter().enumerate() {
        if cuts.next_if_eq(&&number).is_some() {
            articles.push(Vec::new());
        }
        if let Some(article) = articles.last_mut() {
            article.push(at);
        }
    }
    articles
}

/// Where articles begin, but the first.
fn cuts(lines: &[Line], own: &[usize]) -> Vec<usize> {
    let text = Text::of(lines, own);
    let odds: Vec<Odds> = (1..own.len())
        .filter_map(|at| {
            let odds = MODEL.odds(&text.gap(at)?.signs());
            let titled = text.marks[at].title;
            (odds > FAINTEST).then_some(Odds { at, odds, titled })
        })
        .collect();
    let (_, first) = best(&text, &odds, 0.0);
    // Where most articles have a headline, so have the others; where none has, neither have they.
    let titled = first.iter().filter(|n| odds[**n].titled).count() as f32;
    let lean = if first.len() < 2 { 0.0 } else { STYLE * (2.0 * (titled + 0.5) / (first.len() as f32 + 1.0) - 1.0) };
    let (gain, found) = best(&text, &odds, lean);
    // A headline right after a credit or a wall speaks for itself.
    let marked = found.iter().any(|number| odds[*number].titled && text.marks[odds[*number].at - 1].closes);
    if gain < if marked { DIGEST_MARKED } else { DIGEST } {
        return Vec::new();
    }
    found.into_iter().map(|number| odds[number].at).collect()
}

/// A gap that may be cut.
struct Odds {
    at: usize,
    odds: f32,
    /// Whether a headline stands there.
    titled: bool,
}

/// Odds below this are not looked at.
const FAINTEST: f32 = -4.0;

/// The cuts that gain most together, each leaving enough words before it; `lean` is what headlines gain and others lose.
fn best(text: &Text, odds: &[Odds], lean: f32) -> (f32, Vec<usize>) {
    // gains[n]: the most that the first n gaps give.
    let mut gains: Vec<f32> = vec![0.0];
    let mut taken: Vec<Option<usize>> = vec![None];
    let mut open = 0;
    for (number, gap) in odds.iter().enumerate() {
        while open < number && text.before(odds[open].at) + SHORTEST <= text.before(gap.at) {
            open += 1;
        }
        let gain = gap.odds - CUT + if gap.titled { lean } else { -lean };
        let with = gains[open] + gain;
        let takes = text.before(gap.at) >= SHORTEST && gain > 0.0 && with > gains[number];
        gains.push(if takes { with } else { gains[number] });
        taken.push(takes.then_some(open));
    }
    let mut cuts = Vec::new();
    let mut at = odds.len();
    while at > 0 {
        match taken[at] {
            Some(before) => {
                cuts.push(at - 1);
                at = before;
            }
            None => at -= 1,
        }
    }
    cuts.reverse();
    (gains[odds.len()], cuts)
}

/// The names of the signs by which gaps are judged.
pub(super) fn sign_names() -> Vec<&'static str> {
    gap::SIGNS.iter().map(|sign| sign.name).collect()
}

/// The gaps of lines: where each is, and its signs.
pub(super) fn gaps(lines: &[Line], own: &[usize]) -> Vec<(usize, Vec<f32>)> {
    let text = Text::of(lines, own);
    (1..own.len()).filter_map(|at| Some((text.lines[at].start, text.gap(at)?.signs()))).collect()
}

#[cfg(test)]
mod tests {
    use super::{MODEL, sign_names};
    use crate::plain::testing::check;

    #[test]
    fn the_model_knows_the_signs_of_the_table() {
        assert!(MODEL.knows(&sign_names()), "train it anew: cargo xtask train digest");
    }

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
