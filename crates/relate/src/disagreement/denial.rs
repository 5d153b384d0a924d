//! Denials: a telling that denies what others tell, and a statement that calls what was reported untrue.
//!
//! “The ministry called the reports inaccurate” names no event; what it denies is what others were said to say just before it, of somebody
//! whom it names too. Invariant: nothing is denied that shares no name with the denial, nor what the same speaker said; where nothing fits, no
//! row. Cost: a document's denials times the statements before them.

use super::{is_alike, row};
use crate::claim::{Said, Value, claim};
use crate::ground::{Ground, Telling, speaker};
use dateline_record::{
    Attribute, Authority, ClaimRow, ClaimSpanRow, CueClass, Disagreeing, DisagreementRow, DocumentRow, Kind, Modality,
    StatementRow,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A telling that denies, and the signs that it is of this event.
#[derive(Clone, Debug)]
pub struct Denied {
    /// The telling.
    pub telling: Telling,
    /// Why it is held to deny this.
    pub signs: String,
}

/// Bytes before a denial in which what it denies was said.
const BEFORE: u32 = 2500;
/// What is said this near to that, in bytes, is denied with it.
const BESIDE: u32 = 600;
/// Words after a report within which it is called untrue.
const BEHIND: usize = 9;

/// Words of denying, as they lie in `data/denying.txt`.
struct Words {
    reports: BTreeSet<&'static str>,
    untrue: BTreeSet<&'static str>,
}

impl Words {
    fn embedded() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let of = |kind: &str| {
                let lines = include_str!("../../data/denying.txt").lines();
                let own = lines.filter_map(|line| line.strip_prefix(kind)?.strip_prefix(' '));
                own.flat_map(str::split_whitespace).collect()
            };
            Words { reports: of("report"), untrue: of("false") }
        })
    }
}

/// Words that call something untrue.
pub fn untrue() -> Vec<&'static str> {
    Words::embedded().untrue.iter().copied().collect()
}

/// The disagreement of those who tell an event with those who deny it.
pub(super) fn of_event(
    event: &str,
    tellings: &[Telling],
    denied: &[Denied],
    ground: &Ground,
) -> Option<DisagreementRow> {
    let counts = |telling: &&Telling| telling.document.kind != Kind::Comment;
    // “This will not be the first meeting”: what nobody denies is not denied.
    let somebody = |telling: &&Telling| ground.statement(telling).is_some();
    let said = |telling, is_so| Said {
        telling,
        speaker: ground.speaker(telling),
        scope: String::new(),
        value: Value::Whether(is_so),
        span: telling.event.span,
        text: &telling.event.text,
    };
    let is_real = |telling: &&Telling| matches!(telling.event.modality, Modality::Happened | Modality::Ongoing);
    let deniers: Vec<Said> = denied
        .iter()
        .map(|own| &own.telling)
        .filter(counts)
        .filter(somebody)
        .map(|telling| said(telling, false))
        .collect();
    // Who denies in one breath what they tell in another denies something else.
    let denies = |telling: &&Telling| {
        deniers
            .iter()
            .any(|own| own.telling.document.id == telling.document.id && own.speaker == ground.speaker(telling))
    };
    let tellers: Vec<Said> = tellings
        .iter()
        .filter(counts)
        .filter(is_real)
        .filter(|telling| !denies(telling))
        .map(|telling| said(telling, true))
        .collect();
    if tellers.is_empty() || deniers.is_empty() {
        return None;
    }
    let mut sides = [&tellers, &deniers].map(|side| claim(&side.iter().collect::<Vec<_>>(), ground));
    sides.sort_by_key(|side| side.spans.first().map(|span| span.document != tellers[0].telling.document.id));
    let signs: BTreeSet<String> = denied.iter().map(|own| own.signs.clone()).collect();
    let topic = (Attribute::Whether, String::new());
    Some(row(Disagreeing::Denial, &topic, Some(event), signs.into_iter().collect(), sides.to_vec()))
}

/// What statements of a document deny of what others say in it, where no event is told.
pub fn denials(document: &DocumentRow, statements: &[StatementRow], ground: &Ground) -> Vec<DisagreementRow> {
    if document.kind == Kind::Comment {
        return Vec::new();
    }
    let mut ordered: Vec<&StatementRow> = statements.iter().collect();
    ordered.sort_by_key(|own| (own.span, own.id.as_str()));
    let mut rows = Vec::new();
    for denial in ordered.iter().filter(|own| denies_reports(own)) {
        let names = names(&denial.text);
        let named = |own: &StatementRow| -> Vec<(String, String)> {
            let all = own.content.iter().flat_map(|content| self::names(&content.text));
            all.filter(|(head, _)| names.contains_key(head)).collect()
        };
        let about = |own: &&&StatementRow| {
            let shares = !named(own).is_empty();
            own.span.part == denial.span.part
                && own.span.end <= denial.span.start
                && own.span.end + BEFORE > denial.span.start
                && !own.content.is_empty()
                && !own.denied
                && own.authority != Authority::Author
                && tells(own.cue_class)
                && !is_one_speaker(own, denial)
                && shares
                && !is_alike(&own.text, &denial.text)
        };
        let fitting: Vec<&StatementRow> = ordered.iter().filter(about).copied().collect();
        let Some(nearest) = fitting.last().map(|own| own.span) else { continue };
        let told: Vec<&StatementRow> =
            fitting.into_iter().filter(|own| own.span.end + BESIDE > nearest.start).collect();
        let shared: BTreeMap<String, String> = told.iter().flat_map(|own| named(own)).collect();
        let shared: Vec<String> = shared.into_values().collect();
        let signs = vec![format!("what was said just before it, of {} too", shared.join(", "))];
        let sides = vec![side(document, &told, true, ground), side(document, &[denial], false, ground)];
        rows.push(row(Disagreeing::Denial, &(Attribute::Whether, String::new()), None, signs, sides));
    }
    rows
}

/// Whether a statement says of reports, claims or accusations that they are not so.
fn denies_reports(statement: &StatementRow) -> bool {
    let list = Words::embedded();
    let content: String = statement.content.iter().map(|own| own.text.as_str()).collect::<Vec<_>>().join(" ");
    let words: Vec<String> = split(&content).map(str::to_lowercase).collect();
    let is_report = |word: &String| list.reports.contains(word.as_str());
    let calls_untrue = words.iter().enumerate().filter(|(_, word)| is_report(word)).any(|(at, _)| {
        let behind = &words[at + 1..(at + 1 + BEHIND).min(words.len())];
        let untrue = behind.iter().position(|word| list.untrue.contains(word.as_str()));
        let not = |upto: usize| behind[..upto].iter().any(|word| word == "not" || word == "never");
        let not_true = behind
            .windows(2)
            .any(|pair| pair[0] == "not" && matches!(pair[1].as_str(), "true" | "accurate" | "correct"));
        untrue.is_some_and(|at| !not(at)) || not_true
    });
    // “Denied such accusations”: nothing but what is denied.
    let is_denied =
        (statement.denied || statement.cue_class == CueClass::Deny) && words.len() <= 6 && words.iter().any(is_report);
    calls_untrue || is_denied
}

/// Whether a statement of this class tells that something is so; who demands or asks tells nothing that could be denied.
fn tells(class: CueClass) -> bool {
    use CueClass::{Accuse, Announce, Believe, Claim, Confirm, Find, Say, Warn};
    matches!(class, Say | Claim | Confirm | Warn | Accuse | Announce | Believe | Find)
}

fn is_one_speaker(one: &StatementRow, other: &StatementRow) -> bool {
    let key = |own: &StatementRow| own.source.as_ref().and_then(|source| source.referent.clone());
    let named = speaker(one).is_some() && speaker(one) == speaker(other);
    named || key(one).is_some() && key(one) == key(other)
}

/// Words written large, by their first five letters, for “Qatari” and “Qatar” are one: whom a text is about.
fn names(text: &str) -> BTreeMap<String, String> {
    const SMALL: &[&str] =
        &["the", "a", "an", "mr", "mrs", "ms", "dr", "in", "on", "at", "it", "he", "she", "they", "but", "and"];
    let large = split(text).filter(|word| word.len() > 2 && word.starts_with(char::is_uppercase));
    let head = |word: &str| word.to_lowercase().chars().take(5).collect::<String>();
    large.map(|word| (head(word), word.to_string())).filter(|(word, _)| !SMALL.contains(&word.as_str())).collect()
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn side(document: &DocumentRow, own: &[&StatementRow], is_so: bool, ground: &Ground) -> ClaimRow {
    let span = |statement: &&StatementRow| ClaimSpanRow {
        capture: statement.capture.clone(),
        document: statement.document.clone(),
        path: statement.path.clone(),
        span: statement.span,
        text: statement.text.clone(),
    };
    let origins = ground.origins_of(document, own);
    let speakers: BTreeSet<String> = own.iter().filter_map(|own| speaker(own)).map(str::to_string).collect();
    ClaimRow {
        value: Value::Whether(is_so).shown(),
        scope: None,
        text: own[0].text.clone(),
        mentions: Vec::new(),
        statements: own.iter().map(|own| own.id.clone()).collect(),
        documents: vec![document.id.clone()],
        outlets: document.outlet.iter().cloned().collect(),
        speakers: speakers.into_iter().collect(),
        origins: origins.origins,
        lineage_unknown: origins.lineage_unknown,
        spans: own.iter().map(span).collect(),
    }
}

#[cfg(test)]
mod tests;
