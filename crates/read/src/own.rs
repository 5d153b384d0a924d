//! Posts and comments speak for their own author; a repost is the reposted person's statement, carried by the reposter.
//!
//! Invariant: the source has an extent only where its handle stands in the text. Cost: linear in the paragraphs.

use crate::token::Sort;
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::{Authority, ChainLink, CueClass, Directness, Document, Kind, Source, Statement};
use std::ops::Range;

/// The statement that a post or comment as a whole is.
pub(crate) fn find(view: &View, document: &Document, paragraphs: &[Range<usize>]) -> Option<Statement> {
    if !matches!(document.kind, Kind::Post | Kind::Comment) {
        return None;
    }
    let first = paragraphs.first()?.start;
    let mut start = first;
    let mut author = handle(view, start);
    start += author.map_or(0, |_| 2);
    let byline = document.byline.first().map(|byline| byline.name.clone());
    let own_name = byline.or_else(|| author.map(|index| view.word(index).to_owned()));
    let mut chain = Vec::new();
    let mut authority = Authority::Author;
    let mut name = own_name.clone();
    if view.is(start, "RT")
        && let Some(reposted) = handle(view, start + 1)
    {
        chain.extend(own_name.map(|name| ChainLink { name, authority: Authority::Author }));
        authority = if is_outlet(view, reposted) { Authority::Outlet } else { Authority::Named };
        name = Some(view.word(reposted).to_owned());
        author = Some(reposted);
        start = reposted + 2;
    }
    let parts = paragraphs.iter().filter_map(|paragraph| view.extent(paragraph.start.max(start)..paragraph.end));
    let content: Vec<_> = parts.collect();
    if content.is_empty() {
        return None;
    }
    let source = author.and_then(|index| Some(Source { extent: view.extent(index..index + 1)?, name, referent: None }));
    Some(Statement {
        source,
        cue: None,
        content,
        directness: Directness::Direct,
        authority,
        role: None,
        anonymity: None,
        chain,
        cue_class: CueClass::Say,
        denied: false,
        hedged: false,
        said: None,
        venue: None,
    })
}

/// Whether a handle is an outlet's: “@thegazette”, “@gazettecom”.
fn is_outlet(view: &View, handle: usize) -> bool {
    let word = view.word(handle).trim_start_matches('@').to_lowercase();
    let bare = ["com", "news", "online"].into_iter().find_map(|end| word.strip_suffix(end));
    let parted = word.strip_prefix("the").map(|rest| format!("the {rest}"));
    let forms = [Some(word.as_str()), word.strip_prefix("the"), bare, parted.as_deref()];
    forms.into_iter().flatten().any(|form| view.lexicon.name(form).any(Classes::OUTLET))
}

/// The handle at `at`, where a colon follows: “@vell:”.
fn handle(view: &View, at: usize) -> Option<usize> {
    let found = view.word(at).starts_with('@') && view.is_word(at) && view.sort(at + 1) == Sort::Colon;
    (found && at + 2 < view.tokens.len()).then_some(at)
}
