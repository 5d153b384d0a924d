//! Posts of a thread and readers' comments: elements that hold the words of a post, of one make, each with a name beside it.
//!
//! What holds the words is known by its name (“message body”) or by schema.org; what else belongs to the post is the widest
//! element that holds these words and no other post's. The page must call its posts comments, or give most of them a
//! name and no headline of their own, which teasers have.
//! Invariant: a block belongs to one post at most; a post's parent comes before it. Whatever lacks these signs stays what it
//! was. A page has [`MOST`] at most. Cost: linear in blocks times their depth, and in the elements of the posts.

use super::Page;
use super::block::Block;
use super::body::{Label, is_heading, is_links, is_named, up};
use super::furniture::{self, Named, Sense};
use super::phrase::{self, Said};
use super::post::{self, Author};
use super::role::Roles;
use super::tree::{DOCUMENT, NodeId, Tree};
use dateline_record::{ByRole, Byline, Document, Span, When};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Posts of one page that are told apart; what comes after them stays furniture.
const MOST: usize = 1000;

/// Elements that may hold the words of posts; a page with more of them is no thread.
const MOST_HOLDERS: usize = 5000;

/// Makes of elements that are looked at.
const MOST_MAKES: usize = 20;

/// Children of one element by which posts are reached that are compared.
const MOST_PATHS: usize = 50;

/// Elements around words that are looked at for the name of a signature.
const SIGNATURE_DEPTH: usize = 4;

/// One post.
#[derive(Clone)]
pub(super) struct Post {
    /// Its blocks in order, each with what it is to the post.
    pub blocks: Vec<(usize, Label)>,
    pub author: Option<Author>,
    pub published: Option<When>,
    /// The post that it answers, by number.
    pub parent: Option<usize>,
    /// The markup calls it a post in schema.org's words.
    pub typed: bool,
    /// It is itself called a comment.
    pub comment: bool,
}

impl Post {
    /// Takes its blocks from the page, so that no other document holds them.
    pub fn claim(&self, claimed: &mut [bool]) {
        self.blocks.iter().for_each(|(number, _)| claimed[*number] = true);
    }

    /// Its first block, and characters of its words.
    pub fn extent(&self, blocks: &[Block]) -> (usize, u32) {
        let words = self.blocks.iter().filter(|(_, label)| *label == Label::Body);
        (self.blocks.first().map_or(0, |(number, _)| *number), words.map(|(number, _)| blocks[*number].chars).sum())
    }

    /// Labels of a page of `count` blocks that is about this post.
    pub fn labels(&self, count: usize, title: Option<usize>) -> Vec<Label> {
        let mut labels = vec![Label::Other; count];
        self.blocks.iter().for_each(|(number, label)| labels[*number] = *label);
        title.into_iter().for_each(|title| labels[title] = Label::Title);
        labels
    }

    /// What is known of it is better known than what the page says as a whole.
    pub fn fill(&self, document: &mut Document, page: &Page, blocks: &[Block]) {
        if let Some(author) = &self.author {
            let place = post::place(blocks, &self.blocks, &author.name);
            let span = place.and_then(|place| Span::new(page.part, page.text, place));
            document.byline = vec![Byline { name: author.name.clone(), handle: None, role: ByRole::Author, span }];
        }
        if page.context.published.is_none() && self.published.is_some() {
            document.published = self.published.clone();
        }
    }
}

/// An element that holds the words of a post, and what else of the page is the post's.
struct Holder {
    text: NodeId,
    item: NodeId,
    author: Option<Author>,
    /// Schema.org's name of a post stands on it or around it.
    typed: bool,
    /// As a question or an answer.
    answer: bool,
    /// It stands in what is called comments, or is itself called one.
    comment: bool,
    own_comment: bool,
    /// The words of a linked headline of its own.
    headline: Option<String>,
}

/// What the posts of a page answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Opened {
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
pub(super) fn opened(
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
    if above >= most {
        return Opened::Article;
    }
    // Comments on an article whose text is not here, or on what the headline links to, have no first post.
    let elsewhere = |title: usize| blocks[title].link_density() > 0.5;
    match title {
        _ if !first.comment || first.typed || discussion() => Opened::Post,
        Some(title) if above == 0 && (article || elsewhere(title)) => Opened::Headline,
        _ if article => Opened::Article,
        _ => Opened::Post,
    }
}

/// The posts of a page; `article` where the markup says that it is one article.
pub(super) fn find(tree: &Tree, raw: &str, blocks: &[Block], named: &[Named], article: bool) -> Vec<Post> {
    let texts = texts(tree, blocks, named);
    if texts.is_empty() {
        return Vec::new();
    }
    // Each make by itself first, so that what is none does not cut the posts of another short.
    let mut makes: BTreeMap<Make, Vec<NodeId>> = BTreeMap::new();
    texts.iter().for_each(|text| makes.entry(make(tree, *text)).or_default().push(*text));
    let mut kept: Vec<NodeId> = Vec::new();
    for texts in makes.into_values().take(MOST_MAKES) {
        if are_posts(&holders(tree, raw, blocks, named, &texts), article) {
            kept.extend(texts);
        }
    }
    kept.sort_by_key(|text| tree.node(*text).start);
    kept.truncate(MOST);
    let holders = if kept.is_empty() { Vec::new() } else { holders(tree, raw, blocks, named, &kept) };
    posts(tree, blocks, named, holders)
}

/// Tag and first name of an element, digits aside: what elements of one kind share.
type Make<'a> = (&'a str, String);

fn make(tree: &Tree, id: NodeId) -> Make<'_> {
    let Some(element) = tree.element(id) else { return ("", String::new()) };
    let name = element.attribute("class").and_then(|class| class.split_ascii_whitespace().next());
    let name = name.or_else(|| element.attribute("id")).unwrap_or_default();
    (&*element.name, name.chars().filter(|c| !c.is_ascii_digit()).collect())
}

/// Elements that hold the words of posts, in order; of two makes of which one always wraps the other, the inner.
fn texts(tree: &Tree, blocks: &[Block], named: &[Named]) -> Vec<NodeId> {
    let mut chars: HashMap<NodeId, u32> = HashMap::new();
    let mut found: Vec<NodeId> = Vec::new();
    for block in blocks {
        let roles = |id: NodeId| named[id as usize].roles;
        for id in up(tree, block.element).filter(|id| roles(*id).has(Roles::TEXT)) {
            // Signatures are made like the words above them.
            if !chars.contains_key(&id) && up(tree, id).take(SIGNATURE_DEPTH).any(|id| roles(id).has(Roles::ASIDE)) {
                continue;
            }
            let own = chars.entry(id).or_insert_with(|| {
                found.push(id);
                0
            });
            *own += block.chars;
        }
        if found.len() > MOST_HOLDERS {
            return Vec::new();
        }
    }
    // For each make how many there are and how much they hold; for each pair of makes how many of the outer hold the inner.
    let mut makes: BTreeMap<Make, u32> = BTreeMap::new();
    let mut pairs: BTreeMap<(Make, Make), Wrapping> = BTreeMap::new();
    for id in &found {
        *makes.entry(make(tree, *id)).or_default() += 1;
        for outer in up(tree, *id).skip(1).filter(|outer| chars.contains_key(outer)) {
            let pair = pairs.entry((make(tree, outer), make(tree, *id))).or_default();
            if pair.outers.insert(outer) {
                pair.outer_chars += chars[&outer];
            }
            pair.inners += 1;
            pair.inner_chars += chars[id];
        }
    }
    let wraps = |outer: &Make| {
        let own = pairs.iter().filter(|((own, inner), _)| own == outer && inner != outer);
        own.map(|(_, pair)| pair).any(|pair| {
            pair.outers.len() as u32 * 5 >= makes[outer] * 4
                && pair.inners * 10 <= pair.outers.len() * 13
                && pair.inner_chars * 2 >= pair.outer_chars
        })
    };
    let wrapping: Vec<Make> = makes.keys().filter(|make| wraps(make)).cloned().collect();
    found.retain(|id| !wrapping.contains(&make(tree, *id)));
    found
}

/// Elements of one make in those of another.
#[derive(Default)]
struct Wrapping {
    /// Those that hold any.
    outers: HashSet<NodeId>,
    outer_chars: u32,
    inners: usize,
    inner_chars: u32,
}

/// For each of the elements that hold words what else is the post's, and what is known of it.
fn holders(tree: &Tree, raw: &str, blocks: &[Block], named: &[Named], texts: &[NodeId]) -> Vec<Holder> {
    let is_post = |id: &NodeId| named[*id as usize].roles.has(Roles::POST);
    let is_comment =
        |id: &NodeId| named[*id as usize].words.iter().any(|word| furniture::sense(*word) == Sense::Comments);
    // For each element how many texts it holds, which first, and by way of which children.
    let mut held: HashMap<NodeId, (u32, NodeId, Vec<NodeId>)> = HashMap::new();
    for text in texts {
        let mut below = *text;
        for id in up(tree, *text) {
            let (count, _, paths) = held.entry(id).or_insert((0, *text, Vec::new()));
            *count += 1;
            if paths.last() != Some(&below) {
                paths.push(below);
            }
            below = id;
        }
    }
    // Around a post's words and the posts nested in it stands an item of a list or what is called a post; in a list of
    // posts stand others of its make.
    let nesting = |text: NodeId, from: NodeId| {
        let mut below = from;
        for id in up(tree, from).skip(1).take_while(|id| *id != DOCUMENT) {
            let (_, first, paths) = &held[&id];
            let neighbour = |path: &NodeId| *path != below && make(tree, *path) == make(tree, below);
            if *first != text || paths.iter().take(MOST_PATHS).any(neighbour) {
                return None;
            }
            if is_named(tree, id, &["li"]) || is_post(&id) || is_comment(&id) {
                return Some(id);
            }
            below = id;
        }
        None
    };
    let mut found: Vec<Holder> = Vec::new();
    for text in texts {
        let own: Vec<NodeId> = up(tree, *text).take_while(|id| *id != DOCUMENT && held[id].0 == 1).collect();
        let around = || up(tree, *text).take(own.len() + 4);
        let item = own.iter().rev().find(|id| is_post(id)).or(own.last()).copied().unwrap_or(*text);
        let item = nesting(*text, item).unwrap_or(item);
        // One alone could be the whole page.
        let item = if texts.len() > 1 { item } else { own.iter().copied().find(is_comment).unwrap_or(*text) };
        found.push(Holder {
            text: *text,
            item,
            author: post::author(tree, raw, item, *text),
            typed: around().any(|id| is_post(&id)),
            answer: around().any(|id| named[id as usize].roles.has(Roles::ANSWER)),
            comment: up(tree, *text).any(|id| is_comment(&id)),
            own_comment: up(tree, *text).take_while(|id| *id != tree.node(item).parent).any(|id| is_comment(&id)),
            headline: None,
        });
    }
    let items: HashMap<NodeId, usize> = found.iter().enumerate().map(|(n, holder)| (holder.item, n)).collect();
    for block in blocks {
        let linked = is_heading(tree, block) && block.link_density() > 0.8 && block.chars >= 12;
        if !linked && block.chars > post::MOST_LINE_CHARS {
            continue;
        }
        let Some(&number) = up(tree, block.element).find_map(|id| items.get(&id)) else { continue };
        let holder = &mut found[number];
        if up(tree, block.element).any(|id| id == holder.text) {
            continue;
        }
        let is_author = |block: &Block| holder.author.as_ref().is_some_and(|author| block.text.contains(&author.name));
        if linked && !block.text.starts_with("Re:") && !is_author(block) {
            holder.headline.get_or_insert_with(|| block.text.clone());
        } else if holder.author.is_none() {
            holder.author = post::author_of_line(&block.text);
        }
    }
    found
}

/// Whether elements of one make hold the words of posts.
fn are_posts(group: &[Holder], article: bool) -> bool {
    let count = |fits: fn(&&Holder) -> bool| group.iter().filter(fits).count() as f32 / group.len() as f32;
    // Questions and answers that nobody signs are the page's own.
    if count(|holder| holder.typed) >= 0.6 {
        return count(|holder| holder.author.is_some()) >= 0.3 || count(|holder| holder.answer) < 0.5;
    }
    let headlines: HashSet<&str> = group.iter().filter_map(|holder| holder.headline.as_deref()).collect();
    count(|holder| holder.author.is_some()) >= 0.6
        && headlines.len() * 2 <= group.len()
        && (count(|holder| holder.comment) >= 0.6
            || group.len() > 1
                && (!article || count(|holder| holder.author.as_ref().is_some_and(|author| author.member)) >= 0.6))
}

/// Gives every post its blocks, its date and its parent.
fn posts(tree: &Tree, blocks: &[Block], named: &[Named], holders: Vec<Holder>) -> Vec<Post> {
    let texts: HashMap<NodeId, usize> = holders.iter().enumerate().map(|(n, holder)| (holder.text, n)).collect();
    let items: HashMap<NodeId, usize> = holders.iter().enumerate().map(|(n, holder)| (holder.item, n)).collect();
    let mut own: Vec<Vec<(usize, Label)>> = vec![Vec::new(); holders.len()];
    for (number, block) in blocks.iter().enumerate() {
        if let Some(post) = up(tree, block.element).find_map(|id| texts.get(&id)) {
            let holder = &holders[*post];
            let role = |role| {
                let inner = up(tree, block.element).take_while(|id| *id != holder.text);
                inner.into_iter().any(|id| named[id as usize].roles.has(role))
            };
            let begun = own[*post].iter().any(|(_, label)| *label == Label::Body);
            let label = match () {
                _ if role(Roles::ASIDE) || is_said_aside(tree, block) => Label::Other,
                _ if post::is_head(tree, block, holder.author.as_ref()) => {
                    if begun {
                        Label::Other
                    } else {
                        Label::Head
                    }
                }
                _ if block.chars <= post::MOST_LINE_CHARS && role(Roles::AUTHOR) => Label::Other,
                _ if !begun && is_heading(tree, block) && block.link_density() > 0.8 => Label::Head,
                _ => Label::Body,
            };
            own[*post].push((number, label));
        } else if let Some(post) = up(tree, block.element).find_map(|id| items.get(&id)) {
            // What comes after the words (votes, a signature) is furniture.
            if !own[*post].iter().any(|(_, label)| *label == Label::Body) {
                own[*post].push((number, Label::Head));
            }
        }
    }
    let parents = parents(tree, &holders);
    let whole = |own: &[(usize, Label)]| own.iter().any(|(_, label)| *label == Label::Body);
    let mut numbers: Vec<Option<usize>> = Vec::new();
    let mut count = 0;
    for own in &own {
        numbers.push(whole(own).then_some(count));
        count += usize::from(whole(own));
    }
    let mut posts = Vec::new();
    for ((holder, mut own), parent) in holders.into_iter().zip(own).zip(parents) {
        if !whole(&own) {
            continue;
        }
        own.retain(|(_, label)| *label != Label::Other);
        let published = post::published(tree, blocks, &own, holder.item, holder.text);
        let parent = parent.and_then(|parent: usize| numbers[parent]);
        let (typed, comment) = (holder.typed, holder.own_comment);
        posts.push(Post { blocks: own, author: holder.author, published, parent, typed, comment });
    }
    posts
}

/// Lines of the page in a post: “Reply”, “Read more”.
fn is_said_aside(tree: &Tree, block: &Block) -> bool {
    block.chars <= 40 && phrase::said(&block.text) != Said::Nothing && (is_links(tree, block) || block.chars <= 12)
}

/// For each post the one in whose element it is nested, beside that one's own words.
fn parents(tree: &Tree, holders: &[Holder]) -> Vec<Option<usize>> {
    let items: HashMap<NodeId, usize> = holders.iter().enumerate().map(|(n, holder)| (holder.item, n)).collect();
    let mut first: HashMap<NodeId, (usize, NodeId)> = HashMap::new();
    let mut parents = Vec::new();
    for (number, holder) in holders.iter().enumerate() {
        let mut below = holder.item;
        let mut parent = up(tree, holder.item).skip(1).find_map(|id| items.get(&id).copied()).filter(|n| *n < number);
        for id in up(tree, holder.item).skip(1) {
            match first.get(&id) {
                // Beside a post's own element stands another of its make: the two are neighbours.
                Some((other, path)) if parent.is_none() && make(tree, *path) != make(tree, below) => {
                    parent = Some(*other);
                }
                Some(_) => {}
                None => {
                    first.insert(id, (number, below));
                }
            }
            below = id;
        }
        parents.push(parent);
    }
    parents
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let found = extract(markup.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        let place = |id| found.documents.iter().position(|document| document.id == id);
        let shown: Vec<String> = found
            .documents
            .iter()
            .filter(|document| document.kind.is_read())
            .map(|document| {
                let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
                let when = document.published.as_ref().map_or("", |when| when.edtf.as_str());
                let under = document.parent.and_then(place).map_or(String::new(), |at| format!(" under {at}"));
                let text = document.text.as_str().replace("\n\n", " / ");
                format!("{} [{}] {when}{under}: {text}", document.kind, names.join(", "))
            })
            .collect();
        assert_eq!(shown.join("\n"), expected.trim());
    }

    fn post(name: &str, day: u32, words: &str) -> String {
        format!(
            "<div class=post><div class=postprofile><a class=username href=/member/{name}>{name}</a> 12 posts</div>
<p class=date>by <b>{name}</b> » {day} November 2023, 10:15</p><div class=post-content>{words}</div><div class=signature>Sail on</div></div>"
        )
    }

    #[test]
    fn a_thread_is_its_opening_post_and_the_replies() {
        let page = format!(
            "<html><body><h1>Where is the ferry?</h1>{}{}{}</body></html>",
            post("quay", 3, "It is not at its pier, and nobody has seen it leave."),
            post("ida", 4, "I saw it go."),
            post("per", 4, "It is back.")
        );
        check(
            &page,
            "
article [quay] 2023-11-03T10:15: It is not at its pier, and nobody has seen it leave.
comment [ida] 2023-11-04T10:15 under 0: I saw it go.
comment [per] 2023-11-04T10:15 under 0: It is back.",
        );
    }

    #[test]
    fn questions_that_nobody_asks_are_the_pages_own() {
        let ask = "<div itemscope itemtype='https://schema.org/Question'><h3>When does it leave?</h3><div itemprop=acceptedAnswer
itemscope itemtype='https://schema.org/Answer'><div itemprop=text><p>The ferry leaves Turvik at six each morning but on Sundays.</p></div></div></div>";
        let page = format!("<html><body><h1>The ferry of Turvik</h1>{ask}{ask}</body></html>");
        let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        assert!(found.documents.iter().all(|document| document.kind != dateline_record::Kind::Comment));
    }
}
