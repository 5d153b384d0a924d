//! Calendars: pages, or parts of pages, that list dated announcements.
//!
//! Events are known by what they call themselves (hCalendar, schema.org, the class names of calendars), or, under a heading
//! that speaks of a calendar, as rows, items and terms that begin with a day. One calendar is one document, as in mails.
//! Invariant: at least three entries, and nearly all of them dated; a table of past figures under another heading is none.
//! Cost: one look at the names of elements, linear in blocks times their depth.

use super::block::Block;
use super::body::{Label, is_heading, is_named, up};
use super::dating::Source;
use super::facts::{self, Facts};
use super::phrase::{self, Said};
use super::tree::{DOCUMENT, NodeId, Tree};
use super::{Page, document, header};
use dateline_record::{Document, Kind, Method, Span, Title};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Entries of a calendar at least.
const FEWEST: usize = 3;

/// Words of a heading over a calendar at most, and blocks before the entries among which it stands.
const MOST_HEADING_WORDS: usize = 10;
const HEADING_BEFORE: usize = 3;

/// Bytes of a line that gives a day, and words beside the day in it.
const LINE_BYTES: usize = 120;

struct Words {
    called: BTreeSet<&'static str>,
    heads: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let lines = include_str!("calendar-words.txt").lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let cut = lines.iter().position(|line| *line == "[heads]").unwrap_or(lines.len());
    Words { called: lines[..cut].iter().copied().collect(), heads: lines[cut..].iter().skip(1).copied().collect() }
});

/// The calendar of a page.
pub(super) struct Calendar {
    /// Its blocks, in order.
    pub blocks: Vec<usize>,
    /// The heading over it.
    pub head: Option<usize>,
    /// It is what the page is about.
    pub whole: bool,
}

/// The calendar of a page; `furniture` says which blocks stand in such, `body` what was found to be the page's text.
pub(super) fn find(
    tree: &Tree,
    blocks: &[Block],
    furniture: &[bool],
    title: Option<usize>,
    body: &[Label],
    facts: &Facts,
) -> Option<Calendar> {
    let heads = |number: usize| {
        let block = &blocks[number];
        block.text.split_whitespace().count() <= MOST_HEADING_WORDS && speaks_of_calendar(&block.text)
    };
    let titled = title.is_some_and(heads);
    let (entries, head) = called(tree, blocks, facts).map(|entries| (entries, None)).or_else(|| {
        let over = |first: usize| {
            let from = first.saturating_sub(HEADING_BEFORE);
            (from..first).rev().find(|n| is_heading(tree, &blocks[*n])).filter(|n| heads(*n))
        };
        listed(tree, blocks, furniture).into_iter().find_map(|entries| {
            let first = (0..blocks.len()).find(|n| up(tree, blocks[*n].element).any(|id| entries.contains(&id)))?;
            over(first).map(|head| (entries.clone(), Some(head))).or(titled.then_some((entries, None)))
        })
    })?;
    let inside = |n: &usize| up(tree, blocks[*n].element).any(|id| entries.contains(&id));
    let own: Vec<usize> = (0..blocks.len()).filter(inside).collect();
    let chars = |numbers: &mut dyn Iterator<Item = usize>| -> u32 { numbers.map(|n| blocks[n].chars).sum() };
    let held = chars(&mut own.iter().copied());
    let text = chars(&mut (0..blocks.len()).filter(|n| body[*n] == Label::Body && !inside(n)));
    let whole = !facts.article && held >= text;
    let mut numbers = own;
    let first = *numbers.first()?;
    if whole {
        // What introduces the calendar is part of it.
        let opens = title.filter(|title| *title < first).map_or(first, |title| title + 1);
        let intro = |n: &usize| body[*n] == Label::Body || is_heading(tree, &blocks[*n]) && !furniture[*n];
        numbers.extend((opens..first).filter(intro));
        let last = *numbers.iter().max()?;
        let held: BTreeSet<usize> = numbers.iter().copied().collect();
        let between = (first..last).filter(|n| !held.contains(n) && !furniture[*n] && is_heading(tree, &blocks[*n]));
        numbers.extend(between);
    }
    numbers.retain(|n| Some(*n) != title && Some(*n) != head && phrase::said(&blocks[*n].text) == Said::Nothing);
    numbers.sort_unstable();
    Some(Calendar { blocks: numbers, head: if whole { title.or(head) } else { head }, whole })
}

/// The documents of a page that is a calendar.
pub(super) fn documents(
    page: &Page,
    tree: &Tree,
    blocks: &[Block],
    calendar: &Calendar,
    title: Option<usize>,
    mut facts: Facts,
) -> Vec<Document> {
    let labels = calendar.labels(blocks.len());
    let header = header::read(page, tree, blocks, &mut labels.clone(), title, &mut facts);
    // The days on the page are those of its entries.
    facts.moments.retain(|moment| moment.source < Source::Shown && moment.source != Source::Property);
    let own = document::assemble(page, tree, Kind::Calendar, blocks, &labels, |n| labels[n] != Label::Other);
    let rest = document::assemble(page, tree, Kind::Boilerplate, blocks, &labels, |n| labels[n] == Label::Other);
    let own = own.map(|mut document| {
        header::fill(&mut document, header, facts, page);
        document.byline.clear();
        document
    });
    let mut documents: Vec<Document> = own.into_iter().chain(rest).collect();
    documents.sort_by_key(|document| document.spans[0]);
    documents
}

impl Calendar {
    /// Takes its blocks from the page, so that no other document holds them.
    pub fn claim(&self, claimed: &mut [bool]) {
        self.blocks.iter().chain(&self.head).for_each(|number| claimed[*number] = true);
    }

    /// Says that its blocks are none of the article's.
    pub fn leave(&self, labels: &mut [Label]) {
        self.blocks.iter().chain(&self.head).for_each(|number| labels[*number] = Label::Other);
    }

    /// Its document, where it is only a part of a page.
    pub fn part(&self, page: &Page, tree: &Tree, blocks: &[Block], article: Option<&Document>) -> Option<Document> {
        let labels = self.labels(blocks.len());
        let kept = |n: usize| labels[n] != Label::Other;
        let mut document = document::assemble(page, tree, Kind::Calendar, blocks, &labels, kept)?;
        document.title = self.head.map(|head| {
            let block = &blocks[head];
            let span = Span::new(page.part, page.text, block.start()..block.end());
            Title { text: facts::collapse(&block.text), span }
        });
        document.parent = article.map(|article| article.id);
        document.outlet = article.and_then(|article| article.outlet.clone());
        document.language = article.and_then(|article| article.language.clone());
        Some(document)
    }

    /// What each of `count` blocks is to it.
    pub fn labels(&self, count: usize) -> Vec<Label> {
        let mut labels = vec![Label::Other; count];
        self.blocks.iter().for_each(|number| labels[*number] = Label::Body);
        self.head.into_iter().for_each(|head| labels[head] = Label::Title);
        labels
    }
}

/// Elements that call themselves events, outermost only.
fn called(tree: &Tree, blocks: &[Block], facts: &Facts) -> Option<BTreeSet<NodeId>> {
    let mut asked: Vec<Option<bool>> = vec![None; tree.nodes.len()];
    let mut events: BTreeMap<NodeId, bool> = BTreeMap::new();
    for block in blocks {
        let is = |id: &NodeId| *asked[*id as usize].get_or_insert_with(|| is_event(tree, *id));
        if let Some(event) = up(tree, block.element).filter(is).last() {
            *events.entry(event).or_default() |= is_dated(block);
        }
    }
    for id in &facts.times {
        up(tree, *id).for_each(|id| {
            events.entry(id).and_modify(|dated| *dated = true);
        });
    }
    let dated = |(id, dated): (&NodeId, &bool)| *dated || states_day(tree, *id);
    let count = events.iter().filter(|event| dated((event.0, event.1))).count();
    (count >= FEWEST && 10 * count >= 7 * events.len()).then(|| events.into_keys().collect())
}

fn is_event(tree: &Tree, id: NodeId) -> bool {
    let Some(element) = tree.element(id).filter(|_| !is_named(tree, id, &["html", "body", "main", "ul", "ol"])) else {
        return false;
    };
    let typed = |kind: &str| kind.rsplit('/').next().is_some_and(|kind| kind.ends_with("Event"));
    let classes = element.attribute("class").unwrap_or_default();
    element.attribute("itemtype").is_some_and(typed)
        || classes.split_ascii_whitespace().any(|class| WORDS.called.contains(class.to_ascii_lowercase().as_str()))
}

/// Whether an attribute in an element states a day.
fn states_day(tree: &Tree, event: NodeId) -> bool {
    let mut at = tree.following(event, event, true);
    for _ in 0..200 {
        let Some(id) = at else { return false };
        at = tree.following(id, event, true);
        let Some(element) = tree.element(id) else { continue };
        let mut values = ["datetime", "content", "title"].iter().filter_map(|name| element.attribute(name));
        if values.any(|value| facts::stamp(value, Method::Structured).is_some()) {
            return true;
        }
    }
    false
}

/// Whether a line gives a day.
fn is_dated(block: &Block) -> bool {
    block.text.len() <= LINE_BYTES && header::written_date(&block.text).is_some()
}

/// Rows, items and terms beside one another that begin with a day.
fn listed(tree: &Tree, blocks: &[Block], furniture: &[bool]) -> Vec<BTreeSet<NodeId>> {
    let mut lists: BTreeMap<NodeId, BTreeMap<NodeId, bool>> = BTreeMap::new();
    for (block, _) in blocks.iter().zip(furniture).filter(|(_, furniture)| !**furniture) {
        let item = up(tree, block.element).find(|id| is_named(tree, *id, &["li", "tr", "dt", "dd"]));
        let Some(item) = item else { continue };
        let items = lists.entry(tree.node(item).parent).or_default();
        // Only the first words of an item can be its day.
        items.entry(item).or_insert_with(|| block.text.len() <= 4 * LINE_BYTES && begins_with_day(&block.text));
    }
    let told = |items: &BTreeMap<NodeId, bool>| {
        let terms = items.keys().any(|id| is_named(tree, *id, &["dt"]));
        let counts = |id: &NodeId| !terms || is_named(tree, *id, &["dt"]);
        let all = items.keys().filter(|id| counts(id)).count();
        let dated = items.iter().filter(|(id, dated)| counts(id) && **dated).count();
        dated >= FEWEST && 10 * dated >= 7 * all
    };
    lists
        .into_iter()
        .filter(|(parent, items)| *parent != DOCUMENT && told(items))
        .map(|(_, items)| items.into_keys().collect())
        .collect()
}

fn begins_with_day(text: &str) -> bool {
    dateline_when::find_stamp(text).is_some_and(|(place, _)| {
        text[..place.start].split_whitespace().count() <= 1 && text[..place.start].len() <= 14
    })
}

/// Whether a heading speaks of a calendar: “What’s on this week”.
pub(super) fn speaks_of_calendar(heading: &str) -> bool {
    let words = heading.to_lowercase().replace('’', "'");
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let words = format!(" {} ", words.join(" "));
    WORDS.heads.iter().any(|head| words.contains(&format!(" {head} ")))
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let page = format!("<html><body>{body}</body></html>");
        let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        let line = |document: &dateline_record::Document| {
            let title = document.title.as_ref().map_or(String::new(), |title| format!("[{}] ", title.text));
            format!("{}: {title}{}", document.kind, document.text.as_str().replace("\n\n", " / "))
        };
        assert_eq!(found.documents.iter().map(line).collect::<Vec<_>>().join("\n"), expected.trim());
    }

    #[test]
    fn events_that_call_themselves_so_are_one_calendar() {
        check(
            "<main><h1>What’s on at the pier</h1><p>Come early, for seats are few.</p>
<div class=vevent><h3 class=summary><a href=/1>Hearing on the ferry</a></h3><p>Monday 5 May 2031, 2 p.m.</p></div>
<div class=vevent><h3 class=summary><a href=/2>Choir of the islands</a></h3><p>Tuesday 6 May 2031, 6 p.m.</p><p>It sings old songs.</p></div>
<div class=vevent><h3 class=summary><a href=/3>Board of the port</a></h3><p>Friday 9 May 2031, 9 a.m.</p></div></main>",
            "
calendar: [What’s on at the pier] Come early, for seats are few. / Hearing on the ferry / Monday 5 May 2031, 2 p.m. / Choir of the islands / Tuesday 6 May 2031, 6 p.m. / It sings old songs. / Board of the port / Friday 9 May 2031, 9 a.m.
",
        );
    }

    #[test]
    fn rows_that_begin_with_a_day_are_one_under_a_heading_of_a_calendar() {
        let rows = "<table><tr><td>5 May 2031</td><td>Hearing on the ferry</td></tr><tr><td>6 May 2031</td><td>Choir of the islands</td></tr><tr><td>9 May 2031</td><td>Board of the port</td></tr></table>";
        check(
            &format!("<main><h1>Upcoming meetings</h1>{rows}</main>"),
            "
calendar: [Upcoming meetings] 5 May 2031 / Hearing on the ferry / 6 May 2031 / Choir of the islands / 9 May 2031 / Board of the port
",
        );
        let page = format!("<html><body><main><h1>Price of herring</h1>{rows}</main></body></html>");
        let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        assert!(found.documents.iter().all(|document| document.kind != dateline_record::Kind::Calendar));
    }

    #[test]
    fn a_calendar_below_an_article_stands_apart_from_it() {
        let text = "The council met on Monday and closed the harbour for a week, its clerk said. Nobody on the island had been asked, and nobody had thought of the post.";
        check(
            &format!(
                "<article><h1>Harbour closed for a week</h1><p>{text}</p><p>{text} That is all.</p>
<h2>Diary</h2><ul><li>5 May 2031: Hearing on the ferry</li><li>6 May 2031: Choir of the islands</li><li>9 May 2031: Board of the port</li></ul></article>"
            ),
            &format!(
                "
article: [Harbour closed for a week] {text} / {text} That is all.
calendar: [Diary] 5 May 2031: Hearing on the ferry / 6 May 2031: Choir of the islands / 9 May 2031: Board of the port
"
            ),
        );
    }
}
