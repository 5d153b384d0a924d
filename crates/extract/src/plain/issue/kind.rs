//! What a piece is, by what stands in it; pieces of one kind that stand side by side and are not read are one.
//!
//! Invariant: a piece without running text is never read. Cost: linear in the text.

use super::essay;
use super::piece::Piece;
use super::role::{self, Role};
use crate::plain::line::{Gap, Line};
use crate::plain::phrase::Topic;
use crate::plain::{date, phrase};
use dateline_record::Kind;

/// Words of running text from which on a piece without a head is more than a greeting.
const GREETING: usize = 30;

/// Paragraphs, their words, and words of two long ones, that make a piece an article.
const PARAGRAPHS: usize = 3;
const ARTICLE: usize = 90;
const LONG: usize = 60;

/// Lines in which a masthead's date may stand.
const MASTHEAD: usize = 60;

/// Words of a box in which the house asks for something.
const BOX: usize = 40;

/// Words of announcements with prose among them.
const CALENDAR: usize = 150;

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
            _ if catalogue => Kind::Advertisement,
            kind => kind,
        };
    }
    masthead(lines, roles, &mut pieces);
    greeting(lines, roles, &mut pieces);
    between(lines, roles, &mut pieces);
    closing(lines, roles, &mut pieces);
    foot(roles, &mut pieces);
    essay::join(lines, roles, &mut pieces);
    joined(pieces)
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
    if piece.sponsored || words > 0 && offers(lines, roles, piece) {
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
    let headed = own().any(|at| matches!(roles[at], Role::Head | Role::Lead));
    if is_button_box(lines, roles, piece) && words <= BOX {
        return Kind::Boilerplate;
    }
    if words < GREETING && own().any(|at| lines[at].is(Topic::House)) {
        return Kind::Boilerplate;
    }
    if !headed && own().any(|at| lines[at].is(Topic::House) || lines[at].is(Topic::Masthead)) && words < 60 {
        return Kind::Boilerplate;
    }
    let paragraphs = text.iter().filter(|words| **words >= 10).count();
    let long = text.iter().filter(|words| **words >= LONG).count();
    let run_in = roles[piece.lines.start] == Role::Lead;
    match paragraphs >= PARAGRAPHS && words >= ARTICLE || long >= 2 {
        true if !run_in => Kind::Article,
        _ => Kind::Brief,
    }
}

/// A box of its own, a few words without a head and a button: the house speaks.
fn is_button_box(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let own = || piece.lines.clone();
    let boxed =
        own().all(|at| lines[at].look.frame != 0 && lines[at].look.frame == lines[piece.lines.start].look.frame);
    let button = own().next_back().is_some_and(|at| roles[at] == Role::Entry && lines[at].words <= 5);
    boxed && button && !own().any(|at| matches!(roles[at], Role::Head | Role::Lead | Role::Meta))
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

/// A number and little else: a price, a quote.
fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && digits * 2 >= text.chars().filter(|c| !c.is_whitespace()).count()
}

/// What stands before the date of a masthead belongs to it.
fn masthead(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let text = roles.iter().position(|role| matches!(role, Role::Prose | Role::Lead)).unwrap_or(0);
    let is_date = |at: &usize| roles[*at] == Role::Meta && date::line(role::bare(lines[*at].text)).is_some();
    let Some(date) = (0..text.min(MASTHEAD)).find(is_date) else { return };
    for piece in
        pieces.iter_mut().filter(|piece| piece.lines.start <= date && !piece.sponsored && !piece.kind.is_read())
    {
        (piece.kind, piece.label) = (Kind::Boilerplate, false);
    }
}

/// The first words to the reader, where they have no head and others follow that have, are no news.
fn greeting(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let reads = |piece: &Piece| matches!(piece.kind, Kind::Brief | Kind::Article);
    let has = |piece: &Piece, wanted: &[Role]| piece.lines.clone().any(|at| wanted.contains(&roles[at]));
    let is_headed = |piece: &Piece| has(piece, &[Role::Head, Role::Lead]);
    let Some(last) = pieces.iter().rposition(|piece| reads(piece) && is_headed(piece)) else { return };
    for piece in pieces[..last].iter_mut().filter(|piece| reads(piece)) {
        let words: usize = piece.lines.clone().map(|at| lines[at].words).sum();
        let greets = piece.lines.clone().any(|at| lines[at].is(Topic::Greeting)) && words < 3 * GREETING;
        let short = words < GREETING && !is_headed(piece);
        if !(greets || short) || has(piece, &[Role::Onward]) {
            return;
        }
        piece.kind = Kind::Boilerplate;
    }
}

/// Where items have heads, a few words between them that have none are the house's.
fn between(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let has = |piece: &Piece, wanted: &[Role]| piece.lines.clone().any(|at| wanted.contains(&roles[at]));
    let headed = |piece: &Piece| has(piece, &[Role::Head, Role::Lead]);
    let items = pieces.iter().filter(|piece| piece.kind.is_read() && headed(piece)).count();
    let bare = pieces.iter().filter(|piece| piece.kind.is_read() && !headed(piece)).count();
    if items < 3 || bare * 3 > items {
        return;
    }
    for at in 1..pieces.len() {
        let words: usize = pieces[at].lines.clone().map(|at| lines[at].words).sum();
        let listed = pieces[at].lines.clone().any(|at| lines[at].look.listed);
        let alone = !pieces[at - 1].label && pieces[at].kind == Kind::Brief && !headed(&pieces[at]) && !listed;
        if alone && words < GREETING && !has(&pieces[at], &[Role::Onward, Role::Dated]) {
            pieces[at].kind = Kind::Boilerplate;
        }
    }
}

/// Words of a closing note.
const CLOSING: usize = 60;

/// Between the last item that has a head and the foot, a few words without one are the house's: “That is all from us”.
fn closing(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let has = |piece: &Piece, wanted: &[Role]| piece.lines.clone().any(|at| wanted.contains(&roles[at]));
    let headed = |piece: &Piece| piece.kind.is_read() && has(piece, &[Role::Head, Role::Lead]);
    let Some(last) = pieces.iter().rposition(headed) else { return };
    if !pieces[last..].iter().any(|piece| has(piece, &[Role::Foot])) {
        return;
    }
    // A head over nothing read stands over what follows it.
    let from = (last + 1..pieces.len()).find(|at| !pieces[*at].label).unwrap_or(pieces.len());
    for piece in pieces[from..].iter_mut().filter(|piece| piece.kind == Kind::Brief && !piece.sponsored) {
        let words: usize = piece.lines.clone().map(|at| lines[at].words).sum();
        let item = piece.lines.clone().any(|at| lines[at].look.listed) || has(piece, &[Role::Onward, Role::Dated]);
        if words < CLOSING && !item {
            piece.kind = Kind::Boilerplate;
        }
    }
}

/// After the foot, in the last part of a mail, short lines belong to it.
fn foot(roles: &[Role], pieces: &mut [Piece]) {
    let last_read = pieces.iter().rposition(|piece| piece.kind.is_read()).map_or(0, |at| at + 1);
    let Some(first) =
        (last_read..pieces.len()).find(|at| pieces[*at].lines.clone().any(|line| roles[line] == Role::Foot))
    else {
        return;
    };
    for piece in &mut pieces[first..] {
        let sold = piece.sponsored || piece.kind == Kind::Advertisement;
        if !sold {
            piece.kind = Kind::Boilerplate;
            piece.label = false;
        }
    }
}

/// Neighbours of one kind that are not read are one piece; a label goes to what follows.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut next = pieces.into_iter().peekable();
    while let Some(piece) = next.next() {
        // A head over nothing but furniture is furniture.
        let over = |next: &Piece| next.label || !matches!(next.kind, Kind::Boilerplate | Kind::Advertisement);
        let over = next.peek().is_some_and(over);
        let label = piece.label && over;
        match joined.last_mut() {
            Some(last) if last.kind == piece.kind && !last.label && !label && !piece.kind.is_read() => {
                last.lines.end = piece.lines.end;
                last.sponsored |= piece.sponsored;
                last.contents |= piece.contents;
            }
            _ => joined.push(Piece { label, ..piece }),
        }
    }
    joined
}
