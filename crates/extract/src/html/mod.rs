//! HTML: from markup to documents, each word with its place in the raw markup.
//!
//! Tree with places, visible blocks, which of them are the article, what the markup states of it; then documents.

mod align;
mod block;
mod body;
mod byline;
mod calendar;
mod caption;
mod credit;
mod dating;
mod document;
mod edge;
mod entry;
mod facts;
mod furniture;
mod header;
mod headline;
mod inset;
mod jsonld;
mod listing;
mod live;
mod markup;
mod mend;
mod meta;
mod names;
mod numeric;
mod order;
mod outlet;
mod people;
mod phrase;
mod planter;
mod pulled;
mod role;
mod script;
mod section;
mod selection;
mod shortcut;
mod teaser;
#[cfg(test)]
mod tests;
mod thread;
mod tongue;
mod tree;
mod typeface;
mod view;
mod visible;
mod wall;

use crate::extract::put_address;
use crate::{Context, Limits, Refusal, Sign};
use block::Block;
use body::Label;
use dateline_record::{CaptureId, Document, Kind};
use listing::Asked;
use thread::Opened;
use tree::Tree;

pub use selection::Blocks;
pub(crate) use view::{Look, View};

/// One part to be split, with what is known about it.
pub(crate) struct Page<'a> {
    /// The capture it is part of.
    pub capture: CaptureId,
    /// Its number.
    pub part: u32,
    /// Its decoded text.
    pub text: &'a str,
    /// What kind of thing it is a page of.
    pub nature: Nature,
    /// The address of the page, where the container gives one.
    pub address: Option<&'a str>,
    /// What the caller states.
    pub context: &'a Context,
    /// How much may be spent.
    pub limits: &'a Limits,
}

/// What a part is a part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Nature {
    /// A page (or file) by itself: it has a body to be found among other things.
    Page,
    /// The text of a mail.
    Mail,
    /// The content of a feed's entry: all of it is the entry.
    FeedEntry,
}

/// What was found in a part.
#[derive(Default)]
pub(crate) struct Found {
    /// Documents, in order of their first span, disjoint, covering all visible text.
    pub documents: Vec<Document>,
    /// What was cut, guessed or mended.
    pub signs: Vec<Sign>,
}

/// A page as it is seen: its tree, what of it is shown, and what was cut on the way.
pub(crate) struct Seen {
    tree: Tree,
    blocks: Vec<Block>,
    signs: Vec<Sign>,
}

impl Seen {
    /// What was cut on the way.
    pub fn into_signs(self) -> Vec<Sign> {
        self.signs
    }
}

/// Reads a page's markup.
pub(crate) fn read(page: &Page) -> Result<Seen, Refusal> {
    let mut signs = Vec::new();
    let (tree, blocks) = tree_and_blocks(page, &mut signs)?;
    Ok(Seen { tree, blocks, signs })
}

/// Puts on a page's documents what its markup states of the page: who published it, when, in which language.
pub(crate) fn put_stated(page: &Page, seen: &Seen, documents: &mut [Document]) {
    let Some(mut stated) = documents.first().cloned() else { return };
    header::fill(&mut stated, header::Header::default(), facts::collect(&seen.tree, page.text, page.address), page);
    for document in documents {
        document.outlet = document.outlet.take().or(stated.outlet.clone());
        document.published = document.published.take().or(stated.published.clone());
        document.language = document.language.take().or(stated.language.clone());
        document.region = document.region.take().or(stated.region.clone());
    }
}

/// The page as lines, with how each looks.
pub(crate) fn view(page: &Page, seen: &Seen) -> View {
    view::of(page, &seen.tree, &seen.blocks)
}

/// Reads a page and splits it.
#[cfg(test)]
fn split(page: &Page) -> Result<Found, Refusal> {
    Ok(documents(page, read(page)?))
}

/// Splits a page into documents.
pub(crate) fn documents(page: &Page, seen: Seen) -> Found {
    let Seen { tree, blocks, signs } = seen;
    let documents = match page.nature {
        Nature::Page => article_and_rest(page, &tree, &blocks),
        Nature::Mail | Nature::FeedEntry => whole(page, &tree, &blocks),
    };
    Found { documents, signs }
}

/// Characters seen on a page below which it may be one that only scripts fill.
const FEWEST_CHARS: u32 = 400;

/// The tree and what is seen of it. A page that shows next to nothing until its scripts run is read as by a reader who
/// runs none.
fn tree_and_blocks(page: &Page, signs: &mut Vec<Sign>) -> Result<(Tree, Vec<Block>), Refusal> {
    let chars = |blocks: &[Block]| blocks.iter().map(|block| block.chars).sum::<u32>();
    let tree = markup::parse(page.text, true, page.limits, signs)?;
    let blocks = block::cut(&tree, page.text, page.nature, page.limits)?;
    if chars(&blocks) < FEWEST_CHARS && page.text.contains("<noscript") {
        let bare = markup::parse(page.text, false, page.limits, &mut Vec::new())?;
        let more = block::cut(&bare, page.text, page.nature, page.limits)?;
        if chars(&more) > FEWEST_CHARS {
            return Ok((bare, more));
        }
    }
    Ok((tree, blocks))
}

/// A page: its article, and what else is seen on it.
fn article_and_rest(page: &Page, tree: &Tree, blocks: &[Block]) -> Vec<Document> {
    let mut facts = facts::collect(tree, page.text, page.address);
    let title = headline::find(tree, blocks, facts.title.as_deref(), facts.outlet.as_deref());
    if page.context.whole {
        let mut labels = vec![Label::Body; blocks.len()];
        let header = header::read(page, tree, blocks, &mut labels, title, &mut facts);
        let mut documents = whole(page, tree, blocks);
        documents.iter_mut().take(1).for_each(|document| header::fill(document, header.clone(), facts.clone(), page));
        return documents;
    }
    let named = furniture::of_page(tree, blocks);
    let mut posts = thread::find(tree, page.text, blocks, &named, facts.article);
    // The entries of a live page may be made like posts.
    if facts.live && posts.first().is_some_and(|post| !post.comment) {
        posts.clear();
    }
    let start = posts.first().map(|post| post.extent(blocks).0);
    let title = title.or_else(|| headline::linked(blocks, facts.title.as_deref(), start?));
    let mut claimed = vec![false; blocks.len()];
    posts.iter().for_each(|post| post.claim(&mut claimed));
    let finding = body::find(tree, blocks, &named, title, &claimed);
    let mut labels = finding.labels.clone();
    let opened = thread::opened(page.text, blocks, &posts, &labels, title, facts.article);
    let opening = (opened == Opened::Post).then(|| posts[0].clone());
    let dated = match opened {
        Opened::Article if facts.live => None,
        Opened::Article => calendar::find(tree, blocks, &finding.furniture, title, &labels, &facts),
        Opened::Post | Opened::Headline => None,
    };
    if let Some(calendar) = dated.as_ref().filter(|calendar| calendar.whole) {
        return calendar::documents(page, tree, blocks, calendar, title, facts);
    }
    let listed = match opened {
        Opened::Article if facts.live => None,
        Opened::Article => {
            let posts = !posts.is_empty();
            let furniture = &finding.furniture;
            listing::find(&Asked { tree, blocks, named: &named, title, facts: &facts, finding: &finding, posts })
                .or_else(|| entry::marked(tree, blocks, &named, title, &labels).filter(|_| !facts.article))
                .or_else(|| entry::apart(page, tree, blocks, &named, furniture, title, &facts))
        }
        Opened::Post | Opened::Headline => None,
    };
    let kind = match opened {
        Opened::Headline => Kind::Post,
        Opened::Article if listed.is_some() => Kind::Listing,
        Opened::Article | Opened::Post => Kind::Article,
    };
    if let Some(opening) = &opening {
        labels = opening.labels(blocks.len(), title);
    } else if let Some(title) = title.filter(|_| kind == Kind::Post) {
        labels.fill(Label::Other);
        labels[title] = Label::Body;
    }
    if let Some(labels) = listed {
        return entry::documents(page, tree, blocks, &named, labels, title, facts);
    }
    if !labels.contains(&Label::Body) {
        return document::assemble(page, tree, Kind::Boilerplate, blocks, &labels, |_| true).into_iter().collect();
    }
    dated.iter().for_each(|calendar| calendar.leave(&mut labels));
    let header = header::read(page, tree, blocks, &mut labels, title, &mut facts);
    let live = match kind {
        Kind::Article if opening.is_none() => live::find(tree, page.text, blocks, &named, &mut labels, title, &facts),
        _ => Vec::new(),
    };
    let insets = if live.is_empty() { inset::comments(blocks, posts, opening.is_some()) } else { live };
    claimed.fill(false);
    inset::claim(&insets, &mut claimed);
    dated.iter().for_each(|calendar| calendar.claim(&mut claimed));
    if kind == Kind::Article {
        pulled::take(tree, blocks, &claimed, &mut labels);
        caption::take(blocks, &claimed, &mut labels);
    }
    let credits = match kind {
        Kind::Article => credit::take(page, blocks, &claimed, &mut labels),
        _ => Vec::new(),
    };
    let truncated = match kind {
        Kind::Article => wall::find(blocks, &claimed, &mut labels, facts.walled),
        _ => None,
    };
    let own = document::assemble(page, tree, kind, blocks, &labels, |n| !claimed[n] && labels[n] != Label::Other);
    let other = |n: usize| !claimed[n] && labels[n] == Label::Other;
    let rest = document::assemble(page, tree, Kind::Boilerplate, blocks, &labels, other);
    let address = facts.address.clone().filter(|address| address.starts_with("http"));
    let own = own.map(|mut document| {
        header::fill(&mut document, header, facts, page);
        if let Some(address) = address.filter(|_| kind == Kind::Article) {
            put_address(&mut document, &address);
        }
        credit::byline(page, &credits, &mut document.byline);
        if let Some(opening) = &opening {
            opening.fill(&mut document, page, blocks);
        }
        document.credits = credits;
        document.truncated = truncated;
        document
    });
    let pieces = inset::assemble(page, tree, blocks, insets, own.as_ref());
    let dated = dated.and_then(|calendar| calendar.part(page, tree, blocks, own.as_ref()));
    let mut documents: Vec<Document> = own.into_iter().chain(rest).chain(pieces).chain(dated).collect();
    documents.sort_by_key(|document| document.spans[0]);
    documents
}

/// All that is seen, as one article.
fn whole(page: &Page, tree: &Tree, blocks: &[Block]) -> Vec<Document> {
    let labels = vec![Label::Body; blocks.len()];
    document::assemble(page, tree, Kind::Article, blocks, &labels, |_| true).into_iter().collect()
}

/// The words of a page's blocks, and the blocks as the model for lists sees them; none of what is no page.
pub(crate) fn list_blocks(page: &Page) -> Option<(Vec<String>, Blocks)> {
    let Seen { tree, blocks, .. } = read(page).ok()?;
    let facts = facts::collect(&tree, page.text, page.address);
    let title = headline::find(&tree, &blocks, facts.title.as_deref(), facts.outlet.as_deref());
    let named = furniture::of_page(&tree, &blocks);
    let posts = thread::find(&tree, page.text, &blocks, &named, facts.article);
    let mut claimed = vec![false; blocks.len()];
    posts.iter().for_each(|post| post.claim(&mut claimed));
    let finding = body::find(&tree, &blocks, &named, title, &claimed);
    let posts = !posts.is_empty();
    let asked = Asked { tree: &tree, blocks: &blocks, named: &named, title, facts: &facts, finding: &finding, posts };
    let found = listing::blocks(&asked, listing::ask(&asked));
    Some((blocks.into_iter().map(|block| block.text).collect(), found))
}

/// The names of the signs of [`Blocks`], in their order.
pub fn list_signs() -> Vec<&'static str> {
    selection::sign_names()
}
