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
    /// Name of the desk's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

impl Given {
    fn rank(&self) -> (usize, &str, [Option<&str>; 4], bool) {
        fn edtf(when: &Option<When>) -> Option<&str> {
            when.as_ref().map(|when| when.edtf.as_str())
        }
        let stated = [self.outlet.as_deref(), edtf(&self.published), edtf(&self.captured), self.zone.as_deref()];
        let unstated = stated.iter().filter(|one| one.is_none()).count();
        (unstated, &self.path, stated, self.whole)
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
