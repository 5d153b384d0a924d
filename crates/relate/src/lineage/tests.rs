//! Invented documents, and what they have of one another.

use super::*;
use crate::invented;
use crate::{Item, Meetings, Memory, Place, Reuse, Text, words};
use dateline_record::{
    Authority, ByRole, BylineRow, ContentRow, CreditRow, Directness, Kind, LinkRow, Method, NoteRow, Precision,
    SourceRow, SpanRow, TextBuilder, When,
};
use proptest::prelude::*;
use std::sync::Arc;

/// A document with its text and statements.
#[derive(Clone)]
struct Own {
    row: DocumentRow,
    text: CleanText,
    statements: Vec<StatementRow>,
}

impl Own {
    fn told(&self) -> Written<'_> {
        Written { row: &self.row, text: &self.text, statements: &self.statements }
    }

    fn with(mut self, change: impl FnOnce(&mut DocumentRow)) -> Own {
        change(&mut self.row);
        self
    }

    /// Somebody says `words`, which stand in the text.
    fn said(mut self, name: &str, words: &str) -> Own {
        let at = self.row.text.find(words).expect("the words stand in the text") as u32;
        let span = SpanRow { part: 0, start: at, end: at + words.len() as u32 };
        let row = StatementRow {
            span,
            text: words.into(),
            source: Some(SourceRow { span, text: name.into(), name: Some(name.into()), referent: None, entity: None }),
            cue: None,
            content: vec![ContentRow { span, text: words.into() }],
            directness: Directness::Direct,
            ..invented::said(Authority::Named, name, None)
        };
        self.statements.push(row);
        self
    }
}

fn own(number: u64, outlet: &str, day: &str, text: &str) -> Own {
    let id = format!("{number:016x}");
    let mut builder = TextBuilder::new();
    builder.verbatim(0, text, 0..text.len());
    let published = (!day.is_empty()).then(|| When {
        text: None,
        edtf: day.into(),
        earliest: Some(day.into()),
        latest: Some(day.into()),
        precision: Precision::Day,
        method: Method::Structured,
    });
    let row = DocumentRow {
        capture: format!("c{number}"),
        path: format!("{number}.html"),
        published,
        text: text.into(),
        ..invented::document(&id, outlet, Kind::Article)
    };
    Own { row, text: builder.finish(), statements: Vec::new() }
}

const REPORT: &str = "The council of Turvik voted on Thursday to close the old harbour bridge after engineers found cracks in two \
of its pillars. The bridge, which carries some nine thousand cars a day, will stay shut until the spring, and a ferry is to \
take those who work on the other shore. Nobody could say what the repair will cost or who is to pay for it.";
const SPEECH: &str = "We had no choice but to close it, and I would do the same again";

/// Relation, from, to, directed of every row between two.
fn relations(one: &Own, other: &Own) -> Vec<(Relation, String, bool)> {
    let rows = between(&one.told(), &other.told());
    for row in &rows {
        for passage in &row.spans {
            let own = if passage.document == one.row.id { one } else { other };
            assert_eq!(&own.row.text[passage.start as usize..passage.end as usize], passage.text);
        }
        assert!(!row.signs.is_empty());
    }
    rows.into_iter().map(|row| (row.relation, row.from.trim_start_matches('0').to_string(), row.directed)).collect()
}

#[test]
fn the_later_of_two_days_reuses_the_earlier() {
    let one = own(1, "Turvik Post", "2031-03-05", &format!("{REPORT} More follows."));
    let other = own(2, "Sorby Wire", "2031-03-04", REPORT);
    assert_eq!(relations(&one, &other), [(Relation::Reuses, "1".into(), true)]);
}

#[test]
fn who_names_the_other_has_it_from_there_whatever_the_dates() {
    let one = own(1, "Turvik Post", "2031-03-04", &format!("TURVIK (Reuters) - {REPORT}"));
    let other = own(2, "Reuters", "2031-03-05", REPORT);
    assert_eq!(relations(&one, &other), [(Relation::Reuses, "1".into(), true)]);
}

#[test]
fn copies_of_one_agency_have_no_direction() {
    let by = |row: &mut DocumentRow| {
        row.byline.push(BylineRow {
            name: "The Associated Press".into(),
            handle: None,
            role: ByRole::Author,
            span: None,
        });
    };
    let one = own(1, "Turvik Post", "2031-03-05", REPORT).with(by);
    let other = own(2, "Sorby Wire", "2031-03-04", REPORT).with(by);
    assert_eq!(relations(&one, &other), [(Relation::Reuses, "1".into(), false)]);
}

#[test]
fn undated_copies_have_no_direction() {
    let (one, other) = (own(1, "Turvik Post", "", REPORT), own(2, "Sorby Wire", "2031-03-04", REPORT));
    assert_eq!(relations(&one, &other), [(Relation::Reuses, "1".into(), false)]);
}

#[test]
fn the_same_speech_in_quotation_marks_is_no_reuse() {
    let long = format!("{SPEECH}. {}", REPORT);
    let one = own(1, "Turvik Post", "2031-03-05", &format!("She was asked once more. “{long}” she said."))
        .said("Ada Holt", SPEECH);
    let other =
        own(2, "Sorby Wire", "2031-03-04", &format!("In the hall it was loud: “{long}”")).said("Mayor Holt", SPEECH);
    assert_eq!(relations(&one, &other), [(Relation::Quotes, "1".into(), false)]);
}

#[test]
fn a_short_quotation_needs_one_speaker() {
    let text = |beside: &str| format!("{beside} “I would do the same again,” the mayor said on the quay.");
    let words = "I would do the same again";
    let one = own(1, "Turvik Post", "", &text("The bridge is shut.")).said("Ada Holt", words);
    let other = own(2, "Sorby Wire", "", &text("A long day ended.")).said("Ada Holt", words);
    assert_eq!(relations(&one, &other), [(Relation::Quotes, "1".into(), false)]);
    let third = own(3, "Varn Courier", "", &text("Rain fell.")).said("Ben Oyelaran", words);
    assert_eq!(relations(&one, &third), []);
}

#[test]
fn another_state_of_a_page_shows_what_was_changed_and_whether_a_note_says_so() {
    let page = |row: &mut DocumentRow| {
        row.links.push(LinkRow {
            text: String::new(),
            address: "https://turvikpost.example/2031/bridge".into(),
            document: None,
            span: None,
        });
    };
    let old = own(1, "Turvik Post", "2031-03-04", REPORT).with(page);
    let new = own(2, "Turvik Post", "2031-03-05", &REPORT.replace("nine thousand", "seven thousand")).with(page);
    let rows = between(&old.told(), &new.told());
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].relation, rows[0].from.as_str(), rows[0].directed),
        (Relation::Version, new.row.id.as_str(), true)
    );
    assert!(rows[0].signs.iter().any(|sign| sign.contains("silent edit")), "{:?}", rows[0].signs);
    let changed: Vec<&str> = rows[0].spans.iter().map(|passage| passage.text.as_str()).collect();
    assert_eq!(changed, ["seven", "nine"]);
    let noted = new.with(|row| {
        let span = SpanRow { part: 0, start: 0, end: 3 };
        row.notes.push(NoteRow { kind: NoteKind::Correction, text: "The number of cars was wrong.".into(), span });
    });
    let found: Vec<Relation> = between(&old.told(), &noted.told()).into_iter().map(|row| row.relation).collect();
    assert_eq!(found, [Relation::Version, Relation::Corrects]);
}

#[test]
fn two_documents_of_one_house_with_other_titles_are_no_states_of_one() {
    let one = own(1, "Turvik Post", "2031-03-04", REPORT).with(|row| row.title = Some("Bridge shut".into()));
    let other = own(2, "Turvik Post", "2031-03-05", REPORT).with(|row| row.title = Some("What we know".into()));
    assert_eq!(relations(&one, &other), [(Relation::Reuses, "2".into(), true)]);
}

#[test]
fn a_post_that_repeats_a_title_points_to_it() {
    let article =
        own(1, "Turvik Post", "", REPORT).with(|row| row.title = Some("Old harbour bridge of Turvik is shut".into()));
    let post = own(2, "", "", "Old Harbour Bridge of Turvik is shut - read it here").with(|row| row.kind = Kind::Post);
    assert_eq!(relations(&article, &post), [(Relation::PointsTo, "2".into(), true)]);
}

#[test]
fn a_post_that_forwards_another_passes_it_on() {
    let first = own(1, "", "", REPORT).with(|row| {
        row.kind = Kind::Post;
        row.byline.push(BylineRow {
            name: "Ada".into(),
            handle: Some("@adaholt".into()),
            role: ByRole::Author,
            span: None,
        });
    });
    let second = own(2, "", "", &format!("RT @AdaHolt: {}", &REPORT[..180])).with(|row| row.kind = Kind::Post);
    assert_eq!(relations(&first, &second), [(Relation::Repost, "2".into(), true)]);
    let alone = of(&second.told(), &[]);
    assert_eq!((alone[0].relation, alone[0].outlet.as_deref()), (Relation::Repost, Some("@AdaHolt")));
}

/// Whom a document credits, and whether it is its own house.
fn credited(own: &Own) -> Vec<(String, bool)> {
    credits(&own.told()).into_iter().map(|credit| (credit.outlet, credit.is_own)).collect()
}

#[test]
fn by_lines_datelines_and_credit_lines_credit() {
    let dated = own(1, "Turvik Post", "", "TURVIK (AP) — The ferry sank.");
    assert_eq!(credited(&dated), [("AP".to_string(), false)]);
    let line = own(2, "NPR.org", "", "The ferry sank.").with(|row| {
        let span = SpanRow { part: 0, start: 0, end: 3 };
        row.credits.push(CreditRow { text: "The Associated Press and NPR's Ada Holt contributed.".into(), span });
    });
    assert_eq!(credited(&line), [("The Associated Press".to_string(), false), ("NPR".to_string(), true)]);
}

#[test]
fn a_row_is_found_again_by_the_first_digits_of_its_id() {
    let one = own(0xbeef_0000_0000_0001, "Turvik Post", "", &format!("TURVIK (AP) — {REPORT}"));
    let rows = of(&one.told(), &[]);
    assert_eq!(turned(&rows[0].id[..4]), "beef");
}

/// What a document quotes and credits, sends on to, or sets out once more, beyond the desk.
fn beyond(own: &Own) -> Vec<(Relation, String)> {
    let rows = of(&own.told(), &[]).into_iter();
    rows.map(|row| (row.relation, row.outlet.unwrap_or_default())).collect()
}

#[test]
fn a_letter_that_somebody_wrote_is_quoted() {
    let words = "“The bridge would not have stood another winter,” Holt said";
    let text = format!("In a letter to the council, {words}. Nobody answered.");
    let quoted = own(1, "Turvik Post", "", &text).said("Ada Holt", words);
    assert_eq!(beyond(&quoted), [(Relation::Quotes, "letter of Ada Holt".to_string())]);
    let mut told = quoted.clone();
    told.statements[0].directness = Directness::Indirect;
    assert_eq!(beyond(&told), [(Relation::Credits, "letter of Ada Holt".to_string())]);
}

#[test]
fn words_said_to_another_house_are_quoted_from_there_and_to_its_own_are_not() {
    let words = "“We had no choice,” she told CNN";
    let mut own = own(1, "Turvik Post", "", &format!("{words}.")).said("Ada Holt", words);
    own.statements[0].venue = Some("CNN".into());
    assert_eq!(beyond(&own), [(Relation::Quotes, "words of Ada Holt to CNN".to_string())]);
    assert_eq!(beyond(&own.with(|row| row.outlet = Some("CNN".into()))), []);
}

#[test]
fn a_house_called_post_is_no_post() {
    let words = "“We had no choice,” she wrote in The Washington Post";
    let mut own = own(1, "Turvik Wire", "", &format!("{words}.")).said("Ada Holt", words);
    own.statements[0].venue = Some("Washington Post".into());
    assert_eq!(beyond(&own), [(Relation::Quotes, "words of Ada Holt to Washington Post".to_string())]);
}

#[test]
fn a_line_that_says_read_points_on() {
    let own = own(
        1,
        "Turvik Post",
        "",
        "The bridge is shut.\n\nRead: Old bridges of the north by our own ADA HOLT\n\nMore rain.",
    );
    assert_eq!(beyond(&own), [(Relation::PointsTo, "Old bridges of the north by our own ADA HOLT".to_string())]);
}

#[test]
fn a_pull_quote_is_its_own_document_once_more() {
    let text = format!(
        "{REPORT}\n\n“The bridge, which carries some nine thousand cars a day, will stay shut until the spring”\n\nRain fell."
    );
    let own = own(1, "Turvik Post", "", &text);
    let rows = of(&own.told(), &[]);
    assert_eq!((rows[0].relation, rows[0].to.as_deref()), (Relation::Quotes, Some(own.row.id.as_str())));
}

/// Lineage of a shelf of documents that came in some order.
fn all(documents: &[Own]) -> Vec<LineageRow> {
    let (mut reuse, mut trace) = (Memory::default(), Memory::default());
    for document in documents {
        let id = u64::from_str_radix(&document.row.id, 16).unwrap_or_default();
        let place = Place { moment: 0, id };
        let text = Arc::new(Text::new(words(&document.row.text).hashes));
        let traced = Arc::new(Traced::new(&document.told()));
        let (keys, trace_keys) = (text.keys.clone(), traced.keys());
        let mut meetings = Meetings::new(&Reuse, &mut reuse);
        let Ok(()) = meetings.arrive(Item { document: id, place, keys, profile: text });
        let Ok(()) = meetings.settle();
        let mut meetings = Meetings::new(&Trace, &mut trace);
        let Ok(()) = meetings.arrive(Item { document: id, place, keys: trace_keys, profile: traced });
        let Ok(()) = meetings.settle();
    }
    let mut rows = Vec::new();
    for document in documents {
        let links = reuse.all_links().into_iter().chain(trace.all_links());
        let mut met: Vec<String> = links
            .map(|link| (format!("{:016x}", link.one), format!("{:016x}", link.other)))
            .filter(|(one, other)| *one == document.row.id || *other == document.row.id)
            .map(|(one, other)| if one == document.row.id { other } else { one })
            .collect();
        met.sort();
        met.dedup();
        let met: Vec<Written> =
            met.iter().filter_map(|id| documents.iter().find(|own| own.row.id == *id)).map(Own::told).collect();
        rows.extend(of(&document.told(), &met));
    }
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn lineage_does_not_depend_on_the_order_of_arrival(
        picks in prop::collection::vec((0usize..4, 0usize..3, 0usize..3, any::<bool>()), 2..9),
        order in any::<u64>(),
    ) {
        let parts = [
            REPORT.to_string(),
            format!("“{SPEECH},” the mayor said."),
            format!("{} “{SPEECH}.”", &REPORT[..200]),
            "Rain fell on Sorby, and the fair was put off until the week after the next.".to_string(),
        ];
        let houses = ["Turvik Post", "Sorby Wire", "Reuters"];
        let days = ["", "2031-03-04", "2031-03-05"];
        let documents: Vec<Own> = picks.iter().enumerate().map(|(at, (part, house, day, wire))| {
            let text = if *wire { format!("TURVIK (Reuters) - {} Nr {at}.", parts[*part]) } else { parts[*part].clone() };
            own(at as u64 + 1, houses[*house], days[*day], &text)
        }).collect();
        let mut turned = documents.clone();
        turned.sort_by_key(|own| own.row.id.bytes().fold(order, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        prop_assert_eq!(all(&documents), all(&turned));
    }
}
