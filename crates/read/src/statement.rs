//! Statements: attributions with their source named, their authority, strength, time and place.
//!
//! Invariant: a source's name comes from its own words or from the one person that its words can mean. Cost: linear.

use crate::doubt;
use crate::found::{Form, Found};
use crate::grant::{Grants, anonymity_of};
use crate::mention::Cast;
use crate::name::Name;
use crate::relative;
use crate::said;
use crate::source::{self, Described, uncontracted};
use crate::token::Sort;
use crate::transcript;
use crate::view::{Segment, View};
use dateline_lexicon::Classes;
use dateline_record::{
    Anonymity, Authority, ChainLink, CueClass, Directness, EntityType, Source, Statement, TimeExpression,
};
use std::ops::Range;

/// The person that a pronoun in a later sentence can mean.
struct Antecedent {
    described: Described,
    anonymity: Option<Anonymity>,
    paragraph: usize,
    /// The last token of its source.
    at: usize,
    /// The last token of its source's head.
    head: usize,
}

/// Turns attributions into statements.
pub(crate) fn build(
    view: &View,
    segments: &[Segment],
    found: &[Found],
    names: &[Name],
    cast: &Cast,
    times: &[TimeExpression],
) -> Vec<Statement> {
    let mut recent: Vec<Antecedent> = Vec::new();
    let mut grants = Grants::default();
    let mut statements = Vec::with_capacity(found.len());
    for (number, one) in found.iter().enumerate() {
        if one.source.as_ref().is_some_and(|source| doubt::is_no_source(view, source, times)) {
            continue;
        }
        let segment = &segments[one.segment];
        let mut described = one.source.as_ref().map(|range| match &one.form {
            Form::Turn { speaker } => transcript::describe(view, range, speaker.as_ref(), names, cast),
            _ => source::describe(view, range, names, cast),
        });
        let mut anonymity = None;
        if let (Some(own), Some(range)) = (&mut described, &one.source) {
            let meant = if own.pronoun { resolve(view, own, range, segment, &recent, names, cast) } else { None };
            if own.authority == Authority::Unnamed {
                anonymity = anonymity_of(view, found, number, segments).or(meant).or_else(|| grants.of(view, range));
                grants.note(view, range, own.pronoun, anonymity.as_ref());
            }
            if own.authority != Authority::Unattributed && own.authority != Authority::Author {
                // Only those of this paragraph and the one before can be meant later.
                recent.retain(|other| other.paragraph + 1 >= segment.paragraph && !is_same(&other.described, own));
                let head = crate::phrase::head_part(view, range).end - 1;
                let (described, anonymity) = (own.clone(), anonymity.clone());
                recent.push(Antecedent { described, anonymity, paragraph: segment.paragraph, at: range.end, head });
            }
        }
        let carrier = one.carrier.as_ref().map(|range| {
            let outlet = source::describe(view, range, names, cast);
            outlet.name.unwrap_or_else(|| view.words(range.clone()).to_owned())
        });
        let chain = carrier.or_else(|| described.as_ref().and_then(|own| own.outlet.clone()));
        statements.extend(state(view, one, described, anonymity, chain, times));
    }
    statements
}

fn is_same(one: &Described, other: &Described) -> bool {
    one.name == other.name && (one.name.is_some() || one.role == other.role)
}

/// Gives a pronoun the name of the only person who spoke in this paragraph or the one before; says why that one has no name.
fn resolve(
    view: &View,
    own: &mut Described,
    range: &Range<usize>,
    segment: &Segment,
    recent: &[Antecedent],
    names: &[Name],
    cast: &Cast,
) -> Option<Anonymity> {
    if uncontracted(view.word(range.start)).eq_ignore_ascii_case("who") {
        relative::resolve(view, own, range.start, names, cast);
        return None;
    }
    if view.is_one_of(range.start, &["which", "that"]) {
        relative::resolve_thing(view, own, range.start, names, cast);
        return None;
    }
    if uncontracted(view.word(range.start)).eq_ignore_ascii_case("they") {
        return several(view, own, segment, recent);
    }
    let thing = view.is(range.start, "it");
    let mut near = recent
        .iter()
        .rev()
        .filter(|one| one.paragraph + 1 >= segment.paragraph)
        .filter(|one| thing != (one.described.person || one.described.authority == Authority::Unnamed));
    let last = near.next()?;
    let same_paragraph = last.paragraph == segment.paragraph;
    let other = near.any(|one| one.paragraph == last.paragraph || !same_paragraph);
    // Somebody else named in between may be meant.
    let between = names[names.partition_point(|name| name.tokens.start < last.at)..]
        .iter()
        .take_while(|name| name.tokens.end <= range.start);
    let rival = between.filter(|name| !view.is_quoted(name.tokens.start)).any(|name| {
        let person =
            name.entity_type == EntityType::Person || name.entity_type == EntityType::Unknown && name.tokens.len() > 1;
        let player = cast.find(view.words(name.tokens.clone()));
        let known = player.is_some_and(|index| cast.player(index).entity_type == EntityType::Person);
        (person || known) && player.map(|index| index as u32) != last.described.referent
    });
    if other || !thing && rival {
        return None;
    }
    own.name = last.described.name.clone();
    own.referent = last.described.referent;
    own.authority = last.described.authority;
    own.person = last.described.person;
    last.anonymity.clone()
}

/// Gives “they” the authority of the only unnamed several who spoke in this paragraph or the one before.
fn several(view: &View, own: &mut Described, segment: &Segment, recent: &[Antecedent]) -> Option<Anonymity> {
    let mut near = recent.iter().rev().filter(|one| one.paragraph + 1 >= segment.paragraph);
    let last = near.next()?;
    // “His advisers say it rains, and they say …”: in one sentence it matters not who spoke before.
    let same = last.at > segment.tokens.start;
    let plural =
        view.word(last.head).ends_with('s') || view.is_one_of(last.head, &["people", "men", "women", "police"]);
    if plural
        && last.described.authority == Authority::Unnamed
        && (same || !near.any(|one| one.described.authority == Authority::Unnamed || one.paragraph == last.paragraph))
    {
        own.authority = Authority::Unnamed;
        return last.anonymity.clone();
    }
    None
}

fn state(
    view: &View,
    found: &Found,
    described: Option<Described>,
    anonymity: Option<Anonymity>,
    chain: Option<String>,
    times: &[TimeExpression],
) -> Option<Statement> {
    let closed = |range: &Range<usize>| {
        let mut end = range.end;
        let hangs = |i: usize| view.any(i, Classes::COORDINATOR) || view.is_one_of(i, &["just", "even", "including"]);
        while end > range.start && hangs(end - 1) && !view.is_quoted(end - 1) {
            end -= 1;
            while end > range.start && !view.is_quoted(end - 1) && view.sort(end - 1) == Sort::Comma {
                end -= 1;
            }
        }
        range.start..end
    };
    let content: Vec<_> = found.content.iter().filter_map(|range| view.extent(closed(range))).collect();
    // “Nobody said …”: it was not said.
    let nobody = |range: &Range<usize>| view.is_one_of(range.start, &["nobody", "none", "neither", "no"]);
    if found.source.as_ref().is_some_and(nobody) && found.class != CueClass::Decline {
        return None;
    }
    // “The log does not say”: paper declines nothing; “asked that his name not be used” is about the source.
    let withheld = |i: usize| {
        view.is(i, "not")
            && view.is(i + 1, "be")
            && view.is_one_of(i + 2, &["used", "named", "identified", "published"])
    };
    let nameless = matches!(found.class, CueClass::Ask | CueClass::Demand)
        && found.content.iter().flat_map(|range| range.clone().take(8)).any(withheld);
    let paper =
        found.class == CueClass::Decline && described.as_ref().is_some_and(|own| own.authority == Authority::Document);
    if nameless || paper {
        return None;
    }
    if content.is_empty() && found.class != CueClass::Decline {
        return None;
    }
    let extent = found.source.clone().and_then(|range| view.extent(range));
    let authority = described.as_ref().map_or(Authority::Unattributed, |own| own.authority);
    let cue_words = found.cue.clone().unwrap_or(0..0);
    let hedged = cue_words
        .clone()
        .chain(
            found
                .content
                .iter()
                .filter(|range| !found.is_whole() && (!found.is_spoken(view) || range.len() < 60))
                .flat_map(|range| range.clone().filter(|i| !view.is_quoted(*i))),
        )
        .any(|i| view.any(i, Classes::HEDGE) && view.token(i).shape == crate::token::Shape::Lower);
    Some(Statement {
        cue: found.cue.clone().and_then(|range| view.extent(range)),
        directness: if found.is_whole() { Directness::Direct } else { directness(view, &found.content) },
        authority,
        role: described.as_ref().and_then(|own| own.role.clone()),
        anonymity,
        chain: chain.map(|name| ChainLink { name, authority: Authority::Outlet }).into_iter().collect(),
        cue_class: found.class,
        denied: (found.class == CueClass::Deny) != found.negated
            && matches!(found.class, CueClass::Deny | CueClass::Believe)
            // “refused to leave”: not done, but nothing denied.
            && !found.content.first().is_some_and(|range| view.is(range.start, "to")),
        hedged,
        said: said::when(view, found, times),
        venue: said::venue(view, found),
        source: extent.map(|extent| Source {
            extent,
            name: described.as_ref().and_then(|own| own.name.clone()),
            referent: described.as_ref().and_then(|own| own.referent),
        }),
        content,
    })
}

fn directness(view: &View, content: &[Range<usize>]) -> Directness {
    let (mut words, mut quoted) = (0, 0);
    for index in content.iter().flat_map(Clone::clone) {
        if view.is_word(index) {
            words += 1;
            quoted += usize::from(view.is_quoted(index));
        }
    }
    match () {
        _ if quoted == 0 => Directness::Indirect,
        _ if quoted * 5 >= words * 4 => Directness::Direct,
        _ => Directness::Mixed,
    }
}
