//! The nouns of Dateline and what must hold of them.
//!
//! Nothing here computes a finding: no rule, no lexicon, no clock, no disk. A type is here because more than one
//! crate speaks of it; its constructor is where its invariant is checked.

mod capture;
mod document;
mod event;
mod reading;
mod row;
mod span;
mod statement;
mod text;
mod unseen;
mod when;

pub use capture::{CaptureId, ParseCaptureIdError, Part};
pub use document::{ByRole, Byline, Credit, Document, DocumentId, Kind, Link, Note, NoteKind, Title};
pub use event::{Bound, EventMention, Grain, Location, Modality, Participant, Point, Quantity};
pub use reading::{Announcement, EntityType, Form, Mention, Reading, TimeExpression, TimeType};
pub use row::{
    AliasRow, AnnouncementRow, Attribute, BriefCountRow, BriefKind, BriefLineRow, BriefRow, BriefSectionRow,
    BriefSilentRow, BriefUnreadRow, BylineRow, ChangeKind, ChangeRow, ChangeSideRow, ClaimRow, ClaimSpanRow,
    ContentRow, CreditRow, CueRow, DatingRow, Disagreeing, DisagreementRow, DocumentRow, EntityRow, EventClaimRow,
    EventMentionRow, EventRow, EvidenceRow, JudgementRow, LineageRow, LinkRow, MentionRow, NoteRow, OriginsRow,
    ParticipantRow, PassageRow, PlaceRow, Pointed, PointedRow, Pointing, QuantityMentionRow, QuantityRow, Relation,
    RoleRow, Row, SourceRow, SpanRow, State, StatementRow, StoryDocumentRow, StoryRow, StorySignRow, TellingRow,
    TimeRow, UseRow, Verb,
};
pub use span::{Extent, Span};
pub use statement::{Anonymity, Authority, CueClass, Directness, Link as ChainLink, Source, Statement};
pub use text::{CleanText, Piece, TextBuilder};
pub use unseen::is_unseen;
pub use when::{Method, Precision, When};
