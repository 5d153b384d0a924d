//! Who held an office, by the roles that documents give and the days on which they give them.
//!
//! Invariant: on a day somebody holds an office only where documents from that day or before, and from that day or after, say so and
//! nobody else is said to between; else they are near, with how many days. Cost: the roles of every entity, each once.

use dateline_record::{EntityRow, EntityType, RoleRow, When};
use dateline_relate::Office;
use jiff::civil::Date;

/// How far what documents say lies from the day that is asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reach {
    /// The day lies between the first and the last that say so.
    Holds,
    /// They say so this many days before or after.
    Near(i64),
    /// No day is asked for, or no document that says so has one.
    Unknown,
}

/// The roles of `row` that are this office, and how near they come to the day.
pub fn held(row: &EntityRow, office: &Office, on: Option<Date>) -> Option<(Vec<RoleRow>, Reach)> {
    let own: Vec<(Office, &RoleRow)> = row
        .roles
        .iter()
        .filter_map(|role| Some((Office::of(&role.role)?, role)))
        .filter(|own| office.is(&own.0))
        .collect();
    // “President” alone is of no country that we know; of whom some document tells the country, all that call them so count.
    let is_of_it = !office.has_country() || own.iter().any(|own| own.0.has_country());
    if own.is_empty() || !is_of_it || row.entity_type != EntityType::Person {
        return None;
    }
    let roles: Vec<RoleRow> = own.into_iter().map(|(_, role)| role.clone()).collect();
    let first = roles.iter().filter_map(|role| first(role.when.as_ref()?)).min();
    let last = roles.iter().filter_map(|role| last(role.until.as_ref().or(role.when.as_ref())?)).max();
    let reach = match (on, first, last) {
        (Some(on), Some(first), Some(last)) if on < first => Reach::Near(days(on, first.min(last))),
        (Some(on), Some(_), Some(last)) if on > last => Reach::Near(days(last, on)),
        (Some(_), Some(_), Some(_)) => Reach::Holds,
        _ => Reach::Unknown,
    };
    Some((roles, reach))
}

fn first(when: &When) -> Option<Date> {
    when.latest.as_ref()?;
    when.earliest.as_ref()?.parse().ok()
}

fn last(when: &When) -> Option<Date> {
    when.earliest.as_ref()?;
    when.latest.as_ref()?.parse().ok()
}

fn days(from: Date, to: Date) -> i64 {
    to.since(from).map_or(i64::MAX, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::{Method, Precision};

    fn when(day: &str) -> Option<When> {
        Some(When {
            text: Some(day.into()),
            edtf: day.into(),
            earliest: Some(day.into()),
            latest: Some(day.into()),
            precision: Precision::Day,
            method: Method::Header,
        })
    }

    fn check(on: &str, expected: Reach) {
        let row = EntityRow {
            id: "1".into(),
            made_by: String::new(),
            name: "Ana Vell".into(),
            entity_type: EntityType::Person,
            aliases: Vec::new(),
            roles: vec![RoleRow {
                role: "Norwegian Foreign Minister".into(),
                times: 2,
                when: when("2031-02-01"),
                until: when("2031-03-01"),
            }],
            mentions: 2,
            documents: 2,
            unsure: Vec::new(),
        };
        let office = Office::of("foreign minister of Norway").unwrap();
        let (roles, reach) = held(&row, &office, Some(on.parse().unwrap())).unwrap();
        assert_eq!((roles.len(), reach), (1, expected), "{on}");
        assert!(held(&row, &Office::of("prime minister of Norway").unwrap(), None).is_none());
    }

    #[test]
    fn between_the_first_and_the_last_that_say_so_the_office_is_held() {
        check("2031-02-14", Reach::Holds);
        check("2031-03-01", Reach::Holds);
        check("2031-03-11", Reach::Near(10));
        check("2031-01-30", Reach::Near(2));
    }
}
