//! The look-up: one table for single words, one for names of several words.
//!
//! Invariant: immutable once built; keys are in lower case. Cost: built in about a millisecond; a look-up is one hash
//! of the word.

use crate::class::LISTS;
use crate::{Classes, Cue, VerbForm, cue, inflect, list};
use dateline_record::CueClass;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What is known of a word without context.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Word {
    /// What it can be.
    pub classes: Classes,
    /// The cue verb it is a form of, and which form.
    pub cue: Option<(u16, VerbForm)>,
    /// The kind of act it names as a noun: “claim”, “warning”.
    pub noun_cue: Option<CueClass>,
}

/// All lists, ready to look up.
pub struct Lexicon {
    words: HashMap<Box<str>, Word>,
    names: HashMap<Box<str>, Classes>,
    cues: Vec<Cue>,
}

impl Lexicon {
    /// The lists that ship with Dateline, built at the first call and shared.
    pub fn embedded() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::build)
    }

    /// What is known of a single word, given in lower case.
    pub fn word(&self, lower: &str) -> Word {
        self.words.get(lower).copied().unwrap_or_default()
    }

    /// Classes of a name of one or more words, given in lower case: outlets, places, demonyms.
    pub fn name(&self, lower: &str) -> Classes {
        self.names.get(lower).copied().unwrap_or_default()
    }

    /// The cue verb that a [`Word`] points to.
    pub fn cue(&self, index: u16) -> &Cue {
        &self.cues[index as usize]
    }

    fn build() -> Lexicon {
        let mut lexicon = Lexicon { words: HashMap::new(), names: HashMap::new(), cues: Vec::new() };
        for (class, data) in LISTS {
            for word in list::words(data) {
                lexicon.entry(word).classes = lexicon.word(word).classes | *class;
                if *class == Classes::PERSON {
                    let plural = match word.strip_suffix("man") {
                        Some(stem) => format!("{stem}men"),
                        None => inflect::third(word),
                    };
                    lexicon.entry(&plural).classes = lexicon.word(&plural).classes | *class;
                }
            }
        }
        for row in list::rows(include_str!("../data/noun-cues.txt")) {
            lexicon.entry(row[0]).noun_cue = Some(cue::class(row[1]));
        }
        for (index, (cue, forms)) in cue::embedded().into_iter().enumerate() {
            lexicon.cues.push(cue);
            for (form, which) in forms {
                lexicon.entry(&form).cue.get_or_insert((index as u16, which));
            }
        }
        for outlet in list::lines(include_str!("../data/outlets.txt")) {
            lexicon.call(outlet, Classes::OUTLET);
        }
        for body in list::lines(include_str!("../data/organisations.txt")) {
            lexicon.call(body, Classes::ORGANISATION);
        }
        for row in list::rows(include_str!("../data/places.txt")) {
            lexicon.call(row[0], Classes::PLACE);
            for city in row[1].split("  ").filter(|city| !city.is_empty()) {
                lexicon.call(city, Classes::PLACE);
            }
            // Demonyms of two words (“South African”) follow countries of two words.
            if row[0].contains(' ') {
                lexicon.call(row[2], Classes::DEMONYM);
            } else {
                row[2].split_whitespace().for_each(|demonym| lexicon.call(demonym, Classes::DEMONYM));
            }
        }
        lexicon
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        self.words.entry(word.into()).or_default()
    }

    fn call(&mut self, name: &str, class: Classes) {
        if !name.is_empty() {
            let entry = self.names.entry(name.to_lowercase().into()).or_default();
            *entry = *entry | class;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Frames;

    #[test]
    fn every_form_of_a_cue_leads_to_it() {
        let lexicon = Lexicon::embedded();
        for form in ["deny", "denies", "denied", "denying"] {
            let (index, _) = lexicon.word(form).cue.unwrap();
            assert_eq!(lexicon.cue(index).lemma, "deny");
            assert_eq!(lexicon.cue(index).class, CueClass::Deny);
        }
    }

    #[test]
    fn a_particle_makes_another_cue() {
        let lexicon = Lexicon::embedded();
        let (index, form) = lexicon.word("called").cue.unwrap();
        assert_eq!(form, VerbForm::Past);
        let called_for = lexicon.cue(index).particles.iter().find(|particle| particle.words == ["for"]).unwrap();
        assert_eq!(called_for.class, CueClass::Demand);
        assert!(called_for.frames.any(Frames::OBJECT));
    }

    #[test]
    fn names_of_places_their_people_and_outlets_are_known() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.name("burkina faso").any(Classes::PLACE));
        assert!(lexicon.name("qatari").any(Classes::DEMONYM));
        assert!(lexicon.name("agence france-presse").any(Classes::OUTLET));
        assert!(lexicon.word("witnesses").classes.any(Classes::UNNAMED));
        assert!(lexicon.word("banana").classes.is_empty());
    }

    #[test]
    fn every_data_file_opens_with_its_source_and_licence() {
        for (_, data) in LISTS {
            assert!(data.starts_with("# ") && data.lines().next().unwrap().contains("MIT OR Apache-2.0"));
        }
    }
}
