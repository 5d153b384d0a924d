//! The look-up of names: what it answers is judged before anything connects to it.
//!
//! Invariant: who connects gets only judged addresses, and there is no second look-up in which a name could turn
//! into another address (DNS rebinding). Addresses written as numbers go the same way.
//! Cost: that of the look-up.

use std::fmt;
use std::net::IpAddr;

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// A look-up whose answers are judged.
pub struct Judged<R> {
    /// Who looks up.
    pub inner: R,
    /// Who judges.
    pub judge: fn(IpAddr) -> Result<(), &'static str>,
}

/// A host all of whose addresses are refused.
#[derive(Debug)]
pub struct NotAllowed {
    host: String,
    what: &'static str,
}

impl<R: Resolver> Resolver for Judged<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        let mut refused = None;
        for address in found.iter() {
            match (self.judge)(address.ip()) {
                Ok(()) => allowed.push(*address),
                Err(what) => refused = Some(what),
            }
        }
        match refused {
            Some(what) if allowed.is_empty() => {
                let host = uri.host().unwrap_or_default().to_string();
                Err(Error::Other(Box::new(NotAllowed { host, what })))
            }
            _ if allowed.is_empty() => Err(Error::HostNotFound),
            _ => Ok(allowed),
        }
    }
}

impl<R> fmt::Debug for Judged<R> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Judged")
    }
}

impl fmt::Display for NotAllowed {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} is not an address of the public web: {}", self.host, self.what)
    }
}

impl std::error::Error for NotAllowed {}
