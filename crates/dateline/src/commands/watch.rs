//! `dateline watch`: feeds, pages and folders of mail, followed; what they bring that is new is told with its words.

use super::changes::tell;
use crate::arguments::{AddArguments, RoundArguments, Together, UsageError, WatchArguments, WatchCommand};
use crate::changes::{ChangesFilter, all};
use crate::intake::now;
use crate::screen::{self, BAD, DATE, FAINT, Run, STRONG, Screen, counted};
use crate::watching::{Round, Watching};
use anyhow::Context;
use dateline_record::{Kind, Row};
use dateline_store::{Desk, Since, Watched, Watchlist};
use dateline_watch::{Listed, Rules, checked, feeds, list as opml};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Raised by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);
/// Between two looks at what is due.
const NAP: Duration = Duration::from_millis(200);
/// Changes of one sort that are told after a round; `changes` has them all.
const TOLD: usize = 20;
/// Width of the column of addresses.
const LEFT: usize = 46;

pub fn run(directory: &Path, arguments: WatchArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    match arguments.what {
        Some(WatchCommand::Add(own)) => add(directory, own, screen),
        Some(WatchCommand::List { opml, output }) => list(directory, opml, output.json, screen),
        Some(WatchCommand::Remove { addresses }) => remove(directory, &addresses, screen),
        None => watch(directory, arguments.round, screen),
    }
}

fn add(directory: &Path, own: AddArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let mut wanted: Vec<(String, Option<String>)> = own.addresses.iter().map(|one| (one.clone(), None)).collect();
    if let Some(path) = &own.opml {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| name.clone())?;
        let found = feeds(&bytes).map_err(|why| anyhow::anyhow!("{name}: {why}"))?;
        if found.is_empty() {
            anyhow::bail!("{name}: a list without a feed");
        }
        wanted.extend(found.into_iter().map(|feed| (feed.address, feed.name)));
    }
    let folder = own.folder.as_ref().map(|path| path.canonicalize().with_context(|| path.display().to_string()));
    let folder = folder.transpose()?;
    if let Some(path) = folder.as_ref().filter(|path| !path.is_dir()) {
        anyhow::bail!("{}: no folder", path.display());
    }
    // All or none: half a list is worse than a clear error.
    let mut all = Vec::new();
    let watched = |address: String, sort: &str, outlet: Option<String>| Watched {
        address,
        sort: sort.to_string(),
        outlet: own.outlet.clone().or(outlet),
        pages: own.pages && sort == "feed",
        every_seconds: own.every,
        added_at: now(),
        ..Watched::default()
    };
    let mut refused = Vec::new();
    for (address, name) in wanted {
        match checked(&address, own.any_port) {
            Ok(address) => all.push(watched(address, "feed", name)),
            Err(why) => refused.push(format!("{address}: {why}")),
        }
    }
    if own.opml.is_none() && !refused.is_empty() {
        return Err(UsageError(refused.join("; ")).into());
    }
    all.extend(folder.map(|path| watched(path.display().to_string(), "folder", None)));
    Desk::create(directory)?;
    let list = Watchlist::open(directory)?;
    let mut fresh = 0;
    for one in &all {
        fresh += u64::from(list.add(one)?);
    }
    let known = all.len() as u64 - fresh;
    let also = if known > 0 { format!(", {known} watched already") } else { String::new() };
    screen.paragraph(0, &[Run(STRONG, &format!("{} added{also}", counted(fresh, "source")))])?;
    for words in &refused {
        screen.paragraph(2, &[Run(BAD, &format!("left out: {words}"))])?;
    }
    Ok(ExitCode::from(u8::from(!refused.is_empty())))
}

fn remove(directory: &Path, addresses: &[String], screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let list = existing(directory)?;
    let mut absent = Vec::new();
    for address in addresses {
        let other = checked(address, true).unwrap_or_else(|_| address.clone());
        if !list.remove(address)? && !list.remove(&other)? {
            absent.push(address.as_str());
        }
    }
    if !absent.is_empty() {
        anyhow::bail!("not watched: {}", absent.join(", "));
    }
    screen.paragraph(0, &[Run(STRONG, &format!("{} watched no more", counted(addresses.len() as u64, "source")))])?;
    Ok(ExitCode::SUCCESS)
}

fn existing(directory: &Path) -> anyhow::Result<Watchlist> {
    Desk::open(directory)?;
    if !Watchlist::is_there(directory) {
        anyhow::bail!("nothing is watched: dateline watch add ADDRESS");
    }
    Ok(Watchlist::open(directory)?)
}

fn list(directory: &Path, as_opml: bool, json: bool, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let all = existing(directory)?.all()?;
    if as_opml {
        let feeds = all.iter().filter(|own| own.sort == "feed");
        let feeds: Vec<Listed> =
            feeds.map(|own| Listed { address: own.address.clone(), name: own.outlet.clone() }).collect();
        screen.raw().write_all(opml("Watched by Dateline", &feeds).as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    for own in &all {
        if json {
            screen.json(own)?;
            continue;
        }
        let address = screen::safe(&own.address);
        let outlet = own.outlet.as_deref().map(screen::safe).unwrap_or_default();
        let pages = if own.pages { ", with its pages" } else { "" };
        let every = format!("{}, every {}{pages}", own.sort, span(own.every_seconds));
        let left = [Run(STRONG, address.as_str()), Run(FAINT, outlet.as_str()), Run(FAINT, every.as_str())];
        let last = own.last_at.as_deref().map_or("not looked at yet".to_string(), |at| {
            format!("{} · {}", screen::date(at), screen::safe(own.last_words.as_deref().unwrap_or_default()))
        });
        let style = if own.failures > 0 { BAD } else { DATE };
        let next = match &own.next_at {
            Some(at) => format!("next {}", screen::date(at)),
            None => "not asked again".to_string(),
        };
        let fresh = own.new_at.as_deref().map(|at| format!("last had something new {}", screen::date(at)));
        let mut right = vec![vec![Run(style, last.as_str())], vec![Run(FAINT, next.as_str())]];
        right.extend(fresh.as_deref().map(|words| vec![Run(FAINT, words)]));
        screen.beside(LEFT, &left, &right)?;
        screen.gap()?;
    }
    if !json {
        screen.paragraph(0, &[Run(FAINT, &counted(all.len() as u64, "source"))])?;
    }
    Ok(ExitCode::SUCCESS)
}

/// “5 min”, “2 h”, “1 d”.
fn span(seconds: u64) -> String {
    match seconds {
        own if own % 86_400 == 0 => format!("{} d", own / 86_400),
        own if own % 3600 == 0 => format!("{} h", own / 3600),
        own if own % 60 == 0 => format!("{} min", own / 60),
        own => format!("{own} s"),
    }
}

fn watch(directory: &Path, arguments: RoundArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let list = existing(directory)?;
    let mut desk = Desk::open(directory)?;
    super::tell_upgrade(&desk);
    let lock = std::fs::File::options().write(true).create(true).truncate(false).open(directory.join("watch.lock"))?;
    if lock.try_lock().is_err() {
        anyhow::bail!("{}: another program watches for this desk", directory.display());
    }
    ctrlc::set_handler(|| STOP.store(true, Ordering::Relaxed)).context("Ctrl-C")?;
    let rules = Rules { private: arguments.allow_private, any_port: arguments.any_port, ..Rules::default() };
    let mut watching = Watching::new(list, rules, arguments.pause, arguments.zone.clone(), &STOP);
    let mut all_now = arguments.now;
    let mut is_failed = false;
    while !STOP.load(Ordering::Relaxed) {
        let due = if std::mem::take(&mut all_now) { watching.list().all()? } else { watching.list().due(&now())? };
        if !due.is_empty() || arguments.once {
            let mark = desk.now_seen(now())?;
            let round = watching.round(&mut desk, due)?;
            is_failed |= round.failed > 0 || !round.summary.refused.is_empty();
            tell_round(&desk, &round, Since::Mark(mark), &arguments, screen)?;
            screen.flush()?;
        }
        if arguments.once {
            break;
        }
        std::thread::sleep(NAP);
    }
    Ok(ExitCode::from(u8::from(arguments.once && is_failed)))
}

/// What a round brought: silence where there was nothing, unless it is the only one.
fn tell_round(
    desk: &Desk,
    round: &Round,
    since: Since,
    arguments: &RoundArguments,
    screen: &mut Screen,
) -> anyhow::Result<()> {
    let (who, story) = (arguments.who.clone(), arguments.story.clone());
    let mut found = match round.summary.read {
        0 => crate::changes::Changes::default(),
        _ => all(desk, &ChangesFilter { since, who, story, from: None, to: None })?,
    };
    let wanted: Vec<String> = arguments.kind.iter().map(|kind| kind.replace('-', "_")).collect();
    found.rows.retain(|row| wanted.is_empty() || wanted.iter().any(|kind| kind == row.kind.name()));
    if arguments.output.json {
        return Ok(found.rows.iter().try_for_each(|row| screen.json(&Row::Change(row.clone())))?);
    }
    if round.summary.read == 0 && round.failed == 0 && !arguments.once {
        return Ok(());
    }
    let frame = [Kind::Boilerplate, Kind::Advertisement];
    let told = round.summary.documents.iter().filter(|(kind, _)| !frame.contains(kind));
    let documents: u64 = told.map(|(_, count)| count).sum();
    let line = format!(
        "{}: {} looked at, {}, {}",
        screen::date(&now()),
        counted(round.looked.len() as u64, "source"),
        counted(round.summary.read, "new capture"),
        counted(documents, "document")
    );
    screen.paragraph(0, &[Run(STRONG, &line)])?;
    for (address, words) in &round.looked {
        screen.paragraph(2, &[Run(FAINT, &format!("{}: {}", screen::safe(address), screen::safe(words)))])?;
    }
    let pages = round.summary.refused.iter().filter(|(path, _)| round.looked.iter().all(|(own, _)| own != path));
    for (path, words) in pages {
        screen.paragraph(2, &[Run(BAD, &format!("{}: {}", screen::safe(path), screen::safe(words)))])?;
    }
    screen.gap()?;
    tell(desk, &found, Together::Kind, TOLD, screen)
}
