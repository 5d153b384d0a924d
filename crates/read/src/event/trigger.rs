//! Which words tell of an event.
//!
//! Invariant: at most one event a word; a verb with its noun (“held talks”) is one. Cost: a look-up a verb, noun or adjective.

use super::cast::Cast;
use super::tree::Tree;
use dateline_lexicon::{Events, Part, Trigger};

/// A word that tells of an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Told {
    pub at: usize,
    /// A place in the classes of the lists.
    pub class: u8,
    pub mode: Option<&'static str>,
    pub part: Part,
    /// The particle or preposition that its list asks for: “against” of “voted against”.
    pub after: Option<&'static str>,
    /// The object that its list asks for: “talks” of “held talks”.
    pub with: Option<usize>,
    /// That object is whom it is done to: “the base” of “hit the base”.
    pub itself: bool,
    /// The verb that lends a noun its subject: “staged” of “staged a protest”.
    pub light: Option<usize>,
}

/// The events that words of the text tell of, in order.
pub(super) fn find(cast: &Cast, events: &Events) -> Vec<Told> {
    let tree = cast.tree;
    let mut found: Vec<Told> = Vec::new();
    let mut lower = String::new();
    for at in 0..tree.len() {
        let part = match tree.tag(at) {
            "VERB" => Part::Verb,
            // “would free them”, where “free” was taken for an adjective
            "ADJ" | "NOUN" if matches!(tree.fine(at), "VB" | "VBD" | "VBZ" | "VBP") => Part::Verb,
            "NOUN" => Part::Noun,
            "ADJ" => Part::Adjective,
            _ => continue,
        };
        lower.clear();
        lower.extend(tree.word(at).chars().flat_map(char::to_lowercase));
        let fits = |trigger: &&Trigger| trigger.part == part && fit(cast, at, trigger).is_some();
        let Some(trigger) = events.triggers(&lower).find(fits) else { continue };
        let Some(class) = trigger.class else { continue };
        // “a banned group”, “the occupied bank”: what it is, not what happened.
        if part == Part::Verb && tree.relation(at) == "amod" {
            continue;
        }
        if part == Part::Adjective && !is_predicate(tree, at) || part == Part::Noun && is_modifier(tree, at) {
            continue;
        }
        let with = fit(cast, at, trigger).flatten();
        let light = light_verb(tree, events, at).filter(|_| part == Part::Noun);
        found.push(Told {
            at,
            class,
            mode: trigger.mode,
            part,
            after: trigger.after,
            with,
            itself: trigger.itself,
            light,
        });
    }
    // “held talks”: the verb tells it.
    let doubled: Vec<usize> = found.iter().filter_map(|one| one.with.filter(|_| one.part == Part::Verb)).collect();
    found.retain(|one| one.part == Part::Verb || !doubled.contains(&one.at));
    found
}

/// Whether the word is used as the trigger asks, and with which object.
#[expect(clippy::option_option, reason = "no fit, a fit, a fit with an object")]
fn fit(cast: &Cast, at: usize, trigger: &Trigger) -> Option<Option<usize>> {
    let tree = cast.tree;
    if let Some(after) = trigger.after {
        let is_after = |kid: usize| tree.word(kid).eq_ignore_ascii_case(after);
        let beside = at + 1 < tree.len() && is_after(at + 1);
        let hangs = || {
            tree.kids(at).any(|kid| {
                matches!(tree.relation(kid), "compound:prt" | "advmod") && is_after(kid)
                    || tree.relation(kid).starts_with("obl")
                        && tree.case(kid).is_some_and(is_after)
                        && !is_day(tree, kid)
            })
        };
        if !beside && !hangs() {
            return None;
        }
    }
    if trigger.with.is_empty() {
        return Some(None);
    }
    let asked = |kid: &usize| {
        trigger.with.iter().any(|noun| match noun.as_str() {
            "@who" => !cast.those(*kid, true).is_empty(),
            // “said that Vell must leave”
            "@must" => tree.relation(*kid) == "ccomp" && is_due(cast, *kid),
            // “gave the painting to”: whatever is no somebody.
            "@thing" => tree.relation(*kid) == "obj" && tree.tag(*kid) == "NOUN" && cast.those(*kid, true).is_empty(),
            // “asked to help” gives no help.
            noun => noun.eq_ignore_ascii_case(tree.word(*kid)) && tree.tag(*kid) != "VERB",
        })
    };
    let object = |kid: &usize| match trigger.part {
        // “captured them at a school”: the school is not whom it is done to.
        Part::Verb if trigger.itself && trigger.with.iter().all(|noun| noun != "@who") => {
            matches!(tree.relation(*kid), "obj" | "nsubj:pass")
        }
        Part::Verb => {
            matches!(tree.relation(*kid), "obj" | "obl" | "xcomp" | "nsubj:pass" | "ccomp" | "obl:unmarked" | "conj")
        }
        _ => matches!(tree.relation(*kid), "nmod" | "compound" | "amod" | "nmod:poss" | "nmod:desc"),
    };
    // “the talks that they held”, “sanctions imposed on”
    let about = || tree.head(at).filter(|_| trigger.part == Part::Verb && tree.relation(at).starts_with("acl"));
    let alone = || {
        let subject = tree.kid(at, "nsubj").filter(|_| trigger.part == Part::Verb);
        // “strikes went on” is not “went on strike”.
        subject.filter(|_| {
            trigger.after.is_none() && tree.kid(at, "obj").is_none() && !trigger.with.iter().any(|noun| noun == "@who")
        })
    };
    let own = tree.kids(at).filter(object).find(asked);
    let found = own.or_else(|| about().filter(asked)).or_else(|| alone().filter(asked))?;
    Some(Some(found))
}

/// “Vell must leave”: a clause that tells somebody called by name what to do.
fn is_due(cast: &Cast, at: usize) -> bool {
    let tree = cast.tree;
    let must = |kid: usize| tree.relation(kid) == "aux" && tree.is(kid, &["must"]);
    let who = || tree.kid(at, "nsubj").into_iter().flat_map(|who| cast.those(who, false));
    tree.kids(at).any(must) && who().any(|one| one.name.is_some() && one.antecedent.is_none())
}

/// “called Vell on Friday”
fn is_day(tree: &Tree, at: usize) -> bool {
    tree.word(at).ends_with("day")
}

/// “Five are dead”, “left five dead”, not “the dead sea”.
fn is_predicate(tree: &Tree, at: usize) -> bool {
    tree.kid(at, "cop").is_some() || matches!(tree.relation(at), "xcomp" | "root" | "conj" | "advcl")
}

/// “attack aircraft”, “peace talks venue”: part of another noun.
fn is_modifier(tree: &Tree, at: usize) -> bool {
    tree.relation(at).starts_with("compound")
}

/// The verb of which a noun is the object, where it is one that lends its subject.
fn light_verb(tree: &Tree, events: &Events, at: usize) -> Option<usize> {
    // “ordered the arrest and detention of Vell”
    let first = tree.head(at).filter(|first| tree.relation(at) == "conj" && *first < at).unwrap_or(at);
    let head = tree.head(first).filter(|_| matches!(tree.relation(first), "obj" | "nsubj:pass"))?;
    let lower = tree.word(head).to_lowercase();
    (events.is_light(&lower) || events.is_borne(&lower)).then_some(head)
}
