//! `dateline judge`: a person's decision, a line of its own that another line undoes.
//!
//! Invariant: nothing is overwritten; what is decided points at places in captures, and outlives every rebuild.

use super::pointed::{self, Thing};
use super::{brief, withdraw};
use crate::arguments::{ByArguments, JsonArguments, JudgeArguments, JudgeCommand, UsageError};
pub use crate::graded::{Said, rows};
use crate::related::{self, judged, number};
use crate::screen::{BAD, FAINT, Run, STRONG, Screen};
pub use crate::wording::graded;
use anstyle::Style;
use dateline_record::{JudgementRow, Pointed, PointedRow, Row, State, Verb};
use dateline_store::{Decision, Desk};
use dateline_web::Decided;
use std::collections::BTreeSet;
use std::process::ExitCode;

/// Width of the column of numbers.
const LEFT: usize = 6;

pub fn run(desk: &mut Desk, arguments: JudgeArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    related::bring_up(desk)?;
    let (decision, output) = match arguments.verb {
        JudgeCommand::List(output) => return list(desk, output, screen),
        JudgeCommand::Undo(own) => {
            let output = own.by.output;
            let number = undo(desk, own.number, own.by)?;
            return tell(desk, number, output, screen);
        }
        JudgeCommand::Same(own) => (sides(desk, Verb::Same, &own.ids, &own.by)?, own.by.output),
        JudgeCommand::NotSame(own) => (sides(desk, Verb::NotSame, &own.ids, &own.by)?, own.by.output),
        JudgeCommand::Unsure(own) => (sides(desk, Verb::Unsure, &own.ids, &own.by)?, own.by.output),
        JudgeCommand::AliasOff(own) => (alias_off(desk, &own.entity, &own.form, &own.by)?, own.by.output),
        JudgeCommand::Split(own) => (split(desk, &own.story, &own.documents, &own.by)?, own.by.output),
        JudgeCommand::Off(own) => (off(desk, &own.id, &own.by)?, own.by.output),
        JudgeCommand::Grade(own) => (grade(desk, &own.what, &own.grade, &own.by)?, own.by.output),
        JudgeCommand::Note(own) => (note(desk, &own.id, own.text.join(" "), &own.by)?, own.by.output),
    };
    let number = stand(desk, &decision)?;
    tell(desk, number, output, screen)
}

/// Lets a decision stand; its number.
fn stand(desk: &mut Desk, decision: &Decision) -> anyhow::Result<u64> {
    let renamed = renamed(&decision.places, decision.verb, decision.value.as_ref());
    let number = desk.judge(decision, &[], &mut [], &renamed)?;
    related::bring_up(desk)?;
    Ok(number)
}

/// What a form of the pages decides, by the same rules; its number.
pub fn by_form(desk: &mut Desk, own: &Decided) -> anyhow::Result<u64> {
    related::bring_up(desk)?;
    let reason = Some(own.reason.clone()).filter(|words| !words.is_empty());
    let by = ByArguments { author: own.author.clone(), reason, output: JsonArguments { json: false } };
    let Some(first) = own.of.first() else { return wrong("nothing is named that this is of".to_string()) };
    let decision = match own.verb.as_str() {
        "same" => sides(desk, Verb::Same, &own.of, &by)?,
        "not-same" => sides(desk, Verb::NotSame, &own.of, &by)?,
        "unsure" => sides(desk, Verb::Unsure, &own.of, &by)?,
        "alias-off" => alias_off(desk, first, &own.value, &by)?,
        "split" => split(desk, first, &own.of[1..], &by)?,
        "off" => off(desk, first, &by)?,
        "grade" => grade(desk, first, &own.value, &by)?,
        "note" if own.value.is_empty() => return wrong("a remark has words".to_string()),
        "note" => note(desk, first, own.value.clone(), &by)?,
        "undo" => {
            let Ok(number) = first.parse() else { return wrong(format!("{first} is no number of a judgement")) };
            return undo(desk, number, by);
        }
        other => return wrong(format!("“{other}” is nothing that can be decided")),
    };
    if matches!(own.verb.as_str(), "same" | "not-same" | "unsure") && own.of.len() < 2 {
        return wrong(format!("“{}” is said of two", own.verb));
    }
    stand(desk, &decision)
}

fn off(desk: &Desk, id: &str, by: &ByArguments) -> anyhow::Result<Decision> {
    let Thing::Story(story) = pointed::resolve(desk, id)? else {
        return wrong(format!("{id} is not the id of a story"));
    };
    let places = pointed::any(desk, 0, &Thing::Story(story))?;
    Ok(Decision { places, ..decision(Verb::Off, by) })
}

fn note(desk: &Desk, id: &str, words: String, by: &ByArguments) -> anyhow::Result<Decision> {
    let places = pointed::any(desk, 0, &pointed::resolve(desk, id)?)?;
    Ok(Decision { places, note: Some(words), ..decision(Verb::Note, by) })
}

fn wrong<T>(words: String) -> anyhow::Result<T> {
    Err(UsageError(words).into())
}

/// A decision of nothing yet.
pub fn decision(verb: Verb, by: &ByArguments) -> Decision {
    let user = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    let author = by.author.clone().or_else(user).map(|name| name.trim().to_string()).filter(|name| !name.is_empty());
    Decision {
        made_at: super::read::now(),
        author: author.unwrap_or_else(|| "unknown".into()),
        verb,
        places: Vec::new(),
        value: None,
        note: by.reason.clone(),
        undoes: None,
    }
}

/// Things of one sort that are one, or not.
fn sides(desk: &Desk, verb: Verb, ids: &[String], by: &ByArguments) -> anyhow::Result<Decision> {
    if verb != Verb::Same && ids.len() != 2 {
        return wrong(format!("“{}” is said of two", verb.name()));
    }
    let (mut places, mut sorts) = (Vec::new(), BTreeSet::new());
    let mut is_mention = false;
    for (side, words) in ids.iter().enumerate() {
        let thing = pointed::resolve(desk, words)?;
        is_mention = matches!(&thing, Thing::Row(row) if matches!(&**row, Row::Mention(_)));
        let own = pointed::side(desk, side as u32, &thing)?;
        let Some(what) = own.first().map(|place| place.what) else {
            return wrong(format!("{words} has no place in a capture"));
        };
        if !matches!(what, Pointed::Name | Pointed::Telling | Pointed::Document) {
            return wrong(format!("{words} is no entity, event, story or document, nor a mention or telling of one"));
        }
        sorts.insert(what);
        places.extend(own);
    }
    if sorts.len() > 1 {
        return wrong("these are not of one sort".to_string());
    }
    let value = match verb {
        Verb::NotSame | Verb::Unsure => namesake(desk, &mut places, is_mention)?,
        _ => None,
    };
    let mut items = BTreeSet::new();
    for side in 0..ids.len() as u32 {
        let own = places.iter().find(|place| place.side == side);
        items.extend(own.map(|own| judged::find(desk, own, verb)).transpose()?.and_then(Result::ok));
    }
    if items.len() != ids.len() && value.is_none() {
        return wrong("two of these are the same thing already".to_string());
    }
    Ok(Decision { places, value, ..decision(verb, by) })
}

/// The name, where both sides bear one: then the second is to be a mention, whose document's bearer is somebody else.
fn namesake(desk: &Desk, places: &mut Vec<PointedRow>, is_mention: bool) -> anyhow::Result<Option<String>> {
    let item = |side: u32| -> anyhow::Result<Option<String>> {
        let own = places.iter().find(|place| place.side == side && place.what == Pointed::Name);
        Ok(own.map(|own| judged::find(desk, own, Verb::NotSame)).transpose()?.and_then(Result::ok))
    };
    let (Some(one), Some(other)) = (item(0)?, item(1)?) else { return Ok(None) };
    if one != other {
        return Ok(None);
    }
    if !is_mention {
        return wrong(
            "both go by one name; give, as the second, a mention of the one who is somebody else".to_string(),
        );
    }
    let Some(second) = places.iter().find(|place| place.side == 1).cloned() else { return Ok(None) };
    places.retain(|place| place.side == 1 || place.capture != second.capture);
    if places.len() < 2 {
        return wrong(format!("nothing else on this desk names “{}”", second.text));
    }
    Ok(Some(second.text))
}

/// The captures whose names a judgement changes.
fn renamed(places: &[PointedRow], verb: Verb, value: Option<&String>) -> Vec<String> {
    let is_namesake = matches!(verb, Verb::NotSame | Verb::Unsure) && value.is_some();
    places.iter().filter(|place| is_namesake && place.side == 1).filter_map(|place| place.capture.clone()).collect()
}

fn alias_off(desk: &Desk, entity: &str, form: &str, by: &ByArguments) -> anyhow::Result<Decision> {
    let Thing::Entity(row) = pointed::resolve(desk, entity)? else {
        return wrong(format!("{entity} is not the id of an entity"));
    };
    let known = row.aliases.iter().find(|alias| alias.form == form);
    let known = known.or_else(|| row.aliases.iter().find(|alias| alias.form.to_lowercase() == form.to_lowercase()));
    let Some(alias) = known else {
        return wrong(format!("{} is not called “{form}”", row.name));
    };
    if alias.form == row.name {
        return wrong(format!("“{}” is the name it goes by; judge its mentions “not-same” instead", row.name));
    }
    let form = alias.form.clone();
    let mut places = pointed::side(desk, 0, &Thing::Entity(row.clone()))?;
    places.extend(pointed::form_places(desk, number(&row.id), &form)?);
    Ok(Decision { places, value: Some(form), ..decision(Verb::AliasOff, by) })
}

fn split(desk: &Desk, story: &str, documents: &[String], by: &ByArguments) -> anyhow::Result<Decision> {
    let Thing::Story(row) = pointed::resolve(desk, story)? else {
        return wrong(format!("{story} is not the id of a story"));
    };
    let mut away = BTreeSet::new();
    for words in documents {
        match pointed::resolve(desk, words)? {
            Thing::Row(own) if matches!(&*own, Row::Document(own) if row.documents.iter().any(|one| one.document == own.id)) =>
            {
                away.extend(if let Row::Document(own) = *own { Some(own.id) } else { None });
            }
            _ => return wrong(format!("{words} is not a document of that story")),
        }
    }
    if away.len() == row.documents.len() {
        return wrong("that is the whole story".to_string());
    }
    let mut places: Vec<PointedRow> = Vec::new();
    for one in &row.documents {
        let side = u32::from(!away.contains(&one.document));
        places.extend(desk.full(&one.document)?.and_then(|full| pointed::document(side, &full.row)));
    }
    places.sort_by_key(|place| place.side);
    Ok(Decision { places, ..decision(Verb::Split, by) })
}

fn grade(desk: &Desk, what: &str, grade: &str, by: &ByArguments) -> anyhow::Result<Decision> {
    let thing = pointed::resolve(desk, what)?;
    let grade = grade.to_uppercase();
    let of_source = matches!(thing, Thing::Outlet(_));
    let known = if of_source { "ABCDEF" } else { "123456" };
    if grade.len() != 1 || !known.contains(&grade) {
        return wrong(match of_source {
            true => "a source is graded A (completely reliable) to F (cannot be judged)".to_string(),
            false => "an item is graded 1 (confirmed by others) to 6 (cannot be judged)".to_string(),
        });
    }
    let places = pointed::any(desk, 0, &thing)?;
    Ok(Decision { places, value: Some(grade), ..decision(Verb::Grade, by) })
}

/// Undoes a judgement; where captures were withdrawn or given back by it, that is undone with it.
fn undo(desk: &mut Desk, number: u64, by: ByArguments) -> anyhow::Result<u64> {
    let all = desk.judgements()?;
    let find = |number: u64| all.iter().find(|own| own.number == number);
    let Some(own) = find(number) else { return wrong(format!("there is no judgement {number}")) };
    if own.state == State::Undone {
        return wrong(format!("judgement {number} is {} already", own.why.as_deref().unwrap_or("undone")));
    }
    let mut root = own;
    while let Some(before) = root.undoes.and_then(find) {
        root = before;
    }
    let (mut gone, mut back) = (Vec::new(), Vec::new());
    if root.verb == Verb::Withdraw {
        for id in root.places.iter().filter_map(|place| place.capture.as_ref()?.parse().ok()) {
            match desk.withdrawn()?.contains(&id) {
                true => back.push(withdraw::read_back(desk, id)?),
                false => gone.push(id),
            }
        }
    }
    let undoing = Decision { undoes: Some(number), ..decision(Verb::Undo, &by) };
    let renamed = renamed(&root.places, root.verb, root.value.as_ref());
    let number = desk.judge(&undoing, &gone, &mut back, &renamed)?;
    related::bring_up(desk)?;
    Ok(number)
}

fn list(desk: &Desk, output: JsonArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let rows = rows(desk)?;
    for row in &rows {
        match output.json {
            true => screen.json(&Row::Judgement(row.clone()))?,
            false => print(row, screen)?,
        }
    }
    if !output.json {
        let count = crate::screen::counted(rows.len() as u64, "judgement");
        screen.paragraph(0, &[Run(FAINT, &count)])?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The judgement that was made.
pub fn tell(desk: &Desk, number: u64, output: JsonArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    for row in rows(desk)?.into_iter().filter(|row| row.number == number) {
        match output.json {
            true => screen.json(&Row::Judgement(row))?,
            false => print(&row, screen)?,
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// “3  same: “Ana Vell” · “A. Vell””
pub fn print(row: &JudgementRow, screen: &mut Screen) -> std::io::Result<()> {
    let mut sides: Vec<String> = Vec::new();
    let mut last = None;
    for place in &row.places {
        let is_more = last.replace(place.side) == Some(place.side);
        if is_more && row.verb != Verb::Split || row.verb == Verb::AliasOff && place.side > 0 {
            continue;
        }
        let capture = place.capture.as_deref().map(|id| format!(" in {}", brief(id))).unwrap_or_default();
        let words = crate::screen::short(&place.text, 60);
        sides.push(match place.what {
            Pointed::Outlet => words,
            Pointed::Capture => format!("{words}{capture}"),
            _ => format!("“{words}”{capture}"),
        });
    }
    if row.verb == Verb::Split {
        let rest = row.places.iter().filter(|place| place.side > 0).count();
        sides.truncate(row.places.len() - rest);
        sides.push(format!("from {rest} others"));
    }
    let undoes = row.undoes.map(|number| format!(" {number}")).unwrap_or_default();
    let head = format!("{}{undoes} ", row.verb.name());
    let value = row.value.as_ref().map(|value| format!(" · {}", crate::screen::safe(value))).unwrap_or_default();
    let what = format!("{}{value}", sides.join(" · "));
    let mut right = vec![vec![Run(STRONG, head.as_str()), Run(Style::new(), what.as_str())]];
    let note = row.note.as_ref().map(|note| format!("“{}”", crate::screen::safe(note)));
    right.extend(note.as_ref().map(|note| vec![Run(Style::new(), note.as_str())]));
    let state = match row.state {
        State::Stands => "stands",
        State::Undone => "undone",
        State::NoLongerFits => "no longer fits",
        State::Replaced => "replaced",
    };
    let why = row.why.as_ref().filter(|_| row.state != State::Undone).map(|why| format!(": {why}")).unwrap_or_default();
    let why = if row.state == State::Undone { row.why.clone().unwrap_or_default() } else { format!("{state}{why}") };
    let by = format!("{} · {} · ", crate::screen::safe(&row.author), row.made_at);
    let style = if row.state == State::NoLongerFits { BAD } else { FAINT };
    right.push(vec![Run(FAINT, by.as_str()), Run(style, why.as_str())]);
    screen.beside(LEFT, &[Run(STRONG, &row.number.to_string())], &right)
}
