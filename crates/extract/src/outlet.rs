//! Names of outlets: known ones, and words that end the name of one; where lines state them.
//!
//! Invariant: a name is a slice of its line, as written. What is not surely an outlet is none.

use dateline_lexicon::{Classes, Lexicon};

/// Whether words name an outlet: a known one, or two words and more of which the last is an outlet's (“Turvik Courier”).
pub(crate) fn is_named(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    let lexicon = Lexicon::embedded();
    let last = bare.rsplit(' ').next().unwrap_or(bare);
    let ends = lexicon.word(last).classes.any(Classes::OUTLET_WORD) && (bare.contains(' ') || bare != lower);
    lexicon.name(bare).any(Classes::OUTLET) || ends
}

/// The agency of a dateline: “TURVIK, Norland, May 3 (CP) — …”.
pub(crate) fn in_dateline(paragraph: &str) -> Option<&str> {
    let end = paragraph.char_indices().nth(100).map_or(paragraph.len(), |(at, _)| at);
    let (place, rest) = paragraph[..end].split_once(" (")?;
    let (agency, rest) = rest.split_once(')')?;
    let dash = ["—", "–", "-", "--", ":"].iter().any(|dash| rest.trim_start().starts_with(dash));
    let first = place.split([' ', ',']).next().unwrap_or_default();
    let capitals = first.chars().filter(|c| c.is_uppercase()).count() >= 2 && !first.chars().any(char::is_lowercase);
    let short =
        agency.split_whitespace().count() <= 4 && agency.starts_with(char::is_uppercase) && !place.contains(". ");
    // “Oct. 29” ends no sentence, so only a full stop before a capital that no month explains is one.
    let place_is_short = place.split_whitespace().count() <= 9;
    let dated =
        place.contains(". ") && place.split_whitespace().last().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    let short = short || dated && agency.split_whitespace().count() <= 4 && agency.starts_with(char::is_uppercase);
    (dash && capitals && short && place_is_short).then_some(agency)
}

/// Who holds the rights: “© 2024 Turvik Post. All rights reserved.”
pub(crate) fn in_copyright(line: &str) -> Option<&str> {
    if line.len() > 300 {
        return None;
    }
    let at = line.find('©').map(|at| at + '©'.len_utf8());
    let at = at.or_else(|| line.to_ascii_lowercase().strip_prefix("copyright ").map(|_| "copyright ".len()))?;
    let rest = line.get(at..)?;
    let rest = rest
        .trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '©'));
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let end = rest.find([',', '|', '•', '·', ';', '(']).unwrap_or(rest.len());
    let name = rest[..end].split(". ").next().unwrap_or_default();
    let name = name.split(" All ").next().unwrap_or_default().split(" all ").next().unwrap_or_default();
    let name = name.trim().trim_end_matches('.');
    is_name(name).then_some(name)
}

/// Whose wall it is: “Subscribe to The Courier to read on”.
pub(crate) fn in_wall(line: &str) -> Option<&str> {
    let openings = ["ubscribe to ", "member of ", "subscriber to ", "subscriber of "];
    let rest = openings.iter().find_map(|opening| line.split_once(opening)).map(|(_, rest)| rest)?;
    let ends = [" to read", " to continue", " to keep", " for ", " to get", " to unlock", " to finish"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min()?;
    let name = rest[..end].trim();
    is_name(name).then_some(name)
}

/// Whether words can be a name: a few, each with a capital.
fn is_name(words: &str) -> bool {
    (1..=6).contains(&words.split_whitespace().count())
        && words.len() <= 60
        && words.split_whitespace().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || matches!(word, "of" | "the" | "and" | "&" | "de")
        })
        && words.starts_with(char::is_uppercase)
}

/// The outlet of a newsletter that names its owner: “Turvik Post's Harbour Daily” is Turvik Post's, where `elsewhere` (what
/// stands in its foot) names the owner alone. “Lloyd's List” has no such owner.
pub(crate) fn owner<'a>(name: &'a str, mut elsewhere: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let at = ["'s ", "’s "].iter().filter_map(|sign| name.find(sign)).min()?;
    let owner = name[..at].trim();
    let alone = |text: &str| {
        text.match_indices(owner).any(|(at, _)| {
            let after = text[at + owner.len()..].chars().next();
            let before = text[..at].chars().next_back();
            after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
                && before.is_none_or(|c| !c.is_alphanumeric() && c != '@')
        })
    };
    (is_name(owner) && elsewhere.any(alone)).then_some(owner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_stands_in_brackets_before_the_dash() {
        assert_eq!(in_dateline("TURVIK, Norland, Oct. 29 (CP) — The ferry is back."), Some("CP"));
        assert_eq!(in_dateline("TURVIK (Coast News Agency) - The ferry is back."), Some("Coast News Agency"));
        assert_eq!(in_dateline("The ferry (Turvik) — the old one — is back."), None);
        assert_eq!(in_dateline("TURVIK (the harbour) — The ferry is back."), None);
    }

    #[test]
    fn rights_and_walls_name_the_outlet() {
        assert_eq!(in_copyright("© 2024 Turvik Post. All rights reserved."), Some("Turvik Post"));
        assert_eq!(in_copyright("Copyright 2023-2024 The Islander, all rights reserved"), Some("The Islander"));
        assert_eq!(in_copyright("© 2024 all rights reserved"), None);
        assert_eq!(in_wall("Subscribe to The Courier to read as much as you like."), Some("The Courier"));
        assert_eq!(in_wall("Subscribe to our newsletter to read more."), None);
    }

    #[test]
    fn a_newsletter_is_its_owners_where_its_foot_says_so() {
        let foot = ["Sent to you by: Turvik Post, 1 Pier Road"];
        assert_eq!(owner("Turvik Post's Harbour Daily", foot.into_iter()), Some("Turvik Post"));
        assert_eq!(owner("Sund's List", foot.into_iter()), None);
    }

    #[test]
    fn an_outlet_is_known_by_its_name_or_its_last_word() {
        assert!(is_named("Turvik Courier"));
        assert!(is_named("Reuters"));
        assert!(!is_named("Mira Solm"));
        assert!(!is_named("Courier"));
    }
}
