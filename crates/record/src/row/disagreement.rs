//! Rows of claims and disagreements: what is said of one attribute of one event, side by side.

use super::SpanRow;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Two or more claims about one attribute of one event that cannot all stand as they are. Never resolved by the machine.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DisagreementRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// In what way they disagree.
    #[serde(rename = "type")]
    pub disagreement_type: Disagreeing,
    /// Of what.
    pub attribute: Attribute,
    /// What is counted, where the attribute is a number: “killed”.
    pub of: Option<String>,
    /// Identity of the event; null where a statement is denied that tells of none.
    pub event: Option<String>,
    /// Why they are held to be about one thing, in plain words.
    pub signs: Vec<String>,
    /// The claims, the first published first.
    pub claims: Vec<ClaimRow>,
}

/// What is claimed of an event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// When it was.
    Date,
    /// Where.
    Place,
    /// How many.
    Number,
    /// Who did it.
    Who,
    /// Whether it was at all.
    Whether,
}

/// In what way claims disagree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disagreeing {
    /// They cannot both be true.
    Conflict,
    /// One denies the other.
    Denial,
    /// The later one is a later figure.
    Revision,
    /// They are of other groups, areas or times.
    Scope,
    /// They call or count the same as another thing.
    Definition,
    /// The words of one allow the other: “about 40” and 42, “at least 12” and 18.
    RoundingOrLowerBound,
}

/// One value, with everyone who gives it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRow {
    /// The value, normalised: EDTF of a date, a name, “18”, “>=40”, “~100”, “12..14”, “it is so”, “it is not so”.
    pub value: String,
    /// Who of them is counted, where the words say it: “civilians”; null where all are.
    pub scope: Option<String>,
    /// The words of the first that gives it.
    pub text: String,
    /// Identities of the event mentions behind it.
    pub mentions: Vec<String>,
    /// Identities of the statements behind it; empty where the writers say it themselves.
    pub statements: Vec<String>,
    /// Identities of the documents.
    pub documents: Vec<String>,
    /// The outlets.
    pub outlets: Vec<String>,
    /// Who says it: names, or the words for those without; empty where the writers say it themselves.
    pub speakers: Vec<String>,
    /// Separate roots that the reports of this value are shown to have.
    pub origins: u64,
    /// Reports of this value whose root is not told; they never raise `origins`.
    pub lineage_unknown: u64,
    /// Where the words stand, one place a document.
    pub spans: Vec<ClaimSpanRow>,
}

/// One value of one attribute of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EventClaimRow {
    /// Of what.
    pub attribute: Attribute,
    /// What is counted, where the attribute is a number: “killed”.
    pub of: Option<String>,
    /// The value, and who gives it.
    #[serde(flatten)]
    pub claim: ClaimRow,
}

/// Where the words of a claim stand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ClaimSpanRow {
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// Path of that capture as given to `read`.
    pub path: String,
    /// The place.
    #[serde(flatten)]
    pub span: SpanRow,
    /// The words.
    pub text: String,
}
