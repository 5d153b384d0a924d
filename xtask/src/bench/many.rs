//! Many documents on one desk: how fast they are read and related, in how much memory, and what one more then costs.
//!
//! The news is invented, drawn by a seed: towns in which things happen, each told by some outlets in their own words, in copies, in later
//! states of one page with another number; the same persons and bodies come again all over, in several spellings.
//! One more is a capture of a story that the desk knows, read by a program that starts anew, less what starting and reading cost.

use super::{Run, timed};
use crate::digest::Draw;
use crate::gold;
use std::path::{Path, PathBuf};
use std::process::Command;

const BEGINNINGS: &[&str] =
    &["Tur", "Sand", "Mel", "Iver", "Ask", "Orl", "Kar", "Ven", "Dros", "Hal", "Bre", "Zou", "Tam", "Rik", "Nol"];
const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "ara", "ene", "ilo", "oru", "una"];
const ENDS: &[&str] =
    &["vik", "sund", "dov", "ton", "mar", "len", "berg", "ski", "rani", "bi", "rim", "stad", "ova", "ner"];
const GIVEN: &[&str] =
    &["Orla", "Ivo", "Ana", "Yusuf", "Mikhail", "Samira", "Dario", "Nabil", "Lena", "Tomas", "Hassan", "Irina"];
const OTHER_SPELLING: &[(&str, &str)] =
    &[("Yusuf", "Youssef"), ("Mikhail", "Mihail"), ("Hassan", "Hasan"), ("Tomas", "Thomas")];
const OUTLETS: &[&str] = &[
    "Courier", "Ledger", "Herald", "Strait", "Meridian", "Watch", "Tribune", "Gazette", "Post", "Star", "Mail", "Echo",
];
/// What happens: what kills, what those are called who come.
const HAPPENINGS: &[(&str, &str)] = &[
    ("A fire on a ferry", "firefighters"),
    ("An explosion in a warehouse", "rescuers"),
    ("A landslide", "soldiers"),
    ("An attack on a checkpoint", "medics"),
    ("A collision of two trains", "engineers"),
    ("A flood", "divers"),
    ("The collapse of a bridge", "cranes"),
];
const BODIES: &[&str] = &[
    "council",
    "school",
    "hospital",
    "court",
    "bank",
    "museum",
    "harbour office",
    "union",
    "university",
    "garrison",
    "press club",
    "mill",
    "brewery",
    "orchestra",
    "railway",
    "water board",
    "diocese",
    "observatory",
    "theatre",
    "customs house",
];
const DOES: &[&str] = &[
    "promised",
    "refused",
    "began",
    "lost",
    "sold",
    "repaired",
    "inspected",
    "welcomed",
    "postponed",
    "insured",
    "painted",
    "counted",
    "defended",
    "moved",
    "hired",
    "questioned",
    "photographed",
    "closed",
    "reopened",
    "measured",
];
const THINGS: &[&str] = &[
    "the old archive",
    "two generators",
    "a shipment of grain",
    "its annual report",
    "forty beds",
    "the northern gate",
    "a second inquiry",
    "the winter timetable",
    "several paintings",
    "a disputed contract",
    "its reserves",
    "the bell tower",
    "a convoy of buses",
    "new uniforms",
    "the drainage plan",
    "an antique organ",
    "the evening market",
    "a batch of vaccines",
    "the ferry licence",
    "three warehouses",
];
const WHENCE: &[&str] = &[
    "after a long vote",
    "despite the weather",
    "in front of cameras",
    "with borrowed money",
    "for the third time",
    "against all advice",
    "without a word to neighbours",
    "before the deadline",
    "under police escort",
    "to general surprise",
    "at its own expense",
    "by a small margin",
];

/// Draws and reads `count` documents and prints what that cost. The desk stays where it is to be kept.
pub fn many(count: usize, seed: u64, keep: Option<&Path>) -> anyhow::Result<()> {
    let program = gold::program()?;
    let folder = tempfile::tempdir()?;
    let captures = folder.path().join("captures");
    let desk = keep.map_or_else(|| folder.path().join("desk"), Path::to_path_buf);
    let mut draw = Draw::new(seed);
    let names: Vec<String> = (0..(count / 8).max(40)).map(|_| word(&mut draw)).collect();
    let mut pages = Vec::new();
    for story in 0.. {
        if pages.len() > count {
            break;
        }
        pages.extend(told(story, &names, &mut draw));
    }
    let one_more = pages.split_off(count);
    let mut bytes = 0;
    for (at, page) in pages.iter().enumerate() {
        bytes += page.len();
        put(&captures.join(format!("{:04}", at / 1000)).join(format!("{at:07}.html")), page)?;
    }
    println!("{count} documents, {:.1} MB; seed {seed}", bytes as f64 / 1e6);
    let run = read(&program, &desk, &captures)?;
    println!(
        "read and related: {:.1} s, {:.0} documents/s on two cores ({:.1} CPU s), peak {:.0} MB",
        run.seconds,
        count as f64 / run.seconds,
        run.cpu_seconds,
        run.peak_megabytes
    );
    let size = |path: &Path| super::files(path).iter().filter_map(|own| Some(own.metadata().ok()?.len())).sum::<u64>();
    println!(
        "desk: data base {:.1} MB, captures {:.1} MB",
        megabytes(std::fs::metadata(desk.join("desk.sqlite"))?.len()),
        megabytes(size(&desk.join("captures")))
    );
    // The same capture into an empty desk: what is more on the full one is what relating it costs.
    let (mut full, mut empty) = (Vec::new(), Vec::new());
    for (at, page) in one_more.iter().chain(&pages[..20.min(count)]).take(9).enumerate() {
        let own = folder.path().join(format!("more-{at}.html"));
        put(
            &own,
            &page.replace("</article>", &format!("<p>This is page {at} of those that came last.</p></article>")),
        )?;
        full.push(read(&program, &desk, &own)?.seconds * 1e3);
        empty.push(read(&program, &folder.path().join(format!("empty-{at}")), &own)?.seconds * 1e3);
    }
    let (full, empty) = (middle(full), middle(empty));
    println!("one more capture: {full:.0} ms, on an empty desk {empty:.0} ms: {:.0} ms for the desk", full - empty);
    Ok(())
}

fn read(program: &Path, desk: &Path, from: &Path) -> anyhow::Result<Run> {
    timed(Command::new(program).arg("--desk").arg(desk).args(["read", "--threads", "2"]).arg(from))
}

fn put(path: &PathBuf, words: &str) -> anyhow::Result<()> {
    path.parent().map(std::fs::create_dir_all).transpose()?;
    Ok(std::fs::write(path, words)?)
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn middle(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn word(draw: &mut Draw) -> String {
    format!("{}{}{}", draw.one(BEGINNINGS), draw.one(MIDDLES), draw.one(ENDS))
}

/// “The council of Turavik sold two generators to Melodov under police escort.”
fn sentence(names: &[String], draw: &mut Draw) -> String {
    let (one, other) = (draw.one(names).clone(), draw.one(names).clone());
    let (body, does, thing, whence) = (*draw.one(BODIES), *draw.one(DOES), *draw.one(THINGS), *draw.one(WHENCE));
    match draw.below(3) {
        0 => format!("The {body} of {one} {does} {thing} {whence}."),
        1 => format!("In {other} the {body} {does} {thing}, {one} {whence}."),
        _ => format!("{one} {does} {thing} of the {body} near {other} {whence}."),
    }
}

/// The documents of one story: three to nine.
fn told(story: usize, names: &[String], draw: &mut Draw) -> Vec<String> {
    let (town, surname) = (draw.one(names).clone(), draw.one(names).clone());
    let given = *draw.one(GIVEN);
    let other = OTHER_SPELLING.iter().find(|(own, _)| *own == given).map_or(given, |(_, other)| other);
    let (what, who) = *draw.one(HAPPENINGS);
    let own: Vec<String> = (0..12).map(|_| sentence(names, draw)).collect();
    let (day, toll) = (1 + draw.below(27), 3 + draw.below(60));
    let month = 1 + draw.below(12);
    let mut pages = Vec::new();
    for at in 0..3 + draw.below(7) {
        let outlet = draw.one(OUTLETS);
        let (toll, name) = (toll + draw.below(3), if draw.happens(30) { other } else { given });
        // Some of what the story's outlets share, each in its own order, and more that is nobody else's.
        let shared = 2 + draw.below(4);
        let mut rest: Vec<String> = draw.some(&own, shared).into_iter().cloned().collect();
        (0..4 + draw.below(8)).for_each(|_| rest.push(sentence(names, draw)));
        let rest = rest.join(" ");
        let lead = match draw.below(3) {
            0 => format!("{what} killed {toll} people in {town} on Monday, {name} {surname}, the governor, said."),
            1 => format!(
                "At least {toll} people died in {town} on Monday, police said. {name} {surname} asked for help."
            ),
            _ => format!(
                "{toll} people were killed in {town} on Monday. “We needed {who} hours earlier,” said {name} {surname}."
            ),
        };
        let body = format!("<p>{lead}</p><p>{rest}</p>");
        let address = format!("https://{}.example/{story}/{at}", outlet.to_lowercase());
        let title = format!("{what} in {town}: {}", sentence(names, draw));
        pages.push(page(outlet, &address, &title, (month, day), &body));
        // A copy in another house, or a later state of the same page.
        if draw.happens(25) {
            let (outlet, address) = match draw.happens(50) {
                true => (*outlet, address),
                false => (*draw.one(OUTLETS), format!("https://copy.example/{story}/{at}")),
            };
            let body = body.replacen(&format!("{toll} people"), &format!("{} people", toll + 1 + draw.below(4)), 1);
            pages.push(page(outlet, &address, &title, (month, day), &body));
        }
    }
    pages
}

fn page(outlet: &str, address: &str, title: &str, (month, day): (usize, usize), body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title} | {outlet}</title><link rel=canonical href=\"{address}\">\
         <meta property=\"og:site_name\" content=\"{outlet}\"><meta property=\"article:published_time\" \
         content=\"2031-{month:02}-{day:02}T18:00:00Z\"></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )
}
