//! Live pages: from a page that calls itself live to its entries, each with the moment by which it stands.
//!
//! The marks of entries are what JSON-LD says of them where the page shows it, `<time>` elements and lines that are a clock.
//! The widest element that holds one mark alone is an entry; of the lists of such elements the one with the most words is
//! the page's. Where marks stand between the paragraphs themselves, an entry runs from one to the next.
//! Invariant: an entry stands among others and has one mark; a clock has a day only where the page has but one.
//! Cost: linear in blocks times their depth.

mod clock;
#[cfg(test)]
mod tests;

use super::block::Block;
use super::body::{Label, is_heading, up};
use super::facts::{self, Facts};
use super::furniture::{self, Named};
use super::inset::{Inset, Moment};
use super::names;
use super::role::Roles;
use super::tree::{DOCUMENT, NodeId, Tree};
use dateline_record::{Kind, Method, Precision};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const LIST: &str = include_str!("live-words.txt");

/// Entries of one page that are told apart; what comes after them stays part of the whole.
const MOST: usize = 500;

/// Entries at least, where the markup says that the page is live, and where only its words do.
const FEWEST_STATED: usize = 2;
const FEWEST: usize = 3;

/// Characters of a headline, of a line that names an author, and of an item in a list of key moments.
const MOST_TITLE_CHARS: u32 = 140;
const MOST_NAME_CHARS: u32 = 80;
const MOST_KEY_CHARS: u32 = 200;

static TITLES: LazyLock<Vec<&str>> = LazyLock::new(|| section("[title]").collect());
static CLASSES: LazyLock<Vec<&str>> = LazyLock::new(|| section("[class]").collect());

fn section(name: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = LIST.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip_while(move |line| *line != name).skip(1).take_while(|line| !line.starts_with('['))
}

/// Where an entry begins or what it stands by.
struct Mark {
    element: NodeId,
    start: usize,
    moment: Moment,
}

/// An entry: its blocks and its mark.
struct Entry<'a> {
    blocks: Vec<usize>,
    mark: &'a Mark,
    item: Option<NodeId>,
}

/// The entries of a live page; what lists them above is no longer its text.
pub(super) fn find(
    tree: &Tree,
    raw: &str,
    blocks: &[Block],
    named: &[Named],
    labels: &mut [Label],
    title: Option<usize>,
    facts: &Facts,
) -> Vec<Inset> {
    let words = facts.title.as_deref().unwrap_or_default().to_lowercase();
    let said = facts.live
        || TITLES.iter().any(|phrase| {
            words.contains(phrase)
                || words.starts_with(phrase.trim_start_matches(['|', '–', '—', '-', ' '])) && phrase.ends_with(':')
        });
    let marks = marks(tree, blocks, said);
    let fewest = if facts.live { FEWEST_STATED } else { FEWEST };
    if marks.len() < fewest {
        return Vec::new();
    }
    let groups = groups(tree, blocks, &marks, title);
    let chars =
        |group: &Vec<Entry>| group.iter().flat_map(|entry| &entry.blocks).map(|n| blocks[*n].chars).sum::<u32>();
    let called =
        |group: &Vec<Entry>| group.iter().filter_map(|entry| entry.item).take(1).any(|item| is_called_live(tree, item));
    let fits = |group: &&Vec<Entry>| group.len() >= fewest && (said || called(group));
    let Some(best) = groups.iter().filter(fits).max_by_key(|group| chars(group)) else { return Vec::new() };
    let first = best.iter().filter_map(|entry| entry.blocks.first()).min().copied().unwrap_or(0);
    // A list of key moments above the entries says what they say.
    for entry in groups.iter().filter(|group| group.len() > 1 && chars(group) < chars(best)).flatten() {
        let short = entry.blocks.iter().map(|n| blocks[*n].chars).sum::<u32>() <= MOST_KEY_CHARS;
        if short && entry.blocks.iter().all(|n| *n < first) {
            for number in &entry.blocks {
                labels[*number] = Label::Other;
            }
            let before = entry.blocks.first().and_then(|n| n.checked_sub(1));
            before
                .filter(|n| is_heading(tree, &blocks[*n]) && Some(*n) != title)
                .into_iter()
                .for_each(|n| labels[n] = Label::Other);
        }
    }
    best.iter().take(MOST).filter_map(|entry| inset(tree, raw, blocks, named, labels, entry)).collect()
}

/// Whether an element or one close around it is called an entry of a live page.
fn is_called_live(tree: &Tree, item: NodeId) -> bool {
    let class = |id: NodeId| {
        tree.element(id)
            .and_then(|element| element.attribute("class").or_else(|| element.attribute("id")))
            .map(str::to_lowercase)
    };
    up(tree, item).take(4).filter_map(class).any(|class| CLASSES.iter().any(|name| class.contains(name)))
}

/// The marks of a page in order: `<time>` elements that write a day, and, on a page that calls itself live, clocks.
fn marks(tree: &Tree, blocks: &[Block], clocks: bool) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut at = tree.following(DOCUMENT, DOCUMENT, true);
    while let Some(id) = at {
        at = tree.following(id, DOCUMENT, true);
        let Some(element) = tree.element(id).filter(|element| &*element.name == "time") else { continue };
        let when = element.attribute("datetime").and_then(|value| facts::stamp(value, Method::Structured));
        if let Some(when) = when.filter(|when| when.precision <= Precision::Day) {
            found.push(Mark { element: id, start: tree.node(id).start as usize, moment: Moment::Stated(when) });
        }
    }
    let timed: Vec<usize> = found.iter().map(|mark: &Mark| mark.start).collect();
    for block in blocks.iter().filter(|_| clocks) {
        // The words of a `<time>` are its clock.
        let near = |start: &usize| (block.start().saturating_sub(400)..block.end()).contains(start);
        let Some(clock) = clock::of(&block.text).filter(|_| !timed.iter().any(near)) else { continue };
        found.push(Mark { element: block.element, start: block.start(), moment: Moment::Clock(clock.minutes) });
    }
    found.sort_by_key(|mark| mark.start);
    found
}

/// The lists of a page whose elements have a mark each, and runs of paragraphs between marks.
fn groups<'a>(tree: &Tree, blocks: &[Block], marks: &'a [Mark], title: Option<usize>) -> Vec<Vec<Entry<'a>>> {
    let mut held: HashMap<NodeId, u32> = HashMap::new();
    marks.iter().for_each(|mark| up(tree, mark.element).for_each(|id| *held.entry(id).or_default() += 1));
    if let Some(title) = title {
        up(tree, blocks[title].element).for_each(|id| *held.entry(id).or_default() += 2);
    }
    let mut beside: BTreeMap<NodeId, Vec<(NodeId, &Mark)>> = BTreeMap::new();
    let mut between: BTreeMap<NodeId, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        let Some(item) = up(tree, mark.element).take_while(|id| held.get(id) == Some(&1)).last() else { continue };
        let parent = tree.node(item).parent;
        match item == mark.element {
            true => between.entry(parent).or_default().push(mark),
            false => beside.entry(parent).or_default().push((item, mark)),
        }
    }
    let mut groups = Vec::new();
    for entries in beside.into_values().filter(|entries| entries.len() > 1) {
        let numbers: HashMap<NodeId, usize> =
            entries.iter().enumerate().map(|(number, (item, _))| (*item, number)).collect();
        let mut group: Vec<Entry> =
            entries.iter().map(|(item, mark)| Entry { blocks: Vec::new(), mark, item: Some(*item) }).collect();
        for (number, block) in blocks.iter().enumerate() {
            if let Some(&entry) = up(tree, block.element).find_map(|id| numbers.get(&id)) {
                group[entry].blocks.push(number);
            }
        }
        group.retain(|entry| !entry.blocks.is_empty());
        groups.push(group);
    }
    for (parent, marks) in between.into_iter().filter(|(_, marks)| marks.len() > 1) {
        let mut group: Vec<Entry> = marks.iter().map(|mark| Entry { blocks: Vec::new(), mark, item: None }).collect();
        for (number, block) in blocks.iter().enumerate() {
            let run = marks.partition_point(|mark| mark.start <= block.start());
            if run > 0 && up(tree, block.element).skip(1).any(|id| id == parent) {
                group[run - 1].blocks.push(number);
            }
        }
        group.retain(|entry| !entry.blocks.is_empty());
        groups.push(group);
    }
    groups
}

/// An entry as a piece of the page; none where it has no words.
fn inset(tree: &Tree, raw: &str, blocks: &[Block], named: &[Named], labels: &[Label], entry: &Entry) -> Option<Inset> {
    let mut own: Vec<(usize, Label)> = Vec::new();
    let author = entry.item.and_then(|item| signature(tree, raw, item));
    let stated = matches!(entry.mark.moment, Moment::Stated(_));
    let body = |own: &[(usize, Label)]| own.iter().any(|(_, label)| *label == Label::Body);
    for (at, &number) in entry.blocks.iter().enumerate() {
        let block = &blocks[number];
        let titled = own.iter().any(|(_, label)| *label == Label::Title);
        let signs = || {
            up(tree, block.element)
                .take_while(|id| Some(*id) != entry.item)
                .any(|id| named[id as usize].roles.has(Roles::AUTHOR))
        };
        let lead = block.chars <= MOST_TITLE_CHARS && block.bold_chars == block.chars && at + 1 < entry.blocks.len();
        let clock = clock::of(&block.text);
        let label = match labels[number] {
            _ if is_heading(tree, block) && !titled && !body(&own) => Label::Title,
            _ if stated && up(tree, block.element).take(2).any(|id| id == entry.mark.element) => Label::Head,
            _ if clock.is_some_and(|clock| !clock.goes_on) || is_clock(block, entry.mark) => Label::Head,
            _ if entry.item.is_some() && block.chars <= MOST_NAME_CHARS && signs() => Label::Head,
            _ if lead && !titled && !body(&own) && clock.is_none() => Label::Title,
            Label::Other if entry.item.is_none() => Label::Other,
            Label::Other if block.link_density() > 0.5 || block.chars < 30 => Label::Other,
            Label::Caption => Label::Caption,
            _ => Label::Body,
        };
        if label != Label::Other {
            own.push((number, label));
        }
    }
    if !body(&own) {
        // A headline alone is what the entry says.
        own.iter_mut().filter(|(_, label)| *label == Label::Title).for_each(|(_, label)| *label = Label::Body);
    }
    let names = author.into_iter().flatten().map(|name| (None, name)).collect();
    body(&own).then(|| Inset {
        kind: Kind::LiveEntry,
        blocks: own,
        parent: None,
        names,
        published: Some(entry.mark.moment.clone()),
    })
}

/// The names that an entry is signed with.
fn signature(tree: &Tree, raw: &str, item: NodeId) -> Option<Vec<String>> {
    let mut at = tree.following(item, item, true);
    while let Some(id) = at {
        at = tree.following(id, item, true);
        let Some(element) = tree.element(id) else { continue };
        if furniture::of(element).roles.has(Roles::AUTHOR) {
            let words = facts::collapse(&tree.raw_text(id, raw));
            let found = names::split(&words);
            if words.len() <= MOST_NAME_CHARS as usize && !found.is_empty() {
                return Some(found);
            }
        }
    }
    None
}

/// Whether a short block holds a moment and nothing else.
fn is_clock(block: &Block, mark: &Mark) -> bool {
    block.chars <= 30
        && block.text.chars().any(|c| c.is_ascii_digit())
        && ((block.start()..block.end()).contains(&mark.start)
            || (mark.start..mark.start + 400).contains(&block.start()))
        && !block.text.ends_with(['.', '!', '?', '”', '"'])
}
