//! What a piece is, by what stands in it; pieces of one kind that stand side by side and are not read are one.
//!
//! Invariant: a piece without running text is never read. Cost: linear in the text.

use super::boxed;
use super::essay;
use super::headlines;
use super::house;
use super::piece::Piece;
use super::role::{self, Role};
use super::shop;
use crate::plain::line::{Gap, Line};
use crate::plain::phrase;
use crate::plain::phrase::Topic;
use dateline_record::Kind;

/// Paragraphs, their words, and words of two long ones, that make a piece an article.
const PARAGRAPHS: usize = 3;
const ARTICLE: usize = 90;
const LONG: usize = 60;

/// Words of announcements with prose among them.
const CALENDAR: usize = 150;

/// Figures of a table of them, and words of a line that points to something to read.
const FIGURES: usize = 4;
const READING: usize = 30;

/// Lines with a price, and their share in hundred lines, that make a mail a catalogue.
const PRICES: usize = 6;
const PRICED: usize = 8;

/// Says of each piece what it is, and joins those that belong together.
pub(super) fn tell(lines: &[Line], roles: &[Role], mut pieces: Vec<Piece>) -> Vec<Piece> {
    let priced = lines.iter().filter(|line| line.words <= 12 && is_priced(line.text)).count();
    let catalogue = priced >= PRICES && priced * 100 >= lines.len() * PRICED;
    for piece in &mut pieces {
        let only = |wanted: &[Role]| piece.lines.clone().all(|at| wanted.contains(&roles[at]));
        let scraps = piece.lines.clone().filter(|at| roles[*at] == Role::Scrap).count();
        piece.label = scraps <= 1
            && only(&[Role::Head, Role::Rule, Role::Scrap])
            && piece.lines.clone().any(|at| roles[at] == Role::Head)
            && !piece.contents;
        piece.kind = match kind(lines, roles, piece) {
            Kind::Boilerplate if piece.lines.clone().any(|at| roles[at] == Role::Foot) => Kind::Boilerplate,
            _ if catalogue && !is_table(roles, piece) => Kind::Advertisement,
            kind => kind,
        };
    }
    boxed::alike(lines, roles, &mut pieces);
    shop::windows(lines, roles, &mut pieces);
    shop::only(lines, roles, &mut pieces);
    house::masthead(lines, roles, &mut pieces);
    house::greeting(lines, roles, &mut pieces);
    house::between(lines, roles, &mut pieces);
    essay::join(lines, roles, &mut pieces);
    house::imprint(lines, roles, &mut pieces);
    house::closing(lines, roles, &mut pieces);
    house::foot(roles, &mut pieces);
    headlines::join(lines, roles, &mut pieces);
    joined(lines, roles, pieces)
}

/// Whether two neighbours are one piece: of one kind that is not read, no label, no lists of different make.
fn are_one(lines: &[Line], roles: &[Role], one: &Piece, other: &Piece) -> bool {
    let alike = one.kind == other.kind && !one.kind.is_read() && !one.label;
    alike && (one.kind != Kind::Listing || !are_unlike(lines, roles, one, other))
}

/// Whether two lists are of different make, each under a head of its own.
fn are_unlike(lines: &[Line], roles: &[Role], one: &Piece, other: &Piece) -> bool {
    let head =
        |piece: &Piece| piece.lines.clone().find(|at| roles[*at] != Role::Rule).filter(|at| roles[*at] == Role::Head);
    let (Some(first), Some(second)) = (head(one), head(other)) else { return false };
    let ranked = |piece: &Piece| {
        piece
            .lines
            .clone()
            .any(|at| roles[at] == Role::Row || roles[at] == Role::Entry && role::is_numbered(lines[at].text))
    };
    lines[first].look.size != lines[second].look.size || ranked(one) != ranked(other)
}

/// Names beside numbers, and nothing that is for sale.
fn is_table(roles: &[Role], piece: &Piece) -> bool {
    let table = |role: &Role| matches!(role, Role::Row | Role::Head | Role::Scrap | Role::Entry | Role::Onward);
    let own = &roles[piece.lines.clone()];
    own.contains(&Role::Row) && own.iter().all(table)
}

/// What a piece is.
fn kind(lines: &[Line], roles: &[Role], piece: &Piece) -> Kind {
    let own = || piece.lines.clone();
    let count = |wanted: Role| own().filter(|at| roles[*at] == wanted).count();
    let text = paragraphs(lines, roles, piece);
    let words: usize = text.iter().sum();
    if count(Role::Foot) > 0 {
        return Kind::Boilerplate;
    }
    if count(Role::Row) > 0 {
        return Kind::Listing;
    }
    // To join or to give is asked by the house; what has a price is sold.
    let priced = own().any(|at| is_priced(lines[at].text));
    if !piece.sponsored && !priced && words > 0 && house::asks_to_join(lines, piece) {
        return Kind::Boilerplate;
    }
    if piece.sponsored || count(Role::Offer) > 0 || words > 0 && offers(lines, roles, piece) {
        return Kind::Advertisement;
    }
    if piece.contents {
        return Kind::Listing;
    }
    if is_calendar(lines, roles, piece) {
        return Kind::Calendar;
    }
    if words == 0 {
        return list(lines, roles, piece);
    }
    if house::speaks(lines, roles, piece, words) {
        return Kind::Boilerplate;
    }
    if is_table_of_figures(lines, roles, piece) || is_reading(lines, roles, piece) {
        return Kind::Listing;
    }
    let paragraphs = text.iter().filter(|words| **words >= 10).count();
    let long = text.iter().filter(|words| **words >= LONG).count();
    let run_in = roles[piece.lines.start] == Role::Lead;
    match paragraphs >= PARAGRAPHS && words >= ARTICLE || long >= 2 {
        true if !run_in => Kind::Article,
        _ => Kind::Brief,
    }
}

/// The words of each paragraph of running text.
fn paragraphs(lines: &[Line], roles: &[Role], piece: &Piece) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut last = None;
    for at in piece.lines.clone().filter(|at| matches!(roles[*at], Role::Prose | Role::Lead)) {
        match found.last_mut() {
            Some(words) if lines[at].gap == Gap::None && at > 0 && last == Some(at - 1) => *words += lines[at].words,
            _ => found.push(lines[at].words),
        }
        last = Some(at);
    }
    found
}

/// Whether a piece offers something for sale or to try.
fn offers(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let mut found = 0;
    let mut closing = false;
    let paragraphs = piece.lines.clone().filter(|at| roles[*at] == Role::Prose && lines[*at].words >= 20).count();
    for at in piece.lines.clone() {
        let line = &lines[at];
        let count = phrase::count(line.text, Topic::Offer);
        let calls = matches!(roles[at], Role::Onward | Role::Entry | Role::Head) || line.words <= 12;
        let last = offers_at_end(line);
        found += count.max(usize::from(last));
        closing |= count > 0 && calls || last;
    }
    // A letter that ends in an offer is a letter.
    let least = if paragraphs >= PARAGRAPHS { 3 } else { 1 };
    found >= least.max(2) || found >= least && closing
}

/// Whether a paragraph's last words offer something, and call for it.
pub(super) fn offers_at_end(line: &Line) -> bool {
    let from = line.text.char_indices().rev().nth(70).map_or(0, |(at, _)| at);
    let calls = line.text.ends_with('!') || line.look.linked >= 4;
    calls && phrase::count(&line.text[from..], Topic::Offer) > 0
}

fn is_calendar(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let own: Vec<usize> =
        piece.lines.clone().filter(|at| !matches!(roles[*at], Role::Head | Role::Rule | Role::Onward)).collect();
    let headed = piece.lines.clone().any(|at| {
        matches!(roles[at], Role::Head | Role::Scrap) && phrase::is(role::bare(lines[at].text), Topic::Calendar)
    });
    let dated = own.iter().filter(|at| roles[**at] == Role::Dated).count();
    let words: usize = own.iter().map(|at| lines[*at].words).sum();
    !own.is_empty() && (dated >= 2 && dated * 10 >= own.len() * 7 || headed && dated > 0 && words < CALENDAR)
}

/// A piece without running text: a list of headlines, or navigation.
fn list(lines: &[Line], roles: &[Role], piece: &Piece) -> Kind {
    let entries: Vec<&Line> = piece
        .lines
        .clone()
        .filter(|at| !lines[*at].text.contains(" | "))
        .filter(|at| {
            roles[*at] == Role::Scrap && lines[*at].look.linked >= 10
                || roles[*at] == Role::Entry
                || roles[*at] == Role::Scrap && role::is_item(lines[*at].text)
        })
        .map(|at| &lines[at])
        .collect();
    let words: usize = entries.iter().map(|line| line.words).sum();
    let numbered = entries.iter().filter(|line| role::is_numbered(line.text)).count();
    let figures = piece.lines.clone().filter(|at| roles[*at] == Role::Scrap && is_figure(lines[*at].text)).count();
    // Sentences ask the reader to go somewhere; headlines are none.
    let sentences = entries.iter().filter(|line| line.text.ends_with('.') && !line.text.ends_with("..")).count();
    if entries.len() >= 3 && sentences * 10 >= entries.len() * 6 {
        return Kind::Boilerplate;
    }
    let told = figures >= 4 || words * 2 >= entries.len() * 8 || numbered >= 3;
    if entries.len() >= 2 && told || entries.len() == 1 && words >= 5 && piece.lines.len() <= 3 {
        Kind::Listing
    } else {
        Kind::Boilerplate
    }
}

/// Whether a price stands in a line: a currency's sign beside a digit.
fn is_priced(text: &str) -> bool {
    let digit_after =
        |at: usize, sign: char| text[at + sign.len_utf8()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let signed = text.char_indices().filter(|(_, c)| matches!(c, '$' | '€' | '£'));
    signed
        .into_iter()
        .any(|(at, sign)| digit_after(at, sign) || text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// Figures, each with what it is of, and at most a note on them.
fn is_table_of_figures(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let scraps = || piece.lines.clone().filter(|at| roles[*at] == Role::Scrap);
    let prose: usize = piece.lines.clone().filter(|at| roles[*at] == Role::Prose).map(|at| lines[at].words).sum();
    let figures = scraps().filter(|at| is_figure(lines[*at].text)).count();
    figures >= FIGURES && figures * 3 >= scraps().count() && prose < house::GREETING
}

/// Linked lines under a head that says that they are to be read.
fn is_reading(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let own =
        || piece.lines.clone().filter(|at| matches!(roles[*at], Role::Prose | Role::Lead | Role::Entry | Role::Scrap));
    let headed = piece.lines.clone().any(|at| {
        matches!(roles[at], Role::Head | Role::Scrap) && phrase::is(role::bare(lines[at].text), Topic::Reading)
    });
    headed
        && own().all(|at| lines[at].words <= READING)
        && own().filter(|at| lines[*at].look.linked > 0).count() * 2 >= own().count()
}

/// A number and little else: a price, a quote.
fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && digits * 2 >= text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Neighbours of one kind that are not read are one piece; a label goes to what follows.
fn joined(lines: &[Line], roles: &[Role], pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut next = pieces.into_iter().peekable();
    while let Some(piece) = next.next() {
        // A head over nothing but furniture is furniture.
        let over = |next: &Piece| next.label || !matches!(next.kind, Kind::Boilerplate | Kind::Advertisement);
        let over = next.peek().is_some_and(over);
        let label = piece.label && over;
        match joined.last_mut() {
            Some(last) if !label && are_one(lines, roles, last, &piece) => {
                last.lines.end = piece.lines.end;
                last.sponsored |= piece.sponsored;
                last.contents |= piece.contents;
                last.headlines |= piece.headlines;
            }
            _ => joined.push(Piece { label, ..piece }),
        }
    }
    joined
}
