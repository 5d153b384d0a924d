//! `dateline completions` and `dateline man`: made from the command line itself, so they cannot tell of another.

use crate::arguments::Arguments;
use crate::screen::Screen;
use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// What `shell` needs to complete commands.
pub fn completions(shell: Shell, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dateline", &mut script);
    screen.raw().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// The page of the program, or into a folder one for each command.
pub fn pages(folder: Option<&Path>, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    match folder {
        Some(folder) => {
            std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder))
                .with_context(|| folder.display().to_string())?;
        }
        None => clap_mangen::Man::new(Arguments::command()).render(screen.raw())?,
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use crate::arguments::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_man_page_names_every_command() {
        let mut page = Vec::new();
        let mut command = Arguments::command();
        command.build();
        clap_mangen::Man::new(command.clone()).render(&mut page).expect("a page");
        let page = String::from_utf8(page).expect("text");
        for own in command.get_subcommands().filter(|own| !own.is_hide_set()) {
            assert!(page.contains(&own.get_name().replace('-', "\\-")), "{}", own.get_name());
        }
    }

    #[test]
    fn help_is_no_wider_than_a_page() {
        let mut command = Arguments::command().term_width(100);
        command.build();
        for own in command.get_subcommands_mut() {
            let help = own.render_long_help().to_string();
            let wide = help.lines().find(|line| line.chars().count() > 100);
            assert_eq!(wide, None, "{}", own.get_name());
        }
    }
}
