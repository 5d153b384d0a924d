//! What the gazetteer says of phrases.

use super::*;
use proptest::prelude::*;

/// Whether the classes are among those of the phrase.
fn check(phrase: &str, expected: &str) {
    let known = Gazetteer::embedded().entry(phrase).known();
    let found = format!("{known:?}");
    for name in expected.split_whitespace() {
        assert!(found.split(' ').any(|own| own == name), "{phrase} is no {name}: {found}");
    }
    assert!(!expected.is_empty() || known.without(Known::COMMON).is_empty(), "{phrase} is {known:?}");
}

/// Where the words stand: `B`, `I`, `E`, `S` or `.`.
fn stands(words: &str, expected: &str) {
    let words: Vec<&str> = words.split(' ').collect();
    let mut covers = Vec::new();
    Gazetteer::embedded().phrases(&words, &mut covers);
    let found: String = covers
        .iter()
        .map(|cover| match cover.stand {
            Stand::Outside => '.',
            Stand::Single => 'S',
            Stand::Begin => 'B',
            Stand::Inside => 'I',
            Stand::End => 'E',
        })
        .collect();
    assert_eq!(found, expected, "{words:?}");
}

#[test]
fn countries_capitals_and_towns_are_known_by_their_spellings() {
    check("Burkina Faso", "country");
    check("Côte d’Ivoire", "country");
    check("U.S.", "country");
    check("Port-au-Prince", "capital city");
    check("Mogadishu", "capital");
    check("Kano", "city");
    check("Uttar Pradesh", "subdivision");
    check("South China Sea", "region");
}

#[test]
fn peoples_bodies_and_metonyms_are_known() {
    check("Senegalese", "group");
    check("Sunni", "group");
    check("African Union", "organisation");
    check("al-Shabaab", "armed");
    check("Agence France-Presse", "outlet");
    check("the Kremlin", "metonym");
    check("Kremlin", "metonym");
    check("Safaricom", "company");
    check("prime minister", "title");
}

#[test]
fn names_of_persons_are_known_world_wide() {
    for given in ["Amina", "Ngozi", "Thabo", "Chukwuemeka", "Sipho", "Rajesh", "Nguyen", "Fatima", "Oleksandr"] {
        check(given, if given == "Nguyen" { "surname" } else { "given" });
    }
    for surname in ["Okafor", "Mwangi", "Banerjee", "Hernandez", "Kowalski"] {
        check(surname, "surname");
    }
}

#[test]
fn given_names_have_a_gender_and_places_a_country() {
    let gazetteer = Gazetteer::embedded();
    assert_eq!(gazetteer.gender("Mary"), Some(Gender::Female));
    assert_eq!(gazetteer.gender("Robert"), Some(Gender::Male));
    assert_eq!(gazetteer.gender("banana"), None);
    for (phrase, code) in [
        ("Chadian", "TD"),
        ("N’Djamena", "TD"),
        ("Kremlin", "RU"),
        ("Kano", "NG"),
        ("Britain", "GB"),
        ("Gujarat", "IN"),
    ] {
        assert_eq!(gazetteer.country(gazetteer.entry(phrase)), Some(code), "{phrase}");
    }
}

#[test]
fn letters_that_are_also_a_word_count_in_capitals_only() {
    check("WHO", "organisation");
    check("who", "");
    check("Who", "");
    assert!(Gazetteer::embedded().is_common_word("nice") && Gazetteer::embedded().is_common_word("Mobile"));
    assert!(Gazetteer::embedded().is_common_word("Of") && Gazetteer::embedded().is_common_word("We"));
    assert!(!Gazetteer::embedded().is_common_word("Okafor"));
}

#[test]
fn the_longest_entry_covers_its_words() {
    stands("The minister left New Delhi for Port - au - Prince .", ".S.BE.BIIIE.");
    stands("the World Health Organization said", ".BIE.");
    stands("Ana went home", "S..");
}

#[test]
fn the_file_names_its_sources() {
    let head = String::from_utf8_lossy(&FILE[..400]).to_lowercase();
    assert!(head.contains("source") && head.contains("licence"));
}

proptest! {
    #[test]
    fn any_words_are_covered_in_one_piece(text in "[\\PC ]{0,60}|([A-Z][a-z]{0,3}|of|the|New|York|-|al|United| ){0,20}") {
        let words: Vec<&str> = text.split(' ').collect();
        let mut covers = Vec::new();
        Gazetteer::embedded().phrases(&words, &mut covers);
        prop_assert_eq!(covers.len(), words.len());
        let mut open = false;
        for cover in covers {
            prop_assert_eq!(open, matches!(cover.stand, Stand::Inside | Stand::End));
            open = matches!(cover.stand, Stand::Begin | Stand::Inside);
        }
        prop_assert!(!open);
        let _ = Gazetteer::embedded().entry(&text);
    }
}
