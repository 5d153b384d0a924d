//! Rows that the API alone has: lines of its pages that are no findings, or that stand within another row elsewhere.

use crate::timeline;
use dateline_record::EventClaimRow;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// One of them; `row` says which kind.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "row", rename_all = "snake_case")]
pub enum Further {
    /// A line of the timeline.
    DatedLine(timeline::Line),
    /// What tellings of one event claim of it.
    Claim(EventClaimRow),
    /// An outlet.
    Source(OutletRow),
    /// A capture that could not be read.
    Refused(RefusedRow),
    /// A line of the audit log.
    Audit(AuditRow),
    /// An account.
    Account(AccountRow),
}

/// An outlet.
#[derive(Serialize, JsonSchema)]
pub struct OutletRow {
    /// Its name.
    pub outlet: String,
    /// How many documents of it there are.
    pub documents: u64,
    /// First day of publication.
    pub first: Option<String>,
    /// Last day of publication.
    pub last: Option<String>,
    /// Days from there to the last day on which anything here was published.
    pub silent_days: Option<i64>,
    /// What somebody graded it.
    pub grade: Option<String>,
}

/// A capture that could not be read.
#[derive(Serialize, JsonSchema)]
pub struct RefusedRow {
    /// Where it was read from.
    pub path: String,
    /// Its SHA-256, where it is on the desk.
    pub capture: Option<String>,
    /// Why.
    pub reason: String,
}

/// A line of the audit log.
#[derive(Serialize, JsonSchema)]
pub struct AuditRow {
    /// Its number.
    pub number: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Whose doing.
    pub account: String,
    /// “evidence”, “export”, “judgement”, “login” …
    pub act: String,
    /// What: an id, a path, a number.
    pub what: String,
}

/// An account.
#[derive(Serialize, JsonSchema)]
pub struct AccountRow {
    /// Its name.
    pub name: String,
    /// “reader”, “analyst”, “admin”.
    pub role: String,
    /// Open sessions.
    pub sessions: u64,
    /// What its tokens are for.
    pub tokens: Vec<String>,
    /// Since when, RFC 3339.
    pub made_at: String,
}

impl Further {
    /// As the API has it.
    pub fn value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}
