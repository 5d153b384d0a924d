//! Undated documents among dated ones: what links tell of their dates, on the desk and never in their rows.

use crate::run;
use std::fs;

fn page(name: &str, date: &str, text: &str) -> String {
    let meta = if date.is_empty() {
        String::new()
    } else {
        format!("<meta property='article:published_time' content='{date}'>")
    };
    format!(
        "<html><head><title>{name}</title><link rel=canonical href='https://turvik.example/{name}'>{meta}</head><body><article>
<h1>The {name} of Turvik</h1><p>{text}</p><p>The council has nothing to add, and the harbour stays as it is until somebody mends it, which nobody
has promised to do. Those who live beside it have stopped asking, and the gulls do not mind.</p></article></body></html>"
    )
}

#[test]
fn a_page_is_not_older_than_what_it_links_to_nor_younger_than_what_links_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let captures = folder.path().join("captures");
    fs::create_dir(&captures).unwrap();
    let link = |name: &str| {
        format!(
            "As <a href='https://www.turvik.example/{name}?utm_source=x'>reported of the {name}</a>, the pier is closed to everybody but the keeper of the light, who has a key of his own and means to use it whatever the council of Turvik decides."
        )
    };
    for (name, date, text) in [
        (
            "ferry",
            "2031-05-12T09:00:00+02:00",
            "The ferry has sunk, and the pier with it. Nobody was on board.".to_string(),
        ),
        ("pier", "", link("ferry")),
        ("rope", "2031-05-20T09:00:00+02:00", link("pier")),
    ] {
        fs::write(captures.join(format!("{name}.html")), page(name, date, &text)).unwrap();
    }
    let desk = folder.path().join("desk");
    run(&desk, &["read", captures.to_str().unwrap()], 0);
    let documents = run(&desk, &["documents"], 0);
    let flat = documents.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(documents.contains("no date, between") && documents.contains("article, inferred"), "{flat}");
    let rows = run(&desk, &["documents", "--json"], 0);
    let row = rows.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let pier =
        row.into_iter().find(|row| row["path"].as_str().unwrap().ends_with("pier.html") && row["kind"] == "article");
    let pier = pier.unwrap();
    assert!(pier["published"].is_null(), "a relation alters no row");
    let dating: serde_json::Value = serde_json::from_str(run(&desk, &["export", "datings"], 0).trim()).unwrap();
    assert_eq!(dating["published"]["edtf"], "2031-05-12/2031-05-20");
    assert_eq!(dating["published"]["method"], "inferred");
    assert_eq!((&dating["document"], dating["evidence"].as_array().unwrap().len()), (&pier["id"], 2));
    assert_eq!(dating["evidence"][0]["text"], "reported of the ferry");
    let shown = run(&desk, &["show", pier["id"].as_str().unwrap()], 0);
    assert!(shown.contains("between 2031-05-12 and 2031-05-20") && shown.contains("it links to ["), "{shown}");
}
