//! Rows of changes: what is another since somebody last looked. Made when asked for: of all rows these alone depend on when
//! captures arrived.

use super::{Disagreeing, PassageRow};
use crate::{Modality, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One thing that is another since somebody last looked.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChangeRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// What sort of change.
    pub kind: ChangeKind,
    /// Identity of the event, as it is now; null where the change is no event's.
    pub event: Option<String>,
    /// Class of that event.
    pub event_type: Option<String>,
    /// How real the line that is new tells it to be.
    pub modality: Option<Modality>,
    /// When the event happened or is to happen; of a document, when it was published.
    pub when: Option<When>,
    /// What is counted, where a number changed: “killed”.
    pub of: Option<String>,
    /// In what way the new number stands to the old ones.
    pub disagreement: Option<Disagreeing>,
    /// Identity of the story that the documents are of; null where they are of none, or of several.
    pub story: Option<String>,
    /// Identities of the documents that came and show it.
    pub documents: Vec<String>,
    /// SHA-256 of their captures; of a withdrawal, the capture that was withdrawn.
    pub captures: Vec<String>,
    /// What was told before.
    pub before: Vec<ChangeSideRow>,
    /// What is told now.
    pub after: Vec<ChangeSideRow>,
    /// Documents that tell the event now; null where nothing was counted.
    pub reports: Option<u64>,
    /// Separate roots that their texts show.
    pub origins: Option<u64>,
    /// Reports whose root is not told.
    pub lineage_unknown: Option<u64>,
    /// Why, in plain words.
    pub signs: Vec<String>,
    /// The words that show it.
    pub spans: Vec<PassageRow>,
}

/// One side of a change.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ChangeSideRow {
    /// The value, normalised: “18”, “>=40”, how many origins; null where words changed.
    pub value: Option<String>,
    /// The words.
    pub text: String,
    /// Identities of the documents that have it.
    pub documents: Vec<String>,
    /// Their outlets.
    pub outlets: Vec<String>,
    /// Identities of the statements behind it; empty where the writers say it themselves.
    pub statements: Vec<String>,
}

/// What sort of change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Something is told that nobody told before.
    NewEvent,
    /// What had one root or none is shown to have two.
    SeparateOrigin,
    /// Somebody denies it for the first time.
    FirstDenial,
    /// Another number of the same thing counted.
    ChangedNumber,
    /// A page says something else than before, without a note.
    SilentEdit,
    /// A note says that something was wrong.
    Correction,
    /// A note withdraws something.
    Retraction,
    /// A person withdrew a capture from the desk.
    Withdrawal,
    /// Documents came.
    NewDocuments,
}

impl ChangeKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [ChangeKind; 9] = [
        ChangeKind::NewEvent,
        ChangeKind::SeparateOrigin,
        ChangeKind::FirstDenial,
        ChangeKind::ChangedNumber,
        ChangeKind::SilentEdit,
        ChangeKind::Correction,
        ChangeKind::Retraction,
        ChangeKind::Withdrawal,
        ChangeKind::NewDocuments,
    ];

    /// As rows have it.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::NewEvent => "new_event",
            ChangeKind::SeparateOrigin => "separate_origin",
            ChangeKind::FirstDenial => "first_denial",
            ChangeKind::ChangedNumber => "changed_number",
            ChangeKind::SilentEdit => "silent_edit",
            ChangeKind::Correction => "correction",
            ChangeKind::Retraction => "retraction",
            ChangeKind::Withdrawal => "withdrawal",
            ChangeKind::NewDocuments => "new_documents",
        }
    }
}
