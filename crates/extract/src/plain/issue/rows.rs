//! Rows of a table: linked names, each beside numbers of its own cell: a ranking, a chart, quotes.
//!
//! Invariant: at least three rows, one below the other, with nothing but names and numbers in them. Cost: linear in the lines.

use super::role::Role;
use crate::plain::line::Line;

/// Rows that make a table.
const ROWS: usize = 3;

/// Words of a name.
const NAME: usize = 10;

/// Marks the lines of tables.
pub(super) fn mark(lines: &[Line], roles: &mut [Role]) {
    let mut from = 0;
    while from < lines.len() {
        let end = end(lines, from);
        let names = (from..end).filter(|at| is_name(&lines[*at])).count();
        if names >= ROWS && end - from >= 2 * names {
            roles[from..end].fill(Role::Row);
        }
        from = end.max(from + 1);
    }
}

/// Where the run of rows ends that begins at a line: names are neighbours of numbers only.
fn end(lines: &[Line], from: usize) -> usize {
    let mut at = from;
    while at < lines.len() {
        let next = lines.get(at + 1);
        let alone = is_name(&lines[at]) && next.is_some_and(is_name);
        match () {
            () if is_number(&lines[at]) => at += 1,
            () if is_name(&lines[at]) && !(alone && at == from) => at += 1,
            () => return at,
        }
        // A name after a name is none of the table's.
        if alone {
            return at;
        }
    }
    at
}

fn is_name(line: &Line) -> bool {
    line.look.linked >= 60 && line.words <= NAME && !is_number(line)
}

/// A number and nothing else, or two.
pub(super) fn is_number(line: &Line) -> bool {
    line.look.cell != 0
        && line.words <= 2
        && line.text.contains(|c: char| c.is_ascii_digit())
        && !line.text.chars().any(|c| c.is_alphabetic() || matches!(c, '/' | ':'))
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    #[test]
    fn names_beside_numbers_are_one_list() {
        check_mail(
            "<table><tr><td><b>Ropes of the week</b></td></tr>
<tr><td><b>1.</b></td><td><a href='https://turvik.example/1'>Acme hemp, ten fathoms, tarred twice</a></td></tr>
<tr><td><b>2.</b></td><td><a href='https://turvik.example/2'>Solm sisal</a></td></tr>
<tr><td><b>3.</b></td><td><a href='https://turvik.example/3'>Berg wire</a></td></tr></table>
<table><tr><td><h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p></td></tr>
<tr><td><h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p></td></tr>
<tr><td><p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p></td></tr></table>",
            "
listing “Ropes of the week”
  1.
  Acme hemp, ten fathoms, tarred twice
  2.
  Solm sisal
  3.
  Berg wire
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
