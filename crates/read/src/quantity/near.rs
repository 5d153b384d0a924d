//! What is told of those who are counted by the words near them, where the tree is broken off: headlines, lists, long sentences.
//!
//! Invariant: no word is passed that could begin another clause. Cost: a few words round each number of which the tree tells nothing.

use super::counted::Counted;
use super::fate::{As, Fate, Teller};
use super::word::Words;
use dateline_lexicon::{Side, Sign};

/// So far ahead a verb is sought.
const FARTHEST: usize = 16;

impl Teller<'_> {
    /// “seven dead, 20 wounded”: the word right behind a number without a noun.
    pub fn right_behind(&self, counted: &Counted, past: usize) -> Option<Fate> {
        let tree = self.tree;
        if past + 1 >= tree.len() || counted.head.is_some_and(|head| head < past) {
            return None;
        }
        let own = self.noun(past).filter(|fate| matches!(fate.of, "killed" | "wounded" | "missing"));
        let adjective = own.filter(|_| {
            !self.lower(past).ends_with('s') && tree.tag(past) != "NOUN"
                || tree.is(past, &["dead", "wounded", "injured"])
        });
        let participle =
            || self.verb(past, As::Object, false).filter(|_| matches!(tree.fine(past), "VBN" | "VBD" | "JJ"));
        let fate = adjective.or_else(participle)?;
        // “3 killed 40 injured” is a list, “3 killed 40 people” is none; “two wounded soldiers” go on.
        let next = past + 1;
        let list = tree.tag(next) == "NUM" && next + 1 < tree.len() && self.tells(next + 1);
        let dead = tree.is(past, &["dead", "missing"]) && tree.tag(next) == "NUM";
        let closed = matches!(tree.tag(next), "PUNCT" | "ADP" | "CCONJ" | "SCONJ" | "ADV");
        let fate = if self.joins_casualties(past) { Fate { of: "casualties", teller: past } } else { fate };
        (list || dead || closed).then_some(fate)
    }

    /// “injured scores”: the verb right before, whose object the number begins.
    pub fn right_before(&self, first: usize) -> Option<Fate> {
        let tree = self.tree;
        let at = first.checked_sub(1).filter(|at| matches!(tree.fine(*at), "VBD" | "VBG" | "VBZ" | "VBP" | "VB"))?;
        self.verb(at, As::Object, false).filter(|_| !self.is_passive(at))
    }

    /// “lost their lives”, “were taken hostage”: whether a verb has the word.
    pub fn stands_behind(&self, at: usize, word: &str) -> bool {
        let near = (at + 1..(at + 7).min(self.tree.len())).take_while(|near| self.tree.tag(*near) != "PUNCT");
        self.tree.kids(at).filter(|kid| *kid > at).chain(near).any(|near| self.tree.is(near, &[word]))
    }

    /// “the blast claimed 12”: whether it is no person who does it, and something that happens.
    pub fn is_nobodys(&self, at: usize) -> bool {
        let tree = self.tree;
        let subject = tree.kids(at).find(|kid| tree.relation(*kid).starts_with("nsubj"));
        let somebody = subject.is_some_and(|who| {
            tree.tag(who) == "PRON" || matches!(self.lists.noun(&self.lower(who)), Some("people" | "forces"))
        });
        let happens = |near: usize| {
            self.lists.noun(&self.lower(near)) == Some("events")
                || tree.is(near, &["shells", "rockets", "bomb", "bombs", "mortars", "missile", "disease", "blasts"])
        };
        !somebody && (at.saturating_sub(10)..at).any(happens)
    }

    /// “were killed or wounded”, “killing and injuring dozens”: not told apart.
    pub fn together(&self, fate: Fate) -> Fate {
        let tree = self.tree;
        let other = match fate.of {
            "killed" => "wounded",
            "wounded" => "killed",
            _ => return fate,
        };
        let at = fate.teller;
        let tells = |near: usize| {
            self.noun(near)
                .is_some_and(|fate| fate.of == other && tree.is(at, &["dead", "killed", "wounded", "injured"]))
                || tree.fine(near) == tree.fine(at)
                    && self
                        .lists
                        .fates(&self.lower(near))
                        .iter()
                        .any(|(of, side)| *of == other && *side == Side::Object)
        };
        let joins = |near: usize| tree.is(near, &["and", "or", "&", "/"]);
        let behind = at + 2 < tree.len() && joins(at + 1) && tells(at + 2);
        let before = at > 1 && joins(at - 1) && tells(at - 2);
        if behind || before { Fate { of: "casualties", ..fate } } else { fate }
    }

    /// “88 killed and injured”
    fn joins_casualties(&self, at: usize) -> bool {
        let tree = self.tree;
        let apart = |near: usize, of: &str| self.lists.fates(&self.lower(near)).iter().any(|(own, _)| *own == of);
        at + 2 < tree.len()
            && tree.is(at + 1, &["and", "or", "&", "/"])
            && (apart(at, "killed") && apart(at + 2, "wounded") || apart(at, "wounded") && apart(at + 2, "killed"))
    }

    /// Whether a word tells of somebody: “injured”.
    fn tells(&self, at: usize) -> bool {
        self.noun(at).is_some() || self.verb(at, As::Object, false).is_some()
    }

    /// “18 fighters from the north were killed”, “30 rebels and two soldiers died”, “two of them among the dead”: the verb of the words that
    /// go on without a break.
    pub fn ahead(&self, phrase: usize, first: usize, past: usize) -> Option<Fate> {
        let tree = self.tree;
        // “At least 12 people”, where the tree takes “at” for a preposition.
        let bound = tree.case(phrase).is_none_or(|case| case >= first);
        let hung = matches!(tree.relation(phrase), "obl" | "nmod") && bound;
        if !hung && matches!(tree.relation(phrase), "obj" | "iobj" | "obl" | "obl:agent" | "obl:unmarked" | "nmod") {
            return None;
        }
        let mut helped = false;
        for at in past..(past + FARTHEST).min(tree.len()) {
            let feared = || self.lists.is(Sign::Feared, &self.lower(at));
            if tree.is(at, &["among"]) {
                let next = at + 1 + usize::from(tree.is(at + 1, &["the", "those"]));
                let told = (next < tree.len()).then(|| self.noun(next).or_else(|| self.verb(next, As::Object, false)));
                if let Some(fate) = told.flatten() {
                    return Some(fate);
                }
                continue;
            }
            if self.lists.is(Sign::Include, &self.lower(at)) {
                continue;
            }
            match tree.tag(at) {
                "AUX" => helped |= tree.is(at, &["was", "were", "been", "be", "are", "is", "being"]),
                "VERB" if helped || tree.fine(at) != "VBG" => {
                    let passive = helped && matches!(tree.fine(at), "VBN" | "VBD" | "JJ");
                    let told = self.verb(at, As::Subject, passive);
                    if told.is_some() || !(helped && feared()) {
                        return told;
                    }
                }
                "ADJ" if helped => {
                    if let Some(fate) = self.noun(at) {
                        return Some(fate);
                    }
                }
                "NOUN" | "PROPN" | "ADJ" | "NUM" | "CCONJ" | "DET" | "ADP" | "ADV" => {}
                "PUNCT" if tree.is(at, &[",", "-", "\"", "“", "”", "(", ")"]) => {}
                "PART" if helped => {}
                _ => return None,
            }
        }
        None
    }

    /// “killed a nurse, a guard and two soldiers”, where the tree lost the list: the verb before it.
    pub fn joined(&self, phrase: usize, first: usize) -> Option<Fate> {
        let tree = self.tree;
        let another = first > 1 && tree.is(first - 1, &["another", "the", "a"]);
        let led = first - usize::from(another);
        let listed = tree.relation(phrase) == "conj" || led > 0 && tree.is(led - 1, &["and", ",", "as"]);
        let ends = |at: &usize| {
            matches!(tree.tag(*at), "VERB" | "SCONJ" | "PUNCT") && !self.lists.is(Sign::Include, &self.lower(*at))
        };
        let verb = (first.saturating_sub(16)..first).rev().find(ends);
        let verb = verb
            .filter(|at| listed && tree.tag(*at) == "VERB" && !self.is_passive(*at) && tree.relation(*at) != "acl")?;
        self.verb(verb, As::Object, false).filter(|_| tree.fine(verb) != "VBN" || tree.kid(verb, "obj").is_some())
    }

    /// The words right before and behind, as in a headline: “blast kills 15”, “12 soldiers killed”.
    pub fn beside(&self, past: usize, first: usize) -> Option<Fate> {
        let tree = self.tree;
        let skipped = |at: usize| {
            matches!(tree.tag(at), "AUX" | "ADV") || tree.is(at, &["more", "others", "other", "people", "reportedly"])
        };
        let behind = (past..(past + 5).min(tree.len())).find(|at| !skipped(*at));
        let told = behind.and_then(|at| {
            let next = at + 1;
            let object = next < tree.len() && matches!(tree.tag(next), "NUM" | "DET" | "PRON" | "PROPN");
            let bare = tree.kid(at, "obj").is_none() && !object && self.lower(at) != "die";
            let participle = matches!(tree.fine(at), "VBN" | "VBD" | "JJ") && bare;
            let passive = self.verb(at, As::Subject, true).filter(|_| participle);
            let doing = self.verb(at, As::Subject, false).filter(|_| tree.tag(at) == "VERB");
            doing.or(passive).or_else(|| self.noun(at).filter(|_| tree.tag(at) != "NOUN" && bare))
        });
        let words = Words { text: tree.text, words: tree.words };
        // “the death of one guard and injury of 13 others”
        if let Some(deed) = first.checked_sub(2).filter(|_| words.is(first - 1, "of")).and_then(|at| self.deed(at)) {
            return Some(deed);
        }
        let before = first.checked_sub(1 + usize::from(first > 1 && tree.tag(first - 1) == "ADV"));
        let doing = before.filter(|at| words.is_letters(*at)).and_then(|at| self.verb(at, As::Object, false));
        told.or(doing)
    }
}
