//! Lines that stand by themselves between pieces: an offer, the date of the issue.
//!
//! Invariant: an offer has two phrases that sell and a link; a date is the only one of its mail, and over no text. Cost: linear.

use super::role::{self, Role};
use crate::plain::date;
use crate::plain::line::{Gap, Line};
use crate::plain::phrase::{self, Topic};

/// Words of an offer in a line.
const OFFER: usize = 40;

/// A line by itself, with a link, in which two phrases sell.
pub(super) fn offers(lines: &[Line], roles: &mut [Role]) {
    for (line, role) in lines.iter().zip(roles) {
        let fits = (5..=OFFER).contains(&line.words) && line.gap != Gap::None && line.look.linked > 0;
        let stands =
            matches!(role, Role::Onward | Role::Entry | Role::Scrap) || *role == Role::Prose && line.words <= 12;
        if fits && stands && phrase::count(line.text, Topic::Offer) >= 2 {
            *role = Role::Offer;
        }
    }
}

/// The only line that is a date, where it stands over the issue and not under a headline.
pub(super) fn day(lines: &[Line], roles: &mut [Role]) {
    let is_day = |at: &usize| {
        roles[*at] == Role::Meta
            && lines[*at].words <= 5
            && role::is_date_mostly(role::bare(lines[*at].text))
            && date::line(role::bare(lines[*at].text)).is_some()
    };
    let mut days = (0..lines.len()).filter(is_day);
    let (Some(at), None) = (days.next(), days.next()) else { return };
    let over = matches!(roles.get(at + 1), Some(Role::Head | Role::Entry | Role::Row | Role::Lead | Role::Scrap));
    let apart = at > 0 && lines[at].look.cell != lines[at - 1].look.cell && lines[at].gap != Gap::None;
    let leaves = lines.get(at + 1).is_some_and(|next| next.gap != Gap::None);
    if at > 0 && at < lines.len() / 2 && over && apart && leaves && roles[at - 1] != Role::Head {
        roles[at] = Role::Day;
    }
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    #[test]
    fn the_date_of_the_issue_belongs_to_no_item_and_an_offer_to_no_list() {
        check_mail(
            "<table><tr><td><b><a href='https://turvik.example/1'>Light goes out again</a></b><br>The light of Sandsund went out on Sunday night, and nobody in the town knows why it did.</td></tr></table>
<table><tr><td>8 November 2031</td></tr>
<tr><td><h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p></td></tr>
<tr><td><h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p></td></tr>
<tr><td><h2>More to read</h2><p><a href='https://turvik.example/c'>Council buys forty planks of oak</a></p><p><a href='https://turvik.example/d'>Nobody says what it wants them for</a></p></td></tr></table>
<div style='border:1px solid'>Ropes for just $4 a fathom. <a href='https://rope.example'>Buy now!</a></div>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
brief “Light goes out again”
  The light of Sandsund went out on Sunday night, and nobody in the town knows why it did.
boilerplate
  8 November 2031
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
listing “More to read”
  Council buys forty planks of oak
  Nobody says what it wants them for
advertisement
  Ropes for just $4 a fathom. Buy now!
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
