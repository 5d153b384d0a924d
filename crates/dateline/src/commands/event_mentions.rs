//! `dateline event-mentions`: what happened, is planned, demanded or denied, as each document tells it.

use super::{brief, how, named, show};
use crate::arguments::EventMentionsArguments;
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use crate::wording::{heading, modality, numbers};
use anstyle::Style;
use dateline_record::Row;
use dateline_store::{Desk, EventFilter, Happened};
use std::process::ExitCode;

/// Width of the column of dates.
const LEFT: usize = 26;

pub fn run(desk: &Desk, arguments: EventMentionsArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let (most, output) = (arguments.limit.unwrap_or(usize::MAX), arguments.output);
    let filter = filter(desk, arguments)?;
    let (mut found, mut result) = (0, Ok(()));
    let mut joining = crate::related::named::Joining::new(desk);
    desk.event_mentions(&filter, &mut |mut own| {
        found += 1;
        if result.is_ok() && found <= most {
            result = match output.json {
                true => joining
                    .event(&mut own.event)
                    .map_err(anyhow::Error::from)
                    .and_then(|()| Ok(screen.json(&Row::EventMention(own.event))?)),
                false => print(&own, screen).map_err(anyhow::Error::from),
            };
        }
    })?;
    result?;
    if !output.json {
        let mut count =
            screen::counted(found as u64, "telling of an event").replace("telling of an events", "tellings of events");
        if found > most {
            count = format!("{most} of {count}; --limit N for more");
        }
        screen.paragraph(0, &[Run(FAINT, &count)])?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print(own: &Happened, screen: &mut Screen) -> std::io::Result<()> {
    let Happened { event, document } = own;
    let mut left = match &event.when {
        Some(when) => {
            vec![(DATE, screen::date(&when.edtf)), (FAINT, how(when.precision, when.method, document))]
        }
        None => vec![(FAINT, "no time given".to_string())],
    };
    left.push((STRONG, modality(event.modality).to_string()));
    let left: Vec<Run> = left.iter().map(|(style, words)| Run(*style, words)).collect();
    let head = heading(
        (&event.event_type, event.mode.as_deref()),
        (&event.actors, &event.recipients),
        event.place.as_ref(),
        &event.trigger.text,
    );
    let counted = screen::safe(&numbers(&event.quantities));
    let sentence = format!("“{}”", screen::short(&screen::safe(&event.text), 400));
    let mut facts = format!("{} [{}]", named(document), brief(&event.id));
    if let Some(statement) = &event.statement {
        facts.push_str(&format!(" · as said in [{}]", brief(statement)));
    }
    let mut right = vec![vec![Run(MARK, &head)], vec![Run(Style::new(), &sentence)], vec![Run(FAINT, &facts)]];
    if !counted.is_empty() {
        right.insert(1, vec![Run(STRONG, &counted)]);
    }
    screen.beside(LEFT, &left, &right)?;
    screen.gap()
}

/// What the arguments ask of the desk.
pub fn filter(desk: &Desk, arguments: EventMentionsArguments) -> anyhow::Result<EventFilter> {
    let document = arguments.document.map(|prefix| show::document_id(desk, &prefix)).transpose()?;
    Ok(EventFilter {
        types: arguments.types.iter().map(|name| name.to_uppercase()).collect(),
        modalities: arguments.modality,
        who: arguments.who,
        from: arguments.from,
        to: arguments.to,
        document,
    })
}
