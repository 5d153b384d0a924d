//! In which order a country writes day and month in digits: 03/04/2024 is a day of March in one and of April in another.
//!
//! Invariant: a country that writes both, or the year first, has no order here. Source: `data/orders.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// Which of the first two numbers of a day in digits is the day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// 13/04/2024.
    DayFirst,
    /// 04/13/2024.
    MonthFirst,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    month_first: Vec<String>,
    day_first: Vec<String>,
}

static ORDERS: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("../data/orders.toml")).expect("the file of orders is sound"));

impl Order {
    /// The order that a country writes, by its ISO 3166-1 code in capitals: `GB`.
    pub fn of_country(code: &str) -> Option<Order> {
        let has = |list: &[String]| list.iter().any(|known| known == code);
        match (has(&ORDERS.month_first), has(&ORDERS.day_first)) {
            (true, false) => Some(Order::MonthFirst),
            (false, true) => Some(Order::DayFirst),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Anchor, find};

    #[track_caller]
    fn check(country: &str, text: &str, expected: &[(&str, &str)]) {
        let found = find(text, &Anchor { order: Order::of_country(country), ..Anchor::default() });
        let shown = |time: &dateline_record::TimeExpression| {
            (time.value.clone(), time.when.as_ref().map_or(String::new(), |when| when.edtf.clone()))
        };
        let found: Vec<(String, String)> = found.iter().map(shown).collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(value, edtf)| (value.as_str(), edtf.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_country_says_which_number_is_the_month() {
        check("US", "Filed 03/04/2024 in Varn.", &[("2024-03-04", "2024-03-04")]);
        check("GB", "Filed 03/04/2024 in Varn.", &[("2024-04-03", "2024-04-03")]);
        check("DE", "Filed 03/04/2024 in Varn.", &[("2024-04-03", "2024-04-03")]);
    }

    #[test]
    fn where_nothing_says_it_there_are_two_days_and_no_value_is_a_guess() {
        for country in ["CA", "PH", "", "gb"] {
            check(country, "Filed 03/04/2024 in Varn.", &[("2024-XX-XX", "[2024-03-04,2024-04-03]")]);
        }
    }

    #[test]
    fn what_the_text_shows_beats_the_country() {
        let day = ("2024-04-03", "2024-04-03");
        check("US", "Filed 13/04/2024, heard 03/04/2024.", &[("2024-04-13", "2024-04-13"), day]);
        // It shows both orders: neither is believed.
        let open = ("2024-XX-XX", "[2024-03-04,2024-04-03]");
        let (thirteen, fourteen) = (("2024-04-13", "2024-04-13"), ("2024-04-14", "2024-04-14"));
        check("US", "Filed 13/04/2024, heard 04/14/2024, shut 03/04/2024.", &[thirteen, fourteen, open]);
    }

    #[test]
    fn a_year_that_stands_first_is_not_touched() {
        check("GB", "Filed 2024-03-04 in Varn.", &[("2024-03-04", "2024-03-04")]);
    }

    #[test]
    fn no_country_is_in_both_lists() {
        let both = ORDERS.month_first.iter().find(|code| ORDERS.day_first.contains(code));
        assert_eq!(both, None);
    }
}
