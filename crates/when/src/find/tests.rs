//! Sentences, and under each what is found in it: what it means in EDTF, or `-` and the TIMEX3 value.

use crate::{Anchor, find, stamp};
use dateline_record::{Method, Precision};
use proptest::prelude::*;

mod anchors;

/// Every line of text is followed by the marks of all that is found in it, a line each.
#[track_caller]
fn check(published: &str, told: &str) {
    let anchor = Anchor { published: stamp(published), ..Anchor::default() };
    let mut lines = told.trim_matches('\n').lines().peekable();
    while let Some(text) = lines.next() {
        let mut wanted = Vec::new();
        while let Some(mark) = lines.next_if(|line| line.trim_start().starts_with('^')) {
            let begin = mark.find('^').unwrap();
            let length = mark[begin..].bytes().take_while(|byte| *byte == b'^').count();
            let chars = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
            let words = text[chars(begin)..chars(begin + length)].to_string();
            wanted.push(format!("{words}: {}", mark[begin + length..].trim()));
        }
        let found: Vec<String> = find(text, &anchor)
            .iter()
            .map(|time| {
                let meaning = time.when.as_ref().map_or(format!("- {}", time.value), |when| when.edtf.clone());
                format!("{}: {meaning}", time.extent.of(text))
            })
            .collect();
        assert_eq!(found, wanted, "in: {text}");
    }
}

#[test]
fn weekday_after_a_past_verb_looks_back_up_to_publication() {
    check(
        "2026-05-14",
        "
The minister resigned on Tuesday.
                         ^^^^^^^ 2026-05-12
The minister resigned on Thursday.
                         ^^^^^^^^ 2026-05-14
The mayor, who had been ill, died Friday in Varn.
                                  ^^^^^^ 2026-05-08
",
    );
}

#[test]
fn weekday_after_a_future_verb_looks_ahead() {
    check(
        "2026-05-14",
        "
The court will rule on Tuesday.
                       ^^^^^^^ 2026-05-19
The bridge is to open on Saturday.
                         ^^^^^^^^ 2026-05-16
Talks are expected to resume Monday.
                             ^^^^^^ 2026-05-18
The truce was extended until Friday morning.
                             ^^^^^^^^^^^^^^ 2026-05-15
",
    );
}

#[test]
fn a_weekday_whose_verb_takes_neither_side_is_no_day() {
    check(
        "2026-05-14",
        "
The offer had been due to expire on Friday.
                                    ^^^^^^ - 2026-05-08
A row over Tuesday's match.
           ^^^^^^^ - 2026-05-12
",
    );
}

#[test]
fn last_next_and_this_choose_the_side() {
    check(
        "2026-05-14",
        "
They met last Friday and will meet next Tuesday.
         ^^^^^^^^^^^ 2026-05-08
                                   ^^^^^^^^^^^^ 2026-05-19
It was signed last month and lapses next year.
              ^^^^^^^^^^ 2026-04
                                    ^^^^^^^^^ 2027
They met earlier this week and over the weekend.
         ^^^^^^^^^^^^^^^^^ 2026-05-11/2026-05-14
                                    ^^^^^^^^^^^ 2026-05-09/2026-05-10
",
    );
}

#[test]
fn a_month_never_becomes_a_day() {
    check(
        "2026-05-14",
        "
It began in March 2015 and ended in October.
            ^^^^^^^^^^ 2015-03
                                    ^^^^^^^ - 2025-10
It began in early November 2015 and late that year.
            ^^^^^^^^^^^^^^^^^^^ 2015-11-01/2015-11-10
                                         ^^^^^^^^^ 2015
Rules are expected to follow by mid-July.
                                ^^^^^^^^ 2026-07-11/2026-07-20
",
    );
}

#[test]
fn days_are_read_in_either_order() {
    check(
        "2023-11-30",
        "
It was filed on Sept. 26, on 7th October and on Nov. 6, 2019.
                ^^^^^^^^ 2023-09-26
                             ^^^^^^^^^^^ 2023-10-07
                                                ^^^^^^^^^^^^ 2019-11-06
It was filed on 02/26/2024, on 26/02/2024 and on 03/04/2024.
                ^^^^^^^^^^ 2024-02-26
                               ^^^^^^^^^^ 2024-02-26
                                                 ^^^^^^^^^^ [2024-03-04,2024-04-03]
It was filed on 05/05/2024 and closed on 3/4.
                ^^^^^^^^^^ 2024-05-05
                                         ^^^ - 2023-03-04
",
    );
}

#[test]
fn an_order_that_the_text_shows_settles_its_other_days() {
    check(
        "2024-11-30",
        "
It was filed on 13/04/2024 and closed on 03/05/2024.
                ^^^^^^^^^^ 2024-04-13
                                         ^^^^^^^^^^ 2024-05-03
It was filed on 04/13/2024 and closed on 03/05/2024.
                ^^^^^^^^^^ 2024-04-13
                                         ^^^^^^^^^^ 2024-03-05
It was filed on 13/04/2024, lost on 04/13/2024 and closed on 03/05/2024.
                ^^^^^^^^^^ 2024-04-13
                                    ^^^^^^^^^^ 2024-04-13
                                                             ^^^^^^^^^^ [2024-03-05,2024-05-03]
",
    );
}

#[test]
fn both_ends_of_a_stretch_mean_the_stretch() {
    check(
        "2024-02-20",
        "
From 29 February to 2 March, the fair will be open.
     ^^^^^^^^^^^ 2024-02-29/2024-03-02
                    ^^^^^^^ 2024-02-29/2024-03-02
He lived there between 2002 and 2006.
                       ^^^^ 2002/2006
                                ^^^^ 2002/2006
They met from Nov. 30 to Jan. 5, 2024, in Varn.
              ^^^^^^^ 2023-11-30/2024-01-05
                         ^^^^^^^^^^^^ 2023-11-30/2024-01-05
The vote was moved from 5 March to 9 March.
                        ^^^^^^^ 2024-03-05
                                   ^^^^^^^ 2024-03-09
",
    );
}

#[test]
fn times_of_day_need_a_day() {
    check(
        "2026-05-14",
        "
The shop burned at 9 p.m. on Wednesday.
                   ^^^^^^^^^^^^^^^^^^^ 2026-05-13T21:00
The shop burned around 9 a.m. and nobody came.
                ^^^^^^^^^^^^^ - 2026-05-14T09:00
Polls closed at 5 p.m. EST Nov. 9, 2020.
                ^^^^^^^^^^^^^^^^^^^^^^^ 2020-11-09T17:00-05:00
",
    );
}

#[test]
fn long_stretches_keep_their_width() {
    check(
        "2026-05-14",
        "
It was built in the 1930s, in the late 1970s or in the 19th century.
                ^^^^^^^^^ 193X
                              ^^^^^^^^^^^^^^ 1977/1979
                                                   ^^^^^^^^^^^^^^^^ 18XX
It was the winter of 1994, not the third quarter of 2019.
       ^^^^^^^^^^^^^^^^^^ 1994-24
                               ^^^^^^^^^^^^^^^^^^^^^^^^^ 2019-35
It lost money in fiscal 2019.
                 ^^^^^^^^^^^ 2018-07~/2020-06~
",
    );
}

#[test]
fn lengths_and_what_recurs_have_a_value_and_no_place() {
    check(
        "2026-05-14",
        "
She had 48 hours, then two decades, then a year and a half.
        ^^^^^^^^ - PT48H
                       ^^^^^^^^^^^ - P20Y
                                         ^^^^^^^^^^^^^^^^^ - P1Y6M
They meet every Friday and each July.
          ^^^^^^^^^^^^ - XXXX-WXX-5
                           ^^^^^^^^^ - XXXX-07
It shrank in the past two months.
             ^^^^^^^^^^^^^^^^^^^ 2026-03-14/2026-05-14
",
    );
}

#[test]
fn words_that_only_look_like_times_are_none() {
    check(
        "2026-05-14",
        "
Ilse March, 45, is a 26-year-old's aunt; Mr. March may march.
Some 1,250 of them, 2003 people in all, and 1990 houses.
The man aged 28 gave $2019 for page 1984 of it.
He was second, and would spring from the 12th row on the fall of the tower.
",
    );
}

#[test]
fn a_day_known_by_its_date_keeps_its_words() {
    check(
        "2023-11-30",
        "
Nothing was the same following Oct. 7, he said.
                               ^^^^^^ 2023-10-07
The 9/11 attacks were long before 10/7 there.
    ^^^^ 2001-09-11
                                  ^^^^ - 2023-10-07
",
    );
}

#[test]
fn vague_words_are_open_stretches() {
    check(
        "2026-05-14",
        "
He is now a deputy, recently moved, and will soon leave.
      ^^^ 2026-05-14~
                    ^^^^^^^^ ../2026-05-14
                                             ^^^^ 2026-05-14/..
",
    );
}

#[test]
fn every_finding_says_how_it_was_found() {
    let anchor = Anchor { published: stamp("2023-11-30"), ..Anchor::default() };
    let times = find("He left on 3 May 2019 and came back on Tuesday; two days later he fell ill.", &anchor);
    let methods: Vec<_> = times.iter().filter_map(|time| time.when.as_ref()).map(|when| when.method).collect();
    assert_eq!(methods, [Method::Written, Method::RelativeToPublication, Method::RelativeToDate]);
    assert!(times.iter().filter_map(|time| time.when.as_ref()).all(|when| when.precision == Precision::Day));
}

/// Pieces of hostile and of ordinary text.
fn any_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Feb.",
        "29",
        "30",
        "31",
        "1900",
        "2024",
        "last",
        "next",
        "the",
        "quarter",
        "of",
        "year",
        "ago",
        "99999999999",
        "to",
        "-",
        "/",
        ":",
        "a.m.",
        "Sunday",
        "weeks",
        "millennia",
        "two",
        "thousand",
        "hundred",
        "half",
        "and",
        "0",
        "May",
        "–",
        "’s",
        "é",
        "ß",
        "\u{200b}",
        "\n",
        "\n\n",
        ".",
        "%",
        "$",
        "9999",
        "0000",
        "century",
        "this",
        "past",
        "UTC",
        "+",
        "12",
    ]);
    prop_oneof![
        prop::collection::vec(words, 0..40).prop_map(|words| words.join(" ")),
        prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #[test]
    fn findings_are_in_order_and_disjoint_and_never_reversed(text in any_text(), year in -9999i16..=9999) {
        let day = format!("{}{:04}-03-31", if year < 0 { "-" } else { "" }, year.unsigned_abs());
        let times = find(&text, &Anchor { published: stamp(&day), ..Anchor::default() });
        for pair in times.windows(2) {
            prop_assert!(pair[0].extent.end() <= pair[1].extent.start());
        }
        for when in times.iter().filter_map(|time| time.when.as_ref()) {
            prop_assert!(when.edtf.parse::<crate::Edtf>().is_ok(), "{}", when.edtf);
            if let (Some(first), Some(last)) = (&when.earliest, &when.latest) {
                let day = |day: &String| day.parse::<jiff::civil::Date>().unwrap();
                prop_assert!(day(first) <= day(last));
            }
        }
    }

    #[test]
    fn no_text_makes_a_stamp_fail(text in any_text()) {
        let _ = stamp(&text);
        let _ = crate::find_stamp(&text);
    }
}
