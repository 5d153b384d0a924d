//! Live pages of several makes. The pages are written for these tests; people and places are invented.

use crate::{Context, Limits, extract};

#[track_caller]
fn check(markup: &str, expected: &str) {
    let found = extract(markup.as_bytes(), &Context::default(), &Limits::default()).unwrap();
    let shown: Vec<String> = found
        .documents
        .iter()
        .map(|document| {
            let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
            let when =
                document.published.as_ref().map_or(String::new(), |when| format!("{} {:?}", when.edtf, when.method));
            let title = document.title.as_ref().map_or("", |title| title.text.as_str());
            let text = document.text.as_str().replace("\n\n", " / ");
            format!("{} “{title}” [{}] {when}: {text}", document.kind, names.join(", "))
        })
        .collect();
    assert_eq!(shown.join("\n"), expected.trim());
}

#[test]
fn what_the_markup_says_of_entries_is_heard_and_a_list_of_key_moments_is_no_text() {
    check(
        r##"<html><head><title>Ferry lost: search goes on – live | Harbour Post</title><meta property="og:type" content="article"><script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Ferry lost: search goes on – live","datePublished":"2031-11-30T05:00:00Z","author":{"@type":"Person","name":"Ana Pek"},"dateModified":"2031-11-30T18:00:00Z","liveBlogUpdate":[{"@type":"BlogPosting","headline":"It is back","datePublished":"2031-11-30T17:05:00Z"}]}</script></head><body><main><h1>Ferry lost: search goes on – live</h1><p>The ferry of Turvik was lost for a day, and this is how it was found again by the people of the town.</p><div class="key-events"><h2>Key events</h2><ul><li><time datetime="2031-11-30T17:05:00Z">17.05</time> <a href="#b2">It is back</a></li><li><time datetime="2031-11-30T05:50:00Z">05.50</time> <a href="#b1">It is gone</a></li></ul></div>
<div id="liveblog-body"><article id="b2" class="block"><header><a href="#b2"><time datetime="2031-11-30T17:05:00Z">17.05 GMT</time></a><h2>It is back</h2><div class="byline"><span class="author">Mira Solm</span></div></header><p>The ferry came back to the pier of Turvik, the council of the town said in a letter to the harbour.</p><p>Nobody was hurt.</p></article>
<article id="b1" class="block"><header><a href="#b1"><time datetime="2031-11-30T05:50:00Z">05.50 GMT</time></a><h2>It is gone</h2></header><p>Good morning. The ferry has left its pier, people who live beside it say, and nobody knows why.</p></article></div></main></body></html>"##,
        "
article “Ferry lost: search goes on – live” [Ana Pek] 2031-11-30T05:00:00Z Structured: The ferry of Turvik was lost for a day, and this is how it was found again by the people of the town.
boilerplate “” [] : Key events / 17.05 It is back / 05.50 It is gone
live-entry “It is back” [Mira Solm] 2031-11-30T17:05:00Z Structured: The ferry came back to the pier of Turvik, the council of the town said in a letter to the harbour. / Nobody was hurt.
live-entry “It is gone” [] 2031-11-30T05:50:00Z Structured: Good morning. The ferry has left its pier, people who live beside it say, and nobody knows why.",
    );
}

#[test]
fn a_clock_has_the_one_day_of_its_page() {
    check(
        r##"<html><head><title>Live: Storm over Turvik</title><meta property="article:published_time" content="2031-11-30T05:00:00Z"></head><body><main><h1>Live: Storm over Turvik</h1><p>Follow the storm with us through the day; the harbour is shut and the ferry stays at its pier until the evening.</p><ol class="lx-stream"><li class="lx-post"><article><span>17:05</span><h3>The pier holds</h3><p>The pier of Turvik has held all day, the harbour master tells us, and the worst is over now.</p></article></li><li class="lx-post"><article><span>12:40</span><h3>Roofs are off in Velm</h3><p>Three roofs have come off in Velm. Nobody is hurt, the town says, and the school is shut.</p></article></li><li class="lx-post"><article><span>06:15</span><p>The wind has turned to the west, and it rains on the whole coast as it has not for years.</p></article></li></ol></main></body></html>"##,
        "
article “Live: Storm over Turvik” [] 2031-11-30T05:00:00Z Structured: Follow the storm with us through the day; the harbour is shut and the ferry stays at its pier until the evening.
live-entry “The pier holds” [] 2031-11-30T17:05 Inferred: The pier of Turvik has held all day, the harbour master tells us, and the worst is over now.
live-entry “Roofs are off in Velm” [] 2031-11-30T12:40 Inferred: Three roofs have come off in Velm. Nobody is hurt, the town says, and the school is shut.
live-entry “” [] 2031-11-30T06:15 Inferred: The wind has turned to the west, and it rains on the whole coast as it has not for years.",
    );
}

#[test]
fn entries_are_known_by_the_name_of_their_box() {
    check(
        r##"<html><head><title>The council meets</title><meta property="article:published_time" content="2031-05-04T08:00:00Z"></head><body><article class="post"><h1>The council meets</h1><div class="entry-content"><p>The council of Turvik meets today to settle where the new pier shall stand, and we write down what is said.</p><div id="wpcom-liveblog-container"><div class="liveblog-entry"><div class="liveblog-meta"><span class="liveblog-author-name">Tom Rudd</span> <time datetime="2031-05-04T10:30:00Z">10:30</time></div><div class="liveblog-entry-text"><p><strong>The vote is open</strong></p><p>Nine of the twelve are in the hall, and the door is shut behind them.</p></div></div><div class="liveblog-entry"><div class="liveblog-meta"><span class="liveblog-author-name">Tom Rudd</span> <time datetime="2031-05-04T09:10:00Z">09:10</time></div><div class="liveblog-entry-text"><p>They talk of the price of stone, which has gone up by half since the spring.</p></div></div><div class="liveblog-entry"><div class="liveblog-meta"><span class="liveblog-author-name">Ana Pek</span> <time datetime="2031-05-04T09:00:00Z">09:00</time></div><div class="liveblog-entry-text"><p>The mayor has opened the meeting and welcomes those who came to listen.</p></div></div></div></div></article></body></html>"##,
        "
article “The council meets” [] 2031-05-04T08:00:00Z Structured: The council of Turvik meets today to settle where the new pier shall stand, and we write down what is said.
live-entry “The vote is open” [Tom Rudd] 2031-05-04T10:30:00Z Structured: Nine of the twelve are in the hall, and the door is shut behind them.
live-entry “” [Tom Rudd] 2031-05-04T09:10:00Z Structured: They talk of the price of stone, which has gone up by half since the spring.
live-entry “” [Ana Pek] 2031-05-04T09:00:00Z Structured: The mayor has opened the meeting and welcomes those who came to listen.",
    );
}

#[test]
fn paragraphs_that_begin_with_a_clock_are_entries_of_a_page_that_says_it_is_live() {
    check(
        r##"<html><head><title>Live updates: the ferry race</title><meta property="article:published_time" content="2031-06-21T09:00:00Z"></head><body><article><h1>Live updates: the ferry race</h1><p>Five ferries race from Turvik to Velm and back today, and our man stands on the pier with a glass.</p><p>15:40 — The ferry of Velm is first round the light, and it leads by the length of the pier.</p><p>She has not won since the year of the flood.</p><p>14:20 — Two boats have touched at the mole, and one of them turns back with water in the hold.</p><p>13:00 — They are off, all five, with the wind behind them and the tide against them.</p></article></body></html>"##,
        "
article “Live updates: the ferry race” [] 2031-06-21T09:00:00Z Structured: Five ferries race from Turvik to Velm and back today, and our man stands on the pier with a glass.
live-entry “” [] 2031-06-21T15:40 Inferred: 15:40 — The ferry of Velm is first round the light, and it leads by the length of the pier. / She has not won since the year of the flood.
live-entry “” [] 2031-06-21T14:20 Inferred: 14:20 — Two boats have touched at the mole, and one of them turns back with water in the hold.
live-entry “” [] 2031-06-21T13:00 Inferred: 13:00 — They are off, all five, with the wind behind them and the tide against them.",
    );
}

#[test]
fn elsewhere_they_are_paragraphs() {
    check(
        r##"<html><head><title>How the ferry was lost</title><meta property="article:published_time" content="2031-06-21T09:00:00Z"></head><body><article><h1>How the ferry was lost</h1><p>Five men were on the pier of Turvik in the night in which the ferry went, and none of them saw it go.</p><p>15:40 — The ferry of Velm is first round the light, and it leads by the length of the pier.</p><p>14:20 — Two boats have touched at the mole, and one of them turns back with water in the hold.</p><p>13:00 — They are off, all five, with the wind behind them and the tide against them.</p></article></body></html>"##,
        "
article “How the ferry was lost” [] 2031-06-21T09:00:00Z Structured: Five men were on the pier of Turvik in the night in which the ferry went, and none of them saw it go. / 15:40 — The ferry of Velm is first round the light, and it leads by the length of the pier. / 14:20 — Two boats have touched at the mole, and one of them turns back with water in the hold. / 13:00 — They are off, all five, with the wind behind them and the tide against them.",
    );
}
