//! When a document that does not say so was published, as far as its own words tell: not before the last dated thing that it
//! tells as past, not after the first that it says will be, not after it was changed or captured.
//!
//! Invariant: a stretch with the method `inferred`, open where nothing bounds it. What somebody else says, what a noun has for its
//! date (“the 2030 plan failed”) and what stands on a condition bound nothing: tenses shift there. Words that contradict one
//! another bound nothing at all. Cost: a walk up the tree for each written date.

use crate::condition::Trees;
use crate::view::View;
use dateline_record::{Document, Extent, Method, Precision, TimeExpression, TimeType, When};
use dateline_when::{Edtf, End, Point, Stretch};

/// What may stand between a clause and the date of what it tells.
const AT: &[&str] = &["in", "on", "during", "since", "from", "at", "late", "early"];

/// Farther from its date a clause has no helping verb.
const NEAR: usize = 12;

/// So many contents end around one place at most: what is said within what is said.
const NESTED: usize = 8;

/// What the words of one document bound.
struct Bounds<'a> {
    view: &'a View<'a>,
    trees: Trees<'a>,
    /// The tags of the English treebanks, by number.
    tags: &'a [&'static str],
    /// What others say, in order.
    contents: &'a [Extent],
}

/// A date and the words that tell it.
type Told<'a> = (Point, &'a str);

/// Where a clause puts what it tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Past,
    Ahead,
}

/// The stretch in which `document` was published by its own words; none where they tell nothing, or where it has a date.
pub(crate) fn of(
    document: &Document,
    view: &View,
    trees: Trees,
    tags: &[&'static str],
    contents: &[Extent],
    times: &[TimeExpression],
) -> Option<When> {
    if document.published.is_some() {
        return None;
    }
    let mut bounds = [document.captured.as_ref(), document.updated.as_ref()].into_iter().flatten().filter_map(ends);
    let closed = bounds.by_ref().map(|(_, last)| last).min_by_key(Point::latest);
    let own = Bounds { view, trees, tags, contents };
    let (mut from, mut to): (Option<Told>, Option<Told>) = (None, None);
    for (time, side) in times.iter().filter_map(|time| Some((time, own.side(time)?))) {
        let Some((first, last)) = time.when.as_ref().and_then(ends) else { continue };
        let words = time.extent.of(view.text);
        match side {
            // What a verb mistaken for a past one tells.
            Side::Past if closed.is_some_and(|closed| first.earliest() > closed.latest()) => {}
            Side::Past if from.is_none_or(|(known, _)| first.earliest() > known.earliest()) => {
                from = Some((first, words))
            }
            Side::Ahead if to.is_none_or(|(known, _)| last.latest() < known.latest()) => to = Some((last, words)),
            Side::Past | Side::Ahead => {}
        }
    }
    if let (Some((first, _)), Some((last, _))) = (from, to)
        && first.earliest() > last.latest()
    {
        (from, to) = (None, None);
    }
    let words = from.or(to).map(|(_, words)| words);
    let end = to.map(|(point, _)| point).into_iter().chain(closed).min_by_key(Point::latest);
    if from.is_none() && end.is_none() {
        return None;
    }
    let at = |point: Option<Point>| point.map_or(End::Open, End::At);
    let stretch = Stretch::new(at(from.map(|(point, _)| point)), at(end))?;
    Some(dateline_when::when(&Edtf::Stretch(stretch), Method::Inferred, words))
}

/// First and last point of a When, as exact as it is.
fn ends(when: &When) -> Option<(Point, Point)> {
    let point = |end: End| match end {
        End::At(point) => Some(point),
        End::Open | End::Unknown => None,
    };
    let day = |point: Point| match point.precision() {
        Precision::Time => point.earliest().map_or(point, Point::day),
        _ => point,
    };
    let (first, last) = match when.edtf.parse().ok()? {
        Edtf::Point(point) => (point, point),
        Edtf::Stretch(stretch) => (point(stretch.start())?, point(stretch.end())?),
        Edtf::Either(either) => (Point::day(either.days().0), Point::day(either.days().1)),
    };
    Some((day(first), day(last)))
}

impl Bounds<'_> {
    /// Whether the writer tells something as having happened, or as going to happen, at a written date.
    fn side(&self, time: &TimeExpression) -> Option<Side> {
        let when = time.when.as_ref()?;
        let exact = when.method == Method::Written && when.precision <= Precision::Year;
        let next = self.contents.partition_point(|content| content.end() <= time.extent.start());
        let said = self.contents[next..].iter().take(NESTED).any(|content| content.overlaps(time.extent));
        if !exact || said || !matches!(time.time_type, TimeType::Date | TimeType::Time) {
            return None;
        }
        let (top, opening) = self.phrase(time.extent)?;
        let relation = self.trees.relation(top);
        let close = opening.is_none_or(|word| AT.iter().any(|at| at.eq_ignore_ascii_case(word)));
        if !matches!(relation, "obl" | "advmod" | "nmod") || !close {
            return None;
        }
        let verb = self.trees.head(top)?;
        let told = matches!(self.trees.relation(verb), "root" | "conj" | "acl" | "advcl");
        if !told || self.tag(verb) == "VBG" || self.trees.is_opened(self.view, verb) {
            return None;
        }
        let tense = self.tense(verb);
        // “Will be the first since 1982”.
        tense.filter(|side| *side == Side::Past || !opening.is_some_and(|word| word.eq_ignore_ascii_case("since")))
    }

    /// The word on which those of a date hang, and the preposition before them.
    fn phrase(&self, extent: Extent) -> Option<(usize, Option<&str>)> {
        let words = self.trees.words;
        let start = words.partition_point(|word| word.range().end <= extent.start());
        let end = words.partition_point(|word| word.range().start < extent.end());
        let top = (start..end).find(|at| self.trees.head(*at).is_none_or(|head| !(start..end).contains(&head)))?;
        let before = (start.saturating_sub(3)..start)
            .find(|at| self.trees.head(*at) == Some(top) && self.trees.relation(*at) == "case");
        Some((top, before.map(|at| words[at].of(self.view.text))))
    }

    /// The tense of the clause of `verb`: of its first helping verb, or its own.
    fn tense(&self, verb: usize) -> Option<Side> {
        let helps =
            |at: &usize| self.trees.head(*at) == Some(verb) && matches!(self.trees.relation(*at), "aux" | "cop");
        let helper = (verb.saturating_sub(NEAR)..verb).find(helps);
        let word = |at: usize| self.trees.words[at].of(self.view.text);
        match (helper.map(|at| (self.tag(at), word(at))), self.tag(verb)) {
            (Some(("MD", will)), _) => {
                ["will", "wo", "’ll", "'ll"].iter().any(|one| one.eq_ignore_ascii_case(will)).then_some(Side::Ahead)
            }
            // “were to open in 2010”: perhaps they did.
            (Some(("VBD", be)), "VB") if ["was", "were"].iter().any(|one| one.eq_ignore_ascii_case(be)) => None,
            (Some(("VBD", _)), _) | (None, "VBD") => Some(Side::Past),
            (Some(("VBZ" | "VBP", have)), "VBN" | "VBG") => {
                ["has", "have", "’ve", "'ve"].iter().any(|one| one.eq_ignore_ascii_case(have)).then_some(Side::Past)
            }
            _ => None,
        }
    }

    fn tag(&self, at: usize) -> &'static str {
        self.trees.nodes.get(at).and_then(|node| self.tags.get(usize::from(node.fine))).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Knowledge, Scratch, read};
    use dateline_record::{CaptureId, Document, Kind, Span, TextBuilder};
    use std::sync::LazyLock;

    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

    /// The interval of a text without a date, captured on a day or not (`-`); `-` where it is not known at all.
    #[track_caller]
    fn check(captured: &str, text: &str, expected: &str) {
        let mut builder = TextBuilder::new();
        builder.verbatim(0, text, 0..text.len());
        let span = Span::new(0, text, 0..text.len()).unwrap();
        let bare = Document::bare(CaptureId::of(b""), Kind::Article, vec![span], builder.finish()).unwrap();
        let document = Document { captured: dateline_when::stamp(captured), ..bare };
        let reading = read(&document, &KNOWLEDGE, &mut Scratch::default());
        let told = reading.published.as_ref().map_or("-", |when| when.edtf.as_str());
        let times: Vec<String> = reading
            .times
            .iter()
            .filter_map(|time| Some(format!(" {}={}", time.extent.of(text), time.when.as_ref()?.edtf)))
            .collect();
        assert_eq!(format!("{told}{}", times.concat()), expected, "{text}");
    }

    #[test]
    fn it_is_not_older_than_the_last_thing_it_tells_of() {
        check(
            "-",
            "The ferry sank in 2019. Its owner was jailed in March 2023.",
            "2023-03/.. 2019=2019 March 2023=2023-03",
        );
        check(
            "-",
            "The bridge, which was closed on 4 May 2031, was never painted.",
            "2031-05-04/.. 4 May 2031=2031-05-04",
        );
        check("-", "The pier has been shut since 2029.", "2029/.. 2029=2029");
        check("-", "The pier is closed.", "-");
    }

    #[test]
    fn it_is_not_younger_than_what_is_still_to_come() {
        check("-", "The court will meet on 12 December 2031.", "../2031-12-12 12 December 2031=2031-12-12");
        check(
            "-",
            "The pier was closed in May 2031. It will open again on 3 June 2031.",
            "2031-05/2031-06-03 May 2031=2031-05 3 June 2031=2031-06-03",
        );
    }

    #[test]
    fn plans_conditions_and_what_others_say_bound_nothing() {
        check("-", "The 2035 plan failed.", "- 2035=2035");
        check("-", "The company wanted to finish in 2035.", "- 2035=2035");
        check("-", "He said that the law took effect in 2035.", "- 2035=2035");
        check("-", "The board would close the pier in 2035.", "- 2035=2035");
        check("-", "The cuts were due by 2035.", "- 2035=2035");
        check("-", "The visit will be the first since 1982.", "- 1982=1982");
        check("-", "The trams were originally to run during 2035.", "- 2035=2035");
    }

    #[test]
    fn the_capture_is_the_latest_bound_and_nothing_after_it_has_happened() {
        check("2031-05-14", "The pier is closed.", "../2031-05-14");
        check("2031-05-14", "The ferry sank in March 2031.", "2031-03/2031-05-14 March 2031=2031-03");
        check("2031-05-14", "The treaty required quotas that ended in 2035.", "../2031-05-14 2035=2035");
    }

    #[test]
    fn a_weekday_is_a_day_only_where_the_interval_leaves_one() {
        check(
            "2031-05-14",
            "The ferry sank on 13 May 2031. Divers found nothing on Monday.",
            "2031-05-13/2031-05-14 13 May 2031=2031-05-13 Monday=2031-05-12",
        );
        check(
            "2031-05-14",
            "The ferry sank on 3 May 2031. Divers found nothing on Monday.",
            "2031-05-03/2031-05-14 3 May 2031=2031-05-03",
        );
    }
}
