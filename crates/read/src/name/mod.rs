//! Names: what the trained model finds, beside what their shape tells, settled by the gazetteer and by one another.
//!
//! Invariant: in order, disjoint, each in one sentence; no leading “the”, no title, no trailing “’s”. A name that only its
//! shape speaks for makes no mention. Where capitals say nothing (headlines, titles in capitals) only what is known or
//! named elsewhere in the document is a name. Cost: linear in the words, but for the model's.

mod body;
mod capital;
mod described;
mod model;
mod phrase;
mod scoped;
mod settle;
mod shape;
mod written;

pub(crate) use body::is_called_body;
pub(crate) use capital::Recased;
pub(crate) use model::Seen;
pub(crate) use scoped::is_scoped;
pub(crate) use shape::is_headline;
pub(crate) use written::{display, in_ordinary_case};

use crate::view::View;
use dateline_lexicon::Gazetteer;
use dateline_record::{EntityType, Extent};
use std::ops::Range;

#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub tokens: Range<usize>,
    /// Its bytes; where it is no more than a part of a token (“U.S.-led”) these tell, and [`Name::is_part`] says so.
    pub extent: Extent,
    /// “Sen.”, “Prime Minister”, before the name.
    pub titled: bool,
    pub entity_type: EntityType,
    /// Whether more than its shape speaks for it.
    pub sure: bool,
    /// How sure the model is, for each word; nothing where it is silent.
    pub gain: f32,
}

impl Name {
    /// Whether it is no more than a part of a token.
    pub fn is_part(&self, view: &View) -> bool {
        view.extent(self.tokens.clone()) != Some(self.extent)
    }
}

/// Finds the names of all sentences, in order.
pub(crate) fn find(view: &View, sentences: &[Range<usize>], seen: &Seen) -> Vec<Name> {
    let shaped = shape::find(view, sentences);
    let mut modelled = model::find(view, sentences, seen);
    model::grow(view, &shaped, &mut modelled);
    let known = phrase::find(view, sentences);
    let labelled = scoped::find(view, sentences);
    let mut names = merged(merged(merged(shaped, modelled), known), labelled);
    names.retain(|name| !described::is_description(view, Gazetteer::embedded(), name));
    names.iter_mut().for_each(|name| described::doubt(view, Gazetteer::embedded(), name));
    settle::settle(view, sentences, &mut names);
    names
}

/// What is known goes before what the model says, and that before what the shape says.
fn merged(shaped: Vec<Name>, modelled: Vec<Name>) -> Vec<Name> {
    let mut names = Vec::with_capacity(shaped.len().max(modelled.len()));
    let mut modelled = modelled.into_iter().peekable();
    for own in shaped {
        while let Some(first) = modelled.next_if(|other| other.tokens.end <= own.tokens.start) {
            names.push(first);
        }
        let apart = |other: &Name| other.tokens.start >= own.tokens.end;
        let free = modelled.peek().is_none_or(apart)
            && names.last().is_none_or(|last: &Name| last.tokens.end <= own.tokens.start);
        if free {
            names.push(own);
        }
    }
    names.extend(modelled);
    names
}
