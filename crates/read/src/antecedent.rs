//! Whom a pronoun or a description that speaks stands for: the one to whom its chain of mentions leads, or the only one
//! who spoke before it in its paragraph.
//!
//! Invariant: a source whose own words name somebody keeps that name; nobody speaks of himself by name in what he says;
//! where two compete, no name is taken, and it is somebody named only where each of those whom it can mean has a name. Cost: linear in the mentions and the statements.

use crate::definite::Introductions;
use crate::mention::Player;
use crate::nearest::{ANY, Ground, Scene, Spoke, Topic, called};
use crate::source::uncontracted;
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::{Authority, EntityType, Extent, Form, Statement};

/// Pronouns for one thing, for several.
const OTHERS: &[&str] = &["it", "they", "them"];
/// What opens a description of somebody known.
const DEFINITE: &[&str] = &["the", "this", "that", "these", "those", "his", "her"];

/// What can follow a description in a source that it heads.
const ENDS: &[&str] = &[",", " of ", " who ", " in ", " at ", " from ", " for ", " with "];

/// Gives the sources of `statements` whom they stand for.
pub(crate) fn settle(ground: &Ground, statements: &mut [Statement]) {
    let contents = statements.iter().flat_map(|statement| statement.content.iter().copied()).collect();
    let scene = Scene::of(ground, contents);
    let described = descriptions(ground);
    let known = Introductions::of(ground.view);
    let mut spoke: Vec<Spoke> = Vec::new();
    for statement in statements {
        let Some(source) = &statement.source else { continue };
        let own = source.extent;
        let open = source.name.is_none() && statement.anonymity.is_none();
        if open && matches!(statement.authority, Authority::Unattributed | Authority::Unnamed) {
            take(ground, &scene, (&described, &known), &spoke, statement);
        }
        let (Some(source), Authority::Named) = (&statement.source, statement.authority) else { continue };
        let Some(referent) = source.referent.filter(|referent| *referent < ground.cast.count()) else { continue };
        let paragraph = ground.paragraph(own);
        spoke.retain(|other| other.paragraph + 1 >= paragraph && other.referent != referent);
        spoke.push(Spoke { referent, paragraph, end: own.end() });
    }
}

fn take(
    ground: &Ground,
    scene: &Scene,
    (described, known): (&[Option<usize>], &Introductions),
    spoke: &[Spoke],
    statement: &mut Statement,
) -> Option<()> {
    let text = ground.view.text;
    let source = statement.source.as_mut()?;
    let whole = source.extent;
    let words = whole.of(text);
    // “She and her aides”: the first decides.
    let first = words.split_whitespace().next().unwrap_or(words);
    let joined = is(first, &["he", "she"]) && words[first.len()..].starts_with(" and ");
    let words = if joined { first } else { uncontracted(words) };
    let person = if is(words, &["he", "she", "him", "her", "his"]) { called(words) } else { 0 };
    let pronoun = person != 0 || is(words, OTHERS);
    let definite = !pronoun && (is(first, DEFINITE) || first.ends_with("’s") || first.ends_with("'s"));
    if !(pronoun || definite) {
        return None;
    }
    let at = ground.mentions.partition_point(|mention| mention.extent.start() < whole.start());
    let own =
        ground.mentions[at..].iter().take_while(|mention| mention.extent.start() == whole.start()).find(|mention| {
            let rest = words.get(mention.extent.end() - mention.extent.start()..);
            match mention.form {
                Form::Name => false,
                Form::Pronoun => !definite && rest == Some(""),
                Form::Nominal => {
                    rest.is_some_and(|rest| ENDS.iter().any(|end| rest.starts_with(end)) || rest.is_empty())
                }
            }
        });
    let chain = own.and_then(|own| own.referent);
    let named = chain
        .filter(|referent| *referent < ground.cast.count())
        .filter(|referent| !is_spoken_of(ground, *referent, &statement.content));
    let meant = match person {
        // “They” can be anybody's.
        0 => named.filter(|_| definite || is(words, &["it"])),
        _ => {
            let not_told = |who: &u32| !is_spoken_of(ground, *who, &statement.content);
            let speaker = scene.speaker(ground, spoke, whole, person).filter(not_told);
            speaker.or_else(|| weighed(named, scene.topic(ground, whole, person)).filter(not_told))
        }
    };
    if meant.is_some_and(|referent| referent >= ground.cast.count()) {
        // A surname that two bear: somebody named, it is not known who.
        statement.authority = Authority::Named;
        return Some(());
    }
    if let Some(referent) = meant {
        let player = ground.cast.player(referent as usize);
        let found = authority(ground.view, player, person != 0)?;
        if definite && found != Authority::Named {
            return None;
        }
        statement.role = definite.then(|| words.to_owned());
        source.name = (found != Authority::Unnamed).then(|| player.name.clone());
        source.referent = Some(referent);
        statement.authority = found;
        return Some(());
    }
    let described = chain.and_then(|chain| described.get(chain as usize).copied().flatten());
    let Some(description) = described.map(|at| &ground.mentions[at]) else {
        let can_be = |who: u32| !is_spoken_of(ground, who, &statement.content);
        let open = definite && statement.authority == Authority::Unnamed;
        let known = known.of_one_named(ground.view, whole).filter(|_| open);
        let called = if known.is_some() { ANY } else { person };
        if called != 0 && (known == Some(true) || scene.is_somebody_named(ground, (whole, called), can_be)) {
            statement.authority = Authority::Named;
        }
        return Some(());
    };
    let opens = description.extent.of(text).split_whitespace().next().unwrap_or_default();
    let new = is(opens, &["a", "an", "one", "another", "two", "three", "some", "several", "many"])
        || person == 0 && !is(opens, DEFINITE);
    if !pronoun || !new || description.extent.start() >= whole.start() || ground.is_quoted(description.extent) {
        return None;
    }
    statement.authority = match description.entity_type {
        EntityType::Organisation if person == 0 => Authority::Collective,
        EntityType::Person | EntityType::Group if !is(words, &["it"]) => Authority::Unnamed,
        _ => return None,
    };
    source.referent = chain;
    if statement.authority == Authority::Unnamed {
        statement.role = Some(description.extent.of(text).to_owned());
    }
    Some(())
}

/// Whom chain and text agree on; one is enough where the other is silent.
fn weighed(chain: Option<u32>, topic: Topic) -> Option<u32> {
    match (chain, topic) {
        (_, Topic::Joined) => None,
        (Some(named), Topic::Here(other)) => (other == named).then_some(named),
        (Some(named), _) => Some(named),
        (None, Topic::Here(told) | Topic::Before(told)) => Some(told),
        _ => None,
    }
}

/// Whether a quotation in `content` calls somebody by name: then it is not the speaker.
fn is_spoken_of(ground: &Ground, referent: u32, content: &[Extent]) -> bool {
    if referent >= ground.cast.count() {
        return false;
    }
    let name = &ground.cast.player(referent as usize).name;
    content.iter().flat_map(|part| ground.between(part.start(), part.end())).any(|mention| {
        let called = || mention.referent.is_none() && name.ends_with(mention.extent.of(ground.view.text));
        mention.form == Form::Name
            && (mention.referent == Some(referent) || called())
            && ground.is_quoted(mention.extent)
    })
}

/// Of each chain that has no name the first mention that describes it.
fn descriptions(ground: &Ground) -> Vec<Option<usize>> {
    let mut first: Vec<Option<usize>> = Vec::new();
    for (at, mention) in ground.mentions.iter().enumerate() {
        let Some(referent) = mention.referent.filter(|referent| *referent >= ground.cast.count()) else { continue };
        let referent = referent as usize;
        if first.len() <= referent {
            first.resize(referent + 1, None);
        }
        if mention.form == Form::Nominal {
            first[referent].get_or_insert(at);
        }
    }
    first
}

fn is(word: &str, list: &[&str]) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// On whose word a statement stands that is the word of `player`.
fn authority(view: &View, player: &Player, person: bool) -> Option<Authority> {
    let outlet = || view.lexicon.name(&player.name.to_lowercase()).any(Classes::OUTLET);
    match player.entity_type {
        _ if player.numbered => Some(Authority::Unnamed),
        EntityType::Person => Some(Authority::Named),
        EntityType::Unknown if person => Some(Authority::Named),
        _ if person => None,
        _ if outlet() => Some(Authority::Outlet),
        EntityType::Organisation | EntityType::Place => Some(Authority::Collective),
        EntityType::Group => Some(Authority::Unnamed),
        EntityType::Work => Some(Authority::Document),
        _ => None,
    }
}
