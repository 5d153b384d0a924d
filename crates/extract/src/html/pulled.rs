//! What an article shows twice: pull quotes, sentences of the text set large beside it.
//!
//! Invariant: a quotation that does not stand in the text word for word stays in it. Cost: one pass over the text, only where
//! something looks like a pull quote.

use super::block::Block;
use super::body::{Label, is_named, up};
use super::tree::{NodeId, Tree};

/// Letters and digits of a pull quote at least, and its characters at most.
const FEWEST: usize = 15;
const MOST_CHARS: u32 = 400;

/// Elements around a block that may call it a pull quote.
const DEPTH: usize = 3;

/// Takes pull quotes out of the text.
pub(super) fn take(tree: &Tree, blocks: &[Block], claimed: &[bool], labels: &mut [Label]) {
    let own = |n: usize| labels[n] == Label::Body && !claimed[n];
    let looks = |n: usize| own(n) && blocks[n].chars <= MOST_CHARS && is_pulled(tree, &blocks[n]);
    let pulled: Vec<usize> = (0..blocks.len()).filter(|n| looks(*n)).collect();
    if pulled.is_empty() {
        return;
    }
    let others = (0..blocks.len()).filter(|n| own(*n) && !pulled.contains(n));
    let text: String = others.map(|n| key(&blocks[n].text) + " ").collect();
    for number in pulled {
        let words = key(&blocks[number].text);
        if words.len() >= FEWEST && text.contains(&words) {
            labels[number] = Label::Other;
        }
    }
}

/// Whether a block stands apart as pull quotes do.
fn is_pulled(tree: &Tree, block: &Block) -> bool {
    let called = |id: NodeId| {
        let class = tree.element(id).and_then(|element| element.attribute("class")).unwrap_or_default();
        class.to_ascii_lowercase().contains("pull")
    };
    up(tree, block.element)
        .take(DEPTH)
        .any(|id| is_named(tree, id, &["blockquote", "aside", "figure", "q"]) || called(id))
}

/// Letters and digits only, in lower case.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};

    const FIRST: &str = "The council met on Monday and closed the harbour for a week, its clerk said. Nobody on the island had been asked.";
    const LAST: &str =
        "“We will row if we must,” said Ida Berg, who keeps the shop on the island. She has rowed before.";

    /// The text of an article that has `middle` between its first and its last paragraph.
    #[track_caller]
    fn check(middle: &str, expected: &str) {
        let page = format!(
            "<html><body><article><h1>Harbour closed for a week</h1><p>{FIRST}</p>{middle}<p>{LAST}</p></article></body></html>"
        );
        let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        let articles: Vec<_> =
            found.documents.iter().filter(|document| document.kind == dateline_record::Kind::Article).collect();
        assert_eq!(articles.len(), 1);
        let text = articles[0].text.as_str().replace("\n\n", " / ");
        let text =
            text.strip_prefix(FIRST).and_then(|text| text.strip_suffix(LAST)).map(|text| text.trim_matches([' ', '/']));
        assert_eq!(text, Some(expected));
    }

    #[test]
    fn a_pull_quote_is_not_read_twice() {
        check("<blockquote class=pullquote>“We will row if we must”</blockquote>", "");
        check("<aside class=pull><p>Nobody on the island had been asked</p></aside>", "");
    }

    #[test]
    fn a_quoted_letter_stays_in_its_article() {
        check(
            "<p>The board wrote to the islanders:</p><blockquote><p>Dear friends, the boat will not come until Friday.</p><p>We are sorry for it.</p></blockquote>",
            "The board wrote to the islanders: / Dear friends, the boat will not come until Friday. / We are sorry for it.",
        );
        check(
            "<p>The charge reads:</p><pre>1. That on 3 May the accused did open the gate.\n2. That he left it open.</pre>",
            "The charge reads: / 1. That on 3 May the accused did open the gate.\n2. That he left it open.",
        );
    }

    #[test]
    fn a_transcript_stays_in_its_article() {
        check(
            "<p>CLERK: The council will come to order, and will do so now.</p><p>BERG: I should like to ask when the boat will come.</p><p>CLERK: On Friday.</p>",
            "CLERK: The council will come to order, and will do so now. / BERG: I should like to ask when the boat will come. / CLERK: On Friday.",
        );
    }

    #[test]
    fn key_points_are_of_the_article_and_links_to_other_pieces_are_not() {
        check(
            "<div class=key-points><h2>Key points</h2><ul><li>The harbour is closed until Monday.</li><li>The post will come by road.</li></ul></div>",
            "Key points / The harbour is closed until Monday. / The post will come by road.",
        );
        check(
            "<div class=box><h3>Read more</h3><ul><li><a href=/1>Council closes the harbour for a week</a></li><li><a href=/2>Divers find the bell of the old ferry</a></li></ul></div>",
            "",
        );
    }

    #[test]
    fn captions_and_credits_are_apart_from_sentences() {
        check(
            "<figure><img src=a><figcaption>Boats wait in the harbour. <cite>Ida Berg/Velm Press</cite></figcaption></figure>",
            "",
        );
        check("<p>Boats wait in the harbour. (Ida Berg/Reuters)</p>", "");
        check("<p>Photo: Ida Berg</p>", "");
        check("<p>Photograph by Ida Berg/Getty Images</p>", "");
        check(
            "<p>She said that the boats would wait (they do not like it).</p>",
            "She said that the boats would wait (they do not like it).",
        );
    }
}
