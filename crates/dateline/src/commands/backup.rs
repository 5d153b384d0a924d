//! `dateline backup`: the desk as it is at one moment, while others read and write it.

use crate::arguments::BackupArguments;
use crate::screen::{BAD, FAINT, Run, STRONG, Screen, counted, thousands};
use dateline_store::Desk;
use std::process::ExitCode;

pub fn run(desk: &Desk, arguments: BackupArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let made = desk.back_up(&arguments.destination, !arguments.copy)?;
    if arguments.output.json {
        screen.json(&made)?;
    } else {
        let over = if made.over_older { "older backup brought up" } else { "backup made" };
        let captures = counted(made.captures, "capture");
        let kept = if made.kept > 0 { format!(", {} there already", thousands(made.kept)) } else { String::new() };
        let size = thousands(made.size_bytes / 1000);
        screen.paragraph(0, &[Run(STRONG, &format!("{over}: {captures} copied{kept}, data base {size} kB"))])?;
        screen.paragraph(0, &[Run(FAINT, &made.path.display().to_string())])?;
        for path in &made.damaged {
            screen.paragraph(2, &[Run(BAD, &format!("damaged, not copied: {}", path.display()))])?;
        }
    }
    Ok(ExitCode::from(u8::from(!made.damaged.is_empty())))
}
