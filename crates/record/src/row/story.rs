//! Rows of stories: documents about one development, with what ties them.

use super::PassageRow;
use crate::{Kind, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A story: documents about one development over time. A relation, beside the documents and never in them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StoryRow {
    /// Identity: that of its first document, so it stays as the story grows.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// Title of the document that is most like the others, or the first words of its text.
    pub title: String,
    /// When the first of its documents was published; null where none has a date.
    pub first: Option<When>,
    /// When the last of them was.
    pub last: Option<When>,
    /// How many documents it has: how often it was told, not how many roots it has.
    pub reports: u64,
    /// Its documents in the order of publication, undated ones last.
    pub documents: Vec<StoryDocumentRow>,
    /// What ties each document to the others: the link that binds it most to an earlier one.
    pub signs: Vec<StorySignRow>,
    /// Where each document has words that the story has in common.
    pub spans: Vec<PassageRow>,
    /// A person left it out of lists.
    #[serde(default)]
    pub off: bool,
}

/// One document of a story.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StoryDocumentRow {
    /// Identity of the document.
    pub document: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// Whether it is the one most like the others.
    pub central: bool,
}

/// Why a document is held to be of a story.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StorySignRow {
    /// Identity of the document.
    pub document: String,
    /// Identity of the other one that it is most like.
    pub other: String,
    /// How alike their weighted words are, from 0 to 1, less for the days between them.
    pub alike: f64,
    /// By what, in plain words.
    pub signs: Vec<String>,
}
