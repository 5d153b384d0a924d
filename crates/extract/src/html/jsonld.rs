//! JSON-LD (schema.org): what the scripts of a page say of its article.
//!
//! Nodes are gathered from every script: in arrays, in `@graph`, under `mainEntity`. The page's own article is the one whose
//! address or headline is the page's; where several describe it, each is heard.
//! Invariant: where articles are described and none of them can be told to be this page's, none is. Cost: linear in the
//! scripts.

use super::dating::{Moment, Said, Source};
use super::facts::{Facts, collapse};
use super::people::{Claim, Named};
use super::{markup, mend, names};
use dateline_record::ByRole;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Nodes looked at on one page, and how deep they may lie.
const MOST_NODES: usize = 2000;
const DEEPEST: usize = 12;

/// What the rest of the markup says of the page, by which its own article is known.
pub(super) struct Known<'a> {
    pub addresses: &'a [String],
    pub titles: &'a [String],
}

/// Adds what the scripts of a page say.
pub(super) fn read(scripts: &[String], known: &Known, facts: &mut Facts) {
    let values: Vec<Value> = scripts.iter().flat_map(|script| mend::values(script)).collect();
    let mut nodes = Vec::new();
    values.iter().for_each(|value| gather(value, 0, &mut nodes));
    let articles: Vec<&Object> = nodes.iter().copied().filter(|node| is_type(node, is_article)).collect();
    for article in own(&articles, known) {
        state(article, &nodes, facts);
    }
    for page in nodes.iter().filter(|node| is_type(node, is_page)) {
        dates(page, Source::Page, facts);
        people(page, "author", ByRole::Author, Source::Page, &nodes, facts);
        facts.walled |= is_false(page.get("isAccessibleForFree"));
        facts.sections.extend(page.get("breadcrumb").and_then(|list| section_of(list, &nodes)));
    }
    for node in &nodes {
        if facts.site.is_none() && is_type(node, |name| name == "WebSite") {
            facts.site = text(node.get("name"));
        }
        if is_type(node, |name| name == "BreadcrumbList") {
            facts.sections.extend(crumb(node));
        }
        facts.listing |= is_type(node, |name| matches!(name, "CollectionPage" | "SearchResultsPage"));
    }
}

/// The nodes that describe the page's own article, the surest first.
fn own<'a>(articles: &[&'a Object], known: &Known) -> Vec<&'a Object> {
    if let [article] = articles {
        return vec![article];
    }
    let named: Vec<&Object> = articles.iter().copied().filter(|node| is_named(node, known)).collect();
    if !named.is_empty() {
        return named;
    }
    // The page's own article names the page; others are named by it.
    let names_page = |node: &&&Object| node.contains_key("mainEntityOfPage") || node.contains_key("articleBody");
    match (articles.iter().find(names_page), articles.first()) {
        (Some(own), _) => vec![own],
        (None, Some(first)) if articles.iter().all(|node| node.get("headline") == first.get("headline")) => vec![first],
        _ => Vec::new(),
    }
}

/// Whether a node has the page's address or headline.
fn is_named(node: &Object, known: &Known) -> bool {
    let addresses = ["url", "@id", "mainEntityOfPage"].into_iter().filter_map(|key| match node.get(key)? {
        Value::String(address) => Some(address.as_str()),
        Value::Object(page) => page.get("@id").or_else(|| page.get("url"))?.as_str(),
        _ => None,
    });
    let mut addresses = addresses.map(bare_address).filter(|address| !address.is_empty());
    if addresses.any(|address| known.addresses.iter().any(|own| bare_address(own) == address)) {
        return true;
    }
    let headline = text(node.get("headline")).map(|headline| key(&headline)).filter(|key| key.len() >= 12);
    headline.is_some_and(|headline| known.titles.iter().any(|title| key(title).starts_with(&headline)))
}

/// An address without what does not tell pages apart.
fn bare_address(address: &str) -> &str {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/')
}

fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
                let leads =
                    ["@graph", "mainEntity", "mainEntityOfPage", "publisher", "author", "isPartOf", "breadcrumb"];
                if leads.contains(&key.as_str()) {
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
    facts.walled |= is_false(article.get("isAccessibleForFree"));
    facts.title = facts.title.take().or_else(|| text(article.get("headline")));
    facts.sections.extend(text(article.get("articleSection")));
    facts.stated_language = facts.stated_language.take().or_else(|| text(article.get("inLanguage")));
    dates(article, Source::Article, facts);
    let author = if article.contains_key("author") { "author" } else { "creator" };
    people(article, author, ByRole::Author, Source::Article, nodes, facts);
    people(article, "contributor", ByRole::Contributor, Source::Article, nodes, facts);
    people(article, "editor", ByRole::Editor, Source::Article, nodes, facts);
    if facts.publisher.is_none()
        && let Some(publisher) = article.get("publisher")
    {
        let publisher = match publisher {
            Value::Array(values) => values.first().unwrap_or(publisher),
            one => one,
        };
        facts.publisher =
            resolve(publisher, nodes).and_then(|node| text(node.get("name"))).or_else(|| text(Some(publisher)));
    }
}

fn dates(node: &Object, source: Source, facts: &mut Facts) {
    for (key, said) in
        [("datePublished", Said::Published), ("dateCreated", Said::Created), ("dateModified", Said::Updated)]
    {
        let value = match node.get(key) {
            Some(Value::Array(values)) => values.first(),
            Some(Value::Object(value)) => value.get("@value"),
            value => value,
        };
        if let Some(value) = value.and_then(Value::as_str) {
            facts.moments.extend(Moment::stated(value, said, source));
        }
    }
}

fn people(node: &Object, key: &str, role: ByRole, source: Source, nodes: &[&Object], facts: &mut Facts) {
    let mut found = Vec::new();
    if let Some(value) = node.get(key) {
        named(value, role, nodes, 0, &mut found);
    }
    if !found.is_empty() {
        facts.people.push(Claim { source, names: found });
    }
}

fn named(value: &Value, role: ByRole, nodes: &[&Object], depth: usize, found: &mut Vec<Named>) {
    match value {
        Value::Array(values) if depth < DEEPEST => {
            values.iter().for_each(|value| named(value, role, nodes, depth + 1, found));
        }
        Value::String(name) => add(name, role, false, found),
        Value::Object(own) => {
            if let Some(list) = own.get("@list").filter(|_| depth < DEEPEST) {
                return named(list, role, nodes, depth + 1, found);
            }
            let Some(node) = resolve(value, nodes) else { return };
            let organisation = is_type(node, |name| name.ends_with("Organization") || name == "Corporation");
            let person = |key: &str| node.get(key).and_then(Value::as_str).unwrap_or_default();
            match node.get("name") {
                Some(Value::Array(names)) => {
                    names.iter().filter_map(Value::as_str).for_each(|name| add(name, role, organisation, found));
                }
                Some(Value::String(name)) => add(name, role, organisation, found),
                Some(Value::Object(name)) => {
                    name.get("@value")
                        .and_then(Value::as_str)
                        .into_iter()
                        .for_each(|n| add(n, role, organisation, found));
                }
                _ => add(&format!("{} {}", person("givenName"), person("familyName")), role, false, found),
            }
        }
        _ => {}
    }
}

fn add(name: &str, role: ByRole, organisation: bool, found: &mut Vec<Named>) {
    let name = markup::unescape(&collapse(name));
    // An organisation's name may hold what parts names of persons.
    let persons = if organisation { Vec::new() } else { names::split(&name) };
    if persons.is_empty() && names::is_signature(&name) && !found.iter().any(|own| own.name == name) {
        found.push(Named { name, role, organisation: true });
        return;
    }
    for name in persons {
        if !name.is_empty() && !found.iter().any(|own| own.name == name) {
            found.push(Named { organisation: organisation || names::is_agency(&name), name, role });
        }
    }
}

/// The node itself, or the one that it points to by `@id`.
fn resolve<'a>(value: &'a Value, nodes: &[&'a Object]) -> Option<&'a Object> {
    let own = value.as_object()?;
    let told = |node: &Object| node.contains_key("name") || node.contains_key("familyName");
    if told(own) {
        return Some(own);
    }
    let id = own.get("@id")?;
    nodes.iter().copied().find(|node| node.get("@id") == Some(id) && told(node))
}

fn section_of(value: &Value, nodes: &[&Object]) -> Option<String> {
    let own = value.as_object()?;
    let id = own.get("@id");
    let list = nodes
        .iter()
        .copied()
        .find(|node| id.is_some() && node.get("@id") == id && node.contains_key("itemListElement"));
    crumb(list.unwrap_or(own))
}

/// The section in a trail of crumbs (“Home › World › The ferry is back”): the last before the page itself that is not the
/// beginning.
fn crumb(list: &Object) -> Option<String> {
    let items = list.get("itemListElement")?.as_array()?;
    let name = |item: &Value| {
        let item = item.as_object()?;
        text(item.get("name")).or_else(|| text(item.get("item")?.as_object()?.get("name")))
    };
    let middle = items.get(1..items.len().checked_sub(1)?)?;
    middle.iter().filter_map(name).rfind(|name| name.len() <= 40)
}

fn is_false(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(free)) => !free,
        Some(Value::String(free)) => free.eq_ignore_ascii_case("false"),
        _ => false,
    }
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

/// Whether a node is of a type: “NewsArticle”, “schema:NewsArticle”, “https://schema.org/NewsArticle”.
fn is_type(node: &Object, fits: impl Fn(&str) -> bool) -> bool {
    let bare = |name: &str| fits(name.rsplit(['/', ':', '#']).next().unwrap_or(name));
    match node.get("@type") {
        Some(Value::String(name)) => bare(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(bare),
        _ => false,
    }
}

/// schema.org's Article and what is narrower.
fn is_article(name: &str) -> bool {
    name.ends_with("Article") || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
}

/// What else a page may be, with an author and a date of its own.
fn is_page(name: &str) -> bool {
    matches!(
        name,
        "WebPage"
            | "ItemPage"
            | "MedicalWebPage"
            | "AboutPage"
            | "FAQPage"
            | "Recipe"
            | "HowTo"
            | "CreativeWork"
            | "Review"
    )
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};

    /// Checks by-line, section and date of a page with this JSON-LD.
    #[track_caller]
    fn check(script: &str, expected: &str) {
        let page = format!(
            "<html><head><link rel=canonical href='https://post.example/ferry'>
<script type='application/ld+json'>{script}</script></head><body><article><h1>The ferry is back in Turvik</h1>
<p>The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter.</p>
<p>Nobody was hurt when it left in the night of Sunday, said the harbour master, who had slept on board.</p></article></body></html>"
        );
        let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        let article = found.documents.iter().find(|document| document.kind.is_read()).unwrap();
        let names: Vec<&str> = article.byline.iter().map(|by| by.name.as_str()).collect();
        let section = article.section.as_deref().unwrap_or_default();
        let day = article.published.as_ref().map_or("", |when| when.edtf.as_str());
        assert_eq!(format!("{} | {section} | {day}", names.join(", ")), expected, "{script}");
    }

    #[test]
    fn an_author_is_read_in_every_shape() {
        for author in [
            r#""Ana Pek and Tom Rudd""#,
            r#"["Ana Pek", "Tom Rudd"]"#,
            r#"{"@type":"Person","name":["Ana Pek","Tom Rudd"]}"#,
            r#"[{"@type":"Person","name":"Ana Pek"},{"@type":"Person","givenName":"Tom","familyName":"Rudd"}]"#,
            r#"{"@list":[{"name":"Ana Pek"},{"name":{"@value":"Tom Rudd"}}]}"#,
        ] {
            check(&format!(r#"{{"@type":"NewsArticle","author":{author}}}"#), "Ana Pek, Tom Rudd |  | ");
        }
        let graph = r#"{"@graph":[{"@type":"NewsArticle","author":{"@id":"/#ana"}},{"@type":"Person","@id":"/#ana","name":"Ana Pek"}]}"#;
        check(graph, "Ana Pek |  | ");
    }

    #[test]
    fn among_several_articles_the_pages_own_is_told_by_address_or_headline() {
        check(
            r#"[{"@type":"NewsArticle","url":"https://post.example/other","datePublished":"2031-01-01","author":"Lee Oh"},
                {"@type":"NewsArticle","url":"http://www.post.example/ferry/","datePublished":"2031-05-04","author":"Ana Pek"}]"#,
            "Ana Pek |  | 2031-05-04",
        );
        check(
            r#"[{"@type":"NewsArticle","url":"/1","headline":"One","author":"Lee Oh"},{"@type":"NewsArticle","url":"/2","headline":"Two","author":"Ana Pek"}]"#,
            " |  | ",
        );
    }

    #[test]
    fn a_trail_of_crumbs_names_the_section() {
        check(
            r#"{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"item":{"name":"Coast"}},{"name":"The ferry is back"}]}"#,
            " | Coast | ",
        );
    }

    #[test]
    fn a_type_may_be_written_with_its_vocabulary() {
        check(
            r#"{"@type":["schema:NewsArticle"],"author":"Ana Pek","datePublished":"2031-05-04",}"#,
            "Ana Pek |  | 2031-05-04",
        );
    }
}
