//! Writing: what was read from some captures, all of it in one transaction.
//!
//! Invariant: when [`Desk::write`] returns, everything in the batch survives a kill; before, nothing of it is there.

use crate::index::{self, Chains, Facts, name_of};
use crate::{Desk, Given, StoreError};
use dateline_record::{
    AnnouncementRow, CaptureId, DocumentRow, EventMentionRow, MentionRow, QuantityMentionRow, StatementRow, TimeRow,
    When,
};
use rusqlite::{OptionalExtension, Transaction, params};

/// One retrieval of a capture, with what was read from it where it was read.
#[derive(Clone, Debug)]
pub struct CaptureRecord {
    /// SHA-256 of the bytes.
    pub id: CaptureId,
    /// How many bytes.
    pub size_bytes: u64,
    /// Path and context.
    pub given: Given,
    /// When it was retrieved, RFC 3339.
    pub at: String,
    /// Whether it was: a capture read again from the desk keeps its retrievals as they are.
    pub retrieved: bool,
    /// Crate and version that read it.
    pub made_by: String,
    /// What was found; none where the capture had been read already.
    pub outcome: Option<Outcome>,
}

/// What came of reading a capture.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "one a capture, and most are read")]
pub enum Outcome {
    /// It was read.
    Read {
        /// What the bytes are.
        format: String,
        /// Its parts.
        parts: Vec<PartRecord>,
        /// What was cut, guessed or mended, in words.
        signs: Vec<String>,
        /// Documents in order, each followed by nothing else.
        documents: Vec<DocumentRow>,
        /// For each document the map of its text, packed.
        pieces: Vec<Vec<u8>>,
        /// Statements of those documents.
        statements: Vec<StatementRow>,
        /// Expressions of time.
        times: Vec<TimeRecord>,
        /// Mentions.
        mentions: Vec<MentionRow>,
        /// What calendars announce.
        announcements: Vec<AnnouncementRow>,
        /// Tellings of events.
        events: Vec<EventMentionRow>,
        /// What is counted.
        quantities: Vec<QuantityMentionRow>,
        /// What ties its documents to others.
        ties: Vec<TieRecord>,
    },
    /// Nothing of it can be read.
    Refused {
        /// Short name of the reason.
        reason: String,
        /// The reason in words.
        words: String,
    },
}

/// A part of a capture.
#[derive(Clone, Debug)]
pub struct PartRecord {
    /// Media type.
    pub media_type: String,
    /// Bytes of decoded text.
    pub size_bytes: u64,
    /// The part read in its place.
    pub alternative: Option<u32>,
}

/// An expression of time with the sentence that it stands in.
#[derive(Clone, Debug)]
pub struct TimeRecord {
    /// The row.
    pub row: TimeRow,
    /// The sentence.
    pub sentence: String,
}

/// An address or id that a document has, or points to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TieRecord {
    /// Identity of the document.
    pub document: String,
    /// The address or id.
    pub key: String,
    /// It is the document's own.
    pub own: bool,
}

/// A path of which no bytes could be had.
#[derive(Clone, Debug)]
pub struct Unreached {
    /// The path as given.
    pub path: String,
    /// Why.
    pub reason: String,
    /// When it was tried, RFC 3339.
    pub at: String,
}

impl Desk {
    /// Writes a batch. Long texts are moved out of the records, not copied.
    pub fn write(&mut self, captures: &mut [CaptureRecord], unreached: &[Unreached]) -> Result<(), StoreError> {
        let path = self.path.clone();
        let fail = |source| StoreError::Database { path: path.clone(), source };
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fail)?;
        for record in captures {
            write_capture(&transaction, record).map_err(fail)?;
        }
        for Unreached { path, reason, at } in unreached {
            transaction
                .execute(
                    "INSERT OR REPLACE INTO unreached (path, reason, at) VALUES (?1, ?2, ?3)",
                    params![path, reason, at],
                )
                .map_err(fail)?;
        }
        transaction.commit().map_err(fail)
    }
}

pub(crate) fn write_capture(transaction: &Transaction, record: &mut CaptureRecord) -> rusqlite::Result<()> {
    let id = record.id.to_string();
    if let Some(mut outcome) = record.outcome.take() {
        let stored: Option<(String, String)> = transaction
            .prepare_cached("SELECT given, made_by FROM capture WHERE id = ?1")?
            .query_row([&id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        // Two threads may have read the same bytes under two paths: the better one stays, in whatever order they arrive.
        let stored_before = stored.is_some();
        let better_stored = stored.is_some_and(|(given, made_by)| {
            made_by == record.made_by && serde_json::from_str::<Given>(&given).is_ok_and(|given| given < record.given)
        });
        if !better_stored {
            if stored_before {
                remove_rows(transaction, &id)?;
            }
            write_outcome(transaction, &id, record, &mut outcome)?;
        }
    }
    let again =
        if record.retrieved { "UPDATE SET given = excluded.given, last_at = excluded.last_at" } else { "NOTHING" };
    let sql = format!(
        "INSERT INTO retrieval (capture, path, given, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (capture, path) DO {again}"
    );
    transaction.prepare_cached(&sql)?.execute(params![id, record.given.path, json(&record.given), record.at])?;
    transaction.prepare_cached("INSERT OR IGNORE INTO arrival (capture) VALUES (?1)")?.execute([&id])?;
    transaction.prepare_cached("DELETE FROM unreached WHERE path = ?1")?.execute([&record.given.path])?;
    Ok(())
}

/// Removes what was read from a capture. The capture itself, its retrievals and all judgements stay.
pub(crate) fn remove_rows(transaction: &Transaction, id: &str) -> rusqlite::Result<()> {
    for sql in [
        "INSERT INTO statement_search (statement_search, rowid, source, text) SELECT 'delete', key, source, text FROM statement
         WHERE document IN (SELECT key FROM document WHERE capture = ?1)",
        "INSERT INTO document_search (document_search, rowid, title, text) SELECT 'delete', key, title, text FROM document
         WHERE capture = ?1",
        "INSERT OR IGNORE INTO pending SELECT id FROM document WHERE capture = ?1",
        "DELETE FROM statement_name WHERE rowid IN
         (SELECT statement.key FROM statement JOIN document ON document.key = statement.document WHERE capture = ?1)",
        "DELETE FROM statement_words WHERE rowid IN
         (SELECT statement.key FROM statement JOIN document ON document.key = statement.document WHERE capture = ?1)",
        "DELETE FROM referent_search WHERE rowid IN
         (SELECT referent.key FROM referent JOIN document ON document.key = referent.document WHERE capture = ?1)",
    ] {
        transaction.prepare_cached(sql)?.execute([id])?;
    }
    for table in ["statement", "time", "mention", "referent", "announcement", "event_mention", "quantity", "tie"] {
        let sql = format!("DELETE FROM {table} WHERE document IN (SELECT key FROM document WHERE capture = ?1)");
        transaction.prepare_cached(&sql)?.execute([id])?;
    }
    for table in ["document", "part", "sign"] {
        transaction.prepare_cached(&format!("DELETE FROM {table} WHERE capture = ?1"))?.execute([id])?;
    }
    Ok(())
}

fn write_outcome(
    transaction: &Transaction,
    id: &str,
    record: &CaptureRecord,
    outcome: &mut Outcome,
) -> rusqlite::Result<()> {
    let (format, reason, refusal) = match &*outcome {
        Outcome::Read { format, .. } => (Some(format), None, None),
        Outcome::Refused { reason, words } => (None, Some(reason), Some(words)),
    };
    transaction
        .prepare_cached(
            "INSERT INTO capture (id, size_bytes, format, given, made_by, reason, refusal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (id) DO UPDATE SET format = excluded.format, given = excluded.given, made_by = excluded.made_by,
             reason = excluded.reason, refusal = excluded.refusal",
        )?
        .execute(params![id, record.size_bytes, format, json(&record.given), record.made_by, reason, refusal])?;
    // What was withdrawn keeps its bytes and retrievals, and has no rows.
    if transaction.prepare_cached("SELECT withdrawn FROM capture WHERE id = ?1")?.query_row([id], |row| row.get(0))? {
        return Ok(());
    }
    let Outcome::Read {
        parts,
        signs,
        documents,
        pieces,
        statements,
        times,
        mentions,
        announcements,
        events,
        quantities,
        ties,
        ..
    } = outcome
    else {
        return Ok(());
    };
    for (number, part) in parts.iter().enumerate() {
        transaction
            .prepare_cached(
                "INSERT INTO part (capture, number, media_type, size_bytes, alternative) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, number, part.media_type, part.size_bytes, part.alternative])?;
    }
    for (number, words) in signs.iter().enumerate() {
        transaction
            .prepare_cached("INSERT INTO sign (capture, number, words) VALUES (?1, ?2, ?3)")?
            .execute(params![id, number, words])?;
    }
    let mut keys = std::collections::HashMap::new();
    for (number, document) in documents.iter_mut().enumerate() {
        let pieces = pieces.get(number).map(Vec::as_slice);
        keys.insert(document.id.clone(), write_document(transaction, id, number, document, pieces)?);
    }
    let chains = Chains::new(mentions);
    let referents = index::write_referents(transaction, &keys, &chains)?;
    let of: std::collections::HashMap<&str, &DocumentRow> =
        documents.iter().map(|document| (document.id.as_str(), document)).collect();
    for row in statements {
        let facts = index::facts(row, of[row.document.as_str()], &chains);
        write_statement(transaction, keys[row.document.as_str()], row, &facts)?;
    }
    for TimeRecord { row, sentence } in times.iter() {
        transaction
            .prepare_cached(
                "INSERT INTO time (id, document, earliest, latest, start, sentence, row) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                row.id,
                keys[row.document.as_str()],
                row.earliest,
                row.latest,
                row.span.start,
                sentence,
                json(&Borrowed::Time(row))
            ])?;
    }
    for row in mentions.iter() {
        transaction
            .prepare_cached(
                "INSERT INTO mention (id, document, name, start, referent, row) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                row.id,
                keys[row.document.as_str()],
                row.name,
                row.span.start,
                row.referent.as_deref().and_then(|id| referents.get(id)),
                json(&Borrowed::Mention(row))
            ])?;
    }
    for row in announcements.iter() {
        let (earliest, latest) = ends(row.when.as_ref());
        transaction
            .prepare_cached(
                "INSERT INTO announcement (id, document, earliest, latest, start, row) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                row.id,
                keys[row.document.as_str()],
                earliest,
                latest,
                row.span.start,
                json(&Borrowed::Announcement(row))
            ])?;
    }
    for row in events.iter() {
        let (earliest, latest) = ends(row.when.as_ref());
        transaction
            .prepare_cached(
                "INSERT INTO event_mention (id, document, type, modality, who, earliest, latest, start, row)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                row.id,
                keys[row.document.as_str()],
                row.event_type,
                serde_json::to_value(row.modality).ok().and_then(|name| name.as_str().map(str::to_owned)),
                who(row),
                earliest,
                latest,
                row.trigger.span.start,
                json(&Borrowed::EventMention(row))
            ])?;
    }
    for row in quantities.iter() {
        transaction
            .prepare_cached("INSERT INTO quantity (id, document, start, row) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![row.id, keys[row.document.as_str()], row.span.start, json(&Borrowed::Quantity(row))])?;
    }
    for TieRecord { document, key, own } in ties.iter() {
        transaction
            .prepare_cached("INSERT OR IGNORE INTO tie (document, key, own) VALUES (?1, ?2, ?3)")?
            .execute(params![keys[document.as_str()], key, own])?;
    }
    Ok(())
}

/// Names and words of all who take part, as they are searched.
fn who(row: &EventMentionRow) -> String {
    let all = row.actors.iter().chain(&row.recipients);
    let words = all.flat_map(|one| [Some(one.text.as_str()), one.name.as_deref()]).flatten();
    words.map(str::to_lowercase).collect::<Vec<_>>().join("\n")
}

/// First and last day, for looking up; none where one of them is open.
fn ends(when: Option<&When>) -> (Option<&str>, Option<&str>) {
    match when.map(|when| (when.earliest.as_deref(), when.latest.as_deref())) {
        Some((Some(earliest), Some(latest))) => (Some(earliest), Some(latest)),
        _ => (None, None),
    }
}

fn write_document(
    transaction: &Transaction,
    capture: &str,
    number: usize,
    document: &mut DocumentRow,
    pieces: Option<&[u8]>,
) -> rusqlite::Result<i64> {
    let text = std::mem::take(&mut document.text);
    let row = json(&Borrowed::Document(document));
    let (earliest, latest) = ends(document.published.as_ref());
    transaction
        .prepare_cached(
            "INSERT INTO document (id, capture, number, kind, outlet, earliest, latest, path, title, text, row, pieces)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            document.id,
            capture,
            number,
            document.kind.name(),
            document.outlet,
            earliest,
            latest,
            document.path,
            document.title.as_deref().unwrap_or_default(),
            text,
            row,
            pieces,
        ])?;
    let key = transaction.last_insert_rowid();
    transaction.prepare_cached("INSERT OR IGNORE INTO pending (document) VALUES (?1)")?.execute([&document.id])?;
    transaction
        .prepare_cached("INSERT INTO document_search (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![key, document.title.as_deref().unwrap_or_default(), text])?;
    Ok(key)
}

fn write_statement(
    transaction: &Transaction,
    document: i64,
    row: &mut StatementRow,
    facts: &Facts,
) -> rusqlite::Result<()> {
    let source = row.source.as_ref().map(|source| source.name.as_deref().unwrap_or(&source.text));
    let text = std::mem::take(&mut row.text);
    let json_row = json(&Borrowed::Statement(row));
    // What only its publication bounds is looked up by that.
    let said = row.said.as_ref().filter(|said| said.earliest.is_some());
    transaction
        .prepare_cached(
            "INSERT INTO statement (id, document, source, authority, cue_class, denied, earliest, latest, start, text, row,
             speaker, speaker_named, described, anonymous, stop)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            row.id,
            document,
            source,
            name_of(&row.authority),
            name_of(&row.cue_class),
            row.denied,
            said.and_then(|when| when.earliest.as_deref()),
            said.and_then(|when| when.latest.as_deref()),
            row.span.start,
            text,
            json_row,
            facts.speaker.as_ref().map(|(name, _)| name),
            facts.speaker.as_ref().is_some_and(|(_, named)| *named),
            facts.described,
            row.anonymity.is_some(),
            row.span.end,
        ])?;
    let key = transaction.last_insert_rowid();
    transaction
        .prepare_cached("INSERT INTO statement_search (rowid, source, text) VALUES (?1, ?2, ?3)")?
        .execute(params![key, source, text])?;
    index::write_facts(transaction, key, facts)
}

/// A [`dateline_record::Row`] that need not be owned to be written.
#[derive(serde::Serialize)]
#[serde(tag = "row", rename_all = "snake_case")]
enum Borrowed<'a> {
    Document(&'a DocumentRow),
    Time(&'a TimeRow),
    Mention(&'a MentionRow),
    Statement(&'a StatementRow),
    Announcement(&'a AnnouncementRow),
    EventMention(&'a EventMentionRow),
    Quantity(&'a QuantityMentionRow),
}

pub(crate) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("rows hold nothing that JSON cannot say")
}
