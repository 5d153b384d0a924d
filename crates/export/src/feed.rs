//! Changes as feeds: JSON Feed 1.1 and RSS 2.0.
//!
//! An item's id is that of its row, so that a reader of feeds shows it once. Its text has both sides with their words, on
//! whose word, how real, when and how exactly, and how many separate origins; JSON Feed has the row too, as `_dateline`.
//! Invariant: no item without the words that show it, as far as the row has them. Cost: linear.

use crate::{words, xml};
use dateline_record::{ChangeKind, ChangeRow, ChangeSideRow};
use serde_json::{Value, json};
use std::io::{self, Write};

const TITLE: &str = "Dateline: what is another";
const ABOUT: &str =
    "What changed on the desk, each item with the words that show it. Separate origins are counted, not confirmed.";
/// A feed must say where it is from; a desk has no address.
const HOME: &str = "urn:dateline:changes";

/// JSON Feed 1.1.
pub fn json_feed(changes: &[ChangeRow], out: &mut dyn Write) -> io::Result<()> {
    let items: Vec<Value> = changes
        .iter()
        .map(|row| {
            json!({
                "id": identity(row),
                "title": title(row),
                "content_text": text(row),
                "tags": [row.kind.name()],
                "_dateline": row,
            })
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "description": ABOUT,
        "language": "en",
        "items": items,
    });
    serde_json::to_writer(&mut *out, &feed)?;
    out.write_all(b"\n")
}

/// RSS 2.0.
pub fn rss(changes: &[ChangeRow], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}", xml::HEAD)?;
    xml::open(out, "rss", &[("version", "2.0")])?;
    xml::open(out, "channel", &[])?;
    xml::leaf(out, "title", &[], TITLE)?;
    xml::leaf(out, "link", &[], HOME)?;
    xml::leaf(out, "description", &[], ABOUT)?;
    for row in changes {
        xml::open(out, "item", &[])?;
        // Some readers take a title for text and some for HTML: so it has no angle brackets; the words themselves stand below.
        xml::leaf(out, "title", &[], &title(row).replace('<', "‹").replace('>', "›"))?;
        xml::leaf(out, "guid", &[("isPermaLink", "false")], &identity(row))?;
        xml::leaf(out, "category", &[], row.kind.name())?;
        // What a reader takes for HTML: so our text is escaped once as HTML, and once more as XML.
        xml::leaf(out, "description", &[], &xml::escaped(&text(row)).replace('\n', "<br>"))?;
        xml::close(out, "item")?;
    }
    xml::close(out, "channel")?;
    xml::close(out, "rss")
}

fn identity(row: &ChangeRow) -> String {
    format!("urn:dateline:change:{}", row.id)
}

fn title(row: &ChangeRow) -> String {
    let kind = match row.kind {
        ChangeKind::NewEvent => "New event",
        ChangeKind::SeparateOrigin => "First separate origin",
        ChangeKind::FirstDenial => "First denial",
        ChangeKind::ChangedNumber => "Changed number",
        ChangeKind::SilentEdit => "Silent edit",
        ChangeKind::Correction => "Correction",
        ChangeKind::Retraction => "Retraction",
        ChangeKind::Withdrawal => "Withdrawn",
        ChangeKind::NewDocuments => "New documents",
    };
    let mut title = kind.to_owned();
    title.extend(row.modality.as_ref().map(|own| format!(", {}", words::name(own))));
    let side = row.after.first().or(row.before.first()).map(|side| side.text.as_str()).unwrap_or_default();
    if !side.is_empty() {
        let cut = side.char_indices().nth(100).map(|(at, _)| at);
        title.push_str(&format!(": {}{}", &side[..cut.unwrap_or(side.len())], if cut.is_some() { "…" } else { "" }));
    }
    title
}

fn text(row: &ChangeRow) -> String {
    let mut lines = Vec::new();
    let mut head = Vec::new();
    head.extend(row.event_type.clone());
    head.extend(row.modality.as_ref().map(words::name));
    head.push(row.when.as_ref().map_or("no time given".to_owned(), words::when));
    head.extend(row.of.as_ref().map(|of| format!("how many {of}")));
    head.extend(row.disagreement.as_ref().map(words::name));
    lines.push(head.join(" · "));
    lines.extend(row.before.iter().map(|own| side("before", own)));
    lines.extend(row.after.iter().map(|own| side("now", own)));
    if let (Some(reports), Some(origins), Some(unknown)) = (row.reports, row.origins, row.lineage_unknown) {
        lines.push(format!("reports {reports} · separate origins {origins} · lineage unknown {unknown}"));
    }
    lines.extend((!row.signs.is_empty()).then(|| format!("Why: {}", row.signs.join("; "))));
    lines.extend(row.spans.iter().map(|own| {
        let place = format!("{} part {} bytes {}–{}", own.path, own.part, own.start, own.end);
        format!("“{}” — {place}, document {}", own.text, own.document)
    }));
    lines.join("\n")
}

fn side(head: &str, side: &ChangeSideRow) -> String {
    let mut line = format!("{head}:");
    line.extend(side.value.as_ref().map(|value| format!(" {value}")));
    if !side.text.is_empty() {
        line.push_str(&format!(" “{}”", side.text));
    }
    if !side.outlets.is_empty() {
        line.push_str(&format!(" ({})", side.outlets.join(", ")));
    }
    if !side.statements.is_empty() {
        line.push_str(&format!(" as said in statements {}", side.statements.join(", ")));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn denial(words: &str) -> ChangeRow {
        serde_json::from_value(json!({
            "id": "00aa", "made_by": "t", "kind": "first_denial", "event": "e1", "event_type": "ASSAULT",
            "modality": "denied", "of": null, "disagreement": null, "story": null, "documents": ["d1"], "captures": ["c1"],
            "when": { "text": "last month", "edtf": "2031-04", "earliest": "2031-04-01", "latest": "2031-04-30",
                "precision": "month", "method": "relative-to-publication" },
            "before": [], "after": [{ "value": null, "text": words, "documents": ["d1"], "outlets": ["Orsa Herald"],
                "statements": ["s1"] }],
            "reports": 4, "origins": 2, "lineage_unknown": 1, "signs": ["same place"],
            "spans": [{ "capture": "c1", "document": "d1", "path": "a.html", "part": 0, "start": 5, "end": 9, "text": words }]
        }))
        .unwrap()
    }

    #[test]
    fn an_item_says_how_real_when_on_whose_word_and_how_many_origins() {
        let mut bytes = Vec::new();
        json_feed(&[denial("Nobody fired")], &mut bytes).unwrap();
        let feed: Value = serde_json::from_slice(&bytes).unwrap();
        let item = &feed["items"][0];
        assert_eq!(item["id"], "urn:dateline:change:00aa");
        assert_eq!(item["_dateline"]["lineage_unknown"], 1);
        let text = item["content_text"].as_str().unwrap();
        for part in [
            "denied",
            "2031-04 (month, relative-to-publication: “last month”)",
            "separate origins 2",
            "lineage unknown 1",
            "statements s1",
            "a.html part 0 bytes 5–9",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn hostile_words_are_no_markup_in_rss_nor_in_the_html_inside_it() {
        let mut bytes = Vec::new();
        rss(&[denial("<script>\u{202e}x</script>")], &mut bytes).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        for harm in ["<script", "&lt;script", "\u{202e}"] {
            assert!(!written.contains(harm), "{written}");
        }
        assert!(written.contains("&amp;lt;script&amp;gt;[U+202E]x"), "{written}");
        let mut reader = quick_xml::Reader::from_str(&written);
        loop {
            if matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {
                break;
            }
        }
    }
}
