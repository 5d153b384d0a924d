//! Hostile and damaged captures: whatever arrives, the answer is documents or a refusal, and what was done to it is said.

use dateline_extract::{Context, Extracted, Format, Limits, Refusal, Sign, extract};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::io::Write;

fn read(bytes: &[u8]) -> Result<Extracted, Refusal> {
    extract(bytes, &Context::default(), &Limits::default())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What holds of every answer: spans slice their part, documents are in order and share no byte.
fn holds(found: &Extracted) {
    let mut spans: Vec<_> = found.documents.iter().flat_map(|document| &document.spans).collect();
    for span in &spans {
        assert!(found.parts[span.part() as usize].text.get(span.range()).is_some());
    }
    spans.sort();
    for pair in spans.windows(2) {
        assert!(pair[0].part() != pair[1].part() || pair[0].end() <= pair[1].start(), "{pair:?}");
    }
    let firsts: Vec<_> = found.documents.iter().map(|document| document.spans[0]).collect();
    assert!(firsts.is_sorted(), "documents are in the order of their first span");
}

#[test]
fn of_nothing_nothing_is_read() {
    for nothing in ["", " \n\t\u{feff}", "\0\0\0"] {
        assert_eq!(read(nothing.as_bytes()).unwrap_err(), Refusal::Empty, "{nothing:?}");
    }
}

#[test]
fn what_is_no_text_is_refused_by_its_name() {
    let refusal = read(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj").unwrap_err();
    assert_eq!(refusal, Refusal::NotText { what: "PDF".into() });
}

#[test]
fn of_a_gzip_cut_short_the_readable_part_is_read() {
    let text: String = (0..3000).map(|n| format!("Boat number {n} came back to the harbour at noon.\n")).collect();
    let packed = gzip(text.as_bytes());
    let found = read(&packed[..packed.len() / 2]).unwrap();
    assert!(found.signs.contains(&Sign::GzipTruncated));
    assert!(text.starts_with(&found.parts[0].text));
    holds(&found);
}

#[test]
fn a_bomb_is_read_to_the_limit() {
    let limits = Limits { unpacked_bytes: 100_000, ..Limits::default() };
    let found = extract(&gzip(&vec![b'a'; 10_000_000]), &Context::default(), &limits).unwrap();
    assert_eq!(found.signs, [Sign::UnpackedCapped { limit: 100_000 }]);
    assert_eq!(found.parts[0].text.len(), 100_000);
}

#[test]
fn the_bytes_of_valid_utf_8_are_kept() {
    let text = "\u{feff}The ferry came back.\r\nNobody was hurt.\r\n";
    assert_eq!(read(text.as_bytes()).unwrap().parts[0].text, text);
}

#[test]
fn json_that_is_no_feed_is_text() {
    let found = read(b"{\"title\": \"The ferry\", \"items\": \"none, it is full").unwrap();
    assert_eq!(found.format, Format::Text);
    holds(&found);
}

#[test]
fn a_long_line_is_one_paragraph() {
    let text = "The ferry came back. ".repeat(200_000);
    let found = read(text.as_bytes()).unwrap();
    assert_eq!(found.documents.len(), 1);
    assert_eq!(found.documents[0].text.as_str(), text.trim_end());
}

#[test]
fn a_capture_kept_whole_is_its_bytes() {
    let text = "Topics\n(@desk) / Wall\n\n@desk: One\n\n\nTopics\n(@desk) / Wall\n\n@desk: Two\n";
    let context = Context { whole: true, ..Context::default() };
    let found = extract(text.as_bytes(), &context, &Limits::default()).unwrap();
    assert_eq!(found.documents.len(), 1);
    assert_eq!(found.documents[0].text.as_str(), text.trim_end());
    assert_eq!(found.documents[0].title, None);
}

#[test]
fn time_that_is_up_ends_the_reading() {
    let raised = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let limits = Limits { deadline: dateline_extract::Deadline::raised_by(raised), ..Limits::default() };
    assert_eq!(extract(b"The ferry came back.", &Context::default(), &limits).unwrap_err(), Refusal::TimeUp);
}

/// Openings that lead into each reader.
const OPENINGS: &[&str] = &[
    "",
    "<html><body>",
    "<?xml version='1.0'?><rss version='2.0'><channel><item><title>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='html'>",
    "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"a\", \"items\": [{\"content_text\": \"",
    "From: Mira Solm <m@example.org>\r\nSubject: The ferry\r\n\r\n",
    "From: a\r\nSubject: b\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\n",
    "From a 2023\r\nFrom: a\r\nSubject: b\r\n\r\n",
    "<opml><body><outline text='a'>",
    "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 90\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    "From: <Saved by a browser>\r\nSubject: a\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\n",
    "From: a\r\nSubject: Re: b\r\n\r\nOn 3 May 2024, Ida Berg wrote:\r\n> ",
    "\u{feff}",
];
const SCRAPS: &[&str] = &[
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<description>",
    "<![CDATA[",
    "]]>",
    "&",
    "&amp;",
    "&bogus;",
    "<!--",
    "-->",
    "<",
    ">",
    "</rss>",
    "<entry>",
    "</entry>",
    "<content type='xhtml'>",
    "<p>The ferry came back.</p>",
    "\r\n\r\n",
    "\r\n--x\r\n",
    "\r\n--x--\r\n",
    "Content-Type: text/html\r\n\r\n",
    "Content-Type: message/rfc822\r\n\r\n",
    "From: a\r\nSubject: b\r\n\r\n",
    "\nFrom b 2023 1:1\n",
    "\"}]}",
    "Content-Transfer-Encoding: base64\r\n\r\n",
    "QUFB",
    "=C3=A3",
    "é",
    "\0",
    "The ferry came back on Monday.",
    "<?xml",
    "<outline text='b' xmlUrl='c'/>",
    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9\r\n\r\n",
    "\n---------- Forwarded message ---------\nFrom: b\nDate: 3 May 2024\n\n",
    "\n> ",
    "Content-Type: text/calendar\r\n\r\nBEGIN:VEVENT\nSUMMARY:c\n",
    "Content-Disposition: attachment; filename=a.html\r\n",
    "?>",
    "'",
    "\"",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_bytes_come_nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..300), opening in 0..OPENINGS.len()) {
        let bytes = [OPENINGS[opening].as_bytes(), &bytes].concat();
        read(&bytes).iter().for_each(holds);
        read(&gzip(&bytes)).iter().for_each(holds);
    }

    #[test]
    fn whatever_is_broken_in_a_container_nothing_panics(
        opening in 0..OPENINGS.len(),
        picks in proptest::collection::vec(0..SCRAPS.len(), 0..40),
    ) {
        let text: String = picks.iter().map(|pick| SCRAPS[*pick]).collect();
        read(format!("{}{text}", OPENINGS[opening]).as_bytes()).iter().for_each(holds);
    }

    #[test]
    fn utf_8_text_comes_out_as_its_bytes(text in "[A-Za-zéß .,\r\n]{1,200}") {
        let found = read(text.as_bytes());
        if let Ok(found) = found && found.format == Format::Text {
            prop_assert_eq!(&found.parts[0].text, &text);
        }
    }
}

#[test]
fn a_mail_whose_parts_end_in_one_another_is_read() {
    let text: String = [20, 23, 0, 20, 23, 19, 21].iter().map(|pick| SCRAPS[*pick]).collect();
    read(format!("{}{text}", OPENINGS[6]).as_bytes()).iter().for_each(holds);
}

proptest! {
    #[test]
    fn pieces_of_credits_notes_and_ages_in_any_order_are_read(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "our own ", "MIRA SOLM ", "Jo Ek", " and ", "’s ", "'s ", "“", "”", "first reported by ", "the Turvik Post", "(", ")",
            "Correction: ", "This article was updated on May 3 ", "RT @", "@mira: ", "Reporting by ", "; Editing by ", "2 hours ago",
            "© 2024 ", "Subscribe to ", " to read", "\n", "\n\n", "é", "—", " – ", "TURVIK (", "May 3, 2024", " | Updated ", ".", ",",
            "Topics\n(@mira) / Wall\n", "Reply to ", "reports", "\u{a0}", "FOR IMMEDIATE RELEASE\n", "- END -", "https://", "İ", "[",
        ]), 0..60),
    ) {
        if let Ok(found) = read(pieces.concat().as_bytes()) {
            holds(&found);
        }
    }
}
