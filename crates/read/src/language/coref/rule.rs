//! What is sure before anything is weighed: names that agree, names that cannot, nouns that a name or a role holds.
//!
//! Invariant: where two chains fit, the mention joins neither. Cost: the few mentions that share a key.
//! After: Lee et al., Deterministic coreference resolution, 2013.

use super::chain::{Chain, length};
use super::grammar::Link;
use super::mention::{Form, Gender, Kind, Mention, Number};
use super::search::Search;
use super::sign::{Class, Signs};

/// How many mentions of a key are looked at.
const MOST: usize = 12;
/// How many chains are told apart; more are two at least.
const CHAINS: usize = 8;

/// What is sure of a mention.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// Nothing.
    Open,
    /// That it is of the chain of this mention.
    To(usize),
    /// That it is of no chain before it, or of one of several.
    Alone,
}

/// How a name stands to that of a chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Agreement {
    /// The same, or as far as initials tell.
    Same,
    /// A surname, a first name, an acronym of it.
    Part,
    /// It is that of the chain, and more.
    Whole,
    /// The same surname with another first name.
    Clash,
    /// Nothing.
    Apart,
}

/// The few chains that are in question.
#[derive(Default)]
struct Few {
    chains: [u32; CHAINS],
    count: usize,
}

impl Few {
    fn add(&mut self, chain: u32) -> bool {
        let fresh = self.count < CHAINS && !self.chains[..self.count].contains(&chain);
        if fresh {
            self.chains[self.count] = chain;
            self.count += 1;
        }
        fresh
    }
}

impl Search {
    /// What is sure of the mention numbered `at`.
    pub(super) fn verdict(&self, at: usize) -> Verdict {
        let (mention, signs) = (&self.mentions[at], &self.signs[at]);
        if signs.class == Class::Joined {
            return Verdict::Open;
        }
        if !signs.name.is_empty() {
            return self.of_name(mention, signs);
        }
        if signs.capital && signs.class == Class::Bare {
            // A surname that the tree takes for a noun, where its bearer was named.
            let named = Signs { keys: std::array::from_fn(|at| if at == 0 { signs.head } else { 0 }), ..signs.clone() };
            let open = Mention { kind: Kind::Open, gender: Gender::Open, ..mention.clone() };
            return self.of_name(&open, &named);
        }
        let definite = matches!(signs.class, Class::Definite | Class::Demonstrative);
        if mention.form == Form::Nominal && definite && mention.number == Number::One {
            return self.of_noun(signs);
        }
        Verdict::Open
    }

    fn of_name(&self, mention: &Mention, signs: &Signs) -> Verdict {
        let count = length(&signs.keys);
        // Days and works of one name are seldom meant twice, and what stands before a noun is often of its name.
        let weighed = mention.kind == Kind::Thing || (signs.link == Link::Compound && !mention.scoped);
        if count == 0 || weighed {
            return Verdict::Open;
        }
        let (mut seen, mut same, mut part, mut whole) =
            (Few::default(), Few::default(), Few::default(), Few::default());
        let mut clash = false;
        for key in [signs.keys[count - 1], signs.keys[0], signs.initials] {
            for other in self.index.find(key).take(MOST) {
                let number = self.chain_of[other];
                if !seen.add(number) {
                    continue;
                }
                let chain = &self.chains[number as usize];
                let genders = mention.gender.clashes(chain.company.gender);
                match agreement(mention, signs, chain) {
                    Agreement::Same if !genders || count > 1 => _ = same.add(number),
                    Agreement::Part if !genders => _ = part.add(number),
                    Agreement::Whole if !genders => _ = whole.add(number),
                    Agreement::Clash => clash = true,
                    _ => {}
                }
            }
        }
        let latest = |few: &Few| Verdict::To(self.chains[few.chains[0] as usize].latest as usize);
        if count > 1 {
            return match (same.count, part.count, whole.count) {
                (1.., ..) => latest(&same),
                (_, 1, _) => latest(&part),
                (_, 0, 1) if !clash => latest(&whole),
                (0, 0, 0) if !clash && !mention.scoped => Verdict::Open,
                _ => Verdict::Alone,
            };
        }
        match (same.count, part.count) {
            (1, 0) => latest(&same),
            (0, 1) => latest(&part),
            (0, 0) => Verdict::Open,
            _ => Verdict::Alone,
        }
    }

    /// “the ministry”, “the spokesman”: what one name or role holds.
    fn of_noun(&self, signs: &Signs) -> Verdict {
        let mut few = Few::default();
        for other in self.index.find(signs.head ^ 2).take(MOST) {
            let number = self.chain_of[other];
            let company = &self.chains[number as usize].company;
            let strange = signs.bits & !(company.names | company.modifiers);
            if strange == 0 {
                few.add(number);
            }
        }
        match few.count {
            0 => Verdict::Open,
            1 => Verdict::To(self.chains[few.chains[0] as usize].latest as usize),
            _ => Verdict::Alone,
        }
    }
}

fn agreement(mention: &Mention, signs: &Signs, chain: &Chain) -> Agreement {
    let person = |kind: Kind| kind == Kind::Person;
    let (own_kind, kind) = (mention.kind, chain.company.kind);
    if mention.scoped != chain.scoped {
        return Agreement::Apart;
    }
    let (own, theirs) = (&signs.keys[..length(&signs.keys)], &chain.name[..length(&chain.name)]);
    let (Some(last), Some(their_last)) = (own.last(), theirs.last()) else { return Agreement::Apart };
    let strangers = person(own_kind) != person(kind) && own_kind != Kind::Open && kind != Kind::Open;
    if own == theirs {
        let unknown = own_kind == Kind::Open && kind == Kind::Open && own.len() == 1;
        return if strangers || unknown { Agreement::Apart } else { Agreement::Same };
    }
    let shortened = |short: &[u64], long_initials: u64, long: &[u64]| {
        short.len() == 1 && long.len() > 1 && short[0] == long_initials
    };
    if mention.scoped {
        // “RO 5”: the initials of the words before the same number.
        let (short, long, initials) =
            if own.len() < theirs.len() { (own, theirs, chain.initials) } else { (theirs, own, signs.initials) };
        let fits = last == their_last && (long.ends_with(short) || (short.len() == 2 && short[0] == initials));
        return match (fits, own.len() < theirs.len()) {
            (false, _) => Agreement::Apart,
            (_, true) => Agreement::Part,
            _ => Agreement::Whole,
        };
    }
    if shortened(own, chain.initials, theirs) && !person(own_kind) && !person(kind) {
        return Agreement::Part;
    }
    if shortened(theirs, signs.initials, own) && !person(own_kind) && !person(kind) {
        return Agreement::Whole;
    }
    let personal = matches!(own_kind, Kind::Person | Kind::Open) && matches!(kind, Kind::Person | Kind::Open);
    if !personal || (own_kind == Kind::Open && kind == Kind::Open) {
        return Agreement::Apart;
    }
    if own.len() > 1 && theirs.len() > 1 && last == their_last {
        let (letter, their_letter) = (signs.letter, chain.letter);
        let initials = (letter.1 || their_letter.1) && letter.0 == their_letter.0;
        if own[0] == theirs[0] || initials {
            return Agreement::Same;
        }
    }
    if theirs.ends_with(own) || theirs.starts_with(own) {
        return Agreement::Part;
    }
    if own.ends_with(theirs) || own.starts_with(theirs) {
        return Agreement::Whole;
    }
    if last == their_last { Agreement::Clash } else { Agreement::Apart }
}
