//! One question to one feed, with whatever came last time in hand.
//!
//! Invariant: every hop is checked (`hop`), every connection goes to an address judged in the look-up that makes it
//! (`address`), no proxy stands between; bytes, packed and unpacked, head, hops and time have an end.
//! Cost: one connection a hop; memory of at most the two caps on bytes. After: RFC 9110 §13 and §15.

mod lookup;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use jiff::Timestamp;
use ureq::http::{HeaderMap, Response};
use ureq::unversioned::resolver::{DefaultResolver, Resolver};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

use crate::fetch::lookup::{Judged, NotAllowed};
use crate::{address, hop, pace};

/// What feeds are asked for by name.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
                      application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

/// How far a fetch may go.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Who asks, as servers are told.
    pub user_agent: String,
    /// Whether this machine and private networks may be asked.
    pub private: bool,
    /// Whether ports other than 80 and 443 may be.
    pub any_port: bool,
    /// Redirects followed.
    pub most_hops: u32,
    /// Of an answer's head.
    pub most_head_bytes: usize,
    /// Of a body as it comes.
    pub most_packed_bytes: u64,
    /// Of a body unpacked.
    pub most_bytes: u64,
    /// For one connection, TLS included.
    pub connect_seconds: u64,
    /// For everything, all hops together.
    pub whole_seconds: u64,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            user_agent: concat!("dateline/", env!("CARGO_PKG_VERSION")).to_string(),
            private: false,
            any_port: false,
            most_hops: 5,
            most_head_bytes: 32 * 1024,
            most_packed_bytes: 8 << 20,
            most_bytes: 32 << 20,
            connect_seconds: 10,
            whole_seconds: 60,
        }
    }
}

/// What an earlier answer said of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// Where it was found in the end. Only there are the two said again: elsewhere they would mean something else.
    pub address: String,
    /// Its `ETag`, as it was written.
    pub etag: Option<String>,
    /// Its `Last-Modified`, as it was written.
    pub last_modified: Option<String>,
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask<'a> {
    /// The feed's address.
    pub address: &'a str,
    /// What came last time.
    pub known: Option<&'a Known>,
    /// The time of day: a `Retry-After` may name a date.
    pub now: Timestamp,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A body.
    Fetched {
        /// It, unpacked.
        bytes: Vec<u8>,
        /// Its `Content-Type`.
        media: Option<String>,
        /// Where it was found in the end, and what to say there next time.
        known: Known,
        /// Where the feed now lives, if it has moved for good.
        moved: Option<String>,
    },
    /// As it was.
    NotModified {
        /// As above.
        moved: Option<String>,
    },
    /// The server says that it is gone for good.
    Gone,
    /// There is nothing, or nothing for us, at this address.
    Absent {
        /// The server's status, from 400 to 499.
        status: u16,
    },
    /// The server asks for patience.
    Later {
        /// For so long, if it says so.
        after_seconds: Option<u64>,
    },
    /// We do not ask such an address, or were sent on to one.
    Refused {
        /// Which rule it breaks.
        why: String,
    },
    /// Nothing usable came.
    Failed {
        /// What came instead.
        why: String,
    },
}

/// Asks, under one set of rules.
pub struct Fetcher {
    agent: Agent,
    rules: Rules,
}

/// What one hop comes to.
enum Step {
    On { url: Url, for_good: bool },
    Body(Response<Body>),
    End(Outcome),
}

impl Fetcher {
    /// Under these rules, with the system's look-up of names.
    pub fn new(rules: Rules) -> Fetcher {
        let judge = if rules.private { |ip| address::judge(ip, true) } else { |ip| address::judge(ip, false) };
        Fetcher::with(rules, DefaultResolver::default(), judge)
    }

    fn with(rules: Rules, inner: impl Resolver, judge: fn(IpAddr) -> Result<(), &'static str>) -> Fetcher {
        let config = Agent::config_builder()
            .user_agent(&rules.user_agent)
            .accept(ACCEPT)
            .accept_encoding("gzip")
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy, which the environment may name, would look names up itself.
            .proxy(None)
            .max_response_header_size(rules.most_head_bytes)
            .max_idle_connections(0)
            .timeout_connect(Some(Duration::from_secs(rules.connect_seconds)))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Judged { inner, judge });
        Fetcher { agent, rules }
    }

    /// Asks once, and follows where it is sent.
    pub fn fetch(&self, ask: &Ask) -> Outcome {
        let end = Instant::now() + Duration::from_secs(self.rules.whole_seconds);
        let mut url = match hop::first(ask.address, self.rules.any_port) {
            Ok(url) => url,
            Err(why) => return Outcome::Refused { why },
        };
        let (mut moved, mut for_good_so_far) = (None, true);
        for _ in 0..=self.rules.most_hops {
            match self.step(&url, ask, end) {
                Step::On { url: next, for_good } => {
                    url = next;
                    for_good_so_far &= for_good;
                    if for_good_so_far {
                        moved = Some(url.to_string());
                    }
                }
                Step::Body(response) => return self.body(response, url, moved),
                Step::End(Outcome::NotModified { .. }) => return Outcome::NotModified { moved },
                Step::End(outcome) => return outcome,
            }
        }
        failed(format!("sent on more than {} times", self.rules.most_hops))
    }

    fn step(&self, url: &Url, ask: &Ask, end: Instant) -> Step {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Step::End(failed(format!("no answer within {} s", self.rules.whole_seconds)));
        }
        let mut request = self.agent.get(url.as_str()).config().timeout_global(Some(left)).build();
        let known = ask.known.filter(|known| known.address == url.as_str());
        let says = known.map_or([None, None], |known| [known.etag.as_deref(), known.last_modified.as_deref()]);
        for (name, value) in ["if-none-match", "if-modified-since"].into_iter().zip(says) {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = match request.call() {
            Ok(response) => response,
            Err(error) => return Step::End(outcome_of(error)),
        };
        let status = response.status().as_u16();
        match status {
            200 | 203 => Step::Body(response),
            301 | 302 | 303 | 307 | 308 => match word(response.headers(), "location") {
                None => Step::End(failed(format!("sent on ({status}) without saying where"))),
                Some(location) => match hop::next(url, &location, self.rules.any_port) {
                    Ok(url) => Step::On { url, for_good: matches!(status, 301 | 308) },
                    Err(why) => Step::End(Outcome::Refused { why: format!("sent on to another address: {why}") }),
                },
            },
            304 if says.iter().any(Option::is_some) => Step::End(Outcome::NotModified { moved: None }),
            410 => Step::End(Outcome::Gone),
            429 | 503 => {
                let value = word(response.headers(), "retry-after");
                let after_seconds = value.and_then(|value| pace::retry_after(&value, ask.now));
                Step::End(Outcome::Later { after_seconds })
            }
            400..=499 => Step::End(Outcome::Absent { status }),
            _ => Step::End(failed(format!("the server answered {status}"))),
        }
    }

    fn body(&self, mut response: Response<Body>, url: Url, moved: Option<String>) -> Outcome {
        let headers = response.headers();
        let known = Known {
            address: url.to_string(),
            etag: word(headers, "etag"),
            last_modified: word(headers, "last-modified"),
        };
        let media = word(headers, "content-type");
        let packing = word(headers, "content-encoding").unwrap_or_default().to_ascii_lowercase();
        let packed = match capped(response.body_mut().as_reader(), self.rules.most_packed_bytes) {
            Ok(packed) => packed,
            Err(why) => return failed(why),
        };
        let bytes = match packing.as_str() {
            "" | "identity" => capped(packed.as_slice(), self.rules.most_bytes),
            "gzip" | "x-gzip" => capped(MultiGzDecoder::new(packed.as_slice()), self.rules.most_bytes),
            "deflate" => capped(ZlibDecoder::new(packed.as_slice()), self.rules.most_bytes),
            other => Err(format!("packed as “{other}”, which was not asked for")),
        };
        match bytes {
            Ok(bytes) => Outcome::Fetched { bytes, media, known, moved },
            Err(why) => failed(why),
        }
    }
}

/// All of it, unless it is more than that.
fn capped(reader: impl Read, most_bytes: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader.take(most_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > most_bytes {
        return Err(format!("more than {most_bytes} bytes"));
    }
    Ok(bytes)
}

fn word(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_string())
}

fn failed(why: String) -> Outcome {
    Outcome::Failed { why }
}

fn outcome_of(error: ureq::Error) -> Outcome {
    match error {
        ureq::Error::Other(inner) if inner.is::<NotAllowed>() => Outcome::Refused { why: inner.to_string() },
        error => failed(error.to_string()),
    }
}
