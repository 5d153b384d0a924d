//! Feeds against feedparser's conformance files, each of which says in a comment what a reader must find.
//!
//! Of the files said to be well-formed (`not bozo`) those count whose expectation is one of these fields; the file is
//! right where our rows say the same:
//!
//! | expected | looked for |
//! |---|---|
//! | `entries[0]`: `title`, `title_detail.value` | `title` of the entry's document, as words |
//! | `entries[0]`: `link`, `links[0].href` | the document's first link, byte for byte |
//! | `entries[0]`: `published`, `updated`, `created`, `modified`, `issued`, `date`, and each with `_parsed` | `published` or `updated`: its text; where parsed, its first minute in UTC |
//! | `entries[0]`: `author`, `author_detail.name`, `authors[0].name`, `contributors[0].name` | a name of the by-line, as words; an address beside the expected name may be missing |
//! | `entries[0]`: `content[0].value`, `description`, `summary`, `summary_detail.value` | `text` of the entry's documents, as words |
//! | `feed`: `title`, `title_detail.value` | `outlet` of any document, or `title` of the feed's own |
//! | `feed`: `link`, `links[0].href`, dates, authors | the same fields of the feed's own document |
//! | `feed`: `description`, `subtitle`, `tagline`, `info`, and each with `_detail.value` | `text` of the feed's own document holds it, as words |
//!
//! The entry's document is the first of the first part that is neither furniture nor promotion; the feed's own is the last.
//! *As words*: tags dropped, references replaced, letters and digits alone compared. Not counted, and said: expectations
//! in which no word is visible (a script that is dropped), those that rest on a header of HTTP, which a file has not, and
//! fields that are none of these.

mod expectation;

use crate::gold;
use expectation::{Expectation, Value as Expected};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// Scores the feeds.
pub fn run() -> anyhow::Result<()> {
    let Some(set) = gold::set("feeds") else { return Ok(()) };
    let program = gold::tested_program()?;
    let (rows, refusals) = gold::annotate_all(&program, &["--layers", "documents"], &set)?;
    let mut by_path: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in rows {
        by_path.entry(row["path"].as_str().unwrap_or_default().to_owned()).or_default().push(row);
    }
    let mut fields: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    let mut misses = Vec::new();
    let (mut other, mut wordless) = (0, 0);
    let mut malformed = (0, 0);
    for entry in WalkDir::new(&set).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path();
        if !entry.file_type().is_file() {
            continue;
        }
        let rows = by_path.get(&path.display().to_string()).map(Vec::as_slice).unwrap_or_default();
        let file = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
        let expected = expectation::read(&file);
        let wellformed = file.contains("not bozo");
        if !wellformed {
            malformed.0 += usize::from(!rows.is_empty());
            malformed.1 += 1;
        }
        let by_header = file.contains("\nHeader:") || file.contains("127.0.0.1:8097");
        let Some(expected) = expected.filter(|expected| expected.wellformed && !by_header) else {
            other += usize::from(wellformed);
            continue;
        };
        match judge(&expected, rows) {
            None => other += 1,
            Some((_, None)) => wordless += 1,
            Some((field, Some(right))) => {
                let count = fields.entry(field).or_default();
                count.0 += usize::from(right);
                count.1 += 1;
                if !right {
                    misses.push(format!("{field}: {}", short(path, &set)));
                }
            }
        }
    }
    misses.iter().for_each(|miss| println!("missed {miss}"));
    for (field, (right, all)) in &fields {
        println!("{field:<16} {right:>5} of {all:>5}  {:.3}", *right as f64 / *all as f64);
    }
    let (right, all) = fields.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    println!("well-formed, all fields: {right} of {all} right, {:.3}", right as f64 / all.max(1) as f64);
    println!("not counted: {wordless} expect nothing visible, {other} expect something else");
    let faults = refusals.iter().filter(|line| line.contains("a fault of ours")).count();
    println!("not said to be well-formed: {} of {} give documents", malformed.0, malformed.1);
    println!("refused: {} of all files; panics: {faults}", refusals.len());
    refusals.iter().for_each(|line| println!("refused {}", line.replace(&set.display().to_string(), "")));
    Ok(())
}

fn short(path: &Path, set: &Path) -> String {
    path.strip_prefix(set).unwrap_or(path).display().to_string()
}

/// The field that is expected, and whether the rows have it; the latter none where nothing visible is expected.
fn judge(expected: &Expectation, rows: &[Value]) -> Option<(&'static str, Option<bool>)> {
    let path: Vec<&str> = expected.path.iter().map(String::as_str).collect();
    let furniture = |row: &&Value| ["boilerplate", "advertisement"].contains(&row["kind"].as_str().unwrap_or_default());
    let first = |row: &&Value| row["spans"][0]["part"] == 0;
    let entry: Vec<&Value> = rows.iter().filter(first).collect();
    let main = entry.iter().copied().find(|row| !furniture(row)).or(entry.first().copied());
    let own = rows.last();
    Some(match (path.as_slice(), &expected.value) {
        (["entries", "0", "title"] | ["entries", "0", "title_detail", "value"], Expected::Words(value)) => {
            ("entry title", visible(value).map(|value| main.is_some_and(|row| words(&row["title"]) == value)))
        }
        (["entries", "0", "link"] | ["entries", "0", "links", "0", "href"], Expected::Words(value)) => {
            ("entry link", Some(main.is_some_and(|row| row["links"][0]["address"] == value.as_str())))
        }
        (["entries", "0", name], value) if is_date(name) => ("entry date", Some(is_dated(value, main))),
        (["entries", "0", rest @ ..], Expected::Words(value)) if is_author(rest) => {
            ("entry author", visible(value).map(|value| main.is_some_and(|row| is_by(row, &value))))
        }
        (
            ["entries", "0", "content", "0", "value"]
            | ["entries", "0", "description" | "summary"]
            | ["entries", "0", "summary_detail", "value"],
            Expected::Words(value),
        ) => {
            let text: String = entry.iter().map(|row| words(&row["text"])).collect();
            ("entry content", visible(value).map(|value| text == value))
        }
        (["feed" | "channel", "title"] | ["feed", "title_detail", "value"], Expected::Words(value)) => {
            let said = |value: String| {
                rows.iter().any(|row| words(&row["outlet"]) == value)
                    || own.is_some_and(|row| words(&row["title"]) == value)
            };
            ("feed title", visible(value).map(said))
        }
        (["feed" | "channel", "link"] | ["feed", "links", "0", "href"], Expected::Words(value)) => {
            ("feed link", Some(own.is_some_and(|row| row["links"][0]["address"] == value.as_str())))
        }
        (["feed" | "channel", name], value) if is_date(name) => ("feed date", Some(is_dated(value, own))),
        (["feed" | "channel", rest @ ..], Expected::Words(value)) if is_author(rest) => {
            ("feed author", visible(value).map(|value| own.is_some_and(|row| is_by(row, &value))))
        }
        (
            ["feed" | "channel", "description" | "subtitle" | "tagline" | "info"]
            | ["feed", "subtitle_detail" | "tagline_detail" | "info_detail", "value"],
            Expected::Words(value),
        ) => ("feed content", visible(value).map(|value| own.is_some_and(|row| words(&row["text"]).contains(&value)))),
        _ => return None,
    })
}

fn is_date(name: &str) -> bool {
    let name = name.strip_suffix("_parsed").unwrap_or(name);
    ["published", "updated", "created", "modified", "issued", "date"].contains(&name)
}

fn is_author(path: &[&str]) -> bool {
    matches!(path, ["author"] | ["author_detail", "name"] | ["authors" | "contributors", "0", "name"])
}

/// Whether a name of the by-line is the expected one, an address beside which may be missing.
fn is_by(row: &Value, value: &str) -> bool {
    let names: Vec<String> = row["byline"].as_array().into_iter().flatten().map(|by| words(&by["name"])).collect();
    names.iter().any(|name| !name.is_empty() && value.starts_with(name.as_str()))
}

/// Whether a row is published or updated when it is expected to be.
fn is_dated(value: &Expected, row: Option<&Value>) -> bool {
    let whens = row.into_iter().flat_map(|row| [&row["published"], &row["updated"]]);
    whens.filter(|when| when.is_object()).any(|when| match value {
        Expected::Words(text) => when["text"] == text.trim(),
        Expected::Numbers(numbers) => {
            let &[year, month, day, hour, minute, ..] = numbers.as_slice() else { return false };
            first_minute(when["edtf"].as_str().unwrap_or_default())
                == Some(minutes(year, month, day) + hour * 60 + minute)
        }
    })
}

/// The first minute in UTC of `2003-12-31T10:14+01:00`, of `2003-12` or of `2003`.
fn first_minute(edtf: &str) -> Option<i64> {
    let (day, time) = edtf.split_once('T').unwrap_or((edtf, ""));
    let mut day = day.splitn(3, '-').map(|number| number.parse::<i64>().ok());
    let day = minutes(day.next()??, day.next().unwrap_or(Some(1))?, day.next().unwrap_or(Some(1))?);
    if time.is_empty() {
        return Some(day);
    }
    let of_day = |time: &str| Some(time.get(..2)?.parse::<i64>().ok()? * 60 + time.get(3..5)?.parse::<i64>().ok()?);
    let zone = match time.rfind(['+', '-']) {
        Some(at) => of_day(&time[at + 1..])? * if time[at..].starts_with('-') { -1 } else { 1 },
        None => 0,
    };
    Some(day + of_day(time)? - zone)
}

/// Minutes from the first day of our era to a day's beginning, by the civil calendar's count of days.
fn minutes(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    (days + of_year) * 24 * 60
}

/// An expectation as words; none where it shows none.
fn visible(value: &str) -> Option<String> {
    Some(letters(&unmarked(value))).filter(|words| !words.is_empty())
}

fn words(value: &Value) -> String {
    letters(value.as_str().unwrap_or_default())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text without its tags, references replaced.
fn unmarked(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        shown.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        rest = tag.find('>').filter(|_| is_tag).map_or(tag, |end| &tag[end + 1..]);
    }
    shown.push_str(rest);
    resolved(&shown)
}

fn resolved(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        shown.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let scalar = end.and_then(|end| scalar(&rest[..end]));
        match (scalar, end) {
            (Some(scalar), Some(end)) => {
                shown.push(scalar);
                rest = &rest[end + 1..];
            }
            _ => shown.push('&'),
        }
    }
    shown + rest
}

const NAMED: &[(&str, char)] = &[("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' ')];

fn scalar(name: &str) -> Option<char> {
    match name.strip_prefix('#') {
        Some(number) => char::from_u32(match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        }),
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, scalar)| *scalar),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_compared_in_utc() {
        assert_eq!(first_minute("2003-12-31T10:14:55-08:00"), first_minute("2003-12-31T18:14Z"));
        assert_eq!(first_minute("2003"), first_minute("2003-01-01T00:00Z"));
        assert_eq!(minutes(2004, 3, 1) - minutes(2004, 2, 28), 2 * 24 * 60);
    }

    #[test]
    fn words_are_compared_without_marks() {
        assert_eq!(visible("<p>The <b>ferry</b> &#38; its owner").as_deref(), Some("theferryitsowner"));
        assert_eq!(visible("<img src='a.png' />"), None);
    }
}
