//! A statement in words: who, what, on whose word.

use crate::screen;
use dateline_record::{Authority, CueClass, Directness, StatementRow};
use dateline_store::Said;

/// Who said it: the name or description, and the words that stand there where they are others.
pub fn who(said: &Said) -> String {
    match (&said.statement.source, &said.speaker) {
        (Some(source), Some(speaker)) if speaker.name != source.text => format!("{} (“{}”)", speaker.name, source.text),
        (Some(source), _) => source.text.clone(),
        (None, Some(speaker)) => format!("{}, the writer,", speaker.name),
        (None, None) if said.statement.authority == Authority::Author => "The writer".to_string(),
        (None, None) => "No source given".to_string(),
    }
}

/// What was said, in quotation marks where it stood in them.
pub fn words(statement: &StatementRow) -> String {
    let pieces: Vec<&str> = statement.content.iter().map(|content| content.text.trim()).collect();
    let words = pieces.join(" … ");
    if statement.directness == Directness::Direct { quoted(&words) } else { words }
}

/// In quotation marks; as it is where it begins with one.
pub fn quoted(words: &str) -> String {
    let marked = words.starts_with(['“', '"', '‘', '\'', '«', '„', '”']);
    if marked || words.is_empty() { words.to_string() } else { format!("“{words}”") }
}

/// “· said 2031-05-14 (day, from publication)”; empty where nothing tells.
pub fn said_when(statement: &StatementRow) -> String {
    match &statement.said {
        // Only its publication tells: said by then.
        Some(said) if said.earliest.is_none() => {
            format!(" · said by {} (inferred)", said.latest.as_deref().unwrap_or_default())
        }
        Some(said) => format!(" · said {}", screen::when(said)),
        None => String::new(),
    }
}

pub fn facts(said: &Said) -> Vec<String> {
    let statement = &said.statement;
    let word = match (statement.authority, &statement.source) {
        (Authority::Unattributed, Some(_)) => "who that is was not resolved",
        (known, _) => authority(known),
    };
    let mut facts = vec![word.to_string()];
    if let (Authority::Unattributed, Some(words)) = (statement.authority, &said.described) {
        facts.push(format!("perhaps “{words}”"));
    }
    if statement.authority != Authority::Author {
        facts.push(directness(statement.directness).to_string());
    }
    if statement.denied {
        facts.push("DENIED".into());
    }
    if statement.cue_class != CueClass::Say {
        facts.push(class(statement.cue_class).to_string());
    }
    if statement.hedged {
        facts.push("hedged".into());
    }
    if let Some(role) = &statement.role
        && statement.source.as_ref().is_none_or(|source| source.text != *role)
    {
        facts.push(format!("role: {role}"));
    }
    if let Some(anonymity) = &statement.anonymity {
        facts.push(format!("not named: “{}”", anonymity.text));
    }
    for link in &statement.chain {
        facts.push(format!("as reported by {} ({})", link.name, authority(link.authority)));
    }
    if let Some(venue) = &statement.venue {
        facts.push(format!("venue: {venue}"));
    }
    facts
}

/// An authority in words.
fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::Author => "the writer's own view",
        Authority::Document => "a document",
        Authority::Named => "named",
        Authority::Collective => "a body",
        Authority::Unnamed => "unnamed",
        Authority::Outlet => "another outlet",
        Authority::Unattributed => "nobody's word",
    }
}

fn directness(directness: Directness) -> &'static str {
    match directness {
        Directness::Direct => "in quotation marks",
        Directness::Indirect => "in the writer's words",
        Directness::Mixed => "partly in quotation marks",
    }
}

/// A class of cue in words.
fn class(class: CueClass) -> &'static str {
    match class {
        CueClass::Say => "saying",
        CueClass::Claim => "claim",
        CueClass::Deny => "denial",
        CueClass::Confirm => "confirmation",
        CueClass::Warn => "warning",
        CueClass::Demand => "demand",
        CueClass::Promise => "promise",
        CueClass::Accuse => "accusation",
        CueClass::Announce => "announcement",
        CueClass::Believe => "belief",
        CueClass::Intend => "intention",
        CueClass::Ask => "question",
        CueClass::Find => "finding",
        CueClass::Decline => "declined to comment",
    }
}
