//! GraphML 1.0: nodes and edges with typed attributes.
//!
//! A time becomes six attributes: EDTF, first and last day, precision, method, words. Invariant: every attribute is declared, with its
//! type; edges have ids, so that two between the same nodes stay two. Source: graphml.graphdrawing.org, the primer.

use crate::qualify::{Qualifier, Value};
use crate::{words, xml};
use std::io::{self, Write};

/// Attributes that are text.
const TEXTS: &[&str] = &[
    "sort",
    "kind",
    "name",
    "type",
    "aliases",
    "roles",
    "perhaps_the_same_as",
    "made_by",
    "document",
    "capture",
    "path",
    "document_kind",
    "title",
    "byline",
    "outlet",
    "language",
    "parent",
    "truncated",
    "credits",
    "notes",
    "statement",
    "authority",
    "directness",
    "cue_class",
    "cue",
    "source",
    "role",
    "anonymity",
    "chain",
    "venue",
    "text",
    "telling",
    "mode",
    "modality",
    "place",
    "country",
    "place_precision",
    "actors",
    "recipients",
    "quantities",
    "trigger",
    "event",
    "reasons",
    "claims",
    "entity",
    "words",
    "content",
    "sectors",
    "referent",
    "of",
];
/// Attributes that are whole numbers.
const COUNTS: &[&str] = &["mentions", "documents", "part", "start", "end", "reports", "origins", "lineage_unknown"];
/// Attributes that are real numbers.
const REALS: &[&str] = &["latitude", "longitude"];
/// Attributes that are so or not.
const FLAGS: &[&str] = &["denied", "hedged", "mutual", "metonym", "thing"];
/// Attributes that are times.
const WHENS: &[&str] = &["published", "updated", "captured", "said", "when"];
/// What a time becomes.
const OF_WHEN: &[&str] = &["edtf", "earliest", "latest", "precision", "method", "text"];

/// Where a graph is written to.
pub(crate) struct Graph<'a> {
    out: &'a mut dyn Write,
    edges: u64,
}

impl<'a> Graph<'a> {
    /// Begins a graph, its attributes declared.
    pub fn begin(out: &'a mut dyn Write, id: &str) -> io::Result<Graph<'a>> {
        write!(out, "{}", xml::HEAD)?;
        xml::open(out, "graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
        writeln!(out)?;
        let mut declare = |name: &str, sort: &str| {
            xml::empty(out, "key", &[("id", name), ("for", "all"), ("attr.name", name), ("attr.type", sort)])
        };
        for (names, sort) in [(TEXTS, "string"), (COUNTS, "long"), (REALS, "double"), (FLAGS, "boolean")] {
            names.iter().try_for_each(|name| declare(name, sort))?;
        }
        for when in WHENS {
            OF_WHEN.iter().try_for_each(|of| declare(&format!("{when}_{of}"), "string"))?;
        }
        xml::open(out, "graph", &[("id", id), ("edgedefault", "directed")])?;
        writeln!(out)?;
        Ok(Graph { out, edges: 0 })
    }

    /// A node.
    pub fn node(&mut self, id: &str, attributes: &[Qualifier]) -> io::Result<()> {
        xml::open(self.out, "node", &[("id", id)])?;
        self.data(attributes)?;
        xml::close(self.out, "node")
    }

    /// An edge.
    pub fn edge(&mut self, from: &str, to: &str, attributes: &[Qualifier]) -> io::Result<()> {
        let id = format!("e{}", self.edges);
        self.edges += 1;
        xml::open(self.out, "edge", &[("id", &id), ("source", from), ("target", to)])?;
        self.data(attributes)?;
        xml::close(self.out, "edge")
    }

    /// Ends the file.
    pub fn end(&mut self) -> io::Result<()> {
        xml::close(self.out, "graph")?;
        xml::close(self.out, "graphml")
    }

    fn data(&mut self, attributes: &[Qualifier]) -> io::Result<()> {
        for (name, value) in attributes {
            match value {
                Value::Text(own) => self.datum(name, own)?,
                Value::Count(own) => self.datum(name, &own.to_string())?,
                Value::Real(own) => self.datum(name, &own.to_string())?,
                Value::Flag(own) => self.datum(name, &own.to_string())?,
                Value::When(own) => {
                    let (precision, method) = (words::name(&own.precision), words::name(&own.method));
                    let all = [
                        Some(&own.edtf),
                        own.earliest.as_ref(),
                        own.latest.as_ref(),
                        Some(&precision),
                        Some(&method),
                        own.text.as_ref(),
                    ];
                    for (of, own) in OF_WHEN.iter().zip(all) {
                        own.map_or(Ok(()), |own| self.datum(&format!("{name}_{of}"), own))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn datum(&mut self, name: &str, value: &str) -> io::Result<()> {
        xml::leaf(self.out, "data", &[("key", name)], value)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use quick_xml::events::Event;
    use std::collections::BTreeSet;

    /// Holds a file against the format: declared attributes, ends of edges that are nodes.
    pub(crate) fn valid(bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut keys, mut nodes) = (BTreeSet::new(), BTreeSet::new());
        loop {
            let event = reader.read_event().unwrap();
            let (Event::Start(tag) | Event::Empty(tag)) = &event else {
                if matches!(event, Event::Eof) {
                    return text;
                }
                continue;
            };
            let attribute = |name: &str| {
                let own = tag.try_get_attribute(name).unwrap().map(|own| own.value.into_owned());
                own.unwrap_or_default()
            };
            match tag.name().as_ref() {
                "key" => assert!(keys.insert(attribute("id"))),
                "node" => assert!(nodes.insert(attribute("id"))),
                "data" => assert!(keys.contains(&attribute("key")), "{} is not declared", attribute("key")),
                "edge" => {
                    for end in ["source", "target"] {
                        assert!(nodes.contains(&attribute(end)), "{} is no node", attribute(end));
                    }
                }
                _ => {}
            }
        }
    }
}
