//! Which blocks of a page are the article's own text.
//!
//! Each block is worth something (prose) or costs something (lists of links, scraps); what stands in an element that calls
//! itself furniture counts nothing. The body lies in the innermost element that holds nearly all that is worth anything;
//! its edges are trimmed after that ([`super::edge`]).
//! Invariant: the answer has one label a block. Cost: linear in blocks times their depth.

use super::block::Block;
use super::furniture::{self, Named, Sense};
use super::phrase::{self, Said};
use super::tree::{DOCUMENT, NodeId, Tree};
use super::{edge, teaser};

/// What a block is to the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Label {
    /// Its headline.
    Title,
    /// Its text.
    Body,
    /// Words about a picture in it.
    Caption,
    /// Its by-line, date and deck.
    Head,
    /// Something else.
    Other,
}

/// What is known of an element while the body is looked for.
#[derive(Clone, Default)]
struct Held {
    /// Worth of what is in it, furniture counted as nothing.
    worth: f32,
    /// The same without what costs something.
    prose: f32,
    /// Worth of the prose in it, furniture included.
    all: f32,
    furniture: bool,
    caption: bool,
    body: bool,
    /// Holds the headline or an element that calls itself the text.
    holds_head: bool,
    seen: bool,
}

/// Blocks of a page that, without any prose, are taken for its text.
const FEW_BLOCKS: usize = 8;

/// What was found out about a page's blocks.
pub(crate) struct Finding {
    /// One a block.
    pub labels: Vec<Label>,
    /// Which blocks stand in furniture.
    pub furniture: Vec<bool>,
    /// Worth of the body, in hundreds of characters of prose.
    pub worth: f32,
    /// How many blocks stand in lists of other pieces.
    pub teasers: usize,
    /// What the words of each block say of it.
    pub said: Vec<Said>,
}

/// Labels the blocks of a page, of which `title` is the headline; those that are `taken` belong to something else.
pub(crate) fn find(tree: &Tree, blocks: &[Block], named: &[Named], title: Option<usize>, taken: &[bool]) -> Finding {
    let said: Vec<Said> = blocks.iter().map(|block| phrase::said(&block.text)).collect();
    let own = |number: usize| if taken[number] { 0.0 } else { worth(tree, &blocks[number], said[number]) };
    let worths: Vec<f32> = (0..blocks.len()).map(own).collect();
    let mut held = survey(tree, blocks, named, &worths, title);
    let teasers = teaser::find(tree, blocks);
    let furniture: Vec<bool> =
        blocks.iter().map(|block| up(tree, block.element).any(|id| held[id as usize].furniture)).collect();
    let listed: Vec<bool> = blocks.iter().map(|block| up(tree, block.element).any(|id| teasers[id as usize])).collect();
    let beside: Vec<bool> = (0..blocks.len()).map(|n| furniture[n] || listed[n] || taken[n]).collect();
    for (number, block) in blocks.iter().enumerate().filter(|(number, _)| !beside[*number]) {
        for id in up(tree, block.element) {
            held[id as usize].worth += worths[number];
            held[id as usize].prose += worths[number].max(0.0);
        }
    }
    let container = descend(tree, &held);
    let mut labels: Vec<Label> = blocks
        .iter()
        .enumerate()
        .map(|(number, block)| {
            let inside = up(tree, block.element).any(|id| id == container);
            // A lead may stand between the headline and the element that holds the rest.
            let lead = title.is_some_and(|title| number > title)
                && block.start() < tree.node(container).start as usize
                && worths[number] > 1.0
                && is_named(tree, block.element, &["p"]);
            if Some(number) == title {
                Label::Title
            } else if beside[number] || !(inside || lead) {
                Label::Other
            } else if up(tree, block.element).any(|id| held[id as usize].caption) {
                Label::Caption
            } else if is_links(tree, block) || said[number] == Said::Aside {
                Label::Other
            } else {
                Label::Body
            }
        })
        .collect();
    edge::trim(tree, blocks, &worths, &said, &mut labels);
    if !labels.contains(&Label::Body) {
        // A page of a few lines is its lines; one of many scraps has no text.
        let own =
            |number: &usize| !beside[*number] && !is_links(tree, &blocks[*number]) && said[*number] == Said::Nothing;
        let few = (0..blocks.len()).filter(own).count() <= FEW_BLOCKS;
        for (number, label) in labels.iter_mut().enumerate() {
            *label = match *label {
                Label::Title if few => Label::Title,
                _ if few && own(&number) => Label::Body,
                _ => Label::Other,
            };
        }
    }
    let is_body = |number: &usize| labels[*number] == Label::Body;
    let worth = (0..blocks.len()).filter(is_body).map(|number| worths[number].max(0.0)).sum();
    let teasers = (0..blocks.len()).filter(|n| listed[*n] && !furniture[*n] && blocks[*n].link_density() > 0.8).count();
    Finding { labels, furniture, worth, teasers, said }
}

/// An element and those around it, innermost first, the document last.
pub(super) fn up(tree: &Tree, from: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(Some(from), |&at| (at != DOCUMENT).then(|| tree.node(at).parent))
}

/// Whether an element has one of these names.
pub(super) fn is_named(tree: &Tree, id: NodeId, names: &[&str]) -> bool {
    tree.element(id).is_some_and(|element| names.contains(&&*element.name))
}

/// Whether a block is a heading.
pub(super) fn is_heading(tree: &Tree, block: &Block) -> bool {
    is_named(tree, block.element, &["h1", "h2", "h3", "h4", "h5", "h6"])
}

/// Whether a block is made of links; a sentence that is nearly all link is none.
pub(super) fn is_links(tree: &Tree, block: &Block) -> bool {
    let sentence =
        block.chars >= 100 && block.text.ends_with(['.', '!', '?', '”', '"']) && is_named(tree, block.element, &["p"]);
    block.link_density() > if sentence { 0.98 } else { 0.7 }
}

/// What a block is worth as prose, in hundreds of characters.
fn worth(tree: &Tree, block: &Block, said: Said) -> f32 {
    let name = tree.element(block.element).map_or("", |element| &*element.name);
    let chars = block.chars as f32;
    let own = (block.chars - block.link_chars) as f32;
    if block.link_density() > 0.6 {
        return -0.2 - chars / 500.0;
    }
    let factor = match name {
        "p" => 1.2,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return 0.0,
        "li" | "td" | "dd" | "dt" | "th" => 0.5,
        "option" | "textarea" | "button" => return 0.0,
        _ => 0.9,
    };
    if chars < 30.0 {
        return -0.1;
    }
    if said != Said::Nothing {
        return -0.2;
    }
    let ends = block.text.ends_with(['.', '!', '?', '”', '"', '’', ':', ')', '…']);
    factor * own / 100.0 * if ends { 1.0 } else { 0.5 }
}

/// What elements say of themselves, weighed against how much of the page's prose they hold.
fn survey(tree: &Tree, blocks: &[Block], named: &[Named], worths: &[f32], title: Option<usize>) -> Vec<Held> {
    let mut held = vec![Held::default(); tree.nodes.len()];
    // A word that stands over half of the page's prose does not say “furniture” on this page.
    let mut share = vec![0.0; furniture::count()];
    let mut counted = vec![usize::MAX; furniture::count()];
    for (number, block) in blocks.iter().enumerate() {
        let mut head = title == Some(number);
        for id in up(tree, block.element) {
            let own = &mut held[id as usize];
            if !own.seen {
                own.seen = true;
                own.body = named[id as usize].words.iter().any(|word| furniture::sense(*word) == Sense::Body);
            }
            own.all += worths[number].max(0.0);
            own.holds_head |= head;
            head |= own.body;
            for word in named[id as usize].words.iter().map(|word| *word as usize) {
                if std::mem::replace(&mut counted[word], number) != number {
                    share[word] += worths[number].max(0.0);
                }
            }
        }
    }
    let total: f32 = worths.iter().map(|worth| worth.max(0.0)).sum::<f32>().max(1.0);
    for (own, named) in held.iter_mut().zip(named).filter(|(own, _)| own.seen) {
        let holds_all = own.holds_head && own.all > 0.25 * total;
        let embed = named.words.iter().any(|word| furniture::sense(*word) == Sense::Embed);
        for word in named.words.iter().filter(|_| !holds_all) {
            let share = share[*word as usize] / total;
            match furniture::sense(*word) {
                Sense::Body | Sense::Embed => {}
                Sense::Picture => own.caption |= own.all < 2.0 && !own.body,
                Sense::Comments => own.furniture = true,
                Sense::Over if !own.holds_head => own.furniture |= !own.body,
                Sense::Furniture | Sense::Control => own.furniture |= share < 0.4 && !own.body && !embed,
                Sense::Beside | Sense::Over => own.furniture |= share < 0.8 && own.all < 0.9 * total,
                Sense::Caption => own.caption |= share < 0.4,
            }
        }
    }
    held
}

/// From the whole page down to the innermost element that holds nearly all worth.
fn descend(tree: &Tree, held: &[Held]) -> NodeId {
    let mut at = DOCUMENT;
    loop {
        let best = tree
            .children(at)
            .filter(|id| held[*id as usize].seen)
            .max_by(|a, b| pull(&held[*a as usize]).total_cmp(&pull(&held[*b as usize])));
        let Some(best) = best else { return at };
        let (inner, outer) = (&held[best as usize], &held[at as usize]);
        // Two elements that call themselves the text are two parts of it.
        let parts =
            tree.children(at).filter(|id| held[*id as usize].body && held[*id as usize].worth > 0.08 * outer.worth);
        if parts.count() > 1
            || pull(inner) < 0.8 * outer.worth
            || inner.prose < 0.5 * outer.prose
            || is_named(tree, best, &["p", "blockquote", "ul", "ol", "table"])
        {
            return at;
        }
        at = best;
    }
}

fn pull(held: &Held) -> f32 {
    if held.body {
        1.5 * held.worth
    } else if held.holds_head {
        1.2 * held.worth
    } else {
        held.worth
    }
}
