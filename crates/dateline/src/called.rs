//! Who of a desk goes by a name: referents and sources gathered by entity; where none is known, by full name.
//!
//! Invariant: two full names are put together only where an entity has both, nor is a bare surname added to any of its bearers; capitals
//! and accents make no other name. Cost: the referents and statements that the words find, and all referents of the entities found.

use crate::related::{self, layer, named, number};
use dateline_lexicon::Key;
use dateline_record::{AliasRow, DocumentRow, EntityRow, Form, MentionRow};
use dateline_store::{Bearer, Desk, Said, Speaker, StoreError};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// All that go by one full name, or by one description where they have no name.
pub struct Called {
    /// The name in its most frequent spelling, or the description.
    pub name: String,
    /// Whether it is a name.
    pub named: bool,
    /// Whether it is just what was asked for.
    pub exact: bool,
    /// Referents by that name.
    pub bearers: Vec<Bearer>,
    /// Statements by that name or description.
    pub statements: usize,
    /// Whom the name is judged to mean across documents.
    pub entity: Option<EntityRow>,
    /// Of each of its names.
    keys: Vec<Key>,
    /// As the desk has it, with how often.
    spellings: BTreeMap<Speaker, usize>,
}

/// What is known of them.
pub struct Record {
    /// What they are called and by what rule, the most frequent first.
    pub aliases: Vec<AliasRow>,
    /// Documents that mention them by name or quote them.
    pub documents: Vec<DocumentRow>,
    /// What they said, the latest first.
    pub said: Vec<Said>,
    /// What others said of them, the latest first.
    pub said_of: Vec<Said>,
}

/// Everybody whose name or description has the words of `name`: names first, the most mentioned first.
pub fn gather(desk: &Desk, name: &str) -> Result<Vec<Called>, StoreError> {
    let mut found: Vec<Called> = Vec::new();
    let mut joining = named::Joining::new(desk);
    for bearer in desk.bearers(name)? {
        if found.iter().any(|own: &Called| own.bearers.contains(&bearer)) {
            continue;
        }
        let entity = joining.referent(&bearer.id)?.map(|id| number(&id));
        let Some(entity) = entity.map(|id| related::entity::one(desk, id)).transpose()?.flatten() else {
            let speaker = Speaker { name: bearer.name.clone(), named: true };
            let keyed = found.iter().position(|own| own.entity.is_none() && own.has(&speaker));
            let at = keyed.unwrap_or_else(|| fresh(&mut found, &speaker, None));
            found[at].add(speaker, bearer);
            continue;
        };
        let speaker = Speaker { name: entity.name.clone(), named: true };
        let own = number(&entity.id);
        let at = fresh(&mut found, &speaker, Some(entity));
        for borne in desk.bearings_of(layer::NAME, own)? {
            for referent in named::parsed(&borne).into_iter().flat_map(|bearing| bearing.referents) {
                // A chain that goes by a form that is switched off is not of it.
                if joining.referent(&referent)?.is_none_or(|id| number(&id) != own) {
                    continue;
                }
                if let Some(bearer) = desk.bearer(&referent)? {
                    found[at].add(Speaker { name: bearer.name.clone(), named: true }, bearer);
                }
            }
        }
    }
    for (speaker, count) in desk.speakers(name)? {
        let at = found.iter().position(|own| own.has(&speaker));
        let at = at.unwrap_or_else(|| fresh(&mut found, &speaker, None));
        found[at].statements += count;
        *found[at].spellings.entry(speaker).or_default() += count;
    }
    let wanted = key(name);
    for own in &mut found {
        own.exact = own.keys.contains(&wanted);
        if let Some(entity) = &own.entity {
            own.name.clone_from(&entity.name);
            continue;
        }
        let best = own.spellings.iter().max_by_key(|(spelling, count)| (**count, Reverse(*spelling)));
        own.name = best.map_or_else(String::new, |(spelling, _)| bare(&spelling.name).to_string());
    }
    found.sort_by_cached_key(|own| {
        let weight = own.mentions() + own.statements;
        (!own.exact, !own.named, Reverse(weight), own.name.clone())
    });
    Ok(found)
}

/// What is known of `own`.
pub fn record(desk: &Desk, own: &Called) -> Result<Record, StoreError> {
    let mut record = Record { aliases: Vec::new(), documents: Vec::new(), said: Vec::new(), said_of: Vec::new() };
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    let mut documents: BTreeMap<String, DocumentRow> = BTreeMap::new();
    for bearer in &own.bearers {
        let (document, mentions) = desk.mentions_of(bearer)?;
        count_forms(&mentions, &mut forms);
        record.said_of.extend(desk.said_of(bearer, &mentions)?);
        documents.insert(document.id.clone(), document);
    }
    record.said = desk.said_by(own.spellings.keys())?;
    for said in &record.said {
        documents.entry(said.document.id.clone()).or_insert_with(|| said.document.clone());
    }
    record.said_of.retain(|said| !own.speaks(said));
    record.said_of.sort_by_cached_key(|said| Reverse(day(said).map(str::to_string)));
    record.aliases = match &own.entity {
        Some(entity) => entity.aliases.clone(),
        None => forms
            .into_iter()
            .map(|(form, count)| AliasRow {
                form,
                rule: "same chain in a document".into(),
                mentions: count as u64,
                off: false,
            })
            .collect(),
    };
    record.aliases.sort_by_key(|alias| Reverse(alias.mentions));
    record.documents = documents.into_values().collect();
    Ok(record)
}

impl Called {
    /// How often they are mentioned, pronouns included.
    pub fn mentions(&self) -> usize {
        self.bearers.iter().map(|bearer| bearer.mentions as usize).sum()
    }

    /// What sorts of thing the documents take them for, the most frequent first.
    pub fn entity_types(&self) -> Vec<&str> {
        let mut types: BTreeMap<&str, usize> = BTreeMap::new();
        for bearer in &self.bearers {
            *types.entry(&bearer.entity_type).or_default() += 1;
        }
        let mut types: Vec<(&str, usize)> = types.into_iter().collect();
        types.sort_by_key(|(_, count)| Reverse(*count));
        types.into_iter().map(|(name, _)| name).collect()
    }

    fn speaks(&self, said: &Said) -> bool {
        said.speaker.as_ref().is_some_and(|speaker| self.has(speaker))
    }

    fn has(&self, speaker: &Speaker) -> bool {
        speaker.named == self.named && self.keys.contains(&key(&speaker.name))
    }

    fn add(&mut self, speaker: Speaker, bearer: Bearer) {
        let own = key(&speaker.name);
        if !self.keys.contains(&own) {
            self.keys.push(own);
        }
        *self.spellings.entry(speaker).or_default() += bearer.mentions as usize;
        self.bearers.push(bearer);
    }
}

/// Whether two names or descriptions are one, capitals, accents and a leading article aside.
pub fn alike(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

/// The day by which a statement is put in order.
fn day(said: &Said) -> Option<&str> {
    let own = said.statement.said.as_ref().and_then(|when| when.earliest.as_deref());
    own.or(said.document.published.as_ref().and_then(|when| when.earliest.as_deref()))
}

/// Another one; where they are.
fn fresh(found: &mut Vec<Called>, speaker: &Speaker, entity: Option<EntityRow>) -> usize {
    let (bearers, spellings) = (Vec::new(), BTreeMap::new());
    let (named, keys) = (speaker.named, vec![key(&speaker.name)]);
    found.push(Called { name: String::new(), named, exact: false, bearers, statements: 0, entity, keys, spellings });
    found.len() - 1
}

/// The key of a name or description, less a leading article.
fn key(name: &str) -> Key {
    let words = bare(name).split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    words.fold(Key::NONE, |key, word| key.then(Key::of(word.trim_matches(|c: char| !c.is_alphanumeric()))))
}

fn bare(name: &str) -> &str {
    let article = |words: &&str| ["the", "a", "an"].iter().any(|own| words.eq_ignore_ascii_case(own));
    match name.trim().split_once(' ') {
        Some((first, rest)) if article(&first) => rest.trim(),
        _ => name.trim(),
    }
}

/// Names and descriptions as written; pronouns say nothing.
fn count_forms(mentions: &[MentionRow], forms: &mut BTreeMap<String, usize>) {
    for mention in mentions.iter().filter(|mention| mention.form != Form::Pronoun) {
        let words = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.strip_prefix("The ").map(|rest| format!("the {rest}")).unwrap_or(words);
        *forms.entry(words).or_default() += 1;
    }
}
