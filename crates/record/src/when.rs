//! When: what an expression of time means, with how exactly it is known and how it was found out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A point or stretch of time as an interval, never more exact than its source.
///
/// Invariant: `earliest` ≤ `latest` where both are given; “March 2015” never becomes a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// The words that say it, as written; null where nothing in the text says it.
    pub text: Option<String>,
    /// EDTF, ISO 8601-2: `2023-10`, `2023-11-01/2023-11-10`, `2023-11-30T21:05`.
    pub edtf: String,
    /// First day it can be, `YYYY-MM-DD`; null where it is open.
    pub earliest: Option<String>,
    /// Last day it can be, `YYYY-MM-DD`; null where it is open.
    pub latest: Option<String>,
    /// How exactly it is known.
    pub precision: Precision,
    /// How it was found out.
    pub method: Method,
}

/// How exactly a [`When`] is known. `Ord`: the finer, the smaller.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// To the minute or second.
    Time,
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// One month.
    Month,
    /// Three months.
    Quarter,
    /// A season of a year.
    Season,
    /// One year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// Some other stretch with two ends.
    Interval,
    /// A stretch with one end open, or a word like “recently”.
    Vague,
}

/// How a [`When`] was found out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The words give it whole: “30 November 2023”.
    Written,
    /// Counted from the day of publication: “on Tuesday”.
    RelativeToPublication,
    /// Counted from another date in the text: “the day after”.
    RelativeToDate,
    /// Counted from the day of capture: a comment's “2 hours ago”.
    RelativeToCapture,
    /// Machine-readable markup of the page: JSON-LD, OpenGraph, `<time>`.
    Structured,
    /// A header of a mail, a feed's field or a response.
    Header,
    /// The line that opens a report: “DOHA, Nov. 9 (…)”.
    Dateline,
    /// The address of the page.
    Address,
    /// The title or the name of the file.
    Title,
    /// Given by whoever read the capture (`--published`).
    Given,
    /// From other evidence, such as what is linked.
    Inferred,
    /// Nothing better was to be had.
    Fallback,
}
