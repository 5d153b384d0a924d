//! Which names a document bears: each with its forms, its mentions, and the roles that the text gives its bearer.
//!
//! Short forms go to their bearer in the same document: a surname to the one full name that ends with it, an acronym to what it is
//! written out as, “the Fed” to the name of its chain. A chain never makes one name of two: full names that differ are two.
//! Invariant: a mention is of at most one name; a pronoun or description follows the name that its chain is mostly called by; an
//! anonymised actor (“Official 5”) is its document's own. Cost: names times names of a chain; a look-up a form.

use super::acronym::written_out;
use super::former;
use super::home::{Home, written_behind};
use super::list::List;
use super::name::{Name, Sort};
use super::office;
use super::short;
use super::title;
use super::written::Page;
use crate::meet::Id;
use dateline_lexicon::{ANONYMISED, Gazetteer, Known, Places};
use dateline_record::{DocumentRow, EntityType, EventMentionRow, Form, MentionRow, StatementRow, When};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

impl Bearing {
    /// Takes up what the same document has of another spelling.
    pub fn take(&mut self, other: Bearing) {
        self.known |= other.known;
        self.forms.extend(other.forms);
        self.roles.extend(other.roles);
        self.mentions.extend(other.mentions);
        self.referents.extend(other.referents);
        self.mentions.sort_unstable();
        self.referents.sort();
    }
}

/// A form of a name in this document.
pub struct Own<'a> {
    /// As written, bare.
    pub written: &'a str,
    /// The name that the form is.
    pub name: Name,
    /// Its mentions.
    pub mentions: Vec<&'a MentionRow>,
    /// Where it belongs, and why.
    pub of: Option<(Name, &'static str)>,
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
    let page = Page::new(&document.text, mentions);
    let places = office::places(&document.text, mentions);
    let mut forms: BTreeMap<(Option<&str>, Sort, &str), Own> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.form == Form::Name) {
        let Some(mut sort) = sort(mention) else { continue };
        let mut written = page.bare(&mention.text, sort);
        let place = places.get(&number(&mention.id)).cloned();
        let body = place.and_then(|place| match sort {
            Sort::Person => office::staff(&document.text, place),
            Sort::Organisation => office::part(&document.text, place),
            _ => None,
        });
        if let Some(body) = body {
            (sort, written) = (Sort::Organisation, page.bare(body, Sort::Organisation));
        }
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
    short::settle(&mut forms, &document.text, &own_scope(document));
    for (main, other, rule) in former::told(&document.text, &forms, &places) {
        let item = former::item(&main, &other);
        for own in
            forms.iter_mut().filter(|own| own.name == other && own.of.as_ref().is_some_and(|(of, _)| *of == other))
        {
            own.of = Some((item.clone(), rule));
        }
    }
    for own in &mut forms {
        own.of.take_if(|(name, _)| off(name.id(), own.written));
    }
    let roles = title::roles(&document.text, &forms, &places);
    gathered(document, forms, mentions, (statements, events), roles)
}

fn own_scope(document: &DocumentRow) -> String {
    format!("document:{}", document.id)
}

/// What a form means whatever else the document has.
fn alone(own: &Own, document: &DocumentRow, home: &Home) -> Option<(Name, &'static str)> {
    let name = &own.name;
    let document_own = || Name { scope: own_scope(document), ..name.clone() };
    if is_anonymised(&name.words) {
        return Some((document_own(), "name"));
    }
    if name.sort == Sort::Person {
        // “Some 50” is no one.
        let is_counted = name.words.last().is_some_and(|last| last.chars().all(|char| char.is_ascii_digit()));
        return (name.core().len() > 1 && !is_counted).then(|| (name.clone(), "name"));
    }
    if let Some(alias) = List::embedded().alias(&name.words.join(" ")) {
        let sort = if name.sort == Sort::Other { Sort::Organisation } else { name.sort };
        let other = Name::new(sort, alias);
        let rule = if other.words == name.words { "name" } else { "other name (list)" };
        return Some((other, rule));
    }
    if name.sort == Sort::Place
        && let Some(whole) = Places::embedded().whole(own.written).filter(|whole| *whole != own.written)
        && !Gazetteer::embedded().entry(whole).known().any(Known::CAPITAL | Known::CITY)
    {
        return Some((Name::new(Sort::Place, whole), "abbreviation"));
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
    // A word of English that is known for nothing is another thing in every document: “Channel”, “Observatory”.
    let known = Gazetteer::embedded().entry(own.written).known();
    if name.core().len() == 1
        && !name.acronym
        && !known.any(Known::BODY | Known::PLACE)
        && Gazetteer::embedded().is_common_word(name.core()[0])
    {
        return Some((document_own(), "name"));
    }
    let scope = (name.sort == Sort::Place).then(|| written_behind(&document.text, own.written)).flatten();
    let scope = scope.map_or(String::new(), |code| format!("country:{code}"));
    Some((Name { scope, ..name.clone() }, "name"))
}

/// Forms put together by name, with what follows the chains.
fn gathered(
    document: &DocumentRow,
    forms: Vec<Own>,
    mentions: &[MentionRow],
    (statements, events): (&[StatementRow], &[EventMentionRow]),
    titles: BTreeMap<Id, Vec<String>>,
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
    // What the text puts beside the name is counted there; the rows add what they have from further off.
    for (id, roles) in titles {
        let Some(bearing) = found.get_mut(&id) else { continue };
        for role in roles {
            match bearing.roles.iter_mut().find(|gave| gave.role.eq_ignore_ascii_case(&role)) {
                Some(gave) => gave.times += 1,
                None => bearing.roles.push(Gave { role, times: 1 }),
            }
        }
    }
    for (chain, role) in said.chain(took_part) {
        let Some(bearing) = main.get(chain).and_then(|id| found.get_mut(id)) else { continue };
        let Some(role) = title::clean(role) else { continue };
        if !bearing.roles.iter().any(|gave| gave.role.eq_ignore_ascii_case(&role)) {
            bearing.roles.push(Gave { role, times: 1 });
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

pub fn number(id: &str) -> Id {
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

/// “Official 5”, “Businessperson A”.
pub fn is_anonymised(words: &[String]) -> bool {
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
