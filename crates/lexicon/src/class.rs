//! Classes of a word: what it can be, before any context is seen.
//!
//! Invariant: one bit a class; a word may be in many (“chief” is a title and a role). Cost: one machine word.

use std::ops::BitOr;

/// A set of classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Classes(u64);

macro_rules! classes {
    ($($(#[doc = $doc:literal])* $name:ident = $bit:literal from $file:literal;)*) => {
        impl Classes {
            $($(#[doc = $doc])* pub const $name: Classes = Classes(1 << $bit);)*
        }

        /// The lists of single words: class, data.
        pub(crate) const LISTS: &[(Classes, &str)] =
            &[$((Classes::$name, include_str!(concat!("../data/", $file, ".txt"))),)*];
    };
}

classes! {
    /// “Sen.”, “President”: stands before a name.
    TITLE = 0 from "titles";
    /// “spokeswoman”, “analyst”: what a person does.
    ROLE = 1 from "roles";
    /// “ministry”, “police”: a body that speaks as one.
    COLLECTIVE = 2 from "collectives";
    /// “report”, “filing”: writing that speaks.
    DOCUMENT = 3 from "documents";
    /// “officials”, “witnesses”: people who speak without a name.
    UNNAMED = 4 from "unnamed";
    /// “Gazette”: ends the name of an outlet.
    OUTLET_WORD = 5 from "outlet-words";
    /// “Ministry”, “Inc”: ends the name of a body.
    ORGANISATION_WORD = 6 from "organisation-words";
    /// “Mr”: its full stop ends no sentence.
    ABBREVIATION = 7 from "abbreviations";
    /// “U.S.”: its full stop may also end a sentence.
    ABBREVIATION_FINAL = 8 from "abbreviations-final";
    /// “reportedly”, “may”.
    HEDGE = 9 from "hedges";
    /// “Tuesday”, “yesterday”.
    TIME = 10 from "times";
    /// “interview”, “statement”: where something is said.
    VENUE = 11 from "venues";
    /// “the”, “his”.
    DETERMINER = 12 from "determiners";
    /// “some”, “three”.
    QUANTIFIER = 13 from "quantifiers";
    /// “she”, “others”: can be a subject.
    PRONOUN = 14 from "pronouns";
    /// “of”, “in”.
    PREPOSITION = 15 from "prepositions";
    /// “and”, “but”.
    COORDINATOR = 16 from "coordinators";
    /// “that”, “because”.
    SUBORDINATOR = 17 from "subordinators";
    /// “has”, “would”.
    AUXILIARY = 18 from "auxiliaries";
    /// “also”, “never”.
    ADVERB = 19 from "adverbs";
    /// “made”, “wins”: a frequent verb that does not attribute.
    VERB = 20 from "verbs";
    /// “comment”, “requests”: nouns in a refusal to comment.
    REFUSED = 21 from "denial";
    /// “family”, “ugly”: ends in -ly and is no adverb.
    NOT_ADVERB = 22 from "not-adverbs";
    /// “co”, “anti”: a hyphen after it does not part words.
    HYPHEN_PREFIX = 23 from "hyphen-prefixes";
    /// “fold”: a hyphen before it does not part words.
    HYPHEN_SUFFIX = 24 from "hyphen-suffixes";
    /// “Summit”: ends the name of a happening.
    EVENT_WORD = 25 from "event-words";
    /// “Treaty”: ends the name of a writing.
    WORK_WORD = 26 from "work-words";
    /// “discuss”, “name”: who declines to do it keeps silent.
    TELL = 27 from "silence";
    /// “respond”, “reached”: how somebody answers a request.
    ANSWER = 28 from "answers";
    /// “details”: what reporters are given, or not.
    INFORMATION = 29 from "information";
    /// “carpenter”: a noun for a human being.
    PERSON = 30 from "persons";
}

impl Classes {
    /// A country or region of the world.
    pub const PLACE: Classes = Classes(1 << 40);
    /// “Qatari”.
    pub const DEMONYM: Classes = Classes(1 << 41);
    /// A well known outlet or agency.
    pub const OUTLET: Classes = Classes(1 << 42);

    /// A well known body.
    pub const ORGANISATION: Classes = Classes(1 << 43);

    /// No class.
    pub const NONE: Classes = Classes(0);

    /// Whether the two sets share a class.
    pub fn any(self, of: Classes) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether there is no class in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Classes {
    type Output = Classes;

    fn bitor(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}
