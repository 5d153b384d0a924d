//! What a page states about its article in its markup: JSON-LD first, then meta elements, then the rest.
//!
//! Invariant: nothing is guessed; two statements that differ are settled by rank, and a date that `dateline-when` doubts is
//! none. Cost: one walk over the tree.

use super::block::Block;
use super::tree::{DOCUMENT, Element, NodeId, Tree};
use super::{jsonld, names};
use dateline_record::{Method, When};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What the markup states.
#[derive(Clone, Default, Debug)]
pub(crate) struct Facts {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub outlet: Option<String>,
    pub section: Option<String>,
    pub published: Option<When>,
    pub updated: Option<When>,
    pub language: Option<String>,
    pub address: Option<String>,
    /// The markup says that this is one article.
    pub article: bool,
    /// The markup says that this is a site's front page or a list.
    pub listing: bool,
    /// The markup says that this is a live page.
    pub live: bool,
}

/// Which fact a meta name states, and its rank in the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fact {
    Published,
    Updated,
    Author,
    Outlet,
    Section,
    Title,
}

static META: LazyLock<HashMap<&str, (Fact, usize)>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let mut fact = Fact::Title;
    let lines = include_str!("meta-names.txt").lines().map(str::trim);
    for (rank, line) in lines.filter(|line| !line.is_empty() && !line.starts_with('#')).enumerate() {
        match line {
            "[published]" => fact = Fact::Published,
            "[updated]" => fact = Fact::Updated,
            "[author]" => fact = Fact::Author,
            "[outlet]" => fact = Fact::Outlet,
            "[section]" => fact = Fact::Section,
            "[title]" => fact = Fact::Title,
            name => drop(names.insert(name, (fact, rank))),
        }
    }
    names
});

/// Collects what a page states.
pub(crate) fn collect(tree: &Tree, raw: &str, given_address: Option<&str>) -> Facts {
    let mut facts = Facts::default();
    let mut meta: Vec<(Fact, usize, String)> = Vec::new();
    let mut title_element = None;
    let mut at = tree.following(DOCUMENT, DOCUMENT, true);
    while let Some(id) = at {
        at = tree.following(id, DOCUMENT, true);
        let Some(element) = tree.element(id).filter(|element| element.html) else { continue };
        match &*element.name {
            "html" => facts.language = element.attribute("lang").and_then(primary_language),
            "meta" => {
                facts.listing |= is_meta(element, "og:type", "website");
                facts.article |= is_meta(element, "og:type", "article");
                meta.extend(meta_facts(element));
            }
            "link" if element.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                facts.address = element.attribute("href").map(str::to_owned);
            }
            "title" if title_element.is_none() => title_element = Some(collapse(&tree.raw_text(id, raw))),
            "script" if is_jsonld(element) => jsonld::read(&tree.raw_text(id, raw), &mut facts),
            _ => {}
        }
    }
    meta.sort_by_key(|(_, rank, _)| *rank);
    let first = |wanted| meta.iter().find(|(fact, ..)| *fact == wanted).map(|(.., value)| value.as_str());
    let moment = |wanted| {
        let values = meta.iter().filter(|(fact, ..)| *fact == wanted);
        values.filter_map(|(.., value)| stamp(value, Method::Structured)).next()
    };
    facts.outlet = facts.outlet.or_else(|| first(Fact::Outlet).map(str::to_owned));
    facts.title = facts.title.or_else(|| first(Fact::Title).map(str::to_owned)).or(title_element);
    facts.section = facts.section.or_else(|| first(Fact::Section).map(str::to_owned));
    facts.published = facts.published.or_else(|| moment(Fact::Published));
    facts.updated = facts.updated.or_else(|| moment(Fact::Updated));
    if facts.authors.is_empty() {
        let values = meta.iter().filter(|(fact, ..)| *fact == Fact::Author);
        facts.authors =
            values.map(|(.., value)| names::split(value)).find(|names| !names.is_empty()).unwrap_or_default();
    }
    facts.authors.retain(|name| facts.outlet.as_deref().is_none_or(|outlet| !outlet.eq_ignore_ascii_case(name)));
    facts.address = facts.address.take().or(given_address.map(str::to_owned));
    facts
}

/// A date as markup writes it, found out by `method`. The grammar of stamps is `dateline-when`'s.
pub(crate) fn stamp(text: &str, method: Method) -> Option<When> {
    let text = text.trim();
    let when = (6..=64).contains(&text.len()).then(|| dateline_when::stamp(text)).flatten()?;
    Some(When { method, ..when })
}

/// White space runs to single spaces.
pub(crate) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn meta_facts(element: &Element) -> impl Iterator<Item = (Fact, usize, String)> + '_ {
    let content = element.attribute("content").map(collapse).filter(|content| !content.is_empty());
    let names = ["property", "name", "itemprop"].into_iter().filter_map(|name| element.attribute(name));
    content.into_iter().flat_map(move |content| {
        names.clone().filter_map(move |name| {
            let (fact, rank) = *META.get(name.trim().to_ascii_lowercase().as_str())?;
            Some((fact, rank, content.clone()))
        })
    })
}

fn is_meta(element: &Element, property: &str, content: &str) -> bool {
    element.attribute("property").is_some_and(|own| own.eq_ignore_ascii_case(property))
        && element.attribute("content").is_some_and(|own| own.eq_ignore_ascii_case(content))
}

fn is_jsonld(element: &Element) -> bool {
    element.attribute("type").is_some_and(|own| own.trim().to_ascii_lowercase().starts_with("application/ld+json"))
}

/// `en` of `en-GB`.
fn primary_language(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase())).then_some(first)
}

/// The day that the address of a page gives (`/2023/11/30/`); one with month only is none, for such are archives too.
pub(crate) fn day_of_address(address: &str) -> Option<When> {
    let path = address.split(['?', '#']).next()?;
    let segments: Vec<&str> = path.split('/').collect();
    let number = |text: &str, digits: usize| {
        let own = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
        own.then(|| text.parse::<u32>().ok()).flatten()
    };
    segments.windows(3).find_map(|three| {
        let (year, month, day) = (number(three[0], 4)?, number(three[1], 2)?, number(three[2], 2)?);
        let fits = (1990..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then(|| stamp(&format!("{year:04}-{month:02}-{day:02}"), Method::Address)).flatten()
    })
}

/// Dates in the page's own elements: microdata, and `<time>` between the headline and the text.
pub(crate) fn element_dates(tree: &Tree, blocks: &[Block], facts: &mut Facts, header: Range<usize>) {
    let mut at = tree.following(DOCUMENT, DOCUMENT, true);
    let mut in_header: Option<When> = None;
    while let Some(id) = at {
        at = tree.following(id, DOCUMENT, true);
        let Some(element) = tree.element(id).filter(|element| element.html) else { continue };
        let value = || element.attribute("datetime").or_else(|| element.attribute("content"));
        let property = element.attribute("itemprop").unwrap_or_default();
        match property {
            "datePublished" if facts.published.is_none() => {
                facts.published = value().and_then(|value| stamp(value, Method::Structured));
            }
            "dateModified" if facts.updated.is_none() => {
                facts.updated = value().and_then(|value| stamp(value, Method::Structured));
            }
            _ if &*element.name == "time" && header.contains(&(start(tree, id))) => {
                let when = value().and_then(|value| stamp(value, Method::Structured));
                let slot = if says_updated(blocks, start(tree, id)) { &mut facts.updated } else { &mut in_header };
                *slot = slot.take().or(when);
            }
            _ => {}
        }
    }
    facts.published = facts.published.take().or(in_header);
}

/// Whether the line at a place speaks of the last change and not of publication.
fn says_updated(blocks: &[Block], place: usize) -> bool {
    let at = blocks.partition_point(|block| block.end() <= place);
    let Some(block) = blocks.get(at) else { return false };
    let before =
        block.pieces.iter().take_while(|bit| (bit.start as usize) < place).last().map_or(0, |bit| bit.text_end);
    let words = block.text[..before as usize].to_lowercase();
    // The word may also stand in a line of its own just before.
    let lead =
        if before == 0 { at.checked_sub(1).map_or(String::new(), |at| blocks[at].text.to_lowercase()) } else { words };
    lead.len() < 80
        && ["updated", "modified", "edited", "reviewed"].iter().any(|word| lead.contains(word))
        && !lead.contains("published")
}

fn start(tree: &Tree, id: NodeId) -> usize {
    tree.node(id).start as usize
}
