//! Who asks, and what they may.
//!
//! Invariant: what a route needs stands in the table of routes (`routes`), and nothing is looked up, decided or noted before a [`Gate`] said
//! who asks. What cannot be noted in the audit log is not shown.

use crate::{Failure, Page, Question, Sheet};

/// What somebody may do. Each may all that those before it may.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Looks, searches, keeps searches.
    Reader,
    /// Judges.
    Analyst,
    /// Sees the audit log and the accounts.
    Admin,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 3] = [Role::Reader, Role::Analyst, Role::Admin];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Analyst => "analyst",
            Role::Admin => "admin",
        }
    }

    /// The role of a name.
    pub fn of(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Somebody who was let in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visitor {
    /// Whose account; “local” where there are none.
    pub name: String,
    /// What they may.
    pub role: Role,
    /// The secret of their forms; empty for programs, which send none.
    pub token: String,
    /// Which session it is, to end it; empty where there is none to end.
    pub session: String,
}

/// What is noted in the audit log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// A document was opened.
    Evidence,
    /// Rows left by the API.
    Export,
    /// Something was judged.
    Judgement,
}

impl Act {
    /// As it stands in the log.
    pub fn name(self) -> &'static str {
        match self {
            Act::Evidence => "evidence",
            Act::Export => "export",
            Act::Judgement => "judgement",
        }
    }
}

/// A search that somebody made or keeps.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Searched {
    /// Its number.
    pub number: i64,
    /// What it is called; empty where it is not kept.
    pub name: String,
    /// The path of the page with its query.
    pub page: String,
    /// When, RFC 3339.
    pub at: String,
}

/// The searches of one person.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Searches {
    /// Those that are kept, by name.
    pub kept: Vec<Searched>,
    /// Those made lately, the last first.
    pub made: Vec<Searched>,
}

/// What somebody does with their searches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Keeping {
    /// Keep this page under a name.
    Keep {
        /// The name.
        name: String,
        /// The path of the page with its query.
        page: String,
    },
    /// Keep one no longer.
    Drop(i64),
    /// Forget those that were made.
    Forget,
}

/// Who says who asks. Called from many threads at once.
pub trait Gate: Send + Sync {
    /// Whether anybody who reaches the port is let in; then nothing that came through a proxy is answered.
    fn is_open(&self) -> bool;
    /// Who this is: by the secret of a session, or by a program's token. None where neither counts.
    fn visitor(&self, session: Option<&str>, bearer: Option<&str>) -> Result<Option<Visitor>, Failure>;
    /// Lets somebody in who knows a password; the secret of a new session. `from` is the address that asks.
    fn enter(&self, name: &str, password: &str, from: &str) -> Result<String, Failure>;
    /// Ends a session.
    fn leave(&self, visitor: &Visitor) -> Result<(), Failure>;
    /// Notes what somebody did.
    fn note(&self, visitor: &Visitor, act: Act, what: &str) -> Result<(), Failure>;
    /// The audit log, or the accounts.
    fn sheet(&self, page: &Page, question: &Question) -> Result<Sheet, Failure>;
    /// The searches of somebody.
    fn searches(&self, visitor: &Visitor) -> Result<Searches, Failure>;
    /// Remembers a search that was made.
    fn searched(&self, visitor: &Visitor, page: &str) -> Result<(), Failure>;
    /// Keeps a search, or no longer.
    fn keep(&self, visitor: &Visitor, keeping: &Keeping) -> Result<(), Failure>;
}
