//! Paragraphs that are counted, each behind its number and a label with a colon: one piece, under the head that stands over them.
//!
//! Invariant: they count from one without a gap, to three at least. Cost: linear in the pieces.

use super::piece::Piece;
use super::role::{self, Role};
use crate::plain::line::Line;

/// Paragraphs that are counted, and words of what introduces them.
const COUNTED: usize = 3;
const INTRODUCTION: usize = 60;

/// Joins counted paragraphs.
pub(super) fn join(lines: &[Line], roles: &[Role], pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let count =
            pieces[at..].iter().zip(1..).take_while(|(piece, number)| is_counted(lines, piece, *number)).count();
        if count < COUNTED {
            joined.push(pieces[at].clone());
            at += 1;
            continue;
        }
        let end = pieces[at + count - 1].lines.end;
        match joined.last_mut().filter(|last| introduces(lines, roles, last)) {
            Some(last) => last.lines.end = end,
            None => joined.push(Piece { lines: pieces[at].lines.start..end, ..pieces[at].clone() }),
        }
        at += count;
    }
    joined
}

fn is_counted(lines: &[Line], piece: &Piece, number: usize) -> bool {
    let own = &lines[piece.lines.clone()];
    own.first().is_some_and(|first| first.text.trim_end_matches('.').parse() == Ok(number))
        && own.get(1).is_some_and(|label| label.words <= 4 && label.text.ends_with(':'))
}

/// A head and a few words under it.
fn introduces(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let words: usize = piece.lines.clone().map(|at| lines[at].words).sum();
    roles[piece.lines.start] == Role::Head
        && words <= INTRODUCTION
        && !piece.contents
        && !role::is_item(lines[piece.lines.start].text)
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    #[test]
    fn counted_paragraphs_are_one_piece() {
        check_mail(
            "<h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p>
<h2>What the harbour talks of</h2><p>A pier, a rope and a lamp: the week in three words, as our ferrymen heard it.</p>
<table><tr><td><b>1</b></td><td><b>Pier:</b><br>It has rot in its oldest planks, its keeper said, and it has had it for as long as he has kept it.</td></tr>
<tr><td><b>2</b></td><td><b>Rope:</b><br>The council has bought forty fathoms of it, and nobody who sits on it could say what it was for.</td></tr>
<tr><td><b>3</b></td><td><b>Lamp:</b><br>The light of Sandsund went out again on Sunday night, and nobody in the town knows why it did.</td></tr></table>
<h2>Storm on its way</h2><p>A storm will reach Sandsund on Friday, and the pilots have been told to stay in their beds.</p>
<p><a href='https://turvik.example/b'>Read more</a></p>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “What the harbour talks of”
  A pier, a rope and a lamp: the week in three words, as our ferrymen heard it.
  1
  Pier:
  It has rot in its oldest planks, its keeper said, and it has had it for as long as he has kept it.
  2
  Rope:
  The council has bought forty fathoms of it, and nobody who sits on it could say what it was for.
  3
  Lamp:
  The light of Sandsund went out again on Sunday night, and nobody in the town knows why it did.
brief “Storm on its way”
  A storm will reach Sandsund on Friday, and the pilots have been told to stay in their beds.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
