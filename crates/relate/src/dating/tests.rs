//! Undated documents among dated ones.

use super::datings;
use crate::invented;
use dateline_record::{DocumentRow, Kind, LinkRow, Method, SpanRow};
use proptest::prelude::*;

/// `name [@ date] [-> name …]`: a document with that address, its date, and what it links to.
fn document(line: &str) -> DocumentRow {
    let (head, links) = line.split_once("->").unwrap_or((line, ""));
    let (name, date) = head.split_once('@').unwrap_or((head, ""));
    let address = |name: &str| format!("https://turvik.example/{}", name.trim());
    let link = |name: &str, span| LinkRow { text: name.to_string(), address: address(name), document: None, span };
    let place = SpanRow { part: 0, start: 0, end: 1 };
    DocumentRow {
        published: dateline_when::stamp(date),
        links: std::iter::once(link(name, None))
            .chain(links.split_whitespace().map(|name| link(name, Some(place))))
            .collect(),
        ..invented::document(name.trim(), "", Kind::Article)
    }
}

#[track_caller]
fn check(told: &[&str], expected: &str) {
    let documents: Vec<DocumentRow> = told.iter().map(|line| document(line)).collect();
    let found: Vec<String> = datings(&documents)
        .iter()
        .map(|dating| {
            let by: Vec<&str> = dating.evidence.iter().map(|evidence| evidence.other.as_str()).collect();
            format!("{} {} by {}", dating.document, dating.published.edtf, by.join(" "))
        })
        .collect();
    assert_eq!(found.join("; "), expected);
}

#[test]
fn what_links_to_a_document_is_not_older() {
    check(&["a -> b", "b @ 2031-05-14"], "a 2031-05-14/.. by b");
    check(&["a -> b c", "b @ 2031-05-14", "c @ 2031-05"], "a 2031-05-14/.. by b");
    check(&["a -> b", "b"], "");
}

#[test]
fn what_is_linked_to_is_not_younger() {
    check(&["a", "b @ 2031-05-14 -> a"], "a ../2031-05-14 by b");
    check(&["a -> c", "b @ 2031-05-14 -> a", "c @ 2031-05-12"], "a 2031-05-12/2031-05-14 by c b");
}

#[test]
fn bounds_go_through_undated_documents() {
    check(&["a -> b", "b -> c", "c @ 2031-05-14"], "a 2031-05-14/.. by b; b 2031-05-14/.. by c");
}

#[test]
fn bounds_that_cross_are_none() {
    check(&["a -> b", "b @ 2031-05-14", "c @ 2031-05-12 -> a"], "");
}

#[test]
fn a_document_of_which_only_the_last_change_is_known_may_be_older() {
    let mut documents = [document("a -> b"), document("b @ 2031-05-14")];
    documents[1].published.as_mut().unwrap().method = Method::Fallback;
    assert!(datings(&documents).is_empty());
}

#[test]
fn an_address_is_as_old_as_the_oldest_that_has_it() {
    let mut documents = [document("a -> b"), document("b @ 2031-05-14"), document("b @ 2031-05-20")];
    documents[2].id = "later".to_owned();
    let found = datings(&documents);
    assert_eq!(found[0].published.edtf, "2031-05-14/..");
}

#[test]
fn a_dated_document_keeps_its_date() {
    check(&["a @ 2031-05-01 -> b", "b @ 2031-05-14"], "");
}

proptest! {
    #[test]
    fn the_order_of_rows_does_not_matter(links in proptest::collection::vec((0u8..8, 0u8..8), 0..16), dated in 0u8..=255, turn in 0usize..8) {
        let line = |name: u8| {
            let date = if dated >> name & 1 == 1 { format!("@ 2031-05-{:02}", u32::from(name) * 3 + 1) } else { String::new() };
            let to: Vec<String> = links.iter().filter(|(from, _)| *from == name).map(|(_, to)| format!("d{to}")).collect();
            format!("d{name} {date} -> {}", to.join(" "))
        };
        let mut documents: Vec<DocumentRow> = (0..8).map(|name| document(&line(name))).collect();
        let first = datings(&documents);
        documents.rotate_left(turn);
        prop_assert_eq!(datings(&documents), first);
    }
}
