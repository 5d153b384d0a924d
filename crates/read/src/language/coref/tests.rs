//! What coreference does with invented text, from words to chains.

use super::*;
use crate::language::{Namer, Naming, Parsing, cut, paragraphs, sentences};
use std::sync::OnceLock;

struct Models {
    parser: Parser,
    namer: Namer,
    vectors: Vectors,
    coreference: Coreference,
}

fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| {
        let (parser, vectors) = (Parser::embedded(), Vectors::embedded());
        let coreference = Coreference::embedded(&parser, &vectors);
        Models { namer: Namer::embedded(), coreference, parser, vectors }
    })
}

/// The referents of `text`, and its words; of who says what is quoted, the first name behind each quotation.
fn read(text: &str, speakers: &[(&str, &str)]) -> (Referents, Vec<String>) {
    let (models, machine) = (models(), Machine::here());
    let mut words = Vec::new();
    cut(text, Lexicon::embedded(), &mut words);
    let places = sentences(text, &words, &paragraphs(text, &words), Lexicon::embedded());
    let forms: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    let (mut nodes, mut parsing) = (Vec::new(), Parsing::default());
    models.parser.parse(&forms, &places, &models.vectors, machine, &mut parsing, &mut nodes);
    let mut naming = Naming::default();
    let labels = models.namer.find(&forms, &places, &parsing.states, &models.vectors, machine, &mut naming);
    let kind = |label: usize| Kind::called(models.namer.kinds()[label]);
    let names: Vec<Name> =
        labels.into_iter().map(|label| Name { kind: kind(label.kind), words: label.words }).collect();
    let place = |part: &str| {
        let start = text.find(part).expect("it stands in the text");
        let at = |byte: usize| words.partition_point(|word| (word.start as usize) < byte);
        at(start)..at(start + part.len())
    };
    let speech =
        |(said, speaker): &(&str, &str)| Speech { words: place(said), speaker: Some(place(speaker)), addressee: None };
    let speech: Vec<Speech> = speakers.iter().map(speech).collect();
    let text = Text { words: &forms, nodes: &nodes, sentences: &places, names: &names, speech: &speech };
    let mut found = Referents::default();
    models.coreference.find(text, &models.vectors, machine, &mut Scratch::default(), &mut found);
    (found, forms.into_iter().map(str::to_owned).collect())
}

/// The chains of `text`: mentions parted by “=”, chains by “; ”.
fn chains(text: &str, speakers: &[(&str, &str)]) -> String {
    let (found, words) = read(text, speakers);
    let chain = |number: usize| {
        let of = found.mentions.iter().filter(|mention| mention.referent == Some(number as u32));
        of.map(|mention| words[mention.words.clone()].join(" ")).collect::<Vec<_>>()
    };
    let chains = (0..found.referents.len()).map(chain).filter(|chain| chain.len() > 1);
    chains.map(|chain| chain.join(" = ")).collect::<Vec<_>>().join("; ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(chains(text, &[]), expected, "in: {text}");
}

/// The same where it is known who says what.
fn check_said(text: &str, speakers: &[(&str, &str)], expected: &str) {
    assert_eq!(chains(text, speakers), expected, "in: {text}");
}

/// The roles of who is named, each with the fullest name of whom it is said.
fn check_roles(text: &str, expected: &str) {
    let (found, words) = read(text, &[]);
    let role = |role: &Role| {
        let referent = role.referent.map(|number| &found.referents[number as usize]);
        let name =
            referent.and_then(|referent| referent.name.clone()).map_or_else(String::new, |name| words[name].join(" "));
        format!("{name}: {}", words[role.words.clone()].join(" "))
    };
    assert_eq!(found.roles.iter().map(role).collect::<Vec<_>>().join("; "), expected, "in: {text}");
}

#[test]
fn a_surname_leads_to_its_full_name() {
    check("Robert Oller resigned on Monday. Oller gave no reason.", "Robert Oller = Oller");
    check("ROBERT OLLER resigned on Monday. Oller gave no reason.", "ROBERT OLLER = Oller");
    check("Mr. Robert Oller resigned. President Oller gave no reason.", "Mr. Robert Oller = President Oller");
}

#[test]
fn particles_and_hyphens_belong_to_a_surname() {
    check("Ahmed al-Sabri resigned on Monday. al-Sabri gave no reason.", "Ahmed al - Sabri = al - Sabri");
    check("Pieter van Hoorn resigned on Monday. Van Hoorn gave no reason.", "Pieter van Hoorn = Van Hoorn");
    check("Maria Vell-Oller resigned on Monday. Vell-Oller gave no reason.", "Maria Vell - Oller = Vell - Oller");
}

#[test]
fn initials_stand_for_a_first_name() {
    check("Robert Oller wrote the report. R. Oller gave no reason.", "Robert Oller = R. Oller");
}

#[test]
fn a_first_name_leads_to_the_one_who_bears_it() {
    check("Maria Hernandez won the race on Monday. Maria thanked the crowd.", "Maria Hernandez = Maria");
}

#[test]
fn of_two_who_bear_a_surname_neither_is_meant() {
    check("Robert Hernandez met Maria Hernandez in Geneva. Hernandez gave no reason.", "");
}

#[test]
fn a_title_tells_two_who_bear_a_surname() {
    check(
        "Robert Hernandez met Maria Hernandez in Geneva. Mrs. Hernandez gave no reason.",
        "Maria Hernandez = Mrs. Hernandez",
    );
}

#[test]
fn a_pronoun_leads_to_the_one_it_fits() {
    check("Mary Oller left the party. She founded another.", "Mary Oller = She");
    check(
        "Maria Hernandez met Robert Miller in Geneva. She praised him.",
        "Maria Hernandez = She; Robert Miller = him",
    );
}

#[test]
fn nouns_stand_for_the_body_that_has_their_word() {
    check(
        "The Ministry of Defence closed the port on Monday. The ministry gave no reason.",
        "The Ministry of Defence = The ministry",
    );
    check("The Ministry of Defence wrote to the Ministry of Justice on Monday. The ministry gave no reason.", "");
}

#[test]
fn nouns_stand_for_the_one_of_whom_they_were_said() {
    check(
        "The report came from the Vellmark Institute, a think tank in Geneva. The think tank gave no reason.",
        "the Vellmark Institute , a think tank in Geneva = The think tank",
    );
    check(
        "Robert Miller, a lawyer for the company, resigned on Monday. The lawyer gave no reason.",
        "Robert Miller , a lawyer for the company = The lawyer",
    );
}

#[test]
fn a_role_beside_a_name_is_kept() {
    check_roles("Robert Miller, a spokesman for the ministry, resigned.", "Robert Miller: spokesman for the ministry");
    check_roles("Foreign Minister Maria Hernandez resigned.", "Maria Hernandez: Foreign Minister");
    check_roles("Robert Miller, who heads the agency, resigned.", "Robert Miller: heads the agency");
    check_roles("Robert Miller is a lawyer in Geneva.", "Robert Miller: lawyer in Geneva");
}

#[test]
fn what_is_quoted_in_the_first_person_is_the_speaker() {
    check_said(
        "“I left my keys at home,” said Robert Miller.",
        &[("I left my keys at home", "Robert Miller")],
        "I = my = Robert Miller",
    );
}

#[test]
fn whom_a_document_numbers_is_known_by_it() {
    check("Russian Official 5 met Russian Official 6 in Geneva. RO 5 gave no reason.", "Russian Official 5 = RO 5");
    check("Company B paid Individual-1 on Monday. Company B gave no reason.", "Company B = Company B");
    check("Article 5 and Article 6 were read. Phase 2 began.", "");
    let (found, _) = read("Businessperson 1 met Witness 3 in Country D.", &[]);
    assert_eq!(found.referents.iter().filter(|referent| referent.scoped).count(), 3);
}

#[test]
fn nothing_is_found_in_nothing() {
    assert_eq!(chains("", &[]), "");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "[A-Za-z0-9 .,“”\"?()\n-]{0,120}|((The|Official|5|I|he|Mr|Oller|said|,|\\.|and|of|\"|who|A) ){0,40}") {
        let (found, words) = read(&text, &[]);
        for mention in &found.mentions {
            assert!(mention.words.contains(&mention.head) && mention.words.end <= words.len());
            assert!(mention.referent.is_none_or(|number| (number as usize) < found.referents.len()));
        }
    }
}
