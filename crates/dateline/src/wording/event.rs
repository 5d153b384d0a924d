//! An event in words: what class, who and whom, where, how many, how real, from how many origins.

use crate::screen;
use dateline_record::{Grain, Modality, OriginsRow, ParticipantRow, PlaceRow, QuantityRow};

/// “ASSAULT: Rebels → the port · in Orsa”; its trigger where nobody takes part.
pub fn heading(
    class: (&str, Option<&str>),
    who: (&[ParticipantRow], &[ParticipantRow]),
    place: Option<&PlaceRow>,
    trigger: &str,
) -> String {
    headed(class, who, place, trigger, name)
}

/// The same without codes, for those who read no code book: “Assault: Rebels → the port · in Orsa”.
pub fn plainly(
    (class, _): (&str, Option<&str>),
    who: (&[ParticipantRow], &[ParticipantRow]),
    place: Option<&PlaceRow>,
    trigger: &str,
) -> String {
    let class = class.get(..1).map_or(String::new(), |first| first.to_string() + &class[1..].to_lowercase());
    headed((&class, None), who, place, trigger, bare)
}

fn headed(
    (class, mode): (&str, Option<&str>),
    (actors, recipients): (&[ParticipantRow], &[ParticipantRow]),
    place: Option<&PlaceRow>,
    trigger: &str,
    name: fn(&ParticipantRow) -> String,
) -> String {
    let names = |all: &[ParticipantRow]| all.iter().map(name).collect::<Vec<_>>().join(", ");
    let mut head = match mode {
        Some(mode) => format!("{class} ({mode})"),
        None => class.to_owned(),
    };
    let who = match (actors.is_empty(), recipients.is_empty()) {
        (false, false) => format!(": {} → {}", names(actors), names(recipients)),
        (false, true) => format!(": {}", names(actors)),
        (true, false) => format!(": → {}", names(recipients)),
        (true, true) => format!(": {trigger}"),
    };
    head.push_str(&who);
    if let Some(place) = place {
        head.push_str(&format!(" · in {}", place.name));
        // “in Orsa, NO”; of a country its name says enough.
        let country = place.country.as_ref().filter(|_| place.precision != Some(Grain::Country));
        country.into_iter().for_each(|country| head.push_str(&format!(", {country}")));
    }
    screen::safe(&head)
}

/// “killed: at least 12 · wounded: 30”
pub fn numbers(all: &[QuantityRow]) -> String {
    let one = |own: &QuantityRow| match &own.of {
        Some(of) => format!("{of}: {}", own.text),
        None => own.text.clone(),
    };
    all.iter().map(one).collect::<Vec<_>>().join(" · ")
}

/// The words, whom they stand for where that is more, and their codes: “Moscow [for RU GOV]”.
fn name(one: &ParticipantRow) -> String {
    let mut words = bare(one);
    let codes: Vec<&str> = one.country.iter().chain(&one.sectors).map(String::as_str).collect();
    if one.thing {
        words.push_str(" [thing]");
    }
    if !codes.is_empty() {
        let stands = if one.metonym { "for " } else { "" };
        words.push_str(&format!(" [{stands}{}]", codes.join(" ")));
    }
    words
}

/// A modality in words.
pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Happened => "happened",
        Modality::Ongoing => "going on",
        Modality::Planned => "PLANNED",
        Modality::Threatened => "THREATENED",
        Modality::Demanded => "DEMANDED",
        Modality::Hypothetical => "NOT CERTAIN",
        Modality::Denied => "DENIED",
        Modality::Historical => "long before",
    }
}

/// “4 reports, 2 separate origins, 1 of unknown lineage”, and why; none where one report names nobody.
pub fn origins(own: &OriginsRow) -> Option<String> {
    let reasons: Vec<String> = own.reasons.iter().map(|own| screen::safe(own).to_string()).collect();
    let because = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
    match (own.reports, own.origins) {
        (0, _) => Some("told by readers alone: no report".to_string()),
        (1, 0) => None,
        (1, 1) => Some(format!(
            "1 report{}",
            because.replace(": 1 document rests on ", ", on the word of ").replace(": one root at most", "")
        )),
        (reports, origins) => Some(rooted(reports, origins, own.lineage_unknown) + &because),
    }
}

/// “4 reports, 2 separate origins, 1 of unknown lineage”.
pub fn rooted(reports: u64, origins: u64, unknown: u64) -> String {
    let mut line = screen::counted(reports, "report");
    line.push_str(&match origins {
        0 => ", no origin told".to_string(),
        count => format!(", {}", screen::counted(count, "separate origin")),
    });
    if unknown > 0 {
        line.push_str(&format!(", {unknown} of unknown lineage"));
    }
    line
}

/// The words, and whom they stand for where that is more.
fn bare(one: &ParticipantRow) -> String {
    let antecedent = one.antecedent.as_ref().map(|antecedent| &antecedent.text);
    match one.name.as_ref().or(antecedent) {
        Some(name) if *name != one.text && !one.text.contains(name.as_str()) => format!("{} ({name})", one.text),
        _ => one.text.clone(),
    }
}
