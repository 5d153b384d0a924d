//! `dateline timeline`: dated lines in the order in which things happened, each with its source words.
//!
//! A line is a sentence and the interval that an expression of time in it means. The same sentence told by several
//! documents is one line that names them all. A month stays a month: it sorts before its days and is printed as a month.
//! What a line's events are said to be stands with it; what nobody tells as real (planned, demanded, denied …) or what lay ahead of
//! whoever told it is listed apart.

use super::brief;
use crate::arguments::{By, TimelineArguments};
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use crate::timeline::{Line, lines, with_origins};
use crate::wording::{heading as head_of, modality, numbers, origins};
use anstyle::Style;
use dateline_record::EventMentionRow;
use dateline_store::{Desk, TimeWindow};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// Width of the column of dates.
const LEFT: usize = 26;
/// What stands over the lines that nobody tells as real.
const APART: &str = "Ahead, or planned, threatened, demanded, not certain or denied";
/// Documents named under one line; the rest is counted.
const NAMED: usize = 3;

pub fn run(desk: &Desk, arguments: TimelineArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let query = arguments.query.join(" ");
    let about = Some(query).filter(|query| !query.is_empty());
    let window = TimeWindow { from: arguments.from.clone(), to: arguments.to.clone(), about };
    let all = with_origins(desk, lines(desk, &window)?, arguments.limit)?;
    let (real, open): (Vec<&Line>, Vec<&Line>) = all.values().partition(|line| line.apart().is_none());
    let apart = real.len();
    let lines: Vec<&Line> = real.into_iter().chain(open).take(arguments.limit.unwrap_or(usize::MAX)).collect();
    if arguments.output.json {
        for line in lines {
            screen.json(line)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut head = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number == apart {
            screen.paragraph(0, &[Run(STRONG, APART)])?;
            screen.gap()?;
            head.clear();
        }
        if let Some(by) = arguments.by
            && head != heading(line, by)
        {
            head = heading(line, by);
            screen.paragraph(0, &[Run(STRONG, &head)])?;
        }
        print(line, screen)?;
    }
    let mut count = screen::counted(all.len() as u64, "dated line");
    if lines.len() < all.len() {
        count.push_str(&format!(", the first {} shown", lines.len()));
    }
    screen.paragraph(0, &[Run(FAINT, &count)])?;
    Ok(ExitCode::SUCCESS)
}

/// The lines that some of these documents tell: the first telling's id, date and sentence, and all documents that tell it.
pub fn resting_on(
    desk: &Desk,
    documents: &BTreeSet<String>,
) -> anyhow::Result<Vec<(String, String, BTreeSet<String>)>> {
    let lines = lines(desk, &TimeWindow::default())?.into_values();
    let told = lines.filter_map(|line| {
        let rests_on: BTreeSet<String> = line.told_by.iter().map(|one| one.document.clone()).collect();
        let first = line.told_by.first().filter(|_| !rests_on.is_disjoint(documents))?.time.clone();
        Some((first, format!("{}: {}", screen::date(&line.edtf), line.sentence), rests_on))
    });
    Ok(told.collect())
}

fn heading(line: &Line, by: By) -> String {
    let length = match by {
        By::Day => 10,
        By::Month => 7,
        By::Year => 4,
    };
    // A line less exact than its heading is headed by what it is.
    match (line.latest.as_deref().and_then(|latest| latest.get(..length)), line.earliest.get(..length)) {
        (Some(latest), Some(earliest)) if latest == earliest => earliest.to_string(),
        _ => screen::date(&line.edtf),
    }
}

fn print(line: &Line, screen: &mut Screen) -> std::io::Result<()> {
    let plain = Style::new();
    let told = line.sentence.find(&line.text).map(|at| {
        let (before, rest) = line.sentence.split_at(at);
        let (words, after) = rest.split_at(line.text.len());
        vec![Run(plain, before), Run(MARK, words), Run(plain, after)]
    });
    let mut right = vec![told.unwrap_or_else(|| vec![Run(plain, &line.sentence)])];
    let heads: Vec<String> = line.events.iter().map(head).collect();
    right.extend(heads.iter().map(|head| vec![Run(FAINT, head)]));
    let mut rests: Vec<String> = line.origins.iter().filter_map(origins).collect();
    rests.dedup();
    right.extend(rests.iter().map(|own| vec![Run(FAINT, own)]));
    let counted = screen::safe(&numbers(&line.quantities));
    if !counted.is_empty() {
        right.push(vec![Run(FAINT, &counted)]);
    }
    let places: Vec<String> = line
        .told_by
        .iter()
        .take(NAMED)
        .map(|telling| format!("{} [{}]", telling.named, brief(&telling.document)))
        .collect();
    right.extend(places.iter().map(|place| vec![Run(FAINT, place)]));
    let rest = line.told_by.len().saturating_sub(NAMED);
    let more = format!("and {} more", screen::counted(rest as u64, "document"));
    if rest > 0 {
        right.push(vec![Run(FAINT, &more)]);
    }
    let date = screen::date(&line.edtf);
    let mut left = vec![Run(DATE, &date), Run(FAINT, &line.how)];
    left.extend(line.apart().map(|words| Run(STRONG, words)));
    screen.beside(LEFT, &left, &right)?;
    screen.gap()
}

/// “ASSAULT: Rebels → the port · PLANNED”
fn head(own: &EventMentionRow) -> String {
    let kind = (own.event_type.as_str(), own.mode.as_deref());
    let mut head = head_of(kind, (&own.actors, &own.recipients), own.place.as_ref(), &own.trigger.text);
    head.push_str(&format!(" · {}", modality(own.modality)));
    screen::safe(&head)
}
