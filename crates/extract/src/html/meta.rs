//! Which fact a `<meta>` element states, read from `meta-names.txt`.
//!
//! Cost: a look-up a name.

use super::facts::collapse;
use super::tree::Element;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A fact that markup states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fact {
    Published,
    Updated,
    Author,
    Outlet,
    Section,
    Title,
    Language,
    Address,
}

static NAMES: LazyLock<HashMap<&str, (Fact, usize)>> = LazyLock::new(|| {
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
            "[language]" => fact = Fact::Language,
            "[address]" => fact = Fact::Address,
            name => drop(names.insert(name, (fact, rank))),
        }
    }
    names
});

/// One statement: of what, its rank in the list, its words.
pub(super) type Statement = (Fact, usize, String);

/// What a meta element states.
pub(super) fn statements(element: &Element) -> impl Iterator<Item = Statement> + '_ {
    let content = ["content", "value"].into_iter().find_map(|name| element.attribute(name));
    let content = content.map(collapse).filter(|content| !content.is_empty());
    let names = ["property", "name", "itemprop"].into_iter().filter_map(|name| element.attribute(name));
    content.into_iter().flat_map(move |content| {
        names.clone().flat_map(str::split_ascii_whitespace).filter_map(move |name| {
            let (fact, rank) = *NAMES.get(name.to_ascii_lowercase().as_str())?;
            Some((fact, rank, content.clone()))
        })
    })
}

/// Whether an element states just this.
pub(super) fn is(element: &Element, property: &str, content: &str) -> bool {
    ["property", "name"]
        .iter()
        .any(|name| element.attribute(name).is_some_and(|own| own.eq_ignore_ascii_case(property)))
        && element.attribute("content").is_some_and(|own| own.trim().eq_ignore_ascii_case(content))
}

/// Who is named as the writer in a pair of `twitter:label1`, `twitter:data1`.
pub(super) fn written_by(labels: &[(String, String)]) -> Option<&str> {
    let value = |name: &str| labels.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
    ["1", "2"].into_iter().find_map(|number| {
        let label = value(&format!("twitter:label{number}"))?.trim_end_matches(':').to_lowercase();
        value(&format!("twitter:data{number}")).filter(|_| matches!(label.as_str(), "written by" | "author" | "by"))
    })
}

/// The name and content of a `twitter:label1` and the like.
pub(super) fn label(element: &Element) -> Option<(String, String)> {
    let name = ["name", "property"].into_iter().find_map(|name| element.attribute(name))?.trim().to_ascii_lowercase();
    let fits = name.starts_with("twitter:label") || name.starts_with("twitter:data");
    fits.then(|| Some((name, collapse(element.attribute("content")?)))).flatten()
}
