//! The page of events: what happened, is planned, demanded or denied, each once, with all who tell it.

use super::told::Shelved;
use super::{cut, day, line, listed, owned, window};
use crate::happening::Happenings;
use crate::related::{layer, number};
use dateline_store::{Desk, EventFilter};
use dateline_web::{Facet, Question, Section, Sheet, Way};
use std::collections::BTreeSet;

/// Events of one page: each is put together from all its tellings.
const EACH: usize = 30;

pub fn sheet(desk: &Desk, shelved: Shelved, question: &Question) -> anyhow::Result<Sheet> {
    let (from, asked, last) = (day(question, "from", false)?, day(question, "to", true)?, desk.last_published()?);
    let to = asked.clone().or(if from.is_none() { last.clone() } else { None });
    let filter = EventFilter {
        types: listed(question, "type").iter().map(|name| name.to_uppercase()).collect(),
        modalities: listed(question, "modality"),
        who: owned(question, "who"),
        from: from.clone(),
        to: to.clone(),
        document: None,
    };
    let newest = question.get("order") != Some("oldest");
    let (part, mut seen, mut parts) = (window(question, EACH), BTreeSet::new(), Vec::new());
    desk.tellings_down(&filter, newest, &mut |id| {
        let own = number(&id);
        let own = desk.part_of(layer::EVENT, own)?.unwrap_or(own);
        if seen.insert(own) {
            parts.push(own);
        }
        Ok(parts.len() < part.skip + part.most)
    })?;
    let mut shown: Vec<u64> = parts.into_iter().skip(part.skip).collect();
    let more = cut(&mut shown, EACH);
    let (mut happenings, mut lines) = (Happenings::new(desk), Vec::new());
    for own in shown {
        lines.extend(shelved.of_part(&mut happenings, own)?.map(|told| told.line.clone()));
    }
    let note = match (&from, &to, &asked) {
        (None, Some(to), None) => format!("Up to {to}, the last day on which something here was published."),
        (None, None, _) => String::new(),
        (from, to, _) => format!("{} – {}.", from.as_deref().unwrap_or("…"), to.as_deref().unwrap_or("…")),
    };
    let ahead = last.and_then(|day| day.get(..10)?.parse::<jiff::civil::Date>().ok()?.tomorrow().ok());
    let way = |name: &str, to: String, on: bool| Way { name: name.into(), count: None, to, on };
    let mut ways = vec![way("so far", "/events".into(), question.fields.is_empty())];
    ways.extend(ahead.map(|day| {
        let day = day.to_string();
        way(
            "what lies ahead",
            line::asking("/events", &[("from", &day), ("order", "oldest")]),
            question.get("from") == Some(&day),
        )
    }));
    for (name, modality) in
        [("denied", "denied"), ("planned", "planned"), ("threatened", "threatened"), ("demanded", "demanded")]
    {
        ways.push(way(
            name,
            line::asking("/events", &[("modality", modality)]),
            question.get("modality") == Some(modality),
        ));
    }
    Ok(Sheet {
        title: "Events".into(),
        note: format!("{note} By the last day that a telling gives; what no telling dates is found in its documents."),
        facets: vec![Facet { name: "only".into(), ways }],
        sections: vec![Section { lines, ..Section::default() }],
        more,
        ..Sheet::default()
    })
}
