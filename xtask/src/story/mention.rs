//! Marked event mentions as the program judges them: their words, and what stands round them by our own words, tags and trees.
//!
//! Given are the places alone. Cost: a parse of each text.

use super::ecb::{Marked, Marking};
use dateline_lexicon::{Events, Lexicon};
use dateline_read::language::net::{Machine, Vectors};
use dateline_read::language::{Lemmas, Node, Parser, Parsing, Word, cut, paragraphs, sentences};
use dateline_relate::{Mentioned, event_kind, rarity, stem, stem_hash};
use std::collections::BTreeSet;
use std::ops::Range;

/// What parses texts.
pub struct Reader {
    parser: Parser,
    vectors: Vectors,
    lemmas: Lemmas,
    parsing: Parsing,
}

/// A text's words.
struct Parsed<'a> {
    reader: &'a Reader,
    nodes: Vec<Node>,
    lemmas: Vec<String>,
    stems: Vec<u32>,
    sentences: Vec<Range<usize>>,
}

/// Verbs that say little: the noun beside them tells.
const LIGHT: &[&str] = &["have", "take", "make", "do", "get", "give", "go", "be", "come", "hold", "put"];
/// Tags of words that tell nothing.
const HOLLOW: &[&str] = &["DET", "ADP", "PUNCT", "AUX", "PRON", "CCONJ", "SCONJ", "PART", "X", "SYM"];

impl Reader {
    pub fn new() -> Reader {
        Reader {
            parser: Parser::embedded(),
            vectors: Vectors::embedded(),
            lemmas: Lemmas::embedded(),
            parsing: Parsing::default(),
        }
    }

    /// The mentions of a text that can be found among its words, each with its marking.
    pub fn mentions<'a>(&mut self, document: u64, one: &'a Marked) -> Vec<(&'a Marking, Mentioned)> {
        let mut words: Vec<Word> = Vec::new();
        cut(&one.text, Lexicon::embedded(), &mut words);
        let sentences = sentences(&one.text, &words, &paragraphs(&one.text, &words), Lexicon::embedded());
        let forms: Vec<&str> = words.iter().map(|word| word.of(&one.text)).collect();
        let mut nodes = Vec::new();
        self.parser.parse(&forms, &sentences, &self.vectors, Machine::here(), &mut self.parsing, &mut nodes);
        let opens: BTreeSet<usize> = sentences.iter().map(|sentence| sentence.start).collect();
        let lemma = |at: usize| {
            let fine = self.parser.fine_tags()[usize::from(nodes[at].fine)];
            self.lemmas.of(forms[at], fine, opens.contains(&at), &self.vectors).to_lowercase()
        };
        let lemmas: Vec<String> = (0..words.len()).map(lemma).collect();
        let hash = |lemma: &String| {
            let mut own = lemma.clone();
            stem(&mut own);
            stem_hash(&own)
        };
        let stems = lemmas.iter().map(hash).collect();
        let parsed = Parsed { reader: self, nodes, lemmas, stems, sentences };
        let place = |event: &Marking| -> BTreeSet<usize> {
            let meets = |word: &Word| {
                event.words.iter().any(|own| word.range().start < own.end && own.start < word.range().end)
            };
            words.iter().enumerate().filter(|(_, word)| meets(word)).map(|(at, _)| at).collect()
        };
        let placed = one.events.iter().map(|event| (event, place(event))).filter(|(_, own)| !own.is_empty());
        let mut all: Vec<(&Marking, Mentioned)> =
            placed.map(|(event, own)| (event, parsed.mentioned(document, &own))).collect();
        let told: Vec<(u32, u32, u32)> = all.iter().map(|(_, own)| (own.sentence, own.start, own.stem)).collect();
        for (_, own) in &mut all {
            let beside = told.iter().filter(|(sentence, start, _)| *sentence == own.sentence && *start != own.start);
            own.beside = sorted(beside.map(|(.., stem)| *stem).collect());
        }
        all
    }
}

impl Parsed<'_> {
    fn tag(&self, at: usize) -> &str {
        self.reader.parser.tags()[usize::from(self.nodes[at].tag)]
    }

    fn relation(&self, at: usize) -> &str {
        self.reader.parser.relations()[usize::from(self.nodes[at].relation)]
    }

    fn head(&self, at: usize) -> Option<usize> {
        let head = self.nodes[at].head;
        (head != 0).then(|| (at as isize + isize::from(head)) as usize)
    }

    /// The word of a mention that tells: its highest, or the noun beside a verb that says little.
    fn telling(&self, own: &BTreeSet<usize>) -> usize {
        let is_full = |at: &usize| ["VERB", "NOUN", "PROPN", "ADJ"].contains(&self.tag(*at));
        let tops: Vec<usize> =
            own.iter().copied().filter(|at| self.head(*at).is_none_or(|head| !own.contains(&head))).collect();
        let top = tops.iter().copied().find(|at| is_full(at)).or(tops.first().copied());
        let top = top.or(own.first().copied()).unwrap_or_default();
        if !LIGHT.contains(&self.lemmas[top].as_str()) {
            return top;
        }
        own.iter().rev().copied().find(|at| *at != top && is_full(at)).unwrap_or(top)
    }

    fn mentioned(&self, document: u64, own: &BTreeSet<usize>) -> Mentioned {
        let at = self.telling(own);
        let sentence = self.sentences.iter().position(|sentence| sentence.contains(&at)).unwrap_or_default();
        let range = self.sentences[sentence].clone();
        let (mut doers, mut done_to, mut others) = (Vec::new(), Vec::new(), Vec::new());
        let below = |head: usize| range.clone().filter(move |word| self.head(*word) == Some(head));
        for word in below(at).filter(|word| !own.contains(word)) {
            let relation = self.relation(word);
            match relation.split(':').next().unwrap_or_default() {
                "nsubj" | "csubj" if !relation.contains("pass") => doers.push(word),
                "nsubj" | "obj" | "iobj" => done_to.push(word),
                _ if relation.contains("agent") => doers.push(word),
                "obl" | "nmod" | "compound" | "amod" | "nummod" | "advmod" | "appos" => others.push(word),
                _ => {}
            }
        }
        let own_relation = self.relation(at).split(':').next().unwrap_or_default();
        if let Some(head) = self.head(at) {
            if doers.is_empty() && ["xcomp", "conj", "advcl"].contains(&own_relation) {
                doers.extend(below(head).filter(|word| self.relation(*word).starts_with("nsubj")));
            }
            if own_relation == "acl" {
                others.push(head);
            }
        }
        let full = |words: &[usize]| {
            let mut all = words.to_vec();
            let mut level = words.to_vec();
            for _ in 0..3 {
                level = level.iter().flat_map(|word| below(*word)).collect();
                all.extend(&level);
            }
            let tells = |word: &&usize| !HOLLOW.contains(&self.tag(**word)) && !own.contains(word);
            sorted(all.iter().filter(tells).map(|word| self.stems[*word]).collect())
        };
        let is_word = |word: &usize| {
            !own.contains(word)
                && !HOLLOW.contains(&self.tag(*word))
                && self.lemmas[*word].contains(char::is_alphanumeric)
        };
        let weight = |word: usize| {
            let rare = u32::from(rarity(self.stems[word])) * 2;
            if ["PROPN", "NUM"].contains(&self.tag(word)) { rare * 3 / 2 } else { rare }
        };
        let mut around: Vec<(u32, u32)> =
            range.clone().filter(is_word).map(|word| (self.stems[word], weight(word))).collect();
        around.sort_unstable();
        around.dedup_by_key(|(stem, _)| *stem);
        let numbers = range.clone().filter(|word| self.tag(*word) == "NUM" && !own.contains(word));
        let events = Events::embedded();
        let plain = events.triggers(&self.lemmas[at]).filter(|trigger| trigger.with.is_empty());
        let kinds = plain.filter_map(|trigger| Some(event_kind(events.classes()[usize::from(trigger.class?)].name)));
        let all: Vec<usize> = doers.iter().chain(&done_to).chain(&others).copied().collect();
        Mentioned {
            document,
            sentence: sentence as u32,
            start: at as u32,
            lemma: self.lemmas[at].clone(),
            stem: self.stems[at],
            is_verb: self.tag(at) == "VERB",
            kinds: kinds.collect(),
            doers: full(&doers),
            done_to: full(&done_to),
            sides: full(&all),
            numbers: sorted(numbers.map(|word| self.stems[word]).collect()),
            around,
            beside: Vec::new(),
        }
    }
}

fn sorted(mut all: Vec<u32>) -> Vec<u32> {
    all.sort_unstable();
    all.dedup();
    all
}
