//! What a telling rests on.
//!
//! Invariant: a root is shown only by a name, a house or a reporter's dateline; “officials” are nobody in particular.

use super::{Authority, Directness, StatementRow, Teller, credited_by, house_of};
use dateline_record::ByRole;

/// What one telling rests on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Root {
    /// Words of the name of who says it, and whether that is a person.
    speaker: Option<(Vec<String>, bool)>,
    /// Identity of who says it, where it is known.
    entity: Option<String>,
    /// Houses through which it came, or whose reporter it is.
    houses: Vec<String>,
    unnamed: bool,
    direct: bool,
    /// As it is shown.
    shown: String,
}

/// Bytes of a text in which its dateline ends.
const DATELINE: usize = 60;

/// What the tellings of a document rest on; what tells no root gives none.
pub(super) fn roots(teller: &Teller) -> Vec<Root> {
    teller.tellings.iter().filter_map(|telling| of(teller, *telling)).collect()
}

fn of(teller: &Teller, telling: Option<&StatementRow>) -> Option<Root> {
    let own = house_of(teller.document);
    let house = |named: Vec<(String, String)>| {
        let (houses, shown): (Vec<String>, Vec<String>) = named.into_iter().unzip();
        let shown = shown.join(", ");
        (!houses.is_empty()).then_some(Root {
            speaker: None,
            entity: None,
            houses,
            unnamed: false,
            direct: false,
            shown,
        })
    };
    let Some(statement) = telling else {
        let from: Vec<(String, String)> = teller
            .credits
            .iter()
            .filter(|credit| credit.is_whole && !credit.is_own)
            .map(|own| (own.house.clone(), own.outlet.clone()))
            .collect();
        if !from.is_empty() {
            return house(from);
        }
        let is_reported = teller.is_news && has_dateline(teller);
        let outlet = teller.document.outlet.clone();
        return house(
            own.filter(|_| is_reported).map(|own| (own.clone(), outlet.unwrap_or(own))).into_iter().collect(),
        );
    };
    let mut named: Vec<(String, String)> =
        credited_by(statement).into_iter().map(|(house, words, _)| (house, words)).collect();
    named.retain(|(house, _)| Some(house) != own.as_ref());
    named.sort();
    named.dedup_by(|one, other| one.0 == other.0);
    let (houses, through): (Vec<String>, Vec<String>) = named.into_iter().unzip();
    let direct = statement.directness != Directness::Indirect;
    let source = statement.source.as_ref();
    let speaker = match statement.authority {
        Authority::Named | Authority::Collective | Authority::Document => source.and_then(|source| {
            let name = source.name.as_deref().or((statement.authority != Authority::Named).then_some(&*source.text))?;
            Some((words(name), statement.authority == Authority::Named, name)).filter(|(words, ..)| !words.is_empty())
        }),
        _ => None,
    };
    let entity = source.and_then(|source| source.entity.clone()).filter(|_| speaker.is_some());
    let unnamed = statement.authority == Authority::Unnamed && houses.is_empty();
    let shown: Vec<&str> = speaker.iter().map(|(_, _, name)| *name).chain(through.iter().map(String::as_str)).collect();
    let shown = shown.join(" through ");
    let speaker = speaker.map(|(words, is_person, _)| (words, is_person));
    let is_root = speaker.is_some() || !houses.is_empty() || unnamed;
    is_root.then_some(Root { speaker, entity, houses, unnamed, direct, shown })
}

/// A reporter's name over a text that begins with a place and a dash.
fn has_dateline(teller: &Teller) -> bool {
    let row = teller.document;
    let text = &row.text[..row.text.floor_char_boundary(DATELINE)];
    let head = ["—", "–", "--", " - "].iter().find_map(|dash| text.split_once(dash).map(|(head, _)| head.trim()));
    let is_place = |head: &str| {
        let first = head.split([',', '(']).next().unwrap_or_default().trim();
        first.len() > 2 && first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
    };
    row.byline.iter().any(|by| by.role == ByRole::Author) && head.is_some_and(is_place)
}

/// Words that do not tell one name from another.
const EMPTY: &[&str] = &["the", "a", "an", "of", "mr", "mrs", "ms", "dr", "and", "s"];

fn words(name: &str) -> Vec<String> {
    let all = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    all.filter(|word| !EMPTY.contains(&word.as_str())).collect()
}

impl Root {
    /// Whether two are one, by name or house.
    pub(super) fn is_same(&self, other: &Root) -> bool {
        let by_house = self.houses.iter().any(|house| other.houses.contains(house));
        let apart = self.entity.is_some() && other.entity.is_some() && self.entity != other.entity;
        let by_entity = self.entity.is_some() && self.entity == other.entity;
        let by_name =
            self.speaker.as_ref().zip(other.speaker.as_ref()).is_some_and(|((one, is_person), (two, too))| {
                let within = one.iter().all(|word| two.contains(word)) || two.iter().all(|word| one.contains(word));
                within || *is_person && *too && one.last() == two.last()
            });
        by_house || by_entity || by_name && !apart
    }

    pub(super) fn is_shown(&self) -> bool {
        self.speaker.is_some() || !self.houses.is_empty()
    }

    pub(super) fn is_unnamed(&self) -> bool {
        self.unnamed
    }

    /// Whether it is a house alone: its reporter, or what it passes on.
    pub(super) fn is_house(&self) -> bool {
        self.speaker.is_none() && !self.houses.is_empty()
    }

    pub(super) fn is_direct(&self) -> bool {
        self.direct && self.speaker.is_some()
    }

    pub(super) fn name(&self) -> String {
        self.shown.clone()
    }
}
