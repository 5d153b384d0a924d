//! Who did it, and to whom: from subjects, objects and owners.
//!
//! Invariant: who acts is somebody: a name, a body, people. Each of several joined stands alone.
//! Cost: a few steps in the tree for each event.

use super::cast::{Cast, is_same};
use super::clause::{by, is_passive, object};
use super::recipient::{self, named, owner, toward};
use super::trigger::Told;
use dateline_lexicon::{EventClass, Part};
use dateline_record::{EntityType, Form, Participant};

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
    // “put out a report accusing Vell”: whoever put it out.
    let head = tree.head(at).filter(|head| tree.relation(at) == "acl" && !passive && tree.relation(*head) == "obj");
    if let Some(verb) = head.and_then(|head| tree.head(head)).filter(|_| found.actors.is_empty()) {
        found.actors.extend(cast.subject(verb).into_iter().flat_map(|one| done_by(cast, one)));
    }
    recipient::of_verb(cast, told, class, (patient, passive), found);
}

/// Those who do what the phrase at `at` is the subject of; of “Orsan warplanes”, “fighters of the Orsan Front”, “rockets fired by the Front”
/// and “shelling by the Front” those whose they are.
fn done_by(cast: &Cast, at: usize) -> Vec<Participant> {
    let tree = cast.tree;
    let own = cast.those(at, false);
    let is_named = own.iter().any(|one| one.name.is_some());
    let whose = if is_named { Vec::new() } else { whose(cast, at, !own.is_empty()) };
    if !whose.is_empty() {
        return whose;
    }
    if !own.is_empty() {
        return own;
    }
    let owns = |kid: &usize| matches!(tree.relation(*kid), "nmod:poss" | "compound" | "amod" | "nmod:desc");
    tree.kids(at).filter(owns).map(|kid| owner(cast, kid)).find(|all| !all.is_empty()).unwrap_or_default()
}

/// The body, by name, of which several people or a deed at `at` are.
fn whose(cast: &Cast, at: usize, is_somebody: bool) -> Vec<Participant> {
    let tree = cast.tree;
    let word = tree.word(at).to_lowercase();
    let several = word.ends_with('s') || word.ends_with("men");
    let of = |kid: usize| -> Vec<Participant> {
        let case = tree.case(kid);
        let is = |words: &[&str]| case.is_some_and(|case| tree.is(case, words));
        match tree.relation(kid) {
            "nmod" if several && is(&["of", "from"]) => bodies(cast, kid),
            "nmod" if !is_somebody && is(&["by"]) => cast.those(kid, false),
            "acl" if !is_somebody => by(tree, kid).into_iter().flat_map(|one| cast.those(one, false)).collect(),
            _ => Vec::new(),
        }
    };
    let mut all = tree.kids(at).map(of).find(|all| !all.is_empty()).unwrap_or_default();
    all.retain(|one| one.name.is_some());
    all
}

/// Those at `at` that are organisations or groups.
fn bodies(cast: &Cast, at: usize) -> Vec<Participant> {
    let is_body = |one: &Participant| {
        let own = cast.mentions.iter().find(|mention| {
            mention.form == Form::Name
                && mention.extent.start() < one.extent.end()
                && one.extent.start() < mention.extent.end()
        });
        own.is_some_and(|own| matches!(own.entity_type, EntityType::Organisation | EntityType::Group))
    };
    cast.those(at, false).into_iter().filter(is_body).collect()
}

fn noun(cast: &Cast, told: &Told, class: &EventClass, found: &mut Arguments) {
    let tree = cast.tree;
    let (at, light) = (told.at, told.light);
    // “faced criticism from the council”
    let borne = light.filter(|verb| cast.events.is_borne(&tree.word(*verb).to_lowercase()));
    if let Some(verb) = borne.filter(|verb| !is_passive(tree, *verb)) {
        let from = |at: usize| recipient::after(cast, at, "from", 0);
        found.actors.extend([at, verb].into_iter().map(from).find(|all| !all.is_empty()).unwrap_or_default());
        found.recipients.extend(cast.subject(verb).into_iter().flat_map(|one| cast.those(one, true)));
    } else if let Some(verb) = light.filter(|verb| !is_passive(tree, *verb)) {
        found.actors.extend(cast.subject(verb).into_iter().flat_map(|one| done_by(cast, one)));
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
            "nmod" if borne.is_some() && is(&["from"]) => {}
            "nmod" if is(&["of", "against", "on", "with", "to", "from", "for"]) || is(&class.toward) => {
                found.recipients.extend(named(cast, kid));
            }
            _ => {}
        }
    }
    if let Some(verb) = light.filter(|_| found.recipients.is_empty()) {
        toward(cast, verb, class, found);
    }
    recipient::at_last(cast, told, class, light.unwrap_or(at), found);
}
