//! Keys of phrases: a hash that does not care for capitals, accents, apostrophes, or how a hyphen is cut.
//!
//! Invariant: “Port-au-Prince” has one key, be it one word or five. Cost: a multiplication a letter; nothing is built.
//! After: Karp & Rabin 1987 (a hash that grows by what follows).

/// The odd number whose powers weigh the letters.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
/// Stands between words.
const GAP: u64 = 31;
/// Sets what is written in capitals alone apart.
const CAPITALS: u64 = 0x5bd1_e995_a3c5_9ac3;

/// The key of a run of words; it grows word by word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key {
    sum: u64,
    power: u64,
}

impl Key {
    /// Of no word.
    pub const NONE: Key = Key { sum: 0, power: 1 };

    /// Of one word; hyphens in it part words as spaces do.
    pub fn of(word: &str) -> Key {
        let word = word.strip_suffix('.').unwrap_or(word);
        let mut key = Key::NONE;
        let mut gap = false;
        for char in word.chars() {
            let folded = fold(char);
            match folded {
                '-' | '–' | '‑' | ' ' => gap = key != Key::NONE,
                '\'' | '’' | '‘' | 'ʼ' | '`' => {}
                _ => {
                    if gap {
                        key = key.letter(GAP);
                        gap = false;
                    }
                    key = key.letter(u64::from(folded));
                }
            }
        }
        key
    }

    /// Whether it holds no letter: a hyphen that stands alone.
    pub fn is_empty(self) -> bool {
        self == Key::NONE
    }

    /// The key of these words and, behind them, those of `other`.
    #[must_use]
    pub fn then(self, other: Key) -> Key {
        match () {
            _ if self.is_empty() => other,
            _ if other.is_empty() => self,
            _ => {
                let gap = self.letter(GAP);
                Key {
                    sum: gap.sum.wrapping_mul(other.power).wrapping_add(other.sum),
                    power: gap.power.wrapping_mul(other.power),
                }
            }
        }
    }

    /// As it stands in the table.
    pub fn place(self) -> u32 {
        mix(self.sum)
    }

    /// As it stands in the table where it counts in capitals only: “WHO”.
    pub fn place_in_capitals(self) -> u32 {
        mix(self.sum ^ CAPITALS)
    }

    fn letter(self, letter: u64) -> Key {
        Key { sum: self.sum.wrapping_mul(BASE).wrapping_add(letter), power: self.power.wrapping_mul(BASE) }
    }
}

/// Whether a word is written in capitals and digits alone, two at least, as “UN” and “G20” are.
pub fn is_capitals(word: &str) -> bool {
    word.len() > 1
        && word.bytes().any(|byte| byte.is_ascii_uppercase())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'&' | b'-'))
}

/// The finish of MurmurHash3, its upper half.
fn mix(sum: u64) -> u32 {
    let mut sum = sum ^ (sum >> 33);
    sum = sum.wrapping_mul(0xff51_afd7_ed55_8ccd);
    sum ^= sum >> 33;
    sum = sum.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (sum >> 32) as u32
}

/// Small letters without what stands on them.
fn fold(char: char) -> char {
    if char.is_ascii() {
        return char.to_ascii_lowercase();
    }
    match char {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ạ'..='ặ' | 'Æ' | 'æ' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ď'..='đ' | 'Ð' | 'ð' | 'Ḍ' | 'ḍ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ẹ'..='ệ' | 'ə' | 'Ə' => 'e',
        'Ĝ'..='ģ' | 'Ǧ' | 'ǧ' => 'g',
        'Ĥ'..='ħ' | 'Ḩ' | 'ḩ' | 'Ḥ' | 'ḥ' => 'h',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ǐ' | 'ǐ' | 'Ỉ'..='ị' => 'i',
        'Ĵ' | 'ĵ' => 'j',
        'Ķ' | 'ķ' => 'k',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='œ' | 'Ơ' | 'ơ' | 'Ọ'..='ợ' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' | 'Ș' | 'ș' | 'ß' | 'Ṣ' | 'ṣ' => 's',
        'Ţ'..='ŧ' | 'Ț' | 'ț' | 'Ṭ' | 'ṭ' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ụ'..='ự' => 'u',
        'Ŵ' | 'ŵ' => 'w',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ỳ'..='ỹ' => 'y',
        'Ź'..='ž' | 'Ẓ' | 'ẓ' => 'z',
        _ => char.to_lowercase().next().unwrap_or(char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str) {
        let key = |phrase: &str| phrase.split(' ').fold(Key::NONE, |key, word| key.then(Key::of(word)));
        assert_eq!(key(one), key(other), "{one} and {other}");
    }

    #[test]
    fn a_phrase_has_one_key_however_it_is_cut() {
        check("Port-au-Prince", "Port - au - Prince");
        check("al-Shabaab", "AL SHABAAB");
        check("São Paulo", "Sao Paulo");
        check("N’Djamena", "Ndjamena");
        check("Đà Nẵng", "Da Nang");
    }

    #[test]
    fn words_run_together_are_another_phrase() {
        assert_ne!(Key::of("the").then(Key::of("rapist")), Key::of("therapist"));
        assert_ne!(Key::of("WHO").place(), Key::of("WHO").place_in_capitals());
    }
}
