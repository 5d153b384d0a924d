//! Posts of a thread and readers' comments: elements that hold the words of a post, of one make, each with a name beside it.
//!
//! What holds the words is known by its name (“message body”) or by schema.org; what else belongs to the post is the widest
//! element that holds these words and no other post's. The page must call its posts comments, or give most of them a
//! name and no headline of their own, which teasers have.
//! Invariant: a block belongs to one post at most; a post's parent comes before it. Whatever lacks these signs stays what it
//! was. A page has [`MOST`] at most. Cost: linear in blocks times their depth, and in the elements of the posts.

mod head;
mod holder;
mod opened;
mod parent;
mod piece;
mod post;
mod quote;
#[cfg(test)]
mod tests;
mod text;

use super::block::Block;
use super::furniture::Named;
use super::tree::{NodeId, Tree};
use holder::Holder;
use std::collections::BTreeMap;
use text::Make;

pub(super) use head::{Author, place};
pub(super) use opened::{Opened, opened};
pub(super) use post::Post;

/// Posts of one page that are told apart; what comes after them stays furniture.
const MOST: usize = 1000;

/// Makes of elements that are looked at.
const MOST_MAKES: usize = 20;

/// The posts of a page; `article` where the markup says that it is one article.
pub(super) fn find(tree: &Tree, raw: &str, blocks: &[Block], named: &[Named], article: bool) -> Vec<Post> {
    let texts = text::find(tree, blocks, named);
    if texts.is_empty() {
        return Vec::new();
    }
    // Each make by itself first, so that what is none does not cut the posts of another short.
    let mut makes: BTreeMap<Make, Vec<NodeId>> = BTreeMap::new();
    texts.iter().for_each(|text| makes.entry(text::make(tree, *text)).or_default().push(*text));
    let mut kept: Vec<NodeId> = Vec::new();
    for texts in makes.into_values().take(MOST_MAKES) {
        let alone = holder::find(tree, raw, blocks, named, &texts);
        if holder::are_posts(&alone.iter().collect::<Vec<_>>(), article) {
            kept.extend(texts);
        }
    }
    kept.sort_by_key(|text| tree.node(*text).start);
    kept.truncate(MOST);
    let mut holders = together(tree, raw, blocks, named, kept);
    holder::drop_outsiders(tree, &mut holders);
    piece::posts(tree, raw, blocks, named, holders)
}

/// The posts of all makes beside one another. A make whose elements are none beside those of another (what is left of
/// a post without its words) is given up, the one that holds the least first.
fn together(tree: &Tree, raw: &str, blocks: &[Block], named: &[Named], mut texts: Vec<NodeId>) -> Vec<Holder> {
    for _ in 0..MOST_MAKES {
        if texts.is_empty() {
            break;
        }
        let holders = holder::find(tree, raw, blocks, named, &texts);
        let mut makes: BTreeMap<Make, Vec<&Holder>> = BTreeMap::new();
        holders.iter().for_each(|holder| makes.entry(text::make(tree, holder.text)).or_default().push(holder));
        let bare = |group: &[&Holder]| group.iter().all(|holder| holder.author.is_none() && !holder.typed);
        let lost = makes.iter().filter(|(_, group)| bare(group)).map(|(make, _)| make);
        let Some(least) =
            lost.filter(|_| makes.len() > 1).min_by_key(|make| text::chars(tree, blocks, make, &texts)).cloned()
        else {
            return holders;
        };
        texts.retain(|text| text::make(tree, *text) != least);
    }
    Vec::new()
}
