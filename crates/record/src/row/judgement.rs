//! Judgements as rows: what a person decided, of which places, and whether it holds on the desk of today.

use super::SpanRow;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person's decision. Lines are only ever added; one is undone by another.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct JudgementRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// Its number on this desk, by which it is undone.
    pub number: u64,
    /// When it was made.
    pub made_at: String,
    /// Who made it.
    pub author: String,
    /// What was decided.
    pub verb: Verb,
    /// Of what, side by side; of a side with several places, the first that fits is meant, but of `split` all.
    pub places: Vec<PointedRow>,
    /// The grade, the form of a name, or the name that two sides bear which are not the same.
    pub value: Option<String>,
    /// Why, in the person's words.
    pub note: Option<String>,
    /// The number of the line that it undoes.
    pub undoes: Option<u64>,
    /// Whether it holds.
    pub state: State,
    /// Why not, or not wholly.
    pub why: Option<String>,
}

/// What a person can decide.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// All sides are one.
    Same,
    /// The two sides are not one.
    NotSame,
    /// Nobody can tell; they are kept apart, and each is shown with the other.
    Unsure,
    /// A form is no name of the first side.
    AliasOff,
    /// The documents of the first side tell another story than those of the second.
    Split,
    /// A story is left out of lists.
    Off,
    /// How far a source is to be trusted, A to F, or an item, 1 to 6.
    Grade,
    /// A remark.
    Note,
    /// A capture counts for nothing.
    Withdraw,
    /// Another line does not hold any more.
    Undo,
}

impl Verb {
    /// As it is written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Verb::Same => "same",
            Verb::NotSame => "not-same",
            Verb::Unsure => "unsure",
            Verb::AliasOff => "alias-off",
            Verb::Split => "split",
            Verb::Off => "off",
            Verb::Grade => "grade",
            Verb::Note => "note",
            Verb::Withdraw => "withdraw",
            Verb::Undo => "undo",
        }
    }
}

/// Whether a judgement holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It holds.
    Stands,
    /// Another line undid it.
    Undone,
    /// Some place of it is not on the desk, or has other words now.
    NoLongerFits,
    /// A later line says otherwise of the same pair.
    Replaced,
}

/// What a judgement is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PointedRow {
    /// Which side of the judgement, from 0.
    pub side: u32,
    /// What stands there.
    pub what: Pointed,
    /// SHA-256 of the capture; null of an outlet.
    pub capture: Option<String>,
    /// Where it lies; null of a capture or an outlet.
    pub span: Option<SpanRow>,
    /// Its words; of a document the first, of a capture its path.
    pub text: String,
}

/// What stands at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pointed {
    /// Whoever is named there.
    Name,
    /// What happened, as it is told there: the word that tells.
    Telling,
    /// A document, by its first span.
    Document,
    /// A statement.
    Statement,
    /// A mention.
    Mention,
    /// An expression of time.
    Time,
    /// Something announced.
    Announcement,
    /// Something counted.
    Quantity,
    /// A whole capture.
    Capture,
    /// Who publishes.
    Outlet,
}

/// A thing that a withdrawn capture had a part in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct UseRow {
    /// Identity of that thing.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Kind of its row: “document”, “event”; “line” of the timeline.
    pub of: String,
    /// In a few words.
    pub text: String,
    /// Documents that it rests on.
    pub documents: u64,
    /// How many of them are left without the capture.
    pub left: u64,
    /// Whether it stands without the capture.
    pub stands: bool,
}
