//! `dateline annotate`: the same reading without a desk, JSON Lines in the order of the paths.

use crate::arguments::{AnnotateArguments, Layer};
use crate::commands::read::arrive;
use crate::flow::Reader;
use crate::screen::Screen;
use crate::{pool, rows, walk};
use dateline_read::Scratch;
use dateline_record::Row;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

pub fn run(arguments: AnnotateArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let AnnotateArguments { paths, context, layers } = arguments;
    let reader = Reader::new(Duration::from_secs(context.time_limit));
    let threads = context.threads.unwrap_or_else(pool::default_threads).max(1);
    let wanted = |layer| layers.is_empty() || layers.contains(&layer);
    let work = |scratch: &mut Scratch, item| -> anyhow::Result<Result<Vec<u8>, String>> {
        let (given, bytes) = match arrive(&item, &context, reader.most_bytes()) {
            Ok(arrived) => arrived,
            Err(unreached) => return Ok(Err(format!("{}: {}", unreached.path, unreached.reason))),
        };
        let capture = match reader.read(&bytes, &given, scratch) {
            Ok(capture) => capture,
            Err(refused) => return Ok(Err(format!("{}: {}", given.path, refused.words))),
        };
        let rows = rows::of(&capture, &given.path);
        let mut lines = Vec::new();
        let mut line = |layer, row: Row| -> anyhow::Result<()> {
            if wanted(layer) {
                serde_json::to_writer(&mut lines, &row)?;
                lines.push(b'\n');
            }
            Ok(())
        };
        rows.documents.into_iter().try_for_each(|row| line(Layer::Documents, Row::Document(row)))?;
        rows.statements.into_iter().try_for_each(|row| line(Layer::Statements, Row::Statement(row)))?;
        rows.times.into_iter().try_for_each(|time| line(Layer::Times, Row::Time(time.row)))?;
        rows.mentions.into_iter().try_for_each(|row| line(Layer::Mentions, Row::Mention(row)))?;
        rows.announcements.into_iter().try_for_each(|row| line(Layer::Announcements, Row::Announcement(row)))?;
        rows.events.into_iter().try_for_each(|row| line(Layer::EventMentions, Row::EventMention(row)))?;
        rows.quantities.into_iter().try_for_each(|row| line(Layer::Quantities, Row::Quantity(row)))?;
        Ok(Ok(lines))
    };
    // Finished out of turn: held until their turn comes.
    let mut waiting = BTreeMap::new();
    let (mut next, mut refused) = (0, false);
    pool::run(walk::items(paths), threads, work, |number, result| -> anyhow::Result<()> {
        waiting.insert(number, result?);
        while let Some(result) = waiting.remove(&next) {
            next += 1;
            match result {
                Ok(lines) => screen.raw().write_all(&lines)?,
                Err(words) => {
                    refused = true;
                    eprintln!("dateline: {words}");
                }
            }
        }
        Ok(())
    })?;
    Ok(ExitCode::from(u8::from(refused)))
}
