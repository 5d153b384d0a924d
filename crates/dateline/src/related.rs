//! Relations, kept up: for every document that is new, changed or gone, what it has in each layer leaves and arrives again.
//!
//! A batch of documents is one transaction, from which they come out related; so a kill loses a batch, which the next run does again.
//! Invariant: after [`bring_up`] the relations are a function of what the desk holds and of nothing else. Cost: per document, the
//! groups of its keys and the components that it touches.

pub mod entity;
pub mod judged;
pub mod named;
mod surname;

use dateline_record::{DocumentRow, Kind, Method, Precision};
use dateline_relate::{
    Events, Id, Item, Layer, Link, Meetings, Part, Place, Reuse, Ruling, Shelf, Stories, StoryProfile, Text, Told,
    Trace, Traced, Written, hashes, packed, tellings, unpacked,
};
use dateline_store::{Desk, Full, Relating, StoreError};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// What relations are worked out by; another one works them out again.
pub const VERSION: &str = concat!("relate@", env!("CARGO_PKG_VERSION"), "+2");

/// Documents of one transaction: what they write lies all over the tables, so that many together write much less.
const BATCH: usize = 1024;

/// The layers, by the number under which the desk keeps them.
pub mod layer {
    /// Documents that share passages.
    pub const REUSE: u8 = 0;
    /// Tellings of events.
    pub const EVENT: u8 = 2;
    /// Names that mean one thing.
    pub const NAME: u8 = 1;
    /// Documents that quote the same words, repeat a title, or are of one house with one title.
    pub const TRACE: u8 = 4;
    /// Documents that tell one story.
    pub const STORY: u8 = 3;
}

/// Relates every document that waits; how many there were.
pub fn bring_up(desk: &Desk) -> Result<u64, StoreError> {
    let mut count = 0;
    // Else whoever only looks would wait for whoever writes.
    if desk.is_related(VERSION)? {
        return Ok(count);
    }
    loop {
        let relating = desk.relating(VERSION)?;
        let waiting = relating.waiting(BATCH)?;
        if waiting.is_empty() {
            rule(&relating)?;
            relating.commit()?;
            return Ok(count);
        }
        relate(&relating, &waiting)?;
        relating.unattach()?;
        count += waiting.len() as u64;
        relating.commit()?;
    }
}

/// Relates these documents.
fn relate(relating: &Relating, waiting: &[String]) -> Result<(), StoreError> {
    let mut documents = Vec::with_capacity(waiting.len());
    for id in waiting {
        documents.push((number(id), relating.desk().full(id)?));
    }
    reuse(relating, &documents)?;
    events(relating, &documents, &[])?;
    named::names(relating, &documents, &[])?;
    trace(relating, &documents)?;
    stories(relating, &documents, &[])?;
    waiting.iter().try_for_each(|id| relating.done(id))
}

/// Whether relations come out as they are kept where `most` documents, drawn over the desk, leave and arrive again; nothing is kept of it.
/// None where documents wait to be related anyway.
pub fn worked_out_again(desk: &Desk, most: usize) -> Result<Option<bool>, StoreError> {
    if desk.pending()? > 0 {
        return Ok(None);
    }
    let relating = desk.relating(VERSION)?;
    if desk.pending()? > 0 {
        return Ok(None);
    }
    let ids = desk.document_ids()?;
    let step = ids.len().div_ceil(most.max(1)).max(1);
    let drawn: Vec<String> = ids.into_iter().step_by(step).collect();
    let kept = relating.kept()?;
    for batch in drawn.chunks(BATCH) {
        relating.again(batch)?;
        relate(&relating, batch)?;
    }
    let same = relating.kept()? == kept;
    // Neither committed nor kept: what was written goes back.
    drop(relating);
    Ok(Some(same))
}

/// Holds judgements against what there is now, and parts anew what they touch.
fn rule(relating: &Relating) -> Result<(), StoreError> {
    if !relating.is_unattached()? {
        return Ok(());
    }
    for (number, ruled) in judged::attach(relating)? {
        match number {
            layer::EVENT => events(relating, &[], &ruled)?,
            layer::NAME => named::names(relating, &[], &ruled)?,
            layer::STORY => stories(relating, &[], &ruled)?,
            _ => {}
        }
    }
    Ok(())
}

/// An id of a row as a number; rows have sixteen hexadecimal digits.
pub fn number(id: &str) -> Id {
    u64::from_str_radix(id, 16).unwrap_or_default()
}

/// The id of the row with this number.
pub fn id(number: Id) -> String {
    format!("{number:016x}")
}

/// Documents with what each of them is now; none where it is gone.
type Documents = [(Id, Option<Full>)];

fn reuse(relating: &Relating, documents: &Documents) -> Result<(), StoreError> {
    let text = |full: &Full| Arc::new(Text::new(hashes(&full.row.text)));
    let load = |desk: &Desk, own: Id| Ok(desk.full(&id(own))?.as_ref().map(text));
    let items = |own: Id, full: &Full| {
        let profile = text(full);
        let keys = profile.keys.clone();
        let place = Place { moment: moment(&full.row), id: own };
        Ok(is_told(full.row.kind).then_some(Item { document: own, place, keys, profile }).into_iter().collect())
    };
    keep_up(relating, layer::REUSE, &Reuse, (documents, &[]), load, items)
}

fn events(relating: &Relating, documents: &Documents, ruled: &[Id]) -> Result<(), StoreError> {
    let known: RefCell<HashMap<Id, Vec<Arc<Told>>>> = RefCell::default();
    let load = |desk: &Desk, own: Id| {
        let Some(document) = desk.document_with(layer::EVENT, own)? else { return Ok(None) };
        if !known.borrow().contains_key(&document) {
            let bytes = desk.profile(layer::EVENT, document)?;
            let all = bytes.and_then(|bytes| unpacked(&bytes)).unwrap_or_default();
            known.borrow_mut().insert(document, all);
        }
        Ok(known.borrow()[&document].iter().find(|told| told.id == own).cloned())
    };
    let items = |own: Id, full: &Full| {
        if !is_told(full.row.kind) && full.row.kind != Kind::Calendar {
            return Ok(Vec::new());
        }
        let told = relating.desk().told(&id(own))?;
        let all: Vec<Arc<Told>> =
            tellings(&full.row, &told.events, &told.mentions, &told.times).into_iter().map(Arc::new).collect();
        relating.set_profile(layer::EVENT, own, &packed(&all))?;
        known.borrow_mut().insert(own, all.clone());
        let item = |told: Arc<Told>| Item {
            document: own,
            place: Place { moment: told.moment(), id: told.id },
            keys: told.keys(),
            profile: told,
        };
        Ok(all.into_iter().map(item).collect())
    };
    keep_up(relating, layer::EVENT, &Events, (documents, ruled), load, items)?;
    for (own, _) in documents {
        if relating.items_of(layer::EVENT, *own)?.is_empty() {
            relating.drop_profile(layer::EVENT, *own)?;
        }
    }
    Ok(())
}

fn trace(relating: &Relating, documents: &Documents) -> Result<(), StoreError> {
    let traced = |full: &Full| Arc::new(Traced::new(&Written { row: &full.row, text: &full.text, statements: &[] }));
    let load = |desk: &Desk, own: Id| Ok(desk.full(&id(own))?.as_ref().map(traced));
    let items = |own: Id, full: &Full| {
        let profile = traced(full);
        let (keys, place) = (profile.keys(), Place { moment: moment(&full.row), id: own });
        Ok(is_told(full.row.kind).then_some(Item { document: own, place, keys, profile }).into_iter().collect())
    };
    keep_up(relating, layer::TRACE, &Trace, (documents, &[]), load, items)
}

fn stories(relating: &Relating, documents: &Documents, ruled: &[Id]) -> Result<(), StoreError> {
    let load = |desk: &Desk, own: Id| {
        let bytes = desk.profile(layer::STORY, own)?;
        Ok(bytes.and_then(|bytes| StoryProfile::unpacked(&bytes)).map(Arc::new))
    };
    let items = |own: Id, full: &Full| {
        if !is_told(full.row.kind) || !is_english(&full.row) {
            return Ok(Vec::new());
        }
        let profile = Arc::new(story_profile(full));
        let keys = Stories::keys(&profile);
        let place = Place { moment: moment(&full.row), id: own };
        Ok(vec![Item { document: own, place, keys, profile }])
    };
    keep_up(relating, layer::STORY, &Stories::default(), (documents, ruled), load, items)?;
    // Those of the batch itself were at hand; they are kept for the next one.
    for (own, full) in documents {
        if let Some(full) = full
            && relating.desk().item(layer::STORY, *own)?.is_some()
        {
            relating.set_profile(layer::STORY, *own, &story_profile(full).packed())?;
        }
    }
    Ok(())
}

/// What a document is about. The day counts only where it is stated, not where it is a bound or the day of capture.
pub fn story_profile(full: &Full) -> StoryProfile {
    let stated = full.row.published.as_ref().filter(|when| !matches!(when.method, Method::Inferred | Method::Fallback));
    let day = stated.filter(|when| when.precision <= Precision::Day).and_then(|when| day(when.earliest.as_deref()?));
    StoryProfile::read(full.row.title.as_deref(), &full.row.text, day.map(|day| day as i32))
}

/// Whether the rarities of English say something of a document's words.
fn is_english(row: &DocumentRow) -> bool {
    row.language.as_deref().is_none_or(|language| language.split('-').next() == Some("en"))
}

/// Whether a document tells something in words of its own or another's: not furniture, not a reader's comment.
fn is_told(kind: Kind) -> bool {
    matches!(kind, Kind::Article | Kind::Brief | Kind::Post | Kind::LiveEntry)
}

/// The day on which a document was published, or else taken; the last of all where neither is known.
fn moment(row: &DocumentRow) -> i64 {
    let first = |when: &Option<dateline_record::When>| when.as_ref().and_then(|when| when.earliest.clone());
    let stated = first(&row.published).or_else(|| first(&row.captured));
    stated.and_then(|stated| day(&stated)).unwrap_or(i64::MAX)
}

/// A day as days from 1970 on.
fn day(iso: &str) -> Option<i64> {
    let date = iso.parse::<jiff::civil::Date>().ok()?;
    Some(i64::from(date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() as i32 / 24))
}

/// Lets what documents had in a layer leave, and what they have now arrive; items of which people judge otherwise now are parted anew.
fn keep_up<L: Layer>(
    relating: &Relating,
    number: u8,
    layer: &L,
    (documents, ruled): (&Documents, &[Id]),
    load: impl Fn(&Desk, Id) -> Result<Option<L::Profile>, StoreError>,
    items: impl Fn(Id, &Full) -> Result<Vec<Item<L::Profile>>, StoreError>,
) -> Result<(), StoreError>
where
    L::Profile: Clone,
{
    let mut shelf = OnDesk { relating, layer: number, load, profiles: RefCell::default(), parted: Vec::new() };
    let mut meetings = Meetings::new(layer, &mut shelf);
    for (own, full) in documents {
        let items = full.as_ref().map(|full| items(*own, full)).transpose()?.unwrap_or_default();
        for gone in relating.items_of(number, *own)? {
            if !items.iter().any(|item| item.place.id == gone) {
                meetings.depart(gone)?;
            }
        }
        for item in items {
            meetings.arrive(item)?;
        }
    }
    ruled.iter().for_each(|item| meetings.touch(*item));
    meetings.settle()
}

/// A layer of the desk, as `relate` sees it.
struct OnDesk<'a, 'd, P, F> {
    relating: &'a Relating<'d>,
    layer: u8,
    load: F,
    /// Those judged in this transaction, so that none is loaded twice.
    profiles: RefCell<HashMap<Id, Option<P>>>,
    /// Items that were parted anew.
    parted: Vec<Id>,
}

impl<P: Clone, F: Fn(&Desk, Id) -> Result<Option<P>, StoreError>> Shelf<P> for OnDesk<'_, '_, P, F> {
    type Error = StoreError;

    fn around(&self, key: u64, at: Place, reach: usize) -> Result<(Vec<Place>, Vec<Place>), StoreError> {
        let place = |(moment, id)| Place { moment, id };
        let (before, after) = self.relating.desk().around(self.layer, key, (at.moment, at.id), reach)?;
        Ok((before.into_iter().map(place).collect(), after.into_iter().map(place).collect()))
    }

    fn item(&self, id: Id) -> Result<Option<(Place, Vec<u64>)>, StoreError> {
        let found = self.relating.desk().item(self.layer, id)?;
        Ok(found.map(|((moment, id), keys)| (Place { moment, id }, keys)))
    }

    fn profile(&self, id: Id) -> Result<Option<P>, StoreError> {
        if let Some(known) = self.profiles.borrow().get(&id) {
            return Ok(known.clone());
        }
        let is_there = self.relating.desk().item(self.layer, id)?.is_some();
        let profile = if is_there { (self.load)(self.relating.desk(), id)? } else { None };
        self.profiles.borrow_mut().insert(id, profile.clone());
        Ok(profile)
    }

    fn links(&self, id: Id) -> Result<Vec<Link>, StoreError> {
        let links = self.relating.desk().links(self.layer, id)?;
        Ok(links.into_iter().map(|(one, other, weight, signs)| Link { one, other, weight, signs }).collect())
    }

    fn rulings(&self, id: Id) -> Result<Vec<Ruling>, StoreError> {
        let rulings = self.relating.desk().rulings(self.layer, id)?;
        Ok(rulings.into_iter().map(|(one, other, same)| Ruling { one, other, same }).collect())
    }

    fn put(&mut self, item: Item<P>) -> Result<(), StoreError> {
        let Item { document, place, keys, profile } = item;
        self.profiles.borrow_mut().insert(place.id, Some(profile));
        self.relating.put(self.layer, document, (place.moment, place.id), &keys)
    }

    fn remove(&mut self, id: Id) -> Result<(), StoreError> {
        self.profiles.borrow_mut().remove(&id);
        self.relating.remove(self.layer, id)
    }

    fn join(&mut self, link: Link) -> Result<(), StoreError> {
        self.relating.join(self.layer, (link.one, link.other), link.weight, &link.signs)
    }

    fn split(&mut self, one: Id, other: Id) -> Result<(), StoreError> {
        self.relating.split(self.layer, one, other)
    }

    fn pool(&self, id: Id) -> Result<Vec<Id>, StoreError> {
        self.relating.desk().pool(self.layer, id)
    }

    fn set_pool(&mut self, members: &[Id]) -> Result<(), StoreError> {
        self.relating.set_pool(self.layer, members)
    }

    fn set_part(&mut self, members: &Part) -> Result<(), StoreError> {
        self.parted.extend(members);
        self.relating.set_part(self.layer, members)
    }
}
