//! One command, one file.

mod accounts;
mod annotate;
mod backup;
mod brief;
mod calendar;
mod changes;
mod demo;
mod disagreements;
mod documents;
mod entities;
mod event_mentions;
mod events;
mod export;
mod judge;
mod lineage;
mod manual;
mod mcp;
mod pointed;
pub mod read;
mod rebuild;
mod said;
mod search;
mod serve;
mod show;
mod statements;
mod status;
mod stories;
mod timeline;
mod verify;
mod watch;
mod who;
mod withdraw;

use crate::arguments::{Arguments, Command};
use crate::screen::Screen;
use crate::wording::{brief, how, named};
use crate::{asked, dating};
use dateline_record::Row;
use dateline_store::Desk;
use std::process::ExitCode;

/// Runs the command that was asked for.
pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let desk = || Desk::open(&arguments.desk).inspect(tell_upgrade);
    let mut screen = Screen::standard();
    let code = match arguments.command {
        Command::Read(own) => read::run(&arguments.desk, own, &mut screen)?,
        Command::Annotate(own) => annotate::run(own, &mut screen)?,
        Command::Documents(own) => documents::run(&desk()?, own, &mut screen)?,
        Command::Show(own) => show::run(&desk()?, own, &mut screen)?,
        Command::Statements(own) => statements::run(&desk()?, own, &mut screen)?,
        Command::EventMentions(own) => event_mentions::run(&desk()?, own, &mut screen)?,
        Command::Events(own) => events::run(&desk()?, own, &mut screen)?,
        Command::Disagreements(own) => disagreements::run(&desk()?, own, &mut screen)?,
        Command::Entities(own) => entities::run(&desk()?, own, &mut screen)?,
        Command::Lineage(own) => lineage::run(&desk()?, own, &mut screen)?,
        Command::Stories(own) => stories::run(&desk()?, own, &mut screen)?,
        Command::Brief(own) => brief::run(&desk()?, own, &mut screen)?,
        Command::Changes(own) => changes::run(&desk()?, own, &mut screen)?,
        Command::Who(own) => who::run(&desk()?, own, &mut screen)?,
        Command::Timeline(own) => timeline::run(&desk()?, own, &mut screen)?,
        Command::Calendar(own) => calendar::run(&desk()?, own, &mut screen)?,
        Command::Judge(own) => judge::run(&mut desk()?, own, &mut screen)?,
        Command::Withdraw(own) => withdraw::run(&mut desk()?, own, &mut screen)?,
        Command::Search(own) => search::run(&desk()?, own, &mut screen)?,
        Command::Serve(own) => serve::run(&arguments.desk, own, &mut screen)?,
        Command::Accounts(own) => accounts::run(&arguments.desk, own, &mut screen)?,
        Command::Audit(own) => accounts::audit(&arguments.desk, own, &mut screen)?,
        Command::Mcp => mcp::run(&arguments.desk)?,
        Command::Watch(own) => watch::run(&arguments.desk, own, &mut screen)?,
        Command::Export(own) => export::run(&desk()?, own, &mut screen)?,
        Command::Status(own) => status::run(&desk()?, own, &mut screen)?,
        Command::Rebuild(own) => rebuild::run(&arguments.desk, own, &mut screen)?,
        Command::Backup(own) => backup::run(&desk()?, own, &mut screen)?,
        Command::Verify(own) => verify::run(&desk()?, own, &mut screen)?,
        Command::Demo => demo::run(&mut screen)?,
        Command::Completions { shell } => manual::completions(shell, &mut screen)?,
        Command::Man { out } => manual::pages(out.as_deref(), &mut screen)?,
        Command::Schema { openapi: true } => {
            std::io::Write::write_all(screen.raw(), format!("{}\n", serve::described()?).as_bytes())?;
            ExitCode::SUCCESS
        }
        Command::Schema { .. } => {
            let schema = serde_json::to_string_pretty(&schemars::schema_for!(Row))?;
            std::io::Write::write_all(screen.raw(), format!("{schema}\n").as_bytes())?;
            ExitCode::SUCCESS
        }
    };
    screen.flush()?;
    Ok(code)
}

/// A desk of an older version was brought up when it was opened.
pub fn tell_upgrade(desk: &Desk) {
    if let Some(upgraded) = desk.upgraded() {
        let dateline_store::Upgraded { from, to, copy } = upgraded;
        eprintln!(
            "dateline: the desk was brought from schema {from} to {to}; its data base as it was: {}",
            copy.display()
        );
    }
}
