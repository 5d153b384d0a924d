//! What each block of an entry is to it, and what the entry says of itself: time, by-line, label, outlet.
//!
//! Invariant: a date is a line of its own, never one within a sentence of a teaser; an outlet is named by a link to its front
//! page or in a line that calls itself the source. Cost: linear in the blocks of the entry.

use super::super::block::Block;
use super::super::body::{Label, up};
use super::super::dating::{Moment, Said, Source};
use super::super::facts::{self, Facts};
use super::super::phrase;
use super::super::tree::{NodeId, Tree};
use super::super::{byline, caption, names, numeric, wall};
use super::cutting::Cut;
use super::item::{self, Entry};
use super::{clause, headline};
use dateline_record::{Kind, Method, Precision};
use std::ops::Range;
use url::Url;

/// Words and characters of a label, words of a scrap.
const LABEL_WORDS: usize = 4;
const LABEL_CHARS: u32 = 40;
const SCRAP_WORDS: usize = 3;

/// Words and characters from which a line is a teaser.
const TEASER_WORDS: usize = 5;
const TEASER_CHARS: u32 = 60;

/// Characters and paragraphs from which an entry is a whole text.
const WHOLE_CHARS: u32 = 500;
const WHOLE_PARAGRAPHS: usize = 2;

/// Bytes of a line that gives by-line or date, and words beside the date in it.
const LINE_BYTES: usize = 160;
const WORDS_BESIDE: usize = 8;

/// The blocks of an entry and what they say.
pub(super) struct Part {
    pub kind: Kind,
    pub blocks: Vec<(usize, Label)>,
    pub moments: Vec<Moment>,
    /// Names, and where they stand in the raw markup.
    pub byline: Vec<(String, Option<Range<usize>>)>,
    pub section: Option<String>,
    pub outlet: Option<String>,
    headline_words: usize,
    clause: bool,
    teaser: bool,
    wares: bool,
}

impl Part {
    /// Whether it is something to be bought.
    pub fn is_of_wares(&self) -> bool {
        self.wares
    }

    /// Whether it has words of its own beside a name.
    pub fn says_something(&self) -> bool {
        !self.wares && (self.teaser && self.headline_words >= 2 || self.clause)
    }

    /// Whether it is dated, signed or headed by a clause.
    pub fn is_told(&self) -> bool {
        self.clause || !self.moments.is_empty() || !self.byline.is_empty()
    }
}

/// Reads an entry.
pub(super) fn read(tree: &Tree, cut: &Cut, facts: &Facts, entry: Entry) -> (Entry, Part) {
    let Cut { blocks, labels, .. } = cut;
    let words = &blocks[entry.headline].text[entry.words.clone()];
    let mut part = Part {
        kind: Kind::Brief,
        blocks: Vec::new(),
        moments: times(tree, facts, entry.top),
        byline: Vec::new(),
        section: None,
        outlet: None,
        headline_words: words.split_whitespace().count(),
        clause: clause::is_one(words),
        teaser: false,
        wares: entry.top.is_some_and(|top| is_of_wares(tree, top)),
    };
    let (mut chars, mut paragraphs, mut leads_on) = (0, 0, false);
    for &number in &entry.blocks {
        let block = &blocks[number];
        let kept = labels[number] != Label::Other;
        part.wares |= is_price(&block.text);
        let label = match () {
            _ if number == entry.headline => Label::Title,
            _ if leads_there(tree, block, &entry) => {
                leads_on |= wall::leads_on(&block.text);
                Label::Head
            }
            _ if reads_source(tree, block, &entry, &mut part) => Label::Head,
            _ if reads_line(tree, block, facts, &mut part) => Label::Head,
            _ if number < entry.headline && is_label(block) => {
                part.section = label_of(tree, block).or(part.section.take());
                Label::Head
            }
            _ if number > entry.headline && files(&block.text) => {
                part.section = part.section.take().or(label_of(tree, block).filter(|_| !block.links.is_empty()));
                Label::Head
            }
            _ if !kept => Label::Other,
            _ if caption::is_one(block) => Label::Head,
            _ if is_scrap(block) || phrase::said(&block.text) != phrase::Said::Nothing => Label::Head,
            _ => Label::Body,
        };
        if label == Label::Body {
            let sentence = ends_sentence(&block.text) || block.chars >= TEASER_CHARS;
            part.teaser |= sentence && block.text.split_whitespace().count() >= TEASER_WORDS;
            chars += block.chars;
            paragraphs += usize::from(block.chars >= TEASER_CHARS && ends_sentence(&block.text));
        }
        if label != Label::Other {
            part.blocks.push((number, label));
        }
    }
    if chars >= WHOLE_CHARS && paragraphs >= WHOLE_PARAGRAPHS && !leads_on {
        part.kind = Kind::Article;
    }
    (entry, part)
}

/// What `<time>` elements of the entry state.
fn times(tree: &Tree, facts: &Facts, top: Option<NodeId>) -> Vec<Moment> {
    let Some(top) = top else { return Vec::new() };
    let own = facts.times.iter().filter(|id| up(tree, **id).any(|id| id == top));
    let moment = |id: &NodeId| {
        let value = tree.element(*id)?.attribute("datetime")?;
        let when = facts::stamp(value, Method::Structured).filter(|when| when.precision <= Precision::Day)?;
        let class = tree.element(*id)?.attribute("class").unwrap_or_default().to_ascii_lowercase();
        let said =
            if class.contains("updated") && !class.contains("published") { Said::Updated } else { Said::Nothing };
        Some(Moment { said, source: Source::Shown, when })
    };
    own.filter_map(moment).take(4).collect()
}

/// Whether a block does nothing but lead to the piece, once more.
fn leads_there(tree: &Tree, block: &Block, entry: &Entry) -> bool {
    let base = Url::parse(&entry.address).ok();
    let own = item::key(&entry.address);
    let there = |address: &str| item::key(&item::absolute(address, base.as_ref())) == own;
    block.link_density() > 0.8
        && block.text.split_whitespace().count() <= 5
        && block.links.iter().all(|link| {
            tree.element(link.element)
                .and_then(|element| element.attribute("href"))
                .is_some_and(|own| there(own.trim()))
        })
}

/// Reads a line that names the outlet that an entry leads to, maybe with its author: “Ana Pek / Turvik Courier:”.
fn reads_source(tree: &Tree, block: &Block, entry: &Entry, part: &mut Part) -> bool {
    if block.text.len() > LINE_BYTES || part.outlet.is_some() {
        return false;
    }
    let Ok(own) = Url::parse(&entry.address) else { return false };
    let is_front = |link: &&super::super::block::Anchor| {
        let address = tree.element(link.element).and_then(|element| element.attribute("href"));
        let address = address.and_then(|address| Url::parse(address.trim()).ok());
        address.is_some_and(|address| {
            address.host_str() == own.host_str() && address.path().len() <= 1 && address.query().is_none()
        })
    };
    let Some(link) = block.links.iter().find(is_front) else { return false };
    let (start, end) = (link.text_start as usize, link.text_end as usize);
    part.outlet = Some(facts::collapse(&block.text[start..end]));
    let before = block.text[..start].trim().trim_end_matches(['/', '|', '·', '-', '–', ',']).trim();
    for name in names::split(before).into_iter().filter(|name| names::looks_like_a_name(name)) {
        let place = block.text.find(&name).and_then(|at| block.place(at..at + name.len()));
        part.byline.push((name, place));
    }
    true
}

/// Reads a line with the date, the by-line or both.
fn reads_line(tree: &Tree, block: &Block, facts: &Facts, part: &mut Part) -> bool {
    if block.text.len() > LINE_BYTES || block.text.split_whitespace().count() > 20 {
        return false;
    }
    let mut stamps = dateline_when::find_stamps(&block.text);
    stamps.iter_mut().for_each(|(_, when)| when.method = Method::Written);
    if stamps.is_empty() {
        stamps.extend(numeric::find(&block.text, Some(facts)));
    }
    let held: usize = stamps.iter().map(|(place, _)| block.text[place.clone()].split_whitespace().count()).sum();
    let beside = block.text.split_whitespace().count().saturating_sub(held);
    let sentence = ends_sentence(&block.text) && beside > 2;
    let dated = !stamps.is_empty() && !sentence && beside <= WORDS_BESIDE;
    let line = if sentence { byline::Line::default() } else { byline::read(tree, block, true) };
    let signed = part.byline.is_empty() && !line.names.is_empty();
    if signed {
        for named in line.names.into_iter().filter(|named| !named.organisation) {
            let place = block.text.find(&named.name).and_then(|at| block.place(at..at + named.name.len()));
            part.byline.push((named.name, place));
        }
    }
    if dated {
        let updated = block.text.to_lowercase();
        let said = if updated.starts_with("updated") { Said::Updated } else { Said::Nothing };
        let exact = stamps.into_iter().filter(|(_, when)| when.precision <= Precision::Day);
        part.moments.extend(exact.map(|(_, when)| Moment { said, source: Source::Shown, when }));
    }
    dated || signed
}

/// Whether a line above a headline is a label: “Politics”.
fn is_label(block: &Block) -> bool {
    block.chars <= LABEL_CHARS
        && block.text.split_whitespace().count() <= LABEL_WORDS
        && !ends_sentence(&block.text)
        && block.text.starts_with(char::is_alphabetic)
}

/// Whether a line says under which section a text is filed.
fn files(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.len() <= LINE_BYTES && headline::list("[files]").iter().any(|opening| lower.starts_with(opening))
}

/// The section that a label names: the words of its first link, or its own.
fn label_of(tree: &Tree, block: &Block) -> Option<String> {
    let link = block.links.first();
    let address = link.and_then(|link| tree.element(link.element)?.attribute("href"));
    if address.is_some_and(headline::is_nowhere) {
        return None;
    }
    let words = link.map_or(block.text.as_str(), |link| &block.text[link.text_start as usize..link.text_end as usize]);
    let words = words.trim();
    let none = headline::list("[no section]").contains(&words.to_lowercase().as_str());
    (!none && !words.chars().any(|c| c.is_ascii_digit())).then(|| words.to_owned())
}

/// Whether a line is only there to be pressed or counted.
fn is_scrap(block: &Block) -> bool {
    !ends_sentence(&block.text) && block.text.split_whitespace().count() <= SCRAP_WORDS
        || block.link_density() > 0.7 && block.chars < TEASER_CHARS
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '”', '"', '’', ']'])
}

/// Whether a short line is a price.
fn is_price(line: &str) -> bool {
    let currency = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹');
    line.len() <= 40
        && line.split_whitespace().count() <= 5
        && line.contains(currency)
        && line.chars().any(|c| c.is_ascii_digit())
}

/// Whether an element says that it holds wares.
fn is_of_wares(tree: &Tree, top: NodeId) -> bool {
    let says = |id: NodeId| {
        let kind = tree.element(id).and_then(|element| element.attribute("itemtype"));
        kind.is_some_and(|kind| kind.ends_with("Product") || kind.ends_with("Offer"))
    };
    up(tree, top).take(2).any(says) || tree.children(top).any(says)
}
