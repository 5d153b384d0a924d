//! Issues, plain and in markup, as outlines.

use crate::plain::testing::{check, check_mail, mail};
use proptest::prelude::*;

const FOOT: &str =
    "<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>";

#[test]
fn linked_headlines_open_items() {
    check_mail(
        &format!(
            "<div style='display:none'>The ferry, the pier and a light</div>
<table><tr><td><a href='https://turvik.example/v'>View in browser</a></td></tr>
<tr><td><h3>On the water</h3></td></tr>
<tr><td><a href='https://turvik.example/a?utm_source=m'><b>Ferry stays in Turvik</b></a><br>By Mira Solm<br>
The owner of the ferry will not leave Turvik, the council was told on Monday evening.
<br><a href='https://turvik.example/a'>Read more</a></td></tr>
<tr><td><a href='https://turvik.example/b'><b>Pier closes for a week</b></a><br>
The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
<br><a href='https://turvik.example/b'>Read more</a></td></tr></table>{FOOT}"
        ),
        "
boilerplate
  View in browser
brief “Ferry stays in Turvik” by Mira Solm §On the water
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
brief “Pier closes for a week” §On the water
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
    );
}

#[test]
fn bold_words_at_the_head_of_a_paragraph_are_its_title() {
    check_mail(
        &format!(
            "<h2>Short and dry</h2>
<p><b>The keeper.</b> He has left his light for the first time in eleven years, his sister said on Monday.</p>
<p><b>The rope.</b> It held through the storm, to the surprise of those who had sold it to the harbour.</p>
<p><b>The clerk.</b> She reads the minutes aloud to the gulls, and nobody has yet asked her to stop.</p>{FOOT}"
        ),
        "
brief “The keeper.” §Short and dry
  He has left his light for the first time in eleven years, his sister said on Monday.
brief “The rope.” §Short and dry
  It held through the storm, to the surprise of those who had sold it to the harbour.
brief “The clerk.” §Short and dry
  She reads the minutes aloud to the gulls, and nobody has yet asked her to stop.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
    );
}

#[test]
fn a_letter_with_subheads_stays_one_article() {
    let found = mail(
        "<p>Dear all,</p><p>The council of Turvik met on Monday and spoke for three hours about the old pier and its planks.</p>
<p><b>What was said</b></p><p>The keeper said that the planks would hold another year, if nobody danced on them at midsummer.</p>
<p><b>What comes next</b></p><p>The clerk will write to the owner of the ferry and ask him what he means to do about the rot.</p>
<p>Mira Solm</p>",
    );
    assert_eq!(found.len(), 1);
}

#[test]
fn a_box_within_a_signed_essay_stands_apart_from_it() {
    check_mail(
        &format!(
            "<h1 style='font-size:32px'>The keeper’s eleven pages</h1><p>Mira Solm</p>
<p>The road to the light ends at a chain. You step over it and walk for forty minutes with the sea on both sides of you.</p>
<p>The keeper was an inspector for nineteen years. He wrote eleven pages on the pier, and nobody at Turvik has read them since.</p>
<p>I went to ask him a dull question, which is the only kind of question that has an answer: who was it that read them?</p>
<h3 style='font-size:20px'>The list on the last page</h3>
<p>A report has a list of readers at its end. This one has six names, and the first of them is that of the old harbour master.</p>
<p>He gave up his office last week. The second is his brother, who owns the ferry and does not care to be asked about planks.</p>
<div style='border:1px solid #ccc'><p>This letter is paid for by those who read it.</p><a href='https://solm.example/s'>Keep it going</a></div>
<h3 style='font-size:20px'>What page nine says</h3>
<p>Page nine is about water. The pump nearest to the pier had been dry since the summer, and the keeper had tried it twice.</p>
<p>I do not know what a pump would have done for the pier. The two builders that I asked do not agree, and one was cross.</p>
<h3 style='font-size:20px'>Three small things</h3>
<p><b>The cake.</b> The canteen confirms that there was one, on the day the keeper left his office for the light.</p>
<p><b>The chain.</b> It belongs to the ferry’s owner, who says that he has lost the key to it in the harbour.</p>{FOOT}"
        ),
        "
article “The keeper’s eleven pages” by Mira Solm
  The road to the light ends at a chain. You step over it and walk for forty minutes with the sea on both sides of you.
  The keeper was an inspector for nineteen years. He wrote eleven pages on the pier, and nobody at Turvik has read them since.
  I went to ask him a dull question, which is the only kind of question that has an answer: who was it that read them?
  The list on the last page
  A report has a list of readers at its end. This one has six names, and the first of them is that of the old harbour master.
  He gave up his office last week. The second is his brother, who owns the ferry and does not care to be asked about planks.
  What page nine says
  Page nine is about water. The pump nearest to the pier had been dry since the summer, and the keeper had tried it twice.
  I do not know what a pump would have done for the pier. The two builders that I asked do not agree, and one was cross.
boilerplate
  This letter is paid for by those who read it.
  Keep it going
brief “The cake.” §Three small things
  The canteen confirms that there was one, on the day the keeper left his office for the light.
brief “The chain.” §Three small things
  It belongs to the ferry’s owner, who says that he has lost the key to it in the harbour.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
    );
}

#[test]
fn a_name_under_a_headline_signs_the_item() {
    let item = |title: &str, signed: &str| {
        format!(
            "<hr><h2>{title}</h2><p><b>{signed}</b></p>
<p>The council of Turvik met on Monday and spoke for three hours about the old pier, its planks and the ferry.</p>"
        )
    };
    check_mail(
        &format!(
            "{}{}{FOOT}",
            item("Three hours on a pier", "Mira Solm, in Sandsund"),
            item("What the keeper heard", "As told to Per Holt")
        ),
        "
brief “Three hours on a pier” by Mira Solm
  The council of Turvik met on Monday and spoke for three hours about the old pier, its planks and the ferry.
brief “What the keeper heard” by Per Holt
  The council of Turvik met on Monday and spoke for three hours about the old pier, its planks and the ferry.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
    );
}

#[test]
fn the_address_behind_a_tracker_is_the_link() {
    let found = mail(&format!(
        "<p><b>The keeper.</b> He has left <a href='https://click.example/r?u=https%3A%2F%2Fturvik.example%2Fk'>his light</a> for the first time, his sister said.</p>
<p><b>The rope.</b> It held through the storm, to the surprise of those who had sold it to the harbour.</p>
<p><b>The clerk.</b> She reads the minutes aloud to the gulls, and nobody has yet asked her to stop.</p>{FOOT}"
    ));
    let links: Vec<&str> =
        found.iter().flat_map(|document| &document.links).map(|link| link.address.as_str()).collect();
    assert_eq!(links[0], "https://turvik.example/k");
}

#[test]
fn a_sponsor_a_list_and_a_calendar_stand_apart_from_the_news() {
    check_mail(
        &format!(
            "<table><tr><td><h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<p><a href='https://turvik.example/a'>Read more</a></p></td></tr>
<tr><td style='background:#eeeecc'><p>A message from Acme Rope</p><p>Rope that holds through any storm, and through the next one, and through the one after it.</p></td></tr>
<tr><td><h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><a href='https://turvik.example/b'>Read more</a></p></td></tr>
<tr><td><h2>Worth a look</h2><ul><li><a href='https://turvik.example/c'>How the light was put out</a></li>
<li><a href='https://turvik.example/d'>Who owns the oldest plank</a></li></ul></td></tr>
<tr><td><h2>Diary</h2><p>Monday, 9 a.m.: The council on the pier</p><p>Tuesday, noon: A talk about rope</p></td></tr></table>{FOOT}"
        ),
        "
brief “Ferry stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening.
advertisement
  A message from Acme Rope
  Rope that holds through any storm, and through the next one, and through the one after it.
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
listing “Worth a look”
  How the light was put out
  Who owns the oldest plank
calendar “Diary”
  Monday, 9 a.m.: The council on the pier
  Tuesday, noon: A talk about rope
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
    );
}

#[test]
fn rules_part_the_items_of_a_letter_in_plain_text() {
    check(
        "
HARBOUR WIRE No. 7
View online at http://turvik.example/v

IN THIS ISSUE:
* Ferry Stays in Turvik
* Pier Closes for a Week
* Light Goes Out Again

+------------------------------+
| Ferry Stays in Turvik        |
+------------------------------+

The owner of the ferry will not leave Turvik, the council was told on Monday
evening. Nobody spoke against it.
http://turvik.example/a

+------------------------------+
| Pier Closes for a Week       |
+------------------------------+

The pier of Sandsund closes for a week because of rot in its oldest planks,
its keeper said.
http://turvik.example/b

+------------------------------+
| Light Goes Out Again         |
+------------------------------+

The light of Sandsund went out again on Sunday night, for the third time in
a month, and nobody knows why.
http://turvik.example/c

----------------------------------------------------------------------
To unsubscribe, write to the desk of Harbour Wire at Turvik, as it stands.
",
        "
boilerplate
  HARBOUR WIRE No. 7
  View online at http://turvik.example/v
listing “IN THIS ISSUE:”
  * Ferry Stays in Turvik
  * Pier Closes for a Week
  * Light Goes Out Again
brief “Ferry Stays in Turvik”
  The owner of the ferry will not leave Turvik, the council was told on Monday evening. Nobody spoke against it.
brief “Pier Closes for a Week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
brief “Light Goes Out Again”
  The light of Sandsund went out again on Sunday night, for the third time in a month, and nobody knows why.
boilerplate
  ----------------------------------------------------------------------
  To unsubscribe, write to the desk of Harbour Wire at Turvik, as it stands.
",
    );
}

/// What a mail in markup may be put together from; `#` stands for a word that occurs once.
const SCRAPS: &[&str] = &[
    "<p># the owner of the ferry will not leave the harbour, # said on Monday evening at last.</p>",
    "<p><b># keeper.</b> He has left his light for the first time in eleven years, # said, &amp; more.</p>",
    "<h2># stays</h2>",
    "<a href='https://turvik.example/a'><b># and a headline</b></a><br>",
    "<hr>",
    "<table><tr><td bgcolor=#eeeeee># in a box<td>#</table>",
    "<p>A message from #</p>",
    "<ul><li><a href='https://turvik.example/b'># one thing to read</a><li>#</ul>",
    "<p>Monday, 9 a.m.: # on the pier</p>",
    "<p>Unsubscribe #</p>",
    "<p>View in browser #</p>",
    "<div style='display:none'>hidden</div>",
    "#<br>#<br><br>",
    "<table>#<tr><td>#",
];

proptest! {
    #[test]
    fn every_word_of_a_mail_falls_into_one_document(picks in proptest::collection::vec(0..SCRAPS.len(), 1..30)) {
        let mut markup = String::new();
        let mut words = 0;
        for pick in picks {
            for (number, piece) in SCRAPS[pick].split('#').enumerate() {
                // The colour's own sign comes back as it was.
                if number > 0 {
                    if piece.starts_with("eeeeee") {
                        markup.push('#');
                    } else {
                        words += 1;
                        markup.push_str(&format!("Word{words:03}x"));
                    }
                }
                markup.push_str(piece);
            }
        }
        prop_assume!(words > 0);
        let found = mail(&markup);
        let mut spans: Vec<_> = found.iter().flat_map(|document| document.spans.iter().map(|span| span.range())).collect();
        spans.sort_by_key(|span| span.start);
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        for word in (1..=words).map(|word| format!("Word{word:03}x")) {
            let at = markup.find(&word).unwrap();
            let inside = spans.iter().filter(|span| span.start <= at && at + word.len() <= span.end).count();
            prop_assert_eq!(inside, 1, "{} in {}", word, markup);
        }
        for document in &found {
            for piece in document.text.pieces().iter().filter(|piece| piece.is_verbatim()) {
                prop_assert_eq!(&markup[piece.span().range()], &document.text.as_str()[piece.text_range()]);
            }
        }
    }
}

#[test]
fn the_price_of_a_share_stands_under_what_is_told_of_it() {
    check_mail(
        "<p><b><a href='https://turvik.example/1'>Rope maker loses an order</a></b><br>The council of Turvik has cancelled its order of rope, and the maker says that it will live.</p>
<p><b>ACME ROPE 13.14 -4.09%</b></p>
<p><b><a href='https://turvik.example/2'>Pier closes for a week</a></b><br>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<p><b>PLANK AND SON 7.70 +6.65%</b></p>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
        "
brief “Rope maker loses an order”
  The council of Turvik has cancelled its order of rope, and the maker says that it will live.
  ACME ROPE 13.14 -4.09%
brief “Pier closes for a week”
  The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.
  PLANK AND SON 7.70 +6.65%
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
    );
}
