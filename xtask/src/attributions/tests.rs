//! A text, its labels and its rows as `source | content`, and which label is a pair of which row.

use super::pairs;
use super::statement::{Statement, Words};
use serde_json::{Value, json};

#[test]
fn the_same_words_by_the_same_source_are_a_pair() {
    let text = "Ilse Brandt said the quay would close. The union said the quay would stay open.";
    check(text, "Ilse Brandt | the quay would close", "Ilse Brandt | the quay would close", &[(0, 0)]);
    check(text, "Ilse Brandt | the quay would close", "The union | the quay would stay open", &[]);
    check(text, "Ilse Brandt | the quay would close", "The union | the quay would close", &[]);
}

#[test]
fn half_of_the_longer_content_is_enough() {
    let text = "Ilse Brandt said the quay would close on Monday, and the pilots with it.";
    let label = "Ilse Brandt | the quay would close on Monday";
    check(text, label, "Brandt | the quay would close on Monday, and the pilots with it", &[(0, 0)]);
    check(text, label, "Brandt | close on Monday, and the pilots with it", &[]);
}

#[test]
fn a_pronoun_is_whoever_it_stands_for() {
    let text = "Ilse Brandt left early. The quay would close, she said.";
    check(text, "she (Ilse Brandt) | The quay would close", "Ilse Brandt | The quay would close", &[(0, 0)]);
    check(text, "she (Ilse Brandt) | The quay would close", "she | The quay would close", &[(0, 0)]);
    check(text, "she (Ilse Brandt) | The quay would close", "– | The quay would close", &[]);
    let text = "Ilse Brandt left. The mayor, Brandt to her friends, came back. The quay would close, she said.";
    check(text, "she (Ilse Brandt) | The quay would close", "= Brandt | The quay would close", &[(0, 0)]);
}

#[test]
fn no_source_agrees_with_none() {
    let text = "The quay would reportedly close, Ilse Brandt was told.";
    check(text, "– | The quay would reportedly close", "– | The quay would reportedly close", &[(0, 0)]);
    check(text, "– | The quay would reportedly close", "Ilse Brandt | The quay would reportedly close", &[]);
}

#[test]
fn a_later_sentence_without_a_cue_is_its_speakers_or_nobodys() {
    let text = "Ilse Brandt spoke first. The quay would close.";
    check(text, "– (Ilse Brandt) | The quay would close", "– | The quay would close", &[(0, 0)]);
    check(text, "– (Ilse Brandt) | The quay would close", "Ilse Brandt | The quay would close", &[(0, 0)]);
}

#[test]
fn the_closest_row_is_the_pair_and_each_label_has_one() {
    let text = "A report said that Ilse Brandt warned that the quay would close.";
    let labels = "A report | Ilse Brandt warned that the quay would close\nIlse Brandt | the quay would close";
    check(text, labels, labels, &[(0, 0), (1, 1)]);
    let twice = "Ilse Brandt | the quay would close\nIlse Brandt | quay would close";
    check(text, labels, twice, &[(1, 0)]);
}

#[test]
fn of_two_labels_as_close_the_optional_one_waits() {
    let text = "Ilse Brandt said she thinks the quay would close.";
    let labels = "? Ilse Brandt | the quay would close\nIlse Brandt | the quay would close";
    check(text, labels, "Ilse Brandt | the quay would close", &[(1, 0)]);
    check(text, "? Ilse Brandt | the quay would close", "Ilse Brandt | the quay would close", &[(0, 0)]);
}

#[test]
fn what_a_commenter_says_is_his_by_lines() {
    let text = "Rolf Amsel\nThe quay should close.";
    let words = Words::of(text);
    let label = label(text, "Rolf Amsel | The quay should close");
    let row =
        json!({"source": null, "authority": "author", "content": [{"span": span(text, "The quay should close")}]});
    let of = |byline| Statement::of_row(&words, &row, byline);
    let label = || Statement::of_label(&words, &label);
    assert_eq!(pairs(&[label()], &[of("Rolf Amsel")]), [(0, 0)]);
    assert_eq!(pairs(&[label()], &[of("Ilse Brandt")]), []);
}

#[test]
fn refusals_are_a_pair_by_their_cue() {
    let text = "The port declined to comment. The union declined to comment.";
    let words = Words::of(text);
    let label = json!({"kind": "refusal", "source": [[0, 8]], "cue": [[9, 28]], "content": []});
    let row = |source: [usize; 2], cue: [usize; 2]| {
        let span = |at: [usize; 2]| json!({"span": {"part": 0, "start": at[0], "end": at[1]}});
        Statement::of_row(&words, &json!({"source": span(source), "cue": span(cue), "content": []}), "")
    };
    let label = Statement::of_label(&words, &label);
    assert_eq!(pairs(&[label], &[row([30, 39], [40, 59]), row([4, 8], [9, 17])]), [(0, 1)]);
}

/// `labels` and `rows` are lines `source | content`: “–” is no source, “she (Ilse Brandt)” one with its name, “= Brandt” one
/// whose name alone is known, “?” an optional label.
#[track_caller]
fn check(text: &str, labels: &str, rows: &str, expected: &[(usize, usize)]) {
    let words = Words::of(text);
    let labels: Vec<_> = labels.lines().map(|line| Statement::of_label(&words, &label(text, line))).collect();
    let rows: Vec<_> = rows.lines().map(|line| Statement::of_row(&words, &row(text, line), "")).collect();
    let mut pairs = pairs(&labels, &rows);
    pairs.sort_unstable();
    assert_eq!(pairs, expected);
}

fn label(text: &str, line: &str) -> Value {
    let optional = line.starts_with("? ");
    let (source, content) = line.trim_start_matches("? ").split_once(" | ").expect("source | content");
    let (source, who) = source.trim_end_matches(')').split_once(" (").unwrap_or((source, ""));
    let range = |words: &str| text.find(words).map(|start| json!([start, start + words.len()]));
    let mut label = json!({"kind": "reported", "content": [range(content)], "optional": optional});
    label["source"] = range(source).map_or(Value::Null, |range| json!([range]));
    if !who.is_empty() {
        label["who"] = json!(range(who));
    }
    label
}

fn row(text: &str, line: &str) -> Value {
    let (source, content) = line.split_once(" | ").expect("source | content");
    let mut row = json!({"source": null, "authority": "named", "content": [{"span": span(text, content)}]});
    if let Some(name) = source.strip_prefix("= ") {
        row["source"] = json!({"name": name});
    } else if source != "–" {
        row["source"] = json!({"span": span(text, source), "name": null});
    }
    row
}

fn span(text: &str, words: &str) -> Value {
    let start = text.find(words).expect("the words stand in the text");
    json!({"part": 0, "start": start, "end": start + words.len()})
}
