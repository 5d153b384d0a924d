//! The language of a document, where its text is long enough to tell.
//!
//! Invariant: a language that the capture states is kept. What is plainly not English and of no sure language is `und`;
//! a short text that may be English has none.
//! Cost: the first 2,000 bytes of the text, a look-up a word.

use dateline_lexicon::Gazetteer;
use dateline_record::{Document, Kind};
use whatlang::Lang;

/// A text of fewer letters has a language only where it is plainly not English.
const SHORTEST: usize = 200;
const LOOKED_AT: usize = 2000;

/// A shorter text says nothing of its language.
const WORDS: usize = 4;
/// As many letters of another script tell that a text is not English.
const SCRIPT: usize = 12;
/// As many words in small letters tell whether a text is English.
const TOLD: usize = 6;
/// Where English knows a smaller share of those words, a text is not English. One that is half English is read.
const FOREIGN: f32 = 0.4;

/// Gives documents their languages. A text too short to tell has that of the capture's others, where they agree and its own
/// words look like it.
pub(crate) fn complete(documents: &mut [Document]) {
    let untold = |document: &&mut Document| {
        document.language.is_none() && !matches!(document.kind, Kind::Boilerplate | Kind::Advertisement)
    };
    for document in documents.iter_mut().filter(untold) {
        document.language = of(document.text.as_str()).map(str::to_owned);
    }
    let mut known = documents.iter().filter_map(|document| document.language.as_deref());
    let Some(common) = known.next().filter(|first| known.all(|other| other == *first)).map(str::to_owned) else {
        return;
    };
    for document in documents.iter_mut().filter(untold) {
        let text = document.text.as_str();
        let looks_like =
            || text.len() <= LOOKED_AT && whatlang::detect(text).is_some_and(|info| subtag(info.lang()) == common);
        if text.split_whitespace().nth(WORDS - 1).is_some() && looks_like() {
            document.language = Some(common.clone());
        }
    }
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOKED_AT)]
}

/// What the letters and words of a text tell.
struct Told {
    letters: usize,
    /// Letters of other scripts.
    others: usize,
    /// Words of three small letters and more, and those of them that English knows.
    words: usize,
    known: usize,
}

impl Told {
    fn of(text: &str) -> Told {
        let latin = |char: char| matches!(char, 'A'..='Z' | 'a'..='z' | 'À'..='ɏ' | 'Ḁ'..='ỿ');
        let letters = text.chars().filter(|char| char.is_alphabetic());
        let (mut told, gazetteer) = (Told { letters: 0, others: 0, words: 0, known: 0 }, Gazetteer::embedded());
        for char in letters {
            told.letters += 1;
            told.others += usize::from(!latin(char));
        }
        // “don’t” is known by its beginning; an address is no word.
        let words = text.split_whitespace().filter(|word| !word.contains(['@', '/', '_']));
        for word in words.flat_map(|word| word.split('-')) {
            let word = word.trim_matches(|char: char| !char.is_alphabetic());
            let word = word.split(['’', '\'']).next().unwrap_or(word);
            if word.starts_with(char::is_lowercase)
                && word.chars().nth(2).is_some()
                && word.chars().all(char::is_alphabetic)
            {
                told.words += 1;
                told.known += usize::from(gazetteer.is_common_word(word));
            }
        }
        told
    }

    fn share(&self) -> f32 {
        self.known as f32 / self.words.max(1) as f32
    }

    fn is_foreign(&self) -> bool {
        self.others >= SCRIPT && self.others * 2 > self.letters || self.words >= TOLD && self.share() < FOREIGN
    }
}

/// BCP 47 primary subtag; none where the text is short and may be English, or the answer is doubtful.
fn of(text: &str) -> Option<&'static str> {
    let text = beginning(text);
    let told = Told::of(text);
    // Slow beside the rest, and seldom needed.
    let info = || whatlang::detect(text);
    if told.is_foreign() {
        let sure = info().filter(|info| info.is_reliable() && info.lang() != Lang::Eng);
        return Some(sure.map_or("und", |info| subtag(info.lang())));
    }
    if text.chars().take(SHORTEST).count() < SHORTEST {
        return None;
    }
    if told.words >= TOLD {
        return Some("en");
    }
    info().filter(|info| info.is_reliable()).map(|info| subtag(info.lang()))
}

/// ISO 639-1 where there is one, as BCP 47 asks, else ISO 639-3.
fn subtag(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "no",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_has_the_language_of_those_beside_it() {
        let long = "The ferry came back on Monday after nine days at sea, and the council of the island met at noon. ";
        let text = format!(
            "{}\n\nJo Ek\n2 hours ago\nIt was never away from the harbour.\n\nPer H\n2 hours ago\nOui\n",
            long.repeat(3)
        );
        let found = crate::extract(text.as_bytes(), &crate::Context::default(), &crate::Limits::default()).unwrap();
        let languages: Vec<_> = found.documents.iter().map(|document| document.language.as_deref()).collect();
        assert_eq!(languages, [Some("en"), Some("en"), None]);
    }

    #[test]
    fn a_text_that_is_plainly_not_english_says_so_when_short_too() {
        assert!(of("Вечером паром вернулся на остров.").is_some_and(|language| language != "en"));
        assert!(
            of("Le bac est revenu lundi après neuf jours en mer, et le conseil attend les vivres.")
                .is_some_and(|l| l != "en")
        );
        // A language that the detector does not know.
        let swahili = "Kivuko kilirudi Jumatatu baada ya siku tisa baharini, na baraza la kisiwa linasubiri chakula.";
        assert!(of(swahili).is_some_and(|language| language != "en"));
    }

    #[test]
    fn names_and_headlines_do_not_make_a_text_foreign() {
        assert_eq!(of("Ouagadougou: Issa Oller told reporters that the bridge at Bobo was closed again."), None);
        assert_eq!(of("FERRY BACK; MAYOR ANGRY; COUNCIL TO MEET"), None);
    }

    #[test]
    fn half_a_text_in_english_is_enough_to_read_it() {
        let english =
            "The ferry came back on Monday after nine days at sea, and the council of the island met at noon. ";
        let french = "Le bac est revenu lundi après neuf jours en mer, et le conseil de l’île attend les vivres. ";
        assert_eq!(of(&format!("{}{}", french.repeat(2), english.repeat(2))), Some("en"));
    }

    #[test]
    fn a_page_that_states_the_wrong_language_is_not_believed() {
        let french = "Le bac est revenu lundi après neuf jours en mer, et le conseil de l’île attend toujours les vivres promis. ";
        let page = format!(
            "<html lang=en><title>Bac</title><article><h1>Le bac est revenu</h1><p>{}</p></article>",
            french.repeat(4)
        );
        let found = crate::extract(page.as_bytes(), &crate::Context::default(), &crate::Limits::default()).unwrap();
        let article = found.documents.iter().find(|document| document.kind == Kind::Article).unwrap();
        assert_eq!(article.language.as_deref(), Some("fr"));
    }

    #[test]
    fn a_long_text_tells_its_language_and_a_short_one_does_not() {
        let text = "The ferry came back on Monday after nine days at sea, and the council of the island met at noon. ";
        assert_eq!(of(&text.repeat(3)), Some("en"));
        assert_eq!(of(text), None);
    }
}
