//! Signs that two words tell one happening: a table; what each weighs was learnt.
//!
//! Signs of one measure exclude one another, so each says what its step alone is worth. Invariant: every sign has a weight.

use super::pair::Pair;

/// A sign that holds of two words.
pub struct Sign {
    /// As it is shown, and as the weights name it.
    pub name: &'static str,
    holds: fn(&Pair) -> bool,
}

macro_rules! signs {
    ($($name:literal: $holds:expr,)*) => { &[$(Sign { name: $name, holds: $holds },)*] };
}

/// Every sign, each a question of its own.
pub const SIGNS: &[Sign] = signs! {
    "same word": |pair| pair.same_word,
    "same root": |pair| pair.same_root,
    "like letters": |pair| pair.like_letters,
    "same kind of event": |pair| pair.same_kind,
    "one document": |pair| pair.same_document,
    "one sentence": |pair| pair.same_sentence,
    "verb and noun": |pair| pair.verb_and_noun,
    "few of the same words": |pair| (100..200).contains(&pair.words),
    "some of the same words": |pair| (200..350).contains(&pair.words),
    "many of the same words": |pair| pair.words >= 350,
    "few sides shared": |pair| (1..340).contains(&pair.sides),
    "some sides shared": |pair| (340..670).contains(&pair.sides),
    "most sides shared": |pair| pair.sides >= 670,
    "same word, other sides": |pair| pair.same_word && pair.sides == 0,
    "same doer": |pair| pair.doers > 400,
    "other doer": |pair| pair.doers == 0,
    "done to the same": |pair| pair.done_to > 400,
    "done to others": |pair| pair.done_to == 0,
    "same number": |pair| pair.numbers > 0,
    "other numbers": |pair| pair.numbers == 0,
    "same happenings beside": |pair| pair.beside > 300,
    "one beside the other": |pair| pair.is_beside,
    "one told by some": |pair| (200..400).contains(&pair.more),
    "one told by many": |pair| (400..600).contains(&pair.more),
    "one told by most": |pair| pair.more >= 600,
    "both told by few": |pair| (100..200).contains(&pair.fewer),
    "both told by some": |pair| (200..400).contains(&pair.fewer),
    "both told by many": |pair| pair.fewer >= 400,
    "same word, told again": |pair| pair.same_word && pair.often > 1400,
    "sides a little alike in the story": |pair| (100..200).contains(&pair.company.sides),
    "sides alike in the story": |pair| (200..400).contains(&pair.company.sides),
    "sides much alike in the story": |pair| pair.company.sides >= 400,
    "company a little alike in the story": |pair| (150..300).contains(&pair.company.round),
    "company alike in the story": |pair| (300..500).contains(&pair.company.round),
    "company much alike in the story": |pair| pair.company.round >= 500,
    "seldom in one sentence": |pair| (100..300).contains(&pair.company.sentences),
    "at times in one sentence": |pair| (300..600).contains(&pair.company.sentences),
    "often in one sentence": |pair| pair.company.sentences >= 600,
    "words that are not common": |pair| (50..100).contains(&pair.rarity),
    "rare words": |pair| (100..150).contains(&pair.rarity),
    "rarest words": |pair| pair.rarity >= 150,
    "same word, not common": |pair| pair.same_word && (50..100).contains(&pair.rarity),
    "same word, rare": |pair| pair.same_word && (100..150).contains(&pair.rarity),
    "same word, rarest": |pair| pair.same_word && pair.rarity >= 150,
    "both lead": |pair| pair.is_lead,
    "sides told by the other": |pair| pair.crossed > 2885,
    "same word, sides told by the other": |pair| pair.same_word && pair.crossed > 2885,
};

/// The logistic function of 0 to 8 by quarters, in thousandths.
const CHANCES: [i32; 33] = [
    500, 562, 622, 679, 731, 777, 818, 852, 881, 905, 924, 940, 953, 963, 971, 977, 982, 986, 989, 991, 993, 995, 996,
    997, 998, 998, 998, 999, 999, 999, 999, 1000, 1000,
];

static LEARNT: &str = include_str!("../../data/happening.txt");

/// The signs that hold, by number.
pub fn holding(pair: &Pair) -> Vec<usize> {
    SIGNS.iter().enumerate().filter(|(_, sign)| (sign.holds)(pair)).map(|(at, _)| at).collect()
}

/// What the signs weigh, in thousandths, and what is there before any.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weights {
    /// The odds of two words of which no sign holds.
    pub base: i32,
    /// Of each sign in turn.
    pub signs: Vec<i32>,
}

impl Weights {
    /// Those that ship.
    pub fn learnt() -> Weights {
        let weight = |name: &str| {
            let mut lines = LEARNT.lines().filter_map(|line| line.rsplit_once(" | "));
            lines.find(|(own, _)| *own == name).and_then(|(_, weight)| weight.parse().ok()).unwrap_or(0)
        };
        Weights { base: weight("nothing"), signs: SIGNS.iter().map(|sign| weight(sign.name)).collect() }
    }

    /// As the file that ships.
    pub fn written(&self) -> String {
        let rows = SIGNS.iter().zip(&self.signs).map(|(sign, weight)| format!("{} | {weight}\n", sign.name));
        format!("nothing | {}\n{}", self.base, rows.collect::<String>())
    }

    /// How likely two words tell one happening, in thousandths.
    pub fn chance(&self, pair: &Pair) -> i32 {
        let signs = SIGNS.iter().zip(&self.signs).filter(|(sign, _)| (sign.holds)(pair));
        let odds = self.base + signs.map(|(_, weight)| *weight).sum::<i32>();
        let (at, rest) = ((odds.abs() / 250).min(31) as usize, odds.abs().min(8000) % 250);
        let chance = CHANCES[at] + (CHANCES[at + 1] - CHANCES[at]) * rest / 250;
        if odds < 0 { 1000 - chance } else { chance }
    }
}
