//! `dateline brief`: what is new, in lines that were checked against their evidence.

use crate::arguments::{BriefArguments, BriefFormat};
use crate::briefs;
use crate::changes::ChangesFilter;
use crate::screen::{self, FAINT, MARK, Run, Screen};
use anyhow::{Context, bail};
use dateline_record::{BriefRow, Row};
use dateline_store::{Desk, Since};
use dateline_tell::{Room, html, markdown};
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::MimePart;
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
    let bytes = match arguments.format {
        BriefFormat::Markdown => markdown(&row).into_bytes(),
        BriefFormat::Html => html(&row).into_bytes(),
        BriefFormat::Eml => eml(&row, &now)?,
    };
    screen.raw().write_all(&bytes)?;
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

/// A mail with both forms, RFC 5322 and 2046; the same brief at the same moment gives the same bytes.
fn eml(row: &BriefRow, now: &str) -> anyhow::Result<Vec<u8>> {
    let moment: jiff::Timestamp = now.parse().context("the clock")?;
    let edge = ContentType::new("multipart/alternative").attribute("boundary", format!("=_{}", row.id));
    let part =
        |media: &'static str, text: String| MimePart::new(ContentType::new(media).attribute("charset", "utf-8"), text);
    let parts = vec![part("text/plain", markdown(row)), part("text/html", html(row))];
    let mail = MessageBuilder::new()
        .date(moment.as_second())
        .from(("Dateline", "brief@dateline.invalid"))
        .subject("Brief")
        .message_id(format!("{}@dateline.invalid", row.id))
        .body(MimePart::new(edge, parts));
    Ok(mail.write_to_vec()?)
}

#[cfg(test)]
mod tests {
    use super::eml;
    use dateline_record::BriefRow;

    #[test]
    fn a_brief_is_the_same_mail_at_the_same_moment() {
        let row: BriefRow = serde_json::from_value(serde_json::json!({
            "id": "0a1b", "made_by": "", "since": null, "captures": 1, "documents": 1, "from": null, "to": null,
            "sections": [], "refused": [], "silent": [{ "outlet": "Orsa – Courier", "last": "2031-05-14" }], "unread": [],
        }))
        .expect("a brief");
        let mail = |row| String::from_utf8(eml(row, "2031-05-14T08:00:00Z").expect("a mail")).expect("text");
        let own = mail(&row);
        assert_eq!(own, mail(&row));
        assert!(own.contains("multipart/alternative; boundary=\"=_0a1b\""), "{own}");
        assert!(own.lines().all(|line| line.len() <= 998), "RFC 5322, 2.1.1");
    }
}
