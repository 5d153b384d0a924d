//! Lists of words and names, and their look-up. Built once, shared by all threads; the lists lie in `data/`.

mod class;
mod country;
mod cue;
mod event;
mod gazetteer;
mod inflect;
mod lexicon;
mod list;
mod place;
mod quantity;
mod sector;

pub use class::Classes;
pub use country::{country_of_address, country_of_outlet};
pub use cue::{Cue, Frames, Particle, VerbForm};
pub use event::{EventClass, Events, Part, Trigger};
pub use gazetteer::{Cover, Entry, Gazetteer, Gender, Key, Known, Stand, is_capitals};
pub use lexicon::{Lexicon, Word};
pub use place::{Place, PlaceSort, Places};
pub use quantity::{Beside, Binding, Number, Quantities, Side, Sign, Unit};
pub use sector::{Firmness, Sector, Sectors};

/// Words at the ends of axes of meaning: a line each, its name, `|`, its words.
pub const SENSES: &str = include_str!("../data/senses.txt");
/// Verbs whose past is not made with -ed: a line each, the verb first.
pub const IRREGULAR_VERBS: &str = include_str!("../data/irregular-verbs.txt");
/// Nouns whose plural is not made with -s: a line each, the noun first.
pub const IRREGULAR_NOUNS: &str = include_str!("../data/irregular-nouns.txt");
/// Nouns that stand, with a number or a letter, for whom a document does not name: a line each kind, `|`, its nouns.
pub const ANONYMISED: &str = include_str!("../data/anonymised.txt");
/// Verbs that say what somebody is by what they do.
pub const HEADING_VERBS: &str = include_str!("../data/heading-verbs.txt");
