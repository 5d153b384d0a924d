//! How real an event is told to be: by its own auxiliaries and what governs it.
//!
//! Invariant: the nearest governor that says something decides; what is negated on the way is never told as real.
//! Cost: a walk up the tree for each event.
//! After: Saurí & Pustejovsky, FactBank, 2009 (factuality by governors and polarity).

use super::tree::Tree;
use super::trigger::Told;
use dateline_lexicon::{Events, Part};
use dateline_record::{Modality, When};

/// More than these steps up nothing governs.
const HIGHEST: usize = 5;
/// Further on no mark is sought.
const WIDEST: usize = 60;

const NOT: &[&str] = &["not", "n't", "n’t", "never", "no", "without", "neither", "nor"];
const WILL: &[&str] = &["will", "'ll", "’ll", "shall", "wo"];
const MAY: &[&str] = &["may", "might", "could", "can", "would", "'d", "’d", "ca"];
const SHOULD: &[&str] = &["must", "should"];
const IF: &[&str] = &["if", "unless", "whether", "lest"];

/// Prepositions before what is talked of or aimed at.
const OPEN: &[&str] = &["at", "about", "on", "towards", "toward", "from", "without", "against", "of"];

/// How real the event of `told` is.
pub(super) fn of(tree: &Tree, events: &Events, told: &Told) -> Modality {
    let mut at = told.at;
    let mut real = own(tree, at, told.part);
    let mut negated = is_negated(tree, at);
    let mut lower = String::new();
    for _ in 0..HIGHEST {
        if real.is_some() {
            break;
        }
        let Some(head) = tree.head(at) else { break };
        let under = match tree.relation(at) {
            "xcomp" | "ccomp" | "acl" | "obj" | "obl" | "nmod" | "nsubj:pass" | "csubj" | "advcl" | "nsubj" => true,
            "conj" if head < at => true,
            _ => false,
        };
        if !under {
            break;
        }
        let relation = tree.relation(at);
        let joined = relation == "conj";
        // “had no part in it, and they were killed”: a clause of its own.
        if joined && tree.kids(at).any(|kid| tree.relation(kid).starts_with("nsubj")) {
            break;
        }
        let adverbial = relation == "advcl";
        if adverbial && tree.kids(at).any(|kid| tree.relation(kid) == "mark" && tree.is(kid, IF)) {
            real = Some(Modality::Hypothetical);
            break;
        }
        // “aimed at freeing them”, “talks on reaching a deal”, “freeing them would be wise”
        let open = told.part == Part::Verb
            && at == told.at
            && tree.fine(at) == "VBG"
            && (relation == "csubj"
                || tree.kids(at).any(|kid| matches!(tree.relation(kid), "mark" | "case") && tree.is(kid, OPEN)));
        if open {
            real = Some(Modality::Hypothetical);
            break;
        }
        lower.clear();
        lower.extend(tree.word(head).chars().flat_map(char::to_lowercase));
        // “called on the council to free them”
        let asked = adverbial
            && matches!(events.governs(&lower), Some(Modality::Demanded | Modality::Threatened | Modality::Planned));
        let adverbial = adverbial && !asked;
        // “in order to free them”
        let aim = adverbial && tree.kids(at).any(|kid| tree.relation(kid) == "mark" && tree.is(kid, &["to"]));
        if aim {
            real = Some(Modality::Hypothetical);
            break;
        }
        if adverbial || relation == "nsubj" && told.part == Part::Verb {
            break;
        }
        real = events.governs(&lower).filter(|_| !joined && relation != "nsubj");
        at = head;
        negated |= real.is_some() && is_negated(tree, at);
        // “Nobody was hurt in the raid”: there was one.
        if matches!(relation, "obl" | "nmod") && real.is_none() {
            break;
        }
        if real.is_none() && matches!(tree.tag(at), "VERB" | "AUX" | "NOUN" | "ADJ") {
            negated |= is_negated(tree, at);
            let verbal = told.part == Part::Noun || joined;
            real = own(tree, at, Part::Verb).filter(|_| verbal && tree.tag(at) == "VERB");
            // “said that the port was attacked”: what says it does not change it.
            if tree.tag(at) == "VERB" && relation == "ccomp" {
                negated = is_negated(tree, told.at);
            }
        }
    }
    match real {
        // “does not plan to leave”, “did not call for talks”
        Some(Modality::Planned) if negated => Modality::Denied,
        Some(Modality::Demanded | Modality::Threatened) if negated => Modality::Hypothetical,
        Some(real) => real,
        None if negated => Modality::Denied,
        None => Modality::Happened,
    }
}

/// Whether anything says that what a noun tells took place: a verb in the past that it is a part of. “An election” alone says
/// nothing, nor does “word of threats”.
pub(super) fn is_past(tree: &Tree, told: &Told) -> bool {
    let mut at = told.at;
    while tree.relation(at) == "conj" {
        let Some(first) = tree.head(at).filter(|first| *first < at) else { return false };
        at = first;
    }
    let Some(head) = tree.head(at).filter(|head| tree.tag(*head) == "VERB") else { return false };
    if !matches!(tree.relation(at), "obj" | "nsubj" | "nsubj:pass" | "obl" | "obl:agent") {
        return false;
    }
    let past = |at: usize| matches!(tree.fine(at), "VBD" | "VBN");
    let aux = |kid: &usize| matches!(tree.relation(*kid), "aux" | "aux:pass");
    let open = tree.kids(head).filter(aux).any(|kid| tree.fine(kid) == "MD");
    past(head) && !open || tree.kids(head).filter(aux).any(past)
}

/// Whether a word stands in what is asked, with no “who” or “why” that takes it for granted: “can we watch as he kills it?”.
pub(super) fn is_asked(tree: &Tree, at: usize) -> bool {
    let ends = |at: &usize| matches!(tree.word(*at), "." | "!" | "?" | ";" | "”" | "\"");
    let last = (at..(at + WIDEST).min(tree.len())).find(ends);
    let granted = |at: &usize| matches!(tree.fine(*at), "WP" | "WRB" | "WDT" | "WP$");
    last.is_some_and(|last| tree.word(last) == "?")
        && !(at.saturating_sub(WIDEST)..at)
            .rev()
            .take_while(|at| !ends(at) && tree.word(*at) != "“")
            .any(|at| granted(&at))
}

/// What happened more than a year before publication is history; what lies after it is still to come.
pub(super) fn aged(modality: Modality, when: Option<&When>, published: Option<&When>) -> Modality {
    let ended = when.and_then(|when| when.latest.as_deref());
    let told = published.and_then(|published| published.earliest.as_deref());
    let year_before = |day: &str| {
        let (year, rest) = day.split_once('-')?;
        Some(format!("{:04}-{rest}", year.parse::<u16>().ok()?.checked_sub(1)?))
    };
    match (modality, ended, told.and_then(year_before)) {
        (Modality::Happened, Some(ended), Some(before)) if ended < before.as_str() => Modality::Historical,
        (Modality::Happened | Modality::Ongoing, ..) if is_ahead(when, published) => Modality::Planned,
        _ => modality,
    }
}

/// Whether a time is over on the day of publication.
pub(super) fn is_over(when: Option<&When>, published: Option<&When>) -> bool {
    let ends = when.and_then(|when| when.latest.as_deref());
    let last = published.and_then(|published| published.latest.as_deref());
    ends.is_some_and(|ends| last.is_none_or(|last| ends.get(..10) <= last.get(..10)))
}

/// Whether a time begins after the day of publication.
fn is_ahead(when: Option<&When>, published: Option<&When>) -> bool {
    let begins = when.and_then(|when| when.earliest.as_deref());
    let last = published.and_then(|published| published.latest.as_deref());
    let day = |day: &str| day.get(..10).map(str::to_owned);
    begins.zip(last).is_some_and(|(begins, last)| day(begins) > day(last))
}

/// What a word's own auxiliaries and clause say.
fn own(tree: &Tree, at: usize, part: Part) -> Option<Modality> {
    let aux =
        |words: &[&str]| tree.kids(at).any(|kid| matches!(tree.relation(kid), "aux" | "cop") && tree.is(kid, words));
    if tree.kids(at).any(|kid| tree.relation(kid) == "mark" && tree.is(kid, IF)) {
        return Some(Modality::Hypothetical);
    }
    if aux(WILL) {
        return Some(Modality::Planned);
    }
    if aux(SHOULD) {
        return Some(Modality::Demanded);
    }
    if aux(MAY) {
        return Some(Modality::Hypothetical);
    }
    let going = part == Part::Verb
        && tree.fine(at) == "VBG"
        && aux(&["is", "are", "'s", "’s", "'re", "’re", "am", "was", "were", "been"]);
    going.then_some(Modality::Ongoing).filter(|_| !is_negated(tree, at))
}

fn is_negated(tree: &Tree, at: usize) -> bool {
    tree.kids(at).any(|kid| match tree.relation(kid) {
        "advmod" | "det" | "cc:preconj" => tree.is(kid, NOT),
        // “nobody was hurt”, “no ship sank”
        "nsubj" | "nsubj:pass" | "obj" => {
            tree.is(kid, &["nobody", "none", "nothing"])
                || tree.kids(kid).any(|inner| tree.relation(inner) == "det" && tree.is(inner, &["no", "neither"]))
        }
        _ => false,
    })
}
