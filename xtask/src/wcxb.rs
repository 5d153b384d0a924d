//! `html-wcxb`: body, title, authors and date of pages of four types, against their labels.
//!
//! What counts as the content of a page: on article pages the documents of kind `article`; on forum pages those and
//! `comment` and `post`; on collection and listing pages `article`, `brief`, `listing` and `live-entry`, titles of entries with
//! them, since the labels hold headings. Word F1 is that of bags of lower-case words, a mean over pages, as the set's own
//! paper counts it. A page whose label holds no words counts for none. Dates and authors are scored where the label has one.

use crate::gold;
use anyhow::Context;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Page types, with the kinds that are their content.
const TYPES: &[(&str, &[&str])] = &[
    ("article", &["article"]),
    ("collection", &["article", "brief", "listing", "live-entry"]),
    ("listing", &["article", "brief", "listing", "live-entry"]),
    ("forum", &["article", "comment", "post"]),
];

/// Prints a line for each page type; with `verbose`, one for each page and wrong field.
pub fn score(verbose: bool) -> anyhow::Result<()> {
    let Some(set) = gold::set("html-wcxb") else { return Ok(()) };
    let program = gold::program()?;
    for (name, kinds) in TYPES {
        let folder = set.join(name);
        let rows = gold::annotate(&program, &["--layers", "documents"], &folder)?;
        let mut pages: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for row in rows {
            let path = row["path"].as_str().unwrap_or_default();
            let file = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let Some(key) = file.strip_suffix(".html.gz") else { continue };
            pages.entry(key.to_owned()).or_default().push(row);
        }
        let (mut tally, mut halves) = (Tally::default(), [Tally::default(), Tally::default()]);
        let mut labels: Vec<_> = fs::read_dir(&folder)?.collect::<Result<Vec<_>, _>>()?;
        labels.sort_by_key(fs::DirEntry::path);
        for label in labels {
            let file = label.file_name().to_string_lossy().into_owned();
            let Some(key) = file.strip_suffix(".json") else { continue };
            let truth: Value = serde_json::from_slice(&fs::read(label.path())?).context(file.clone())?;
            let rows = pages.remove(key).unwrap_or_default();
            tally.page(&format!("{name}/{key}"), &truth["ground_truth"], &rows, kinds, verbose);
            let half = key.bytes().last().map_or(0, |digit| usize::from(digit % 2));
            halves[half].page("", &truth["ground_truth"], &rows, kinds, false);
        }
        tally.print(name);
        if *name == "article" {
            // Titles, dates and authors were developed on the pages with even numbers.
            halves.iter().zip(["even", "odd"]).for_each(|(half, which)| half.print_fields(which));
        }
    }
    Ok(())
}

#[derive(Default)]
struct Tally {
    pages: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    dates: usize,
    dates_right: usize,
    dates_wrong: usize,
    /// Of the wrong ones, those whose label is the day that the row gives as that of the last change.
    dates_changed: usize,
    dates_doubted: usize,
    dates_extra: usize,
    authors: usize,
    authors_right: usize,
    authors_some: usize,
    authors_wrong: usize,
    titles: usize,
    titles_right: usize,
}

impl Tally {
    fn page(&mut self, name: &str, truth: &Value, rows: &[Value], kinds: &[&str], verbose: bool) {
        let counted = |row: &&Value| row["kind"].as_str().is_some_and(|kind| kinds.contains(&kind));
        let entries = kinds.contains(&"listing");
        let mut found = String::new();
        for row in rows.iter().filter(counted) {
            let title = row["title"].as_str().filter(|_| entries).unwrap_or_default();
            let text = row["text"].as_str().unwrap_or_default();
            // A title that the text begins with is not counted twice.
            if !text.starts_with(title) {
                found.push_str(title);
                found.push('\n');
            }
            found.push_str(text);
            found.push('\n');
        }
        if let Some(wanted) = truth["main_content"].as_str().filter(|wanted| !wanted.trim().is_empty()) {
            let (precision, recall) = bags(wanted, &found);
            let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
            self.pages += 1;
            self.precision += precision;
            self.recall += recall;
            self.f1 += f1;
            if verbose {
                let found: BTreeSet<&str> = rows.iter().filter_map(|row| row["kind"].as_str()).collect();
                println!("{name}  P {precision:.2} R {recall:.2} F1 {f1:.2}  {found:?}");
            }
        }
        let first = rows.iter().find(|row| row["kind"] == "article").or_else(|| rows.iter().find(counted));
        self.date(name, truth, first, verbose);
        self.author(name, truth, first, verbose);
        if let Some(title) = truth["title"].as_str().filter(|title| !title.trim().is_empty()) {
            let found = first.and_then(|row| row["title"].as_str()).unwrap_or_default();
            let (title, found) = (words(title).join(" "), words(found).join(" "));
            let held = !found.is_empty() && (title.contains(&found) || found.contains(&title));
            self.titles += 1;
            self.titles_right += usize::from(held);
            if verbose && !held {
                println!("{name}  title {title:?}, found {found:?}");
            }
        }
    }

    fn date(&mut self, name: &str, truth: &Value, row: Option<&Value>, verbose: bool) {
        let published = row.map_or(&Value::Null, |row| &row["published"]);
        let day = published["edtf"]
            .as_str()
            .filter(|edtf| !edtf.contains('/'))
            .and_then(|edtf| edtf.get(..10))
            .unwrap_or_default();
        let Some(wanted) = truth["publish_date"].as_str().and_then(|date| date.get(..10)) else {
            self.dates_extra += usize::from(!day.is_empty());
            return;
        };
        self.dates += 1;
        if day == wanted {
            self.dates_right += 1;
            return;
        }
        let doubted = matches!(published["method"].as_str(), Some("inferred" | "fallback"));
        if !day.is_empty() {
            self.dates_wrong += usize::from(!doubted);
            let changed = row.and_then(|row| row["updated"]["edtf"].as_str()).and_then(|edtf| edtf.get(..10));
            self.dates_changed += usize::from(!doubted && changed == Some(wanted));
            self.dates_doubted += usize::from(doubted);
        }
        if verbose {
            println!("{name}  date {wanted}, found {} {}", published["edtf"], published["method"]);
        }
    }

    fn author(&mut self, name: &str, truth: &Value, row: Option<&Value>, verbose: bool) {
        let Some(author) = truth["author"].as_str().filter(|author| !author.trim().is_empty()) else { return };
        let wanted = names(author);
        let byline = row.and_then(|row| row["byline"].as_array());
        let found: BTreeSet<String> = byline
            .into_iter()
            .flatten()
            .filter_map(|by| by["name"].as_str())
            .map(|name| words(name).join(" "))
            .collect();
        self.authors += 1;
        self.authors_right += usize::from(found == wanted);
        let some = found.iter().any(|name| wanted.contains(name));
        self.authors_some += usize::from(some);
        self.authors_wrong += usize::from(!some && !found.is_empty());
        if verbose && found != wanted {
            println!("{name}  author {author:?}, found {found:?}");
        }
    }

    fn print(&self, name: &str) {
        let mean = |sum: f64| sum / self.pages.max(1) as f64;
        println!(
            "{name:<11} {:>4} pages  word P {:.3} R {:.3} F1 {:.3}",
            self.pages,
            mean(self.precision),
            mean(self.recall),
            mean(self.f1)
        );
        self.print_fields("");
    }

    /// Dates, authors, titles; `which` pages they are of.
    fn print_fields(&self, which: &str) {
        let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
        println!(
            "{which:>11} dates {:>4}: right {:.3}, wrong without doubt {:.3} ({} are the row's `updated`), wrong with doubt {:.3}; {} dated where the label has none",
            self.dates,
            share(self.dates_right, self.dates),
            share(self.dates_wrong, self.dates),
            self.dates_changed,
            share(self.dates_doubted, self.dates),
            self.dates_extra
        );
        println!(
            "{which:>11} authors {:>4}: all right {:.3}, one right {:.3}, none of those named right {:.3}; titles {}: right {:.3}",
            self.authors,
            share(self.authors_right, self.authors),
            share(self.authors_some, self.authors),
            share(self.authors_wrong, self.authors),
            self.titles,
            share(self.titles_right, self.titles)
        );
    }
}

/// The names in a label: several are parted by commas, semicolons, ampersands or “and”.
fn names(label: &str) -> BTreeSet<String> {
    let label = label.replace(" and ", ",").replace(" & ", ",");
    label.split([',', ';']).map(|name| words(name).join(" ")).filter(|name| !name.is_empty()).collect()
}

/// Words in lower case.
pub fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Precision and recall of a bag of words.
pub fn bags(wanted: &str, found: &str) -> (f64, f64) {
    let mut bag: BTreeMap<String, i64> = BTreeMap::new();
    let (wanted, found) = (words(wanted), words(found));
    wanted.iter().for_each(|word| *bag.entry(word.clone()).or_default() += 1);
    let mut shared = 0;
    for word in &found {
        if let Some(count) = bag.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    let share = |of: usize| if of == 0 { 0.0 } else { f64::from(shared) / of as f64 };
    (share(found.len()), share(wanted.len()))
}
