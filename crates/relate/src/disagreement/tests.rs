//! Two numbers side by side: what they are to one another.

use super::*;
use dateline_record::Bound;

/// A number as “18”, “>=40”, “~100”, “12..14”.
fn value(text: &str) -> Value {
    let number = |text: &str| text.parse::<f64>().unwrap();
    if let Some(low) = text.strip_prefix(">=") {
        return Value::Number(number(low), None, Bound::AtLeast);
    }
    if let Some(low) = text.strip_prefix('~') {
        return Value::Number(number(low), Some(number(low)), Bound::About);
    }
    if let Some((low, high)) = text.split_once("..") {
        return Value::Number(number(low), Some(number(high)), Bound::Between);
    }
    Value::Number(number(text), Some(number(text)), Bound::Exact)
}

#[track_caller]
fn check(one: &str, other: &str, allows: bool) {
    let (one, other) = (value(one), value(other));
    assert_eq!(one.rounds(&other), allows, "{} and {}", one.shown(), other.shown());
    assert_eq!(other.rounds(&one), allows, "{} and {}", other.shown(), one.shown());
}

#[test]
fn a_floor_allows_what_lies_above_it() {
    check(">=12", "18", true);
    check(">=12", ">=18", true);
    check(">=18", "12", false);
}

#[test]
fn about_allows_what_is_near() {
    check("~40", "42", true);
    check("~40", "60", false);
}

#[test]
fn a_range_allows_what_lies_in_it() {
    check("12..14", "13", true);
    check("12..14", "15", false);
    check("12", "13", false);
}

#[test]
fn one_value_with_and_without_a_bound_is_one() {
    assert!(value("18").is_like(&value(">=18")));
    assert!(!value("18").is_like(&value("19")));
}

fn body(name: &str) -> Value {
    Value::Who(name.to_string(), crate::entity::telling_words(name), None)
}

#[test]
fn bodies_of_one_sort_are_two_and_a_short_name_is_its_own() {
    assert!(!body("Orsa Front").is_like(&body("Tamrin Front")));
    assert!(body("Orsa Front").is_like(&body("Orsa Brigades")));
}

#[test]
fn towns_far_apart_are_two_and_what_has_no_point_may_be_any() {
    let town = |name: &str, point| Value::Place(name.to_string(), point);
    assert!(!town("Orsa", Some((3000, 4000))).is_like(&town("Varn", Some((3100, 4000)))));
    assert!(town("Orsa", Some((3000, 4000))).is_like(&town("Old Orsa", Some((3010, 4010)))));
    assert!(town("Orsa", Some((3000, 4000))).is_like(&town("the province", None)));
}
