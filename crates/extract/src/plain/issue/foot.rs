//! The foot of an issue: which lines belong to it beside those that say so.
//!
//! Invariant: only what comes when more than half is said, in short lines; a paragraph that tells of a mailing list is none of
//! it. Cost: linear.

use super::role::Role;
use crate::plain::line::{Gap, Line};
use crate::plain::phrase::{self, Topic};

/// Words from which a line is a paragraph of some length.
const PARAGRAPH: usize = 40;

/// A paragraph of which one line belongs to the foot does so whole, where its lines are short.
pub(super) fn whole(lines: &[Line], roles: &mut [Role]) {
    let text = |at: usize| if matches!(roles[at], Role::Prose | Role::Lead) { lines[at].words } else { 0 };
    let total: usize = (0..lines.len()).map(text).sum();
    let mut read = 0;
    // The foot comes when more than half is said.
    let from_line = (0..lines.len()).find(|at| {
        read += text(*at);
        read * 10 > total * 6
    });
    let half = from_line.unwrap_or(0).min(lines.len() / 2);
    let mut from = 0;
    for at in 1..=lines.len() {
        if at < lines.len() && lines[at].gap == Gap::None {
            continue;
        }
        let own = from..at;
        let short = own.clone().all(|at| lines[at].words <= 25) && own.len() <= 12;
        if short && at > half && roles[own.clone()].contains(&Role::Foot) {
            roles[own].fill(Role::Foot);
        }
        from = at;
    }
    let Some(first) = (half..lines.len()).find(|at| roles[*at] == Role::Foot) else { return };
    let cell = lines[first].look.cell;
    let last_text = (0..first).rev().find(|at| matches!(roles[*at], Role::Prose | Role::Lead));
    if cell == 0 || last_text.is_none_or(|at| lines[at].look.cell == cell) {
        return;
    }
    for at in (0..first).rev() {
        if lines[at].look.cell != cell || !matches!(roles[at], Role::Onward | Role::Entry | Role::Scrap | Role::Rule) {
            break;
        }
        roles[at] = Role::Foot;
    }
}

/// Whether a paragraph has but one phrase of a foot, and that within its sentences: it tells of a mailing list.
pub(super) fn is_mentioned(line: &Line) -> bool {
    line.words > PARAGRAPH && phrase::count(line.text, Topic::Footer) == 1 && {
        let end = line.text.char_indices().nth(120).map_or(line.text.len(), |(at, _)| at);
        !phrase::is(&line.text[..end], Topic::Footer)
    }
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    #[test]
    fn a_report_on_a_mailing_list_is_no_foot() {
        check_mail(
            "<h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p>
<h2>Meeting of the pilots</h2><p>The pilots of Turvik and Sandsund meet at the end of the month, for the first time since the storm, to talk about the light and the buoys. Who cannot come may write to their mailing list, or send somebody else with a letter from his harbour master.</p>
<p><a href='https://turvik.example/b'>Read more</a></p>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Meeting of the pilots”
  The pilots of Turvik and Sandsund meet at the end of the month, for the first time since the storm, to talk about the light and the buoys. Who cannot come may write to their mailing list, or send somebody else with a letter from his harbour master.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
