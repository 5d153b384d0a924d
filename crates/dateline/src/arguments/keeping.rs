//! What the commands that keep a desk safe are asked.

use super::JsonArguments;
use clap::Args;
use std::path::PathBuf;

/// `backup`.
#[derive(Args)]
#[command(after_help = BACKUP_HELP)]
pub struct BackupArguments {
    /// A folder that is not there yet, is empty, or holds an older backup of this desk
    #[arg(value_name = "DIR")]
    pub destination: PathBuf,
    /// Copy every capture, also where a link would do: a disk that goes bad then has two copies to spoil
    #[arg(long)]
    pub copy: bool,
    #[command(flatten)]
    pub output: JsonArguments,
}

const BACKUP_HELP: &str = "\
A backup is a desk: `dateline --desk DIR verify` checks it, `--desk DIR` reads it. Others may
read and write the desk meanwhile. Over an older backup only what it lacks is copied.";

/// `verify`.
#[derive(Args)]
pub struct VerifyArguments {
    /// Work out anew the relations of so many documents, drawn over the whole desk, and hold them against those kept
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub sample: usize,
    #[command(flatten)]
    pub output: JsonArguments,
}
