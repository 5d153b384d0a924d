//! Letters of names: without what stands on them, then as one spelling of those that other scripts are brought over in.
//!
//! Invariant: [`canon`] gives one word for “Marzouk” and “Marzook”, “Ahmad” and “Ahmed”, “Zelensky” and “Zelenskyy”, and never for words whose
//! consonants differ in sound. Cost: a pass over the word.

/// Small letters without accents, apostrophes and full stops.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for char in word.chars() {
        match char {
            '\'' | '’' | '‘' | 'ʼ' | '`' | 'ʻ' | '.' => {}
            _ if char.is_ascii() => folded.push(char.to_ascii_lowercase()),
            'ß' => folded.push_str("ss"),
            'Æ' | 'æ' => folded.push_str("ae"),
            'Œ' | 'œ' => folded.push_str("oe"),
            'Þ' | 'þ' => folded.push_str("th"),
            _ => match BASES.iter().find(|(_, letters)| letters.contains(char)) {
                Some((base, _)) => folded.push(*base),
                None => folded.extend(char.to_lowercase()),
            },
        }
    }
    folded
}

/// Letters that are one but for what stands on them.
const BASES: &[(char, &str)] = &[
    ('a', "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ"),
    ('c', "ÇçĆćĈĉĊċČč"),
    ('d', "ĎďĐđÐðḌḍ"),
    ('e', "ÈÉÊËèéêëĒēĔĕĖėĘęĚěẸẹẺẻẼẽẾếỀềỂểỄễỆệƏə"),
    ('g', "ĜĝĞğĠġĢģǦǧ"),
    ('h', "ĤĥĦħḤḥḨḩ"),
    ('i', "ÌÍÎÏìíîïĨĩĪīĬĭĮįİıǏǐỈỉỊị"),
    ('j', "Ĵĵ"),
    ('k', "Ķķ"),
    ('l', "ĹĺĻļĽľĿŀŁł"),
    ('n', "ÑñŃńŅņŇňŊŋ"),
    ('o', "ÒÓÔÕÖØòóôõöøŌōŎŏŐőƠơỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ"),
    ('r', "ŔŕŖŗŘř"),
    ('s', "ŚśŜŝŞşŠšȘșṢṣ"),
    ('t', "ŢţŤťŦŧȚțṬṭ"),
    ('u', "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưỤụỦủỨứỪừỬửỮữỰự"),
    ('w', "Ŵŵ"),
    ('y', "ÝýÿŶŷŸỲỳỸỹ"),
    ('z', "ŹźŻżŽžẒẓ"),
];

/// Runs of letters, the longest first, and what stands for them; a `$` is the end of the word.
const RUNS: &[(&str, &str)] = &[
    ("sch", "sh"),
    ("tch", "ch"),
    ("dzh", "j"),
    ("iya", "ia"),
    ("off$", "uv"),
    ("eff$", "av"),
    ("skyy$", "ski"),
    ("skiy$", "ski"),
    ("skij$", "ski"),
    ("dj", "j"),
    ("ck", "k"),
    ("ph", "f"),
    ("gh", "g"),
    ("dh", "d"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "ai"),
    ("ey", "ai"),
    ("ay", "ai"),
    ("ow$", "uv"),
    ("ah$", "a"),
    ("eh$", "a"),
    ("ch", "ch"),
    ("ce", "sa"),
    ("ci", "si"),
    ("cy", "si"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("w", "v"),
    ("y", "i"),
    ("e", "a"),
    ("o", "u"),
    ("-", ""),
];

/// One spelling for those that differ as transliterations do. `word` is folded.
pub fn canon(word: &str) -> String {
    let mut canon = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let run = RUNS.iter().find(|(run, _)| match run.strip_suffix('$') {
            Some(end) => rest == end && !canon.is_empty(),
            None => rest.starts_with(run),
        });
        let (length, spelt) = match run {
            Some((run, spelt)) => (run.trim_end_matches('$').len(), *spelt),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        for char in spelt.chars() {
            if !canon.ends_with(char) {
                canon.push(char);
            }
        }
        rest = &rest[length..];
    }
    canon
}

/// The consonants of a word in one spelling.
pub fn skeleton(word: &str) -> String {
    canon(word).chars().filter(|char| !matches!(char, 'a' | 'i' | 'u')).collect()
}

/// Whether one letter more, less, other or two that changed places make one word of the other.
pub fn is_one_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let head = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let tail = short[head..].iter().rev().zip(long[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (&short[head..short.len() - tail], &long[head..long.len() - tail]);
    match (left, right) {
        ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn one(one: &str, other: &str) {
        assert_eq!(canon(&fold(one)), canon(&fold(other)), "{one} and {other}");
    }

    #[track_caller]
    fn two(one: &str, other: &str) {
        assert_ne!(canon(&fold(one)), canon(&fold(other)), "{one} and {other}");
    }

    #[test]
    fn spellings_of_one_name_are_one_word() {
        one("Marzouk", "Marzook");
        one("Mohammed", "Muhammad");
        one("Mustafa", "Mostafa");
        one("Hussein", "Husayn");
        one("Qadir", "Kadir");
        one("Zelensky", "Zelenskyy");
        one("Ivanov", "Ivanoff");
        one("Madbouly", "Madbouli");
        one("Müller", "MULLER");
    }

    #[test]
    fn other_names_are_other_words() {
        two("Ross", "Reese");
        two("Carter", "Garter");
        two("Braun", "Brown");
        two("Hale", "Hall");
    }

    #[test]
    fn one_letter_more_less_other_or_two_changed() {
        for (one, other, expected) in [
            ("turvik", "turvk", true),
            ("turvik", "turvek", true),
            ("turvik", "truvik", true),
            ("turvik", "turvik", false),
            ("turvik", "tarvek", false),
        ] {
            assert_eq!(is_one_apart(one, other), expected, "{one} {other}");
        }
    }
}
