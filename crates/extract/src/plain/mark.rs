//! Marks by which an article is known to begin, to end, or to point elsewhere.
//!
//! Invariant: each looks at one line alone, and at no more than its first few hundred characters.

use super::line::Line;
use super::phrase::Topic;
use super::{date, names, shape};
use dateline_record::ByRole;

/// Whether a line can be a headline: short, begun with a capital, and not ended as a sentence is.
pub(super) fn is_title(line: &Line) -> bool {
    (2..=30).contains(&line.words)
        && line.text.len() <= 260
        && shape::starts_upper(line.text)
        && !shape::ends_unlike_headline(line.text)
        && !shape::is_bullet(line.text)
        && !line.text.starts_with('@')
}

/// “Follow her on …: @name”, or a handle alone.
pub(super) fn is_follow(text: &str) -> bool {
    let words = text.split_whitespace().take(16).count();
    let lower = text[..text.char_indices().nth(200).map_or(text.len(), |(at, _)| at)].to_lowercase();
    (words == 1 && lower.starts_with('@'))
        || (words < 16
            && text.contains('@')
            && ["follow ", "you can follow ", "twitter: ", "x: ", "email: ", "contact "]
                .iter()
                .any(|f| lower.starts_with(f)))
}

/// Whether a line is a handle as pages print it below an article: one word in small letters.
pub(super) fn is_handle(text: &str) -> bool {
    let handle = text.strip_prefix('@').unwrap_or(text);
    (4..=24).contains(&handle.len())
        && handle.starts_with(|c: char| c.is_ascii_lowercase())
        && handle.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.')
}

/// “Press office: Jo Ek, jo@example.org”: whom to ask, below a release.
pub(super) fn is_contact(line: &Line) -> bool {
    const OPENINGS: &[&str] = &[
        "press office:",
        "press contact:",
        "press contacts:",
        "media contact:",
        "media contacts:",
        "media enquiries:",
        "media inquiries:",
        "press enquiries:",
        "contact:",
        "contacts:",
        "for media enquiries",
        "for media inquiries",
        "for further information",
        "for more information, contact",
        "for more information, please contact",
    ];
    let lower = line.text[..line.text.char_indices().nth(40).map_or(line.text.len(), |(at, _)| at)].to_lowercase();
    line.words <= 40 && OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

/// “- END -”, “###”: the end of a release.
pub(super) fn is_end(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    let dashed = text.starts_with(['-', '–', '—', '*', '#', '/']) && text.ends_with(['-', '–', '—', '*', '#', '/']);
    dashed && text.len() <= 20 && matches!(bare.as_str(), "end" | "ends" | "30" | "end of release" | "fin" | "")
}

/// “For the Board”: who signs a statement, below it.
pub(super) fn is_signature(line: &Line) -> bool {
    line.words <= 8
        && ["For the ", "On behalf of ", "For and on behalf of "].iter().any(|opening| line.text.starts_with(opening))
        && !shape::ends_sentence(line.text)
        && !line.text.contains(':')
}

/// “Our studio in Turku contributed to this article.”, “This story first appeared in …”.
pub(super) fn is_credit_line(line: &Line) -> bool {
    let lower = line.text[..line.text.char_indices().nth(300).map_or(line.text.len(), |(at, _)| at)].to_lowercase();
    line.words <= 40
        && [
            "contributed to this",
            "contributed reporting",
            "contributed to the reporting",
            "this article was originally published",
            "this article first appeared",
            "this story first appeared",
            "this story was originally published",
            "originally published in",
            "originally published on",
            "is a project of",
        ]
        .iter()
        .any(|words| lower.contains(words))
}

/// A line that points elsewhere: “Read more: …”, “RELATED: …”.
pub(super) fn is_pointer(line: &Line) -> bool {
    const OPENINGS: &[&str] = &[
        "read:",
        "read more:",
        "read more |",
        "read also:",
        "also read:",
        "also read |",
        "read next:",
        "related:",
        "related story:",
        "related stories:",
        "related article:",
        "see also:",
        "more:",
        "watch:",
        "listen:",
        "must read:",
        "explainer:",
        "recommended:",
    ];
    let lower = line.text[..line.text.char_indices().nth(40).map_or(line.text.len(), |(at, _)| at)].to_lowercase();
    line.words <= 40 && OPENINGS.iter().any(|opening| lower.starts_with(opening)) && !shape::ends_sentence(line.text)
}

/// A line that asks the reader to join, subscribe or sign up, and says little else.
pub(super) fn is_promotion(line: &Line) -> bool {
    line.is(Topic::Promotion) && line.words <= 30
}

/// Whether a line closes an article: credits of contributors, a wall, somebody's follow line.
pub(super) fn closes(line: &Line) -> bool {
    let contributed = names::in_credit(line.text).iter().any(|(_, role)| *role != ByRole::Author);
    contributed
        || is_credit_line(line)
        || crate::note::kind(line.text).is_some()
        || (line.is(Topic::Stub) && line.words <= 40)
        || is_follow(line.text)
}

/// Whether lines after a headline open an article: a by-line, a date, names glued together, a dateline.
pub(super) fn opens(line: &Line) -> bool {
    names::in_credit(line.text).iter().any(|(_, role)| *role == ByRole::Author)
        || date::line(line.text).is_some()
        || !names::glued(line.text).is_empty()
        || is_dateline(line.text)
}

/// “TURKU, Finland (Agency) — …”, “TURKU, May 3 – …”: capitals, and a dash within a few words.
fn is_dateline(text: &str) -> bool {
    let first = text.split([' ', ',']).next().unwrap_or_default();
    let window = &text[..text.char_indices().nth(70).map_or(text.len(), |(at, _)| at)];
    first.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !first.chars().any(char::is_lowercase)
        && ["— ", " – ", ") - ", ") – ", " -- ", " - "].iter().any(|dash| window.contains(dash))
}
