//! What can be a mention: nominals with all that hangs on them, names inside them, pronouns.
//!
//! Invariant: in the order of their last words' beginnings, no two alike. Cost: one pass.

use super::grammar::{Link, Part};
use super::mention::{Form, Gender, Kind, Mention, Number};
use super::pronoun::pronoun;
use super::span::Spans;
use super::text::{Marks, View};
use std::ops::Range;

/// The longest mention.
const LONGEST: usize = 60;

/// Adds what can be a mention to `found`.
pub(super) fn find(view: &View, spans: &Spans, marks: &Marks, found: &mut Vec<Mention>) {
    let name_of = &marks.names[..];
    for sentence in view.text.sentences {
        let first = found.len();
        for head in sentence.clone() {
            if view.link(head) == Link::Apposition {
                // Of one mention with what it stands beside.
                continue;
            }
            let Some(form) = form(view, head, name_of) else { continue };
            let own = spans.own(view, head, sentence);
            let mention = |words, number| Mention {
                words,
                head,
                form,
                kind: Kind::Open,
                gender: Gender::Open,
                number,
                scoped: false,
                referent: None,
            };
            if form != Form::Pronoun
                && let Some(whole) = spans.whole(view, head, sentence)
                && whole != own
                && whole.len() <= LONGEST
            {
                found.push(mention(whole, Number::Many));
            }
            if own.len() <= LONGEST {
                found.push(mention(own, Number::Open));
            }
        }
        actors(marks, sentence.clone(), first, found);
        found[first..].sort_by(|one, other| {
            (one.words.start, other.words.end, one.head).cmp(&(other.words.start, one.words.end, other.head))
        });
    }
    found.dedup_by(|one, other| one.words == other.words);
}

/// Each actor whom the document numbers becomes a mention of its own words, in the place of what was found among them.
fn actors(marks: &Marks, sentence: Range<usize>, first: usize, found: &mut Vec<Mention>) {
    let all = &marks.all[..marks.scoped];
    let start = all.partition_point(|actor| actor.words.start < sentence.start);
    for actor in all[start..].iter().take_while(|actor| actor.words.start < sentence.end) {
        let inside = |mention: &Mention| actor.words.contains(&mention.head);
        let mut at = first;
        while at < found.len() {
            let whole = found[at].number == Number::Many;
            if inside(&found[at]) && !whole {
                found.remove(at);
            } else {
                at += 1
            }
        }
        found.push(Mention {
            words: actor.words.clone(),
            head: actor.words.end - 1,
            form: Form::Name,
            kind: actor.kind,
            gender: Gender::Open,
            number: Number::One,
            scoped: true,
            referent: None,
        });
    }
}

/// Whether the word can be the head of a mention, and how that points.
fn form(view: &View, at: usize, name_of: &[u32]) -> Option<Form> {
    let link = view.link(at);
    match view.part(at) {
        Part::Pronoun => {
            let known = pronoun(view.word(at))?;
            let points =
                link != Link::Auxiliary && !view.is_relative(at) && !(known.person == 4 && link == Link::Determiner);
            points.then_some(Form::Pronoun)
        }
        Part::Proper => {
            if link == Link::Flat {
                return None;
            }
            if link == Link::Compound {
                let head = view.head(at)?;
                let own = name_of[at];
                let apart = view.part(head) != Part::Proper || (own != 0 && own != name_of[head]);
                if !apart {
                    return None;
                }
            }
            Some(Form::Name)
        }
        Part::Noun => (!matches!(link, Link::Flat | Link::Compound)).then_some(Form::Nominal),
        Part::Number => matches!(
            link,
            Link::Subject | Link::PassiveSubject | Link::Object | Link::Oblique | Link::NounModifier | Link::Root
        )
        .then_some(Form::Nominal),
        _ => None,
    }
}
