//! Aggregator pages: the same head before every entry, as “Categories / (@desk) / Twitter”.
//!
//! A head is two lines, the first always the same, the second one of a few. Each entry is a post (“@desk: …”) or an article
//! reposted in full.
//! Invariant: a single repeated line (“Advertisement”, “Share”) never cuts. Cost: linear in the lines.

use super::draft::{Draft, byline, credit_at};
use super::line::{Gap, Line};
use super::{point, shape};
use crate::html::Page;
use dateline_record::{ByRole, Byline, Kind};
use std::collections::HashMap;

/// The fewest entries of an aggregator page.
const FEWEST: usize = 3;

/// Splits a page whose entries all have the same head; none where it has no such heads.
pub(super) fn split(page: &Page, lines: &[Line]) -> Option<Vec<Draft>> {
    let heads = heads(lines).or_else(|| heads_of_posts(lines))?;
    let mut drafts = Vec::new();
    // What stands before the first head is an entry whose head was cut off, or the head of the page.
    if heads[0] > 0 {
        drafts.extend(read_rest(page, lines, 0..heads[0]));
    }
    for (number, head) in heads.iter().enumerate() {
        let end = heads.get(number + 1).copied().unwrap_or(lines.len());
        let offset = drafts.len();
        drafts.extend(entry(page, lines, *head, end).into_iter().map(|mut draft| {
            draft.parent = draft.parent.map(|parent| parent + offset);
            draft
        }));
    }
    point::link(lines, &mut drafts);
    Some(drafts)
}

/// Where heads begin.
fn heads(lines: &[Line]) -> Option<Vec<usize>> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in lines.iter().filter(|line| is_short(line)) {
        *counts.entry(line.text).or_default() += 1;
    }
    let often = |at: usize| lines.get(at).filter(|line| is_short(line)).and_then(|line| counts.get(line.text)).copied();
    // A head's first line: it always stands after a gap, and its next line follows at once and comes again elsewhere.
    let mut firsts: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| often(*at).is_some_and(|count| count >= FEWEST)) {
        let place = *places.entry(line.text).or_insert_with(|| {
            firsts.push((line.text, Vec::new()));
            firsts.len() - 1
        });
        firsts[place].1.push(at);
    }
    firsts
        .into_iter()
        .filter(|(_, places)| {
            let stands_apart = places.iter().all(|at| lines[*at].gap != Gap::None);
            let followed = places
                .iter()
                .filter(|at| lines.get(**at + 1).is_some_and(|next| next.gap == Gap::None && is_short(next)))
                .collect::<Vec<_>>();
            let again = followed.iter().filter(|at| often(**at + 1).is_some_and(|count| count >= 2)).count();
            // Three lines an entry at least.
            let bodies = places.len() * 3 <= lines.len();
            stands_apart && bodies && followed.len() * 10 >= places.len() * 8 && again * 10 >= places.len() * 6
        })
        .max_by_key(|(_, places)| (places.len(), std::cmp::Reverse(places[0])))
        .map(|(_, places)| places)
}

/// Where heads begin on a page of few entries: “(@desk) / Wall” and then “@desk: …” is the head of a post, and what
/// stands above it stands above the other entries too.
fn heads_of_posts(lines: &[Line]) -> Option<Vec<usize>> {
    let is_post = |at: usize| {
        let named = lines[at].text.strip_prefix("(@").and_then(|rest| rest.split_once(')')).map(|(name, _)| name);
        let posted = lines.get(at + 1).and_then(|next| handle(next.text)).map(|(name, _)| &name[1..]);
        named.is_some() && named == posted
    };
    let first = (1..lines.len()).find(|at| is_post(*at) && lines[*at].gap == Gap::None && is_short(&lines[at - 1]))?;
    let head = lines[first - 1].text;
    let begins = |at: &usize| lines[*at].text == head && lines.get(at + 1).is_some_and(|next| next.gap == Gap::None);
    Some((0..lines.len()).filter(begins).collect())
}

fn is_short(line: &Line) -> bool {
    line.words <= 10 && line.text.len() <= 80 && !shape::ends_sentence(line.text) && !shape::is_wordless(line.text)
}

/// Reads the entry whose head stands at `head`.
fn entry(page: &Page, lines: &[Line], head: usize, end: usize) -> Vec<Draft> {
    let label = lines.get(head + 1).filter(|line| head + 1 < end && line.gap == Gap::None && is_short(line));
    let body = head + 1 + usize::from(label.is_some());
    if body >= end {
        return vec![Draft::of(Kind::Boilerplate, lines, head..end)];
    }
    let mut drafts = match handle(lines[body].text) {
        Some(_) => vec![post(page, lines, body..end)],
        None => read_rest(page, lines, body..end),
    };
    if let Some(first) = drafts.first_mut() {
        (head..body).for_each(|at| first.furniture(at));
        match label {
            Some(label) if label.text.contains("(@") => poster(page, label, first),
            label => first.section = label.map(|label| label.text.to_owned()),
        }
    }
    drafts
}

/// “Mira Solm (@mira) / Wall” names who posted it, and the place where it was posted.
fn poster(page: &Page, label: &Line, draft: &mut Draft) {
    let (who, venue) = label.text.rsplit_once(" / ").unwrap_or((label.text, ""));
    draft.outlet = Some(venue.trim().to_owned()).filter(|venue| !venue.is_empty());
    let Some((name, handle)) = who.split_once("(@") else { return };
    let (name, handle) = (name.trim(), handle.trim_end().trim_end_matches(')'));
    let own = draft.byline.iter_mut().find(|by| by.name.strip_prefix('@') == Some(handle));
    if let Some(own) = own.filter(|_| !name.is_empty()) {
        let shown = byline(page, name, ByRole::Author, label.range_of(name));
        *own = Byline { handle: own.handle.take(), ..shown };
    }
}

fn read_rest(page: &Page, lines: &[Line], range: std::ops::Range<usize>) -> Vec<Draft> {
    super::text(page, lines, &range.collect::<Vec<_>>())
}

/// The handle that a post opens with, and its text.
fn handle(text: &str) -> Option<(&str, &str)> {
    let end = text.strip_prefix('@')?.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))? + 1;
    let words = text[end..].strip_prefix(':')?;
    (end > 1).then(|| (&text[..end], words.trim_start()))
}

/// “RT @mira”, where a post is somebody else's.
fn reposted(words: &str) -> Option<&str> {
    let name = words.strip_prefix("RT @")?;
    let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))?;
    (end > 0 && name[end..].starts_with(':')).then(|| &words[.."RT @".len() + end])
}

/// A post: who posted it, and its words.
fn post(page: &Page, lines: &[Line], range: std::ops::Range<usize>) -> Draft {
    let mut draft = Draft::new(Kind::Post);
    let first = &lines[range.start];
    if let Some((name, words)) = handle(first.text) {
        let by = byline(page, name, ByRole::Author, first.range_of(name));
        draft.byline.push(Byline { handle: Some(name.to_owned()), ..by });
        draft.text_of(range.start, lines, words);
        draft.credits.extend(reposted(words).and_then(|words| credit_at(page, first.range_of(words))));
    }
    for at in range.start + 1..range.end {
        match shape::is_leftover(lines[at].text) {
            true => draft.furniture(at),
            false => draft.text(at, lines),
        }
    }
    let last = lines[range.end - 1].text;
    draft.truncated = ["…", "..."].into_iter().find(|sign| last.ends_with(sign)).map(str::to_owned);
    draft
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check;

    #[test]
    fn each_repeated_head_begins_a_post_or_an_article() {
        check(
            "
Topics
(@desk) / Wall

@desk: RT @mira: The ferry is back, and the harbour is …

Topics
(@desk) / Wall

@desk: Who owns the ferry?

Topics
Desk's long reads

The Ferry That Came Back

The ferry came back on Monday after nine days at sea, the council said.

Its owner has not spoken. The council will meet again this week.

Topics
Desk's long reads

How the Storm Was Seen

The storm was seen from the island first, and nobody believed the keeper.
",
            "
post @desk Wall …
  RT @mira: The ferry is back, and the harbour is …
post @desk Wall
  Who owns the ferry?
article “The Ferry That Came Back” §Desk's long reads
  The ferry came back on Monday after nine days at sea, the council said.
  Its owner has not spoken. The council will meet again this week.
article “How the Storm Was Seen” §Desk's long reads
  The storm was seen from the island first, and nobody believed the keeper.
",
        );
    }

    #[test]
    fn the_head_of_a_post_is_known_where_it_stands_once() {
        check(
            "
Topics
(@desk) / Wall

@desk: The ferry is back.

Topics
Long reads

The Ferry That Came Back

The ferry came back on Monday after nine days at sea, the council said.
",
            "
post @desk Wall
  The ferry is back.
article “The Ferry That Came Back” §Long reads
  The ferry came back on Monday after nine days at sea, the council said.
",
        );
    }

    #[test]
    fn a_post_shows_its_handle_its_name_and_whom_it_reposts() {
        let found = crate::plain::testing::documents(
            "
Topics
Mira Solm (@mira) / Wall

@mira: RT @joek: The ferry is back.

Topics
Mira Solm (@mira) / Wall

@mira: Who owns it?

Topics
(@desk) / Wall

@desk: Nobody.
",
        );
        let shown = |at: usize| (found[at].byline[0].name.as_str(), found[at].byline[0].handle.as_deref());
        assert_eq!([shown(0), shown(2)], [("Mira Solm", Some("@mira")), ("@desk", Some("@desk"))]);
        assert_eq!(found[0].outlet.as_deref(), Some("Wall"));
        assert_eq!(found[0].credits[0].text, "RT @joek");
        assert!(found[1].credits.is_empty());
    }

    #[test]
    fn a_single_repeated_line_never_cuts() {
        check(
            "
The council met on Monday and closed the harbour for a week.

Share

The ferry stays at sea, its owner said on Monday evening.

Share

Nobody was hurt, according to the harbour master.

Share
",
            "
article
  The council met on Monday and closed the harbour for a week.
  The ferry stays at sea, its owner said on Monday evening.
  Nobody was hurt, according to the harbour master.
boilerplate
  Share
boilerplate
  Share
boilerplate
  Share
",
        );
    }
}
