//! The scorer on small rows, and on the reading of `samples/` turned into rows: that must be without fault.

use super::*;
use serde_json::json;

fn reading() -> Value {
    json!({
        "capture": "tide.txt", "complete": ["documents", "statements", "times"],
        "documents": [
            {"kind": "article", "title": "High water", "byline": ["Ada Finn"], "published": "2031-03-04",
             "begins": "The sluice opened", "ends": "nobody came.", "parent_begins": null},
            {"kind": "comment", "title": null, "byline": ["tidy"], "published": null,
             "begins": "About time", "ends": "too.", "parent_begins": "The sluice opened"},
            {"kind": "advertisement", "title": null, "byline": [], "published": null,
             "begins": "Boots by Marlow and Daughters", "ends": "Buy now", "parent_begins": null}],
        "statements": [
            {"source": "the keeper, Olaf Brun", "name": "Olaf Brun", "cue": "said",
             "content": ["the water came at noon"], "directness": "indirect", "authority": "named", "denied": false},
            {"source": "he", "name": "Olaf Brun", "cue": "added", "content": ["“Twice.”"],
             "directness": "direct", "authority": "named", "denied": false},
            {"source": "The mayor", "name": null, "cue": "declined", "content": [],
             "directness": "indirect", "authority": "unnamed", "denied": false}],
        "times": [
            {"text": "Monday", "context": "opened on Monday and", "edtf": "2031-03-03", "type": "DATE",
             "value": "2031-03-03"},
            {"text": "March", "context": "again in March", "edtf": "2031-03", "type": "DATE", "value": "2031-03"}]
    })
}

fn article() -> Value {
    json!({"row": "document", "id": "a", "path": "desk/tide.txt", "kind": "article", "title": "High water",
        "byline": [{"name": "Ada Finn", "role": "author"}, {"name": "Bo Lind", "role": "contributor"}],
        "published": {"edtf": "2031-03-04T09:00", "method": "structured"}, "parent": null,
        "text": "The sluice opened on Monday and, again in March, nobody came."})
}

fn comment() -> Value {
    json!({"row": "document", "id": "c", "path": "desk/tide.txt", "kind": "comment", "title": null,
        "byline": [{"name": "tidy", "role": "author"}], "published": null, "parent": "a", "text": "About time\ntoo."})
}

fn statement(source: Option<&str>, cue: &str, content: &[&str], authority: &str) -> Value {
    let content: Vec<Value> = content.iter().map(|words| json!({"text": words})).collect();
    let source = source.map_or(Value::Null, |words| json!({"text": words, "name": null}));
    json!({"row": "statement", "path": "desk/tide.txt", "source": source, "cue": {"text": cue}, "content": content,
        "directness": "indirect", "authority": authority, "denied": false})
}

fn time(words: &str, edtf: &str, start: u64) -> Value {
    let span = json!({"part": 0, "start": start, "end": start + 1});
    json!({"row": "time", "path": "desk/tide.txt", "document": "a", "span": span, "text": words,
        "edtf": edtf, "type": "DATE", "value": edtf})
}

#[track_caller]
fn check(rows: &[Value], figures: &[(&str, f64)]) -> Score {
    let score = score_readings(rows, &[reading()]);
    for (name, figure) in figures {
        let found = score.figures.get(*name).copied();
        assert!(
            found.is_some_and(|found| (found - figure).abs() < 1e-9),
            "{name} is {found:?}, not {figure}: {score:#?}"
        );
    }
    score
}

#[test]
fn right_rows_are_right() {
    let rows = [article(), comment()];
    let figures = ["f1", "exact_f1", "kind", "title", "byline", "published", "no_wrong_date", "parent"];
    check(
        &rows,
        &figures.map(|name| (format!("documents.{name}"), 1.0)).each_ref().map(|(name, one)| (name.as_str(), *one)),
    );
}

#[test]
fn nothing_found_is_nothing_right() {
    let score = check(&[], &[("documents.recall", 0.0), ("statements.f1", 0.0), ("times.f1", 0.0)]);
    assert_eq!(score.lines.len(), 7);
    assert!(score.lines.iter().all(|line| line.starts_with("missed ")));
}

#[test]
fn an_article_that_swallows_its_neighbour_has_wrong_bounds() {
    let mut row = article();
    let boots =
        "Boots by Marlow and Daughters, sewn by hand since the old sluice was new, in four widths and two colours.";
    row["text"] = json!(format!("The sluice opened. Nobody came. {boots} Buy now"));
    let score = check(&[row], &[("documents.recall", 0.0), ("documents.leaks", 1.0)]);
    assert_eq!(score.lines.iter().filter(|line| line.starts_with("false ")).count(), 1);
}

#[test]
fn a_title_before_the_text_is_not_too_much() {
    let mut row = article();
    row["text"] = json!("High water\n\nThe sluice opened on Monday, and nobody came.");
    check(&[row], &[("documents.precision", 1.0), ("documents.exact_precision", 1.0), ("documents.recall", 0.5)]);
}

#[test]
fn a_date_that_is_not_the_day_is_wrong_unless_it_says_that_it_is_a_guess() {
    let mut row = article();
    row["published"] = json!({"edtf": "2031-03-05", "method": "structured"});
    check(&[row.clone()], &[("documents.published", 0.0), ("documents.wrong_dates", 1.0)]);
    row["published"]["method"] = json!("fallback");
    check(&[row.clone()], &[("documents.wrong_dates", 0.0)]);
    row["published"] = json!({"edtf": "2031-03", "method": "structured"});
    check(&[row], &[("documents.published", 0.0), ("documents.wrong_dates", 0.0)]);
}

#[test]
fn a_truncation_made_up_is_wrong() {
    check(&[article()], &[("documents.truncated", 1.0)]);
    let mut row = article();
    row["truncated"] = json!("…");
    check(&[row], &[("documents.truncated", 0.0)]);
}

#[test]
fn a_statement_needs_source_and_content() {
    let right = statement(Some("the keeper"), "said", &["the water came at noon"], "named");
    check(&[right], &[("statements.precision", 1.0), ("statements.recall", 1.0 / 3.0), ("statements.authority", 1.0)]);
    let wrong = statement(Some("the mayor"), "said", &["the water came at noon"], "named");
    check(&[wrong], &[("statements.precision", 0.0), ("statements.content_precision", 1.0)]);
    let none = statement(None, "said", &["the water came at noon"], "named");
    check(&[none], &[("statements.precision", 0.0)]);
}

#[test]
fn a_refusal_has_no_content_on_either_side() {
    let refusal = statement(Some("the mayor"), "declined", &[], "collective");
    check(&[refusal], &[("statements.precision", 1.0), ("statements.authority", 0.0)]);
}

#[test]
fn direct_recall_counts_direct_speech_only() {
    let mut row = statement(Some("he"), "added", &["Twice"], "named");
    row["directness"] = json!("direct");
    check(&[row], &[("statements.direct_recall", 1.0), ("statements.indirect_recall", 0.0)]);
}

#[test]
fn times_are_aligned_in_order_and_a_day_for_a_month_is_wrong() {
    let rows = [article(), time("March", "2031-03-01", 40), time("on Monday", "2031-03-03", 20)];
    let figures = [("times.f1", 1.0), ("times.strict_recall", 0.5), ("times.edtf", 0.5), ("times.wrong_days", 1.0)];
    check(&rows, &figures);
}

#[test]
fn an_abstention_is_no_wrong_day() {
    let mut row = time("Monday", "", 20);
    row["edtf"] = Value::Null;
    check(&[article(), row], &[("times.edtf", 0.0), ("times.wrong_days", 0.0)]);
}

#[test]
fn rows_of_another_capture_are_left_alone() {
    let mut row = article();
    row["path"] = json!("desk/ebb-tide.txt");
    check(&[row], &[("documents.precision", 1.0), ("documents.recall", 0.0)]);
}

#[test]
fn a_set_has_its_own_figures() {
    let mut apart = reading();
    apart["capture"] = json!("ebb.txt");
    apart["set"] = json!("letters");
    apart["complete"] = json!(["documents"]);
    let figures = score_readings(&[article(), comment()], &[reading(), apart]).figures;
    assert_eq!((figures["documents.f1"], figures["letters.documents.f1"]), (1.0, 0.0));
    assert!(!figures.contains_key("letters.times.f1"), "nobody read its times: {figures:?}");
}

#[test]
fn a_figure_below_its_floor_is_named() {
    let score = check(&[article()], &[]);
    let below =
        score.below_these(&json!({"documents.recall": 0.9, "documents.precision": 1.0, "tides": 0.1})).expect("floors");
    assert_eq!(below, ["documents.recall is 0.500, its floor 0.900", "tides has a floor and no figure"]);
    assert!(score.below_these(&json!([])).is_err());
}

#[test]
fn the_reading_of_the_samples_as_rows_is_without_fault() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/reading");
    let mut rows = Vec::new();
    for entry in fs::read_dir(&directory).expect("samples") {
        let text = fs::read_to_string(entry.expect("entry").path()).expect("reading");
        let reading: Value = serde_json::from_str(&text).expect("JSON");
        if reading.get("capture").is_some() {
            rows.extend(rows_from(&reading));
        }
    }
    let score = score(&rows, &directory).expect("score");
    for (name, figure) in &score.figures {
        let faults = ["documents.wrong_dates", "documents.leaks", "times.wrong_days"];
        let right = if faults.iter().any(|fault| name.ends_with(fault)) { 0.0 } else { 1.0 };
        assert_eq!(*figure, right, "{name}: {:#?}", score.lines);
    }
}

/// Rows that say what the reading says. A document's text is its ends with its times between.
fn rows_from(reading: &Value) -> Vec<Value> {
    let path = format!("samples/captures/{}", text(reading, "capture"));
    let documents: Vec<&Value> = list(reading, "documents").collect();
    let number = |begins: &str| documents.iter().position(|document| text(document, "begins") == begins);
    let mut rows = Vec::new();
    for (n, document) in documents.iter().enumerate() {
        // All contexts go into the first document that is read: which one does not matter to the scorer.
        let is_home =
            documents.iter().position(|d| !["boilerplate", "listing", "advertisement"].contains(&text(d, "kind")));
        let contexts: Vec<&str> = list(reading, "times").map(|time| text(time, "context")).collect();
        let between = if is_home == Some(n) { contexts.join(" ; ") } else { String::new() };
        let byline: Vec<Value> = list(document, "byline").map(|name| json!({"name": name, "role": "author"})).collect();
        let published = document["published"].as_str().map(|edtf| json!({"edtf": edtf, "method": "structured"}));
        rows.push(json!({"row": "document", "id": n.to_string(), "path": path, "kind": document["kind"],
            "title": document["title"], "byline": byline, "published": published, "section": document["section"],
            "updated": document["updated"].as_str().map(|edtf| json!({"edtf": edtf})), "truncated": document["truncated"],
            "credits": list(document, "credits").map(|words| json!({"text": words})).collect::<Vec<_>>(),
            "parent": document["parent_begins"].as_str().and_then(number).map(|n| n.to_string()),
            "text": format!("{} {between} {}", text(document, "begins"), text(document, "ends"))}));
    }
    for statement in list(reading, "statements") {
        let content: Vec<Value> = list(statement, "content").map(|words| json!({"text": words})).collect();
        let source = statement["source"].as_str().map(|words| json!({"text": words, "name": statement["name"]}));
        rows.push(json!({"row": "statement", "path": path, "source": source, "cue": {"text": statement["cue"]},
            "content": content, "directness": statement["directness"], "authority": statement["authority"],
            "denied": statement["denied"]}));
    }
    let home = rows.iter().find(|row| !["boilerplate", "listing", "advertisement"].contains(&text(row, "kind")));
    let home = home.map_or("", |row| text(row, "id")).to_owned();
    for (n, time) in list(reading, "times").enumerate() {
        rows.push(json!({"row": "time", "path": path, "document": home, "span": {"part": 0, "start": n, "end": n + 1},
            "text": time["text"], "edtf": time["edtf"], "type": time["type"], "value": time["value"]}));
    }
    rows
}
