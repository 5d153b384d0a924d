//! What `changes` is asked.

use super::{JsonArguments, day, last_day};
use clap::{Args, ValueEnum};
use jiff::{SignedDuration, Timestamp};

/// `changes`.
#[derive(Args)]
#[command(after_help = HELP)]
pub struct ChangesArguments {
    /// Since when: a day, a moment, `3h`, `2d`, or `last`, when --seen was last given [default: last, else everything]
    #[arg(long, value_name = "WHEN", value_parser = since)]
    pub since: Option<Asked>,
    /// Note that all of this was seen: the next time, only what is new after it is listed
    #[arg(long, conflicts_with_all = ["who", "story", "from", "to", "limit", "kind"])]
    pub seen: bool,
    /// Only events in which somebody with these words in the name takes part, and documents that have these words
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// Only of the story with this id
    #[arg(long, value_name = "ID")]
    pub story: Option<String>,
    /// Only of this sort; may be given more than once
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = KINDS)]
    pub kind: Vec<String>,
    /// Nothing that was over (of documents: published) before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<String>,
    /// Nothing that began (of documents: was published) after this day
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub to: Option<String>,
    /// What is listed together
    #[arg(long, value_name = "WHAT", default_value = "kind")]
    pub by: Together,
    /// At most so many of each sort
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// What is listed together.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Together {
    /// Changes of one sort
    Kind,
    /// Changes in one story
    Story,
}

pub const KINDS: [&str; 9] = [
    "new-event",
    "separate-origin",
    "first-denial",
    "changed-number",
    "silent-edit",
    "correction",
    "retraction",
    "withdrawal",
    "new-documents",
];

const HELP: &str = "\
What counts is when a capture came to the desk, not when it was published.
  dateline changes                          since the last `changes --seen`
  dateline changes --since 2d --by story    the last 48 hours, story by story
  dateline changes --since 2025-11-09       since that day began, in UTC
  dateline changes --seen                   list, and start anew from here";

/// Since when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Asked {
    /// Since the last mark.
    Last,
    /// So many seconds ago.
    Ago(i64),
    /// A moment, RFC 3339 in UTC.
    At(String),
}

impl Asked {
    /// The moment that is meant; none for the last mark.
    pub fn moment(&self, now: Timestamp) -> Option<String> {
        match self {
            Asked::Last => None,
            Asked::Ago(seconds) => {
                let moment = now.checked_sub(SignedDuration::from_secs(*seconds)).unwrap_or(Timestamp::MIN);
                Some(Timestamp::from_second(moment.as_second()).unwrap_or(moment).to_string())
            }
            Asked::At(moment) => Some(moment.clone()),
        }
    }
}

pub fn since(text: &str) -> Result<Asked, String> {
    if text == "last" {
        return Ok(Asked::Last);
    }
    if let Some((count, unit)) = text.char_indices().next_back().map(|(at, unit)| (&text[..at], unit))
        && let Ok(count) = count.parse::<u32>()
    {
        let seconds = match unit {
            'm' => Some(60),
            'h' => Some(3600),
            'd' => Some(86400),
            'w' => Some(7 * 86400),
            _ => None,
        };
        if let Some(seconds) = seconds {
            return Ok(Asked::Ago(i64::from(count) * seconds));
        }
    }
    // Times of arrival are kept to the second, in UTC.
    let moment = match text.parse::<Timestamp>() {
        Ok(moment) => Some(moment),
        Err(_) => {
            let civil = text.contains('T').then(|| text.parse::<jiff::civil::DateTime>().ok()).flatten();
            let civil = civil.or_else(|| day(text).ok()?.parse::<jiff::civil::DateTime>().ok());
            civil.and_then(|civil| civil.to_zoned(jiff::tz::TimeZone::UTC).ok()).map(|zoned| zoned.timestamp())
        }
    };
    let moment = moment.and_then(|moment| Timestamp::from_second(moment.as_second()).ok());
    moment
        .map(|moment| Asked::At(moment.to_string()))
        .ok_or_else(|| "no moment; write 2024-11-09, 2024-11-09T18:00Z, 45m, 3h, 2d, 1w or last".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let now = "2031-05-14T12:00:00Z".parse().unwrap();
        assert_eq!(since(text).unwrap().moment(now).as_deref(), expected);
    }

    #[test]
    fn moments_are_days_times_or_stretches_back_from_now() {
        check("2031-05-13", Some("2031-05-13T00:00:00Z"));
        check("2031-04", Some("2031-04-01T00:00:00Z"));
        check("2031-05-13T18:30", Some("2031-05-13T18:30:00Z"));
        check("2031-05-13T18:30:00+02:00", Some("2031-05-13T16:30:00Z"));
        check("3h", Some("2031-05-14T09:00:00Z"));
        check("2d", Some("2031-05-12T12:00:00Z"));
        check("last", None);
        assert!(since("soon").is_err() && since("5x").is_err() && since("").is_err());
    }
}
