//! Answers: lines of a sheet and words of a document, as text and as values.
//!
//! Invariant: text and value say the same of a line: date and how it is known, head, words, qualifiers, place. What nobody sees is in
//! neither, so a quotation cannot be turned round. Cost: linear.

use crate::Failed;
use dateline_record::is_unseen;
use dateline_web::{Line, Page, Question, Sheet, Source};
use serde_json::{Value, json};
use std::fmt::Write;

/// Characters of a document on either side of the words.
const ROUND: usize = 600;

/// A sheet.
pub fn lines(sheet: &Sheet, question: &Question) -> (String, Value) {
    let mut text = format!("{}\n", seen(&sheet.title));
    if !sheet.note.is_empty() {
        let _ = writeln!(text, "{}", seen(&sheet.note));
    }
    for fact in &sheet.facts {
        let _ = writeln!(text, "{}: {}", fact.name, seen(&fact.words));
    }
    let mut values = Vec::new();
    for section in &sheet.sections {
        if !section.head.is_empty() {
            let _ = writeln!(text, "\n{}", seen(&section.head));
        }
        for line in &section.lines {
            let _ = writeln!(text, "\n{}", told(line));
            values.push(value(line, &section.head));
        }
    }
    if values.is_empty() && sheet.facts.is_empty() {
        text.push_str("Nothing on this desk fits.\n");
    }
    let next = sheet.more.then_some(question.page + 1);
    if let Some(next) = next {
        let _ = writeln!(text, "\nThere is more: page {next}.");
    }
    let facts: Vec<Value> =
        sheet.facts.iter().map(|own| json!({ "name": own.name, "words": seen(&own.words), "to": own.to })).collect();
    let value = json!({
        "title": seen(&sheet.title), "note": seen(&sheet.note), "facts": facts, "lines": values, "next_page": next,
    });
    (text, value)
}

fn told(line: &Line) -> String {
    let mut text = match (line.date.as_str(), line.how.as_str()) {
        ("", _) => "no date".to_string(),
        (date, "") => date.to_string(),
        (date, how) => format!("{date} ({how})"),
    };
    if !line.head.is_empty() {
        let _ = write!(text, " · {}", line.head);
    }
    let words = words(line);
    if !words.is_empty() {
        let _ = write!(text, "\n  {words}");
    }
    if !line.facts.is_empty() {
        let _ = write!(text, "\n  [{}]", line.facts.join(" · "));
    }
    if !line.to.is_empty() {
        let _ = write!(text, "\n  evidence: {}", line.to.split('#').next().unwrap_or_default());
    }
    seen(&text)
}

fn words(line: &Line) -> String {
    line.words.iter().map(|own| own.text.as_str()).collect::<String>().trim().to_string()
}

fn value(line: &Line, section: &str) -> Value {
    json!({
        "section": seen(section), "date": line.date, "how_known": line.how, "head": seen(&line.head),
        "words": seen(&words(line)), "qualifiers": line.facts.iter().map(|own| seen(own)).collect::<Vec<_>>(),
        "to": line.to.split('#').next().unwrap_or_default(), "row": line.row,
    })
}

/// The words that a line rests on, in their surroundings.
pub fn evidence(source: &dyn Source, to: &str) -> Result<(String, Value), Failed> {
    let (path, query) = to.split_once('?').unwrap_or((to, ""));
    let query = query.split('#').next().unwrap_or_default();
    let Some(Page::Document(id)) = Page::of(path.split('#').next().unwrap_or_default()) else {
        return Err(Failed::Told(format!("{to}: not the place of words, which is /document/ID?at=ROW")));
    };
    let paper = source.paper(&id)?;
    let at = Question::of(query).get("at").map(str::to_string);
    let mark = at.as_ref().and_then(|at| paper.marks.iter().find(|mark| mark.id == *at));
    if let (Some(at), None) = (&at, mark) {
        return Err(Failed::Told(format!("nothing in the document {id} has the id {at}")));
    }
    let (start, end) = mark.map_or((0, 0), |mark| (mark.start, mark.end));
    let before: String = paper.text[..start].chars().rev().take(ROUND).collect();
    let before: String = before.chars().rev().collect();
    let after: String = paper.text[end..].chars().take(ROUND).collect();
    let words = &paper.text[start..end];
    let row = paper.rows.iter().find(|row| at.as_deref().is_some_and(|at| row["id"] == at));
    let mut text = format!("{}\n", seen(&paper.title));
    for fact in &paper.facts {
        let _ = writeln!(text, "{}: {}", fact.name, seen(&fact.words));
    }
    let what = mark.map_or(String::new(), |mark| format!(" ({}: {})", mark.kind, mark.words));
    let _ = writeln!(text, "\n{}⟦{}⟧{}\n{}", seen(&before), seen(words), seen(&after), seen(&what).trim());
    let facts: Vec<Value> =
        paper.facts.iter().map(|own| json!({ "name": own.name, "words": seen(&own.words) })).collect();
    let value = json!({
        "document": id, "title": seen(&paper.title), "facts": facts, "before": seen(&before), "words": seen(words),
        "after": seen(&after), "what": seen(what.trim()), "row": row,
    });
    Ok((text, value))
}

fn seen(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}
