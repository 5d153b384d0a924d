//! EDTF values read and printed.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, bounds: &str) {
    let value: Edtf = text.parse().unwrap_or_else(|_| panic!("{text} is EDTF"));
    assert_eq!(value.to_string(), text);
    let day = |day: Option<Date>| day.map_or("open".to_string(), |day| day.to_string());
    assert_eq!(format!("{} {}", day(value.earliest()), day(value.latest())), bounds, "{text}");
}

#[track_caller]
fn refuse(text: &str) {
    assert!(text.parse::<Edtf>().is_err(), "{text} is no EDTF");
}

#[test]
fn a_value_lies_between_its_first_and_its_last_day() {
    check("2023-11-30", "2023-11-30 2023-11-30");
    check("2023-10", "2023-10-01 2023-10-31");
    check("2023", "2023-01-01 2023-12-31");
    check("199X", "1990-01-01 1999-12-31");
    check("19XX", "1900-01-01 1999-12-31");
    check("0001", "0001-01-01 0001-12-31");
    check("2023-11-30T21:05", "2023-11-30 2023-11-30");
    check("2023-11-30T21:05:10-05:00", "2023-11-30 2023-11-30");
    check("2023-11-30T21:05Z", "2023-11-30 2023-11-30");
    check("2004-XX", "2004-01-01 2004-12-31");
    check("2004-02-XX", "2004-02-01 2004-02-29");
}

#[test]
fn seasons_quarters_and_halves_have_their_months() {
    check("2023-22", "2023-06-01 2023-09-22");
    check("2023-24", "2022-12-01 2024-03-20");
    check("2023-33", "2023-01-01 2023-03-31");
    check("2023-36", "2023-10-01 2023-12-31");
    check("2023-41", "2023-07-01 2023-12-31");
}

#[test]
fn a_stretch_may_be_open_but_is_never_reversed() {
    check("2024-02-29/2024-03-02", "2024-02-29 2024-03-02");
    check("../2023-11-30", "open 2023-11-30");
    check("2023-11/..", "2023-11-01 open");
    check("2004-06/2004", "2004-06-01 2004-12-31");
    refuse("2024-03-02/2024-02-29");
    refuse("2024/2023");
    refuse("../..");
}

#[test]
fn hours_of_one_day_are_not_reversed_either() {
    check("2024-03-02T17:30/2024-03-02T19:00", "2024-03-02 2024-03-02");
    check("2024-03-02T23:30-05:00/2024-03-03T05:00Z", "2024-03-02 2024-03-03");
    refuse("2024-03-02T19:00/2024-03-02T17:30");
    refuse("2024-03-02T23:30-05:00/2024-03-03T04:00Z");
}

#[test]
fn one_of_two_days_is_stated_as_such() {
    check("[2024-03-04,2024-04-03]", "2024-03-04 2024-04-03");
    for text in [
        "[2024-04-03,2024-03-04]",
        "[2024-03-04,2024-03-04]",
        "[2024-03,2024-04]",
        "[2024-03-04]",
        "[,]",
        "[2024-03-04,2024-04-03",
    ] {
        refuse(text);
    }
    let day = |month, day| calendar::date(2024, month, day).unwrap();
    assert_eq!(Edtf::either(day(4, 3), day(3, 4)).to_string(), "[2024-03-04,2024-04-03]");
    assert_eq!(Edtf::either(day(5, 5), day(5, 5)), Edtf::day(day(5, 5)));
}

#[test]
fn the_calendar_begins_long_before_the_year_1_and_ends_long_after() {
    check("0001", "0001-01-01 0001-12-31");
    check("0000-02-29", "0000-02-29 0000-02-29");
    check("-0004-02-29", "-000004-02-29 -000004-02-29");
    refuse("0001-02-29");
    refuse("-0001-02-29");
    check("-9999", "-009999-01-01 -009999-12-31");
    check("9999-12-31/Y10000", "9999-12-31 open");
    check("Y10000/Y999999999999999", "open open");
    check("XXXX", "0000-01-01 9999-12-31");
    refuse("Y10000/9999-12-31");
    refuse("Y12345/Y12344");
    refuse("199X/198X");
    refuse("2024-XX-XX/2023-XX");
}

#[test]
fn the_29th_of_february_needs_its_year() {
    check("2024-02-29", "2024-02-29 2024-02-29");
    check("2000-02-29", "2000-02-29 2000-02-29");
    refuse("2023-02-29");
    refuse("1900-02-29");
}

#[test]
fn doubt_is_kept_and_moves_no_bound() {
    check("1984?", "1984-01-01 1984-12-31");
    check("2004-06~", "2004-06-01 2004-06-30");
    check("2004-06-11%", "2004-06-11 2004-06-11");
}

#[test]
fn far_years_are_values_without_days() {
    check("Y170000002", "open open");
    check("Y-170000002", "open open");
    check("-0044-03-15", "-000044-03-15 -000044-03-15");
    check("9999-12-31", "9999-12-31 9999-12-31");
    check("9999-24", "open open");
}

#[test]
fn what_is_no_value_is_refused() {
    for text in ["", "/", "2023-13", "2023-11-31", "2023-1-1", "20231130", "2023-11-30T25:00", "2023T10:00", "-0000"] {
        refuse(text);
    }
    for text in ["X999", "19XX-05", "Y2023", "2023-11-30/2023-11-30/2023-12-01", "2023-00", "２０２３", "2023-11-30T"]
    {
        refuse(text);
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (-9999i16..=9999, 1u8..=12, 1u8..=31)
        .prop_filter_map("a day", |(year, month, day)| calendar::date(year, month, day))
}

fn any_clock() -> impl Strategy<Value = Clock> {
    (0u8..24, 0u8..60, proptest::option::of(0u8..60), proptest::option::of(-1439i16..1440))
        .prop_map(|(hour, minute, second, offset)| Clock { hour, minute, second, offset })
}

fn any_point() -> impl Strategy<Value = Point> {
    let year = prop_oneof![
        (-20000i64..20000).prop_map(Year::Full),
        (-999_999_999i64..999_999_999).prop_map(Year::Full),
        (0u16..1000, 1u8..=4).prop_map(|(digits, open)| Year::Masked { digits, open }),
    ];
    let part = prop_oneof![
        Just(Part::Whole),
        (0u8..50).prop_map(Part::Month),
        Just(Part::SomeMonth),
        (0u8..14).prop_map(Part::SomeDay),
        Just(Part::SomeDayOfYear),
    ];
    let doubt = || prop_oneof![Just(Doubt::None), Just(Doubt::Uncertain), Just(Doubt::Approximate), Just(Doubt::Both)];
    prop_oneof![
        (year, part, doubt()).prop_filter_map("a point", |(year, part, doubt)| Point::new(year, part, doubt)),
        (any_day(), doubt()).prop_map(|(day, doubt)| Point { doubt, ..Point::day(day) }),
        (any_day(), any_clock(), doubt()).prop_map(|(day, clock, doubt)| Point { doubt, ..Point::time(day, clock) }),
    ]
}

fn any_value() -> impl Strategy<Value = Edtf> {
    let end = || prop_oneof![Just(End::Open), Just(End::Unknown), any_point().prop_map(End::At)];
    prop_oneof![
        any_point().prop_map(Edtf::Point),
        (end(), end()).prop_filter_map("a stretch", |(start, end)| Stretch::new(start, end).map(Edtf::Stretch)),
        (any_day(), any_day()).prop_map(|(one, other)| Edtf::either(one, other)),
    ]
}

proptest! {
    #[test]
    fn every_value_prints_and_reads_back(value in any_value()) {
        prop_assert_eq!(value.to_string().parse(), Ok(value));
    }

    #[test]
    fn no_value_is_reversed(value in any_value()) {
        if let (Some(first), Some(last)) = (value.earliest(), value.latest()) {
            prop_assert!(first <= last);
        }
    }

    #[test]
    fn an_end_is_never_before_its_start(start in any_point(), end in any_point()) {
        let there = Stretch::new(End::At(start), End::At(end)).is_some();
        let back = Stretch::new(End::At(end), End::At(start)).is_some();
        prop_assert!(there || back, "one of two orders holds");
    }

    #[test]
    fn a_29th_of_february_is_read_where_its_year_has_one(year in 0i16..=9999) {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        prop_assert_eq!(format!("{year:04}-02-29").parse::<Edtf>().is_ok(), leap);
    }

    #[test]
    fn a_day_lies_in_its_month_its_year_and_its_decade(day in any_day()) {
        let (year, month) = (day.year(), day.month());
        let wider = [format!("{year:04}-{month:02}"), format!("{year:04}"), format!("{:03}X", year / 10)];
        for text in wider.iter().filter(|_| year >= 0) {
            let value: Edtf = text.parse().unwrap();
            prop_assert!(value.earliest().unwrap() <= day && day <= value.latest().unwrap());
            prop_assert!(value.precision() > Edtf::day(day).precision());
        }
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "[-0-9XYTZ:/.?~%+ü,\\[\\]]{0,24}") {
        if let Ok(value) = text.parse::<Edtf>() {
            prop_assert_eq!(value.to_string().parse(), Ok(value));
        }
    }
}
