//! The pages of stories: the list, the one told last first, and one story by day.

use super::{Absent, cut, day, line, window};
use crate::related::{layer, number};
use crate::{screen, stories};
use dateline_record::{Row, StoryDocumentRow, StoryRow};
use dateline_store::Desk;
use dateline_web::{Choice, Fact, Line, Link, Question, Section, Sheet};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Stories of a page, and documents named under each.
const EACH: usize = 25;
const NAMED: usize = 4;
/// Documents of one page of a story.
const DOCUMENTS: usize = 60;

pub fn sheet(desk: &Desk, question: &Question) -> anyhow::Result<Sheet> {
    let since = day(question, "since", false)?.and_then(|day| day.get(..10)?.parse::<jiff::civil::Date>().ok());
    let since = since.map(|day| i64::from(day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() as i32 / 24));
    let named = match question.get("q") {
        Some(words) => {
            let words: Vec<String> = words.split_whitespace().map(str::to_string).collect();
            Some(desk.titled(&words)?.iter().map(|id| number(id)).collect::<BTreeSet<u64>>())
        }
        None => None,
    };
    // Part, with how many and the last day; where words are asked for, whether one of its titles has them.
    let mut parts: BTreeMap<u64, (usize, i64, bool)> = BTreeMap::new();
    desk.standings(layer::STORY, &mut |part, id, moment| {
        let own = parts.entry(part).or_insert((0, i64::MIN, false));
        own.0 += 1;
        own.1 = own.1.max(if moment == i64::MAX { i64::MIN } else { moment });
        own.2 |= named.as_ref().is_none_or(|named| named.contains(&id));
    })?;
    let off = stories::off(desk)?;
    let mut found: Vec<(u64, (usize, i64, bool))> = parts
        .into_iter()
        .filter(|(part, own)| own.0 > 1 && own.2 && since.is_none_or(|since| own.1 >= since) && !off.contains(part))
        .collect();
    found.sort_by_key(|(part, own)| (Reverse(own.1), Reverse(own.0), *part));
    let total = found.len();
    let part = window(question, EACH);
    let mut shown: Vec<_> = found.into_iter().skip(part.skip).take(part.most).collect();
    let more = cut(&mut shown, EACH);
    let mut lines = Vec::new();
    for (own, _) in shown {
        let row = stories::row(desk, &desk.part(layer::STORY, own)?, &off)?;
        lines.extend(row.map(told));
    }
    Ok(Sheet {
        title: "Stories".into(),
        note: format!(
            "{} of two documents or more, the one told last first.",
            if total == 1 { "1 story".into() } else { format!("{} stories", screen::thousands(total as u64)) }
        ),
        sections: vec![Section { lines, ..Section::default() }],
        more,
        ..Sheet::default()
    })
}

/// A story as one line; it leads to its first document's words.
fn told(row: StoryRow) -> Line {
    let (first, last) = (screen::dated(row.first.as_ref()), screen::dated(row.last.as_ref()));
    let outlets: BTreeSet<&str> = row.documents.iter().filter_map(|one| one.outlet.as_deref()).collect();
    let mut links: Vec<Link> = row.documents.iter().rev().take(NAMED).map(link).collect();
    if row.documents.len() > NAMED {
        links.push(Link { name: format!("and {} more", row.documents.len() - NAMED), to: way(&row) });
    }
    let mut facts = vec![screen::counted(row.reports, "document"), screen::counted(outlets.len() as u64, "outlet")];
    facts.extend(row.off.then(|| "LEFT OUT of lists".to_string()));
    let why = row.signs.first().map(|sign| format!("together because: {}", sign.signs.join("; ")));
    facts.extend(why);
    Line {
        date: last,
        how: format!("last of it; first {first}"),
        head: row.title.clone(),
        facts,
        to: way(&row),
        links,
        row: line::value(Row::Story(row)),
        ..Line::default()
    }
}

fn way(row: &StoryRow) -> String {
    row.documents.first().map(|one| format!("/story/{}", one.document)).unwrap_or_default()
}

fn link(one: &StoryDocumentRow) -> Link {
    let title = one.title.clone().unwrap_or_else(|| one.kind.to_string());
    let title = screen::short(&title, 70);
    let name = one.outlet.as_ref().map_or(title.clone(), |outlet| format!("{outlet}: “{title}”"));
    Link { name, to: format!("/document/{}", one.document) }
}

/// One story, by the id of one of its documents or its own.
pub fn one(desk: &Desk, id: &str, question: &Question) -> anyhow::Result<Sheet> {
    let absent = || Absent(format!("no story on this desk has the id {id}"));
    let hashed = |document: &str| -> String {
        let mut digest = Sha256::new();
        digest.update("story ");
        digest.update(document);
        digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    };
    let document = match stories::part_of_document(desk, id)? {
        Some(_) => id.to_string(),
        None => desk.document_ids()?.into_iter().find(|own| hashed(own) == id).ok_or_else(absent)?,
    };
    let row = stories::of_document(desk, number(&document))?.ok_or_else(absent)?;
    let part = window(question, DOCUMENTS);
    let mut shown: Vec<&StoryDocumentRow> = row.documents.iter().rev().skip(part.skip).take(part.most).collect();
    let more = cut(&mut shown, DOCUMENTS);
    let mut lines = Vec::new();
    for own in shown {
        let Some(document) = desk.document(&own.document)? else { continue };
        let mut line = line::document(desk, document)?;
        let sign = row.signs.iter().find(|sign| sign.document == own.document);
        line.facts.extend(sign.map(|sign| format!("like another of them: {}", sign.signs.join("; "))));
        line.facts.extend(own.central.then(|| "most like the others".to_string()));
        lines.push(line);
    }
    let fact = |name: &str, words: String, to: String| Fact { name: name.into(), words, to };
    let outlets: BTreeSet<&str> = row.documents.iter().filter_map(|one| one.outlet.as_deref()).collect();
    let facts = vec![
        fact(
            "told",
            format!("{} – {}", screen::dated(row.first.as_ref()), screen::dated(row.last.as_ref())),
            String::new(),
        ),
        fact("documents", screen::counted(row.reports, "document"), String::new()),
        fact("outlets", outlets.into_iter().collect::<Vec<_>>().join(", "), String::new()),
        fact("timeline", "dated lines of it".into(), line::asking("/timeline", &[("q", &telling(&row))])),
    ];
    Ok(Sheet {
        title: row.title.clone(),
        facts,
        sections: vec![Section { head: "Documents, the last first".into(), lines, ..Section::default() }],
        choices: choices(&row.id),
        row: line::value(Row::Story(row)),
        more,
        ..Sheet::default()
    })
}

/// What can be decided of a story.
fn choices(id: &str) -> Vec<Choice> {
    let one = |verb: &'static str, label: &str, other: &'static str| Choice {
        verb,
        label: label.into(),
        of: vec![id.to_string()],
        other,
        ..Choice::default()
    };
    vec![
        one("same", "The same story", "Id of another story"),
        one("split", "Another story", "Ids of documents to part from it"),
        one("off", "No story", ""),
        Choice { value: "Remark", ..one("note", "Note", "") },
    ]
}

/// The longest words of the title: most likely to find its lines.
fn telling(row: &StoryRow) -> String {
    let mut words: Vec<&str> = row.title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).collect();
    words.sort_by_key(|word| Reverse(word.len()));
    words.into_iter().take(1).collect()
}
