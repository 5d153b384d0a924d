//! What stands round the name of a place: its sort, and the country or region that holds it.
//!
//! Invariant: a piece of a longer name has no vicinity (“University of Orsa”, “Orsa Times”). Cost: a few words on both sides, a look-up each.

use super::cast::Cast;
use super::countries::letters;
use super::tree::Tree;
use dateline_lexicon::{Gazetteer, Known, PlaceSort, Places};
use dateline_record::{EntityType, Extent, Form};
use std::ops::Range;

/// Words that make of a name a region.
const REGION: &[&str] =
    &["province", "provinces", "state", "governorate", "region", "oblast", "prefecture", "countryside"];
/// Words that make of it something that lies in it or elsewhere.
const OTHER: &[&str] = &[
    "district",
    "county",
    "airport",
    "airbase",
    "river",
    "valley",
    "university",
    "street",
    "square",
    "road",
    "lake",
    "island",
    "islands",
    "suburb",
    "suburbs",
    "outskirts",
    "border",
    "crossing",
    "camp",
    "prison",
    "mountains",
    "desert",
    "peninsula",
    "strip",
];
/// Words that only repeat that it is a town.
const TOWN: &[&str] = &["city", "town"];
/// Words that stand before “of” and a name that they leave as it is.
const OF: &[&str] = &["city", "town", "village", "state", "province", "governorate", "region", "republic", "kingdom"];
/// Parts of what is named.
const PART: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "upper",
    "lower",
    "greater",
    "downtown",
    "old",
    "rural",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "mainland",
];
/// Days and months follow places: “in Orsa Friday”.
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "today",
    "i",
    "he",
    "she",
];
/// So many words before a name are read.
const BEFORE: usize = 6;

/// A country, or a region of it, that a place is said to lie in.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Holder {
    pub country: [u8; 2],
    pub region: Option<u8>,
}

/// What stands round a name.
pub(super) struct Vicinity {
    /// The name alone.
    pub name: Extent,
    /// It is said to be a region.
    pub whole: bool,
    /// Only something in it or called by it is meant.
    pub part: bool,
    /// A side of it is meant: “northern Orsa”.
    pub side: bool,
    /// What is said to hold it; two for “Georgia”.
    pub holders: Vec<Holder>,
    /// What holds it may only be the next of a list.
    pub listed: bool,
}

/// Reads what stands round the name of a place; none for a piece of a longer name.
pub(super) fn of(cast: &Cast, gazetteer: &Gazetteer, extent: Extent) -> Option<Vicinity> {
    let tree = cast.tree;
    let from = cast.mentions.partition_point(|one| one.extent.start() < extent.start());
    let own = cast.mentions[from..].iter().take_while(|one| one.extent.start() == extent.start());
    own.into_iter().find(|one| one.extent == extent && one.entity_type == EntityType::Place)?;
    let near = &cast.mentions[from.saturating_sub(12)..];
    let near = near.iter().take_while(|one| one.extent.start() <= extent.start());
    let longer =
        |one: &dateline_record::Mention| one.form == Form::Name && one.extent != extent && one.extent.covers(extent);
    if near.into_iter().any(longer) {
        return None;
    }
    let (mut words, mut whole, mut part) = (trimmed(tree, gazetteer, extent), false, false);
    if words.is_empty() {
        return None;
    }
    let is_known = |words: &Range<usize>| is_known(tree, gazetteer, words);
    if words.len() > 1 && !is_known(&words) {
        let last = words.end - 1;
        (whole, part) = (tree.is(last, REGION), tree.is(last, OTHER));
        if whole || part || tree.is(last, TOWN) {
            words.end = last;
        }
        if words.len() > 1 && tree.is(words.start, PART) && !is_known(&words) {
            words.start += 1;
            part = true;
        }
    }
    // “the province of Orsa”, “the island of Orsa”; a suburb has a name of its own
    let sort = words.start.checked_sub(2).filter(|_| tree.is(words.start - 1, &["of"]));
    let name = tree.extent(words.start, words.end - 1)?;
    let country = gazetteer.entry(name.of(tree.text)).known().any(Known::COUNTRY);
    whole |= !country && sort.is_some_and(|at| tree.is(at, REGION));
    part |= sort.is_some_and(|at| tree.is(at, OTHER) && !tree.is(at, &["suburb"]));
    let side = words.start > 0 && tree.word(words.start - 1).ends_with("ern");
    let mut next = words.end;
    let touches = |at: usize| gap(tree, at).is_some_and(|gap| gap.is_empty());
    if gap(tree, next) == Some(" ") || next < tree.len() && touches(next) {
        if tree.is(next, REGION) || tree.is(next, OTHER) || tree.is(next, TOWN) {
            whole |= tree.is(next, REGION);
            part |= tree.is(next, OTHER);
            next += 1;
        } else if is_name(tree, next) && !tree.is(next, DAYS)
            || touches(next) && matches!(tree.word(next), "-" | "–" | "/" | "&")
        {
            return None;
        }
    }
    let holders = before(tree, gazetteer, words.start);
    if holders.is_empty() && words.start > 0 && gap(tree, words.start).is_some_and(|gap| gap.len() < 2) {
        let last = words.start - 1;
        match () {
            _ if tree.is(last, PART) => part |= tree.word(last).starts_with(char::is_uppercase),
            _ if is_name(tree, last) || gap(tree, words.start) == Some("") && tree.word(last) == "-" => return None,
            // “University of Orsa”, not “City of Orsa”
            _ if tree.is(last, &["of"]) && last > 0 && is_name(tree, last - 1) && !tree.is(last - 1, OF) => {
                return None;
            }
            _ => {}
        }
    }
    let (behind, listed) = after(tree, gazetteer, next);
    let listed = listed && holders.is_empty();
    let holders = if holders.is_empty() { behind } else { holders };
    Some(Vicinity { name, whole, part, side, holders, listed })
}

/// The words of a mention up to a comma or “in”, without its article, what is small before it, and “Orsan city of”.
fn trimmed(tree: &Tree, gazetteer: &Gazetteer, extent: Extent) -> Range<usize> {
    let mut words = tree.covered(extent);
    let stops = |at: &usize| *at > words.start && tree.is(*at, &[",", "in"]);
    if let Some(stop) = words.clone().find(stops) {
        words.end = stop;
    }
    if is_known(tree, gazetteer, &words) {
        return words;
    }
    if let Some(of) = words.clone().rev().find(|at| tree.is(*at, &["of"]) && *at > words.start && tree.is(*at - 1, OF))
    {
        words.start = of + 1;
    }
    let small = |at: usize| tree.word(at).starts_with(char::is_lowercase) || tree.is(at, &["the"]);
    while words.len() > 1 && small(words.start) && !is_known(tree, gazetteer, &words) {
        words.start += 1;
    }
    words
}

fn is_known(tree: &Tree, gazetteer: &Gazetteer, words: &Range<usize>) -> bool {
    if words.is_empty() {
        return false;
    }
    let Some(name) = tree.extent(words.start, words.end - 1).map(|extent| extent.of(tree.text)) else { return false };
    gazetteer.entry(name).known().any(Known::COUNTRY) || !Places::embedded().named(name).is_empty()
}

/// What stands between a word and the one before it.
fn gap<'a>(tree: &Tree<'a>, at: usize) -> Option<&'a str> {
    let start = tree.words.get(at)?.range().start;
    tree.text.get(tree.words.get(at.checked_sub(1)?)?.range().end..start)
}

/// Whether a word is of a name.
fn is_name(tree: &Tree, at: usize) -> bool {
    at < tree.len() && tree.word(at).starts_with(char::is_uppercase) && matches!(tree.tag(at), "PROPN" | "NOUN" | "ADJ")
}

/// “the Orsan city of”, “Orsa’s”: the country before a name.
fn before(tree: &Tree, gazetteer: &Gazetteer, start: usize) -> Vec<Holder> {
    let mut at = start;
    while at > 0 && start - at < BEFORE {
        let last = at - 1;
        let word = tree.word(last);
        if word.starts_with(char::is_uppercase) {
            let linked = |at: usize| matches!(tree.word(at), "-" | "–" | "‑");
            if linked(at) || last > 0 && linked(last - 1) {
                return Vec::new();
            }
            for first in (last.saturating_sub(2)..=last).rev() {
                let entry = gazetteer.entry_of((first..at).map(|at| tree.word(at)));
                let people = entry.known().any(Known::GROUP);
                let country = entry.known().any(Known::COUNTRY) && at < start;
                if let Some(country) = gazetteer.country(entry).and_then(letters).filter(|_| people || country) {
                    return vec![Holder { country, region: None }];
                }
            }
            return Vec::new();
        }
        let goes_on = matches!(word, "'s" | "’s" | "of" | "-")
            || word.starts_with(char::is_lowercase) && matches!(tree.tag(last), "NOUN" | "ADJ" | "ADV" | "DET" | "NUM");
        if !goes_on {
            return Vec::new();
        }
        at = last;
    }
    Vec::new()
}

/// “, Orsa”, “in northern Orsa”, “(Orsa)”, “, Ill.”: what a name is said to lie in, and whether this may be a list.
fn after(tree: &Tree, gazetteer: &Gazetteer, next: usize) -> (Vec<Holder>, bool) {
    let mark = tree.word(next);
    if !matches!(mark, "," | "(" | "in") {
        return (Vec::new(), false);
    }
    let mut at = next + 1;
    while at < next + 5
        && (tree.is(at, PART) && tree.word(at).starts_with(char::is_lowercase) || tree.is(at, &["in", "the", "-"]))
    {
        at += 1;
    }
    let Some(start) = tree.words.get(at).map(|word| word.range().start) else { return (Vec::new(), false) };
    if mark == ","
        && let Some(whole) = short(&tree.text[start..])
    {
        return (regions(whole), false);
    }
    for count in (1..=4).rev().filter(|count| at + count <= tree.len()) {
        let Some(name) = tree.extent(at, at + count - 1).map(|extent| extent.of(tree.text)) else { continue };
        let entry = gazetteer.entry_of((at..at + count).map(|at| tree.word(at)));
        let country = gazetteer.country(entry).and_then(letters).filter(|_| entry.known().any(Known::COUNTRY));
        let mut holders = regions(name);
        holders.extend(country.map(|country| Holder { country, region: None }));
        if !holders.is_empty() && name.starts_with(char::is_uppercase) {
            let past = at + count;
            // “in Orsa in Vell airstrikes”
            if mark == "in" && matches!(tree.relation(past - 1), "compound" | "amod" | "nmod:poss" | "nmod:desc") {
                break;
            }
            // “Orsa, Vell and Turvik”, “Orsa, Vell’s”
            let comma = tree.word(past) == "," && is_name(tree, past + 1) && !tree.is(past + 1, DAYS);
            let listed = comma || tree.is(past, &["and", "or", "&", "'s", "’s"]) || is_name(tree, past);
            return (holders, mark == "," && listed);
        }
    }
    (Vec::new(), false)
}

/// “Ill.”: what a short name that the text opens with stands for.
fn short(text: &str) -> Option<&'static str> {
    let one = text.split_whitespace().next()?.trim_end_matches([',', ';', ')']);
    let two: String = text.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let places = Places::embedded();
    let two = places.whole(two.trim_end_matches([',', ';', ')']));
    two.or_else(|| places.whole(one)).or_else(|| places.whole(one.trim_end_matches('.')))
}

fn regions(name: &str) -> Vec<Holder> {
    let all = Places::embedded().named(name).into_iter();
    let regions = all.filter(|one| one.sort == PlaceSort::Region && !one.other_name);
    regions.map(|one| Holder { country: one.country, region: Some(one.region) }).collect()
}
