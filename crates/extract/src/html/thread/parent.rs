//! Which post a post answers: what the markup says by number, by nesting or by depth; else whom its words name.
//!
//! Tried in this order: an attribute or a link that gives the number of an earlier post; nesting; how deep it is set in;
//! a line “In reply to quay”; the post that it quotes; “@quay” where quay wrote one post before it.
//! Invariant: a post's parent comes before it. Cost: linear in posts times their depth and in the elements of their heads.

use super::head;
use super::holder::Holder;
use super::quote::{self, Earlier};
use super::text::make;
use crate::html::block::Block;
use crate::html::body::{Label, up};
use crate::html::tree::{Element, NodeId, Tree};
use std::collections::HashMap;

/// Attributes that give the number of the post that is answered, and those that give a post's own.
const PARENTS: &[&str] = &[
    "data-parent-id",
    "data-parent",
    "data-parentid",
    "data-parent-comment-id",
    "data-comment-parent",
    "data-reply-to",
    "data-reply-to-id",
    "data-in-reply-to",
    "data-in-reply-to-id",
    "in-reply-to",
    "parentid",
];
const OWN: &[&str] =
    &["id", "data-id", "data-comment-id", "data-commentid", "data-post-id", "data-fullname", "thingid", "name"];

/// Attributes that say how deep a post is set in.
const DEPTHS: &[&str] = &["aria-level", "data-depth", "data-level", "data-indent", "depth", "indent"];

/// Elements of a post's head that are looked at.
const MOST_ELEMENTS: usize = 60;

/// Characters of a line that may name whom a post answers.
const MOST_LINE_CHARS: u32 = 80;

/// For each post the one that its markup names, or in whose element it is nested, or under which it is set in.
pub(super) fn of_markup(tree: &Tree, raw: &str, holders: &[Holder]) -> Vec<Option<usize>> {
    let numbered = numbered(tree, raw, holders);
    let nested = nested(tree, holders);
    let deep = if nested.iter().all(Option::is_none) { by_depth(tree, holders) } else { Vec::new() };
    let of = |number: usize| numbered[number].or(nested[number]).or(deep.get(number).copied().flatten());
    (0..holders.len()).map(of).collect()
}

/// The post that the words of a post name, of those `earlier`.
pub(super) fn of_words(
    blocks: &[Block],
    own: &[(usize, Label)],
    quoted: Option<usize>,
    earlier: &Earlier,
) -> Option<usize> {
    let heads = own.iter().filter(|(number, label)| *label == Label::Head && blocks[*number].chars <= MOST_LINE_CHARS);
    let named = heads
        .filter_map(|(number, _)| quote::answered(&blocks[*number].text))
        .find_map(|name| earlier.of(name).last().copied());
    named.or(quoted).or_else(|| {
        let (number, _) = own.iter().find(|(_, label)| *label == Label::Body)?;
        let words = blocks[*number].text.strip_prefix('@')?;
        let end = |at: &usize| words[*at..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '-');
        // The longest name first: “@Ana Pek take the berth”.
        let ends: Vec<usize> = (1..=words.len().min(40)).filter(|at| words.is_char_boundary(*at)).filter(end).collect();
        let mut posts = ends.into_iter().rev().map(|at| earlier.of(&words[..at])).filter(|posts| !posts.is_empty());
        posts.next().filter(|posts| posts.len() == 1).map(|posts| posts[0])
    })
}

/// By the number of an earlier post in an attribute, or in a link that is called the parent's.
fn numbered(tree: &Tree, raw: &str, holders: &[Holder]) -> Vec<Option<usize>> {
    let mut posts: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::new();
    for (number, holder) in holders.iter().enumerate() {
        let elements = || {
            head::within(tree, holder.item, holder.text)
                .take(MOST_ELEMENTS)
                .filter_map(|id| Some((id, tree.element(id)?)))
        };
        let parent = elements().find_map(|(id, element)| {
            let stated = PARENTS.iter().find_map(|name| element.attribute(name));
            let number = stated.or_else(|| linked(tree, raw, id, element))?;
            posts.get(bare(number)).copied()
        });
        found.push(parent);
        for name in elements().flat_map(|(_, element)| OWN.iter().filter_map(|name| element.attribute(name))) {
            if bare(name).bytes().any(|b| b.is_ascii_digit()) {
                posts.entry(bare(name)).or_insert(number);
            }
        }
    }
    found
}

/// The number at the end of a name: `7` of `comment-7`, `t1_b7` whole.
fn bare(name: &str) -> &str {
    let name = name.trim().trim_start_matches('#');
    let digits = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if digits.len() < name.len() && digits.ends_with(['-', '_']) && !digits.bytes().any(|b| b.is_ascii_digit()) {
        &name[digits.len()..]
    } else {
        name
    }
}

/// The place on this page to which a link called “parent” leads.
fn linked<'a>(tree: &'a Tree, raw: &str, id: NodeId, element: &'a Element) -> Option<&'a str> {
    let target = element.attribute("href").filter(|_| &*element.name == "a")?.strip_prefix('#')?;
    let words = tree.raw_text(id, raw);
    (words.trim().trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case("parent")).then_some(target)
}

/// For each post the one in whose element it is nested, beside that one's own words.
fn nested(tree: &Tree, holders: &[Holder]) -> Vec<Option<usize>> {
    let items: HashMap<NodeId, usize> = holders.iter().enumerate().map(|(n, holder)| (holder.item, n)).collect();
    let mut first: HashMap<NodeId, (usize, NodeId)> = HashMap::new();
    let mut parents = Vec::new();
    for (number, holder) in holders.iter().enumerate() {
        let mut below = holder.item;
        let mut parent = up(tree, holder.item).skip(1).find_map(|id| items.get(&id).copied()).filter(|n| *n < number);
        for id in up(tree, holder.item).skip(1) {
            match first.get(&id) {
                // Beside a post's own element stands another of its make: the two are neighbours.
                Some((other, path)) if parent.is_none() && make(tree, *path) != make(tree, below) => {
                    parent = Some(*other);
                }
                Some(_) => {}
                None => {
                    first.insert(id, (number, below));
                }
            }
            below = id;
        }
        parents.push(parent);
    }
    parents
}

/// For each post the last before it that is set in less; nothing where not every post says how deep it is.
fn by_depth(tree: &Tree, holders: &[Holder]) -> Vec<Option<usize>> {
    let depth = |holder: &Holder| {
        head::within(tree, holder.item, holder.text).take(MOST_ELEMENTS).find_map(|id| depth(tree.element(id)?))
    };
    let depths: Vec<Option<u32>> = holders.iter().map(depth).collect();
    // The opening post of a thread may say nothing.
    if holders.len() < 2 || depths.iter().skip(1).any(Option::is_none) {
        return Vec::new();
    }
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut parents = Vec::new();
    for (number, depth) in depths.into_iter().enumerate() {
        let Some(depth) = depth else {
            parents.push(None);
            continue;
        };
        while open.last().is_some_and(|(other, _)| *other >= depth) {
            open.pop();
        }
        parents.push(open.last().map(|(_, number)| *number));
        open.push((depth, number));
    }
    parents
}

/// How deep an element says that it is set in: by an attribute, a class (`depth-2`), or a style.
fn depth(element: &Element) -> Option<u32> {
    let stated = DEPTHS.iter().find_map(|name| element.attribute(name)?.trim().parse().ok());
    let class = || {
        let classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace();
        let levels = ["depth-", "level-", "indent-", "comment-depth-", "comment-level-"];
        classes.filter_map(|class| levels.iter().find_map(|level| class.strip_prefix(level)?.parse().ok())).next()
    };
    let style = || {
        let rules = element.attribute("style")?.split(';').filter_map(|rule| rule.split_once(':'));
        let side = |name: &str| matches!(name.trim().to_ascii_lowercase().as_str(), "margin-left" | "padding-left");
        let value = rules.into_iter().find(|(name, _)| side(name))?.1.trim();
        let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    stated.or_else(class).or_else(style)
}
