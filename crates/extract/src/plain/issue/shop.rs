//! Runs of a few words each that lead to as many houses: products for which somebody paid.
//!
//! Invariant: nothing is told of a mail whose links all lead to one house (a tracker's), nor of headlines. Cost: linear.

use super::piece::Piece;
use super::role::Role;
use crate::plain::line::Line;
use dateline_record::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Links of such a run, and the houses that they lead to.
const LINKS: usize = 6;
const HOUSES: usize = 5;

/// Words of a product's name, in tenths.
const NAME_TENTHS: usize = 35;

/// Makes advertisements of such runs.
pub(super) fn windows(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    lines.iter().filter_map(house).for_each(|house| *counts.entry(house).or_default() += 1);
    let Some(own) = counts.iter().max_by_key(|(_, count)| **count).map(|(house, _)| *house) else { return };
    for piece in pieces.iter_mut().filter(|piece| matches!(piece.kind, Kind::Boilerplate | Kind::Listing)) {
        let entries = || piece.lines.clone().filter(|at| lines[*at].look.linked >= 60);
        let words: usize = entries().map(|at| lines[at].words).sum();
        let links = entries().count();
        let other: BTreeSet<&str> =
            entries().filter_map(|at| house(&lines[at])).filter(|house| *house != own).collect();
        let only =
            piece.lines.clone().all(|at| !matches!(roles[at], Role::Prose | Role::Lead | Role::Foot | Role::Row));
        if only
            && links >= LINKS
            && other.len() >= HOUSES
            && other.len() * 10 >= links * 7
            && words * 10 <= links * NAME_TENTHS
        {
            piece.kind = Kind::Advertisement;
        }
    }
}

/// The house that a line leads to: the last two names of its host, three where the last has but two letters.
fn house<'a>(line: &Line<'a>) -> Option<&'a str> {
    let rest = line.address.split_once("://")?.1;
    let host = rest.split(['/', '?', ':', '#']).next()?;
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (last, second, third) = (dots.next()?, dots.next(), dots.next());
    let country = host.len() - last <= 3 && second.is_some_and(|second| last - second <= 4);
    let from = if country { third } else { second };
    Some(&host[from.map_or(0, |at| at + 1)..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::testing::check_mail;

    #[test]
    fn names_that_lead_to_as_many_houses_are_paid_for() {
        let houses = ["acme", "solm", "berg", "vik", "holt", "ek"];
        let links: Vec<String> =
            houses.iter().map(|house| format!("<a href='https://{house}.example/x'>{house} ropes</a><br>")).collect();
        check_mail(
            &format!("<h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p>
<h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>
<table><tr><td><h3>Finds</h3>{}</td></tr></table>", links.concat()),
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
boilerplate
  You are receiving this because you signed up. Unsubscribe
advertisement
  Finds
  acme ropes
  solm ropes
  berg ropes
  vik ropes
  holt ropes
  ek ropes
",
        );
    }

    #[test]
    fn a_house_is_the_end_of_its_host() {
        let mut line = crate::plain::testing::lines("x")[0];
        line.address = "https://news.turvik.co.uk/a?b";
        assert_eq!(house(&line), Some("turvik.co.uk"));
        line.address = "http://turvik.example";
        assert_eq!(house(&line), Some("turvik.example"));
    }
}
