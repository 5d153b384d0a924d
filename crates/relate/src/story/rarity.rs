//! How much a word tells: the rarer in the language, the more.
//!
//! The table is fixed (`data/rarity.bin`, card in MODELS.md), for weights counted on the desk would change old judgements with every
//! arrival. Invariant: the same on every desk. Cost: a binary search a word.

/// A word that the table does not hold: rarer than all in it.
pub const RAREST: u8 = 225;

/// Stems in order, then the rarity of each.
static TABLE: &[u8] = include_bytes!("../../data/rarity.bin");

/// How rare a stem with this hash is, in 25ths of the logarithm of one in so many articles.
pub fn rarity(hash: u32) -> u8 {
    let count = TABLE.len() / 5;
    let (hashes, rarities) = TABLE.split_at(count * 4);
    let at = |place: usize| u32::from_le_bytes([0, 1, 2, 3].map(|byte| hashes[place * 4 + byte]));
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = (low + high) / 2;
        match at(middle).cmp(&hash) {
            std::cmp::Ordering::Equal => return rarities[middle],
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    RAREST
}

/// The hash of a stem.
pub fn hash(stem: &str) -> u32 {
    let hash = stem.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash ^ hash >> 15
}
