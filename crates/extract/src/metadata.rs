//! What the caller states, put on documents.
//!
//! Invariant: a stated date of publication beats whatever the capture says; a date later than the capture itself is none.

use crate::{Context, note, outlet, report};
use dateline_record::{Document, Kind, When};

/// Completes documents by their own words and by what the caller states.
pub(crate) fn complete(documents: &mut [Document], context: &Context) {
    own(documents);
    documents.iter_mut().for_each(|document| stated(document, context));
}

/// A newsletter that names its owner is its owner's, where the furniture beside it says so too.
fn own(documents: &mut [Document]) {
    let part = |document: &Document| document.spans.first().map(|span| span.part());
    let mut last: Option<(String, Option<u32>, Option<String>)> = None;
    for at in 0..documents.len() {
        let Some(name) = documents[at].outlet.as_deref().filter(|name| name.contains("'s ") || name.contains("’s "))
        else {
            continue;
        };
        let place = part(&documents[at]);
        // Its items follow one another.
        let owner = match last.take().filter(|(known, part, _)| known == name && *part == place) {
            Some((.., owner)) => owner,
            None => {
                let beside = |other: &&Document| other.kind == Kind::Boilerplate && part(other) == place;
                let words = documents.iter().filter(beside).map(|document| document.text.as_str());
                outlet::owner(name, words).map(str::to_owned)
            }
        };
        last = Some((name.to_owned(), place, owner.clone()));
        documents[at].outlet = owner.or(documents[at].outlet.take());
    }
}

fn stated(document: &mut Document, context: &Context) {
    if let Some(outlet) = &context.outlet {
        document.outlet = Some(outlet.clone());
    }
    if let Some(published) = &context.published {
        document.published = Some(published.clone());
    }
    if let Some(zone) = &context.zone {
        for when in [&mut document.published, &mut document.updated].into_iter().flatten() {
            *when = zone.told(when).unwrap_or_else(|| when.clone());
        }
    }
    note::find(document);
    report::complete(document);
    document.captured = document.captured.take().map(|own| context.bound(&own)).or(context.captured.clone());
    if let Some(captured) = &context.captured {
        let possible = |when: &When| starts_by(when, captured);
        document.updated = document.updated.take().filter(possible);
        if context.published.is_none() {
            document.published = document.published.take().filter(possible);
        }
    }
    // A change dated as the publication is none.
    let published = document.published.as_ref().map(|when| when.edtf.clone());
    document.updated = document.updated.take().filter(|when| Some(&when.edtf) != published.as_ref());
    // Unless the text says so.
    note::date(document);
}

/// Whether `when` can have begun when `captured` ended. Days as `YYYY-MM-DD` sort as text.
fn starts_by(when: &When, captured: &When) -> bool {
    match (&when.earliest, &captured.latest) {
        (Some(earliest), Some(latest)) if earliest.len() == latest.len() => earliest <= latest,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::{Method, Precision};

    fn day(edtf: &str) -> When {
        When {
            text: None,
            edtf: edtf.into(),
            earliest: Some(edtf.into()),
            latest: Some(edtf.into()),
            precision: Precision::Day,
            method: Method::Given,
        }
    }

    #[test]
    fn nothing_is_published_after_it_was_captured() {
        assert!(starts_by(&day("2024-02-29"), &day("2024-02-29")));
        assert!(!starts_by(&day("2024-03-01"), &day("2024-02-29")));
    }
}
