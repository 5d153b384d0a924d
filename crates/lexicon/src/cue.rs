//! Cue verbs: what class of act they name and what may stand as their content.
//!
//! Invariant: every line of `data/cues.txt` and `data/particles.txt` gives a cue with its five forms. Cost: at start
//! only.
//! After: Pareti, PARC 3.0, 2016 (what can be a cue); Levin, English Verb Classes, 1993 (frames).

use dateline_record::CueClass;
use std::ops::BitOr;

/// What may stand as the content of a cue verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Frames(u32);

/// The names of the frames in the data files.
const NAMES: &[(&str, Frames)] = &[
    ("quote", Frames::QUOTE),
    ("clause", Frames::CLAUSE),
    ("that", Frames::THAT),
    ("to", Frames::TO),
    ("object", Frames::OBJECT),
    ("whom", Frames::WHOM),
    ("urge", Frames::URGE),
    ("ing", Frames::ING),
    ("speech", Frames::SPEECH),
    ("for", Frames::FOR),
    ("of", Frames::OF),
    ("on", Frames::ON),
    ("to-noun", Frames::TO_NOUN),
    ("about", Frames::ABOUT),
    ("against", Frames::AGAINST),
    ("at", Frames::AT),
    ("with", Frames::WITH),
    ("as", Frames::AS),
];

impl Frames {
    /// A quotation, before or after.
    pub const QUOTE: Frames = Frames(1);
    /// A clause, with or without “that”.
    pub const CLAUSE: Frames = Frames(1 << 1);
    /// A clause with “that”, “whether”, “how”.
    pub const THAT: Frames = Frames(1 << 2);
    /// An infinitive.
    pub const TO: Frames = Frames(1 << 3);
    /// A noun phrase.
    pub const OBJECT: Frames = Frames(1 << 4);
    /// An addressee may come first: “told reporters that”.
    pub const WHOM: Frames = Frames(1 << 5);
    /// A person and an infinitive: “urged them to leave”.
    pub const URGE: Frames = Frames(1 << 6);
    /// A gerund: “denied taking part”.
    pub const ING: Frames = Frames(1 << 7);
    /// May trail or interrupt what is said: “…, she said”.
    pub const SPEECH: Frames = Frames(1 << 8);
    /// “called for a truce”.
    pub const FOR: Frames = Frames(1 << 9);
    /// “warned of a famine”.
    pub const OF: Frames = Frames(1 << 10);
    /// “insisted on a vote”.
    pub const ON: Frames = Frames(1 << 11);
    /// “admitted to fraud”.
    pub const TO_NOUN: Frames = Frames(1 << 12);
    /// “complained about delays”.
    pub const ABOUT: Frames = Frames(1 << 13);
    /// “warned against haste”.
    pub const AGAINST: Frames = Frames(1 << 14);
    /// “hinted at a deal”.
    pub const AT: Frames = Frames(1 << 15);
    /// “agreed with the ruling”.
    pub const WITH: Frames = Frames(1 << 16);
    /// “described it as a farce”.
    pub const AS: Frames = Frames(1 << 17);
    /// No frame.
    pub const NONE: Frames = Frames(0);

    /// Whether the two sets share a frame.
    pub fn any(self, of: Frames) -> bool {
        self.0 & of.0 != 0
    }

    /// The frame that a preposition opens.
    pub fn of_preposition(word: &str) -> Frames {
        match word {
            "to" => Frames::TO_NOUN,
            "for" | "of" | "on" | "about" | "against" | "at" | "with" => named(word),
            _ => Frames::NONE,
        }
    }
}

impl BitOr for Frames {
    type Output = Frames;

    fn bitor(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }
}

fn named(name: &str) -> Frames {
    let found = NAMES.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("data: no frame is called {name}")).1
}

/// A verb that attributes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cue {
    /// Its first form: “say”.
    pub lemma: &'static str,
    /// What kind of act it names.
    pub class: CueClass,
    /// What may stand as its content.
    pub frames: Frames,
    /// The longer cues that begin with it, longest first: “called for”.
    pub particles: Vec<Particle>,
}

/// The words that follow a verb and make another cue of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Particle {
    /// In lower case.
    pub words: Vec<&'static str>,
    /// What kind of act the whole names.
    pub class: CueClass,
    /// What may stand as the content of the whole.
    pub frames: Frames,
}

/// A form of a verb. A word that can be two (“said” is past and participle) has the first of this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VerbForm {
    /// “say”, and what forms questions and infinitives.
    Base,
    /// “says”.
    Third,
    /// “said”, “wrote”.
    Past,
    /// “written”, where it differs from the past.
    Participle,
    /// “saying”.
    Ing,
}

/// The cues of the data files, each with its forms.
pub(crate) fn embedded() -> Vec<(Cue, Vec<(String, VerbForm)>)> {
    let mut cues: Vec<(Cue, Vec<(String, VerbForm)>)> = Vec::new();
    for fields in crate::list::rows(include_str!("../data/cues.txt")) {
        let cue = Cue { lemma: fields[0], class: class(fields[1]), frames: frames(fields[2]), particles: Vec::new() };
        cues.push((cue, crate::inflect::forms(fields[0], fields.get(3).copied().unwrap_or(""))));
    }
    for fields in crate::list::rows(include_str!("../data/particles.txt")) {
        let words = fields[1].split(' ').collect();
        let particle = Particle { words, class: class(fields[2]), frames: frames(fields[3]) };
        match cues.iter_mut().find(|(cue, _)| cue.lemma == fields[0]) {
            Some((cue, _)) => cue.particles.push(particle),
            None => {
                let (class, frames) = (particle.class, Frames::NONE);
                let cue = Cue { lemma: fields[0], class, frames, particles: vec![particle] };
                cues.push((cue, crate::inflect::forms(fields[0], fields.get(4).copied().unwrap_or(""))));
            }
        }
    }
    for (cue, _) in &mut cues {
        cue.particles.sort_by_key(|particle| std::cmp::Reverse(particle.words.len()));
    }
    cues
}

fn frames(names: &str) -> Frames {
    names.split_whitespace().map(named).fold(Frames::NONE, |all, one| all | one)
}

/// The class that a data file calls by this name. Panics on an unknown name: a mistake in the data, met by every test.
pub(crate) fn class(name: &str) -> CueClass {
    match name {
        "say" => CueClass::Say,
        "claim" => CueClass::Claim,
        "deny" => CueClass::Deny,
        "confirm" => CueClass::Confirm,
        "warn" => CueClass::Warn,
        "demand" => CueClass::Demand,
        "promise" => CueClass::Promise,
        "accuse" => CueClass::Accuse,
        "announce" => CueClass::Announce,
        "believe" => CueClass::Believe,
        "intend" => CueClass::Intend,
        "ask" => CueClass::Ask,
        "find" => CueClass::Find,
        "decline" => CueClass::Decline,
        _ => panic!("data: no class of cue is called {name}"),
    }
}
