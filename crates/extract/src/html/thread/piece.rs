//! What each block of a post is to it: its head, its words, or nothing of it.
//!
//! Invariant: a post has words; a post's parent comes before it. Cost: linear in blocks times their depth.

use super::head;
use super::holder::Holder;
use super::parent;
use super::post::Post;
use super::quote::{self, Earlier};
use crate::html::block::Block;
use crate::html::body::{Label, is_heading, is_links, up};
use crate::html::furniture::Named;
use crate::html::phrase::{self, Said};
use crate::html::role::Roles;
use crate::html::tree::{NodeId, Tree};
use std::collections::HashMap;

/// Gives every post its blocks, its date and its parent.
pub(super) fn posts(tree: &Tree, raw: &str, blocks: &[Block], named: &[Named], holders: Vec<Holder>) -> Vec<Post> {
    let texts: HashMap<NodeId, usize> = holders.iter().enumerate().map(|(n, holder)| (holder.text, n)).collect();
    let items: HashMap<NodeId, usize> = holders.iter().enumerate().map(|(n, holder)| (holder.item, n)).collect();
    let mut own: Vec<Vec<(usize, Label)>> = vec![Vec::new(); holders.len()];
    for (number, block) in blocks.iter().enumerate() {
        if let Some(post) = up(tree, block.element).find_map(|id| texts.get(&id)) {
            let holder = &holders[*post];
            let role = |role| {
                let inner = up(tree, block.element).take_while(|id| *id != holder.text);
                inner.into_iter().any(|id| named[id as usize].roles.has(role))
            };
            let begun = own[*post].iter().any(|(_, label)| *label == Label::Body);
            let label = match () {
                _ if role(Roles::ASIDE) || is_said_aside(tree, block) => Label::Other,
                _ if head::is_head(tree, block, holder.author.as_ref())
                    || block.chars <= head::MOST_LINE_CHARS && role(Roles::AUTHOR) =>
                {
                    if begun {
                        Label::Other
                    } else {
                        Label::Head
                    }
                }
                _ if !begun && is_heading(tree, block) && block.link_density() > 0.8 => Label::Head,
                _ => Label::Body,
            };
            own[*post].push((number, label));
        } else if let Some(post) = up(tree, block.element).find_map(|id| items.get(&id)) {
            // What comes after the words (votes, a signature) is furniture.
            if !own[*post].iter().any(|(_, label)| *label == Label::Body) {
                own[*post].push((number, Label::Head));
            }
        }
    }
    let mut parents = parent::of_markup(tree, raw, &holders);
    let mut earlier = Earlier::default();
    for ((holder, own), parent) in holders.iter().zip(&mut own).zip(&mut parents) {
        let quoted = quote::take(tree, blocks, named, holder, own, &earlier);
        *parent = parent.or_else(|| parent::of_words(blocks, own, quoted, &earlier));
        earlier.push(holder, own, blocks);
    }
    let whole = |own: &[(usize, Label)]| own.iter().any(|(_, label)| *label == Label::Body);
    let mut numbers: Vec<Option<usize>> = Vec::new();
    let mut count = 0;
    for own in &own {
        numbers.push(whole(own).then_some(count));
        count += usize::from(whole(own));
    }
    let mut posts = Vec::new();
    for ((holder, mut own), parent) in holders.into_iter().zip(own).zip(parents) {
        if !whole(&own) {
            continue;
        }
        own.retain(|(_, label)| *label != Label::Other);
        let published = head::published(tree, blocks, &own, holder.item, holder.text);
        let parent = parent.and_then(|parent: usize| numbers[parent]);
        let (typed, comment) = (holder.typed, holder.own_comment);
        posts.push(Post { blocks: own, author: holder.author, published, parent, typed, comment });
    }
    posts
}

/// Lines of the page in a post: “Reply”, “Read more”.
fn is_said_aside(tree: &Tree, block: &Block) -> bool {
    block.chars <= 40 && phrase::said(&block.text) != Said::Nothing && (is_links(tree, block) || block.chars <= 12)
}
