//! Whole runs, timed: the program on raw pages, beside a reference that parses the same pages and does nothing else.
//!
//! Figures are CPU seconds and their ratio to the reference of the same run: wall time on a shared machine says little.

use crate::gold;
use anyhow::{Context, bail};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

mod many;
mod serve;

pub use many::many;
pub use serve::serve;

/// Runs the benches.
pub fn run() -> anyhow::Result<()> {
    let program = gold::program()?;
    for name in ["newsfront", "html-scrapinghub/html", "polnear/train/text"] {
        let Some(set) = gold::set(name) else { continue };
        let files = files(&set);
        let pages: Vec<String> = files.iter().map(|path| text(path)).collect::<anyhow::Result<_>>()?;
        let megabytes = pages.iter().map(String::len).sum::<usize>() as f64 / 1e6;
        let reference = own_cpu_seconds(|| pages.iter().for_each(|page| tokenize(page)))?;
        println!("{name}: {} captures, {megabytes:.1} MB unpacked", files.len());
        println!("  reference (html5ever's tokenizer over the same): {reference:.2} CPU s");
        for threads in [1, 2] {
            let folder = tempfile::tempdir()?;
            let desk = folder.path().join("desk");
            let mut read = Command::new(&program);
            read.arg("--desk").arg(&desk).arg("read").args(["--threads", &threads.to_string()]).arg(&set);
            let run = timed(&mut read)?;
            report(&format!("read, {threads} threads"), &run, files.len(), megabytes, reference);
        }
        let mut annotate = Command::new(&program);
        annotate.args(["annotate", "--threads", "1"]).arg(&set);
        report("annotate, 1 thread", &timed(&mut annotate)?, files.len(), megabytes, reference);
    }
    Ok(())
}

/// Reads `most` files into one desk, and tenths of them into others: peak memory must not follow the number.
///
/// File n is page or text n of the public sets, in turn, with a line that makes it unlike its copies.
pub fn flat(most: usize) -> anyhow::Result<()> {
    let program = gold::program()?;
    let sets =
        ["newsfront", "html-wcxb/article", "html-scrapinghub/html", "polnear/train/text", "worldwide-newswire/text"];
    let mut from = Vec::new();
    for name in sets {
        let Some(set) = gold::set(name) else { return Ok(()) };
        from.extend(files(&set).into_iter().filter(|path| path.extension().is_none_or(|ending| ending != "json")));
    }
    println!("{} pages and texts to copy from", from.len());
    let folder = tempfile::tempdir()?;
    for count in [most / 100, most / 10, most] {
        let captures = folder.path().join(format!("captures-{count}"));
        let mut bytes = 0;
        for number in 0..count {
            let own = text(&from[number % from.len()])?;
            let part = captures.join(format!("{:03}", number / 1000));
            std::fs::create_dir_all(&part)?;
            let own = format!("{own}\n\nCopy {number}.\n");
            bytes += own.len();
            std::fs::write(part.join(format!("{number:06}.txt")), own)?;
        }
        let desk = folder.path().join(format!("desk-{count}"));
        let mut read = Command::new(&program);
        read.arg("--desk").arg(&desk).args(["read", "--threads", "2"]).arg(&captures);
        let run = timed(&mut read)?;
        println!(
            "{count:>7} files, {:>7.1} MB: {:>6.1} s, {:>5.0} files/s on two cores, peak {:.0} MB",
            bytes as f64 / 1e6,
            run.seconds,
            count as f64 / run.seconds,
            run.peak_megabytes
        );
        std::fs::remove_dir_all(&captures)?;
        std::fs::remove_dir_all(&desk)?;
    }
    Ok(())
}

/// What one run of a program cost.
struct Run {
    seconds: f64,
    cpu_seconds: f64,
    peak_megabytes: f64,
}

fn report(name: &str, run: &Run, captures: usize, megabytes: f64, reference: f64) {
    // Plain text gives a tokenizer of markup nothing to do.
    let ratio = if reference < 0.1 {
        "no reference".into()
    } else {
        format!("{:.1} × reference", run.cpu_seconds / reference)
    };
    println!(
        "  {name:<20} {:>6.2} s, {:>6.2} CPU s ({}), {:>6.0} captures/CPU s, {:>6.1} MB/CPU s, peak {:.0} MB",
        run.seconds,
        run.cpu_seconds,
        ratio,
        captures as f64 / run.cpu_seconds,
        megabytes / run.cpu_seconds,
        run.peak_megabytes
    );
}

/// Runs a program and reads from `/proc` what it used. Linux only: elsewhere it says so.
fn timed(command: &mut Command) -> anyhow::Result<Run> {
    let before = children_cpu_seconds()?;
    let started = std::time::Instant::now();
    let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak_kilobytes: f64 = 0.0;
    let code = loop {
        if let Ok(text) = std::fs::read_to_string(&status) {
            let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let peak = peak.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
            peak_kilobytes = peak_kilobytes.max(peak.unwrap_or_default());
        }
        if let Some(code) = child.try_wait()? {
            break code;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    if code.code().is_none_or(|code| code > 1) {
        bail!("{command:?} failed");
    }
    let seconds = started.elapsed().as_secs_f64();
    Ok(Run { seconds, cpu_seconds: children_cpu_seconds()? - before, peak_megabytes: peak_kilobytes / 1e3 })
}

/// CPU seconds of `work` on this process.
pub fn own_cpu_seconds(work: impl FnOnce()) -> anyhow::Result<f64> {
    let before = process_times()?;
    work();
    let after = process_times()?;
    Ok((after[0] + after[1]) - (before[0] + before[1]))
}

fn children_cpu_seconds() -> anyhow::Result<f64> {
    let times = process_times()?;
    Ok(times[2] + times[3])
}

/// utime, stime, cutime, cstime of proc(5), in seconds: fields 14 to 17, in ticks of a hundredth.
fn process_times() -> anyhow::Result<[f64; 4]> {
    let stat = std::fs::read_to_string("/proc/self/stat").context("benches need Linux's /proc")?;
    let after_name = stat.rsplit_once(')').context("/proc/self/stat")?.1;
    let fields: Vec<f64> =
        after_name.split_whitespace().skip(11).take(4).filter_map(|field| field.parse().ok()).collect();
    let ticks: [f64; 4] = fields.try_into().ok().context("/proc/self/stat")?;
    Ok(ticks.map(|ticks| ticks / 100.0))
}

fn tokenize(page: &str) {
    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
    struct Nothing;
    impl TokenSink for Nothing {
        type Handle = ();
        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            std::hint::black_box(token);
            TokenSinkResult::Continue
        }
    }
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(page));
    let tokenizer = Tokenizer::new(Nothing, TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
}

fn text(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path)?;
    let mut plain = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain)?;
    } else {
        plain = bytes;
    }
    Ok(String::from_utf8_lossy(&plain).into_owned())
}
