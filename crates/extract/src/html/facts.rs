//! What a page states about its article in its markup: JSON-LD, meta elements, microdata, `<time>`, the data of its scripts.
//!
//! Invariant: nothing is guessed; every statement is kept with its place, to be settled where the lines that readers see are
//! known too ([`super::dating`], [`super::people`]). Cost: one walk over the tree.

use super::dating::{Moment, Said, Source};
use super::jsonld::{self, Known};
use super::meta::{self, Fact, Statement};
use super::people::Claim;
use super::tree::{DOCUMENT, Element, NodeId, Tree};
use super::{numeric, outlet, script, section};
use dateline_record::{Method, When};

/// What the markup states.
#[derive(Clone, Default, Debug)]
pub(crate) struct Facts {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub section: Option<String>,
    pub language: Option<String>,
    pub address: Option<String>,
    /// The markup says that this is one article.
    pub article: bool,
    /// The markup says that this is a site's front page or a list.
    pub listing: bool,
    /// The markup says that this is a live page.
    pub live: bool,
    /// The markup says that not everybody may read it to its end.
    pub walled: bool,
    /// The name of the site and of the publisher in JSON-LD.
    pub site: Option<String>,
    pub publisher: Option<String>,
    pub stated_language: Option<String>,
    /// For which country it is written: `GB`.
    pub region: Option<String>,
    /// Sections that JSON-LD states, the surest first.
    pub sections: Vec<String>,
    /// What is said of its dates and authors, wherever it is said.
    pub moments: Vec<Moment>,
    pub people: Vec<Claim>,
    /// `<time>` elements in the order of the page.
    pub times: Vec<NodeId>,
}

/// Values of one kind of statement that are looked at.
const MOST_STATEMENTS: usize = 60;

/// Collects what a page states.
pub(crate) fn collect(tree: &Tree, raw: &str, given_address: Option<&str>) -> Facts {
    let mut facts = Facts::default();
    let mut metas: Vec<Statement> = Vec::new();
    let (mut title_element, mut canonical) = (None, None);
    let mut labels = Vec::new();
    let (mut linked_data, mut scripts) = (Vec::new(), Vec::new());
    let mut at = tree.following(DOCUMENT, DOCUMENT, true);
    while let Some(id) = at {
        at = tree.following(id, DOCUMENT, true);
        let Some(element) = tree.element(id).filter(|element| element.html) else { continue };
        match &*element.name {
            "html" => {
                facts.language = element.attribute("lang").and_then(primary_language);
                facts.region = element.attribute("lang").and_then(numeric::region);
            }
            "meta" => {
                facts.listing |= meta::is(element, "og:type", "website");
                facts.article |= meta::is(element, "og:type", "article");
                metas.extend(meta::statements(element));
                labels.extend(meta::label(element));
                continue;
            }
            "link" if element.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                canonical = element.attribute("href").map(str::to_owned);
            }
            "title" if title_element.is_none() => title_element = Some(collapse(&tree.raw_text(id, raw))),
            "script" if is_jsonld(element) => linked_data.push(tree.raw_text(id, raw)),
            "script" => scripts.push(id),
            "time" => facts.times.push(id),
            _ => {}
        }
        property(tree, raw, id, element, &mut facts);
    }
    metas.sort_by_key(|(_, rank, _)| *rank);
    let all = |wanted: Fact| metas.iter().filter(move |(fact, ..)| *fact == wanted).map(|(.., value)| value.clone());
    facts.address = canonical.clone().or(given_address.map(str::to_owned)).or_else(|| all(Fact::Address).next());
    let addresses: Vec<String> = canonical.into_iter().chain(all(Fact::Address)).chain(facts.address.clone()).collect();
    let titles: Vec<String> = all(Fact::Title).chain(title_element.clone()).collect();
    jsonld::read(&linked_data, &Known { addresses: &addresses, titles: &titles }, &mut facts);
    for (fact, rank, value) in metas.iter().take(MOST_STATEMENTS) {
        match fact {
            Fact::Published => facts.moments.extend(Moment::stated(value, Said::Published, Source::Meta)),
            Fact::Updated => facts.moments.extend(Moment::stated(value, Said::Updated, Source::Meta)),
            Fact::Author => author_of_meta(&mut facts, *rank, value, &metas),
            _ => {}
        }
    }
    if let Some(name) = meta::written_by(&labels) {
        facts.people.extend(Claim::of_line(Source::Meta, name));
    }
    let site = all(Fact::Outlet).next();
    facts.outlet = outlet::settle(
        site,
        facts.publisher.as_deref(),
        facts.site.as_deref(),
        title_element.as_deref(),
        facts.address.as_deref(),
    );
    facts.section = section::settle(all(Fact::Section).chain(facts.sections.drain(..)), facts.outlet.as_deref());
    let stated = facts.title.take().or_else(|| titles.into_iter().next());
    facts.title = stated.map(|title| outlet::off_title(&title, facts.outlet.as_deref()).to_owned());
    let locale = all(Fact::Language).chain(facts.stated_language.clone()).find_map(|tag| primary_language(&tag));
    facts.language = facts.language.take().or(locale);
    facts.region = facts.region.take().or_else(|| all(Fact::Language).find_map(|tag| numeric::region(&tag)));
    if !facts.moments.iter().any(|moment| moment.said == Said::Published) {
        scripts.iter().for_each(|id| script::dates(tree, raw, *id, &mut facts));
    }
    facts
}

/// All authors of one meta name stand together; a later name adds none.
fn author_of_meta(facts: &mut Facts, rank: usize, value: &str, metas: &[Statement]) {
    if facts.people.iter().any(|claim| claim.source == Source::Meta && !claim.names.is_empty()) {
        return;
    }
    let same = metas.iter().filter(|(fact, own, _)| *fact == Fact::Author && *own == rank).map(|(.., value)| value);
    let claims: Vec<Claim> = same.filter_map(|value| Claim::of_line(Source::Meta, value)).collect();
    let mut names: Vec<_> = Vec::new();
    for named in claims.into_iter().flat_map(|claim| claim.names) {
        if !names.contains(&named) {
            names.push(named);
        }
    }
    if !names.is_empty() && !value.is_empty() {
        facts.people.push(Claim { source: Source::Meta, names });
    }
}

/// Microdata, RDFa.
fn property(tree: &Tree, raw: &str, id: NodeId, element: &Element, facts: &mut Facts) {
    let own = |name: &str| matches!(name, "itemprop" | "property");
    let Some(names) = element.attributes.iter().find(|own_name| own(&own_name.name.local)) else { return };
    for name in names.value.split_ascii_whitespace() {
        let name = name.rsplit(':').next().unwrap_or(name);
        let said = match name {
            "datePublished" => Said::Published,
            "dateCreated" => Said::Created,
            "dateModified" => Said::Updated,
            "author" | "creator" if !in_another_item(tree, id) => {
                let line = ["content", "alt", "title"].into_iter().find_map(|name| element.attribute(name));
                let line =
                    if &*element.name == "meta" || &*element.name == "img" { line.map(str::to_owned) } else { None };
                let line = line.or_else(|| named_within(tree, raw, id)).unwrap_or_else(|| tree.raw_text(id, raw));
                if line.len() <= 200 {
                    facts.people.extend(Claim::of_line(Source::Property, &collapse(&line)));
                }
                continue;
            }
            _ => continue,
        };
        if in_another_item(tree, id) {
            continue;
        }
        let value = ["content", "datetime"].into_iter().find_map(|name| element.attribute(name));
        let value = value.map_or_else(|| collapse(&tree.raw_text(id, raw)), str::to_owned);
        facts.moments.extend(Moment::stated(&value, said, Source::Property));
    }
}

/// Whether a property belongs to a comment or to something that the page only shows.
fn in_another_item(tree: &Tree, id: NodeId) -> bool {
    let around = super::body::up(tree, id).skip(1).filter_map(|id| tree.element(id));
    let holder =
        around.filter_map(|element| element.attribute("itemtype").or_else(|| element.attribute("typeof"))).next();
    holder.is_some_and(|kind| {
        ["Comment", "Product", "Review", "Event", "ListItem", "ImageObject", "VideoObject"]
            .iter()
            .any(|other| kind.ends_with(other))
    })
}

/// The words of an `itemprop=name` in an element.
fn named_within(tree: &Tree, raw: &str, id: NodeId) -> Option<String> {
    let mut at = tree.following(id, id, true);
    while let Some(inner) = at {
        at = tree.following(inner, id, true);
        let Some(element) = tree.element(inner) else { continue };
        if element.attribute("itemprop").or_else(|| element.attribute("property")) == Some("name") {
            return Some(element.attribute("content").map_or_else(|| tree.raw_text(inner, raw), str::to_owned));
        }
    }
    None
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
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let own = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        own.then(|| text.parse::<u32>().ok()).flatten()
    };
    let day = |year: u32, month: u32, day: u32| {
        let fits = (1990..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then(|| stamp(&format!("{year:04}-{month:02}-{day:02}"), Method::Address)).flatten()
    };
    let apart =
        segments.windows(3).find_map(|three| day(number(three[0], 4..=4)?, month(three[1])?, number(three[2], 1..=2)?));
    // “/2023-11-30-the-ferry”, “/20231130/”.
    apart.or_else(|| {
        segments.iter().find_map(|segment| {
            let joined = segment.get(..8).filter(|_| segment.len() == 8);
            let dashed = segment.get(..10).filter(|_| segment.len() == 10 || segment.as_bytes().get(10) == Some(&b'-'));
            let digits = match (joined, dashed) {
                (Some(joined), _) => joined.to_owned(),
                (None, Some(dashed)) if dashed.as_bytes()[4] == b'-' && dashed.as_bytes()[7] == b'-' => {
                    dashed.replace('-', "")
                }
                _ => return None,
            };
            let digits = number(&digits, 8..=8)?;
            day(digits / 10_000, digits / 100 % 100, digits % 100)
        })
    })
}

/// `11`, `nov` or `november`.
fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let lower = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| lower.starts_with(month))? as u32;
    (lower.len() <= 9 && lower.bytes().all(|b| b.is_ascii_lowercase())).then_some(at + 1)
}
