//! What `brief` is asked.

use super::changes::{Asked, since};
use super::{JsonArguments, day, last_day};
use clap::{Args, ValueEnum};

/// `brief`.
#[derive(Args)]
#[command(after_help = HELP)]
pub struct BriefArguments {
    /// Since when: a day, a moment, `3h`, `2d`, or `last`, the last brief that was kept [default: last, else everything]
    #[arg(long, value_name = "WHEN", value_parser = since)]
    pub since: Option<Asked>,
    /// Keep that this brief was given: the next one begins here, and says "Update:" of what this one had
    #[arg(long, conflicts_with_all = ["who", "story", "from", "to"])]
    pub keep: bool,
    /// Only events in which somebody with these words in the name takes part, and what such people say
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// Only of the story with this id
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,
    /// Nothing that was over (of documents: published) before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<String>,
    /// Nothing that began (of documents: was published) after this day
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub to: Option<String>,
    /// At most so many events of one story
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub events: usize,
    /// At most so many stories
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub stories: usize,
    /// Instead, check the lines of a brief, as `--json` wrote it and somebody may have changed it, against the desk
    #[arg(long, value_name = "FILE", conflicts_with = "keep")]
    pub check: Option<std::path::PathBuf>,
    /// In what form
    #[arg(long, value_name = "FORM", default_value = "markdown")]
    pub format: BriefFormat,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// In what form a brief is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// Markdown
    Markdown,
    /// A page without scripts or anything from elsewhere
    Html,
    /// A mail, ready to be sent: Markdown and HTML
    Eml,
}

const HELP: &str = "\
Every line is a sentence of a document, numbers side by side, or somebody's words; each is checked against the words
that it cites, and left out and counted where it does not hold.
  dateline brief                            since the last `brief --keep`
  dateline brief --since 2d --format html > brief.html
  dateline brief --story a1b2c3d4 --from 2025-11-01
  dateline brief --json > brief.json; dateline brief --check brief.json";
