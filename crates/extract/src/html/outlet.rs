//! The outlet of a page, and headlines without its name.
//!
//! What the page states, else the end of its title where that is the name of the address (“… | Harbour Post” at
//! harbourpost.example). Cost: a few short strings.

/// Marks between a headline and the outlet's name.
const MARKS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " : "];

/// Bytes of an outlet's name.
const LONGEST: usize = 60;

/// The outlet's name: as the markup states it, in the order given, else as the title ends.
pub(super) fn settle(
    site: Option<String>,
    publisher: Option<&str>,
    website: Option<&str>,
    title: Option<&str>,
    address: Option<&str>,
) -> Option<String> {
    let stated = [site.as_deref(), publisher, website];
    let fits =
        |name: &&str| !name.is_empty() && name.len() <= LONGEST && !name.contains("://") && !name.starts_with('@');
    let mut stated: Vec<&str> = stated.into_iter().flatten().map(str::trim).filter(fits).collect();
    let host = address.map(host);
    // “harbourpost.example” is an address and “Coast” a section; a name stated beside them that the address has too is better.
    let of_host = |name: &str| host.as_deref().is_some_and(|host| is_of(host, name) || has_word_of(host, name));
    stated.sort_by_key(|name| (is_address(name), !of_host(name)));
    let ending = || {
        let (title, host) = (title?, host.as_deref()?);
        let ends = [last(title), first(title)].into_iter().flatten();
        ends.map(|(_, name)| name).find(|name| key(name).len() >= 3 && name.len() <= LONGEST && is_of(host, name))
    };
    stated.first().copied().map(bare).or_else(ending).map(str::to_owned)
}

/// A headline without the outlet's name at its end.
pub(super) fn off_title<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    match (last(title), outlet) {
        (Some((headline, name)), Some(outlet)) if key(name) == key(outlet) && !headline.trim().is_empty() => {
            headline.trim()
        }
        _ => title,
    }
}

/// “Harbour Post: News from the coast” and “Harbour Post | News” name the outlet first.
fn bare(name: &str) -> &str {
    let cut = [" | ", ": ", " - ", " – ", " — "].iter().filter_map(|mark| name.find(mark)).min();
    cut.filter(|at| *at >= 3).map_or(name, |at| &name[..at])
}

fn last(title: &str) -> Option<(&str, &str)> {
    let (at, mark) = MARKS.iter().filter_map(|mark| Some((title.rfind(mark)?, mark))).max()?;
    Some((&title[..at], title[at + mark.len()..].trim()))
}

fn first(title: &str) -> Option<(&str, &str)> {
    let (at, mark) = MARKS.iter().filter_map(|mark| Some((title.find(mark)?, mark))).min()?;
    Some((&title[at + mark.len()..], title[..at].trim()))
}

/// Whether a name is that of a host: “Harbour Post” of harbourpost.example, “HP” or “The Harbour Post” likewise.
fn is_of(host: &str, name: &str) -> bool {
    let shortened = shortened(name);
    let name = key(name);
    let name = name.strip_prefix("the").filter(|rest| rest.len() >= 4).unwrap_or(&name);
    host.split('.').filter(|label| label.len() > 1).any(|label| {
        let label = key(label);
        let label = label.strip_prefix("the").filter(|rest| rest.len() >= 4).unwrap_or(&label);
        label == name
            || shortened.contains(&label.to_owned())
            || label.len() >= 5 && name.starts_with(label)
            || name.len() >= 5 && label.starts_with(name)
    })
}

/// Whether one of a name's words is a part of the host: “Velm News” at news.velm.example.
fn has_word_of(host: &str, name: &str) -> bool {
    name.split_whitespace().any(|word| host.split('.').any(|label| label.len() > 1 && label == key(word)))
}

/// How addresses shorten a name: “nvh” and “nvherald” of “North Velm Herald”.
fn shortened(name: &str) -> Vec<String> {
    let words: Vec<String> =
        name.split_whitespace().map(key).filter(|word| !word.is_empty() && word != "the").collect();
    let initials = |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let some = (2..words.len()).map(|count| initials(&words[..count]) + &words[count..].concat());
    let one = (words.len() > 1).then(|| initials(&words[..1]) + &words[1..].concat());
    let all = (words.len() > 2).then(|| initials(&words));
    some.chain(one).chain(all).collect()
}

fn is_address(name: &str) -> bool {
    !name.contains(' ') && name.contains('.') && !name.ends_with('.')
}

/// The host of an address without its last label and without “www”.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.rsplit_once('.').map_or(host, |(labels, _)| labels).to_owned()
}

fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(site: &str, title: &str, address: &str, expected: &str) {
        let site = (!site.is_empty()).then(|| site.to_owned());
        assert_eq!(settle(site, None, None, Some(title), Some(address)).unwrap_or_default(), expected);
    }

    #[test]
    fn the_title_names_the_outlet_where_the_address_says_so_too() {
        check("", "Harbour reopens | Harbour Post", "https://www.harbourpost.example/a", "Harbour Post");
        check("", "Harbour reopens - The Harbour Post", "https://harbourpost.example/a", "The Harbour Post");
        check("", "Harbour reopens - The North Velm Herald", "https://www.nvherald.example/a", "The North Velm Herald");
        check("", "Harbour reopens - Coast", "https://www.harbourpost.example/a", "");
        check(
            "Velm Herald: news of the coast",
            "Harbour reopens | Harbour Post",
            "https://harbourpost.example",
            "Velm Herald",
        );
    }

    #[test]
    fn a_headline_stands_without_its_outlet() {
        assert_eq!(off_title("Harbour reopens | Harbour Post", Some("Harbour Post")), "Harbour reopens");
        assert_eq!(off_title("Harbour reopens | Coast", Some("Harbour Post")), "Harbour reopens | Coast");
        assert_eq!(off_title("Velm - a harbour", None), "Velm - a harbour");
    }
}
