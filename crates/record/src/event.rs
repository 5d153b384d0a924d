//! Event mentions: one telling of something that happened, will happen or is said to have happened, in one document.

use crate::{Extent, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One telling of an event.
///
/// Invariant: every slot has words of its own in the document; what is not told is empty, never a guess.
#[derive(Clone, PartialEq, Debug)]
pub struct EventMention {
    /// Class, as the ontology names it: “ASSAULT”.
    pub event_type: &'static str,
    /// PLOVER's mode: “strike”.
    pub mode: Option<&'static str>,
    /// How real it is told to be.
    pub modality: Modality,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// To whom, with whom.
    pub recipients: Vec<Participant>,
    /// Where.
    pub place: Option<Location>,
    /// When it happened or is to happen.
    pub when: Option<When>,
    /// What is counted.
    pub quantities: Vec<Quantity>,
    /// The word that tells of it.
    pub trigger: Extent,
    /// The statement that carries it: a place in the reading's statements.
    pub statement: Option<usize>,
}

/// How real an event is told to be.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// It took place.
    Happened,
    /// It is taking place.
    Ongoing,
    /// It is to take place.
    Planned,
    /// Somebody threatens that it will.
    Threatened,
    /// Somebody demands that it should.
    Demanded,
    /// It may, might or would; nobody says that it did.
    Hypothetical,
    /// It is said not to have taken place.
    Denied,
    /// It took place long before what is reported.
    Historical,
}

/// Somebody who takes part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Participant {
    /// The words.
    pub extent: Extent,
    /// The name that these words or their antecedent carry.
    pub name: Option<String>,
    /// Whom a pronoun means, in its own sentence: “the council” of “the council said it had left”.
    pub antecedent: Option<Extent>,
    /// The referent, the number of a chain of mentions of this document.
    pub referent: Option<u32>,
    /// The country they belong to, ISO 3166-1 alpha-2, where the document tells it.
    pub country: Option<String>,
    /// The sectors of society they belong to, PLOVER's codes, the main one first; empty where the document does not tell.
    pub sectors: Vec<&'static str>,
    /// What they are: “deputy foreign minister”.
    pub role: Option<String>,
    /// Whether the words are a seat that stands for a government or a body: “Doha said”.
    pub metonym: bool,
    /// Whether this is no somebody but a thing: “the bill” of “rejected the bill”. Only classes that say so have them.
    pub thing: bool,
}

impl Participant {
    /// Of whom no more is known yet.
    pub fn new(extent: Extent, name: Option<String>, referent: Option<u32>) -> Participant {
        Participant {
            extent,
            name,
            antecedent: None,
            referent,
            country: None,
            sectors: Vec::new(),
            role: None,
            metonym: false,
            thing: false,
        }
    }
}

/// Where it took place.
#[derive(Clone, PartialEq, Debug)]
pub struct Location {
    /// The words.
    pub extent: Extent,
    /// The name.
    pub name: String,
    /// The country, ISO 3166-1 alpha-2, where it is known.
    pub country: Option<String>,
    /// Where that lies, where it is known.
    pub point: Option<Point>,
}

/// Where a place lies.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// What it is the middle of.
    pub grain: Grain,
}

/// What a point is the middle of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// A country.
    Country,
    /// A state or province.
    Region,
    /// A city or town.
    City,
}

/// Something counted.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// The number with what binds it: “at least 12”.
    pub extent: Extent,
    /// The least it can be; null where open.
    pub low: Option<f64>,
    /// The most it can be; null where open.
    pub high: Option<f64>,
    /// How the words bind it.
    pub bound: Bound,
    /// “people”, “dollars”, “percent”.
    pub unit: Option<String>,
    /// What is counted: “killed”.
    pub of: Option<String>,
    /// The head word of what is counted: “people”.
    pub head: Option<Extent>,
    /// Of whom or what, with the words before the head: “young Finnish miners”.
    pub who: Option<Extent>,
    /// The name of the place where: “in Orsa”.
    pub place: Option<Extent>,
    /// From when on it is counted: “since 7 October”.
    pub since: Option<When>,
    /// Up to when it is counted: “as of Monday”.
    pub as_of: Option<When>,
}

/// How the words round a number bind it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// “12”.
    Exact,
    /// “at least 12”.
    AtLeast,
    /// “up to 12”.
    UpTo,
    /// “about 12”.
    About,
    /// “between 12 and 14”.
    Between,
    /// “more than 12”.
    MoreThan,
    /// “fewer than 12”.
    LessThan,
    /// “dozens”.
    Vague,
}
