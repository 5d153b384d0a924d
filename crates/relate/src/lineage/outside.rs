//! What a document has of things that are no documents of the desk: the letters, filings, posts and interviews it quotes, and its own
//! words that it sets out once more.
//!
//! Invariant: one row for each work; it is quoted where some of its own words stand in quotation marks, else credited where it is a text.
//! A statement without a work has that of its speaker's last one where it follows closely. Cost: linear in text and statements.

use super::pair::Side;
use super::work::{self, Sort, Work};
use super::{Written, credit, house_of, row};
use crate::reuse::align;
use dateline_record::{Authority, Directness, Extent, Kind, LineageRow, PassageRow, Relation, StatementRow};

/// Bytes after a statement in which its speaker's next words are of the same work.
const ON: usize = 700;
/// Places of one work that are cited.
const MOST_PLACES: usize = 12;
/// Bytes before a statement in which its sentence is looked for.
const LEAD: usize = 160;
/// A pull quote has so many words,
const PULLED: usize = 8;
/// and so much of them, in thousandths, stands elsewhere in the text.
const PULLED_SHARE: usize = 850;

/// A work with everything that was found of it.
struct Found {
    work: Work,
    speaker: Option<String>,
    is_quoted: bool,
    signs: Vec<String>,
    spans: Vec<PassageRow>,
}

/// What it quotes and credits that is not on the desk.
pub(super) fn outside(own: &Written) -> Vec<LineageRow> {
    if matches!(own.row.kind, Kind::Comment | Kind::Advertisement | Kind::Boilerplate) {
        return Vec::new();
    }
    let text = own.text.as_str();
    let mut placed: Vec<(usize, &StatementRow)> =
        own.statements.iter().filter_map(|own| Some((text.find(&own.text)?, own))).collect();
    placed.sort_by_key(|(at, statement)| (*at, std::cmp::Reverse(statement.text.len()), &statement.id));
    let house = house_of(own.row);
    let mut found: Vec<Found> = Vec::new();
    // Of each speaker the last work, and where its words end.
    let mut last: Vec<(String, usize, usize)> = Vec::new();
    for (at, statement) in placed {
        let direct = statement.directness != Directness::Indirect;
        let speaker = work::speaker(statement).filter(|_| statement.authority != Authority::Document);
        let end = at + statement.text.len();
        let before = lead(text, at);
        let mut shown = None;
        let number = match work::of(statement, before) {
            Some(work) => {
                let is_before = !before.trim().is_empty() && before.contains(work.shown.trim_matches(['“', '”']));
                let extent = Extent::new(text, at - before.len()..at).filter(|_| is_before);
                shown = extent.and_then(|extent| own.cited(extent));
                Some(known(&mut found, work, speaker.clone()))
            }
            None => {
                let open = last.iter().rfind(|(name, ..)| direct && speaker.as_ref() == Some(name));
                open.filter(|(_, past, _)| at <= past + ON && !statement.denied).map(|(.., number)| *number)
            }
        };
        let Some(number) = number else { continue };
        if let Some(name) = speaker {
            last.retain(|(own, ..)| *own != name);
            last.push((name, end, number));
        }
        let place = own.passage(statement.span, &statement.text);
        let one = &mut found[number];
        one.is_quoted |= direct;
        for place in shown.into_iter().chain([place]) {
            if one.spans.len() < MOST_PLACES && !one.spans.contains(&place) {
                one.spans.push(place);
            }
        }
    }
    // “The filing says”, and no more of it: nobody can tell which.
    let is_own = |own: &Found| own.work.house.is_some() && own.work.house == house;
    let told = |own: &Found| own.is_quoted || own.work.sort == Sort::Text && !own.work.is_weak && !own.work.is_bare;
    let rows = found.into_iter().filter(|own| !is_own(own)).filter(told).map(|found| {
        let relation = if found.is_quoted { Relation::Quotes } else { Relation::Credits };
        let name = credit::short(&found.work.name);
        row(relation, &own.row.id, None, Some(name), None, true, found.signs, found.spans)
    });
    let mut rows: Vec<LineageRow> = rows.collect();
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    rows.dedup_by(|later, first| later.id == first.id);
    rows
}

/// The number of a work among those found: “the letter” is the last letter.
fn known(found: &mut Vec<Found>, work: Work, speaker: Option<String>) -> usize {
    let sign = work.shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = found.iter().rposition(|own| {
        own.work.noun == work.noun
            && match &speaker {
                Some(_) => own.speaker == speaker,
                None => work.is_bare || own.work.name.eq_ignore_ascii_case(&work.name),
            }
    });
    let number = same.unwrap_or_else(|| {
        found.push(Found { work, speaker, is_quoted: false, signs: Vec::new(), spans: Vec::new() });
        found.len() - 1
    });
    let sign = credit::short(&sign);
    if found[number].signs.len() < 3 && !found[number].signs.contains(&sign) {
        found[number].signs.push(sign);
    }
    number
}

/// What stands before a place in its sentence.
fn lead(text: &str, at: usize) -> &str {
    let from = text.floor_char_boundary(at.saturating_sub(LEAD));
    let before = &text[from..at];
    let ends = [". ", ".” ", ".\" ", "? ", "! ", "\n", "” "];
    let start = ends.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max();
    start.map_or(if from == 0 { before } else { "" }, |start| &before[start..])
}

/// Paragraphs in quotation marks that only say once more what stands elsewhere in the text.
pub(super) fn pulled(own: &Written) -> Option<LineageRow> {
    let side = Side::new(own);
    let (text, words) = (own.text.as_str(), &side.words);
    let mut spans = Vec::new();
    let mut from = 0;
    for paragraph in text.split_inclusive('\n') {
        let (start, end) = (from, from + paragraph.len());
        from = end;
        let bare = paragraph.trim();
        let is_marked =
            bare.starts_with(['“', '"']) && bare.ends_with(['”', '"']) && bare.matches(['“', '"']).count() <= 2;
        let first = words.places.partition_point(|place| (place.0 as usize) < start);
        let past = words.places.partition_point(|place| (place.0 as usize) < end);
        if !is_marked || past - first < PULLED {
            continue;
        }
        let quoted = &words.hashes[first..past];
        for (before, rest) in [(0, &words.hashes[..first]), (past, &words.hashes[past..])] {
            let same = align(quoted, rest, 4);
            let shared: usize = same.iter().map(|own| own.length).sum();
            if let Some(one) = same.first().filter(|_| shared * 1000 >= quoted.len() * PULLED_SHARE) {
                let past_rest = same.iter().map(|own| own.other + own.length).max().unwrap_or(one.other);
                let first_rest = same.iter().map(|own| own.other).min().unwrap_or(one.other);
                spans.extend(side.cited(first, past));
                spans.extend(
                    side.cited(before + first_rest, before + past_rest)
                        .filter(|_| past_rest - first_rest <= 2 * quoted.len()),
                );
                break;
            }
        }
    }
    let id = &own.row.id;
    let sign = "a paragraph in quotation marks says once more what stands in the text".to_string();
    (!spans.is_empty()).then(|| row(Relation::Quotes, id, Some(id.clone()), None, None, true, vec![sign], spans))
}
