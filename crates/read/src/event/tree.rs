//! The trees of a document, from head to kids.
//!
//! Invariant: the kids of a word are in the order of the text. Cost: two passes over the words.

use crate::language::{Node, Word};
use dateline_record::Extent;

/// The words of a document with their trees.
pub(crate) struct Tree<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    nodes: &'a [Node],
    relations: &'a [&'static str],
    tags: &'a [&'static str],
    fine: &'a [&'static str],
    first: Vec<u32>,
    kids: Vec<u32>,
}

impl<'a> Tree<'a> {
    pub fn new(
        (text, words, nodes): (&'a str, &'a [Word], &'a [Node]),
        (relations, tags, fine): (&'a [&'static str], &'a [&'static str], &'a [&'static str]),
    ) -> Tree<'a> {
        let mut tree = Tree { text, words, nodes, relations, tags, fine, first: Vec::new(), kids: Vec::new() };
        let mut first = vec![0u32; nodes.len() + 2];
        (0..nodes.len()).filter_map(|at| tree.head(at)).for_each(|head| first[head + 2] += 1);
        for at in 2..first.len() {
            first[at] += first[at - 1];
        }
        let mut kids = vec![0u32; first.last().map_or(0, |last| *last as usize)];
        for at in 0..nodes.len() {
            if let Some(head) = tree.head(at) {
                kids[first[head + 1] as usize] = at as u32;
                first[head + 1] += 1;
            }
        }
        (tree.first, tree.kids) = (first, kids);
        tree
    }

    pub fn head(&self, at: usize) -> Option<usize> {
        let distance = isize::from(self.nodes.get(at)?.head);
        at.checked_add_signed(distance).filter(|head| distance != 0 && *head < self.nodes.len())
    }

    pub fn kids(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> {
        self.kids[self.first[at] as usize..self.first[at + 1] as usize].iter().map(|kid| *kid as usize)
    }

    /// The whole relation: “nsubj:pass”.
    pub fn relation(&self, at: usize) -> &'static str {
        self.relations.get(usize::from(self.nodes[at].relation)).copied().unwrap_or("")
    }

    pub fn tag(&self, at: usize) -> &'static str {
        self.tags.get(usize::from(self.nodes[at].tag)).copied().unwrap_or("")
    }

    /// The tag of the English treebanks: “VBN”.
    pub fn fine(&self, at: usize) -> &'static str {
        self.fine.get(usize::from(self.nodes[at].fine)).copied().unwrap_or("")
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.of(self.text))
    }

    pub fn is(&self, at: usize, list: &[&str]) -> bool {
        list.iter().any(|one| one.eq_ignore_ascii_case(self.word(at)))
    }

    /// The kid with the relation.
    pub fn kid(&self, at: usize, relation: &str) -> Option<usize> {
        self.kids(at).find(|kid| self.relation(*kid) == relation)
    }

    /// The preposition of a phrase, whether it hangs on its head or on what stands before it: “with president Ana Vell”.
    pub fn case(&self, at: usize) -> Option<usize> {
        self.case_within(at, 0)
    }

    fn case_within(&self, at: usize, steps: usize) -> Option<usize> {
        let own = self.kids(at).find(|kid| self.relation(*kid) == "case" && *kid < at);
        own.or_else(|| {
            let title = |kid: &usize| *kid < at && matches!(self.relation(*kid), "nmod:desc" | "flat");
            let mut titles = self.kids(at).filter(title).filter(|_| steps < 3);
            titles.find_map(|kid| self.case_within(kid, steps + 1))
        })
    }

    /// The words from `first` to `last`.
    pub fn extent(&self, first: usize, last: usize) -> Option<Extent> {
        Extent::new(self.text, self.words.get(first)?.range().start..self.words.get(last)?.range().end)
    }

    /// The word that an extent begins in, and one past its last.
    pub fn covered(&self, extent: Extent) -> std::ops::Range<usize> {
        let first = self.words.partition_point(|word| word.range().end <= extent.start());
        let past = self.words.partition_point(|word| word.range().start < extent.end());
        first..past.max(first)
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }
}
