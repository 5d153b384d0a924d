//! Rows of evidence: words of a document with their place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Words of a document with their place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PassageRow {
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// Number of the part, from 0.
    pub part: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words.
    pub text: String,
}
