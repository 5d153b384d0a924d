//! What is known of one mention before it is held against others: its class, its keys, its sense, where it stands.
//!
//! Invariant: a function of the mention's words, its sentence's tree and the names. Cost: some hashes of its words, one
//! look-up of its head's vector.

use super::grammar::{Count, Link, Part};
use super::letters::{initials, joined, key, name_key, noun_key};
use super::mention::{Form, Gender, Kind, Mention, Number};
use super::pronoun::{Pronoun, pronoun};
use super::sense::{Sense, Senses};
use super::text::{Marks, View};
use crate::language::net::Vectors;
use dateline_lexicon::{Classes, Gazetteer, Lexicon};
use std::ops::Range;

/// How a mention points, finely.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Class {
    Name,
    Definite,
    Demonstrative,
    Possessed,
    Indefinite,
    Bare,
    BarePlural,
    Counted,
    First,
    Second,
    HeShe,
    It,
    They,
    This,
    Joined,
    Other,
}

impl Class {
    /// Whether it is that of a pronoun.
    pub fn is_pronoun(self) -> bool {
        matches!(
            self,
            Class::First | Class::Second | Class::HeShe | Class::It | Class::They | Class::This | Class::Other
        )
    }
}

/// How many classes there are.
pub(super) const CLASSES: usize = 16;

/// The most words of a name, and modifiers of a nominal, that are held.
pub(super) const KEYS: usize = 6;

/// What is known of a mention.
#[derive(Clone)]
pub(super) struct Signs {
    pub class: Class,
    pub pronoun: Option<Pronoun>,
    pub link: Link,
    pub sentence: u32,
    /// The noun, in the singular.
    pub head: u64,
    /// All its words but an article.
    pub text: u64,
    /// The words of its name, or what modifies its noun; nothing behind the last.
    pub keys: [u64; KEYS],
    /// The words of its name, where it has one.
    pub name: Range<usize>,
    /// The initials of its name; of a name of one word, that.
    pub initials: u64,
    /// The first letter of its name, small, and whether that is all there is of its first word.
    pub letter: (char, bool),
    pub governor: u64,
    pub governor_at: usize,
    pub before: u64,
    pub sense: Option<Sense>,
    pub quote: u16,
    pub question: bool,
    /// Whether it is one word with a capital that the tree takes for a common noun.
    pub capital: bool,
    /// Which turn it is in, where a question or an answer begins one.
    pub turn: u16,
    /// A bit for each of its keys.
    pub bits: u64,
}

/// What signs are read with.
pub(super) struct Look<'a> {
    pub view: View<'a>,
    pub senses: &'a Senses,
    pub vectors: &'a Vectors,
    pub lexicon: &'a Lexicon,
    pub marks: &'a Marks,
}

impl Look<'_> {
    /// The signs of `mention` in the sentence numbered `sentence`; what they say of its kind, gender and number is added
    /// to it.
    pub fn signs(&self, mention: &mut Mention, sentence: usize, lower: &mut String) -> Signs {
        let view = &self.view;
        let range = &view.text.sentences[sentence];
        let head = mention.head;
        let own = if mention.form == Form::Pronoun { pronoun(view.word(head)) } else { None };
        let plural = view.count(head) == Count::Many;
        let name = self.name(mention);
        let governor_at = view.head(head).unwrap_or(head);
        let mut signs = Signs {
            class: self.class(mention, own, plural),
            pronoun: own,
            link: view.link(head),
            sentence: sentence as u32,
            head: if mention.form == Form::Name {
                name_key(view.word(head))
            } else {
                noun_key(view.word(head), plural)
            },
            text: self.text_key(mention),
            keys: [0; KEYS],
            initials: 0,
            letter: (' ', false),
            governor: key(view.word(governor_at)),
            governor_at,
            before: if mention.words.start > range.start { key(view.word(mention.words.start - 1)) } else { 0 },
            sense: None,
            quote: self.marks.quotes[head],
            question: self.is_question(sentence),
            capital: mention.form == Form::Nominal
                && mention.words.len() <= 2
                && mention.words.start == head
                && view.word(head).starts_with(char::is_uppercase),
            turn: self.marks.turns[sentence],
            bits: 0,
            name,
        };
        if mention.form != Form::Pronoun {
            self.fill_keys(mention, &mut signs, lower);
            signs.bits = signs.keys.iter().filter(|key| **key != 0).fold(0, |bits, key| bits | bit(*key));
        }
        self.fill_facts(mention, &mut signs, plural, lower);
        signs
    }

    fn is_question(&self, sentence: usize) -> bool {
        let range = &self.view.text.sentences[sentence];
        self.view.word(range.end - 1).ends_with('?')
    }

    fn class(&self, mention: &Mention, own: Option<Pronoun>, plural: bool) -> Class {
        if let Some(own) = own {
            return match (own.person, own.gender, own.number) {
                (1, ..) => Class::First,
                (2, ..) => Class::Second,
                (3, Gender::Male | Gender::Female, _) => Class::HeShe,
                (3, Gender::Neuter, _) => Class::It,
                (3, ..) => Class::They,
                (4, _, Number::Open) => Class::Other,
                _ => Class::This,
            };
        }
        if mention.number == Number::Many {
            return Class::Joined;
        }
        let view = &self.view;
        let (first, head) = (mention.words.start, mention.head);
        let mut possessed = false;
        for at in first..head {
            possessed |= view.link(at) == Link::Possessor && view.head(at) == Some(head);
        }
        let opens = view.word(first);
        let is = |words: &[&str]| words.iter().any(|word| opens.eq_ignore_ascii_case(word));
        if mention.form == Form::Name {
            return Class::Name;
        }
        if possessed {
            Class::Possessed
        } else if is(&["the"]) {
            Class::Definite
        } else if is(&["this", "that", "these", "those", "such"]) {
            Class::Demonstrative
        } else if is(&["a", "an", "some", "any", "another", "every", "each", "no", "many", "several", "most", "all"]) {
            Class::Indefinite
        } else if view.part(first) == Part::Number {
            Class::Counted
        } else if plural {
            Class::BarePlural
        } else {
            Class::Bare
        }
    }

    /// The words of the name in a mention: that of its head, or that which a title before it stands with.
    fn name(&self, mention: &Mention) -> Range<usize> {
        let view = &self.view;
        let (words, head) = (&mention.words, mention.head);
        if mention.form == Form::Pronoun || mention.number == Number::Many {
            return head..head;
        }
        let named = |at: usize| self.marks.name(at).map(|(name, _)| name.words.clone());
        if let Some(name) = named(head) {
            let (start, end) = (name.start.max(words.start), name.end.min(words.end));
            return start..end;
        }
        // “al-Sabri”: hyphens stand between the words of one name.
        let flat = |at: usize| view.link(at) == Link::Flat && view.head(at) == Some(head);
        let run = (head + 1..words.end).take_while(|at| flat(*at) || view.word(*at) == "-");
        let end = run.filter(|at| flat(*at)).last().map_or(head + 1, |last| last + 1);
        if end > head + 1
            && let Some(name) = named(head + 1)
            && name.end <= words.end
        {
            return name;
        }
        if view.part(head) != Part::Proper {
            // “the secretary of the body, Oller”.
            let beside = (head + 1..words.end)
                .find(|at| view.link(*at) == Link::Apposition && view.head(*at) == Some(head))
                .filter(|at| view.part(*at) == Part::Proper);
            return beside.map_or(head..head, |at| match named(at) {
                Some(name) => name.start.max(words.start)..name.end.min(words.end),
                None => at..at + 1,
            });
        }
        let start = (words.start..head)
            .rev()
            .take_while(|at| {
                view.part(*at) == Part::Proper && view.head(*at) == Some(head) && self.marks.names[*at] == 0
            })
            .last()
            .unwrap_or(head);
        start..end
    }

    fn text_key(&self, mention: &Mention) -> u64 {
        let view = &self.view;
        let mut text = 0;
        for at in mention.words.clone() {
            let word = view.word(at);
            let skipped = view.part(at) == Part::Mark
                || (at == mention.words.start && mention.words.len() > 1 && is_article(word))
                || (at + 1 == mention.words.end && view.is_possessive(at));
            if !skipped {
                text = joined(text, key(word));
            }
        }
        text
    }

    fn fill_keys(&self, mention: &Mention, signs: &mut Signs, lower: &mut String) {
        let view = &self.view;
        let mut count = 0;
        if !signs.name.is_empty() {
            let mut first = None;
            for at in signs.name.clone() {
                let word = view.word(at);
                let is_mark = view.part(at) == Part::Mark || !word.contains(char::is_alphanumeric);
                // A title is no part of a name that has more.
                let opens = count == 0 && at + 1 < signs.name.end;
                let outer = opens && !mention.scoped && (is_article(word) || self.is_title(word, lower));
                if count < KEYS && !is_mark && !outer && !view.is_possessive(at) {
                    signs.keys[count] = name_key(word);
                    first = first.or(Some(at));
                    count += 1;
                }
            }
            let first = first.unwrap_or(signs.name.start);
            let word = view.word(first);
            let capitals = word.chars().filter(|char| char.is_uppercase()).count();
            let short = word.trim_end_matches('.').chars().count() == 1 || (word.contains('.') && capitals > 0);
            signs.letter = (word.chars().next().map_or(' ', |char| char.to_lowercase().next().unwrap_or(char)), short);
            let last = signs.name.end - usize::from(mention.scoped);
            signs.initials =
                if signs.name.len() > 1 { initials((first..last).map(|at| view.word(at))) } else { name_key(word) };
            if mention.scoped && signs.name.len() == 1 {
                // “RO5”.
                let cut = word.find(|char: char| char.is_ascii_digit()).unwrap_or(word.len());
                (signs.keys[0], signs.keys[1]) = (name_key(&word[..cut]), name_key(&word[cut..]));
            }
            return;
        }
        for at in mention.words.clone() {
            let tells = at != mention.head
                && matches!(view.part(at), Part::Noun | Part::Proper | Part::Adjective | Part::Number | Part::Verb);
            if tells && count < KEYS {
                signs.keys[count] = noun_key(view.word(at), view.count(at) == Count::Many);
                count += 1;
            }
        }
    }

    fn is_title(&self, word: &str, lower: &mut String) -> bool {
        lower.clear();
        lower.extend(word.trim_end_matches('.').chars().flat_map(char::to_lowercase));
        self.lexicon.word(lower).classes.any(Classes::TITLE)
    }

    /// Kind, gender, number.
    fn fill_facts(&self, mention: &mut Mention, signs: &mut Signs, plural: bool, lower: &mut String) {
        let view = &self.view;
        if let Some(own) = signs.pronoun {
            (mention.gender, mention.number) = (own.gender, own.number);
            if matches!(own.gender, Gender::Male | Gender::Female) || own.person < 3 {
                mention.kind = Kind::Person;
            }
            return;
        }
        if mention.number == Number::Open {
            mention.number = if plural { Number::Many } else { Number::One };
        }
        let mut classes = |word: &str| {
            lower.clear();
            lower.extend(word.trim_end_matches('.').chars().flat_map(char::to_lowercase));
            self.lexicon.word(lower).classes
        };
        if !signs.name.is_empty() {
            if let Some((name, _)) = self.marks.name(signs.name.start) {
                mention.kind = name.kind;
            }
            let titled = (mention.words.start..signs.name.start).any(|at| classes(view.word(at)).any(Classes::TITLE));
            if titled && matches!(mention.kind, Kind::Open | Kind::Thing) {
                mention.kind = Kind::Person;
            }
            mention.gender = match mention.words.clone().find_map(|at| sex_of_title(view.word(at))) {
                Some(gender) => gender,
                None => Gender::Open,
            };
            let first = signs.name.clone().find(|at| !classes(view.word(*at)).any(Classes::TITLE));
            signs.sense = self.senses.find(key(view.word(first.unwrap_or(signs.name.start))), self.vectors);
            if mention.kind == Kind::Person && mention.gender == Gender::Open && signs.name.len() > 1 {
                let given = first.map_or("", |first| view.word(first));
                mention.gender = match Gazetteer::embedded().entry_of(std::iter::once(given)).gender() {
                    Some(dateline_lexicon::Gender::Male) => Gender::Male,
                    Some(dateline_lexicon::Gender::Female) => Gender::Female,
                    _ => Gender::Open,
                };
            }
            if matches!(mention.kind, Kind::Organisation | Kind::Place) {
                mention.gender = Gender::Neuter;
            }
            return;
        }
        let known = classes(view.word(mention.head));
        signs.sense = self.senses.of_word(view.word(mention.head), self.vectors);
        if known.any(Classes::COLLECTIVE) {
            (mention.kind, mention.gender) = (Kind::Organisation, Gender::Neuter);
        } else if known.any(Classes::ROLE | Classes::UNNAMED | Classes::TITLE) {
            mention.kind = Kind::Person;
            mention.gender = signs.sense.as_ref().map_or(Gender::Open, leaning);
        } else if let Some(sense) = &signs.sense {
            if sense.on(1) > 0.1 {
                mention.kind = Kind::Person;
                mention.gender = leaning(sense);
            } else if sense.on(1) < -0.12 {
                mention.gender = Gender::Neuter;
            }
        }
    }
}

/// The bit of a key.
pub(super) fn bit(key: u64) -> u64 {
    1 << (key % 61)
}

/// Sex, where a vector leans far enough.
fn leaning(sense: &Sense) -> Gender {
    match sense.on(0) {
        far if far > 0.13 => Gender::Male,
        far if far < -0.13 => Gender::Female,
        _ => Gender::Open,
    }
}

fn sex_of_title(word: &str) -> Option<Gender> {
    let word = word.trim_end_matches('.');
    let is = |titles: &[&str]| titles.iter().any(|title| title.eq_ignore_ascii_case(word));
    if is(&["mr", "sir", "lord", "king", "prince"]) {
        Some(Gender::Male)
    } else if is(&["mrs", "ms", "miss", "lady", "queen", "princess"]) {
        Some(Gender::Female)
    } else {
        None
    }
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an", "this", "that", "these", "those"].iter().any(|article| article.eq_ignore_ascii_case(word))
}
