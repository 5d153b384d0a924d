//! The checker: whether a line can be had from the words that it cites.
//!
//! Whoever wrote the line, it is taken apart again and each of its facts is looked for in the cited words, which are cut anew out of
//! their documents and read anew: the sentence must stand there word for word; the speaker must be whom that very passage gives for
//! these words; the number must count this and be this speaker's; outlet and day must be those of the same passage's document.
//! Invariant: what holds only over two passages does not hold. A line that cannot be taken apart is refused. Cost: words times passages.

use super::words::{Line, Number, Place, day, label, parsed};
use dateline_record::{Modality, NoteKind, PassageRow, When};

/// Words that a line cites, as they stand in their document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Evidence {
    /// The words, cut anew out of the document.
    pub words: String,
    /// The document's outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// Sorts of notes that stand there.
    pub notes: Vec<NoteKind>,
    /// What reading them anew finds.
    pub read: Read,
}

/// What reading some words finds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Read {
    /// What is said.
    pub statements: Vec<Said>,
    /// What is counted.
    pub numbers: Vec<Counted>,
    /// How real what is told is told to be.
    pub modalities: Vec<Modality>,
}

/// Who says what.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Said {
    /// Who, in the words of the text.
    pub speaker: String,
    /// What, stretch by stretch.
    pub content: Vec<String>,
    /// They deny it.
    pub denied: bool,
}

/// How many of what.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Counted {
    /// As it is written.
    pub words: String,
    /// What is counted.
    pub of: String,
}

/// Why a line is refused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, thiserror::Error)]
pub enum Refusal {
    /// It is not worded as lines are.
    #[error("it cannot be taken apart")]
    NotALine,
    /// The passage it cites is not there.
    #[error("it cites words that do not stand there")]
    NotThere,
    /// No passage has these words.
    #[error("no passage has these words")]
    NotItsWords,
    /// The words are another outlet's, or of another day.
    #[error("the words are of another outlet or day")]
    NotItsPlace,
    /// Nobody is given for the words, or somebody else.
    #[error("somebody else says it")]
    NotItsSpeaker,
    /// The number is another, or of something else.
    #[error("no passage counts that many of it")]
    NotItsNumber,
    /// It is told as more or less real than it is.
    #[error("it is told as something else")]
    NotItsModality,
}

/// Whether a line can be had from its evidence.
pub fn check(line: &str, evidence: &[Evidence]) -> Result<(), Refusal> {
    match parsed(line).ok_or(Refusal::NotALine)? {
        Line::Sentence { label: own, words, place } => {
            let at = standing(&words, &place, evidence)?;
            let is_told = |one: &&&Evidence| match &own {
                None => one.read.modalities.is_empty() || one.read.modalities.iter().any(|told| label(*told).is_none()),
                Some(own) => {
                    one.read.modalities.iter().any(|told| label(*told) == Some(own.as_str()))
                        || one.notes.iter().any(|note| note_label(*note) == own)
                }
            };
            at.iter().find(is_told).map(|_| ()).ok_or(Refusal::NotItsModality)
        }
        Line::Said { speaker, denies, words, place } => {
            let at = standing(&words, &place, evidence)?;
            let says = |said: &Said| {
                said.speaker == speaker
                    && said.denied == denies
                    && said.content.iter().any(|content| holds(content, &words))
            };
            let found = at.iter().any(|one| one.read.statements.iter().any(says));
            found.then_some(()).ok_or(Refusal::NotItsSpeaker)
        }
        Line::Numbers { of, all } => all.iter().try_for_each(|one| number(&of, one, evidence)),
    }
}

fn number(of: &str, own: &Number, evidence: &[Evidence]) -> Result<(), Refusal> {
    let at = standing(&own.words, &own.place, evidence)?;
    let counts = |one: &&&Evidence| one.read.numbers.iter().any(|found| found.of == of && found.words == own.words);
    let at: Vec<&&Evidence> = at.iter().filter(counts).collect();
    if at.is_empty() {
        return Err(Refusal::NotItsNumber);
    }
    let gives = |one: &&&Evidence| {
        let mut sayers =
            one.read.statements.iter().filter(|said| said.content.iter().any(|content| holds(content, &own.words)));
        match &own.speaker {
            Some(speaker) => sayers.any(|said| said.speaker == *speaker),
            None => sayers.next().is_none(),
        }
    };
    at.into_iter().find(gives).map(|_| ()).ok_or(Refusal::NotItsSpeaker)
}

/// The passages of this outlet and day that have these words.
fn standing<'a>(words: &str, place: &Place, evidence: &'a [Evidence]) -> Result<Vec<&'a Evidence>, Refusal> {
    let found: Vec<&Evidence> = evidence.iter().filter(|one| holds(&one.words, words)).collect();
    if found.is_empty() {
        return Err(Refusal::NotItsWords);
    }
    let found: Vec<&Evidence> = found
        .into_iter()
        .filter(|one| outlet(one.outlet.as_deref()) == place.outlet && day(one.published.as_ref()) == place.day)
        .collect();
    if found.is_empty() { Err(Refusal::NotItsPlace) } else { Ok(found) }
}

/// Whether a text has these words, whole, whatever the white space between them.
fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (folded(text), folded(words));
    let is_word = |c: char| c.is_alphanumeric();
    !words.is_empty()
        && text.match_indices(&words).any(|(at, _)| {
            let (before, after) = (text[..at].chars().next_back(), text[at + words.len()..].chars().next());
            let starts = !words.starts_with(is_word) || !before.is_some_and(is_word);
            starts && (!words.ends_with(is_word) || !after.is_some_and(is_word))
        })
}

/// Words with single spaces between them.
pub fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How an outlet is named in lines.
pub fn outlet(outlet: Option<&str>) -> String {
    outlet.map_or_else(|| "outlet not known".to_string(), folded)
}

/// What stands before a note.
pub fn note_label(note: NoteKind) -> &'static str {
    match note {
        NoteKind::Retraction => "Retraction",
        _ => "Correction",
    }
}

/// Whether the words of a passage are the words that it says it has.
pub fn is_there(passage: &PassageRow, words: &str) -> bool {
    folded(&passage.text) == folded(words)
}

#[cfg(test)]
mod tests;
