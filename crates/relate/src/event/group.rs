//! Which tellings of one document tell one happening: headline, lead and what takes them up again.
//!
//! What a report says of a happening is spread over its sentences, so that it is judged by all of them together: the place stands in
//! one, the number in another. Invariant: a function of the tellings of one document in their order; tellings with days that cannot
//! be one never meet. Cost: the square of a document's tellings, a look a pair. After: Cybulska & Vossen, Bag of Events, 2015.

use super::Told;
use super::sign::{cannot_be_one, happens_once, kind, like_number, meet, same_number, share};

/// What two tellings of one document must come to.
const ENOUGH: i32 = 2300;
/// Tellings further back than this are not taken up again without their day.
const BACK: usize = 60;

/// Lets every telling of a group have what all of the group say, and name the group's first.
pub(super) fn gather(told: &mut [Told]) {
    let mut group: Vec<usize> = (0..told.len()).collect();
    for at in 0..told.len() {
        let from = at.saturating_sub(BACK);
        let best = (from..at)
            .rev()
            .map(|other| (weight(&told[other], &told[at]), other))
            .max_by_key(|(weight, other)| (*weight, *other));
        let Some((_, other)) = best.filter(|(weight, _)| *weight >= ENOUGH) else { continue };
        let head = group[other];
        let fits = (0..at)
            .filter(|member| group[*member] == head)
            .all(|member| weight(&told[member], &told[at]) > 0 || !told[member].is_dated() || !told[at].is_dated());
        if fits {
            group[at] = head;
        }
    }
    let mut whole: Vec<Option<Told>> = vec![None; told.len()];
    for at in 0..told.len() {
        match &mut whole[group[at]] {
            Some(head) => head.add(&told[at]),
            empty => *empty = Some(told[at].clone()),
        }
    }
    for at in 0..told.len() {
        let Some(head) = &whole[group[at]] else { continue };
        let own = &told[at];
        told[at] = Told { id: own.id, class: own.class.clone(), trigger: own.trigger, group: head.id, ..head.clone() };
    }
}

impl Told {
    /// Adds what another telling of the same happening says.
    fn add(&mut self, other: &Told) {
        let lists = [
            (&mut self.places, &other.places),
            (&mut self.regions, &other.regions),
            (&mut self.capitals, &other.capitals),
            (&mut self.actors, &other.actors),
            (&mut self.recipients, &other.recipients),
            (&mut self.names, &other.names),
            (&mut self.once, &other.once),
        ];
        for (own, others) in lists {
            own.extend(others);
            own.sort_unstable();
            own.dedup();
        }
        self.numbers.extend(other.numbers.iter().cloned());
        self.numbers.sort();
        self.numbers.dedup();
        for sentence in &other.sentences {
            if !self.sentences.iter().any(|own| own.all == sentence.all) {
                self.sentences.push(sentence.clone());
            }
        }
        self.is_lead |= other.is_lead;
        self.is_called_by_day |= other.is_called_by_day;
        let length = |days: Option<(i32, i32)>| days.map_or(i32::MAX, |(first, last)| last - first);
        if length(other.days) < length(self.days) {
            self.days = other.days;
        }
        self.hint = self.hint.filter(|own| other.hint.is_none_or(|hint| hint == *own));
    }
}

/// How surely two tellings of one document tell one happening, in thousandths.
fn weight(before: &Told, after: &Told) -> i32 {
    // One report tells one day as one day: no slip is allowed.
    let meets = |a: (i32, i32), b: (i32, i32)| a.0 <= b.1 && b.0 <= a.1;
    let days = |told: &Told| told.days.or(told.hint);
    if !days(before).zip(days(after)).is_none_or(|(a, b)| meets(a, b)) {
        return 0;
    }
    if before.reality != after.reality || kind(&before.class) != kind(&after.class) || cannot_be_one(before, after) {
        return 0;
    }
    let (Some(one), Some(other)) = (before.sentences.first(), after.sentences.first()) else { return 0 };
    if one.at == other.at || one.all == other.all {
        return 10_000;
    }
    let near = other.at.saturating_sub(one.at);
    let common = share(&one.content, &other.content);
    let both = |one: &[u64], other: &[u64]| !one.is_empty() && !other.is_empty();
    let signs = [
        (same_number(before, after), 1600),
        (like_number(before, after), 300),
        (happens_once(before, after), 2500),
        (meet(&before.places, &after.places), 1200),
        (meet(&before.names, &after.names), 500),
        (before.trigger == after.trigger, 500),
        (before.class == after.class, 300),
        (common >= 0.4, 1500),
        ((0.25..0.4).contains(&common), 700),
        (near <= 1, 600),
        (before.is_lead && after.is_lead && !after.is_another, 700),
        (after.is_another, -1200),
        (after.is_taken_up && near <= 3, 1400),
        (before.days.is_some() && before.days == after.days, 1000),
        (both(&before.places, &after.places) && !meet(&before.places, &after.places), -1500),
        (
            !before.numbers.is_empty()
                && !after.numbers.is_empty()
                && !same_number(before, after)
                && !like_number(before, after),
            -700,
        ),
        (both(&before.actors, &after.actors) && !meet(&before.actors, &after.actors), -800),
    ];
    signs.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}
