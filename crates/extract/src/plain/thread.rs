//! Comment threads below an article: name, age, words, “Reply to …”, votes.
//!
//! Invariant: an age line alone makes no comment; a name stands before it. A thread has two comments at
//! least, or one whose author's name stands twice.
//! Cost: linear in the lines.

use super::draft::{Draft, byline};
use super::line::Line;
use super::phrase::{self, Topic};
use super::{age, date, mark, shape};
use crate::html::Page;
use dateline_record::{ByRole, Kind, When};
use std::collections::HashMap;

/// Where a comment begins: its first line, the line of its author's name, its first line of text, whom it replies to.
struct Head<'a> {
    first: usize,
    name_at: usize,
    name: &'a str,
    text: usize,
    reply_to: Option<&'a str>,
    /// The name stands twice.
    again: bool,
    written: Written<'a>,
}

/// When a comment says that it was written.
enum Written<'a> {
    Ago(&'a str),
    On(Option<When>),
}

/// A thread found at the end of a text.
pub(super) struct Thread {
    /// The first line that is neither article nor comment (“Join the discussion”), or the first comment's.
    pub start: usize,
    /// What stands between, and the comments. Replies point at comments by place in this list.
    pub drafts: Vec<Draft>,
}

/// The thread at the end of a text; none where there is none.
pub(super) fn find(page: &Page, lines: &[Line]) -> Option<Thread> {
    let heads = heads(lines);
    if heads.len() < 2 && !heads.first().is_some_and(|head| head.again) {
        return None;
    }
    let first = heads[0].first;
    let start = between(lines, first);
    let mut drafts = Vec::new();
    if start < first {
        drafts.push(Draft::of(Kind::Boilerplate, lines, start..first));
    }
    let offset = drafts.len();
    let mut latest: HashMap<&str, usize> = HashMap::new();
    for (number, head) in heads.iter().enumerate() {
        let end = heads.get(number + 1).map_or(lines.len(), |next| next.first);
        let mut comment = comment(page, lines, head, end);
        comment.parent = head.reply_to.and_then(|name| latest.get(name).copied());
        latest.insert(head.name, number + offset);
        drafts.push(comment);
    }
    Some(Thread { start, drafts })
}

fn heads<'a>(lines: &[Line<'a>]) -> Vec<Head<'a>> {
    let mut heads: Vec<Head<'a>> = Vec::new();
    for at in 0..lines.len() {
        let free = heads.last().map_or(0, |last| last.text);
        let found = aged(lines, at, free).or_else(|| says(lines, at));
        if let Some(head) = found.filter(|head| head.first >= free) {
            heads.push(head);
        }
    }
    heads
}

/// “Name”, perhaps once more, “2 hours ago”, perhaps “Reply to Other”.
fn aged<'a>(lines: &[Line<'a>], at: usize, free: usize) -> Option<Head<'a>> {
    let text = lines[at].text;
    // “Name • 2 hours ago” in one line.
    if let Some((name, age)) = ["•", "·", "|"].iter().find_map(|dot| text.split_once(dot))
        && age::of(age).is_some()
        && is_author(name.trim())
    {
        let (name, written) = (name.trim(), Written::Ago(age.trim()));
        let reply_to = lines.get(at + 1).and_then(|line| reply_to(line.text));
        let text = at + 1 + usize::from(reply_to.is_some());
        return Some(Head { first: at, name_at: at, name, text, reply_to, again: false, written });
    }
    let bare = text.trim_start_matches(['•', '·', '|', ' ']);
    age::of(bare)?;
    let written = Written::Ago(bare);
    let name_at = at.checked_sub(1).filter(|name| *name >= free)?;
    let name = lines[name_at].text;
    let again = name_at > free && lines[name_at - 1].text == name;
    // “Jo E.” ends as a sentence does; that it stands twice says that it is a name.
    if !is_author(if again { name.trim_end_matches('.') } else { name }) {
        return None;
    }
    let first = if again { name_at - 1 } else { name_at };
    let reply_to = lines.get(at + 1).and_then(|line| reply_to(line.text));
    Some(Head { first, name_at, name, text: at + 1 + usize::from(reply_to.is_some()), reply_to, again, written })
}

/// “Name says:”, then a date with a time.
fn says<'a>(lines: &[Line<'a>], at: usize) -> Option<Head<'a>> {
    let text = lines[at].text;
    let name = text.strip_suffix(" says:").or_else(|| text.strip_suffix(" says")).filter(|name| is_author(name))?;
    let written = Written::On(date::line(lines.get(at + 1)?.text)?.published);
    let reply_to = lines.get(at + 2).and_then(|line| reply_to(line.text));
    let text = at + 2 + usize::from(reply_to.is_some());
    Some(Head { first: at, name_at: at, name, text, reply_to, again: false, written })
}

fn is_author(name: &str) -> bool {
    (1..=5).contains(&name.split_whitespace().take(7).count())
        && name.len() <= 60
        && !shape::ends_sentence(name)
        && !shape::is_bullet(name)
        && !phrase::is(name, Topic::Interface)
        && name.chars().any(char::is_alphabetic)
}

fn reply_to(text: &str) -> Option<&str> {
    if text.len() > 80 {
        return None;
    }
    let mut words = text.split_whitespace();
    let mut next = words.next()?;
    if next.eq_ignore_ascii_case("in") {
        next = words.next()?;
    }
    let replies =
        ["reply", "replying"].iter().any(|verb| next.eq_ignore_ascii_case(verb)) && words.next() == Some("to");
    let name = words.next().filter(|_| replies)?;
    let at = name.as_ptr() as usize - text.as_ptr() as usize;
    Some(text[at..].trim().trim_start_matches('@'))
}

/// Goes back from the first comment over what belongs to neither: counts, buttons, invitations to join.
fn between(lines: &[Line], first: usize) -> usize {
    let mut start = first;
    while start > 1 {
        let line = &lines[start - 1];
        let known =
            [Topic::Interface, Topic::Promotion, Topic::Footer, Topic::Stub].iter().any(|topic| line.is(*topic));
        let label = line.words <= 4 && !shape::ends_sentence(line.text) && !mark::closes(line);
        // The author's handle, below the line about the author, is the article's.
        let handle = !known && mark::is_handle(line.text) && shape::ends_sentence(lines[start - 2].text);
        if handle || !(known || label || invites(line)) {
            break;
        }
        start -= 1;
    }
    start
}

/// “Join the discussion in the comments”, “become a subscriber to comment”.
fn invites(line: &Line) -> bool {
    let lower = line.text[..line.text.char_indices().nth(400).map_or(line.text.len(), |(at, _)| at)].to_lowercase();
    line.words <= 40
        && ["subscriber", "subscribing", "comments", "commenting", "to comment", "discussion", "log in", "sign in"]
            .iter()
            .any(|word| lower.contains(word))
        && [
            "join",
            "become",
            "please",
            "must",
            "subscribe",
            "sign",
            "log",
            "open to",
            "member",
            "members",
            "registered",
        ]
        .iter()
        .any(|word| {
            lower.starts_with(word) || lower.contains(&format!(" {word} ")) || lower.contains(&format!(" {word},"))
        })
}

/// “12”, “-2”, “5 points”.
fn is_vote(line: &Line) -> bool {
    let bare = line.text.trim_start_matches(['+', '-', '−', '▲', '△', ' ']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let unit = bare[digits..].trim().to_ascii_lowercase();
    line.words <= 2
        && (1..=5).contains(&digits)
        && ["", "point", "points", "vote", "votes", "like", "likes", "upvotes"].contains(&unit.as_str())
}

fn comment(page: &Page, lines: &[Line], head: &Head, end: usize) -> Draft {
    let mut draft = Draft::new(Kind::Comment);
    (head.first..head.text.min(end)).for_each(|at| draft.furniture(at));
    // “Comment removed by moderator” stands where a name was.
    if !lines[head.name_at].is(Topic::Removed) {
        draft.byline.push(byline(page, head.name, ByRole::Author, lines[head.name_at].range_of(head.name)));
    }
    draft.published = match &head.written {
        Written::Ago(words) => age::of(words).and_then(|age| age.before(page.context.captured.as_ref(), words)),
        Written::On(when) => when.clone(),
    };
    for (at, line) in lines.iter().enumerate().take(end).skip(head.text) {
        let lower = line.text[..line.text.char_indices().nth(40).map_or(line.text.len(), |(at, _)| at)].to_lowercase();
        let edited = line.words <= 12 && (lower.starts_with("last edited ") || lower.starts_with("edited "));
        match edited || is_vote(line) || shape::is_wordless(line.text) || line.is(Topic::Interface) {
            true => draft.furniture(at),
            false => draft.text(at, lines),
        }
    }
    draft
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::{check, documents_captured};

    #[test]
    fn comments_stand_apart_from_the_article_with_their_parents() {
        check(
            "
The Ferry That Came Back
By Mira Solm

The ferry came back on Monday after nine days at sea, the council said.

Join the discussion

Become a subscriber to comment on this piece.

Subscribe
3 Comments
Most Voted
Jo Ek
Jo Ek
1 year ago

It never left. I saw it.

Last edited 1 year ago by Jo Ek
Per H
Per H
1 year ago
Reply to \u{a0}Jo Ek

From where?
It was dark.

-2
Ida Berg
Ida Berg
11 months ago

Who pays?
",
            "
article “The Ferry That Came Back” by Mira Solm
  The ferry came back on Monday after nine days at sea, the council said.
boilerplate
  Join the discussion
  Become a subscriber to comment on this piece.
  Subscribe
  3 Comments
  Most Voted
comment by Jo Ek ^0
  It never left. I saw it.
comment by Per H ^2
  From where?
  It was dark.
comment by Ida Berg ^0
  Who pays?
",
        );
    }

    #[test]
    fn a_removed_comment_is_kept_without_a_name() {
        check(
            "
The Ferry That Came Back

The ferry came back on Monday after nine days at sea, the council said.

Mira Solm teaches the history of harbours at the University of Turvik.

msolm

Say something

Comments are open to members, who keep this page afloat

2 Comments
Jo Ek
Jo Ek
1 day ago

It never left.

5 points
Comment removed by moderator
1 day ago
Reply to Jo Ek

This comment has been removed for breaking our rules.
",
            "
article “The Ferry That Came Back” by Mira Solm
  The ferry came back on Monday after nine days at sea, the council said.
boilerplate
  Say something
  Comments are open to members, who keep this page afloat
  2 Comments
comment by Jo Ek ^0
  It never left.
comment ^2
  This comment has been removed for breaking our rules.
",
        );
    }

    #[test]
    fn a_comment_is_as_old_as_it_says_on_the_day_of_capture() {
        let text = "
The ferry came back on Monday after nine days at sea, the council said.

Jo Ek
3 days ago
It never left.

Per H says:
March 3, 2024 at 5:14 pm
From where?
";
        let published = |captured: Option<&str>| -> Vec<String> {
            let found = documents_captured(text, captured.and_then(dateline_when::stamp));
            found.iter().filter_map(|document| Some(document.published.as_ref()?.edtf.clone())).collect()
        };
        assert_eq!(published(Some("2024-03-10")), ["2024-03-06/2024-03-08", "2024-03-03T17:14"]);
        assert_eq!(published(None), ["2024-03-03T17:14"]);
    }

    #[test]
    fn an_article_that_says_how_long_ago_has_no_comments() {
        check(
            "
The ferry left the harbour of Turvik on a Monday morning.

9 days ago

It came back on Wednesday, the council said.
",
            "
article
  The ferry left the harbour of Turvik on a Monday morning.
  9 days ago
  It came back on Wednesday, the council said.
",
        );
    }
}
