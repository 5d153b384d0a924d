//! A page and a block on it, ready to be asked for the block's signs.
//!
//! Cost: linear in blocks times their depth.

use super::super::block::Block;
use super::super::body::{is_heading, is_named, up};
use super::super::furniture::{self, Named, Sense};
use super::super::tree::{DOCUMENT, NodeId, Tree};
use super::Known;
use super::ground::{self, Ground, share};
use super::make::{Make, Makes};
use std::collections::{HashMap, HashSet};

/// Characters from which a paragraph is prose.
const PROSE_CHARS: u32 = 80;
/// Elements of one make from which they are several.
const SEVERAL: u32 = 3;
/// Characters of an entry on average and at most.
const ENTRY_MEAN_CHARS: u32 = 1500;
const ENTRY_CHARS: u32 = 3000;
/// Words of a block that are compared with the title.
const MOST_WORDS: usize = 60;
/// What stands for a share of the page where no element has what is asked for.
const NONE: f32 = 2.0;

/// A page.
pub(super) struct View<'a> {
    pub known: &'a Known<'a>,
    grounds: Vec<Ground>,
    pub makes: Makes,
    pub prose: Vec<bool>,
    /// Characters before a block.
    pub before: Vec<u32>,
    /// How often a text, how often an address of a link comes.
    pub texts: HashMap<&'a str, u32>,
    pub addresses: HashMap<&'a str, u32>,
    pub title_words: HashSet<String>,
}

/// A block on its page.
pub(super) struct Place<'a> {
    pub view: &'a View<'a>,
    pub number: usize,
    pub block: &'a Block,
    /// The elements around it, innermost first.
    pub path: Vec<NodeId>,
    /// The innermost of them that is one of several of a make.
    pub inner: Option<NodeId>,
    /// The outermost that is, where those are no larger than entries.
    pub entry: Option<NodeId>,
    /// The largest that holds less than half of the page.
    pub section: Option<NodeId>,
    /// Those that hold more than the ones in them.
    pub rings: [NodeId; 3],
}

impl<'a> View<'a> {
    pub fn of(known: &'a Known<'a>) -> View<'a> {
        let (tree, blocks) = (known.tree, known.blocks);
        let prose: Vec<bool> = blocks.iter().map(|block| is_prose(tree, block)).collect();
        let mut before = Vec::with_capacity(blocks.len());
        let mut sum = 0;
        let (mut texts, mut addresses): (HashMap<&str, u32>, HashMap<&str, u32>) = Default::default();
        for block in blocks {
            before.push(sum);
            sum += block.chars;
            *texts.entry(block.text.as_str()).or_default() += 1;
            if let Some(address) = address(tree, block) {
                *addresses.entry(address).or_default() += 1;
            }
        }
        let headline = known.title.map(|title| blocks[title].text.as_str());
        View {
            grounds: ground::survey(tree, blocks, &prose),
            makes: Makes::of(tree, blocks, known.body),
            title_words: known.stated.into_iter().chain(headline).flat_map(words).collect(),
            known,
            prose,
            before,
            texts,
            addresses,
        }
    }

    /// A block, with the elements around it.
    pub fn place(&self, number: usize) -> Place<'_> {
        let block = &self.known.blocks[number];
        let path: Vec<NodeId> = up(self.known.tree, block.element).collect();
        let ground = |id: &NodeId| &self.grounds[*id as usize];
        let all = self.all().chars;
        let many = |id: &&NodeId| ground(id).peers >= SEVERAL;
        let small = |id: &&NodeId| {
            let own = ground(id);
            own.peers_chars < ENTRY_MEAN_CHARS * own.peers && own.chars < ENTRY_CHARS && own.chars * 2 < all.max(2)
        };
        let mut rings = [DOCUMENT; 3];
        let mut last = block.chars;
        let mut free = rings.iter_mut();
        for id in path.iter().filter(|id| {
            let more = ground(id).chars > last;
            last = last.max(ground(id).chars);
            more
        }) {
            let Some(ring) = free.next() else { break };
            *ring = *id;
        }
        Place {
            inner: path.iter().find(many).copied(),
            entry: path.iter().rfind(|id| many(id) && small(id)).copied(),
            section: path.iter().rfind(|id| ground(id).chars * 2 < all).copied(),
            view: self,
            number,
            block,
            path,
            rings,
        }
    }

    /// What stands on the page.
    pub fn all(&self) -> &Ground {
        &self.grounds[DOCUMENT as usize]
    }

    /// What stands in an element.
    pub fn ground(&self, id: NodeId) -> &Ground {
        &self.grounds[id as usize]
    }
}

impl Place<'_> {
    /// What stands in one of the elements around it that hold more than those in them.
    pub fn ring(&self, number: usize) -> &Ground {
        self.view.ground(self.rings[number])
    }

    /// What stands on the page.
    pub fn all(&self) -> &Ground {
        self.view.all()
    }

    /// Blocks of its make by names and classes, and by names alone.
    pub fn make(&self) -> &Make {
        self.view.makes.near(self.number)
    }

    pub fn wide(&self) -> &Make {
        self.view.makes.wide(self.number)
    }

    /// The share of the page that the innermost element around it holds that says such a thing of itself.
    pub fn says(&self, sense: Sense) -> f32 {
        self.holds(|named| named.words.iter().any(|word| furniture::sense(*word) == sense))
    }

    /// The same of an element of which something is so.
    pub fn holds(&self, is: impl Fn(&Named) -> bool) -> f32 {
        self.share(self.path.iter().find(|id| is(&self.view.known.named[**id as usize])))
    }

    /// The same of an element with one of these names.
    pub fn is_in(&self, names: &[&str]) -> f32 {
        self.share(self.path.iter().find(|id| is_named(self.view.known.tree, **id, names)))
    }

    fn share(&self, id: Option<&NodeId>) -> f32 {
        id.map_or(NONE, |id| share(self.view.ground(*id).chars, self.all().chars))
    }

    /// A value of what stands in an element, where there is one.
    pub fn of(&self, id: Option<NodeId>, value: impl Fn(&Ground) -> f32) -> f32 {
        id.map_or(-1.0, |id| value(self.view.ground(id)))
    }

    /// A value of the block so far ahead, where there is one.
    pub fn near(&self, ahead: isize, value: impl Fn(&Block) -> f32) -> f32 {
        let other = self.number.checked_add_signed(ahead).and_then(|number| self.view.known.blocks.get(number));
        other.map_or(-1.0, value)
    }
}

/// The address of a block's first link.
pub(super) fn address<'a>(tree: &'a Tree, block: &Block) -> Option<&'a str> {
    tree.element(block.links.first()?.element)?.attribute("href").map(str::trim)
}

/// Words in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.take(MOST_WORDS).map(str::to_lowercase)
}

/// Whether a block is a paragraph of some length.
fn is_prose(tree: &Tree, block: &Block) -> bool {
    block.chars >= PROSE_CHARS
        && block.link_density() < 0.5
        && !is_heading(tree, block)
        && block.text.ends_with(['.', '!', '?', '”', '"', ':', '…'])
}
