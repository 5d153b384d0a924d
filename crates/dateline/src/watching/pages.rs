//! The pages that entries of a feed lead to, where that was asked for and the host's robots.txt allows it.
//!
//! Invariant: a page is fetched once; what did not come is tried again in the next rounds, three times in all.

use super::{AT_ONCE, Asker, Round, Watching, locked};
use crate::intake::{Intake, Taken, now, take_in};
use dateline_record::Kind;
use dateline_store::{Desk, Unreached, Watched};
use dateline_watch::{Ask, Outcome, Robots, checked, host_and_path};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Pages of one round; the others' turn comes with the next.
const MOST: usize = 200;
/// How often a page is tried.
const TRIES: u32 = 3;
/// The name by which a robots.txt may speak to us.
const AGENT: &str = "dateline";

/// A page that is wanted: its address, who publishes it, which try this is.
struct Wanted {
    address: String,
    outlet: Option<String>,
    tries: u32,
}

impl Watching {
    /// Fetches the pages of what came, and those that did not come before.
    pub(super) fn pages(
        &mut self,
        desk: &mut Desk,
        intake: &Intake,
        followed: &[(Watched, String)],
        round: &mut Round,
    ) -> anyhow::Result<()> {
        let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
        for (address, stamp) in self.list.tried_again()? {
            let mut words = stamp.splitn(3, ' ').skip(1);
            let tries = words.next().and_then(|count| count.parse().ok()).unwrap_or(TRIES);
            let outlet = words.next().filter(|name| !name.is_empty()).map(str::to_string);
            wanted.insert(address.clone(), Wanted { address, outlet, tries });
        }
        for (feed, capture) in followed {
            for id in desk.documents_in(capture)? {
                let Some(full) = desk.full(&id)? else { continue };
                if matches!(full.row.kind, Kind::Listing | Kind::Advertisement | Kind::Boilerplate) {
                    continue;
                }
                // The addresses that are the entry's own stand first, without words of the text.
                let own = full.row.links.iter().take_while(|link| link.span.is_none()).map(|link| &link.address);
                let Some(address) = own.filter_map(|own| checked(own, self.asker.any_port).ok()).next() else {
                    continue;
                };
                if self.list.stamp(&address)?.is_none() {
                    let outlet = feed.outlet.clone();
                    wanted.entry(address.clone()).or_insert(Wanted { address, outlet, tries: 0 });
                }
            }
        }
        let stamps: Mutex<Vec<(String, String)>> = Mutex::default();
        let wanted: Vec<Wanted> = wanted.into_values().collect();
        let (now_wanted, later) = wanted.split_at(wanted.len().min(MOST));
        let again = |own: &Wanted, tries: u32| {
            (own.address.clone(), format!("again {tries} {}", own.outlet.as_deref().unwrap_or_default()))
        };
        locked(&stamps).extend(later.iter().map(|own| again(own, own.tries)));
        let asker = &self.asker;
        let summary = take_in(desk, now_wanted.iter(), AT_ONCE, |scratch, own| {
            let unreached =
                |reason: String| Taken::Unreached(Unreached { path: own.address.clone(), reason, at: now() });
            let allowed = asker.is_allowed(&own.address);
            if !matches!(allowed, Some(false)) && !asker.wait(&own.address) {
                locked(&stamps).push(again(own, own.tries));
                return Ok(Taken::Nothing);
            }
            let at = Timestamp::now();
            let outcome = match allowed {
                Some(true) => asker.fetcher.fetch(&Ask { address: &own.address, known: None, now: at }),
                Some(false) => Outcome::Refused { why: "robots.txt asks not to".to_string() },
                None => Outcome::Failed { why: "its robots.txt could not be had".to_string() },
            };
            let (stamp, taken) = match outcome {
                Outcome::Fetched { bytes, .. } => {
                    let taken = intake.take(asker.given(&own.address, own.outlet.clone()), &bytes, scratch)?;
                    ((own.address.clone(), format!("came {}", now())), taken)
                }
                Outcome::Refused { why } => ((own.address.clone(), format!("refused {}", now())), unreached(why)),
                Outcome::Gone => ((own.address.clone(), format!("gone {}", now())), unreached("gone for good".into())),
                Outcome::Absent { status } => (
                    (own.address.clone(), format!("absent {}", now())),
                    unreached(format!("the server answered {status}")),
                ),
                _ if own.tries + 1 < TRIES => (again(own, own.tries + 1), Taken::Nothing),
                Outcome::Failed { why } => ((own.address.clone(), format!("failed {}", now())), unreached(why)),
                Outcome::Later { .. } | Outcome::NotModified { .. } => {
                    let words = "the server asked for patience three times".to_string();
                    ((own.address.clone(), format!("failed {}", now())), unreached(words))
                }
            };
            locked(&stamps).push(stamp);
            Ok(taken)
        })?;
        round.summary.add_up(summary);
        self.list.set_stamps(&stamps.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))?;
        Ok(())
    }
}

impl Asker {
    /// Whether the host's robots.txt allows it; none where it cannot be had (RFC 9309: then nothing is asked).
    fn is_allowed(&self, address: &str) -> Option<bool> {
        let (host, path) = host_and_path(address)?;
        // Threads that want pages of one host wait for the one that fetches its file.
        let cell = locked(&self.robots).entry(host.clone()).or_default().clone();
        let robots = cell.get_or_init(|| {
            let file = format!("{host}/robots.txt");
            if !self.wait(&file) {
                return None;
            }
            match self.fetcher.fetch(&Ask { address: &file, known: None, now: Timestamp::now() }) {
                Outcome::Fetched { bytes, .. } => Some(Robots::read(&bytes, AGENT)),
                Outcome::Absent { .. } | Outcome::Gone => Some(Robots::default()),
                _ => None,
            }
        });
        robots.as_ref().map(|robots| robots.allows(&path))
    }
}
