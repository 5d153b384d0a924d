//! Sources: the name and the role that the words of a source give, and on whose word it stands.
//!
//! Invariant: a surname that two bear, and a pronoun with more than one candidate, name nobody. Cost: linear in the
//! phrase.

use crate::mention::Cast;
use crate::name::{self, Name};
use crate::nominal::{PAPERS, is_party, nominal, several};
use crate::phrase::{self, SUBJECTS};
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::{Authority, EntityType};
use std::ops::Range;

/// What is known of a source from its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Described {
    pub name: Option<String>,
    pub referent: Option<u32>,
    pub role: Option<String>,
    pub authority: Authority,
    /// “he”, “she”: an antecedent is wanted.
    pub pronoun: bool,
    pub person: bool,
    /// The outlet a reporter is said to write for: “the Globe’s Ana Oller”.
    pub outlet: Option<String>,
}

/// Reads the source phrase at `range`.
pub(crate) fn describe(view: &View, range: &Range<usize>, names: &[Name], cast: &Cast) -> Described {
    let mut described = Described {
        name: None,
        referent: None,
        role: None,
        authority: Authority::Unattributed,
        pronoun: false,
        person: false,
        outlet: None,
    };
    let head = head(view, range, names);
    // “he or she”: anybody.
    if range.len() == 3 && view.any(range.start, Classes::PRONOUN) && view.is(range.start + 1, "or") {
        described.authority = Authority::Unnamed;
        return described;
    }
    // “She and her aides”: the first decides.
    if range.len() > 2 && view.is_one_of(range.start, &["he", "she"]) && view.is(range.start + 1, "and") {
        return describe(view, &(range.start..range.start + 1), names, cast);
    }
    // “Vell and others”: the first is named.
    if range.len() > 2 && view.is(range.end - 1, "others") && view.is(range.end - 2, "and") {
        return describe(view, &(range.start..range.end - 2), names, cast);
    }
    // “my guess”, “his claim”: whoever owns the noun.
    if range.len() == 1 && view.is_one_of(range.start, &["my", "our"]) {
        described.authority = Authority::Author;
        return described;
    }
    if range.len() == 1 && view.is_one_of(range.start, &["him", "her", "his"]) {
        described.pronoun = true;
        return described;
    }
    let one = uncontracted(view.word(range.start));
    let contracted = one.len() < view.word(range.start).len();
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(one));
    let pronoun = view.any(range.start, Classes::PRONOUN) && !is(&["critics"])
        || contracted && is(SUBJECTS)
        || is(&["which", "that"]);
    if range.len() == 1 && pronoun {
        described.pronoun = is(&["he", "she", "who", "which", "that", "it", "they"]);
        described.authority = match () {
            _ if is(&["i", "we"]) => Authority::Author,
            _ if is(&["some", "others", "many", "most", "several", "few", "one", "someone", "somebody"]) => {
                Authority::Unnamed
            }
            _ => Authority::Unattributed,
        };
        return described;
    }
    let own = |part: &Range<usize>| {
        let first = names.partition_point(|name| name.tokens.start < part.start);
        let inside = names[first..].iter().take_while(|name| name.tokens.end <= part.end);
        inside.collect::<Vec<_>>()
    };
    // The name that ends the head, or else one in an apposition: “a spokesman for the port, Ivo Oller,”.
    let named =
        own(&head).into_iter().rfind(|name| name.tokens.end >= head.end || name.tokens.end == closing(view, &head));
    // “Ana Oller of Vell Partners”: the person, not the body after “of”.
    let before_of = || {
        let personal = |name: &&Name| {
            matches!(name.entity_type, EntityType::Unknown | EntityType::Person) && name.tokens.len() > 1
        };
        let first = own(&head).into_iter().find(personal)?;
        (view.is(first.tokens.end, "of") && first.tokens.end < head.end).then_some(first)
    };
    let named = before_of().or(named);
    let apposed = || {
        let role_first = head.clone().any(|i| view.any(i, Classes::ROLE | Classes::TITLE | Classes::UNNAMED));
        let after = own(&(head.end..range.end))
            .into_iter()
            .find(|name| view.sort(untitled(view, name.tokens.start) - 1) == Sort::Comma);
        after.filter(|name| {
            role_first
                && (name.tokens.len() > 1 || untitled(view, name.tokens.start) < name.tokens.start)
                && !matches!(name.entity_type, EntityType::Place | EntityType::Organisation)
        })
    };
    // “the Defendant”, “the Texas Republican”: a role in capitals.
    let role_in_capitals = |name: &&Name| {
        name.tokens.len() <= 2
            && !view.any(name.tokens.end - 1, Classes::OUTLET_WORD | Classes::ORGANISATION_WORD)
            && name.tokens.start > range.start
            && view.any(name.tokens.start - 1, Classes::DETERMINER)
            && view.any(name.tokens.end - 1, Classes::ROLE | Classes::UNNAMED)
    };
    let named =
        named.filter(|name| !role_in_capitals(name)).or_else(apposed).or_else(|| renamed(view, range, &own(range)));
    let Some(name) = named.or_else(|| before(view, range, names)) else {
        if let Some(person) = addressed(view, &head) {
            let words = view.words(person);
            let player = cast.find(words);
            described.name = match player {
                Some(index) => Some(cast.player(index).name.clone()),
                None => (!cast.is_ambiguous(words)).then(|| name::in_ordinary_case(words)),
            };
            described.referent = player.map(|index| index as u32);
            described.authority = Authority::Named;
            described.person = true;
            return described;
        }
        described.authority = match several(view, range, &head) {
            Some(of) => match nominal(view, &of) {
                Authority::Document => Authority::Document,
                _ => Authority::Unnamed,
            },
            None if is_party(view, &head) => Authority::Named,
            None => match nominal(view, &head) {
                // “the Globe's editorial”, “an article in the Globe”: the outlet's own words.
                Authority::Document if is_piece(view, &head) && tells_outlet(view, range, names) => Authority::Outlet,
                other => other,
            },
        };
        if described.authority == Authority::Named {
            described.role = Some(view.words(range.clone()).to_owned());
        }
        if matches!(described.authority, Authority::Unnamed) {
            described.role = Some(view.words(range.clone()).to_owned());
        }
        return described;
    };
    // “Vell and Oller said”: two who speak have no one name.
    let joined = own(&head).len() > 1
        && head.clone().any(|i| {
            view.is_one_of(i, &["and", "or"])
                && i < name.tokens.start
                && i > 0
                && (i + 1 == name.tokens.start || view.sort(i - 1) == Sort::Comma)
        });
    let words = view.words(name.tokens.clone());
    let player = cast.find(words).filter(|_| !joined);
    let entity_type = match (name.entity_type, player) {
        (EntityType::Unknown, Some(index)) => cast.player(index).entity_type,
        // “Fox said”, where Ana Fox is the one so called.
        (EntityType::Organisation, Some(index))
            if cast.player(index).entity_type == EntityType::Person && name.tokens.len() == 1 =>
        {
            EntityType::Person
        }
        // “Paris said”, where Ana Paris is the one so called.
        (EntityType::Place, Some(index)) if cast.player(index).name.contains(' ') && name.tokens.len() == 1 => {
            EntityType::Person
        }
        (own, _) => own,
    };
    let titled = untitled(view, name.tokens.start) < name.tokens.start && name.tokens.start > range.start;
    let known = view.lexicon.name(&words.to_lowercase());
    let plural = name.tokens.len() == 1 && words.ends_with('s') && view.any(name.tokens.end - 1, Classes::UNNAMED);
    described.authority = match entity_type {
        _ if name.tokens.len() == 1
            && view.any(name.tokens.start, Classes::OUTLET_WORD)
            && !view.any(name.tokens.start, Classes::COLLECTIVE)
            && name.tokens.start > range.start
            && view.is(name.tokens.start - 1, "the") =>
        {
            Authority::Outlet
        }
        // “Survey B”
        _ if name.tokens.len() == 2
            && view.any(name.tokens.start, Classes::DOCUMENT)
            && view.word(name.tokens.end - 1).chars().count() < 3 =>
        {
            Authority::Document
        }
        _ if known.any(Classes::OUTLET) && !(entity_type == EntityType::Person && player.is_some())
            || name.tokens.len() > 1 && view.any(name.tokens.end - 1, Classes::OUTLET_WORD) && !name.titled =>
        {
            Authority::Outlet
        }
        EntityType::Group => Authority::Unnamed,
        EntityType::Person if name::is_scoped(view, &name.tokens) => Authority::Unnamed,
        _ if player.is_some_and(|index| cast.player(index).numbered) => Authority::Unnamed,
        _ if plural => Authority::Unnamed,
        EntityType::Organisation | EntityType::Place | EntityType::Facility | EntityType::Event => {
            Authority::Collective
        }
        EntityType::Work => Authority::Document,
        EntityType::Person => Authority::Named,
        _ if view.token(name.tokens.start).shape == Shape::Upper
            && name.tokens.len() == 1
            && words.chars().count() <= 6
            && player.is_none()
            && !titled =>
        {
            Authority::Collective
        }
        // “Company B”, and a name that the document calls a body elsewhere.
        _ if name.tokens.len() == 2
            && view.any(name.tokens.start, Classes::COLLECTIVE)
            && view.word(name.tokens.end - 1).chars().count() <= 2 =>
        {
            Authority::Collective
        }
        _ if !titled && !name.titled && cast.is_body(words) => Authority::Collective,
        _ if name.tokens.len() == 1 && view.any(name.tokens.start, Classes::COLLECTIVE) => Authority::Collective,
        _ => Authority::Named,
    };
    described.person = described.authority == Authority::Named;
    described.referent = player.map(|index| index as u32);
    described.name = match player {
        Some(index) => Some(cast.player(index).name.clone()),
        None if joined || cast.is_ambiguous(words) => None,
        None if described.authority == Authority::Unnamed => None,
        None => Some(name::display(words)),
    };
    if described.person {
        described.role = role(view, range, &name.tokens);
        described.outlet = outlet_before(view, range, &name.tokens);
        // “our own Ana Oller reports”
        let ours = view.is(range.start, "our") && view.is_one_of(range.start + 1, &["own", "colleague"])
            || view.is(range.start, "my") && view.is(range.start + 1, "colleague");
        if described.outlet.is_some() || ours {
            described.authority = Authority::Outlet;
        }
    } else if described.authority == Authority::Unnamed {
        described.role = Some(view.words(range.clone()).to_owned());
    }
    described
}

/// What outlets write.
const PIECES: &[&str] =
    &["article", "articles", "story", "stories", "editorial", "editorials", "report", "reports", "piece", "headline"];

fn is_piece(view: &View, head: &Range<usize>) -> bool {
    head.clone().rev().find(|index| view.is_word(*index)).is_some_and(|last| view.is_one_of(last, PIECES))
}

/// Whether the phrase names an outlet, or says “newspaper” and the like.
fn tells_outlet(view: &View, range: &Range<usize>, names: &[Name]) -> bool {
    let first = names.partition_point(|name| name.tokens.start < range.start);
    let mut inside = names[first..].iter().take_while(|name| name.tokens.end <= range.end);
    let outlet = |name: &Name| {
        view.lexicon.name(&view.words(name.tokens.clone()).to_lowercase()).any(Classes::OUTLET)
            || name.tokens.len() > 1 && view.any(name.tokens.end - 1, Classes::OUTLET_WORD)
    };
    inside.any(outlet) || range.clone().any(|index| view.is_one_of(index, PAPERS))
}

/// The pronoun of “I’ve”, “they’ll”; else the word.
pub(crate) fn uncontracted(word: &str) -> &str {
    let bare = word.split(['’', '\'']).next().unwrap_or(word);
    let pronoun = SUBJECTS.iter().chain(&["who"]).any(|one| one.eq_ignore_ascii_case(bare));
    if pronoun { bare } else { word }
}

/// The part of a source that holds its head; a name that has a preposition in it is not cut.
fn head(view: &View, range: &Range<usize>, names: &[Name]) -> Range<usize> {
    let head = phrase::head_part(view, range);
    let at = names.partition_point(|name| name.tokens.end <= head.end);
    match names.get(at).filter(|name| name.tokens.start < head.end && name.tokens.end <= range.end) {
        Some(name) if name.tokens.end < range.end => {
            range.start..phrase::head_part(view, &(name.tokens.end - 1..range.end)).end
        }
        Some(name) => range.start..name.tokens.end,
        None => head,
    }
}

/// The person whose age and work a source tells: “Ana Oller, 50, [a teacher], said”.
fn before<'a>(view: &View, range: &Range<usize>, names: &'a [Name]) -> Option<&'a Name> {
    let opens = view.is_one_of(range.start, &["a", "an", "the"]) && !view.is_capital(range.start);
    let mut end = range.start.checked_sub(1).filter(|comma| opens && view.sort(*comma) == Sort::Comma)?;
    if end > 1 && view.sort(end - 1) == Sort::Number && view.sort(end - 2) == Sort::Comma {
        end -= 2;
    }
    let at = names.partition_point(|name| name.tokens.end < end);
    let person = |name: &&Name| name.tokens.end == end && name.entity_type == EntityType::Person;
    names.get(at).filter(person).filter(|_| !view.is_quoted(end - 1))
}

/// The only name, where it is all that stands behind the only comma: “one of the two, Mayor Ana Vell”, “their union, the
/// Harbour League”.
fn renamed<'a>(view: &View, range: &Range<usize>, own: &[&'a Name]) -> Option<&'a Name> {
    let mut commas = range.clone().filter(|index| view.sort(*index) == Sort::Comma);
    let (Some(comma), None) = (commas.next(), commas.next()) else { return None };
    let [name] = own else { return None };
    let start = comma + 1 + usize::from(view.is(comma + 1, "the"));
    let alone = name.tokens.end == range.end && untitled(view, name.tokens.start) == start;
    // “a doctor in Orsa, Vell”, “sailors, Vell”: a place, a list.
    let one = name.entity_type != EntityType::Place && comma > range.start + 1;
    (alone && one && view.any(range.start, Classes::DETERMINER | Classes::QUANTIFIER | Classes::PRONOUN))
        .then_some(*name)
}

/// The start of the titles right before a name: “Ms.”, “Father”.
fn untitled(view: &View, mut start: usize) -> usize {
    while start > 1 && view.is_capital(start - 1) && view.any(start - 1, Classes::TITLE) {
        start -= 1;
    }
    start
}

/// The person that a courtesy title opens, where shape tells nothing: “MS. OLLER” in a transcript.
fn addressed(view: &View, head: &Range<usize>) -> Option<Range<usize>> {
    let courtesy = &["mr.", "mr", "mrs.", "mrs", "ms.", "ms", "miss", "dr.", "dr"];
    let name = head.start + 1..head.end;
    let capitals = !name.is_empty() && name.len() < 4 && name.clone().all(|index| view.is_capital(index));
    (capitals && view.is_one_of(head.start, courtesy)).then_some(name)
}

/// Where the head ends but for a possessive.
fn closing(view: &View, head: &Range<usize>) -> usize {
    // “Secretary of State Ana Oller” ends as written; “the Oller’s” is cut at its clitic.
    if view.sort(head.end - 1) == Sort::Clitic { head.end - 1 } else { head.end }
}

/// The role beside a name: the apposition after it, or the words before it.
fn role(view: &View, range: &Range<usize>, name: &Range<usize>) -> Option<String> {
    let speaks = Classes::ROLE | Classes::TITLE | Classes::COLLECTIVE;
    let comma = (range.start..name.start).rfind(|index| view.sort(*index) == Sort::Comma);
    let before = comma.map_or(range.start, |comma| comma + 1)..name.start;
    let courtesy = before.len() == 1
        && view.is_one_of(
            before.start,
            &["mr.", "mr", "mrs.", "mrs", "ms.", "ms", "miss", "dr.", "dr", "m.", "mme", "sir", "lady"],
        );
    let in_front = || {
        if courtesy {
            return None;
        }
        before
            .clone()
            .any(|i| view.any(i, speaks))
            .then(|| view.words(before.clone()).trim_end_matches([',', ' ']).to_owned())
            .filter(|words| !words.is_empty())
    };
    // “Oller's president, Ivo Vell, 63”, “the mayor, Ms. Vell”: the role came first.
    let bare = untitled(view, name.start);
    if bare > range.start + 1 && view.sort(bare - 1) == Sort::Comma {
        let first = range.start..bare - 1;
        if first.clone().any(|i| view.any(i, speaks)) {
            return Some(view.words(first).trim_end_matches([',', ' ']).to_owned());
        }
    }
    let mut after = name.end;
    while after < range.end {
        if view.sort(after) == Sort::Comma {
            let end = (after + 1..range.end).find(|i| view.sort(*i) == Sort::Comma).unwrap_or(range.end);
            let apposition = after + 1..end;
            let fits = apposition.clone().any(|i| view.any(i, speaks))
                && !view.is_one_of(apposition.start, &["who", "which", "whose"]);
            if fits {
                return Some(view.words(apposition).to_owned());
            }
            after = end;
        } else {
            after += 1;
        }
    }
    in_front()
}

/// “the Globe’s Ana Oller”: the outlet before a reporter's name.
fn outlet_before(view: &View, range: &Range<usize>, name: &Range<usize>) -> Option<String> {
    let clitic = name.start.checked_sub(1).filter(|i| *i > range.start && view.sort(*i) == Sort::Clitic)?;
    let outlet = view.any(clitic - 1, Classes::OUTLET_WORD) && view.is_capital(clitic - 1);
    let start = range.start + usize::from(view.is(range.start, "the"));
    let words = view.words(start..clitic);
    (outlet && clitic - start <= 5 || view.lexicon.name(&words.to_lowercase()).any(Classes::OUTLET))
        .then(|| words.to_owned())
}
