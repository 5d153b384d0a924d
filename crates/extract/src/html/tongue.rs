//! Whether a text is in the language that its page states: templates say “en” on pages in any.
//!
//! Invariant: what is stated falls only where the commonest words of English speak plainly against it, or the letters do;
//! what language it is then is for the text as a whole to tell. Cost: the first 1,500 bytes of the text.

const LOOKED_AT: usize = 1500;
const FEWEST_WORDS: usize = 60;

/// The commonest words of English, which no other language shares as often.
const ENGLISH: &[&str] = &["the", "of", "and", "to", "is", "that", "was", "for", "with", "it"];

/// Languages not written in Latin letters.
const OTHER_LETTERS: &[&str] = &[
    "ru", "uk", "be", "bg", "mk", "el", "he", "yi", "ar", "fa", "ur", "hi", "mr", "ne", "bn", "ta", "te", "kn", "ml",
    "gu", "pa", "th", "ka", "hy", "am", "ja", "zh", "ko", "my", "km", "si",
];

/// Whether `text` can be in the language `stated`.
pub(super) fn fits(stated: &str, text: &str) -> bool {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let latin = text.chars().filter(|c| c.is_alphabetic() && *c < '\u{250}').count();
    if letters < FEWEST_WORDS * 3 {
        return true;
    }
    if OTHER_LETTERS.contains(&stated) {
        return latin * 10 < letters * 9;
    }
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut all, mut english) = (0usize, 0usize);
    for word in words {
        all += 1;
        english += usize::from(ENGLISH.iter().any(|own| word.eq_ignore_ascii_case(own)));
    }
    match stated {
        "en" => latin * 2 > letters && (all < FEWEST_WORDS || english * 100 > all),
        // Other languages in Latin letters borrow some of these words.
        _ => all < FEWEST_WORDS || english * 100 < all * 14,
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    const ENGLISH: &str =
        "The ferry came back to the pier of the town on Monday, and the council said that it was glad of it. ";
    const GERMAN: &str =
        "Die Fähre kam am Montag an den Steg der Stadt zurück, und der Rat sagte, dass er sich darüber freue. ";

    #[test]
    fn what_is_stated_falls_where_the_text_speaks_against_it() {
        assert!(fits("en", &ENGLISH.repeat(5)));
        assert!(fits("de", &GERMAN.repeat(5)));
        assert!(!fits("en", &GERMAN.repeat(5)));
        assert!(!fits("de", &ENGLISH.repeat(5)));
        assert!(!fits("ru", &ENGLISH.repeat(5)));
        assert!(!fits("en", &"Паром вернулся к причалу города в понедельник утром. ".repeat(9)));
    }

    #[test]
    fn a_short_text_speaks_against_nothing() {
        assert!(fits("de", "The ferry is back."));
    }
}
