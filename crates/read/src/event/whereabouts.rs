//! Which place a name means: its country and coordinates, or none.
//!
//! A name is settled by what stands beside it (“Orsa, Sweden”), by the countries that the document names, or because one place of the name
//! outweighs all others. Invariant: where two remain, no coordinates; where they lie in two countries, no country.
//! Cost: a look-up a place; the countries of the document are gathered once. After: Leidner, Toponym Resolution in Text, 2007 (one referent
//! a discourse; least ambiguous and largest first).

use super::cast::Cast;
use super::countries::{Countries, is_shared, letters};
use super::vicinity::{self, Holder, Vicinity};
use dateline_lexicon::{Gazetteer, Known, Place, PlaceSort, Places};
use dateline_record::{EntityType, EventMention, Form, Grain, Location, Mention, Point};

/// One place outweighs others when it has this many times their people and no fewer than `LARGE`.
const OUTWEIGHS: f64 = 20.0;
const LARGE: f64 = 100_000.0;
/// A place in a country that is named is not meant where one abroad is so many times as large.
const NAMESAKE: f64 = 8.0;
/// In a country that the document does not name, while it names others, a place must be as large.
const FAMOUS: f64 = 500_000.0;
/// By another name than the usual a town is meant only from this size on.
const KNOWN: f64 = 40_000.0;
/// So far from a place a country that is named tells more than one that is named anywhere.
const NEAR: usize = 400;

/// Tells of each place of an event where it lies.
pub(super) fn settle(cast: &Cast, gazetteer: &Gazetteer, found: &mut [EventMention]) {
    let mut countries = None;
    for event in found {
        let Some(place) = &mut event.place else { continue };
        let countries = countries.get_or_insert_with(|| Countries::of(cast, gazetteer));
        let parties = event.actors.iter().chain(&event.recipients);
        let parties: Vec<[u8; 2]> = parties.filter_map(|one| one.country.as_deref().and_then(letters)).collect();
        Settling { cast, gazetteer, countries, parties }.place(place);
    }
}

/// What is known of a place that is to be settled.
struct Settling<'a> {
    cast: &'a Cast<'a>,
    gazetteer: &'a Gazetteer,
    countries: &'a Countries<'a>,
    /// Countries of those who take part.
    parties: Vec<[u8; 2]>,
}

impl Settling<'_> {
    fn place(&self, place: &mut Location) {
        let text = self.cast.tree.text;
        let Some(vicinity) = vicinity::of(self.cast, self.gazetteer, place.extent) else { return };
        let name = vicinity.name.of(text);
        let alone = vicinity.holders.is_empty();
        // “in Jackson”, where Jackson spoke; “in Liberty”: what is no country could be anything.
        let doubtful = || self.is_person(name) || !name.contains(' ') && self.gazetteer.is_common_word(name);
        if self.is_country(name, &vicinity, place) || alone && doubtful() {
            return;
        }
        let mut all = Places::embedded().named(name);
        all.retain(|one| one.sort != PlaceSort::Country && (!vicinity.whole || one.sort == PlaceSort::Region));
        let (country, point) = match alone {
            false => held(&all, &vicinity),
            true => self.choose(&all, name, place.extent.start()),
        };
        place.country = country.and_then(|letters| String::from_utf8(letters.to_vec()).ok());
        // “northern Orsa” is rather a part of the region of that name than of the town.
        let region = || all.iter().any(|one| one.sort == PlaceSort::Region && Some(one.country) == country);
        let open = vicinity.part || vicinity.side && region() && point.is_some_and(|one| one.sort == PlaceSort::City);
        place.point = point.filter(|_| !open).map(at);
    }

    /// A name that a person of the document bears.
    fn is_person(&self, name: &str) -> bool {
        let text = self.cast.tree.text;
        let bears = |one: &&Mention| {
            one.form == Form::Name
                && one.entity_type == EntityType::Person
                && one.extent.of(text).split(' ').next_back().is_some_and(|last| last == name)
        };
        self.cast.mentions.iter().any(|one| bears(&one))
    }

    /// Settles the name of a country; “Georgia” may be none.
    fn is_country(&self, name: &str, vicinity: &Vicinity, place: &mut Location) -> bool {
        let entry = self.gazetteer.entry(name);
        let country = self.gazetteer.country(entry).filter(|_| entry.known().any(Known::COUNTRY) && !vicinity.whole);
        let Some(country) = country.and_then(letters) else { return false };
        let regions = Places::embedded().named(name);
        let mut regions = regions.into_iter().filter(|one| one.sort == PlaceSort::Region && !one.other_name);
        // “England” is a region of its country.
        let own = regions.find(|one| one.country == country);
        // “Lebanon, Pennsylvania”, but not “Portugal, Belgium”
        let others = Places::embedded().named(name);
        let holds = |holder: &Holder| holder.country != country && others.iter().any(|one| within(one, holder));
        if vicinity.holders.iter().any(holds) {
            return false;
        }
        if is_shared(name, country) {
            let own = self.countries.beside(name).any(|one| one.country == country);
            if !own || regions.any(|other| self.countries.beside(name).any(|one| one.country == other.country)) {
                return own || self.countries.beside(name).next().is_none();
            }
        }
        let middle = own.or_else(|| Places::embedded().country(std::str::from_utf8(&country).unwrap_or_default()));
        place.country = String::from_utf8(country.to_vec()).ok();
        place.point = middle.filter(|_| !vicinity.part).map(at);
        true
    }

    /// Of places of one name the one whose country is sure, as far as it is.
    fn choose(&self, all: &[Place], name: &str, start: usize) -> (Option<[u8; 2]>, Option<Place>) {
        let named = |country: [u8; 2]| {
            self.parties.contains(&country) || self.countries.beside(name).any(|one| one.country == country)
        };
        let mut home: Vec<[u8; 2]> = all.iter().map(|one| one.country).filter(|country| named(*country)).collect();
        home.sort_unstable();
        home.dedup();
        let country = match home[..] {
            [country] if self.is_meant(all, country, name, start) => Some(country),
            [_] => None,
            [] => {
                // “in Lima”: where other countries are named, only what everybody knows.
                let none = self.countries.beside(name).next().is_none() && !self.is_borne(name);
                outstanding(all, if none { LARGE } else { FAMOUS }).filter(|one| !one.other_name)
            }
            .map(|one| one.country),
            _ => outstanding(all, LARGE).map(|one| one.country).filter(|country| named(*country)),
        };
        let Some(country) = country else { return (None, None) };
        let regions: Vec<u8> =
            self.countries.beside(name).filter(|one| one.country == country).filter_map(|one| one.region).collect();
        let own: Vec<Place> = all.iter().copied().filter(|one| one.country == country).collect();
        let mut within = own.clone();
        within.retain(|one| one.sort == PlaceSort::City && regions.contains(&one.region));
        // A small town by another name may be a village or a valley that is not in the table.
        let point = first(&own).or_else(|| first(&within)).filter(|one| !one.other_name || one.people >= KNOWN);
        (Some(country), point)
    }

    /// Whether the place in the one country that the document names is meant, and no namesake elsewhere.
    fn is_meant(&self, all: &[Place], country: [u8; 2], name: &str, start: usize) -> bool {
        let largest =
            |own: bool| all.iter().filter(|one| (one.country == country) == own).map(weight).fold(0.0, f64::max);
        let (own, abroad) = (largest(true), largest(false));
        let near = self.countries.beside(name).any(|one| one.country == country && one.at.abs_diff(start) < NEAR);
        let main = self.countries.main(name) == Some(country);
        match () {
            // “in Geneva”, where the United States are named
            _ if own * NAMESAKE < abroad => false,
            _ if own < abroad => near && main,
            // “in Jackson”
            _ if own < LARGE && self.is_borne(name) => near || main,
            _ => true,
        }
    }

    /// Whether people are called so.
    fn is_borne(&self, name: &str) -> bool {
        self.gazetteer.entry(name).known().any(Known::GIVEN | Known::SURNAME)
    }
}

/// Of places of one name the one in what stands beside it.
fn held(all: &[Place], vicinity: &Vicinity) -> (Option<[u8; 2]>, Option<Place>) {
    let mut own: Vec<Place> =
        all.iter().copied().filter(|one| vicinity.holders.iter().any(|holder| within(one, holder))).collect();
    if own.is_empty() && vicinity.listed {
        // “in Orsa, Vell and Turvik”: a list of equals, all of one country.
        own = all
            .iter()
            .copied()
            .filter(|one| vicinity.holders.iter().any(|holder| one.country == holder.country))
            .collect();
    }
    let mut countries: Vec<[u8; 2]> = match (own.is_empty(), all.is_empty() && !vicinity.listed) {
        (false, _) => own.iter().map(|one| one.country).collect(),
        (true, true) => vicinity.holders.iter().map(|one| one.country).collect(),
        (true, false) => Vec::new(),
    };
    countries.sort_unstable();
    countries.dedup();
    match countries[..] {
        [country] => (Some(country), first(&own)),
        _ => (None, None),
    }
}

fn within(one: &Place, holder: &Holder) -> bool {
    one.country == holder.country && holder.region.is_none_or(|region| one.region == region)
}

/// The largest of these, if it is as large as that and outweighs all others.
fn outstanding(all: &[Place], least: f64) -> Option<Place> {
    let largest = *all.iter().max_by(|one, other| weight(one).total_cmp(&weight(other)))?;
    let abroad = all.iter().filter(|one| one.country != largest.country).map(weight).fold(0.0, f64::max);
    (weight(&largest) >= least && weight(&largest) >= OUTWEIGHS * abroad).then_some(largest)
}

/// The one that is meant of those in one country: a town before its region, unless another is a tenth as large.
fn first(all: &[Place]) -> Option<Place> {
    let largest = |sort: PlaceSort| {
        let mut own: Vec<&Place> = all.iter().filter(|one| one.sort == sort).collect();
        own.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
        let second = own.get(1).map_or(0.0, |one| weight(one));
        own.first().map(|one| (**one, weight(one) >= 10.0 * second))
    };
    match (largest(PlaceSort::City), largest(PlaceSort::Region)) {
        (Some((town, _)), Some((region, sure))) if weight(&region) > OUTWEIGHS * weight(&town) => {
            sure.then_some(region)
        }
        (Some((town, sure)), _) => sure.then_some(town),
        (None, region) => region.filter(|(_, sure)| *sure).map(|(region, _)| region),
    }
}

/// People; a name that is not the usual one counts for less.
fn weight(place: &Place) -> f64 {
    if place.other_name { place.people / 4.0 } else { place.people }
}

fn at(place: Place) -> Point {
    let grain = match place.sort {
        PlaceSort::Country => Grain::Country,
        PlaceSort::Region => Grain::Region,
        PlaceSort::City => Grain::City,
    };
    Point { latitude: place.latitude, longitude: place.longitude, grain }
}
