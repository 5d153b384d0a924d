//! A name as it is judged: its sort, its words, and of whom it is where many have one of that name.
//!
//! Invariant: an id is a function of these alone, so that the same name of two documents is one item.

use super::letters::{canon, fold, skeleton};
use super::list::List;
use crate::meet::Id;
use dateline_lexicon::{Gazetteer, Known};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What sort of thing bears a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A human being.
    Person,
    /// A body.
    Organisation,
    /// A country, town, region, building.
    Place,
    /// Anything else.
    Other,
}

/// A name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Name {
    /// What sort of thing bears it.
    pub sort: Sort,
    /// Its words, folded.
    pub words: Vec<String>,
    /// “jr”, “sr”, “iii”.
    pub generation: Option<String>,
    /// It is written in capitals alone.
    pub acronym: bool,
    /// Of whom it is: `country:XX`, `document:…`, or, of an acronym, `long:` and what it is written out as; else empty.
    pub scope: String,
}

/// The words of a name: folded, owners' endings and articles off, hyphens kept in them.
pub fn words(name: &str) -> Vec<String> {
    let name = name.trim().trim_end_matches(['’', '\'']);
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let split =
        name.split(|char: char| char.is_whitespace() || matches!(char, ',' | '/' | '(' | ')' | '"' | '“' | '”' | '&'));
    let mut words: Vec<String> = split.map(fold).filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// Words of a body's name that carry nothing.
const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "des", "et"];
const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "junior", "senior"];

impl Name {
    /// The name that words as written are, of no scope.
    pub fn new(sort: Sort, written: &str) -> Name {
        // “H.W.” is two initials.
        let mut own = words(&if sort == Sort::Person { written.replace('.', ". ") } else { written.to_string() });
        let mut generation = None;
        if sort == Sort::Person {
            own = servants(own.iter().flat_map(|word| split_particle(word)).collect());
            if own.len() == 2 && is_particle(written, &own[0]) {
                own.remove(0);
            }
            if own.len() > 2 && own.last().is_some_and(|last| GENERATIONS.contains(&last.as_str())) {
                generation = own.pop();
            }
        } else {
            own = own
                .iter()
                .flat_map(|word| word.split('-').map(str::to_string))
                .filter(|word| !word.is_empty())
                .collect();
        }
        let letters: Vec<char> = written.chars().filter(|char| char.is_alphabetic()).collect();
        let acronym = sort != Sort::Person
            && own.len() == 1
            && letters.len() > 1
            && letters.iter().filter(|char| char.is_lowercase()).count() == 0;
        Name { sort, words: own, generation, acronym, scope: String::new() }
    }

    /// Its identity.
    pub fn id(&self) -> Id {
        let mut digest = Sha256::new();
        digest.update([b'n', self.sort as u8, u8::from(self.acronym)]);
        digest.update(self.words.join(" "));
        digest.update([0]);
        digest.update(self.generation.as_deref().unwrap_or_default());
        digest.update([0]);
        digest.update(&self.scope);
        number(digest)
    }

    /// Whether it may stand for one of several: an acronym, a first name that is an initial.
    pub fn is_short(&self) -> bool {
        match self.sort {
            Sort::Person => self.core().first().is_some_and(|first| first.chars().count() == 1),
            _ => self.acronym && self.scope.is_empty(),
        }
    }

    /// The words that count.
    pub fn core(&self) -> Vec<&str> {
        let particles = &List::embedded().particles;
        let own = |(at, word): (usize, &String)| match self.sort {
            Sort::Person => at == 0 || !particles.contains(word.as_str()),
            _ => !SMALL.contains(&word.as_str()),
        };
        let core: Vec<&str> = self
            .words
            .iter()
            .enumerate()
            .filter(|(at, word)| own((*at, word)))
            .map(|(_, word)| word.as_str())
            .collect();
        match core.first() {
            Some(first)
                if core.len() > 2 && self.sort == Sort::Person && particles.contains(first) && *first != "ben" =>
            {
                core[1..].to_vec()
            }
            _ => core,
        }
    }

    /// What an acronym is written out as.
    pub fn long(&self) -> Option<&str> {
        self.scope.strip_prefix("long:")
    }

    /// First letters of its words.
    pub fn initials(&self) -> String {
        self.core().iter().filter_map(|word| word.chars().next()).collect()
    }

    /// Its words less those at the end that may be left out.
    pub fn trunk(&self) -> Vec<&str> {
        let mut core = self.core();
        while core.len() > 1 && List::embedded().endings.contains(core[core.len() - 1]) {
            core.pop();
        }
        core
    }

    /// Whether every country may have one of that name.
    pub fn is_generic(&self) -> bool {
        let core = self.core();
        let generic = &List::embedded().generic;
        self.sort != Sort::Person
            && (!core.is_empty() && core.len() <= 4 && core.iter().all(|word| generic.contains(word))
                || List::embedded().namesakes.contains(&self.words.join(" ")))
    }

    /// Its words in the order in which ministries and departments are told apart: “Ministry of Foreign Affairs” as “Foreign Ministry”.
    pub fn kernel(&self) -> Vec<&str> {
        kernel(&self.core())
    }

    /// Whether it is a surname alone.
    pub fn is_bare(&self) -> bool {
        self.sort == Sort::Person && self.core().len() == 1
    }

    /// By what bearers of its surname are found; none of what is no person.
    pub fn surname(&self) -> Option<Id> {
        let core = self.core();
        let last = core.last().filter(|_| self.sort == Sort::Person)?;
        Some(key("surname", &[canon(last)]))
    }

    /// What is left without the country that it names, and that country: “Foreign Ministry” of “Norwegian Foreign Ministry”.
    pub fn of_country(&self) -> Option<(Vec<&str>, &'static str)> {
        let core = self.core();
        if core.len() < 2 || self.sort == Sort::Person {
            return None;
        }
        let (first, rest, last) = (core[0], &core[1..], core[core.len() - 1]);
        let found = country(first).map(|code| (rest, code)).or_else(|| Some((&core[..core.len() - 1], country(last)?)));
        let generic = &List::embedded().generic;
        found
            .filter(|(rest, _)| rest.iter().all(|word| generic.contains(word)))
            .map(|(rest, code)| (rest.to_vec(), code))
    }

    /// The other name of a bearer who had both; this item only says that the two are of one.
    pub fn other(&self) -> Option<Name> {
        let (words, scope) = (self.scope.strip_prefix("was:")?, String::new());
        Some(Name { words: words.split(' ').map(str::to_string).collect(), scope, generation: None, ..self.clone() })
    }

    /// What it meets others by.
    pub fn keys(&self) -> Vec<Id> {
        let mut keys = self.own_keys();
        if let Some(other) = self.other() {
            keys.extend(other.own_keys());
        }
        keys
    }

    fn own_keys(&self) -> Vec<Id> {
        let core = self.core();
        let texts = |words: &[&str], by: fn(&str) -> String| words.iter().map(|word| by(word)).collect::<Vec<_>>();
        let mut keys = Vec::new();
        if self.sort == Sort::Person {
            if let [first, .., last] = core[..] {
                keys.push(key("sound", &texts(&[first, last], skeleton)));
                keys.push(key("initial", &[head(first, 1), canon(last)]));
                let short = List::embedded().nicknames(first).iter().map(|line| [line.to_string(), canon(last)]);
                keys.extend(short.map(|words| key("short", &words)));
                keys.push(key("first", &[canon(first), head(last, 3)]));
                keys.push(key("last", &[head(first, 2), canon(last)]));
                if core.len() > 2 {
                    keys.push(key("end", &texts(&core[core.len() - 2..], canon)));
                }
                keys.push(key("end", &texts(&core[..2], canon)));
            }
            return keys;
        }
        keys.push(key("all", &texts(&core, canon)));
        keys.push(key("all", &texts(&kernel(&core), canon)));
        if core.len() > 1 {
            keys.push(key("heads", &texts(&core, |word| head(word, 4))));
        } else if core.first().is_some_and(|word| word.len() > 7) {
            keys.push(key("bones", &texts(&core, skeleton)));
            keys.push(key("start", &[head(core[0], 5)]));
        }
        let trunk = self.trunk();
        keys.push(key("trunk", &texts(&trunk, canon)));
        if self.acronym {
            keys.push(key("initials", &[self.words.concat()]));
        } else if core.len() > 3 {
            keys.push(key("initials", &[self.initials()]));
        }
        if let Some(long) = self.long() {
            let long: Vec<&str> = long.split(' ').collect();
            keys.push(key("all", &texts(&long, canon)));
            keys.push(key("heads", &texts(&long, |word| head(word, 4))));
        }
        if let Some((rest, code)) = self.of_country() {
            keys.push(key(code, &texts(&kernel(&rest), canon)));
        } else if let Some(code) = self.scope.strip_prefix("country:") {
            keys.push(key(code, &texts(&kernel(&core), canon)));
        }
        keys
    }
}

/// The country that a word names or whose people it names.
pub fn country(word: &str) -> Option<&'static str> {
    let gazetteer = Gazetteer::embedded();
    let entry = gazetteer.entry(if word == "us" { "US" } else { word });
    let known = entry.known();
    (known.any(Known::COUNTRY) || known.any(Known::GROUP) && !known.any(Known::CITY))
        .then(|| gazetteer.country(entry))
        .flatten()
}

/// The words by which a name is told from others: without those that bodies of its sort or every country's have, unless it has no other.
pub fn telling_words(name: &str) -> Vec<String> {
    let all = words(name);
    let list = List::embedded();
    let empty = |word: &String| {
        let word = word.as_str();
        list.generic.contains(word) || list.kinds.contains(word) || SMALL.contains(&word)
    };
    let own: Vec<String> = all.iter().filter(|word| !empty(word)).cloned().collect();
    if own.is_empty() { all } else { own }
}

/// “al-Assad” is two words; “Ting-kwok” is one.
fn split_particle(word: &str) -> Vec<String> {
    match word.split_once('-') {
        Some((first, rest)) if !rest.is_empty() && List::embedded().particles.contains(first) => {
            vec![first.to_string(), rest.to_string()]
        }
        _ => vec![word.to_string()],
    }
}

fn key(kind: &str, words: &[String]) -> Id {
    let mut digest = Sha256::new();
    digest.update(kind);
    words.iter().for_each(|word| {
        digest.update(word);
        digest.update([b' ']);
    });
    number(digest)
}

/// Words of a body's name with the ministry last, and one that deals with affairs without them.
pub fn kernel<'a>(core: &[&'a str]) -> Vec<&'a str> {
    const OFFICES: &[&str] = &["ministry", "department"];
    let mut words = core.to_vec();
    if words.len() > 1 && OFFICES.contains(&words[0]) {
        words.rotate_left(1);
    }
    if words.last().is_some_and(|last| OFFICES.contains(last)) {
        words.retain(|word| *word != "affairs");
    }
    words
}

/// “al-Vell”, “van Vell”: a particle with a surname, not a given name. “Al Vell” may be one.
fn is_particle(written: &str, first: &str) -> bool {
    const NEVER_GIVEN: &[&str] = &["bin", "ibn", "de", "di", "da", "von", "der", "den", "ould"];
    let is_joined = written.split_whitespace().next().is_some_and(|word| word.contains('-'));
    List::embedded().particles.contains(first)
        && (NEVER_GIVEN.contains(&first) || written.starts_with(char::is_lowercase) || is_joined)
}

/// “Abdel Rahman”, “Abd al-Rahman”, “Abdurrahman” are one word: a servant of whom the next word names.
fn servants(words: Vec<String>) -> Vec<String> {
    const ARTICLES: &[&str] = &["al", "el", "ul", "ar", "er", "as", "es", "an", "en", "ad", "ash", "az"];
    let mut own: Vec<String> = Vec::with_capacity(words.len());
    let mut rest = words.into_iter().peekable();
    while let Some(word) = rest.next() {
        let is_open = ["abd", "abdel", "abdul", "abdal", "abdol", "abdur", "abdus"].contains(&word.as_str());
        if is_open && word == "abd" {
            rest.next_if(|next| ARTICLES.contains(&next.as_str()));
        }
        match rest.peek() {
            Some(_) if is_open => own.push(format!("abdul{}", rest.next().unwrap_or_default())),
            _ => own.push(servant(&word)),
        }
    }
    own
}

fn servant(word: &str) -> String {
    let plain = word.replace('-', "");
    for head in ["abdel", "abdal", "abdol", "abdul"] {
        if let Some(rest) = plain.strip_prefix(head).filter(|rest| rest.len() > 2) {
            return format!("abdul{rest}");
        }
    }
    match plain.strip_prefix("abdu") {
        // “Abdurrahman”: the article has the sound of the word behind it.
        Some(rest) if rest.len() > 4 && rest.as_bytes()[0] == rest.as_bytes()[1] => format!("abdul{}", &rest[1..]),
        _ => word.to_string(),
    }
}

fn head(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

fn number(digest: Sha256) -> Id {
    digest.finalize().first_chunk().copied().map_or(0, u64::from_be_bytes)
}
