//! The page of the timeline: dated lines, a band of how many there are when, and ways to look closer or from further off.

use super::told::Shelved;
use super::{LINES, cut, day, line, window};
use crate::arguments::UsageError;
use crate::further::Further;
use crate::happening::Happenings;
use crate::screen;
use crate::timeline::{Line as Dated, page};
use crate::wording::{modality, numbers, origins, plainly};
use dateline_store::{Desk, TimeWindow};
use dateline_web::{Bar, Facet, Line, Link, Question, Section, Sheet, Way};
use jiff::civil::Date;

/// Documents named under one line; the rest is counted.
const NAMED: usize = 3;
/// Bars of a band.
const BARS: usize = 400;

pub fn sheet(desk: &Desk, shelved: Shelved, question: &Question) -> anyhow::Result<Sheet> {
    let about = question.get("q").map(str::to_string);
    let from = day(question, "from", false)?;
    let (asked, last) = (day(question, "to", true)?, desk.last_published()?);
    // What lies ahead is a page of its own, else it would stand before all that took place.
    let to = asked.clone().or(if from.is_none() { last.clone() } else { None });
    let newest = match question.get("order") {
        None | Some("newest") => true,
        Some("oldest") => false,
        Some(other) => return Err(UsageError(format!("order: {other} is neither newest nor oldest")).into()),
    };
    let stretch = TimeWindow { from, to, about };
    let mut happenings = Happenings::new(desk);
    let mut origins = |part| Ok(shelved.of_part(&mut happenings, part)?.map(|told| told.origins.clone()));
    let mut found = page(desk, &stretch, newest, window(question, LINES), &mut origins)?;
    let more = cut(&mut found, LINES);
    let note = match (&stretch.from, &stretch.to) {
        (None, Some(to)) if asked.is_none() => {
            format!("Up to {to}, the last day on which something here was published.")
        }
        (Some(from), Some(to)) if from == to => format!("{from}."),
        (Some(from), Some(to)) => format!("From {from} to {to}."),
        (Some(from), None) => format!("From {from} on."),
        (None, Some(to)) => format!("Up to {to}."),
        (None, None) => String::new(),
    };
    Ok(Sheet {
        title: match question.get("q") {
            Some(words) => format!("Timeline: {words}"),
            None => "Timeline".into(),
        },
        note: format!(
            "{note} A month stays a month; each date says how it is known. The band counts dated words; a bar leads to its day, month or year; the first few that lie far back have none."
        ),
        bars: bars(desk, &stretch, question)?,
        facets: vec![Facet { name: "stretch".into(), ways: ways(&stretch, last.as_deref(), question) }],
        sections: vec![Section { lines: found.into_iter().map(told).collect(), ..Section::default() }],
        more,
        ..Sheet::default()
    })
}

/// One line of the timeline.
pub fn told(own: Dated) -> Line {
    let row = Further::DatedLine(own.clone()).value();
    let mut facts: Vec<String> = own.apart().map(str::to_string).into_iter().collect();
    for event in &own.events {
        let class = (event.event_type.as_str(), event.mode.as_deref());
        let head = plainly(class, (&event.actors, &event.recipients), event.place.as_ref(), &event.trigger.text);
        facts.push(format!("{head} · {}", modality(event.modality)));
    }
    facts.extend(Some(numbers(&own.quantities)).filter(|words| !words.is_empty()));
    facts.extend(own.origins.iter().filter_map(origins));
    facts.dedup();
    let mut links: Vec<Link> = Vec::new();
    for one in own.told_by.iter().take(NAMED) {
        links.push(Link { name: one.named.clone(), to: line::place(&one.document, &one.time) });
    }
    if own.told_by.len() > NAMED {
        facts.push(format!("and {} more", screen::counted((own.told_by.len() - NAMED) as u64, "document")));
    }
    links.extend(own.events.first().map(|event| Link { name: "the event".into(), to: format!("/event/{}", event.id) }));
    let to = own.told_by.first().map(|first| line::place(&first.document, &first.time)).unwrap_or_default();
    Line {
        choices: Vec::new(),
        date: screen::date(&own.edtf),
        how: own.how.clone(),
        head: String::new(),
        words: line::with_mark(&own.sentence, &own.text),
        facts,
        to,
        links,
        row,
    }
}

fn bars(desk: &Desk, stretch: &TimeWindow, question: &Question) -> anyhow::Result<Vec<Bar>> {
    let parse = |day: &Option<String>| day.as_deref().and_then(|day| day.get(..10)?.parse::<Date>().ok());
    let days = match (parse(&stretch.from), parse(&stretch.to)) {
        (Some(from), Some(to)) => i64::from(from.until(to).map_or(i32::MAX, |span| span.get_days())),
        _ => i64::from(i32::MAX),
    };
    let mut length = if days <= 92 { 10 } else { 7 };
    let mut counted = desk.times_counted(stretch, length)?;
    counted.retain(|(date, _)| date.len() == length);
    if stretch.from.is_none() {
        beginning(&mut counted);
    }
    if length == 7 && months(&counted) > 150 {
        length = 4;
        counted = desk.times_counted(stretch, length)?;
        if stretch.from.is_none() {
            beginning(&mut counted);
        }
    }
    let Some((first, _)) = counted.first().cloned() else { return Ok(Vec::new()) };
    let Some((last, _)) = counted.last().cloned() else { return Ok(Vec::new()) };
    let mut filled: Vec<(String, u64)> = Vec::new();
    // A long way back without a bar is left out: one old date would press all others together.
    let mut date = start(&first);
    let end = start(&last);
    while let (Some(own), Some(end)) = (date, end)
        && own <= end
    {
        let words = own.to_string()[..length].to_string();
        let count = counted.binary_search_by(|(date, _)| date.cmp(&words)).map_or(0, |at| counted[at].1);
        filled.push((words, count));
        let step = match length {
            10 => jiff::Span::new().days(1),
            7 => jiff::Span::new().months(1),
            _ => jiff::Span::new().years(1),
        };
        date = own.checked_add(step).ok();
    }
    let skip = filled.len().saturating_sub(BARS);
    let bar = |(date, count): (String, u64)| {
        let to =
            line::asking("/timeline", &[("from", &date), ("to", &date), ("q", question.get("q").unwrap_or_default())]);
        Bar { date, count, to }
    };
    Ok(filled.into_iter().skip(skip).map(bar).collect())
}

/// Leaves out the few that lie long before all others: they would press these together.
fn beginning(counted: &mut Vec<(String, u64)>) {
    let total: u64 = counted.iter().map(|(_, count)| count).sum();
    let mut passed = 0;
    let first = counted.iter().position(|(_, count)| {
        passed += count;
        passed * 25 > total
    });
    counted.drain(..first.unwrap_or(0));
}

fn months(counted: &[(String, u64)]) -> i64 {
    let number = |date: &str| Some(date.get(..4)?.parse::<i64>().ok()? * 12 + date.get(5..7)?.parse::<i64>().ok()?);
    let ends = counted.first().zip(counted.last());
    ends.and_then(|(first, last)| Some(number(&last.0)? - number(&first.0)?)).unwrap_or(0)
}

fn start(date: &str) -> Option<Date> {
    match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_string(),
    }
    .parse()
    .ok()
}

fn ways(stretch: &TimeWindow, last: Option<&str>, question: &Question) -> Vec<Way> {
    let words = question.get("q").unwrap_or_default();
    let way = |name: String, from: &str, to: &str| {
        let on = question.get("from").unwrap_or_default() == from && question.get("to").unwrap_or_default() == to;
        Way { name, count: None, to: line::asking("/timeline", &[("from", from), ("to", to), ("q", words)]), on }
    };
    let mut ways = vec![way("everything so far".into(), "", "")];
    let anchor = stretch.from.as_deref().or(last);
    for length in [4, 7] {
        ways.extend(anchor.and_then(|day| day.get(..length)).map(|own| way(own.into(), own, own)));
    }
    let ahead = last.and_then(|day| day.get(..10)?.parse::<Date>().ok()?.tomorrow().ok()).map(|day| day.to_string());
    ways.extend(ahead.map(|day| way("what lies ahead".into(), &day, "")));
    let other =
        if question.get("order") == Some("oldest") { ("newest first", None) } else { ("oldest first", Some("oldest")) };
    ways.push(Way {
        name: other.0.into(),
        to: format!("/timeline?{}", question.with("order", other.1)),
        ..Way::default()
    });
    ways
}
