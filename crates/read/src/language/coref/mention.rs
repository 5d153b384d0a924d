//! Mentions: words that name or point to somebody or something, and what can be said of each alone.
//!
//! Invariant: `head` lies in `words`.

use std::ops::Range;

/// How a mention points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// By name.
    Name,
    /// By a noun.
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// What sort of thing is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    /// A human being.
    Person,
    /// A body that acts.
    Organisation,
    /// A country, a town, a region.
    Place,
    /// A nationality, a religion, a party's people.
    Group,
    /// Something else that has a name, or a thing.
    Thing,
    /// Not known.
    #[default]
    Open,
}

impl Kind {
    /// By what the model of names calls it.
    pub fn called(kind: &str) -> Kind {
        match kind {
            "Person" => Kind::Person,
            "Organization" => Kind::Organisation,
            "Location" => Kind::Place,
            "NORP" => Kind::Group,
            _ => Kind::Thing,
        }
    }
}

/// What its pronouns would be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Gender {
    /// “he”.
    Male,
    /// “she”.
    Female,
    /// “it”.
    Neuter,
    /// Not known.
    #[default]
    Open,
}

/// One or more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Number {
    /// One.
    One,
    /// More than one.
    Many,
    /// Not known.
    #[default]
    Open,
}

/// A mention, and whom it points to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// Its words.
    pub words: Range<usize>,
    /// The word that the others hang on.
    pub head: usize,
    /// How it points.
    pub form: Form,
    /// What sort of thing it points to.
    pub kind: Kind,
    /// What that is called by pronouns.
    pub gender: Gender,
    /// One or more.
    pub number: Number,
    /// Whether it is one whom the document does not name but numbers: “Official 5”. Such never leave their document.
    pub scoped: bool,
    /// Which of the document's referents, where there is another mention of it or it has a name.
    pub referent: Option<u32>,
}

macro_rules! clash {
    ($name:ident, $open:path) => {
        impl $name {
            /// Whether the two cannot both be said of one thing.
            pub fn clashes(self, other: $name) -> bool {
                self != other && self != $open && other != $open
            }

            /// The more telling of two.
            pub fn or(self, other: $name) -> $name {
                if self == $open { other } else { self }
            }
        }
    };
}

clash!(Kind, Kind::Open);
clash!(Gender, Gender::Open);
clash!(Number, Number::Open);
