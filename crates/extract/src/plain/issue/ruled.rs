//! Plain text whose items are parted by drawn rules, each item with its head right below the rule.
//!
//! Invariant: only where at least three rules, and most of them, stand over a head; then nothing else parts items but heads
//! of the same make. Cost: linear in the lines.

use super::role::{self, Role};
use crate::html::Look;
use crate::plain::line::{Gap, Line};
use crate::plain::shape;
use std::ops::Range;

/// Rules with a head below that make such a mail, and their share of all rules, in tenths.
const RULES: usize = 3;
const MOST: usize = 6;

/// Signs of a rule, and words of a head.
const SIGNS: usize = 20;
const HEAD: usize = 14;

/// Tells heads from what stands within items.
pub(super) fn heads(lines: &[Line], roles: &mut [Role]) {
    if lines.iter().any(|line| line.look != Look::default()) {
        return;
    }
    let rules: Vec<usize> = (0..lines.len()).filter(|at| is_rule(&lines[*at])).collect();
    let below: Vec<usize> = rules.iter().map(|rule| rule + 1).filter(|at| may_head(lines, roles, *at)).collect();
    if below.len() < RULES || below.len() * 10 < rules.len() * MOST {
        return;
    }
    let sign = sign(lines, &below);
    let ends = rules.iter().copied().skip(1).chain([lines.len()]);
    for section in rules.iter().copied().zip(ends).map(|(rule, end)| rule + 1..end) {
        within(lines, roles, section, &below, sign);
    }
}

/// The roles of what stands between two rules.
fn within(lines: &[Line], roles: &mut [Role], section: Range<usize>, below: &[usize], sign: Option<char>) {
    if !below.contains(&section.start) {
        return;
    }
    let mut text_follows = false;
    for at in section.clone().rev() {
        let again = sign.is_some() && lines[at].text.chars().next() == sign && may_head(lines, roles, at);
        match roles[at] {
            _ if at == section.start || again => {
                roles[at] = Role::Head;
                text_follows = false;
            }
            // An item goes on after an address, and after what only looks like a head.
            Role::Head | Role::Dated => roles[at] = Role::Scrap,
            Role::Onward if text_follows => roles[at] = Role::Scrap,
            Role::Prose | Role::Lead => text_follows |= !role::is_item(lines[at].text),
            _ => {}
        }
    }
}

/// The sign that most heads open with.
fn sign(lines: &[Line], heads: &[usize]) -> Option<char> {
    let first = |at: &usize| lines[*at].text.chars().next().filter(|c| !c.is_alphanumeric());
    let signs: Vec<char> = heads.iter().filter_map(first).collect();
    let most = *signs.first()?;
    (signs.iter().filter(|sign| **sign == most).count() * 2 > heads.len()).then_some(most)
}

/// “-----------------------”.
fn is_rule(line: &Line) -> bool {
    let mut signs = line.text.chars();
    let first = signs.next();
    line.text.len() >= SIGNS && shape::is_wordless(line.text) && signs.all(|sign| Some(sign) == first)
}

/// A few words alone in their paragraph that are no sentence.
fn may_head(lines: &[Line], roles: &[Role], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let alone = lines.get(at + 1).is_some_and(|next| next.gap != Gap::None)
        && (at == 0 || is_rule(&lines[at - 1]) || line.gap != Gap::None);
    alone
        && line.words <= HEAD
        && matches!(roles[at], Role::Head | Role::Scrap | Role::Prose)
        && !line.text.ends_with(['.', ':', ','])
        && shape::starts_upper(line.text)
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_plain_mail;

    #[test]
    fn what_stands_between_rules_is_one_item() {
        check_plain_mail(
            "Harbour Post, no. 7

In this issue:

* Ferry stays in Turvik
* Pier closes for a week
* Light goes out

To join the Harbour Post, write to us. Please sign up as a member.
------------------------------

* Ferry stays in Turvik

SENT TO ALL HARBOURS ON FRIDAY

The owner of the ferry will not leave Turvik, the council was told on Monday evening. It had asked him twice.
See the minutes at:

http://turvik.example/minutes

He had asked for a new pier, and was offered forty planks of oak and a lamp.

------------------------------

* Pier closes for a week

The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.

http://turvik.example/pier

------------------------------

* Light goes out

The light of Sandsund went out again on Sunday night, and nobody in the town knows why it did.

------------------------------

You received this message because you are a member of the mailing list of Harbour Post.
",
            "
boilerplate
  Harbour Post, no. 7
listing
  In this issue:
  * Ferry stays in Turvik
  * Pier closes for a week
  * Light goes out
boilerplate
  To join the Harbour Post, write to us. Please sign up as a member.
brief “Ferry stays in Turvik”
  SENT TO ALL HARBOURS ON FRIDAY
  The owner of the ferry will not leave Turvik, the council was told on Monday evening. It had asked him twice.
  See the minutes at:
  http://turvik.example/minutes
  He had asked for a new pier, and was offered forty planks of oak and a lamp.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
brief “Light goes out”
  The light of Sandsund went out again on Sunday night, and nobody in the town knows why it did.
boilerplate
  ------------------------------
  You received this message because you are a member of the mailing list of Harbour Post.
",
        );
    }
}
