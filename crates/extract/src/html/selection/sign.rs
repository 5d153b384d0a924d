//! The signs by which it is judged whether a block of a page is of its content; what each weighs is learnt (`model.txt`).
//!
//! Invariant: a sign is a number that does not depend on which words are said, but for those that the page's own title says.
//! Cost: one way up the tree a sign that asks for it.

use super::super::block::Block;
use super::super::body::is_named;
use super::super::furniture::{self, Sense};
use super::super::phrase::Said;
use super::super::role::Roles;
use super::super::tree::Tree;
use super::ground::{Ground, share};
use super::place::{Place, address, words};

/// A sign: its name and its value at a place.
pub(super) struct Sign {
    pub name: &'static str,
    pub value: fn(&Place) -> f32,
}

/// All signs. The trees of `model.txt` call them by their place in this list.
pub(super) const SIGNS: &[Sign] = &[
    // The block itself.
    Sign { name: "chars", value: |p| log(p.block.chars) },
    Sign { name: "words", value: |p| log(p.block.text.split_whitespace().count() as u32) },
    Sign { name: "link density", value: |p| p.block.link_density() },
    Sign { name: "links", value: |p| p.block.links.len() as f32 },
    Sign { name: "heading", value: |p| heading_level(p.view.known.tree, p.block) },
    Sign {
        name: "paragraph",
        value: |p| flag(is_named(p.view.known.tree, p.block.element, &["p", "blockquote", "pre"])),
    },
    Sign { name: "item", value: |p| flag(is_named(p.view.known.tree, p.block.element, &["li", "dd", "dt"])) },
    Sign { name: "prose", value: |p| flag(p.view.prose[p.number]) },
    Sign { name: "ends", value: |p| flag(p.block.text.ends_with(['.', '!', '?', '”', '"', ':', '…'])) },
    Sign { name: "aside said", value: |p| flag(p.view.known.said[p.number] != Said::Nothing) },
    Sign { name: "of title", value: |p| of_title(p) },
    Sign { name: "same text", value: |p| log(p.view.texts[p.block.text.as_str()]) },
    Sign {
        name: "same address",
        value: |p| address(p.view.known.tree, p.block).map_or(0.0, |address| log(p.view.addresses[address])),
    },
    // Where it stands.
    Sign { name: "before", value: |p| share(p.view.before[p.number], p.all().chars) },
    Sign { name: "blocks before", value: |p| share(p.number as u32, p.all().blocks) },
    Sign {
        name: "after title",
        value: |p| p.view.known.title.map_or(0.0, |title| signed_log(p.number as f32 - title as f32)),
    },
    Sign {
        name: "chars after title",
        value: |p| {
            p.view
                .known
                .title
                .map_or(0.0, |title| signed_log(p.view.before[p.number] as f32 - p.view.before[title] as f32))
        },
    },
    Sign { name: "depth", value: |p| p.path.len() as f32 },
    // What the elements around it are and say of themselves.
    Sign { name: "in nav", value: |p| p.is_in(&["nav"]) },
    Sign { name: "in footer", value: |p| p.is_in(&["footer"]) },
    Sign { name: "in aside", value: |p| p.is_in(&["aside"]) },
    Sign { name: "in main", value: |p| p.is_in(&["main"]) },
    Sign { name: "in article", value: |p| p.is_in(&["article"]) },
    Sign { name: "in form", value: |p| p.is_in(&["form"]) },
    Sign { name: "in list", value: |p| p.is_in(&["ul", "ol", "dl"]) },
    Sign { name: "in section", value: |p| p.is_in(&["section"]) },
    Sign { name: "in link", value: |p| p.is_in(&["a"]) },
    Sign { name: "says beside", value: |p| p.says(Sense::Beside) },
    Sign { name: "says over", value: |p| p.says(Sense::Over) },
    Sign { name: "says furniture", value: |p| p.says(Sense::Furniture) },
    Sign { name: "says control", value: |p| p.says(Sense::Control) },
    Sign { name: "says picture", value: |p| p.says(Sense::Picture) },
    Sign { name: "says body", value: |p| p.says(Sense::Body) },
    Sign { name: "says post", value: |p| p.holds(|named| named.roles.has(Roles::TEXT)) },
    Sign {
        name: "times beside",
        value: |p| {
            p.path
                .iter()
                .filter(|id| {
                    p.view.known.named[**id as usize].words.iter().any(|word| {
                        matches!(
                            furniture::sense(*word),
                            Sense::Beside | Sense::Over | Sense::Control | Sense::Furniture
                        )
                    })
                })
                .count() as f32
        },
    },
    // The elements of one make among which it stands, by themselves and as entries.
    Sign { name: "inner peers", value: |p| p.of(p.inner, |g| log(g.peers)) },
    Sign { name: "inner mean", value: |p| p.of(p.inner, |g| mean(g.peers_chars, g.peers)) },
    Sign { name: "inner share", value: |p| p.of(p.inner, |g| share(g.peers_chars, p.all().chars)) },
    Sign { name: "entry peers", value: |p| p.of(p.entry, |g| log(g.peers)) },
    Sign { name: "entry mean", value: |p| p.of(p.entry, |g| mean(g.peers_chars, g.peers)) },
    Sign { name: "entry links", value: |p| p.of(p.entry, |g| share(g.peers_links, g.peers_chars)) },
    Sign { name: "entry share", value: |p| p.of(p.entry, |g| share(g.peers_chars, p.all().chars)) },
    Sign { name: "entry blocks", value: |p| p.of(p.entry, |g| share(g.peers_blocks, g.peers)) },
    Sign { name: "entry headlines", value: |p| p.of(p.entry, |g| share(g.peers_headlines, g.peers)) },
    Sign { name: "entry prose", value: |p| p.of(p.entry, |g| share(g.peers_prose, g.peers_chars)) },
    // The part of the page in which it stands.
    Sign { name: "section share", value: |p| p.of(p.section, |g| share(g.chars, p.all().chars)) },
    Sign { name: "section chars", value: |p| p.of(p.section, |g| log(g.chars)) },
    Sign { name: "section links", value: |p| p.of(p.section, Ground::link_density) },
    Sign { name: "section prose", value: |p| p.of(p.section, |g| share(g.prose, g.chars)) },
    Sign { name: "section blocks", value: |p| p.of(p.section, |g| log(g.blocks)) },
    Sign { name: "section headings", value: |p| p.of(p.section, |g| log(g.headings)) },
    Sign { name: "section headlines", value: |p| p.of(p.section, |g| share(g.headlines, g.blocks)) },
    Sign { name: "section images", value: |p| p.of(p.section, |g| log(g.images)) },
    Sign { name: "section first", value: |p| p.of(p.section, |g| share(g.first, p.all().blocks)) },
    Sign { name: "section peers", value: |p| p.of(p.section, |g| log(g.peers)) },
    // Elements around it that hold more than those in them.
    Sign { name: "ring 1 chars", value: |p| log(p.ring(0).chars) },
    Sign { name: "ring 1 links", value: |p| p.ring(0).link_density() },
    Sign { name: "ring 1 blocks", value: |p| log(p.ring(0).blocks) },
    Sign { name: "ring 1 part", value: |p| share(p.block.chars, p.ring(0).chars) },
    Sign { name: "ring 2 chars", value: |p| log(p.ring(1).chars) },
    Sign { name: "ring 2 links", value: |p| p.ring(1).link_density() },
    Sign { name: "ring 2 blocks", value: |p| log(p.ring(1).blocks) },
    Sign { name: "ring 2 prose", value: |p| share(p.ring(1).prose, p.ring(1).chars) },
    Sign { name: "ring 3 chars", value: |p| log(p.ring(2).chars) },
    Sign { name: "ring 3 links", value: |p| p.ring(2).link_density() },
    Sign { name: "ring 3 blocks", value: |p| log(p.ring(2).blocks) },
    Sign { name: "ring 3 prose", value: |p| share(p.ring(2).prose, p.ring(2).chars) },
    // Blocks of its make all over the page.
    Sign { name: "make blocks", value: |p| log(p.make().blocks) },
    Sign { name: "make mean", value: |p| mean(p.make().chars, p.make().blocks) },
    Sign { name: "make share", value: |p| share(p.make().chars, p.all().chars) },
    Sign { name: "make links", value: |p| share(p.make().link_chars, p.make().chars) },
    Sign { name: "make texts", value: |p| share(p.make().texts(), p.make().blocks) },
    Sign { name: "make first", value: |p| share(p.make().first, p.all().blocks) },
    Sign { name: "make last", value: |p| share(p.make().last, p.all().blocks) },
    Sign { name: "make body", value: |p| share(p.make().body, p.make().blocks) },
    Sign { name: "path blocks", value: |p| log(p.wide().blocks) },
    Sign { name: "path mean", value: |p| mean(p.wide().chars, p.wide().blocks) },
    Sign { name: "path share", value: |p| share(p.wide().chars, p.all().chars) },
    Sign { name: "path texts", value: |p| share(p.wide().texts(), p.wide().blocks) },
    // Its neighbours.
    Sign { name: "previous links", value: |p| p.near(-1, Block::link_density) },
    Sign { name: "previous heading", value: |p| p.near(-1, |b| heading_level(p.view.known.tree, b)) },
    Sign { name: "next chars", value: |p| p.near(1, |b| log(b.chars)) },
    Sign { name: "next links", value: |p| p.near(1, Block::link_density) },
    Sign { name: "next heading", value: |p| p.near(1, |b| heading_level(p.view.known.tree, b)) },
    // What the rules for articles keep.
    Sign { name: "body kept", value: |p| flag(p.view.known.body[p.number]) },
    Sign { name: "body near", value: |p| around(p, p.view.known.body) },
];

/// 6 for a headline of the first level, 1 for one of the last.
fn heading_level(tree: &Tree, block: &Block) -> f32 {
    let Some(element) = tree.element(block.element) else { return 0.0 };
    match &*element.name {
        "h1" => 6.0,
        "h2" => 5.0,
        "h3" => 4.0,
        "h4" => 3.0,
        "h5" => 2.0,
        "h6" => 1.0,
        _ => 0.0,
    }
}

/// Share of its words that the title says.
fn of_title(p: &Place) -> f32 {
    let (mut all, mut said) = (0, 0);
    for word in words(&p.block.text) {
        all += 1;
        said += u32::from(p.view.title_words.contains(&word));
    }
    share(said, all)
}

fn log(value: u32) -> f32 {
    (1.0 + value as f32).ln()
}

fn signed_log(value: f32) -> f32 {
    value.signum() * (1.0 + value.abs()).ln()
}

fn mean(sum: u32, count: u32) -> f32 {
    log(sum / count.max(1))
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// Share of the blocks next to it that are kept.
fn around(p: &Place, kept: &[bool]) -> f32 {
    let from = p.number.saturating_sub(5);
    let to = (p.number + 6).min(kept.len());
    share(kept[from..to].iter().filter(|kept| **kept).count() as u32, (to - from) as u32)
}
