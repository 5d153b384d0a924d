//! What the posts of a page answer: the first of them, a headline, or an article above them.
//!
//! Invariant: a page whose prose outweighs its first post keeps its article. Cost: linear in blocks.

use super::post::Post;
use crate::html::block::Block;
use crate::html::body::Label;

/// What the posts of a page answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::html) enum Opened {
    /// The first of them.
    Post,
    /// The headline alone, which is a link to elsewhere or stands over a picture.
    Headline,
    /// The article above them, if anything.
    Article,
}

/// Characters of text above a thread up to which there is no article above it, whatever the first post's length.
const MOST_ABOVE_CHARS: u32 = 200;

/// The same for posts that are called comments.
const MOST_ABOVE_COMMENTS_CHARS: u32 = 80;

/// What the posts of a page answer, of which `labels` say where its article was found.
pub(in crate::html) fn opened(
    raw: &str,
    blocks: &[Block],
    posts: &[Post],
    labels: &[Label],
    title: Option<usize>,
    article: bool,
) -> Opened {
    let Some(first) = posts.first().filter(|post| posts.len() > 1 || post.typed) else { return Opened::Article };
    let (start, own) = first.extent(blocks);
    let title = title.filter(|title| *title < start);
    let body = (title.unwrap_or(0)..start).filter(|n| labels[*n] == Label::Body);
    let above: u32 = body.map(|n| blocks[n].chars).sum();
    let discussion = || ["DiscussionForumPosting", "QAPage"].iter().any(|name| raw.contains(name));
    let most = match !first.comment || first.typed || discussion() {
        true => MOST_ABOVE_CHARS.max((own / 2).min(2 * MOST_ABOVE_CHARS)),
        false => MOST_ABOVE_COMMENTS_CHARS,
    };
    // What the markup calls a discussion has an opening post, whatever notices stand above it.
    if !first.comment && discussion() {
        return Opened::Post;
    }
    if above >= most {
        return Opened::Article;
    }
    // Comments on an article whose text is not here, or on what the headline links to, have no first post.
    let elsewhere = |title: usize| blocks[title].link_density() > 0.5;
    match title {
        _ if !first.comment || first.typed || discussion() => Opened::Post,
        Some(title) if above == 0 && article || elsewhere(title) => Opened::Headline,
        _ if article => Opened::Article,
        _ => Opened::Post,
    }
}
