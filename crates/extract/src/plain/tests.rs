//! What holds for every text, and the plain article.

use super::testing::{check, documents};
use proptest::prelude::*;

#[test]
fn an_articles_furniture_lies_in_its_spans_and_not_in_its_text() {
    check(
        "
X Close

The Ferry That Came Back

The owner has been silent for nine days. Credit: Getty

October 29, 2023 - 11:00am

The ferry came back on Monday after nine days at sea, the council said.

Boats wait in the harbour. [Reuters]

Nobody was hurt.

Mira Solm is a researcher in shipping at the University of Turvik.

mirasolm
",
        "
boilerplate
  X Close
article “The Ferry That Came Back” by Mira Solm
  The ferry came back on Monday after nine days at sea, the council said.
  Nobody was hurt.
",
    );
}

#[test]
fn a_name_beside_the_date_is_the_author() {
    check(
        "
The Ferry That Came Back

Mira Solm
May 3, 2024   4 mins

The ferry came back on Monday after nine days at sea, the council said.

Mira Solm is a columnist at The Islander.
MiraSolm
",
        "
article “The Ferry That Came Back” by Mira Solm
  The ferry came back on Monday after nine days at sea, the council said.
",
    );
}

#[test]
fn two_names_below_the_headline_are_its_authors() {
    check(
        "
The Ferry That Came Back
Mira Solm and Per Holt
The ferry came back on Monday after nine days at sea, the council said.
",
        "
article “The Ferry That Came Back” by Mira Solm, Per Holt
  The ferry came back on Monday after nine days at sea, the council said.
",
    );
}

#[test]
fn a_text_without_a_title_has_none() {
    check(
        "\n\n\nThe ferry came back on Monday, the council said.\nNobody was hurt.\n",
        "article\n  The ferry came back on Monday, the council said.\n  Nobody was hurt.",
    );
}

#[test]
fn a_paragraph_broken_into_lines_is_put_together() {
    let text = "The ferry came back on Monday after nine days at sea, the council\nsaid. Nobody on board of it was hurt, and the owner of the ferry\nhas not spoken about it since then, not even to the council of it.\n\nThe council meets on Friday.\n";
    check(
        text,
        "article\n  The ferry came back on Monday after nine days at sea, the council said. Nobody on board of it was hurt, and the owner of the ferry has not spoken about it since then, not even to the council of it.\n  The council meets on Friday.",
    );
}

#[test]
fn nuls_are_passed_over() {
    check("The fer\0ry came\0 back.", "article\n  The ferry came back.");
}

/// Spans slice, are ordered and disjoint, and hold every visible character.
fn holds(text: &str) {
    let documents = documents(text);
    let mut covered = vec![false; text.len()];
    let mut first = 0;
    for document in &documents {
        assert!(document.spans[0].start() >= first);
        first = document.spans[0].start();
        for pair in document.spans.windows(2) {
            assert!(pair[0].end() <= pair[1].start());
        }
        for span in &document.spans {
            assert!(text.get(span.range()).is_some());
            for byte in &mut covered[span.range()] {
                assert!(!*byte, "two documents share a byte");
                *byte = true;
            }
        }
        for piece in document.text.pieces() {
            assert!(document.spans.iter().any(|span| span.intersection(piece.span()) == Some(piece.span())));
        }
        let title = document.title.iter().filter_map(|t| t.span).chain(document.byline.iter().filter_map(|b| b.span));
        title.chain(document.credits.iter().map(|c| c.span)).for_each(|span| assert!(text.get(span.range()).is_some()));
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !super::is_blank(*c)) {
        assert!(covered[at], "{c:?} at {at} is in no document");
    }
}

const SOUP: &[&str] = &[
    "Topics",
    "(@desk) / Wall",
    "@desk: The ferry is back …",
    "From: Harbour Daily - Monday 2 Jan 2023",
    "View in browser",
    "A message from Acme:",
    "BRIDGE HOLDS: The bridge holds.",
    "The Inbox",
    "Read: The keeper",
    "Unsubscribe",
    "1 year ago",
    "Jo Ek",
    "Reply to Jo Ek",
    "Last edited 1 year ago by Jo Ek",
    "Council Closes the Harbour for a Whole Week",
    "By Mira Solm and Per Holt",
    "Per Holt contributed reporting.",
    "Subscribe to the Daily to read on.",
    "October 29, 2023",
    "The ferry came back on Monday after nine days at sea, the council of Turvik said in a long statement on Tuesday.",
    "- Ferry stays.",
    "Storm: Live Updates",
    "Advertisement",
    "Boats. | Jo Ek/AFP",
    "",
    "",
    " \u{a0}",
    "\u{feff}",
    "“",
    "…",
    "İİİ: Image: ẞ",
    "What to Read",
    "MIRA SOLM, Post: The ferry",
    "The Institute, 9 a.m.: A talk",
    "Edited by: Jo Ek",
    "a_b",
    "Join the discussion",
];

proptest! {
    #[test]
    fn whatever_lines_come_they_fall_into_disjoint_documents(picks in proptest::collection::vec(0..SOUP.len(), 0..60)) {
        let text: Vec<&str> = picks.iter().map(|pick| SOUP[*pick]).collect();
        holds(&text.join("\n"));
        holds(&text.join("\r\n\r\n"));
    }

    #[test]
    fn whatever_characters_come_they_fall_into_disjoint_documents(text in "[a-zA-Z @:.…•“”|\\[\\]()/0-9é\u{a0}\u{0}\n\r-]{0,400}") {
        holds(&text);
    }

    #[test]
    fn any_text_at_all_falls_into_disjoint_documents(text in "\\PC{0,80}(\n\\PC{0,40}){0,6}") {
        holds(&text);
    }
}

#[test]
fn the_masthead_of_a_release_is_no_text() {
    check(
        "
OFFICE OF THE PIERS OF TURVIK

PRESS RELEASE No. 14/2025
For immediate release
Turvik, 5 November 2025

Office announces a fund for the ferry

The Office of the Piers announces a fund of four million crowns for the ferry and its crew.

“No sum replaces a boat,” said Mira Solm, who heads the office.

Payments will begin on 1 December and end in spring.
",
        "
article “Office announces a fund for the ferry”
  The Office of the Piers announces a fund of four million crowns for the ferry and its crew.
  “No sum replaces a boat,” said Mira Solm, who heads the office.
  Payments will begin on 1 December and end in spring.
",
    );
}

#[test]
fn a_release_is_its_issuers_and_ends_where_it_says() {
    check(
        "
TOWN OF TURVIK
HARBOUR BOARD OF TURVIK

PRESS RELEASE
For immediate release
Turvik, 3 May 2024

BOARD CLOSES THE HARBOUR

The Harbour Board of Turvik announces that the harbour is closed for a week. Boats may leave until noon.

- END -

Press office: Jo Ek, press@example.org
",
        "
article “BOARD CLOSES THE HARBOUR” Harbour Board of Turvik
  The Harbour Board of Turvik announces that the harbour is closed for a week. Boats may leave until noon.
",
    );
}

#[test]
fn lines_below_a_headline_say_who_and_when() {
    let head = |lines: &str| {
        let text = format!(
            "The Ferry That Came Back\n\n{lines}\n\nThe ferry came back on Monday after nine days at sea, the council said.\n"
        );
        let found = documents(&text);
        assert_eq!(found.len(), 1, "{lines}");
        let article = &found[0];
        let day = |when: &Option<dateline_record::When>| when.as_ref().map_or("–".into(), |when| when.edtf.clone());
        let names: Vec<&str> = article.byline.iter().map(|by| by.name.as_str()).collect();
        let outlet = article.outlet.as_deref().unwrap_or("–");
        format!("{} | {outlet} | {} | {}", names.join(", "), day(&article.published), day(&article.updated))
    };
    assert_eq!(head("Turvik Post | May 3, 2024"), " | Turvik Post | 2024-05-03 | –");
    assert_eq!(head("By Mira Solm, May 3, 2024"), "Mira Solm | – | 2024-05-03 | –");
    assert_eq!(head("Mira Solm, 3 May 2024"), "Mira Solm | – | 2024-05-03 | –");
    assert_eq!(head("By Mira Solm\nTurvik Courier\n3 May 2024"), "Mira Solm | Turvik Courier | 2024-05-03 | –");
    assert_eq!(
        head("By Mira Solm\nPublished May 3, 2024 | Updated May 4, 2024"),
        "Mira Solm | – | 2024-05-03 | 2024-05-04"
    );
    assert_eq!(head("Published 2 hours ago"), " | – | – | –");
}

#[test]
fn notes_stand_apart_from_the_text() {
    let found = documents(
        "
The Ferry That Came Back

By Mira Solm
3 May 2024

The ferry came back on Monday after nine days at sea, the council said.

It will stay until Friday.

Correction: An earlier version of this article gave the wrong day.

This article was updated on May 5 to add the council's answer.
",
    );
    assert_eq!(found.len(), 1);
    let kinds: Vec<_> = found[0].notes.iter().map(|note| note.kind).collect();
    assert_eq!(kinds, [dateline_record::NoteKind::Correction, dateline_record::NoteKind::Update]);
    assert!(found[0].text.as_str().ends_with("until Friday."));
}

#[test]
fn transcripts_and_quoted_documents_stay_in_their_article() {
    check(
        "
What the Harbour Master Said

By Mira Solm

For an hour on Monday the council asked the harbour master about the ferry. The transcript is worth reading.

MS. VIK: Where was the ferry on the second of May?

MR. HOLT: I was told that it was at sea. Nobody told me where.

THE CHAIR: And did you ask?

MR. HOLT: I asked twice.

The letter that he was sent says more:

1. The Owner informed the Harbour Master on 2 May that the ferry would not return before the weekend.

2. The Harbour Master confirmed receipt of this letter on the same day.

Q: Do you still have that letter?

A: I do. It is in my desk.

Mr. Holt is to be heard again on Friday, when the council meets in the old customs house.
",
        "
article “What the Harbour Master Said” by Mira Solm
  For an hour on Monday the council asked the harbour master about the ferry. The transcript is worth reading.
  MS. VIK: Where was the ferry on the second of May?
  MR. HOLT: I was told that it was at sea. Nobody told me where.
  THE CHAIR: And did you ask?
  MR. HOLT: I asked twice.
  The letter that he was sent says more:
  1. The Owner informed the Harbour Master on 2 May that the ferry would not return before the weekend.
  2. The Harbour Master confirmed receipt of this letter on the same day.
  Q: Do you still have that letter?
  A: I do. It is in my desk.
  Mr. Holt is to be heard again on Friday, when the council meets in the old customs house.
",
    );
}
