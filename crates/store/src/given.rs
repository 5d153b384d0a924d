//! What was stated about a capture when it was retrieved.

use dateline_record::When;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Path and context of one retrieval.
///
/// The same bytes may be retrieved many times. The rows are read under the retrieval that comes first in this order: the
/// one that states most, then the one whose path sorts first. So the order of arrival does not matter.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Given {
    /// Path as given, `-` for standard input.
    pub path: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was captured.
    pub captured: Option<When>,
    /// Kept whole (`--as article`).
    pub whole: bool,
}

impl Given {
    fn rank(&self) -> (usize, &str, Option<&str>, Option<&str>, Option<&str>, bool) {
        let edtf = |when: &'_ Option<When>| when.is_some();
        let stated =
            usize::from(self.outlet.is_some()) + usize::from(edtf(&self.published)) + usize::from(edtf(&self.captured));
        (
            3 - stated,
            &self.path,
            self.outlet.as_deref(),
            self.published.as_ref().map(|when| when.edtf.as_str()),
            self.captured.as_ref().map(|when| when.edtf.as_str()),
            self.whole,
        )
    }
}

impl PartialOrd for Given {
    fn partial_cmp(&self, other: &Given) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Given {
    fn cmp(&self, other: &Given) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}
