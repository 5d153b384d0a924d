//! Words by which a mail shows what it forwards or answers (`quoting.txt`), and the lines that they make.
//!
//! Invariant: only a line's first 600 bytes are looked at, so a line of any length costs the same.

use std::sync::LazyLock;

/// What a word of a mail's own grammar says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Topic {
    /// A mail that is passed on begins.
    Marker,
    From,
    Date,
    Subject,
    To,
    /// What is quoted below was written by somebody.
    Wrote,
    /// The subject of an answer.
    Answer,
    /// The subject of a mail that is passed on.
    PassedOn,
}

const LONGEST: usize = 600;

static WORDS: LazyLock<Vec<(Topic, &'static str)>> = LazyLock::new(|| {
    let mut topic = Topic::Marker;
    let mut words = Vec::new();
    for line in include_str!("quoting.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            topic = match name.trim_end_matches(']') {
                "marker" => Topic::Marker,
                "from" => Topic::From,
                "date" => Topic::Date,
                "subject" => Topic::Subject,
                "to" => Topic::To,
                "wrote" => Topic::Wrote,
                "answer" => Topic::Answer,
                "passed-on" => Topic::PassedOn,
                other => unreachable!("quoting.txt has no topic {other}"),
            };
            continue;
        }
        words.push((topic, line));
    }
    words
});

fn of(topic: Topic) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(known, _)| *known == topic).map(|(_, words)| *words)
}

fn head(line: &str) -> &str {
    &line[..line.floor_char_boundary(LONGEST)]
}

fn lower(line: &str) -> String {
    head(line).to_lowercase().replace('’', "'")
}

/// Whether a line says that a mail which is passed on begins: “---------- Forwarded message ---------”.
pub(super) fn is_marker(line: &str) -> bool {
    let begins_ruled = ["--", "==", "__", "**", "~~", "——"].iter().any(|rule| line.trim_start().starts_with(rule));
    if !begins_ruled && !line.trim_end().ends_with(':') {
        return false;
    }
    let line = lower(line);
    let rules = |c: char| matches!(c, '-' | '=' | '_' | '*' | '~' | '—' | '–') || c.is_whitespace();
    let bare = line.trim_matches(rules).trim_end_matches(':').trim_end();
    // “----- Forwarded by Ida Berg on 11/30/2023 -----”
    of(Topic::Marker).any(|marker| bare == marker) || bare.starts_with("forwarded by ")
}

/// The field that a line of a quoted header gives, and its value: “*From:* Ida Berg <ida@example.org>”.
pub(super) fn field(line: &str) -> Option<(Topic, &str)> {
    let (name, value) = head(line).split_once([':', '：'])?;
    let name = name.trim_matches(|c: char| c == '*' || c.is_whitespace());
    if name.is_empty() || name.chars().count() > 16 {
        return None;
    }
    let name = name.to_lowercase();
    let fields = [Topic::From, Topic::Date, Topic::Subject, Topic::To];
    let topic =
        WORDS.iter().find(|(topic, words)| fields.contains(topic) && *words == name).map(|(topic, _)| *topic)?;
    Some((topic, value.trim_matches(|c: char| c == '*' || c.is_whitespace())))
}

/// What stands before the words that name a writer: “On Thu, Nov 30, 2023 at 9:05 PM Ida Berg <ida@example.org>”.
pub(super) fn attribution(line: &str) -> Option<&str> {
    if line.len() > LONGEST {
        return None;
    }
    let trimmed = line.trim_end();
    if !trimmed.ends_with(':') {
        return None;
    }
    let lower = trimmed.to_lowercase();
    let words = of(Topic::Wrote).find(|words| lower.len() > words.len() && lower.ends_with(words))?;
    // Lower-casing may change how many bytes a word has: it is cut off by its characters.
    let kept = trimmed.chars().count() - words.chars().count();
    let end = trimmed.char_indices().nth(kept).map_or(trimmed.len(), |(at, _)| at);
    Some(trimmed[..end].trim()).filter(|before| before.split_whitespace().count() >= 1)
}

/// Whether a subject is that of an answer.
pub(super) fn is_answer(subject: &str) -> bool {
    let subject = lower(subject);
    of(Topic::Answer).any(|start| subject.trim_start().starts_with(start))
}

/// Whether a subject is that of a mail that is passed on.
pub(super) fn is_passed_on(subject: &str) -> bool {
    let subject = lower(subject);
    of(Topic::PassedOn).any(|start| subject.trim_start().starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_stands_between_dashes_or_before_a_colon() {
        for line in [
            "---------- Forwarded message ---------",
            "-----Original Message-----",
            "Begin forwarded message:",
            "-------- Weitergeleitete Nachricht --------",
            "---- Forwarded by Ida Berg on 11/30/2023 ----",
        ] {
            assert!(is_marker(line), "{line}");
        }
        for line in
            ["The original message was lost", "Forwarded message", "------", "Forwarded by hand, the letter came"]
        {
            assert!(!is_marker(line), "{line}");
        }
    }

    #[test]
    fn a_field_is_a_known_name_and_a_value() {
        assert_eq!(field("*From:* Ida Berg"), Some((Topic::From, "Ida Berg")));
        assert_eq!(field("Sent: Thursday, 30 November 2023"), Some((Topic::Date, "Thursday, 30 November 2023")));
        assert_eq!(field("Objet : La jetée"), Some((Topic::Subject, "La jetée")));
        assert_eq!(field("Harbour: shut"), None);
    }

    #[test]
    fn an_attribution_ends_in_a_word_of_writing() {
        assert_eq!(attribution("On Nov 30, 2023, Ida Berg wrote:"), Some("On Nov 30, 2023, Ida Berg"));
        assert_eq!(
            attribution("Le 30 nov. 2023 à 21:05, Ida Berg a écrit :"),
            Some("Le 30 nov. 2023 à 21:05, Ida Berg")
        );
        assert_eq!(attribution("She wrote: nothing"), None);
    }
}
