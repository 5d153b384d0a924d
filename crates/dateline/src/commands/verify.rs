//! `dateline verify`: whether the desk is whole, down to the words of every row.
//!
//! Every capture is taken apart again, but not read: a row's place must slice at characters, and its words must stand there.

use crate::arguments::VerifyArguments;
use crate::flow::Reader;
use crate::related;
use crate::screen::{BAD, FAINT, Run, STRONG, Screen, counted};
use dateline_record::{CaptureId, CleanText, Part, Span};
use dateline_store::{Desk, Fault, RowText, StoreError};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

/// Seconds that one capture may take.
const TIME_LIMIT: Duration = Duration::from_secs(60);

pub fn run(desk: &Desk, arguments: VerifyArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let reader = Reader::new(TIME_LIMIT);
    let (mut captures, mut rows, mut words) = (0, 0, 0);
    let mut found: Vec<Fault> = Vec::new();
    let mut failed = None;
    let mut faults = desk.verify_files(&mut |id, bytes| {
        captures += 1;
        match check(desk, &reader, id, bytes) {
            Ok(checked) => {
                rows += checked.rows;
                words += checked.words;
                found.extend(checked.faults);
            }
            Err(error) => failed = Some(error),
        }
    })?;
    failed.map_or(Ok(()), Err)?;
    faults.extend(found);
    faults.extend(desk.verify_database()?);
    let pending = desk.pending()?;
    let again = match related::worked_out_again(desk, arguments.sample) {
        Ok(Some(false)) => Some("relations worked out anew are not those that are kept".to_string()),
        Ok(Some(true) | None) => None,
        Err(error) => Some(format!("relations cannot be worked out anew ({error})")),
    };
    faults.extend(again.map(|reason| Fault { path: desk.database().to_path_buf(), reason, wrong: true }));
    let wrong = faults.iter().filter(|fault| fault.wrong).count();
    if arguments.output.json {
        for fault in &faults {
            screen.json(fault)?;
        }
    } else {
        for fault in &faults {
            let style = if fault.wrong { BAD } else { FAINT };
            screen.paragraph(0, &[Run(style, &format!("{}: {}", fault.path.display(), fault.reason))])?;
        }
        let line = format!(
            "{}, {}, {} held against the capture; {} wrong",
            counted(captures, "capture"),
            counted(rows, "row"),
            counted(words, "place"),
            wrong
        );
        screen.paragraph(0, &[Run(STRONG, &line)])?;
        if pending > 0 {
            let waiting = counted(pending, "document");
            screen
                .paragraph(0, &[Run(FAINT, &format!("{waiting} to be related; relations were not worked out anew"))])?;
        }
    }
    Ok(ExitCode::from(u8::from(wrong > 0)))
}

/// What was looked at in one capture.
#[derive(Default)]
struct Checked {
    rows: u64,
    /// Places whose words were held against the capture.
    words: u64,
    faults: Vec<Fault>,
}

fn check(desk: &Desk, reader: &Reader, id: &CaptureId, bytes: &[u8]) -> Result<Checked, StoreError> {
    let mut checked = Checked::default();
    let mut rows: Vec<RowText> = Vec::new();
    let mut faults = desk.verify_rows(&id.to_string(), &mut |row| rows.push(row))?;
    checked.rows = rows.len() as u64;
    if rows.is_empty() {
        checked.faults = faults;
        return Ok(checked);
    }
    let path = desk.file_of(id);
    let wrong = |reason: String| Fault { path: path.clone(), reason, wrong: true };
    let parts = match reader.parts(bytes, &desk.given(id)?.unwrap_or_default()) {
        Ok(parts) => parts,
        Err(refused) => {
            faults.push(wrong(format!("it has rows and cannot be taken apart ({})", refused.words)));
            checked.faults = faults;
            return Ok(checked);
        }
    };
    let mut texts: BTreeMap<&str, CleanText> = BTreeMap::new();
    for row in &rows {
        if !texts.contains_key(row.document.as_str()) {
            // One whose row cannot be read is named already.
            let text = desk.full(&row.document).ok().flatten().map(|full| full.text).unwrap_or_default();
            if let Some(reason) = unlike(&text, &parts) {
                faults.push(wrong(format!("document {}: {reason}", row.document)));
            }
            texts.insert(&row.document, text);
        }
        let mut places = Vec::new();
        gather(&row.row, &mut places);
        let kind = row.row["row"].as_str().unwrap_or("row");
        for place in places {
            // A title or a credit stands outside its document's text; what was read stands in it.
            match place.holds(&parts, &texts[row.document.as_str()], kind != "document") {
                Ok(known) => checked.words += u64::from(known),
                Err(reason) => {
                    faults.push(wrong(format!("{kind} {}: {reason}", row.id)));
                }
            }
        }
    }
    checked.faults = faults;
    Ok(checked)
}

/// Where a document's text is not what stands in its parts; none where it is.
fn unlike(text: &CleanText, parts: &[Part]) -> Option<String> {
    text.pieces().iter().find_map(|piece| {
        let span = piece.span();
        let source = parts.get(span.part() as usize).and_then(|part| part.text.get(span.range()));
        match source {
            None => Some(format!("its place {}:{}–{} cuts no words", span.part(), span.start(), span.end())),
            Some(source) => (piece.is_verbatim() && source != &text.as_str()[piece.text_range()])
                .then(|| format!("its words are not those at {}:{}–{}", span.part(), span.start(), span.end())),
        }
    })
}

/// A place that a row names, with the words that it has there.
struct Place<'a> {
    part: u64,
    start: u64,
    end: u64,
    text: Option<&'a str>,
}

impl Place<'_> {
    /// Whether its words were held against the capture's; the reason where they are others. `inside`: it stands in its document's text.
    fn holds(&self, parts: &[Part], text: &CleanText, inside: bool) -> Result<bool, String> {
        let at = format!("{}:{}–{}", self.part, self.start, self.end);
        let part = parts.get(self.part as usize).ok_or_else(|| format!("its place {at} is in no part"))?;
        let range = self.start as usize..self.end as usize;
        let span = Span::new(self.part as u32, &part.text, range);
        let span = span.ok_or_else(|| format!("its place {at} does not slice at characters"))?;
        let Some(words) = self.text else { return Ok(false) };
        let Some(extent) = text.extent(span) else {
            let outside = !inside || text.pieces().is_empty();
            return if outside { Ok(false) } else { Err(format!("its words do not stand at {at}")) };
        };
        let there = bare(extent.of(text.as_str()));
        match there.contains(&bare(words)) {
            true => Ok(true),
            false if bare(&part.text[span.range()]).contains(&bare(words)) => Ok(true),
            false => Err(format!("its words do not stand at {at}")),
        }
    }
}

/// Letters and digits alone.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every place in a row, however deep, with the text beside it.
fn gather<'a>(value: &'a Value, places: &mut Vec<Place<'a>>) {
    let number = |own: &Value, name: &str| own[name].as_u64();
    let place = |own: &'a Value, text: Option<&'a str>| {
        Some(Place { part: number(own, "part")?, start: number(own, "start")?, end: number(own, "end")?, text })
    };
    match value {
        Value::Object(fields) => {
            let text = fields.get("text").and_then(Value::as_str);
            places.extend(fields.get("span").and_then(|own| place(own, text)));
            for (name, own) in fields.iter().filter(|(name, _)| *name != "span") {
                match own {
                    Value::Array(spans) if name == "spans" => {
                        places.extend(spans.iter().filter_map(|own| place(own, None)))
                    }
                    _ => gather(own, places),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|own| gather(own, places)),
        _ => {}
    }
}
