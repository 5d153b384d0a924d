//! Who did it, and to whom: from subjects, objects, owners and what follows a preposition.
//!
//! Invariant: who takes part is somebody: a name, a body, people; things are none. Each of several joined stands alone.
//! Cost: a few steps in the tree for each event.

use super::tree::Tree;
use super::trigger::Told;
use crate::view::View;
use dateline_lexicon::{Classes, EventClass, Part};
use dateline_record::{EntityType, Form, Mention, Participant};

/// Who is in the document.
pub(super) struct Cast<'a> {
    pub view: &'a View<'a>,
    pub tree: &'a Tree<'a>,
    pub mentions: &'a [Mention],
}

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

/// Classes whose actors are all those who take part.
const MUTUAL: &[&str] = &["AGREE", "CONSULT", "COOPERATE"];

/// Classes that nobody does.
const NOBODYS: &[&str] = &["DEATH", "ACCIDENT", "DISASTER"];

/// Classes whose object is what is given, sent or taken away.
const GIVEN: &[&str] = &["AID", "MOBILIZE", "SANCTION", "RETREAT", "CONCEDE", "COOPERATE"];

/// More than these steps up no subject is looked for.
const HIGHEST: usize = 6;

/// The arguments of an event.
pub(super) fn of(cast: &Cast, told: &Told, class: &EventClass) -> Arguments {
    let mut found = Arguments::default();
    match told.part {
        Part::Verb | Part::Adjective => verb(cast, told, class, &mut found),
        Part::Noun => noun(cast, told, class, &mut found),
    }
    if NOBODYS.contains(&class.name) {
        found.actors.clear();
    }
    if MUTUAL.contains(&class.name) && told.mode.is_none() && found.actors.is_empty() {
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
        true => (by(tree, at), subject(tree, at, 0)),
        false => (subject(tree, at, 0), object(tree, at)),
    };
    if told.part == Part::Adjective {
        let who = subject(tree, at, 0);
        found.recipients.extend(who.into_iter().flat_map(|one| cast.those(one, true)));
        return;
    }
    found.actors.extend(actor.into_iter().flat_map(|one| cast.those(one, false)));
    // “sent troops to Orsa”, “imposed sanctions on Orsa”: who is behind the preposition, where the object has no name.
    let own = patient.map(|one| meant(cast, one)).unwrap_or_default();
    if own.is_empty() || GIVEN.contains(&class.name) && own.iter().all(|one| one.name.is_none()) {
        toward(cast, at, class, found);
        if let Some(object) = patient.filter(|_| found.recipients.is_empty()) {
            toward(cast, object, class, found);
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
    let governed = tree.kids(at).filter(|kid| matches!(tree.relation(*kid), "ccomp" | "xcomp" | "advcl"));
    for kid in governed.take(if steps < 3 { 4 } else { 0 }) {
        let slots = ["nsubj", "nsubj:pass", "obj", "iobj"].into_iter().filter_map(|relation| tree.kid(kid, relation));
        for slot in slots {
            let all = meant(cast, slot);
            let fresh: Vec<Participant> =
                all.into_iter().filter(|one| !found.actors.iter().any(|own| is_same(own, one))).collect();
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

/// Whether two stand for one: “Vell … he”.
fn is_same(one: &Participant, other: &Participant) -> bool {
    one == other || one.referent.is_some() && one.referent == other.referent
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

/// Those after the prepositions of a verb or noun: after the likeliest of the class first.
fn toward(cast: &Cast, at: usize, class: &EventClass, found: &mut Arguments) {
    let tree = cast.tree;
    for word in &class.toward {
        for kid in tree.kids(at) {
            let leads = tree.relation(kid).starts_with("obl") || tree.relation(kid) == "nmod";
            if !leads || !tree.case(kid).is_some_and(|case| tree.is(case, &[word])) {
                continue;
            }
            let all = named(cast, kid);
            if !all.is_empty() {
                found.recipients.extend(all);
                return;
            }
        }
    }
}

/// “Vell’s plan”, “the decision of the council”: whose it is.
fn inside(cast: &Cast, at: usize, steps: usize) -> Vec<Participant> {
    let tree = cast.tree;
    let apart = &["in", "at", "near", "since", "during", "after", "before", "by"];
    let owns = |kid: &usize| {
        matches!(tree.relation(*kid), "nmod:poss" | "nmod" | "compound" | "amod" | "nmod:desc")
            && tree.case(*kid).is_none_or(|case| !tree.is(case, apart))
    };
    // “its demand”: somebody told of already.
    let owns = |kid: &usize| owns(kid) && !(tree.relation(*kid) == "nmod:poss" && tree.tag(*kid) == "PRON");
    let near = tree.kids(at).filter(owns).map(|kid| cast.those(kid, false)).find(|all| !all.is_empty());
    near.unwrap_or_else(|| {
        let deeper = tree.kids(at).filter(owns).filter(|_| steps < 3);
        deeper.map(|kid| inside(cast, kid, steps + 1)).find(|all| !all.is_empty()).unwrap_or_default()
    })
}

fn noun(cast: &Cast, told: &Told, class: &EventClass, found: &mut Arguments) {
    let tree = cast.tree;
    let (at, light) = (told.at, told.light);
    if let Some(verb) = light.filter(|verb| !is_passive(tree, *verb)) {
        found.actors.extend(subject(tree, verb, 0).into_iter().flat_map(|one| cast.those(one, false)));
    } else if let Some(verb) = light {
        found.actors.extend(by(tree, verb).into_iter().flat_map(|one| cast.those(one, false)));
    }
    for kid in tree.kids(at) {
        let relation = tree.relation(kid);
        let case = tree.case(kid);
        let is = |words: &[&str]| case.is_some_and(|case| tree.is(case, words));
        match relation {
            "nmod:poss" | "compound" | "amod" | "nmod:desc" if found.actors.is_empty() => {
                found.actors.extend(cast.those(kid, false));
            }
            "nmod" if is(&["by"]) => found.actors.extend(cast.those(kid, false)),
            "nmod" if is(&["between", "among"]) => found.recipients.extend(cast.those(kid, false)),
            "nmod" if is(&["of", "against", "on", "with", "to", "from", "for"]) => {
                found.recipients.extend(named(cast, kid));
            }
            _ => {}
        }
    }
    if let Some(verb) = light.filter(|_| found.recipients.is_empty()) {
        toward(cast, verb, class, found);
    }
}

/// Whether a verb is in the passive, or a participle that hangs on a noun.
fn is_passive(tree: &Tree, at: usize) -> bool {
    tree.kids(at).any(|kid| matches!(tree.relation(kid), "nsubj:pass" | "aux:pass" | "obl:agent"))
        || tree.fine(at) == "VBN" && tree.relation(at) == "acl" && tree.kid(at, "obj").is_none()
        || tree.relation(at) == "conj"
            && tree.fine(at) == "VBN"
            && !tree.kids(at).any(|kid| matches!(tree.relation(kid), "nsubj" | "aux"))
            && tree.head(at).is_some_and(|head| head < at && is_passive(tree, head))
}

/// Who does what a passive verb tells: “by …”.
fn by(tree: &Tree, at: usize) -> Option<usize> {
    tree.kids(at).find(|kid| {
        tree.relation(*kid) == "obl:agent"
            || tree.relation(*kid) == "obl" && tree.case(*kid).is_some_and(|case| tree.is(case, &["by"]))
    })
}

/// The object of a verb, or the noun that its relative clause is about.
fn object(tree: &Tree, at: usize) -> Option<usize> {
    if let Some(own) = tree.kid(at, "obj") {
        return match tree.is(own, &["who", "whom", "which", "that"]) {
            true => tree.head(at).filter(|_| tree.relation(at) == "acl:relcl"),
            false => Some(own),
        };
    }
    let about = tree.relation(at) == "acl:relcl"
        && tree.kids(at).any(|kid| tree.relation(kid) == "nsubj" && !tree.is(kid, &["who", "which", "that"]));
    tree.head(at).filter(|_| about)
}

/// The subject of a verb: its own, that of the verb it is joined to, or whoever a governing verb gives it.
pub(super) fn subject(tree: &Tree, at: usize, steps: usize) -> Option<usize> {
    let own = tree.kids(at).find(|kid| matches!(tree.relation(*kid), "nsubj" | "nsubj:pass" | "csubj"));
    let head = tree.head(at).filter(|_| steps < HIGHEST);
    match own {
        Some(own) if tree.relation(at) == "acl:relcl" && tree.is(own, &["who", "which", "that"]) => return head,
        Some(own) => return Some(own),
        None => {}
    }
    let head = head?;
    match tree.relation(at) {
        "conj" if head < at => subject(tree, head, steps + 1),
        // “urged Vell to leave”: Vell; “vowed to leave”: who vowed.
        "xcomp" => tree.kid(head, "obj").or_else(|| tree.kid(head, "iobj")).or_else(|| subject(tree, head, steps + 1)),
        // “called on the council to leave”: the council.
        "advcl" | "parataxis" if tree.fine(at) != "VBN" => {
            let called = || {
                tree.kids(head).find(|kid| {
                    tree.relation(*kid) == "obl"
                        && *kid < at
                        && tree.case(*kid).is_some_and(|case| tree.is(case, &["on", "upon"]))
                })
            };
            let infinitive = tree.kids(at).any(|kid| tree.relation(kid) == "mark" && tree.is(kid, &["to"]));
            called()
                .filter(|_| infinitive && tree.is(head, &["call", "calls", "called", "calling"]))
                .or_else(|| subject(tree, head, steps + 1))
        }
        // “Vell’s plan to leave”, “has plans to leave”
        "acl" if tree.kids(at).any(|kid| tree.relation(kid) == "mark" && tree.is(kid, &["to"])) => {
            let owner =
                tree.kids(head).find(|kid| matches!(tree.relation(*kid), "nmod:poss" | "compound" | "nmod:desc"));
            let above = || tree.head(head).filter(|_| tree.relation(head) == "obj");
            owner.or_else(|| above().and_then(|verb| subject(tree, verb, steps + 1)))
        }
        "acl" | "acl:relcl" => Some(head),
        _ => None,
    }
}

impl Cast<'_> {
    /// Those who are meant by the phrase at `at` and those joined to it; `counted` lets numbers stand for people.
    pub fn those(&self, at: usize, counted: bool) -> Vec<Participant> {
        let joined = self.tree.kids(at).filter(|kid| self.tree.relation(*kid) == "conj");
        let mut all: Vec<Participant> = Vec::new();
        for one in std::iter::once(at).chain(joined) {
            let Some(who) = self.somebody(one, counted) else { continue };
            if !all.contains(&who) {
                all.push(who);
            }
        }
        all
    }

    /// Whoever the phrase at `at` means, if it means somebody.
    fn somebody(&self, at: usize, counted: bool) -> Option<Participant> {
        let tree = self.tree;
        let own = tree.words.get(at)?.range();
        let before = self.mentions.partition_point(|mention| mention.extent.start() <= own.start);
        let covers = |mention: &&Mention| mention.extent.start() <= own.start && own.end <= mention.extent.end();
        let near = self.mentions[before.saturating_sub(12)..before].iter().filter(covers);
        let mention =
            near.min_by_key(|mention| (mention.form != Form::Name, mention.extent.end() - mention.extent.start()));
        let agent = mention.is_some_and(|mention| {
            matches!(mention.form, Form::Pronoun)
                || matches!(
                    mention.entity_type,
                    EntityType::Person | EntityType::Organisation | EntityType::Place | EntityType::Group
                )
        });
        let token = self.view.tokens.partition_point(|token| (token.end as usize) <= own.start);
        let people = Classes::ROLE | Classes::COLLECTIVE | Classes::UNNAMED | Classes::TITLE | Classes::PERSON;
        let listed = self.view.any(token, people) && matches!(tree.tag(at), "NOUN" | "PROPN" | "ADJ");
        let pronoun = tree.tag(at) == "PRON"
            && tree
                .is(at, &["he", "she", "they", "we", "i", "him", "her", "them", "us", "me", "others", "many", "some"])
            && tree.relation(at) != "nmod:poss";
        let number = counted && tree.tag(at) == "NUM" && mention.is_none();
        if !agent && !listed && !number && !pronoun {
            return None;
        }
        let (first, last) = phrase(tree, at);
        let extent = tree.extent(first, last)?;
        let extent =
            mention.filter(|mention| mention.form == Form::Name).map_or(extent, |mention| extent.hull(mention.extent));
        Some(Participant {
            extent,
            name: mention.and_then(|mention| mention.name.clone()),
            referent: mention.and_then(|mention| mention.referent),
        })
    }
}

/// The words of a phrase: its head with what describes it, without clauses and what is joined.
fn phrase(tree: &Tree, at: usize) -> (usize, usize) {
    let (mut first, mut last) = (at, at);
    for kid in tree.kids(at) {
        let inside = match tree.relation(kid) {
            "det" | "amod" | "compound" | "flat" | "nummod" | "nmod:desc" | "nmod:poss" | "fixed" | "det:predet"
            | "goeswith" => true,
            "advmod" => kid < at,
            "nmod" => tree.case(kid).is_some_and(|case| tree.is(case, &["of"])),
            _ => false,
        };
        if inside {
            let (start, end) = phrase(tree, kid);
            let start = tree.case(kid).map_or(start, |case| case.min(start));
            first = first.min(start);
            last = last.max(end);
        }
        // “Vell’s ship”: the mark of the owner.
        if tree.relation(kid) == "case" && kid > at && tree.relation(at) == "nmod:poss" {
            last = last.max(kid.min(at));
        }
    }
    (first, last)
}
