//! Who wrote a page, out of all that it says of its authors.
//!
//! The markup and the line that readers see are heard. A person's name beats the name of an organisation and the handle of an
//! account; the line beats the markup where it names more people than the markup does, all of the markup's among them.
//! Invariant: an outlet's own name stands in a by-line only where the page states it as the author and names nobody else.
//! Cost: linear in the names.

use super::dating::Source;
use super::names;
use dateline_record::ByRole;

/// One name with what its bearer did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Named {
    pub name: String,
    pub role: ByRole,
    /// Said to be an organisation.
    pub organisation: bool,
}

/// What one place says of the authors.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub source: Source,
    pub names: Vec<Named>,
}

impl Claim {
    /// The authors that a line of markup names: “By Ana Pek and Tom Rudd”, “ana_pek”.
    pub fn of_line(source: Source, line: &str) -> Option<Claim> {
        let names = authors(line);
        (!names.is_empty()).then_some(Claim { source, names })
    }

    fn persons(&self) -> impl Iterator<Item = &Named> {
        self.names.iter().filter(|named| is_person(named))
    }
}

/// The names in a line that is known to name authors; where none has the shape of a name, what it says as a whole.
pub(super) fn authors(line: &str) -> Vec<Named> {
    // Libraries write “Pek, Ana”.
    if let Some((last, first)) = line.split_once(", ")
        && [last, first].iter().all(|part| !part.contains([' ', ',']) && part.len() > 2 && names::is_name(part))
        && !names::is_agency(last)
        && !names::is_agency(first)
        && names::looks_like_a_name(&format!("{first} {last}"))
    {
        return vec![Named { name: format!("{first} {last}"), role: ByRole::Author, organisation: false }];
    }
    let named = |name: String| Named { organisation: names::is_agency(&name), name, role: ByRole::Author };
    let found: Vec<Named> = names::split(line).into_iter().map(named).collect();
    if found.is_empty() && names::is_signature(line) {
        return vec![Named { name: names::bare(line).to_owned(), role: ByRole::Author, organisation: true }];
    }
    found
}

/// The by-line of a page by `outlet`, of which readers see `shown`.
pub(crate) fn settle(claims: &[Claim], shown: &[Named], outlet: Option<&str>) -> Vec<Named> {
    let bare = |named: &Named| {
        let name = names::without_agency(&named.name, outlet).to_owned();
        Named { organisation: named.organisation && name == named.name, name, ..named.clone() }
    };
    let claims: Vec<Claim> = claims
        .iter()
        .map(|claim| Claim { source: claim.source, names: claim.names.iter().map(bare).collect() })
        .collect();
    let shown: &[Named] = &shown.iter().map(bare).collect::<Vec<_>>();
    let outlet = outlet.map(key).filter(|outlet| !outlet.is_empty());
    // “Harbour Post Staff” is the Harbour Post.
    let own = |name: &str| outlet.as_deref().is_some_and(|outlet| key(name).starts_with(outlet));
    let mut claims: Vec<&Claim> = claims.iter().collect();
    claims.sort_by_key(|claim| claim.source);
    let author = |claim: &&&Claim| claim.persons().any(|named| named.role == ByRole::Author && !own(&named.name));
    let stated: Vec<Named> = match claims.iter().find(author) {
        Some(claim) => claim.persons().filter(|named| !own(&named.name)).cloned().collect(),
        None => Vec::new(),
    };
    let seen: Vec<Named> = shown.iter().filter(|named| is_person(named) && !own(&named.name)).cloned().collect();
    let holds = |named: &Named| seen.iter().any(|seen| key(&seen.name) == key(&named.name));
    let mut byline =
        if stated.is_empty() || seen.len() > stated.len() && stated.iter().all(holds) { seen } else { stated };
    if byline.is_empty() {
        // Nobody is named: whoever signs.
        let signed = claims.iter().find(|claim| claim.source != Source::Page && !claim.names.is_empty());
        let signed = signed.map_or(&[][..], |claim| &claim.names);
        let other = |names: &[Named]| names.iter().any(|named| !own(&named.name));
        byline = if !other(signed) && (other(shown) || signed.is_empty()) { shown } else { signed }.to_vec();
    }
    // Editors and contributors are named beside the authors, not by whoever names those.
    for named in claims.iter().flat_map(|claim| &claim.names).filter(|named| named.role != ByRole::Author) {
        if !byline.iter().any(|own| key(&own.name) == key(&named.name)) && is_person(named) {
            byline.push(named.clone());
        }
    }
    byline
}

fn is_person(named: &Named) -> bool {
    !named.organisation
}

/// Letters and digits only, in lower case.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the by-line of a page of the Harbour Post; `markup` and `line` may be empty.
    #[track_caller]
    fn check(markup: &str, line: &str, expected: &str) {
        let claims: Vec<Claim> = Claim::of_line(Source::Article, markup).into_iter().collect();
        let found = settle(&claims, &authors(line), Some("Harbour Post"));
        let found: Vec<String> = found.into_iter().map(|named| named.name).collect();
        assert_eq!(found.join(", "), expected, "{markup} / {line}");
    }

    #[test]
    fn a_persons_name_beats_an_account_and_an_outlet() {
        check("apek2", "By Ana Pek", "Ana Pek");
        check("Harbour Post", "By Ana Pek", "Ana Pek");
        check("Ana Pek", "By Harbour Post", "Ana Pek");
    }

    #[test]
    fn a_line_that_names_more_people_is_believed() {
        check("Ana Pek", "By Ana Pek and Tom Rudd", "Ana Pek, Tom Rudd");
        check("Ana Pek", "By Ida Sorn and Tom Rudd", "Ana Pek");
    }

    #[test]
    fn a_name_in_a_librarys_order_is_turned_round() {
        check("Pek, Ana", "", "Ana Pek");
        check("Ana Pek, Tom Rudd", "", "Ana Pek, Tom Rudd");
    }

    #[test]
    fn an_agency_behind_a_name_is_no_part_of_it() {
        check("Ana Pek Associated Press", "", "Ana Pek");
        check("Ana Pek, Associated Press", "", "Ana Pek");
        check("Ana Pek Harbour Post", "", "Ana Pek");
        check("Ana Pekani", "", "Ana Pekani");
        check("Reuters", "", "Reuters");
    }

    #[test]
    fn an_outlet_signs_where_it_says_so_and_nobody_else_does() {
        check("Harbour Post", "", "Harbour Post");
        check("apek2", "", "apek2");
        check("admin", "", "");
        check("", "", "");
    }
}
