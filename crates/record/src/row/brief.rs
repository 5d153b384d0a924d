//! Rows of briefs: what is new, in lines that cite their evidence. Made when asked for and never part of an export.

use super::{Disagreeing, PassageRow};
use crate::{Modality, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A brief.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BriefRow {
    /// Identity: a digest of its lines.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// From when on captures count as new, RFC 3339; null where all do.
    pub since: Option<String>,
    /// Captures that are new.
    pub captures: u64,
    /// Documents in them, less furniture and comments.
    pub documents: u64,
    /// First day on which one of these was published; null where no day is known.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Lines, story by story.
    pub sections: Vec<BriefSectionRow>,
    /// Lines that the checker refused: why, and how many.
    pub refused: Vec<BriefCountRow>,
    /// Outlets that the desk has had from before and that sent nothing, with the last day on which each did.
    pub silent: Vec<BriefSilentRow>,
    /// Captures that could not be read: path and reason.
    pub unread: Vec<BriefUnreadRow>,
}

/// Lines of one story.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BriefSectionRow {
    /// Identity of the story; null where the lines are of none.
    pub story: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The lines.
    pub lines: Vec<BriefLineRow>,
    /// Events and statements of it that are new and have no line.
    pub left_out: u64,
}

/// One line.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BriefLineRow {
    /// What sort of line.
    pub kind: BriefKind,
    /// Identity of the event; null where it is of none.
    pub event: Option<String>,
    /// Identity of the disagreement that it tells; null where it tells none.
    pub disagreement: Option<String>,
    /// In what way the sides disagree.
    pub disagreeing: Option<Disagreeing>,
    /// When an earlier brief had it, RFC 3339; null where none had.
    pub update_of: Option<String>,
    /// The line.
    pub text: String,
    /// How real the words tell it to be; null where that is no matter.
    pub modality: Option<Modality>,
    /// When it happened, as the words tell it.
    pub when: Option<When>,
    /// Documents that tell the event; null where nothing was counted.
    pub reports: Option<u64>,
    /// Separate roots that their texts show.
    pub origins: Option<u64>,
    /// Reports whose root is not told.
    pub lineage_unknown: Option<u64>,
    /// Why the origins are so many.
    pub reasons: Vec<String>,
    /// Identities of the tellings and statements it rests on.
    pub cites: Vec<String>,
    /// The words it rests on.
    pub evidence: Vec<PassageRow>,
}

/// What sort of line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BriefKind {
    /// A sentence that tells something.
    Telling,
    /// What is said of one number, side by side.
    Numbers,
    /// What somebody said.
    Said,
    /// A correction or retraction.
    Note,
}

/// How many of what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BriefCountRow {
    /// Why.
    pub reason: String,
    /// How many.
    pub count: u64,
}

/// An outlet that sent nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BriefSilentRow {
    /// The outlet.
    pub outlet: String,
    /// Last day on which the desk has something of it.
    pub last: String,
}

/// A capture that could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BriefUnreadRow {
    /// Path as given to `read`.
    pub path: String,
    /// Why.
    pub reason: String,
}
