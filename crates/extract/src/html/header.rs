//! What stands between the headline and the text: by-line and date, and where the stated authors are named on the page.
//!
//! Invariant: a block becomes part of the head only where it holds a name or a date that is then used. Cost: linear in the
//! blocks of the head.

use super::Page;
use super::block::Block;
use super::body::{Label, up};
pub(super) use super::byline::calls_author;
use super::dating::{self, Moment, Said, Source};
use super::facts::{self, Facts};
use super::names::{self, Lead};
use super::people::{self, Named};
use super::tree::{Element, NodeId, Tree};
use super::{byline, numeric, section, tongue};
use dateline_record::{ByRole, Byline, Document, Method, Precision, Span, Title, When};

/// Blocks after the headline in which by-line and date are looked for.
const MOST_BLOCKS: usize = 40;

/// Blocks before the headline in which a by-line may stand.
const BLOCKS_BEFORE: usize = 6;

/// Links of a trail to the page that are looked at.
const MOST_CRUMBS: usize = 6;
const MOST_CRUMB_BYTES: usize = 40;

/// Characters of a deck, and blocks after it in which by-line or date must stand.
const MOST_DECK_CHARS: u32 = 400;
const MOST_BESIDE_DECK: usize = 8;

/// Blocks at the beginning of a text that may still be its head.
const MOST_OPENINGS: usize = 3;

/// Bytes of a line that may give the date, and words in it beside the date.
const MOST_DATE_LINE_BYTES: usize = 120;
const MOST_WORDS_BESIDE: usize = 10;

/// What the head gives.
#[derive(Clone, Default)]
pub(crate) struct Header {
    title: Option<Title>,
    byline: Vec<Byline>,
}

impl Header {
    /// A list has no author: those whom it names wrote its entries.
    pub fn unsign(&mut self) {
        self.byline.clear();
    }
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
    for _ in 0..MOST_OPENINGS {
        let opening = first(labels);
        let more = labels.iter().filter(|label| **label == Label::Body).take(2).count() > 1;
        if title.is_none() || !more || blocks.get(opening).is_none_or(|block| !is_furniture_of_head(tree, block)) {
            break;
        }
        labels[opening] = Label::Head;
    }
    let body = after_deck(tree, blocks, labels, first(labels));
    let head = from..body.min(from + MOST_BLOCKS);
    let mut header = Header { title: title_of(page, blocks, title, facts), byline: Vec::new() };
    let place =
        blocks.get(from.saturating_sub(1)).map_or(0, Block::start)..blocks.get(body).map_or(usize::MAX, Block::start);
    if title.is_some() {
        shown_times(tree, blocks, facts, place);
    }
    let near = match title {
        Some(title) => title.saturating_sub(BLOCKS_BEFORE)..(body + 1).min(from + MOST_BLOCKS).min(blocks.len()),
        None => body.saturating_sub(BLOCKS_BEFORE)..body,
    };
    let shown = shown_names(tree, blocks, labels, near.clone(), title);
    for named in people::settle(&facts.people, &shown, facts.outlet.as_deref()) {
        let found = head.clone().find_map(|n| Some((n, find_name(&blocks[n].text, &named.name)?)));
        let span = found.clone().and_then(|(n, range)| Span::new(page.part, page.text, blocks[n].place(range)?));
        if let Some((n, _)) = found {
            labels[n] = Label::Head;
        }
        header.byline.push(Byline { name: named.name, handle: None, role: named.role, span });
    }
    for number in near.filter(|n| labels[*n] != Label::Body && Some(*n) != title).collect::<Vec<_>>() {
        // A linked line is dated for what it leads to.
        if blocks[number].link_density() > 0.5 {
            continue;
        }
        let dates = written_dates(tree, blocks, number, Some(facts));
        if !dates.is_empty() && number >= from {
            labels[number] = Label::Head;
        }
        facts.moments.extend(dates);
    }
    if facts.section.is_none() {
        let shown = header.title.as_ref().map_or("", |title| title.text.as_str());
        facts.section = shown_crumb(tree, blocks, from, shown, facts.outlet.as_deref());
    }
    if !facts.moments.iter().any(|moment| matches!(moment.said, Said::Published | Said::Nothing)) {
        facts.moments.extend(aside_date(tree, blocks, labels));
    }
    header
}

/// The section in a trail of links that stands before the headline and calls itself one.
fn shown_crumb(tree: &Tree, blocks: &[Block], end: usize, title: &str, outlet: Option<&str>) -> Option<String> {
    let is_trail = |element: &Element| {
        !matches!(&*element.name, "body" | "html" | "main" | "article")
            && ["class", "id", "aria-label"]
                .iter()
                .any(|name| element.attribute(name).is_some_and(|own| own.to_ascii_lowercase().contains("breadcrumb")))
    };
    let mut crumbs: Vec<&str> = Vec::new();
    for block in blocks[..end.min(blocks.len())].iter().filter(|block| !block.links.is_empty()) {
        if up(tree, block.element).take(4).any(|id| tree.element(id).is_some_and(is_trail)) {
            crumbs.extend(
                block.links.iter().map(|link| block.text[link.text_start as usize..link.text_end as usize].trim()),
            );
        }
    }
    // A trail of many links is a menu.
    let middle = crumbs.get(1..).filter(|_| crumbs.len() <= MOST_CRUMBS)?;
    let other = |words: &&&str| !title.eq_ignore_ascii_case(words) && words.len() <= MOST_CRUMB_BYTES;
    section::settle(middle.iter().rev().filter(other).map(|words| (*words).to_owned()), outlet)
}

/// Where the text begins for whoever looks for by-line and date: after a deck of one paragraph, where those follow on it.
fn after_deck(tree: &Tree, blocks: &[Block], labels: &[Label], first: usize) -> usize {
    let Some(deck) = blocks.get(first).filter(|block| block.chars <= MOST_DECK_CHARS) else { return first };
    let next = (first + 1..blocks.len().min(first + MOST_BLOCKS)).find(|n| labels[*n] == Label::Body);
    let Some(next) = next.filter(|next| *next > first + 1) else { return first };
    let between = first + 1..next;
    let told = |n: usize| {
        let dated = !written_dates(tree, blocks, n, None).is_empty() && blocks[n].link_density() < 0.5;
        dated || !byline::read(tree, &blocks[n], false).names.is_empty()
    };
    if deck.link_density() < 0.5 && between.clone().take(MOST_BESIDE_DECK).any(told) { next } else { first }
}

/// The names that lines near the headline give; else the one that lines elsewhere do.
fn shown_names(
    tree: &Tree,
    blocks: &[Block],
    labels: &[Label],
    near: std::ops::Range<usize>,
    title: Option<usize>,
) -> Vec<Named> {
    let mut opened = false;
    let mut found: Vec<Named> = Vec::new();
    for n in near.filter(|n| !matches!(labels[*n], Label::Body | Label::Caption) && Some(*n) != title) {
        let line = byline::read(tree, &blocks[n], true);
        if opened && line.names.is_empty() {
            found.extend(people::authors(&blocks[n].text).into_iter().filter(|_| blocks[n].chars <= 60));
        }
        opened = line.opens;
        // The head names its authors once; what follows repeats them or names others' authors.
        let more =
            |named: &&Named| !found.iter().any(|own: &Named| own.role == named.role && named.role == ByRole::Author);
        let fresh: Vec<Named> = line.names.iter().filter(more).cloned().collect();
        found.extend(fresh);
    }
    if found.is_empty() { only_name(tree, blocks, labels) } else { found }
}

/// Fills in what head and markup say. What the caller states beats both.
pub(crate) fn fill(document: &mut Document, header: Header, facts: Facts, page: &Page) {
    document.title = header.title;
    document.byline = header.byline;
    document.outlet = page.context.outlet.clone().or(facts.outlet);
    document.section = facts.section;
    document.region = facts.region;
    document.language = facts.language.filter(|stated| tongue::fits(stated, document.text.as_str()));
    // What is dated after the capture itself is no date of this page.
    let captured = page.context.captured.as_ref().and_then(|when| when.latest.clone());
    let possible = |when: &When| match (&when.earliest, &captured) {
        (Some(earliest), Some(captured)) => earliest <= captured,
        _ => true,
    };
    let moments: Vec<Moment> = facts.moments.into_iter().filter(|moment| possible(&moment.when)).collect();
    let address = facts.address.as_deref().and_then(facts::day_of_address).filter(&possible);
    let (published, updated) = dating::settle(&moments, address);
    document.published = page.context.published.clone().or(published);
    document.updated = updated;
}

/// Whether a block at the beginning of a text is a by-line or a date and not yet text.
fn is_furniture_of_head(tree: &Tree, block: &Block) -> bool {
    is_byline(tree, block) || is_date_line(block)
}

/// Whether the first block of a text is a by-line, alone or with the date below it.
fn is_byline(tree: &Tree, block: &Block) -> bool {
    let by = names::lead(&block.text).is_some();
    let dated = block.text.lines().nth(1).is_none_or(|line| written_date(line).is_some());
    by && dated
        && block.text.lines().count() <= 2
        && !block.text.ends_with(['.', '!', '?', '”', '"', ':'])
        && block.text.split_whitespace().count() <= 16
        && !byline::read(tree, block, false).names.is_empty()
}

/// Whether a block is a date with at most a word or two beside it.
fn is_date_line(block: &Block) -> bool {
    block.text.len() <= 70
        && !block.text.ends_with(['!', '?', '”', '"', ':'])
        && dateline_when::find_stamp(&block.text).is_some_and(|(place, _)| {
            let beside = block.text[..place.start].split_whitespace().count()
                + block.text[place.end..].split_whitespace().count();
            beside <= 3
        })
}

/// The names that one line anywhere on the page gives as its authors; none where lines differ.
fn only_name(tree: &Tree, blocks: &[Block], labels: &[Label]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut opened = false;
    let aside = |label: &Label| !matches!(label, Label::Body | Label::Title | Label::Caption);
    for (block, _) in blocks.iter().zip(labels).filter(|(_, label)| aside(label)) {
        let lead = names::lead(&block.text).filter(|(lead, _)| *lead == Lead::Author);
        // “About the author”, and the name in the next line.
        let alone = std::mem::replace(&mut opened, lead.is_some_and(|(_, rest)| rest.is_empty()));
        let called = block.links.iter().any(|link| tree.element(link.element).is_some_and(calls_author))
            || up(tree, block.element).take(2).any(|id| tree.element(id).is_some_and(calls_author))
            || lead.is_some_and(|(_, rest)| !rest.is_empty());
        let mut line = if alone && names::looks_like_a_name(&block.text) {
            people::authors(&block.text)
        } else if called {
            byline::read(tree, block, false).names
        } else {
            continue;
        };
        line.retain(|named| named.role == ByRole::Author && !named.organisation);
        let within = |one: &[Named], other: &[Named]| one.iter().all(|named| other.contains(named));
        match (within(&line, &found), within(&found, &line)) {
            (true, _) => {}
            (false, true) => found = line,
            (false, false) => return Vec::new(),
        }
    }
    found
}

/// `<time>` between the headline and the text.
fn shown_times(tree: &Tree, blocks: &[Block], facts: &mut Facts, header: std::ops::Range<usize>) {
    for &id in &facts.times {
        let Some(element) = tree.element(id).filter(|_| header.contains(&start(tree, id))) else { continue };
        let value = element.attribute("datetime").or_else(|| element.attribute("content"));
        let when = value.and_then(|value| facts::stamp(value, Method::Structured));
        let said = if says_updated(blocks, start(tree, id)) { Said::Updated } else { said_by_class(tree, id) };
        facts.moments.extend(when.map(|when| Moment { said, source: Source::Shown, when }));
    }
}

/// What the class of an element, or of those next around it, says of its date.
fn said_by_class(tree: &Tree, id: NodeId) -> Said {
    for element in up(tree, id).take(2).filter_map(|id| tree.element(id)) {
        let own = ["class", "itemprop", "id"].iter().filter_map(|name| element.attribute(name));
        let words = own.collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        if ["publish", "posted", "created", "entry-date"].iter().any(|word| words.contains(word)) {
            return Said::Published;
        }
        if ["updated", "modified", "changed"].iter().any(|word| words.contains(word)) {
            return Said::Updated;
        }
    }
    Said::Nothing
}

/// Whether the line at a place speaks of the last change and not of publication.
fn says_updated(blocks: &[Block], place: usize) -> bool {
    let at = blocks.partition_point(|block| block.end() <= place);
    let Some(block) = blocks.get(at) else { return false };
    let before =
        block.pieces.iter().take_while(|bit| (bit.start as usize) < place).last().map_or(0, |bit| bit.text_end);
    let words = block.text[..before as usize].to_lowercase();
    // The word may also stand in a line of its own just before.
    let lead = if before == 0 { label_before(blocks, at) } else { words };
    lead.len() < 80 && said_by(&lead) == Said::Updated
}

/// The words of the line before, where it may be the label of this one.
fn label_before(blocks: &[Block], at: usize) -> String {
    let before = at.checked_sub(1).map(|at| &blocks[at]).filter(|before| before.chars <= 30);
    before.map_or(String::new(), |before| before.text.to_lowercase())
}

/// What the words before a date say of it.
fn said_by(words: &str) -> Said {
    let holds = |all: &[&str]| all.iter().filter_map(|word| words.rfind(word)).max();
    let updated = holds(&["updated", "modified", "reviewed", "edited", "revised", "update", "verified", "checked"]);
    let published = holds(&["published", "posted", "created", "first "]);
    match (updated, published) {
        (Some(updated), published) if published.is_none_or(|published| updated > published) => Said::Updated,
        (_, Some(_)) => Said::Published,
        _ => Said::Nothing,
    }
}

/// The days that a short line names, each with what is said of it.
fn written_dates(tree: &Tree, blocks: &[Block], number: usize, facts: Option<&Facts>) -> Vec<Moment> {
    let block = &blocks[number];
    if block.text.len() > MOST_DATE_LINE_BYTES {
        return Vec::new();
    }
    let mut stamps = dateline_when::find_stamps(&block.text);
    stamps.iter_mut().for_each(|(_, when)| when.method = Method::Written);
    if stamps.is_empty() {
        stamps.extend(numeric::find(&block.text, facts));
    }
    let held: usize = stamps.iter().map(|(place, _)| block.text[place.clone()].split_whitespace().count()).sum();
    if stamps.is_empty() || block.text.split_whitespace().count() > held + MOST_WORDS_BESIDE {
        return Vec::new();
    }
    let mut from = 0;
    stamps
        .into_iter()
        .map(|(place, when)| {
            let before = block.text[from..place.start].to_lowercase();
            from = place.end;
            let said = match said_by(&before) {
                Said::Nothing if before.trim().is_empty() && place.start == 0 => {
                    match said_by(&label_before(blocks, number)) {
                        Said::Nothing => said_by_class(tree, block.element),
                        said => said,
                    }
                }
                said => said,
            };
            Moment { said, source: Source::Shown, when }
        })
        .collect()
}

/// The one day that elements anywhere on the page call its date; none where there are several.
fn aside_date(tree: &Tree, blocks: &[Block], labels: &[Label]) -> Option<Moment> {
    let mut found: Option<Moment> = None;
    for (number, block) in blocks.iter().enumerate().filter(|(n, _)| labels[*n] != Label::Body) {
        let called = |element: &Element| {
            element.attribute("class").is_some_and(|classes| {
                let classes = classes.to_ascii_lowercase();
                ["date", "publish", "posted", "timestamp"].iter().any(|word| classes.contains(word))
            })
        };
        let stated = said_by(&block.text.to_lowercase()) == Said::Published;
        if block.chars > 80
            || !(stated || up(tree, block.element).take(2).any(|id| tree.element(id).is_some_and(called)))
        {
            continue;
        }
        for moment in
            written_dates(tree, blocks, number, None).into_iter().filter(|moment| moment.said != Said::Updated)
        {
            match &found {
                Some(known) if known.when.earliest != moment.when.earliest => return None,
                _ => found = Some(Moment { source: Source::Aside, ..moment }),
            }
        }
    }
    found
}

fn start(tree: &Tree, id: NodeId) -> usize {
    tree.node(id).start as usize
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
