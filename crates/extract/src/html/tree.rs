//! The tree of a page, as html5ever builds it, in one arena, each text with its place in the raw markup.
//!
//! Invariant: a node's `start..end` slices the raw markup at character boundaries; a text node that is not replaced holds
//! exactly the bytes of that slice. Nodes are never freed; a detached one has no parent and is never visited.
//! Cost: one node an element and a run of text; positions are handed over by [`super::markup`] through a queue.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName};

/// Number of a node. 0 is the document and also stands for “none”, which it can never be a child or sibling of.
pub(crate) type NodeId = u32;

/// The root of every tree.
pub(crate) const DOCUMENT: NodeId = 0;

/// One node.
#[derive(Debug)]
pub(crate) struct Node {
    pub parent: NodeId,
    pub first_child: NodeId,
    pub last_child: NodeId,
    pub next: NodeId,
    pub previous: NodeId,
    /// Place in the raw markup: of a text its bytes, of an element its start tag.
    pub start: u32,
    pub end: u32,
    pub data: Data,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Data {
    Document,
    Element(Element),
    /// The bytes at the node's place.
    Text,
    /// Words that stand for the bytes at the node's place: a character reference, a carriage return, a NUL.
    Replaced(StrTendril),
    /// A comment, or the contents of a template: not part of what is seen.
    Nothing,
}

/// An element.
#[derive(Debug)]
pub(crate) struct Element {
    pub name: LocalName,
    /// Of the HTML name space, not SVG or MathML.
    pub html: bool,
    pub attributes: Vec<Attribute>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }
}

/// A page's tree.
#[derive(Debug)]
pub(crate) struct Tree {
    pub nodes: Vec<Node>,
    /// Built for a reader whose scripts run.
    pub scripting: bool,
}

impl Tree {
    /// The node of that number.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// The element of that number, where it is one.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes[id as usize].data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The children of a node.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let first = self.node(id).first_child;
        std::iter::successors((first != 0).then_some(first), |&at| {
            let next = self.node(at).next;
            (next != 0).then_some(next)
        })
    }

    /// The node after `at` in document order within `top`; with `deeper` unset its descendants are passed over.
    pub fn following(&self, at: NodeId, top: NodeId, deeper: bool) -> Option<NodeId> {
        let node = self.node(at);
        if deeper && node.first_child != 0 {
            return Some(node.first_child);
        }
        let mut at = at;
        while at != top {
            let node = self.node(at);
            if node.next != 0 {
                return Some(node.next);
            }
            at = node.parent;
            if at == DOCUMENT && top != DOCUMENT {
                return None;
            }
        }
        None
    }

    /// All text under a node, as it stands, for scripts and the like.
    pub fn raw_text(&self, id: NodeId, raw: &str) -> String {
        let mut words = String::new();
        let mut at = self.following(id, id, true);
        while let Some(node) = at {
            match &self.node(node).data {
                Data::Text => words.push_str(&raw[self.node(node).start as usize..self.node(node).end as usize]),
                Data::Replaced(text) => words.push_str(text),
                _ => {}
            }
            at = self.following(node, id, true);
        }
        words
    }
}
