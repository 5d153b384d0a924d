//! Mentions by name, and the cast: who is called what in one document.
//!
//! Invariant: a bare surname leads to a full name only where one bearer of it is in the document. Cost: linear in the
//! names.

use crate::name::{Name, display, is_called_body, is_scoped};
use crate::view::View;
use dateline_record::{EntityType, Form, Mention};
use std::collections::{BTreeMap, BTreeSet};

/// More bearers of one surname than this are not told apart: two are enough to abstain.
const MOST_BEARERS: usize = 16;

/// Somebody or something named in the document.
#[derive(Clone, Debug)]
pub(crate) struct Player {
    pub name: String,
    pub entity_type: EntityType,
    /// Whether the document numbers a person so as not to name them: “Russian Official 5”, “RO 5”.
    pub numbered: bool,
}

/// All that are named, and the way from a name as written to them.
#[derive(Default)]
pub(crate) struct Cast {
    players: Vec<Player>,
    by_name: BTreeMap<String, usize>,
    /// Surname in small letters to its bearers.
    by_surname: BTreeMap<String, Vec<usize>>,
    /// First and last words of bodies of several words, in small letters, to those: “the Ledger”.
    by_part: BTreeMap<String, Vec<usize>>,
    /// First words, in small letters, of names that the document calls a body.
    bodies: BTreeSet<String>,
    /// The short forms of numbered persons: “RO 5”.
    numbered: BTreeSet<String>,
}

impl Cast {
    /// Gathers the bearers of `names`.
    pub fn of(view: &View, names: &[Name]) -> Cast {
        let mut cast = Cast::default();
        // Whole names first: then it is known whether a surname has one bearer.
        let (whole, single): (Vec<&Name>, Vec<&Name>) = names.iter().partition(|name| name.tokens.len() > 1);
        for name in whole.into_iter().chain(single) {
            cast.add(view, name);
            if is_scoped(view, &name.tokens) && name.entity_type == EntityType::Person {
                cast.numbered.extend(initials(view.words(name.tokens.clone())));
            }
            if name.entity_type == EntityType::Unknown && !name.titled && is_called_body(view, name) {
                cast.bodies.insert(view.word(name.tokens.start).to_lowercase());
            }
        }
        for player in &mut cast.players {
            player.numbered = cast.numbered.contains(&player.name)
                || initials(&player.name).is_some_and(|short| cast.numbered.contains(&short));
        }
        cast
    }

    /// Whether the document calls it a company, a group or another body: by its first word.
    pub fn is_body(&self, written: &str) -> bool {
        let first = written.split_whitespace().next().unwrap_or(written).to_lowercase();
        self.find(written).is_none_or(|index| self.players[index].entity_type != EntityType::Person)
            && self.bodies.contains(&first)
    }

    fn add(&mut self, view: &View, name: &Name) {
        let written = view.words(name.tokens.clone());
        let key = key(written);
        let lone = name.tokens.len() < 2 && matches!(name.entity_type, EntityType::Unknown | EntityType::Person);
        let certain = name.titled || name.sure && name.entity_type == EntityType::Person;
        if lone && (!certain || self.by_surname.get(&key).is_some_and(|bearers| bearers.len() > 1)) {
            return;
        }
        let surname = key.rsplit(' ').next().unwrap_or(&key).to_owned();
        // “Vell v. Oller” is nobody.
        let parties = key.split(' ').any(|word| matches!(word, "v" | "vs"));
        let personal = matches!(name.entity_type, EntityType::Unknown | EntityType::Person) && !parties;
        let of_body = || self.body_of(&key).filter(|_| name.entity_type == EntityType::Organisation);
        let same = self
            .by_name
            .get(&key)
            .copied()
            .or_else(|| personal.then(|| self.same_person(&key, &surname)).flatten())
            .or_else(of_body);
        let index = same.unwrap_or_else(|| {
            self.players.push(Player { name: String::new(), entity_type: EntityType::Unknown, numbered: false });
            self.players.len() - 1
        });
        let player = &mut self.players[index];
        if written.len() > player.name.len() {
            player.name = display(written);
        }
        if player.entity_type == EntityType::Unknown {
            player.entity_type = name.entity_type;
        }
        if name.entity_type == EntityType::Organisation && name.tokens.len() > 1 {
            for part in key.split(' ').take(1).chain(key.rsplit(' ').take(1)) {
                let bodies = self.by_part.entry(part.to_owned()).or_default();
                if bodies.len() < 2 && !bodies.contains(&index) {
                    bodies.push(index);
                }
            }
        }
        self.by_name.insert(key, index);
        if personal {
            let bearers = self.by_surname.entry(surname).or_default();
            if bearers.len() < MOST_BEARERS && !bearers.contains(&index) {
                bearers.push(index);
            }
        }
    }

    /// A bearer with the same surname whose first name agrees or is not given.
    fn same_person(&self, key: &str, surname: &str) -> Option<usize> {
        let bearers = self.by_surname.get(surname)?;
        let first = key.split(' ').next().unwrap_or(key);
        let bare = first == surname;
        let mut agree = bearers.iter().copied().filter(|index| {
            let other = self::key(&self.players[*index].name);
            let other_first = other.split(' ').next().unwrap_or(&other).to_owned();
            bare || other_first == surname || other_first == first
        });
        let one = agree.next()?;
        agree.next().is_none().then_some(one)
    }

    /// Who is meant by a name as written.
    pub fn find(&self, written: &str) -> Option<usize> {
        let key = key(written);
        if let Some(index) = self.by_name.get(&key)
            && key.contains(' ')
        {
            return Some(*index);
        }
        match self.by_surname.get(key.rsplit(' ').next().unwrap_or(&key)).map(Vec::as_slice) {
            Some([one]) if !key.contains(' ') => Some(*one),
            Some(_) if !key.contains(' ') => None,
            _ => self.by_name.get(&key).copied().or_else(|| self.body_of(&key)),
        }
    }

    /// The one body of several words that begins or ends with this word: “the Ledger”.
    fn body_of(&self, key: &str) -> Option<usize> {
        match self.by_part.get(key).map(Vec::as_slice) {
            Some([one]) => Some(*one),
            _ => None,
        }
    }

    /// Whether two or more bear this surname.
    pub fn is_ambiguous(&self, written: &str) -> bool {
        self.by_surname.get(&key(written)).is_some_and(|bearers| bearers.len() > 1)
    }

    /// How many they are.
    pub fn count(&self) -> u32 {
        self.players.len() as u32
    }

    pub fn player(&self, index: usize) -> &Player {
        &self.players[index]
    }
}

/// The mentions that `names` make.
pub(crate) fn find(view: &View, names: &[Name], cast: &Cast) -> Vec<Mention> {
    let one = |name: &Name| {
        if !name.sure {
            return None;
        }
        let extent = name.extent;
        let player = cast.find(extent.of(view.text));
        let found = player.map(|index| cast.player(index));
        Some(Mention {
            extent,
            entity_type: match (name.entity_type, found) {
                (EntityType::Unknown, Some(player)) => player.entity_type,
                (own, _) => own,
            },
            form: Form::Name,
            referent: player.map(|index| index as u32),
            name: Some(found.map_or_else(|| display(extent.of(view.text)), |player| player.name.clone())),
        })
    };
    names.iter().filter_map(one).collect()
}

/// The short form of a numbered person: “RO 5” of “Russian Official 5”, “O 5” of “Official 5”.
fn initials(written: &str) -> Option<String> {
    let (words, number) = written.rsplit_once(' ')?;
    let letters = words.split(' ').filter_map(|word| word.chars().next()).flat_map(char::to_uppercase);
    Some(format!("{} {number}", letters.collect::<String>()))
}

/// A name for comparing: small letters, white space collapsed, no full stops, no “Jr.”.
fn key(written: &str) -> String {
    let words = written.split_whitespace().map(|word| word.trim_end_matches(['.', ',']).to_lowercase());
    let mut words: Vec<String> = words.collect();
    while words.len() > 2 && words.last().is_some_and(|last| matches!(last.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
    {
        words.pop();
    }
    words.join(" ")
}
