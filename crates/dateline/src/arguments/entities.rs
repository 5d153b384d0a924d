//! What `entities` is asked.

use super::{JsonArguments, day};
use clap::Args;

const HELP: &str = "\
  dateline entities ansel                                 all that is called so
  dateline entities --role \"prime minister of norway\"      who was said to be that, and when
  dateline entities --role \"foreign minister\" --on 2025-11-04
A role is compared by its words and its country; former and deputy ones are others.
With --on only those are told of whom documents say so from before that day to after it,
and how near others come.";

/// `entities`.
#[derive(Args)]
#[command(after_help = HELP)]
pub struct EntitiesArguments {
    /// Words that one of its names must have
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Of this sort
    #[arg(long = "type", value_name = "TYPE", value_parser = ["person", "organisation", "place", "unknown"])]
    pub sort: Option<String>,
    /// Said to hold this office: “foreign minister of Norway”
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// On this day, as far as the documents show
    #[arg(long, value_name = "DATE", value_parser = day, requires = "role")]
    pub on: Option<String>,
    /// In so many documents at least
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_documents: u64,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}
