//! ECB+ as texts with their event mentions: topics, and in each two seminal events of one kind (`ecb`, `ecbplus`), which are its stories.
//!
//! Tokens are joined as they would be printed. Lines that are nothing but an address are left out: they hold the story's name.
//! Source: Cybulska & Vossen, LREC 2014; annotations CC BY, texts look.

use crate::gold;
use crate::score::{Text, articles, attribute};
use anyhow::Context;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A text of the set.
pub struct Marked {
    /// `1_10ecbplus`.
    pub name: String,
    /// 1 to 45.
    pub topic: u32,
    /// Topic and half: `1 ecbplus`.
    pub story: String,
    /// Its words.
    pub text: String,
    /// Event mentions, in order.
    pub events: Vec<Marking>,
}

/// A mention of an event.
pub struct Marking {
    /// Its words, as places in bytes, in order; at least one.
    pub words: Vec<Range<usize>>,
    /// It stands in a sentence that the set's makers checked: what the field scores.
    pub is_checked: bool,
    /// The event it is of; its own where it is linked to nothing.
    pub event: String,
}

/// All texts, in order.
pub fn read(set: &Path) -> anyhow::Result<Vec<Marked>> {
    let (mut all, checked, none) = (Vec::new(), checked()?, BTreeSet::new());
    for (name, path) in articles(set)? {
        let name = name.trim_end_matches(".xml").to_string();
        let own = checked.get(&name).unwrap_or(&none);
        all.push(marked(&name, &fs::read_to_string(path)?, own).with_context(|| name.clone())?);
    }
    all.sort_by(|one, other| (one.topic, &one.name).cmp(&(other.topic, &other.name)));
    Ok(all)
}

/// The sentences that the set's makers checked for coreference, by document.
fn checked() -> anyhow::Result<BTreeMap<String, BTreeSet<usize>>> {
    let lines = fs::read_to_string(gold::root().join("xtask/labels/ecbplus/checked.txt"))?;
    let lines = lines.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, sentences) = line.split_once(" | ").context("a document, |, sentences")?;
            let sentences = sentences.split(' ').map(str::parse).collect::<Result<_, _>>()?;
            Ok((name.to_string(), sentences))
        })
        .collect()
}

fn marked(name: &str, xml: &str, checked: &BTreeSet<usize>) -> anyhow::Result<Marked> {
    let (mut tokens, mut mentions, mut event_of) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut open: Option<(String, bool, Vec<String>)> = None;
    let mut relation: Option<(String, Vec<String>)> = None;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(tag) if tag.name().as_ref() == "token" => {
                let (id, sentence) = (attribute(&tag, "t_id"), attribute(&tag, "sentence").parse::<usize>()?);
                let word = reader.read_text(tag.name())?;
                tokens.push((id, sentence, quick_xml::escape::unescape(&word)?.into_owned()));
            }
            Event::Start(tag) if !attribute(&tag, "r_id").is_empty() => {
                let is_across = tag.name().as_ref() == "CROSS_DOC_COREF";
                let note = attribute(&tag, "note");
                let id = if is_across { note } else { format!("{name} {}", attribute(&tag, "r_id")) };
                relation = Some((id, Vec::new()));
            }
            Event::Start(tag) if !attribute(&tag, "m_id").is_empty() => {
                let kind = tag.name();
                let kind: &str = kind.as_ref();
                let is_event = kind.starts_with("ACTION") || kind.starts_with("NEG_ACTION");
                open = Some((attribute(&tag, "m_id"), is_event, Vec::new()));
            }
            Event::Empty(tag) if tag.name().as_ref() == "token_anchor" => {
                open.iter_mut().for_each(|(.., anchors)| anchors.push(attribute(&tag, "t_id")));
            }
            Event::Empty(tag) if tag.name().as_ref() == "source" => {
                relation.iter_mut().for_each(|(_, sources)| sources.push(attribute(&tag, "m_id")));
            }
            Event::End(_) => {
                mentions.extend(open.take());
                if let Some((id, sources)) = relation.take_if(|(_, sources)| !sources.is_empty()) {
                    event_of.extend(sources.into_iter().map(|source| (source, id.clone())));
                }
            }
            _ => {}
        }
    }
    let sentence_of: BTreeMap<&str, usize> = tokens.iter().map(|(id, sentence, _)| (id.as_str(), *sentence)).collect();
    let mut text = Text::until(usize::MAX);
    let addresses = addresses(&tokens);
    for (id, sentence, word) in tokens.iter().filter(|(_, sentence, _)| !addresses.contains(sentence)) {
        text.add(id, *sentence, word);
    }
    let bytes: Vec<usize> = text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]).collect();
    let mut events = Vec::new();
    for (id, _, anchors) in mentions.iter().filter(|(_, is_event, _)| *is_event) {
        let places = anchors.iter().filter_map(|id| text.places.get(id));
        let mut words: Vec<Range<usize>> = places.map(|(start, end)| bytes[*start]..bytes[*end]).collect();
        words.sort_by_key(|word| word.start);
        if words.is_empty() {
            continue;
        }
        let event = event_of.get(id).cloned().unwrap_or_else(|| format!("{name} alone {id}"));
        let is_checked = anchors.iter().filter_map(|id| sentence_of.get(id.as_str())).any(|one| checked.contains(one));
        events.push(Marking { words, is_checked, event });
    }
    events.sort_by_key(|one| (one.words[0].start, one.words[one.words.len() - 1].end));
    let topic = name.split('_').next().unwrap_or_default();
    let half = if name.ends_with("ecbplus") { "ecbplus" } else { "ecb" };
    Ok(Marked {
        name: name.to_string(),
        topic: topic.parse()?,
        story: format!("{topic} {half}"),
        text: text.text,
        events,
    })
}

/// Sentences that are nothing but an address.
fn addresses(tokens: &[(String, usize, String)]) -> BTreeSet<usize> {
    let mut sentences: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (_, sentence, word) in tokens {
        sentences.entry(*sentence).or_default().push(word);
    }
    let is_address = |words: &[&str]| words.len() <= 2 && words.iter().any(|word| word.contains('/'));
    sentences.into_iter().filter(|(_, words)| is_address(words)).map(|(sentence, _)| sentence).collect()
}
