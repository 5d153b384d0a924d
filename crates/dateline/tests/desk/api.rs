//! The API against its own description, over a desk of the samples.

use crate::serving::Serving;
use crate::{run, samples};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::Path;

#[test]
fn the_stored_description_is_that_of_this_program() {
    let folder = tempfile::tempdir().unwrap();
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let stored = std::fs::read_to_string(stored).unwrap_or_default();
    assert!(stored == run(folder.path(), &["schema", "--openapi"], 0), "docs/openapi.json is old: cargo xtask schema");
}

#[test]
fn every_path_answers_as_described() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", samples().to_str().unwrap()], 0);
    let serving = Serving::of(&desk);
    let get = |way: &str| -> (u16, Value) {
        let (status, body) = serving.get(way);
        (status, serde_json::from_str(&body).unwrap_or_else(|error| panic!("{way}: {error}: {body}")))
    };
    let all = |way: &str| -> Vec<Value> {
        let (mut way, mut rows) = (way.to_string(), Vec::new());
        loop {
            let (status, answer) = get(&way);
            assert_eq!(status, 200, "{way}: {answer}");
            rows.extend(answer["rows"].as_array().unwrap().iter().cloned());
            match answer["next"].as_str() {
                Some(next) => way = next.to_string(),
                None => return rows,
            }
        }
    };
    let (_, api) = get("/api/openapi.json");
    let kinds: BTreeSet<&str> = api["components"]["schemas"]["Row"]["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["properties"]["row"]["const"].as_str().unwrap())
        .collect();
    let ids = |list: &str| all(&format!("/api/{list}"))[0]["id"].as_str().unwrap().to_string();
    let one = BTreeMap::from([
        ("/api/story/{id}", ids("stories")),
        ("/api/event/{id}", ids("events")),
        ("/api/entity/{id}", ids("entities")),
        ("/api/document/{id}", ids("documents")),
    ]);
    let mut seen = 0;
    for (path, own) in api["paths"].as_object().unwrap() {
        if own["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
            != "#/components/schemas/Rows"
        {
            continue;
        }
        let way = one.get(path.as_str()).map_or(path.clone(), |id| path.replace("{id}", id));
        let asked = if path == "/api/search" { format!("{way}?q=port") } else { way.clone() };
        let rows = all(&asked);
        for row in &rows {
            let kind = row["row"].as_str().unwrap_or_else(|| panic!("{path}: {row}"));
            assert!(kinds.contains(kind), "{path}: {kind}");
        }
        if let Some(id) = one.get(path.as_str()) {
            assert_eq!(rows[0]["id"].as_str(), Some(id.as_str()), "{path}: what it is of comes first");
        }
        let (status, problem) = get(&format!("{way}?no_such_field=1"));
        assert!(status == 400 && problem["detail"].as_str().unwrap().contains("no_such_field"), "{path}: {problem}");
        // Every field that is described can be asked; one with values refuses others.
        for field in own["get"]["parameters"].as_array().unwrap().iter().filter(|field| field["in"] == "query") {
            let name = field["name"].as_str().unwrap();
            let values = field["schema"]["items"]["enum"].as_array();
            let value = values.map_or(if name == "page" { "1" } else { "2025" }, |values| values[0].as_str().unwrap());
            assert_eq!(get(&format!("{way}?{name}={value}")).0, 200, "{path}?{name}={value}");
            if values.is_some() {
                assert_eq!(get(&format!("{way}?{name}=no-such-value")).0, 400, "{path}?{name}");
            }
        }
        seen += 1;
    }
    assert_eq!(seen, 18);
    // Filters narrow.
    let denials = all("/api/statements?class=deny");
    assert!(!denials.is_empty() && denials.len() < all("/api/statements").len());
    assert!(denials.iter().all(|row| row["cue_class"] == "deny"));
}

#[test]
fn whoever_listens_is_told_that_the_desk_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    let first = folder.path().join("a.txt");
    std::fs::write(&first, "The ferryman said on Monday that he would not sail again.\n").unwrap();
    run(&desk, &["read", first.to_str().unwrap()], 0);
    let serving = Serving::of(&desk);
    let mut lines = serving.listen("/api/changes/stream").lines();
    let heads: Vec<String> = lines.by_ref().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
    assert!(heads.iter().any(|head| head == "content-type: text/event-stream"), "{heads:?}");
    assert!(lines.by_ref().map(Result::unwrap).any(|line| line.starts_with("retry:")));
    let second = folder.path().join("b.txt");
    std::fs::write(&second, "The harbour master denied on Tuesday that the port was closed.\n").unwrap();
    run(&desk, &["read", second.to_str().unwrap()], 0);
    assert!(lines.by_ref().map(Result::unwrap).any(|line| line == "event: changed"));
    let data = lines.by_ref().map(Result::unwrap).find(|line| line.starts_with("data:")).unwrap();
    assert!(data["data:".len()..].trim().parse::<i64>().is_ok(), "{data}");
}
