//! What happened when in the five captures, against the list made by reading them: `labels/happenings/README.md`.
//!
//! *Right* is the labelled stretch, or a part of it where the words say no more; *wider*, a stretch that holds it; *wrong*, any
//! other, and any at all where nobody can know; *missing*, none. An abstention is a miss.
//!
//! Invariant: without `verbose` no word of a capture is printed; a capture whose bytes differ from the labelled ones is an error.
//! Cost: labels times rows of one capture.

use crate::gold;
use anyhow::Context;
use dateline_when::Edtf;
use serde_json::Value;
use std::collections::BTreeMap;

/// How a row meets its label.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Verdict {
    Right,
    Wider,
    Wrong,
    Missing,
}

/// Scores the captures beside the project; with `verbose`, all that is not right, by its words.
pub fn score(verbose: bool) -> anyhow::Result<()> {
    let captures = gold::shared().join("captures");
    if !captures.exists() {
        println!("skipped: {} is absent", captures.display());
        return Ok(());
    }
    let rows = gold::annotate(&gold::tested_program()?, &["--layers", "times"], &captures)?;
    let mut all = BTreeMap::new();
    for capture in gold::labelled("happenings", &captures)? {
        let (file, text, label) = (&capture.file, &capture.text, &capture.label);
        let own: Vec<&Value> = rows.iter().filter(|row| capture.has(row)).collect();
        let mut tally = BTreeMap::new();
        for happening in label["happenings"].as_array().context("happenings")? {
            let place = place(&happening["time"]);
            let row = own.iter().filter(|row| overlap(row, place) > 0).max_by_key(|row| overlap(row, place));
            let verdict = judge(happening, row.copied())?;
            *tally.entry(verdict).or_insert(0) += 1;
            *all.entry(verdict).or_insert(0) += 1;
            if verbose && verdict != Verdict::Right {
                let found = row.map_or("-", |row| row["edtf"].as_str().unwrap_or("-"));
                let wanted = happening["edtf"].as_str().unwrap_or("-");
                println!("{verdict:?}: {} for {wanted}, at {}: {}", found, place.0, around(text, place));
            }
        }
        println!("{:<28} {}", &file[..file.len().min(24)], told(&tally));
    }
    println!("{:<28} {}", "all", told(&all));
    Ok(())
}

fn told(tally: &BTreeMap<Verdict, usize>) -> String {
    let count = |verdict| tally.get(&verdict).copied().unwrap_or_default();
    let [right, wider, wrong, missing] = [Verdict::Right, Verdict::Wider, Verdict::Wrong, Verdict::Missing].map(count);
    format!(
        "right {right:>3}   wider {wider:>3}   wrong {wrong:>3}   missing {missing:>3}   of {}",
        tally.values().sum::<usize>()
    )
}

fn judge(happening: &Value, row: Option<&Value>) -> anyhow::Result<Verdict> {
    let found = row.and_then(|row| row["edtf"].as_str()).map(str::parse::<Edtf>).transpose();
    let found = found.ok().context("a row's EDTF is sound")?;
    let Some(wanted) = happening["edtf"].as_str() else {
        return Ok(if found.is_some() { Verdict::Wrong } else { Verdict::Right });
    };
    let wanted: Edtf = wanted.parse().ok().context("a label's EDTF is sound")?;
    let Some(found) = found else { return Ok(Verdict::Missing) };
    let (first, last) = wanted.earliest().zip(wanted.latest()).context("a label has two ends")?;
    let is_part = found.earliest().is_some_and(|day| day >= first) && found.latest().is_some_and(|day| day <= last);
    let holds = found.earliest().is_none_or(|day| day <= first) && found.latest().is_none_or(|day| day >= last);
    Ok(match (is_part, holds) {
        (true, true) => Verdict::Right,
        (true, false) if happening["within"] == true => Verdict::Right,
        (false, true) => Verdict::Wider,
        _ => Verdict::Wrong,
    })
}

fn place(range: &Value) -> (u64, u64) {
    (range[0].as_u64().unwrap_or_default(), range[1].as_u64().unwrap_or_default())
}

/// How many bytes a row shares with a place.
fn overlap(row: &Value, (start, end): (u64, u64)) -> u64 {
    let (from, to) =
        (row["span"]["start"].as_u64().unwrap_or_default(), row["span"]["end"].as_u64().unwrap_or_default());
    to.min(end).saturating_sub(from.max(start))
}

/// The words of a label, and those beside them.
fn around(text: &str, (start, end): (u64, u64)) -> String {
    let (start, end) = (start as usize, end as usize);
    let before: String = text[..start].chars().rev().take(50).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[end..].chars().take(30).collect();
    format!("{before}[{}]{after}", &text[start..end]).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge};
    use serde_json::json;

    #[track_caller]
    fn check(found: Option<&str>, wanted: Option<&str>, within: bool, verdict: Verdict) {
        let row = json!({ "edtf": found });
        let label = json!({ "edtf": wanted, "within": within });
        assert_eq!(judge(&label, Some(&row)).unwrap(), verdict);
    }

    #[test]
    fn a_day_that_is_another_is_wrong_and_a_month_that_holds_it_is_wider() {
        check(Some("2031-05-05"), Some("2031-05-05"), false, Verdict::Right);
        check(Some("2031-05-05T09:00"), Some("2031-05-05"), false, Verdict::Right);
        check(Some("2031-05-06"), Some("2031-05-05"), false, Verdict::Wrong);
        check(Some("2031-05"), Some("2031-05-05"), false, Verdict::Wider);
        check(Some("2031-05-05"), Some("2031-05"), false, Verdict::Wrong);
        check(Some("2031-05-05"), Some("2031-05"), true, Verdict::Right);
        check(None, Some("2031-05"), true, Verdict::Missing);
    }

    #[test]
    fn where_nobody_can_know_every_answer_is_wrong() {
        check(Some("2031-05-05"), None, false, Verdict::Wrong);
        check(None, None, false, Verdict::Right);
    }
}
