//! A capture taken apart and read: what the flow makes, and what rows are made of.

use dateline_extract::Extracted;
use dateline_record::{Document, Reading};

/// A document with what was read in it.
pub struct ReadDocument {
    /// The document.
    pub document: Document,
    /// The reading.
    pub reading: Reading,
}

/// A capture taken apart and read.
pub struct ReadCapture {
    /// Format, parts and signs; its documents have moved into `documents`.
    pub extracted: Extracted,
    /// Its documents, in order.
    pub documents: Vec<ReadDocument>,
}
