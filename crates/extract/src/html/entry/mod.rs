//! Entries of a listing: each piece of news that a front page, a tag page or an aggregator names becomes a document of its own.
//!
//! An entry is a headline that leads elsewhere with what stands beside it: teaser, by-line, time, label, outlet. It is one
//! only where it says something: a teaser of a sentence, or a headline of four words and more that reads like one. A bare
//! link stays in the listing with its address, and so do wares and lists of which hardly an entry is dated, signed or
//! headed by a clause. Entries with the whole of a text are articles. What is left, headings and introductions, is the listing.
//! Invariant: each block falls into one document; blocks that the page does not count as its own come in only as time,
//! by-line or label of an entry. Cost: linear in blocks times their depth, and only on pages judged listings.

mod apart;
mod clause;
mod cutting;
mod headline;
mod item;
mod marked;
mod part;
#[cfg(test)]
mod tests;

use super::block::Block;
use super::body::Label;
use super::dating::{self, Source};
use super::facts::{self, Facts};
use super::furniture::Named;
use super::tree::Tree;
use super::{Page, document, header, section};
use cutting::Cut;
use dateline_record::{ByRole, Byline, Document, DocumentId, Kind, Link, Span, Title};
use item::Entry;
use part::Part;
use url::Url;

pub(super) use apart::find as apart;
pub(super) use marked::find as marked;

/// Entries of a list at least.
const FEWEST: usize = 3;

/// The documents of a page that is a list: its entries, what is left of it, and what else is seen.
pub(super) fn documents(
    page: &Page,
    tree: &Tree,
    blocks: &[Block],
    named: &[Named],
    labels: Vec<Label>,
    title: Option<usize>,
    mut facts: Facts,
) -> Vec<Document> {
    let base = base(page, tree, &facts);
    let cut = cutting::cut(tree, blocks, &labels, title);
    let entries = item::find(tree, &cut.blocks, named, &cut.labels, cut.title, base.as_ref());
    let entries = told(entries.into_iter().map(|entry| part::read(tree, &cut, &facts, entry)).collect());
    let whole = || Cut { blocks: blocks.to_vec(), labels, title };
    let Cut { blocks, mut labels, title } = if entries.is_empty() { whole() } else { cut };
    // A headline of an entry is none of the page.
    let title = title.filter(|title| !entries.iter().any(|(_, part)| part.blocks.iter().any(|(n, _)| n == title)));
    let mut claimed = vec![false; blocks.len()];
    entries.iter().flat_map(|(_, part)| &part.blocks).for_each(|(number, _)| claimed[*number] = true);
    let signed = !entries.is_empty();
    if signed {
        // What the properties in its entries say is theirs.
        facts.moments.retain(|moment| moment.source != Source::Property);
        facts.people.clear();
    }
    let under = item::headings(tree, &blocks, title, &entries.iter().map(|(entry, _)| entry).collect::<Vec<_>>());
    let mut header = header::read(page, tree, &blocks, &mut labels, title, &mut facts);
    if signed {
        header.unsign();
    }
    let own = |n: usize| !claimed[n] && labels[n] != Label::Other;
    let listing = document::assemble(page, tree, Kind::Listing, &blocks, &labels, own);
    let rest = document::assemble(page, tree, Kind::Boilerplate, &blocks, &labels, |n| {
        !claimed[n] && labels[n] == Label::Other
    });
    let many_hosts = item::leads_to_many_hosts(entries.iter().map(|(entry, _)| entry), base.as_ref());
    let mut pieces: Vec<Document> = entries
        .into_iter()
        .zip(under)
        .filter_map(|((entry, mut part), under)| {
            let foreign = many_hosts && entry.is_foreign(base.as_ref());
            part.section = part.section.take().or(under.map(|under| blocks[under].text.clone()));
            assemble(page, tree, &blocks, entry, part, foreign)
        })
        .collect();
    let Some(mut stated) = listing.clone().or_else(|| pieces.first().cloned()) else {
        return rest.into_iter().collect();
    };
    header::fill(&mut stated, header, facts, page);
    let parent: Option<DocumentId> = listing.as_ref().map(|listing| listing.id);
    for piece in &mut pieces {
        piece.parent = parent;
        piece.language = stated.language.clone();
        piece.region = stated.region.clone();
        if !(many_hosts && piece.links.first().is_some_and(|link| item::is_foreign(&link.address, base.as_ref()))) {
            piece.outlet = piece.outlet.take().or(stated.outlet.clone());
            piece.section = section::settle(piece.section.take().into_iter(), stated.outlet.as_deref());
        }
    }
    let listing = listing.map(|_| stated);
    let mut documents: Vec<Document> = listing.into_iter().chain(rest).chain(pieces).collect();
    documents.sort_by_key(|document| document.spans[0]);
    documents
}

/// The entries that are news. A good part of all that might be must say something and be dated, signed or headed by a clause,
/// and hardly any be something to be bought, or none is believed.
fn told(all: Vec<(Entry, Part)>) -> Vec<(Entry, Part)> {
    let count = all.len();
    let wares = all.iter().filter(|(_, part)| part.is_of_wares()).count();
    let entries: Vec<(Entry, Part)> = all.into_iter().filter(|(_, part)| part.says_something()).collect();
    let told = entries.iter().filter(|(_, part)| part.is_told()).count();
    let news = entries.len() >= FEWEST && 10 * told >= 3 * count && 5 * wares <= count;
    if news { entries } else { Vec::new() }
}

/// The address that those of the page are relative to.
fn base(page: &Page, tree: &Tree, facts: &Facts) -> Option<Url> {
    let own = page.address.or(facts.address.as_deref()).and_then(|address| Url::parse(address).ok());
    let stated = (1..tree.nodes.len() as u32).find_map(|id| {
        let element = tree.element(id).filter(|element| &*element.name == "base")?;
        element.attribute("href").map(str::trim)
    });
    match (stated, own) {
        (Some(stated), Some(own)) => own.join(stated).ok().or(Some(own)),
        (Some(stated), None) => Url::parse(stated).ok(),
        (None, own) => own,
    }
}

/// The document of one entry.
fn assemble(page: &Page, tree: &Tree, blocks: &[Block], entry: Entry, part: Part, foreign: bool) -> Option<Document> {
    let mut labels = vec![Label::Other; blocks.len()];
    part.blocks.iter().for_each(|(number, label)| labels[*number] = *label);
    // A headline alone is what the entry says.
    if !labels.contains(&Label::Body) {
        labels[entry.headline] = Label::Body;
    }
    let mut document = document::assemble(page, tree, part.kind, blocks, &labels, |n| labels[n] != Label::Other)?;
    let block = &blocks[entry.headline];
    let words = entry.words.clone();
    let span = block.place(words.clone()).and_then(|place| Span::new(page.part, page.text, place));
    let text = facts::collapse(&block.text[words]);
    document.links.retain(|link| link.span != span);
    document.links.insert(0, Link { text: text.clone(), address: entry.address.clone(), document: None, span });
    document.title = Some(Title { text, span });
    if foreign {
        document.links.extend(others(page, tree, blocks, &entry, &part));
    }
    let address = facts::day_of_address(&entry.address);
    (document.published, document.updated) = dating::settle(&part.moments, address);
    document.section = part.section;
    document.outlet = part.outlet.filter(|_| foreign);
    for (name, place) in part.byline {
        let span = place.and_then(|place| Span::new(page.part, page.text, place));
        document.byline.push(Byline { name, handle: None, role: ByRole::Author, span });
    }
    Some(document)
}

/// Links below a headline to what others wrote of it.
fn others(page: &Page, tree: &Tree, blocks: &[Block], entry: &Entry, part: &Part) -> Vec<Link> {
    let below = part.blocks.iter().filter(|(number, label)| *number > entry.headline && *label == Label::Head);
    let links = below.flat_map(|(number, _)| blocks[*number].links.iter().map(move |link| (&blocks[*number], link)));
    let link = |(block, link): (&Block, &super::block::Anchor)| {
        let address = tree.element(link.element)?.attribute("href").map(str::trim)?;
        let words = link.text_start as usize..link.text_end as usize;
        let text = facts::collapse(&block.text[words.clone()]);
        let span = block.place(words).and_then(|place| Span::new(page.part, page.text, place));
        (!headline::is_nowhere(address)).then(|| Link { text, address: address.to_owned(), document: None, span })
    };
    links.filter_map(link).collect()
}
