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

/// “Tuesday, 2 p.m.: …”, “Thursday: …”, “Nov. 11–13: …”, “October 25-27, 2031 – …”: a day and what is on it.
pub(super) fn opens_with_day(text: &str) -> bool {
    let window = &text[..text.char_indices().nth(60).map_or(text.len(), |(at, _)| at)];
    let marks = [": ", " - ", " – ", " — ", " | ", ", "];
    let ends: Vec<usize> = marks.iter().flat_map(|mark| window.match_indices(mark).map(|(at, _)| at)).collect();
    ends.into_iter().any(|end| {
        is_day(&window[..end])
            && (window[end..].starts_with([':', ' ']) || !super::shape::ends_sentence(text) && text.len() <= 90)
    })
}

/// Whether words say a day, and nothing else but an hour.
pub(super) fn is_day(words: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = words.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let day = |word: &&str| DAYS.iter().any(|day| word.starts_with(day) && (word.len() <= 4 || word.ends_with("day")));
    let month = |word: &&str| MONTHS.iter().any(|month| word.starts_with(month) && word.len() <= 9);
    let number = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    let known = |word: &&str| {
        day(word)
            || month(word)
            || number(word)
            || matches!(
                *word,
                "a" | "p"
                    | "m"
                    | "am"
                    | "pm"
                    | "noon"
                    | "today"
                    | "tomorrow"
                    | "st"
                    | "nd"
                    | "rd"
                    | "th"
                    | "to"
                    | "et"
                    | "gmt"
                    | "through"
            )
            || word.trim_end_matches(char::is_alphabetic).bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4
    };
    words.iter().all(known) && (words.iter().any(day) || words.iter().any(month) && words.iter().any(number))
}

/// Whether an hour stands at the beginning or the end of a line, or after its first words: “9 a.m. – The council”,
/// “The council on the pier, 10 a.m., room 4”.
pub(super) fn says_hour(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(60).collect();
    words.iter().enumerate().any(|(at, word)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let half = |word: &str| {
            let word = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').to_lowercase();
            matches!(word.as_str(), "a.m." | "p.m." | "a.m" | "p.m" | "am" | "pm")
        };
        let digits = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        let clock = bare.split([':', '.']).all(digits);
        let glued =
            bare.strip_suffix("am").or(bare.strip_suffix("pm")).is_some_and(|n| n.split([':', '.']).all(digits));
        let full = bare.contains(':') && clock && bare.len() >= 4;
        bare == "noon" || glued || full || clock && words.get(at + 1).is_some_and(|next| half(next))
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
