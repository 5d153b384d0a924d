//! Pages that fall into entries though nothing in their markup says so: headlines one below the other with lines between them,
//! clusters of an aggregator, bare headlines between line breaks.
//!
//! Invariant: never a page that calls itself an article; the entries hold nearly all that the page says outside of its
//! furniture, most of them are dated, signed or headed by a clause, and none is long. Cost: that of the entries, on pages with some
//! linked headlines.

use super::super::block::Block;
use super::super::body::{Label, is_heading};
use super::super::facts::Facts;
use super::super::furniture::Named;
use super::super::tree::Tree;
use super::super::{Page, calendar};
use super::{cutting, item, part};
use dateline_record::Kind;

/// Entries of such a page at least, and characters of one on average at most.
const FEWEST: usize = 5;
const MOST_MEAN_CHARS: u32 = 500;

/// Words of a link that may be a headline.
const FEWEST_WORDS: usize = 4;

/// The labels of such a page.
pub(in super::super) fn find(
    page: &Page,
    tree: &Tree,
    blocks: &[Block],
    named: &[Named],
    furniture: &[bool],
    title: Option<usize>,
    facts: &Facts,
) -> Option<Vec<Label>> {
    let linked = |number: &usize| {
        let link = |link: &super::super::block::Anchor| {
            let words = blocks[*number].text.get(link.text_start as usize..link.text_end as usize);
            words.is_some_and(|words| words.split_whitespace().count() >= FEWEST_WORDS)
        };
        !furniture[*number] && blocks[*number].links.first().is_some_and(link)
    };
    if facts.article || (0..blocks.len()).filter(linked).take(FEWEST).count() < FEWEST {
        return None;
    }
    // What has a place and an hour is announced, and not told.
    let announces = |n: usize| calendar::speaks_of_calendar(&blocks[n].text);
    if title.is_some_and(announces)
        || (0..blocks.len()).any(|n| is_heading(tree, &blocks[n]) && !furniture[n] && announces(n))
    {
        return None;
    }
    let label = |(number, furniture): (usize, &bool)| match () {
        _ if Some(number) == title => Label::Title,
        _ if *furniture => Label::Other,
        _ => Label::Body,
    };
    let labels: Vec<Label> = furniture.iter().enumerate().map(label).collect();
    let cut = cutting::cut(tree, blocks, &labels, title);
    let base = super::base(page, tree, facts);
    let all = item::find(tree, &cut.blocks, named, &cut.labels, cut.title, base.as_ref());
    let count = all.len();
    let entries = super::told(all.into_iter().map(|entry| part::read(tree, &cut, facts, entry)).collect());
    let told = entries.iter().filter(|(_, part)| part.is_told()).count();
    let own = |numbers: &mut dyn Iterator<Item = usize>| -> u32 {
        numbers.filter(|n| cut.labels[*n] == Label::Body).map(|n| cut.blocks[n].chars).sum()
    };
    let held = own(&mut entries.iter().flat_map(|(_, part)| part.blocks.iter().map(|(number, _)| *number)));
    let whole = own(&mut (0..cut.blocks.len()));
    let short = entries.iter().all(|(_, part)| part.kind == Kind::Brief);
    let fits = entries.len() >= FEWEST
        && 10 * told >= 6 * count
        && 10 * held >= 7 * whole
        && held <= MOST_MEAN_CHARS * entries.len() as u32
        && short;
    fits.then_some(labels)
}
