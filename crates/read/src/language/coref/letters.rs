//! Keys of words: their letters, small, as a number, without a copy.
//!
//! Invariant: the key of a word is the hash of its plain form. Cost: one step for each letter.

/// The key of `word`, as small letters.
pub(super) fn key(word: &str) -> u64 {
    let mut hash = Hash::new();
    hash.add(word);
    hash.done()
}

/// The key of a name's word, without its full stops: “U.S.” is “US”.
pub(super) fn name_key(word: &str) -> u64 {
    if !word.contains('.') {
        return key(word);
    }
    let mut hash = Hash::new();
    word.split('.').for_each(|part| hash.add(part));
    hash.done()
}

/// The key of a noun, its plural's end cut off where it has one.
pub(super) fn noun_key(word: &str, plural: bool) -> u64 {
    if !plural || word.len() < 4 {
        return key(word);
    }
    let mut hash = Hash::new();
    if let Some(stem) = word.strip_suffix("ies") {
        hash.add(stem);
        hash.add("y");
    } else if let Some(stem) = word.strip_suffix("men") {
        hash.add(stem);
        hash.add("man");
    } else {
        hash.add(word.strip_suffix('s').unwrap_or(word));
    }
    hash.done()
}

/// One key of two.
pub(super) fn joined(one: u64, other: u64) -> u64 {
    let mixed = (one ^ other.rotate_left(23)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ mixed >> 32
}

/// The key of the first letters of the words that have a capital.
pub(super) fn initials<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let mut hash = Hash::new();
    for char in words.filter_map(|word| word.chars().next()).filter(|char| char.is_uppercase()) {
        hash.add(char.encode_utf8(&mut [0; 4]));
    }
    hash.done()
}

struct Hash(u64);

impl Hash {
    fn new() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn add(&mut self, word: &str) {
        if word.is_ascii() {
            word.bytes().for_each(|byte| self.byte(byte.to_ascii_lowercase()));
            return;
        }
        for char in word.chars().flat_map(char::to_lowercase) {
            let char = if char == '’' { '\'' } else { char };
            let mut bytes = [0; 4];
            char.encode_utf8(&mut bytes).bytes().for_each(|byte| self.byte(byte));
        }
    }

    fn done(self) -> u64 {
        let mut hash = self.0;
        hash ^= hash >> 32;
        hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
        hash ^ hash >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::net::{hash, plain};
    use proptest::prelude::*;

    #[test]
    fn plurals_have_the_key_of_their_singular() {
        assert_eq!(noun_key("Ministries", true), key("ministry"));
        assert_eq!(noun_key("groups", true), key("group"));
        assert_eq!(noun_key("spokesmen", true), key("spokesman"));
    }

    proptest! {
        #[test]
        fn a_key_is_the_hash_of_the_plain_form(word in "\\PC{2,8}|[A-Za-z’]{2,9}") {
            prop_assume!(!matches!(word.as_str(), "``" | "''"));
            prop_assert_eq!(key(&word), hash(&plain(&word), 0));
        }
    }
}
