//! Whether a statement was made in a work: a letter, a filing, a post, an interview.
//!
//! Tried in this order: the source is a document, the venue, the cue, the words round the statement. Invariant: a work is named by a word
//! of `data/works.txt`, by its verb, or by the house that was spoken to. Cost: linear in the words of a statement.

use super::house::houses_in;
use dateline_record::{Authority, Directness, StatementRow};
use std::sync::OnceLock;

/// What sort of thing a work is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// A text, a film, a recording: what it tells is credited even where its words are not quoted.
    Text,
    /// Something said aloud somewhere: only its words count.
    Occasion,
}

/// A work that a statement was made in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Work {
    /// “letter”: two works of one speaker with one noun are one.
    pub noun: String,
    pub sort: Sort,
    /// How it is called: “Wednesday letter of Ada Holt”.
    pub name: String,
    /// Nothing is told but the noun: “the letter”.
    pub is_bare: bool,
    /// Only quoted words make it one: “tweeted”, “wrote”.
    pub is_weak: bool,
    /// The house it was said to.
    pub house: Option<String>,
    /// Words that show it.
    pub shown: String,
}

/// Words of a phrase before its noun.
const BEFORE: usize = 6;

/// The work of a statement; `lead` is what stands before it in its sentence.
pub(super) fn of(statement: &StatementRow, lead: &str) -> Option<Work> {
    if matches!(statement.authority, Authority::Outlet | Authority::Unattributed) || statement.denied {
        return None;
    }
    if statement.authority == Authority::Document {
        return statement.source.as_ref().and_then(|source| document(&source.text));
    }
    let speaker = speaker(statement)?;
    let cue = statement.cue.as_ref().map_or("", |cue| cue.text.as_str());
    let by_venue = statement.venue.as_deref().and_then(|venue| venued(venue, &speaker));
    by_venue.or_else(|| verb(cue, &speaker)).or_else(|| {
        let around = [lead, cue, &told_about(statement)].into_iter().find_map(|words| within(words, &speaker));
        around.or_else(|| written(statement, cue, &speaker))
    })
}

/// Who says it, as a work is named after them.
pub(super) fn speaker(statement: &StatementRow) -> Option<String> {
    if statement.authority == Authority::Author {
        return Some("the author".into());
    }
    let source = statement.source.as_ref()?;
    let words = || source.text.split(',').next().unwrap_or_default().trim().to_string();
    // Of “he” whom nobody found, no work is named.
    let is_named = |name: &String| {
        name.split_whitespace().count() > 1 || name.starts_with(char::is_uppercase) && !is_pronoun(name)
    };
    Some(source.name.clone().unwrap_or_else(words)).filter(is_named)
}

/// “a new report from the institute”: up to what it is from.
fn document(text: &str) -> Option<Work> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_link = |word: &&str| matches!(bare(word), "of" | "from" | "by" | "on" | "to" | "in" | "filed" | "released");
    let head = words.iter().position(is_link).unwrap_or(words.len());
    let (at, noun, sort) = (0..head).rev().find_map(|at| sort_of(words[at]).map(|(noun, sort)| (at, noun, sort)))?;
    let named: Vec<&str> = words.iter().copied().filter(|word| !is_article(word)).collect();
    // What stands behind the noun in its own phrase makes it another thing: “report cards”.
    let is_head = at + 1 == head || words[at].ends_with([',', ';']);
    let is_own = words.first().is_some_and(|word| bare(word).eq_ignore_ascii_case("this"));
    let name = named.join(" ").trim_end_matches([',', ';', '.']).to_string();
    let is_bare = named.len() == 1;
    (is_head && !is_own).then(|| Work {
        noun,
        sort,
        name,
        is_bare,
        is_weak: false,
        house: None,
        shown: text.to_string(),
    })
}

/// “Wednesday letter to the chair”, “telephone interview with Turvik Radio”, “reporters”, “Turvik Radio”.
fn venued(venue: &str, speaker: &str) -> Option<Work> {
    let houses = houses_in(venue);
    if let Some(mut work) = phrase(venue, speaker) {
        work.house = houses.first().map(|(house, _)| house.clone());
        let house = houses.iter().map(|(_, range)| &venue[range.clone()]).find(|house| !work.name.contains(*house));
        work.name.extend(house.into_iter().flat_map(|house| [" with ", house]));
        work.shown = format!("said in or to “{venue}”");
        return Some(work);
    }
    let (house, range) = houses.into_iter().next()?;
    let name = format!("words of {speaker} to {}", &venue[range.clone()]);
    let shown = format!("said to “{venue}”");
    let noun = format!("to {}", &venue[range]);
    Some(Work { noun, sort: Sort::Occasion, name, is_bare: false, is_weak: false, house: Some(house), shown })
}

/// The first noun of a phrase, with the words before it.
fn phrase(text: &str, speaker: &str) -> Option<Work> {
    let words: Vec<&str> = text.split_whitespace().collect();
    // “The Washington Post” is no post.
    let small = |at: &usize| bare(words[*at]).starts_with(char::is_lowercase);
    let noun = |at: usize| sort_of(words[at]).map(|(noun, sort)| (at, noun, sort));
    let (at, noun, sort) = (0..words.len()).filter(small).find_map(noun)?;
    let named: Vec<&str> =
        words[at.saturating_sub(BEFORE)..at].iter().copied().filter(|word| !is_article(word)).collect();
    let own = words[at].trim_matches(|c: char| !c.is_alphanumeric());
    let called = named.into_iter().chain([own]).collect::<Vec<_>>().join(" ");
    let name = match noun.as_str() {
        "reporters" | "journalists" => format!("words of {speaker} to {noun}"),
        _ => format!("{called} of {speaker}"),
    };
    let shown = format!("said in “{text}”");
    Some(Work { noun, sort, name, is_bare: false, is_weak: false, house: None, shown })
}

/// “tweeted”, “testified”.
fn verb(cue: &str, speaker: &str) -> Option<Work> {
    let noun = cue.split_whitespace().find_map(|word| {
        let word = bare(word).to_lowercase();
        verbs().iter().find(|(own, _)| *own == word).map(|(_, noun)| noun.to_string())
    })?;
    let (name, shown) = (format!("{noun} of {speaker}"), format!("“{cue}”"));
    Some(Work { noun, sort: Sort::Text, name, is_bare: false, is_weak: true, house: None, shown })
}

/// “In a letter to the chair,”, “said in a statement”: an article or an owner, some words, the noun.
fn within(text: &str, speaker: &str) -> Option<Work> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..words.len()).find_map(|at| {
        let before = bare(words[at - 1]).to_lowercase();
        let opens = matches!(before.as_str(), "in" | "during" | "at");
        if !opens || !(is_article(words[at]) || is_owner(words[at])) {
            return None;
        }
        let own = &words[at + 1..words.len().min(at + 1 + BEFORE)];
        // A mark ends the phrase, and so does another preposition.
        let end = own.iter().position(|word| word.ends_with([',', '.', ';', ':']) || is_preposition(word));
        let last = end.map_or(own.len(), |end| if is_preposition(own[end]) { end } else { end + 1 });
        let noun = (0..last).rev().find(|at| sort_of(own[*at]).is_some())?;
        let follows = own.get(noun + 1).is_none_or(|next| {
            own[noun].ends_with([',', '.', ';', ':']) || is_preposition(next) || is_time(next) || next.ends_with("ing")
        });
        let mut work = phrase(&own[..=noun].join(" "), speaker).filter(|_| follows)?;
        work.shown = format!("“{} {} {}”", words[at - 1], words[at], own[..=noun].join(" "));
        Some(work)
    })
}

/// “wrote”, with words in quotation marks: of something written that is not named.
fn written(statement: &StatementRow, cue: &str, speaker: &str) -> Option<Work> {
    let writes = cue.split_whitespace().any(|word| matches!(bare(word), "wrote" | "writes" | "written"));
    if !writes || statement.directness == Directness::Indirect {
        return None;
    }
    let (noun, name, shown) = ("writing".into(), format!("what {speaker} wrote"), format!("“{cue}”"));
    Some(Work { noun, sort: Sort::Text, name, is_bare: false, is_weak: true, house: None, shown })
}

/// The statement without what is told to have been said, but for the end of an indirect one: “claimed the attack in a statement”.
fn told_about(statement: &StatementRow) -> String {
    let mut words = statement.text.clone();
    for content in &statement.content {
        let is_direct = statement.directness != Directness::Indirect;
        let tail = content.text.char_indices().rev().nth(TAIL).map_or(0, |(at, _)| at);
        let kept = if is_direct { "" } else { &content.text[tail..] };
        words = words.replacen(&content.text, &format!(" … {kept}"), 1);
    }
    words
}

/// Characters at the end of an indirect statement.
const TAIL: usize = 24;

fn sort_of(word: &str) -> Option<(String, Sort)> {
    let word = bare(word).to_lowercase();
    nouns().iter().find(|(own, _)| *own == word).map(|(_, sort)| (word.clone(), *sort))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_pronoun(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "he" | "she" | "it" | "they" | "i" | "we" | "you" | "who" | "that" | "this")
}

fn is_article(word: &str) -> bool {
    matches!(bare(word), "the" | "The" | "a" | "A" | "an" | "An")
}

fn is_owner(word: &str) -> bool {
    matches!(bare(word), "his" | "her" | "its" | "their" | "my" | "our") || word.ends_with("’s") || word.ends_with("'s")
}

fn is_preposition(word: &str) -> bool {
    matches!(
        bare(word),
        "to" | "of"
            | "from"
            | "by"
            | "with"
            | "on"
            | "about"
            | "in"
            | "at"
            | "that"
            | "and"
            | "after"
            | "during"
            | "before"
            | "for"
    )
}

fn is_time(word: &str) -> bool {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    DAYS.contains(&bare(word))
        || matches!(bare(word), "last" | "this" | "late" | "early" | "earlier" | "released" | "posted" | "sent")
}

type Nouns = Vec<(String, Sort)>;

fn nouns() -> &'static Nouns {
    static NOUNS: OnceLock<Nouns> = OnceLock::new();
    NOUNS.get_or_init(|| {
        let of = |mark: &'static str, sort: Sort| rows(mark).flatten().map(move |word| (word.to_string(), sort));
        of("text", Sort::Text).chain(of("occasion", Sort::Occasion)).collect()
    })
}

/// Verbs with the noun that they mean.
fn verbs() -> &'static [(String, &'static str)] {
    static VERBS: OnceLock<Vec<(String, &'static str)>> = OnceLock::new();
    VERBS.get_or_init(|| {
        let of = |row: Vec<&'static str>| {
            let noun = row.first().copied().unwrap_or_default();
            row.into_iter().skip(1).map(move |word| (word.to_string(), noun)).collect::<Vec<_>>()
        };
        rows("verb").flat_map(of).collect()
    })
}

fn rows(mark: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = include_str!("../../data/works.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(move |line| Some(line.strip_prefix(mark)?.strip_prefix(' ')?.split_whitespace().collect()))
}
