//! What a day is counted from: publication, a dateline, the date before, the time of speaking.

use super::check;
use crate::{Anchor, find, stamp};

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
    let times = find(text, &Anchor { published: stamp(published), ..Anchor::default() });
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
