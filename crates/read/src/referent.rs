//! Referents: what nouns and pronouns point to, joined with who is named.
//!
//! Chains come from coreference over the trees; names keep the type and the bearer that the cast gave them.
//! Invariant: a chain whose names are two bearers' leads nowhere; only persons, bodies, places and groups make mentions
//! that are no names. Cost: linear in the words, but for coreference's own.

use crate::language::coref::{self, Coreference, Kind, Speech, Text};
use crate::language::net::{Machine, Vectors};
use crate::language::{Node, Word};
use crate::mention::Cast;
use crate::name::Name;
use crate::quote::Quote;
use crate::view::View;
use dateline_record::{EntityType, Extent, Form, Mention, Statement};
use std::ops::Range;

/// Buffers of one thread.
#[derive(Default)]
pub(crate) struct Chains {
    scratch: coref::Scratch,
    found: coref::Referents,
}

/// What the models say of a document.
pub(crate) struct Grounds<'a> {
    pub words: &'a [Word],
    /// The words as the models read them.
    pub forms: &'a [&'a str],
    pub nodes: &'a [Node],
    pub sentences: &'a [Range<usize>],
    pub coreference: &'a Coreference,
    pub vectors: &'a Vectors,
    pub machine: Machine,
}

/// Whom a chain leads to.
#[derive(Clone, Copy, PartialEq)]
enum Bearer {
    Nobody,
    One(u32),
    Several,
}

/// Adds the nouns and pronouns that point to somebody to `mentions`, which are names in order; whole ones go before their
/// parts. What `statements` say of who speaks is used, not changed.
pub(crate) fn find(
    view: &View,
    grounds: &Grounds,
    (names, cast, quotes): (&[Name], &Cast, &[Quote]),
    chains: &mut Chains,
    mentions: &mut Vec<Mention>,
    statements: &[Statement],
) {
    let names = in_words(grounds.words, names);
    let speech = speech(view, grounds.words, quotes, statements);
    let Chains { scratch, found } = chains;
    let text = Text {
        words: grounds.forms,
        nodes: grounds.nodes,
        sentences: grounds.sentences,
        names: &names,
        speech: &speech,
    };
    grounds.coreference.find(text, grounds.vectors, grounds.machine, scratch, found);

    let bearers = bearers(view, grounds.words, found, mentions);
    let mut numbers: Vec<Option<u32>> = vec![None; bearers.len()];
    let mut next = cast.count();
    let mut number = |chain: u32| match bearers[chain as usize] {
        Bearer::Several => None,
        Bearer::One(player) => Some(player),
        Bearer::Nobody => Some(*numbers[chain as usize].get_or_insert_with(|| {
            next += 1;
            next - 1
        })),
    };
    let own = found.mentions.iter().filter(|mention| mention.form != coref::Form::Name);
    let mut added = Vec::new();
    for mention in own {
        let Some(chain) = mention.referent else { continue };
        let of = &found.referents[chain as usize];
        let range = grounds.words[mention.words.start].range().start..grounds.words[mention.words.end - 1].range().end;
        if leaves_quotation(view, &range) {
            continue;
        }
        let (Some(referent), Some(extent)) = (number(chain), Extent::new(view.text, range)) else { continue };
        let player = (referent < cast.count()).then(|| cast.player(referent as usize));
        let entity_type = player.map_or_else(|| typed(mention.kind.or(of.kind)), |player| player.entity_type);
        if entity_type == EntityType::Unknown && player.is_none() {
            continue;
        }
        let form = if mention.form == coref::Form::Pronoun { Form::Pronoun } else { Form::Nominal };
        added.push(Mention {
            extent,
            entity_type,
            form,
            referent: Some(referent),
            name: player.map(|player| player.name.clone()),
        });
    }
    // A speaker whom attribution found stays whom it found.
    for source in statements.iter().filter_map(|statement| statement.source.as_ref()) {
        let Some(player) = source.referent.filter(|referent| *referent < cast.count()) else { continue };
        for mention in added.iter_mut().filter(|mention| mention.extent == source.extent) {
            mention.referent = Some(player);
            mention.name = Some(cast.player(player as usize).name.clone());
        }
    }
    mentions.extend(added);
    mentions.sort_by_key(|mention| (mention.extent.start(), std::cmp::Reverse(mention.extent.end())));
}

/// “… the war,” Ana Vell: what begins in a quotation and ends outside is two phrases.
fn leaves_quotation(view: &View, range: &Range<usize>) -> bool {
    let quote = |byte: usize| {
        let at = view.tokens.partition_point(|token| (token.end as usize) <= byte);
        view.quoted.get(at).copied().unwrap_or(0)
    };
    let first = quote(range.start);
    first != 0 && first != quote(range.end.saturating_sub(1))
}

/// The names that more than their shape speaks for, in words.
fn in_words(words: &[Word], names: &[Name]) -> Vec<coref::Name> {
    let mut found: Vec<coref::Name> = Vec::with_capacity(names.len());
    for name in names.iter().filter(|name| name.sure) {
        let Some(range) = range(words, name.extent) else { continue };
        if found.last().is_none_or(|last| last.words.end <= range.start) {
            found.push(coref::Name { words: range, kind: kind(name.entity_type) });
        }
    }
    found
}

/// The words of an extent.
fn range(words: &[Word], extent: Extent) -> Option<Range<usize>> {
    let start = words.partition_point(|word| word.range().end <= extent.start());
    let end = words.partition_point(|word| word.range().start < extent.end());
    (start < end).then_some(start..end)
}

/// The quotations, with who says them where a statement tells it.
fn speech(view: &View, words: &[Word], quotes: &[Quote], statements: &[Statement]) -> Vec<Speech> {
    let mut said: Vec<(Extent, Extent)> = statements
        .iter()
        .filter_map(|statement| Some((statement, statement.source.as_ref()?.extent)))
        .flat_map(|(statement, source)| statement.content.iter().map(move |content| (*content, source)))
        .collect();
    said.sort_by_key(|(content, _)| (content.start(), content.end()));
    let one = |quote: &Quote| {
        let extent = view.extent(quote.tokens.clone())?;
        let behind = said.partition_point(|(content, _)| content.start() < extent.end());
        let speaker = said[..behind].iter().rev().take(4).find(|(content, _)| content.end() > extent.start());
        Some(Speech {
            words: range(words, extent)?,
            speaker: speaker.and_then(|(_, source)| range(words, *source)),
            addressee: None,
        })
    };
    let mut speech: Vec<Speech> = Vec::new();
    for own in quotes.iter().filter_map(one) {
        if speech.last().is_none_or(|last| last.words.end <= own.words.start) {
            speech.push(own);
        }
    }
    speech
}

/// Whom each chain leads to, by the names in it.
fn bearers(view: &View, words: &[Word], found: &coref::Referents, names: &[Mention]) -> Vec<Bearer> {
    let mut bearers = vec![Bearer::Nobody; found.referents.len()];
    for mention in &found.mentions {
        let Some(chain) = mention.referent else { continue };
        let last = mention.words.end - 1;
        let head = match mention.form {
            coref::Form::Name => words[mention.head].range(),
            // “the defendant, Ana Oller”: the name that closes it.
            coref::Form::Nominal if mention.kind == Kind::Person && last > mention.head => {
                let end = words[last].range().end;
                let at = names.partition_point(|name| name.extent.end() < end);
                let closes = names.get(at).filter(|name| name.extent.end() == end).map(|name| name.extent.start());
                let Some(start) = closes.filter(|start| view.text[..*start].ends_with(", ")) else { continue };
                let role = words[mention.head].range();
                if view.text.get(role.end..start) != Some(", ") {
                    continue;
                }
                start..end
            }
            _ => continue,
        };
        let at = names.partition_point(|name| name.extent.end() <= head.start);
        let named = names.get(at).filter(|name| name.extent.start() < head.end).and_then(|name| name.referent);
        let Some(player) = named else { continue };
        let bearer = &mut bearers[chain as usize];
        *bearer = match *bearer {
            Bearer::Nobody => Bearer::One(player),
            Bearer::One(other) if other == player => Bearer::One(player),
            _ => Bearer::Several,
        };
    }
    bearers
}

fn kind(entity_type: EntityType) -> Kind {
    match entity_type {
        EntityType::Person => Kind::Person,
        EntityType::Organisation => Kind::Organisation,
        EntityType::Place => Kind::Place,
        EntityType::Group => Kind::Group,
        _ => Kind::Thing,
    }
}

fn typed(kind: Kind) -> EntityType {
    match kind {
        Kind::Person => EntityType::Person,
        Kind::Organisation => EntityType::Organisation,
        Kind::Place => EntityType::Place,
        Kind::Group => EntityType::Group,
        Kind::Thing | Kind::Open => EntityType::Unknown,
    }
}
