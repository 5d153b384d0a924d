//! Whom a pronoun or a description that speaks stands for: the one to whom its chain of mentions leads, or the only one
//! who spoke before it in its paragraph.
//!
//! Invariant: a source whose own words name somebody keeps that name; nobody speaks of himself by name in what he says;
//! where two compete, nothing is changed. Cost: linear in the mentions and the statements.

use crate::mention::{Cast, Player};
use crate::view::{Segment, View};
use dateline_lexicon::Classes;
use dateline_record::{Authority, EntityType, Extent, Form, Mention, Statement};

/// Pronouns for one person, for one thing, for several.
const HE: &[&str] = &["he", "him", "his", "himself", "mr.", "mr", "sir"];
const SHE: &[&str] = &["she", "her", "hers", "herself", "ms.", "ms", "mrs.", "mrs", "miss"];
const OTHERS: &[&str] = &["it", "they", "them"];
/// What opens a description of somebody known.
const DEFINITE: &[&str] = &["the", "this", "that", "these", "those", "his", "her"];

/// What pronouns have called somebody: 1 he, 2 she.
type Called = u8;

/// Where to look.
pub(crate) struct Ground<'a> {
    pub view: &'a View<'a>,
    pub segments: &'a [Segment],
    pub cast: &'a Cast,
    /// In order; whole ones before their parts.
    pub mentions: &'a [Mention],
}

/// Who spoke last, by name.
struct Spoke {
    name: String,
    referent: u32,
    paragraph: usize,
    /// The last byte of its source.
    end: usize,
}

/// Gives the sources of `statements` whom they stand for.
pub(crate) fn settle(ground: &Ground, statements: &mut [Statement]) {
    let chains = Chains::of(ground);
    let contents = contents(statements);
    let mut spoke: Vec<Spoke> = Vec::new();
    for statement in statements {
        let Some(source) = &statement.source else { continue };
        let own = source.extent;
        if source.name.is_none() {
            take(ground, &chains, &contents, &spoke, statement);
        }
        let (Some(source), Authority::Named) = (&statement.source, statement.authority) else { continue };
        let (Some(name), Some(referent)) = (&source.name, source.referent) else { continue };
        let paragraph = ground.paragraph(own);
        spoke.retain(|other| other.paragraph + 1 >= paragraph && other.referent != referent);
        spoke.push(Spoke { name: name.clone(), referent, paragraph, end: own.end() });
    }
}

fn take(ground: &Ground, chains: &Chains, contents: &[Extent], spoke: &[Spoke], statement: &mut Statement) {
    let text = ground.view.text;
    let Some(source) = statement.source.as_mut() else { return };
    let mut words = source.extent.of(text);
    // “She and her aides”: the first decides.
    let mut end = source.extent.end();
    if let Some((first, rest)) = words.split_once(' ').filter(|(first, _)| called(first) != 0 && !is(first, &["his"])) {
        if rest.starts_with("and ") {
            end = source.extent.start() + first.len();
            words = first;
        }
    }
    let person = called(words);
    let pronoun = person != 0 || is(words, OTHERS);
    let first = words.split_whitespace().next().unwrap_or(words);
    let definite = !pronoun && (is(first, DEFINITE) || first.ends_with("’s") || first.ends_with("'s"));
    let open = matches!(statement.authority, Authority::Unattributed | Authority::Unnamed);
    if !(pronoun && open || definite && open) {
        return;
    }
    let at = ground.mentions.partition_point(|mention| mention.extent.start() < source.extent.start());
    let own = ground.mentions[at..]
        .iter()
        .take_while(|mention| mention.extent.start() == source.extent.start())
        .find(|mention| mention.extent.end() <= end && mention.form != Form::Name);
    let chain = own.and_then(|own| own.referent);
    let named = chain.filter(|referent| *referent < ground.cast.count());
    if let Some(referent) = named.filter(|referent| !ground.is_spoken_of(*referent, &statement.content)) {
        let player = ground.cast.player(referent as usize);
        let found = authority(ground.view, player, person != 0);
        let Some(found) = found.filter(|found| pronoun && !is(words, &["they", "them"]) || *found == Authority::Named)
        else {
            return;
        };
        if is(words, &["they", "them"]) {
            return;
        }
        if definite {
            statement.role = Some(words.to_owned());
        }
        trace("chain", text, source.extent, &player.name);
        source.name = (found != Authority::Unnamed).then(|| player.name.clone());
        source.referent = Some(referent);
        statement.authority = found;
        return;
    }
    if person != 0 {
        if let Some((name, referent)) = ground.last(chains, contents, spoke, source.extent, person) {
            trace("last", text, source.extent, &name);
            source.name = Some(name);
            source.referent = Some(referent);
            statement.authority = Authority::Named;
            return;
        }
    }
    let described = chain.and_then(|referent| chains.described.get(referent as usize).copied().flatten());
    let Some(description) = described.map(|at| &ground.mentions[at]).filter(|_| pronoun && named.is_none()) else {
        if pronoun && person != 0 {
            trace(&format!("NONE chain {chain:?} named {named:?}"), text, source.extent, "");
        }
        return;
    };
    if description.extent.start() >= source.extent.start() || ground.is_quoted(description.extent) {
        return;
    }
    statement.authority = match description.entity_type {
        EntityType::Organisation if person == 0 => Authority::Collective,
        EntityType::Person | EntityType::Group if !is(words, &["it"]) => Authority::Unnamed,
        _ => return,
    };
    trace("described", text, source.extent, description.extent.of(text));
    source.referent = chain;
    if statement.authority == Authority::Unnamed {
        statement.role = Some(description.extent.of(text).to_owned());
    }
}

fn trace(how: &str, text: &str, extent: Extent, name: &str) {
    if std::env::var("TRACE").is_ok() {
        let from = extent.start().saturating_sub(600);
        let from = (from..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        eprintln!("@@ {how} {:?} -> {name} :: {}", extent.of(text), text[from..extent.end()].replace('\n', " / "));
    }
}

impl Ground<'_> {
    fn token(&self, extent: Extent) -> usize {
        self.view.tokens.partition_point(|token| token.end as usize <= extent.start())
    }

    fn segment(&self, extent: Extent) -> usize {
        let token = self.token(extent);
        self.segments.partition_point(|segment| segment.tokens.end <= token)
    }

    fn paragraph(&self, extent: Extent) -> usize {
        self.segments.get(self.segment(extent)).map_or(usize::MAX, |segment| segment.paragraph)
    }

    fn is_quoted(&self, extent: Extent) -> bool {
        self.view.is_quoted(self.token(extent))
    }

    /// The mentions of `range` of bytes.
    fn between(&self, start: usize, end: usize) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.extent.start() < start);
        let past = self.mentions.partition_point(|mention| mention.extent.start() < end);
        &self.mentions[first..past.max(first)]
    }

    /// Whether a quotation in `content` speaks of `referent` by name: then it is not the speaker.
    fn is_spoken_of(&self, referent: u32, content: &[Extent]) -> bool {
        content.iter().any(|part| {
            self.between(part.start(), part.end()).iter().any(|mention| {
                mention.referent == Some(referent) && mention.form == Form::Name && self.is_quoted(mention.extent)
            })
        })
    }

    /// The only person who spoke, or whom a sentence is about, in the paragraph before a pronoun at `extent`, or who spoke
    /// in the paragraph before that.
    fn last(
        &self,
        chains: &Chains,
        contents: &[Extent],
        spoke: &[Spoke],
        extent: Extent,
        person: Called,
    ) -> Option<(String, u32)> {
        let here = self.paragraph(extent);
        let fits = |referent: u32| {
            let called = chains.called.get(referent as usize).copied().unwrap_or(0);
            called == 0 || called == person
        };
        // Names in what others say, and in quotations, are not who speaks.
        let free = |mention: &&Mention| {
            let behind = contents.partition_point(|content| content.end() <= mention.extent.start());
            let told = contents[behind..]
                .iter()
                .take(4)
                .any(|content| content.start() <= mention.extent.start() && mention.extent.end() <= content.end());
            !told && !self.is_quoted(mention.extent)
        };
        let is_rival = |own: u32, mention: &Mention| {
            mention.form == Form::Name
                && mention.entity_type == EntityType::Person
                && mention.referent != Some(own)
                && mention.referent.is_none_or(fits)
        };
        let mut near = spoke.iter().rev().filter(|one| fits(one.referent));
        if let Some(last) = near.next() {
            let rival = self
                .between(last.end, extent.start())
                .iter()
                .filter(free)
                .any(|mention| is_rival(last.referent, mention));
            let other = near.any(|one| one.paragraph == last.paragraph || last.paragraph != here);
            return (!rival && !other && last.paragraph + 1 >= here).then(|| (last.name.clone(), last.referent));
        }
        // “Ivo Oller ticked through the rules: “Be kind,” he said.”
        let own = self.segment(extent);
        let mut first = own;
        while first > 0 && self.segments[first - 1].paragraph == here {
            first -= 1;
        }
        let mut found: Option<(u32, usize)> = None;
        for segment in first..=own.min(self.segments.len().saturating_sub(1)) {
            let tokens = &self.segments[segment].tokens;
            let mut start = tokens.start;
            while start + 1 < tokens.end && self.view.any(start, Classes::TITLE) && self.view.is_capital(start) {
                start += 1;
            }
            let byte = self.view.token(start).start as usize;
            let opener = self
                .between(byte, byte + 1)
                .iter()
                .find(|mention| mention.form == Form::Name && mention.entity_type == EntityType::Person)
                .and_then(|mention| mention.referent)
                .filter(|referent| *referent < self.cast.count() && fits(*referent));
            let Some(referent) = opener.filter(|_| byte < extent.start()) else { continue };
            match found {
                Some((other, _)) if other != referent => return None,
                _ => found = Some((referent, tokens.end)),
            }
        }
        let (referent, end) = found?;
        let end = self.view.token(end).start as usize;
        let rival =
            self.between(end, extent.start().max(end)).iter().filter(free).any(|mention| is_rival(referent, mention));
        (!rival).then(|| (self.cast.player(referent as usize).name.clone(), referent))
    }
}

/// What is known of each chain.
struct Chains {
    /// Of each chain that has no name the first mention that describes it.
    described: Vec<Option<usize>>,
    called: Vec<Called>,
}

impl Chains {
    fn of(ground: &Ground) -> Chains {
        let most = ground.mentions.iter().filter_map(|mention| mention.referent).max();
        let count = most.map_or(0, |most| most as usize + 1);
        let mut chains = Chains { described: vec![None; count], called: vec![0; count] };
        for (at, mention) in ground.mentions.iter().enumerate() {
            let Some(referent) = mention.referent else { continue };
            let (described, calls) = (&mut chains.described[referent as usize], &mut chains.called[referent as usize]);
            match mention.form {
                Form::Nominal if described.is_none() => *described = Some(at),
                Form::Pronoun => *calls |= called(mention.extent.of(ground.view.text)),
                Form::Name => {
                    let token = ground.token(mention.extent);
                    *calls |= token.checked_sub(1).map_or(0, |before| called(ground.view.word(before)) & 3);
                }
                _ => {}
            }
        }
        chains
    }
}

/// What all statements tell, in order of their ends.
fn contents(statements: &[Statement]) -> Vec<Extent> {
    let mut contents: Vec<Extent> = statements.iter().flat_map(|statement| statement.content.iter().copied()).collect();
    contents.sort_by_key(|content| (content.end(), content.start()));
    contents
}

fn is(word: &str, list: &[&str]) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

fn called(word: &str) -> Called {
    u8::from(is(word, HE)) | u8::from(is(word, SHE)) << 1
}

/// On whose word a statement stands that is the word of `player`.
fn authority(view: &View, player: &Player, person: bool) -> Option<Authority> {
    let outlet = || view.lexicon.name(&player.name.to_lowercase()).any(Classes::OUTLET);
    match player.entity_type {
        _ if player.numbered => Some(Authority::Unnamed),
        EntityType::Person => Some(Authority::Named),
        EntityType::Unknown if person => Some(Authority::Named),
        _ if person => None,
        _ if outlet() => Some(Authority::Outlet),
        EntityType::Organisation | EntityType::Place => Some(Authority::Collective),
        EntityType::Group => Some(Authority::Unnamed),
        EntityType::Work => Some(Authority::Document),
        _ => None,
    }
}
