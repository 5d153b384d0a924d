//! Arguments of `export`: what, in which format, and which of them go together.

use super::{Asked, Layer, changes};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `export`.
#[derive(Args)]
#[command(after_help = HELP)]
pub struct ExportArguments {
    /// What: rows of one kind, or something made of the whole desk
    pub what: Subject,
    /// How it is written [default: jsonl for rows, else the first that fits]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Where to, `-` for standard output; the file is there whole or not at all
    #[arg(long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    pub out: PathBuf,
    /// Only this story's documents, whom they name and what they tell: of desk, network, report, ninjs
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,
    /// Of changes, since when: a day, a moment, `3h`, `2d`, or `last` [default: last, else everything]
    #[arg(long, value_name = "WHEN", value_parser = changes::since)]
    pub since: Option<Asked>,
}

const HELP: &str = "\
What each format keeps and drops: docs/EXPORTS.md. Dates keep how exactly and by what means they
are known, statements on whose word they are, events how real they are, in every format. What a
format has no place for is counted on standard error.
  dateline export statements                                 rows, one JSON object a line
  dateline export events --format csv --out events.csv       a table, for spreadsheets
  dateline export changes --format rss --since 2d            what is another; json-feed too
  dateline export announcements --format ics --out week.ics  what is announced, as iCalendar
  dateline export events --format plover                     event data by PLOVER's manual
  dateline export documents --format ninjs                   news objects of IPTC ninjs 3.0
  dateline export network --format graphml                   who speaks of whom, who meets whom
  dateline export desk --format graphml                      entities, documents, events as a graph
  dateline export desk --format ftm                          FollowTheMoney entities
  dateline export desk --format json-ld                      schema.org
  dateline export sources --format opml                      outlets with the feeds known of them
  dateline export captures --format warc --out desk.warc     the bytes as they came
  dateline export report --story a4997f90 --out story.html   one page to read, print or send";

/// What is exported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Rows of one kind.
    Rows(Layer),
    /// Who speaks of whom and who meets whom.
    Network,
    /// Entities, documents, statements and events.
    Desk,
    /// A page for people.
    Report,
    /// Outlets and their feeds.
    Sources,
    /// The bytes that came.
    Captures,
}

/// What every kind of row can be written as.
#[cfg(feature = "parquet")]
const TABLES: &[Format] = &[Format::Jsonl, Format::Csv, Format::Parquet];
#[cfg(not(feature = "parquet"))]
const TABLES: &[Format] = &[Format::Jsonl, Format::Csv];

/// Those that are no rows.
const MADE: [Subject; 5] = [Subject::Network, Subject::Desk, Subject::Report, Subject::Sources, Subject::Captures];

impl ValueEnum for Subject {
    fn value_variants<'a>() -> &'a [Subject] {
        static ALL: std::sync::OnceLock<Vec<Subject>> = std::sync::OnceLock::new();
        ALL.get_or_init(|| {
            let rows = Layer::value_variants().iter().map(|layer| Subject::Rows(*layer));
            rows.chain(MADE).collect()
        })
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Subject::Rows(layer) => return layer.to_possible_value(),
            Subject::Network => {
                PossibleValue::new("network").help("Who speaks of whom and who meets whom, each edge with its words")
            }
            Subject::Desk => PossibleValue::new("desk").help("Entities, documents, statements and events together"),
            Subject::Report => PossibleValue::new("report")
                .help("A page for people: what is told, what cannot all stand, who said what"),
            Subject::Sources => PossibleValue::new("sources").help("Outlets, with the feeds that are known of them"),
            Subject::Captures => {
                PossibleValue::new("captures").help("The bytes of everything that was read, as they came")
            }
        })
    }
}

impl Subject {
    /// The formats that it can be written in, the default first.
    pub fn formats(self) -> Vec<Format> {
        let mut own = match self {
            Subject::Rows(_) => TABLES.to_vec(),
            Subject::Network => vec![Format::Graphml],
            Subject::Desk => vec![Format::Graphml, Format::Ftm, Format::JsonLd],
            Subject::Report => vec![Format::Html],
            Subject::Sources => vec![Format::Opml],
            Subject::Captures => vec![Format::Warc],
        };
        own.extend(match self {
            Subject::Rows(Layer::Changes) => &[Format::JsonFeed, Format::Rss][..],
            Subject::Rows(Layer::Announcements) => &[Format::Ics],
            Subject::Rows(Layer::Events) => &[Format::Plover],
            Subject::Rows(Layer::Documents) => &[Format::Ninjs],
            _ => &[],
        });
        own
    }
}

/// A form of export.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// JSON Lines: rows
    Jsonl,
    /// Comma-separated values with a header line: rows; lists and spans as JSON; an apostrophe before what would be a formula
    Csv,
    /// Parquet: rows, columns with their types; a time is six of them
    #[cfg(feature = "parquet")]
    Parquet,
    /// JSON Feed 1.1: changes
    JsonFeed,
    /// RSS 2.0: changes
    Rss,
    /// iCalendar: announcements
    Ics,
    /// PLOVER event records: events
    Plover,
    /// IPTC ninjs 3.0: documents
    Ninjs,
    /// GraphML: network, desk
    Graphml,
    /// FollowTheMoney entities: desk
    Ftm,
    /// schema.org as JSON-LD: desk
    JsonLd,
    /// OPML 2.0: sources
    Opml,
    /// WARC 1.1: captures
    Warc,
    /// One HTML page: report
    Html,
}

/// The name of a value on the command line.
pub fn named(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|own| own.get_name().to_owned()).unwrap_or_default()
}
