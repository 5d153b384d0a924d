//! Entities, documents and events as one graph: who says something where, what a document names and tells, who takes part in what.
//!
//! Invariant: every edge but “replies to” leads to exact words. Advertisements and page furniture are no nodes, nor are statements whose
//! speaker is no entity edges; they are counted.

use crate::graphml::Graph;
use crate::qualify::{self, Qualifier, Value, text};
use crate::whole::{Dossier, LeftOut, Whole};
use crate::words;
use dateline_record::{EntityRow, EventRow, ParticipantRow};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// GraphML of a whole desk.
pub struct DeskGraph<'a> {
    graph: Graph<'a>,
    nodes: BTreeSet<String>,
    /// Replies, until all documents are there.
    replies: Vec<(String, String)>,
    left: LeftOut,
}

impl<'a> DeskGraph<'a> {
    /// Begins the file.
    pub fn new(out: &'a mut dyn Write) -> io::Result<DeskGraph<'a>> {
        let (nodes, replies, left) = Default::default();
        Ok(DeskGraph { graph: Graph::begin(out, "desk")?, nodes, replies, left })
    }

    fn node(&mut self, id: &str, sort: &str, qualifiers: Vec<Qualifier>) -> io::Result<()> {
        self.nodes.insert(id.to_owned());
        self.graph.node(id, &[vec![text("sort", sort)], qualifiers].concat())
    }

    fn edge(&mut self, from: &str, to: &str, kind: &str, qualifiers: Vec<Qualifier>) -> io::Result<()> {
        if !self.nodes.contains(from) || !self.nodes.contains(to) {
            *self.left.entry("edges to what is not in this export").or_default() += 1;
            return Ok(());
        }
        self.graph.edge(from, to, &[vec![text("kind", kind)], qualifiers].concat())
    }
}

impl Whole for DeskGraph<'_> {
    fn entity(&mut self, row: &EntityRow) -> io::Result<()> {
        self.node(&format!("entity:{}", row.id), "entity", qualify::entity(row))
    }

    fn document(&mut self, own: &Dossier) -> io::Result<()> {
        let row = own.document;
        let id = format!("document:{}", row.id);
        self.node(&id, "document", qualify::document(row))?;
        self.replies.extend(row.parent.as_ref().map(|parent| (id.clone(), format!("document:{parent}"))));
        for (entity, mentions) in own.named() {
            let Some(first) = mentions.first() else { continue };
            let mut all = vec![("mentions", Value::Count(mentions.len() as u64))];
            all.extend(qualify::evidence(&row.id, &row.capture, &row.path, first.span, &first.text));
            self.edge(&id, &format!("entity:{entity}"), "names", all)?;
        }
        for statement in own.statements {
            let Some(by) = statement.source.as_ref().and_then(|source| source.entity.as_ref()) else {
                *self.left.entry("statements whose speaker is no entity").or_default() += 1;
                continue;
            };
            let mut all = vec![text("content", words::content(statement))];
            all.extend(qualify::statement(statement));
            all.extend(qualify::bearer(row));
            self.edge(&format!("entity:{by}"), &id, "says in", all)?;
        }
        Ok(())
    }

    fn event(&mut self, row: &EventRow) -> io::Result<()> {
        let id = format!("event:{}", row.id);
        self.node(&id, "event", qualify::event(row))?;
        for telling in &row.mentions {
            self.edge(&format!("document:{}", telling.document), &id, "tells of", qualify::telling(telling))?;
        }
        for (kind, all) in [("acts in", &row.actors), ("is acted on in", &row.recipients)] {
            for one in all {
                if let Some(entity) = &one.entity {
                    let modality = [text("modality", words::name(&row.modality))];
                    self.edge(&format!("entity:{entity}"), &id, kind, [part(one), modality.to_vec()].concat())?;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<LeftOut> {
        for (from, to) in std::mem::take(&mut self.replies) {
            self.edge(&from, &to, "replies to", Vec::new())?;
        }
        self.graph.end()?;
        Ok(std::mem::take(&mut self.left))
    }
}

/// How somebody takes part.
fn part(one: &ParticipantRow) -> Vec<Qualifier<'_>> {
    let mut all = vec![text("words", words::participant(one)), text("text", &one.text)];
    let place = [("part", one.span.part), ("start", one.span.start), ("end", one.span.end)];
    all.extend(place.map(|(name, own)| (name, Value::Count(own.into()))));
    all.extend(one.referent.as_ref().map(|own| text("referent", own)));
    all.extend(one.country.as_ref().map(|own| text("country", own)));
    all.extend((!one.sectors.is_empty()).then(|| text("sectors", one.sectors.join(" "))));
    all.extend(one.role.as_ref().map(|own| text("role", own)));
    all.push(("metonym", Value::Flag(one.metonym)));
    all.push(("thing", Value::Flag(one.thing)));
    all
}

#[cfg(test)]
mod tests {
    use crate::invented;

    #[test]
    fn an_event_says_how_real_it_is_and_a_telling_where_it_stands() {
        let written = invented::whole(|out| Box::new(super::DeskGraph::new(out).unwrap()));
        let text = crate::graphml::tests::valid(&written);
        let node = text.split("<node").find(|node| node.contains("event:v1")).unwrap();
        for part in ["key=\"modality\">denied<", "key=\"when_precision\">month<", "key=\"lineage_unknown\">1<"] {
            assert!(node.contains(part), "{part}: {node}");
        }
        let edge = text.split("<edge").find(|edge| edge.contains("tells of")).unwrap();
        for part in ["key=\"telling\">m1<", "key=\"modality\">denied<", "key=\"path\">a.html<", "key=\"end\">40<"] {
            assert!(edge.contains(part), "{part}: {edge}");
        }
    }
}
