//! Of which country an outlet is, by its name or by what its address ends in.
//!
//! Invariant: an outlet of many countries has none. Cost: built once; a look-up is one hash.

use crate::list;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The ISO 3166-1 code of an outlet's country, by the outlet's name.
pub fn country_of_outlet(name: &str) -> Option<&'static str> {
    static OUTLETS: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let outlets = OUTLETS.get_or_init(|| {
        let rows = list::rows(include_str!("../data/outlet-countries.txt"));
        rows.flat_map(|row| row[1].split(", ").map(|name| (bare(name), row[0])).collect::<Vec<_>>()).collect()
    });
    outlets.get(&bare(name)).copied()
}

/// The ISO 3166-1 code of the country that the host of an address belongs to.
pub fn country_of_address(address: &str) -> Option<&'static str> {
    static DOMAINS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let domains = DOMAINS.get_or_init(|| {
        let rows = list::rows(include_str!("../data/country-domains.txt"));
        rows.flat_map(|row| row[1].split(' ').map(|domain| (domain, row[0])).collect::<Vec<_>>()).collect()
    });
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    domains.get(host.rsplit('.').next()?.to_ascii_lowercase().as_str()).copied()
}

/// In lower case, without the article.
fn bare(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.strip_prefix("the ").map_or(name.clone(), str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_has_the_country_it_writes_for() {
        assert_eq!(country_of_outlet("BBC News"), Some("GB"));
        assert_eq!(country_of_outlet("The New York Times"), Some("US"));
        assert_eq!(country_of_outlet("The Varn Courier"), None);
    }

    #[test]
    fn an_address_has_the_country_it_ends_in() {
        assert_eq!(country_of_address("https://news.example.co.uk/a.us"), Some("GB"));
        assert_eq!(country_of_address("https://example.gov:443/x?y=.uk"), Some("US"));
        assert_eq!(country_of_address("https://example.com/uk"), None);
        assert_eq!(country_of_address("example.uk"), None);
    }
}
