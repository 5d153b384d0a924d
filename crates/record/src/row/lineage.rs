//! Rows of lineage: how one document stands to another, or to what it credits; and how many roots reports have.

use super::PassageRow;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How one document stands to another: a relation, beside the documents and never in them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LineageRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// What `from` does to `to`: of reuse, `from` is the later one.
    pub relation: Relation,
    /// Identity of the document that stands in the relation.
    pub from: String,
    /// Identity of the other one; null where it is not on the desk, the same as `from` where it says its own words once more.
    pub to: Option<String>,
    /// Whose the other one is, or what it is, where `from` names it or it is not on the desk: “CNN”, “letter of Ada Holt”.
    pub outlet: Option<String>,
    /// What part of the shorter text is shared, from 0 to 1; null where no text is compared.
    pub share: Option<f64>,
    /// Whether it is known which of the two came first; else they stand in the order of their ids.
    pub directed: bool,
    /// Why, in plain words.
    pub signs: Vec<String>,
    /// The words that show it, on both sides.
    pub spans: Vec<PassageRow>,
}

/// What one document does to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Passes its words on as somebody else's: a forwarded post.
    Repost,
    /// Links to it, or repeats its title.
    PointsTo,
    /// Quotes words of it; where that is not directed, both quote the same words and neither need have them from the other.
    Quotes,
    /// Names it, or its outlet, as where something is from.
    Credits,
    /// Has passages of it.
    Reuses,
    /// Is another state of the same page or piece.
    Version,
    /// Says that something in it was wrong.
    Corrects,
    /// Withdraws it.
    Retracts,
}

impl Relation {
    /// All of them, in order.
    pub const ALL: [Relation; 8] = [
        Relation::Repost,
        Relation::PointsTo,
        Relation::Quotes,
        Relation::Credits,
        Relation::Reuses,
        Relation::Version,
        Relation::Corrects,
        Relation::Retracts,
    ];

    /// As rows have it.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Repost => "repost",
            Relation::PointsTo => "points_to",
            Relation::Quotes => "quotes",
            Relation::Credits => "credits",
            Relation::Reuses => "reuses",
            Relation::Version => "version",
            Relation::Corrects => "corrects",
            Relation::Retracts => "retracts",
        }
    }
}

/// How many reports there are of something, and how many roots the texts show.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct OriginsRow {
    /// Documents that tell it, without comments and without what only passes another of them on.
    pub reports: u64,
    /// Separate roots that the texts show.
    pub origins: u64,
    /// Reports whose root is not told; they never raise `origins`.
    pub lineage_unknown: u64,
    /// Why, in plain words.
    pub reasons: Vec<String>,
}
