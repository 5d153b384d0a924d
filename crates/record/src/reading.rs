//! A reading: what was found in one document. Extents are into its cleaned text.

use crate::{EventMention, Extent, Quantity, Statement, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything found in one document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// Sentences, in order and disjoint.
    pub sentences: Vec<Extent>,
    /// Names and what else points to somebody or something.
    pub mentions: Vec<Mention>,
    /// Expressions of time.
    pub times: Vec<TimeExpression>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// What a calendar announces.
    pub announcements: Vec<Announcement>,
    /// Where the document says no date of publication: what its own words leave open, as an interval.
    pub published: Option<When>,
    /// What happened.
    pub events: Vec<EventMention>,
    /// What is counted, whether an event has it or not.
    pub quantities: Vec<Quantity>,
}

/// Something announced for a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Announcement {
    /// The whole entry.
    pub extent: Extent,
    /// What is announced, less day and hour.
    pub subject: Option<Extent>,
    /// The head it stands under, where that is not in the text.
    pub heading: Option<String>,
    /// When it is to be; none where its day is not known.
    pub when: Option<When>,
}

/// A stretch that names or points to somebody or something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Where.
    pub extent: Extent,
    /// What sort of thing.
    pub entity_type: EntityType,
    /// How it points.
    pub form: Form,
    /// Which chain of mentions of this document it belongs to.
    pub referent: Option<u32>,
    /// The fullest name of the chain.
    pub name: Option<String>,
}

/// What sort of thing is mentioned.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EntityType {
    /// A human being.
    Person,
    /// A company, ministry, party, armed group.
    Organisation,
    /// A country, town, region.
    Place,
    /// Nationality, religion, political group.
    Group,
    /// A building or installation.
    Facility,
    /// A named happening.
    Event,
    /// A book, law, film.
    Work,
    /// A name whose sort is not known.
    Unknown,
}

/// How a mention points.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// By a name.
    Name,
    /// By a description: “the ministry”.
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// An expression of time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TimeExpression {
    /// Where.
    pub extent: Extent,
    /// TIMEX3 type.
    pub time_type: TimeType,
    /// TIMEX3 value: `2023-11`, `P2D`, `PRESENT_REF`.
    pub value: String,
    /// The interval it means; none for a duration or set that is not anchored, and for what could not be resolved.
    pub when: Option<When>,
}

/// TIMEX3 type (ISO-TimeML, ISO 24617-1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A day or anything longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}
