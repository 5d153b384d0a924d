//! What is another since somebody last looked, from what relating has kept.
//!
//! Invariant: only what new captures touch is looked at. Cost: their documents, what these met, and the events and stories they tell.

use crate::happening::{Event, Happenings};
use crate::lineage::Lineage;
use crate::related::{self, layer, number};
use crate::stories;
use dateline_record::{
    ChangeRow, DisagreementRow, DocumentRow, EventRow, LineageRow, ParticipantRow, Relation, StoryRow, When,
};
use dateline_relate::{Id, Telling};
use dateline_store::{Desk, Since, StoreError};
use dateline_tell::{Stand, Storied, of_event, of_notes, of_stories, of_version, withdrawn};
use std::collections::{BTreeMap, BTreeSet};

/// Which changes.
#[derive(Clone, Debug)]
pub struct ChangesFilter {
    /// Since when.
    pub since: Since,
    /// With these words in the names of those who take part, or in the document.
    pub who: Option<String>,
    /// Of the story whose id begins so.
    pub story: Option<String>,
    /// Not over before this day.
    pub from: Option<String>,
    /// Not begun after this day.
    pub to: Option<String>,
}

/// Changes, with what their lines name.
#[derive(Default)]
pub struct Changes {
    /// The changes: by kind, then by day.
    pub rows: Vec<ChangeRow>,
    /// The events.
    pub events: BTreeMap<String, EventRow>,
    /// Documents, without their texts.
    pub documents: BTreeMap<String, DocumentRow>,
    /// Titles of stories.
    pub stories: BTreeMap<String, String>,
    /// Captures that came since.
    pub captures: usize,
}

/// Everything that is another.
pub fn all(desk: &Desk, filter: &ChangesFilter) -> Result<Changes, StoreError> {
    related::bring_up(desk)?;
    let fresh = desk.arrived(&filter.since)?;
    let mut found = Changes { captures: fresh.len(), ..Changes::default() };
    let mut came = Vec::new();
    for capture in &fresh {
        for id in desk.documents_in(capture)? {
            came.extend(desk.full(&id)?.map(|full| full.row));
        }
    }
    let told = Told::of(desk, &came)?;
    for row in &told.stories {
        found.stories.insert(row.id.clone(), row.title.clone());
    }
    let fits = |own: &DocumentRow| {
        is_within(filter, own.published.as_ref())
            && told.fits(filter.story.as_deref(), [own.id.as_str()])
            && filter.who.as_ref().is_none_or(|who| {
                let outlet = own.outlet.as_deref().unwrap_or_default();
                has(who, &[own.title.as_deref().unwrap_or_default(), outlet, &own.text].join("\n"))
            })
    };
    let mut rows = Vec::new();
    for (event, own) in events(desk, &fresh, filter, &told)? {
        rows.extend(own);
        found.events.insert(event.id.clone(), event);
    }
    let fitting: Vec<&DocumentRow> = came.iter().filter(|own| fits(own)).collect();
    rows.extend(pages(desk, &fitting, &fresh)?);
    let stories: Vec<Storied> = told.storied(&fitting);
    rows.extend(of_stories(&stories, &fresh));
    if filter.who.is_none() && filter.story.is_none() && filter.from.is_none() && filter.to.is_none() {
        for own in desk.withdrawn_since(&filter.since)? {
            rows.push(withdrawn(&own.capture, &own.path, own.note.as_deref(), &own.at));
        }
    }
    for row in &mut rows {
        row.story = row.story.take().or_else(|| told.of_all(&row.documents));
        let named = row.before.iter().chain(&row.after).flat_map(|side| &side.documents);
        for id in named.chain(row.spans.iter().map(|span| &span.document)) {
            if !found.documents.contains_key(id)
                && let Some(full) = desk.full(id)?
            {
                found.documents.insert(id.clone(), DocumentRow { text: String::new(), ..full.row });
            }
        }
    }
    rows.sort_by_cached_key(|row| {
        let day = row.when.as_ref().and_then(|when| when.earliest.clone());
        (row.kind, day.is_none(), day, row.id.clone())
    });
    rows.dedup_by(|one, other| one.id == other.id);
    found.rows = rows;
    Ok(found)
}

/// The stories that new documents are of.
pub struct Told {
    stories: Vec<StoryRow>,
    /// Story by document.
    by_document: BTreeMap<String, usize>,
}

impl Told {
    /// The stories of documents that came.
    pub fn of(desk: &Desk, came: &[DocumentRow]) -> Result<Told, StoreError> {
        let mut parts: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for own in came {
            parts.extend(stories::part_of_document(desk, &own.id)?);
        }
        let off = stories::off(desk)?;
        let mut told = Told { stories: Vec::new(), by_document: BTreeMap::new() };
        for members in parts.values() {
            let Some(story) = stories::row(desk, members, &off)? else { continue };
            let at = told.stories.len();
            told.by_document.extend(story.documents.iter().map(|one| (one.document.clone(), at)));
            told.stories.push(story);
        }
        Ok(told)
    }

    /// The story that a document is of.
    pub fn story(&self, document: &str) -> Option<&StoryRow> {
        self.by_document.get(document).map(|at| &self.stories[*at])
    }

    /// The title of a story.
    pub fn titled(&self, story: &str) -> Option<String> {
        self.stories.iter().find(|own| own.id == story).map(|own| own.title.clone())
    }

    /// Whether some of these documents are of the story that is asked for.
    pub fn fits<'a>(&self, wanted: Option<&str>, documents: impl IntoIterator<Item = &'a str>) -> bool {
        let Some(wanted) = wanted else { return true };
        documents.into_iter().any(|id| self.story(id).is_some_and(|story| story.id.starts_with(wanted)))
    }

    /// The one story that all of these documents are of.
    fn of_all(&self, documents: &[String]) -> Option<String> {
        let all: BTreeSet<Option<&str>> =
            documents.iter().map(|id| self.story(id).map(|story| story.id.as_str())).collect();
        if all.len() == 1 { all.first().copied().flatten().map(str::to_string) } else { None }
    }

    /// New documents, story by story, those of no story last.
    fn storied<'a>(&'a self, came: &[&'a DocumentRow]) -> Vec<Storied<'a>> {
        let mut groups: BTreeMap<Option<usize>, Vec<&DocumentRow>> = BTreeMap::new();
        for own in came {
            groups.entry(self.by_document.get(&own.id).copied()).or_default().push(own);
        }
        let (none, some): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(at, _)| at.is_none());
        let storied = |(at, came): (Option<usize>, Vec<&'a DocumentRow>)| {
            let story = at.map(|at| &self.stories[at]);
            let known = story.map_or(0, |story| story.documents.len().saturating_sub(came.len()));
            Storied { story: story.map(|story| (story.id.as_str(), story.title.as_str())), known, came }
        };
        some.into_iter().chain(none).map(storied).collect()
    }
}

/// The events that new captures tell or deny, with what is disagreed on of each.
pub fn happened(
    desk: &Desk,
    fresh: &BTreeSet<String>,
    filter: &ChangesFilter,
    told: &Told,
    each: &mut dyn FnMut(Event, Vec<DisagreementRow>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut parts: BTreeSet<Id> = BTreeSet::new();
    for capture in fresh {
        for id in desk.told_in(capture)? {
            let own = number(&id);
            parts.extend(desk.part_of(layer::EVENT, own)?);
            // What denies something stands beside it.
            for (one, other, ..) in desk.links(layer::EVENT, own)? {
                parts.extend(desk.part_of(layer::EVENT, if one == own { other } else { one })?);
            }
        }
    }
    let mut happenings = Happenings::new(desk);
    for part in parts {
        let Some(event) = happenings.of_part(part, BTreeMap::new())? else { continue };
        let tellings = &event.tellings;
        let who = |who: &String| tellings.iter().any(|telling| takes_part(who, telling));
        if !is_within(filter, event.row.when.as_ref())
            || !filter.who.as_ref().is_none_or(who)
            || !told.fits(filter.story.as_deref(), tellings.iter().map(|telling| telling.document.id.as_str()))
        {
            continue;
        }
        let disagreements = dateline_relate::disagreements(&event.row.id, tellings, &event.denied, &event.ground);
        each(event, disagreements)?;
    }
    Ok(())
}

/// What is another about events that new captures tell or deny.
fn events(
    desk: &Desk,
    fresh: &BTreeSet<String>,
    filter: &ChangesFilter,
    told: &Told,
) -> Result<Vec<(EventRow, Vec<ChangeRow>)>, StoreError> {
    let mut found = Vec::new();
    happened(desk, fresh, filter, told, &mut |event, disagreements| {
        let tellings = &event.tellings;
        let mut known = tellings.iter().filter(|one| !fresh.contains(&one.event.capture)).peekable();
        let before = known.peek().is_some().then(|| event.ground.origins(known));
        let denied: Vec<Telling> = event.denied.iter().map(|own| own.telling.clone()).collect();
        let own = Stand {
            event: &event.row,
            tellings,
            denied: &denied,
            before: before.as_ref(),
            after: &event.row.origins,
            disagreements: &disagreements,
        };
        let rows = of_event(&own, fresh);
        if !rows.is_empty() {
            found.push((event.row, rows));
        }
        Ok(())
    })?;
    Ok(found)
}

/// Silent edits of pages, and notes.
fn pages(desk: &Desk, came: &[&DocumentRow], fresh: &BTreeSet<String>) -> Result<Vec<ChangeRow>, StoreError> {
    let mut lineage = Lineage::new(desk);
    let mut rows = Vec::new();
    for own in came {
        let related = lineage.round(&own.id)?;
        let mut older: Vec<DocumentRow> = Vec::new();
        for one in related.iter().filter(|one| one.relation == Relation::Version) {
            let (Some(from), Some(to)) = (desk.full(&one.from)?, one.to.as_ref().map(|to| desk.full(to)).transpose()?)
            else {
                continue;
            };
            let Some(to) = to else { continue };
            rows.extend(of_version(one, &from.row, &to.row, fresh));
            let (other, is_older) = if one.from == own.id { (to.row, one.directed) } else { (from.row, !one.directed) };
            if is_older || !fresh.contains(&other.capture) {
                older.push(other);
            }
        }
        let older: Vec<&DocumentRow> = older.iter().collect();
        let of_own: Vec<LineageRow> = related.into_iter().filter(|one| one.from == own.id).collect();
        rows.extend(of_notes(own, &older, &of_own, fresh));
    }
    Ok(rows)
}

/// Whether something lies in the days that are asked for; what has no day does only where none are.
pub fn is_within(filter: &ChangesFilter, when: Option<&When>) -> bool {
    let end = |of: fn(&When) -> Option<&String>| when.and_then(of);
    let from = filter.from.as_ref().is_none_or(|day| end(|when| when.latest.as_ref()).is_some_and(|own| own >= day));
    from && filter.to.as_ref().is_none_or(|day| end(|when| when.earliest.as_ref()).is_some_and(|own| own <= day))
}

fn takes_part(who: &str, telling: &Telling) -> bool {
    let event = &telling.event;
    event.actors.iter().chain(&event.recipients).any(|one: &ParticipantRow| {
        has(
            who,
            &[one.name.as_deref().unwrap_or_default(), one.role.as_deref().unwrap_or_default(), &one.text].join("\n"),
        )
    })
}

/// Whether a text has all of these words.
pub fn has(words: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}
