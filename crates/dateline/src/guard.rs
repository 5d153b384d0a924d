//! Who is let in to a desk that is served, and what of their doings is noted.
//!
//! Invariants: no password and no secret is kept, only what they hash to; an account whose role nobody knows is let in nowhere; what cannot be
//! noted is not shown. Passwords: Argon2id (RFC 9106) with 19 MiB, two passes, one lane, as OWASP's Password Storage Cheat Sheet asks; sessions
//! end after half a day without use or a week (OWASP, Session Management Cheat Sheet). Secrets have 256 random bits, so one SHA-256 of each is
//! enough. Cost: a look-up by key for each request; about 30 ms and 19 MiB for a log-in, two of which are worked out at once.

mod throttle;

use crate::further::{AccountRow, AuditRow, Further};
use crate::screen;
use anyhow::Context;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use dateline_store::{Access, Account, Audited, Session};
use dateline_web::{
    Act, Failure, Gate, Keeping, Line, Page, Question, Role, Searched, Searches, Section, Sheet, Visitor, Words,
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use throttle::Throttle;

/// Seconds without use after which a session ends, and after which it ends whatever happens.
const IDLE: i64 = 12 * 60 * 60;
const WHOLE: i64 = 7 * 24 * 60 * 60;
/// Seconds between two notes that a session is used.
const SEEN: i64 = 60;
/// Log-ins that are worked out at once.
const AT_ONCE: usize = 2;
/// Lines of a page of the audit log.
const LINES: usize = 100;
/// Letters of a password: NIST SP 800-63B-4, 3.1.1.2, for one that stands alone.
pub const SHORTEST: usize = 15;
const LONGEST: usize = 1024;
/// Who it is where there are no accounts.
pub const LOCAL: &str = "local";

/// Lets people in.
pub struct Guard {
    access: Mutex<Access>,
    /// The secret of forms where everybody is let in.
    local: Option<String>,
    throttle: Mutex<Throttle>,
    /// A hash of no password, by which a name that is not there takes as long as one that is.
    decoy: String,
}

impl Guard {
    /// For the desk in `directory`; `is_open` lets in everybody who reaches the port.
    pub fn open(directory: &Path, is_open: bool) -> anyhow::Result<Guard> {
        let access = Access::open(directory)?;
        let decoy = if is_open { String::new() } else { hashed(&secret()?)? };
        let local = is_open.then(secret).transpose()?;
        Ok(Guard { access: Mutex::new(access), local, throttle: Mutex::default(), decoy })
    }

    /// Whether anybody could come in.
    pub fn has_accounts(&self) -> anyhow::Result<bool> {
        Ok(!locked(&self.access).accounts()?.is_empty())
    }

    fn known(&self, session: Option<&str>, bearer: Option<&str>) -> anyhow::Result<Option<Visitor>> {
        let now = Timestamp::now().as_second();
        let access = locked(&self.access);
        if let Some(bearer) = bearer {
            let Some((name, role)) = access.token_bearer(&digest("token", bearer), now)? else { return Ok(None) };
            return Ok(Role::of(&role).map(|role| Visitor {
                name,
                role,
                token: String::new(),
                session: String::new(),
            }));
        }
        let Some(secret) = session else { return Ok(None) };
        let key = digest("session", secret);
        let Some(own) = access.session(&key)? else { return Ok(None) };
        if now >= own.until || now - own.seen_at >= IDLE {
            access.end_session(&own.family)?;
            return Ok(None);
        }
        if now - own.seen_at >= SEEN {
            access.see_session(&key, now)?;
        }
        let token = digest("form", secret);
        Ok(Role::of(&own.role).map(|role| Visitor { name: own.account, role, token, session: own.family }))
    }

    fn let_in(&self, name: &str, password: &str, from: &str) -> anyhow::Result<Result<String, Failure>> {
        let name = name.trim().to_lowercase();
        let wait = locked(&self.throttle).begin(&name, from, AT_ONCE);
        if let Err(seconds) = wait {
            let words = format!("too many tries; again in {}", screen::counted(seconds, "second"));
            return Ok(Err(Failure::Often(words)));
        }
        let found = locked(&self.access).account(&name);
        let is_right = found.as_ref().is_ok_and(|own| {
            let kept = own.as_ref().map_or(self.decoy.as_str(), |own| own.password.as_str());
            password.len() <= LONGEST && is_password(password, kept) && own.is_some()
        });
        locked(&self.throttle).end(&name, from, is_right);
        let own = found?.filter(|_| is_right);
        let mut access = locked(&self.access);
        let Some(own) = own else {
            // The log tells a name that is known; what else was typed may have been a password.
            let known = access.account(&name)?.map_or_else(|| "no such account".to_string(), |own| own.name);
            access.audit(&line(&known, "login refused", &format!("from {from}")))?;
            return Ok(Err(Failure::Unknown("no account has this name and password".into())));
        };
        let (secret, family) = (secret()?, secret()?);
        let now = Timestamp::now().as_second();
        let Account { name, role, .. } = own;
        let session = Session { account: name.clone(), role, family, made_at: now, seen_at: now, until: now + WHOLE };
        access.add_session(&digest("session", &secret), &session)?;
        access.audit(&line(&name, "login", &format!("from {from}")))?;
        Ok(Ok(secret))
    }

    fn audited(&self, question: &Question) -> anyhow::Result<Sheet> {
        let most = (question.page * LINES + 1) as u64;
        let found = locked(&self.access).audited(question.get("account"), None, most)?;
        let skip = (question.page - 1) * LINES;
        let more = found.len() > skip + LINES;
        let lines = found.into_iter().skip(skip).take(LINES).map(told).collect();
        Ok(Sheet {
            title: "Audit log".into(),
            note: "What was opened, taken away, judged, and who came in; the last first. Lines are only added.".into(),
            sections: vec![Section { lines, ..Section::default() }],
            more,
            ..Sheet::default()
        })
    }

    fn accounts(&self) -> anyhow::Result<Sheet> {
        let access = locked(&self.access);
        let mut lines = Vec::new();
        for own in access.accounts()? {
            let labels: Vec<String> = access.tokens(&own.name)?.into_iter().map(|token| token.label).collect();
            let mut facts = vec![own.role.clone(), screen::counted(own.sessions, "open session")];
            facts.extend((!labels.is_empty()).then(|| format!("tokens: {}", labels.join(", "))));
            lines.push(Line {
                date: moment(own.made_at),
                how: "made".into(),
                facts,
                row: Further::Account(AccountRow {
                    name: own.name.clone(),
                    role: own.role,
                    sessions: own.sessions,
                    tokens: labels,
                    made_at: moment(own.made_at),
                })
                .value(),
                head: own.name,
                ..Line::default()
            });
        }
        Ok(Sheet {
            title: "Accounts".into(),
            note: "They are made, changed and removed on the machine that serves this desk: dateline accounts --help."
                .into(),
            sections: vec![Section { lines, ..Section::default() }],
            ..Sheet::default()
        })
    }
}

impl Gate for Guard {
    fn is_open(&self) -> bool {
        self.local.is_some()
    }

    fn visitor(&self, session: Option<&str>, bearer: Option<&str>) -> Result<Option<Visitor>, Failure> {
        if let Some(token) = &self.local {
            let (name, token) = (LOCAL.to_string(), token.clone());
            return Ok(Some(Visitor { name, role: Role::Admin, token, session: String::new() }));
        }
        self.known(session, bearer).map_err(broken)
    }

    fn enter(&self, name: &str, password: &str, from: &str) -> Result<String, Failure> {
        self.let_in(name, password, from).map_err(broken)?
    }

    fn leave(&self, visitor: &Visitor) -> Result<(), Failure> {
        if visitor.session.is_empty() {
            return Ok(());
        }
        let access = locked(&self.access);
        let done = access.end_session(&visitor.session).and_then(|()| access.audit(&line(&visitor.name, "logout", "")));
        done.map_err(broken)
    }

    fn note(&self, visitor: &Visitor, act: Act, what: &str) -> Result<(), Failure> {
        locked(&self.access).audit(&line(&visitor.name, act.name(), what)).map_err(broken)
    }

    fn sheet(&self, page: &Page, question: &Question) -> Result<Sheet, Failure> {
        match page {
            Page::Audit => self.audited(question),
            _ => self.accounts(),
        }
        .map_err(broken)
    }

    fn searches(&self, visitor: &Visitor) -> Result<Searches, Failure> {
        let access = locked(&self.access);
        let searched =
            |own: dateline_store::Searched| Searched { number: own.number, name: own.name, page: own.page, at: own.at };
        let kept = access.saved_searches(&visitor.name).map_err(broken)?;
        let made = access.remembered_searches(&visitor.name).map_err(broken)?;
        Ok(Searches { kept: kept.into_iter().map(searched).collect(), made: made.into_iter().map(searched).collect() })
    }

    fn searched(&self, visitor: &Visitor, page: &str) -> Result<(), Failure> {
        locked(&self.access).remember_search(&visitor.name, page, &now()).map_err(broken)
    }

    fn keep(&self, visitor: &Visitor, keeping: &Keeping) -> Result<(), Failure> {
        let access = locked(&self.access);
        match keeping {
            Keeping::Keep { name, page } => access.save_search(&visitor.name, name, page, &now()),
            Keeping::Drop(number) => access.drop_search(&visitor.name, *number).map(|_| ()),
            Keeping::Forget => access.forget_searches(&visitor.name),
        }
        .map_err(broken)
    }
}

/// A line of the audit log, of now.
pub fn line(account: &str, act: &str, what: &str) -> Audited {
    Audited { number: 0, at: now(), account: account.into(), act: act.into(), what: what.into() }
}

fn told(own: Audited) -> Line {
    let (number, at, account, act, what) =
        (own.number, own.at.clone(), own.account.clone(), own.act.clone(), own.what.clone());
    let row = Further::Audit(AuditRow { number, at, account, act, what }).value();
    // What was opened is an id.
    let to = if own.act == Act::Evidence.name() { format!("/document/{}", own.what) } else { String::new() };
    Line {
        date: own.at,
        how: format!("line {}", own.number),
        head: format!("{}: {}", own.account, own.act),
        words: vec![Words { text: own.what, mark: false }],
        to,
        row,
        ..Line::default()
    }
}

/// What a password hashes to, with a salt of its own (PHC).
pub fn hashed(password: &str) -> anyhow::Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| anyhow::anyhow!("no hash of the password: {error}"))?.to_string())
}

fn is_password(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Whether a password will do; else why not.
pub fn will_do(password: &str, name: &str) -> Result<(), String> {
    let letters = password.chars().count();
    if letters < SHORTEST {
        return Err(format!(
            "a password has {SHORTEST} characters at least; a few words that nobody says are a good one"
        ));
    }
    if password.len() > LONGEST {
        return Err(format!("a password has {LONGEST} bytes at most"));
    }
    let mut own: Vec<char> = password.to_lowercase().chars().collect();
    own.sort_unstable();
    own.dedup();
    if own.len() < 5 || password.to_lowercase().replace(&name.to_lowercase(), "").chars().count() < SHORTEST / 2 {
        return Err("this password is too easily guessed".into());
    }
    Ok(())
}

/// 256 random bits, as hexadecimal digits.
pub fn secret() -> anyhow::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("{error}")).context("no random bytes")?;
    Ok(hex(&bytes))
}

/// What a secret hashes to, for one use.
pub fn digest(what: &str, secret: &str) -> String {
    hex(&Sha256::digest(format!("dateline {what} {secret}")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn now() -> String {
    moment(Timestamp::now().as_second())
}

/// Seconds since 1970, as RFC 3339.
pub fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().to_string()
}

fn broken(error: impl Into<anyhow::Error>) -> Failure {
    Failure::Broken(format!("{:#}", error.into()))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard() -> (tempfile::TempDir, Guard) {
        let folder = tempfile::tempdir().unwrap();
        let guard = Guard::open(folder.path(), false).unwrap();
        let kept = hashed("seven grey herons stood").unwrap();
        locked(&guard.access).add_account("rask", "analyst", &kept, 100).unwrap();
        (folder, guard)
    }

    #[test]
    fn only_the_password_lets_in_and_only_its_secret_goes_on() {
        let (_folder, guard) = guard();
        let enter = |name: &str, password: &str| guard.enter(name, password, "192.0.2.7");
        assert!(matches!(enter("rask", "seven grey herons sat"), Err(Failure::Unknown(_))));
        assert!(matches!(enter("orsa", "seven grey herons stood"), Err(Failure::Unknown(_))));
        let secret = enter("Rask ", "seven grey herons stood").unwrap();
        let visitor = guard.visitor(Some(&secret), None).unwrap().unwrap();
        assert_eq!((visitor.name.as_str(), visitor.role), ("rask", Role::Analyst));
        assert_ne!(visitor.token, secret);
        assert_eq!(guard.visitor(Some(&visitor.token), None).unwrap(), None);
        assert_eq!(guard.visitor(None, Some(&secret)).unwrap(), None);
        guard.leave(&visitor).unwrap();
        assert_eq!(guard.visitor(Some(&secret), None).unwrap(), None);
        let log = locked(&guard.access).audited(None, None, 9).unwrap();
        let acts: Vec<_> = log.iter().map(|line| (line.account.as_str(), line.act.as_str())).collect();
        let refused = "login refused";
        assert_eq!(acts, [("rask", "logout"), ("rask", "login"), ("no such account", refused), ("rask", refused)]);
    }

    #[test]
    fn a_session_ends_without_use_and_a_role_that_nobody_knows_opens_nothing() {
        let (_folder, guard) = guard();
        let secret = guard.enter("rask", "seven grey herons stood", "192.0.2.7").unwrap();
        let key = digest("session", &secret);
        locked(&guard.access).set_role("rask", "owner").unwrap();
        assert_eq!(guard.visitor(Some(&secret), None).unwrap(), None);
        locked(&guard.access).set_role("rask", "reader").unwrap();
        assert!(guard.visitor(Some(&secret), None).unwrap().is_some());
        locked(&guard.access).see_session(&key, Timestamp::now().as_second() - IDLE).unwrap();
        assert_eq!(guard.visitor(Some(&secret), None).unwrap(), None);
        assert_eq!(locked(&guard.access).session(&key).unwrap(), None);
    }

    #[test]
    fn whoever_tries_too_often_waits() {
        let (_folder, guard) = guard();
        let tries: Vec<bool> =
            (0..7).map(|_| matches!(guard.enter("rask", "wrong", "192.0.2.7"), Err(Failure::Often(_)))).collect();
        assert_eq!(tries, [false, false, false, false, false, true, true]);
        // Their neighbours do not.
        assert!(guard.enter("rask", "seven grey herons stood", "198.51.100.4").is_ok());
    }

    #[test]
    fn a_password_is_long_and_not_the_name() {
        let check =
            |password: &str, expected: bool| assert_eq!(will_do(password, "rask").is_ok(), expected, "{password}");
        check("seven grey herons stood", true);
        check("short", false);
        check("aaaaaaaaaaaaaaaaaaaa", false);
        check("raskraskraskraskrask", false);
        check(&"long words ".repeat(100), false);
    }
}
