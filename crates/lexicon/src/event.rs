//! Triggers: words that tell of an event, what class of event, and on which conditions.
//!
//! Invariant: of the triggers of a word the one with most conditions stands first; of equals, the later of the file.
//! Cost: at start a pass over the lists; a look-up is one hash of the word.
//! After: Open Event Data Alliance, PLOVER manual, 2021 (classes); Gerner et al., CAMEO, 2002 (verbs with their objects).

use crate::{IRREGULAR_VERBS, VerbForm, inflect, list};
use dateline_record::Modality;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// A class of events.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EventClass {
    /// “ASSAULT”.
    pub name: &'static str,
    /// PLOVER's quad class, 1 to 4; 0 for none.
    pub quad: u8,
    /// The class of PLOVER that it maps to.
    pub plover: Option<&'static str>,
    /// Prepositions before whom it is done to, the likeliest first.
    pub toward: Vec<&'static str>,
    /// Both sides do the same: “met”.
    pub mutual: bool,
    /// Its object is what is given, sent or taken away: “sent troops”.
    pub given: bool,
    /// Nobody does it: “died”.
    pub undergone: bool,
    /// It can be done to a thing: “rejected the bill”.
    pub things: bool,
    /// A place further down is whom it is done to: “agreed to a truce in the east”.
    pub far: bool,
}

/// What part of speech a trigger is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// “attacked”.
    Verb,
    /// “attack”.
    Noun,
    /// “dead”.
    Adjective,
}

/// What a word tells of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trigger {
    /// A place in [`Events::classes`]; none where the word, so used, tells of no event.
    pub class: Option<u8>,
    /// PLOVER's mode: “strike”.
    pub mode: Option<&'static str>,
    /// As which part of speech.
    pub part: Part,
    /// The particle or preposition right after: “call for”.
    pub after: Option<&'static str>,
    /// What an object or complement must be headed by; what a noun must be “of”. Empty: anything.
    pub with: Vec<String>,
    /// That noun is whom it is done to, not what is given or held: “hit the base”.
    pub itself: bool,
}

/// The lists of events, ready to look up.
pub struct Events {
    classes: Vec<EventClass>,
    triggers: Vec<Trigger>,
    forms: HashMap<String, Vec<u16>>,
    governors: HashMap<String, Modality>,
    light: HashSet<String>,
    borne: HashSet<String>,
    counts: HashSet<&'static str>,
}

impl Events {
    /// The lists that ship with Dateline, built at the first call and shared.
    pub fn embedded() -> &'static Events {
        static EVENTS: OnceLock<Events> = OnceLock::new();
        EVENTS.get_or_init(|| {
            Events::of(
                include_str!("../data/events/classes.txt"),
                include_str!("../data/events/triggers.txt"),
                include_str!("../data/events/modality.txt"),
            )
        })
    }

    /// All classes, in the order of the file.
    pub fn classes(&self) -> &[EventClass] {
        &self.classes
    }

    /// The triggers that a word, given in lower case, is a form of; the most exact first.
    pub fn triggers(&self, lower: &str) -> impl Iterator<Item = &Trigger> {
        let numbers = self.forms.get(lower).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|number| &self.triggers[usize::from(*number)])
    }

    /// How real what a word, given in lower case, governs is.
    pub fn governs(&self, lower: &str) -> Option<Modality> {
        self.governors.get(lower).copied()
    }

    /// Whether a verb, given in lower case, lends a noun its subject.
    pub fn is_light(&self, lower: &str) -> bool {
        self.light.contains(lower)
    }

    /// Whether a verb, given in lower case, makes its subject the one to whom its noun is done: “faced criticism”.
    pub fn is_borne(&self, lower: &str) -> bool {
        self.borne.contains(lower)
    }

    /// Whether a word, given in lower case, only counts or gathers those that it is of: “dozens of”.
    pub fn counts(&self, lower: &str) -> bool {
        self.counts.contains(lower)
    }

    fn of(classes: &'static str, triggers: &'static str, modality: &'static str) -> Events {
        let class = |row: Vec<&'static str>| EventClass {
            name: row[0],
            quad: row[1].parse().unwrap_or(0),
            plover: Some(row[2]).filter(|name| *name != "-"),
            toward: row[3].split_whitespace().collect(),
            mutual: row[4].contains("mutual"),
            given: row[4].contains("given"),
            undergone: row[4].contains("undergone"),
            things: row[4].contains("things"),
            far: row[4].contains("far"),
        };
        let mut events = Events {
            classes: list::rows(classes).map(class).collect(),
            triggers: Vec::new(),
            forms: HashMap::new(),
            governors: HashMap::new(),
            light: list::words(include_str!("../data/events/light-verbs.txt")).flat_map(verb_forms).collect(),
            borne: list::words(include_str!("../data/events/borne-verbs.txt")).flat_map(verb_forms).collect(),
            counts: list::words(include_str!("../data/events/counts.txt")).collect(),
        };
        list::lines(triggers).for_each(|line| events.add(line));
        let weight =
            |trigger: &Trigger| usize::from(trigger.after.is_some()) + 2 * usize::from(!trigger.with.is_empty());
        for numbers in events.forms.values_mut() {
            numbers.sort_by_key(|number| {
                let trigger = &events.triggers[usize::from(*number)];
                (std::cmp::Reverse(weight(trigger)), std::cmp::Reverse(*number))
            });
        }
        for row in list::rows(modality) {
            let governs = match row[0] {
                "planned" => Modality::Planned,
                "threatened" => Modality::Threatened,
                "demanded" => Modality::Demanded,
                "denied" => Modality::Denied,
                _ => Modality::Hypothetical,
            };
            for word in row[1].split_whitespace() {
                for form in verb_forms(word).into_iter().chain([word.to_owned(), plural(word)]) {
                    events.governors.entry(form).or_insert(governs);
                }
            }
        }
        events
    }

    /// Adds the words of a line of `triggers.txt`.
    fn add(&mut self, line: &'static str) {
        let (head, words) = line.split_once(':').expect("a line of triggers has a colon");
        let mut head = head.split_whitespace();
        let name = head.next().expect("a line of triggers has a class");
        let (class, mode) = name.split_once('.').map_or((name, None), |(class, mode)| (class, Some(mode)));
        let class = self.classes.iter().position(|known| known.name == class).map(|place| place as u8);
        assert!(class.is_some() || name == "-", "no class is called {name}");
        let part = match head.next() {
            Some("verb") => Part::Verb,
            Some("noun") => Part::Noun,
            Some("adj") => Part::Adjective,
            other => panic!("no part of speech is called {other:?}"),
        };
        let (word, nouns) = (head.next(), head.next());
        let itself = word == Some("to") || nouns.is_some_and(|nouns| nouns.split(',').any(|noun| noun == "@who"));
        let with: Vec<String> = match (word, nouns) {
            (Some("with" | "of" | "to"), Some(nouns)) => nouns
                .split(',')
                .flat_map(|noun| [noun.to_owned(), plural(noun)])
                .filter(|noun| !noun.starts_with('@') || !noun.ends_with('s'))
                .collect(),
            _ => Vec::new(),
        };
        for entry in words.split_whitespace() {
            let (word, after) = entry.split_once('_').map_or((entry, None), |(word, after)| (word, Some(after)));
            let number = self.triggers.len() as u16;
            self.triggers.push(Trigger { class, mode, part, after, with: with.clone(), itself });
            let mut forms = match part {
                Part::Verb => verb_forms(word),
                Part::Noun => vec![word.to_owned(), plural(word)],
                Part::Adjective => vec![word.to_owned()],
            };
            forms.sort();
            forms.dedup();
            for form in forms {
                self.forms.entry(form).or_default().push(number);
            }
        }
    }
}

fn plural(noun: &str) -> String {
    inflect::third(noun)
}

/// All forms of a verb; of doubtful spellings both.
pub(crate) fn verb_forms(lemma: &str) -> Vec<String> {
    let irregular = IRREGULAR_VERBS.lines().find(|line| line.split_whitespace().next() == Some(lemma));
    let plain = inflect::forms(lemma, "");
    if let Some(line) = irregular {
        let regular = plain.into_iter().filter(|(_, form)| *form != VerbForm::Past).map(|(word, _)| word);
        let doubled = if doubles(lemma) { inflect::forms(lemma, "+") } else { Vec::new() };
        let doubled = doubled.into_iter().filter(|(_, form)| *form == VerbForm::Ing).map(|(word, _)| word);
        return regular.chain(doubled).chain(line.split_whitespace().map(str::to_owned)).collect();
    }
    let doubled = if doubles(lemma) { inflect::forms(lemma, "+") } else { Vec::new() };
    plain.into_iter().chain(doubled).map(|(word, _)| word).collect()
}

/// Whether the last letter can be doubled: “stab”, “expel”.
fn doubles(lemma: &str) -> bool {
    let vowel = |letter: &u8| b"aeiou".contains(letter);
    match lemma.as_bytes() {
        [.., before, middle, last] => !vowel(before) && vowel(middle) && !vowel(last) && !b"wxyh".contains(last),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &str) {
        let events = Events::embedded();
        let name = |trigger: &Trigger| trigger.class.map_or("-", |class| events.classes()[usize::from(class)].name);
        let found: Vec<String> = events
            .triggers(word)
            .map(|trigger| {
                format!(
                    "{}{}{}",
                    name(trigger),
                    trigger.after.map_or(String::new(), |after| format!(" {after}")),
                    if trigger.with.is_empty() { "" } else { " with" }
                )
            })
            .collect();
        assert_eq!(found.join(", "), expected, "{word}");
    }

    #[test]
    fn a_word_tells_of_what_its_lists_say() {
        check("attacked", "ASSAULT");
        check("stabbed", "ASSAULT");
        check("fled", "MOVE");
        check("table", "");
    }

    #[test]
    fn the_most_exact_comes_first() {
        check("charged", "- with, ACCUSE");
    }
}
