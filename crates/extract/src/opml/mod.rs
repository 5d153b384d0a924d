//! OPML: lists of feeds, as readers of feeds export them (opml.org/spec2).
//!
//! Each group of outlines is a listing, its section the names of the groups that it lies in; the outlines in no group are
//! one too. Each outline is a paragraph, its addresses links.
//! Invariant: every outline lies in exactly one listing. Cost: linear in the list.

mod outline;

use crate::extract::{Capture, Contents};
use crate::feed::{resolved, stamp};
use crate::{Refusal, Sign};
use dateline_record::{Document, Kind, Link, Part, Span, TextBuilder, Title};
use outline::{List, Outline};
use std::ops::Range;

/// Names of groups that a section is made of, the innermost last.
const DEEPEST_SECTION: usize = 4;

/// Reads a list of feeds into `contents`.
pub(crate) fn read(text: String, capture: Capture, contents: &mut Contents) -> Result<(), Refusal> {
    let list = outline::read(&text, capture.limits);
    if capture.limits.deadline.is_over() {
        return Err(Refusal::TimeUp);
    }
    if list.outlines.is_empty() || u32::try_from(text.len()).is_err() {
        return Err(Refusal::Unreadable {
            format: "list of feeds".into(),
            reason: "no outline in it says anything".into(),
        });
    }
    let part = contents.parts.len() as u32;
    let mut documents: Vec<Document> =
        (0..list.groups.len()).filter_map(|group| listing(group, &list, part, &text, capture)).collect();
    documents.sort_by_key(|document| document.spans[0]);
    contents.documents.extend(documents);
    if list.capped {
        contents.signs.push(Sign::PartsCapped { limit: capture.limits.elements });
    }
    contents.signs.extend(list.malformed.map(|what| Sign::Malformed { what }));
    contents.parts.push(Part { text, media_type: "text/x-opml".into(), alternative: None });
    Ok(())
}

/// The listing of a group; none where no outline is its own.
fn listing(group: usize, list: &List, part: u32, text: &str, capture: Capture) -> Option<Document> {
    let mut builder = TextBuilder::new();
    let mut links = Vec::new();
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for (number, outline) in list.outlines.iter().enumerate().filter(|(_, outline)| outline.group == group) {
        match runs.last_mut() {
            Some((last, run)) if *last + 1 == number => (*last, run.end) = (number, outline.range.end),
            _ => runs.push((number, outline.range.clone())),
        }
        write(outline, part, text, &mut builder);
        let said = outline.name.as_ref();
        let words = said.map(|range| collapsed(&resolved(&text[range.clone()]))).unwrap_or_default();
        let span = said.and_then(|range| Span::new(part, text, range.clone()));
        links.extend(outline.addresses.iter().map(|range| Link {
            text: words.clone(),
            address: resolved(&text[range.clone()]).trim().to_owned(),
            document: None,
            span,
        }));
    }
    let spans: Vec<Span> = runs.into_iter().filter_map(|(_, range)| Span::new(part, text, range)).collect();
    let title = list
        .title
        .clone()
        .map(|range| Title { text: collapsed(&resolved(&text[range.clone()])), span: Span::new(part, text, range) });
    Document::bare(capture.id, Kind::Listing, spans, builder.finish()).map(|mut document| {
        document.title = title.filter(|title| !title.text.is_empty());
        document.section = section(group, list, text);
        document.published = list.created.as_ref().and_then(|range| stamp(&text[range.clone()]));
        document.updated = list.changed.as_ref().and_then(|range| stamp(&text[range.clone()]));
        document.links = links;
        document
    })
}

/// An outline's words, each a paragraph.
fn write(outline: &Outline, part: u32, text: &str, builder: &mut TextBuilder) {
    for range in outline.words.iter().filter(|range| !text[(*range).clone()].trim().is_empty()) {
        if !builder.as_str().is_empty() {
            builder.inserted("\n\n");
        }
        let words = resolved(&text[range.clone()]);
        match words == text[range.clone()] {
            true => builder.verbatim(part, text, range.clone()),
            false => builder.replaced(&words, part, text, range.clone()),
        }
    }
}

/// The names of the groups that a group lies in and its own, the outermost first.
fn section(group: usize, list: &List, text: &str) -> Option<String> {
    let mut names = Vec::new();
    let mut at = Some(group);
    while let Some(group) = at.filter(|_| names.len() < DEEPEST_SECTION) {
        names.extend(list.groups[group].name.clone().map(|range| collapsed(&resolved(&text[range]))));
        at = list.groups[group].parent;
    }
    names.retain(|name| !name.is_empty());
    names.reverse();
    (!names.is_empty()).then(|| names.join(" / "))
}

fn collapsed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "")
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};
    use proptest::prelude::*;

    #[track_caller]
    fn check(list: &str, expected: &str) {
        let found = extract(list.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        assert_eq!(found.format.name(), "list of feeds");
        let mut shown = String::new();
        for document in &found.documents {
            let title = document.title.as_ref().map_or("", |title| title.text.as_str());
            let section = document.section.as_deref().unwrap_or("-");
            shown +=
                &format!("{} “{title}” §{section}: {}\n", document.kind, document.text.as_str().replace("\n\n", " | "));
            document.links.iter().for_each(|link| shown += &format!("  {} <{}>\n", link.text, link.address));
        }
        found.signs.iter().for_each(|sign| shown += &format!("! {sign}\n"));
        assert_eq!(shown.trim(), expected.trim());
    }

    #[test]
    fn each_outline_is_a_paragraph_with_its_addresses() {
        check(
            "<?xml version='1.0'?>\n<opml version='2.0'><head><title>Turvik desk</title></head><body>
<outline text='Turvik Post' type='rss' xmlUrl='http://post.example/rss?a=1&amp;b=2' htmlUrl='http://post.example/'/>
<outline title='Solm &amp; Daughters' xmlUrl=\"http://solm.example/feed\" description='Boats and what they carry'/>
</body></opml>",
            "listing “Turvik desk” §-: Turvik Post | Solm & Daughters | Boats and what they carry
  Turvik Post <http://post.example/rss?a=1&b=2>
  Turvik Post <http://post.example/>
  Solm & Daughters <http://solm.example/feed>",
        );
    }

    #[test]
    fn groups_are_sections() {
        check(
            "<opml><body><outline text='Harbours'><outline text='One' xmlUrl='http://a.example/'/>
<outline text='North'><outline text='Two' xmlUrl='http://b.example/'/></outline>
<outline text='Three' xmlUrl='http://c.example/'/></outline><outline text='Four' xmlUrl='http://d.example/'/></body></opml>",
            "listing “” §Harbours: Harbours | One | Three
  One <http://a.example/>
  Three <http://c.example/>
listing “” §Harbours / North: North | Two
  Two <http://b.example/>
listing “” §-: Four
  Four <http://d.example/>",
        );
    }

    #[test]
    fn a_list_cut_short_gives_the_outlines_that_are_there() {
        check(
            "<opml version='1.0'><body><outline text='One' xmlUrl='http://a.example/'/><outline text='Tw",
            "listing “” §-: One\n  One <http://a.example/>\n! malformed: the list ends within a tag",
        );
    }

    #[test]
    fn a_list_without_outlines_is_refused() {
        let refusal = extract(b"<opml><body></body></opml>", &Context::default(), &Limits::default()).unwrap_err();
        assert_eq!(refusal.to_string(), "unreadable list of feeds: no outline in it says anything");
    }

    proptest! {
        #[test]
        fn whatever_stands_in_it_nothing_panics(body in "(<outline |</outline>|<opml>|text=|xmlUrl='|'|\"|&amp;|&|>|/>|é|a | ){0,40}") {
            let list = format!("<opml><body><outline text='a'>{body}");
            if let Ok(found) = extract(list.as_bytes(), &Context::default(), &Limits::default()) {
                for span in found.documents.iter().flat_map(|document| &document.spans) {
                    prop_assert!(found.parts[0].text.get(span.range()).is_some());
                }
            }
        }
    }
}
