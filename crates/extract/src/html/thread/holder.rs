//! Around the words of each post what else of the page is the post's, and whether elements of one make are posts at all.
//!
//! Invariant: an element belongs to one post at most. Cost: linear in the elements of the posts times their depth.

use super::head::{self, Author};
use super::text::make;
use crate::html::block::Block;
use crate::html::body::{is_heading, is_named, up};
use crate::html::furniture::{self, Named, Sense};
use crate::html::role::Roles;
use crate::html::tree::{DOCUMENT, NodeId, Tree};
use std::collections::{HashMap, HashSet};

/// Children of one element by which posts are reached that are compared.
const MOST_PATHS: usize = 50;

/// An element that holds the words of a post, and what else of the page is the post's.
pub(super) struct Holder {
    pub text: NodeId,
    pub item: NodeId,
    pub author: Option<Author>,
    /// Schema.org's name of a post stands on it or around it.
    pub typed: bool,
    /// As a question or an answer.
    pub answer: bool,
    /// It stands in what is called comments, or is itself called one.
    pub comment: bool,
    pub own_comment: bool,
    /// The words of a linked headline of its own.
    pub headline: Option<String>,
}

/// For each of the elements that hold words what else is the post's, and what is known of it.
pub(super) fn find(tree: &Tree, raw: &str, blocks: &[Block], named: &[Named], texts: &[NodeId]) -> Vec<Holder> {
    let is_post = |id: &NodeId| named[*id as usize].roles.has(Roles::POST);
    let is_comment =
        |id: &NodeId| named[*id as usize].words.iter().any(|word| furniture::sense(*word) == Sense::Comments);
    // For each element how many texts it holds, which first, and by way of which children.
    let mut held: HashMap<NodeId, (u32, NodeId, Vec<NodeId>)> = HashMap::new();
    for text in texts {
        let mut below = *text;
        for id in up(tree, *text) {
            let (count, _, paths) = held.entry(id).or_insert((0, *text, Vec::new()));
            *count += 1;
            if paths.last() != Some(&below) {
                paths.push(below);
            }
            below = id;
        }
    }
    // Around a post's words and the posts nested in it stands an item of a list or what is called a post; in a list of
    // posts stand others of its make.
    let nesting = |text: NodeId, from: NodeId| {
        let mut below = from;
        for id in
            up(tree, from).skip(1).take_while(|id| *id != DOCUMENT && !is_named(tree, *id, &["body", "html", "main"]))
        {
            let (_, first, paths) = &held[&id];
            let neighbour = |path: &NodeId| *path != below && make(tree, *path) == make(tree, below);
            if *first != text || paths.iter().take(MOST_PATHS).any(neighbour) {
                return None;
            }
            if is_named(tree, id, &["li"]) || is_post(&id) || is_comment(&id) {
                return Some(id);
            }
            below = id;
        }
        None
    };
    let mut found: Vec<Holder> = Vec::new();
    for text in texts {
        let own: Vec<NodeId> = up(tree, *text).take_while(|id| *id != DOCUMENT && held[id].0 == 1).collect();
        let around = || up(tree, *text).take(own.len() + 4);
        let item = own.iter().rev().find(|id| is_post(id)).or(own.last()).copied().unwrap_or(*text);
        let item = nesting(*text, item).unwrap_or(item);
        // One alone could be the whole page.
        let item = if texts.len() > 1 { item } else { own.iter().copied().find(is_comment).unwrap_or(*text) };
        found.push(Holder {
            text: *text,
            item,
            author: head::author(tree, raw, item, *text),
            typed: around().any(|id| is_post(&id)),
            answer: around().any(|id| named[id as usize].roles.has(Roles::ANSWER)),
            comment: up(tree, *text).any(|id| is_comment(&id)),
            own_comment: up(tree, *text).take_while(|id| *id != tree.node(item).parent).any(|id| is_comment(&id)),
            headline: None,
        });
    }
    let items: HashMap<NodeId, usize> = found.iter().enumerate().map(|(n, holder)| (holder.item, n)).collect();
    for block in blocks {
        let linked = is_heading(tree, block) && block.link_density() > 0.8 && block.chars >= 12;
        if !linked && block.chars > head::MOST_LINE_CHARS {
            continue;
        }
        let Some(&number) = up(tree, block.element).find_map(|id| items.get(&id)) else { continue };
        let holder = &mut found[number];
        if up(tree, block.element).any(|id| id == holder.text) {
            continue;
        }
        let is_author = |block: &Block| holder.author.as_ref().is_some_and(|author| block.text.contains(&author.name));
        if linked && !block.text.starts_with("Re:") && !is_author(block) {
            holder.headline.get_or_insert_with(|| block.text.clone());
        } else if holder.author.is_none() {
            holder.author = head::author_of_line(&block.text);
        }
    }
    found
}

/// Whether elements of one make hold the words of posts.
pub(super) fn are_posts(group: &[&Holder], article: bool) -> bool {
    let count =
        |fits: fn(&Holder) -> bool| group.iter().filter(|holder| fits(holder)).count() as f32 / group.len() as f32;
    // Questions and answers that nobody signs are the page's own.
    if count(|holder| holder.typed) >= 0.6 {
        return count(|holder| holder.author.is_some()) >= 0.3 || count(|holder| holder.answer) < 0.5;
    }
    // Teasers have headlines of their own; so do comments on some pages, under which a name stands.
    let headlines: HashSet<&str> = group.iter().filter_map(|holder| holder.headline.as_deref()).collect();
    count(|holder| holder.author.is_some()) >= 0.6
        && (headlines.len() * 2 <= group.len() || count(|holder| holder.own_comment) >= 0.9)
        && (count(|holder| holder.comment) >= 0.6
            || group.len() > 1
                && (!article || count(|holder| holder.author.as_ref().is_some_and(|author| author.member)) >= 0.6))
}

/// Takes out what has no author and stands apart from all that have one: a notice or a box made like a post.
pub(super) fn drop_outsiders(tree: &Tree, group: &mut Vec<Holder>) {
    let signed = group.iter().filter(|holder| holder.author.is_some()).count();
    if signed < 2 || signed == group.len() {
        return;
    }
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    let authored = group.iter().filter(|holder| holder.author.is_some());
    authored.for_each(|holder| up(tree, holder.text).for_each(|id| *held.entry(id).or_default() += 1));
    let whole = |id: NodeId| held.get(&id) == Some(&signed);
    let Some(container) = group
        .iter()
        .find(|holder| holder.author.is_some())
        .and_then(|holder| up(tree, holder.text).find(|id| whole(*id)))
    else {
        return;
    };
    // One that nobody signs may still be one, where it comes after others.
    let first = group.iter().position(|holder| holder.author.is_some()).unwrap_or(0);
    let mut numbers = 0..;
    group.retain(|holder| {
        let late = numbers.next().is_some_and(|number| number > first);
        let within = || up(tree, holder.text).any(|id| id == container);
        holder.author.is_some() || late || within()
    });
}
