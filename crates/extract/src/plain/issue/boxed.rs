//! Boxes of one make between the items of an issue: a paragraph with its lead-in, alone in its cell, with a link.
//!
//! Invariant: what one of them is by its words, all are; none is told where items have no heads of their own. Cost: linear.

use super::piece::Piece;
use super::role::Role;
use crate::plain::line::{Gap, Line};
use dateline_record::Kind;

/// Items with heads that an issue has at least, and words of a box.
const ITEMS: usize = 3;
const BOX: usize = 100;

/// Makes advertisements of boxes of which one is one.
pub(super) fn alike(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let headed = |piece: &Piece| piece.kind.is_read() && piece.lines.clone().any(|at| roles[at] == Role::Head);
    let boxed: Vec<usize> = (0..pieces.len()).filter(|number| is_box(lines, roles, &pieces[*number])).collect();
    let sold = boxed.iter().any(|number| pieces[*number].kind == Kind::Advertisement);
    if sold && pieces.iter().filter(|piece| headed(piece)).count() >= ITEMS {
        boxed.into_iter().for_each(|number| pieces[number].kind = Kind::Advertisement);
    }
}

fn is_box(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let mut text = piece.lines.clone().filter(|at| !matches!(roles[*at], Role::Rule));
    let (Some(at), None) = (text.next(), text.next()) else { return false };
    roles[at] == Role::Lead && lines[at].look.linked > 0 && lines[at].words <= BOX && is_alone_in_cell(lines, at)
}

/// Whether a line stands in a cell of its own among lines of others.
fn is_alone_in_cell(lines: &[Line], at: usize) -> bool {
    let cell = |at: usize| lines.get(at).map_or(0, |line| line.look.cell);
    cell(at) != 0 && (at == 0 || cell(at - 1) != cell(at)) && cell(at + 1) != cell(at)
}

/// Whether a lead-in is a box that stands within the text of another cell.
pub(super) fn opens(lines: &[Line], at: usize) -> bool {
    let cell = |at: usize| lines[at].look.cell;
    at > 1 && is_alone_in_cell(lines, at) && cell(at - 1) == cell(at - 2)
}

/// Whether text begins below a box.
pub(super) fn ends(lines: &[Line], roles: &[Role], at: usize) -> bool {
    let goes_on = lines.get(at + 1).is_some_and(|next| next.look.cell == lines[at].look.cell);
    at > 0 && roles[at - 1] == Role::Lead && lines[at].gap != Gap::None && goes_on && is_alone_in_cell(lines, at - 1)
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    #[test]
    fn boxes_of_one_make_are_of_one_kind() {
        let item = |title: &str, text: &str| {
            format!("<h2>{title}</h2><p>{text}</p><p><a href='https://turvik.example/a'>Read more</a></p>")
        };
        let slot = |text: &str| format!("<table><tr><td><p>{text}</p></td></tr></table>");
        let mail = [
            slot("<b>Sleep without the storm.</b> Acme makes doors that keep out wind, rain and <a href='https://acme.example'>harbour masters</a> of all sorts."),
            "<p>Dear friends of the harbour, it has been a week like no other, and we have slept in our boots, all of us.</p>".into(),
            item("Ferry stays in Turvik", "The owner of the ferry will not leave Turvik, the council was told on Monday evening."),
            item("Pier closes for a week", "The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said."),
            slot("<b>Rope of the year.</b> Get yours at 20% off this week, and <a href='https://rope.example'>order today</a> while it lasts in our stores."),
            item("Light goes out", "The light of Sandsund went out again on Sunday night, and nobody in the town knows why it did."),
        ];
        check_mail(
            &format!(
                "<table><tr><td>{}</td></tr></table><p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
                mail.concat()
            ),
            "
advertisement
  Sleep without the storm. Acme makes doors that keep out wind, rain and harbour masters of all sorts.
boilerplate
  Dear friends of the harbour, it has been a week like no other, and we have slept in our boots, all of us.
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
advertisement
  Rope of the year. Get yours at 20% off this week, and order today while it lasts in our stores.
brief “Light goes out”
  The light of Sandsund went out again on Sunday night, and nobody in the town knows why it did.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
