//! Countries by three letters, as data on events writes them.
//!
//! Source: `data/countries.txt`. Cost: a pass over 250 lines a look-up.

const COUNTRIES: &str = include_str!("../data/countries.txt");

/// The three letters of a country that is written with two.
pub(crate) fn three(two: &str) -> Option<&'static str> {
    COUNTRIES.lines().filter(|line| !line.starts_with('#')).find_map(|line| line.strip_prefix(two)?.strip_prefix(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_become_three() {
        assert_eq!(three("NO"), Some("NOR"));
        assert_eq!(three("QQ"), None);
        assert!(COUNTRIES.lines().filter(|line| !line.starts_with('#')).all(|line| line.len() == 6));
    }
}
