//! Takes the tree from html5ever and gives every text its place.
//!
//! The watcher in [`super::markup`] puts runs of characters with their places in a queue before the tree builder sees them;
//! what the builder then places, at once or after holding it back, is matched against the queue in order.
//! Invariant: text is placed in the order of the queue; what is passed over was dropped by the builder.
//! Cost: one node an element and a run of text.

use super::tree::{DOCUMENT, Data, Element, Node, NodeId, Tree};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// A run of text on its way through the tree builder.
pub(super) struct Run {
    pub text: StrTendril,
    pub used: usize,
    pub start: u32,
    pub end: u32,
    pub verbatim: bool,
}

/// What html5ever knows a node by.
pub(super) type Handle = Rc<Named>;

/// A node's number and name.
#[derive(Debug)]
pub(super) struct Named {
    id: NodeId,
    name: QualName,
}

/// A name, borrowed from a handle.
#[derive(Debug)]
pub(super) struct NameOf<'a>(&'a QualName);

impl ElemName for NameOf<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// Takes the tree from html5ever.
pub(super) struct Planter {
    nodes: RefCell<Vec<Node>>,
    /// Text handed to the tree builder and not yet back from it, in order.
    pub runs: RefCell<VecDeque<Run>>,
    /// Place of the tag in hand.
    pub tag: Cell<(u32, u32)>,
    /// Elements made.
    pub elements: Cell<usize>,
    /// The last of them.
    latest: Cell<NodeId>,
    document: Handle,
}

impl Planter {
    pub fn new() -> Planter {
        let root = Node {
            parent: 0,
            first_child: 0,
            last_child: 0,
            next: 0,
            previous: 0,
            start: 0,
            end: 0,
            data: Data::Document,
        };
        let name = QualName::new(None, ns!(), LocalName::from(""));
        Planter {
            nodes: RefCell::new(vec![root]),
            runs: RefCell::default(),
            tag: Cell::new((0, 0)),
            elements: Cell::new(0),
            latest: Cell::new(DOCUMENT),
            document: Rc::new(Named { id: DOCUMENT, name }),
        }
    }

    fn make(&self, start: u32, end: u32, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { parent: 0, first_child: 0, last_child: 0, next: 0, previous: 0, start, end, data });
        (nodes.len() - 1) as NodeId
    }

    /// Gives the last element made the raw bytes from its start tag to `end` as its text.
    pub fn fill_latest(&self, end: u32) {
        let latest = self.latest.get();
        let start = self.nodes.borrow()[latest as usize].end;
        if start < end {
            let id = self.make(start, end, Data::Text);
            self.attach(latest, 0, id);
        }
    }

    fn nothing(&self) -> Handle {
        let id = self.make(0, 0, Data::Nothing);
        Rc::new(Named { id, name: QualName::new(None, ns!(), LocalName::from("")) })
    }

    /// Puts `child` under `parent`, before `sibling` or, where that is 0, last.
    fn attach(&self, parent: NodeId, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let before = match sibling {
            0 => nodes[parent as usize].last_child,
            _ => nodes[sibling as usize].previous,
        };
        let node = &mut nodes[child as usize];
        (node.parent, node.previous, node.next) = (parent, before, sibling);
        match before {
            0 => nodes[parent as usize].first_child = child,
            _ => nodes[before as usize].next = child,
        }
        match sibling {
            0 => nodes[parent as usize].last_child = child,
            _ => nodes[sibling as usize].previous = child,
        }
    }

    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[id as usize];
        // A node without a parent is the document's child only where the document says so.
        if parent == DOCUMENT && previous == 0 && nodes[DOCUMENT as usize].first_child != id {
            return;
        }
        match previous {
            0 => nodes[parent as usize].first_child = next,
            _ => nodes[previous as usize].next = next,
        }
        match next {
            0 => nodes[parent as usize].last_child = previous,
            _ => nodes[next as usize].previous = previous,
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next) = (0, 0, 0);
    }

    fn place(&self, parent: NodeId, sibling: NodeId, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(handle) => self.attach(parent, sibling, handle.id),
            NodeOrText::AppendText(text) => self.place_text(parent, sibling, &text),
        }
    }

    /// Finds where `text` came from: the first run in the queue that holds it. What stands before was dropped on the way.
    fn place_text(&self, parent: NodeId, sibling: NodeId, text: &StrTendril) {
        let mut runs = self.runs.borrow_mut();
        while let Some(run) = runs.front_mut() {
            let left = &run.text[run.used..];
            let Some(at) = (if left.starts_with(&**text) { Some(0) } else { left.find(&**text) }) else {
                runs.pop_front();
                continue;
            };
            let from = run.used + at;
            run.used = from + text.len();
            let (start, end, verbatim) = match run.verbatim {
                true => (run.start + from as u32, run.start + run.used as u32, true),
                false => (run.start, run.end, false),
            };
            if run.used == run.text.len() {
                runs.pop_front();
            }
            if start == end {
                return;
            }
            let before = match sibling {
                0 => self.nodes.borrow()[parent as usize].last_child,
                _ => self.nodes.borrow()[sibling as usize].previous,
            };
            if verbatim && before != 0 {
                let last = &mut self.nodes.borrow_mut()[before as usize];
                if last.end == start && matches!(last.data, Data::Text) {
                    last.end = end;
                    return;
                }
            }
            let data = if verbatim { Data::Text } else { Data::Replaced(text.clone()) };
            let id = self.make(start, end, data);
            self.attach(parent, sibling, id);
            return;
        }
        debug_assert!(false, "text from nowhere: {text:?}");
    }
}

impl TreeSink for Planter {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = NameOf<'a>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner(), scripting: true }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> NameOf<'a> {
        NameOf(&target.name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Handle {
        let (start, end) = self.tag.get();
        self.elements.set(self.elements.get() + 1);
        let element = Element { name: name.local.clone(), html: name.ns == ns!(html), attributes };
        let id = self.make(start, end, Data::Element(element));
        self.latest.set(id);
        Rc::new(Named { id, name })
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.nothing()
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.nothing()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.place(parent.id, 0, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[element.id as usize].parent;
        match parent {
            0 => self.place(previous.id, 0, child),
            _ => self.place(parent, element.id, child),
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, _target: &Handle) -> Handle {
        self.nothing()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.id as usize].parent;
        self.place(parent, sibling.id, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Data::Element(element) = &mut nodes[target.id as usize].data {
            for attribute in attributes {
                if !element.attributes.iter().any(|own| own.name == attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        loop {
            let child = self.nodes.borrow()[node.id as usize].first_child;
            if child == 0 {
                return;
            }
            self.attach(parent.id, 0, child);
        }
    }
}
