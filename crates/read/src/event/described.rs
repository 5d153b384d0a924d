//! What a phrase says of whom it means: country, sectors, role.
//!
//! Invariant: what two words of a phrase tell differently is not told. Cost: two look-ups a word of the phrase.
//! After: Schrodt, CAMEO codebook, 2012 (actor and agent dictionaries); Open Event Data Alliance, PLOVER manual, 2021.

use super::tree::Tree;
use dateline_lexicon::{Classes, Firmness, Gazetteer, Known, Lexicon, Sectors};
use std::ops::{Range, RangeInclusive};

/// Words after a hyphen that make of a country somebody else: “Iranian-backed”.
const LINKED: &[&str] = &[
    "backed",
    "born",
    "funded",
    "supported",
    "trained",
    "controlled",
    "held",
    "occupied",
    "ruled",
    "speaking",
    "language",
    "allied",
    "aligned",
    "made",
    "friendly",
    "brokered",
    "sponsored",
    "linked",
    "style",
    "era",
    "educated",
    "administered",
];

/// Words before a people that make of it a part of another: “ethnic Albanians”, “Latin America”.
const PART: &[&str] =
    &["ethnic", "latin", "south", "north", "central", "east", "west", "native", "pro", "anti", "non", "than"];

/// Words before an office that is no more held.
const FORMER: &[&str] = &["former", "ex", "ousted", "deposed", "exiled", "onetime", "erstwhile", "retired"];

/// Sectors whose former members are PLOVER's elite.
const OFFICES: &[&str] = &["GOV", "LEG"];

/// A role has no more words.
const LONGEST: usize = 9;

/// What is known of somebody.
#[derive(Clone, Default, Debug)]
pub(super) struct Facts<'a> {
    /// Of which country; `Some(None)`: of more than one.
    pub country: Option<Option<&'a str>>,
    pub sectors: Vec<&'static str>,
    pub firmness: Option<Firmness>,
    /// The words of the role.
    pub role: Option<(usize, usize)>,
    /// Whether a seat is named: “the Kremlin”.
    pub seat: bool,
}

/// Reads the words; those of `person` are a person's name and say nothing. `head` is the word that the rest describes.
pub(super) fn of<'a>(
    tree: &Tree,
    gazetteer: &'a Gazetteer,
    words: RangeInclusive<usize>,
    head: usize,
    person: &Range<usize>,
) -> Facts<'a> {
    let (first, last) = (*words.start(), *words.end());
    let mut facts = Facts::default();
    let (mut behind, mut former, mut opposed, mut role) = (false, false, false, None);
    let (mut free_of_country, mut free_of_sector, mut office) = (first, first, first..first);
    let mut far: Option<&'a str> = None;
    let word = |at: usize| (at <= last && !person.contains(&at)).then(|| tree.word(at));
    for at in first..=last {
        if person.contains(&at) {
            continue;
        }
        let own = tree.word(at);
        if at > first && tree.is(at, &["of", "for", "to", "from", "in", "at"]) {
            behind = true;
        }
        if matches!(own, "'s" | "’s") && !behind {
            // “the president’s lawyer”: of the owner only the country stays.
            facts.firmness = facts.firmness.map(|_| Firmness::BesideCountry);
            (former, opposed, role) = (false, false, None);
        }
        former |= !behind && tree.is(at, FORMER);
        if at >= free_of_country && own.starts_with(char::is_uppercase) {
            let (past, known, country) = country(gazetteer, at, word);
            free_of_country = past;
            if let Some(country) = country.filter(|_| !is_linked(tree, at, past, first)) {
                match (behind, facts.country) {
                    (true, _) => far = far.or(Some(country)),
                    (false, None) => facts.country = Some(Some(country)),
                    (false, Some(other)) if other != Some(country) => facts.country = Some(None),
                    _ => {}
                }
            }
            let body = if known.any(Known::ARMED_GROUP) { Some("REB") } else { None };
            let body =
                body.or(known.any(Known::OUTLET).then_some("JRN")).or(known.only(Known::COMPANY).then_some("BUS"));
            let whole = past > at + 1 || !known.any(Known::COUNTRY | Known::GROUP | Known::COMMON | Known::GIVEN);
            if let Some(body) = body.filter(|_| whole && !known.is_empty() && facts.sectors.is_empty() && !behind) {
                (facts.sectors, facts.firmness) = (vec![body], Some(Firmness::Yielding));
            }
        }
        if at >= free_of_sector
            && let Some((past, sector)) = Sectors::embedded().longest(at, word)
        {
            free_of_sector = past;
            office = if behind { office } else { at..past };
            opposed |= !behind && sector.codes.first() == Some(&"OPP");
            let firmer = facts.firmness.is_none_or(|known| sector.firmness >= known);
            let weaker = facts.firmness.is_some_and(|known| known >= Firmness::Firm || sector.firmness <= known);
            let counts = if behind { !weaker } else { firmer };
            if counts {
                (facts.sectors, facts.firmness) = (sector.codes.to_vec(), Some(sector.firmness));
                facts.seat = sector.seat && !behind;
            }
            if let Some(country) = sector.country.filter(|_| !behind) {
                facts.country = Some(Some(country));
            }
        }
        if !behind && is_office(own) {
            role = Some(at);
        }
    }
    if facts.country.is_none() {
        facts.country = far.map(Some);
    }
    if former && facts.sectors.first().is_some_and(|code| OFFICES.contains(code)) {
        facts.sectors = vec!["ELI"];
    }
    if opposed && !facts.sectors.contains(&"OPP") {
        facts.sectors.push("OPP");
    }
    let role = role.filter(|at| *at == head || !person.is_empty());
    facts.role = role.map(|at| {
        let (start, end) = widened(tree, gazetteer, at, first, last, person);
        // “secretary of state”
        (start, if office.contains(&at) { end.max(office.end - 1) } else { end })
    });
    facts
}

/// The country that the word at `at` and those behind it tell of: behind the last of them, what they can be, its letters.
pub(super) fn country<'a, 'b>(
    gazetteer: &'a Gazetteer,
    at: usize,
    word: impl Fn(usize) -> Option<&'b str> + Copy,
) -> (usize, Known, Option<&'a str>) {
    let past = gazetteer.longest(at, word).map_or(at + 1, |(past, _)| past);
    let mut entry = gazetteer.entry_of((at..past).map_while(word));
    if past > at + 1 && gazetteer.country(entry).is_none() && entry.known().any(Known::BODY | Known::TITLE) {
        // “Syrian Army” is a body of which the list knows no country.
        entry = gazetteer.entry_of(word(at).into_iter());
    }
    let known = entry.known();
    let of = Known::COUNTRY | Known::GROUP | Known::CAPITAL | Known::ARMED_GROUP | Known::METONYM;
    // “Jordan” is a name too, but no person's here; “Sofia” may be somebody's.
    let doubtful =
        known.any(Known::GIVEN | Known::SURNAME | Known::COMMON) && !known.any(Known::COUNTRY | Known::GROUP);
    (past, known, gazetteer.country(entry).filter(|_| known.any(of) && !doubtful))
}

/// Whether a country only says to whom somebody else is tied: “Iranian-backed”, “ethnic Albanians”, “pro-Russian”.
fn is_linked(tree: &Tree, at: usize, past: usize, first: usize) -> bool {
    let hyphen = |at: usize| matches!(tree.word(at), "-" | "–" | "‑");
    let linked = hyphen(past) && tree.is(past + 1, LINKED);
    let before = at.checked_sub(1).filter(|before| *before + 2 >= first);
    let part = before.is_some_and(|before| {
        tree.is(before, PART) || hyphen(before) && before.checked_sub(1).is_some_and(|word| tree.is(word, PART))
    });
    linked || part
}

/// Whether a word names an office or a trade that one has.
pub(super) fn is_office(word: &str) -> bool {
    let known = |word: &str| Lexicon::embedded().word(word).classes.any(Classes::ROLE | Classes::TITLE);
    let office =
        if word.bytes().any(|byte| byte.is_ascii_uppercase()) { known(&word.to_lowercase()) } else { known(word) };
    office
        && !["mr", "mrs", "ms", "miss", "mx", "dr"]
            .iter()
            .any(|title| title.eq_ignore_ascii_case(word.trim_end_matches('.')))
}

/// The role round its last word: “deputy foreign minister”, “head of the council”.
fn widened(
    tree: &Tree,
    gazetteer: &Gazetteer,
    at: usize,
    first: usize,
    last: usize,
    person: &Range<usize>,
) -> (usize, usize) {
    let mut start = at;
    while start > first && at - start < LONGEST {
        let before = start - 1;
        let outer = matches!(tree.tag(before), "DET" | "PUNCT" | "NUM" | "PART" | "CCONJ" | "ADP" | "PRON")
            && !matches!(tree.word(before), "-" | "–")
            || person.contains(&before)
            || tree.is(before, LINKED)
            || is_of_somebody(gazetteer, tree.word(before));
        if outer {
            break;
        }
        start = before;
    }
    let mut end = at;
    let object = at + 1 < last && tree.is(at + 1, &["of"]) && last - at < LONGEST;
    if object && !(at + 2..=last).any(|at| person.contains(&at) || is_of_somebody(gazetteer, tree.word(at))) {
        end = last;
    }
    while start < end && matches!(tree.word(start), "-" | "–") {
        start += 1;
    }
    (start, end)
}

/// Whether a name says whose the office is: “French”, “Hamas”.
fn is_of_somebody(gazetteer: &Gazetteer, word: &str) -> bool {
    let named = Known::COUNTRY | Known::GROUP | Known::ARMED_GROUP | Known::OUTLET;
    word.starts_with(char::is_uppercase) && gazetteer.entry(word).known().any(named)
}
