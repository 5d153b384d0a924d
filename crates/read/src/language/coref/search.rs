//! Goes through the mentions of a document, asks of each which one before it points to the same, and joins them.
//!
//! Invariant: a mention is never asked about one that overlaps it. Cost: mentions × candidates, of which there are few:
//! the nearest, and those that share a key. After: Denis & Baldridge, ranking, 2008; Clark & Manning, 2016.

use super::chain::{Chain, length};
use super::detect;
use super::feature::{self, Before, Company, MENTION_WIDTH, PAIR_WIDTH, Rows, Side};
use super::index::Index;
use super::mention::{Form, Gender, Kind, Mention, Number};
use super::role::{self, Role};
use super::rule::Verdict;
use super::sign::{Class, Look, Signs};
use super::span::Spans;
use super::speech::Spoken;
use super::text::{Marks, View};
use std::ops::Range;

/// How many mentions before it are asked of each, and how many of each key.
const NEAREST: usize = 28;
/// The most of these that are weighed, and the most of one chain.
const MOST: usize = 9;
const OF_CHAIN: u32 = 3;
/// The same of one that is no pronoun.
const NEAR: usize = 6;
const OF_KEY: usize = 5;

/// A mention before another that may point to the same.
pub struct Candidate {
    /// Its place among the mentions.
    pub mention: usize,
    /// The chain that it is in, and how many mentions that has.
    pub chain: u32,
    /// How many mentions that chain has.
    pub size: u32,
    /// What the pair lights up.
    pub rows: Rows<PAIR_WIDTH>,
}

/// A mention and its candidates, nearest first.
pub struct Case<'a> {
    /// Its place.
    pub mention: usize,
    /// All mentions.
    pub mentions: &'a [Mention],
    /// What each mention up to this one lights up.
    pub rows: &'a [Rows<MENTION_WIDTH>],
    /// The candidates.
    pub candidates: &'a [Candidate],
    /// Whether a rule has said already whom it points to.
    pub settled: bool,
}

/// Buffers of one thread.
#[derive(Default)]
pub struct Search {
    spans: Spans,
    pub(super) marks: Marks,
    pub(super) mentions: Vec<Mention>,
    pub(super) signs: Vec<Signs>,
    rows: Vec<Rows<MENTION_WIDTH>>,
    candidates: Vec<Candidate>,
    pub(super) chain_of: Vec<u32>,
    pub(super) chains: Vec<Chain>,
    pub(super) index: Index,
    pub(super) roles: Vec<Role>,
    pub(super) spoken: Vec<Spoken>,
    asked: Vec<u32>,
    lower: String,
}

impl Search {
    /// Finds what can be a mention.
    pub(super) fn prepare(&mut self, view: &View) {
        self.marks.read(view.text, &mut self.lower);
        self.spans.find(view);
        self.mentions.clear();
        detect::find(view, &self.spans, &self.marks, &mut self.mentions);
    }

    /// Reads the signs of all mentions.
    fn look(&mut self, look: &Look) {
        self.signs.clear();
        let mut sentence = 0;
        for mention in &mut self.mentions {
            while look.view.text.sentences[sentence].end <= mention.head {
                sentence += 1;
            }
            self.signs.push(look.signs(mention, sentence, &mut self.lower));
        }
        self.part_names();
        self.roles.clear();
        for (at, (mention, signs)) in self.mentions.iter().zip(&self.signs).enumerate() {
            role::find(&look.view, &self.spans, at, mention, signs, &mut self.roles);
        }
    }

    /// Of two mentions that hold one name, one inside the other, the one keeps it whose head is of it.
    fn part_names(&mut self) {
        for at in 1..self.mentions.len() {
            let start = self.mentions[at].words.start;
            for before in (at.saturating_sub(4)..at).rev() {
                let same = !self.signs[at].name.is_empty() && self.signs[at].name == self.signs[before].name;
                if same && self.mentions[before].words.end > start {
                    let loser = if self.mentions[before].form == Form::Name { at } else { before };
                    let signs = &mut self.signs[loser];
                    let end = signs.name.start;
                    (signs.name.end, signs.keys, signs.initials, signs.bits) = (end, Default::default(), 0, 0);
                }
            }
        }
    }

    /// Goes through the mentions; `decide` says which candidate each belongs to.
    pub(super) fn run(&mut self, look: &Look, mut decide: impl FnMut(&Case) -> Option<usize>) {
        self.look(look);
        self.rows.clear();
        self.chains.clear();
        self.chain_of.clear();
        self.index.clear(self.mentions.len() * 5 + 64);
        self.spoken.clear();
        self.spoken.resize(look.view.text.speech.len(), [0; 2]);
        self.asked.clear();
        self.asked.resize(self.mentions.len(), u32::MAX);
        for at in 0..self.mentions.len() {
            let (mention, signs) = (&self.mentions[at], &self.signs[at]);
            let said = |key: u64| if key == 0 { 0 } else { self.index.find(key).take(2).count() as u32 };
            let before = if mention.form == Form::Pronoun {
                Before { sentence: signs.sentence, ..Before::default() }
            } else {
                Before { head: said(signs.head), text: said(signs.text ^ 1), sentence: signs.sentence }
            };
            self.rows.push(feature::of_mention(mention, signs, before));
            self.gather(at);
            let spoken = self.of_speech(at, &look.view.text);
            let verdict = spoken.map_or_else(|| self.verdict(at), |(verdict, ..)| verdict);
            let case = Case {
                mention: at,
                mentions: &self.mentions,
                rows: &self.rows,
                candidates: &self.candidates,
                settled: verdict != Verdict::Open,
            };
            let likely = decide(&case).map(|index| self.candidates[index].mention);
            let chosen = match verdict {
                Verdict::Open => likely,
                Verdict::To(other) => Some(other),
                Verdict::Alone => None,
            };
            if self.signs[at].capital && self.signs[at].class == Class::Bare && matches!(verdict, Verdict::To(_)) {
                self.mentions[at].form = Form::Name;
            }
            self.join(at, chosen);
            self.file(at);
            if let Some((_, speech, part)) = spoken {
                self.spoken[speech][part] = at as u32 + 1;
            }
        }
        self.join_speakers(&look.view.text);
    }

    fn gather(&mut self, at: usize) {
        self.candidates.clear();
        let signs = &self.signs[at];
        let said = |key: u64| self.index.find(key).next().is_some();
        let mut nearer = 0;
        let near = at.saturating_sub(match signs.class {
            class if class.is_pronoun() => NEAREST,
            Class::Definite | Class::Demonstrative => NEAR,
            Class::Name | Class::Possessed => NEAR / 3,
            // What is new by its form, unless its noun was there before.
            _ if said(signs.head) => NEAR / 3,
            _ => return,
        });
        for other in (near..at).rev() {
            self.ask(at, other, &mut nearer);
            if self.candidates.len() >= MOST {
                break;
            }
        }
        let signs = &self.signs[at];
        if signs.class.is_pronoun() {
            return;
        }
        let mut keys = [signs.head, 0, 0, 0];
        if !signs.name.is_empty() {
            keys[1] = signs.keys[0];
            keys[2] = signs.keys.iter().copied().take_while(|key| *key != 0).last().unwrap_or(0);
            keys[3] = signs.initials;
        } else {
            keys[1] = signs.text ^ 1;
        }
        let mut found = [0usize; 4 * OF_KEY];
        let mut count = 0;
        for key in keys.into_iter().filter(|key| *key != 0) {
            for other in self.index.find(key).take(OF_KEY) {
                found[count] = other;
                count += 1;
            }
        }
        found[..count].sort_unstable_by(|one, other| other.cmp(one));
        for other in found.into_iter().take(count) {
            if other < near {
                self.ask(at, other, &mut nearer);
            }
        }
    }

    fn ask(&mut self, at: usize, other: usize, nearer: &mut u32) {
        if self.asked[other] == at as u32 {
            return;
        }
        self.asked[other] = at as u32;
        let (own, before) = (&self.mentions[at], &self.mentions[other]);
        let apart = before.words.end <= own.words.start || own.words.end <= before.words.start;
        if !apart {
            return;
        }
        let chain = &mut self.chains[self.chain_of[other] as usize];
        if chain.asked == (at as u32, OF_CHAIN) || !fits(&self.signs[at], &chain.company) {
            return;
        }
        // Whom a document numbers is called by another name only where a rule says so.
        if (own.form == Form::Name && own.scoped != chain.scoped) || chain.is_another(&self.signs[at]) {
            return;
        }
        let before = if chain.asked.0 == at as u32 { chain.asked.1 } else { 0 };
        chain.asked = (at as u32, before + 1);
        let mut company = chain.company;
        company.latest = chain.latest == other as u32;
        company.nearer = *nearer;
        let agrees = !own.gender.clashes(company.gender)
            && !own.number.clashes(company.number)
            && !own.kind.clashes(company.kind);
        *nearer += u32::from(agrees && company.latest);
        let side = |at: usize| Side { mention: &self.mentions[at], signs: &self.signs[at], at };
        let rows = feature::of_pair(side(at), side(other), &company);
        self.candidates.push(Candidate { mention: other, chain: self.chain_of[other], size: company.size, rows });
    }

    fn join(&mut self, at: usize, to: Option<usize>) {
        let (mention, signs) = (&self.mentions[at], &self.signs[at]);
        let number = match to {
            Some(other) => {
                let number = self.chain_of[other];
                self.chains[number as usize].take(mention, signs, at);
                number
            }
            None => {
                self.chains.push(Chain::new(mention, signs, at));
                self.chains.len() as u32 - 1
            }
        };
        self.chain_of.push(number);
    }

    fn file(&mut self, at: usize) {
        if self.mentions[at].form == Form::Pronoun {
            return;
        }
        let signs = &self.signs[at];
        self.index.add(signs.head, at);
        self.index.add(signs.text ^ 1, at);
        if signs.name.is_empty() {
            return;
        }
        let last = signs.keys[length(&signs.keys).saturating_sub(1)];
        for key in [signs.keys[0], last, signs.initials] {
            if key != signs.head && key != 0 {
                self.index.add(key, at);
            }
        }
        // What nouns may stand for it: “the ministry”, “the spokesman”.
        if matches!(self.mentions[at].kind, Kind::Organisation | Kind::Open) {
            for key in &signs.keys[..length(&signs.keys)] {
                self.index.add(key ^ 2, at);
            }
        }
        let first = self.roles.partition_point(|role| role.mention < at);
        for role in self.roles[first..].iter().take_while(|role| role.mention == at && role.noun != 0) {
            self.index.add(role.noun ^ 2, at);
            self.chains[self.chain_of[at] as usize].company.modifiers |= role.bits;
        }
    }

    /// Which chain each mention is in.
    pub fn chains(&self) -> &[u32] {
        &self.chain_of
    }

    /// The mentions found.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The words of a mention's name; none where it has no name.
    pub(super) fn name(&self, mention: usize) -> Range<usize> {
        self.signs[mention].name.clone()
    }
}

/// Whether a pronoun can be of a chain at all.
fn fits(signs: &Signs, company: &Company) -> bool {
    let sexed = matches!(company.gender, Gender::Male | Gender::Female);
    let unlike = |kind: Kind| matches!(kind, Kind::Place | Kind::Organisation | Kind::Thing);
    match signs.class {
        Class::HeShe => {
            let gender = signs.pronoun.map_or(Gender::Open, |pronoun| pronoun.gender);
            !gender.clashes(company.gender) && company.number != Number::Many && !unlike(company.kind)
        }
        Class::First if signs.pronoun.is_some_and(|pronoun| pronoun.number == Number::One) => {
            company.gender != Gender::Neuter && company.number != Number::Many && !unlike(company.kind)
        }
        Class::It => !sexed && company.kind != Kind::Person && company.number != Number::Many,
        Class::They => !sexed,
        _ => true,
    }
}
