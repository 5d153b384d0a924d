//! Whether pieces make an issue of a newsletter, or one letter.
//!
//! Invariant: several signs come together; without a masthead or foot, more of them.

use super::piece::Piece;
use super::role::Role;
use crate::html::{Look, Nature, Page};
use crate::plain::line::{Gap, Line};
use dateline_record::Kind;

/// Words of an offer that make a mail one.
const OFFER: usize = 40;

/// Words of a letter from which what stands around it is told apart.
const LETTER: usize = 80;

/// Whether the pieces are an issue's.
pub(super) fn is_issue(page: &Page, lines: &[Line], roles: &[Role], pieces: &[Piece]) -> bool {
    let texts: Vec<&Piece> = pieces.iter().filter(|piece| matches!(piece.kind, Kind::Brief | Kind::Article)).collect();
    let has = |piece: &Piece, wanted: &[Role]| piece.lines.clone().any(|at| wanted.contains(&roles[at]));
    let foot = roles.contains(&Role::Foot);
    let mast = roles.contains(&Role::Mast);
    let least = match page.nature {
        Nature::FeedEntry => return false,
        Nature::Page if !(foot && mast) => return false,
        Nature::Page => 3,
        Nature::Mail if foot || mast => 2,
        Nature::Mail => 3,
    };
    let headed = texts.iter().filter(|piece| has(piece, &[Role::Head, Role::Lead])).count();
    let linked = |piece: &&&Piece| piece.lines.clone().any(|at| roles[at] == Role::Head && lines[at].look.linked >= 60);
    let linked = texts.iter().filter(linked).count();
    let ended = texts.iter().filter(|piece| has(piece, &[Role::Onward])).count();
    let leads = texts.iter().filter(|piece| has(piece, &[Role::Lead])).count();
    let parted = texts.iter().filter(|piece| {
        has(piece, &[Role::Head])
            && (lines[piece.lines.start].gap == Gap::Rule || roles[piece.lines.start] == Role::Rule)
    });
    let parted = parted.count();
    let sponsored = pieces.iter().any(|piece| piece.sponsored);
    let calendar = pieces.iter().any(|piece| piece.kind == Kind::Calendar);
    let contents = pieces.iter().any(|piece| piece.contents && piece.lines.len() > 2);
    let labels = pieces.iter().filter(|piece| piece.label).count();
    let many = linked >= least || ended >= least || leads > least || leads >= least && labels > 0 || parted >= least;
    let items = texts.iter().filter(|piece| piece.item).count();
    let many = many || items > least;
    let several = texts.len() >= least && (many || (sponsored || contents || calendar) && headed >= least);
    let headlines =
        (page.nature == Nature::Mail && (foot || mast) || foot && mast) && pieces.iter().any(|piece| piece.headlines);
    several
        || headlines
        || is_framed_letter(lines, &texts, foot)
        || page.nature == Nature::Mail && only_sells(lines, pieces, texts.len())
}

/// One piece of writing between a masthead and a foot, in markup: only what stands around it is taken off.
fn is_framed_letter(lines: &[Line], texts: &[&Piece], foot: bool) -> bool {
    let mut own = texts.iter().filter(|piece| !piece.goes_on);
    let (Some(text), None) = (own.next(), own.next()) else { return false };
    let words: usize = text.lines.clone().map(|at| lines[at].words).sum();
    foot && words >= LETTER && lines.iter().any(|line| line.look != Look::default())
}

/// A mail that only sells.
fn only_sells(lines: &[Line], pieces: &[Piece], texts: usize) -> bool {
    let words = |wanted: fn(Kind) -> bool| -> usize {
        let own = pieces.iter().filter(|piece| wanted(piece.kind));
        own.flat_map(|piece| piece.lines.clone()).map(|at| lines[at].words).sum()
    };
    let sold = words(|kind| kind == Kind::Advertisement);
    texts == 0 && sold >= OFFER && sold > words(|kind| matches!(kind, Kind::Listing | Kind::Calendar))
}
