//! Rows: the one shape in which findings leave Dateline, the same for `export`, `--json`, `annotate` and the API.
//!
//! Field order is the printed order. Offsets are bytes into the UTF-8 text of the part. The JSON Schema in
//! `docs/rows.schema.json` is made from these types.

use crate::{
    Anonymity, Authority, Bound, ByRole, ChainLink, CueClass, Directness, EntityType, Form, Grain, Kind, Modality,
    NoteKind, Precision, Span, TimeType, When,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod brief;
mod change;
mod disagreement;
pub use disagreement::{Attribute, ClaimRow, ClaimSpanRow, Disagreeing, DisagreementRow, EventClaimRow};
mod entity;
mod judgement;
mod lineage;
mod passage;
mod story;

pub use brief::{BriefCountRow, BriefKind, BriefLineRow, BriefRow, BriefSectionRow, BriefSilentRow, BriefUnreadRow};
pub use change::{ChangeKind, ChangeRow, ChangeSideRow};
pub use entity::{AliasRow, EntityRow, RoleRow};
pub use judgement::{JudgementRow, Pointed, PointedRow, State, UseRow, Verb};
pub use lineage::{LineageRow, OriginsRow, Relation};
pub use passage::PassageRow;
pub use story::{StoryDocumentRow, StoryRow, StorySignRow};

/// One row; `row` says which kind.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "row", rename_all = "snake_case")]
pub enum Row {
    /// A document.
    Document(DocumentRow),
    /// An expression of time.
    Time(TimeRow),
    /// A mention.
    Mention(MentionRow),
    /// A statement.
    Statement(StatementRow),
    /// Something announced for a day.
    Announcement(AnnouncementRow),
    /// What linked documents tell of when an undated one was published.
    Dating(DatingRow),
    /// A telling of an event.
    EventMention(EventMentionRow),
    /// Something counted.
    Quantity(QuantityMentionRow),
    /// An event, told by one document or many.
    Event(EventRow),
    /// What is said of one event that cannot all stand.
    Disagreement(DisagreementRow),
    /// A person, organisation or place that documents name.
    Entity(EntityRow),
    /// How one document stands to another.
    Lineage(LineageRow),
    /// Documents about one development.
    Story(StoryRow),
    /// What is another since somebody last looked.
    Change(ChangeRow),
    /// What is new, in lines that cite their evidence.
    Brief(BriefRow),
    /// What a person decided.
    Judgement(JudgementRow),
    /// What a withdrawn capture had a part in.
    Use(UseRow),
}

/// Where something lies in its capture.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SpanRow {
    /// Number of the part, from 0.
    pub part: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl From<Span> for SpanRow {
    fn from(span: Span) -> SpanRow {
        SpanRow { part: span.part(), start: span.start() as u32, end: span.end() as u32 }
    }
}

/// A document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRow {
    /// Identity: 16 hexadecimal digits.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// The same as `id`: every row from a document names it.
    pub document: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// Where it lies, in order and disjoint.
    pub spans: Vec<SpanRow>,
    /// What it is.
    pub kind: Kind,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Vec<BylineRow>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Section.
    pub section: Option<String>,
    /// BCP 47 language subtag.
    pub language: Option<String>,
    /// When it was published; an interval with the method `inferred` where only bounds are known.
    pub published: Option<When>,
    /// When it was last changed.
    pub updated: Option<When>,
    /// When its bytes were taken from where they stood; null where nothing says so.
    #[serde(default)]
    pub captured: Option<When>,
    /// The document it replies to or stands under.
    pub parent: Option<String>,
    /// The sign that its end is missing, as written.
    pub truncated: Option<String>,
    /// Credit lines.
    pub credits: Vec<CreditRow>,
    /// Notes of correction, change and withdrawal.
    #[serde(default)]
    pub notes: Vec<NoteRow>,
    /// Links in its text.
    pub links: Vec<LinkRow>,
    /// Cleaned text.
    pub text: String,
}

/// One name of a by-line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BylineRow {
    /// As written.
    pub name: String,
    /// The bearer's handle, where it is shown.
    #[serde(default)]
    pub handle: Option<String>,
    /// What its bearer did.
    pub role: ByRole,
    /// Where it stands.
    pub span: Option<SpanRow>,
}

/// A credit line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CreditRow {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: SpanRow,
}

/// A note about the document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NoteRow {
    /// What it does.
    pub kind: NoteKind,
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: SpanRow,
}

/// A link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LinkRow {
    /// Its words.
    pub text: String,
    /// Where it leads; empty where the words alone point.
    pub address: String,
    /// The document of the same capture that it leads to.
    #[serde(default)]
    pub document: Option<String>,
    /// Where its words stand.
    pub span: Option<SpanRow>,
}

/// An expression of time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TimeRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// Where it lies.
    pub span: SpanRow,
    /// The words.
    pub text: String,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub time_type: TimeType,
    /// TIMEX3 value.
    pub value: String,
    /// EDTF of the interval; null where there is none.
    pub edtf: Option<String>,
    /// First day it can be.
    pub earliest: Option<String>,
    /// Last day it can be.
    pub latest: Option<String>,
    /// How it was found out; null where there is no interval.
    pub method: Option<crate::Method>,
    /// How exactly it is known; null where there is no interval.
    pub precision: Option<Precision>,
}

/// A mention.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MentionRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// Where it lies.
    pub span: SpanRow,
    /// The words.
    pub text: String,
    /// What sort of thing.
    pub entity_type: EntityType,
    /// How it points.
    pub form: Form,
    /// Which chain of the document it belongs to.
    pub referent: Option<String>,
    /// The fullest name of the chain.
    pub name: Option<String>,
    /// Identity of the entity; null in `annotate`.
    pub entity: Option<String>,
}

/// A statement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StatementRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// From the first word of source, cue or content to the last.
    pub span: SpanRow,
    /// The words from the first of source, cue or content to the last.
    pub text: String,
    /// Who is said to have said it; null where the text does not say.
    pub source: Option<SourceRow>,
    /// The words that attribute.
    pub cue: Option<CueRow>,
    /// What was said; empty only where a source declined to comment.
    pub content: Vec<ContentRow>,
    /// In whose words.
    pub directness: Directness,
    /// On whose word.
    pub authority: Authority,
    /// The role the text gives the source.
    pub role: Option<String>,
    /// How and why the source is not named.
    pub anonymity: Option<Anonymity>,
    /// Through whom it came, nearest first.
    pub chain: Vec<ChainLink>,
    /// What kind of act the cue names.
    pub cue_class: CueClass,
    /// The source denies the content.
    pub denied: bool,
    /// Cue or content is hedged.
    pub hedged: bool,
    /// When it was said; where the text does not tell, an interval with the method `inferred` that its publication ends.
    pub said: Option<When>,
    /// Where or to whom.
    pub venue: Option<String>,
}

/// Something announced: an entry of a calendar.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AnnouncementRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// Where it lies.
    pub span: SpanRow,
    /// The words of the entry.
    pub text: String,
    /// What is announced: its words less those of the day and the hour.
    pub subject: Option<ContentRow>,
    /// The head it stands under.
    pub heading: Option<String>,
    /// When it is to be; null where its day is not known.
    pub when: Option<When>,
}

/// What linked documents tell of when an undated one was published: a relation, beside the document and never in it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DatingRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// Identity of the document that is dated.
    pub document: String,
    /// When it was published: an interval with the method `inferred`.
    pub published: When,
    /// What bounds it: first the earliest day, then the latest.
    pub evidence: Vec<EvidenceRow>,
}

/// One tie between documents.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceRow {
    /// How the document that is dated stands to the other.
    pub pointing: Pointing,
    /// Identity of the other document.
    pub other: String,
    /// When the other was published.
    pub published: Option<When>,
    /// SHA-256 of the capture in which the link stands.
    pub capture: String,
    /// Identity of the document in which the link stands.
    pub document: String,
    /// Path of that capture as given to `read`.
    pub path: String,
    /// Where the link stands; null where a field of the document says it.
    pub span: Option<SpanRow>,
    /// Its words.
    pub text: Option<String>,
}

/// How one document stands to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pointing {
    /// It links to it.
    PointsTo,
    /// It is linked to from there.
    PointedFrom,
    /// It replies to it or stands under it.
    StandsUnder,
    /// That replies to it or stands under it.
    HasUnder,
}

/// The source of a statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SourceRow {
    /// Where it stands.
    pub span: SpanRow,
    /// The words.
    pub text: String,
    /// The name that these words or their antecedent carry.
    pub name: Option<String>,
    /// Which chain of mentions of the document it belongs to.
    pub referent: Option<String>,
    /// Identity of the entity; null in `annotate`.
    pub entity: Option<String>,
}

/// The words that attribute.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CueRow {
    /// Where they stand.
    pub span: SpanRow,
    /// The words.
    pub text: String,
}

/// One stretch of content.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ContentRow {
    /// Where it stands.
    pub span: SpanRow,
    /// The words.
    pub text: String,
}

/// A telling of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EventMentionRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// The sentence that tells it.
    pub span: SpanRow,
    /// The words of that sentence.
    pub text: String,
    /// Class: PLOVER's, or one of Dateline's own.
    #[serde(rename = "type")]
    pub event_type: String,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// How real it is told to be.
    pub modality: Modality,
    /// Who did it.
    pub actors: Vec<ParticipantRow>,
    /// To whom, with whom.
    pub recipients: Vec<ParticipantRow>,
    /// Where.
    pub place: Option<PlaceRow>,
    /// When it happened or is to happen; null where the text does not say.
    pub when: Option<When>,
    /// What is counted.
    pub quantities: Vec<QuantityRow>,
    /// The word that tells of it.
    pub trigger: CueRow,
    /// Identity of the statement that carries it; null where the writer tells it.
    pub statement: Option<String>,
}

/// An event: tellings that surely tell one thing, joined. A relation, beside the documents and never in them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EventRow {
    /// Identity; another as soon as other tellings join.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// Class: PLOVER's, or one of Dateline's own.
    #[serde(rename = "type")]
    pub event_type: String,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// How real the first telling tells it to be.
    pub modality: Modality,
    /// When it happened or is to happen; null where no telling says.
    pub when: Option<When>,
    /// Where.
    pub place: Option<PlaceRow>,
    /// Who did it, as the telling that names most has it.
    pub actors: Vec<ParticipantRow>,
    /// To whom, with whom.
    pub recipients: Vec<ParticipantRow>,
    /// What is counted: every number that some telling gives, side by side.
    pub quantities: Vec<QuantityRow>,
    /// How many reports tell it, and how many separate roots they are shown to have.
    #[serde(flatten)]
    pub origins: OriginsRow,
    /// What is said of it, attribute by attribute: every value with everyone who gives it.
    pub claims: Vec<EventClaimRow>,
    /// The tellings, in the order in which they were published.
    pub mentions: Vec<TellingRow>,
}

/// One telling of an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TellingRow {
    /// Identity of the event mention.
    pub mention: String,
    /// How real it is told to be.
    pub modality: Modality,
    /// Identity of the statement that carries it; null where the writer tells it.
    pub statement: Option<String>,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// Path of that capture as given to `read`.
    pub path: String,
    /// Kind of that document.
    pub kind: Kind,
    /// When it was published.
    pub published: Option<When>,
    /// The word that tells of it.
    pub trigger: CueRow,
    /// The sentence that tells it.
    pub span: SpanRow,
    /// The words of that sentence.
    pub text: String,
}

/// Somebody who takes part.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ParticipantRow {
    /// Where it stands.
    pub span: SpanRow,
    /// The words.
    pub text: String,
    /// The name that these words or their antecedent carry.
    pub name: Option<String>,
    /// Whom a pronoun means, in its own sentence: “the council” of “the council said it had left”.
    pub antecedent: Option<CueRow>,
    /// Which chain of mentions of the document it belongs to.
    pub referent: Option<String>,
    /// Identity of the entity; null in `annotate`.
    pub entity: Option<String>,
    /// The country they belong to, ISO 3166-1 alpha-2; null where the document does not tell.
    #[serde(default)]
    pub country: Option<String>,
    /// PLOVER's codes of the sectors they belong to, the main one first: “GOV”, “MIL”, “IGO”.
    #[serde(default)]
    pub sectors: Vec<String>,
    /// What they are: “deputy foreign minister”.
    #[serde(default)]
    pub role: Option<String>,
    /// Whether the words are a seat that stands for a government or a body: “Doha said”.
    #[serde(default)]
    pub metonym: bool,
    /// Whether it is no somebody but a thing: “the bill” of “rejected the bill”.
    #[serde(default)]
    pub thing: bool,
}

/// A place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlaceRow {
    /// Where it stands.
    pub span: SpanRow,
    /// The words.
    pub text: String,
    /// The name.
    pub name: String,
    /// The country, ISO 3166-1 alpha-2; null where the document leaves it open.
    pub country: Option<String>,
    /// Degrees north, to a hundredth; null where the document leaves it open.
    pub latitude: Option<f64>,
    /// Degrees east, to a hundredth.
    pub longitude: Option<f64>,
    /// What the coordinates are the middle of; null without them.
    pub precision: Option<Grain>,
}

/// Something counted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct QuantityRow {
    /// Where it stands.
    pub span: SpanRow,
    /// The words.
    pub text: String,
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
    /// The head word of what is counted.
    #[serde(default)]
    pub head: Option<ContentRow>,
    /// Of whom or what, with the words before the head.
    #[serde(default)]
    pub who: Option<ContentRow>,
    /// The name of the place where, if the sentence says so.
    #[serde(default)]
    pub place: Option<ContentRow>,
    /// From when on it is counted.
    #[serde(default)]
    pub since: Option<When>,
    /// Up to when it is counted.
    #[serde(default)]
    pub as_of: Option<When>,
}

/// Something counted, whether an event has it or not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct QuantityMentionRow {
    /// Identity.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// SHA-256 of the capture.
    pub capture: String,
    /// Identity of the document.
    pub document: String,
    /// The capture's path as given to `read`.
    pub path: String,
    /// Where the number stands, with what binds it.
    pub span: SpanRow,
    /// Its words.
    pub text: String,
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
    /// The head word of what is counted.
    pub head: Option<ContentRow>,
    /// Of whom or what, with the words before the head.
    #[serde(default)]
    pub who: Option<ContentRow>,
    /// The name of the place where, if the sentence says so.
    #[serde(default)]
    pub place: Option<ContentRow>,
    /// From when on it is counted.
    pub since: Option<When>,
    /// Up to when it is counted.
    #[serde(default)]
    pub as_of: Option<When>,
    /// Identity of the telling of an event that it is of; null where there is none.
    pub event: Option<String>,
    /// The sentence that it stands in.
    pub sentence: String,
}
