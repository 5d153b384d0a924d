//! Who those are that take part: their country, their sectors, their role; seats that stand for a government.
//!
//! What is told beside the words counts first, then what the document tells elsewhere of the same person or body. Invariant: where the
//! document tells two countries of somebody, none is given. Cost: a few look-ups a participant; a chain is read once.
//! After: Open Event Data Alliance, PLOVER manual, 2021, chapter 5.

use super::cast::{Cast, phrase};
use super::described::{self, Facts};
use dateline_lexicon::{Events, Firmness, Gazetteer, Known, PlaceSort, Places};
use dateline_record::{EntityType, EventMention, Form, Mention, Participant};
use std::collections::HashMap;
use std::ops::Range;

/// Classes in which whom it is done to is somebody who answers: “talks with Moscow”, “sanctions on Moscow”.
const ANSWERED: &[&str] =
    &["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"];

/// Prepositions before a government that is meant by its seat; “to” and “in” lead to the place.
const BEFORE_SEAT: &[&str] = &["with", "on", "against", "from", "between", "by", "of", "among", "upon"];

/// Of a chain no more mentions are read.
const MOST: usize = 24;

/// Tells of each participant what is known.
pub(super) fn describe(cast: &Cast, gazetteer: &Gazetteer, found: &mut [EventMention]) {
    let mut people = People { cast, gazetteer, chains: Vec::new(), known: HashMap::new(), countries: None };
    for event in found {
        let class = Events::embedded().classes().iter().find(|class| class.name == event.event_type);
        let acts = class.is_some_and(|class| class.quad > 0 || matches!(class.name, "POLICY" | "RELEASE" | "EXCHANGE"));
        event.actors.iter_mut().for_each(|one| people.tell(one, acts, true));
        let answers = ANSWERED.contains(&event.event_type);
        event.recipients.iter_mut().for_each(|one| people.tell(one, answers, false));
    }
}

/// Everybody of a document.
struct People<'a> {
    cast: &'a Cast<'a>,
    gazetteer: &'a Gazetteer,
    /// Referents with the numbers of their mentions, in order; filled when first asked for.
    chains: Vec<(u32, usize)>,
    /// What chains tell.
    known: HashMap<u32, Facts<'a>>,
    /// The countries that the document names; filled when first asked for.
    countries: Option<Vec<&'a str>>,
}

impl<'a> People<'a> {
    /// Fills in what is known of `one`; `acts` tells that only somebody can stand in its place.
    fn tell(&mut self, one: &mut Participant, acts: bool, is_actor: bool) {
        let tree = self.cast.tree;
        let words = tree.covered(one.antecedent.unwrap_or(one.extent));
        if words.is_empty() {
            return;
        }
        let head =
            words.clone().find(|at| tree.head(*at).is_none_or(|head| !words.contains(&head))).unwrap_or(words.start);
        let mut facts = self.beside(words.clone(), head);
        if let Some(referent) = one.referent {
            let chain = self.chain(referent);
            fill(&mut facts, chain);
        }
        let country = facts.country.flatten();
        if facts.firmness == Some(Firmness::BesideCountry) && country.is_none() {
            facts.sectors.clear();
        }
        one.metonym = facts.seat;
        if let Some(country) = self.seat(words, head, acts, is_actor) {
            (one.metonym, one.country, one.sectors) = (true, Some(country.to_owned()), vec!["GOV"]);
            return;
        }
        one.country = country.map(str::to_owned);
        one.role =
            facts.role.and_then(|(first, last)| tree.extent(first, last)).map(|role| role.of(tree.text).to_owned());
        one.sectors = facts.sectors;
    }

    /// What the words say, and what stands beside them: an apposition, what they are said to be.
    fn beside(&self, words: Range<usize>, head: usize) -> Facts<'a> {
        let tree = self.cast.tree;
        let read = |words: Range<usize>, head: usize| {
            let person = self.person(&words);
            described::of(tree, self.gazetteer, words.start..=words.end - 1, head, &person)
        };
        let mut facts = read(words, head);
        let mut others: Vec<usize> = tree.kids(head).filter(|kid| tree.relation(*kid) == "appos").collect();
        let above = tree.head(head);
        match (tree.relation(head), above) {
            ("appos", Some(above)) => others.push(above),
            ("nsubj", Some(above)) if tree.tag(above) == "NOUN" && tree.kid(above, "cop").is_some() => {
                others.push(above)
            }
            _ => {}
        }
        for other in others.into_iter().take(3) {
            let (first, last) = phrase(tree, other);
            fill(&mut facts, &read(first..last + 1, other));
        }
        facts
    }

    /// The words of a person's name among `words`.
    fn person(&self, words: &Range<usize>) -> Range<usize> {
        let tree = self.cast.tree;
        let Some(whole) = tree.extent(words.start, words.end - 1) else { return 0..0 };
        let mentions = self.cast.mentions;
        let from = mentions.partition_point(|mention| mention.extent.start() < whole.start());
        let inside = mentions[from..].iter().take_while(|mention| mention.extent.start() < whole.end());
        let named = |mention: &&Mention| mention.form == Form::Name && mention.entity_type == EntityType::Person;
        let mut named = inside.filter(named).map(|mention| tree.covered(mention.extent));
        let Some(name) = named.next() else { return 0..0 };
        // “President Vell” may be a name with its title.
        let office = |at: &usize| tree.tag(*at) == "PROPN" && !described::is_office(tree.word(*at));
        name.clone().find(office).unwrap_or(name.start)..name.end
    }

    /// What the document tells of a chain, its first telling first.
    fn chain(&mut self, referent: u32) -> &Facts<'a> {
        if self.chains.is_empty() {
            let numbered = self.cast.mentions.iter().enumerate();
            self.chains = numbered.filter_map(|(number, own)| Some((own.referent?, number))).collect();
            self.chains.sort_unstable();
        }
        if !self.known.contains_key(&referent) {
            let facts = self.of_chain(referent);
            self.known.insert(referent, facts);
        }
        &self.known[&referent]
    }

    fn of_chain(&self, referent: u32) -> Facts<'a> {
        let tree = self.cast.tree;
        let from = self.chains.partition_point(|(own, _)| *own < referent);
        let own = self.chains[from..].iter().take_while(|(own, _)| *own == referent);
        let mut facts = Facts::default();
        let mut two = false;
        for (_, number) in own.take(MOST) {
            let mention = &self.cast.mentions[*number];
            let words = tree.covered(mention.extent);
            if mention.form == Form::Pronoun || words.is_empty() {
                continue;
            }
            let head = words.clone().find(|at| tree.head(*at).is_none_or(|head| !words.contains(&head)));
            let head = head.unwrap_or(words.start);
            let (first, last) = phrase(tree, head);
            let told = self.beside(first.min(words.start)..last.max(words.end - 1) + 1, head);
            two |= matches!((facts.country, told.country), (Some(one), Some(other)) if one != other);
            fill(&mut facts, &told);
        }
        if two {
            facts.country = Some(None);
        }
        facts
    }

    /// The country whose government is meant by the capital at `head`, where only somebody can stand there.
    fn seat(&mut self, words: Range<usize>, head: usize, acts: bool, is_actor: bool) -> Option<&'a str> {
        let tree = self.cast.tree;
        // A spelling that the parser has not met may be an auxiliary to it: “Kyiv condemned”.
        let named = |at: &usize| {
            tree.word(*at).starts_with(char::is_uppercase) && !matches!(tree.tag(*at), "DET" | "ADP" | "PRON")
        };
        if !acts || !named(&head) {
            return None;
        }
        let first = words.clone().find(named)?;
        let name = first..(first..words.end).find(|at| !named(at)).unwrap_or(words.end);
        if !name.contains(&head) {
            return None;
        }
        let entry = self.gazetteer.entry_of(name.clone().map(|at| tree.word(at)));
        let known = entry.known();
        if !known.any(Known::CAPITAL) || known.any(Known::COUNTRY | Known::COMMON) {
            return None;
        }
        let country = self.gazetteer.country(entry)?;
        // Whoever is joined stands where the first does.
        let mut top = head;
        while let Some(first) = tree.head(top).filter(|_| tree.relation(top) == "conj") {
            top = first;
        }
        let stands = match tree.relation(top) {
            "nsubj" => is_actor,
            "obl:agent" => true,
            "nsubj:pass" | "obj" | "iobj" => !is_actor,
            "nmod:poss" => is_actor,
            "obl" | "nmod" => tree.case(top).is_some_and(|case| tree.is(case, BEFORE_SEAT)),
            _ => false,
        };
        // “Kyiv” is also a region, but of its own country.
        let elsewhere = || {
            let name = tree.extent(name.start, name.end - 1).map_or("", |extent| extent.of(tree.text));
            let all = Places::embedded().named(name);
            all.iter().any(|one| one.sort == PlaceSort::Region && one.letters() != country)
        };
        let doubtful = known.any(Known::GIVEN | Known::SURNAME) || known.any(Known::SUBDIVISION) && elsewhere();
        let joined = || {
            let mut equals = tree.kids(top).filter(|kid| tree.relation(*kid) == "conj").chain([top]);
            let government =
                |at: &usize| self.gazetteer.entry(tree.word(*at)).known().any(Known::COUNTRY | Known::CAPITAL);
            equals.any(|at| at != head && government(&at))
        };
        (stands && (!doubtful || joined() || self.countries().contains(&country))).then_some(country)
    }

    /// The countries that the document names, with their people.
    fn countries(&mut self) -> &[&'a str] {
        let (text, mentions, gazetteer) = (self.cast.tree.text, self.cast.mentions, self.gazetteer);
        self.countries.get_or_insert_with(|| {
            let named = mentions.iter().filter(|mention| {
                mention.form == Form::Name && matches!(mention.entity_type, EntityType::Place | EntityType::Group)
            });
            let mut all: Vec<&str> = named
                .map(|mention| gazetteer.entry(mention.extent.of(text)))
                .filter(|entry| entry.known().any(Known::COUNTRY | Known::GROUP))
                .filter_map(|entry| gazetteer.country(entry))
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        })
    }
}

/// Adds what is not known yet.
fn fill<'a>(facts: &mut Facts<'a>, other: &Facts<'a>) {
    if facts.country.is_none() {
        facts.country = other.country;
    }
    if !other.sectors.is_empty() && (facts.sectors.is_empty() || facts.firmness < other.firmness) {
        facts.sectors.clone_from(&other.sectors);
        facts.firmness = other.firmness;
    }
    facts.role = facts.role.or(other.role);
}
