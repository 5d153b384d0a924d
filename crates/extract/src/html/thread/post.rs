//! One post of a thread: its blocks, who wrote it and when, and what it answers.

use super::head::{self, Author};
use crate::html::Page;
use crate::html::block::Block;
use crate::html::body::Label;
use dateline_record::{ByRole, Byline, Document, Span, When};

/// One post.
#[derive(Clone)]
pub(in crate::html) struct Post {
    /// Its blocks in order, each with what it is to the post.
    pub blocks: Vec<(usize, Label)>,
    pub author: Option<Author>,
    pub published: Option<When>,
    /// The post that it answers, by number.
    pub parent: Option<usize>,
    /// The markup calls it a post in schema.org's words.
    pub typed: bool,
    /// It is itself called a comment.
    pub comment: bool,
}

impl Post {
    /// Takes its blocks from the page, so that no other document holds them.
    pub fn claim(&self, claimed: &mut [bool]) {
        self.blocks.iter().for_each(|(number, _)| claimed[*number] = true);
    }

    /// Its first block, and characters of its words.
    pub fn extent(&self, blocks: &[Block]) -> (usize, u32) {
        let words = self.blocks.iter().filter(|(_, label)| *label == Label::Body);
        (self.blocks.first().map_or(0, |(number, _)| *number), words.map(|(number, _)| blocks[*number].chars).sum())
    }

    /// Labels of a page of `count` blocks that is about this post.
    pub fn labels(&self, count: usize, title: Option<usize>) -> Vec<Label> {
        let mut labels = vec![Label::Other; count];
        self.blocks.iter().for_each(|(number, label)| labels[*number] = *label);
        title.into_iter().for_each(|title| labels[title] = Label::Title);
        labels
    }

    /// What is known of it is better known than what the page says as a whole.
    pub fn fill(&self, document: &mut Document, page: &Page, blocks: &[Block]) {
        if let Some(author) = &self.author {
            let place = head::place(blocks, &self.blocks, &author.name);
            let span = place.and_then(|place| Span::new(page.part, page.text, place));
            document.byline = vec![Byline { name: author.name.clone(), handle: None, role: ByRole::Author, span }];
        }
        if page.context.published.is_none() && self.published.is_some() {
            document.published = self.published.clone();
        }
    }
}
