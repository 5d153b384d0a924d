//! What a document credits: houses and outlets that its lines, its dateline and its statements name as where something is from.
//!
//! Invariant: a house that only does or denies something is not credited (“the network denied it had been told”). Each is credited once,
//! with every place that says so. Cost: linear in the lines and statements.

use super::Written;
use super::house::{house, house_of, houses_in};
use dateline_record::{Authority, Extent, PassageRow, SpanRow, StatementRow};

/// Bytes at the head of a text in which a dateline names an agency.
const DATELINE: usize = 120;

/// Somebody who is credited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credit {
    /// The house, or the words where it is none that has a name.
    pub house: String,
    /// As written.
    pub outlet: String,
    /// It is the document's own.
    pub is_own: bool,
    /// Whole text is from there: a dateline or a by-line; else a part of it.
    pub is_whole: bool,
    /// Why, in plain words.
    pub signs: Vec<String>,
    /// Where it says so.
    pub spans: Vec<PassageRow>,
}

/// Everybody a document credits, in the order of their houses.
pub fn credits(told: &Written) -> Vec<Credit> {
    let own = house_of(told.row);
    let mut all: Vec<Credit> = Vec::new();
    let mut add = |house: String, outlet: &str, is_whole: bool, sign: String, place: Option<PassageRow>| {
        let credit = match all.iter_mut().find(|credit| credit.house == house) {
            Some(credit) => credit,
            None => {
                let is_own = own.as_ref() == Some(&house);
                let outlet = outlet.to_string();
                all.push(Credit { house, outlet, is_own, is_whole, signs: Vec::new(), spans: Vec::new() });
                let last = all.len() - 1;
                &mut all[last]
            }
        };
        credit.is_whole |= is_whole;
        if !credit.signs.contains(&sign) {
            credit.signs.push(sign);
        }
        credit.spans.extend(place.filter(|place| !credit.spans.contains(place)));
    };
    for by in &told.row.byline {
        for (house, range) in houses_in(&by.name) {
            let place = by.span.map(|span| told.passage(span, &by.name));
            add(house, &by.name[range], true, "the by-line names it".into(), place);
        }
    }
    let head = told.text.as_str();
    let head = &head[..head.floor_char_boundary(DATELINE)];
    for (house, range) in houses_in(head).into_iter().filter(|(_, range)| is_dateline(head, range)) {
        let extent = Extent::new(head, range.clone());
        let place = extent.and_then(|extent| told.cited(extent));
        add(house, &head[range], true, "the dateline names it".into(), place);
    }
    for credit in &told.row.credits {
        let named = houses_in(&credit.text).into_iter();
        // “RT @name” forwards; it is no broadcaster.
        for (house, range) in named.filter(|(_, range)| !credit.text[range.end..].trim_start().starts_with('@')) {
            let sign = format!("a credit line: “{}”", short(&credit.text));
            add(house, &credit.text[range], false, sign, Some(told.passage(credit.span, &credit.text)));
        }
    }
    // “Our own Ada Holt flagged”, “our friends at the morning letter report”: the house itself.
    for credit in &told.row.credits {
        let is_ours = OURS.iter().any(|words| credit.text.to_lowercase().starts_with(words));
        if let (true, Some(own), Some(name)) = (is_ours, &own, &told.row.outlet) {
            let sign = format!("a credit line: “{}”", short(&credit.text));
            add(own.clone(), name, false, sign, Some(told.passage(credit.span, &credit.text)));
        }
    }
    // “Our own Ada Holt reports”: she is the house, wherever else she is named.
    let ours = |statement: &&StatementRow| {
        statement.source.as_ref().is_some_and(|source| source.text.to_lowercase().starts_with("our own "))
    };
    let reporters: Vec<String> =
        told.statements.iter().filter(ours).flat_map(credited_by).map(|(house, ..)| house).collect();
    for statement in told.statements {
        for (house, outlet, sign) in credited_by(statement) {
            let (house, outlet) = match (&own, &told.row.outlet) {
                (Some(own), name) if reporters.contains(&house) => (own.clone(), name.clone().unwrap_or(outlet)),
                _ => (house, outlet),
            };
            add(house, &outlet, false, sign, Some(told.passage(statement.span, &statement.text)));
        }
    }
    all.sort_by(|one, other| one.house.cmp(&other.house));
    all
}

/// How a house names its own people.
const OURS: [&str; 4] = ["our own ", "our friends at ", "our colleague ", "our colleagues "];

/// “TURVIK (Agency)”, “TURVIK, Agency —”: beside a bracket or a dash.
fn is_dateline(head: &str, range: &std::ops::Range<usize>) -> bool {
    let before = head[..range.start].trim_end();
    let after = head[range.end..].trim_start();
    let has_place = before.chars().any(char::is_uppercase) && before.len() < 60;
    let bracketed = before.ends_with('(') && after.starts_with(')');
    let dashed = before.ends_with([',', '—', '–', '-']) && after.starts_with(['—', '–', '-']);
    (bracketed || dashed) && (has_place || before.len() < 2)
}

/// Whom a statement credits: house, words, sign.
pub(crate) fn credited_by(statement: &StatementRow) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let cue = statement.cue.as_ref().map_or("", |cue| cue.text.as_str());
    let reports = !statement.denied && cue.split(|c: char| !c.is_alphabetic()).any(is_reporting);
    let through: Vec<&str> = statement
        .chain
        .iter()
        .filter(|link| link.authority == Authority::Outlet)
        .map(|link| link.name.as_str())
        .collect();
    for name in &through {
        found.extend(house(name).map(|house| (house, name.to_string(), format!("through “{}”", short(name)))));
    }
    if statement.authority == Authority::Outlet
        && through.is_empty()
        && reports
        && let Some(source) = &statement.source
    {
        let named = source.name.as_deref().map(|name| (house(name), name));
        let (house, name) = named.unwrap_or_else(|| {
            let within = houses_in(&source.text).into_iter().next().map(|(house, _)| house);
            (within.or_else(|| house(&source.text)), source.text.as_str())
        });
        let sign = if cue.to_lowercase().starts_with("according") {
            format!("“{cue} {}”", short(&source.text))
        } else {
            format!("“{} {cue}”", short(&source.text))
        };
        found.extend(house.map(|house| (house, name.to_string(), sign)));
    }
    let source = statement.source.as_ref().filter(|_| statement.authority != Authority::Outlet && reports);
    if let Some(media) = source.and_then(|source| media_in(&source.text)) {
        found
            .extend(house(media).map(|house| (house, media.to_string(), format!("“{cue}” beside “{}”", short(media)))));
    }
    let venue = statement.venue.as_deref().or_else(|| hearer(statement));
    for (house, range) in venue.map(houses_in).unwrap_or_default() {
        let words = venue.unwrap_or_default();
        found.push((house, words[range].to_string(), format!("said to “{}”", short(words))));
    }
    found
}

/// “Varn's news agencies this weekend”: up to the words for media.
fn media_in(text: &str) -> Option<&str> {
    const MEDIA: [&str; 5] = ["news agencies", "news agency", "news media", "state media", "news outlets"];
    let end = MEDIA.iter().find_map(|words| text.find(words).map(|at| at + words.len()))?;
    Some(&text[..end])
}

/// Bytes after “told” in which the hearer stands.
const HEARER: usize = 60;

/// “Written the state news agency Varn Wire that …”: what stands between the cue and what was said.
fn hearer(statement: &StatementRow) -> Option<&str> {
    let cue = statement.cue.as_ref().filter(|cue| cue.text.ends_with("told"))?;
    let (_, after) = statement.text.split_once(&format!("{} ", cue.text))?;
    let first = statement.content.first().and_then(|content| after.find(&content.text));
    let end = first.unwrap_or(HEARER).min(HEARER).min(after.len());
    let after = &after[..after.floor_char_boundary(end)];
    after.split([',', ';', '“', '"', '.']).next()?.split(" that ").next()
}

fn is_reporting(word: &str) -> bool {
    let words = include_str!("../../data/reporting.txt").lines().filter(|line| !line.starts_with('#'));
    let word = word.to_lowercase();
    !word.is_empty() && words.flat_map(str::split_whitespace).any(|own| own == word)
}

pub(crate) fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text,
    }
}

impl Written<'_> {
    /// Words of the capture with their place.
    pub(crate) fn passage(&self, span: SpanRow, words: &str) -> PassageRow {
        PassageRow {
            capture: self.row.capture.clone(),
            document: self.row.id.clone(),
            path: self.row.path.clone(),
            part: span.part,
            start: span.start,
            end: span.end,
            text: words.to_string(),
        }
    }

    /// Words of the text with their place in the capture; none where they came from nowhere.
    pub(crate) fn cited(&self, extent: Extent) -> Option<PassageRow> {
        let span = self.text.span(extent)?;
        Some(self.passage(span.into(), extent.of(self.text.as_str())))
    }
}
