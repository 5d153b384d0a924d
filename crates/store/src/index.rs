//! What statements and names are found by, worked out when they are written.
//!
//! Invariant: a function of the rows of one document, so that a desk of an older schema is filled from what it holds.
//! Cost: a few map look-ups a row.

use crate::words::plain;
use dateline_record::{Authority, ByRole, DocumentRow, Form, MentionRow, SpanRow, StatementRow};
use rusqlite::{Transaction, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The chains of mentions of some documents.
pub(crate) struct Chains<'a> {
    of: BTreeMap<&'a str, Vec<&'a MentionRow>>,
    names: HashMap<&'a str, Vec<&'a MentionRow>>,
    at: HashMap<(&'a str, u32, u32, u32), &'a MentionRow>,
}

impl<'a> Chains<'a> {
    pub(crate) fn new(mentions: &'a [MentionRow]) -> Chains<'a> {
        let mut chains = Chains { of: BTreeMap::new(), names: HashMap::new(), at: HashMap::new() };
        for mention in mentions {
            if let Some(referent) = &mention.referent {
                chains.of.entry(referent).or_default().push(mention);
            }
            if mention.form == Form::Name {
                chains.names.entry(&mention.document).or_default().push(mention);
            }
            let SpanRow { part, start, end } = mention.span;
            chains.at.insert((&mention.document, part, start, end), mention);
        }
        chains
    }

    /// What a pronoun at `span` stands for, where nothing names it: the longest description of its chain.
    fn described(&self, document: &str, span: SpanRow) -> Option<&'a str> {
        let mention = self.at.get(&(document, span.part, span.start, span.end))?;
        if mention.form != Form::Pronoun || mention.name.is_some() {
            return None;
        }
        let chain = self.of.get(mention.referent.as_deref()?)?;
        chain.iter().find(|other| other.form == Form::Nominal).map(|other| other.text.as_str())
    }

    /// Names of other persons than `name` within `span`.
    fn others(&self, document: &str, span: SpanRow, name: Option<&str>) -> Vec<&'a str> {
        let own = self.names.get(document).map_or(&[][..], Vec::as_slice);
        let within = |other: SpanRow| span.part == other.part && span.start <= other.start && other.end <= span.end;
        own.iter()
            .filter(|mention| mention.entity_type == dateline_record::EntityType::Person)
            .filter(|mention| within(mention.span) && mention.span != span && mention.name.as_deref() != name)
            .map(|mention| mention.text.as_str())
            .collect()
    }
}

/// What a statement is found by.
pub(crate) struct Facts {
    /// Name or description of who says it, and whether it is a name.
    pub(crate) speaker: Option<(String, bool)>,
    /// What a source that is a pronoun stands for, where nothing names it.
    pub(crate) described: Option<String>,
    name: String,
    description: String,
    others: String,
    content: String,
}

/// Works out what `row` is found by.
pub(crate) fn facts(row: &StatementRow, document: &DocumentRow, chains: &Chains) -> Facts {
    let source = row.source.as_ref();
    let mut authors = document.byline.iter().filter(|by| by.role == ByRole::Author);
    let writer = match (authors.next(), authors.next()) {
        (Some(by), None) if row.authority == Authority::Author => Some(by.name.as_str()),
        _ => None,
    };
    let named = source.and_then(|source| source.name.as_deref()).or(writer);
    let described = source.filter(|source| source.name.is_none());
    let described = described.and_then(|source| chains.described(&row.document, source.span));
    let name: Vec<String> = named.map(plain).unwrap_or_default();
    let mut others: BTreeSet<String> = BTreeSet::new();
    // A name alone is the person's own, be it not resolved: “Aldous said”.
    if let Some(source) = source.filter(|source| source.name.is_some() || row.authority != Authority::Named) {
        others.extend(chains.others(&row.document, source.span, named).into_iter().flat_map(plain));
    }
    others.retain(|word| !name.contains(word));
    let texts = [source.map(|source| source.text.as_str()), row.role.as_deref(), described];
    let mut words: Vec<String> = texts.into_iter().flatten().flat_map(plain).collect();
    words.retain(|word| !others.contains(word));
    let description: Vec<String> = words.iter().filter(|word| !name.contains(word)).cloned().collect();
    let content: Vec<&str> = row.content.iter().map(|content| content.text.as_str()).collect();
    let speaker = match source {
        _ if named.is_some() => named.map(|name| (name.to_string(), true)),
        Some(source) if row.authority != Authority::Author => {
            // Where the reading left open who it is, the chain is no more than a possibility.
            let known = described.filter(|_| row.authority != Authority::Unattributed);
            Some((known.unwrap_or(&source.text).to_string(), false))
        }
        _ => None,
    };
    Facts {
        speaker,
        described: described.map(str::to_string),
        name: [name, words].concat().join(" "),
        description: description.join(" "),
        others: others.into_iter().collect::<Vec<_>>().join(" "),
        content: content.join(" … "),
    }
}

/// Makes the statement with this key be found.
pub(crate) fn write_facts(transaction: &Transaction, key: i64, facts: &Facts) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT INTO statement_name (rowid, name) VALUES (?1, ?2)")?
        .execute(params![key, facts.name])?;
    transaction
        .prepare_cached("INSERT INTO statement_words (rowid, described, others, content) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![key, facts.description, facts.others, facts.content])?;
    Ok(())
}

/// Writes the named referents and says which key each has.
pub(crate) fn write_referents<'a>(
    transaction: &Transaction,
    documents: &HashMap<String, i64>,
    chains: &Chains<'a>,
) -> rusqlite::Result<HashMap<&'a str, i64>> {
    let mut keys = HashMap::new();
    for (id, chain) in &chains.of {
        let Some((name, first)) = chain.iter().find_map(|mention| Some((mention.name.as_deref()?, mention))) else {
            continue;
        };
        let forms = chain.iter().filter(|mention| mention.form == Form::Name).map(|mention| mention.text.as_str());
        let names: BTreeSet<String> = forms.chain([name]).map(|form| plain(form).join(" ")).collect();
        transaction
            .prepare_cached(
                "INSERT INTO referent (id, document, name, entity_type, mentions) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, documents[first.document.as_str()], name, name_of(&first.entity_type), chain.len()])?;
        let key = transaction.last_insert_rowid();
        transaction
            .prepare_cached("INSERT INTO referent_search (rowid, names) VALUES (?1, ?2)")?
            .execute(params![key, names.into_iter().collect::<Vec<_>>().join(" | ")])?;
        keys.insert(*id, key);
    }
    Ok(keys)
}

/// Fills the tables of search by name from rows that an older program wrote.
pub(crate) fn fill(transaction: &Transaction) -> rusqlite::Result<()> {
    let documents = rows::<DocumentRow>(transaction, "SELECT key, row FROM document", [])?;
    for (key, document) in documents {
        let statements =
            rows::<StatementRow>(transaction, "SELECT key, row FROM statement WHERE document = ?1", [key])?;
        let mentions = rows::<MentionRow>(transaction, "SELECT key, row FROM mention WHERE document = ?1", [key])?;
        let (mention_keys, mentions): (Vec<i64>, Vec<MentionRow>) = mentions.into_iter().unzip();
        let chains = Chains::new(&mentions);
        let referents = write_referents(transaction, &HashMap::from([(document.id.clone(), key)]), &chains)?;
        let latest = document.published.as_ref().and_then(|when| when.latest.as_deref());
        transaction.prepare_cached("UPDATE document SET latest = ?2 WHERE key = ?1")?.execute(params![key, latest])?;
        for (mention_key, mention) in mention_keys.into_iter().zip(&mentions) {
            let referent = mention.referent.as_deref().and_then(|id| referents.get(id));
            transaction
                .prepare_cached("UPDATE mention SET referent = ?2 WHERE key = ?1")?
                .execute(params![mention_key, referent])?;
        }
        for (statement_key, row) in statements {
            let facts = facts(&row, &document, &chains);
            write_facts(transaction, statement_key, &facts)?;
            transaction
                .prepare_cached("UPDATE statement SET speaker = ?2, speaker_named = ?3, described = ?4, anonymous = ?5, stop = ?6 WHERE key = ?1")?
                .execute(params![
                    statement_key,
                    facts.speaker.as_ref().map(|(name, _)| name),
                    facts.speaker.as_ref().is_some_and(|(_, named)| *named),
                    facts.described,
                    row.anonymity.is_some(),
                    row.span.end
                ])?;
        }
    }
    Ok(())
}

fn rows<T: serde::de::DeserializeOwned>(
    transaction: &Transaction,
    sql: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<(i64, T)>> {
    let mut query = transaction.prepare_cached(sql)?;
    let rows = query.query_map(values, |row| {
        let json: String = row.get(1)?;
        let parsed = serde_json::from_str(&json)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, error.into()))?;
        Ok((row.get(0)?, parsed))
    })?;
    rows.collect()
}

/// The name that an enumeration's value has in rows.
pub(crate) fn name_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
