//! Pieces: runs of lines that belong together.
//!
//! Invariant: in order, disjoint, covering every line. Cost: linear.

use super::role::{self, Role};
use super::{boxed, house, kind};
use crate::html::Look;
use crate::plain::line::{Gap, Line};
use crate::plain::phrase::Topic;
use crate::plain::{date, phrase};
use dateline_record::Kind;
use std::ops::Range;

/// A run of lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub lines: Range<usize>,
    pub kind: Kind,
    /// It is nothing but a head, which stands over what follows.
    pub label: bool,
    /// Under a sponsor's label.
    pub sponsored: bool,
    /// A table of contents.
    pub contents: bool,
    /// A run of headlines with addresses.
    pub headlines: bool,
    /// It is an item of its own under another's head.
    pub item: bool,
    /// It goes on with the article that opens the mail.
    pub goes_on: bool,
}

/// What was met in a piece so far.
#[derive(Default)]
struct Met {
    prose: usize,
    /// Of these, items of a list.
    listed: usize,
    entries: usize,
    scraps: usize,
    dated: usize,
    /// It has come to its link.
    ended: bool,
    sponsored: bool,
    contents: bool,
    foot: bool,
    mast: bool,
    /// Under a head of dated announcements.
    calendar: bool,
    /// It opens with a head, of type so large.
    headed: bool,
    size: u32,
    /// Paragraphs without a lead-in.
    plain: usize,
    rows: usize,
    /// A line by itself that sells, or the date of the issue: nothing else stands in its piece.
    alone: bool,
}

/// Words of a button.
const BUTTON: usize = 5;

/// Lines in which a masthead's date may stand.
const MASTHEAD: usize = 40;

/// Cuts lines into pieces.
pub(super) fn cut(lines: &[Line], roles: &[Role]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut met = Met::default();
    for at in 0..lines.len() {
        if at > from && parts(lines, roles, at, &met) {
            pieces.push(piece(from..at, &met));
            (from, met) = (at, Met::default());
        }
        take(&mut met, lines, roles, at);
    }
    if from < lines.len() {
        pieces.push(piece(from..lines.len(), &met));
    }
    pieces
}

fn piece(lines: Range<usize>, met: &Met) -> Piece {
    let kind = if met.sponsored { Kind::Advertisement } else { Kind::Boilerplate };
    Piece {
        lines,
        kind,
        label: false,
        sponsored: met.sponsored,
        contents: met.contents,
        headlines: false,
        item: false,
        goes_on: false,
    }
}

fn take(met: &mut Met, lines: &[Line], roles: &[Role], at: usize) {
    match roles[at] {
        Role::Prose | Role::Lead => {
            met.prose += 1;
            met.listed += usize::from(lines[at].look.listed && roles[at] == Role::Prose);
            met.plain += usize::from(roles[at] == Role::Prose);
            met.ended |= kind::offers_at_end(&lines[at]);
        }
        Role::Entry => met.entries += 1,
        Role::Scrap => met.scraps += 1,
        Role::Dated => met.dated += 1,
        Role::Sponsor => met.sponsored = true,
        Role::Foot => met.foot = true,
        // “… and see for yourself:” goes on after the address.
        Role::Onward => {
            let within = at > 0 && roles[at - 1] == Role::Prose && lines[at - 1].text.ends_with(':');
            met.ended |= met.prose > 0 && !within;
        }
        Role::Head => {
            met.contents |= is_contents(&lines[at]);
            met.calendar |= lines[at].words <= 6 && phrase::is(role::bare(lines[at].text), Topic::Calendar);
            if met.prose == 0 {
                met.headed = true;
                met.size = met.size.max(lines[at].look.size);
            }
        }
        Role::Mast => met.mast = true,
        Role::Row => met.rows += 1,
        Role::Offer | Role::Day => met.alone = true,
        Role::Rule | Role::Meta | Role::Button => {}
    }
    if roles[at] == Role::Scrap {
        met.contents |= is_contents(&lines[at]);
    }
}

fn is_contents(line: &Line) -> bool {
    line.words <= 8 && (line.is(Topic::Contents) || crate::plain::phrase::is(role::bare(line.text), Topic::Contents))
}

/// Whether a piece begins at a line, with what was met in the one before.
fn parts(lines: &[Line], roles: &[Role], at: usize, met: &Met) -> bool {
    let (line, role) = (&lines[at], roles[at]);
    let last = &lines[at - 1];
    let framed = line.look.frame != last.look.frame;
    let full = met.prose > 0 || met.entries > 0 || met.dated > 0 || met.rows > 0;
    match role {
        _ if goes_on_with_list(lines, at) => false,
        // “Advertisement” in a box of its own stood over an image.
        _ if roles[at - 1] == Role::Sponsor && last.words <= 2 && last.look.frame != 0 && framed => true,
        Role::Sponsor => roles[at - 1] != Role::Sponsor || met.prose > 0,
        _ if met.alone => true,
        Role::Offer | Role::Day => true,
        Role::Row => met.rows == 0 && (full || met.foot),
        // What leads on from a table closes it.
        _ if met.rows > 0 => !(roles[at - 1] == Role::Row && closes_table(lines, roles, at)),
        Role::Foot => !met.foot && (line.gap != Gap::None || met.prose > 0),
        Role::Mast => full,
        _ if met.foot => {
            let list = role == Role::Head && roles.get(at + 1) == Some(&Role::Entry);
            line.gap != Gap::None && (list || role == Role::Head && over_prose(roles, at) || role == Role::Lead)
        }
        _ if is_contents(line) => full || met.scraps > 0,
        _ if met.contents => {
            let under = (at + 1..lines.len()).find(|at| matches!(roles[*at], Role::Prose | Role::Lead));
            let over = over_prose(roles, at) && under.is_some_and(|at| lines[at].words >= 12);
            role == Role::Head && over
                || role == Role::Lead
                || role == Role::Prose && (framed || line.words >= 12 && line.gap != Gap::None)
                || role == Role::Rule && (met.entries > 0 || met.scraps > 1)
                || line.gap != Gap::None
                    && role::is_item(last.text)
                    && !role::is_item(line.text)
                    && line.look == Look::default()
        }
        // Under a calendar's head come announcements, however each is told.
        _ if met.calendar && met.dated > 0 && !framed => {
            let other =
                line.is(Topic::House) || line.is(Topic::Reading) || line.is(Topic::Several) || is_contents(line);
            let level = line.look.size > 0 && line.look.size >= met.size;
            other || role == Role::Head && (level || over_prose(roles, at))
        }
        Role::Head | Role::Lead if met.mast && line.gap != Gap::None => true,
        Role::Rule => met.prose > 0 || met.entries > 1,
        Role::Head if line.gap == Gap::None && met.prose == 0 && met.entries == 0 => false,
        // The first date closes the masthead.
        Role::Head if at < MASTHEAD && roles[at - 1] == Role::Meta && !roles[..at].contains(&Role::Prose) => {
            date::line(role::bare(last.text)).is_some()
        }
        Role::Head if is_subhead(lines, roles, at, met) => false,
        Role::Head => full || met.scraps > 0 && line.gap != Gap::None && over_prose(roles, at),
        // A lead-in alone in its cell is a box.
        Role::Lead if met.prose > 0 && line.gap != Gap::None && boxed::opens(lines, at) => true,
        // A paragraph with a name of its own in a piece that has a head goes on with it.
        Role::Lead if met.headed && met.plain > 0 && !met.ended && !framed && !role::is_capital_lead(line) => false,
        Role::Lead => (full || met.scraps > 0) && line.gap != Gap::None,
        Role::Dated => {
            met.prose > 0 && line.gap != Gap::None && roles[at + 1..].iter().take(6).any(|role| *role == Role::Dated)
        }
        Role::Prose if boxed::ends(lines, roles, at) => true,
        Role::Prose => {
            let list = met.entries > 0 && met.prose == 0;
            // The house speaks in a paragraph of its own.
            if line.gap != Gap::None && met.prose > 0 && house::opens(line) {
                return true;
            }
            // The items of a list that is all there is under its head are told one by one.
            if line.look.listed && last.look.listed && met.listed == met.prose && line.words >= 10 {
                return line.gap != Gap::None;
            }
            (met.ended || met.dated > 1 || list) && line.gap != Gap::None
                || met.prose > 0 && (line.look.ruled || framed)
        }
        // The house speaks in a line of its own.
        Role::Entry | Role::Scrap
            if line.is(Topic::House) && line.gap != Gap::None && met.prose > 0 && house::opens(line) =>
        {
            true
        }
        // The date closes the masthead.
        Role::Entry if roles[at - 1] == Role::Meta && met.prose == 0 => true,
        Role::Entry if line.look.strong && line.words > BUTTON && met.prose > 0 && line.gap != Gap::None => true,
        Role::Entry => {
            met.prose > 0
                && line.gap != Gap::None
                && !line.look.listed
                && !role::is_item(line.text)
                && line.look.cell != last.look.cell
        }
        Role::Onward | Role::Meta | Role::Button => false,
        Role::Scrap => framed && full,
    }
}

/// Lines of a list that a sentence opens.
const LIST: usize = 20;

/// Whether a line is an item of a list that the sentence over it opens: “These are their reasons:”.
fn goes_on_with_list(lines: &[Line], at: usize) -> bool {
    let own = &lines[at].look;
    let over = lines[..at].iter().rev().take(LIST).find(|line| !line.look.listed);
    own.listed
        && over.is_some_and(|line| {
            line.look.cell == own.cell && line.look.frame == own.frame && !line.look.strong && line.text.ends_with(':')
        })
}

/// Whether a line under a table leads on from it: no list of links begins there.
fn closes_table(lines: &[Line], roles: &[Role], at: usize) -> bool {
    let linked = |line: &Line| line.look.linked >= 60;
    let more = lines.get(at + 1).is_some_and(|next| linked(next) && next.look.cell == lines[at].look.cell);
    !more && (roles[at] == Role::Onward || linked(&lines[at]) && lines[at].words <= BUTTON)
}

/// Whether a head stands in a piece and not over a new one: smaller than the piece's own, in one flow with its text.
fn is_subhead(lines: &[Line], roles: &[Role], at: usize, met: &Met) -> bool {
    let (line, last) = (&lines[at], &lines[at - 1]);
    let flows = line.look.cell == last.look.cell && line.gap == Gap::Blank && line.look.linked < 60;
    let plain = !matches!(roles.get(at + 1), Some(Role::Meta | Role::Onward | Role::Entry));
    met.headed && met.plain >= 2 && !met.ended && !met.sponsored && flows && plain && line.look.size < met.size
}

/// Whether running text follows a head, its by-line and date aside.
fn over_prose(roles: &[Role], at: usize) -> bool {
    roles[at + 1..]
        .iter()
        .take(6)
        .find(|role| !matches!(role, Role::Meta | Role::Onward | Role::Rule | Role::Head | Role::Button))
        .is_some_and(|role| matches!(role, Role::Prose | Role::Lead))
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check_mail;

    const FOOT: &str =
        "<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>";

    #[test]
    fn a_sentence_keeps_the_list_that_it_opens() {
        check_mail(
            &format!("<h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, and gave the council these reasons:</p>
<ul><li><b>The pier:</b> it has room for one ferry and for no other, whatever its harbour master says</li><li><b>The planks of his own yard</b></li></ul>
<p><a href='https://turvik.example/a'>Read more</a></p>
<h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p>{FOOT}"),
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, and gave the council these reasons:
  The pier: it has room for one ferry and for no other, whatever its harbour master says
  The planks of his own yard
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }

    #[test]
    fn a_lead_in_alone_in_its_cell_is_a_box() {
        check_mail(
            &format!("<table><tr><td><h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p>He had asked for a new pier, and was offered forty planks of oak and a lamp by the clerk.</p>
<table><tr><td><p><b>Sleep without the storm.</b> Acme makes doors that keep out wind, rain and harbour masters, and has done so for a hundred years.</p></td></tr></table>
<h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p>
<h2>Light goes out</h2><p>The light of Sandsund went out again on Sunday night, and nobody in the town knows why it did.</p>
<p><a href='https://turvik.example/c'>Read more</a></p></td></tr></table>{FOOT}"),
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
  He had asked for a new pier, and was offered forty planks of oak and a lamp by the clerk.
brief “Sleep without the storm.”
  Acme makes doors that keep out wind, rain and harbour masters, and has done so for a hundred years.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
brief “Light goes out”
  The light of Sandsund went out again on Sunday night, and nobody in the town knows why it did.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }

    #[test]
    fn lists_of_unlike_make_are_two() {
        check_mail(
            &format!("<h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p>
<h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p>
<p><b>Ropes of the week</b></p><p><a href='https://turvik.example/1'>1. Acme hemp rope</a></p><p><a href='https://turvik.example/2'>2. Solm sisal</a></p><p><a href='https://turvik.example/3'>3. Berg wire rope</a></p>
<p><b>From the other harbours</b></p><p><a href='https://turvik.example/4'>Council buys forty planks of oak</a></p><p><a href='https://turvik.example/5'>Nobody says what it wants them for</a></p>{FOOT}"),
            "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
listing “Ropes of the week”
  1. Acme hemp rope
  2. Solm sisal
  3. Berg wire rope
listing “From the other harbours”
  Council buys forty planks of oak
  Nobody says what it wants them for
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
