//! Events: what happened, who did it to whom, where, when, and how real it is told to be.
//!
//! A word of the lists triggers, its tree gives the rest. Invariant: no trigger, no event; each slot has words of its own.
//! Cost: a look-up a verb or noun; a few steps in the tree for each event.
//! After: Open Event Data Alliance, PLOVER manual, 2021; Norris, Schrodt & Beieler, PETRARCH2, JOSS 2017 (events from trees).

mod actor;
mod argument;
mod cast;
mod clause;
mod countries;
mod described;
mod link;
mod modality;
mod recipient;
mod scene;
mod tree;
mod trigger;
mod vicinity;
mod whereabouts;

pub(crate) use tree::Tree;

use crate::language::net::Vectors;
use crate::view::View;
use crate::{Knowledge, Scratch};
use argument::Arguments;
use cast::Cast;
use dateline_lexicon::{Events, Gazetteer, Part};
use dateline_record::{Document, EventMention, Extent, Mention, Modality, Statement, TimeExpression, When};
pub use link::{Linker, ROWS};
use std::ops::Range;
use trigger::Told;

/// What is known of a document when its events are looked for.
pub(crate) struct Known<'a> {
    pub view: &'a View<'a>,
    pub tree: &'a Tree<'a>,
    pub mentions: &'a [Mention],
    pub times: &'a [TimeExpression],
    pub statements: &'a [Statement],
    pub gazetteer: &'a Gazetteer,
    /// When the document was published.
    pub published: Option<&'a When>,
    /// The document is a calendar of what is to come.
    pub announced: bool,
    /// Ranges of words.
    pub sentences: &'a [Range<usize>],
    /// What says which class links two; without it the triggers alone.
    pub linker: Option<&'a Linker>,
    pub vectors: &'a Vectors,
}

/// The events of a document, in order of their triggers.
pub(crate) fn find(known: &Known) -> Vec<EventMention> {
    let events = Events::embedded();
    let tree = known.tree;
    let cast = Cast { view: known.view, tree, mentions: known.mentions, events };
    let carriers = scene::Carriers::of(known.statements);
    let triggers = trigger::find(&cast, events);
    let mut found = Vec::with_capacity(triggers.len());
    for one in &triggers {
        let arguments = argument::find(&cast, one, &events.classes()[usize::from(one.class)]);
        found.extend(tell(known, (&cast, &carriers), one, arguments));
    }
    if let Some(linker) = known.linker {
        link::settle(tree, known.vectors, linker, known.sentences, &mut found);
    }
    actor::describe(&cast, known.gazetteer, &mut found);
    whereabouts::settle(&cast, known.gazetteer, &mut found);
    found
}

/// The event that a word tells of; none where nothing is told of it.
fn tell(
    known: &Known,
    (cast, carriers): (&Cast, &scene::Carriers),
    one: &Told,
    arguments: Arguments,
) -> Option<EventMention> {
    let (tree, events) = (cast.tree, cast.events);
    let class = &events.classes()[usize::from(one.class)];
    let trigger = tree.extent(one.at, one.at)?;
    let (place, when) = (scene::place(cast, one), scene::when(tree, known.times, one));
    // “the attack”, “asked again”: nothing is told of it.
    let bare = arguments.is_empty() && place.is_none() && when.is_none();
    if bare && (one.part == Part::Noun || one.with.is_none() && matches!(class.quad, 1 | 3)) {
        return None;
    }
    let modality = modality::aged(modality::of(tree, events, one), when.as_ref(), known.published);
    // What a calendar lists is to come, whatever its titles tell of.
    let real = matches!(modality, Modality::Happened | Modality::Ongoing | Modality::Historical);
    let modality = match modality {
        _ if known.announced && real => Modality::Planned,
        Modality::Happened if modality::is_asked(tree, one.at) => Modality::Hypothetical,
        modality => modality,
    };
    // “an election”, “threats since July”: nothing says that there were any.
    let over = modality::is_over(when.as_ref(), known.published);
    let open = one.part == Part::Noun && one.light.is_none() && !over;
    if open && modality == Modality::Happened && !modality::is_past(tree, one) {
        return None;
    }
    Some(EventMention {
        event_type: class.name,
        mode: one.mode,
        modality,
        actors: arguments.actors,
        recipients: arguments.recipients,
        place,
        when,
        quantities: Vec::new(),
        trigger,
        statement: carriers.of_trigger(trigger),
    })
}

/// What the model of links sees of a document that is one sentence and of two places in it: who acts, and to whom it is done.
pub fn study(document: &Document, pair: [Extent; 2], knowledge: &Knowledge, scratch: &mut Scratch) -> Vec<(u32, f32)> {
    let reading = crate::read(document, knowledge, scratch);
    let parser = &knowledge.parser;
    let names = (parser.relations(), parser.tags(), parser.fine_tags());
    let tree = Tree::new((document.text.as_str(), &scratch.words, &scratch.nodes), names);
    let events: Vec<&EventMention> = reading.events.iter().collect();
    link::signs(&tree, &knowledge.vectors, &events, 0..tree.len(), pair.map(|one| tree.covered(one)))
}
