//! Expressions of time in a document, counted from its publication.
//!
//! Invariant: what is counted from a publication that is only inferred is itself inferred, and says so.

use crate::order;
use dateline_record::{Document, Kind, Method, TimeExpression, When};
use dateline_when::Anchor;

/// The expressions of time in a document that is not English, where there are rules for its language.
pub(crate) fn find_foreign(document: &Document) -> Vec<TimeExpression> {
    let anchor = Anchor { published: document.published.clone(), order: order::of(document) };
    let language = document.language.as_deref().filter(|_| document.kind.is_read());
    language.and_then(|tag| dateline_when::find_in(tag, document.text.as_str(), &anchor)).unwrap_or_default()
}

/// The expressions of time in `document`, which was published when `published` says.
pub(crate) fn find(document: &Document, published: Option<&When>) -> Vec<TimeExpression> {
    let anchor = Anchor { published: published.cloned(), order: order::of(document) };
    let text = document.text.as_str();
    let mut times = match document.kind {
        Kind::Calendar => dateline_when::find_ahead(text, &anchor),
        _ => dateline_when::find(text, &anchor),
    };
    if published.is_some() && document.published.is_none() {
        let counted = |when: &When| when.method == Method::RelativeToPublication;
        let any = times.iter().filter_map(|time| time.when.as_ref()).any(counted);
        for when in times.iter_mut().filter_map(|time| time.when.as_mut()).filter(|_| any) {
            if matches!(when.method, Method::RelativeToPublication | Method::RelativeToDate) {
                when.method = Method::Inferred;
            }
        }
    }
    times
}
