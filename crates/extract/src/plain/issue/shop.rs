//! What sells: runs of a few words each that lead to as many houses, for which somebody paid, and mails that do nothing else.
//!
//! Invariant: nothing is told of a mail whose links all lead to one house (a tracker's), nor of headlines; a mail only sells
//! where it opens with offers and no headline in it leads anywhere. Cost: linear.

use super::piece::Piece;
use super::role::Role;
use crate::plain::line::Line;
use crate::plain::phrase::Topic;
use dateline_record::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Links of such a run, all to one shop or to many houses, and the houses that they lead to.
const LINKS: usize = 6;
const HOUSES: usize = 5;

/// Links to a shop elsewhere in the mail.
const ELSE: usize = 2;

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
        // A shop to which next to no other link of the mail leads.
        let shop = other.len() == 1
            && entries().all(|at| house(&lines[at]).is_some_and(|house| counts[house] <= links + ELSE));
        let many = other.len() >= HOUSES && other.len() * 10 >= links * 7;
        if only && links >= LINKS && (many || shop) && words * 10 <= links * NAME_TENTHS {
            piece.kind = Kind::Advertisement;
        }
    }
}

/// Lines with which a mail opens, and how many of them offer something where it only sells.
const OPENING: usize = 8;
const OFFERS: usize = 2;

/// Words of what such a mail tells of one thing.
const FEATURE: usize = 60;

/// Makes one advertisement of a mail that only sells.
pub(super) fn only(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let offers = lines.iter().take(OPENING).filter(|line| line.is(Topic::Offer) && line.words <= FEATURE).count();
    let has = |piece: &Piece, wanted: &[Role]| piece.lines.clone().any(|at| wanted.contains(&roles[at]));
    let read: Vec<&Piece> = pieces.iter().filter(|piece| piece.kind.is_read()).collect();
    let plain = |piece: &&&Piece| {
        let words: usize = piece.lines.clone().map(|at| lines[at].words).sum();
        let leads = piece.lines.clone().any(|at| roles[at] == Role::Head && lines[at].look.linked >= 60);
        words <= FEATURE && !leads && !has(piece, &[Role::Meta, Role::Onward, Role::Dated, Role::Lead])
    };
    // The last may lead to the shop.
    let news = read.len() - read.iter().filter(plain).count();
    if offers < OFFERS || read.is_empty() || news > 1 || news == read.len() {
        return;
    }
    let stays = |piece: &Piece| has(piece, &[Role::Foot, Role::Mast, Role::Day, Role::Row]);
    let first = pieces.iter().position(|piece| !stays(piece)).unwrap_or(0);
    for piece in pieces[first..].iter_mut().take_while(|piece| !stays(piece)) {
        (piece.kind, piece.label) = (Kind::Advertisement, false);
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
    fn sentences_that_are_links_are_no_headlines() {
        check_mail(
            "<h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p>
<h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p>
<h2>Elsewhere in our house</h2><p><a href='https://turvik.example/1'>See how the new light works in our shop.</a></p>
<p><a href='https://turvik.example/2'>Find the rope that suits you at Rope Desk.</a></p>
<p><a href='https://turvik.example/3'>Hear what the pilots say on our own wire.</a></p>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
boilerplate
  Elsewhere in our house
  See how the new light works in our shop.
  Find the rope that suits you at Rope Desk.
  Hear what the pilots say on our own wire.
  You are receiving this because you signed up. Unsubscribe
",
        );
    }

    #[test]
    fn a_mail_that_opens_with_offers_and_leads_nowhere_sells() {
        check_mail(
            "<p><b>Acme Rope for just $9!</b></p><p><a href='https://acme.example/buy'>Buy now</a></p>
<h3>Stronger</h3><p>A rope of Acme holds a ferry in any storm, and two of them hold the pier as well.</p>
<h3>Longer</h3><p>Nine new lengths let you moor wherever you like, and leave again when you have had enough.</p>
<h3>Cleaner</h3><p>No tar comes off on your hands, your coat or the hat of the harbour master of your town.</p>
<p>If you do not wish to receive our mails, <a href='https://acme.example/u'>unsubscribe</a></p>",
            "
advertisement
  Acme Rope for just $9!
  Buy now
  Stronger
  A rope of Acme holds a ferry in any storm, and two of them hold the pier as well.
  Longer
  Nine new lengths let you moor wherever you like, and leave again when you have had enough.
  Cleaner
  No tar comes off on your hands, your coat or the hat of the harbour master of your town.
boilerplate
  If you do not wish to receive our mails, unsubscribe
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
