//! What a post repeats of an earlier one, and whom it names by that.
//!
//! A quotation stands in an element that calls itself one, or in the table around a line such as “Originally posted by
//! quay”; it is another post's where it names its writer, or where an earlier post has its words.
//! Invariant: a post keeps words of its own; a quotation from elsewhere stays part of it. Cost: linear in the blocks of the
//! post times their depth, and for a quotation without a name in the earlier posts.

use super::holder::Holder;
use crate::html::block::Block;
use crate::html::body::{Label, is_named, up};
use crate::html::furniture::Named;
use crate::html::role::{QUOTING, Roles};
use crate::html::tree::{NodeId, Tree};
use std::collections::HashMap;

/// Characters of a line that may name whom a post quotes.
const MOST_LINE_CHARS: u32 = 120;

/// Letters and digits from which words that an earlier post has are a quotation of it.
const FEWEST_SHARED: usize = 24;

/// Earlier posts that are compared with a quotation.
const MOST_COMPARED: usize = 200;

/// What is known of the posts so far.
#[derive(Default)]
pub(super) struct Earlier {
    /// The posts of each author, by the name in lower case.
    by_author: HashMap<String, Vec<usize>>,
    /// The letters and digits of each post.
    keys: Vec<String>,
}

impl Earlier {
    /// Takes in the next post.
    pub fn push(&mut self, holder: &Holder, own: &[(usize, Label)], blocks: &[Block]) {
        if let Some(author) = &holder.author {
            self.by_author.entry(author.name.to_lowercase()).or_default().push(self.keys.len());
        }
        let words = own.iter().filter(|(_, label)| *label == Label::Body);
        self.keys.push(words.map(|(number, _)| key(&blocks[*number].text)).collect());
    }

    /// The posts of an author.
    pub fn of(&self, name: &str) -> &[usize] {
        let name = name.trim().trim_start_matches('@').to_lowercase();
        self.by_author.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The one post among `some` that has these words.
    fn holds(&self, words: &str, some: impl Iterator<Item = usize>) -> Option<usize> {
        let mut having = some.filter(|number| self.keys[*number].contains(words));
        let first = having.next()?;
        having.next().is_none().then_some(first)
    }
}

/// Takes the quotations out of a post; the post that it quotes first, where that is known.
pub(super) fn take(
    tree: &Tree,
    blocks: &[Block],
    named: &[Named],
    holder: &Holder,
    own: &mut [(usize, Label)],
    earlier: &Earlier,
) -> Option<usize> {
    let mut quoted = None;
    let mut at = 0;
    while at < own.len() {
        let Some(container) = container(tree, blocks, named, holder, own[at].0, earlier) else {
            at += 1;
            continue;
        };
        let within = |number: usize| up(tree, blocks[number].element).any(|id| id == container);
        let end = (at..own.len()).find(|n| !within(own[*n].0)).unwrap_or(own.len());
        // The line that names the writer may stand before it.
        let line = |n: usize| &blocks[own[n].0];
        let mut start = at;
        while start > 0
            && start + 2 > at
            && line(start - 1).chars <= MOST_LINE_CHARS
            && is_header(&line(start - 1).text, earlier)
        {
            start -= 1;
        }
        let stated = attributes(tree, container);
        let name = stated.or_else(|| (start..end).take(3).find_map(|n| writer(&line(n).text, earlier)));
        let header = (start..end).take(3).any(|n| is_header(&line(n).text, earlier));
        let words: String =
            (start..end).filter(|n| !is_header(&line(*n).text, earlier)).map(|n| key(&line(n).text)).collect();
        let by = name.as_deref().map_or(&[][..], |name| earlier.of(name));
        let first = earlier.keys.len().saturating_sub(MOST_COMPARED);
        let source = match by {
            [] if words.len() >= FEWEST_SHARED => earlier.holds(&words, first..earlier.keys.len()),
            [] => None,
            [one] => Some(*one),
            some => earlier.holds(&words, some.iter().copied()),
        };
        let rest = |n: &usize| !(start..end).contains(n) && own[*n].1 == Label::Body;
        if (source.is_some() || name.is_some() || header) && (0..own.len()).any(|n| rest(&n)) {
            own[start..end].iter_mut().for_each(|(_, label)| *label = Label::Other);
            quoted = quoted.or(source);
        }
        at = end.max(at + 1);
    }
    quoted
}

/// The outermost element among a post's words that holds this block and is a quotation.
fn container(
    tree: &Tree,
    blocks: &[Block],
    named: &[Named],
    holder: &Holder,
    number: usize,
    earlier: &Earlier,
) -> Option<NodeId> {
    let block = &blocks[number];
    let inner = || up(tree, block.element).take_while(|id| *id != holder.text);
    let called = inner().filter(|id| named[*id as usize].roles.has(Roles::QUOTE)).last();
    let table = || {
        let names = block.chars <= MOST_LINE_CHARS && writer(&block.text, earlier).is_some();
        inner().filter(|_| names).find(|id| is_named(tree, *id, &["table"]))
    };
    called.or_else(table)
}

/// The name that an attribute of a quotation gives.
fn attributes(tree: &Tree, container: NodeId) -> Option<String> {
    let element = tree.element(container)?;
    let mut names = ["data-quote", "data-username", "data-ipsquote-username", "data-author"].iter();
    let name = names.find_map(|name| element.attribute(name))?.trim();
    (!name.is_empty() && name.len() <= 60).then(|| name.to_owned())
}

/// Whether a line stands over or under a quotation and is none of it.
fn is_header(line: &str, earlier: &Earlier) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    QUOTING.alone.contains(&bare.as_str()) || writer(line, earlier).is_some()
}

/// Whom a line names as the writer of what follows: “quay wrote:”, “3 hours ago, quay said:”, “Originally Posted by quay”,
/// or the name of an earlier author and a colon.
pub(super) fn writer(line: &str, earlier: &Earlier) -> Option<String> {
    if line.chars().count() > MOST_LINE_CHARS as usize {
        return None;
    }
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    let known = |name: &str| !earlier.of(name).is_empty();
    let trimmed = line.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    if line.ends_with(':') && known(trimmed) {
        return Some(trimmed.trim_start_matches('@').to_owned());
    }
    for word in &QUOTING.before {
        let Some(rest) = lower.find(word).filter(|at| *at <= 12).map(|at| &line[at + word.len()..]) else { continue };
        let rest = rest.trim_start_matches([':', ' ']);
        let rest = rest.split(" on ").next().unwrap_or(rest);
        let rest = rest.split([':', '»', '↑']).next().unwrap_or(rest).trim();
        let short = known(rest) || rest.split(' ').count() <= 3;
        return (short && !rest.is_empty()).then(|| rest.to_owned());
    }
    for word in &QUOTING.after {
        let Some(at) = lower.find(&format!(" {word}")) else { continue };
        let after = &line[at + 1 + word.len()..];
        // “quay wrote: ↑ 3 May”, “quay posted…”; “quay wrote that” is a sentence.
        if !after.trim_start().starts_with([':', '…', '.']) || after.trim().len() > 40 {
            continue;
        }
        let before = line[..at].trim();
        let name =
            [", ", ") ", ")"].iter().find_map(|mark| before.rsplit_once(mark)).map_or(before, |(_, name)| name).trim();
        let name = if known(before) { before } else { name };
        let short = known(name) || name.split(' ').count() <= 3;
        return (short && !name.is_empty()).then(|| name.trim_start_matches('@').to_owned());
    }
    None
}

/// Whom a line says that the post answers: “In reply to quay”.
pub(super) fn answered(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let answers = |word: &&&str| word.ends_with(" to") && lower.len() == line.len();
    let (at, word) = QUOTING.before.iter().filter(answers).find_map(|word| Some((lower.find(word)?, word)))?;
    let name = line[at + word.len()..].trim_start_matches([':', ' ']).trim();
    (!name.is_empty()).then_some(name)
}

/// Letters and digits only, in lower case.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
