//! Which blocks belong to a headline: those of the widest element in which nothing else leads to another piece, or, where the
//! page is flat, the lines up to the next headline or heading.
//!
//! Invariant: a block belongs to one headline at most; a heading above a headline never lies in its entry.
//! Cost: linear in blocks times their depth.

use super::super::block::Block;
use super::super::body::{Label, is_heading, is_named, up};
use super::super::furniture::{self, Named, Sense};
use super::super::tree::{DOCUMENT, NodeId, Tree};
use super::headline::{self, Candidate, Sure};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use url::Url;

/// Lines after a headline that may be its teaser on a flat page, and their characters.
const MOST_LINES: usize = 6;
const MOST_FLAT_CHARS: u32 = 900;

/// Words of a heading over entries, and such headings before an entry that are looked at.
const MOST_HEADING_WORDS: usize = 6;
const MOST_HEADINGS: usize = 40;

/// Sites that entries of an aggregator lead to at least.
const FEWEST_HOSTS: usize = 3;

/// A headline with its blocks.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its block, and the words in it that are the link.
    pub headline: usize,
    pub words: Range<usize>,
    /// Where it leads, made absolute where the page's own address is known.
    pub address: String,
    /// The blocks that belong to it, the headline's among them, in order.
    pub blocks: Vec<usize>,
    /// The element that holds it alone.
    pub top: Option<NodeId>,
}

impl Entry {
    /// Whether it leads to another site than the page's.
    pub fn is_foreign(&self, base: Option<&Url>) -> bool {
        is_foreign(&self.address, base)
    }
}

/// Whether an address leads to another site than the page's; to any site, where the page's is not known.
pub(super) fn is_foreign(address: &str, base: Option<&Url>) -> bool {
    let Ok(address) = Url::parse(address) else { return false };
    site(&address).is_some() && site(&address) != base.and_then(site)
}

/// Whether entries lead to several sites other than the page's.
pub(super) fn leads_to_many_hosts<'a>(entries: impl Iterator<Item = &'a Entry>, base: Option<&Url>) -> bool {
    let (mut hosts, mut foreign, mut all) = (BTreeSet::new(), 0, 0);
    for entry in entries {
        all += 1;
        if entry.is_foreign(base) {
            foreign += 1;
            hosts.extend(Url::parse(&entry.address).ok().as_ref().and_then(site));
        }
    }
    hosts.len() >= FEWEST_HOSTS && 2 * foreign > all
}

/// The last two labels of a host, which tell sites apart well enough: `news.courier.example` is `courier.example`.
fn site(address: &Url) -> Option<String> {
    let host = address.host_str()?;
    let labels: Vec<&str> = host.split('.').collect();
    // “co.uk” and the like: two short labels at the end.
    let short = labels.len() >= 3 && labels[labels.len() - 2].len() <= 3 && labels[labels.len() - 1].len() == 2;
    let kept = if short { 3 } else { 2 };
    Some(labels[labels.len().saturating_sub(kept)..].join("."))
}

/// What an element holds.
#[derive(Clone, Copy, Default)]
struct Held {
    key: u32,
    several: bool,
    /// Its first heading that is no headline, one more than the block's number, and the highest level of such.
    heading: usize,
    level: u8,
    title: bool,
}

/// The headlines of a list with their blocks.
pub(super) fn find(
    tree: &Tree,
    blocks: &[Block],
    named: &[Named],
    labels: &[Label],
    title: Option<usize>,
    base: Option<&Url>,
) -> Vec<Entry> {
    let mut candidates = headline::find(tree, blocks, labels, title);
    let own = base.map(|base| key(base.as_str()));
    candidates.retain(|candidate| own.as_deref() != Some(key(&absolute(&candidate.address, base)).as_str()));
    let keys: Vec<u32> = numbers(&candidates, base);
    let held = held(tree, blocks, labels, title, &candidates, &keys);
    let is_candidate: BTreeSet<usize> = candidates.iter().map(|candidate| candidate.block).collect();
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    // The longest words of a make say most: a card's link may be on its label too.
    order.sort_by_key(|at| {
        let candidate = &candidates[*at];
        (std::cmp::Reverse(candidate.sure), candidate.level, candidate.block)
    });
    let mut tops: HashMap<NodeId, usize> = HashMap::new();
    let mut owners: Vec<Option<usize>> = vec![None; blocks.len()];
    let mut entries: Vec<Entry> = Vec::new();
    for at in order {
        let candidate = &candidates[at];
        let block = &blocks[candidate.block];
        if owners[candidate.block].is_some() || up(tree, block.element).any(|id| tops.contains_key(&id)) {
            continue;
        }
        let fits = |id: &NodeId| !held[*id as usize].several && !bounds(tree, *id, &held[*id as usize], candidate);
        let top = up(tree, block.element).take_while(fits).last();
        if let Some(top) = top {
            tops.insert(top, entries.len());
        }
        owners[candidate.block] = Some(entries.len());
        let words = candidate.anchor.text_start as usize..candidate.anchor.text_end as usize;
        let address = absolute(&candidate.address, base);
        entries.push(Entry { headline: candidate.block, words, address, blocks: Vec::new(), top });
    }
    for (number, block) in blocks.iter().enumerate().filter(|(n, _)| Some(*n) != title) {
        if owners[number].is_none() {
            owners[number] = up(tree, block.element).find_map(|id| tops.get(&id).copied());
        }
    }
    let beside = |block: &Block| {
        let says = |id: NodeId| named[id as usize].words.iter().any(|word| furniture::sense(*word) == Sense::Over);
        up(tree, block.element).any(says)
    };
    go_on(tree, blocks, labels, &is_candidate, &entries, &mut owners);
    for (number, owner) in owners.iter().enumerate().filter(|(n, _)| !beside(&blocks[*n])) {
        if let Some(owner) = owner {
            entries[*owner].blocks.push(number);
        }
    }
    entries.sort_by_key(|entry| entry.headline);
    entries
}

/// Lines of a flat page go with the headline before them.
fn go_on(
    tree: &Tree,
    blocks: &[Block],
    labels: &[Label],
    is_candidate: &BTreeSet<usize>,
    entries: &[Entry],
    owners: &mut [Option<usize>],
) {
    let mut last: Option<(usize, NodeId)> = None;
    let (mut lines, mut chars) = (0, 0);
    for (number, block) in blocks.iter().enumerate() {
        if let Some(owner) = owners[number] {
            let entry = &entries[owner];
            // What holds more than the headline has its teaser in it.
            let alone = entry.headline == number;
            let container = entry.top.map_or(block.element, |top| tree.node(top).parent);
            last = alone.then_some((owner, container));
            (lines, chars) = (0, 0);
            continue;
        }
        if labels[number] != Label::Body || is_heading(tree, block) || is_candidate.contains(&number) {
            if labels[number] == Label::Body {
                last = None;
            }
            continue;
        }
        let Some((owner, container)) = last else { continue };
        lines += 1;
        chars += block.chars;
        let near = up(tree, block.element).take(3).any(|id| id == container);
        if near && lines <= MOST_LINES && chars <= MOST_FLAT_CHARS {
            owners[number] = Some(owner);
        } else {
            last = None;
        }
    }
}

/// The heading that each entry stands under: not the page's own, nor that of another entry.
pub(super) fn headings(tree: &Tree, blocks: &[Block], title: Option<usize>, entries: &[&Entry]) -> Vec<Option<usize>> {
    let taken: BTreeSet<usize> = entries.iter().map(|entry| entry.headline).chain(title).collect();
    let is_head = |n: &usize| {
        let words = blocks[*n].text.split_whitespace().count();
        !taken.contains(n) && words <= MOST_HEADING_WORDS && headline::level(tree, &blocks[*n]) < 7
    };
    let heads: Vec<usize> = (0..blocks.len()).filter(is_head).collect();
    let under = |entry: &&Entry| {
        let first = entry.blocks.first().copied().unwrap_or(entry.headline);
        let from = entry.top.unwrap_or(blocks[entry.headline].element);
        let around: BTreeSet<NodeId> = up(tree, from).filter(|id| *id != DOCUMENT).collect();
        let own = |head: &&usize| {
            let element = up(tree, blocks[**head].element).find(|id| is_heading_element(tree, *id));
            element.is_some_and(|id| up(tree, id).skip(1).take(2).any(|id| around.contains(&id)))
        };
        let before = heads.partition_point(|head| *head < first);
        heads[..before].iter().rev().take(MOST_HEADINGS).find(own).copied()
    };
    entries.iter().map(under).collect()
}

fn is_heading_element(tree: &Tree, id: NodeId) -> bool {
    is_named(tree, id, &["h1", "h2", "h3", "h4", "h5", "h6"])
}

/// Whether an element holds more than one piece: it is the page, or a heading in it stands over several.
fn bounds(tree: &Tree, id: NodeId, held: &Held, candidate: &Candidate) -> bool {
    id == DOCUMENT
        || held.title
        || is_named(tree, id, &["html", "body", "main"])
        || held.heading > 0
            && held.heading != candidate.block + 1
            && (held.heading <= candidate.block || held.level <= candidate.level)
}

fn held(
    tree: &Tree,
    blocks: &[Block],
    labels: &[Label],
    title: Option<usize>,
    candidates: &[Candidate],
    keys: &[u32],
) -> Vec<Held> {
    let mut held = vec![Held::default(); tree.nodes.len()];
    let by_block: HashMap<usize, usize> =
        candidates.iter().enumerate().map(|(at, candidate)| (candidate.block, at)).collect();
    for (number, block) in blocks.iter().enumerate() {
        let candidate = by_block.get(&number).copied();
        let level = headline::level(tree, block);
        // A linked heading of a word or two is a label that stands over several.
        let label =
            candidate.is_some_and(|at| candidates[at].sure == Sure::Said) && block.text.split_whitespace().count() <= 2;
        let heading = level < 7 && (candidate.is_none() || label) && labels[number] != Label::Title;
        for id in up(tree, block.element) {
            let own = &mut held[id as usize];
            if let Some(at) = candidate {
                own.several |= own.key != 0 && own.key != keys[at];
                own.key = keys[at];
            }
            if heading {
                own.heading = if own.heading == 0 { number + 1 } else { own.heading };
                own.level = if own.level == 0 { level } else { own.level.min(level) };
            }
            own.title |= title == Some(number) && candidate.is_none();
        }
    }
    held
}

/// One number from 1 on for each page that candidates lead to.
fn numbers(candidates: &[Candidate], base: Option<&Url>) -> Vec<u32> {
    let mut known: HashMap<String, u32> = HashMap::new();
    let number = |candidate: &Candidate| {
        let next = known.len() as u32 + 1;
        *known.entry(key(&absolute(&candidate.address, base))).or_insert(next)
    };
    candidates.iter().map(number).collect()
}

/// What tells pages apart in an address.
pub(super) fn key(address: &str) -> String {
    let bare = address.split('#').next().unwrap_or_default();
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned()
}

/// An address made absolute, where that of the page is known.
pub(super) fn absolute(address: &str, base: Option<&Url>) -> String {
    let joined = base.and_then(|base| base.join(address).ok());
    joined.map_or_else(|| address.to_owned(), String::from)
}
