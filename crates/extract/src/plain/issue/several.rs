//! Paragraphs that are items of their own under one head: news in brief, people on the move.
//!
//! Invariant: only where every paragraph under the head looks the same: each opens with words in bold, none of them a
//! label. A head that is known to stand over items parts them whatever they look like. Cost: linear in the lines.

use super::piece::Piece;
use super::role::{self, Role};
use crate::plain::line::{Gap, Line};
use crate::plain::phrase::{self, Topic};

/// Words that a paragraph has at least that is an item.
const ITEM: usize = 8;

/// Parts pieces whose paragraphs are items of their own.
pub(super) fn part(lines: &[Line], roles: &[Role], pieces: Vec<Piece>) -> Vec<Piece> {
    let mut parted = Vec::with_capacity(pieces.len());
    let mut known = false;
    for piece in pieces {
        let text: Vec<usize> =
            piece.lines.clone().filter(|at| matches!(roles[*at], Role::Prose | Role::Lead)).collect();
        let heads = || piece.lines.clone().take_while(|at| Some(at) != text.first());
        if heads().any(|at| roles[at] == Role::Head) {
            known = heads().any(|at| stands_over_items(&lines[at]));
        }
        let opens = |at: &usize| lines[*at].gap != Gap::None && lines[*at].words >= ITEM;
        let alike = text.len() >= 2 && text.iter().all(opens);
        let bold = text.iter().filter(|at| opens_in_bold(&lines[**at])).count();
        let items = alike && !piece.sponsored && !piece.contents && (known || bold == text.len());
        if !items {
            let item = known && text.len() == 1;
            parted.push(Piece { item, ..piece });
            continue;
        }
        let mut from = piece.lines.start;
        for next in text.iter().skip(1).copied().chain([piece.lines.end]) {
            parted.push(Piece { lines: from..next, item: true, ..piece.clone() });
            from = next;
        }
    }
    parted
}

fn stands_over_items(line: &Line) -> bool {
    line.words <= 6 && phrase::is(role::bare(line.text), Topic::Several)
}

/// Whether a paragraph opens with words in bold that are no label: “Helmark’s bondholders voted …”.
fn opens_in_bold(line: &Line) -> bool {
    let lead = line.text.get(..line.look.lead).unwrap_or_default().trim();
    !lead.is_empty() && lead.split_whitespace().count() <= 12 && !lead.ends_with(':')
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    #[test]
    fn paragraphs_that_all_open_in_bold_are_items() {
        check_mail(
            "<h2>Ropes and planks</h2>
<p><b>Acme Rope</b> has closed its works at Sandsund for a month, its owner said on Monday evening.</p>
<p><b>The council of Turvik</b> will buy forty planks of oak, and nobody on it could say what for.</p>
<p><b>The keeper</b> has lent his lamp to the ferry, which lost its own in the storm of last week.</p>
<h2>On the move</h2>
<p>Ida Berg is leaving the council of Turvik, where she has been clerk for eleven years.</p>
<p>Per Vik was named harbour master of Sandsund on Friday, and takes office at midsummer.</p>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
brief §Ropes and planks
  Acme Rope has closed its works at Sandsund for a month, its owner said on Monday evening.
brief §Ropes and planks
  The council of Turvik will buy forty planks of oak, and nobody on it could say what for.
brief §Ropes and planks
  The keeper has lent his lamp to the ferry, which lost its own in the storm of last week.
brief §On the move
  Ida Berg is leaving the council of Turvik, where she has been clerk for eleven years.
brief §On the move
  Per Vik was named harbour master of Sandsund on Friday, and takes office at midsummer.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }

    #[test]
    fn labels_in_bold_part_no_story() {
        check_mail(
            "<h2>Ferry stays in Turvik</h2>
<p>The owner of the ferry will not leave Turvik, the council was told on Monday evening at last.</p>
<p><b>What happened:</b> He had asked for a new pier, and was offered forty planks of oak and a lamp.</p>
<p><b>What comes next:</b> The clerk will write to him, and ask what he means to do about the rot.</p><hr>
<h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p><hr>
<h2>Light goes out</h2><p>The light of Sandsund went out again on Sunday night, and nobody knows why it did.</p><hr>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening at last.
  What happened: He had asked for a new pier, and was offered forty planks of oak and a lamp.
  What comes next: The clerk will write to him, and ask what he means to do about the rot.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
brief “Light goes out”
  The light of Sandsund went out again on Sunday night, and nobody knows why it did.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
