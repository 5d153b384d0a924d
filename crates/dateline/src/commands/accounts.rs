//! `dateline accounts` and `dateline audit`: who may look from elsewhere, and what they did.
//!
//! Invariant: a password comes from the terminal or standard input, never from an argument that others on this machine see.

use crate::arguments::{AccountsArguments, AccountsCommand, AuditArguments, RoleName, TokenCommand, UsageError};
use crate::guard;
use crate::screen::{self, Screen};
use anyhow::Context;
use dateline_store::{Access, Desk, Token};
use dateline_web::Role;
use serde_json::json;
use std::io::{BufRead, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// Whose doing a change of accounts is, in the log.
const HERE: &str = "terminal";
const DAY: i64 = 24 * 60 * 60;

pub fn run(directory: &Path, arguments: AccountsArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let mut access = opened(directory)?;
    let now = jiff::Timestamp::now().as_second();
    let (what, told) = match arguments.verb {
        AccountsCommand::List { json } => return list(&access, json, screen),
        AccountsCommand::Token { verb: TokenCommand::List { name } } => return tokens(&access, &name, now, screen),
        AccountsCommand::Add { name, role } => {
            if access.account(&name)?.is_some() {
                return wrong(format!("there is an account {name} already"));
            }
            let hash = guard::hashed(&password(&name)?)?;
            if !access.add_account(&name, web(role).name(), &hash, now)? {
                return wrong(format!("there is an account {name} already"));
            }
            (format!("{name} added as {}", web(role).name()), format!("{name} may come in as {}.", web(role).name()))
        }
        AccountsCommand::Password { name } => {
            known(&access, &name)?;
            access.set_password(&name, &guard::hashed(&password(&name)?)?)?;
            (format!("{name}: another password"), format!("{name} has another password; their sessions have ended."))
        }
        AccountsCommand::Role { name, role } => {
            known(&access, &name)?;
            access.set_role(&name, web(role).name())?;
            (format!("{name}: role {}", web(role).name()), format!("{name} is {} now.", web(role).name()))
        }
        AccountsCommand::Remove { name } => {
            known(&access, &name)?;
            access.remove_account(&name)?;
            (format!("{name} removed"), format!("{name} is removed, with sessions and tokens."))
        }
        AccountsCommand::Token { verb: TokenCommand::Add { name, label, days } } => {
            known(&access, &name)?;
            let secret = guard::secret()?;
            let until = now + i64::from(days) * DAY;
            let token = Token { account: name.clone(), label: label.clone(), made_at: now, until: Some(until) };
            if label.trim().is_empty() || !access.add_token(&guard::digest("token", &secret), &token)? {
                return wrong(format!("{name} has a token “{label}” already, or that is no label"));
            }
            eprintln!("This is the only time that it is shown. It ends at {}.", guard::moment(until));
            (format!("{name}: token “{label}” added"), secret)
        }
        AccountsCommand::Token { verb: TokenCommand::Remove { name, label } } => {
            known(&access, &name)?;
            if !access.remove_token(&name, &label)? {
                return wrong(format!("{name} has no token “{label}”"));
            }
            (format!("{name}: token “{label}” removed"), format!("The token “{label}” has ended."))
        }
    };
    access.audit(&guard::line(HERE, "account", &what))?;
    writeln!(screen.raw(), "{told}")?;
    Ok(ExitCode::SUCCESS)
}

/// The audit log.
pub fn audit(directory: &Path, arguments: AuditArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let mut lines = opened(directory)?.audited(arguments.account.as_deref(), None, arguments.limit)?;
    lines.reverse();
    for line in &lines {
        if arguments.json {
            writeln!(screen.raw(), "{}", serde_json::to_string(line)?)?;
            continue;
        }
        let left = 98usize.saturating_sub(line.at.len() + line.account.len() + line.act.len() + 6);
        let words = screen::short(&screen::safe(&line.what), left.max(20));
        writeln!(screen.raw(), "{}  {}  {}  {words}", line.at, line.account, line.act)?;
    }
    if lines.is_empty() && !arguments.json {
        writeln!(screen.raw(), "Nothing is noted yet.")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Of a desk that is there: a misspelt folder gets no accounts.
fn opened(directory: &Path) -> anyhow::Result<Access> {
    drop(Desk::open(directory)?);
    Ok(Access::open(directory)?)
}

fn list(access: &Access, as_json: bool, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let all = access.accounts()?;
    for own in &all {
        let tokens = access.tokens(&own.name)?.len() as u64;
        if as_json {
            let row = json!({
                "name": own.name, "role": own.role, "made_at": guard::moment(own.made_at),
                "sessions": own.sessions, "tokens": tokens,
            });
            writeln!(screen.raw(), "{row}")?;
            continue;
        }
        writeln!(
            screen.raw(),
            "{:<20} {:<8} made {}, {}, {}",
            own.name,
            own.role,
            guard::moment(own.made_at),
            screen::counted(own.sessions, "session"),
            screen::counted(tokens, "token")
        )?;
    }
    if all.is_empty() && !as_json {
        writeln!(screen.raw(), "No accounts: pages are served on this machine alone.")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn tokens(access: &Access, name: &str, now: i64, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    known(access, name)?;
    for own in access.tokens(name)? {
        let ends = match own.until {
            Some(until) if until <= now => format!("ENDED {}", guard::moment(until)),
            Some(until) => format!("ends {}", guard::moment(until)),
            None => "never ends".to_string(),
        };
        writeln!(screen.raw(), "{:<32} made {}, {ends}", own.label, guard::moment(own.made_at))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn known(access: &Access, name: &str) -> anyhow::Result<()> {
    if access.account(name)?.is_some() { Ok(()) } else { wrong(format!("there is no account {name}")) }
}

fn web(role: RoleName) -> Role {
    match role {
        RoleName::Reader => Role::Reader,
        RoleName::Analyst => Role::Analyst,
        RoleName::Admin => Role::Admin,
    }
}

/// A password that will do: typed twice at a terminal, else the first line of standard input.
fn password(name: &str) -> anyhow::Result<String> {
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password(format!("Password for {name}: ")).context("no terminal to ask at")?;
        if first != rpassword::prompt_password("The same again: ")? {
            return wrong("the two are not the same".into());
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().take(64 * 1024).read_line(&mut line).context("standard input")?;
        line.trim_end_matches(['\n', '\r']).to_string()
    };
    guard::will_do(&password, name).map_err(UsageError)?;
    Ok(password)
}

fn wrong<T>(words: String) -> anyhow::Result<T> {
    Err(UsageError(words).into())
}
