//! Who has to wait before they try a password again.
//!
//! An address waits after five failures, twice as long each time, a quarter of an hour at most. A name waits after twenty, a minute at most,
//! whatever the addresses: enough to make guessing hopeless, too little to lock its owner out. Kept in memory; a restart forgets it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// Failures that are free, and the longest wait in seconds.
const ADDRESS: (u32, u64) = (5, 15 * 60);
const NAME: (u32, u64) = (20, 60);
/// Those whose failures are kept; beyond, those who need not wait any more are forgotten first.
const KEPT: usize = 10_000;
/// After so long without a failure nothing is held against anybody.
const FORGOTTEN: Duration = Duration::from_secs(60 * 60);

/// Failures by address and by name.
#[derive(Default)]
pub struct Throttle {
    failures: HashMap<String, Failures>,
    working: usize,
}

struct Failures {
    many: u32,
    last: Instant,
    until: Instant,
}

impl Throttle {
    /// Begins a try, or says how many seconds to wait. Of so many at once; each that begins is ended by [`Throttle::end`].
    pub fn begin(&mut self, name: &str, from: &str, at_once: usize) -> Result<(), u64> {
        if self.working >= at_once {
            return Err(1);
        }
        let now = Instant::now();
        let wait = keys(name, from).iter().filter_map(|(key, _)| self.failures.get(key)).map(|own| own.until).max();
        if let Some(left) = wait.and_then(|until| until.checked_duration_since(now)).filter(|left| !left.is_zero()) {
            return Err(left.as_secs() + 1);
        }
        self.working += 1;
        Ok(())
    }

    /// Ends a try.
    pub fn end(&mut self, name: &str, from: &str, is_right: bool) {
        self.working = self.working.saturating_sub(1);
        let now = Instant::now();
        for (key, (free, longest)) in keys(name, from) {
            if is_right {
                self.failures.remove(&key);
                continue;
            }
            if self.failures.len() >= KEPT {
                self.failures.retain(|_, own| own.until > now);
            }
            if self.failures.len() >= KEPT {
                self.failures.clear();
            }
            let own = self.failures.entry(key).or_insert(Failures { many: 0, last: now, until: now });
            own.many = if now.duration_since(own.last) > FORGOTTEN { 1 } else { own.many + 1 };
            own.last = now;
            if own.many >= free {
                let doubled = 1u64 << (own.many - free).min(20);
                own.until = now + Duration::from_secs(doubled.min(longest));
            }
        }
    }
}

fn keys(name: &str, from: &str) -> [(String, (u32, u64)); 2] {
    // A whole /64 is one household's.
    let from = match from.parse::<IpAddr>() {
        Ok(IpAddr::V6(own)) if own.to_ipv4_mapped().is_none() => {
            own.segments()[..4].iter().map(|part| format!("{part:x}:")).collect()
        }
        _ => from.to_string(),
    };
    [(format!("from {from}"), ADDRESS), (format!("as {name}"), NAME)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_makes_the_wait_longer_up_to_its_bound() {
        let mut own = Throttle::default();
        for many in 0..40u32 {
            own.end("rask", "192.0.2.7", false);
            let left = own.failures["from 192.0.2.7"].until.duration_since(Instant::now()).as_secs();
            assert!(left <= 15 * 60 && (many < 5 || left + 1 >= 1 << (many - 4).min(9)), "{many}: {left}");
        }
        assert!(own.begin("orsa", "192.0.2.7", 2).is_err());
        let left = own.begin("rask", "198.51.100.4", 2).unwrap_err();
        assert!(left <= 61, "{left}");
        own.end("rask", "192.0.2.7", true);
        assert!(own.begin("rask", "192.0.2.7", 2).is_ok());
    }

    #[test]
    fn a_few_are_worked_out_at_once_and_one_household_is_one() {
        let mut own = Throttle::default();
        assert!(own.begin("a", "192.0.2.7", 2).is_ok() && own.begin("b", "192.0.2.8", 2).is_ok());
        assert_eq!(own.begin("c", "192.0.2.9", 2), Err(1));
        own.end("a", "192.0.2.7", true);
        assert!(own.begin("c", "192.0.2.9", 2).is_ok());
        assert_eq!(keys("a", "2001:db8::1")[0].0, keys("a", "2001:db8::ffff:2")[0].0);
    }
}
