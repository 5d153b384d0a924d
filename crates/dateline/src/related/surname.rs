//! Surnames alone, kept up: each is held for the one bearer whom its capture and the documents of the same days name.
//!
//! Where two could be meant (two entities, not two spellings of one), it is nobody's. Invariant: whom it is held for is a function of the
//! documents of its capture and days and of which names are one. Cost: what is near a name that has come, gone or been joined otherwise.

use super::named::{borne, parsed};
use super::{Id, day, layer};
use dateline_record::{DocumentRow, Method, Precision};
use dateline_relate::Bearing;
use dateline_store::{Around, Bare, Relating, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// Documents so many days apart are near.
const NEAR_DAYS: i64 = 3;

/// What a batch of documents does to surnames.
#[derive(Default)]
pub struct Surnames {
    /// Names around somewhere, and whether they were so before the batch.
    before: BTreeMap<Around, bool>,
    /// Documents of the batch.
    documents: BTreeSet<u64>,
    /// Surnames that must be judged anew: key and document.
    touched: BTreeSet<(u64, u64)>,
}

impl Surnames {
    /// A document is new, changed or gone: what it had goes.
    pub fn leave(&mut self, relating: &Relating, document: u64) -> Result<(), StoreError> {
        for own in relating.desk().surnames_of(document)? {
            self.note(relating, own)?;
        }
        self.documents.insert(document);
        relating.unname(document)
    }

    fn note(&mut self, relating: &Relating, own: Around) -> Result<(), StoreError> {
        if let std::collections::btree_map::Entry::Vacant(entry) = self.before.entry(own) {
            entry.insert(relating.desk().is_around(own)?);
        }
        Ok(())
    }

    /// What a document has now: `whole` names, and surnames alone.
    pub fn arrive(
        &mut self,
        relating: &Relating,
        document: u64,
        row: &DocumentRow,
        whole: &[Bearing],
        bare: Vec<Bearing>,
    ) -> Result<(), StoreError> {
        let (capture, day) = (capture(row), stated_day(row));
        for bearing in whole.iter().filter(|bearing| !bearing.name.scope.starts_with("document:")) {
            let Some(key) = bearing.name.surname() else { continue };
            for around in day.into_iter().chain([capture]) {
                let own = Around { key, around, item: bearing.name.id() };
                self.note(relating, own)?;
                relating.name_around(own, document)?;
            }
        }
        let mut spellings: BTreeMap<u64, Bearing> = BTreeMap::new();
        for bearing in bare {
            let Some(key) = bearing.name.surname() else { continue };
            match spellings.get_mut(&key) {
                Some(own) => own.take(bearing),
                None => _ = spellings.insert(key, bearing),
            }
        }
        for (key, bearing) in spellings {
            let row = borne(document, &bearing).row;
            relating.set_bare(&Bare { key, document, capture, day, item: None, row })?;
        }
        Ok(())
    }

    /// Before names meet: surnames near which other names stand than before are nobody's until they are judged.
    pub fn open(&mut self, relating: &Relating) -> Result<(), StoreError> {
        let desk = relating.desk();
        for document in &self.documents {
            self.touched.extend(desk.bare_in(*document)?.iter().map(|bare| (bare.key, bare.document)));
        }
        let mut near: BTreeSet<(u64, i64)> = BTreeSet::new();
        for (own, was) in &self.before {
            if desk.is_around(*own)? != *was {
                near.insert((own.key, own.around));
            }
        }
        for (key, around) in near {
            let found = match around < FIRST_CAPTURE {
                true => desk.bare_between(key, around - NEAR_DAYS, around + NEAR_DAYS)?,
                false => desk.bare_within(key, around)?,
            };
            for mut bare in found {
                self.touched.insert((bare.key, bare.document));
                if let Some(item) = bare.item.take() {
                    relating.unbear_one(bare.document, item)?;
                    relating.set_bare(&bare)?;
                }
            }
        }
        Ok(())
    }

    /// After names have met: each is judged; also where the names near it may have been joined otherwise.
    pub fn close(self, relating: &Relating, parted: BTreeSet<Id>) -> Result<(), StoreError> {
        let desk = relating.desk();
        let mut keys = BTreeSet::new();
        for item in parted {
            keys.extend(desk.bearer_of(layer::NAME, item)?.and_then(|own| parsed(&own)?.name.surname()));
        }
        let mut documents: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
        for (key, document) in self.touched {
            documents.entry(document).or_default().insert(key);
        }
        let mut open = Vec::new();
        for key in &keys {
            open.extend(desk.bare_of(*key)?);
        }
        for (document, own) in documents {
            let found = desk.bare_in(document)?.into_iter();
            open.extend(found.filter(|bare| own.contains(&bare.key) && !keys.contains(&bare.key)));
        }
        open.into_iter().try_for_each(|bare| judge(relating, bare))
    }
}

/// Holds a surname for whom it can be of.
fn judge(relating: &Relating, mut bare: Bare) -> Result<(), StoreError> {
    let desk = relating.desk();
    let mut near: BTreeSet<u64> = desk.named_around(bare.key, bare.capture)?.into_iter().collect();
    // A page may name a wife where its side lines mean the husband: the days have a say beside the capture.
    if let Some(day) = bare.day {
        for day in day - NEAR_DAYS..=day + NEAR_DAYS {
            near.extend(desk.named_around(bare.key, day)?);
        }
    }
    let mut entities = BTreeSet::new();
    for name in &near {
        entities.insert(desk.part_of(layer::NAME, *name)?.unwrap_or(*name));
    }
    let item = near.first().copied().filter(|_| entities.len() == 1);
    if item == bare.item {
        return Ok(());
    }
    if let Some(old) = bare.item {
        relating.unbear_one(bare.document, old)?;
    }
    bare.item = item;
    relating.set_bare(&bare)?;
    let name = item.map(|item| desk.bearer_of(layer::NAME, item)).transpose()?.flatten();
    let (Some(whole), Ok(own)) = (name.and_then(|own| parsed(&own)), serde_json::from_str::<Bearing>(&bare.row)) else {
        return Ok(());
    };
    relating.bear(&borne(bare.document, &Bearing { name: whole.name, known: true, ..own }))
}

/// Captures' numbers begin above all days.
const FIRST_CAPTURE: i64 = 1 << 40;

fn capture(row: &DocumentRow) -> i64 {
    let number = row.capture.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default();
    (number >> 2) as i64 | FIRST_CAPTURE
}

/// The day of publication, where it is stated and no bound.
fn stated_day(row: &DocumentRow) -> Option<i64> {
    let stated = row.published.as_ref().filter(|when| !matches!(when.method, Method::Inferred | Method::Fallback))?;
    day(stated.earliest.as_deref()?).filter(|_| stated.precision <= Precision::Day)
}
