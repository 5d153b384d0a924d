//! The tools: what each is asked with, and which page of the desk answers.
//!
//! Invariant: a tool shows what the page of its name shows, no more and no less. An argument that a tool does not have is refused with the
//! names of those that it has.

use crate::answer::{evidence, lines};
use dateline_web::{Failure, Page, Question, Source};
use serde_json::{Map, Value, json};

/// A tool.
pub struct Tool {
    /// What it is called by.
    pub name: &'static str,
    /// What it is called for people.
    pub title: &'static str,
    /// What it does.
    pub told: &'static str,
    /// Its arguments: name, what it means, whether it must be there.
    pub arguments: &'static [(&'static str, &'static str, bool)],
}

const FROM: (&str, &str, bool) = ("from", "First day, as 2031-05-14, 2031-05 or 2031", false);
const TO: (&str, &str, bool) = ("to", "Last day, as 2031-05-14, 2031-05 or 2031", false);
const PAGE: (&str, &str, bool) = ("page", "Which page of the list, from 1", false);

/// All of them.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "search",
        title: "Search",
        told: "Documents and statements with all of these words, best first. “Quoted words” stand together.",
        arguments: &[
            ("q", "Words", true),
            ("order", "best or newest", false),
            ("kind", "Kind of document: article, brief, post, comment …", false),
            ("outlet", "Outlet", false),
            ("year", "Year of publication", false),
            PAGE,
        ],
    },
    Tool {
        name: "timeline",
        title: "Timeline",
        told: "Dated lines in the order in which things happened, each with how its date is known, its origins and its words.",
        arguments: &[("q", "Words of the line", false), FROM, TO, ("order", "newest or oldest first", false), PAGE],
    },
    Tool {
        name: "statements",
        title: "Statements",
        told: "Who said what, on whose word: named, collective, unnamed, another outlet's, the writer's own.",
        arguments: &[
            ("by", "Who said it", false),
            ("about", "Words of what was said", false),
            ("authority", "author, document, named, collective, unnamed, outlet or unattributed", false),
            ("class", "say, claim, deny, confirm, warn, demand, promise, accuse, announce …", false),
            ("outlet", "Outlet", false),
            FROM,
            TO,
            PAGE,
        ],
    },
    Tool {
        name: "who",
        title: "Who",
        told: "A person, organisation or place: what it is called and why, roles with dates, what it said and what was said of it.",
        arguments: &[("name", "A name, or the id that another answer gave", true), PAGE],
    },
    Tool {
        name: "disagreements",
        title: "Disagreements",
        told: "What the tellings of one event say that cannot all stand, side by side, with the origins on each side. None is resolved.",
        arguments: &[("who", "Somebody named in it", false), FROM, TO, PAGE],
    },
    Tool {
        name: "evidence",
        title: "Evidence",
        told: "The exact words behind a line, in their surroundings, with document, outlet, date and place in the capture.",
        arguments: &[("to", "The `to` of a line, as /document/ID?at=ROW", true)],
    },
];

/// Why a tool gave no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Failed {
    /// There is no such tool.
    Unknown(String),
    /// What was asked cannot be answered.
    Told(String),
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Failed {
        match failure {
            Failure::Absent(words)
            | Failure::Asked(words)
            | Failure::Broken(words)
            | Failure::Unknown(words)
            | Failure::Barred(words)
            | Failure::Often(words) => Failed::Told(words),
        }
    }
}

impl Tool {
    /// JSON Schema of its arguments.
    pub fn schema(&self) -> Value {
        let properties: Map<String, Value> = self
            .arguments
            .iter()
            .map(|(name, told, _)| {
                let sort = if *name == "page" { "integer" } else { "string" };
                (name.to_string(), json!({ "type": sort, "description": told }))
            })
            .collect();
        let required: Vec<&str> = self.arguments.iter().filter(|own| own.2).map(|own| own.0).collect();
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
    }

    /// The arguments as a question; refuses what it does not know.
    fn question(&self, arguments: &Map<String, Value>) -> Result<Question, Failed> {
        let mut question = Question { page: 1, ..Question::default() };
        for (name, value) in arguments {
            if !self.arguments.iter().any(|own| own.0 == name) {
                let known: Vec<&str> = self.arguments.iter().map(|own| own.0).collect();
                return Err(Failed::Told(format!("{} has no argument {name}, only {}", self.name, known.join(", "))));
            }
            let value = match value {
                Value::String(own) => own.trim().to_string(),
                Value::Number(own) => own.to_string(),
                Value::Null => continue,
                _ => return Err(Failed::Told(format!("{name}: neither text nor a number"))),
            };
            match name.as_str() {
                "page" => {
                    let page = value.parse().ok().filter(|page| (1..=1_000_000).contains(page));
                    question.page = page.ok_or_else(|| Failed::Told(format!("page: {value} is no page")))?;
                }
                _ if value.is_empty() => {}
                _ => {
                    question.fields.insert(name.clone(), value);
                }
            }
        }
        let missing = self.arguments.iter().find(|own| own.2 && question.get(own.0).is_none());
        match missing {
            Some((name, told, _)) => Err(Failed::Told(format!("{} needs {name}: {told}", self.name))),
            None => Ok(question),
        }
    }
}

/// What a tool answers: as text and as lines.
pub fn call(source: &dyn Source, name: &str, arguments: &Map<String, Value>) -> Result<(String, Value), Failed> {
    let tool = TOOLS.iter().find(|own| own.name == name).ok_or_else(|| Failed::Unknown(name.to_string()))?;
    let question = tool.question(arguments)?;
    let page = match name {
        "search" => Page::Search,
        "timeline" => Page::Timeline,
        "statements" => Page::Statements,
        "disagreements" => Page::Disagreements,
        "who" => return who(source, &question),
        _ => return evidence(source, question.get("to").unwrap_or_default()),
    };
    Ok(lines(&source.sheet(&page, &question)?, &question))
}

/// One that is called so: its own page. Several: all of them, to choose by id.
fn who(source: &dyn Source, question: &Question) -> Result<(String, Value), Failed> {
    let name = question.get("name").unwrap_or_default();
    if let Some(page @ Page::Entity(_)) = Page::of(&format!("/entity/{name}"))
        && let Ok(sheet) = source.sheet(&page, question)
    {
        return Ok(lines(&sheet, question));
    }
    let mut asked = Question { page: question.page, ..Question::default() };
    asked.fields.insert("q".into(), name.into());
    let sheet = source.sheet(&Page::Entities, &asked)?;
    let mut all = sheet.sections.iter().flat_map(|section| &section.lines);
    match (all.next(), all.next()) {
        (None, _) => Err(Failed::Told(format!("nobody and nothing on this desk is called {name}"))),
        (Some(one), None) => match Page::of(&one.to) {
            Some(page @ Page::Entity(_)) => Ok(lines(&source.sheet(&page, &asked)?, &asked)),
            _ => Ok(lines(&sheet, &asked)),
        },
        _ => {
            let (text, value) = lines(&sheet, &asked);
            Ok((format!("Several are called so; ask for one by its id.\n\n{text}"), value))
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
