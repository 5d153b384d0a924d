//! Boxes of links inside articles: a head and its bullets, often the same box in several articles.
//!
//! Invariant: a list that is part of an article's text stays: a box has a head that is known for it, or comes again word
//! for word. Cost: linear in the lines.

use super::draft::Draft;
use super::line::Line;
use super::phrase::Topic;
use super::shape;
use dateline_record::Kind;
use std::collections::HashMap;

/// Takes boxes out of the lines `own`: what is left, and the boxes.
pub(super) fn take(lines: &[Line], own: &[usize]) -> (Vec<usize>, Vec<Draft>) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    own.iter().filter(|at| lines[**at].words <= 40).for_each(|at| *counts.entry(lines[*at].text).or_default() += 1);
    let (mut left, mut boxes) = (Vec::with_capacity(own.len()), Vec::new());
    let mut number = 0;
    while number < own.len() {
        let length = length(lines, &own[number..], &counts);
        match length {
            0 => {
                left.push(own[number]);
                number += 1;
            }
            length => {
                let mut draft = Draft::new(Kind::Listing);
                own[number..number + length].iter().for_each(|at| draft.text(*at, lines));
                boxes.push(draft);
                number += length;
            }
        }
    }
    (left, boxes)
}

/// The number of lines of the box that begins here; 0 where none does.
fn length(lines: &[Line], own: &[usize], counts: &HashMap<&str, usize>) -> usize {
    let head = &lines[own[0]];
    if head.words > 10 || shape::ends_sentence(head.text) || shape::is_bullet(head.text) {
        return 0;
    }
    let bullets =
        own[1..].iter().take_while(|at| lines[**at].words <= 40 && shape::is_bullet(lines[**at].text)).count();
    let again = own[..bullets + 1].iter().all(|at| counts.get(lines[*at].text).is_some_and(|count| *count >= 2));
    let known = head.is(Topic::LiveBox);
    if bullets >= 2 && (known || again) { bullets + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check;

    #[test]
    fn an_article_wraps_round_a_box_of_live_updates() {
        check(
            "
The council met on Monday and closed the harbour for a week, its clerk said.
Storm Ilse: Live Updates
- Ferry stays at sea.
- Island without power.
The ferry stays at sea, its owner said on Monday evening.
",
            "
article
  The council met on Monday and closed the harbour for a week, its clerk said.
  The ferry stays at sea, its owner said on Monday evening.
listing
  Storm Ilse: Live Updates
  - Ferry stays at sea.
  - Island without power.
",
        );
    }

    #[test]
    fn a_list_of_the_article_stays_in_it() {
        check(
            "
The council met on Monday and closed the harbour for a week. Its reasons were these:
- The ferry leaks.
- The pier is broken.
Nobody spoke against it.
",
            "
article
  The council met on Monday and closed the harbour for a week. Its reasons were these:
  - The ferry leaks.
  - The pier is broken.
  Nobody spoke against it.
",
        );
    }
}
