//! Event mentions of MEANTIME and ECB+: how many of the words that tell an event we find, and of MEANTIME's participants how many.
//!
//! Both sets mark every event, speech and thought included; ours tells those of its classes. Of MEANTIME the annotated sentences
//! are read, of ECB+ the sentences with a mark. Invariant: totals only. Cost: a text each of some hundred words.
//! After: Minard et al., MEANTIME, LREC 2016; Cybulska & Vossen, ECB+, LREC 2014.

use super::times::{Text, articles, attribute};
use crate::gold;
use anyhow::Context;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A text with what is marked in it, as places in bytes.
#[derive(Default)]
struct Marked {
    text: String,
    events: Vec<Range<usize>>,
    /// Event and participant, whatever its role.
    participants: Vec<(Range<usize>, Range<usize>)>,
    /// The sentences that are annotated.
    sentences: Vec<Range<usize>>,
}

pub(super) fn run() -> anyhow::Result<()> {
    for (name, sentences) in [("meantime", Some(super::times::LAST_SENTENCE)), ("ecbplus", None)] {
        let Some(set) = gold::set(name) else { continue };
        let mut all = Vec::new();
        for (name, path) in articles(&set)? {
            all.push(marked(&name, &fs::read_to_string(path)?, sentences)?);
        }
        compare(name, &all)?;
    }
    Ok(())
}

fn compare(name: &str, all: &[Marked]) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    for (number, one) in all.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:05}.txt")), &one.text)?;
    }
    let rows = gold::annotate(&gold::program()?, &["--as", "article", "--layers", "event-mentions"], folder.path())?;
    let (mut ours, mut right, mut gold, mut found) = (0, 0, 0, 0);
    let (mut own_sides, mut right_sides, mut gold_sides, mut found_sides) = (0, 0, 0, 0);
    let mut told: BTreeMap<usize, Vec<&Value>> = BTreeMap::new();
    for row in &rows {
        let name = Path::new(row["path"].as_str().unwrap_or_default()).file_stem().and_then(|stem| stem.to_str());
        told.entry(name.and_then(|name| name.parse().ok()).context("a text's number")?).or_default().push(row);
    }
    let place = |value: &Value| -> Range<usize> {
        let end = |name: &str| value["span"][name].as_u64().unwrap_or(0) as usize;
        end("start")..end("end")
    };
    let meets = |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    for (number, one) in all.iter().enumerate() {
        let rows = told.get(&number).map(Vec::as_slice).unwrap_or_default();
        let asked = |row: &&&Value| one.sentences.iter().any(|sentence| meets(sentence, &place(&row["trigger"])));
        let rows: Vec<&Value> = rows.iter().filter(asked).copied().collect();
        ours += rows.len();
        right += rows.iter().filter(|row| one.events.iter().any(|event| meets(event, &place(&row["trigger"])))).count();
        gold += one.events.len();
        let has = |event: &&Range<usize>| rows.iter().any(|row| meets(event, &place(&row["trigger"])));
        found += one.events.iter().filter(has).count();
        for row in &rows {
            let own: Vec<&(Range<usize>, Range<usize>)> =
                one.participants.iter().filter(|(event, _)| meets(event, &place(&row["trigger"]))).collect();
            if own.is_empty() {
                continue;
            }
            let sides: Vec<Range<usize>> =
                ["actors", "recipients"].iter().filter_map(|side| row[*side].as_array()).flatten().map(place).collect();
            own_sides += sides.len();
            right_sides += sides.iter().filter(|side| own.iter().any(|(_, wanted)| meets(wanted, side))).count();
            gold_sides += own.len();
            found_sides += own.iter().filter(|(_, wanted)| sides.iter().any(|side| meets(wanted, side))).count();
        }
    }
    let line = |title: &str, (right, ours): (usize, usize), (found, gold): (usize, usize)| {
        let (precision, recall) = (right as f64 / ours.max(1) as f64, found as f64 / gold.max(1) as f64);
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        println!("{title:44} precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}  ({gold} marked)");
    };
    line(&format!("{name}, words that tell"), (right, ours), (found, gold));
    if gold_sides > 0 {
        line(&format!("{name}, participants of those found"), (right_sides, own_sides), (found_sides, gold_sides));
    }
    Ok(())
}

/// A text in CAT's XML.
fn marked(name: &str, xml: &str, last_sentence: Option<usize>) -> anyhow::Result<Marked> {
    let mut text = Text::until(last_sentence.unwrap_or(usize::MAX));
    let mut sentence_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut mentions: BTreeMap<String, (bool, Vec<String>)> = BTreeMap::new();
    let mut links: Vec<(String, Vec<String>)> = Vec::new();
    let mut open: Option<(String, bool, Vec<String>)> = None;
    let mut relation: Option<(String, Vec<String>)> = None;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().with_context(|| format!("{name} is XML"))? {
            Event::Eof => break,
            Event::Start(tag) if tag.name().as_ref() == "token" => {
                let (id, sentence) = (attribute(&tag, "t_id"), attribute(&tag, "sentence").parse()?);
                let word = reader.read_text(tag.name())?;
                text.add(&id, sentence, &quick_xml::escape::unescape(&word)?);
                sentence_of.insert(id, sentence);
            }
            Event::Start(tag) if tag.name().as_ref() == "HAS_PARTICIPANT" => relation = Some(Default::default()),
            Event::Start(tag) if !attribute(&tag, "m_id").is_empty() => {
                let kind = tag.name();
                let kind: &str = kind.as_ref();
                let event = kind == "EVENT_MENTION" || kind.starts_with("ACTION") || kind.starts_with("NEG_ACTION");
                open = Some((attribute(&tag, "m_id"), event, Vec::new()));
            }
            Event::Empty(tag) if tag.name().as_ref() == "token_anchor" => {
                if let Some((.., anchors)) = &mut open {
                    anchors.push(attribute(&tag, "t_id"));
                }
            }
            Event::Empty(tag) if tag.name().as_ref() == "source" => {
                if let Some(link) = &mut relation {
                    link.0 = attribute(&tag, "m_id");
                }
            }
            Event::Empty(tag) if tag.name().as_ref() == "target" => {
                if let Some(link) = &mut relation {
                    link.1.push(attribute(&tag, "m_id"));
                }
            }
            Event::End(tag) if tag.name().as_ref() == "HAS_PARTICIPANT" => links.extend(relation.take()),
            Event::End(_) => {
                if let Some((id, event, anchors)) = open.take() {
                    mentions.insert(id, (event, anchors));
                }
            }
            _ => {}
        }
    }
    let bytes: Vec<usize> = text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]).collect();
    let place = |anchors: &[String]| {
        let places: Vec<_> = anchors.iter().filter_map(|id| text.places.get(id)).collect();
        let (start, end) = (places.iter().map(|one| one.0).min()?, places.iter().map(|one| one.1).max()?);
        Some(*bytes.get(start)?..*bytes.get(end)?)
    };
    let mut marked = Marked { text: text.text.clone(), ..Marked::default() };
    let mut sentences: BTreeSet<usize> = BTreeSet::new();
    for (_, anchors) in mentions.values().filter(|(event, _)| *event) {
        marked.events.extend(place(anchors));
        sentences.extend(anchors.iter().filter_map(|id| sentence_of.get(id)));
    }
    for (source, targets) in &links {
        let event = mentions.get(source).and_then(|(_, anchors)| place(anchors));
        for target in targets {
            let who = mentions.get(target).and_then(|(_, anchors)| place(anchors));
            marked.participants.extend(event.clone().zip(who));
        }
    }
    for sentence in sentences {
        let own: Vec<String> =
            sentence_of.iter().filter(|(_, of)| **of == sentence).map(|(id, _)| id.clone()).collect();
        marked.sentences.extend(place(&own));
    }
    Ok(marked)
}
