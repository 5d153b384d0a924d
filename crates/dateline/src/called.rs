//! Who of a desk goes by a name: referents and sources gathered by full name, until entities reach across documents.
//!
//! Invariant: two full names are never put together, nor is a bare surname added to any of its bearers; capitals and accents
//! make no other name. Cost: the referents and statements that the words find.

use dateline_lexicon::Key;
use dateline_record::{DocumentRow, Form, MentionRow};
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
    key: Key,
    /// As the desk has it, with how often.
    spellings: BTreeMap<Speaker, usize>,
}

/// What is known of them.
pub struct Record {
    /// Other words for them, with how often they stand, the most frequent first.
    pub aliases: Vec<(String, usize)>,
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
    for bearer in desk.bearers(name)? {
        let speaker = Speaker { name: bearer.name.clone(), named: true };
        place(&mut found, speaker, bearer.mentions as usize).bearers.push(bearer);
    }
    for (speaker, count) in desk.speakers(name)? {
        place(&mut found, speaker, count).statements += count;
    }
    let wanted = key(name);
    for own in &mut found {
        own.exact = own.key == wanted;
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
    record.aliases = forms.into_iter().collect();
    record.aliases.sort_by_key(|(_, count)| Reverse(*count));
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
        said.speaker.as_ref().is_some_and(|speaker| speaker.named == self.named && key(&speaker.name) == self.key)
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

fn place(found: &mut Vec<Called>, speaker: Speaker, count: usize) -> &mut Called {
    let (key, named) = (key(&speaker.name), speaker.named);
    let at = found.iter().position(|own| own.key == key && own.named == named).unwrap_or_else(|| {
        let (name, bearers, spellings) = (String::new(), Vec::new(), BTreeMap::new());
        found.push(Called { name, named, exact: false, bearers, statements: 0, key, spellings });
        found.len() - 1
    });
    let own = &mut found[at];
    *own.spellings.entry(speaker).or_default() += count;
    own
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
