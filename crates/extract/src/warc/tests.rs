//! Archives, put together by hand: what comes out of which record.

use crate::{Context, Extracted, Limits, Refusal, extract};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::io::Write;

/// A record: its fields without a length, and its block.
fn record(fields: &str, block: &[u8]) -> Vec<u8> {
    let fields = fields.trim().replace('\n', "\r\n");
    let head = format!("WARC/1.1\r\n{fields}\r\nContent-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Type: response\nWARC-Target-URI: {address}\nWARC-Date: 2023-12-01T08:00:00Z\nContent-Type: application/http;msgtype=response"
    );
    let head = head.trim().replace('\n', "\r\n");
    record(&fields, &[format!("{head}\r\n\r\n").as_bytes(), body].concat())
}

fn page(words: &str) -> Vec<u8> {
    let more = "The council said so in a letter that it sent to every house in the harbour. ".repeat(6);
    format!("<html><head><title>{words}</title></head><body><article><h1>{words}</h1><p>{words} on Monday.</p><p>{more}</p></article></body></html>")
        .into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn read(archive: &[u8]) -> Result<Extracted, Refusal> {
    extract(archive, &Context::default(), &Limits::default())
}

#[track_caller]
fn check(archive: &[u8], expected: &str) {
    let found = read(archive).unwrap();
    assert_eq!(found.format.name(), "web archive");
    let mut shown = String::new();
    for document in &found.documents {
        let title = document.title.as_ref().map_or("", |title| title.text.as_str());
        let link = document.links.first().map_or("", |link| link.address.as_str());
        let cut = document.truncated.as_deref().map(|cut| format!(" ({cut})")).unwrap_or_default();
        shown += &format!("{} “{title}” <{link}>{cut}\n", document.kind);
    }
    found.signs.iter().for_each(|sign| shown += &format!("! {sign}\n"));
    assert_eq!(shown.trim(), expected.trim());
}

const OK: &str = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8";

#[test]
fn what_came_to_a_desk_on_a_day_was_not_captured_on_that_day() {
    let captured = |field: &str| {
        let head =
            "WARC-Type: resource\nWARC-Target-URI: urn:a:1\nWARC-Date: 2031-05-14T08:00:00Z\nContent-Type: text/html";
        let found = read(&record(&format!("{head}\n{field}"), &page("The ferry is back"))).unwrap();
        found.documents[0].captured.as_ref().map(|when| when.edtf.clone())
    };
    assert_eq!(captured("WARC-X: y").as_deref(), Some("2031-05-14T08:00:00Z"));
    assert_eq!(captured("Dateline-Captured: unknown"), None);
    assert_eq!(captured("Dateline-Captured: 2031-05-02").as_deref(), Some("2031-05-02"));
}

#[test]
fn each_page_is_a_document_with_its_address() {
    let archive = [
        record("WARC-Type: warcinfo\nContent-Type: application/warc-fields", b"software: none\r\n"),
        record("WARC-Type: request\nWARC-Target-URI: http://post.example/1", b"GET /1 HTTP/1.1\r\n\r\n"),
        response("http://post.example/1", OK, &page("The ferry is back")),
        response("http://post.example/2", OK, &page("The pier is shut")),
        record("WARC-Type: metadata", b"via: nobody"),
    ];
    let expected = "article “The ferry is back” <http://post.example/1>
article “The pier is shut” <http://post.example/2>
! 1 metadata records: not read
! 1 request records: not read
! 1 warcinfo records: not read";
    check(&archive.concat(), expected);
    check(&archive.iter().flat_map(|record| gzip(record)).collect::<Vec<u8>>(), expected);
    check(&gzip(&archive.concat()), expected);
}

#[test]
fn what_is_no_page_is_counted_with_what_it_is() {
    check(
        &[
            response("http://post.example/1", OK, &page("The ferry is back")),
            response("http://post.example/2", "HTTP/1.1 404 Not Found\nContent-Type: text/html", b"<p>Gone"),
            response("http://post.example/3", "HTTP/1.1 301 Moved\nLocation: /4", b""),
            response("http://post.example/4", "HTTP/1.1 200 OK\nContent-Type: image/png", b"\x89PNG\r\n\x1a\n"),
            response(
                "http://post.example/5",
                "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: br",
                b"\x0b\x02\x80\xff\x00",
            ),
            response("http://post.example/6", "HTTP/1.1 200 OK", b"%PDF-1.7 \x01\x02"),
            response(
                "http://post.example/robots.txt",
                "HTTP/1.1 200 OK\nContent-Type: text/plain",
                b"User-agent: *\nDisallow: /",
            ),
            response(
                "http://post.example/7",
                "HTTP/1.1 200 OK\nContent-Type: application/json",
                b"{\"tide\": \"high\"}",
            ),
            record("WARC-Type: revisit\nWARC-Target-URI: http://post.example/1", b""),
        ]
        .concat(),
        "article “The ferry is back” <http://post.example/1>
! http://post.example/5: not read: packed as br, which is not unpacked
! 1 records of type application/json that are neither page nor feed: not read
! 1 response records that are no text (PDF): not read
! 1 responses of type image/png: not read
! 1 responses with status 301: not read
! 1 responses with status 404: not read
! 1 revisit records (the page stands in another record): not read
! 1 rules for robots and the like: not read",
    );
}

#[test]
fn bodies_are_dechunked_unpacked_and_decoded() {
    let packed = gzip(&page("The ferry is back"));
    let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let head = "HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Encoding: gzip\nTransfer-Encoding: chunked";
    check(&response("http://post.example/1", head, &chunked), "article “The ferry is back” <http://post.example/1>");
    let latin = String::from_utf8(page("La mairie a rouvert"))
        .unwrap()
        .replace("a rouvert", "est ferm\u{e9}e")
        .chars()
        .map(|c| c as u8)
        .collect::<Vec<u8>>();
    let head = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=ISO-8859-1";
    check(&response("http://post.example/2", head, &latin), "article “La mairie est fermée” <http://post.example/2>");
}

#[test]
fn a_record_cut_short_says_so() {
    let whole = response("http://post.example/1", OK, &page("The ferry is back"));
    let marked = String::from_utf8(whole.clone()).unwrap().replace("WARC-Type", "WARC-Truncated: length\r\nWARC-Type");
    check(
        marked.as_bytes(),
        "article “The ferry is back” <http://post.example/1> (WARC-Truncated: length)
! http://post.example/1: cut short (WARC-Truncated: length)",
    );
    check(
        &whole[..whole.len() - 100],
        "article “The ferry is back” <http://post.example/1> (the archive ends within it)
! http://post.example/1: cut short (the archive ends within it)",
    );
}

#[test]
fn a_damaged_member_costs_its_record_alone() {
    let mut damaged = gzip(&response("http://post.example/2", OK, &page("The pier is shut")));
    damaged.truncate(40);
    let archive = [
        gzip(&response("http://post.example/1", OK, &page("The ferry is back"))),
        damaged,
        gzip(&response("http://post.example/3", OK, &page("The bridge is open"))),
    ];
    let found = read(&archive.concat()).unwrap();
    let titles: Vec<_> = found.documents.iter().filter_map(|d| d.title.as_ref()).map(|title| &*title.text).collect();
    assert_eq!(titles, ["The ferry is back", "The bridge is open"]);
    assert!(found.signs.iter().any(|sign| sign.to_string().contains("damaged members of gzip")), "{:?}", found.signs);
}

#[test]
fn texts_and_feeds_are_read_too() {
    let fields = "WARC-Type: conversion\nWARC-Target-URI: http://post.example/1\nContent-Type: text/plain";
    let feed = "<rss version='2.0'><channel><title>Turvik Post</title><item><title>The pier</title><link>http://post.example/p</link>
<description>The pier is shut, the council said.</description></item></channel></rss>";
    check(
        &[
            record(fields, b"The ferry is back\n\nThe ferry came back on Monday, the council said.\n"),
            response("http://post.example/rss", "HTTP/1.1 200 OK\nContent-Type: application/rss+xml", feed.as_bytes()),
        ]
        .concat(),
        "article “The ferry is back” <http://post.example/1>
brief “The pier” <http://post.example/p>
boilerplate “Turvik Post” <>",
    );
}

#[test]
fn nothing_in_a_record_is_published_after_it() {
    let dated = |day: &str| {
        let page = String::from_utf8(page("The ferry is back")).unwrap();
        let meta = format!("<head><meta property='article:published_time' content='{day}T07:00:00Z'>");
        read(&response("http://post.example/1", OK, page.replace("<head>", &meta).as_bytes())).unwrap().documents[0]
            .published
            .is_some()
    };
    assert_eq!((dated("2023-11-30"), dated("2024-11-30")), (true, false));
}

#[test]
fn an_archive_of_nothing_to_be_read_is_refused_with_its_counts() {
    let archive = record("WARC-Type: request", b"GET / HTTP/1.1\r\n\r\n");
    assert_eq!(
        read(&archive).unwrap_err().to_string(),
        "unreadable web archive: none of its 1 records can be read: 1 request records"
    );
}

#[test]
fn beyond_its_limit_records_are_counted() {
    let archive: Vec<u8> =
        (0..5).flat_map(|n| response(&format!("http://post.example/{n}"), OK, &page("The ferry is back"))).collect();
    let found = extract(&archive, &Context::default(), &Limits { parts: 2, ..Limits::default() }).unwrap();
    assert_eq!(found.parts.len(), 2);
    assert_eq!(
        found.signs.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["3 records beyond the limit of what is read of one archive: not read"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn cut_anywhere_it_is_read_or_refused(cut in 0.0..1.0f64, packed: bool) {
        let records = [
            response("http://post.example/1", OK, &page("The ferry is back")),
            record("WARC-Type: request", b"GET / HTTP/1.1\r\n\r\n"),
            response("http://post.example/2", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked", b"4\r\nThe \r\n0\r\n\r\n"),
        ];
        let archive: Vec<u8> = records.iter().flat_map(|record| if packed { gzip(record) } else { record.clone() }).collect();
        let _ = read(&archive[..(archive.len() as f64 * cut) as usize]);
    }

    #[test]
    fn whatever_bytes_stand_in_it_nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200), length in 0usize..300) {
        let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: deflate\r\n\r\n");
        let _ = read(&[head.as_bytes(), &bytes].concat());
        let _ = read(&[b"WARC/1.0\r\n", bytes.as_slice()].concat());
    }
}
