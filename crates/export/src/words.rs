//! Qualifiers in words: the same in every format that has no field for them.

use dateline_record::{ChainLink, EventClaimRow, ParticipantRow, PlaceRow, QuantityRow, StatementRow, When};
use serde::Serialize;
use serde_json::Value;

/// The name that rows give one value of an enumeration: “at-least”.
pub(crate) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// “2031-05 (month, written: “last month”)”
pub(crate) fn when(when: &When) -> String {
    let words = when.text.as_ref().map_or(String::new(), |text| format!(": “{text}”"));
    format!("{} ({}, {}{words})", when.edtf, name(&when.precision), name(&when.method))
}

/// Through whom it came, nearest first: “Orsa Herald (outlet), from the ministry (collective)”.
pub(crate) fn chain(chain: &[ChainLink]) -> String {
    let one = |link: &ChainLink| format!("{} ({})", link.name, name(&link.authority));
    chain.iter().map(one).collect::<Vec<_>>().join(", from ")
}

/// What was said, its stretches parted by “…”.
pub(crate) fn content(row: &StatementRow) -> String {
    row.content.iter().map(|own| own.text.as_str()).collect::<Vec<_>>().join(" … ")
}

/// Who is said to have said it, in the words of the text.
pub(crate) fn speaker(row: &StatementRow) -> String {
    let Some(source) = &row.source else { return "no source given".into() };
    match &source.name {
        Some(name) if !source.text.contains(name.as_str()) => format!("{} ({name})", source.text),
        _ => source.text.clone(),
    }
}

/// “the envoy (Ana Vell) [NO GOV; deputy minister]”
pub(crate) fn participant(one: &ParticipantRow) -> String {
    let stands = one.name.as_ref().or(one.antecedent.as_ref().map(|own| &own.text));
    let mut words = one.text.clone();
    words.extend(stands.filter(|own| !one.text.contains(own.as_str())).map(|own| format!(" ({own})")));
    let mut more = Vec::new();
    let codes: Vec<&str> = one.country.iter().chain(&one.sectors).map(String::as_str).collect();
    more.extend((!codes.is_empty()).then(|| codes.join(" ")));
    more.extend(one.role.clone());
    more.extend(one.metonym.then(|| "a seat that stands for it".to_owned()));
    more.extend(one.thing.then(|| "thing".to_owned()));
    if !more.is_empty() {
        words.push_str(&format!(" [{}]", more.join("; ")));
    }
    words
}

/// “Orsa, NO (62.1, 5.2: middle of a town)”
pub(crate) fn place(place: &PlaceRow) -> String {
    let mut words = place.name.clone();
    words.extend(place.country.as_ref().map(|country| format!(", {country}")));
    if let (Some(north), Some(east)) = (place.latitude, place.longitude) {
        let of = place.precision.as_ref().map_or(String::new(), |grain| format!(": middle of a {}", name(grain)));
        words.push_str(&format!(" ({north}, {east}{of})"));
    }
    words
}

/// “killed: “at least 21 people” (at-least; 21 or more people; up to 2031-05-14 (day, written))”
pub(crate) fn quantity(own: &QuantityRow) -> String {
    let number = |value: Option<f64>| value.map_or("open".to_owned(), |value| value.to_string());
    let mut more = vec![name(&own.bound), format!("{} to {}", number(own.low), number(own.high))];
    more.extend(own.unit.clone());
    more.extend(own.who.as_ref().map(|who| format!("of “{}”", who.text)));
    more.extend(own.place.as_ref().map(|place| format!("in “{}”", place.text)));
    more.extend(own.since.as_ref().map(|since| format!("since {}", when(since))));
    more.extend(own.as_of.as_ref().map(|up| format!("up to {}", when(up))));
    let of = own.of.as_ref().map_or(String::new(), |of| format!("{of}: "));
    format!("{of}“{}” ({})", own.text, more.join("; "))
}

/// “number of killed: >=21 civilians, “at least 21” (on the word of the harbour office; separate origins 1, lineage unknown 0)”
pub(crate) fn claim(own: &EventClaimRow) -> String {
    let EventClaimRow { attribute, of, claim } = own;
    let of = of.as_ref().map_or(String::new(), |of| format!(" of {of}"));
    let scope = claim.scope.as_ref().map_or(String::new(), |scope| format!(" {scope}"));
    let by = if claim.speakers.is_empty() { "the writers".to_owned() } else { claim.speakers.join(", ") };
    let (origins, unknown) = (claim.origins, claim.lineage_unknown);
    let roots = format!("separate origins {origins}, lineage unknown {unknown}");
    format!("{}{of}: {}{scope}, “{}” (on the word of {by}; {roots})", name(attribute), claim.value, claim.text)
}

/// Text cut after so many characters, with a sign where it was.
pub(crate) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
