//! What a phrase is known to be.
//!
//! Invariant: a set; “Jordan” is a country and a given name. Cost: two bytes.

use std::fmt;
use std::ops::BitOr;

/// A set of the classes of names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Known(pub(crate) u16);

impl Known {
    /// “Chad”.
    pub const COUNTRY: Known = Known(1);
    /// “N’Djamena”; often stands for the government.
    pub const CAPITAL: Known = Known(1 << 1);
    /// A city or town.
    pub const CITY: Known = Known(1 << 2);
    /// A state, province or region of a country.
    pub const SUBDIVISION: Known = Known(1 << 3);
    /// A sea, river, mountain, region of the world.
    pub const REGION: Known = Known(1 << 4);
    /// “Chadian”, “Sunni”, “Democrats”.
    pub const GROUP: Known = Known(1 << 5);
    /// An international body, service, party, union.
    pub const ORGANISATION: Known = Known(1 << 6);
    /// A newspaper, station, agency.
    pub const OUTLET: Known = Known(1 << 7);
    /// “al-Shabaab”.
    pub const ARMED_GROUP: Known = Known(1 << 8);
    /// “Amina”.
    pub const GIVEN: Known = Known(1 << 9);
    /// “Okafor”.
    pub const SURNAME: Known = Known(1 << 10);
    /// “prime minister”, “sheikh”.
    pub const TITLE: Known = Known(1 << 11);
    /// “the Kremlin”.
    pub const METONYM: Known = Known(1 << 12);
    /// A company.
    pub const COMPANY: Known = Known(1 << 13);
    /// A whole name of somebody in office or arms.
    pub const PERSON: Known = Known(1 << 14);
    /// A common word of English, in small letters.
    pub const COMMON: Known = Known(1 << 15);
    /// Nothing.
    pub const NONE: Known = Known(0);
    /// Anywhere.
    pub const PLACE: Known =
        Known(Self::COUNTRY.0 | Self::CAPITAL.0 | Self::CITY.0 | Self::SUBDIVISION.0 | Self::REGION.0);
    /// Any body.
    pub const BODY: Known =
        Known(Self::ORGANISATION.0 | Self::OUTLET.0 | Self::ARMED_GROUP.0 | Self::METONYM.0 | Self::COMPANY.0);

    /// Whether the two sets share a class.
    pub fn any(self, of: Known) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether every class is one of these.
    pub fn only(self, of: Known) -> bool {
        self.0 & !of.0 == 0
    }

    /// What is left without these.
    #[must_use]
    pub fn without(self, of: Known) -> Known {
        Known(self.0 & !of.0)
    }

    /// What is left with these alone.
    #[must_use]
    pub fn of(self, these: Known) -> Known {
        Known(self.0 & these.0)
    }

    /// Whether nothing is known.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// A bit for each class.
    pub fn bits(self) -> u16 {
        self.0
    }

    /// As [`Known::bits`] gave it.
    pub fn from_bits(bits: u16) -> Known {
        Known(bits)
    }
}

/// The classes and what they are called.
const NAMES: &[(&str, Known)] = &[
    ("country", Known::COUNTRY),
    ("capital", Known::CAPITAL),
    ("city", Known::CITY),
    ("subdivision", Known::SUBDIVISION),
    ("region", Known::REGION),
    ("group", Known::GROUP),
    ("organisation", Known::ORGANISATION),
    ("outlet", Known::OUTLET),
    ("armed", Known::ARMED_GROUP),
    ("given", Known::GIVEN),
    ("surname", Known::SURNAME),
    ("title", Known::TITLE),
    ("metonym", Known::METONYM),
    ("company", Known::COMPANY),
    ("person", Known::PERSON),
    ("common", Known::COMMON),
];

impl fmt::Debug for Known {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = NAMES.iter().filter(|(_, class)| self.any(*class)).map(|(name, _)| *name).collect();
        to.write_str(&names.join(" "))
    }
}

impl BitOr for Known {
    type Output = Known;

    fn bitor(self, other: Known) -> Known {
        Known(self.0 | other.0)
    }
}

/// Of a given name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// Nine in ten who bear it are women.
    Female,
    /// Nine in ten who bear it are men.
    Male,
    /// Borne by both.
    Both,
}
