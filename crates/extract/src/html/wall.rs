//! Signs that the end of an article is not on its page: a wall, or a link to the rest.
//!
//! Invariant: a line that asks for a subscription is a sign only at the text's end, and only where the page says that it is
//! not free, the text is short or breaks off: many a page asks for one below a text that is all there.
//! Cost: a few short lines.

use super::block::Block;
use super::body::Label;
use std::sync::LazyLock;

/// Blocks after the text among which a sign stands, and bytes of one.
const BLOCKS_AFTER: usize = 4;
const LONGEST: usize = 300;

/// Characters of a text that is short for a whole article.
const SHORT: u32 = 2000;

struct Phrases {
    opens: Vec<&'static str>,
    whole: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { opens: Vec::new(), whole: Vec::new() };
    let mut whole = false;
    let lines = include_str!("walls.txt").lines().map(str::trim);
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line {
            "[opens]" => whole = false,
            "[whole]" => whole = true,
            phrase if whole => phrases.whole.push(phrase),
            phrase => phrases.opens.push(phrase),
        }
    }
    phrases
});

/// The sign that the text breaks off, as written; its line is no longer text. `walled`: the page says that it is not free.
pub(super) fn find(blocks: &[Block], claimed: &[bool], labels: &mut [Label], walled: bool) -> Option<String> {
    let own = |n: &usize| labels[*n] == Label::Body && !claimed[*n];
    let last = (0..blocks.len()).rev().find(own)?;
    let chars: u32 = (0..=last).filter(own).map(|n| blocks[n].chars).sum();
    let (asks, leads) = (asks(&blocks[last].text), leads_on(&blocks[last].text));
    // The line itself may have been taken for text.
    let end = if asks || leads { (0..last).rev().find(own)? } else { last };
    let broken = breaks_off(&blocks[end].text);
    let doubtful = walled || broken || chars < SHORT;
    let after = last + 1..blocks.len().min(last + 1 + BLOCKS_AFTER);
    let sign = if asks && doubtful || leads && broken {
        Some(last)
    } else {
        after.clone().find(|n| doubtful && asks_of(&blocks[*n]) || broken && leads_on(&blocks[*n].text))
    };
    if (asks || leads) && sign == Some(last) {
        labels[last] = Label::Head;
    }
    match sign {
        Some(sign) => Some(blocks[sign].text.clone()),
        None => broken_link(&blocks[end]).or_else(|| (walled && broken).then(|| "…".to_owned())),
    }
}

/// “… the council met at noon… Read more”: a text that ends in a link to its rest.
fn broken_link(block: &Block) -> Option<String> {
    let link = block.links.last().filter(|link| link.text_end as usize == block.text.len())?;
    let (before, words) = block.text.split_at_checked(link.text_start as usize)?;
    (leads_on(words) && breaks_off(before)).then(|| words.to_owned())
}

fn asks_of(block: &Block) -> bool {
    asks(&block.text)
}

/// Whether a line asks for a subscription to read on.
fn asks(line: &str) -> bool {
    let words = bare(line);
    line.len() <= LONGEST && PHRASES.opens.iter().any(|phrase| words.starts_with(phrase))
}

/// Whether a line is a link to the rest.
pub(super) fn leads_on(line: &str) -> bool {
    line.len() <= 60 && PHRASES.whole.contains(&bare(line).as_str())
}

/// Whether a text ends in dots that stand for what is left out.
fn breaks_off(text: &str) -> bool {
    let end = text.trim_end_matches([']', ')', ' ']);
    end.ends_with('…') || end.ends_with("...")
}

/// The words in lower case, apostrophes alike, no marks around them.
fn bare(line: &str) -> String {
    let words = line.trim().to_lowercase().replace('’', "'");
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};

    /// Checks the sign on a page whose article ends in `end`, followed by `after`.
    #[track_caller]
    fn check(head: &str, paragraphs: usize, end: &str, after: &str, expected: Option<&str>) {
        let body =
            "<p>The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter that \
            it sent to all who live by the water, and nobody was hurt when it left in the night of Sunday.</p>"
                .repeat(paragraphs);
        let page = format!(
            "<html><head>{head}</head><body><article><h1>The ferry is back in Turvik</h1>{body}<p>{end}</p></article>{after}</body></html>"
        );
        let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        let article = found.documents.iter().find(|document| document.kind.is_read()).unwrap();
        assert_eq!(article.truncated.as_deref(), expected, "{}", article.text.as_str());
    }

    const NOT_FREE: &str = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry is back in Turvik","isAccessibleForFree":"False"}</script>"#;

    #[test]
    fn a_wall_at_the_end_is_a_sign() {
        let wall = "<div class=wall><p>Subscribe to continue reading</p><a href=/join>Join us</a></div>";
        check("", 3, "The harbour master slept on board.", wall, Some("Subscribe to continue reading"));
        check(NOT_FREE, 20, "The harbour master slept on board.", wall, Some("Subscribe to continue reading"));
        check(NOT_FREE, 3, "The harbour master had…", "", Some("…"));
    }

    #[test]
    fn a_link_to_the_rest_is_a_sign() {
        check("", 20, "The harbour master had… <a href=/ferry>Read more</a>", "", Some("Read more"));
        check("", 20, "The harbour master had…", "<a href=/ferry>Continue reading</a>", Some("Continue reading"));
    }

    #[test]
    fn a_page_that_only_sells_itself_is_whole() {
        let asked = "<div><p>Already a subscriber? Log in</p></div>";
        check("", 20, "The harbour master slept on board.", asked, None);
        check(NOT_FREE, 20, "The harbour master slept on board.", "", None);
        check("", 3, "The harbour master slept on board.", "<a href=/other>Read more</a>", None);
    }
}
