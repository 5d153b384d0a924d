//! Pages of the samples' desk, as a browser gets them.

use crate::serving::Serving;
use crate::{dateline, run, samples};
use std::collections::BTreeSet;

/// Every path that the page leads to.
fn ways(body: &str) -> BTreeSet<String> {
    body.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|way| way.starts_with('/'))
        .map(str::to_string)
        .collect()
}

#[test]
fn every_page_answers_and_every_line_lands_on_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", samples().to_str().unwrap()], 0);
    let serving = Serving::of(&desk);
    let pages = [
        "/",
        "/timeline",
        "/timeline?q=port",
        "/timeline?order=oldest",
        "/stories",
        "/events",
        "/events?modality=denied",
        "/statements",
        "/statements?by=Ouali",
        "/disagreements",
        "/entities",
        "/entities?q=ouali",
        "/network",
        "/network?who=Ouali",
        "/documents",
        "/documents?kind=comment",
        "/sources",
        "/search?q=port",
        "/search?q=explosion&order=newest",
    ];
    let (mut marks, mut things) = (BTreeSet::new(), BTreeSet::new());
    for page in pages {
        let (status, body) = serving.get(page);
        assert_eq!(status, 200, "{page}: {body}");
        for way in ways(&body) {
            if way.contains("?at=") {
                marks.insert(way)
            } else {
                things.insert(way)
            };
        }
    }
    assert!(marks.len() > 100, "{}", marks.len());
    for way in &marks {
        let (status, body) = serving.get(way);
        let mark = way.split_once('#').expect("a mark").1;
        assert!(status == 200 && body.contains(&format!("id=\"{mark}\"")), "{way}: {status}");
        assert!(body.contains(" at\""), "{way}: nothing is marked");
    }
    for way in things
        .iter()
        .filter(|way| ["/event/", "/story/", "/entity/", "/document/"].iter().any(|one| way.starts_with(one)))
    {
        assert_eq!(serving.get(way).0, 200, "{way}");
    }
    for (way, status) in [
        ("/event/ffffffffffffffff", 404),
        ("/story/ffffffffffffffff", 404),
        ("/entity/ffffffffffffffff", 404),
        ("/document/ffffffffffffffff", 404),
        ("/timeline?from=soon", 400),
        ("/documents?kind=poem", 400),
        ("/?since=soon", 400),
    ] {
        assert_eq!(serving.get(way).0, status, "{way}");
    }
}

#[test]
fn pages_of_a_list_hold_each_line_once() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", samples().to_str().unwrap()], 0);
    let serving = Serving::of(&desk);
    for (list, all) in [("statements", "statements"), ("documents", "documents")] {
        let (mut way, mut ids) = (format!("/api/{list}?page=1"), Vec::new());
        loop {
            let answer: serde_json::Value = serde_json::from_str(&serving.get(&way).1).unwrap();
            ids.extend(answer["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_string()));
            match answer["next"].as_str() {
                Some(next) => way = next.to_string(),
                None => break,
            }
        }
        let known: BTreeSet<String> = run(&desk, &["export", all], 0)
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .filter(|row| !["advertisement", "boilerplate"].iter().any(|kind| row["kind"] == *kind))
            .map(|row| row["id"].as_str().unwrap().to_string())
            .collect();
        assert_eq!(ids.len(), known.len(), "{list}");
        assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), known, "{list}");
    }
}

#[test]
fn what_comes_while_pages_are_served_is_on_them_and_markup_of_it_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    let first = folder.path().join("a.txt");
    std::fs::write(&first, "The ferryman said on Monday that he would not sail again.\n").unwrap();
    run(&desk, &["read", first.to_str().unwrap()], 0);
    let serving = Serving::of(&desk);
    assert!(!serving.get("/statements").1.contains("Orla Venn"));
    let page = "<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt; \u{202e}port</title></head><body><article><h1>&lt;img src=x \
         onerror=alert(2)&gt;</h1><p>“The &lt;b onclick='x'&gt;port&lt;/b&gt; burns,” said Orla Venn, the harbour master, on Monday. \
         <a href=\"javascript:alert(3)\">More</a></p></article></body></html>";
    let hostile = folder.path().join("b.html");
    std::fs::write(&hostile, page).unwrap();
    run(&desk, &["read", hostile.to_str().unwrap()], 0);
    let (_, body) = serving.get("/statements");
    assert!(body.contains("Orla Venn"), "{body}");
    let mut seen = body.clone();
    seen.push_str(&serving.get("/documents").1);
    for way in ways(&body).iter().filter(|way| way.starts_with("/document/")) {
        seen.push_str(&serving.get(way).1);
    }
    for bad in ["<script>alert", "<img", "<b onclick", "href=\"javascript:", "\u{202e}"] {
        assert!(!seen.contains(bad), "{bad}");
    }
}

#[test]
fn an_address_that_others_reach_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    let first = folder.path().join("a.txt");
    std::fs::write(&first, "The ferryman said on Monday that he would not sail again.\n").unwrap();
    run(&desk, &["read", first.to_str().unwrap()], 0);
    let output = dateline(&desk, &["serve", "--address", "0.0.0.0:0"]).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && error.contains("0.0.0.0:0"), "{error}");
}

/// The fields of the form of `verb` that stands first.
fn form(body: &str, verb: &str) -> Vec<(String, String)> {
    let at = body.find(&format!("name=\"verb\" value=\"{verb}\"")).unwrap_or_else(|| panic!("no form {verb}: {body}"));
    let start = body[..at].rfind("<form").unwrap();
    let own = &body[start..start + body[start..].find("</form>").unwrap()];
    let value = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!("{name}=\""))?.1;
        Some(rest.split_once('"')?.0.replace("&amp;", "&"))
    };
    own.split("<input type=\"hidden\"")
        .skip(1)
        .filter_map(|tag| Some((value(tag, "name")?, value(tag, "value")?)))
        .collect()
}

#[test]
fn a_judgement_by_a_page_stands_is_listed_and_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", samples().to_str().unwrap()], 0);
    let serving = Serving::of(&desk);
    let (_, body) = serving.get("/sources");
    let mut fields = form(&body, "grade");
    let outlet = fields.iter().find(|(name, _)| name == "of").unwrap().1.clone();
    fields.extend([("value".into(), "B".into()), ("reason".into(), "held up <twice>".into())]);
    // What is of another site decides nothing.
    assert_eq!(serving.send(&fields, "Origin: https://evil.example\r\n").0, 400);
    let mut stolen = fields.clone();
    stolen[0].1 = "0".repeat(32);
    assert_eq!(serving.send(&stolen, "").0, 400);
    assert!(!serving.get("/sources").1.contains("grade B"));
    let (status, location) = serving.send(&fields, &format!("Origin: http://{}\r\n", serving.host));
    assert_eq!((status, location.as_str()), (303, "/sources?judged=1"));
    let (_, body) = serving.get(&location);
    assert!(body.contains("grade B") && body.contains("Judgement 1 stands"), "{body}");
    let listed = run(&desk, &["judge", "list"], 0);
    assert!(listed.contains("grade") && listed.contains(&outlet), "{listed}");
    let (_, judgements) = serving.get("/judgements");
    assert!(judgements.contains("held up &lt;twice&gt;"), "{judgements}");
    let (status, location) = serving.send(&form(&body, "undo"), "");
    assert_eq!((status, location.as_str()), (303, "/sources?judged=2"));
    assert!(!serving.get(&location).1.contains("grade B"));
    assert!(serving.get("/judgements").1.contains("UNDONE"));
    assert_eq!(serving.get("/api/judgements").0, 200);
    // Words that name nothing are told, not done.
    let (_, body) = serving.get("/entities");
    let entity = ways(&body).into_iter().find(|way| way.starts_with("/entity/")).unwrap();
    let mut fields = form(&serving.get(&entity).1, "same");
    fields.push(("of".into(), "ffffffff".into()));
    assert_eq!(serving.send(&fields, "").0, 400);
    assert_eq!(run(&desk, &["export", "judgements"], 0).lines().count(), 2);
}
