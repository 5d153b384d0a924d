//! Two numbers side by side: what they are to one another.

use super::*;

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
    assert_eq!(rounds(&one, &other), allows, "{} and {}", shown(&one), shown(&other));
    assert_eq!(rounds(&other, &one), allows, "{} and {}", shown(&other), shown(&one));
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
    assert!(like(&value("18"), &value(">=18")));
    assert!(!like(&value("18"), &value("19")));
}

#[test]
fn some_of_those_counted_are_no_claim_of_their_own() {
    assert!(is_part("Ten children and 13 rebels were among 48 people killed in Varn.", "13"));
    assert!(is_part("At least 48 people were killed, including 13 rebels.", "13"));
    assert!(!is_part("At least 48 people were killed in Varn on Monday.", "48"));
}
