//! Pieces of a page with a name or a moment of their own: readers' comments, entries of a live page.
//!
//! Invariant: a live entry stands among others, each with one moment that its markup
//! writes in full, on a page that calls itself live. Whatever lacks these stays what it was. A page has [`MOST`] at most.
//! Cost: linear in blocks times their depth, and for each piece one pass over the blocks.

use super::block::Block;
use super::body::{Label, is_heading, up};
use super::thread::{self, Post};
use super::tree::{DOCUMENT, NodeId, Tree};
use super::{Page, document, facts};
use dateline_record::{ByRole, Byline, Document, DocumentId, Kind, Method, Precision, Span, Title, When};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Entries of one page that are told apart; what comes after them stays part of the whole.
const MOST: usize = 500;

/// One piece.
pub(super) struct Inset {
    kind: Kind,
    /// Its blocks in order, each with what it is to the piece.
    blocks: Vec<(usize, Label)>,
    /// The one among the others that it answers.
    parent: Option<usize>,
    /// Who wrote it, and where that is said.
    name: Option<(Option<Range<usize>>, String)>,
    published: Option<When>,
}

/// A moment that a `<time>` element writes in full.
struct Moment {
    element: NodeId,
    start: usize,
    when: When,
}

/// Posts of a thread as comments, but for the first where that is the article.
pub(super) fn comments(blocks: &[Block], posts: Vec<Post>, opened: bool) -> Vec<Inset> {
    let first = usize::from(opened);
    let inset = |post: Post| {
        let name = post.author.map(|author| (thread::place(blocks, &post.blocks, &author.name), author.name));
        let parent = post.parent.and_then(|parent| parent.checked_sub(first));
        Inset { kind: Kind::Comment, blocks: post.blocks, parent, name, published: post.published }
    };
    posts.into_iter().skip(first).map(inset).collect()
}

/// The entries of a live page.
pub(super) fn live_entries(tree: &Tree, blocks: &[Block], labels: &[Label], title: Option<usize>) -> Vec<Inset> {
    let moments = moments(tree);
    let mut held: HashMap<NodeId, u32> = HashMap::new();
    moments.iter().for_each(|m| up(tree, m.element).for_each(|id| *held.entry(id).or_default() += 1));
    if let Some(title) = title {
        up(tree, blocks[title].element).for_each(|id| *held.entry(id).or_default() += 2);
    }
    // The widest element that holds one moment alone is the entry; those beside one another are a live page's.
    let mut beside: BTreeMap<NodeId, Vec<(NodeId, &Moment)>> = BTreeMap::new();
    for moment in &moments {
        let item = up(tree, moment.element).take_while(|id| held.get(id) == Some(&1)).last();
        if let Some(item) = item.filter(|item| *item != moment.element) {
            beside.entry(tree.node(item).parent).or_default().push((item, moment));
        }
    }
    let Some(entries) = beside.into_values().max_by_key(Vec::len).filter(|entries| entries.len() > 1) else {
        return Vec::new();
    };
    let numbers: HashMap<NodeId, usize> =
        entries.iter().take(MOST).enumerate().map(|(number, (item, _))| (*item, number)).collect();
    let mut own: Vec<Vec<(usize, Label)>> = vec![Vec::new(); numbers.len()];
    for (number, block) in blocks.iter().enumerate() {
        let Some(&entry) = up(tree, block.element).find_map(|id| numbers.get(&id)) else { continue };
        let moment = entries[entry].1;
        let first = !own[entry].iter().any(|(_, label)| matches!(label, Label::Title | Label::Body));
        let label = match labels[number] {
            _ if is_heading(tree, block) && first => Label::Title,
            _ if up(tree, block.element).take(2).any(|id| id == moment.element) || is_clock(block, moment) => {
                Label::Head
            }
            Label::Other => continue,
            Label::Caption => Label::Caption,
            _ => Label::Body,
        };
        own[entry].push((number, label));
    }
    let whole = |own: &Vec<(usize, Label)>| own.iter().any(|(_, label)| *label == Label::Body);
    entries
        .iter()
        .zip(own)
        .filter(|(_, own)| whole(own))
        .map(|((_, moment), blocks)| {
            let published = Some(moment.when.clone());
            Inset { kind: Kind::LiveEntry, blocks, parent: None, name: None, published }
        })
        .collect()
}

/// Takes the blocks of the pieces from the page, so that no other document holds them.
pub(super) fn claim(insets: &[Inset], claimed: &mut [bool]) {
    insets.iter().flat_map(|inset| &inset.blocks).for_each(|(number, _)| claimed[*number] = true);
}

/// Makes documents of the pieces; what stands in no other piece stands under the article.
pub(super) fn assemble(
    page: &Page,
    tree: &Tree,
    blocks: &[Block],
    insets: Vec<Inset>,
    article: Option<&Document>,
) -> Vec<Document> {
    let mut documents = Vec::new();
    let mut ids: Vec<Option<DocumentId>> = Vec::new();
    let mut labels = vec![Label::Other; blocks.len()];
    for inset in insets {
        ids.push(None);
        inset.blocks.iter().for_each(|(number, label)| labels[*number] = *label);
        let kept = |number: usize| labels[number] != Label::Other;
        let made = document::assemble(page, tree, inset.kind, blocks, &labels, kept);
        inset.blocks.iter().for_each(|(number, _)| labels[*number] = Label::Other);
        let Some(mut document) = made else { continue };
        let outer = inset.parent.and_then(|parent| ids.get(parent).copied().flatten());
        document.parent = outer.or(article.map(|article| article.id));
        document.outlet = article.and_then(|article| article.outlet.clone());
        document.language = article.and_then(|article| article.language.clone());
        document.published = inset.published;
        if let Some((number, _)) = inset.blocks.iter().find(|(_, label)| *label == Label::Title) {
            let block = &blocks[*number];
            let span = Span::new(page.part, page.text, block.start()..block.end());
            document.title = Some(Title { text: facts::collapse(&block.text), span });
        }
        if let Some((place, name)) = inset.name {
            let span = place.and_then(|place| Span::new(page.part, page.text, place));
            document.byline.push(Byline { name, handle: None, role: ByRole::Author, span });
        }
        if let Some(id) = ids.last_mut() {
            *id = Some(document.id);
        }
        documents.push(document);
    }
    documents
}

/// All `<time>` elements that write a day in full, in the order of the page.
fn moments(tree: &Tree) -> Vec<Moment> {
    let mut found = Vec::new();
    let mut at = tree.following(DOCUMENT, DOCUMENT, true);
    while let Some(id) = at {
        at = tree.following(id, DOCUMENT, true);
        let Some(element) = tree.element(id).filter(|element| &*element.name == "time") else { continue };
        let when = element.attribute("datetime").and_then(|value| facts::stamp(value, Method::Structured));
        if let Some(when) = when.filter(|when| when.precision <= Precision::Day) {
            found.push(Moment { element: id, start: tree.node(id).start as usize, when });
        }
    }
    found.sort_by_key(|moment| moment.start);
    found
}

/// Whether a short block holds a moment and nothing else.
fn is_clock(block: &Block, moment: &Moment) -> bool {
    block.chars <= 30
        && block.text.chars().any(|c| c.is_ascii_digit())
        && (moment.start..moment.start + 400).contains(&block.start())
        && !block.text.ends_with(['.', '!', '?', '”', '"'])
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
            .filter(|document| document.kind.is_read())
            .map(|document| {
                let title = document.title.as_ref().map_or("", |title| title.text.as_str());
                let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
                let when = document.published.as_ref().map_or("", |when| when.edtf.as_str());
                let under = document.parent.and_then(|id| found.documents.iter().find(|d| d.id == id));
                let under = under.map_or("", |d| d.text.as_str().split(' ').next().unwrap_or_default());
                let (kind, text) = (document.kind, document.text.as_str().replace("\n\n", " / "));
                format!("{kind} “{title}” [{}] {when} <{under}>: {text}\n", names.join(", "))
            })
            .collect();
        assert_eq!(shown.concat().trim(), expected.trim());
    }

    const BODY: &str =
        "<p>The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter.</p>
<p>Nobody was hurt when it left in the night of Sunday, said the harbour master, who had slept on board.</p>";

    #[test]
    fn a_comment_has_its_author_and_what_it_replies_to() {
        check(
            &format!(
                "<html><body><article><h1>The ferry is back in Turvik</h1>{BODY}</article>
<section id=comments><h2>Comments (2)</h2><ol>
<li><div class=comment-author>quay</div><time datetime='2023-11-30T09:02:00+01:00'>1 hour ago</time>
<div class=comment-body><p>About time, say I.</p></div>
<ol><li><div class='comment-author vcard'><b class=fn>Ida Berg</b> says:</div><div class=comment-body><p>It is.</p></div></li></ol></li>
<li><div class=comment-body><p>Whose words are these?</p></div></li>
</ol></section></body></html>"
            ),
            "
article “The ferry is back in Turvik” []  <>: The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter. / Nobody was hurt when it left in the night of Sunday, said the harbour master, who had slept on board.
comment “” [quay] 2023-11-30T09:02:00+01:00 <The>: About time, say I.
comment “” [Ida Berg]  <About>: It is.
comment “” []  <The>: Whose words are these?",
        );
    }

    #[test]
    fn a_live_page_falls_into_its_entries() {
        check(
            &format!(
                "<html><head><script type='application/ld+json'>{{\"@type\": \"LiveBlogPosting\", \"headline\": \"The ferry: as it happened\"}}</script></head>
<body><main><h1>The ferry: as it happened</h1><p>The ferry of Turvik was lost for a day, and this is how it was found again.</p><div>
<section><h2>It is back</h2><time datetime='2023-11-30T17:05:00+01:00'>17:05</time>{BODY}</section>
<section><h2>It is gone</h2><time datetime='2023-11-30T05:50:00+01:00'>05:50</time><p>Good morning. The ferry has left its pier, people who live beside it say, and nobody knows why.</p></section>
</div></main></body></html>"
            ),
            "
article “The ferry: as it happened” []  <>: The ferry of Turvik was lost for a day, and this is how it was found again.
live-entry “It is back” [] 2023-11-30T17:05:00+01:00 <The>: The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter. / Nobody was hurt when it left in the night of Sunday, said the harbour master, who had slept on board.
live-entry “It is gone” [] 2023-11-30T05:50:00+01:00 <The>: Good morning. The ferry has left its pier, people who live beside it say, and nobody knows why.",
        );
    }
}
