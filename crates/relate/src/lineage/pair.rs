//! What two documents have of one another.
//!
//! Tried in this order: a post that forwards the other, a state of the same page, passages outside quotation marks, the same quotation,
//! a link or a repeated title. Invariant: a function of the two, whichever is handed in first.

use super::quoted::{Quotation, Quoted, quotations};
use super::{Written, credit, credits, direction, house_of, row, states};
use crate::reuse::{Passage, Shared, Words, align, shared, words};
use crate::tie::{Way, ties};
use dateline_record::{Directness, Extent, Kind, LineageRow, PassageRow, Relation};
use std::cmp::Ordering;

/// So much of what is shared, in thousandths, stands in quotation marks: both quote, and neither need have it from the other.
const MOSTLY_QUOTED: usize = 750;
/// Words outside quotation marks that are reuse whatever is quoted beside them.
const ENOUGH_OWN: usize = 25;
/// A quotation of so many words needs no speaker to be known again.
const LONG: usize = 12;
/// A title of fewer words is anybody's.
pub(crate) const TITLE: usize = 5;
/// Words beyond the title, in a row, that a post has of what it points to.
const EXCERPT: usize = 10;
/// Words of a post or brief in which a title is looked for.
pub(crate) const OPENING: usize = 60;

/// A document taken apart.
pub(crate) struct Side<'a> {
    pub(crate) told: &'a Written<'a>,
    pub(crate) words: Words,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) house: Option<String>,
}

/// What two documents have of one another, in the order of relations.
pub fn between(one: &Written, other: &Written) -> Vec<LineageRow> {
    if other.row.id < one.row.id {
        return between(other, one);
    }
    let (one, other) = (&Side::new(one), &Side::new(other));
    let mut rows = Vec::new();
    let passages = shared(&one.words.hashes, &other.words.hashes);
    let repost = forwards(one, other, &passages);
    rows.extend(repost);
    if rows.is_empty() {
        rows.extend(states::of_one_page(one, other, passages.as_ref()));
    }
    if rows.is_empty() {
        rows.extend(passages.as_ref().and_then(|passages| reuse(one, other, passages)));
        rows.extend(quotes(one, other));
    }
    if !rows.iter().any(|row| row.relation == Relation::Repost) {
        for (from, to) in [(one, other), (other, one)] {
            let row = points(from, to);
            if row.is_some()
                && !rows.iter().any(|row| row.relation == Relation::Quotes || row.relation == Relation::Reuses)
            {
                rows.extend(excerpt(from, to));
            }
            rows.extend(row);
        }
        rows.sort_by_key(|row| row.relation != Relation::PointsTo && row.relation != Relation::Repost);
    }
    if one.house.is_some() && one.house == other.house {
        for row in &mut rows {
            row.signs.push("both are of one house".into());
        }
    }
    rows
}

impl<'a> Side<'a> {
    pub(crate) fn new(told: &'a Written<'a>) -> Side<'a> {
        let text = told.text.as_str();
        let words = words(text);
        let quotations = quotations(text, &words);
        Side { told, words, quotations, house: house_of(told.row) }
    }

    pub(crate) fn id(&self) -> &str {
        &self.told.row.id
    }

    /// The words from one to another, with their place.
    pub(crate) fn cited(&self, first: usize, past: usize) -> Option<PassageRow> {
        let (from, to) = (self.words.places.get(first)?.0, self.words.places.get(past.checked_sub(1)?)?.1);
        self.told.cited(Extent::new(self.told.text.as_str(), from as usize..to as usize)?)
    }

    fn is_quoted(&self, word: usize) -> bool {
        let past = self.quotations.partition_point(|own| own.0 <= word);
        past > 0 && word < self.quotations[past - 1].1
    }

    fn quoted(&self) -> Vec<Quoted> {
        self.quotations.iter().map(|own| Quoted::new(&self.words.hashes[own.0..own.1])).collect()
    }

    fn name(&self) -> &str {
        self.told.row.outlet.as_deref().unwrap_or("the other")
    }

    /// Who says a quotation, the last word of the name; none where no statement has it. Whether some statement does.
    fn speaker(&self, quotation: Quotation) -> (Option<String>, bool) {
        let place = |word: usize| self.words.places[word];
        let (from, to) = (place(quotation.0).0 as usize, place(quotation.1 - 1).1 as usize);
        let span = Extent::new(self.told.text.as_str(), from..to).and_then(|extent| self.told.text.span(extent));
        let Some(span) = span else { return (None, false) };
        let direct = self.told.statements.iter().filter(|own| own.directness != Directness::Indirect);
        let mut found = direct.filter(|own| {
            own.content.iter().any(|content| {
                let (start, end) = (content.span.start as usize, content.span.end as usize);
                content.span.part == span.part() && start < span.end() && span.start() < end
            })
        });
        let Some(statement) = found.next() else { return (None, false) };
        let name = statement.source.as_ref().and_then(|source| source.name.as_deref());
        let last = name.and_then(|name| name.split_whitespace().next_back());
        (last.map(|last| last.to_lowercase()), true)
    }
}

/// The handle that a post forwards, and the words that say so.
pub(crate) fn forwarded(told: &Written) -> Option<(String, PassageRow)> {
    if told.row.kind != Kind::Post {
        return None;
    }
    let handle_of = |words: &str| {
        let rest = words.trim_start();
        let rest = ["RT ", "Retweeted ", "via ", "Via "].iter().find_map(|mark| rest.strip_prefix(mark))?;
        let handle = rest.trim_start().strip_prefix('@')?;
        let end = handle.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(handle.len());
        (end > 0).then(|| format!("@{}", &handle[..end]))
    };
    let credit = told.row.credits.iter().find_map(|own| Some((handle_of(&own.text)?, own)));
    if let Some((handle, own)) = credit {
        return Some((handle, told.passage(own.span, &own.text)));
    }
    let text = told.text.as_str();
    let handle = handle_of(text)?;
    let end = text.find(&handle)? + handle.len();
    Some((handle, told.cited(Extent::new(text, 0..end)?)?))
}

/// Whether the one is a post that forwards the other.
fn forwards(one: &Side, other: &Side, passages: &Option<Shared>) -> Option<LineageRow> {
    let passages = passages.as_ref()?;
    let is_of = |side: &Side, handle: &str| {
        let bare = handle.trim_start_matches('@').to_lowercase();
        let by =
            side.told.row.byline.iter().any(|by| {
                by.handle.as_deref().is_some_and(|own| own.trim_start_matches('@').eq_ignore_ascii_case(&bare))
            });
        by || side.house.as_deref() == Some(&bare)
    };
    for (own, from) in [(one, other), (other, one)] {
        let Some((handle, place)) = forwarded(own.told) else { continue };
        if is_of(from, &handle) {
            let sign = format!("it begins “{}”, and the words are the other's", credit::short(&place.text));
            let mut spans = vec![place];
            spans.extend(places(one, other, &passages.passages));
            let (from_id, to) = (own.id(), Some(from.id().to_string()));
            return Some(row(
                Relation::Repost,
                from_id,
                to,
                Some(handle),
                Some(passages.share),
                true,
                vec![sign],
                spans,
            ));
        }
    }
    None
}

/// Passages with their places in both texts.
fn places(one: &Side, other: &Side, passages: &[Passage]) -> Vec<PassageRow> {
    let both = passages
        .iter()
        .flat_map(|own| [one.cited(own.one, own.one + own.length), other.cited(own.other, own.other + own.length)]);
    both.flatten().collect()
}

/// Shared passages that are not only quoted by both.
fn reuse(one: &Side, other: &Side, shared: &Shared) -> Option<LineageRow> {
    let quoted = |passage: &Passage| {
        (0..passage.length).filter(|at| one.is_quoted(passage.one + at) && other.is_quoted(passage.other + at)).count()
    };
    let in_marks: usize = shared.passages.iter().map(quoted).sum();
    let own = shared.words - in_marks;
    if in_marks * 1000 >= shared.words * MOSTLY_QUOTED && own < ENOUGH_OWN {
        return None;
    }
    let mut signs = vec![format!("{} words shared, {} in a row", shared.words, shared.longest)];
    if in_marks > 0 {
        signs.push(format!("{in_marks} of them in quotation marks"));
    }
    let (order, why) = later(one, other);
    signs.push(why);
    let (from, to) = if order == Some(Ordering::Less) { (other, one) } else { (one, other) };
    let (from, to, directed) = (from.id(), Some(to.id().to_string()), order.is_some());
    let spans = places(one, other, &shared.passages);
    Some(row(Relation::Reuses, from, to, None, Some(shared.share), directed, signs, spans))
}

/// Which is the earlier, and why.
fn later(one: &Side, other: &Side) -> (Option<Ordering>, String) {
    let (ones, others) = (credits(one.told), credits(other.told));
    let names = |credits: &[credit::Credit], house: &Option<String>| {
        credits.iter().any(|credit| !credit.is_own && Some(&credit.house) == house.as_ref())
    };
    match (names(&ones, &other.house), names(&others, &one.house)) {
        (true, false) => return (Some(Ordering::Greater), format!("{} credits {}", one.name(), other.name())),
        (false, true) => return (Some(Ordering::Less), format!("{} credits {}", other.name(), one.name())),
        _ => {}
    }
    let third = ones.iter().filter(|credit| !credit.is_own && Some(&credit.house) != other.house.as_ref());
    let third = third.into_iter().find(|credit| {
        others.iter().any(|own| !own.is_own && own.house == credit.house && (own.is_whole || credit.is_whole))
    });
    if let Some(third) = third {
        return (None, format!("both credit {}", third.outlet));
    }
    // An agency's words reach all houses within hours: between two of them only days tell.
    let is_one_house = one.house.is_some() && one.house == other.house;
    match direction::by_date(one.told.row, other.told.row)
        .filter(|_| is_one_house || direction::days_apart(one.told.row, other.told.row))
    {
        Some(Ordering::Equal) | None => (None, "which came first is not known".into()),
        Some(order) => (Some(order), "by the dates of publication".into()),
    }
}

/// The same quotation in both.
fn quotes(one: &Side, other: &Side) -> Option<LineageRow> {
    let mut found: Vec<(usize, Quotation, Quotation, Option<String>)> = Vec::new();
    let (ones, twos) = (one.quoted(), other.quoted());
    let far = direction::is_day_between(one.told.row, other.told.row);
    for (own, text) in one.quotations.iter().zip(&ones) {
        for (others, other_text) in other.quotations.iter().zip(&twos) {
            let Some(words) = text.same(other_text) else { continue };
            let ((speaker, said), (other_speaker, other_said)) = (one.speaker(*own), other.speaker(*others));
            let agree = speaker.is_some() && speaker == other_speaker;
            let apart = speaker.is_some() && other_speaker.is_some() && !agree;
            // “A make-or-break moment for our nation”, then “for the country”: a line of speeches, said again on another day.
            let again = words < LONG && words < text.words.len().min(other_text.words.len()) && far;
            if again {
                continue;
            }
            if agree
                || words >= LONG && (said || other_said || words >= 2 * LONG)
                || words >= 8 && said && other_said && !apart
            {
                found.push((words, *own, *others, speaker.filter(|_| agree)));
            }
        }
    }
    found.sort_by(|one, other| (other.0, one.1, one.2).cmp(&(one.0, other.1, other.2)));
    let (first, count) = (found.first()?.0, found.len());
    let mut speakers: Vec<&str> = Vec::new();
    for last in found.iter().filter_map(|own| own.3.as_deref()) {
        let mut all = one.told.statements.iter().filter_map(|own| own.source.as_ref()?.name.as_deref());
        let name = all.find(|name| name.to_lowercase().ends_with(last)).unwrap_or(last);
        speakers.extend((!speakers.contains(&name)).then_some(name));
    }
    if !speakers.is_empty() && found.iter().any(|own| own.3.is_none()) {
        speakers.push("others");
    }
    let whose = if speakers.is_empty() { String::new() } else { format!(" of {}", speakers.join(", ")) };
    let what = if count == 1 { "the same quotation".to_string() } else { format!("{count} of the same quotations") };
    let mut signs = vec![format!("{what}{whose} in both, {first} words")];
    signs.push("both have somebody's words; neither need have them from the other".into());
    let spans = found.iter().flat_map(|(_, own, others, _)| [one.cited(own.0, own.1), other.cited(others.0, others.1)]);
    let (spans, to) = (spans.flatten().collect(), Some(other.id().to_string()));
    Some(row(Relation::Quotes, one.id(), to, None, None, false, signs, spans))
}

/// A link from the one to the other, or its title in a post or brief.
fn points(from: &Side, to: &Side) -> Option<LineageRow> {
    let own = ties(to.told.row);
    let link = ties(from.told.row).into_iter().find(|tie| {
        !tie.own && tie.way == Way::Link && tie.place.is_some() && own.iter().any(|own| own.own && own.key == tie.key)
    });
    if let Some((span, words)) = link.and_then(|tie| tie.place) {
        let signs = vec!["it links to the other's address".to_string()];
        let spans = vec![from.told.passage(span, &words)];
        return Some(row(Relation::PointsTo, from.id(), Some(to.id().into()), None, None, true, signs, spans));
    }
    let short = matches!(from.told.row.kind, Kind::Post | Kind::Brief) && to.told.row.kind == Kind::Article;
    let title = words(to.told.row.title.as_deref().filter(|_| short)?).hashes;
    if title.len() < TITLE {
        return None;
    }
    let opening = &from.words.hashes[..from.words.hashes.len().min(OPENING)];
    let at = opening.windows(title.len()).position(|own| own == title)?;
    let signs = vec!["it repeats the other's title".to_string()];
    let spans = from.cited(at, at + title.len()).into_iter().collect();
    Some(row(Relation::PointsTo, from.id(), Some(to.id().into()), None, None, true, signs, spans))
}

/// Words of what a post or brief points to, set beside its title.
fn excerpt(from: &Side, to: &Side) -> Option<LineageRow> {
    if !matches!(from.told.row.kind, Kind::Post | Kind::Brief) || to.told.row.kind != Kind::Article {
        return None;
    }
    let passages = align(&from.words.hashes, &to.words.hashes, EXCERPT);
    let spans = places(from, to, &passages);
    let sign = "it points to the other and has words of it".to_string();
    let (id, to) = (from.id(), Some(to.id().to_string()));
    (!passages.is_empty()).then(|| row(Relation::Quotes, id, to, None, None, true, vec![sign], spans))
}
