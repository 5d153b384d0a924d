//! The form of a word that a dictionary lists: by its tag, a list of what is irregular, and rules for the rest.
//!
//! Where two forms could be meant (“hoped”: hop, hope), the one that is a known word wins, then the one that spelling asks
//! for. Invariant: a function of the letters and the tag. Cost: a few look-ups. After: Minnen, Carroll & Pearce, Applied
//! morphological processing of English, 2001.

use super::net::Vectors;
use std::collections::HashMap;

/// The lists, ready to look up.
pub struct Lemmas {
    verbs: HashMap<&'static str, &'static str>,
    nouns: HashMap<&'static str, &'static str>,
}

/// Comparatives and superlatives that no rule gives, and what else is said in another form.
const COMPARED: &[(&str, &str)] = &[
    ("better", "good"),
    ("best", "good"),
    ("worse", "bad"),
    ("worst", "bad"),
    ("further", "further"),
    ("furthest", "far"),
    ("farther", "far"),
    ("more", "more"),
    ("most", "most"),
    ("less", "less"),
    ("least", "least"),
    ("later", "late"),
    ("latest", "late"),
    ("elder", "elder"),
    ("former", "former"),
    ("latter", "latter"),
];

/// Pronouns in their other forms.
const PRONOUNS: &[(&str, &str)] = &[
    ("me", "I"),
    ("my", "my"),
    ("us", "we"),
    ("him", "he"),
    ("them", "they"),
    ("'em", "they"),
    ("her", "she"),
    ("n't", "not"),
    ("nt", "not"),
    ("an", "a"),
    ("these", "this"),
    ("those", "that"),
];

impl Lemmas {
    /// The lists that ship.
    pub fn embedded() -> Lemmas {
        let list = |data: &'static str| {
            let lines = data.lines().filter(|line| !line.starts_with('#'));
            lines
                .flat_map(|line| {
                    let mut words = line.split_whitespace();
                    let lemma = words.next();
                    words.chain(lemma).filter_map(move |word| Some((word, lemma?)))
                })
                .collect()
        };
        Lemmas { verbs: list(dateline_lexicon::IRREGULAR_VERBS), nouns: list(dateline_lexicon::IRREGULAR_NOUNS) }
    }

    /// The lemma of `word`, tagged `fine` (the English treebanks' tag); whether it opens its sentence, so that its capital
    /// says nothing.
    pub fn of(&self, word: &str, fine: &str, opens: bool, vectors: &Vectors) -> String {
        let plain = word.replace('’', "'");
        if matches!(fine, "NNP" | "NNPS") {
            // “the Emirates”: names keep their letters, but for the plural.
            return match fine {
                "NNPS" => plain.strip_suffix('s').unwrap_or(&plain).to_owned(),
                _ => plain,
            };
        }
        let lower = plain.to_lowercase();
        let known = |candidate: &str| vectors.find(candidate).is_some();
        match fine {
            "NNS" => self.nouns.get(lower.as_str()).map_or_else(|| singular(&lower), |lemma| (*lemma).to_owned()),
            "VBZ" | "VBD" | "VBN" | "VBG" | "VBP" | "VB" | "MD" => {
                self.verbs.get(lower.as_str()).map_or_else(|| verb(&lower, fine, known), |lemma| (*lemma).to_owned())
            }
            "RBR" | "RBS" if matches!(lower.as_str(), "better" | "best") => "well".to_owned(),
            "JJR" | "JJS" | "RBR" | "RBS" => compared(&lower, known),
            // “American”; numbers keep their letters: “III”.
            "JJ" if !opens => plain,
            "CD" if plain.chars().skip(1).any(char::is_lowercase) => lower,
            "CD" | "ADD" | "SYM" | "FW" | "LS" => plain,
            "``" | "''" => "\"".to_owned(),
            "POS" => {
                if lower == "s" {
                    "'s".to_owned()
                } else {
                    lower
                }
            }
            ":" if plain.chars().all(|mark| matches!(mark, '-' | '–' | '—')) => "-".to_owned(),
            "PRP" | "RB" | "DT" => {
                paired(PRONOUNS, &lower).unwrap_or(if lower == "i" { "I" } else { &lower }).to_owned()
            }
            _ => lower,
        }
    }
}

fn paired<'a>(pairs: &[(&str, &'a str)], word: &str) -> Option<&'a str> {
    pairs.iter().find(|(form, _)| *form == word).map(|(_, lemma)| *lemma)
}

fn singular(plural: &str) -> String {
    let stem = |cut: usize| plural[..plural.len() - cut].to_owned();
    let body =
        plural.strip_suffix('s').filter(|body| !body.is_empty() && !body.ends_with(|c: char| c.is_ascii_digit()));
    let Some(body) = body else { return plural.to_owned() };
    if body.ends_with("ie") && plural.len() > 4 {
        return stem(3) + "y";
    }
    if ["che", "she", "xe", "sse", "zze"].iter().any(|end| body.ends_with(end)) || (body.ends_with("oe")) {
        return stem(2);
    }
    if body.ends_with("men") {
        return stem(2) + "an";
    }
    if body.ends_with('s') { plural.to_owned() } else { body.trim_end_matches('\'').to_owned() }
}

fn verb(form: &str, fine: &str, known: impl Fn(&str) -> bool) -> String {
    match fine {
        "VBZ" => third(form),
        "VBD" | "VBN" => match form.strip_suffix("ied") {
            Some(stem) if stem.len() > 1 => format!("{stem}y"),
            Some(stem) => format!("{stem}ie"),
            None => form.strip_suffix("ed").map_or_else(|| form.to_owned(), |stem| restored(stem, known)),
        },
        "VBG" => match form.strip_suffix("ing").or_else(|| form.strip_suffix("in'")) {
            Some("dy") => "die".to_owned(),
            Some("ly") => "lie".to_owned(),
            Some("ty") => "tie".to_owned(),
            Some(stem) if !stem.is_empty() => restored(stem, known),
            _ => form.to_owned(),
        },
        _ => form.to_owned(),
    }
}

fn third(form: &str) -> String {
    let stem = |cut: usize| form[..form.len() - cut].to_owned();
    let Some(body) = form.strip_suffix('s').filter(|body| body.len() > 1) else { return form.to_owned() };
    if body.ends_with("ie") && form.len() > 4 {
        return stem(3) + "y";
    }
    let hissing = ["che", "she", "xe", "sse", "zze", "oe"].iter().any(|end| body.ends_with(end));
    if hissing { stem(2) } else { body.to_owned() }
}

/// The verb whose stem is left when -ed or -ing falls.
fn restored(stem: &str, known: impl Fn(&str) -> bool) -> String {
    let with = format!("{stem}e");
    let letters: Vec<char> = stem.chars().collect();
    let vowel = |at: usize| letters.get(at).is_some_and(|letter| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let count = letters.len();
    if count < 2 {
        return if known(&with) { with } else { stem.to_owned() };
    }
    let (last, before) = (letters[count - 1], letters[count - 2]);
    if last == before && !vowel(count - 1) {
        // “stopped”, but “called”: doubled where the shorter word is known and the longer is not.
        let single: String = letters[..count - 1].iter().collect();
        let kept = (count < 4 || matches!(last, 'l' | 's' | 'z' | 'f')) && known(stem);
        return if kept || !known(&single) && known(stem) { stem.to_owned() } else { single };
    }
    // What spelling asks for.
    let short = count >= 3 && !vowel(count - 1) && vowel(count - 2) && !vowel(count - 3);
    let single = letters.iter().enumerate().filter(|(at, _)| vowel(*at)).count() == 1;
    let wants = match last {
        'v' | 'c' | 'z' | 'u' => true,
        'w' | 'x' | 'y' | 'h' => false,
        'g' => matches!(before, 'd' | 'r' | 'a' | 'i' | 'u' | 'l') || stem.ends_with("ang"),
        's' => before != 's',
        'e' | 'i' | 'o' | 'a' => false,
        'l' => short && single || !vowel(count - 2) && before != 'r' && before != 'w',
        'r' if stem.ends_with("er") || stem.ends_with("or") => single,
        't' if stem.ends_with("at") => count > 4 || short,
        'n' if stem.ends_with("en") || stem.ends_with("on") => single,
        _ => short && (single || !matches!((before, last), ('e' | 'i' | 'o', 't' | 'r' | 'n' | 'l' | 'p' | 'm'))),
    };
    match (known(stem), known(&with)) {
        (true, false) => stem.to_owned(),
        (false, true) => with,
        _ if wants => with,
        _ => stem.to_owned(),
    }
}

fn compared(form: &str, known: impl Fn(&str) -> bool) -> String {
    if let Some(lemma) = paired(COMPARED, form) {
        return lemma.to_owned();
    }
    let stem = form.strip_suffix("est").or_else(|| form.strip_suffix("er")).unwrap_or(form);
    if let Some(stem) = stem.strip_suffix('i') {
        return format!("{stem}y");
    }
    if stem == form { form.to_owned() } else { restored(stem, known) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let (lemmas, vectors) = (Lemmas::embedded(), Vectors::embedded());
        let one = |word: &str| {
            let (word, fine) = word.split_once('/').expect("a word and its tag");
            lemmas.of(word, fine, false, &vectors)
        };
        assert_eq!(words.split(' ').map(one).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn verbs_lose_their_endings() {
        check("said/VBD denies/VBZ told/VBN taking/VBG was/VBD 's/VBZ", "say deny tell take be be");
        check("stopped/VBD called/VBD hoping/VBG added/VBD decided/VBD", "stop call hope add decide");
        check(
            "changed/VBD filed/VBD died/VBD reaches/VBZ carried/VBN dying/VBG offered/VBD voted/VBD",
            "change file die reach carry die offer vote",
        );
    }

    #[test]
    fn nouns_become_one() {
        check(
            "ministries/NNS hostages/NNS men/NNS lives/NNS boxes/NNS analyses/NNS",
            "ministry hostage man life box analysis",
        );
    }

    #[test]
    fn names_keep_their_letters() {
        check("Oller/NNP Emirates/NNPS", "Oller Emirate");
    }

    #[test]
    fn what_is_compared_is_said_plainly() {
        check("larger/JJR earliest/JJS better/JJR bigger/JJR", "large early good big");
    }
}
