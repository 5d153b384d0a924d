//! What stands under the head of a calendar: each line with a day or an hour in it is an announcement, wherever it says so.
//!
//! Invariant: only under a head that is known for it, and no further than its box or list goes. Cost: linear.

use super::role::{self, Role};
use crate::plain::line::{Gap, Line};
use crate::plain::lists;
use crate::plain::phrase::{self, Topic};

/// Words of an announcement.
const ANNOUNCEMENT: usize = 40;

/// Makes announcements of lines under a calendar's head.
pub(super) fn under_heads(lines: &[Line], roles: &mut [Role]) {
    let mut head = None;
    for at in 0..lines.len() {
        let line = &lines[at];
        let heads = matches!(roles[at], Role::Head | Role::Scrap) && line.words <= 6;
        if heads && phrase::is(role::bare(line.text), Topic::Calendar) {
            head = Some(at);
            continue;
        }
        let Some(over) = head else { continue };
        let apart = at > over + 1 && (line.look.cell != lines[at - 1].look.cell || line.gap == Gap::Rule);
        let says = line.words <= ANNOUNCEMENT && lists::says_hour(line.text);
        if matches!(roles[at], Role::Sponsor | Role::Foot | Role::Mast) || apart && !says {
            head = None;
        } else if says && matches!(roles[at], Role::Head | Role::Prose | Role::Scrap | Role::Entry | Role::Lead) {
            roles[at] = Role::Dated;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    #[test]
    fn a_diary_ends_where_another_head_of_its_size_stands() {
        check_mail(
            "<h2 style='font-size:22px'>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<h2 style='font-size:22px'>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<h2 style='font-size:22px'>Monday’s diary</h2>
<ul><li>The council on the pier, 10 a.m., room 4</li><li>Harbour Institute, “Before the storm,” 12:30 p.m.</li></ul>
<h2 style='font-size:22px'>Vacancies</h2><ul><li><a href='https://turvik.example/c'>Keeper of the light at Sandsund</a></li></ul>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
calendar “Monday’s diary”
  The council on the pier, 10 a.m., room 4
  Harbour Institute, “Before the storm,” 12:30 p.m.
listing “Vacancies”
  Keeper of the light at Sandsund
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
