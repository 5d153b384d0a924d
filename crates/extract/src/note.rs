//! Notes by which an outlet corrects, changes or withdraws what it wrote: “Correction: An earlier version of this …”.
//!
//! Invariant: a note opens with one of the lines of `notes.txt`, at most after a label (“Editor's note:”) or a bracket; a
//! sentence that tells of somebody's correction is none. A page of corrections speaks of other articles and has none.
//! Cost: a paragraph whose first word opens no note costs that look-up.

use dateline_record::{Document, Extent, Kind, Note, NoteKind, When};
use dateline_when::Anchor;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What may stand before a note, and is none by itself.
const LABELS: &[&str] = &["update", "updated", "note"];
/// Bytes of a paragraph in which its opening lies.
const OPENING: usize = 160;
/// A longer paragraph is no note.
const LONGEST: usize = 1600;

/// The openings by their first word, in the order in which they are tried.
static OPENINGS: LazyLock<HashMap<String, Vec<(String, NoteKind)>>> = LazyLock::new(|| {
    let (mut works, mut kind) = (Vec::new(), None);
    let mut openings: HashMap<String, Vec<(String, NoteKind)>> = HashMap::new();
    for line in include_str!("notes.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        kind = match line {
            "[work]" => None,
            "[retraction]" => Some(NoteKind::Retraction),
            "[correction]" => Some(NoteKind::Correction),
            "[update]" => Some(NoteKind::Update),
            "[editor]" => Some(NoteKind::Editor),
            work if kind.is_none() => {
                works.push(work);
                None
            }
            opening => {
                let each = if opening.contains("{work}") { works.as_slice() } else { &["-"] };
                for work in each {
                    let words = opening.replace("{work}", work);
                    let own = openings.entry(first_word(&words).to_owned()).or_default();
                    own.extend(kind.map(|kind| (words, kind)));
                }
                kind
            }
        };
    }
    openings
});

/// What a paragraph is a note of; none where it is none.
pub(crate) fn kind(paragraph: &str) -> Option<NoteKind> {
    let bare = paragraph.trim_start_matches(|c: char| !c.is_alphanumeric());
    if paragraph.len() > LONGEST || !is_known(bare) {
        return None;
    }
    let opening = normalised(bare);
    // “Editor's note: This article has been retracted” is what follows its label.
    let labels = |label: &str| LABELS.contains(&label) || opens(&format!("{label}:")).is_some();
    let label = opening.split_once(": ").filter(|(label, _)| labels(label)).map(|(_, rest)| rest);
    let kinds = [label, Some(opening.as_str())].into_iter().flatten().filter_map(opens);
    kinds.min_by_key(|kind| match kind {
        NoteKind::Retraction => 0,
        NoteKind::Correction => 1,
        NoteKind::Update => 2,
        NoteKind::Editor => 3,
    })
}

fn opens(words: &str) -> Option<NoteKind> {
    OPENINGS.get(first_word(words))?.iter().find(|(opening, _)| words.starts_with(opening)).map(|(_, kind)| *kind)
}

/// Whether the first word of a paragraph opens notes.
fn is_known(paragraph: &str) -> bool {
    let end = paragraph.char_indices().nth(20).map_or(paragraph.len(), |(at, _)| at);
    let opening = normalised(&paragraph[..end]);
    let first = first_word(&opening);
    OPENINGS.contains_key(first) || LABELS.contains(&first)
}

fn first_word(words: &str) -> &str {
    words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-').next().unwrap_or_default()
}

/// The opening in lower case, white space as single blanks, apostrophes alike.
fn normalised(paragraph: &str) -> String {
    let mut end = paragraph.len().min(OPENING);
    while !paragraph.is_char_boundary(end) {
        end -= 1;
    }
    let words: Vec<&str> = paragraph[..end].split_whitespace().collect();
    words.join(" ").replace('’', "'").to_lowercase()
}

/// The day on which a note says that its document was changed: “was updated on May 26”.
pub(crate) fn day(note: &str, published: Option<&When>) -> Option<When> {
    let lower = note.to_ascii_lowercase();
    let verbs = ["updated ", "amended ", "corrected ", "revised ", "correction, ", "correction ("];
    let from = verbs.iter().filter_map(|verb| lower.find(verb).map(|at| at + verb.len())).min()?;
    let rest = &note[from..];
    let rest = rest.strip_prefix("on ").or(rest.strip_prefix("at ")).unwrap_or(rest);
    let times = dateline_when::find(rest, &Anchor { published: published.cloned(), ..Anchor::default() });
    let first = times.into_iter().next().filter(|time| time.extent.start() <= 2)?;
    let when = first.when?;
    let known = |when: &When| when.earliest.is_some() && when.earliest == when.latest;
    let after = published
        .and_then(|published| published.earliest.as_ref())
        .is_none_or(|day| when.earliest.as_ref() >= Some(day));
    (known(&when) && after).then_some(when)
}

/// Finds the notes in a document's paragraphs.
pub(crate) fn find(document: &mut Document) {
    let corrects = |title: &str| title.to_lowercase().contains("correction");
    let may_have = matches!(document.kind, Kind::Article | Kind::Brief | Kind::LiveEntry | Kind::Post)
        && !document.title.as_ref().is_some_and(|title| corrects(&title.text));
    if may_have {
        let text = document.text.as_str();
        let mut start = 0;
        for paragraph in text.split("\n\n") {
            let end = start + paragraph.len();
            if let Some(kind) = kind(paragraph)
                && let Some(span) = Extent::new(text, start..end).and_then(|extent| document.text.span(extent))
            {
                let known = document.notes.iter().any(|note| note.span == span);
                document.notes.extend((!known).then(|| Note { kind, text: paragraph.to_owned(), span }));
            }
            start = end + 2;
        }
        document.notes.sort_by_key(|note| note.span.start());
    }
}

/// Says when a document was changed, where its notes do.
pub(crate) fn date(document: &mut Document) {
    if document.updated.is_none() {
        let changed = |note: &Note| matches!(note.kind, NoteKind::Correction | NoteKind::Update);
        let published = document.published.as_ref();
        document.updated =
            document.notes.iter().filter(|note| changed(note)).find_map(|note| day(&note.text, published));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::{Method, Precision};

    #[test]
    fn a_note_opens_with_what_it_is() {
        for (note, expected) in [
            ("Correction: An earlier version of this article misspelled the ferry's name.", NoteKind::Correction),
            ("An earlier version of this story gave the wrong day for the crossing.", NoteKind::Correction),
            ("This article was amended on 3 March 2024. The ferry has two decks.", NoteKind::Correction),
            ("(This story has been updated to add the harbour master's comment.)", NoteKind::Update),
            ("Editor’s note: This article has been retracted.", NoteKind::Retraction),
            ("Editor's note: The author is a cousin of the ferry's owner.", NoteKind::Editor),
            ("Update: This story has been corrected.", NoteKind::Correction),
            ("This post has been withdrawn.", NoteKind::Retraction),
        ] {
            assert_eq!(kind(note), Some(expected), "{note}");
        }
    }

    #[test]
    fn a_sentence_that_tells_of_a_correction_is_no_note() {
        for sentence in [
            "The paper printed a correction: an earlier version of this article was wrong.",
            "Correction fluid was found on the ferry's papers.",
            "This article of the treaty was never in force.",
            "An earlier version of the bill was withdrawn.",
            "This week the council met.",
            "Update: the ferry is back.",
        ] {
            assert_eq!(kind(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn the_day_of_a_change_is_counted_from_publication() {
        let published = When {
            text: None,
            edtf: "2024-02-26".into(),
            earliest: Some("2024-02-26".into()),
            latest: Some("2024-02-26".into()),
            precision: Precision::Day,
            method: Method::Title,
        };
        let found = |note| day(note, Some(&published)).map(|when| when.edtf);
        assert_eq!(found("This article was updated on April 28 to add a name."), Some("2024-04-28".into()));
        assert_eq!(found("This article was updated to add a name given on April 28."), None);
        assert_eq!(day("This article was updated on April 28 to add a name.", None), None);
    }
}
