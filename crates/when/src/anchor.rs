//! The anchor: what relative expressions are counted from.

use crate::Order;
use dateline_record::When;
use jiff::civil::Date;

/// What relative expressions are counted from.
#[derive(Clone, Debug, Default)]
pub struct Anchor {
    /// When the text was published.
    pub published: Option<When>,
    /// In which order whoever wrote it writes day and month in digits.
    pub order: Option<Order>,
}

/// A publication known less exactly than this says nothing about “last month”.
const LONGEST_DAYS: i32 = 366;

impl Anchor {
    /// The first and the last day it can have been published on, where both are known and not far apart.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        let when = self.published.as_ref()?;
        let first: Date = when.earliest.as_deref()?.parse().ok()?;
        let last: Date = when.latest.as_deref()?.parse().ok()?;
        (first <= last && crate::calendar::days_between(first, last) <= LONGEST_DAYS).then_some((first, last))
    }
}
