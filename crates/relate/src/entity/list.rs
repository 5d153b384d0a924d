//! Lists of names and of words in names, as they lie in `data/`.
//!
//! Invariant: keys are words as [`super::name::words`] gives them. Cost: built once.

use super::name::words;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// What is listed.
pub struct List {
    /// Words in persons' names that may be left out.
    pub particles: BTreeSet<&'static str>,
    /// Given names, with the numbers of the lines that they are in.
    nicknames: BTreeMap<&'static str, Vec<usize>>,
    /// Names, with the first name of their line.
    aliases: BTreeMap<String, String>,
    /// Words of which every country's bodies are named.
    pub generic: BTreeSet<&'static str>,
    /// Nouns for sorts of bodies.
    pub kinds: BTreeSet<&'static str>,
    /// Last words that may be left out.
    pub endings: BTreeSet<&'static str>,
    /// Places that are borne in many countries.
    pub namesakes: BTreeSet<String>,
}

impl List {
    /// The lists that ship.
    pub fn embedded() -> &'static List {
        static LIST: OnceLock<List> = OnceLock::new();
        LIST.get_or_init(|| {
            let mut nicknames: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (number, line) in lines(include_str!("../../data/nicknames.txt")).enumerate() {
                line.split_whitespace().for_each(|name| nicknames.entry(name).or_default().push(number));
            }
            let mut aliases = BTreeMap::new();
            for line in lines(include_str!("../../data/aliases.txt")) {
                let mut names = line.split('|').map(|name| words(name).join(" "));
                let first = names.next().unwrap_or_default();
                names.for_each(|name| drop(aliases.insert(name, first.clone())));
                aliases.insert(first.clone(), first);
            }
            List {
                particles: all(include_str!("../../data/particles.txt")),
                nicknames,
                aliases,
                generic: all(include_str!("../../data/generic.txt")),
                kinds: all(include_str!("../../data/kinds.txt")),
                endings: all(include_str!("../../data/endings.txt")),
                namesakes: lines(include_str!("../../data/namesakes.txt"))
                    .flat_map(|line| line.split('|').map(|name| words(name).join(" ")))
                    .collect(),
            }
        })
    }

    /// The lines on which a given name stands with what its bearers are called for short.
    pub fn nicknames(&self, name: &str) -> &[usize] {
        self.nicknames.get(name).map_or(&[][..], Vec::as_slice)
    }

    /// Whether two given names are of one line.
    pub fn is_nickname(&self, one: &str, other: &str) -> bool {
        let lines = |name: &str| self.nicknames.get(name).map_or(&[][..], Vec::as_slice);
        lines(one).iter().any(|line| lines(other).contains(line))
    }

    /// The name that a listed one stands for.
    pub fn alias(&self, name: &str) -> Option<&str> {
        self.aliases.get(name).map(String::as_str)
    }
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn all(data: &'static str) -> BTreeSet<&'static str> {
    lines(data).flat_map(str::split_whitespace).collect()
}
