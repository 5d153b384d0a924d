//! Who did it, and to whom: from subjects, objects, owners and what follows a preposition.
//!
//! Invariant: who takes part is somebody: a name, a body, people; things are none. Each of several joined stands alone.
//! Cost: a few steps in the tree for each event.

use super::cast::{Cast, is_same};
use super::clause::{by, is_passive, object};
use super::tree::Tree;
use super::trigger::Told;
use dateline_lexicon::{EventClass, Part};
use dateline_record::Participant;

/// Who takes part.
#[derive(Default)]
pub(super) struct Arguments {
    pub actors: Vec<Participant>,
    pub recipients: Vec<Participant>,
}

impl Arguments {
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.recipients.is_empty()
    }
}

/// So many of a class's prepositions also lead from further down: “talks in Orsa with Vell”.
const SURE: usize = 2;

/// The arguments of an event.
pub(super) fn find(cast: &Cast, told: &Told, class: &EventClass) -> Arguments {
    let mut found = Arguments::default();
    match told.part {
        Part::Verb | Part::Adjective => verb(cast, told, class, &mut found),
        Part::Noun => noun(cast, told, class, &mut found),
    }
    if class.undergone {
        found.actors.clear();
    }
    if class.mutual && told.mode.is_none() && found.actors.is_empty() {
        found.actors.append(&mut found.recipients);
    }
    found.recipients.retain(|one| !found.actors.iter().any(|own| is_same(own, one)));
    found
}

fn verb(cast: &Cast, told: &Told, class: &EventClass, found: &mut Arguments) {
    let tree = cast.tree;
    let at = told.at;
    let passive = is_passive(tree, at);
    let (actor, patient) = match passive {
        true => (by(tree, at), cast.subject(at)),
        false => (cast.subject(at), object(tree, at)),
    };
    if told.part == Part::Adjective {
        let who = cast.subject(at);
        found.recipients.extend(who.into_iter().flat_map(|one| cast.those(one, true)));
        return;
    }
    found.actors.extend(actor.into_iter().flat_map(|one| done_by(cast, one)));
    // “sent troops to Orsa”, “imposed sanctions on Orsa”: who is behind the preposition, where the object has no name.
    let own = patient.map(|one| meant(cast, one)).unwrap_or_default();
    // “nobody was killed in the town”
    let nobody = passive && patient.is_some() && patient != told.with && own.is_empty();
    if own.is_empty() && !nobody || class.given && own.iter().all(|one| one.name.is_none()) {
        toward(cast, at, class, found);
        let mut behind = patient;
        while let Some(object) = behind.filter(|_| found.recipients.is_empty()) {
            toward(cast, object, class, found);
            behind = of(tree, object);
        }
        found.recipients.retain(|one| own.is_empty() || one.name.is_some());
    }
    if found.recipients.is_empty() {
        found.recipients = own;
    }
    let object = tree.kid(at, "iobj");
    found.recipients.extend(object.into_iter().flat_map(|one| cast.those(one, true)));
    if found.recipients.is_empty() {
        below(cast, at, class, found, 0);
    }
}

/// Whom what a verb governs is done to: “demanded that Vell leave”, “agreed to send aid to the town”.
fn below(cast: &Cast, at: usize, class: &EventClass, found: &mut Arguments, steps: usize) {
    let tree = cast.tree;
    // “called on him to leave”, not “resumed ties after crowds had left”
    let to = |kid: usize| tree.kids(kid).any(|mark| tree.relation(mark) == "mark" && tree.is(mark, &["to"]));
    let governed = tree.kids(at).filter(|kid| match tree.relation(*kid) {
        "ccomp" | "xcomp" => true,
        "advcl" => to(*kid),
        _ => false,
    });
    for kid in governed.take(if steps < 3 { 4 } else { 0 }) {
        let slots = ["nsubj", "nsubj:pass", "obj", "iobj"].into_iter().filter_map(|relation| tree.kid(kid, relation));
        for slot in slots {
            let (all, person) = (meant(cast, slot), cast.is_person(slot));
            let fresh: Vec<Participant> = all
                .into_iter()
                .filter(|one| (person || one.name.is_some()) && !found.actors.iter().any(|own| is_same(own, one)))
                .collect();
            if !fresh.is_empty() {
                found.recipients.extend(fresh);
                return;
            }
        }
        toward(cast, kid, class, found);
        if found.recipients.is_empty() {
            below(cast, kid, class, found, steps + 1);
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

/// Those who do what the phrase at `at` is the subject of; of “Orsan warplanes” those whose they are.
fn done_by(cast: &Cast, at: usize) -> Vec<Participant> {
    let tree = cast.tree;
    let own = cast.those(at, false);
    if !own.is_empty() {
        return own;
    }
    let owns = |kid: &usize| matches!(tree.relation(*kid), "nmod:poss" | "compound" | "amod" | "nmod:desc");
    tree.kids(at).filter(owns).map(|kid| owner(cast, kid)).find(|all| !all.is_empty()).unwrap_or_default()
}

/// Those whom the phrase at `at` means, or those inside it; numbers stand for people.
fn meant(cast: &Cast, at: usize) -> Vec<Participant> {
    let own = cast.those(at, true);
    if own.is_empty() { inside(cast, at, 0) } else { own }
}

/// The same where numbers do not: “the accord of 1974”.
fn named(cast: &Cast, at: usize) -> Vec<Participant> {
    let own = cast.those(at, false);
    if own.is_empty() { inside(cast, at, 0) } else { own }
}

/// Those after the prepositions of a verb or noun: after the likeliest of the class first, near ones before those further down.
fn toward(cast: &Cast, at: usize, class: &EventClass, found: &mut Arguments) {
    for word in &class.toward {
        let all = after(cast, at, word, 0);
        if !all.is_empty() {
            found.recipients.extend(all);
            return;
        }
    }
    for word in class.toward.iter().take(SURE) {
        let near = phrases(cast.tree, at);
        let deeper = near.flat_map(|kid| phrases(cast.tree, kid)).collect::<Vec<_>>();
        let found_one =
            phrases(cast.tree, at).chain(deeper).map(|kid| after(cast, kid, word, 1)).find(|all| !all.is_empty());
        if let Some(all) = found_one {
            found.recipients.extend(all);
            return;
        }
    }
}

/// Those after one preposition of a verb or noun.
fn after(cast: &Cast, at: usize, word: &str, least: usize) -> Vec<Participant> {
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
    // “the plan put forward by the council”
    let put = |kid: &usize| tree.relation(*kid) == "acl" && is_passive(tree, *kid);
    let authors = || tree.kids(at).filter(put).filter_map(|kid| by(tree, kid)).map(|kid| cast.those(kid, false));
    let near = near.or_else(|| authors().find(|all| !all.is_empty()));
    near.unwrap_or_else(|| {
        let deeper = tree.kids(at).filter(owns).filter(|_| steps < 3);
        deeper.map(|kid| inside(cast, kid, steps + 1)).find(|all| !all.is_empty()).unwrap_or_default()
    })
}

/// Those who own what the word at `at` describes; “military aid” and “migrant crisis” are nobody's.
fn owner(cast: &Cast, at: usize) -> Vec<Participant> {
    let mut all = cast.those(at, false);
    if matches!(cast.tree.relation(at), "compound" | "amod") {
        all.retain(|one| one.name.is_some());
    }
    all
}

fn noun(cast: &Cast, told: &Told, class: &EventClass, found: &mut Arguments) {
    let tree = cast.tree;
    let (at, light) = (told.at, told.light);
    if let Some(verb) = light.filter(|verb| !is_passive(tree, *verb)) {
        found.actors.extend(cast.subject(verb).into_iter().flat_map(|one| cast.those(one, false)));
    } else if let Some(verb) = light {
        found.actors.extend(by(tree, verb).into_iter().flat_map(|one| cast.those(one, false)));
    }
    for kid in tree.kids(at) {
        let relation = tree.relation(kid);
        let case = tree.case(kid);
        let is = |words: &[&str]| case.is_some_and(|case| tree.is(case, words));
        match relation {
            "nmod:poss" | "compound" | "amod" | "nmod:desc" if found.actors.is_empty() => {
                found.actors.extend(owner(cast, kid));
            }
            "nmod" if is(&["by"]) => found.actors.extend(cast.those(kid, false)),
            "nmod" if is(&["between", "among"]) => found.recipients.extend(cast.those(kid, false)),
            "nmod" if is(&["of", "against", "on", "with", "to", "from", "for"]) || is(&class.toward) => {
                found.recipients.extend(named(cast, kid));
            }
            _ => {}
        }
    }
    if let Some(verb) = light.filter(|_| found.recipients.is_empty()) {
        toward(cast, verb, class, found);
    }
}
