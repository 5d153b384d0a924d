//! Which blocks may be headlines: a linked heading, what calls itself a headline, a line that is one long link.
//!
//! Invariant: what leads nowhere, to an author, to a label's page or to a place on the page is none. Cost: linear in the links.

use super::super::block::{Anchor, Block};
use super::super::body::{Label, up};
use super::super::header;
use super::super::phrase::{self, Said};
use super::super::role;
use super::super::tree::{NodeId, Tree};
use std::sync::LazyLock;
use url::Url;

/// How surely a block is a headline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sure {
    /// It is a link of some words.
    Plain,
    /// It is a heading, or calls itself one.
    Said,
}

/// A block that may be a headline.
#[derive(Debug)]
pub(super) struct Candidate {
    pub block: usize,
    pub anchor: Anchor,
    /// Where it leads, as written.
    pub address: String,
    pub sure: Sure,
    /// Level of the heading; 7 where it is none.
    pub level: u8,
}

/// Characters and words of a line that is a headline by its length alone.
const CHARS: std::ops::Range<u32> = 20..250;
const FEWEST_WORDS: usize = 4;

static CALLED: LazyLock<Vec<&str>> = LazyLock::new(|| list("[called]"));
static LEADS_ON: LazyLock<Vec<&str>> = LazyLock::new(|| list("[leads on]"));

/// The lines of one list of words.
pub(super) fn list(name: &str) -> Vec<&'static str> {
    let lines = include_str!("../entry-words.txt").lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip_while(|line| *line != name).skip(1).take_while(|line| !line.starts_with('[')).collect()
}

/// The candidates among the blocks of the list, in order.
pub(super) fn find(tree: &Tree, blocks: &[Block], labels: &[Label], title: Option<usize>) -> Vec<Candidate> {
    let kept = |n: &usize| labels[*n] == Label::Body || title == Some(*n);
    (0..blocks.len()).filter(kept).filter_map(|number| candidate(tree, blocks, number)).collect()
}

fn candidate(tree: &Tree, blocks: &[Block], number: usize) -> Option<Candidate> {
    let block = &blocks[number];
    let length = |anchor: &Anchor| anchor.text_end - anchor.text_start;
    let anchor = *block.links.iter().max_by_key(|anchor| (length(anchor), std::cmp::Reverse(anchor.text_start)))?;
    let element = tree.element(anchor.element)?;
    let address = element.attribute("href")?.trim();
    let rel = element.attribute("rel").unwrap_or_default().to_ascii_lowercase();
    if is_nowhere(address)
        || is_front(address)
        || rel.split_ascii_whitespace().any(|word| matches!(word, "tag" | "category" | "author"))
        || header::calls_author(element)
        || role::is_profile(address)
        || phrase::said(&block.text) != Said::Nothing
    {
        return None;
    }
    let level = level(tree, block);
    let words = &block.text[anchor.text_start as usize..anchor.text_end as usize];
    let lower = words.trim().to_lowercase();
    if LEADS_ON.iter().any(|opening| lower.starts_with(opening)) {
        return None;
    }
    let share = f64::from(length(&anchor)) / block.text.len().max(1) as f64;
    let called = || is_called(tree, block.element) || is_called(tree, anchor.element);
    let sure = match () {
        _ if block.chars > CHARS.end => return None,
        _ if level < 7 && share > 0.5 => Sure::Said,
        _ if share > 0.5 && called() && words.split_whitespace().count() >= 2 => Sure::Said,
        _ if share > 0.7 && block.chars >= CHARS.start && words.split_whitespace().count() >= FEWEST_WORDS => {
            Sure::Plain
        }
        _ => return None,
    };
    Some(Candidate { block: number, anchor, address: address.to_owned(), sure, level })
}

/// Whether an address leads to no page.
pub(super) fn is_nowhere(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    address.is_empty() || ["#", "javascript:", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// Whether an address is a site's front page.
fn is_front(address: &str) -> bool {
    address == "/" || Url::parse(address).is_ok_and(|own| own.path().len() <= 1 && own.query().is_none())
}

/// The level of the heading in which a block stands.
pub(super) fn level(tree: &Tree, block: &Block) -> u8 {
    let of = |id: NodeId| {
        let name = tree.element(id)?.name.strip_prefix('h')?.as_bytes().to_owned();
        matches!(name[..], [b'1'..=b'6']).then(|| name[0] - b'0')
    };
    up(tree, block.element).take(3).find_map(of).unwrap_or(7)
}

fn is_called(tree: &Tree, id: NodeId) -> bool {
    let says = |classes: &str| {
        let classes = classes.to_ascii_lowercase();
        let mut words = classes.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        words.any(|word| CALLED.iter().any(|called| word.ends_with(called)))
    };
    up(tree, id).take(2).any(|id| {
        tree.element(id).is_some_and(|element| {
            element.attribute("class").is_some_and(says)
                || element.attribute("itemprop").is_some_and(|own| own == "headline")
        })
    })
}
