//! Pieces of a page with a name or a moment of their own: readers' comments, entries of a live page.
//!
//! Invariant: a clock without a day gets the page's only where the page has but one. Cost: linear in the blocks of the pieces.

use super::block::Block;
use super::body::Label;
use super::thread::{self, Author, Post};
use super::tree::Tree;
use super::{Page, document, facts};
use dateline_record::{ByRole, Byline, Document, DocumentId, Kind, Method, Precision, Span, Title, When};
use std::ops::Range;

/// One piece.
pub(super) struct Inset {
    pub kind: Kind,
    /// Its blocks in order, each with what it is to the piece.
    pub blocks: Vec<(usize, Label)>,
    /// The one among the others that it answers.
    pub parent: Option<usize>,
    /// Who wrote it, and where that is said.
    pub names: Vec<(Option<Range<usize>>, String)>,
    pub published: Option<Moment>,
}

/// When a piece was written.
#[derive(Clone)]
pub(super) enum Moment {
    /// What the page states.
    Stated(When),
    /// A time of day in minutes, on the day of the page.
    Clock(u32),
}

impl Moment {
    /// The moment, on a page that was published and changed on one day.
    fn settle(self, article: Option<&Document>) -> Option<When> {
        let minutes = match self {
            Moment::Stated(when) => return Some(when),
            Moment::Clock(minutes) => minutes,
        };
        let day = |when: &When| when.edtf.get(..10).filter(|_| when.precision <= Precision::Day).map(str::to_owned);
        let article = article?;
        let published = day(article.published.as_ref()?)?;
        if article.updated.as_ref().is_some_and(|when| day(when).as_ref() != Some(&published)) {
            return None;
        }
        facts::stamp(&format!("{published}T{:02}:{:02}", minutes / 60, minutes % 60), Method::Inferred)
    }
}

/// Posts of a thread as comments, but for the first where that is the article.
pub(super) fn comments(blocks: &[Block], posts: Vec<Post>, opened: bool) -> Vec<Inset> {
    let first = usize::from(opened);
    let inset = |post: Post| {
        let name = |author: Author| (thread::place(blocks, &post.blocks, &author.name), author.name);
        let names = post.author.map(name).into_iter().collect();
        let parent = post.parent.and_then(|parent| parent.checked_sub(first));
        let published = post.published.map(Moment::Stated);
        Inset { kind: Kind::Comment, blocks: post.blocks, parent, names, published }
    };
    posts.into_iter().skip(first).map(inset).collect()
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
        document.published = inset.published.and_then(|moment| moment.settle(article));
        if let Some((number, _)) = inset.blocks.iter().find(|(_, label)| *label == Label::Title) {
            let block = &blocks[*number];
            let span = Span::new(page.part, page.text, block.start()..block.end());
            document.title = Some(Title { text: facts::collapse(&block.text), span });
        }
        for (place, name) in inset.names {
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
