//! Sentences of the articles of two sources, of which some are drawn, with the words in them that may be labelled.
//!
//! Invariant: places count as the labels do, code points of the field in `fa-kes` and bytes of the page's markup in `newsfront`.
//! Cost: all pages are read.

use super::brat::Points;
use super::cut::cut;
use super::fakes;
use dateline_extract::{Context, Limits};
use dateline_record::{Extent, Kind};
use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use walkdir::WalkDir;

/// A sentence with what was found in it.
pub struct Sentence {
    /// The page's path, or the row's identity.
    pub document: String,
    /// Where it lies.
    pub place: Points,
    /// Its words.
    pub words: String,
    /// Where what was found lies in the document, in order; never empty.
    pub found: Vec<Points>,
    /// The same, in bytes of `words`.
    pub ranges: Vec<Range<usize>>,
}

impl Sentence {
    /// What the seed orders by.
    pub fn name(&self) -> String {
        format!("{}:{}", self.document, self.place.0)
    }
}

/// Without the later ones of the same words: two versions of a page tell them once.
pub fn told_once(all: Vec<Sentence>) -> Vec<Sentence> {
    let mut seen = HashSet::new();
    all.into_iter().filter(|one| seen.insert(one.words.clone())).collect()
}

/// The sentences of the articles in `newsfront` in which `find` finds something.
pub fn newsfront(set: &Path, find: impl Fn(&str) -> Vec<Range<usize>>) -> anyhow::Result<Vec<Sentence>> {
    let mut all = Vec::new();
    for entry in WalkDir::new(set).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let Ok(found) = dateline_extract::extract(&fs::read(entry.path())?, &Context::default(), &Limits::default())
        else {
            continue;
        };
        let page = entry.path().strip_prefix(set)?.display().to_string();
        for document in found.documents.iter().filter(|document| document.kind == Kind::Article) {
            let text = document.text.as_str();
            let place = |range: Range<usize>| {
                let span = Extent::new(text, range).and_then(|extent| document.text.span(extent))?;
                Some((span.start(), span.end()))
            };
            all.extend(held(&page, text, &find, place));
        }
    }
    Ok(all)
}

/// The sentences of `fa-kes` in which `find` finds something.
pub fn fa_kes(set: &Path, find: impl Fn(&str) -> Vec<Range<usize>>) -> anyhow::Result<Vec<Sentence>> {
    let mut all = Vec::new();
    for article in fakes::read(set)? {
        let text = article.text.as_str();
        let points = |at: usize| text[..at].chars().count();
        all.extend(held(&article.id, text, &find, |range| Some((points(range.start), points(range.end)))));
    }
    Ok(all)
}

/// The sentences of one text; what has no place in the source is passed over.
fn held(
    document: &str,
    text: &str,
    find: impl Fn(&str) -> Vec<Range<usize>>,
    place: impl Fn(Range<usize>) -> Option<Points>,
) -> Vec<Sentence> {
    let mut all = Vec::new();
    for sentence in cut(text) {
        let Some(own) = place(sentence.clone()) else { continue };
        let mut one = Sentence {
            document: document.to_owned(),
            place: own,
            words: text[sentence.clone()].to_owned(),
            found: Vec::new(),
            ranges: Vec::new(),
        };
        for range in find(&one.words) {
            if let Some(found) = place(sentence.start + range.start..sentence.start + range.end) {
                one.found.push(found);
                one.ranges.push(range);
            }
        }
        if !one.found.is_empty() {
            all.push(one);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::held;

    #[test]
    fn what_is_found_has_its_place_in_the_document() {
        let text = "Nobody came. Two ferries left.";
        let all = held(
            "a",
            text,
            |words| words.find("Two").map(|at| at..at + 3).into_iter().collect(),
            |range| Some((range.start, range.end)),
        );
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].place, all[0].found.as_slice()), ((13, 30), [(13, 16)].as_slice()));
        assert_eq!(all[0].name(), "a:13");
    }
}
