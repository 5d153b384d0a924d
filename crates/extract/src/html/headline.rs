//! Which block of a page is the headline of its article.
//!
//! A first-level heading that says what the markup gives as the title; else any heading that does; else the only
//! first-level heading. Cost: linear in blocks.

use super::block::Block;
use super::body::is_named;
use super::tree::Tree;

/// The number of the headline's block.
pub(crate) fn find(tree: &Tree, blocks: &[Block], stated: Option<&str>, outlet: Option<&str>) -> Option<usize> {
    let named = |names: &'static [&'static str]| {
        blocks
            .iter()
            .enumerate()
            .filter(move |(_, block)| is_named(tree, block.element, names))
            .map(|(number, _)| number)
    };
    if let Some(stated) = stated.map(key).filter(|key| key.len() >= 8) {
        let says = |number: &usize| {
            let own = key(&blocks[*number].text);
            own.len() >= 8
                && own.len() * 3 > stated.len()
                && (own == stated || stated.contains(&own) || own.contains(&stated))
        };
        if let Some(found) = named(&["h1"]).find(says) {
            // “Where is the ferry? - Harbour Board” under a heading “Harbour Board”: the heading is the site's name.
            let site = key(&blocks[found].text);
            let own = stated.strip_suffix(&site).filter(|own| own.len() >= 8 && !site.is_empty());
            let article = own.and_then(|own| named(&["h2", "h3"]).find(|number| key(&blocks[*number].text) == own));
            return Some(article.unwrap_or(found));
        }
        if let Some(found) = named(&["h2", "h3"]).find(says) {
            return Some(found);
        }
        let exactly = |number: &usize| key(&blocks[*number].text) == stated && blocks[*number].link_density() < 0.5;
        if let Some(found) = (0..blocks.len()).find(exactly) {
            return Some(found);
        }
    }
    // A logo is a heading on many a page.
    let outlet = outlet.map(key).unwrap_or_default();
    let fits = |number: &usize| blocks[*number].chars > 10 && key(&blocks[*number].text) != outlet;
    named(&["h1"])
        .find(|number| fits(number) && blocks[*number].link_density() < 0.8)
        .or_else(|| named(&["h1"]).find(fits))
}

/// The block before `before` whose first link says how the title begins that the markup gives: what a thread is about that
/// stands elsewhere.
pub(crate) fn linked(blocks: &[Block], stated: Option<&str>, before: usize) -> Option<usize> {
    let stated = key(stated?);
    let says = |block: &Block| {
        let Some(link) = block.links.first() else { return false };
        let own = key(&block.text[link.text_start as usize..link.text_end as usize]);
        own.len() >= 12 && stated.starts_with(&own) && block.link_density() > 0.5
    };
    blocks[..before].iter().position(says)
}

/// Letters and digits only, in lower case.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
