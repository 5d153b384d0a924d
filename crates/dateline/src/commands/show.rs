//! `dateline show`: a document with its marks, or any other row with its evidence.
//!
//! The capture is taken apart again, which gives the same as before: so marks stand on the words themselves, and evidence is
//! cut from the capture's own bytes.

use super::judge::{self, Said as Judged, graded};
use super::pointed::{self, Thing};
use super::{brief, dating, disagreements, entities, events, lineage, said, stories};
use crate::arguments::{ShowArguments, UsageError};
use crate::capture::{ReadCapture, ReadDocument};
use crate::flow::Reader;
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use dateline_read::Scratch;
use dateline_record::{CaptureId, ContentRow, DatingRow, DocumentRow, Extent, Pointing, Row, Span, SpanRow};
use dateline_store::{Desk, EventFilter, Said, StatementFilter};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

/// How much of the part is shown around a piece of evidence, in bytes.
const AROUND: usize = 80;

pub fn run(desk: &Desk, arguments: ShowArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    crate::related::bring_up(desk)?;
    let row = row(desk, &arguments.id)?;
    let judged = Judged::of(desk)?;
    if arguments.output.json {
        screen.json(&row)?;
        return Ok(ExitCode::SUCCESS);
    }
    match row {
        Row::Document(document) => show_document(desk, &document, &judged, screen)?,
        Row::Dating(_) | Row::Use(_) | Row::Change(_) | Row::Brief(_) => {}
        Row::Judgement(own) => judge::print(&own, screen)?,
        Row::Entity(own) => {
            entities::print(desk, &own, screen)?;
            notes(&own.id, &judged, screen)?;
        }
        Row::Event(own) => {
            let document = own.mentions.first().map(|first| first.document.clone());
            let (_, documents) = events::all(desk, &EventFilter { document, ..EventFilter::default() })?;
            events::print(&own, &documents, screen)?;
            own.mentions.iter().try_for_each(|one| notes(&one.mention, &judged, screen))?;
        }
        Row::Disagreement(own) => {
            let document = own.claims.iter().flat_map(|claim| &claim.spans).next().map(|span| span.document.clone());
            let (_, documents) = disagreements::all(desk, &EventFilter { document, ..EventFilter::default() })?;
            disagreements::print(&own, &documents, screen)?;
        }
        Row::Lineage(own) => lineage::show(desk, &own, screen)?,
        Row::Story(story) => stories::print(&story, usize::MAX, screen)?,
        Row::Statement(statement) => {
            if let Some(own) = desk.statement(&statement.id)? {
                said::print(&own, screen)?;
            }
            let whole = [("whole", Some(statement.span))];
            let source = [("source", statement.source.as_ref().map(|source| source.span))];
            let cue = [("cue", statement.cue.as_ref().map(|cue| cue.span))];
            let content = statement.content.iter().map(|content| ("content", Some(content.span)));
            let spans = source.into_iter().chain(cue).chain(content).chain(whole);
            evidence(desk, &statement.capture, &statement.path, spans, screen)?;
            notes(&statement.id, &judged, screen)?;
        }
        Row::Time(time) => {
            let when = time.edtf.as_deref().map_or("left open".to_string(), screen::date);
            let how = time.precision.map_or("", screen::precision);
            let method = time.method.map_or("", screen::method);
            screen.paragraph(0, &[Run(STRONG, &time.text), Run(DATE, &format!("  {when}  ")), Run(FAINT, how)])?;
            screen.paragraph(4, &[Run(FAINT, &format!("TIMEX3 value {} · {method}", time.value))])?;
            evidence(desk, &time.capture, &time.path, [("words", Some(time.span))], screen)?;
        }
        Row::Announcement(announced) => {
            let when = announced.when.as_ref().map_or("day not known".to_string(), screen::when);
            let subject = announced.subject.as_ref().map_or(&announced.text, |subject| &subject.text);
            screen.paragraph(0, &[Run(STRONG, subject), Run(DATE, &format!("  {when}"))])?;
            if let Some(heading) = &announced.heading {
                screen.paragraph(4, &[Run(FAINT, &format!("under “{heading}”"))])?;
            }
            evidence(desk, &announced.capture, &announced.path, [("entry", Some(announced.span))], screen)?;
        }
        Row::Mention(mention) => {
            let name = mention.name.as_deref().unwrap_or("");
            screen.paragraph(0, &[Run(STRONG, &mention.text), Run(FAINT, &format!("  {name}"))])?;
            evidence(desk, &mention.capture, &mention.path, [("words", Some(mention.span))], screen)?;
            notes(&mention.id, &judged, screen)?;
        }
        Row::EventMention(event) => {
            screen.paragraph(0, &[Run(STRONG, &event.event_type), Run(FAINT, &format!("  {:?}", event.modality))])?;
            let actors = event.actors.iter().map(|one| ("who", Some(one.span)));
            let recipients = event.recipients.iter().map(|one| ("whom", Some(one.span)));
            let spans = [("trigger", Some(event.trigger.span))].into_iter().chain(actors).chain(recipients);
            evidence(desk, &event.capture, &event.path, spans.chain([("whole", Some(event.span))]), screen)?;
        }
        Row::Quantity(quantity) => {
            let of = quantity.of.as_deref().unwrap_or("");
            screen.paragraph(0, &[Run(STRONG, &quantity.text), Run(FAINT, &format!("  {of}"))])?;
            let span = |own: &Option<ContentRow>| own.as_ref().map(|own| own.span);
            let (head, who, place) = (span(&quantity.head), span(&quantity.who), span(&quantity.place));
            let spans = [("number", Some(quantity.span)), ("of what", who.or(head)), ("where", place)];
            evidence(desk, &quantity.capture, &quantity.path, spans, screen)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The whole id of the document whose id begins with `prefix`.
pub fn document_id(desk: &Desk, prefix: &str) -> anyhow::Result<String> {
    match row(desk, prefix)? {
        Row::Document(document) => Ok(document.id),
        _ => Err(UsageError(format!("{prefix} is not the id of a document")).into()),
    }
}

fn row(desk: &Desk, prefix: &str) -> anyhow::Result<Row> {
    let prefix = prefix.to_ascii_lowercase();
    if prefix.is_empty() || !prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(UsageError(format!("{prefix:?} is not an id: ids are hexadecimal digits")).into());
    }
    Ok(match pointed::by_id(desk, &prefix)? {
        Thing::Row(row) => *row,
        Thing::Entity(own) => Row::Entity(own),
        Thing::Event(own) => Row::Event(own),
        Thing::Story(own) => Row::Story(own),
        Thing::Disagreement(own) => Row::Disagreement(own),
        Thing::Lineage(own) => Row::Lineage(own),
        Thing::Judgement(own) => Row::Judgement(own),
        Thing::Capture(_) | Thing::Outlet(_) => {
            return Err(UsageError(format!("{prefix} is the id of a capture; `documents` lists what is in it")).into());
        }
    })
}

fn show_document(desk: &Desk, document: &DocumentRow, judged: &Judged, screen: &mut Screen) -> anyhow::Result<()> {
    let dating = dating::of(desk, document)?;
    head(document, dating.as_ref(), judged, screen)?;
    let mut statements = Vec::new();
    let filter = StatementFilter { document: Some(document.id.clone()), ..StatementFilter::default() };
    desk.statements(&filter, &mut |said| statements.push(said))?;
    let capture = read_again(desk, &document.capture)?;
    let read = capture.documents.iter().find(|read| read.document.id.to_string() == document.id);
    match read {
        Some(read) => marked(read, &places(read, &capture, &statements), screen)?,
        // Read by another version, which cut the capture in another way.
        None => screen.paragraph(0, &[Run(Style::new(), &document.text)])?,
    }
    if !statements.is_empty() {
        screen.gap()?;
        screen.paragraph(0, &[Run(STRONG, "Statements")])?;
    }
    for (index, own) in statements.iter().enumerate() {
        screen.gap()?;
        screen.paragraph(0, &[Run(FAINT, &format!("[{}]", index + 1))])?;
        said::print_bare(own, screen)?;
        screen.paragraph(4, &[Run(FAINT, &format!("[{}]", brief(&own.statement.id)))])?;
    }
    Ok(())
}

/// Where in the cleaned text each statement begins, with its number.
fn places(read: &ReadDocument, capture: &ReadCapture, statements: &[Said]) -> BTreeMap<usize, String> {
    let mut places: BTreeMap<usize, String> = BTreeMap::new();
    for (index, said) in statements.iter().enumerate() {
        let SpanRow { part, start, end } = said.statement.span;
        let Some(part_text) = capture.extracted.parts.get(part as usize) else { continue };
        let span = Span::new(part, &part_text.text, start as usize..end as usize);
        if let Some(extent) = span.and_then(|span| read.document.text.extent(span)) {
            places.entry(extent.start()).or_default().push_str(&format!("[{}]", index + 1));
        }
    }
    places
}

fn head(
    document: &DocumentRow,
    dating: Option<&DatingRow>,
    judged: &Judged,
    screen: &mut Screen,
) -> std::io::Result<()> {
    screen.paragraph(0, &[Run(STRONG, document.title.as_deref().unwrap_or("Without a title"))])?;
    let by: Vec<String> = document
        .byline
        .iter()
        .map(|by| match by.role {
            dateline_record::ByRole::Author => by.name.clone(),
            dateline_record::ByRole::Contributor => format!("{} (contributor)", by.name),
            dateline_record::ByRole::Editor => format!("{} (editor)", by.name),
        })
        .collect();
    let when = |when: &Option<dateline_record::When>| when.as_ref().map(screen::when);
    let facts = [
        ("kind", Some(document.kind.to_string())),
        ("outlet", document.outlet.clone()),
        ("source", document.outlet.as_ref().and_then(|outlet| judged.source(outlet)).map(graded)),
        ("credibility", judged.item(&document.id).map(graded)),
        ("section", document.section.clone()),
        ("by", (!by.is_empty()).then(|| by.join(", "))),
        ("published", document.published.as_ref().map(screen::published).or(Some("not known".to_string()))),
        ("by links", dating.map(told_by_links)),
        ("updated", when(&document.updated)),
        ("captured", when(&document.captured)),
        ("language", document.language.clone()),
        ("cut short", document.truncated.as_ref().map(|sign| format!("yes: “{sign}”"))),
        ("parent", document.parent.clone()),
        ("path", Some(document.path.clone())),
        ("capture", Some(document.capture.clone())),
        ("document", Some(document.id.clone())),
    ];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            screen.beside(12, &[Run(FAINT, name)], &[vec![Run(Style::new(), &fact)]])?;
        }
    }
    for credit in &document.credits {
        screen.beside(12, &[Run(FAINT, "credit")], &[vec![Run(Style::new(), &credit.text)]])?;
    }
    for note in &document.notes {
        let name = match note.kind {
            dateline_record::NoteKind::Correction => "correction",
            dateline_record::NoteKind::Retraction => "retraction",
            dateline_record::NoteKind::Update => "update",
            dateline_record::NoteKind::Editor => "note",
        };
        screen.beside(12, &[Run(FAINT, name)], &[vec![Run(Style::new(), &note.text)]])?;
    }
    notes(&document.id, judged, screen)?;
    screen.gap()
}

/// What people noted of a thing, and the grade they gave it where it is no document.
fn notes(id: &str, judged: &Judged, screen: &mut Screen) -> std::io::Result<()> {
    for own in judged.notes(id) {
        let words = format!("“{}” ({}, {})", own.note.as_deref().unwrap_or_default(), own.author, own.made_at);
        screen.beside(13, &[Run(FAINT, "noted")], &[vec![Run(Style::new(), &words)]])?;
    }
    Ok(())
}

/// What other documents tell of its date, with which.
fn told_by_links(dating: &DatingRow) -> String {
    let evidence: Vec<String> = dating
        .evidence
        .iter()
        .map(|own| {
            let way = match own.pointing {
                Pointing::PointsTo => "links to",
                Pointing::PointedFrom => "is linked to from",
                Pointing::StandsUnder => "stands under",
                Pointing::HasUnder => "has under it",
            };
            format!("it {way} [{}], {}", brief(&own.other), screen::dated(own.published.as_ref()))
        })
        .collect();
    format!("{}: {}", screen::published(&dating.published), evidence.join("; "))
}

/// The text, with a number where each statement begins and the words of sources, contents and times in colour.
fn marked(read: &ReadDocument, numbers: &BTreeMap<usize, String>, screen: &mut Screen) -> std::io::Result<()> {
    let text = read.document.text.as_str();
    let mut marks: Vec<(Extent, Style)> = Vec::new();
    for statement in &read.reading.statements {
        marks.extend(statement.content.iter().map(|&content| (content, MARK)));
        marks.extend(statement.source.iter().map(|source| (source.extent, STRONG)));
    }
    marks.extend(read.reading.times.iter().map(|time| (time.extent, DATE)));
    // Cut at every end of a mark; a time inside content keeps its own colour because it is the shorter.
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(extent, _)| [extent.start(), extent.end()]).collect();
    cuts.extend(numbers.keys());
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut paragraph: Vec<(Style, String)> = Vec::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let own = marks.iter().filter(|(mark, _)| mark.start() <= start && end <= mark.end());
        let style = own.min_by_key(|(mark, _)| mark.end() - mark.start()).map_or(Style::new(), |&(_, style)| style);
        for (index, line) in text[start..end].split("\n\n").enumerate() {
            if index > 0 {
                print_runs(&paragraph, screen)?;
                screen.gap()?;
                paragraph.clear();
            } else if let Some(number) = numbers.get(&start) {
                paragraph.push((FAINT, format!("{number} ")));
            }
            paragraph.push((style, line.to_string()));
        }
    }
    print_runs(&paragraph, screen)
}

fn print_runs(paragraph: &[(Style, String)], screen: &mut Screen) -> std::io::Result<()> {
    let runs: Vec<Run> = paragraph.iter().map(|(style, words)| Run(*style, words)).collect();
    screen.paragraph(0, &runs)
}

/// Each span with the words of the part around it.
fn evidence<'a>(
    desk: &Desk,
    capture: &str,
    path: &str,
    spans: impl IntoIterator<Item = (&'a str, Option<SpanRow>)>,
    screen: &mut Screen,
) -> anyhow::Result<()> {
    let capture = read_again(desk, capture)?;
    screen.paragraph(0, &[Run(FAINT, &format!("In {path}, capture {}:", capture.extracted.capture))])?;
    for (name, span) in spans {
        let Some(span) = span else { continue };
        let Some(part) = capture.extracted.parts.get(span.part as usize) else { continue };
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(words) = part.text.get(start..end) else { continue };
        let from = part.text.floor_char_boundary(start.saturating_sub(AROUND));
        let to = part.text.ceil_char_boundary((end + AROUND).min(part.text.len()));
        let place = format!("{name} {}:{start}–{end}", span.part);
        let (before, after) = (&part.text[from..start], &part.text[end..to]);
        screen.beside(
            26,
            &[Run(FAINT, &place)],
            &[vec![Run(FAINT, before), Run(FAINT, "⟦"), Run(MARK, words), Run(FAINT, "⟧"), Run(FAINT, after)]],
        )?;
    }
    Ok(())
}

fn read_again(desk: &Desk, capture: &str) -> anyhow::Result<ReadCapture> {
    let id: CaptureId = capture.parse()?;
    let bytes = desk.captures().load(&id)?;
    let given = desk.given(&id)?.unwrap_or_default();
    let reader = Reader::new(Duration::from_secs(60));
    reader
        .read(&bytes, &given, &mut Scratch::default())
        .map_err(|refused| anyhow::anyhow!("{capture}: {}", refused.words))
}
