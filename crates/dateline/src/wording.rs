//! Findings in words: the one place where enumerations, names and counts become what people read, on a terminal or a page.
//!
//! Invariant: no qualifier of a row is left out of its words.

mod event;
mod said;

pub use event::{heading, modality, numbers, origins, plainly, rooted};
pub use said::{facts, quoted, said_when, who, words};

use crate::screen;
use dateline_record::{
    AliasRow, Attribute, ByRole, ChangeKind, ClaimRow, DisagreementRow, DocumentRow, EntityType, JudgementRow, Kind,
    LineageRow, Method, Precision, Relation, When,
};

/// A document in a few words: outlet and title, or what there is.
pub fn named(document: &DocumentRow) -> String {
    let path = document.path.rsplit('/').next().unwrap_or(&document.path);
    let title = match &document.title {
        Some(title) => format!("“{}”", crate::screen::short(title, 64)),
        None => format!("{} in {path}", document.kind),
    };
    let author = document.byline.iter().find(|by| by.role == ByRole::Author);
    match (&document.outlet, author) {
        (Some(outlet), _) => format!("{}: {title}", crate::screen::short(outlet, 40)),
        (None, Some(by)) => format!("{}: {title}", crate::screen::short(&by.name, 40)),
        (None, None) if document.title.is_some() => format!("{path}: {title}"),
        (None, None) => title,
    }
}

/// A document in a few words, with the kind where that says how far to trust it: a reader's comment, an announcement.
pub fn marked(document: &DocumentRow) -> String {
    let words = named(document);
    match document.kind {
        Kind::Comment | Kind::Post | Kind::LiveEntry | Kind::Calendar if document.title.is_some() => {
            format!("{words} ({})", document.kind)
        }
        _ => words,
    }
}

/// How exactly and by what means something in `document` is known: with what the date is itself in doubt of.
pub fn how(precision: Precision, method: Method, document: &DocumentRow) -> String {
    let counted = matches!(method, Method::RelativeToPublication | Method::Inferred);
    let doubt = match document.published.as_ref().map(|published| published.method).filter(|_| counted) {
        Some(Method::Fallback) => ", whose date is a FALLBACK",
        Some(Method::Inferred) if method != Method::Inferred => ", whose date is inferred",
        _ => "",
    };
    format!("{}, {}{doubt}", crate::screen::precision(precision), crate::screen::method(method))
}

/// The first digits of an id: enough to type.
pub fn brief(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

pub fn title(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::NewEvent => "New events",
        ChangeKind::SeparateOrigin => "First separate origin",
        ChangeKind::FirstDenial => "First denial",
        ChangeKind::ChangedNumber => "Changed numbers",
        ChangeKind::SilentEdit => "Silent edits",
        ChangeKind::Correction => "Corrections",
        ChangeKind::Retraction => "Retractions",
        ChangeKind::Withdrawal => "Withdrawn",
        ChangeKind::NewDocuments => "New documents",
    }
}

pub fn standing(row: &LineageRow) -> &'static str {
    if row.relation == Relation::Quotes && row.directed {
        return if row.to.as_deref() == Some(&row.from) { "sets out once more" } else { "quotes" };
    }
    match (row.relation, row.directed) {
        (Relation::Repost, _) => "passes on",
        (Relation::PointsTo, _) => "points to",
        (Relation::Quotes, _) => "quotes the same as",
        (Relation::Credits, _) => "credits",
        (Relation::Reuses, true) => "reuses",
        (Relation::Reuses, false) => "shares text with",
        (Relation::Version, true) => "is a later state of",
        (Relation::Version, false) => "is another state of",
        (Relation::Corrects, _) => "corrects",
        (Relation::Retracts, _) => "withdraws",
    }
}

/// “R. Marzouk (3, initial)”
pub fn form(alias: &AliasRow) -> String {
    let rule = if alias.rule == "name" { String::new() } else { format!(", {}", alias.rule) };
    let off = if alias.off { ", OFF" } else { "" };
    format!("{} ({}{rule}{off})", screen::safe(&alias.form), alias.mentions)
}

/// “· 2024-02-29 to 2024-03-11”
pub fn dates(when: Option<&When>, until: Option<&When>) -> String {
    match (when, until) {
        (Some(when), Some(until)) => format!("· {} to {}", screen::dated(Some(when)), screen::dated(Some(until))),
        (when, _) => format!("· {}", screen::dated(when)),
    }
}

pub fn sort(sort: EntityType) -> &'static str {
    match sort {
        EntityType::Person => "person",
        EntityType::Organisation => "organisation",
        EntityType::Place => "place",
        _ => "unknown",
    }
}

/// A grade in words: “B, usually reliable (M. Rask)”.
pub fn graded(row: &JudgementRow) -> String {
    let grade = row.value.as_deref().unwrap_or_default();
    let words = match grade {
        "A" => "completely reliable",
        "B" => "usually reliable",
        "C" => "fairly reliable",
        "D" => "not usually reliable",
        "E" => "unreliable",
        "F" => "reliability cannot be judged",
        "1" => "confirmed by others",
        "2" => "probably true",
        "3" => "possibly true",
        "4" => "doubtful",
        "5" => "improbable",
        _ => "truth cannot be judged",
    };
    format!("{grade}, {words} ({})", crate::screen::safe(&row.author))
}

/// What claims disagree about: “how many killed”.
pub fn disputed(row: &DisagreementRow) -> String {
    match (row.attribute, row.of.as_deref()) {
        (Attribute::Number, Some(of)) => format!("how many {of}"),
        (Attribute::Number, None) => "how many".to_string(),
        (Attribute::Date, _) => "when".to_string(),
        (Attribute::Place, _) => "where".to_string(),
        (Attribute::Who, _) => "who did it".to_string(),
        (Attribute::Whether, _) => "whether it is so".to_string(),
    }
}

/// “says the harbour office · 2 origins, 1 of unknown lineage”
pub fn claimed(claim: &ClaimRow) -> String {
    let by = if claim.speakers.is_empty() { "the writer".to_string() } else { claim.speakers.join(", ") };
    let origins = match (claim.origins, claim.lineage_unknown) {
        (0, _) => "no origin told".to_string(),
        (count, 0) => screen::counted(count, "origin"),
        (count, unknown) => format!("{}, {unknown} of unknown lineage", screen::counted(count, "origin")),
    };
    screen::safe(&format!("says {by} · {origins}"))
}

/// A claim's value for reading: “at least 21” for “>=21”, with whom it is of.
pub fn valued(claim: &ClaimRow) -> String {
    let signs = [(">=", "at least "), ("<=", "at most "), (">", "more than "), ("<", "fewer than "), ("~", "about ")];
    let own = claim.value.as_str();
    let sign = signs.iter().find_map(|(sign, words)| Some(format!("{words}{}", own.strip_prefix(sign)?.trim())));
    let scope = claim.scope.as_ref().map(|scope| format!(" {scope}")).unwrap_or_default();
    screen::safe(&format!("{}{scope}", sign.unwrap_or_else(|| own.to_string())))
}
