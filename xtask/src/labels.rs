//! Labels made by hand fit the data that they were made on: every place is a piece of its text, within its sentence.
//!
//! Held here for `labels/quantities`, `labels/modality` and `labels/events`; the older ones have their scorers say so.
//! Invariant: the data's words are never printed; where the data are absent nothing is tested.

use crate::draw::fakes;
use crate::gold;
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::ops::Range;

/// A text with what a label's offsets count in it.
struct Text {
    text: String,
    /// Where each code point begins, where labels count in those.
    points: Option<Vec<usize>>,
}

impl Text {
    fn slice(&self, range: &Value) -> Option<(Range<usize>, &str)> {
        let byte = |at: &Value| {
            let at = usize::try_from(at.as_u64()?).ok()?;
            self.points.as_ref().map_or(Some(at), |points| points.get(at).copied())
        };
        let range = byte(&range[0])?..byte(&range[1])?;
        Some((range.clone(), self.text.get(range)?)).filter(|(_, words)| !words.trim().is_empty())
    }
}

/// The labels of both halves.
fn halves(kind: &str) -> Vec<Value> {
    let read = |half: &str| {
        let path = gold::root().join("xtask/labels").join(kind).join(half).with_extension("json");
        let list: Value = serde_json::from_slice(&fs::read(path).expect("the labels are here")).expect("sound JSON");
        list.as_array().expect("a list").clone()
    };
    ["dev", "held"].into_iter().flat_map(read).collect()
}

/// The text of a label; none where the data are absent.
fn text(label: &Value, articles: &BTreeMap<String, String>) -> Option<Text> {
    if label["source"] == "fa-kes" {
        let text = articles.get(label["document"].as_str().expect("a row"))?.clone();
        let points = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        return Some(Text { text, points: Some(points) });
    }
    let path = gold::set("newsfront")?.join(label["path"].as_str().expect("a page"));
    let bytes = fs::read(path).expect("the page is there");
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(label["sha256"].as_str(), Some(hash.as_str()), "another page was labelled");
    let mut text = String::new();
    MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text).expect("UTF-8");
    Some(Text { text, points: None })
}

fn articles() -> BTreeMap<String, String> {
    let Some(set) = gold::set("fa-kes") else { return BTreeMap::new() };
    fakes::read(&set).expect("a table").into_iter().map(|one| (one.id, one.text)).collect()
}

#[track_caller]
fn lies_within(text: &Text, sentence: &Value, place: &Value) {
    let (outer, _) = text.slice(sentence).expect("a sentence lies in its text");
    let (inner, _) = text.slice(place).expect("a place lies in its text");
    assert!(outer.start <= inner.start && inner.end <= outer.end, "{place} lies beyond {sentence}");
}

#[test]
fn quantities_lie_in_their_sentences_and_say_what_they_may() {
    let articles = articles();
    let bounds = ["exact", "at-least", "more-than", "up-to", "less-than", "about", "between", "vague"];
    for label in halves("quantities") {
        let text = text(&label, &articles);
        for one in label["quantities"].as_array().expect("a list") {
            let ends = (one["low"].as_f64(), one["high"].as_f64());
            let bound = one["bound"].as_str().expect("a bound");
            assert!(bounds.contains(&bound), "{bound}");
            let is_sound = match bound {
                "exact" | "about" => ends.0.is_some() && ends.0 == ends.1,
                "at-least" | "more-than" | "vague" => ends.0.is_some() && ends.1.is_none(),
                "up-to" | "less-than" => ends.0.is_none() && ends.1.is_some(),
                _ => ends.0 < ends.1,
            };
            assert!(is_sound, "{one}");
        }
        let Some(text) = text else { continue };
        for one in ["quantities", "none"].into_iter().flat_map(|list| label[list].as_array().expect("a list")) {
            lies_within(&text, &label["sentence"], &one["number"]);
            if one["head"].is_array() {
                assert!(text.slice(&one["head"]).is_some(), "{one}");
            }
        }
    }
}

#[test]
fn words_of_events_lie_in_their_sentences() {
    let articles = articles();
    for label in halves("modality") {
        if let Some(text) = text(&label, &articles) {
            lies_within(&text, &label["sentence"], &label["trigger"]);
        }
    }
}

#[test]
fn events_of_the_captures_stand_beside_their_happenings() {
    let captures = gold::shared().join("captures");
    if !captures.exists() {
        return;
    }
    let (all, dated) = (gold::labelled("events", &captures), gold::labelled("happenings", &captures));
    for (capture, dated) in all.expect("the labels are here").iter().zip(dated.expect("the labels are here")) {
        let events = capture.label["events"].as_array().expect("a list");
        let happenings = dated.label["happenings"].as_array().expect("a list");
        assert!(events.iter().map(|one| &one["time"]).eq(happenings.iter().map(|one| &one["time"])));
        let places = events.iter().flat_map(|one| {
            let lists = ["trigger", "actors", "recipients", "optional"].into_iter();
            let listed = lists.flat_map(|list| one[list].as_array().into_iter().flatten());
            listed.chain(Some(&one["place"]).filter(|place| place.is_array()))
        });
        let text = Text { text: capture.text.clone(), points: None };
        places.for_each(|place| assert!(text.slice(place).is_some(), "{}: {place}", capture.file));
    }
}
