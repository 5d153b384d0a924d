//! Posts that point to an article of the same capture: they repeat its title, or a run of its words.
//!
//! Invariant: a post points to one article or to none; four words of a title at least, or ten of a text in a row.
//! Cost: linear in the words of the articles and posts.

use super::draft::{Draft, Pointer};
use super::line::Line;
use dateline_record::Kind;
use std::collections::HashMap;

/// Words in a row that say that a post repeats an article.
const RUN: usize = 10;
/// The fewest words of a title that says so.
const TITLE: usize = 4;

/// Points posts to articles; an article that has no outlet gets the one that the post names: “Title – Turvik Post https://…”.
pub(super) fn link(lines: &[Line], drafts: &mut [Draft]) {
    let articles: Vec<usize> = (0..drafts.len()).filter(|at| drafts[*at].kind == Kind::Article).collect();
    let posts: Vec<usize> = (0..drafts.len()).filter(|at| drafts[*at].kind == Kind::Post).collect();
    if articles.is_empty() || posts.is_empty() {
        return;
    }
    let titles: Vec<(usize, String)> = articles
        .iter()
        .filter_map(|at| Some((*at, normal(&drafts[*at].title.as_ref()?.text))))
        .filter(|(_, title)| title.split(' ').count() >= TITLE)
        .collect();
    let mut runs: HashMap<String, Option<usize>> = HashMap::new();
    for &article in &articles {
        for (at, _) in drafts[article].lines.iter().filter(|(_, text)| text.is_some()) {
            for run in normal(lines[*at].text).split(' ').collect::<Vec<_>>().windows(RUN) {
                // What two articles hold points to neither.
                let owner = runs.entry(run.join(" ")).or_insert(Some(article));
                *owner = owner.filter(|owner| *owner == article);
            }
        }
    }
    for post in posts {
        let Some((at, Some(range))) = drafts[post].lines.iter().find(|(_, text)| text.is_some()).cloned() else {
            continue;
        };
        let line = &lines[at];
        let words = &line.text[range.start - line.start..range.end - line.start];
        let plain = normal(words);
        let by_title = titles.iter().filter(|(_, title)| plain.contains(title.as_str()));
        let by_title = by_title.max_by_key(|(_, title)| title.len()).map(|(article, _)| *article);
        let by_words = || {
            let words: Vec<&str> = plain.split(' ').collect();
            words.windows(RUN).find_map(|run| runs.get(&run.join(" ")).copied().flatten())
        };
        let Some(article) = by_title.or_else(by_words) else { continue };
        drafts[post].points_to = Some(Pointer { draft: article, words: range.clone() });
        if by_title.is_some() && drafts[article].outlet.is_none() {
            let title = drafts[article].title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
            drafts[article].outlet = named(words, title).map(str::to_owned);
        }
    }
}

/// The outlet that stands between a title and an address: “Title – Turvik Post https://…”.
fn named<'a>(words: &'a str, title: &str) -> Option<&'a str> {
    let rest = words.split_once(title)?.1.trim_start();
    let rest = ["– ", "— ", "- ", "| "].iter().find_map(|dash| rest.strip_prefix(dash))?;
    let name = rest.split_once(" http")?.0.trim();
    let count = name.split_whitespace().count();
    ((1..=5).contains(&count) && name.len() <= 50 && !name.contains(['.', ',', ':', '!', '?', '…', '#', '@']))
        .then_some(name)
}

/// Words in lower case, letters and digits alone, without addresses.
fn normal(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .take(super::line::MANY)
        .filter(|word| !word.starts_with("http"))
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::documents;

    #[test]
    fn a_post_points_to_the_article_whose_title_or_words_it_repeats() {
        let found = documents(
            "
Topics
(@desk) / Wall

@desk: The Ferry That Came Back – Turvik Post https://example.org/1 – It has …

Topics
Long reads

The Ferry That Came Back

The ferry came back on Monday after nine days at sea, the council said, and nobody knows where it had been.

Topics
(@desk) / Wall

@desk: “the council said, and nobody knows where it had been.” Well.

Topics
(@desk) / Wall

@desk: The ferry is back
",
        );
        let article = found.iter().find(|document| document.kind == dateline_record::Kind::Article).unwrap();
        assert_eq!(article.outlet.as_deref(), Some("Turvik Post"));
        let points: Vec<bool> =
            found.iter().map(|document| document.links.iter().any(|link| link.document == Some(article.id))).collect();
        assert_eq!(points, [true, false, true, false]);
        assert_eq!(found[0].links[0].address, "https://example.org/1");
        assert_eq!(found[2].links[0].address, "");
    }
}
