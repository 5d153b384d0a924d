//! What `watch` is asked.

use super::{JsonArguments, zone};
use crate::arguments::changes::KINDS;
use clap::{Args, Subcommand};
use std::path::PathBuf;

const HELP: &str = "\
Nothing is watched until it is added:
  dateline watch add https://www.harbourledger.example/rss --outlet \"The Harbour Ledger\"
  dateline watch add --opml feeds.opml --every 30m        # as readers of feeds export it
  dateline watch add --folder ~/Maildir --every 5m        # mail as it comes in
  dateline watch                                          # until Ctrl-C; what is new is told
  dateline watch --once --json                            # one round, for a timer
A page that is no feed can be watched too: it is taken in when its words change.
Only public addresses over http and https are asked, at every redirect; a host is asked one
thing at a time, later after each failure, and never before the moment that it names.";

/// `watch`.
#[derive(Args)]
#[command(after_help = HELP, args_conflicts_with_subcommands = true)]
pub struct WatchArguments {
    #[command(subcommand)]
    pub what: Option<WatchCommand>,
    #[command(flatten)]
    pub round: RoundArguments,
}

/// What to do with what is watched.
#[derive(Subcommand)]
pub enum WatchCommand {
    /// Watch feeds, pages or a folder
    Add(AddArguments),
    /// List what is watched and what came of the last look
    List {
        /// As a list of feeds for other programs (OPML)
        #[arg(long, conflicts_with = "json")]
        opml: bool,
        #[command(flatten)]
        output: JsonArguments,
    },
    /// Watch these no more; what came of them stays on the desk
    Remove {
        /// Addresses or folders, as `list` has them
        #[arg(required = true, value_name = "ADDRESS")]
        addresses: Vec<String>,
    },
}

/// `watch add`.
#[derive(Args)]
pub struct AddArguments {
    /// Addresses of feeds or pages
    #[arg(value_name = "ADDRESS", required_unless_present_any = ["opml", "folder"])]
    pub addresses: Vec<String>,
    /// All feeds of a list (OPML)
    #[arg(long, value_name = "FILE")]
    pub opml: Option<PathBuf>,
    /// A folder of mails or other captures: a Maildir, one with mailboxes, any other
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Who publishes them, where they do not say so themselves
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Fetch the pages that entries lead to as well, where robots.txt allows it
    #[arg(long)]
    pub pages: bool,
    /// Between two looks: 5m, 2h, 1d
    #[arg(long, value_name = "SPAN", default_value = "1h", value_parser = span)]
    pub every: u64,
    /// Allow ports other than 80 and 443
    #[arg(long)]
    pub any_port: bool,
}

/// A round, or rounds until Ctrl-C.
#[derive(Args)]
pub struct RoundArguments {
    /// One round of what is due, then end
    #[arg(long)]
    pub once: bool,
    /// Look at everything in the first round, due or not
    #[arg(long)]
    pub now: bool,
    /// Ask this machine and private networks too
    #[arg(long)]
    pub allow_private: bool,
    /// Ask ports other than 80 and 443 too
    #[arg(long)]
    pub any_port: bool,
    /// Seconds between two questions to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    pub pause: u64,
    /// Tell only what has these words in the names of those who take part, or in the document
    #[arg(long, value_name = "WORDS")]
    pub who: Option<String>,
    /// Tell only changes in this story
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,
    /// Tell only changes of this sort; may be given several times
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    pub kind: Vec<String>,
    /// The desk's time zone, as America/New_York or +03:00
    #[arg(long, value_name = "NAME", env = "DATELINE_ZONE", value_parser = zone, allow_hyphen_values = true)]
    pub zone: Option<String>,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// Seconds of “90s”, “5m”, “2h”, “1d”: a minute at least, thirty days at most.
fn span(text: &str) -> Result<u64, String> {
    let wrong = || "write a span as 5m, 2h or 1d".to_string();
    let unit = text.chars().last().ok_or_else(wrong)?;
    let one = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let count: u64 = text[..text.len() - unit.len_utf8()].trim().parse().map_err(|_| wrong())?;
    match count.checked_mul(one) {
        Some(seconds @ 60..=2_592_000) => Ok(seconds),
        _ => Err("a minute at least, 30 days at most".to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_minutes_to_days() {
        assert_eq!(["5m", "2h", "1d", "90s"].map(span), [Ok(300), Ok(7200), Ok(86_400), Ok(90)]);
        assert!(
            ["", "5", "m", "1s", "31d", "-5m", "9999999999999999999d", "5é"].iter().all(|text| span(text).is_err())
        );
    }
}
