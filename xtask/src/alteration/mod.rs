//! Pairs of reports of invented happenings, in one of which one number, date or doer may be altered: how often that is found, and how often
//! something is found where nothing was.
//!
//! All pairs lie on one desk, so that they may also be mixed up. Invariant: seeded; nothing of anybody's text.

mod report;

use crate::digest::Draw;
use crate::gold;
use anyhow::{Context, bail};
use report::{Altered, altered, facts, page};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Pairs of each sort.
const PAIRS: usize = 150;

/// Makes the pairs of a seed, reads them and prints the figures.
pub fn score(seed: u64, verbose: bool) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let pages = folder.path().join("pages");
    std::fs::create_dir_all(&pages)?;
    let mut draw = Draw::new(seed);
    let sorts = [Altered::Nothing, Altered::Number, Altered::Date, Altered::Actor];
    let mut made = Vec::new();
    for at in 0..PAIRS * sorts.len() {
        let what = sorts[at % sorts.len()];
        let own = facts(at, &mut draw);
        let other = altered(&own, what, &mut draw);
        let published = own.day + jiff::Span::new().days(draw.below(2) as i64);
        let (house, style) = (draw.below(6), draw.below(3));
        let one = page(&own, published, house, style, &mut draw);
        let two = page(&other, published, house + 1 + draw.below(5), style + 1 + draw.below(2), &mut draw);
        std::fs::write(pages.join(format!("{at}-a.html")), one)?;
        std::fs::write(pages.join(format!("{at}-b.html")), two)?;
        made.push(what);
    }
    let program = gold::program()?;
    let run = |arguments: &[&str]| -> anyhow::Result<Vec<u8>> {
        let out = Command::new(&program).arg("--desk").arg(folder.path().join("desk")).args(arguments).output()?;
        if !out.status.success() {
            bail!("{}", String::from_utf8_lossy(&out.stderr));
        }
        Ok(out.stdout)
    };
    run(&["read", &pages.to_string_lossy()])?;
    let rows = |what: &str| -> anyhow::Result<Vec<Value>> {
        let out = String::from_utf8(run(&["export", what])?)?;
        out.lines().map(|line| serde_json::from_str(line).context("a row")).collect()
    };
    let joined = joined(&rows("events")?);
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut mixed = 0;
    for row in rows("disagreements")? {
        let mut pairs: Vec<usize> =
            list(&row["claims"]).iter().flat_map(|claim| list(&claim["spans"])).filter_map(pair).collect();
        pairs.sort_unstable();
        pairs.dedup();
        mixed += usize::from(pairs.len() > 1);
        for pair in pairs {
            found.entry(pair).or_default().push(row["attribute"].as_str().unwrap_or_default().to_string());
        }
    }
    println!("{} pairs of reports, seed {seed}", made.len());
    for sort in sorts {
        let own: Vec<usize> = (0..made.len()).filter(|at| made[*at] == sort).collect();
        let name = match sort {
            Altered::Nothing => "",
            Altered::Number => "number",
            Altered::Date => "date",
            Altered::Actor => "who",
        };
        let together = own.iter().filter(|at| joined.contains(at)).count();
        let hit = own.iter().filter(|at| found.get(at).is_some_and(|all| all.iter().any(|own| own == name))).count();
        let other = own.iter().filter(|at| found.get(at).is_some_and(|all| all.iter().any(|own| own != name))).count();
        let share = |count: usize| count as f64 / own.len().max(1) as f64;
        println!(
            "{:<9} joined {:.3}; found {:.3}; something else found {:.3}",
            format!("{sort:?}").to_lowercase(),
            share(together),
            share(hit),
            share(other)
        );
        if verbose {
            let missed = own.iter().filter(|at| {
                !found.get(at).is_some_and(|all| all.iter().any(|own| own == name)) && sort != Altered::Nothing
                    || found.get(at).is_some_and(|all| all.iter().any(|own| own != name))
            });
            for at in missed.take(30) {
                println!("  {at}: joined {} found {:?}", joined.contains(at), found.get(at));
                for side in ["a", "b"] {
                    println!("    {}", lead(&pages.join(format!("{at}-{side}.html")))?);
                }
            }
        }
    }
    println!("disagreements that mix pairs: {mixed}");
    Ok(())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The pair of which a place is.
fn pair(span: &Value) -> Option<usize> {
    let path = Path::new(span["path"].as_str()?);
    path.file_stem()?.to_str()?.split('-').next()?.parse().ok()
}

/// Pairs both of whose reports tell one event.
fn joined(events: &[Value]) -> Vec<usize> {
    let mut found = Vec::new();
    for event in events {
        let mut own: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for telling in list(&event["mentions"]) {
            own.entry(pair(telling).unwrap_or(usize::MAX))
                .or_default()
                .push(telling["document"].as_str().unwrap_or_default());
        }
        found.extend(own.iter().filter(|(_, own)| own.iter().any(|one| *one != own[0])).map(|(at, _)| *at));
    }
    found
}

fn lead(path: &Path) -> anyhow::Result<String> {
    let page = std::fs::read_to_string(path)?;
    Ok(page.split("<p>").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap_or_default().to_string())
}
