//! What is counted, by its noun: people, forces, votes, money, events, places, things; and the unit.
//!
//! Invariant: a share or percentage is of what it is a share of; where no noun says that, of nothing. Cost: a few look-ups for each number.

use super::counted::{Counted, is_noun};
use super::numeral::{Counter, Numeral};
use crate::event::Tree;
use dateline_lexicon::{Classes, Gazetteer, Known, Lexicon, Quantities, Sign, Unit};
use std::ops::Range;

/// What tells nouns apart.
pub(super) struct Sorter<'a> {
    pub tree: &'a Tree<'a>,
    pub lists: &'static Quantities,
    pub lexicon: &'a Lexicon,
    pub gazetteer: &'a Gazetteer,
}

impl Sorter<'_> {
    fn lower(&self, at: usize) -> String {
        self.tree.word(at).to_lowercase()
    }

    /// What a noun counts, whatever is told of it.
    pub fn noun(&self, at: usize) -> &'static str {
        let lower = self.lower(at);
        match self.lists.unit(&lower) {
            Some(Unit::Currency(_)) => return "money",
            Some(Unit::People(_)) => return "people",
            Some(Unit::Weight(_)) => return "things",
            _ => {}
        }
        match self.lists.noun(&lower) {
            Some(of @ ("forces" | "votes" | "money" | "people" | "events" | "places" | "things")) => return of,
            Some(_) => return "people",
            None => {}
        }
        let people = Classes::PERSON | Classes::ROLE | Classes::UNNAMED;
        let named = || {
            self.gazetteer.entry(self.tree.word(at)).known().any(Known::GROUP) && lower.ends_with(['s', 'i', 'h', 'e'])
        };
        if self.lexicon.word(&lower).classes.any(people) || named() {
            return "people";
        }
        // “army posts”
        let armed = |at: usize| self.lists.is(Sign::Armed, &self.lower(at));
        if matches!(lower.as_str(), "posts" | "post") {
            return if at > 0 && armed(at - 1) { "places" } else { "things" };
        }
        let ending = || self.lists.ending(&lower).filter(|_| self.tree.fine(at).ends_with('S'));
        ending().unwrap_or("things")
    }

    /// Whether a noun is known to be a thing.
    pub fn is_thing(&self, at: usize) -> bool {
        self.lists.noun(&self.lower(at)) == Some("things")
    }

    /// “the number of migrants fell by 500”: what the subject of the governor is a number of.
    pub fn total(&self, counted: &Counted) -> Option<usize> {
        let tree = self.tree;
        let led = tree.case(counted.phrase).is_some_and(|case| tree.is(case, &["to", "by", "from", "at"]));
        let up = tree.head(counted.phrase).filter(|_| led)?;
        let mut sums = tree.kids(up).filter(|kid| matches!(tree.relation(*kid), "nsubj" | "nsubj:pass" | "obj"));
        let sum = sums.find(|kid| self.lists.is(Sign::Total, &self.lower(*kid)))?;
        let mut of = tree.kids(sum).filter(|kid| tree.relation(*kid) == "nmod");
        of.find(|kid| tree.case(*kid).is_some_and(|case| tree.is(case, &["of"])))
    }

    /// Whether the counted are known to be people.
    pub fn is_people(&self, head: Option<usize>) -> bool {
        head.is_none_or(|head| matches!(self.noun(head), "people" | "forces"))
    }

    /// The unit and what is counted, where nothing is told of those who are.
    pub fn of(
        &self,
        numeral: &Numeral,
        counted: &Counted,
        sentence: &Range<usize>,
    ) -> Option<(&'static str, &'static str)> {
        match numeral.unit {
            Counter::Money(currency) => return Some((currency, "money")),
            Counter::Percent => return Some(("percent", self.whole(counted, sentence)?)),
            Counter::Points => return Some(("points", self.points(counted, sentence)?)),
            Counter::Share => return Some(("share", self.whole(counted, sentence)?)),
            Counter::None => {}
        }
        let head = counted.head?;
        let of = self.noun(head);
        Some((self.unit(head, of), of))
    }

    /// The unit of what a noun counts.
    pub fn unit(&self, head: usize, of: &str) -> &'static str {
        match self.lists.unit(&self.lower(head)) {
            Some(Unit::Currency(name) | Unit::Weight(name) | Unit::People(name)) => name,
            _ if matches!(of, "people" | "forces") => "people",
            _ => "count",
        }
    }

    fn is_polled(&self, sentence: &Range<usize>) -> bool {
        sentence.clone().any(|at| self.tree.word(at).len() > 2 && self.lists.is(Sign::Poll, &self.lower(at)))
    }

    fn points(&self, counted: &Counted, sentence: &Range<usize>) -> Option<&'static str> {
        if self.is_polled(sentence) {
            return Some("votes");
        }
        self.whole(counted, sentence).filter(|of| *of != "things")
    }

    /// Whether those of whom it is a share say or think something, and nothing of how they vote.
    fn opines(&self, counted: &Counted) -> bool {
        let tree = self.tree;
        if !tree.relation(counted.phrase).starts_with("nsubj") {
            return false;
        }
        let Some(verb) = tree.head(counted.phrase).filter(|verb| tree.tag(*verb) == "VERB") else { return false };
        let votes = ["vote", "voted", "voting", "support", "back", "ballot", "elect", "cast", "choose"];
        self.lists.is(Sign::Opinion, &self.lower(verb))
            && !(verb + 1..(verb + 10).min(tree.len())).any(|at| tree.is(at, &votes))
    }

    /// Of what a share is: of its noun, of what the noun it measures is in, of what grew by it.
    fn whole(&self, counted: &Counted, sentence: &Range<usize>) -> Option<&'static str> {
        let tree = self.tree;
        let polled = || self.is_polled(sentence);
        let sorted = |at: usize| {
            let of = self.noun(at);
            // “40 percent of voters”: votes.
            match self.lower(at).as_str() {
                "voters" | "electorate" | "vote" | "votes" => "votes",
                lower if self.lists.is(Sign::Market, lower) => "money",
                _ => of,
            }
        };
        // “83 percent said”: asked, not voting.
        if counted.head.is_none_or(|head| matches!(sorted(head), "people" | "things" | "votes")) && self.opines(counted)
        {
            return Some("people");
        }
        if let Some(head) = counted.head {
            let of = sorted(head);
            if of != "things" {
                return Some(of);
            }
            // “a 70 percent drop in prices”
            let inner = tree.kids(head).find(|kid| {
                tree.relation(*kid) == "nmod"
                    && tree.case(*kid).is_some_and(|case| tree.is(case, &["in", "of", "among", "for", "on"]))
            });
            let deeper = || inner.and_then(|inner| tree.kids(inner).find(|kid| tree.relation(*kid) == "nmod"));
            let named = inner.map(&sorted).filter(|of| *of != "things").or_else(|| deeper().map(&sorted));
            return match named {
                Some(of) if of != "things" => Some(of),
                _ if polled() => Some("votes"),
                _ => Some("things"),
            };
        }
        // “prices rose 20 percent”, “turnout has fallen by 17 percent”
        let mut at = counted.phrase;
        for _ in 0..3 {
            let Some(up) = tree.head(at) else { break };
            let subject = tree.kids(up).find(|kid| tree.relation(*kid).starts_with("nsubj") && *kid != counted.phrase);
            let told = subject.filter(|subject| is_noun(tree, *subject)).map(&sorted);
            if let Some(of) = told.filter(|of| matches!(*of, "votes" | "money")) {
                return Some(of);
            }
            at = up;
        }
        if polled() { Some("votes") } else { Some("things") }
    }
}
