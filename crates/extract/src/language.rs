//! The language of a document, where its text is long enough to tell.
//!
//! Invariant: a language that the capture states is kept. What is not read is not asked.
//! Cost: the first 2,000 bytes of the text.

use dateline_record::{Document, Kind};
use whatlang::Lang;

const SHORTEST: usize = 200;
const LOOKED_AT: usize = 2000;

/// A shorter text says nothing of its language.
const WORDS: usize = 4;

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

/// BCP 47 primary subtag; none where the text is short or the answer doubtful.
fn of(text: &str) -> Option<&'static str> {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    if text.chars().take(SHORTEST).count() < SHORTEST {
        return None;
    }
    let info = whatlang::detect(text)?;
    info.is_reliable().then(|| subtag(info.lang()))
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
    fn a_long_text_tells_its_language_and_a_short_one_does_not() {
        let text = "The ferry came back on Monday after nine days at sea, and the council of the island met at noon. ";
        assert_eq!(of(&text.repeat(3)), Some("en"));
        assert_eq!(of(text), None);
    }
}
