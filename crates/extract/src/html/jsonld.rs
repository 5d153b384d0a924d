//! JSON-LD (schema.org): what a script element says of the page's article.
//!
//! Invariant: where several articles are described (a list), none of them is this page's. Cost: linear in the script.

use super::facts::{Facts, collapse, stamp};
use super::{markup, names};
use dateline_record::Method;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Nodes looked at in one script, and how deep they may lie.
const MOST_NODES: usize = 2000;
const DEEPEST: usize = 12;

/// Adds what a script says.
pub(crate) fn read(script: &str, facts: &mut Facts) {
    let Some(value) = parse(script) else { return };
    let mut nodes = Vec::new();
    gather(&value, 0, &mut nodes);
    let articles: Vec<&Object> = nodes.iter().copied().filter(|node| is_type(node, is_article)).collect();
    match articles.as_slice() {
        [] => {}
        [article] => state(article, &nodes, facts),
        [first, ..] => {
            // The page's own article names the page; others are named by it.
            if let Some(own) =
                articles.iter().find(|node| node.contains_key("mainEntityOfPage") || node.contains_key("articleBody"))
            {
                state(own, &nodes, facts);
            } else if articles.iter().all(|node| node.get("headline") == first.get("headline")) {
                state(first, &nodes, facts);
            }
        }
    }
    if let Some(page) = nodes.iter().find(|node| is_type(node, |name| matches!(name, "WebPage" | "ItemPage"))) {
        dates(page, facts);
    }
    if facts.outlet.is_none()
        && let Some(site) = nodes.iter().find(|node| is_type(node, |name| name == "WebSite"))
    {
        facts.outlet = text(site.get("name"));
    }
    facts.listing |=
        nodes.iter().any(|node| is_type(node, |name| matches!(name, "CollectionPage" | "SearchResultsPage")));
}

fn parse(script: &str) -> Option<Value> {
    let bare = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    let bare = bare.trim().trim_end_matches("-->").trim().trim_end_matches(';');
    // Line breaks inside of strings are against the rules and common.
    serde_json::from_str(bare).ok().or_else(|| {
        let flat: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&flat).ok()
    })
}

fn gather<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<&'a Object>) {
    if depth > DEEPEST || nodes.len() >= MOST_NODES {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, depth + 1, nodes)),
        Value::Object(node) => {
            nodes.push(node);
            for (key, value) in node {
                if matches!(
                    key.as_str(),
                    "@graph" | "mainEntity" | "mainEntityOfPage" | "publisher" | "author" | "isPartOf"
                ) {
                    gather(value, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn state(article: &Object, nodes: &[&Object], facts: &mut Facts) {
    facts.article = true;
    facts.live |= is_type(article, |name| name == "LiveBlogPosting");
    facts.title = facts.title.take().or_else(|| text(article.get("headline")));
    facts.section = facts.section.take().or_else(|| text(article.get("articleSection")));
    dates(article, facts);
    if facts.authors.is_empty()
        && let Some(author) = article.get("author").or_else(|| article.get("creator"))
    {
        people(author, nodes, &mut facts.authors);
    }
    if facts.outlet.is_none()
        && let Some(publisher) = article.get("publisher")
    {
        facts.outlet =
            resolve(publisher, nodes).and_then(|node| text(node.get("name"))).or_else(|| text(Some(publisher)));
    }
}

fn dates(node: &Object, facts: &mut Facts) {
    let date = |key| node.get(key).and_then(Value::as_str).and_then(|value| stamp(value, Method::Structured));
    facts.published = facts.published.take().or_else(|| date("datePublished"));
    facts.updated = facts.updated.take().or_else(|| date("dateModified"));
}

fn people(value: &Value, nodes: &[&Object], found: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| people(value, nodes, found)),
        Value::String(name) => add(name, found),
        Value::Object(_) => {
            if let Some(node) = resolve(value, nodes) {
                match node.get("name") {
                    Some(Value::Array(names)) => {
                        names.iter().filter_map(Value::as_str).for_each(|name| add(name, found))
                    }
                    Some(Value::String(name)) => add(name, found),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn add(name: &str, found: &mut Vec<String>) {
    for name in names::split(&markup::unescape(&collapse(name))) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
}

/// The node itself, or the one that it points to by `@id`.
fn resolve<'a>(value: &'a Value, nodes: &[&'a Object]) -> Option<&'a Object> {
    let own = value.as_object()?;
    if own.contains_key("name") {
        return Some(own);
    }
    let id = own.get("@id")?;
    nodes.iter().copied().find(|node| node.get("@id") == Some(id) && node.contains_key("name"))
}

fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text,
        Value::Array(values) => values.first()?.as_str()?,
        _ => return None,
    };
    let text = markup::unescape(&collapse(text));
    (!text.is_empty() && !text.starts_with("http")).then_some(text)
}

fn is_type(node: &Object, fits: impl Fn(&str) -> bool) -> bool {
    match node.get("@type") {
        Some(Value::String(name)) => fits(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(fits),
        _ => false,
    }
}

/// schema.org's Article and what is narrower.
fn is_article(name: &str) -> bool {
    name.ends_with("Article") || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
}
