//! Sentences, and under each what is found in it: what it means in EDTF, or `-` and the TIMEX3 value.

use crate::{Anchor, find, stamp};
use dateline_record::{Method, Precision};
use proptest::prelude::*;

/// Every line of text is followed by the marks of all that is found in it, a line each.
#[track_caller]
fn check(published: &str, told: &str) {
    let anchor = Anchor { published: stamp(published) };
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
fn without_publication_what_is_relative_has_open_digits() {
    check(
        "-",
        "
He left yesterday, on Friday, last year, in October and on 3 May 2019.
        ^^^^^^^^^ - XXXX-XX-XX
                      ^^^^^^ - XXXX-WXX-5
                              ^^^^^^^^^ - XXXX
                                            ^^^^^^^ - XXXX-10
                                                           ^^^^^^^^^^ 2019-05-03
",
    );
}

#[test]
fn a_publication_known_to_the_month_still_anchors_years() {
    check(
        "2023-11",
        "
He left yesterday, as last year, and last month.
        ^^^^^^^^^ - XXXX-XX-XX
                      ^^^^^^^^^ 2022
                                     ^^^^^^^^^^ 2023-10
",
    );
}

#[test]
fn a_year_beside_a_bare_day_is_not_passed_over() {
    check(
        "2025-10-30",
        "
It gave the day as 19 July 2023. It was 19 June.
                   ^^^^^^^^^^^^ 2023-07-19
                                        ^^^^^^^ 2023-06-19
She came on 3 May 1960, a fine day. He left on 20 October.
            ^^^^^^^^^^ 1960-05-03
                                               ^^^^^^^^^^ 2025-10-20
",
    );
}

#[test]
fn a_full_date_in_an_undated_text_governs_its_bare_days() {
    check(
        "-",
        "
Varn, 5 November 2025. The sheds burned on 23 October; they meet between 10 and 28 November.
      ^^^^^^^^^^^^^^^ 2025-11-05
                                           ^^^^^^^^^^ 2025-10-23
                                                                         ^^^^^^^^^^^^^^^^^^ 2025-11-10/2025-11-28
The letter of 5 November 1960 came on 8 October 2025 or on 9 October.
              ^^^^^^^^^^^^^^^ 1960-11-05
                                      ^^^^^^^^^^^^^^ 2025-10-08
                                                           ^^^^^^^^^ - XXXX-10-09
The town burned on 5 November 1960. They met on 6 October 2025 and on 8 October.
                   ^^^^^^^^^^^^^^^ 1960-11-05
                                                ^^^^^^^^^^^^^^ 2025-10-06
                                                                      ^^^^^^^^^ - XXXX-10-08
The letter of 5 November 2021 came on 8 November, before 2025.
              ^^^^^^^^^^^^^^^ 2021-11-05
                                      ^^^^^^^^^^ - XXXX-11-08
                                                         ^^^^ 2025
",
    );
}

#[test]
fn inside_a_quotation_the_time_is_that_of_speaking() {
    check(
        "2026-05-14",
        "
“I saw her yesterday,” he said on Monday.
           ^^^^^^^^^ 2026-05-10
                                  ^^^^^^ 2026-05-11
On Tuesday she wrote: “We will vote tomorrow.”
   ^^^^^^^ 2026-05-12
                                    ^^^^^^^^ 2026-05-13
“It burned last week,” she said in March, and on Friday he denied it.
           ^^^^^^^^^ - XXXX-WXX
                                   ^^^^^ 2026-03
                                                 ^^^^^^ 2026-05-08
“We leave tomorrow,” she wrote in 1944.
          ^^^^^^^^ - XXXX-XX-XX
                                  ^^^^ 1944
“We leave tomorrow,” she said.
          ^^^^^^^^ 2026-05-15
",
    );
}

#[test]
fn a_dateline_is_what_the_text_is_counted_from() {
    let told = "VARN, May 13 (Oller News) -- The bridge burned today, the mayor said.";
    meant("2026-05-14", told, &["2026-05-13", "2026-05-13"]);
    // Long after it is another year's or another story's.
    meant("2026-05-30", told, &["2026-05-13", "2026-05-30"]);
    let undated = "VARN, 13 May 2026 (Oller News) -- The bridge burned yesterday. They met on Monday.";
    meant("-", undated, &["2026-05-13", "2026-05-12", "2026-05-11"]);
    meant("-", "Oller, 13 May 2026\n\nThe bridge burned on Monday.", &["2026-05-13", "2026-05-11"]);
}

#[track_caller]
fn meant(published: &str, text: &str, wanted: &[&str]) {
    let times = find(text, &Anchor { published: stamp(published) });
    let found: Vec<String> =
        times.iter().map(|time| time.when.as_ref().map_or("-".to_string(), |when| when.edtf.clone())).collect();
    assert_eq!(found, wanted, "in: {text}");
}

#[test]
fn hours_under_a_day_are_of_that_day() {
    let list = "Tomorrow\n\nThe Oller Society, 9 a.m.: a walk\n\nThe Varn Guild, 5:30 p.m.: a talk\n\nThe guild closes. At 6 p.m.: no.\n";
    meant("2026-05-14", list, &["2026-05-15", "2026-05-15T09:00", "2026-05-15T17:30", "2026-05-15T18:00"]);
    let broken = "Tomorrow\n\nThe guild meets.\n\nThe Varn Guild, 5:30 p.m.: a talk\n";
    meant("2026-05-14", broken, &["2026-05-15", "-"]);
}

#[test]
fn the_months_of_a_narrative_agree_on_a_year() {
    let told =
        "It began in July 2023 and went on in August 2023. In September 2023 he left, and in October he came back.";
    meant("-", told, &["2023-07", "2023-08", "2023-09", "2023-10"]);
    let winter =
        "Of October 2023, November 2023 and December 2023 he told. In December 2023 he left, in January he fell.";
    meant("-", winter, &["2023-10", "2023-11", "2023-12", "2023-12", "2024-01"]);
    // One date is no narrative.
    meant("-", "The bridge, built in May 1998, was shut in June.", &["1998-05", "-"]);
    // Two years, none.
    meant("-", "In May 1998 it rose. In May 1999 it fell. What burned in May was lost.", &["1998-05", "1999-05", "-"]);
}

#[test]
fn every_finding_says_how_it_was_found() {
    let anchor = Anchor { published: stamp("2023-11-30") };
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
        let times = find(&text, &Anchor { published: stamp(&day) });
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
