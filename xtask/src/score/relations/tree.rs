//! Discourse trees: units of text, and which attribute what.
//!
//! Form: `<segment id parent relname>words</segment>` in the order of the text, `<group id type parent relname/>`. A node is what its nuclei span;
//! what hangs on a nucleus by a relation of its own is no part of it, but of what holds both.
//! Invariant: words are counted over all segments. Source: gucorpling.org/rst, Zeldes, rstWeb, 2016.

use anyhow::{Context, ensure};
use std::collections::{BTreeMap, BTreeSet};

/// What attributes, and what it attributes, as numbers of words; marks left out.
pub struct Relation {
    pub unit: BTreeSet<usize>,
    pub content: BTreeSet<usize>,
}

#[derive(Default)]
struct Node {
    words: Vec<usize>,
    parent: Option<u32>,
    relation: String,
    children: Vec<u32>,
}

struct Tree {
    nodes: BTreeMap<u32, Node>,
    /// Relations that join nuclei.
    joining: BTreeSet<String>,
}

/// The words of a tree's file, and its relations of attribution in order.
pub fn read(source: &str) -> anyhow::Result<(Vec<String>, Vec<Relation>)> {
    let mut forms: Vec<String> = Vec::new();
    let mut tree = Tree { nodes: BTreeMap::new(), joining: BTreeSet::from(["span".to_owned()]) };
    for element in source.split('<').skip(1) {
        let (tag, text) = element.split_once('>').context("a tag without an end")?;
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            rest.split_once('"').map(|(value, _)| value)
        };
        let is_node = tag.starts_with("segment ") || tag.starts_with("group ");
        if tag.starts_with("rel ") && attribute("type") == Some("multinuc") {
            tree.joining.extend(attribute("name").map(str::to_owned));
        }
        if !is_node {
            continue;
        }
        let id: u32 = attribute("id").context("a node without a number")?.parse()?;
        let own: Vec<String> = if tag.starts_with("segment ") {
            plain(text).split_whitespace().map(str::to_owned).collect()
        } else {
            Vec::new()
        };
        let words = (forms.len()..forms.len() + own.len()).collect();
        forms.extend(own);
        let parent = attribute("parent").map(str::parse).transpose()?;
        let relation = attribute("relname").unwrap_or_default().to_owned();
        tree.nodes.insert(id, Node { words, parent, relation, children: Vec::new() });
    }
    let edges: Vec<(u32, u32)> = tree.nodes.iter().filter_map(|(id, node)| Some((node.parent?, *id))).collect();
    for (parent, child) in edges {
        tree.nodes.get_mut(&parent).context("a parent that is not there")?.children.push(child);
    }
    let is_word = |at: &usize| forms[*at].contains(char::is_alphanumeric);
    let mut relations = Vec::new();
    for (id, node) in &tree.nodes {
        let Some(parent) = node.parent.filter(|_| node.relation.starts_with("attribution")) else { continue };
        let (mut unit, mut content) = (BTreeSet::new(), BTreeSet::new());
        ensure!(tree.whole(*id, 0, &mut unit) && tree.own(parent, 0, &mut content), "a tree that is none");
        unit.retain(|at| is_word(at));
        content.retain(|at| is_word(at));
        relations.push(Relation { unit, content });
    }
    Ok((forms, relations))
}

impl Tree {
    /// What a node's nuclei span; false where it is no tree.
    fn own(&self, id: u32, depth: usize, words: &mut BTreeSet<usize>) -> bool {
        let Some(node) = self.nodes.get(&id).filter(|_| depth <= self.nodes.len()) else { return false };
        words.extend(&node.words);
        let nuclei = node.children.iter().filter(|child| self.joining.contains(&self.nodes[*child].relation));
        nuclei.fold(true, |whole, child| whole & self.whole(*child, depth + 1, words))
    }

    /// The same, and what hangs on it.
    fn whole(&self, id: u32, depth: usize, words: &mut BTreeSet<usize>) -> bool {
        let Some(node) = self.nodes.get(&id).filter(|_| depth <= self.nodes.len()) else { return false };
        let others = node.children.iter().filter(|child| !self.joining.contains(&self.nodes[*child].relation));
        others.fold(self.own(id, depth, words), |whole, child| whole & self.whole(*child, depth + 1, words))
    }
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = r#"<rst><header><relations><rel name="joint-list" type="multinuc"/>
        <rel name="attribution-positive" type="rst"/></relations></header><body>
        <segment id="1" parent="5" relname="attribution-positive">Ana Holm said ,</segment>
        <segment id="2" parent="1" relname="elaboration-additional">who left early ,</segment>
        <segment id="3" parent="6" relname="joint-list">the R&amp;D ferry is late</segment>
        <segment id="4" parent="6" relname="joint-list">and full .</segment>
        <group id="6" type="multinuc" parent="5" relname="span"/>
        <group id="5" type="span" parent="7" relname="span"/>
        <segment id="8" parent="5" relname="context-background">It rained .</segment>
        <group id="7" type="span"/></body></rst>"#;

    fn words(forms: &[String], numbers: &BTreeSet<usize>) -> String {
        numbers.iter().map(|at| forms[*at].as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_unit_has_what_hangs_on_it_and_a_content_only_its_nuclei() {
        let (forms, relations) = read(TREE).expect("it is well formed");
        assert_eq!(words(&forms, &relations[0].unit), "Ana Holm said who left early");
        assert_eq!(words(&forms, &relations[0].content), "the R&D ferry is late and full");
    }

    #[test]
    fn a_ring_is_no_tree() {
        let ring = r#"<segment id="1" parent="2" relname="attribution-positive">she said</segment>
            <group id="2" parent="3" relname="span"/><group id="3" parent="2" relname="span"/>"#;
        assert!(read(ring).is_err());
    }
}
