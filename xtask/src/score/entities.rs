//! Whether names of two documents mean one: pairs labelled by hand, and what joins the five captures.
//!
//! The documents of a half are read into a desk that is thrown away; a pair is joined where both names have the same entity.

use crate::draw::fakes;
use crate::gold;
use anyhow::{Context, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Mentions of a file: first and last byte, whether it is a name, the entity.
type Mentions = BTreeMap<String, Vec<(u64, u64, bool, Option<String>)>>;

#[derive(Default)]
struct Tally {
    joined_same: usize,
    joined_different: usize,
    apart_same: usize,
    apart_different: usize,
}

impl Tally {
    fn add(&mut self, is_same: bool, is_joined: bool) {
        *match (is_same, is_joined) {
            (true, true) => &mut self.joined_same,
            (false, true) => &mut self.joined_different,
            (true, false) => &mut self.apart_same,
            (false, false) => &mut self.apart_different,
        } += 1;
    }

    fn line(&self, name: &str) {
        let of = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let precision = of(self.joined_same, self.joined_same + self.joined_different);
        let recall = of(self.joined_same, self.joined_same + self.apart_same);
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        println!(
            "{name:<20} {:>3} same, {:>3} different: joined {} and {}; precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}",
            self.joined_same + self.apart_same,
            self.joined_different + self.apart_different,
            self.joined_same,
            self.joined_different
        );
    }
}

/// Scores the pairs of a half, then the captures; `verbose` prints the pairs of dev that are wrong.
pub(super) fn run(verbose: bool, held: bool) -> anyhow::Result<()> {
    if gold::set("newsfront").is_none() || gold::set("wikinews-2k.jsonl").is_none() {
        return Ok(());
    }
    let name = if held { "held.json" } else { "dev.json" };
    let pairs: Vec<Value> = serde_json::from_slice(&fs::read(gold::root().join("xtask/labels/entities").join(name))?)?;
    let folder = tempfile::tempdir()?;
    let mut texts = Texts::read()?;
    let places = |pair: &Value, texts: &mut Texts| -> anyhow::Result<[Place; 2]> {
        Ok([texts.put(&pair["a"], folder.path())?, texts.put(&pair["b"], folder.path())?])
    };
    let places = pairs.iter().map(|pair| places(pair, &mut texts)).collect::<anyhow::Result<Vec<_>>>()?;
    let mentions = mentions(folder.path())?;
    let (mut all, mut strata, mut kinds) = (Tally::default(), BTreeMap::<_, Tally>::new(), BTreeMap::<_, Tally>::new());
    for (pair, [a, b]) in pairs.iter().zip(&places) {
        let class = pair["class"].as_str().unwrap_or_default();
        if class == "unsure" {
            continue;
        }
        let is_same = class == "same";
        let is_joined = entity(&mentions, a).is_some_and(|own| Some(own) == entity(&mentions, b));
        all.add(is_same, is_joined);
        strata.entry(pair["stratum"].as_str().unwrap_or_default()).or_default().add(is_same, is_joined);
        let kind = format!("{class}: {}", pair["kind"].as_str().unwrap_or_default());
        kinds.entry(kind).or_default().add(is_same, is_joined);
        if verbose && !held && is_same != is_joined {
            println!(
                "{class} {}: {} {}..{} {:?} | {} {}..{} {:?}",
                pair["stratum"],
                a.file,
                a.start,
                a.end,
                entity(&mentions, a),
                b.file,
                b.start,
                b.end,
                entity(&mentions, b)
            );
        }
    }
    strata.iter().for_each(|(name, tally)| tally.line(name));
    kinds.iter().for_each(|(name, tally)| tally.line(name));
    all.line("all");
    if held { Ok(()) } else { captures(verbose) }
}

/// A place in a file of the folder.
struct Place {
    file: String,
    start: u64,
    end: u64,
}

/// The texts that the sets hold several of in one file.
struct Texts {
    wikinews: BTreeMap<String, String>,
    fakes: BTreeMap<String, String>,
}

impl Texts {
    fn read() -> anyhow::Result<Texts> {
        let gold = gold::shared().join("gold");
        let mut wikinews = BTreeMap::new();
        for line in fs::read_to_string(gold.join("wikinews-2k.jsonl"))?.lines() {
            let row: Value = serde_json::from_str(line)?;
            wikinews.insert(row["id"].to_string(), row["text"].as_str().unwrap_or_default().to_string());
        }
        let fakes = fakes::read(&gold.join("fa-kes"))?.into_iter().map(|article| (article.id, article.text)).collect();
        Ok(Texts { wikinews, fakes })
    }

    /// Writes the document of a label into `folder` and says where the name is in it.
    fn put(&mut self, label: &Value, folder: &Path) -> anyhow::Result<Place> {
        let source = label["source"].as_str().context("a label names its source")?;
        let of = |at: usize| label["name"][at].as_u64().context("a name has a place");
        let (start, end) = (of(0)?, of(1)?);
        if let Some(document) = label["document"].as_str() {
            let texts = if source == "fa-kes" { &self.fakes } else { &self.wikinews };
            let text = texts.get(document).with_context(|| format!("{source} has no {document}"))?;
            let byte = |char: u64| text.char_indices().nth(char as usize).map_or(text.len(), |(at, _)| at) as u64;
            let file = format!("{source}-{document}.txt");
            fs::write(folder.join(&file), text)?;
            return Ok(Place { file, start: byte(start), end: byte(end) });
        }
        let path = label["path"].as_str().context("a label names its document")?;
        let file = format!("{source}-{}", path.replace('/', "-"));
        fs::copy(gold::shared().join("gold").join(source).join(path), folder.join(&file))?;
        Ok(Place { file, start, end })
    }
}

/// Reads a folder into a desk that is thrown away, and gives its mentions.
fn mentions(folder: &Path) -> anyhow::Result<Mentions> {
    let program = gold::program()?;
    let desk = tempfile::tempdir()?;
    let run = |arguments: &[&str], path: Option<&Path>| -> anyhow::Result<Vec<u8>> {
        let mut command = Command::new(&program);
        command.arg("--desk").arg(desk.path()).args(arguments).args(path);
        let output = command.output().context("dateline")?;
        if output.status.code().is_none_or(|code| code > 1) {
            bail!("dateline: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.stdout)
    };
    run(&["read"], Some(folder))?;
    let mut mentions = Mentions::new();
    for line in run(&["export", "mentions"], None)?.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let row: Value = serde_json::from_slice(line)?;
        let number = |name: &str| row["span"][name].as_u64().unwrap_or_default();
        let file = super::file_name(&row).to_string();
        let entity = row["entity"].as_str().map(str::to_string);
        mentions.entry(file).or_default().push((number("start"), number("end"), row["form"] == "name", entity));
    }
    Ok(mentions)
}

/// The entity of the name at a place.
fn entity<'a>(mentions: &'a Mentions, place: &Place) -> Option<&'a str> {
    find(mentions, place).flatten()
}

/// Of the mentions that touch a place, the entity of the name that fits best; none where there is no mention.
fn find<'a>(mentions: &'a Mentions, place: &Place) -> Option<Option<&'a str>> {
    let touching = mentions.get(&place.file)?.iter().filter(|own| own.0 < place.end && place.start < own.1);
    let best = touching.min_by_key(|own| (!own.2, own.0.abs_diff(place.start) + own.1.abs_diff(place.end)))?;
    Some(best.3.as_deref())
}

/// What joins the five captures: links of names found, and what a careless system would join.
fn captures(verbose: bool) -> anyhow::Result<()> {
    let folder: PathBuf = gold::shared().join("captures");
    if !folder.exists() {
        println!("skipped: {} is absent", folder.display());
        return Ok(());
    }
    let label: Value = serde_json::from_slice(&fs::read(gold::root().join("xtask/labels/relations/captures.json"))?)?;
    let mentions = mentions(&folder)?;
    let files: Vec<String> = label["files"].as_array().into_iter().flatten().map(file_of).collect();
    let place = |own: &Value| -> Option<Place> {
        let file = files.get(own[0].as_u64()? as usize)?.clone();
        Some(Place { file, start: own[2].as_u64()?, end: own[3].as_u64()? })
    };
    let text = |place: &Place| -> String {
        let mut bytes = Vec::new();
        let read = fs::File::open(folder.join(&place.file)).and_then(|mut file| file.read_to_end(&mut bytes));
        let own = bytes.get(place.start as usize..place.end as usize).filter(|_| read.is_ok()).unwrap_or_default();
        String::from_utf8_lossy(own).replace('\n', " ")
    };
    let (mut pairs, mut names) = (Tally::default(), Tally::default());
    let mut links = Links::default();
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entity_label in label["entities"].as_array().into_iter().flatten() {
        let own = entity_label["mentions"].as_array().into_iter().flatten();
        let own: Vec<(Place, &str)> =
            own.filter_map(|mention| Some((place(mention)?, mention[4].as_str().unwrap_or_default()))).collect();
        for (place, how) in &own {
            if let Some(id) = entity(&mentions, place).filter(|_| !is_described(how)) {
                owners.entry(id.to_string()).or_default().insert(entity_label["id"].to_string());
            }
        }
        links.add(own.iter().filter(|(_, how)| !is_described(how)).map(|(place, _)| find(&mentions, place)));
        // Each mention with the first: as many links as it takes to join all.
        for (other, how) in own.iter().skip(1) {
            let is_joined = entity(&mentions, &own[0].0).is_some_and(|first| Some(first) == entity(&mentions, other));
            pairs.add(true, is_joined);
            if !is_described(how) && !is_described(own[0].1) {
                names.add(true, is_joined);
                if verbose && !is_joined {
                    println!("not joined, {how}: {} | {}", text(&own[0].0), text(other));
                }
            }
        }
    }
    for apart in label["entities_apart"].as_array().into_iter().flatten() {
        let own: Vec<Place> = apart["mentions"].as_array().into_iter().flatten().filter_map(place).collect();
        for (at, one) in own.iter().enumerate() {
            for other in &own[at + 1..] {
                let is_joined = entity(&mentions, one).is_some_and(|id| Some(id) == entity(&mentions, other));
                pairs.add(false, is_joined);
                names.add(false, is_joined);
                if verbose && is_joined {
                    println!("joined, but {}: {} | {}", apart["why"], text(one), text(other));
                }
            }
        }
    }
    names.line("captures, names");
    pairs.line("captures, all");
    links.lines();
    let mixed: Vec<_> = owners.iter().filter(|(_, labels)| labels.len() > 1).collect();
    println!("captures: {} of {} entities found hold names of two labelled ones", mixed.len(), owners.len());
    if verbose {
        mixed.iter().for_each(|(id, labels)| println!("{id}: {labels:?}"));
    }
    Ok(())
}

/// The links that it takes to join the names of each labelled entity, counted by the parts into which they fall (MUC): a mention that is
/// not read as a name at all, as in headlines, costs its own link and no other's.
#[derive(Default)]
struct Links {
    needed: usize,
    made: usize,
    needed_of_read: usize,
    made_of_read: usize,
}

impl Links {
    /// Of each mention: none where nothing was read there, else the entity, if it has one.
    fn add<'a>(&mut self, mentions: impl Iterator<Item = Option<Option<&'a str>>>) {
        let (mut all, mut read, mut joined, mut apart) = (0, 0, BTreeSet::new(), 0);
        for own in mentions {
            all += 1;
            read += usize::from(own.is_some());
            match own.flatten() {
                Some(entity) => _ = joined.insert(entity),
                None => apart += usize::from(own.is_some()),
            }
        }
        let of = |count: usize, parts: usize| (count.saturating_sub(1), count.saturating_sub(parts.max(1)));
        let (needed, made) = of(all, joined.len() + apart + all - read);
        let (needed_of_read, made_of_read) = of(read, joined.len() + apart);
        self.needed += needed;
        self.made += made;
        self.needed_of_read += needed_of_read;
        self.made_of_read += made_of_read;
    }

    fn lines(&self) {
        let line = |name: &str, made: usize, needed: usize| {
            println!("{name}: {made} of {needed} links, recall {:.3}", made as f64 / needed.max(1) as f64);
        };
        line("captures, names, by parts", self.made, self.needed);
        line("– of those that are read as names", self.made_of_read, self.needed_of_read);
    }
}

/// Links for who follows chains, not names.
fn is_described(how: &str) -> bool {
    ["description", "metonym", "role", "office", "title"]
        .iter()
        .any(|own| how == *own || how.starts_with(&format!("{own} in ")))
}

fn file_of(file: &Value) -> String {
    file.as_str().or(file["file"].as_str()).or(file["name"].as_str()).unwrap_or_default().to_string()
}
