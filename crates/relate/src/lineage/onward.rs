//! Lines that send the reader on to a piece that is not on the desk: “Read: …”, “ADA HOLT, Turvik Post: …”.
//!
//! Invariant: such a line is a paragraph of its own, names a title, and ends nowhere in a sentence. Cost: linear in the text.

use super::house::houses_in;
use super::{Written, credit, row};
use dateline_record::{Extent, Kind, LineageRow, Relation};

/// Bytes of the longest such line.
const LONGEST: usize = 240;
/// Words of the shortest title.
const TITLE: usize = 3;
/// What stands before the title.
const LEADS: &[&str] = &[
    "Read:",
    "READ:",
    "Read more:",
    "READ MORE:",
    "Read also:",
    "READ ALSO:",
    "Also read:",
    "ALSO READ:",
    "Related:",
    "RELATED:",
    "See also:",
    "SEE ALSO:",
    "More:",
    "MORE:",
    "Watch:",
    "WATCH:",
    "Listen:",
    "LISTEN:",
    "ICYMI:",
    "Must read:",
    "MUST READ:",
];

/// A row for every line that sends the reader on.
pub(super) fn onward(own: &Written, rows: &[LineageRow]) -> Vec<LineageRow> {
    if matches!(own.row.kind, Kind::Comment | Kind::Advertisement) {
        return Vec::new();
    }
    let is_list = matches!(own.row.kind, Kind::Brief | Kind::Listing);
    let text = own.text.as_str();
    let (mut found, mut from): (Vec<LineageRow>, usize) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let start = from + (line.len() - line.trim_start().len());
        from += line.len();
        let line = line.trim();
        let Some((name, sign)) = Some(line).filter(|line| line.len() <= LONGEST).and_then(|line| read(line, is_list))
        else {
            continue;
        };
        let place = Extent::new(text, start..start + line.len()).and_then(|extent| own.cited(extent));
        let Some(place) = place else { continue };
        let is_link = |row: &LineageRow| {
            row.relation == Relation::PointsTo
                && row
                    .spans
                    .iter()
                    .any(|span| span.part == place.part && span.start < place.end && place.start < span.end)
        };
        if !rows.iter().any(is_link) {
            let name = Some(credit::short(name));
            found.push(row(Relation::PointsTo, &own.row.id, None, name, None, true, vec![sign], vec![place]));
        }
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    found.dedup_by(|later, first| later.id == first.id);
    found
}

/// What a line points to, and why.
fn read(line: &str, is_list: bool) -> Option<(&str, String)> {
    let words = |title: &str| title.split_whitespace().count();
    for lead in LEADS {
        if let Some(title) = line.strip_prefix(lead).map(str::trim).filter(|title| words(title) >= TITLE) {
            return Some((title, format!("a line that begins “{lead}”")));
        }
    }
    // “ADA HOLT and BEN OYELARAN, Turvik Post: The bridge is shut”: who, where, and the title.
    // In a running text the same make is a speaker's turn.
    let (head, title) = line.split_once(": ").filter(|_| is_list)?;
    let (who, house) = head.rsplit_once(", ")?;
    let whole = houses_in(house)
        .into_iter()
        .any(|(_, range)| range == (0..house.len()) || house == format!("The {}", &house[range]));
    let is_names = who
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "and" | "de" | "von" | "al"))
        && (2..=12).contains(&words(who));
    let is_title = words(title) >= TITLE && !title.starts_with(['“', '"', '‘']) && !title.ends_with('.');
    (whole && is_names && is_title).then(|| (line, format!("a line that names who wrote it, {house} and a title")))
}
