//! Who speaks of whom, and who meets whom: a graph of entities. An edge is one statement or one telling of a meeting.
//!
//! A statement is no fact, and a telling no meeting: every edge has on whose word, how real, when and how exactly, and the words.
//! Invariant: an edge leads to its exact words. What somebody says without naming anybody is no edge, and is counted.

use crate::graphml::Graph;
use crate::qualify::{self, Value, text};
use crate::whole::{Dossier, LeftOut, Whole, is_real, parties};
use crate::words;
use dateline_record::{EntityRow, EventRow};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The class of meetings.
const MEETING: &str = "CONSULT";

/// GraphML of who speaks of whom and who meets whom.
pub struct Network<'a> {
    graph: Graph<'a>,
    nodes: BTreeSet<String>,
    left: LeftOut,
}

impl<'a> Network<'a> {
    /// Begins the file.
    pub fn new(out: &'a mut dyn Write) -> io::Result<Network<'a>> {
        Ok(Network { graph: Graph::begin(out, "network")?, nodes: BTreeSet::new(), left: LeftOut::new() })
    }

    fn leave_out(&mut self, what: &'static str) {
        *self.left.entry(what).or_default() += 1;
    }
}

impl Whole for Network<'_> {
    fn entity(&mut self, row: &EntityRow) -> io::Result<()> {
        self.nodes.insert(row.id.clone());
        self.graph.node(&row.id, &[vec![text("sort", "entity")], qualify::entity(row)].concat())
    }

    fn document(&mut self, own: &Dossier) -> io::Result<()> {
        for statement in own.statements {
            let by = statement.source.as_ref().and_then(|source| source.entity.as_ref());
            let Some(by) = by.filter(|by| self.nodes.contains(*by)) else {
                self.leave_out("statements whose speaker is no entity");
                continue;
            };
            let of = own.spoken_of(statement);
            if of.is_empty() {
                self.leave_out("statements that name nobody else");
            }
            for (of, mention) in of.into_iter().filter(|(of, _)| self.nodes.contains(*of)) {
                let named =
                    [text("kind", "says of"), text("of", &mention.text), text("content", words::content(statement))];
                let all = [named.to_vec(), qualify::statement(statement), qualify::bearer(own.document)].concat();
                self.graph.edge(by, of, &all)?;
            }
        }
        for telling in own.events.iter().filter(|telling| telling.event_type == MEETING) {
            if !is_real(telling.modality) {
                self.leave_out("meetings that are not told as having taken place");
                continue;
            }
            let all: Vec<&str> = parties(telling).into_iter().filter(|own| self.nodes.contains(*own)).collect();
            let met = vec![text("kind", "meets"), ("mutual", Value::Flag(true))];
            let attributes = [met, qualify::told(telling), qualify::bearer(own.document)].concat();
            for (at, one) in all.iter().enumerate() {
                all[at + 1..].iter().try_for_each(|other| self.graph.edge(one, other, &attributes))?;
            }
        }
        Ok(())
    }

    fn event(&mut self, _row: &EventRow) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<LeftOut> {
        self.graph.end()?;
        Ok(std::mem::take(&mut self.left))
    }
}

#[cfg(test)]
mod tests {
    use crate::invented;

    #[test]
    fn an_edge_says_on_whose_word_when_how_exactly_and_where_its_words_stand() {
        let written = invented::whole(|out| Box::new(super::Network::new(out).unwrap()));
        let text = crate::graphml::tests::valid(&written);
        let edge = text.split("<edge").find(|edge| edge.contains("says of")).unwrap();
        for part in [
            "<data key=\"statement\">s1</data>",
            "<data key=\"authority\">named</data>",
            "<data key=\"denied\">true</data>",
            "<data key=\"hedged\">false</data>",
            "<data key=\"said_edtf\">2031-05</data>",
            "<data key=\"said_precision\">month</data>",
            "<data key=\"truncated\">…</data>",
            "<data key=\"document_kind\">comment</data>",
            "<data key=\"capture\">c1</data>",
            "<data key=\"start\">10</data>",
        ] {
            assert!(edge.contains(part), "{part}: {edge}");
        }
    }
}
