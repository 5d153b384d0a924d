//! Where and when it happened, and whose statement tells it.
//!
//! Invariant: a place is a name after a preposition of place; a time hangs on the event or on the verb that carries it.
//! Cost: a few steps in the tree for each event, a search among the times.

use super::cast::Cast;
use super::tree::Tree;
use super::trigger::Told;
use dateline_lexicon::Part;
use dateline_record::{EntityType, Extent, Form, Location, Mention, Statement, TimeExpression, TimeType, When};

/// Prepositions of place.
const WHERE: &[&str] =
    &["in", "at", "near", "outside", "around", "inside", "off", "across", "on", "north", "south", "east", "west"];

/// More than these steps up a time hangs on something else.
const HIGHEST: usize = 4;

/// Where it happened; `whereabouts` tells where that lies.
pub(super) fn place(cast: &Cast, told: &Told) -> Option<Location> {
    let tree = cast.tree;
    let carriers = [Some(told.at), told.with, told.light];
    for carrier in carriers.into_iter().flatten() {
        for kid in tree.kids(carrier) {
            let leads = tree.relation(kid).starts_with("obl") || tree.relation(kid) == "nmod";
            if !leads || !tree.case(kid).is_some_and(|case| tree.is(case, WHERE)) {
                continue;
            }
            // “in the town of Orsa”, “in Orsa”
            let of = tree.kids(kid).find(|inner| {
                tree.relation(*inner) == "nmod" && tree.case(*inner).is_some_and(|case| tree.is(case, &["of"]))
            });
            let found = [Some(kid), of].into_iter().flatten().find_map(|at| named_place(cast, at));
            if let Some(mention) = found {
                let words = mention.extent.of(tree.text);
                let name = mention.name.clone().unwrap_or_else(|| words.to_owned());
                return Some(Location { extent: mention.extent, name, country: None, point: None });
            }
        }
    }
    None
}

fn named_place<'a>(cast: &Cast<'a>, at: usize) -> Option<&'a Mention> {
    let own = cast.tree.words.get(at)?.range();
    let before = cast.mentions.partition_point(|mention| mention.extent.start() <= own.start);
    cast.mentions[before.saturating_sub(12)..before].iter().rev().find(|mention| {
        own.end <= mention.extent.end()
            && mention.form == Form::Name
            && matches!(mention.entity_type, EntityType::Place | EntityType::Facility)
    })
}

/// When it happened: the time that hangs on its word, or on the verb that carries it.
pub(super) fn when(tree: &Tree, times: &[TimeExpression], told: &Told) -> Option<When> {
    let carrier = match told.part {
        Part::Noun => verb_above(tree, told.at),
        _ => Some(told.at),
    };
    let own = tree.words.get(told.at)?.range();
    // Only times of its sentence can hang on it: those within reach.
    let near = |time: &&TimeExpression| time.extent.end() + 1000 > own.start && time.extent.start() < own.end + 1000;
    let first = times.partition_point(|time| time.extent.end() + 1000 <= own.start);
    let mut best: Option<(usize, &TimeExpression)> = None;
    for time in times[first..].iter().take_while(near) {
        if !matches!(time.time_type, TimeType::Date | TimeType::Time) || time.when.is_none() {
            continue;
        }
        let words = tree.covered(time.extent);
        let Some(top) = words.clone().find(|at| tree.head(*at).is_none_or(|head| !words.contains(&head))) else {
            continue;
        };
        let mut at = top;
        for step in 0..HIGHEST {
            let Some(head) = tree.head(at) else { break };
            if head == told.at || Some(head) == carrier || Some(head) == told.with {
                let far = step + usize::from(head != told.at);
                if best.is_none_or(|(least, _)| far < least) {
                    best = Some((far, time));
                }
                break;
            }
            if matches!(tree.tag(head), "VERB" | "AUX") {
                break;
            }
            at = head;
        }
    }
    best.and_then(|(_, time)| time.when.clone())
}

/// The verb that a noun depends on.
fn verb_above(tree: &Tree, at: usize) -> Option<usize> {
    let mut at = at;
    for _ in 0..HIGHEST {
        let head = tree.head(at)?;
        let under = matches!(tree.relation(at), "obj" | "nsubj" | "nsubj:pass" | "obl" | "nmod" | "conj");
        if !under {
            return None;
        }
        if tree.tag(head) == "VERB" {
            return Some(head);
        }
        at = head;
    }
    None
}

/// What statements tell, in the order of where they begin.
pub(super) struct Carriers(Vec<(Extent, usize)>);

/// More contents than these before a trigger are not looked at.
const NEAR: usize = 48;

impl Carriers {
    pub fn of(statements: &[Statement]) -> Carriers {
        let numbered = statements.iter().enumerate();
        let mut all: Vec<(Extent, usize)> =
            numbered.flat_map(|(number, one)| one.content.iter().map(move |content| (*content, number))).collect();
        all.sort_by_key(|(content, number)| (content.start(), std::cmp::Reverse(content.end()), *number));
        Carriers(all)
    }

    /// The statement in whose content the event is told: the innermost.
    pub fn of_trigger(&self, trigger: Extent) -> Option<usize> {
        let behind = self.0.partition_point(|(content, _)| content.start() <= trigger.start());
        let near = self.0[behind.saturating_sub(NEAR)..behind].iter().rev();
        near.filter(|(content, _)| content.covers(trigger))
            .min_by_key(|(content, _)| content.end() - content.start())
            .map(|(_, number)| *number)
    }
}
