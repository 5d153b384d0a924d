//! Lines of lists in newsletters: dated announcements, things to read.
//!
//! Invariant: a sentence with a colon in it is neither.

use super::{names, shape};

/// “The Harbour Institute, 9 a.m.: The ferry and its owners”.
pub(super) fn is_announcement(text: &str) -> bool {
    let lower = text[..text.char_indices().nth(200).map_or(text.len(), |(at, _)| at)].to_lowercase();
    let Some(colon) = lower.find(": ") else { return false };
    let words: Vec<&str> = lower[..colon].split_whitespace().collect();
    words.iter().enumerate().any(|(at, word)| {
        let clock =
            word.split(':').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
        let glued = word
            .strip_suffix("am")
            .or(word.strip_suffix("pm"))
            .is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
        let half = words
            .get(at + 1)
            .is_some_and(|next| matches!(next.trim_end_matches(','), "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m"));
        // Nothing but a time zone stands between the time and the colon.
        at + 4 > words.len() && (glued || (clock && (half || word.contains(':'))))
    })
}

/// “MIRA SOLM, Turvik Post: The ferry that came back”: somebody's work, not a sentence.
pub(super) fn points_to_work(text: &str) -> bool {
    let Some((who, what)) = text.split_once(": ") else { return false };
    let place = who.rsplit_once(", ").map_or(who, |(names, _)| names);
    text.len() <= 300
        && !shape::ends_sentence(what)
        && shape::starts_upper(what)
        && (who.contains(", ") || names::is_name(place))
        && who.split_whitespace().count() <= 14
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announcement_has_a_time_before_its_colon() {
        assert!(is_announcement("The Harbour Institute, 9 a.m.: The ferry and its owners"));
        assert!(is_announcement("The Islander Live, 11:30 am ET: A talk"));
        assert!(!is_announcement("The council met at 9 a.m. and said this: nobody was hurt."));
        assert!(!is_announcement("The Harbour Institute: The ferry and its owners"));
    }

    #[test]
    fn a_thing_to_read_is_a_name_and_a_title() {
        assert!(points_to_work("MIRA SOLM, Turvik Post: The ferry that came back"));
        assert!(points_to_work("Mira Solm: The ferry that came back"));
        assert!(!points_to_work("The clerk, who had been silent, was plain: nobody was hurt."));
    }
}
