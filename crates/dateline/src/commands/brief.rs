//! `dateline brief`: what is new, in lines that were checked against their evidence.

use crate::arguments::{BriefArguments, BriefFormat};
use crate::briefs;
use crate::changes::ChangesFilter;
use crate::screen::{self, FAINT, MARK, Run, Screen};
use anyhow::{Context, bail};
use dateline_record::{BriefRow, Row};
use dateline_store::{Desk, Since};
use dateline_tell::{Room, html, markdown};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub fn run(desk: &Desk, arguments: BriefArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    if let Some(path) = &arguments.check {
        return check(desk, path, arguments.output.json, screen);
    }
    let now = super::read::now();
    let asked = arguments.since.as_ref().and_then(|asked| asked.moment(now.parse().ok()?));
    let since = match (asked, desk.last_brief()?) {
        (Some(moment), _) => Since::Moment(moment),
        (None, Some(mark)) => Since::Mark(mark),
        (None, None) => Since::Beginning,
    };
    // What comes while this is told is for the next one.
    let seen = desk.now_seen(now.clone())?;
    let BriefArguments { who, story, from, to, events, stories, .. } = arguments;
    let room = Room { events, stories, ..Room::default() };
    let row = briefs::brief(desk, &ChangesFilter { since, who, story, from, to }, room)?;
    if arguments.keep {
        let lines = row.sections.iter().flat_map(|own| &own.lines);
        let cited: Vec<&str> = lines.flat_map(|line| line.cites.iter().map(String::as_str)).collect();
        desk.keep_brief(&seen, &cited)?;
    }
    if arguments.output.json {
        screen.json(&Row::Brief(row))?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = match arguments.format {
        BriefFormat::Markdown => markdown(&row),
        BriefFormat::Html => html(&row),
        BriefFormat::Eml => eml(&row, &now),
    };
    screen.raw().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Holds every line of a written brief against the words that it cites.
fn check(desk: &Desk, path: &Path, json: bool, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let Ok(Row::Brief(row)) = serde_json::from_str(&text) else {
        bail!("{}: not a brief as `dateline brief --json` writes it", path.display());
    };
    let lines: Vec<_> = row.sections.into_iter().flat_map(|own| own.lines).collect();
    let verdicts = briefs::verdicts(desk, &lines);
    let mut code = ExitCode::SUCCESS;
    for (line, verdict) in lines.iter().zip(verdicts) {
        let why = verdict.err().map(|why| why.to_string());
        if why.is_some() {
            code = ExitCode::FAILURE;
        }
        if json {
            screen.json(&serde_json::json!({ "holds": why.is_none(), "why": why, "text": line.text }))?;
        } else {
            let why = why.map_or("holds".to_string(), |why| format!("refused: {why}"));
            screen.paragraph(0, &[Run(MARK, &why), Run(FAINT, &format!(" · {}", screen::safe(&line.text)))])?;
        }
    }
    Ok(code)
}

/// A mail with both forms, RFC 5322 and 2046: no line of it is longer than 998 bytes, for the bodies are base64.
fn eml(row: &BriefRow, now: &str) -> String {
    let date = now
        .parse::<jiff::Timestamp>()
        .ok()
        .and_then(|now| jiff::fmt::rfc2822::to_string(&now.to_zoned(jiff::tz::TimeZone::UTC)).ok());
    let edge = format!("=_{}", row.id);
    let body = |media: &str, text: &str| {
        format!(
            "--{edge}\r\nContent-Type: {media}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(text.as_bytes())
        )
    };
    format!(
        "Date: {}\r\nSubject: Brief\r\nMessage-ID: <{}@dateline.invalid>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=\"{edge}\"\r\n\r\n{}{}--{edge}--\r\n",
        date.unwrap_or_default(),
        row.id,
        body("text/plain", &markdown(row)),
        body("text/html", &html(row)),
    )
}

/// RFC 4648, in lines of 76.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + bytes.len() / 28);
    for (at, three) in bytes.chunks(3).enumerate() {
        if at > 0 && at % 19 == 0 {
            out.push_str("\r\n");
        }
        let number =
            three.iter().chain([0, 0].iter()).take(3).fold(0u32, |number, byte| number << 8 | u32::from(*byte));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= three.len() { letter as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_are_written_as_in_the_standard() {
        let check = |text: &str, expected: &str| assert_eq!(super::base64(text.as_bytes()), expected);
        check("", "");
        check("f", "Zg==");
        check("fo", "Zm8=");
        check("foo", "Zm9v");
        check("foobar", "Zm9vYmFy");
    }
}
