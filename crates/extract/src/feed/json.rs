//! JSON Feed (jsonfeed.org, versions 1 and 1.1).

use super::entry::{Content, Entry, Feed};
use super::field::stamp;
use super::reference;
use crate::Limits;
use serde_json::Value;

/// Reads a JSON Feed; the reason where it is none.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Feed, String> {
    let root: Value =
        serde_json::from_str(text.trim_matches(crate::plain::is_blank)).map_err(|error| error.to_string())?;
    let items = root.get("items").and_then(Value::as_array).ok_or("no items")?;
    Ok(Feed {
        title: string(&root, "title").and_then(|title| reference::words(&title)),
        link: string(&root, "home_page_url"),
        said: string(&root, "description").into_iter().collect(),
        authors: authors(&root),
        language: string(&root, "language").and_then(|tag| super::field::language(&tag)),
        entries: items.iter().take(limits.parts).map(|item| entry(item, &authors(&root))).collect(),
        capped: items.len() > limits.parts,
        ..Feed::default()
    })
}

fn entry(item: &Value, feed_authors: &[(String, bool)]) -> Entry {
    let own = authors(item);
    let html = string(item, "content_html").map(|text| Content { text, markup: Some(true), is_xml: false });
    let summary = string(item, "summary").map(Content::text);
    Entry {
        title: string(item, "title").and_then(|title| reference::words(&title)),
        link: string(item, "url").or_else(|| string(item, "external_url")),
        authors: if own.is_empty() { feed_authors.to_vec() } else { own },
        published: string(item, "date_published").and_then(|date| stamp(&date)),
        updated: string(item, "date_modified").and_then(|date| stamp(&date)),
        content: html.or_else(|| string(item, "content_text").map(Content::text)),
        summary,
        language: string(item, "language").and_then(|tag| super::field::language(&tag)),
        section: None,
        created: None,
    }
}

fn authors(value: &Value) -> Vec<(String, bool)> {
    let listed = value.get("authors").and_then(Value::as_array).into_iter().flatten();
    listed.chain(value.get("author")).filter_map(|author| string(author, "name")).map(|name| (name, false)).collect()
}

fn string(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
