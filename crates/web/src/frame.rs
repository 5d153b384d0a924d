//! What stands round every page: head, ways to the others, search.

use crate::{Page, Role, Shown, Visitor};
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

/// What admins look at as well.
const ADMINS: [(&str, &str); 2] = [("/audit", "Audit log"), ("/accounts", "Accounts")];

/// Keys, as `keys.js` has them.
const KEYS: [(&str, &str); 6] = [
    ("/", "search"),
    ("j k", "next, previous line"),
    ("Enter", "to its words"),
    ("n p", "next, previous page"),
    ("g t", "to the timeline; likewise d today, s statements, e events, w who, x disagreements"),
    ("?", "these keys"),
];

/// A whole page. Without a visitor it leads nowhere but to itself.
pub fn page(title: &str, page: Option<&Page>, query: &str, visitor: Option<&Visitor>, main: Markup) -> String {
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
                    @if let Some(visitor) = visitor {
                        nav aria-label="Pages" {
                            @for (to, name) in WAYS {
                                a href=(to) aria-current=[(to == here).then_some("page")] { (name) }
                            }
                            @for (to, name) in ADMINS.iter().filter(|_| visitor.role >= Role::Admin) {
                                a href=(to) aria-current=[(*to == here).then_some("page")] { (name) }
                            }
                        }
                        form role="search" action="/search" method="get" {
                            label.hidden for="search" { "Search" }
                            input #search type="search" name="q" value=(query) placeholder="Search  ( / )";
                            button { "Search" }
                        }
                        @if !visitor.session.is_empty() {
                            form.leave action="/logout" method="post" {
                                input type="hidden" name="token" value=(visitor.token);
                                span { (visitor.name) ", " (visitor.role.name()) }
                                button { "Log out" }
                            }
                        }
                    }
                }
                p #news role="status" hidden { "Something on the desk is new. " button type="button" { "Load this page again" } }
                main #main tabindex="-1" {
                    h1 { (Shown(title)) }
                    (main)
                }
                footer #keys tabindex="-1" {
                    @for (keys, words) in KEYS.iter().filter(|_| visitor.is_some()) { span.key { @for key in keys.split(' ') { kbd { (key) } } " " (words) } }
                }
            }
        }
    }
    .into_string()
}

/// A page that says why there is none.
pub fn failed(title: &str, words: &str, visitor: Option<&Visitor>) -> String {
    page(title, None, "", visitor, html! { p { (Shown(words)) } })
}

/// The page by which somebody comes in; `back` is where they wanted to go.
pub fn entrance(words: &str, name: &str, back: &str) -> String {
    let main = html! {
        @if !words.is_empty() { p.wrong role="alert" { (Shown(words)) } }
        form.entrance action="/login" method="post" {
            input type="hidden" name="back" value=(back);
            label { span { "Name" } input name="name" value=(name) autocomplete="username" autocapitalize="none" required; }
            label {
                span { "Password" }
                input type="password" name="password" autocomplete="current-password" required;
            }
            button { "Log in" }
        }
        p.note { "Accounts are made on the machine that serves this desk: dateline accounts add NAME. What you open, take away and judge is noted." }
    };
    page("Log in", None, "", None, main)
}
