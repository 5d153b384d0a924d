//! Headlines with no more than a subhead, each with its address: a list of what stands elsewhere, not items.
//!
//! Invariant: only neighbours that all look so, most of them with an address, few with a sentence. Cost: linear in the lines.

use super::piece::Piece;
use super::role::Role;
use crate::plain::line::Line;
use dateline_record::Kind;
use std::ops::Range;

/// Words of a subhead, and of one taken with the others.
const SUBHEAD: usize = 15;
const USUAL: usize = 8;

/// Headlines that make a list.
const HEADLINES: usize = 4;

/// What was met in a run of pieces.
#[derive(Default)]
struct Met {
    headlines: usize,
    words: usize,
    linked: usize,
    sentences: usize,
}

/// Makes a list of each run of headlines.
pub(super) fn join(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let mut from = 0;
    while from < pieces.len() {
        let length = pieces[from..].iter().take_while(|piece| is_bare(lines, roles, piece)).count();
        let run = from..from + length;
        if is_list(&met(lines, roles, &pieces[run.clone()])) {
            for piece in &mut pieces[run.clone()] {
                (piece.kind, piece.label, piece.headlines) = (Kind::Listing, false, true);
            }
        }
        from = run.end.max(from + 1);
    }
}

/// Nothing but short lines: a headline, its subhead and address, or the head of a section.
fn is_bare(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let role = |at: usize| {
        matches!(roles[at], Role::Head | Role::Scrap | Role::Onward | Role::Entry | Role::Meta | Role::Rule)
            || roles[at] == Role::Prose && at > 0 && roles[at - 1] == Role::Head
    };
    let text = piece.lines.clone().any(|at| roles[at] == Role::Prose);
    let over = piece.label || piece.lines.len() <= 2;
    piece.kind != Kind::Advertisement
        && !piece.contents
        && (text || over)
        && piece.lines.clone().all(|at| role(at) && lines[at].words <= SUBHEAD)
}

fn met(lines: &[Line], roles: &[Role], pieces: &[Piece]) -> Met {
    let mut met = Met::default();
    let subhead = |own: Range<usize>| own.into_iter().find(|at| roles[*at] == Role::Prose);
    for piece in pieces {
        let Some(at) = subhead(piece.lines.clone()) else { continue };
        let text = lines[at].text;
        met.headlines += 1;
        met.words += lines[at].words;
        met.linked +=
            usize::from(piece.lines.clone().any(|at| roles[at] == Role::Onward || lines[at].look.linked >= 60));
        met.sentences += usize::from(text.ends_with('.') && !text.ends_with(".."));
    }
    met
}

fn is_list(met: &Met) -> bool {
    met.headlines >= HEADLINES
        && met.words <= met.headlines * USUAL
        && met.linked * 4 >= met.headlines * 3
        && met.sentences * 3 <= met.headlines
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check;

    #[test]
    fn headlines_with_no_more_than_a_subhead_are_a_list() {
        check(
            "Harbour headlines of the day
View online at http://turvik.example/v

Piers

    Pier closes for a week
    Rot in the planks
        https://turvik.example/1

    Council buys forty planks
    Nobody says what for
        https://turvik.example/2

Boats

    Ferry stays in Turvik
    Owner asks for a new pier
        https://turvik.example/3

    Light goes out once more
    Keeper lends his lamp
        https://turvik.example/4

To unsubscribe from these updates, visit the address below.
    https://turvik.example/leave
",
            "
boilerplate
  Harbour headlines of the day
  View online at http://turvik.example/v
listing
  Piers
  Pier closes for a week
  Rot in the planks
  https://turvik.example/1
  Council buys forty planks
  Nobody says what for
  https://turvik.example/2
  Boats
  Ferry stays in Turvik
  Owner asks for a new pier
  https://turvik.example/3
  Light goes out once more
  Keeper lends his lamp
  https://turvik.example/4
boilerplate
  To unsubscribe from these updates, visit the address below.
  https://turvik.example/leave
",
        );
    }
}
