//! Properties of the code that only taste would keep: arrows between crates and modules, heads, data with its licence.

use crate::gold;
use anyhow::{Context, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Which of our crates each may import; nothing else.
const ARROWS: &[(&str, &[&str])] = &[
    ("record", &[]),
    ("when", &["record"]),
    ("lexicon", &["record"]),
    ("extract", &["record", "when", "lexicon"]),
    ("read", &["record", "when", "lexicon"]),
    ("relate", &["record", "when", "lexicon"]),
    ("store", &["record"]),
    ("tell", &["record", "when", "lexicon", "relate"]),
    ("export", &["record", "when", "lexicon"]),
    ("web", &["record"]),
    ("mcp", &["record", "web"]),
    ("watch", &[]),
    (
        "dateline",
        &["record", "when", "lexicon", "extract", "read", "relate", "store", "tell", "export", "web", "mcp", "watch"],
    ),
];

/// What the code of a crate must not say: the crate, the words, and what they would bring in.
const ABSENT: &[(&str, &[&str])] = &[
    ("record", &["std::fs", "std::net", "Instant::now", "SystemTime", "html5ever"]),
    ("when", &["std::fs", "std::net", "Instant::now", "SystemTime", "Zoned::now", "Timestamp::now"]),
    ("lexicon", &["std::fs", "std::net", "Instant::now", "SystemTime"]),
    ("extract", &["std::fs", "std::net", "Instant::now", "SystemTime", "Timestamp::now", "dateline_read"]),
    ("read", &["std::fs", "std::net", "Instant::now", "SystemTime", "Timestamp::now", "html5ever", "dateline_extract"]),
    ("relate", &["std::fs", "std::net", "Instant::now", "SystemTime", "Timestamp::now", "html5ever"]),
    ("store", &["dateline_extract", "dateline_read", "Timestamp::now"]),
    ("tell", &["std::fs", "std::net", "Instant::now", "SystemTime", "Timestamp::now", "html5ever"]),
    ("export", &["std::fs", "std::net", "Instant::now", "SystemTime", "Timestamp::now", "html5ever"]),
    ("mcp", &["std::fs", "std::net", "Instant::now", "SystemTime", "Timestamp::now", "rusqlite"]),
    ("watch", &["std::fs", "SystemTime", "Timestamp::now", "Zoned::now", "html5ever", "rusqlite"]),
    ("web", &["std::fs", "Instant::now", "SystemTime", "Timestamp::now", "html5ever", "rusqlite"]),
];

/// Files longer than this are named, not refused: most sit near 100–250 lines.
const LONG: usize = 400;

/// Checks everything and lists what is wrong.
pub fn run() -> anyhow::Result<()> {
    let root = gold::root();
    let mut wrong = Vec::new();
    arrows(&root, &mut wrong)?;
    let files = sources(&root);
    let mut long = Vec::new();
    for path in &files {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let name = path.strip_prefix(&root).unwrap_or(path).display().to_string();
        if !text.starts_with("//! ") {
            wrong.push(format!("{name}: no head that says what the file is about"));
        }
        let lines = text.lines().count();
        if lines > LONG {
            long.push(format!("{name}: {lines} lines"));
        }
        absences(&name, &text, &mut wrong);
    }
    cycles(&root, &files, &mut wrong)?;
    data(&root, &mut wrong)?;
    long.iter().for_each(|line| println!("long: {line}"));
    wrong.iter().for_each(|line| println!("wrong: {line}"));
    println!("{} files looked at, {} long, {} wrong", files.len(), long.len(), wrong.len());
    if !wrong.is_empty() {
        bail!("not tidy");
    }
    Ok(())
}

fn arrows(root: &Path, wrong: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(root.join("crates"))? {
        let folder = entry?.path();
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_string();
        let manifest: toml::Table = fs::read_to_string(folder.join("Cargo.toml"))?.parse()?;
        let Some((_, allowed)) = ARROWS.iter().find(|(own, _)| *own == name) else {
            wrong.push(format!("crates/{name}: not in the list of arrows"));
            continue;
        };
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        for dependency in dependencies.into_iter().flat_map(toml::Table::keys) {
            if let Some(other) = dependency.strip_prefix("dateline-")
                && !allowed.contains(&other)
            {
                wrong.push(format!("crates/{name} imports {other}, against the flow"));
            }
        }
    }
    Ok(())
}

fn absences(name: &str, text: &str, wrong: &mut Vec<String>) {
    for (own, words) in ABSENT {
        // Tests, benches and examples are at the rim.
        if !name.starts_with(&format!("crates/{own}/src/")) || name.ends_with("tests.rs") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in words.iter().filter(|word| code.contains(**word)) {
            wrong.push(format!("{name}: has {word}, which {own} never does"));
        }
    }
}

/// No module of a crate imports, by way of others, itself.
fn cycles(root: &Path, files: &[PathBuf], wrong: &mut Vec<String>) -> anyhow::Result<()> {
    for (own, _) in ARROWS {
        let folder = root.join("crates").join(own).join("src");
        let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for path in files.iter().filter(|path| path.starts_with(&folder)) {
            let module = module_of(path.strip_prefix(&folder)?);
            let text = fs::read_to_string(path)?;
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let named = code.match_indices("crate::").map(|(at, word)| &code[at + word.len()..]);
            let named =
                named.map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default());
            let named = named.filter(|name| name.starts_with(char::is_lowercase)).map(str::to_string);
            imports.entry(module.clone()).or_default().extend(named.filter(|name| *name != module));
        }
        for module in imports.keys().filter(|module| !["lib", "main"].contains(&module.as_str())) {
            if reaches(&imports, module, module, &mut BTreeSet::new()) {
                wrong.push(format!("crates/{own}: module {module} imports itself by way of others"));
            }
        }
    }
    Ok(())
}

fn module_of(path: &Path) -> String {
    let first =
        path.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    first.trim_end_matches(".rs").to_string()
}

fn reaches(imports: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str, seen: &mut BTreeSet<String>) -> bool {
    imports.get(from).is_some_and(|next| {
        next.iter().any(|next| next == to || (seen.insert(next.clone()) && reaches(imports, next, to, seen)))
    })
}

/// Every data file says where it is from and under what licence, in its first lines.
fn data(root: &Path, wrong: &mut Vec<String>) -> anyhow::Result<()> {
    let crates = WalkDir::new(root.join("crates")).sort_by_file_name().into_iter().flatten();
    for entry in crates.filter(|entry| entry.file_type().is_file()) {
        let path = entry.path();
        let is_data =
            path.extension().is_some_and(|ending| ["txt", "toml", "tsv", "csv"].iter().any(|known| ending == *known));
        let is_ours = path.components().any(|part| part.as_os_str() == "src" || part.as_os_str() == "data");
        if !is_data || !is_ours {
            continue;
        }
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let head: String = text.lines().take(12).collect::<Vec<_>>().join("\n").to_lowercase();
        let source = head.contains("source") || head.contains("written for ");
        if !(source && (head.contains("licence") || head.contains("mit or apache-2.0"))) {
            wrong.push(format!(
                "{}: does not say its source and licence",
                path.strip_prefix(root).unwrap_or(path).display()
            ));
        }
    }
    Ok(())
}

/// All Rust files of the project, in order.
fn sources(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["crates", "xtask"] {
        let walk = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten();
        files.extend(
            walk.map(|entry| entry.into_path()).filter(|path| path.extension().is_some_and(|ending| ending == "rs")),
        );
    }
    files
}
