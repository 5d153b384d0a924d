//! When to ask again: at the interval, later each time it fails, and never before the server's own word.
//!
//! Invariant: the same past gives the same time; nothing is asked earlier than nine tenths of the interval, nor before
//! `Retry-After` unless that is longer than the longest pause. The clock comes in as a value.
//! Cost: none to speak of. After: RFC 9110 §5.6.7 and §10.2.3.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How often an address is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Between two answers.
    pub interval_seconds: u64,
    /// However often it failed, and whatever the server asks for.
    pub longest_seconds: u64,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { interval_seconds: 3600, longest_seconds: 7 * 24 * 3600 }
    }
}

/// How the last asking ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// With something new, or with word that there is nothing.
    Came,
    /// The server asks for patience.
    Later {
        /// For so long, if it says so.
        after_seconds: Option<u64>,
        /// How often in a row nothing came, this included.
        times: u32,
    },
    /// Nothing came.
    Failed {
        /// How often in a row, this included.
        times: u32,
    },
    /// There is no such feed any more.
    Gone,
}

impl Pace {
    /// When to ask `address` again; never, if it is gone.
    pub fn next(&self, address: &str, answer: Answer, now: Timestamp) -> Option<Timestamp> {
        let interval = self.interval_seconds.clamp(1, self.longest_seconds.max(1));
        let backed_off = |times: u32| interval.saturating_mul(1 << times.min(20)).min(self.longest_seconds);
        let wait = match answer {
            Answer::Gone => return None,
            Answer::Came => around(interval, address),
            Answer::Failed { times } => around(backed_off(times), address),
            Answer::Later { after_seconds: None, times } => around(backed_off(times), address),
            // All who were sent away are told the same moment: come a little after it, not with the others.
            Answer::Later { after_seconds: Some(asked), .. } => {
                let asked = asked.clamp(interval, self.longest_seconds.max(1));
                asked.saturating_add(share(interval / 10, address))
            }
        };
        Some(after(now, wait))
    }
}

/// The time, up to a tenth sooner or later, always the same for one address: so a thousand feeds entered at once are
/// not asked at once for ever.
fn around(seconds: u64, address: &str) -> u64 {
    let tenth = seconds / 10;
    (seconds - tenth).saturating_add(share(tenth.saturating_mul(2), address)).max(1)
}

/// Something from 0 to `most`, by the address alone (FNV-1a, its upper half folded in).
fn share(most: u64, address: &str) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let hash = address.bytes().fold(0xcbf2_9ce4_8422_2325, fold);
    (hash ^ hash >> 32) % most.saturating_add(1).max(1)
}

fn after(now: Timestamp, seconds: u64) -> Timestamp {
    let seconds = SignedDuration::from_secs(seconds.min(i64::MAX as u64) as i64);
    now.checked_add(seconds).unwrap_or(Timestamp::MAX)
}

/// What `Retry-After` asks for: seconds, or a date in any of the three forms of HTTP. A date that has passed is 0.
pub fn retry_after(value: &str, now: Timestamp) -> Option<u64> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().unwrap_or(u64::MAX));
    }
    let date = date(value)?;
    Some(u64::try_from(date.as_second().saturating_sub(now.as_second())).unwrap_or(0))
}

fn date(value: &str) -> Option<Timestamp> {
    if let Ok(date) = DateTimeParser::new().parse_timestamp(value) {
        return Some(date);
    }
    let forms = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    let civil = forms.iter().find_map(|form| DateTime::strptime(form, value).ok())?;
    Some(civil.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// When each host was last promised a question: many feeds may live on one, and it is asked one thing at a time.
#[derive(Clone, Debug)]
pub struct Hosts {
    pause_seconds: u64,
    next: BTreeMap<String, Timestamp>,
}

impl Hosts {
    /// Nobody asked yet; between two questions to a host lies this pause.
    pub fn new(pause_seconds: u64) -> Hosts {
        Hosts { pause_seconds, next: BTreeMap::new() }
    }

    /// The first moment from `wanted` on at which `host` may be asked; it is then taken.
    pub fn take(&mut self, host: &str, wanted: Timestamp) -> Timestamp {
        let host = host.to_ascii_lowercase();
        let at = self.next.get(&host).map_or(wanted, |next| wanted.max(*next));
        self.next.insert(host, after(at, self.pause_seconds));
        at
    }

    /// Leaves `host` alone until then, whatever is asked of it: it said that it has too much to do.
    pub fn rest(&mut self, host: &str, until: Timestamp) {
        let next = self.next.entry(host.to_ascii_lowercase()).or_insert(until);
        *next = until.max(*next);
    }

    /// Forgets the hosts whose pause is over.
    pub fn forget(&mut self, now: Timestamp) {
        self.next.retain(|_, next| *next > now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect(text)
    }

    fn wait(answer: Answer) -> Option<i64> {
        let now = at("2026-05-14T08:00:00Z");
        let next = Pace::default().next("https://example.org/feed", answer, now)?;
        Some(next.as_second() - now.as_second())
    }

    #[test]
    fn a_failing_feed_is_asked_less_and_less_until_once_a_week() {
        let hours = |times| wait(Answer::Failed { times }).expect("a time") as f64 / 3600.0;
        assert!((0.9..=1.1).contains(&(wait(Answer::Came).expect("a time") as f64 / 3600.0)));
        assert!((1.8..=2.2).contains(&hours(1)));
        assert!((7.2..=8.8).contains(&hours(3)));
        assert!((0.9 * 168.0..=1.1 * 168.0).contains(&hours(u32::MAX)));
        assert_eq!(wait(Answer::Gone), None);
    }

    #[test]
    fn the_servers_own_word_counts_up_to_the_longest_pause() {
        let later = |seconds| wait(Answer::Later { after_seconds: Some(seconds), times: 1 }).expect("a time");
        assert!((7200..=7560).contains(&later(7200)));
        assert!((3600..=3960).contains(&later(0)), "what it bids before the interval is over changes nothing");
        assert!((604_800..=605_160).contains(&later(u64::MAX)));
    }

    #[test]
    fn retry_after_is_read_in_all_its_forms() {
        let now = at("1994-11-06T08:49:00Z");
        assert_eq!(retry_after(" 120 ", now), Some(120));
        assert_eq!(retry_after("99999999999999999999999", now), Some(u64::MAX));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(37));
        assert_eq!(retry_after("Sunday, 06-Nov-94 08:49:37 GMT", now), Some(37));
        assert_eq!(retry_after("Sun Nov  6 08:49:37 1994", now), Some(37));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:40:00 GMT", now), Some(0));
        assert_eq!(retry_after("soon", now), None);
        assert_eq!(retry_after("-5", now), None);
        assert_eq!(retry_after("", now), None);
    }

    #[test]
    fn a_host_is_asked_one_thing_at_a_time() {
        let now = at("2026-05-14T08:00:00Z");
        let mut hosts = Hosts::new(5);
        assert_eq!(hosts.take("example.org", now), now);
        assert_eq!(hosts.take("EXAMPLE.org", now), at("2026-05-14T08:00:05Z"));
        assert_eq!(hosts.take("example.net", now), now);
        hosts.rest("example.org", at("2026-05-14T09:00:00Z"));
        assert_eq!(hosts.take("example.org", now), at("2026-05-14T09:00:00Z"));
        hosts.forget(at("2026-05-14T08:30:00Z"));
        assert_eq!(hosts.next.len(), 1);
    }

    proptest! {
        #[test]
        fn the_same_past_gives_the_same_time_and_never_too_soon(
            address: String, interval_seconds in 60u64..100_000, times: u32, asked: Option<u64>,
        ) {
            let pace = Pace { interval_seconds, ..Pace::default() };
            let now = at("2026-05-14T08:00:00Z");
            for answer in [Answer::Came, Answer::Failed { times }, Answer::Later { after_seconds: asked, times }] {
                let next = pace.next(&address, answer, now).expect("a time");
                prop_assert_eq!(Some(next), pace.next(&address, answer, now));
                let waited = (next.as_second() - now.as_second()) as u64;
                let least = match answer {
                    Answer::Later { after_seconds: Some(asked), .. } => asked.clamp(interval_seconds, pace.longest_seconds),
                    _ => interval_seconds - interval_seconds / 10,
                };
                prop_assert!(waited >= least && waited <= pace.longest_seconds * 12 / 10);
            }
        }

        #[test]
        fn no_retry_after_panics(value: String) {
            retry_after(&value, at("2026-05-14T08:00:00Z"));
        }
    }
}
