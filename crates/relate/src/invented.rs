//! Rows about nobody, for tests.

use dateline_record::{Authority, CueClass, CueRow, Directness, DocumentRow, Kind, SourceRow, SpanRow, StatementRow};

/// A document of an outlet, with no more than that.
pub fn document(id: &str, outlet: &str, kind: Kind) -> DocumentRow {
    DocumentRow {
        id: id.into(),
        made_by: String::new(),
        capture: id.into(),
        document: id.into(),
        path: id.into(),
        spans: Vec::new(),
        kind,
        title: None,
        byline: Vec::new(),
        outlet: (!outlet.is_empty()).then(|| outlet.to_string()),
        section: None,
        language: None,
        published: None,
        updated: None,
        captured: None,
        parent: None,
        truncated: None,
        credits: Vec::new(),
        notes: Vec::new(),
        links: Vec::new(),
        text: String::new(),
    }
}

/// Somebody who is said to have reported something.
pub fn said(authority: Authority, name: &str, venue: Option<&str>) -> StatementRow {
    let span = SpanRow { part: 0, start: 0, end: 1 };
    let named = !matches!(authority, Authority::Unnamed);
    StatementRow {
        id: String::new(),
        made_by: String::new(),
        capture: String::new(),
        document: String::new(),
        path: String::new(),
        span,
        text: String::new(),
        source: Some(SourceRow {
            span,
            text: name.into(),
            name: named.then(|| name.to_string()),
            referent: None,
            entity: None,
        }),
        cue: Some(CueRow { span, text: "reported".into() }),
        content: Vec::new(),
        directness: Directness::Indirect,
        authority,
        role: None,
        anonymity: None,
        chain: Vec::new(),
        cue_class: CueClass::Say,
        denied: false,
        hedged: false,
        said: None,
        venue: venue.map(str::to_string),
    }
}
