//! A document: its words with marks on them, comments apart.
//!
//! Invariant: the text is shown whole and once; where marks overlap it is cut at every end of one, so each piece stands in one element
//! with the kinds of all marks over it. Cost: marks × log marks, and for each piece the marks over it.

use crate::sheet::Here;
use crate::{Mark, Page, Paper, Question, Section, choices, frame, sheet, shown};
use maud::{Markup, PreEscaped, html};
use std::collections::{BTreeMap, BTreeSet};

/// The page; `at` names the row whose words are shown as found.
pub fn page(paper: &Paper, question: &Question, here: Here) -> String {
    let comments = Section {
        head: "Comments, never counted as reports".into(),
        lines: paper.comments.clone(),
        ..Section::default()
    };
    let main = html! {
        (choices::decided(question.get("judged"), here.token(), here.path))
        (sheet::facts(&paper.facts))
        (choices::forms(&paper.choices, here.token(), here.path))
        p.legend {
            "Marked: " span.name { "names" } " " span.time { "times" } " " span.statement { "statements" } " "
            span.event { "events" } " " span.quantity { "numbers" }
        }
        article.paper { (marked(paper, question.get("at"))) }
        @for section in &paper.sections { (sheet::group(section, here)) }
        @if !paper.comments.is_empty() { (sheet::group(&comments, here)) }
    };
    let title = if paper.title.is_empty() { "Without a title" } else { &paper.title };
    frame::page(title, Some(&Page::Documents), "", Some(here.visitor), main)
}

fn marked(paper: &Paper, at: Option<&str>) -> Markup {
    let text = paper.text.as_str();
    let is_sound = |mark: &&Mark| text.get(mark.start..mark.end).is_some_and(|words| !words.is_empty());
    let marks: Vec<&Mark> = paper.marks.iter().filter(is_sound).collect();
    let mut cuts = BTreeSet::from([0, text.len()]);
    let mut begin: BTreeMap<usize, Vec<&Mark>> = BTreeMap::new();
    for mark in &marks {
        cuts.extend([mark.start, mark.end]);
        begin.entry(mark.start).or_default().push(mark);
    }
    for (start, _) in text.match_indices("\n\n") {
        cuts.extend([start, start + 2]);
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let (mut open, mut html): (Vec<&Mark>, String) = (Vec::new(), "<p>".into());
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    for pair in cuts.windows(2) {
        let (start, words) = (pair[0], &text[pair[0]..pair[1]]);
        open.retain(|mark| mark.end > start);
        for mark in begin.get(&start).into_iter().flatten() {
            // A row may have two marks, a whole and a part of it; its place is where the first begins.
            if placed.insert(mark.id.as_str()) {
                html.push_str(&format!("<a class=\"place\" id=\"m{}\"></a>", shown::bare(&mark.id)));
            }
            open.push(mark);
        }
        if words.starts_with("\n\n") {
            html.push_str("</p><p>");
        }
        html.push_str(&piece(words.trim_start_matches("\n\n"), &open, at).into_string());
    }
    html.push_str("</p>");
    PreEscaped(html)
}

fn piece(words: &str, open: &[&Mark], at: Option<&str>) -> Markup {
    if open.is_empty() {
        return PreEscaped(shown::bare(words));
    }
    let mut kinds: Vec<&str> = Vec::new();
    for mark in open {
        if !kinds.contains(&mark.kind) {
            kinds.push(mark.kind);
        }
    }
    // The order of the marks at one place is of no matter; that of the words in the class is, for tests.
    kinds.sort_by_key(|kind| ["statement", "event", "quantity", "time", "name"].iter().position(|own| own == kind));
    if at.is_some_and(|at| open.iter().any(|mark| mark.id == at)) {
        kinds.push("at");
    }
    let told: Vec<&str> = open.iter().map(|mark| mark.words.as_str()).filter(|words| !words.is_empty()).collect();
    let told = shown::plain(&told.join(" | "));
    html! { span class=(kinds.join(" ")) title=[(!told.is_empty()).then_some(told)] { (PreEscaped(shown::bare(words))) } }
}
