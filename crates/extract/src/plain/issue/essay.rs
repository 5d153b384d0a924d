//! One long piece that boxes and rules interrupt: a mail that is one essay with crossheads.
//!
//! Invariant: what goes on stands in the cell of the signed article that opens the mail, under heads smaller than its own,
//! none of them linked; a lead-in, a label or a list ends it. Cost: linear in the lines.

use super::piece::Piece;
use super::role::Role;
use super::signed;
use crate::plain::line::Line;
use crate::plain::names;
use dateline_record::Kind;

/// Joins to the article that opens a mail the pieces that go on with it.
pub(super) fn join(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let Some(first) = pieces.iter().position(|piece| piece.kind.is_read()) else { return };
    if pieces[first].kind != Kind::Article || !is_signed(lines, roles, pieces[first].lines.start) {
        return;
    }
    let leads_on = |at: usize| matches!(roles[at], Role::Entry | Role::Onward);
    if pieces[first].lines.clone().next_back().is_some_and(leads_on) {
        return;
    }
    let Some(text) = pieces[first].lines.clone().find(|at| roles[*at] == Role::Prose) else { return };
    let cell = lines[text].look.cell;
    // Its headline may stand in the masthead.
    let is_headline = |at: &usize| roles[*at] == Role::Head && lines[*at].look.size >= lines[text].look.size;
    let own = (pieces[first].lines.start..text).filter(is_headline);
    let own = own.map(|at| lines[at].look.size).max();
    let size = own.or(lines[..text].iter().map(|line| line.look.size).max());
    let Some(size) = size.filter(|size| *size > 0) else { return };
    for piece in &mut pieces[first + 1..] {
        match piece.kind {
            Kind::Boilerplate | Kind::Advertisement if !piece.label => continue,
            Kind::Article | Kind::Brief if goes_on(lines, roles, piece, cell, size) => piece.goes_on = true,
            _ => return,
        }
        piece.kind = Kind::Article;
    }
}

/// Whether a by-line or the name of a writer stands before the text.
fn is_signed(lines: &[Line], roles: &[Role], from: usize) -> bool {
    let before = (0..lines.len()).take_while(|at| *at < from || !matches!(roles[*at], Role::Prose | Role::Lead));
    before.filter(|at| lines[*at].words <= 8).any(|at| names::is_name(lines[at].text))
}

fn goes_on(lines: &[Line], roles: &[Role], piece: &Piece, cell: u32, size: u32) -> bool {
    let text: Vec<usize> = piece.lines.clone().filter(|at| roles[*at] == Role::Prose).collect();
    // A footnote stands beside its number.
    let is_note =
        |at: usize| at > 0 && lines[at - 1].words == 1 && lines[at - 1].text.bytes().all(|b| b.is_ascii_digit());
    let crosshead = |at: usize| lines[at].look.size < size && lines[at].look.linked == 0 && lines[at].words <= 12;
    !text.is_empty()
        && text.iter().all(|at| is_note(*at) || lines[*at].look.cell == cell && !lines[*at].look.listed)
        && piece.lines.clone().all(|at| match roles[at] {
            Role::Head => crosshead(at) && signed::name(lines[at].text).is_none(),
            Role::Lead | Role::Dated | Role::Meta | Role::Sponsor | Role::Foot | Role::Mast => false,
            // A button may close it.
            Role::Entry | Role::Onward => is_note(at + 1) || text.iter().all(|text| *text < at),
            _ => true,
        })
}
