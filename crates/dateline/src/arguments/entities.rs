//! What `entities` is asked.

use super::JsonArguments;
use clap::Args;

/// `entities`.
#[derive(Args)]
pub struct EntitiesArguments {
    /// Words that one of its names must have
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Of this sort
    #[arg(long = "type", value_name = "TYPE", value_parser = ["person", "organisation", "place", "unknown"])]
    pub sort: Option<String>,
    /// In so many documents at least
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_documents: u64,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}
