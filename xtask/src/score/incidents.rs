//! Incidents that several articles tell (`xtask/labels/incidents`): which of their tellings are joined into one event.
//!
//! A telling is found where an event that really happened is told in the sentence of its labelled word. A join is a pair of labelled
//! tellings of two documents that share an event; joins with tellings that no label knows are counted apart.

use crate::gold;
use anyhow::{Context, bail};
use dateline_record::{DocumentRow, EventMentionRow, MentionRow, TimeRow};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// A labelled telling.
pub struct Telling<'a> {
    /// Its incident.
    pub incident: &'a Value,
    /// As labelled.
    pub label: &'a Value,
    /// Events of ours, by id, that are told in its sentence.
    pub events: BTreeSet<String>,
}

/// Reads the articles into a desk in `folder`, each under the date that the labels give it, and exports `what`.
pub fn export(folder: &Path, what: &str) -> anyhow::Result<Vec<Value>> {
    let out = Command::new(gold::program()?).arg("--desk").arg(folder.join("desk")).args(["export", what]).output()?;
    if !out.status.success() {
        bail!("export {what}: {}", String::from_utf8_lossy(&out.stderr));
    }
    String::from_utf8(out.stdout)?.lines().map(|line| serde_json::from_str(line).context("a row is JSON")).collect()
}

/// Writes every article to a file of its own under `folder`, and reads all of them into a desk there; where one is kept, its documents
/// are only related anew.
pub fn desk(folder: &Path, table: &Path, labels: &[Value]) -> anyhow::Result<()> {
    let program = gold::program()?;
    if folder.join("desk").exists() {
        let out =
            Command::new(&program).arg("--desk").arg(folder.join("desk")).args(["rebuild", "--relations"]).output()?;
        if !out.status.success() {
            bail!("rebuild: {}", String::from_utf8_lossy(&out.stderr));
        }
        return Ok(());
    }
    let mut published: BTreeMap<String, String> = BTreeMap::new();
    for telling in labels.iter().flat_map(|file| list(&file["incidents"])).flat_map(|own| list(&own["tellings"])) {
        if let (Some(document), Some(day)) = (telling["document"].as_str(), telling["published"].as_str()) {
            published.insert(document.to_string(), day.to_string());
        }
    }
    let mut groups: BTreeMap<(String, String), Vec<std::path::PathBuf>> = BTreeMap::new();
    for article in crate::draw::fakes::read(table)? {
        let path = folder.join(format!("{}.txt", article.id));
        if path.exists() {
            continue;
        }
        std::fs::write(&path, &article.text)?;
        let day = published.get(&article.id).cloned().unwrap_or(article.day);
        groups.entry((day, article.outlet)).or_default().push(path);
    }
    for ((day, outlet), paths) in groups {
        let mut read = Command::new(&program);
        read.arg("--desk").arg(folder.join("desk")).args(["read", "--as", "article", "--outlet", &outlet]);
        if day.len() == 10 {
            read.args(["--published", &day]);
        }
        let out = read.args(&paths).output()?;
        if !out.status.success() {
            bail!("read: {}", String::from_utf8_lossy(&out.stderr));
        }
    }
    Ok(())
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// First and last byte of a place.
pub fn range(span: &Value) -> (u64, u64) {
    (span[0].as_u64().unwrap_or_default(), span[1].as_u64().unwrap_or_default())
}

/// Prints the figures of one half.
pub fn score(held: bool, verbose: bool) -> anyhow::Result<()> {
    let Some(table) = gold::set("fa-kes") else { return Ok(()) };
    let folder = gold::root().join("xtask/labels/incidents");
    let labels = ["dev.json", "held.json"]
        .map(|name| -> anyhow::Result<Value> { Ok(serde_json::from_slice(&std::fs::read(folder.join(name))?)?) });
    let [dev, other] = labels;
    let labels = [dev?, other?];
    let thrown_away = tempfile::tempdir()?;
    // For who works on joins: reading takes minutes and does not change.
    let kept = std::env::var_os("DATELINE_KEPT").map(std::path::PathBuf::from);
    let desk_folder = kept.as_deref().unwrap_or(thrown_away.path());
    std::fs::create_dir_all(desk_folder)?;
    desk(desk_folder, &table, &labels)?;
    let events = export(desk_folder, "events")?;
    let own = &labels[usize::from(held)];
    let tellings = tellings(own, &events);
    let found = tellings.iter().filter(|telling| !telling.events.is_empty()).count();
    println!(
        "{} half: {} tellings of {} incidents; {found} found",
        if held { "held" } else { "dev" },
        tellings.len(),
        list(&own["incidents"]).len()
    );
    let apart: BTreeSet<(String, String)> =
        list(&own["apart"]).iter().map(|pair| key(&pair["documents"][0], &pair["documents"][1])).collect();
    let (mut pairs, mut both, mut joined, mut wrong) = (0, 0, 0, 0);
    for (at, one) in tellings.iter().enumerate() {
        for other in &tellings[at + 1..] {
            if one.label["document"] == other.label["document"] || unsure(one, other) {
                continue;
            }
            let is_joined = !one.events.is_disjoint(&other.events);
            if one.incident["id"] == other.incident["id"] {
                pairs += 1;
                both += usize::from(!one.events.is_empty() && !other.events.is_empty());
                joined += usize::from(is_joined);
            } else if is_joined && !is_within(one, other) {
                wrong += 1;
                if verbose {
                    println!(
                        "  wrong: {} in {} and {} in {}",
                        one.incident["id"], one.label["document"], other.incident["id"], other.label["document"]
                    );
                }
            }
        }
    }
    if verbose {
        missed(&tellings, desk_folder, &events)?;
    }
    let ratio = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    println!(
        "joined pairs: P {:.3} R {:.3} ({joined} of {pairs}, of which {both} have both found; {wrong} wrong); {} pairs apart",
        ratio(joined, joined + wrong),
        ratio(joined, pairs),
        apart.len()
    );
    disagreements(own, &export(desk_folder, "disagreements")?, verbose);
    let known: BTreeSet<&str> = tellings.iter().flat_map(|telling| &telling.events).map(String::as_str).collect();
    let several: Vec<&Value> = events
        .iter()
        .filter(|event| event["reports"].as_u64().is_some_and(|reports| reports > 1))
        .filter(|event| event["id"].as_str().is_some_and(|id| !known.contains(id)))
        .collect();
    println!("events of two or more articles that no label of this half knows: {}", several.len());
    if verbose {
        for event in several {
            println!("  {} {}", event["type"], event["when"]["edtf"]);
            for telling in list(&event["mentions"]) {
                println!("    {} {:.160}", file(telling), telling["text"].as_str().unwrap_or_default());
            }
        }
    }
    Ok(())
}

/// Holds what we say of pairs of claims against the labels: a claim of ours is a labelled one of the same article and attribute
/// where it has a byte or, being a number, the thing counted and the value in common.
fn disagreements(labels: &Value, rows: &[Value], verbose: bool) {
    let (mut right, mut other_type, mut none, mut unknown) = (0, 0, 0, 0);
    let mut found: BTreeSet<(String, String)> = BTreeSet::new();
    for row in rows {
        let claims = list(&row["claims"]);
        let pairs =
            claims.iter().enumerate().flat_map(|(at, one)| claims[at + 1..].iter().map(move |other| (one, other)));
        for (one, other) in pairs {
            for (a, b) in list(&one["spans"]).iter().flat_map(|a| list(&other["spans"]).iter().map(move |b| (a, b))) {
                if a["document"] == b["document"] {
                    continue;
                }
                let verdicts = list(&labels["incidents"]).iter().filter_map(|incident| {
                    let sides = [claimed(incident, row, one, a), claimed(incident, row, other, b)];
                    let both = sides.iter().all(|side| !side.is_empty());
                    let verdict = both.then(|| judge(incident, row, &sides, &mut found))?;
                    // Of what is open, only some pairs are labelled; the others count neither way.
                    let is_open = list(&incident["open"]).contains(&row["attribute"]);
                    (verdict != Verdict::NoneLabelled || !is_open).then_some(verdict)
                });
                let verdict = verdicts.max();
                match verdict {
                    None => unknown += 1,
                    Some(Verdict::NoneLabelled) => none += 1,
                    Some(Verdict::OtherType) => other_type += 1,
                    Some(Verdict::Right) => right += 1,
                }
                if verbose {
                    println!(
                        "  {verdict:?}: {} of {} {}: {} in {} and {} in {}",
                        row["type"],
                        row["attribute"],
                        row["of"],
                        one["value"],
                        file(a),
                        other["value"],
                        file(b)
                    );
                }
            }
        }
    }
    let labelled: usize =
        list(&labels["incidents"]).iter().map(|incident| list(&incident["disagreements"]).len()).sum();
    let judged = right + other_type + none;
    println!(
        "disagreements, pairs of claims: P {:.3} ({right} of {judged} judged; {other_type} of another type, {none} not labelled; {unknown} of \
         claims that this half does not label); R {:.3} ({} of {labelled} labelled)",
        right as f64 / judged.max(1) as f64,
        found.len() as f64 / labelled.max(1) as f64,
        found.len()
    );
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Verdict {
    NoneLabelled,
    OtherType,
    Right,
}

/// The labelled claims that a claim of ours is.
fn claimed(incident: &Value, row: &Value, claim: &Value, span: &Value) -> Vec<String> {
    let document = file(span);
    let tellings = list(&incident["tellings"]).iter().filter(|telling| telling["document"] == document.as_str());
    let (from, to) = (span["start"].as_u64().unwrap_or_default(), span["end"].as_u64().unwrap_or_default());
    let value = claim["value"].as_str().unwrap_or_default().trim_start_matches(['>', '=', '~', '<']);
    let is_it = |own: &&Value| {
        let spans = std::iter::once(&own["span"]).chain(list(&own["again"])).map(range);
        let low = own["low"].as_f64().map(|low| low.to_string());
        own["attribute"] == row["attribute"]
            && (spans.into_iter().any(|(first, last)| first < to && from < last)
                || row["attribute"] == "number" && own["of"] == row["of"] && low.as_deref() == Some(value))
    };
    let claims = tellings.flat_map(|telling| list(&telling["claims"])).filter(is_it);
    claims.filter_map(|own| own["id"].as_str()).map(str::to_string).collect()
}

/// What the labels say of two claims.
fn judge(incident: &Value, row: &Value, sides: &[Vec<String>; 2], found: &mut BTreeSet<(String, String)>) -> Verdict {
    let mut best = Verdict::NoneLabelled;
    let has = |side: &Value, claims: &[String]| {
        list(side).iter().any(|own| claims.iter().any(|claim| own["claim"] == claim.as_str()))
    };
    for label in list(&incident["disagreements"]) {
        let all = list(&label["sides"]);
        let holds = (0..all.len())
            .any(|a| (0..all.len()).any(|b| a != b && has(&all[a], &sides[0]) && has(&all[b], &sides[1])));
        if holds {
            let is_type = label["type"] == row["type"] || list(&label["or"]).contains(&row["type"]);
            best = best.max(if is_type { Verdict::Right } else { Verdict::OtherType });
            if is_type {
                found.insert((incident["id"].to_string(), label["id"].to_string()));
            }
        }
    }
    best
}

/// Says of each pair of found tellings that is not joined which signs its likest tellings have.
fn missed(tellings: &[Telling], folder: &Path, events: &[Value]) -> anyhow::Result<()> {
    let rows = |what: &str| export(folder, what);
    let (mut told, mut by_document) = (BTreeMap::new(), BTreeMap::new());
    for row in rows("event-mentions")? {
        let own: EventMentionRow = serde_json::from_value(row)?;
        let slot: &mut (Vec<EventMentionRow>, Vec<MentionRow>, Vec<TimeRow>) =
            by_document.entry(own.document.clone()).or_default();
        slot.0.push(own);
    }
    for row in rows("mentions")? {
        let own: MentionRow = serde_json::from_value(row)?;
        by_document.entry(own.document.clone()).or_default().1.push(own);
    }
    for row in rows("times")? {
        let own: TimeRow = serde_json::from_value(row)?;
        by_document.entry(own.document.clone()).or_default().2.push(own);
    }
    for row in rows("documents")? {
        let document: DocumentRow = serde_json::from_value(row)?;
        if let Some((own, mentions, times)) = by_document.get(&document.id) {
            told.extend(
                dateline_relate::tellings(&document, own, mentions, times).into_iter().map(|told| (told.id, told)),
            );
        }
    }
    let mut of_event: BTreeMap<&str, Vec<(String, u64)>> = BTreeMap::new();
    for event in events {
        for telling in list(&event["mentions"]) {
            let id = u64::from_str_radix(telling["mention"].as_str().unwrap_or_default(), 16)?;
            of_event.entry(event["id"].as_str().unwrap_or_default()).or_default().push((file(telling), id));
        }
    }
    let ids = |telling: &Telling| -> Vec<u64> {
        let all = telling.events.iter().flat_map(|event| &of_event[event.as_str()]);
        all.filter(|(file, _)| telling.label["document"] == file.as_str()).map(|(_, id)| *id).collect()
    };
    for (at, one) in tellings.iter().enumerate() {
        for other in &tellings[at + 1..] {
            let same = one.incident["id"] == other.incident["id"] && one.label["document"] != other.label["document"];
            if !same || unsure(one, other) || !one.events.is_disjoint(&other.events) {
                continue;
            }
            let pairs = ids(one).into_iter().flat_map(|one| ids(other).into_iter().map(move |other| (one, other)));
            let weighed = pairs.filter_map(|(one, other)| {
                let signs = dateline_relate::signs(&told[&one], &told[&other])?;
                Some((
                    signs.iter().map(|sign| sign.weight).sum::<i32>(),
                    signs.iter().map(|sign| sign.name).collect::<Vec<_>>(),
                    one,
                    other,
                ))
            });
            let pair = (&one.incident["id"], &one.label["document"], &other.label["document"]);
            match weighed.max_by_key(|best| best.0) {
                Some((weight, signs, a, b)) => println!(
                    "  missed {pair:?}: {weight} {} [{:?} {:?}] {:016x} {:016x}",
                    signs.join(", "),
                    told[&a].days,
                    told[&b].days,
                    a,
                    b
                ),
                None => println!(
                    "  missed {pair:?}: cannot be one or not found ({} and {})",
                    one.events.len(),
                    other.events.len()
                ),
            }
        }
    }
    Ok(())
}

/// The labelled tellings of a half, with the events of ours that are told in their sentences.
pub fn tellings<'a>(labels: &'a Value, events: &[Value]) -> Vec<Telling<'a>> {
    let mut at: BTreeMap<String, Vec<(u64, u64, &str)>> = BTreeMap::new();
    const FORCE: &[&str] = &["ASSAULT", "DEATH", "ACCIDENT", "COERCE", "DISASTER"];
    let real = |telling: &&Value| matches!(telling["modality"].as_str(), Some("happened" | "ongoing" | "historical"));
    for event in events.iter().filter(|event| event["type"].as_str().is_some_and(|class| FORCE.contains(&class))) {
        for telling in list(&event["mentions"]).iter().filter(real) {
            let (from, to) = (telling["span"]["start"].as_u64(), telling["span"]["end"].as_u64());
            let place = (from.unwrap_or_default(), to.unwrap_or_default(), event["id"].as_str().unwrap_or_default());
            at.entry(file(telling)).or_default().push(place);
        }
    }
    let mut tellings = Vec::new();
    for incident in list(&labels["incidents"]) {
        for label in list(&incident["tellings"]) {
            let mut events = BTreeSet::new();
            let whether = list(&label["claims"])
                .iter()
                .filter(|claim| claim["attribute"] == "whether" && claim["value"] == "asserted");
            for claim in whether {
                let spans = std::iter::once(&claim["span"]).chain(list(&claim["again"])).map(range);
                for (from, to) in spans {
                    let own =
                        at.get(label["document"].as_str().unwrap_or_default()).map(Vec::as_slice).unwrap_or_default();
                    events.extend(
                        own.iter().filter(|place| place.0 <= from && to <= place.1).map(|place| place.2.to_string()),
                    );
                }
            }
            tellings.push(Telling { incident, label, events });
        }
    }
    tellings
}

/// The article of a telling: its file's name.
pub fn file(telling: &Value) -> String {
    let path = Path::new(telling["path"].as_str().unwrap_or_default());
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn key(one: &Value, other: &Value) -> (String, String) {
    let (one, other) = (one.as_str().unwrap_or_default().to_string(), other.as_str().unwrap_or_default().to_string());
    if one < other { (one, other) } else { (other, one) }
}

fn unsure(one: &Telling, other: &Telling) -> bool {
    let doubtful =
        |telling: &Telling| list(&telling.incident["unsure"]).iter().any(|unsure| unsure["of"] == "incident");
    doubtful(one) || doubtful(other)
}

/// Whether one incident is a part of the other, or of what the other is a part of.
fn is_within(one: &Telling, other: &Telling) -> bool {
    let (a, b) = (one.incident, other.incident);
    a["within"] == b["id"] || b["within"] == a["id"] || !a["within"].is_null() && a["within"] == b["within"]
}
