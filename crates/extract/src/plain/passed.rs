//! An article that somebody passed on by mail: the site's words, the sender's note, the article, the site's foot.
//!
//! Invariant: only where a line says that the article was sent by an address; the note ends with that address.
//! Cost: linear in the lines.

use super::article;
use super::draft::Draft;
use super::line::Line;
use super::phrase::Topic;
use super::shape;
use crate::html::Page;
use dateline_record::Kind;

/// Lines in which the site speaks before anything else.
const HEAD: usize = 4;

/// Splits a text in which an article is passed on; none where it is none.
pub(super) fn split(page: &Page, lines: &[Line]) -> Option<Vec<Draft>> {
    let said = (0..lines.len().min(HEAD)).find(|at| lines[*at].words <= 30 && sender(lines[*at].text).is_some())?;
    let address = sender(lines[said].text)?;
    let signed = (said + 1..lines.len().min(said + 120)).find(|at| lines[*at].text.trim() == address);
    let foot = foot(lines, signed.unwrap_or(said) + 1);
    let mut drafts = vec![Draft::of(Kind::Boilerplate, lines, 0..said + 1)];
    if let Some(signed) = signed {
        drafts.push(Draft::of(Kind::Article, lines, said + 1..signed + 1));
    }
    let own: Vec<usize> = (signed.unwrap_or(said) + 1..foot).collect();
    let read = article::read(page, lines, &own, true);
    drafts.extend(read);
    drafts.push(Draft::of(Kind::Boilerplate, lines, foot..lines.len()));
    drafts.retain(|draft| !draft.lines.is_empty());
    let articles = drafts.iter().filter(|draft| draft.kind == Kind::Article).count();
    (articles > usize::from(signed.is_some())).then_some(drafts)
}

/// The address that “… has been sent to you by …” names.
fn sender(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let at = ["sent to you by ", "forwarded to you by ", "recommended to you by ", "emailed to you by "]
        .iter()
        .filter_map(|words| lower.find(words).map(|at| at + words.len()))
        .min()?;
    let address = text.get(at..)?.split_whitespace().next()?.trim_matches(['.', ',', '<', '>', ':', '(', ')']);
    address.contains('@').then_some(address)
}

/// The first line of the site's foot, from `from` on.
fn foot(lines: &[Line], from: usize) -> usize {
    let known = |line: &Line| line.is(Topic::Footer) && line.words <= 60;
    let Some(first) = (from + (lines.len() - from) / 2..lines.len()).find(|at| known(&lines[*at])) else {
        return lines.len();
    };
    // A head in capitals over the foot belongs to it.
    let head = (from.max(first.saturating_sub(16))..first).find(|at| is_head(&lines[*at]));
    head.unwrap_or(first)
}

fn is_head(line: &Line) -> bool {
    line.words <= 6 && !line.text.chars().any(char::is_lowercase) && !shape::is_wordless(line.text)
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check;

    #[test]
    fn an_article_passed_on_stands_beside_the_note() {
        check(
            "
This article from Turvik Post
has been sent to you by ida@berg.example.


They might have asked us first.

Ida

ida@berg.example


Ferry Stays in Turvik

July 23, 2031
By MIRA SOLM

The ferry stays in Turvik, the council decided on Monday after a long night.

Nobody spoke against it, and the owner of the ferry thanked the clerk.

HOW TO ADVERTISE
----------------
Write to the desk of Turvik Post.

Copyright 2031 Turvik Post
",
            "
boilerplate
  This article from Turvik Post
  has been sent to you by ida@berg.example.
article
  They might have asked us first.
  Ida
  ida@berg.example
article “Ferry Stays in Turvik” by MIRA SOLM
  The ferry stays in Turvik, the council decided on Monday after a long night.
  Nobody spoke against it, and the owner of the ferry thanked the clerk.
boilerplate
  HOW TO ADVERTISE
  ----------------
  Write to the desk of Turvik Post.
  Copyright 2031 Turvik Post
",
        );
    }
}
