//! Checks a text's outline: each document a line of kind and metadata, then its paragraphs.

use super::line::Line;
use crate::html::{Nature, Page};
use crate::{Context, Limits};
use dateline_record::{ByRole, CaptureId, Document, When};

/// The documents of a text.
pub(super) fn documents(text: &str) -> Vec<Document> {
    documents_captured(text, None)
}

/// The documents of a text that was captured on a day.
pub(super) fn documents_captured(text: &str, captured: Option<When>) -> Vec<Document> {
    let (context, limits) = (Context { captured, ..Context::default() }, Limits::default());
    let capture = CaptureId::of(text.as_bytes());
    let page = Page { capture, part: 0, text, nature: Nature::Page, address: None, context: &context, limits: &limits };
    super::split(&page).unwrap().documents
}

/// The documents of a mail in markup.
pub(super) fn mail(markup: &str) -> Vec<Document> {
    let mail = format!("From: desk@turvik.example\nSubject: Harbour Daily\nContent-Type: text/html\n\n{markup}");
    let found = crate::extract(mail.as_bytes(), &Context::default(), &Limits::default());
    found.expect("a mail that can be read").documents
}

/// Checks the outline of a mail in plain text.
#[track_caller]
pub(super) fn check_plain_mail(text: &str, expected: &str) {
    let mail = format!("From: desk@turvik.example\nSubject: Harbour Daily\nContent-Type: text/plain\n\n{text}");
    let found = crate::extract(mail.as_bytes(), &Context::default(), &Limits::default());
    outline(&found.expect("a mail that can be read").documents, expected);
}

/// Checks the outline of a mail in markup.
#[track_caller]
pub(super) fn check_mail(markup: &str, expected: &str) {
    outline(&mail(markup), expected);
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    super::lines(text, &Limits::default(), &mut Vec::new())
}

#[track_caller]
pub(super) fn check(text: &str, expected: &str) {
    outline(&documents(text), expected);
}

#[track_caller]
fn outline(found: &[Document], expected: &str) {
    let shown: Vec<String> = found.iter().map(|document| shown(document, found)).collect();
    let shown = shown.concat();
    assert!(shown.trim() == expected.trim(), "\n-- expected\n{}\n-- found\n{}", expected.trim(), shown.trim());
}

fn shown(document: &Document, all: &[Document]) -> String {
    let mut head = document.kind.to_string();
    let mut add = |words: String| head.push_str(&words);
    if let Some(title) = &document.title {
        add(format!(" “{}”", title.text));
    }
    let names: Vec<String> = document
        .byline
        .iter()
        .map(|by| match by.role {
            ByRole::Author => by.name.clone(),
            ByRole::Contributor => format!("{} (contributor)", by.name),
            ByRole::Editor => format!("{} (editor)", by.name),
        })
        .collect();
    match names.first() {
        Some(handle) if handle.starts_with('@') => add(format!(" {handle}")),
        Some(_) => add(format!(" by {}", names.join(", "))),
        None => {}
    }
    document.outlet.iter().for_each(|outlet| add(format!(" {outlet}")));
    document.section.iter().for_each(|section| add(format!(" §{section}")));
    document.truncated.iter().for_each(|sign| add(format!(" {sign}")));
    if let Some(parent) = document.parent {
        let number = all.iter().position(|other| other.id == parent).map_or("?".into(), |at| at.to_string());
        add(format!(" ^{number}"));
    }
    let text = document.text.as_str();
    let paragraphs = text.split("\n\n").filter(|p| !p.is_empty()).map(|p| format!("\n  {p}")).collect::<String>();
    format!("{head}{paragraphs}\n")
}
