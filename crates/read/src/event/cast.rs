//! Who is meant by a phrase: a name, a body, people; or nobody.
//!
//! Invariant: things are nobody; each of several joined stands alone. Cost: a few steps in the tree, a search among the mentions.

use super::clause;
use super::tree::Tree;
use crate::view::View;
use dateline_lexicon::{Classes, Events};
use dateline_record::{EntityType, Form, Mention, Participant};

/// Who is in the document.
pub(super) struct Cast<'a> {
    pub view: &'a View<'a>,
    pub tree: &'a Tree<'a>,
    pub mentions: &'a [Mention],
    pub events: &'a Events,
}

/// Whether two stand for one: “Vell … he”.
pub(super) fn is_same(one: &Participant, other: &Participant) -> bool {
    one == other || one.referent.is_some() && one.referent == other.referent
}

impl Cast<'_> {
    /// The subject of a verb.
    pub fn subject(&self, at: usize) -> Option<usize> {
        let calls = |verb: usize| {
            let on = |after: Option<&str>| matches!(after, Some("on" | "upon"));
            self.events.triggers(&self.tree.word(verb).to_lowercase()).any(|trigger| on(trigger.after))
        };
        clause::subject(self.tree, &calls, at, 0)
    }

    /// Those who are meant by the phrase at `at` and those joined to it; `counted` lets numbers stand for people.
    pub fn those(&self, at: usize, counted: bool) -> Vec<Participant> {
        let joined = self.tree.kids(at).filter(|kid| self.tree.relation(*kid) == "conj");
        let mut all: Vec<Participant> = Vec::new();
        for one in std::iter::once(at).chain(joined) {
            let Some(who) = self.somebody(one, counted) else { continue };
            if !all.contains(&who) {
                all.push(who);
            }
        }
        all
    }

    /// Whoever the phrase at `at` means, if it means somebody.
    fn somebody(&self, at: usize, counted: bool) -> Option<Participant> {
        let tree = self.tree;
        if let Some(of) = self.counted(at) {
            let who = self.somebody(of, counted)?;
            let (first, last) = phrase(tree, at);
            let extent = tree.extent(first, last)?.hull(who.extent);
            return Some(Participant { extent, name: None, ..who });
        }
        let own = tree.words.get(at)?.range();
        let before = self.mentions.partition_point(|mention| mention.extent.start() <= own.start);
        let covers = |mention: &&Mention| mention.extent.start() <= own.start && own.end <= mention.extent.end();
        let near = self.mentions[before.saturating_sub(12)..before].iter().filter(covers);
        let mention =
            near.min_by_key(|mention| (mention.form != Form::Name, mention.extent.end() - mention.extent.start()));
        let agent = mention.is_some_and(|mention| {
            matches!(mention.form, Form::Pronoun)
                || matches!(
                    mention.entity_type,
                    EntityType::Person | EntityType::Organisation | EntityType::Place | EntityType::Group
                )
        });
        let token = self.view.tokens.partition_point(|token| (token.end as usize) <= own.start);
        let people = Classes::ROLE | Classes::COLLECTIVE | Classes::UNNAMED | Classes::TITLE | Classes::PERSON;
        let listed = self.view.any(token, people) && matches!(tree.tag(at), "NOUN" | "PROPN" | "ADJ");
        let pronoun = tree.tag(at) == "PRON"
            && tree
                .is(at, &["he", "she", "they", "we", "i", "him", "her", "them", "us", "me", "others", "many", "some"])
            && tree.relation(at) != "nmod:poss";
        // “Vell’s ministry said it had closed the road”: whoever said it.
        let it = tree.is(at, &["it", "its"]);
        let meant = match tree.tag(at) == "PRON" && (it || mention.is_none_or(|mention| mention.name.is_none())) {
            true => self.meant(at),
            false => None,
        };
        let number = counted && tree.tag(at) == "NUM" && mention.is_none();
        // “it” is somebody only where it is known who.
        let agent = agent && (meant.is_some() || !it);
        // “his Orsan counterpart, Ana Vell”
        let beside = match mention.is_none_or(|mention| mention.form != Form::Name) && tree.tag(at) == "NOUN" {
            true => tree.kid(at, "appos").and_then(|kid| self.person(kid)),
            false => None,
        };
        if !agent && !listed && !number && !pronoun && meant.is_none() && beside.is_none() {
            return None;
        }
        let (first, last) = phrase(tree, at);
        let extent = tree.extent(first, last)?;
        if let Some(beside) = beside {
            return Some(Participant::new(extent.hull(beside.extent), beside.name.clone(), beside.referent));
        }
        let extent =
            mention.filter(|mention| mention.form == Form::Name).map_or(extent, |mention| extent.hull(mention.extent));
        Some(match meant {
            Some(meant) => Participant { extent, antecedent: meant.antecedent.or(Some(meant.extent)), ..meant },
            None => {
                let (name, referent) = mention.map_or((None, None), |own| (own.name.clone(), own.referent));
                Participant::new(extent, name, referent)
            }
        })
    }

    /// “dozens of activists”: what a word is of that only counts or gathers them.
    fn counted(&self, at: usize) -> Option<usize> {
        let tree = self.tree;
        if !matches!(tree.tag(at), "NOUN" | "NUM" | "DET" | "PRON" | "ADJ") {
            return None;
        }
        let of =
            |kid: &usize| tree.relation(*kid) == "nmod" && tree.case(*kid).is_some_and(|case| tree.is(case, &["of"]));
        let of = tree.kids(at).find(of)?;
        self.events.counts(&tree.word(at).to_lowercase()).then_some(of)
    }

    /// The person called by name at `at`.
    fn person(&self, at: usize) -> Option<&Mention> {
        let own = self.tree.words.get(at)?.range();
        let before = self.mentions.partition_point(|mention| mention.extent.start() <= own.start);
        self.mentions[before.saturating_sub(12)..before]
            .iter()
            .rev()
            .find(|one| own.end <= one.extent.end() && one.form == Form::Name && one.entity_type == EntityType::Person)
    }

    /// Whether the word at `at` is what people are called, whatever is named.
    pub fn is_people(&self, at: usize) -> bool {
        let Some(own) = self.tree.words.get(at).map(|word| word.range()) else { return false };
        let token = self.view.tokens.partition_point(|token| (token.end as usize) <= own.start);
        let people = Classes::ROLE | Classes::UNNAMED | Classes::TITLE | Classes::PERSON;
        self.view.any(token, people) && !self.view.any(token, Classes::COLLECTIVE)
    }

    /// Whom a pronoun means that stands in what somebody says, or before a noun that is an object: the subject of that verb,
    /// if it can be so called.
    fn meant(&self, at: usize) -> Option<Participant> {
        let tree = self.tree;
        let head = tree.head(at)?;
        let owns = tree.relation(at) == "nmod:poss";
        let verb = match owns {
            true => tree.head(head).filter(|_| matches!(tree.relation(head), "obj" | "obl" | "xcomp"))?,
            false if matches!(tree.relation(at), "nsubj" | "nsubj:pass") => {
                let outer = |at: usize| tree.head(at).filter(|_| matches!(tree.relation(at), "ccomp" | "parataxis"));
                let told = match tree.relation(head) {
                    "conj" | "advcl" => tree.head(head).filter(|first| *first < head)?,
                    _ => head,
                };
                outer(told)?
            }
            false => return None,
        };
        let subject = self.subject(verb).filter(|subject| *subject != at && tree.tag(*subject) != "PRON")?;
        let several = matches!(tree.fine(subject), "NNS" | "NNPS") || tree.kid(subject, "conj").is_some();
        let fits = |person: bool| match tree.word(at).to_lowercase().as_str() {
            "it" | "its" => !several && !person,
            "they" | "their" => several || !person,
            "he" | "his" | "she" | "her" => !several && person,
            _ => false,
        };
        if fits(self.is_person(subject)) {
            return self.somebody(subject, false);
        }
        // “Orsa’s president says it will leave”
        let owns = |kid: &usize| matches!(tree.relation(*kid), "nmod:poss" | "compound" | "amod" | "nmod:desc");
        let owner =
            tree.kids(subject).filter(owns).find_map(|kid| self.somebody(kid, false).filter(|_| !self.is_person(kid)));
        owner.filter(|one| one.name.is_some() && fits(false))
    }

    /// Whether the phrase at `at` is a person: a name, or what a person is called.
    pub fn is_person(&self, at: usize) -> bool {
        let Some(own) = self.tree.words.get(at).map(|word| word.range()) else { return false };
        let before = self.mentions.partition_point(|mention| mention.extent.start() <= own.start);
        let mut near = self.mentions[before.saturating_sub(12)..before].iter().rev();
        let named = near.find(|one| own.end <= one.extent.end() && one.form == Form::Name);
        let token = self.view.tokens.partition_point(|token| (token.end as usize) <= own.start);
        match named {
            Some(mention) => mention.entity_type == EntityType::Person,
            None => {
                self.view.any(token, Classes::ROLE | Classes::TITLE | Classes::PERSON)
                    && !self.view.any(token, Classes::COLLECTIVE)
            }
        }
    }
}

/// The words of a phrase: its head with what describes it, without clauses and what is joined.
pub(super) fn phrase(tree: &Tree, at: usize) -> (usize, usize) {
    let (mut first, mut last) = (at, at);
    for kid in tree.kids(at) {
        let inside = match tree.relation(kid) {
            "det" | "amod" | "compound" | "flat" | "nummod" | "nmod:desc" | "nmod:poss" | "fixed" | "det:predet"
            | "goeswith" => true,
            "advmod" => kid < at,
            "nmod" => tree.case(kid).is_some_and(|case| tree.is(case, &["of"])),
            _ => false,
        };
        if inside {
            let (start, end) = phrase(tree, kid);
            let start = tree.case(kid).map_or(start, |case| case.min(start));
            first = first.min(start);
            last = last.max(end);
        }
        // “Vell’s ship”: the mark of the owner.
        if tree.relation(kid) == "case" && kid > at && tree.relation(at) == "nmod:poss" {
            last = last.max(kid.min(at));
        }
    }
    (first, last)
}
