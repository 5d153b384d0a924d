//! What of an issue the house says of itself: masthead, greeting, notes between items, closing words, foot.
//!
//! Invariant: a piece is only ever taken from the news, and only one of few words; an item with a headline of its own and
//! no word of the house stays. Cost: linear in the pieces.

use super::piece::Piece;
use super::role::{self, Role};
use crate::plain::line::Line;
use crate::plain::phrase::{self, Topic};
use crate::plain::{date, shape};
use dateline_record::Kind;

/// Words of running text from which on a piece without a head is more than a greeting.
pub(super) const GREETING: usize = 30;

/// Lines in which a masthead's date may stand.
const MASTHEAD: usize = 60;

/// What stands before the date of a masthead belongs to it.
pub(super) fn masthead(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let text = roles.iter().position(|role| matches!(role, Role::Prose | Role::Lead)).unwrap_or(0);
    let is_date =
        |at: &usize| matches!(roles[*at], Role::Meta | Role::Day) && date::line(role::bare(lines[*at].text)).is_some();
    let Some(date) = (0..text.min(MASTHEAD)).find(is_date) else { return };
    for piece in pieces.iter_mut().filter(|piece| {
        let rows = piece.lines.clone().any(|at| roles[at] == Role::Row);
        piece.lines.start <= date && !piece.sponsored && !piece.kind.is_read() && !rows
    }) {
        (piece.kind, piece.label) = (Kind::Boilerplate, false);
    }
}

/// The first words to the reader, where they have no head and others follow that have, are no news.
pub(super) fn greeting(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let reads = |piece: &Piece| matches!(piece.kind, Kind::Brief | Kind::Article);
    let has = |piece: &Piece, wanted: &[Role]| piece.lines.clone().any(|at| wanted.contains(&roles[at]));
    let is_headed = |piece: &Piece| has(piece, &[Role::Head, Role::Lead]);
    let Some(last) = pieces.iter().rposition(|piece| reads(piece) && is_headed(piece)) else { return };
    // What is signed before the first head is the editors' greeting.
    let opening = pieces.iter().position(|piece| reads(piece) && has(piece, &[Role::Head])).unwrap_or(0);
    let signed = |piece: &Piece| piece.lines.clone().any(|at| is_signature(lines[at].text));
    if let Some(signed) = pieces[..opening].iter().position(|piece| reads(piece) && signed(piece)) {
        pieces[..=signed].iter_mut().filter(|piece| reads(piece)).for_each(|piece| piece.kind = Kind::Boilerplate);
    }
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

/// “– Moss and Tilly”: who greets.
fn is_signature(text: &str) -> bool {
    let Some(names) = text.strip_prefix(['–', '—', '-']) else { return false };
    let words: Vec<&str> = names.split_whitespace().collect();
    let name = |word: &&str| matches!(*word, "and" | "&") || shape::starts_upper(word);
    (1..=6).contains(&words.len()) && words.iter().all(name) && !shape::ends_sentence(text)
}

/// Where items have heads, a few words between them that have none are the house's.
pub(super) fn between(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
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
        let alone = !pieces[at - 1].label
            && pieces[at].kind == Kind::Brief
            && !pieces[at].item
            && !headed(&pieces[at])
            && !listed;
        if alone && words < GREETING && !has(&pieces[at], &[Role::Onward, Role::Dated]) {
            pieces[at].kind = Kind::Boilerplate;
        }
    }
}

/// Words of a closing note.
const CLOSING: usize = 60;

/// Between the last item that has a head and the foot, a few words without one are the house's: “That is all from us”.
pub(super) fn closing(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let has = |piece: &Piece, wanted: &[Role]| piece.lines.clone().any(|at| wanted.contains(&roles[at]));
    let headed = |piece: &Piece| piece.kind.is_read() && has(piece, &[Role::Head, Role::Lead]);
    let Some(last) = pieces.iter().rposition(headed) else { return };
    if !pieces[last..].iter().any(|piece| has(piece, &[Role::Foot])) {
        return;
    }
    thanks(lines, roles, pieces);
    // A head over nothing read stands over what follows it.
    let from = (last + 1..pieces.len()).find(|at| !pieces[*at].label).unwrap_or(pieces.len());
    for piece in pieces[from..].iter_mut().filter(|piece| piece.kind == Kind::Brief && !piece.sponsored) {
        let words: usize = piece.lines.clone().map(|at| lines[at].words).sum();
        let item = piece.item
            || piece.lines.clone().any(|at| lines[at].look.listed)
            || has(piece, &[Role::Onward, Role::Dated]);
        if words < CLOSING && !item {
            piece.kind = Kind::Boilerplate;
        }
    }
}

/// Before the foot, words of thanks and leave, whatever they look like.
fn thanks(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let foot = |piece: &Piece| piece.lines.clone().any(|at| roles[at] == Role::Foot);
    let Some(foot) = pieces.iter().rposition(foot) else { return };
    for piece in pieces[..foot].iter_mut().rev() {
        let first = piece.lines.clone().find(|at| matches!(roles[*at], Role::Prose | Role::Lead));
        let words: usize = piece.lines.clone().map(|at| lines[at].words).sum();
        match piece.kind {
            Kind::Brief if words < CLOSING && first.is_some_and(|at| lines[at].is(Topic::Thanks)) => {
                piece.kind = Kind::Boilerplate;
            }
            Kind::Brief | Kind::Article | Kind::Calendar => return,
            _ => {}
        }
    }
}

/// After the foot, in the last part of a mail, short lines belong to it.
pub(super) fn foot(roles: &[Role], pieces: &mut [Piece]) {
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

/// Words of a piece in which the house speaks.
const HOUSE: usize = 60;

/// Words of a box in which the house asks for something.
const BOX: usize = 40;

/// Whether the house speaks of itself in a piece with so many words of running text.
pub(super) fn speaks(lines: &[Line], roles: &[Role], piece: &Piece, words: usize) -> bool {
    let own = || piece.lines.clone();
    if words <= BOX && is_button_box(lines, roles, piece) {
        return true;
    }
    let headed = own().any(|at| matches!(roles[at], Role::Head | Role::Lead));
    let house = |at: usize| lines[at].is(Topic::House);
    // With a head of its own, only where the house speaks first, or asks at the end.
    let first = own().find(|at| matches!(roles[*at], Role::Prose | Role::Lead));
    let opens = own().any(|at| roles[at] == Role::Head && house(at)) || first.is_some_and(|at| opens(&lines[at]));
    let asks = own()
        .next_back()
        .is_some_and(|at| roles[at] == Role::Button || roles[at] == Role::Entry && lines[at].words <= 4);
    match headed {
        _ if words < GREETING && own().any(house) => true,
        true => words < HOUSE && (opens || asks && own().any(house)),
        false => words < HOUSE && own().any(|at| house(at) || lines[at].is(Topic::Masthead)),
    }
}

/// Words of a piece in which the house asks for members or gifts.
const JOIN: usize = 60;

/// Whether a short piece asks the reader to join the house or to give.
pub(super) fn asks_to_join(lines: &[Line], piece: &Piece) -> bool {
    let words: usize = piece.lines.clone().map(|at| lines[at].words).sum();
    words <= JOIN && piece.lines.clone().any(|at| lines[at].is(Topic::Member))
}

/// Lines with an address of mail that make an imprint.
const DESKS: usize = 3;

/// Who publishes and how to reach them, after the news: no item.
pub(super) fn imprint(lines: &[Line], roles: &[Role], pieces: &mut [Piece]) {
    let half = lines.len() / 2;
    for piece in pieces.iter_mut().filter(|piece| piece.kind == Kind::Brief && piece.lines.start >= half) {
        let desks =
            piece.lines.clone().filter(|at| lines[*at].text.contains('@') && lines[*at].words <= GREETING).count();
        let prose = piece.lines.clone().filter(|at| matches!(roles[*at], Role::Prose | Role::Lead)).count();
        if desks >= DESKS && prose <= 2 * desks {
            piece.kind = Kind::Boilerplate;
        }
    }
}

/// Whether the first words of a paragraph are the house's.
pub(super) fn opens(line: &Line) -> bool {
    if line.words > HOUSE {
        return false;
    }
    let end = line.text.char_indices().nth(80).map_or(line.text.len(), |(at, _)| at);
    phrase::is(&line.text[..end], Topic::House)
}

/// A box of its own, a few words without a head and a button: the house speaks.
fn is_button_box(lines: &[Line], roles: &[Role], piece: &Piece) -> bool {
    let own = || piece.lines.clone();
    let boxed =
        own().all(|at| lines[at].look.frame != 0 && lines[at].look.frame == lines[piece.lines.start].look.frame);
    let presses = |at: usize| roles[at] == Role::Button || roles[at] == Role::Entry && lines[at].words <= 5;
    let button = own().next_back().is_some_and(presses);
    boxed && button && !own().any(|at| matches!(roles[at], Role::Head | Role::Lead | Role::Meta))
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    #[test]
    fn what_the_house_says_after_the_news_is_no_item() {
        check_mail(
            "<table><tr><td><h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p></td></tr>
<tr><td><h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p></td></tr>
<tr><td><h3>Tell your friends</h3><p>Share Harbour Wire with your crew and earn a rope. Your referral link is turvik.example/r/7.</p>
<a href='https://turvik.example/r'>Click to share</a></td></tr>
<tr><td><h3>One last thing</h3><p>How did we do today?</p><p><a href='https://turvik.example/1'>Well</a><br><a href='https://turvik.example/2'>Badly</a></p></td></tr>
<tr><td><p><b>Thanks to</b> Ida Berg for the drawing of the pier and to Jo Ek for holding the ladder.</p></td></tr>
<tr><td><p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p></td></tr></table>",
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
boilerplate
  Tell your friends
  Share Harbour Wire with your crew and earn a rope. Your referral link is turvik.example/r/7.
  Click to share
  One last thing
  How did we do today?
  Well
  Badly
  Thanks to Ida Berg for the drawing of the pier and to Jo Ek for holding the ladder.
  You are receiving this because you signed up. Unsubscribe
",
        );
    }

    #[test]
    fn who_signs_before_the_first_headline_greets() {
        check_mail(
            "<p>The tax office of Turvik has filed three ferries under carts, and it has taken six years for somebody in that house to notice it. We have all had a week like that, and a few of us have had two.</p>
<p>– Mira and Per</p><hr>
<h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p><hr>
<h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p><hr>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
boilerplate
  The tax office of Turvik has filed three ferries under carts, and it has taken six years for somebody in that house to notice it. We have all had a week like that, and a few of us have had two.
  – Mira and Per
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
