//! Which names a document bears: each with its forms, its mentions, and the roles that the text gives its bearer.
//!
//! Short forms go to their bearer in the same document: a surname to the one full name that ends with it, an acronym to what it is
//! written out as, “the Fed” to the name of its chain. A chain never makes one name of two: full names that differ are two.
//! Invariant: a mention is of at most one name; a pronoun or description follows the name that its chain is mostly called by; an
//! anonymised actor (“Official 5”) is its document's own. Cost: names times names of a chain; a look-up a form.

use super::home::{Home, top, written_behind};
use super::letters::canon;
use super::list::List;
use super::name::{Name, Sort, country, words};
use super::person;
use crate::meet::Id;
use dateline_lexicon::{ANONYMISED, Gazetteer, Known};
use dateline_record::{DocumentRow, EntityType, EventMentionRow, Form, MentionRow, StatementRow, When};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A name that a document bears.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Bearing {
    /// The name.
    pub name: Name,
    /// Known to the gazetteer or listed.
    pub known: bool,
    /// What its bearer is called there.
    pub forms: Vec<Called>,
    /// What its bearer is there.
    pub roles: Vec<Gave>,
    /// Its mentions, pronouns included.
    pub mentions: Vec<Id>,
    /// The chains that are mostly called so.
    pub referents: Vec<String>,
    /// When the document was published.
    pub published: Option<When>,
}

/// One form of a name in one document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Called {
    /// As written.
    pub form: String,
    /// Why it is of this name.
    pub rule: String,
    /// How often.
    pub mentions: u64,
}

/// A role and how often one document gives it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gave {
    /// As written.
    pub role: String,
    /// How often.
    pub times: u64,
}

/// A form of a name in this document.
struct Own<'a> {
    written: &'a str,
    name: Name,
    mentions: Vec<&'a MentionRow>,
    /// Where it belongs, and why.
    of: Option<(Name, &'static str)>,
}

/// The names that a document bears, in order of their ids.
pub fn bearings(
    document: &DocumentRow,
    mentions: &[MentionRow],
    statements: &[StatementRow],
    events: &[EventMentionRow],
) -> Vec<Bearing> {
    bearings_without(document, mentions, statements, events, &|_, _| false)
}

/// The same, where people say of some forms that they do not lead to a name.
pub fn bearings_without(
    document: &DocumentRow,
    mentions: &[MentionRow],
    statements: &[StatementRow],
    events: &[EventMentionRow],
    off: &dyn Fn(Id, &str) -> bool,
) -> Vec<Bearing> {
    let home = Home::new(document, mentions);
    let mut forms: BTreeMap<(Option<&str>, Sort, &str), Own> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.form == Form::Name) {
        let Some(sort) = sort(mention) else { continue };
        let written = bare(&mention.text, sort);
        let own = forms.entry((mention.referent.as_deref(), sort, written)).or_insert_with(|| Own {
            written,
            name: Name::new(sort, written),
            mentions: Vec::new(),
            of: None,
        });
        own.mentions.push(mention);
    }
    let mut forms: Vec<Own> = forms.into_values().filter(|own| !own.name.words.is_empty()).collect();
    for own in &mut forms {
        own.of = alone(own, document, &home);
    }
    within_chains(&mut forms);
    to_bearers(&mut forms);
    for own in &mut forms {
        own.of.take_if(|(name, _)| off(name.id(), own.written));
    }
    gathered(document, forms, mentions, statements, events)
}

/// What a form means whatever else the document has.
fn alone(own: &Own, document: &DocumentRow, home: &Home) -> Option<(Name, &'static str)> {
    let name = &own.name;
    let document_own = || Name { scope: format!("document:{}", document.id), ..name.clone() };
    if is_anonymised(&name.words) {
        return Some((document_own(), "name"));
    }
    if name.sort == Sort::Person {
        return (name.core().len() > 1).then(|| (name.clone(), "name"));
    }
    if let Some(alias) = List::embedded().alias(&name.words.join(" ")) {
        let sort = if name.sort == Sort::Other { Sort::Organisation } else { name.sort };
        let other = Name::new(sort, alias);
        let rule = if other.words == name.words { "name" } else { "other name (list)" };
        return Some((other, rule));
    }
    if name.acronym
        && let Some(long) = written_out(own.written, &document.text)
    {
        return Some((Name { scope: format!("long:{long}"), ..name.clone() }, "acronym written out in one document"));
    }
    if name.is_generic() {
        let scope = home.of(own.written).map(|code| format!("country:{code}"));
        let scoped = scope.map(|scope| Name { scope, ..name.clone() });
        return Some((scoped.unwrap_or_else(document_own), "name"));
    }
    let scope = (name.sort == Sort::Place).then(|| written_behind(&document.text, own.written)).flatten();
    let scope = scope.map_or(String::new(), |code| format!("country:{code}"));
    Some((Name { scope, ..name.clone() }, "name"))
}

/// Short forms of a chain go to its full name.
fn within_chains(forms: &mut [Own]) {
    let mut chains: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, own) in forms.iter().enumerate() {
        if let Some(referent) = &own.mentions[0].referent {
            chains.entry(referent.clone()).or_default().push(at);
        }
    }
    for chain in chains.values().filter(|chain| chain.len() > 1) {
        let fullest = |at: &&usize| (forms[**at].name.core().len(), forms[**at].mentions.len());
        // Of full names, the one that is used most: a chain may have run two persons together.
        let full = chain.iter().filter(|at| forms[**at].name.core().len() > 1);
        let person = full.clone().filter(|at| forms[**at].name.sort == Sort::Person);
        let person = person.max_by_key(|at| {
            let own = &forms[**at];
            (own.mentions.len(), own.name.generation.is_none(), own.name.core().len() < 4, own.name.words.len())
        });
        let body = full.filter(|at| forms[**at].name.sort != Sort::Person).max_by_key(fullest);
        for at in chain {
            let own = &forms[*at];
            let main = if own.name.sort == Sort::Person { person } else { body };
            let Some(main) = main.filter(|main| *main != at) else { continue };
            let main = &forms[*main];
            if let Some((target, _)) = main.of.clone()
                && let Some(rule) = short(own, main)
            {
                forms[*at].of = Some((target, rule));
            }
        }
    }
}

/// Why a form is short for the name of its chain.
fn short(own: &Own, main: &Own) -> Option<&'static str> {
    let (core, full) = (own.name.core(), main.name.core());
    if own.name.sort == Sort::Person {
        if core.len() > 1 {
            return person::link(&own.name, &main.name).map(|(_, sign)| sign);
        }
        let is_last = canon(core.first()?) == canon(full.last()?);
        return Some(if is_last { "surname" } else { "same chain in a document" });
    }
    if own.name.sort != main.name.sort && own.name.sort != Sort::Other || own.name.sort == Sort::Place {
        return None;
    }
    if core.len() >= full.len()
        || !core.iter().all(|word| full.contains(word))
        || List::embedded().alias(&own.name.words.join(" ")).is_some()
    {
        return None;
    }
    // “HP” is not “HP Africa”, nor “Google” its “Google Docs”: what stands on its own is named by itself.
    let known = Gazetteer::embedded().entry(own.written).known();
    let stands = own.name.acronym || known.any(Known::BODY | Known::PLACE) || country(core[0]).is_some();
    (!stands || main.name.trunk() == core || own.name.is_generic()).then_some("shorter form in one document")
}

/// Surnames without a bearer in their chain go to the only full name of the document that has them.
fn to_bearers(forms: &mut [Own]) {
    let mut bearers: BTreeMap<String, BTreeSet<Name>> = BTreeMap::new();
    for own in forms.iter().filter(|own| own.name.sort == Sort::Person) {
        if let Some((name, _)) = &own.of
            && let Some(last) = name.core().last()
        {
            bearers.entry(canon(last)).or_default().insert(name.clone());
        }
    }
    for own in forms.iter_mut().filter(|own| own.name.sort == Sort::Person && own.of.is_none()) {
        let core = own.name.core();
        let (Some(word), 1) = (core.first(), core.len()) else { continue };
        let all = bearers.get(&canon(word));
        if let Some(name) = all.filter(|all| all.len() == 1).and_then(BTreeSet::first) {
            own.of = Some((name.clone(), "surname"));
        }
    }
}

/// Forms put together by name, with what follows the chains.
fn gathered(
    document: &DocumentRow,
    forms: Vec<Own>,
    mentions: &[MentionRow],
    statements: &[StatementRow],
    events: &[EventMentionRow],
) -> Vec<Bearing> {
    let mut found: BTreeMap<Id, Bearing> = BTreeMap::new();
    // Of a chain: how often it goes by each name.
    let mut chains: BTreeMap<&str, BTreeMap<Id, usize>> = BTreeMap::new();
    for own in forms {
        let Some((name, rule)) = own.of else { continue };
        let id = name.id();
        let known = is_known(&name, own.written);
        let bearing = found.entry(id).or_insert_with(|| Bearing {
            name,
            known,
            forms: Vec::new(),
            roles: Vec::new(),
            mentions: Vec::new(),
            referents: Vec::new(),
            published: document.published.clone(),
        });
        bearing.known |= known;
        bearing.mentions.extend(own.mentions.iter().map(|mention| number(&mention.id)));
        if let Some(referent) = &own.mentions[0].referent {
            *chains.entry(referent).or_default().entry(id).or_default() += own.mentions.len();
        }
        let times = own.mentions.len() as u64;
        match bearing.forms.iter_mut().find(|called| called.form == own.written && called.rule == rule) {
            Some(called) => called.mentions += times,
            None => bearing.forms.push(Called { form: own.written.into(), rule: rule.into(), mentions: times }),
        }
    }
    let main: BTreeMap<&str, Id> = chains
        .into_iter()
        .filter_map(|(chain, names)| {
            Some((chain, names.into_iter().max_by_key(|(id, count)| (*count, std::cmp::Reverse(*id)))?.0))
        })
        .collect();
    for mention in mentions.iter().filter(|mention| mention.form != Form::Name) {
        let Some(bearing) = mention.referent.as_deref().and_then(|chain| found.get_mut(main.get(chain)?)) else {
            continue;
        };
        bearing.mentions.push(number(&mention.id));
    }
    for (chain, id) in &main {
        found.get_mut(id).into_iter().for_each(|bearing| bearing.referents.push(chain.to_string()));
    }
    let said =
        statements.iter().filter_map(|own| Some((own.source.as_ref()?.referent.as_deref()?, own.role.as_deref()?)));
    let took_part = events.iter().flat_map(|own| own.actors.iter().chain(&own.recipients));
    let took_part = took_part.filter_map(|own| Some((own.referent.as_deref()?, own.role.as_deref()?)));
    for (chain, role) in said.chain(took_part) {
        let Some(bearing) = main.get(chain).and_then(|id| found.get_mut(id)) else { continue };
        let role = role.split_whitespace().collect::<Vec<_>>().join(" ");
        match bearing.roles.iter_mut().find(|gave| gave.role.eq_ignore_ascii_case(&role)) {
            Some(gave) => gave.times += 1,
            None => bearing.roles.push(Gave { role, times: 1 }),
        }
    }
    for bearing in found.values_mut() {
        bearing.mentions.sort_unstable();
        bearing.mentions.dedup();
        bearing.referents.sort();
        bearing.roles.sort_by(|one, other| one.role.cmp(&other.role));
    }
    found.into_values().collect()
}

fn number(id: &str) -> Id {
    Id::from_str_radix(id, 16).unwrap_or_default()
}

/// The sort of what a mention names; none of what is no name of a thing.
fn sort(mention: &MentionRow) -> Option<Sort> {
    let known = Gazetteer::embedded().entry(&mention.text).known();
    Some(match mention.entity_type {
        EntityType::Person => Sort::Person,
        _ if known.any(Known::COUNTRY) => Sort::Place,
        EntityType::Organisation => Sort::Organisation,
        EntityType::Place | EntityType::Facility => Sort::Place,
        EntityType::Group if known.any(Known::BODY) => Sort::Organisation,
        EntityType::Group => return None,
        _ if known.any(Known::BODY) => Sort::Organisation,
        EntityType::Event | EntityType::Work => Sort::Other,
        EntityType::Unknown if mention.referent.is_some() => Sort::Other,
        EntityType::Unknown => return None,
    })
}

/// A name without article, owner's ending and titles.
fn bare(text: &str, sort: Sort) -> &str {
    let mut text = text.trim().trim_end_matches(['’', '\'', ',']);
    text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    text = text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(text);
    while sort == Sort::Person
        && let Some((first, rest)) = text.split_once(char::is_whitespace)
    {
        let known = Gazetteer::embedded().entry(first).known();
        let many = rest.split_whitespace().nth(1).is_some();
        let next = rest.split_whitespace().next().map(|word| Gazetteer::embedded().entry(word).known());
        let is_word =
            many && first.contains('-') && !known.any(Known::GIVEN) && next.is_some_and(|next| next.any(Known::GIVEN));
        if !(known.any(Known::TITLE) && !known.any(Known::GIVEN) || is_word) {
            break;
        }
        text = rest.trim_start();
    }
    text
}

/// “Official 5”, “Businessperson A”.
fn is_anonymised(words: &[String]) -> bool {
    let [.., noun, last] = words else { return false };
    let is_mark = last.chars().all(|char| char.is_ascii_digit()) || last.chars().count() == 1;
    let mut nouns = ANONYMISED.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('|'));
    let noun = noun.strip_suffix('s').unwrap_or(noun);
    is_mark && nouns.any(|(_, nouns)| nouns.split_whitespace().any(|own| own == noun))
}

fn is_known(name: &Name, written: &str) -> bool {
    let known = Gazetteer::embedded().entry(written).known();
    match name.sort {
        Sort::Person => name.core().len() > 1,
        _ => known.any(Known::BODY | Known::PLACE) || List::embedded().alias(&name.words.join(" ")).is_some(),
    }
}

/// What stands before “(CPS)” and has its letters: “crown prosecution service”.
fn written_out(acronym: &str, text: &str) -> Option<String> {
    let letters: Vec<char> =
        acronym.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.len() < 2 {
        return None;
    }
    let bracketed = format!("({acronym})");
    let text = top(text);
    for (at, _) in text.match_indices(&bracketed) {
        let from = text[..at].char_indices().rev().nth(120).map_or(0, |(at, _)| at);
        let line = text[from..at].rsplit(['\n', '.', ';', '(', ',']).next().unwrap_or_default();
        let before = words(line);
        // The fewest words that begin with these letters, small ones passed over.
        for first in (0..before.len()).rev() {
            let full = Name::new(Sort::Organisation, &before[first..].join(" "));
            let initials: Vec<char> = full.core().iter().filter_map(|word| word.chars().next()).collect();
            let all: Vec<char> = full.words.iter().filter_map(|word| word.chars().next()).collect();
            if initials == letters || all == letters {
                return Some(full.core().join(" "));
            }
            if initials.len() > letters.len() + 1 {
                break;
            }
        }
    }
    None
}
