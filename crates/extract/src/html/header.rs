//! What stands between the headline and the text: by-line and date, and where the stated authors are named on the page.
//!
//! Invariant: a block becomes part of the head only where it holds a name or a date that is then used. Cost: linear in the
//! blocks of the head.

use super::Page;
use super::block::Block;
use super::body::{Label, up};
use super::facts::{self, Facts};
use super::names;
use super::tree::{Element, Tree};
use dateline_record::{ByRole, Byline, Document, Method, Precision, Span, Title, When};

/// Blocks after the headline in which by-line and date are looked for.
const MOST_BLOCKS: usize = 40;

/// Blocks before the headline in which a by-line may stand.
const BLOCKS_BEFORE: usize = 6;

/// Bytes of a line that may give the date, and words in it beside the date.
const MOST_DATE_LINE_BYTES: usize = 120;
const MOST_WORDS_BESIDE: usize = 10;

/// What the head gives.
#[derive(Clone, Default)]
pub(crate) struct Header {
    title: Option<Title>,
    byline: Vec<Byline>,
}

/// Reads the head; blocks that it used become part of it.
pub(crate) fn read(
    page: &Page,
    tree: &Tree,
    blocks: &[Block],
    labels: &mut [Label],
    title: Option<usize>,
    facts: &mut Facts,
) -> Header {
    let from = title.map_or(0, |title| title + 1);
    let first = |labels: &[Label]| (from..blocks.len()).find(|n| labels[*n] == Label::Body).unwrap_or(from);
    let opening = first(labels);
    if title.is_some() && labels.iter().filter(|l| **l == Label::Body).count() > 1 && is_byline(tree, &blocks[opening])
    {
        labels[opening] = Label::Head;
    }
    let body = first(labels);
    let head = from..body.min(from + MOST_BLOCKS);
    let mut header = Header { title: title_of(page, blocks, title, facts), byline: Vec::new() };
    if title.is_none() {
        header.byline = facts.authors.iter().map(|name| byline(name, None)).collect();
        return header;
    }
    let place =
        blocks.get(from.saturating_sub(1)).map_or(0, Block::start)..blocks.get(body).map_or(usize::MAX, Block::start);
    facts::element_dates(tree, blocks, facts, place);
    if facts.authors.is_empty() {
        let near =
            title.unwrap_or(0).saturating_sub(BLOCKS_BEFORE)..(body + 1).min(from + MOST_BLOCKS).min(blocks.len());
        let lines = near.filter(|n| labels[*n] != Label::Body && labels[*n] != Label::Title);
        facts.authors = lines
            .map(|n| written_names(tree, &blocks[n]))
            .find(|names| !names.is_empty())
            .unwrap_or_else(|| only_name(tree, blocks, labels));
    }
    let outlet = facts.outlet.clone();
    facts.authors.retain(|name| outlet.as_deref().is_none_or(|outlet| !outlet.eq_ignore_ascii_case(name)));
    for name in &facts.authors {
        let found = head.clone().find_map(|n| Some((n, find_name(&blocks[n].text, name)?)));
        let span = found.clone().and_then(|(n, range)| Span::new(page.part, page.text, blocks[n].place(range)?));
        if let Some((n, _)) = found {
            labels[n] = Label::Head;
        }
        header.byline.push(byline(name, span));
    }
    let near = from.saturating_sub(1 + BLOCKS_BEFORE)..head.end;
    for number in
        near.filter(|n| facts.published.is_none() && labels[*n] != Label::Body && Some(*n) != title).collect::<Vec<_>>()
    {
        // A linked line is dated for what it leads to.
        if blocks[number].link_density() > 0.5 {
            continue;
        }
        if let Some((when, updated)) = written_date(&blocks[number].text) {
            if number >= from {
                labels[number] = Label::Head;
            }
            let slot = if updated { &mut facts.updated } else { &mut facts.published };
            *slot = slot.take().or(Some(when));
        }
    }
    header
}

/// Fills in what head and markup say. What the caller states beats both.
pub(crate) fn fill(document: &mut Document, header: Header, facts: Facts, page: &Page) {
    document.title = header.title;
    document.byline = header.byline;
    document.outlet = page.context.outlet.clone().or(facts.outlet);
    document.section = facts.section;
    document.language = facts.language;
    let captured = page.context.captured.as_ref().and_then(|when| when.latest.clone());
    let possible = |when: &When| match (&when.earliest, &captured) {
        (Some(earliest), Some(captured)) => earliest <= captured,
        _ => true,
    };
    let address = || facts.address.as_deref().and_then(facts::day_of_address);
    document.published = page
        .context
        .published
        .clone()
        .or_else(|| facts.published.filter(&possible).or_else(|| address().filter(&possible)));
    document.updated = facts.updated.filter(possible);
}

/// Whether the first block of a text is a by-line, alone or with the date below it.
fn is_byline(tree: &Tree, block: &Block) -> bool {
    let by =
        names::LEADS.iter().any(|lead| block.text.get(..lead.len()).is_some_and(|own| own.eq_ignore_ascii_case(lead)));
    let dated = block.text.lines().nth(1).is_none_or(|line| written_date(line).is_some());
    by && dated
        && block.text.lines().count() <= 2
        && !block.text.ends_with(['.', '!', '?', '”', '"', ':'])
        && block.text.split_whitespace().count() <= 16
        && !written_names(tree, block).is_empty()
}

/// The names in a line that opens with “By” or that its element calls a by-line.
fn written_names(tree: &Tree, block: &Block) -> Vec<String> {
    if block.chars > 160 {
        return Vec::new();
    }
    let line = block.text.lines().next().unwrap_or_default();
    let by = names::LEADS.iter().any(|lead| line.get(..lead.len()).is_some_and(|own| own.eq_ignore_ascii_case(lead)));
    let called = up(tree, block.element).take(4).any(|id| tree.element(id).is_some_and(calls_author))
        || block.links.iter().any(|link| tree.element(link.element).is_some_and(calls_author));
    if !(by || called) {
        return Vec::new();
    }
    // After the names come a date, a place of work, a count of minutes.
    let end = [" | ", " · ", " • ", " – ", " — ", " - ", " on ", " in ", "Published", "Updated", "Posted"]
        .iter()
        .filter_map(|mark| line.find(mark).filter(|at| *at > 0))
        .chain(line.find(|c: char| c.is_ascii_digit()))
        .min()
        .unwrap_or(line.len());
    let found = names::split(names::without_month(&line[..end]));
    found.into_iter().filter(|name| names::looks_like_a_name(name)).collect()
}

/// The one name that elements anywhere on the page call its author; none where there are several.
fn only_name(tree: &Tree, blocks: &[Block], labels: &[Label]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let called = |block: &&Block| {
        block.chars <= 60
            && (block.links.iter().any(|link| tree.element(link.element).is_some_and(calls_author))
                || tree.element(block.element).is_some_and(calls_author))
    };
    let aside = blocks.iter().zip(labels).filter(|(_, label)| **label != Label::Body).map(|(block, _)| block);
    for name in aside.filter(called).flat_map(|block| names::split(&block.text)) {
        if names::looks_like_a_name(&name) && !found.contains(&name) {
            found.push(name);
        }
    }
    if found.len() == 1 { found } else { Vec::new() }
}

/// Whether an element calls what it holds an author.
pub(super) fn calls_author(element: &Element) -> bool {
    let is = |name: &str, value: &str| element.attribute(name).is_some_and(|own| own.eq_ignore_ascii_case(value));
    is("rel", "author")
        || is("itemprop", "author")
        || element.attribute("class").is_some_and(|classes| {
            classes.split_ascii_whitespace().map(str::to_ascii_lowercase).any(|class| {
                let names = class.contains("author") || class.contains("byline");
                names
                    && !["bio", "desc", "image", "avatar", "box", "title", "role", "job", "date"]
                        .iter()
                        .any(|no| class.contains(no))
            })
        })
}

fn byline(name: &str, span: Option<Span>) -> Byline {
    Byline { name: name.to_owned(), handle: None, role: ByRole::Author, span }
}

fn title_of(page: &Page, blocks: &[Block], title: Option<usize>, facts: &Facts) -> Option<Title> {
    if let Some(number) = title {
        let block = &blocks[number];
        let span = Span::new(page.part, page.text, block.start()..block.end());
        return Some(Title { text: facts::collapse(&block.text), span });
    }
    let stated = facts.title.clone()?;
    Some(Title { text: stated, span: None })
}

/// Where a name stands in a line, letter case aside.
pub(super) fn find_name(line: &str, name: &str) -> Option<std::ops::Range<usize>> {
    if line.len() > 400 {
        return None;
    }
    let at = line.find(name).or_else(|| {
        (0..line.len().saturating_sub(name.len() - 1))
            .find(|at| line.get(*at..*at + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name)))
    })?;
    Some(at..at + name.len())
}

/// The one day that a short line names, and whether the line speaks of the last change.
pub(super) fn written_date(line: &str) -> Option<(When, bool)> {
    if line.len() > MOST_DATE_LINE_BYTES {
        return None;
    }
    let (place, when) = dateline_when::find_stamp(line)?;
    let beside = line[..place.start].split_whitespace().chain(line[place.end..].split_whitespace()).count();
    let exact = when.precision <= Precision::Day;
    let before = line[..place.start].to_lowercase();
    let updated = ["updated", "modified", "reviewed"].iter().any(|word| before.contains(word));
    (exact && beside <= MOST_WORDS_BESIDE).then_some((When { method: Method::Written, ..when }, updated))
}
