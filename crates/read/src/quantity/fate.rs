//! What is told of those who are counted: killed, wounded, missing, held, freed, driven out.
//!
//! The tree is climbed from the counted to the verb or noun that says it, and their own clauses are looked through; where the tree is broken
//! off, as in headlines, the words beside are (`near`). Of several the first of the ranking counts: whom a bomb wounded and who died is dead.
//! Invariant: a verb that somebody does tells nothing of its doer. Cost: a few steps in the tree for each number.

use super::counted::Counted;
use crate::event::Tree;
use dateline_lexicon::{Quantities, Side, Sign};

/// What is told, and the word that tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fate {
    pub of: &'static str,
    pub teller: usize,
}

/// The first that holds is told.
const RANKING: &[&str] =
    &["killed", "wounded", "casualties", "missing", "hostages", "detained", "released", "displaced"];

fn rank(fate: &Fate) -> Option<usize> {
    RANKING.iter().position(|of| *of == fate.of)
}

/// More than these steps up nothing is told of the counted.
const HIGHEST: usize = 5;

/// What is looked at to find it.
pub(super) struct Teller<'a> {
    pub tree: &'a Tree<'a>,
    pub lists: &'static Quantities,
    /// Those who are counted are known to be people.
    pub people: bool,
}

/// How somebody stands to a verb.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    Subject,
    Object,
}

impl Teller<'_> {
    /// What is told of the counted, whose words with all that binds them lie in `own`.
    pub fn of(&self, counted: &Counted, own: std::ops::Range<usize>) -> Option<Fate> {
        let mut found: Vec<Fate> = Vec::new();
        let Counted { node, head, phrase } = *counted;
        if let Some(fate) = self.right_behind(counted, own.end) {
            return Some(fate);
        }
        let mut all = [Some(phrase), Some(node), head];
        if head == Some(phrase) {
            all[2] = None;
        }
        if node == phrase {
            all[1] = None;
        }
        found.extend(self.right_before(own.start));
        let done_to = !found.is_empty();
        for at in all.into_iter().flatten() {
            found.extend(self.noun(at));
            found.extend(self.below(at));
            // “11 children among 18 dead”
            for kid in
                self.tree.kids(at).filter(|kid| self.tree.case(*kid).is_some_and(|case| self.tree.is(case, &["among"])))
            {
                found.extend(self.noun(kid));
                found.extend(self.below(kid));
            }
        }
        // “killed a guard and injured 14 others”, where the tree hangs the second under the first: what it says itself counts.
        let aside = matches!(self.tree.relation(phrase), "conj" | "appos" | "dep" | "parataxis" | "list" | "nummod");
        if !(done_to || aside && found.iter().any(|fate| matches!(fate.of, "killed" | "wounded" | "missing"))) {
            found.extend(self.above(phrase, 0));
        }
        if found.is_empty() {
            found.extend(self.beside(head.map_or(own.end, |head| own.end.max(head + 1)), own.start));
        }
        if found.is_empty() && self.people && head.is_some() {
            found.extend(self.joined(phrase, own.start));
        }
        if found.is_empty() && self.people {
            found.extend(self.ahead(phrase, own.start, head.map_or(own.end, |head| own.end.max(head + 1))));
        }
        found.into_iter().min_by_key(rank).map(|fate| self.together(fate))
    }

    pub fn lower(&self, at: usize) -> String {
        self.tree.word(at).to_lowercase()
    }

    /// “18 dead”, “two hostages”.
    pub fn noun(&self, at: usize) -> Option<Fate> {
        let of = self.lists.noun(&self.lower(at))?;
        RANKING.contains(&of).then_some(Fate { of, teller: at })
    }

    /// “people killed in”, “wounded men”, “two who died”.
    fn below(&self, at: usize) -> Vec<Fate> {
        let tree = self.tree;
        let mut found = Vec::new();
        for kid in tree.kids(at) {
            match tree.relation(kid) {
                "acl" | "amod" | "advcl" if tree.fine(kid) == "VBN" || tree.tag(kid) == "ADJ" => {
                    let passive = !self.has_object(kid);
                    found.extend(self.verb(kid, As::Object, passive).or_else(|| self.noun(kid)).filter(|_| passive));
                }
                "acl:relcl" => {
                    let passive = self.is_passive(kid);
                    let subject = tree.kids(kid).find(|own| tree.relation(*own).starts_with("nsubj"));
                    let own = subject.is_some_and(|who| tree.is(who, &["who", "that", "which"]));
                    if own || passive {
                        found.extend(self.predicate(kid, passive));
                    } else if subject.is_some() {
                        found.extend(self.verb(kid, As::Object, false).filter(|_| tree.kid(kid, "obj").is_none()));
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// What a predicate tells of its subject.
    fn predicate(&self, at: usize, passive: bool) -> Vec<Fate> {
        let tree = self.tree;
        let mut found: Vec<Fate> = Vec::new();
        let says = tree.tag(at) == "ADJ" || tree.is(at, &["dead", "missing"]);
        found.extend(self.verb(at, As::Subject, passive).or_else(|| self.noun(at).filter(|_| says)));
        // “are feared dead”, “are believed to have been killed”
        for kid in tree.kids(at).filter(|kid| matches!(tree.relation(*kid), "xcomp" | "ccomp")) {
            if !tree.kids(kid).any(|own| tree.relation(own).starts_with("nsubj")) {
                found.extend(self.verb(kid, As::Subject, self.is_passive(kid) || tree.fine(kid) == "VBN"));
                found.extend(self.noun(kid).filter(|_| tree.tag(kid) != "NOUN"));
            }
        }
        // “were captured and executed”
        for kid in tree.kids(at).filter(|kid| tree.relation(*kid) == "conj") {
            let own = tree.kids(kid).any(|own| tree.relation(own).starts_with("nsubj") || tree.relation(own) == "obj");
            if !own && tree.tag(kid) == "VERB" {
                found.extend(self.verb(kid, As::Subject, passive && tree.fine(kid) == "VBN"));
            }
        }
        found
    }

    /// What a verb says of its subject or object.
    pub fn verb(&self, at: usize, who: As, passive: bool) -> Option<Fate> {
        if self.tree.tag(at) == "NOUN" && !self.lower(at).ends_with("ing") && !self.lower(at).ends_with('s') {
            return None;
        }
        let lower = self.lower(at);
        let fates = self.lists.fates(&lower);
        // “was not taken hostage”
        let denied = || self.tree.kids(at).any(|kid| self.tree.is(kid, &["not", "n't", "n’t", "never"]));
        if fates.is_empty() || denied() {
            return None;
        }
        let tells = |side: Side| match (side, who) {
            (Side::Subject, As::Subject) => true,
            (Side::Object, As::Object) => true,
            (Side::Object, As::Subject) => passive,
            (Side::People, As::Object) => self.people,
            (Side::People, As::Subject) => passive && self.people,
            (Side::Event, As::Object) => self.people && self.is_nobodys(at),
            (Side::With(word), As::Subject) => !passive && self.stands_behind(at, word),
            (Side::Make(word), As::Object) => self.stands_behind(at, word),
            (Side::Make(word), As::Subject) => passive && self.stands_behind(at, word),
            _ => false,
        };
        let told = fates.iter().filter(|(_, side)| tells(*side)).map(|(of, _)| Fate { of, teller: at });
        told.min_by_key(rank)
    }

    /// What a noun says of whom it is “of”: “the death of 12”, “a toll of 12”.
    pub fn deed(&self, at: usize) -> Option<Fate> {
        let lower = self.lower(at);
        if let Some(of) = self.lists.toll(&lower) {
            return Some(Fate { of, teller: at });
        }
        // “the number of dead”, “the homicide count”
        if self.lists.is(Sign::Total, &lower) {
            return self
                .tree
                .kids(at)
                .filter(|kid| matches!(self.tree.relation(*kid), "nmod" | "compound" | "amod"))
                .find_map(|kid| self.noun(kid).or_else(|| self.below(kid).into_iter().next()));
        }
        let deed = self.lists.fates(&lower).iter().find(|(_, side)| *side == Side::Deed);
        let act = || self.lists.fates(&lower).iter().find(|(_, side)| *side == Side::Object && lower.ends_with("ing"));
        deed.or_else(act).map(|(of, _)| Fate { of, teller: at })
    }

    pub fn is_passive(&self, at: usize) -> bool {
        self.tree.kids(at).any(|kid| matches!(self.tree.relation(kid), "nsubj:pass" | "aux:pass" | "obl:agent"))
    }

    /// What those above the phrase at `at` say of it.
    fn above(&self, at: usize, steps: usize) -> Vec<Fate> {
        let tree = self.tree;
        let Some(up) = tree.head(at).filter(|_| steps < HIGHEST) else { return self.equals(at) };
        let relation = tree.relation(at);
        let case = tree.case(at);
        let is = |words: &[&str]| case.is_some_and(|case| tree.is(case, words));
        let includes = case.is_some_and(|case| self.lists.is(Sign::Include, &self.lower(case)));
        match relation {
            "nsubj" | "nsubj:pass" => {
                let passive = relation == "nsubj:pass" || self.is_passive(up);
                // “12 killed in”: a headline leaves out “were”.
                let bare = matches!(tree.fine(up), "VBN" | "VBD") && !self.has_object(up);
                let mut found = self.predicate(up, passive || bare && !self.is_active(up));
                // “Six civilians were among 22 people killed”
                if tree.case(up).is_some_and(|case| self.lists.is(Sign::Include, &self.lower(case))) {
                    found.extend(self.below(up));
                    found.extend(self.noun(up));
                }
                found
            }
            "obj" | "iobj" => {
                let mut found: Vec<Fate> = self.verb(up, As::Object, false).into_iter().collect();
                // “left 27 people dead”
                for kid in tree.kids(up).filter(|kid| matches!(tree.relation(*kid), "xcomp" | "ccomp")) {
                    found.extend(self.noun(kid).filter(|_| tree.tag(kid) != "NOUN"));
                    found.extend(self.verb(kid, As::Object, true).filter(|_| tree.fine(kid) == "VBN"));
                    // “forced 12 families to flee”
                    found.extend(self.verb(kid, As::Subject, false).filter(|_| tree.fine(kid) == "VB"));
                }
                // “kidnapped and killed 12”
                if found.is_empty() && tree.relation(up) == "conj" {
                    found.extend(
                        tree.head(up)
                            .filter(|first| tree.kid(*first, "obj").is_none())
                            .and_then(|first| self.verb(first, As::Object, false)),
                    );
                }
                found
            }
            _ if includes => self.among(up, at, steps),
            "nmod" | "nmod:desc" if is(&["of", "to", "at", "against", "among"]) => self.deed(up).into_iter().collect(),
            "obl" if is(&["to", "at", "from", "by", "against"]) => {
                let kids = tree.kids(up).filter(|kid| matches!(tree.relation(*kid), "nsubj" | "nsubj:pass" | "obj"));
                kids.filter_map(|kid| self.deed(kid)).collect()
            }
            "appos" | "conj" | "nummod" | "compound" | "amod" | "list" | "dep" | "flat" | "parataxis" | "det"
            | "nmod:desc"
                if tree.tag(up) != "VERB" =>
            {
                let mut found = self.above(up, steps + 1);
                // “three soldiers killed and two civilians”: what is told of the first alone.
                if matches!(relation, "appos" | "nummod" | "compound" | "amod") {
                    found.extend(self.below(up));
                    found.extend(self.noun(up));
                }
                found
            }
            "ccomp" | "xcomp" | "advcl" | "acl" | "parataxis" | "root" => self.equals(at),
            _ => Vec::new(),
        }
    }

    /// Whether a verb without an object has a doer all the same: “gunmen killed by the hundred”.
    fn is_active(&self, at: usize) -> bool {
        self.tree
            .kids(at)
            .any(|kid| self.tree.relation(kid) == "aux" && self.tree.is(kid, &["will", "would", "can", "to"]))
    }

    /// Whether a verb has an object, by the tree or by what follows it: “gunmen killed five”.
    pub fn has_object(&self, at: usize) -> bool {
        let next = at + 1;
        let follows = next < self.tree.len() && matches!(self.tree.tag(next), "NUM" | "DET" | "PRON");
        self.tree.kid(at, "obj").is_some() || follows
    }

    /// “the toll was 18”
    fn equals(&self, at: usize) -> Vec<Fate> {
        let subject = self.tree.kids(at).find(|kid| self.tree.relation(*kid).starts_with("nsubj"));
        let Some(subject) = subject else { return Vec::new() };
        let told = self.deed(subject).or_else(|| self.noun(subject));
        // “those who were shot are about 300”
        let those = || if self.tree.is(subject, &["those"]) { self.below(subject) } else { Vec::new() };
        told.map_or_else(those, |fate| vec![fate])
    }

    /// “killed 18 people, including 11 children”
    fn among(&self, up: usize, own: usize, steps: usize) -> Vec<Fate> {
        let tree = self.tree;
        let mut found = self.below(up);
        found.extend(self.noun(up));
        if tree.tag(up) == "VERB" {
            let others = tree.kids(up).filter(|kid| *kid != own && *kid < own);
            let others = others.filter(|kid| matches!(tree.relation(*kid), "obj" | "nsubj" | "nsubj:pass"));
            for kid in others {
                found.extend(self.above(kid, steps + 1));
            }
        } else if found.is_empty() {
            found.extend(self.above(up, steps + 1));
        }
        // “11 children among 18 dead”
        found.extend(self.noun(own));
        found
    }
}
