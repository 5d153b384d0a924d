//! A page of lines: filters, a strip of counts by date, groups of lines, ways to the next page.

use crate::{Bar, Facet, Line, Page, Question, Section, Sheet, Shown, choices, drawing, frame};
use maud::{Markup, html};

/// Name, label, and what may be chosen (anything, where nothing is listed).
type Field = (&'static str, &'static str, &'static [&'static str]);

const DATES: [Field; 2] = [("from", "From", &[]), ("to", "To", &[])];
const AUTHORITIES: &[&str] = &["author", "document", "named", "collective", "unnamed", "outlet", "unattributed"];
const CLASSES: &[&str] = &[
    "say", "claim", "deny", "confirm", "warn", "demand", "promise", "accuse", "announce", "believe", "intend", "ask",
    "find", "decline",
];
const MODALITIES: &[&str] =
    &["happened", "ongoing", "planned", "threatened", "demanded", "hypothetical", "denied", "historical"];

const KINDS: &[&str] =
    &["article", "brief", "post", "comment", "live-entry", "listing", "calendar", "advertisement", "boilerplate"];

fn fields(page: &Page) -> Vec<Field> {
    let mut fields: Vec<Field> = match page {
        Page::Today => return vec![("since", "Since", &[])],
        Page::Timeline => vec![("q", "Words", &[])],
        Page::Stories => return vec![("q", "Words", &[]), ("since", "Since", &[])],
        Page::Events => vec![("type", "Class", &[]), ("modality", "How real", MODALITIES), ("who", "Who", &[])],
        Page::Statements => vec![
            ("by", "By", &[]),
            ("about", "About", &[]),
            ("authority", "On whose word", AUTHORITIES),
            ("class", "Class", CLASSES),
            ("outlet", "Outlet", &[]),
        ],
        Page::Disagreements => vec![("who", "Who", &[])],
        Page::Entities => return vec![("q", "Called", &[]), ("type", "Sort", &["person", "organisation", "place"])],
        Page::Documents => vec![("outlet", "Outlet", &[]), ("kind", "Kind", KINDS)],
        Page::Search => return vec![("q", "Words", &[]), ("order", "Order", &["best", "newest"])],
        Page::Network => return vec![("who", "Round whom", &[]), ("q", "Documents about", &[])],
        _ => return Vec::new(),
    };
    fields.extend(DATES);
    fields
}

/// Where a page was asked for, and the secret of its forms.
#[derive(Clone, Copy, Default)]
pub struct Here<'a> {
    /// Path and query.
    pub path: &'a str,
    /// The secret; empty where nothing can be decided.
    pub token: &'a str,
}

/// The page.
pub fn page(page: &Page, sheet: &Sheet, question: &Question, here: Here) -> String {
    let main = html! {
        (choices::decided(question.get("judged"), here.token, here.path))
        (filters(page, question))
        @if !sheet.note.is_empty() { p.note { (Shown(&sheet.note)) } }
        (facts(&sheet.facts))
        (choices::forms(&sheet.choices, here.token, here.path))
        (strip(&sheet.bars))
        (facets(&sheet.facets))
        @if let Some(drawing) = &sheet.drawing { (drawing::drawn(drawing)) }
        @for section in &sheet.sections { (group(section, here)) }
        (pages(question, sheet.more))
    };
    frame::page(&sheet.title, Some(page), question.get("q").unwrap_or_default(), main)
}

/// Facts with their names.
pub fn facts(facts: &[crate::Fact]) -> Markup {
    html! {
        @if !facts.is_empty() {
            dl.facts {
                @for fact in facts {
                    div {
                        dt { (fact.name) }
                        dd {
                            @if fact.to.is_empty() { (Shown(&fact.words)) } @else { a href=(fact.to) { (Shown(&fact.words)) } }
                        }
                    }
                }
            }
        }
    }
}

fn filters(page: &Page, question: &Question) -> Markup {
    let fields = fields(page);
    html! {
        @if !fields.is_empty() {
            form.filters action=(page.list()) method="get" aria-label="Filters" {
                @for (name, label, choices) in fields {
                    label {
                        span { (label) }
                        @if choices.is_empty() {
                            input name=(name) value=(question.get(name).unwrap_or_default())
                                placeholder=[matches!(name, "from" | "to" | "since").then_some("2025-10-23")];
                        } @else {
                            select name=(name) {
                                option value="" { "any" }
                                @for choice in choices {
                                    option value=(choice) selected[question.get(name) == Some(*choice)] { (choice) }
                                }
                            }
                        }
                    }
                }
                button { "Show" }
            }
        }
    }
}

/// Ways to narrow a list.
fn facets(facets: &[Facet]) -> Markup {
    html! {
        @if facets.iter().any(|facet| !facet.ways.is_empty()) {
            div.facets {
                @for facet in facets.iter().filter(|facet| !facet.ways.is_empty()) {
                    p {
                        span.label { (facet.name) } " "
                        @for way in &facet.ways {
                            a href=(way.to) aria-current=[way.on.then_some("true")] {
                                (Shown(&way.name))
                                @if let Some(count) = way.count { " " span.count { (count) } }
                            }
                            " "
                        }
                    }
                }
            }
        }
    }
}

/// Counts by date, each a way to its lines; heights are attributes, for styles in the page are barred.
fn strip(bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(1).max(1);
    let height = |bar: &Bar| (bar.count * 40).div_ceil(most);
    html! {
        @if bars.len() > 1 {
            @let last = bars.last().map_or("", |bar| &bar.date);
            p.ends { span { (bars[0].date) } span { "at most " (most) } span { (last) } }
            svg.strip viewBox=(format!("0 0 {} 44", bars.len() * 8)) preserveAspectRatio="none" role="group" aria-label="Lines by date" {
                @for (index, bar) in bars.iter().enumerate() {
                    a href=(bar.to) aria-label=(format!("{}: {}", bar.date, bar.count)) {
                        rect x=(index * 8) y=(44 - height(bar)) width="6" height=(height(bar)) {
                            title { (bar.date) ": " (bar.count) }
                        }
                    }
                }
            }
        }
    }
}

/// Lines under their head.
pub fn group(section: &Section, here: Here) -> Markup {
    html! {
        section id=[(!section.anchor.is_empty()).then_some(&section.anchor)] {
            @if !section.head.is_empty() {
                h2 {
                    @if section.to.is_empty() { (Shown(&section.head)) } @else { a href=(section.to) { (Shown(&section.head)) } }
                    @if !section.note.is_empty() { " " span.note { (Shown(&section.note)) } }
                }
            }
            @if section.lines.is_empty() { p.note { "Nothing here." } }
            ol.lines.beside[section.beside] { @for line in &section.lines { (self::line(line, here)) } }
        }
    }
}

fn line(line: &Line, here: Here) -> Markup {
    let is_loud = |fact: &str| {
        let word = fact.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        word.len() > 2 && word.chars().all(char::is_uppercase)
    };
    html! {
        li.line {
            div.when {
                @if line.date.is_empty() && line.how.is_empty() { } @else if line.date.is_empty() { span.date { "no date" } } @else { span.date { (Shown(&line.date)) } }
                @if !line.how.is_empty() { " " span.how { (Shown(&line.how)) } }
            }
            div.what {
                @if !line.head.is_empty() {
                    @if line.to.is_empty() { span.head { (Shown(&line.head)) } } @else { a.head href=(line.to) { (Shown(&line.head)) } }
                }
                @if line.words.iter().any(|words| !words.text.trim().is_empty()) {
                    p {
                        a.words href=(line.to) {
                            @for words in &line.words {
                                @if words.mark { mark { (Shown(&words.text)) } } @else { (Shown(&words.text)) }
                            }
                        }
                    }
                }
                @if !line.facts.is_empty() {
                    p.qualifiers { @for fact in &line.facts { span.loud[is_loud(fact)] { (Shown(fact)) } " " } }
                }
                @if !line.links.is_empty() {
                    p.links { @for link in &line.links { a href=(link.to) { (Shown(&link.name)) } " " } }
                }
                @if !here.token.is_empty() {
                    @for choice in &line.choices {
                        @if choice.verb == "undo" { (choices::form(choice, here.token, here.path)) }
                        @else {
                            details.choices { summary { (choice.label) } (choices::form(choice, here.token, here.path)) }
                        }
                    }
                }
            }
        }
    }
}

fn pages(question: &Question, more: bool) -> Markup {
    html! {
        @if more || question.page > 1 {
            nav.pages aria-label="Pages of this list" {
                @if question.page > 1 { a rel="prev" href={ "?" (question.at(question.page - 1)) } { "← Before" } }
                span { "Page " (question.page) }
                @if more { a rel="next" href={ "?" (question.at(question.page + 1)) } { "Next →" } }
            }
        }
    }
}
