//! What stands round every page: head, ways to the others, search.

use crate::{Page, Shown};
use maud::{DOCTYPE, Markup, html};

const WAYS: [(&str, &str); 11] = [
    ("/", "Today"),
    ("/timeline", "Timeline"),
    ("/stories", "Stories"),
    ("/events", "Events"),
    ("/statements", "Statements"),
    ("/disagreements", "Disagreements"),
    ("/entities", "Entities"),
    ("/network", "Network"),
    ("/documents", "Documents"),
    ("/sources", "Sources"),
    ("/judgements", "Judgements"),
];

/// Keys, as `keys.js` has them.
const KEYS: [(&str, &str); 6] = [
    ("/", "search"),
    ("j k", "next, previous line"),
    ("Enter", "to its words"),
    ("n p", "next, previous page"),
    ("g t", "to the timeline; likewise d today, s statements, e events, w who, x disagreements"),
    ("?", "these keys"),
];

/// A whole page.
pub fn page(title: &str, page: Option<&Page>, query: &str, main: Markup) -> String {
    let here = page.map_or("", Page::list);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (crate::shown::plain(title)) " · Dateline" }
                link rel="stylesheet" href="/style.css";
                script src="/keys.js" defer {}
            }
            body {
                a.skip href="#main" { "To the page" }
                header {
                    a.name href="/" { "Dateline" }
                    nav aria-label="Pages" {
                        @for (to, name) in WAYS {
                            a href=(to) aria-current=[(to == here).then_some("page")] { (name) }
                        }
                    }
                    form role="search" action="/search" method="get" {
                        label.hidden for="search" { "Search" }
                        input #search type="search" name="q" value=(query) placeholder="Search  ( / )";
                        button { "Search" }
                    }
                }
                main #main tabindex="-1" {
                    h1 { (Shown(title)) }
                    (main)
                }
                footer #keys tabindex="-1" {
                    @for (keys, words) in KEYS { span.key { @for key in keys.split(' ') { kbd { (key) } } " " (words) } }
                }
            }
        }
    }
    .into_string()
}

/// A page that says why there is none.
pub fn failed(title: &str, words: &str) -> String {
    page(title, None, "", html! { p { (Shown(words)) } })
}
