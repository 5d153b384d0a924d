//! Pages that are a list of other pieces. Entries of one make beside one another that outweigh the prose say so at once; of
//! other pages, where little prose was found, it is asked what their text is worth ([`super::selection`]).
//!
//! Invariant: a page that has posts, or that the markup calls an article, is none unless its entries are many times its
//! text; of the latter also where what was taken for that text is mostly not of the page. Cost: linear in blocks times their depth.

use super::block::Block;
use super::body::{Finding, Label, is_heading, up};
use super::facts::Facts;
use super::furniture::{self, Named, Sense};
use super::header;
use super::role::Roles;
use super::selection::{Ask, Blocks, Known};
use super::tree::{DOCUMENT, NodeId, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// Entries of a list at least, and their characters.
const FEWEST: usize = 6;
const FEWEST_TOGETHER: usize = 3;
const ENTRY_CHARS: std::ops::Range<u32> = 12..1500;

/// Characters of an entry on average at most: posts of a thread have more.
const MOST_MEAN_CHARS: u32 = 700;

/// Characters of prose around the entries that may say what the page is about.
const MOST_PROSE_CHARS: u32 = 600;

/// Characters of a summary at most.
const SUMMARY_CHARS: u32 = 400;

/// Characters of what is there to be pressed or chosen.
const CONTROL_CHARS: u32 = 80;

/// Characters from which a paragraph is prose.
const PROSE_CHARS: u32 = 80;

/// Worth of a text, in hundreds of characters, from which a page is not asked whether it is a list.
const FULL_WORTH: f32 = 120.0;
const FULL_WORTH_OF_ARTICLE: f32 = 10.0;

/// What stands in an element.
#[derive(Clone, Copy, Default)]
struct Stock {
    blocks: u32,
    chars: u32,
    /// Blocks that are a link or a linked heading, long enough to name something.
    headlines: u32,
    /// Characters of prose.
    prose: u32,
    seen: bool,
    /// It calls itself something beside, and does not hold most of the page.
    beside: bool,
}

/// A page that may be a list.
pub(super) struct Asked<'a> {
    pub tree: &'a Tree,
    pub blocks: &'a [Block],
    pub named: &'a [Named],
    pub title: Option<usize>,
    pub facts: &'a Facts,
    /// What it would be as an article.
    pub finding: &'a Finding,
    /// Whether there are posts on it.
    pub posts: bool,
}

/// The labels of a page that is a list; none where it is something else.
pub(super) fn find(asked: &Asked) -> Option<Vec<Label>> {
    let ask = ask(asked);
    let kept = (ask != Ask::Not).then(|| blocks(asked, ask)).and_then(|blocks| blocks.listed())?;
    let label = |(number, kept): (usize, &bool)| match kept {
        _ if Some(number) == asked.title => Label::Title,
        true => Label::Body,
        false => Label::Other,
    };
    Some(kept.iter().enumerate().map(label).collect())
}

/// What is known of whether it is a list.
pub(super) fn ask(asked: &Asked) -> Ask {
    let Asked { facts, finding, .. } = *asked;
    let full = if facts.article { FULL_WORTH_OF_ARTICLE } else { FULL_WORTH };
    match () {
        _ if is_one(asked) || is_front(facts, finding) || is_date_alone(asked.blocks, &finding.labels) => Ask::Sure,
        _ if asked.posts || finding.worth >= full => Ask::Not,
        // Who wrote it and when is said of one piece, were it but a film and a line about it.
        _ if facts.article || !facts.people.is_empty() && !facts.moments.is_empty() => Ask::Unlikely,
        _ => Ask::Open,
    }
}

/// Its blocks as the model sees them.
pub(super) fn blocks(asked: &Asked, ask: Ask) -> Blocks {
    let Asked { tree, blocks, named, title, facts, finding, .. } = *asked;
    let is_text = |label: &Label| matches!(label, Label::Body | Label::Title);
    let body: Vec<bool> = finding.labels.iter().map(is_text).collect();
    let (stated, said) = (facts.title.as_deref(), &finding.said[..]);
    Blocks::of(&Known { tree, blocks, named, title, stated, body: &body, said }, ask)
}

/// Many linked headlines and little prose.
fn is_front(facts: &Facts, finding: &Finding) -> bool {
    let Finding { worth, teasers, .. } = *finding;
    !facts.article && teasers >= 12 && (worth < 6.0 || facts.listing && worth < 0.5 * teasers as f32)
}

/// A page of which only the date is left as text is a front page.
fn is_date_alone(blocks: &[Block], labels: &[Label]) -> bool {
    let mut body = blocks.iter().zip(labels).filter(|(_, label)| **label == Label::Body).map(|(block, _)| block);
    let date = |block: &Block| block.chars <= 40 && header::written_date(&block.text).is_some();
    let linked = blocks.iter().filter(|block| block.link_density() > 0.8).count();
    body.next().is_some_and(date) && body.next().is_none() && linked >= 4
}

/// Whether entries of one make are most of the page.
fn is_one(asked: &Asked) -> bool {
    let Asked { tree, blocks, named, title, .. } = *asked;
    let (body, article) = (&asked.finding.labels, asked.facts.article);
    let stocks = stocks(tree, blocks, named, title);
    let groups = groups(tree, &stocks);
    let chars: u32 = groups.iter().map(|group| group.chars).sum();
    let entries: usize = groups.iter().map(|group| group.entries.len()).sum();
    let within: u32 = groups.iter().flat_map(|group| &group.entries).map(|id| stocks[*id as usize].prose).sum();
    let prose = stocks[DOCUMENT as usize].prose.saturating_sub(within);
    // Wares beside a text about them are not what the page says; entries that say as much as the text are.
    let beside_text = prose > MOST_PROSE_CHARS && within < prose;
    // Some front pages call themselves articles; an article has text beside its lists of others.
    let owners: BTreeSet<NodeId> = groups.iter().flat_map(|group| group.entries.iter().copied()).collect();
    let free = |block: &Block| !up(tree, block.element).any(|id| owners.contains(&id));
    let own = blocks.iter().zip(body).filter(|(block, label)| **label == Label::Body && free(block));
    let own: u32 = own.map(|(block, _)| block.chars).sum();
    let outweighs = if article {
        chars >= 4 * prose && entries >= 2 * FEWEST && own < MOST_PROSE_CHARS
    } else {
        2 * chars >= 3 * prose && chars >= own
    };
    if entries < FEWEST || !outweighs || beside_text || chars > MOST_MEAN_CHARS * entries as u32 {
        return false;
    }
    !is_thread(tree, blocks, named)
}

/// Whether most of the page's words stand in what is called the words of posts, and these are no summaries.
fn is_thread(tree: &Tree, blocks: &[Block], named: &[Named]) -> bool {
    let mut holders: BTreeSet<NodeId> = BTreeSet::new();
    let (mut within, mut all) = (0, 0);
    for block in blocks.iter().filter(|block| is_prose(tree, block)) {
        all += block.chars;
        if let Some(id) = up(tree, block.element).find(|id| named[*id as usize].roles.has(Roles::TEXT)) {
            holders.insert(id);
            within += block.chars;
        }
    }
    2 * within > all && within > SUMMARY_CHARS * holders.len() as u32
}

/// Elements of one make beside one another.
struct Group {
    entries: Vec<NodeId>,
    chars: u32,
}

fn stocks(tree: &Tree, blocks: &[Block], named: &[Named], title: Option<usize>) -> Vec<Stock> {
    let mut stocks = vec![Stock::default(); tree.nodes.len()];
    for block in blocks {
        let headline = block.chars >= ENTRY_CHARS.start && block.link_density() > 0.8;
        for id in up(tree, block.element) {
            let stock = &mut stocks[id as usize];
            stock.seen = true;
            stock.blocks += 1;
            stock.chars += block.chars;
            stock.headlines += u32::from(headline);
        }
    }
    let most = stocks[DOCUMENT as usize].chars / 2;
    let says = |named: &Named, wanted| named.words.iter().any(|word| furniture::sense(*word) == wanted);
    for (stock, named) in stocks.iter_mut().zip(named).filter(|(stock, _)| stock.seen) {
        stock.beside = stock.chars < most && says(named, Sense::Beside)
            || stock.chars <= CONTROL_CHARS && says(named, Sense::Control)
            || says(named, Sense::Over);
    }
    for id in title.into_iter().flat_map(|title| up(tree, blocks[title].element)) {
        stocks[id as usize].beside &= !says(&named[id as usize], Sense::Over);
    }
    for block in blocks.iter().filter(|block| is_prose(tree, block)) {
        if !up(tree, block.element).any(|id| stocks[id as usize].beside) {
            up(tree, block.element).for_each(|id| stocks[id as usize].prose += block.chars);
        }
    }
    stocks
}

/// The lists of a page, outermost only, without those that stand in something beside.
fn groups(tree: &Tree, stocks: &[Stock]) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut open = vec![DOCUMENT];
    while let Some(parent) = open.pop() {
        let mut makes: BTreeMap<(&str, &str), Vec<NodeId>> = BTreeMap::new();
        let mut inner: Vec<NodeId> = Vec::new();
        for id in tree.children(parent).filter(|id| stocks[*id as usize].seen) {
            if stocks[id as usize].beside {
                continue;
            }
            let Some(element) = tree.element(id) else { continue };
            let class = element.attribute("class").unwrap_or_default().split_ascii_whitespace().next();
            makes.entry((&*element.name, class.unwrap_or_default())).or_default().push(id);
            inner.push(id);
        }
        for own in makes.into_values().filter(|own| own.len() >= FEWEST_TOGETHER) {
            let is_entry = |id: &&NodeId| {
                let stock = &stocks[**id as usize];
                ENTRY_CHARS.contains(&stock.chars) && stock.headlines > 0 && stock.headlines <= 6
            };
            let entries: Vec<NodeId> = own.iter().filter(is_entry).copied().collect();
            let chars: u32 = entries.iter().map(|id| stocks[*id as usize].chars).sum();
            // A menu has words of one link; an entry more, or a headline's length.
            let rich = entries.iter().filter(|id| {
                let stock = &stocks[**id as usize];
                stock.blocks > 1 || stock.chars >= 30
            });
            if entries.len() * 10 >= own.len() * 7 && rich.count() * 2 > entries.len() {
                inner.retain(|id| !own.contains(id));
                found.push(Group { entries, chars });
            }
        }
        open.extend(inner);
    }
    found
}

/// Whether a block is a paragraph of some length.
fn is_prose(tree: &Tree, block: &Block) -> bool {
    block.chars >= PROSE_CHARS
        && block.link_density() < 0.5
        && !is_heading(tree, block)
        && block.text.ends_with(['.', '!', '?', '”', '"', ':', '…'])
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let found = extract(markup.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        let shown: Vec<String> = found
            .documents
            .iter()
            .map(|document| format!("{}: {}", document.kind, document.text.as_str().replace("\n\n", " / ")))
            .collect();
        assert_eq!(shown.join("\n"), expected.trim());
    }

    #[test]
    fn a_page_of_entries_is_a_listing_without_menu_and_buttons() {
        let entry = |day: u32| {
            format!(
                "<div class=entry><h3><a href=/{day}>The ferry was late on day {day}</a></h3>
<p>It left its pier {day} minutes after it should have.</p><div>Save for later</div></div>"
            )
        };
        let entries: String = (1..=6).map(entry).collect();
        let page = format!(
            "<html><body><nav><a href=/>Home</a></nav><main><h1>News of the harbour</h1>{entries}</main></body></html>"
        );
        let kept = (1..=6).map(|day| format!("brief: It left its pier {day} minutes after it should have."));
        let kept = kept.collect::<Vec<_>>().join("\n");
        let saves = ["Save for later"; 6].join(" / ");
        check(&page, &format!("boilerplate: Home / {saves}\nlisting: News of the harbour\n{kept}"));
    }

    #[test]
    fn what_lies_over_a_page_is_none_of_its_entries_whatever_its_length() {
        let entry = |day: u32| {
            format!(
                "<div class=entry><h3><a href=/{day}>The ferry was late on day {day}</a></h3><button>Keep it</button></div>"
            )
        };
        let entries: String = (1..=6).map(entry).collect();
        let asked = "We and our partners keep small files on your machine to count how often you come. ".repeat(20);
        let page = format!(
            "<html><body class=consent-asked><main><h1>News of the harbour</h1>{entries}</main>
<div aria-modal=true><p>{asked}</p></div></body></html>"
        );
        let kept: Vec<String> = (2..=6).map(|day| format!("brief: The ferry was late on day {day}")).collect();
        let keeps = ["Keep it"; 6].join(" / ");
        let asked = asked.trim();
        let first = "listing: News of the harbour\nbrief: The ferry was late on day 1";
        check(&page, &format!("{first}\nboilerplate: {keeps} / {asked}\n{}", kept.join("\n")));
    }
}
