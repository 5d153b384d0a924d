//! An issue of a newsletter, as text or as markup: cut into pieces, each known by what stands in it.
//!
//! Each line has a role; where roles change a piece begins; what stands in a piece says what it is. A mail with one piece of
//! writing in it is no issue.
//! Invariant: a letter with subheads stays whole: an issue has pieces that end in links, stand under linked headlines, open
//! with lead-ins or are parted by rules. Cost: linear in the lines.

mod addressed;
mod boxed;
mod compose;
mod counted;
mod diary;
mod essay;
mod foot;
mod headlines;
mod house;
mod kind;
mod lone;
mod piece;
mod role;
mod rows;
mod ruled;
mod several;
mod shop;
mod signed;
mod verdict;

use super::draft::Draft;
use super::line::Line;
use crate::html::Page;

/// Splits an issue of a newsletter; none where the lines are none.
pub(super) fn split(page: &Page, lines: &[Line]) -> Option<Vec<Draft>> {
    let roles = role::of(lines);
    let pieces = counted::join(lines, &roles, piece::cut(lines, &roles));
    let pieces = several::part(lines, &roles, pieces);
    let pieces = kind::tell(lines, &roles, pieces);
    verdict::is_issue(page, lines, &roles, &pieces).then(|| compose::drafts(page, lines, &roles, &pieces))
}

#[cfg(test)]
mod tests;
