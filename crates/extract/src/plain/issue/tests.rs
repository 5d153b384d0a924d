//! Issues, plain and in markup, as outlines.

use crate::plain::testing::{check_mail, mail};

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
