//! Sentences and what is read from them.
//!
//! A line of what is expected: source | cue | content ++ content | what is worth saying of it.

mod actors;
mod bounds;
mod events;
mod forms;
mod names;
mod places;
mod quantities;
mod referents;
mod sources;
mod whose;

use dateline_read::{Knowledge, Scratch, read};
use dateline_record::{
    Authority, ByRole, Byline, CaptureId, CueClass, Directness, Document, Form, Kind, Mention, Method, Precision,
    Reading, Span, Statement, TextBuilder, When,
};
use proptest::prelude::*;
use std::sync::OnceLock;

fn document(text: &str, kind: Kind) -> Option<Document> {
    let span = Span::new(0, text, 0..text.len())?;
    let mut builder = TextBuilder::new();
    builder.verbatim(0, text, 0..text.len());
    Document::bare(CaptureId::of(text.as_bytes()), kind, vec![span], builder.finish())
}

fn reading(document: &Document) -> Reading {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    read(document, KNOWLEDGE.get_or_init(Knowledge::embedded), &mut Scratch::default())
}

fn line(document: &Document, statement: &Statement) -> String {
    let words = |extent| document.words(extent);
    let source = statement.source.as_ref();
    let content: Vec<&str> = statement.content.iter().copied().map(words).collect();
    let mut said = vec![
        source.map_or("-", |source| words(source.extent)).to_owned(),
        statement.cue.map_or("-", words).to_owned(),
        content.join(" ++ "),
    ];
    let mut notes: Vec<String> = Vec::new();
    notes.extend(source.and_then(|source| source.name.clone()).filter(|name| *name != said[0]));
    notes
        .extend((statement.authority != Authority::Named).then(|| format!("{:?}", statement.authority).to_lowercase()));
    notes.extend(statement.role.as_ref().map(|role| format!("role {role}")));
    notes.extend(statement.anonymity.as_ref().map(|anonymity| format!("anonymity {}", anonymity.text)));
    notes.extend(statement.chain.iter().map(|link| format!("by {}", link.name)));
    notes.extend(statement.venue.as_ref().map(|venue| format!("to {venue}")));
    notes.extend((statement.cue_class != CueClass::Say).then(|| format!("{:?}", statement.cue_class).to_lowercase()));
    notes.extend((statement.directness == Directness::Mixed).then(|| "mixed".to_owned()));
    notes.extend(statement.denied.then(|| "denied".to_owned()));
    notes.extend(statement.hedged.then(|| "hedged".to_owned()));
    if !notes.is_empty() {
        said.push(notes.join(", "));
    }
    said.join(" | ")
}

fn check_as(kind: Kind, text: &str, expected: &str) {
    let document = document(text, kind).unwrap();
    let found: Vec<String> = reading(&document).statements.iter().map(|one| line(&document, one)).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(found, expected, "{text}");
}

fn check(text: &str, expected: &str) {
    check_as(Kind::Article, text, expected);
}

#[test]
fn a_month_reports_nothing_and_a_question_says_nothing() {
    check(
        "Thefts rose by a third, the Harbour Institute, a group in Orsa, reported last month.",
        "the Harbour Institute, a group in Orsa | reported | Thefts rose by a third | Harbour Institute, collective",
    );
    check("Might the harbour unions ask the council to close the quay?", "");
}

#[test]
fn a_quotation_stands_before_around_or_after_its_cue() {
    check("“The bridge is gone,” Ana Vell said.", "Ana Vell | said | “The bridge is gone,”");
    check("\"The bridge is gone,\" said Ana Vell.", "Ana Vell | said | \"The bridge is gone,\"");
    check("Ana Vell said, “The bridge is gone.”", "Ana Vell | said | “The bridge is gone.”");
    check("“If it rains,” Ana Vell said, “we stay.”", "Ana Vell | said | “If it rains,” ++ “we stay.”");
    check(
        "“The bridge is gone,” Ana Vell said. “We have no boats.”",
        "Ana Vell | said | “The bridge is gone,” ++ “We have no boats.”",
    );
    check("“Why now?” Ana Vell asked.", "Ana Vell | asked | “Why now?” | ask");
}

#[test]
fn a_quotation_goes_on_over_paragraphs() {
    check(
        "“The bridge is gone,” said Ana Vell. “We have no boats.\n\n“The water is high.”\n\nThe river rose.",
        "Ana Vell | said | “The bridge is gone,” ++ “We have no boats. ++ “The water is high.”",
    );
    check(
        "Ana Vell, a spokeswoman for the port, said:\n\n“The bridge is gone.”",
        "Ana Vell, a spokeswoman for the port | said | “The bridge is gone.” | Ana Vell, \
         role a spokeswoman for the port",
    );
}

#[test]
fn scare_quotes_and_titles_are_no_statements() {
    check("The “temporary” bridge has stood for “The Long Night” of forty years.", "");
}

#[test]
fn a_clause_is_reported_with_and_without_that() {
    check("Ana Vell said that the bridge was gone.", "Ana Vell | said | that the bridge was gone");
    check("Ana Vell said on Tuesday the bridge was gone.", "Ana Vell | said | the bridge was gone");
    check("The bridge was gone, Ana Vell said.", "Ana Vell | said | The bridge was gone");
    check(
        "Ana Vell admitted that the bridge was “a ruin” and warned of floods.",
        "Ana Vell | admitted | that the bridge was “a ruin” | confirm, mixed
         Ana Vell | warned of | floods | warn",
    );
    check(
        "Ana Vell said the bridge was gone, adding that the port had no boats.",
        "Ana Vell | said | the bridge was gone
         Ana Vell | adding | that the port had no boats",
    );
}

#[test]
fn a_source_carries_its_role_and_its_authority() {
    check(
        "Ex-President Ana Vell said the road was closed.",
        "Ex-President Ana Vell | said | the road was closed | Ana Vell, role Ex-President",
    );
    check(
        "The port’s spokesman, Ivo Oller, said the road was closed.",
        "The port’s spokesman, Ivo Oller | said | the road was closed | Ivo Oller, role The port’s spokesman",
    );
    check(
        "Police Commissioner Ivo Oller said the road was closed.",
        "Police Commissioner Ivo Oller | said | the road was closed | Ivo Oller, role Police Commissioner",
    );
    check(
        "The ministry denied that it had closed the road.",
        "The ministry | denied | that it had closed the road | collective, deny, denied",
    );
    check(
        "According to a report by the port, the road is closed.",
        "a report by the port | According to | the road is closed | document",
    );
    check(
        "The road is closed, according to the Oller Gazette.",
        "the Oller Gazette | according to | The road is closed | Oller Gazette, outlet",
    );
    check("I believe that the road is closed.", "I | believe | that the road is closed | author, believe");
}

#[test]
fn unnamed_sources_keep_their_role_and_why_they_are_unnamed() {
    check(
        "“It is over,” said a senior port official, granted anonymity to discuss a private matter.",
        "a senior port official | said | “It is over,” | unnamed, role a senior port official, \
         anonymity granted anonymity to discuss a private matter",
    );
    check(
        "Two officials familiar with the plan told the Oller Gazette that the road would close.",
        "Two officials familiar with the plan | told | that the road would close | unnamed, \
         role Two officials familiar with the plan, to Oller Gazette",
    );
}

#[test]
fn a_surname_and_a_pronoun_lead_to_the_one_full_name() {
    check(
        "Ana Vell said the bridge was gone. Vell said the port was shut. She said nobody was hurt.",
        "Ana Vell | said | the bridge was gone
         Vell | said | the port was shut | Ana Vell
         She | said | nobody was hurt | Ana Vell",
    );
}

#[test]
fn a_surname_that_two_bear_and_a_pronoun_with_two_candidates_name_nobody() {
    check("Ana Vell met Ivo Vell at the port. Vell said the port was shut.", "Vell | said | the port was shut");
    check(
        "Ivo Vell and Tom Oller met at the port. “The bridge is gone,” he said.",
        "he | said | “The bridge is gone,”",
    );
}

#[test]
fn it_takes_the_authority_of_the_one_body_that_spoke() {
    check(
        "The ministry said the bridge was gone. It said nobody was hurt.",
        "The ministry | said | the bridge was gone | collective
         It | said | nobody was hurt | collective",
    );
}

#[test]
fn a_name_leaves_out_what_qualifies_it() {
    check(
        "High-ranking Hamas officials said the talks had failed.",
        "High-ranking Hamas officials | said | the talks had failed | unnamed, role High-ranking Hamas officials",
    );
    check("Quoting Ana Ruiz, he left. Ruiz said the road was closed.", "Ruiz | said | the road was closed | Ana Ruiz");
    check("Hospitals in Oller appealed for blood.", "Hospitals in Oller | appealed for | blood | collective, demand");
    check(
        "Families of the missing said the list was short.",
        "Families of the missing | said | the list was short | unnamed, role Families of the missing",
    );
}

#[test]
fn a_title_between_a_role_and_a_name_belongs_to_neither() {
    check(
        "The mayor, Ms. Oller, said the road was closed.",
        "The mayor, Ms. Oller | said | the road was closed | Oller, role The mayor",
    );
    check(
        "Its coordinator, Father Anton Vell, said the list was long.",
        "Its coordinator, Father Anton Vell | said | the list was long | Anton Vell, role Its coordinator",
    );
}

#[test]
fn a_person_is_not_the_body_or_the_place_beside_the_name() {
    check(
        "Ana Vell of Oller Partners said the price would fall.",
        "Ana Vell of Oller Partners | said | the price would fall | Ana Vell",
    );
    check(
        "Ana Paris said it was new. The road is safe, according to Paris.",
        "Ana Paris | said | it was new
         Paris | according to | The road is safe | Ana Paris",
    );
    check(
        "Sen. Ana Vell of Hawaii said the price would fall.",
        "Sen. Ana Vell of Hawaii | said | the price would fall | Ana Vell, role Sen.",
    );
    check(
        "The Texas Republican said the road was closed.",
        "The Texas Republican | said | the road was closed | unnamed, role The Texas Republican",
    );
}

#[test]
fn what_a_document_calls_a_body_speaks_as_one() {
    check(
        "Vellmark's chairman left on Monday. Vellmark denied that it owned the ship.",
        "Vellmark | denied | that it owned the ship | collective, deny, denied",
    );
    check(
        "Company B denies that it owned the ship.",
        "Company B | denies | that it owned the ship | collective, deny, denied",
    );
    check("The fire brigade said the shed was empty.", "The fire brigade | said | the shed was empty | collective");
}

#[test]
fn a_paper_after_the_is_an_outlet_and_no_clause_joins_it() {
    check(
        "The toll has doubled, the Courier reported.",
        "the Courier | reported | The toll has doubled | Courier, outlet",
    );
    check(
        "In one case, according to the Courier, the minister signed the letter twice.",
        "the Courier | according to | In one case ++ the minister signed the letter twice | Courier, outlet",
    );
    check(
        "According to the fire brigade's log, the first call came at noon.",
        "the fire brigade's log | According to | the first call came at noon | document",
    );
}

#[test]
fn they_takes_the_authority_of_the_several_who_spoke() {
    check(
        "Two officials said the shed was empty. They said the door was open.",
        "Two officials | said | the shed was empty | unnamed, role Two officials
         They | said | the door was open | unnamed",
    );
}

#[test]
fn what_nobody_said_or_a_fragment_is_no_statement() {
    check("Nobody said that the ship was lost.", "");
    check("Voters in half a dozen new states where the road was closed left.", "");
    check("The log does not say what he was told.", "");
    check("A sailor asked that his name not be used because he feared for his job.", "");
    check(
        "Ana Vell said the ship would sail “within the hour”.\n\n‘The sky came in’\n\nThe road was closed.",
        "Ana Vell | said | the ship would sail “within the hour” | mixed",
    );
    let two = document("Ana Vell said that he and others had complained about the shed.", Kind::Article).unwrap();
    assert!(line(&two, &reading(&two).statements[0]).contains("that he and others had complained about the shed"));
    check(
        "Oller, whose company owns the quay, said two of its citizens, both divers, were lost.",
        "Oller | said | two of its citizens, both divers, were lost",
    );
    check("The port has lists of the many things Vell said that were wrong.", "");
    check("In between, Ana Vell said, the road was closed.", "Ana Vell | said | the road was closed");
    check(
        "Ana Vell voiced fear to reporters that the bridge would fall.",
        "Ana Vell | voiced fear | that the bridge would fall",
    );
}

#[test]
fn a_courtesy_title_in_capitals_opens_a_person() {
    check(
        "MR. VELL: The shed was empty.\n\nTHE COURT: Who saw it?\n\nMR. VELL: The watchman did.\n\nTHE COURT: Go on then.",
        "MR. VELL | : | The shed was empty. | Vell
         THE COURT | : | Who saw it? | role THE COURT
         MR. VELL | : | The watchman did. | Vell
         THE COURT | : | Go on then. | role THE COURT",
    );
}

#[test]
fn whoever_issued_a_statement_says_what_it_says() {
    check(
        "The ministry issued a statement saying the bridge was gone.",
        "The ministry | saying | the bridge was gone | collective",
    );
    check(
        "Ana Vell, the port's chief engineer, told Ivo Oller of the Gazette that the bridge was gone.",
        "Ana Vell, the port's chief engineer | told | that the bridge was gone | Ana Vell, \
         role the port's chief engineer",
    );
}

#[test]
fn the_time_beside_the_cue_says_when_it_was_said() {
    let day = "2026-05-14".to_owned();
    let mut report = document("Ana Vell said on Tuesday the bridge fell last year.", Kind::Article).unwrap();
    report.published = Some(When {
        text: None,
        edtf: day.clone(),
        earliest: Some(day.clone()),
        latest: Some(day),
        precision: Precision::Day,
        method: Method::Given,
    });
    let found = reading(&report);
    assert_eq!(found.statements[0].said.as_ref().unwrap().edtf, "2026-05-12");
}

#[test]
fn what_an_outlet_reports_of_others_stands_on_their_word() {
    check(
        "The Oller Gazette reported that the bridge was gone, citing two port officials.",
        "two port officials | reported | that the bridge was gone | unnamed, role two port officials, by Oller Gazette",
    );
}

#[test]
fn names_in_capitals_are_names() {
    check(
        "The port is shut, said ANA VELL, a former mayor.",
        "ANA VELL, a former mayor | said | The port is shut | Ana Vell, role a former mayor",
    );
    check(
        "ROAD CLOSED: The road has been shut for a week, the Gazette’s IVO OLLER reports.",
        "the Gazette’s IVO OLLER | reports | The road has been shut for a week | Ivo Oller, outlet, by Gazette",
    );
}

#[test]
fn a_refusal_to_comment_has_no_content() {
    check(
        "A spokesman for the port declined to comment.",
        "A spokesman for the port | declined to comment |  | unnamed, role A spokesman for the port, decline",
    );
    check(
        "The ministry did not respond to a request for comment.",
        "The ministry | did not respond to a request for comment |  | collective, decline",
    );
}

#[test]
fn what_is_not_told_is_a_refusal() {
    check(
        "Ana Vell declined to say whether the road was shut. Ivo Oller did not say why it closed.",
        "Ana Vell | declined to say |  | decline
         Ivo Oller | did not say | why it closed | decline",
    );
    check(
        "Ana Vell does not believe that the road is shut.",
        "Ana Vell | does not believe | that the road is shut | believe, denied",
    );
}

#[test]
fn nouns_that_look_like_cues_are_none() {
    check("The claims were false and the early reports wrong.", "");
    check("The ship sailed to the southern states, and the plan calls went unanswered.", "");
    check("A firm called Oller Works built the bridge.", "");
}

#[test]
fn what_would_be_said_is_not_said() {
    check("Ana Vell will say that the bridge is gone. Ivo Oller did not claim that it stood.", "");
}

#[test]
fn a_repost_is_the_statement_of_the_reposted() {
    check_as(
        Kind::Post,
        "@oller: RT @vell_port: The bridge is gone",
        "@vell_port | - | The bridge is gone | by @oller",
    );
    check_as(Kind::Comment, "The bridge was never safe.", "- | - | The bridge was never safe. | author");
}

#[test]
fn what_is_not_news_or_not_english_has_sentences_only() {
    let text = "“The bridge is gone,” said Ana Vell.";
    let mut other = document(text, Kind::Advertisement).unwrap();
    assert!(reading(&other).statements.is_empty() && reading(&other).sentences.len() == 1);
    other.kind = Kind::Article;
    other.language = Some("fr".to_owned());
    assert!(reading(&other).statements.is_empty());
}

#[test]
fn a_document_in_a_language_that_has_rules_of_time_has_times() {
    let mut other =
        document("El alcalde dimitió el martes, dos semanas después de la crecida.", Kind::Article).unwrap();
    other.published = dateline_when::stamp("2026-05-14");
    let edtf = |document: &Document| -> Vec<String> {
        reading(document).times.iter().filter_map(|time| time.when.as_ref()).map(|when| when.edtf.clone()).collect()
    };
    other.language = Some("es".to_owned());
    assert_eq!(edtf(&other), ["2026-05-12"]);
    assert!(reading(&other).statements.is_empty());
    for language in ["pt", "und"] {
        other.language = Some(language.to_owned());
        assert!(reading(&other).times.is_empty());
    }
}

#[test]
fn a_comment_is_its_author_s() {
    let mut comment = document("@vell: The bridge was never safe.", Kind::Comment).unwrap();
    comment.byline = vec![Byline { name: "Ana Vell".to_owned(), handle: None, role: ByRole::Author, span: None }];
    let found = reading(&comment);
    assert_eq!(found.statements[0].source.as_ref().unwrap().name.as_deref(), Some("Ana Vell"));
}

/// What hostile text is made of: words the rules turn on, and marks.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "said",
        "told",
        "that",
        "according",
        "to",
        "the",
        "Ana",
        "VELL",
        "Mr.",
        "U.S.",
        "he",
        "who",
        "and",
        ", ",
        ". ",
        "“",
        "”",
        "\"",
        "''",
        "‘",
        "’",
        "’s",
        "(",
        ")",
        ": ",
        "—",
        "...",
        "\n",
        "\n\n",
        "é",
        "🦀",
        "@x:",
        "RT",
        "declined",
        "comment",
        "not",
        "respond",
        "request",
        "called",
        "on",
        "Tuesday",
        "of",
        "Sen.",
        "5",
        "I",
        "\u{301}",
        "\u{0}",
        "Country",
        "B.",
        "is",
        "claims",
        "while",
        "anonymity",
        "granted",
    ]);
    prop::collection::vec((words, prop::bool::weighted(0.8)), 0..120).prop_map(|parts| {
        parts.into_iter().map(|(word, spaced)| format!("{word}{}", if spaced { " " } else { "" })).collect()
    })
}

fn check_invariants(text: &str) {
    for kind in [Kind::Article, Kind::Post] {
        let Some(document) = document(text, kind) else { return };
        let found = reading(&document);
        assert!(found.sentences.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        let place = |mention: &Mention| (mention.extent.start(), std::cmp::Reverse(mention.extent.end()));
        assert!(found.mentions.is_sorted_by_key(place));
        let names: Vec<&Mention> = found.mentions.iter().filter(|mention| mention.form == Form::Name).collect();
        assert!(names.windows(2).all(|pair| pair[0].extent.end() <= pair[1].extent.start()));
        for statement in &found.statements {
            assert!(!statement.content.is_empty() || statement.cue_class == CueClass::Decline);
            for extent in statement
                .content
                .iter()
                .copied()
                .chain(statement.cue)
                .chain(statement.source.as_ref().map(|s| s.extent))
            {
                assert!(!document.words(extent).is_empty());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_made_of_cues_and_marks_breaks_a_reading(text in pieces()) {
        check_invariants(&text);
    }

    #[test]
    fn no_text_at_all_breaks_a_reading(text in "\\PC{0,200}") {
        check_invariants(&text);
    }
}

#[test]
fn hostile_text_takes_time_in_step_with_its_length() {
    let all = ["said ", "\" ", "“", ". \" ", "A ", "Ana Vell, ", "the ", "( ", "he said, ", "\n", "according to "];
    let time = |length: usize| {
        let start = std::time::Instant::now();
        all.iter().for_each(|unit| check_invariants(&unit.repeat(length / unit.len())));
        start.elapsed()
    };
    let (short, long) = (time(12_000), time(96_000));
    // Eight times the text; sixty-four times the time would be quadratic.
    assert!(long < 30 * short, "{short:?}, {long:?}");
}
