//! The page of a document: its words with marks, what was read in it, how it stands to others, comments apart.
//!
//! Marks stand where the stored map of the text leads them, so nothing is read again. Cost: the document's own rows, and those it met.

use super::{Absent, line};
use crate::graded::Said as Judged;
use crate::lineage::Lineage;
use crate::related::named::Joining;
use crate::wording::{self, graded, modality, plainly, quoted, standing};
use crate::{dating, screen, stories};
use dateline_record::{ByRole, CleanText, DocumentRow, Form, NoteKind, Piece, Row, SpanRow};
use dateline_store::{Desk, StatementFilter, Window};
use dateline_web::{Choice, Fact, Line, Link, Mark, Paper, Section};
use std::collections::BTreeMap;
use std::ops::Range;

/// How documents stand to it, at most.
const STANDING: usize = 24;

pub fn paper(desk: &Desk, id: &str) -> anyhow::Result<Paper> {
    let row = desk.document(id)?.ok_or_else(|| Absent(format!("no document on this desk has the id {id}")))?;
    let full = desk.full(&row.id)?.ok_or_else(|| Absent(format!("no document on this desk has the id {id}")))?;
    let document = DocumentRow { text: full.row.text.clone(), ..dating::joined(desk, row)? };
    let own = document.id.as_str();
    let mut joining = Joining::new(desk);
    let placed = Placed::new(&full.text);
    let (mut marks, mut rows) = (Vec::new(), vec![line::value(Row::Document(document.clone()))]);
    let mut put = |span: SpanRow, kind: &'static str, id: &str, words: String| {
        let at = placed.range(span);
        marks.extend(at.map(|at| Mark { start: at.start, end: at.end, kind, id: id.to_string(), words }));
    };
    let filter = StatementFilter { document: Some(own.to_string()), ..StatementFilter::default() };
    let mut said = Vec::new();
    for mut one in desk.statements_down(&filter, Window { skip: 0, most: usize::MAX })? {
        joining.statement(&mut one.statement)?;
        let words = format!("{}: {}", wording::who(&one), wording::facts(&one).join(" · "));
        put(one.statement.span, "statement", &one.statement.id, words);
        said.push(line::statement(desk, one)?);
    }
    let told = desk.told(own)?;
    let mut events = Vec::new();
    for mut one in told.events {
        joining.event(&mut one)?;
        let class = (one.event_type.as_str(), one.mode.as_deref());
        let head = plainly(class, (&one.actors, &one.recipients), one.place.as_ref(), &one.trigger.text);
        put(one.span, "sentence", &one.id, String::new());
        put(one.trigger.span, "event", &one.id, format!("{head} · {}", modality(one.modality)));
        let telling = dateline_relate::Telling { event: one, document: document.clone() };
        let to = format!("/event/{}", telling.event.id);
        let link = Link { name: "who else tells it".into(), to };
        let links = std::iter::once(link).chain(line::telling(&telling, None).links.into_iter().skip(1)).collect();
        events.push(Line { head, links, ..line::telling(&telling, None) });
    }
    for mut one in told.mentions.into_iter().filter(|one| one.form != Form::Pronoun) {
        joining.mention(&mut one)?;
        put(one.span, "name", &one.id, one.name.clone().unwrap_or_default());
    }
    for one in told.times {
        let when = one.edtf.as_deref().map_or("left open".to_string(), screen::date);
        let how = (one.precision.map_or("", screen::precision), one.method.map_or("", screen::method));
        put(one.span, "time", &one.id, format!("{when} ({}, {})", how.0, how.1));
    }
    for one in desk.quantities_of(own)? {
        put(one.span, "quantity", &one.id, one.of.clone().unwrap_or_default());
        rows.push(line::value(Row::Quantity(one)));
    }
    rows.extend(said.iter().chain(&events).map(|one| one.row.clone()));
    let mut comments = Vec::new();
    for one in under(desk, &document)? {
        let text = screen::short(&one.text, 600);
        let facts = vec!["a reader's COMMENT".to_string()];
        comments.push(Line { words: vec![line::plain(&text)], facts, ..line::document(desk, one)? });
    }
    let section = |head: &str, lines: Vec<Line>| Section { head: head.into(), lines, ..Section::default() };
    let sections = vec![
        section("Who says what here", said),
        section("What it tells of", events),
        section("How it stands to others", round(desk, &document)?),
    ];
    let choices = choices(&document.id);
    Ok(Paper {
        choices,
        title: document.title.clone().unwrap_or_default(),
        facts: facts(desk, &document)?,
        text: document.text,
        marks,
        comments,
        sections: sections.into_iter().filter(|own| !own.lines.is_empty()).collect(),
        rows,
    })
}

/// What can be decided of a document.
fn choices(id: &str) -> Vec<Choice> {
    let of = || vec![id.to_string()];
    let grades = ["1", "2", "3", "4", "5", "6"].map(str::to_string).to_vec();
    vec![
        Choice {
            verb: "grade",
            label: "Grade".into(),
            of: of(),
            value: "Credible",
            values: grades,
            ..Choice::default()
        },
        Choice { verb: "note", label: "Note".into(), of: of(), value: "Remark", ..Choice::default() },
    ]
}

/// Where a text's words come from, by place in the parts.
struct Placed<'a> {
    pieces: Vec<&'a Piece>,
}

impl<'a> Placed<'a> {
    fn new(text: &'a CleanText) -> Placed<'a> {
        let mut pieces: Vec<&Piece> = text.pieces().iter().collect();
        pieces.sort_by_key(|piece| (piece.span().part(), piece.span().start()));
        Placed { pieces }
    }

    /// What of the text came from within `span`; a replaced piece counts whole.
    fn range(&self, span: SpanRow) -> Option<Range<usize>> {
        let (start, end) = (span.start as usize, span.end as usize);
        let at = |piece: &&Piece| (piece.span().part(), piece.span().end()) <= (span.part, start);
        let first = self.pieces.partition_point(at);
        let touched = self.pieces[first..]
            .iter()
            .take_while(|piece| piece.span().part() == span.part && piece.span().start() < end);
        let mut found: Option<Range<usize>> = None;
        for piece in touched {
            let Range { start: mut from, end: mut to } = piece.text_range();
            if piece.is_verbatim() {
                from += start.saturating_sub(piece.span().start());
                to -= piece.span().end().saturating_sub(end);
            }
            found = Some(found.map_or(from..to, |own| own.start.min(from)..own.end.max(to)));
        }
        found.filter(|own| !own.is_empty())
    }
}

/// What readers wrote under a document, or under what stands under it.
fn under(desk: &Desk, document: &DocumentRow) -> anyhow::Result<Vec<DocumentRow>> {
    let all = desk.comments_in(&document.capture)?;
    let parents: BTreeMap<&str, Option<&str>> =
        all.iter().map(|own| (own.id.as_str(), own.parent.as_deref())).collect();
    let is_under = |own: &DocumentRow| {
        let mut next = own.parent.as_deref();
        for _ in 0..all.len() {
            match next {
                Some(id) if id == document.id => return true,
                Some(id) => next = parents.get(id).copied().flatten(),
                None => return false,
            }
        }
        false
    };
    Ok(all.iter().filter(|own| is_under(own)).cloned().collect())
}

fn round(desk: &Desk, document: &DocumentRow) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for row in Lineage::new(desk).round(&document.id)?.into_iter().take(STANDING) {
        let is_from = row.from == document.id;
        let other = if is_from { row.to.clone() } else { Some(row.from.clone()) };
        let other = other.map(|id| desk.document(&id)).transpose()?.flatten();
        let name = match (&other, &row.outlet) {
            (Some(other), _) => wording::marked(other),
            (None, Some(outlet)) => format!("{outlet}, not on the desk"),
            (None, None) => "an earlier state, not on the desk".to_string(),
        };
        let head =
            if is_from { format!("{} {name}", standing(&row)) } else { format!("{name} {} this", standing(&row)) };
        let mut facts: Vec<String> =
            row.share.map(|share| format!("{:.0} % of the shorter", share * 100.0)).into_iter().collect();
        facts.extend(row.signs.clone());
        let first = row.spans.first();
        let to = other.as_ref().map_or(format!("/document/{}", document.id), |other| format!("/document/{}", other.id));
        let (date, how) = line::published(other.as_ref().and_then(|other| other.published.as_ref()));
        lines.push(Line {
            choices: Vec::new(),
            date,
            how,
            head,
            words: first.map(|one| line::plain(&quoted(&screen::short(&one.text, 240)))).into_iter().collect(),
            facts,
            to,
            links: Vec::new(),
            row: line::value(Row::Lineage(row)),
        });
    }
    Ok(lines)
}

fn facts(desk: &Desk, document: &DocumentRow) -> anyhow::Result<Vec<Fact>> {
    let judged = Judged::of(desk)?;
    let story = stories::of_document(desk, crate::related::number(&document.id))?;
    let by: Vec<String> = document
        .byline
        .iter()
        .map(|by| match by.role {
            ByRole::Author => by.name.clone(),
            ByRole::Contributor => format!("{} (contributor)", by.name),
            ByRole::Editor => format!("{} (editor)", by.name),
        })
        .collect();
    let outlet = document.outlet.as_deref().unwrap_or_default();
    let fact = |name: &str, words: Option<String>, to: String| words.map(|words| Fact { name: name.into(), words, to });
    let all = [
        fact("kind", Some(document.kind.to_string()), String::new()),
        fact("outlet", document.outlet.clone(), line::asking("/documents", &[("outlet", outlet)])),
        fact("source", judged.source(outlet).map(graded), String::new()),
        fact("credibility", judged.item(&document.id).map(graded), String::new()),
        fact("section", document.section.clone(), String::new()),
        fact("by", (!by.is_empty()).then(|| by.join(", ")), String::new()),
        fact(
            "published",
            Some(document.published.as_ref().map_or("not known".into(), screen::published)),
            String::new(),
        ),
        fact("updated", document.updated.as_ref().map(screen::when), String::new()),
        fact("captured", document.captured.as_ref().map(screen::when), String::new()),
        fact("language", document.language.clone(), String::new()),
        fact("CUT SHORT", document.truncated.as_ref().map(|sign| format!("“{sign}”")), String::new()),
        fact(
            "answers",
            document.parent.as_ref().map(|_| "what it stands under".into()),
            format!("/document/{}", document.parent.as_deref().unwrap_or_default()),
        ),
        fact("story", story.as_ref().map(|story| story.title.clone()), format!("/story/{}", document.id)),
        fact("read from", Some(document.path.clone()), String::new()),
    ];
    let mut facts: Vec<Fact> = all.into_iter().flatten().collect();
    facts.extend(document.credits.iter().filter_map(|own| fact("credit", Some(own.text.clone()), String::new())));
    for note in &document.notes {
        let name = match note.kind {
            NoteKind::Correction => "CORRECTION",
            NoteKind::Retraction => "RETRACTION",
            NoteKind::Update => "update",
            NoteKind::Editor => "note",
        };
        facts.extend(fact(name, Some(note.text.clone()), String::new()));
    }
    for own in judged.notes(&document.id) {
        let words = format!("“{}” ({}, {})", own.note.as_deref().unwrap_or_default(), own.author, own.made_at);
        facts.extend(fact("noted", Some(words), String::new()));
    }
    Ok(facts)
}
