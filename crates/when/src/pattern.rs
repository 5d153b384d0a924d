//! Patterns over tokens, as rule files write them, and the matcher that runs them.
//!
//! A pattern is a row of elements: a word or mark as it stands; `<class>`, or `<class:slot>` with `+`, `*` or `&` for how
//! its number joins; `( a | b )`; `x?`; `{macro}` or `{macro=slot}`; `@slot=value`; `>>` and `<<` where what is claimed
//! begins and ends; `~` before an element that must touch what stands before it.
//!
//! Invariant: a pattern has no loop, so matching ends. Cost: the alternatives tried; the first two tokens are checked first.

use crate::sets::{Set, Sets};
use crate::slots::{Filling, Joining, Slot};
use crate::token::Token;
use crate::words::{self, Symbol, Words};
use std::collections::BTreeMap;

enum Step {
    Token {
        set: u32,
        number: Option<i32>,
        capital: Option<bool>,
        glued: bool,
        fills: Option<(u16, Slot, Joining)>,
    },
    Fill(Filling),
    Begin,
    End,
    /// Either way; with what each admits next, none where it may end.
    Split([(u32, Option<u32>); 2]),
    Jump(u32),
    Done,
}

/// A pattern, compiled.
pub(crate) struct Pattern {
    steps: Vec<Step>,
    pub first: Set,
    /// The tokens it may begin with, and what each admits next; none where one token is enough.
    starts: Vec<(u32, Option<Set>)>,
}

/// What a pattern found: the tokens claimed, and how the slots are filled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub begin: usize,
    pub end: usize,
    pub fillings: Vec<Filling>,
}

impl Pattern {
    /// Compiles a pattern. Panics, saying where, on one that is not sound: rules are part of the program.
    pub(crate) fn compile(
        text: &str,
        macros: &BTreeMap<String, String>,
        words: &mut Words,
        sets: &mut Sets,
    ) -> Pattern {
        let text = expand(text, macros, 0);
        let pieces: Vec<&str> = text.split_whitespace().collect();
        let mut compiler = Compiler { pieces: &pieces, at: 0, steps: Vec::new(), words, sets };
        compiler.alternatives();
        assert!(compiler.at == pieces.len(), "a bracket is not balanced in {text}");
        compiler.steps.push(Step::Done);
        let mut steps = compiler.steps;
        let first = admits(&steps, 0, sets).expect("a pattern is not empty");
        let starts = reach(&steps, 0).into_iter().filter_map(|step| match &steps[step] {
            Step::Token { set, .. } => Some((*set, admits(&steps, step + 1, sets))),
            _ => None,
        });
        let starts = starts.collect();
        for step in 0..steps.len() {
            if let Step::Split(ways) = steps[step] {
                let ways = ways.map(|(way, _)| (way, admits(&steps, way as usize, sets).map(|set| sets.add(&set))));
                steps[step] = Step::Split(ways);
            }
        }
        Pattern { steps, first, starts }
    }

    /// What may stand second where `symbol` stands first; none where it may stand alone.
    pub(crate) fn second(&self, symbol: Symbol, sets: &Sets) -> Option<Set> {
        let mut all = Set::default();
        for (_, next) in self.starts.iter().filter(|(first, _)| sets.get(*first).has(symbol)) {
            all.add(next.as_ref()?);
        }
        Some(all)
    }

    /// The longest match that begins at token `at`, by what it claims.
    pub(crate) fn longest(&self, tokens: &[Token], at: usize, words: &Words, sets: &Sets) -> Option<Found> {
        let mut run = Run { steps: &self.steps, tokens, words, sets, fillings: Vec::new(), best: None };
        run.step(0, at, at, None);
        run.best
    }
}

/// The tokens and ends that can be reached from a step without reading.
fn reach(steps: &[Step], from: usize) -> Vec<usize> {
    match &steps[from] {
        Step::Token { .. } | Step::Done => vec![from],
        Step::Fill(_) | Step::Begin | Step::End => reach(steps, from + 1),
        Step::Jump(to) => reach(steps, *to as usize),
        Step::Split([(one, _), (other, _)]) => [reach(steps, *one as usize), reach(steps, *other as usize)].concat(),
    }
}

/// The symbols that a step can read next; none where it may end instead.
fn admits(steps: &[Step], from: usize, sets: &Sets) -> Option<Set> {
    let mut all = Set::default();
    for step in reach(steps, from) {
        match &steps[step] {
            Step::Token { set, .. } => all.add(sets.get(*set)),
            _ => return None,
        }
    }
    Some(all)
}

/// Writes macros out; in their text `$` is the slot asked for, `n` where none is.
fn expand(text: &str, macros: &BTreeMap<String, String>, depth: usize) -> String {
    assert!(depth < 12, "macros go round in {text}");
    let mut out = String::new();
    for piece in text.split_whitespace() {
        let (name, optional) = match piece.strip_suffix('?') {
            Some(name) => (name, " ?"),
            None => (piece, ""),
        };
        if let Some(name) = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            let (name, slot) = name.split_once('=').unwrap_or((name, "n"));
            let body = macros.get(name).unwrap_or_else(|| panic!("no macro is called {name}"));
            let body = expand(&body.replace('$', slot), macros, depth + 1);
            out.push_str(&format!("( {body} ){} ", optional.trim()));
        } else {
            out.push_str(piece);
            out.push(' ');
        }
    }
    out
}

struct Compiler<'a> {
    pieces: &'a [&'a str],
    at: usize,
    steps: Vec<Step>,
    words: &'a mut Words,
    sets: &'a mut Sets,
}

impl Compiler<'_> {
    /// `a | b | c` up to a closing bracket or the end.
    fn alternatives(&mut self) {
        let mut ends = Vec::new();
        loop {
            let split = self.steps.len();
            self.steps.push(Step::Jump(split as u32 + 1));
            self.row();
            if self.pieces.get(self.at) != Some(&"|") {
                break;
            }
            self.at += 1;
            ends.push(self.steps.len());
            self.steps.push(Step::Jump(0));
            self.steps[split] = Step::Split([(split as u32 + 1, None), (self.steps.len() as u32, None)]);
        }
        let after = self.steps.len();
        ends.into_iter().for_each(|end| self.steps[end] = Step::Jump(after as u32));
    }

    fn row(&mut self) {
        while let Some(&piece) = self.pieces.get(self.at) {
            let start = self.steps.len();
            match piece {
                "|" | ")" | ")?" => return,
                "(" => {
                    self.steps.push(Step::Jump(start as u32 + 1));
                    self.at += 1;
                    self.alternatives();
                    let close = self.pieces.get(self.at).expect("a bracket is closed");
                    if *close == ")?" {
                        self.steps[start] = Step::Split([(start as u32 + 1, None), (self.steps.len() as u32, None)]);
                    }
                }
                ">>" => self.steps.push(Step::Begin),
                "<<" => self.steps.push(Step::End),
                _ => match piece.strip_suffix('?') {
                    Some(piece) if !piece.is_empty() => {
                        self.steps.push(Step::Jump(start as u32 + 1));
                        self.element(piece);
                        self.steps[start] = Step::Split([(start as u32 + 1, None), (self.steps.len() as u32, None)]);
                    }
                    _ => self.element(piece),
                },
            }
            self.at += 1;
        }
    }

    fn element(&mut self, piece: &str) {
        if let Some((slot, value)) = piece.strip_prefix('@').and_then(|fill| fill.split_once('=')) {
            let slot = Slot::named(slot).unwrap_or_else(|| panic!("no slot is called {slot}"));
            let value = value.parse().unwrap_or_else(|_| panic!("{value} is no number"));
            self.steps.push(Step::Fill(Filling { slot, joining: Joining::Set, value }));
            return;
        }
        let (piece, glued) = match piece.strip_prefix('~') {
            Some(rest) => (rest, true),
            None => (piece, false),
        };
        let mut set = Set::default();
        let Some(class) = piece.strip_prefix('<').and_then(|class| class.strip_suffix('>')) else {
            let number: Option<i32> = piece.parse().ok();
            match number {
                Some(value) => set.insert(words::number_symbol(i64::from(value), piece.len(), false, false)),
                None => set.insert(self.words.literal(piece)),
            }
            let set = self.sets.add(&set);
            self.steps.push(Step::Token { set, number, capital: None, glued, fills: None });
            return;
        };
        let (name, target) = class.split_once(':').unwrap_or((class, ""));
        let number = self.words.class_number(name).unwrap_or_else(|| panic!("no class is called {name}"));
        let class = self.words.class(number);
        class.symbols.iter().for_each(|symbol| set.insert(*symbol));
        let (target, joining) = match target.as_bytes().last() {
            Some(b'+') => (&target[..target.len() - 1], Joining::Add),
            Some(b'*') => (&target[..target.len() - 1], Joining::Times),
            Some(b'&') => (&target[..target.len() - 1], Joining::Append),
            _ => (target, Joining::Set),
        };
        let slot = match target {
            "" => class.slot,
            "-" => None,
            _ => Some(Slot::named(target).unwrap_or_else(|| panic!("no slot is called {target}"))),
        };
        let capital = class.capital;
        let set = self.sets.add(&set);
        self.steps.push(Step::Token {
            set,
            number: None,
            capital,
            glued,
            fills: slot.map(|slot| (number as u16, slot, joining)),
        });
    }
}

struct Run<'a> {
    steps: &'a [Step],
    tokens: &'a [Token],
    words: &'a Words,
    sets: &'a Sets,
    fillings: Vec<Filling>,
    best: Option<Found>,
}

impl Run<'_> {
    /// Runs from a step; where the way parts, the first way is run through before the second.
    fn step(&mut self, mut step: usize, mut at: usize, mut begin: usize, mut end: Option<usize>) {
        let kept = self.fillings.len();
        loop {
            match &self.steps[step] {
                Step::Token { set, number, capital, glued, fills } => {
                    let Some(token) = self.tokens.get(at) else { break };
                    if !self.sets.has(*set, token.symbol)
                        || number.is_some_and(|number| number != token.number)
                        || capital.is_some_and(|capital| capital != token.capital)
                        || (*glued && !token.glued)
                    {
                        break;
                    }
                    if let Some((class, slot, joining)) = *fills {
                        let value = self.words.class(usize::from(class)).value(token.symbol, token.number);
                        self.fillings.push(Filling { slot, joining, value });
                    }
                    (step, at) = (step + 1, at + 1);
                }
                Step::Fill(filling) => {
                    self.fillings.push(*filling);
                    step += 1;
                }
                Step::Begin => (step, begin) = (step + 1, at),
                Step::End => (step, end) = (step + 1, Some(at)),
                Step::Jump(to) => step = *to as usize,
                Step::Split([(one, first), (other, second)]) => {
                    let next = self.tokens.get(at).map(|token| token.symbol);
                    let admitted =
                        |set: Option<u32>| set.is_none_or(|set| next.is_some_and(|next| self.sets.has(set, next)));
                    let (first, second) = (admitted(*first), admitted(*second));
                    match (first, second) {
                        (true, true) => {
                            self.step(*one as usize, at, begin, end);
                            step = *other as usize;
                        }
                        (true, false) => step = *one as usize,
                        (false, true) => step = *other as usize,
                        (false, false) => break,
                    }
                }
                Step::Done => {
                    let end = end.unwrap_or(at);
                    if begin < end && self.best.as_ref().is_none_or(|best| best.end < end) {
                        self.best = Some(Found { begin, end, fillings: self.fillings.clone() });
                    }
                    break;
                }
            }
        }
        self.fillings.truncate(kept);
    }
}
