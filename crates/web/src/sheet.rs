//! A page of lines: filters, a strip of counts by date, groups of lines, ways to the next page.

use crate::{
    Bar, Facet, Line, Page, Question, Role, Route, Searches, Section, Sheet, Shown, Visitor, choices, drawing, frame,
    searches,
};
use maud::{Markup, html};

/// Where a page was asked for, and by whom.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// Path and query.
    pub path: &'a str,
    /// Who asks.
    pub visitor: &'a Visitor,
    /// Their searches, on the page of search.
    pub searches: Option<&'a Searches>,
}

impl<'a> Here<'a> {
    /// The secret of forms that judge; empty where whoever asks may not.
    pub fn token(&self) -> &'a str {
        if self.visitor.role >= Role::Analyst { &self.visitor.token } else { "" }
    }
}

/// The page.
pub fn page(page: &Page, sheet: &Sheet, question: &Question, here: Here) -> String {
    let main = html! {
        (choices::decided(question.get("judged"), here.token(), here.path))
        (filters(page, question))
        @if !sheet.note.is_empty() { p.note { (Shown(&sheet.note)) } }
        (facts(&sheet.facts))
        (choices::forms(&sheet.choices, here.token(), here.path))
        (strip(&sheet.bars))
        (facets(&sheet.facets))
        @if let Some(drawing) = &sheet.drawing { (drawing::drawn(drawing)) }
        @for section in &sheet.sections { (group(section, here)) }
        (pages(question, sheet.more))
        @if let Some(own) = here.searches { (searches::told(own, question, here)) }
    };
    let query = question.get("q").unwrap_or_default();
    frame::page(&sheet.title, Some(page), query, Some(here.visitor), main)
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
    let fields = Route::listing(page).map_or(&[][..], |route| route.fields);
    html! {
        @if !fields.is_empty() {
            form.filters action=(page.list()) method="get" aria-label="Filters" {
                @for field in fields.iter().filter(|field| !field.label.is_empty()) {
                    label {
                        span { (field.label) }
                        @if field.values.is_empty() {
                            input name=(field.name) value=(question.get(field.name).unwrap_or_default())
                                placeholder=[matches!(field.name, "from" | "to" | "since").then_some("2025-10-23")];
                        } @else {
                            select name=(field.name) {
                                option value="" { "any" }
                                @for choice in field.values {
                                    option value=(choice) selected[question.get(field.name) == Some(*choice)] { (choice) }
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
                @if !here.token().is_empty() {
                    @for choice in &line.choices {
                        @if choice.verb == "undo" { (choices::form(choice, here.token(), here.path)) }
                        @else {
                            details.choices { summary { (choice.label) } (choices::form(choice, here.token(), here.path)) }
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
