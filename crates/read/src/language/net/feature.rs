//! What a model sees of a word: its letters, their beginning and end, its shape, each as a row of a table.
//!
//! Invariant: a function of the letters and of whether the word opens its sentence. Cost: a few hashes of a few letters.
//! After: Qi et al., 2018, for hashed affixes; Weinberger et al., feature hashing, 2009.

/// How many rows each table has: known words, then the hashed ones: beginnings of three letters, ends of two, three and
/// four, shapes, and the shape again of what opens a sentence.
pub const TABLES: [usize; 7] = [6000, 4000, 3000, 6000, 10000, 600, 600];

/// A number of 64 bits for letters.
pub fn hash(letters: &str, seed: u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for byte in letters.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

/// The sign of a known word: the upper half of its hash.
pub fn sign(plain: &str) -> u32 {
    (hash(plain, 0) >> 32) as u32
}

/// A word as tables and vectors know it: small letters, marks of one make.
pub fn plain(word: &str) -> String {
    match word {
        "“" | "”" | "``" | "''" | "„" | "«" | "»" => return "\"".to_owned(),
        "’" | "‘" | "`" => return "'".to_owned(),
        "–" | "—" => return "--".to_owned(),
        _ => {}
    }
    word.chars().flat_map(char::to_lowercase).map(|char| if char == '’' { '\'' } else { char }).collect()
}

/// The rows of all tables but the first, whose rows a model numbers itself.
pub fn rows(word: &str, plain: &str, opens: bool) -> [usize; 6] {
    let letters: Vec<char> = plain.chars().collect();
    let end = |count: usize| -> String { letters[letters.len().saturating_sub(count)..].iter().collect() };
    let beginning: String = letters.iter().take(3).collect();
    let row = |letters: &str, table: usize| (hash(letters, table as u64) % TABLES[table] as u64) as usize;
    let shape = shape(word);
    [
        row(&beginning, 1),
        row(&end(2), 2),
        row(&end(3), 3),
        row(&format!("{}|{}", end(4), letters.len().min(8)), 4),
        row(&shape, 5),
        if opens { row(&shape, 6) } else { 0 },
    ]
}

/// “Xxx”, “XX”, “dd:dd”: letters by case, at most three of a kind in a row.
fn shape(word: &str) -> String {
    let mut shape = String::new();
    let (mut last, mut run) = (' ', 0);
    for char in word.chars() {
        let kind = match char {
            _ if char.is_uppercase() => 'X',
            _ if char.is_lowercase() => 'x',
            _ if char.is_numeric() => 'd',
            _ if char.is_alphabetic() => 'o',
            _ => char,
        };
        run = if kind == last { run + 1 } else { 0 };
        last = kind;
        if run < 3 {
            shape.push(kind);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_one_meaning_are_one_word() {
        assert_eq!(plain("”"), plain("''"));
        assert_eq!(plain("Vell’s"), "vell's");
    }

    #[test]
    fn runs_of_a_shape_are_cut_at_three() {
        assert_eq!(shape("Oller-2041"), "Xxxx-ddd");
        assert_eq!(shape("UNESCO"), "XXX");
    }
}
