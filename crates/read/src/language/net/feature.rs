//! What a model sees of a word: its letters, their beginning and end, its shape, each as a row of a table.
//!
//! Invariant: a function of the letters and of whether the word opens its sentence. Cost: a few hashes of a few letters.
//! After: Qi et al., 2018, for hashed affixes; Weinberger et al., feature hashing, 2009.

/// How many rows each table has: known words, then the hashed ones: beginnings of three letters, ends of two, three and
/// four, shapes, and the shape again of what opens a sentence.
pub const TABLES: [usize; 7] = [6000, 4000, 3000, 6000, 10000, 600, 600];

/// A number of 64 bits for letters.
pub fn hash(letters: &str, seed: u64) -> u64 {
    finish(add(begin(seed), letters))
}

fn begin(seed: u64) -> u64 {
    0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn add(hash: u64, letters: &str) -> u64 {
    letters.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn finish(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

/// The sign of a known word: the upper half of its hash.
pub fn sign(plain: &str) -> u32 {
    (hash(plain, 0) >> 32) as u32
}

/// A word as tables and vectors know it: small letters, marks of one make.
pub fn plain(word: &str) -> String {
    let mut plain = String::new();
    write_plain(word, &mut plain);
    plain
}

/// Adds a word as tables and vectors know it to `plain`.
pub(super) fn write_plain(word: &str, plain: &mut String) {
    match word {
        "“" | "”" | "``" | "''" | "„" | "«" | "»" => plain.push('"'),
        "’" | "‘" | "`" => plain.push('\''),
        "–" | "—" => plain.push_str("--"),
        _ => plain.extend(word.chars().flat_map(char::to_lowercase).map(|char| if char == '’' { '\'' } else { char })),
    }
}

/// The rows of all tables but the first, whose rows a model numbers itself.
pub fn rows(word: &str, plain: &str, opens: bool) -> [usize; 6] {
    let end = |count: usize| plain.char_indices().rev().nth(count - 1).map_or(plain, |(at, _)| &plain[at..]);
    let beginning = plain.char_indices().nth(3).map_or(plain, |(at, _)| &plain[..at]);
    let length = ["|0", "|1", "|2", "|3", "|4", "|5", "|6", "|7", "|8"][plain.chars().count().min(8)];
    let row = |hash: u64, table: usize| (finish(hash) % TABLES[table] as u64) as usize;
    let of = |letters: &str, table: usize| row(add(begin(table as u64), letters), table);
    let shaped = |table: usize| {
        let add = |hash: u64, char: char| add(hash, char.encode_utf8(&mut [0; 4]));
        row(shape(word).fold(begin(table as u64), add), table)
    };
    [
        of(beginning, 1),
        of(end(2), 2),
        of(end(3), 3),
        row(add(add(begin(4), end(4)), length), 4),
        shaped(5),
        if opens { shaped(6) } else { 0 },
    ]
}

/// “Xxx”, “XX”, “dd:dd”: letters by case, at most three of a kind in a row.
fn shape(word: &str) -> impl Iterator<Item = char> {
    let (mut last, mut run) = (' ', 0);
    word.chars().filter_map(move |char| {
        let kind = match char {
            _ if char.is_uppercase() => 'X',
            _ if char.is_lowercase() => 'x',
            _ if char.is_numeric() => 'd',
            _ if char.is_alphabetic() => 'o',
            _ => char,
        };
        run = if kind == last { run + 1 } else { 0 };
        last = kind;
        (run < 3).then_some(kind)
    })
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
        let check = |word: &str, expected: &str| assert_eq!(shape(word).collect::<String>(), expected);
        check("Oller-2041", "Xxxx-ddd");
        check("UNESCO", "XXX");
    }
}
