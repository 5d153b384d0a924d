//! What a page is made of, and who hands it over.
//!
//! Invariant: a line carries its qualifiers (how its date is known, on whose word, how real) itself, so a page cannot lose them; `to`
//! leads to the exact words.

use crate::{Page, Question};
use serde_json::Value;

/// Who hands over what pages show. Called from many threads at once.
pub trait Source: Send + Sync {
    /// What a list or a single thing shows.
    fn sheet(&self, page: &Page, question: &Question) -> Result<Sheet, Failure>;
    /// A document with its words.
    fn paper(&self, id: &str) -> Result<Paper, Failure>;
    /// Another number after every change of what is shown.
    fn state(&self) -> Result<i64, Failure> {
        Ok(0)
    }
    /// Does what a person decided; the number under which it stands. Whoever only shows refuses.
    fn decide(&self, _: &Decided) -> Result<u64, Failure> {
        Err(Failure::Asked("this desk is only shown here".into()))
    }
}

/// What a person decided, as it was sent.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Decided {
    /// “same”, “not-same”, “alias-off”, “grade”, “undo” …
    pub verb: String,
    /// What of: ids, or an outlet's name.
    pub of: Vec<String>,
    /// A form, a grade, a remark; empty where the verb has none.
    pub value: String,
    /// Why; empty where that was not said.
    pub reason: String,
    /// Whose account decides; none where there are no accounts.
    pub author: Option<String>,
}

/// Something that a person can decide of what a page shows.
#[derive(Clone, Default, Debug)]
pub struct Choice {
    /// As [`Decided::verb`].
    pub verb: &'static str,
    /// What the button says.
    pub label: String,
    /// What of; empty where it is to be written.
    pub of: Vec<String>,
    /// What else is to be written: its label; empty where nothing is. With `of`, one more of its kind.
    pub other: &'static str,
    /// What the value is called; empty where there is none.
    pub value: &'static str,
    /// What the value can be; anything, where nothing is listed.
    pub values: Vec<String>,
}

/// Why nothing can be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// There is no such thing.
    Absent(String),
    /// The question cannot be understood.
    Asked(String),
    /// Something broke.
    Broken(String),
    /// Nobody knows who asks.
    Unknown(String),
    /// Whoever asks may not.
    Barred(String),
    /// It was tried too often.
    Often(String),
}

/// A page of lines.
#[derive(Clone, Default, Debug)]
pub struct Sheet {
    /// What stands at its head.
    pub title: String,
    /// What is counted, and what was left out.
    pub note: String,
    /// Facts about the thing it shows.
    pub facts: Vec<Fact>,
    /// How many of something at each date.
    pub bars: Vec<Bar>,
    /// By what the lines can be narrowed, or what else there is.
    pub facets: Vec<Facet>,
    /// Who stands to whom.
    pub drawing: Option<Drawing>,
    /// The lines, in groups.
    pub sections: Vec<Section>,
    /// Whether there is a next page.
    pub more: bool,
    /// What can be decided of it.
    pub choices: Vec<Choice>,
    /// What it is of, as a row; null where it is a list.
    pub row: Value,
    /// It is still being worked out: the same page has more a little later.
    pub growing: bool,
}

/// A group of lines.
#[derive(Clone, Default, Debug)]
pub struct Section {
    /// What stands over it; empty where there is one group only.
    pub head: String,
    /// Where that leads; empty where nowhere.
    pub to: String,
    /// What is counted of it.
    pub note: String,
    /// Its lines stand side by side.
    pub beside: bool,
    /// By what a way within the page leads to it; empty where none does.
    pub anchor: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// Ways to narrow a list, or to another stretch of it.
#[derive(Clone, Default, Debug)]
pub struct Facet {
    /// “outlet”.
    pub name: String,
    /// The ways.
    pub ways: Vec<Way>,
}

/// One of them.
#[derive(Clone, Default, Debug)]
pub struct Way {
    /// What it is called.
    pub name: String,
    /// How many there are; none where that is not counted.
    pub count: Option<u64>,
    /// A path of this site.
    pub to: String,
    /// It is what is shown.
    pub on: bool,
}

/// Who stands to whom.
#[derive(Clone, Default, Debug)]
pub struct Drawing {
    /// Who.
    pub nodes: Vec<Link>,
    /// From whom to whom.
    pub edges: Vec<Edge>,
}

/// A way from one to another.
#[derive(Clone, Default, Debug)]
pub struct Edge {
    /// Number of the node it leaves.
    pub from: usize,
    /// Number of the node it reaches.
    pub to: usize,
    /// How often.
    pub count: u64,
    /// What it is, in words.
    pub words: String,
    /// It has a direction.
    pub directed: bool,
    /// Where its evidence is.
    pub way: String,
}

/// A fact with its name.
#[derive(Clone, Default, Debug)]
pub struct Fact {
    /// “called”.
    pub name: String,
    /// What it is, with its qualifiers.
    pub words: String,
    /// Where it leads; empty where nowhere.
    pub to: String,
}

/// How many at one date.
#[derive(Clone, Default, Debug)]
pub struct Bar {
    /// The day, month or year.
    pub date: String,
    /// How many.
    pub count: u64,
    /// The lines of that date.
    pub to: String,
}

/// A stretch of words.
#[derive(Clone, Default, Debug)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Whether they are what matters: found, or said.
    pub mark: bool,
}

/// Where something leads.
#[derive(Clone, Default, Debug)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// A path of this site.
    pub to: String,
}

/// One line with its qualifiers.
#[derive(Clone, Default, Debug)]
pub struct Line {
    /// The date; empty where none is known.
    pub date: String,
    /// How exactly and by what means the date is known.
    pub how: String,
    /// Who, or what it is about.
    pub head: String,
    /// The words themselves.
    pub words: Vec<Words>,
    /// On whose word, how real, from how many origins, cut short or not.
    pub facts: Vec<String>,
    /// Where a click on the line leads: to the exact words.
    pub to: String,
    /// Documents and things that it names.
    pub links: Vec<Link>,
    /// What can be decided of it.
    pub choices: Vec<Choice>,
    /// The same as a row.
    pub row: Value,
}

/// A document with marks on its words.
#[derive(Clone, Default, Debug)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// Kind, outlet, date and how it is known, cut short or not.
    pub facts: Vec<Fact>,
    /// Its cleaned text.
    pub text: String,
    /// Marks on the text.
    pub marks: Vec<Mark>,
    /// What readers wrote under it, apart from its own words.
    pub comments: Vec<Line>,
    /// What was read in it, and how it stands to others.
    pub sections: Vec<Section>,
    /// What can be decided of it.
    pub choices: Vec<Choice>,
    /// The same as rows.
    pub rows: Vec<Value>,
}

/// A mark on some words. Marks may overlap.
#[derive(Clone, Default, Debug)]
pub struct Mark {
    /// First byte in the text, between characters.
    pub start: usize,
    /// Byte after the last, between characters.
    pub end: usize,
    /// “name”, “time”, “statement”, “event”, “quantity”.
    pub kind: &'static str,
    /// The id of its row.
    pub id: String,
    /// What it is, with its qualifiers.
    pub words: String,
}
