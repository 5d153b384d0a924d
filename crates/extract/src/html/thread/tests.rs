//! Threads as people see them.

use crate::{Context, Limits, extract};

#[track_caller]
fn check(markup: &str, expected: &str) {
    let found = extract(markup.as_bytes(), &Context::default(), &Limits::default()).unwrap();
    let place = |id| found.documents.iter().position(|document| document.id == id);
    let shown: Vec<String> = found
        .documents
        .iter()
        .filter(|document| document.kind.is_read())
        .map(|document| {
            let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
            let when = document.published.as_ref().map_or("", |when| when.edtf.as_str());
            let under = document.parent.and_then(place).map_or(String::new(), |at| format!(" under {at}"));
            let text = document.text.as_str().replace("\n\n", " / ");
            format!("{} [{}] {when}{under}: {text}", document.kind, names.join(", "))
        })
        .collect();
    assert_eq!(shown.join("\n"), expected.trim());
}

fn post(name: &str, day: u32, words: &str) -> String {
    format!(
            "<div class=post><div class=postprofile><a class=username href=/member/{name}>{name}</a> 12 posts</div>
<p class=date>by <b>{name}</b> » {day} November 2023, 10:15</p><div class=post-content>{words}</div><div class=signature>Sail on</div></div>"
        )
}

#[test]
fn a_thread_is_its_opening_post_and_the_replies() {
    let page = format!(
        "<html><body><h1>Where is the ferry?</h1>{}{}{}</body></html>",
        post("quay", 3, "It is not at its pier, and nobody has seen it leave."),
        post("ida", 4, "I saw it go."),
        post("per", 4, "It is back.")
    );
    check(
        &page,
        "
article [quay] 2023-11-03T10:15: It is not at its pier, and nobody has seen it leave.
comment [ida] 2023-11-04T10:15 under 0: I saw it go.
comment [per] 2023-11-04T10:15 under 0: It is back.",
    );
}

#[test]
fn questions_that_nobody_asks_are_the_pages_own() {
    let ask = "<div itemscope itemtype='https://schema.org/Question'><h3>When does it leave?</h3><div itemprop=acceptedAnswer
itemscope itemtype='https://schema.org/Answer'><div itemprop=text><p>The ferry leaves Turvik at six each morning but on Sundays.</p></div></div></div>";
    let page = format!("<html><body><h1>The ferry of Turvik</h1>{ask}{ask}</body></html>");
    let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
    assert!(found.documents.iter().all(|document| document.kind != dateline_record::Kind::Comment));
}
