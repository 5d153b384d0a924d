//! What `accounts` and `audit` are asked.

use clap::{Args, Subcommand, ValueEnum};

/// `accounts`.
#[derive(Args)]
#[command(after_help = HELP)]
pub struct AccountsArguments {
    /// What to do
    #[command(subcommand)]
    pub verb: AccountsCommand,
}

/// What somebody may do.
#[derive(ValueEnum, Clone, Copy)]
pub enum RoleName {
    /// Looks, searches, keeps searches
    Reader,
    /// Judges as well
    Analyst,
    /// Sees the audit log and the accounts as well
    Admin,
}

/// What to do with accounts.
#[derive(Subcommand)]
pub enum AccountsCommand {
    /// Make an account; the password is asked for, or is the first line of standard input
    Add {
        /// Its name: letters, digits, - _ . @
        #[arg(value_parser = account)]
        name: String,
        /// What it may do
        #[arg(long, value_enum, default_value = "reader")]
        role: RoleName,
    },
    /// List accounts
    List {
        /// As JSON, a line each
        #[arg(long)]
        json: bool,
    },
    /// Set another password; all open sessions of the account end
    Password {
        /// Whose
        #[arg(value_parser = account)]
        name: String,
    },
    /// Set another role, which holds at once
    Role {
        /// Whose
        #[arg(value_parser = account)]
        name: String,
        /// What it may do
        #[arg(value_enum)]
        role: RoleName,
    },
    /// Remove an account with its sessions and tokens; what it did stays in the audit log
    Remove {
        /// Which
        #[arg(value_parser = account)]
        name: String,
    },
    /// Tokens, by which programs read the API as an account
    Token {
        /// What to do
        #[command(subcommand)]
        verb: TokenCommand,
    },
}

/// What to do with tokens.
#[derive(Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it, this once: whoever has it reads what its account reads
    Add {
        /// Whose
        #[arg(value_parser = account)]
        name: String,
        /// What it is for
        label: String,
        /// Days after which it ends
        #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=3650))]
        days: u32,
    },
    /// List the tokens of an account, without their secrets
    List {
        /// Whose
        #[arg(value_parser = account)]
        name: String,
    },
    /// End a token
    Remove {
        /// Whose
        #[arg(value_parser = account)]
        name: String,
        /// Which
        label: String,
    },
}

/// `audit`.
#[derive(Args)]
#[command(after_help = AUDIT_HELP)]
pub struct AuditArguments {
    /// Of this account alone
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// So many lines, the last ones
    #[arg(long, value_name = "LINES", default_value_t = 50)]
    pub limit: u64,
    /// As JSON, a line each
    #[arg(long)]
    pub json: bool,
}

/// A name as everybody types it.
fn account(name: &str) -> Result<String, String> {
    let name = name.trim().to_lowercase();
    let is_sound = name.chars().all(|letter| letter.is_alphanumeric() || "-_.@".contains(letter));
    if name.is_empty() || name.chars().count() > 64 || !is_sound {
        return Err("a name has 64 letters, digits and - _ . @ at most".into());
    }
    if name == crate::guard::LOCAL {
        return Err("“local” is whoever looks on this machine itself".into());
    }
    Ok(name)
}

const HELP: &str = "\
Pages on this machine itself need no account. Any other address does:
  dateline accounts add rask --role admin
  dateline accounts token add rask newsroom-dashboard --days 30
  dateline serve --address 0.0.0.0:7878 --host desk.example.org --behind-tls
Passwords are kept as Argon2id hashes, tokens and sessions as hashes; docs/ACCESS.md says what is
protected from whom.";

const AUDIT_HELP: &str = "\
Noted are documents opened, rows taken by the API, judgements by forms, log-ins and refused ones,
and changes of accounts. Lines are only added. On this machine itself the account is “local”.
  dateline audit --account rask --limit 20";
