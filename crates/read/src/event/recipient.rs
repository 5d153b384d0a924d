//! To whom it is done: objects, what follows a preposition, what the verb governs; last a thing or a place further down.
//!
//! Invariant: a thing is marked as one, and only classes that say so have it. Cost: a few steps in the tree for each event.

use super::argument::Arguments;
use super::cast::{Cast, is_same, phrase};
use super::clause::{by, is_passive};
use super::tree::Tree;
use super::trigger::Told;
use dateline_lexicon::{EventClass, Part, Trigger};
use dateline_record::Participant;

/// So many of a class's prepositions also lead from further down: “talks in Orsa with Vell”.
const SURE: usize = 2;

/// Prepositions before those whom what is promised, asked or agreed concerns, the likeliest first.
const ANY: &[&str] = &["against", "with", "to", "on", "from", "for", "of", "into", "between", "over"];

/// Prepositions before a thing to which something is done.
const THINGS: &[&str] = &["against", "on", "of", "for", "into", "over", "to"];

/// Prepositions before a place that is whom it is done to, and before what names it.
const FAR: &[&str] =
    &["in", "at", "on", "to", "of", "for", "with", "against", "from", "into", "along", "across", "between", "near"];

/// Nothing further down is sought.
const DEEPEST: usize = 5;

/// Those to whom a verb does it; `patient` is its object, or the subject of a passive.
pub(super) fn of_verb(
    cast: &Cast,
    told: &Told,
    class: &EventClass,
    (patient, passive): (Option<usize>, bool),
    found: &mut Arguments,
) {
    let tree = cast.tree;
    let at = told.at;
    // “discussed the town with Vell”, “voted against Vell”
    if let Some(word) = told.after {
        found.recipients = after(cast, at, word, 1);
        if !found.recipients.is_empty() {
            return;
        }
    }
    // “awarded the Order of Orsa to Vell”: what is given is nobody, whatever it is called.
    let asked = patient.is_some() && patient == told.with && !told.itself;
    let direct = match patient {
        Some(one) if !asked => cast.those(one, true),
        _ => Vec::new(),
    };
    // “nobody was killed in the town”
    let nobody = passive && patient.is_some() && !asked && direct.is_empty();
    let within = |patient: usize| match (class.things, is_deed(cast, patient)) {
        // “condemned the attack on the town”: nothing is done to the town.
        (true, true) => authors(cast, patient, &["by", "from"]),
        (true, false) => authors(cast, patient, &["by", "from", "of"]),
        _ => inside(cast, patient, 0),
    };
    let own = match direct.is_empty() && !asked && !class.given {
        true => patient.map(within).unwrap_or_default(),
        false => direct,
    };
    // “sent troops to Orsa”, “imposed sanctions on Orsa”: who is behind the preposition, where the object has no name.
    if own.is_empty() && !nobody || class.given && own.iter().all(|one| one.name.is_none()) {
        let mut carriers = vec![at];
        // “condemned the attack on the town” again
        let mut behind = patient.or(told.with).filter(|one| !class.things || asked || !is_deed(cast, *one));
        while let Some(object) = behind.filter(|_| carriers.len() < 4) {
            carriers.push(object);
            behind = of(tree, object);
        }
        carriers.iter().for_each(|carrier| near(cast, *carrier, class, found));
        carriers.iter().for_each(|carrier| deeper(cast, *carrier, class, found));
        found.recipients.retain(|one| own.is_empty() || one.name.is_some());
    }
    if found.recipients.is_empty() {
        found.recipients = own;
    }
    if found.recipients.is_empty() && (asked || class.given) {
        found.recipients = patient.map(within).unwrap_or_default();
        found.recipients.retain(|one| !found.actors.iter().any(|own| is_same(own, one)));
    }
    let object = tree.kid(at, "iobj");
    found.recipients.extend(object.into_iter().flat_map(|one| cast.those(one, true)));
    let mut unnamed = Vec::new();
    if found.recipients.is_empty() {
        below(cast, at, class, found, (0, &mut unnamed));
    }
    if !nobody {
        at_last(cast, told, class, at, found);
    }
    if found.recipients.is_empty() {
        found.recipients = unnamed;
    }
}

/// Whether a word tells of a deed that somebody suffers: “attack”, “arrest”.
fn is_deed(cast: &Cast, at: usize) -> bool {
    let deed = |trigger: &Trigger| {
        let class = trigger.class.map(|class| &cast.events.classes()[usize::from(class)]);
        trigger.part == Part::Noun && class.is_some_and(|class| matches!(class.quad, 3 | 4))
    };
    cast.tree.tag(at) == "NOUN" && cast.events.triggers(&cast.tree.word(at).to_lowercase()).any(deed)
}

/// Those whose doing the phrase at `at` is: “Vell’s attack”, “the attack by Vell”, “the plan put forward by Vell”.
fn authors(cast: &Cast, at: usize, cases: &[&str]) -> Vec<Participant> {
    let tree = cast.tree;
    let did = |kid: &usize| match tree.relation(*kid) {
        "nmod:poss" | "compound" | "amod" | "nmod:desc" => tree.tag(*kid) != "PRON",
        "nmod" => tree.case(*kid).is_some_and(|case| tree.is(case, cases)),
        _ => false,
    };
    let own = tree.kids(at).filter(did).map(|kid| owner(cast, kid)).find(|all| !all.is_empty());
    own.unwrap_or_else(|| put_by(cast, at))
}

/// “the plan put forward by the council”
fn put_by(cast: &Cast, at: usize) -> Vec<Participant> {
    let tree = cast.tree;
    let put = |kid: &usize| tree.relation(*kid) == "acl" && is_passive(tree, *kid);
    let all = tree.kids(at).filter(put).filter_map(|kid| by(tree, kid)).map(|kid| cast.those(kid, false));
    all.into_iter().find(|all| !all.is_empty()).unwrap_or_default()
}

/// Where nobody is found: the thing to which it is done, or the place further down that it concerns.
pub(super) fn at_last(cast: &Cast, told: &Told, class: &EventClass, top: usize, found: &mut Arguments) {
    // “mud blocked the road”: only somebody does it to a thing.
    if found.recipients.is_empty() && class.things && !found.actors.is_empty() {
        found.recipients.extend(thing(cast, told, class));
    }
    // “allowed them to leave” gives nothing that a place could get.
    let far = class.far && (!class.given || told.with.is_some()) && !found.actors.is_empty();
    if found.recipients.is_empty() && far {
        found.recipients = further(cast, top, class, found);
    }
}

/// The thing to which something is done: “the bill” of “rejected the bill”, “voted against the bill”.
fn thing(cast: &Cast, told: &Told, class: &EventClass) -> Option<Participant> {
    let tree = cast.tree;
    let object = || match is_passive(tree, told.at) {
        true => cast.subject(told.at),
        false => super::clause::object(tree, told.at),
    };
    let behind = |at: usize, only: Option<&'static str>| {
        let fits = move |kid: &usize| {
            tree.case(*kid).is_some_and(|case| match only {
                Some(only) => tree.is(case, &[only]),
                None => tree.is(case, THINGS) && tree.is(case, &class.toward),
            })
        };
        phrases(tree, at).find(fits)
    };
    let own = match told.part {
        Part::Verb => told.after.and_then(|after| behind(told.at, Some(after))),
        _ => behind(told.at, None),
    };
    let direct = || {
        object().filter(|object| {
            (Some(*object) != told.with || told.itself) && (told.after.is_none() || tree.head(*object) == Some(told.at))
        })
    };
    let own = own.or_else(|| match told.part {
        Part::Verb => direct().or_else(|| told.with.and_then(|with| behind(with, None))),
        _ => None,
    })?;
    // “on Monday”, “of this year”, “many”, “what was said”
    let time = tree.word(own).ends_with("day") || tree.is(own, &["year", "month", "week", "years", "time"]);
    let is_thing = matches!(tree.tag(own), "NOUN" | "PROPN") && !time && tree.relation(own) != "obl:unmarked";
    let (first, last) = phrase(tree, own);
    let extent = tree.extent(first, last).filter(|_| is_thing)?;
    Some(Participant { thing: true, ..Participant::new(extent, None, None) })
}

/// The nearest name below a verb that is not the place of the deed itself: “agreed to a truce in the east”.
fn further(cast: &Cast, top: usize, class: &EventClass, found: &Arguments) -> Vec<Participant> {
    let tree = cast.tree;
    let mut level = vec![top];
    for depth in 0..DEEPEST {
        let mut next = Vec::new();
        for at in level {
            for kid in tree.kids(at).filter(|kid| *kid > top) {
                let relation = tree.relation(kid);
                let leads = match relation {
                    "obj" | "iobj" | "xcomp" | "ccomp" => true,
                    "acl" => is_passive(tree, kid) || is_infinitive(tree, kid),
                    "advcl" => is_infinitive(tree, kid),
                    "nmod:poss" | "compound" => at != top,
                    "nmod" | "obl" => tree.case(kid).is_some_and(|case| {
                        // “agreed in Orsa”: the place of the deed.
                        let there = at == top && !class.given && tree.is(case, &["in", "at", "near"]);
                        tree.is(case, FAR) && !there
                    }),
                    _ => false,
                };
                if leads {
                    next.push(kid);
                }
            }
        }
        for kid in &next {
            let all = cast.those(*kid, false);
            let named = |one: &Participant| {
                tree.tag(*kid) != "PRON"
                    && one.name.is_some()
                    && one.antecedent.is_none()
                    && !found.actors.iter().any(|own| is_same(own, one))
            };
            let fresh: Vec<Participant> = all.into_iter().filter(named).collect();
            if !fresh.is_empty() && (depth > 0 || tree.relation(*kid) != "compound") {
                return fresh;
            }
        }
        level = next;
    }
    Vec::new()
}

fn is_infinitive(tree: &Tree, at: usize) -> bool {
    tree.kids(at).any(|mark| tree.relation(mark) == "mark" && tree.is(mark, &["to"]))
}

/// Whom what a verb governs is done to: “demanded that Vell leave”, “agreed to send aid to the town”.
///
/// People without a name, whom it is done to if nobody else is found, go to `unnamed`.
fn below(
    cast: &Cast,
    at: usize,
    class: &EventClass,
    found: &mut Arguments,
    (steps, unnamed): (usize, &mut Vec<Participant>),
) {
    let tree = cast.tree;
    // “called on him to leave”, not “resumed ties after crowds had left”
    let governed = tree.kids(at).filter(|kid| match tree.relation(*kid) {
        "ccomp" | "xcomp" => true,
        // “held talks to honour the dead”
        "advcl" => is_infinitive(tree, *kid) && !class.mutual,
        _ => false,
    });
    for kid in governed.take(if steps < 3 { 4 } else { 0 }) {
        let slots = ["nsubj", "nsubj:pass", "obj", "iobj"].into_iter().filter_map(|relation| tree.kid(kid, relation));
        // “demanded that the government resign”
        let asked_of = |slot: usize| tree.relation(kid) == "ccomp" && slot < kid && !cast.those(slot, false).is_empty();
        for slot in slots {
            let (all, person) = (meant(cast, slot), cast.is_person(slot));
            let (fresh, rest): (Vec<Participant>, Vec<Participant>) = all
                .into_iter()
                .filter(|one| !found.actors.iter().any(|own| is_same(own, one)))
                .partition(|one| person || one.name.is_some() || asked_of(slot));
            if !fresh.is_empty() {
                found.recipients.extend(fresh);
                return;
            }
            if unnamed.is_empty() && cast.is_people(slot) {
                unnamed.extend(rest);
            }
        }
        toward(cast, kid, class, found);
        let objects = [Some(kid), tree.kid(kid, "obj")];
        for word in ANY {
            let found_one = objects
                .into_iter()
                .flatten()
                .map(|at| fresh(after(cast, at, word, 1), found))
                .find(|all| !all.is_empty());
            if let Some(all) = found_one.filter(|_| found.recipients.is_empty()) {
                found.recipients.extend(all.into_iter().filter(|one| one.name.is_some()));
            }
        }
        if found.recipients.is_empty() {
            below(cast, kid, class, found, (steps + 1, &mut *unnamed));
        }
        if !found.recipients.is_empty() {
            return;
        }
    }
}

/// “a state of emergency”: what a noun is of.
fn of(tree: &Tree, at: usize) -> Option<usize> {
    tree.kids(at)
        .find(|kid| tree.relation(*kid) == "nmod" && tree.case(*kid).is_some_and(|case| tree.is(case, &["of"])))
}

/// Those whom the phrase at `at` means, or those inside it; numbers stand for people.
fn meant(cast: &Cast, at: usize) -> Vec<Participant> {
    let own = cast.those(at, true);
    if own.is_empty() { inside(cast, at, 0) } else { own }
}

/// The same where numbers do not: “the accord of 1974”.
pub(super) fn named(cast: &Cast, at: usize) -> Vec<Participant> {
    let own = cast.those(at, false);
    if own.is_empty() { inside(cast, at, 0) } else { own }
}

/// Those after the prepositions of a verb or noun: near ones before those further down.
pub(super) fn toward(cast: &Cast, at: usize, class: &EventClass, found: &mut Arguments) {
    near(cast, at, class, found);
    deeper(cast, at, class, found);
}

/// Those after the prepositions of a verb or noun, the likeliest of the class first.
fn near(cast: &Cast, at: usize, class: &EventClass, found: &mut Arguments) {
    for word in &class.toward {
        if !found.recipients.is_empty() {
            return;
        }
        found.recipients = fresh(after(cast, at, word, 0), found);
    }
}

/// Those after the likeliest prepositions one step further down.
fn deeper(cast: &Cast, at: usize, class: &EventClass, found: &mut Arguments) {
    for word in class.toward.iter().take(SURE) {
        if !found.recipients.is_empty() {
            return;
        }
        let near = phrases(cast.tree, at);
        let further = near.flat_map(|kid| phrases(cast.tree, kid)).collect::<Vec<_>>();
        let found_one = phrases(cast.tree, at)
            .chain(further)
            .map(|kid| fresh(after(cast, kid, word, 1), found))
            .find(|all| !all.is_empty());
        found.recipients.extend(found_one.unwrap_or_default());
    }
}

/// Those who do not do it themselves.
fn fresh(mut all: Vec<Participant>, found: &Arguments) -> Vec<Participant> {
    all.retain(|one| !found.actors.iter().any(|own| is_same(own, one)));
    all
}

/// Those after one preposition of a verb or noun.
pub(super) fn after(cast: &Cast, at: usize, word: &str, least: usize) -> Vec<Participant> {
    let tree = cast.tree;
    let all = phrases(tree, at).filter(|kid| tree.case(*kid).is_some_and(|case| tree.is(case, &[word])));
    let named = |kid| if least == 0 { named(cast, kid) } else { cast.those(kid, false) };
    all.map(named).find(|all| !all.is_empty()).unwrap_or_default()
}

/// The phrases that hang on a word behind a preposition, or are joined to it.
fn phrases<'a>(tree: &'a Tree, at: usize) -> impl Iterator<Item = usize> + use<'a> {
    tree.kids(at).filter(move |kid| {
        *kid > at
            && (tree.relation(*kid).starts_with("obl") || matches!(tree.relation(*kid), "nmod" | "conj"))
            && tree.tag(*kid) != "VERB"
    })
}

/// “Vell’s plan”, “the decision of the council”, “the Orsan ship”: whose it is.
fn inside(cast: &Cast, at: usize, steps: usize) -> Vec<Participant> {
    let tree = cast.tree;
    let apart = &["in", "at", "near", "since", "during", "after", "before"];
    let owns = |kid: &usize| {
        matches!(tree.relation(*kid), "nmod:poss" | "nmod" | "compound" | "amod" | "nmod:desc")
            && tree.case(*kid).is_none_or(|case| !tree.is(case, apart))
            // “its demand”: somebody told of already.
            && !(tree.relation(*kid) == "nmod:poss" && tree.tag(*kid) == "PRON")
    };
    let near = tree.kids(at).filter(owns).map(|kid| owner(cast, kid)).find(|all| !all.is_empty());
    let near = near.or_else(|| Some(put_by(cast, at)).filter(|all| !all.is_empty()));
    near.unwrap_or_else(|| {
        let deeper = tree.kids(at).filter(owns).filter(|_| steps < 3);
        deeper.map(|kid| inside(cast, kid, steps + 1)).find(|all| !all.is_empty()).unwrap_or_default()
    })
}

/// Those who own what the word at `at` describes; “military aid” and “migrant crisis” are nobody's.
pub(super) fn owner(cast: &Cast, at: usize) -> Vec<Participant> {
    let mut all = cast.those(at, false);
    if matches!(cast.tree.relation(at), "compound" | "amod") {
        all.retain(|one| one.name.is_some());
    }
    all
}
