//! Arguments of the commands that list relations.

use super::{JsonArguments, day};
use clap::Args;
use dateline_record::Relation;

/// `lineage`.
#[derive(Args)]
pub struct LineageArguments {
    /// Only what the document with this id has of others and others of it
    #[arg(value_name = "ID")]
    pub document: Option<String>,
    /// Only these relations; may be given more than once
    #[arg(long, value_name = "RELATION", value_delimiter = ',', value_parser = relation)]
    pub relation: Vec<Relation>,
    /// Only with another document of the desk, not with what is credited or noted alone
    #[arg(long)]
    pub pairs: bool,
    /// Only across houses: an outlet and its letters are one
    #[arg(long)]
    pub across: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}

fn relation(name: &str) -> Result<Relation, String> {
    let known = Relation::ALL.into_iter().find(|relation| relation.name() == name.replace('-', "_"));
    known.ok_or_else(|| format!("one of {}", Relation::ALL.map(Relation::name).join(", ")))
}

/// `stories`.
#[derive(Args)]
pub struct StoriesArguments {
    /// Only with all of these words in the titles of their documents
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only those still told on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<String>,
    /// Those too that were judged “off”
    #[arg(long)]
    pub all: bool,
    /// Only of so many documents or more
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub min_documents: usize,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}
