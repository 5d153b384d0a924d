//! The rows of the model's tables that a mention, and a pair of mentions, light up.
//!
//! Invariant: rows lie below [`MENTION_ROWS`] and [`PAIR_ROWS`]; the trainer and the program call the same functions.
//! Cost: a handful of comparisons and hashes. After: Durrett & Klein, Easy victories, 2013; Clark & Manning 2016.

use super::mention::{Gender, Kind, Mention, Number};
use super::pronoun::COUNT;
use super::sense::{AXES, STEPS};
use super::sign::{CLASSES, Class, Signs};

const LINKS: usize = 24;
const KINDS: usize = 6;

/// How many rows a mention lights up at most, and a pair.
pub const MENTION_WIDTH: usize = 20;
/// The same of a pair.
pub const PAIR_WIDTH: usize = 22;

/// A table's rows are given out field by field.
struct Fields<const N: usize> {
    starts: [usize; N],
}

const fn starts<const N: usize>(sizes: [usize; N]) -> Fields<N> {
    let mut starts = [0; N];
    let mut at = 1;
    while at < N {
        starts[at] = starts[at - 1] + sizes[at - 1];
        at += 1;
    }
    Fields { starts }
}

const fn sum<const N: usize>(sizes: [usize; N]) -> usize {
    let (mut sum, mut at) = (0, 0);
    while at < N {
        sum += sizes[at];
        at += 1;
    }
    sum
}

const HEADS: usize = 1200;
const GOVERNORS: usize = 500;
const BEFORE: usize = 300;

const OF_MENTION: [usize; 16] = [
    CLASSES * LINKS,
    CLASSES * KINDS * 3 * 4,
    CLASSES * 7,
    COUNT,
    STEPS * 3,
    STEPS * 3,
    STEPS * 3,
    STEPS * 3,
    CLASSES * 3,
    CLASSES * 3,
    CLASSES * 4,
    HEADS,
    GOVERNORS,
    BEFORE,
    CLASSES * 4,
    CLASSES * 3,
];
const MENTION: Fields<16> = starts(OF_MENTION);
/// Rows of the table of mentions.
pub const MENTION_ROWS: usize = sum(OF_MENTION);

const OF_PAIR: [usize; 21] = [
    CLASSES * CLASSES,
    CLASSES * 3 * 7,
    CLASSES * 3 * 9,
    COUNT * COUNT,
    COUNT * KINDS * 4 * 3,
    3 * LINKS * LINKS,
    9 * 256,
    CLASSES * 27,
    9 * 9,
    9 * 27,
    CLASSES * 8,
    CLASSES * 16,
    CLASSES * 3 * 8,
    CLASSES * 27,
    CLASSES * 6,
    CLASSES * 54,
    COUNT * 2 * LINKS,
    1000,
    CLASSES * 24,
    3 * 4 * 4 * 6 * 4,
    CLASSES * 12,
];
const PAIR: Fields<21> = starts(OF_PAIR);
/// Rows of the table of pairs.
pub const PAIR_ROWS: usize = sum(OF_PAIR);

/// The rows that are lit.
#[derive(Clone, Copy, Debug)]
pub struct Rows<const N: usize> {
    rows: [u16; N],
    count: u8,
}

impl<const N: usize> Rows<N> {
    fn new() -> Rows<N> {
        Rows { rows: [0; N], count: 0 }
    }

    fn light(&mut self, row: usize) {
        if let Some(slot) = self.rows.get_mut(usize::from(self.count)) {
            *slot = row as u16;
            self.count += 1;
        }
    }

    /// The rows.
    pub fn lit(&self) -> &[u16] {
        &self.rows[..usize::from(self.count)]
    }
}

/// What came before of the same words.
#[derive(Clone, Copy, Default)]
pub(super) struct Before {
    pub head: u32,
    pub text: u32,
    pub sentence: u32,
}

fn bucket(value: usize, steps: &[usize]) -> usize {
    steps.iter().position(|step| value <= *step).unwrap_or(steps.len())
}

/// Name, nominal, pronoun.
fn coarse(class: Class) -> usize {
    match class {
        Class::Name => 0,
        Class::First | Class::Second | Class::HeShe | Class::It | Class::They | Class::This | Class::Other => 2,
        _ => 1,
    }
}

fn id(signs: &Signs) -> usize {
    signs.pronoun.map_or(0, |pronoun| usize::from(pronoun.id))
}

/// The rows of a mention.
pub(super) fn of_mention(mention: &Mention, signs: &Signs, before: Before) -> Rows<MENTION_WIDTH> {
    let mut rows = Rows::new();
    let class = signs.class as usize;
    let field = |field: usize, value: usize| MENTION.starts[field] + value;
    let coarse = coarse(signs.class);
    rows.light(field(0, class * LINKS + signs.link as usize));
    let facts = (mention.kind as usize * 3 + mention.number as usize) * 4 + mention.gender as usize;
    rows.light(field(1, class * KINDS * 12 + facts));
    rows.light(field(2, class * 7 + bucket(mention.words.len(), &[1, 2, 3, 4, 6, 12])));
    if signs.pronoun.is_some() {
        rows.light(field(3, id(signs)));
    }
    if let Some(sense) = &signs.sense {
        for axis in 0..AXES {
            rows.light(field(4 + axis, coarse * STEPS + sense.step(axis)));
        }
    }
    rows.light(field(8, class * 3 + (before.head.min(2)) as usize));
    rows.light(field(9, class * 3 + (before.text.min(2)) as usize));
    rows.light(field(10, class * 4 + bucket(before.sentence as usize, &[0, 2, 8])));
    if coarse != 2 {
        rows.light(field(11, (signs.head % HEADS as u64) as usize));
    }
    rows.light(field(12, (super::letters::joined(signs.governor, coarse as u64) % GOVERNORS as u64) as usize));
    rows.light(field(13, (super::letters::joined(signs.before, coarse as u64) % BEFORE as u64) as usize));
    rows.light(field(14, class * 4 + usize::from(signs.quote != 0) * 2 + usize::from(signs.question)));
    let modifiers = signs.keys.iter().filter(|key| **key != 0).count();
    rows.light(field(15, class * 3 + modifiers.min(2)));
    rows
}

/// What is known of the chain that a candidate is in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Company {
    pub size: u32,
    pub named: bool,
    /// Whether it began in the first two sentences.
    pub first: bool,
    pub latest: bool,
    pub gender: Gender,
    pub number: Number,
    pub kind: Kind,
    /// How many candidates nearer than this one agree with the mention.
    pub nearer: u32,
    /// A bit for each word that modifies its nouns, and for each word of its names.
    pub modifiers: u64,
    pub names: u64,
    /// How many of its mentions are in the sentence of the latest, and which that is.
    pub recent: u32,
    pub sentence: u32,
}

/// A mention with its signs and its place among all.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub mention: &'a Mention,
    pub signs: &'a Signs,
    pub at: usize,
}

fn clash<T: PartialEq + Copy>(one: T, other: T, open: T) -> usize {
    if one == open || other == open {
        1
    } else if one == other {
        0
    } else {
        2
    }
}

/// The rows of a pair: a mention and one before it.
pub(super) fn of_pair(own: Side, other: Side, company: &Company) -> Rows<PAIR_WIDTH> {
    let mut rows = Rows::new();
    let field = |field: usize, value: usize| PAIR.starts[field] + value;
    let (mention, signs) = (own.mention, own.signs);
    let class = signs.class as usize;
    let (coarse_own, coarse_other) = (coarse(signs.class), coarse(other.signs.class));
    let both = coarse_own * 3 + coarse_other;
    rows.light(field(0, class * CLASSES + other.signs.class as usize));
    let sentences = (signs.sentence - other.signs.sentence) as usize;
    rows.light(field(1, (class * 3 + coarse_other) * 7 + bucket(sentences, &[0, 1, 2, 3, 6, 15])));
    rows.light(field(2, (class * 3 + coarse_other) * 9 + bucket(own.at - other.at, &[1, 2, 3, 5, 8, 13, 21, 40])));
    let (own_id, other_id) = (id(signs), id(other.signs));
    let (kind, gender, number) = (other.mention.kind, other.mention.gender, other.mention.number);
    if own_id != 0 && other_id != 0 {
        rows.light(field(3, own_id * COUNT + other_id));
    } else if own_id != 0 || other_id != 0 {
        let (id, of) = if own_id != 0 { (own_id, other.mention) } else { (other_id, mention) };
        rows.light(field(4, ((id * KINDS + of.kind as usize) * 4 + of.gender as usize) * 3 + of.number as usize));
    }
    if sentences < 2 {
        let coarse = coarse_own;
        rows.light(field(5, (coarse * LINKS + signs.link as usize) * LINKS + other.signs.link as usize));
    }
    if coarse_own != 2 && coarse_other != 2 {
        let alike = likeness(signs, other.signs);
        rows.light(field(6, both * 256 + alike));
        let near = match (&signs.sense, &other.signs.sense) {
            (Some(one), Some(two)) => {
                1 + bucket(((one.near(two).max(0.0)) * 100.0) as usize, &[10, 20, 30, 40, 50, 65, 90])
            }
            _ => 0,
        };
        rows.light(field(8, both * 9 + near));
        rows.light(field(9, both * 27 + modifiers(signs, other.signs)));
        if signs.head != other.signs.head {
            let pair = super::letters::joined(signs.head.min(other.signs.head), signs.head.max(other.signs.head));
            rows.light(field(17, (pair % 1000) as usize));
        }
    }
    let facts = (clash(mention.kind, kind, Kind::Open) * 3 + clash(mention.gender, gender, Gender::Open)) * 3
        + clash(mention.number, number, Number::Open);
    rows.light(field(7, class * 27 + facts));
    let same_governor = usize::from(signs.governor_at == other.signs.governor_at);
    let governed = usize::from(other.signs.governor_at == own.mention.head || signs.governor_at == other.mention.head);
    let same_verb = usize::from(signs.governor == other.signs.governor);
    rows.light(field(10, class * 8 + same_governor * 4 + governed * 2 + same_verb));
    let quotes = match (signs.quote, other.signs.quote) {
        (0, 0) => 0,
        (one, two) if one == two => 1,
        (_, 0) => 2,
        (0, _) => 3,
        _ => 3,
    };
    let questions = usize::from(signs.question) * 2 + usize::from(other.signs.question);
    rows.light(field(11, class * 16 + quotes * 4 + questions));
    let size = bucket(company.size as usize, &[1, 2, 5, 10]).min(3);
    let company_kind = usize::from(company.named) + 2 * size.min(3);
    rows.light(field(12, (class * 3 + coarse_other) * 8 + company_kind));
    let facts =
        (clash(mention.kind, company.kind, Kind::Open) * 3 + clash(mention.gender, company.gender, Gender::Open)) * 3
            + clash(mention.number, company.number, Number::Open);
    rows.light(field(13, class * 27 + facts));
    rows.light(field(14, class * 6 + (company.nearer as usize).min(5)));
    if own_id != 0 && sentences < 2 {
        rows.light(field(16, (own_id * 2 + sentences) * LINKS + other.signs.link as usize));
    }
    if coarse_own != 2 {
        // Whether its words are new to the chain, and whether the chain has such of its own.
        let named = !signs.name.is_empty();
        let theirs = if named { company.names } else { company.modifiers };
        let new = (signs.bits & !theirs & !company.names).count_ones().min(2) as usize;
        let missing = (theirs & !signs.bits).count_ones().min(2) as usize;
        let shared = usize::from(signs.bits & theirs != 0);
        let same_head = usize::from(signs.head == other.signs.head);
        let value = ((new * 3 + missing) * 2 + shared) * 2 + same_head;
        rows.light(field(15, class * 54 + value));
    }
    let far = (signs.sentence - company.sentence).min(3) as usize;
    rows.light(field(18, class * 24 + far * 6 + (company.recent as usize).min(5)));
    if let (Some(one), Some(two)) = (signs.pronoun, other.signs.pronoun)
        && one.person < 3
        && two.person < 3
    {
        let person = |pronoun: super::pronoun::Pronoun| {
            usize::from(pronoun.person - 1) * 2 + usize::from(pronoun.number == Number::Many)
        };
        let turns = usize::from(signs.turn - other.signs.turn).min(5);
        let value = ((person(one) * 4 + person(two)) * 6 + turns) * 4 + questions;
        rows.light(field(19, quotes.min(2) * 384 + value));
    }
    let first = usize::from(company.first);
    rows.light(field(20, class * 12 + first * 6 + (company.nearer as usize).min(5)));
    rows
}

/// Which keys of two mentions agree, a bit each.
fn likeness(own: &Signs, other: &Signs) -> usize {
    let bit = |at: usize, holds: bool| usize::from(holds) << at;
    let some = |key: u64| key != 0;
    let last = |signs: &Signs| signs.keys.iter().copied().take_while(|key| *key != 0).last().unwrap_or(0);
    let named = !own.name.is_empty() && !other.name.is_empty();
    let (own_last, other_last) = (last(own), last(other));
    bit(0, own.text == other.text)
        | bit(1, own.head == other.head)
        | bit(2, named && some(own_last) && own_last == other_last)
        | bit(3, named && some(own.keys[0]) && own.keys[0] == other.keys[0])
        | bit(4, named && own.keys == other.keys)
        | bit(
            5,
            named && (own.initials == other.keys[0] || other.initials == own.keys[0]) && own.keys[0] != other.keys[0],
        )
        | bit(6, named && own.keys.iter().all(|key| *key == 0 || other.keys.contains(key)))
        | bit(7, !named && (other.keys.contains(&own.head) || own.keys.contains(&other.head)))
}

/// Whether what modifies them differs: more, the same or less of each side's; whether words are shared.
fn modifiers(own: &Signs, other: &Signs) -> usize {
    let new = |one: &Signs, two: &Signs| {
        let all = one.keys.iter().filter(|key| **key != 0);
        let strange = all.clone().filter(|key| !two.keys.contains(key) && **key != two.head).count();
        strange.min(2)
    };
    let shared = own.keys.iter().filter(|key| **key != 0 && other.keys.contains(key)).count().min(2);
    (new(own, other) * 3 + new(other, own)) * 3 + shared
}
