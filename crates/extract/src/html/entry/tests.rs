//! Whole pages that hold many pieces, and what they fall into.

use crate::{Context, Limits, extract};

/// What a page of the Harbour Post falls into: kind, headline, day, names, section, outlet, words.
fn shown(body: &str) -> String {
    let page = format!(
        "<html lang=en><head><title>Harbour Post</title><meta property=og:site_name content='Harbour Post'>
<link rel=canonical href=https://post.example/></head><body>{body}</body></html>"
    );
    let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
    let line = |document: &dateline_record::Document| {
        let mut line = format!("{}:", document.kind);
        if let Some(title) = document.title.as_ref().filter(|_| document.kind.is_read()) {
            line += &format!(" [{}]", title.text);
        }
        if let Some(published) = document.published.as_ref().filter(|_| document.kind.is_read()) {
            line += &format!(" {}", published.edtf);
        }
        document.byline.iter().for_each(|by| line += &format!(" ({})", by.name));
        if let Some(section) = document.section.as_ref() {
            line += &format!(" §{section}");
        }
        if let Some(outlet) = document.outlet.as_deref().filter(|outlet| *outlet != "Harbour Post") {
            line += &format!(" @{outlet}");
        }
        line + " " + &document.text.as_str().replace("\n\n", " / ")
    };
    found.documents.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(shown(body), expected.trim());
}

#[test]
fn each_card_of_a_front_page_is_a_document() {
    let card = |number: u32, day: u32| {
        format!(
            "<div class=card><span>Coast</span><h3><a href=/news/{number}>Ferry {number} stays at its pier again</a></h3>
<p>Its owner said on Monday that it leaks in {number} places.</p>
<p>By <a href=/author/ana-pek>Ana Pek</a> · {day} May 2031</p></div>"
        )
    };
    let cards: String = (1..=6).map(|number| card(number, number + 10)).collect();
    let expected: Vec<String> = (1..=6)
        .map(|number| {
            format!(
                "brief: [Ferry {number} stays at its pier again] 2031-05-{} (Ana Pek) §Coast Its owner said on Monday that it leaks in {number} places.",
                number + 10
            )
        })
        .collect();
    check(&format!("<main><section>{cards}</section></main>"), &expected.join("\n"));
}

#[test]
fn a_bare_headline_is_an_entry_where_it_reads_like_a_clause() {
    let items = [
        "Council closes the harbour for a week",
        "Divers find the bell of the old ferry",
        "Mayor: “I knew nothing of the pier”",
        "Annual report of the harbour board",
        "Fishermen refuse to pay the new dues",
        "Why the lighthouse was dark on Sunday",
    ];
    let list: String = items.iter().enumerate().map(|(n, item)| format!("<li><a href=/{n}>{item}</a></li>")).collect();
    check(
        &format!("<main><h1>News of the harbour</h1><ul class=news>{list}</ul></main>"),
        "
listing: News of the harbour / Annual report of the harbour board
brief: [Council closes the harbour for a week] Council closes the harbour for a week
brief: [Divers find the bell of the old ferry] Divers find the bell of the old ferry
brief: [Mayor: “I knew nothing of the pier”] Mayor: “I knew nothing of the pier”
brief: [Fishermen refuse to pay the new dues] Fishermen refuse to pay the new dues
brief: [Why the lighthouse was dark on Sunday] Why the lighthouse was dark on Sunday
",
    );
}

#[test]
fn wares_and_links_without_words_stay_one_listing() {
    let ware = |number: u32| {
        format!(
            "<div class=card><h3><a href=/{number}>Coat that keeps you dry number {number}</a></h3>
<p>It is made of oiled wool and lasts for years.</p><p>$ {number}9.00</p></div>"
        )
    };
    let wares: String = (1..=6).map(ware).collect();
    assert!(!shown(&format!("<main>{wares}</main>")).contains("brief:"));
    let link = |number: u32| format!("<li><a href=/{number}>Timetable of the northern ferries {number}</a></li>");
    let links: String = (1..=8).map(link).collect();
    assert!(
        !shown(&format!("<main><h1>Timetables of all lines</h1><ul class=t>{links}</ul></main>")).contains("brief:")
    );
}

#[test]
fn lines_of_a_flat_page_go_with_the_headline_above_them() {
    let item = |number: u32| {
        format!(
            "<h3><a href=/{number}>Pier {number} is closed until summer</a></h3><p>4 May 2031</p>
<p>The board said that plank {number} had gone. It will meet on Monday.</p>"
        )
    };
    let north: String = (1..=3).map(item).collect();
    let south: String = (4..=6).map(item).collect();
    let expected = |number: u32, section: &str| {
        format!(
            "brief: [Pier {number} is closed until summer] 2031-05-04 §{section} The board said that plank {number} had gone. It will meet on Monday.\n"
        )
    };
    let north_expected: String = (1..=3).map(|number| expected(number, "North")).collect();
    let south_expected: String = (4..=6).map(|number| expected(number, "South")).collect();
    check(
        &format!("<main><h2>North</h2>{north}<h2>South</h2>{south}</main>"),
        &format!("listing: North / South\n{north_expected}{south_expected}"),
    );
}

const LONG: &str = "<p>The council met on Monday and closed the harbour for a week, its clerk said. Nobody on the island had been asked, and nobody had thought of the post, which has come by the noon boat since there was a noon boat.</p>
<p>“We will row if we must,” said Ida Berg, who keeps the shop. She has rowed before, in the winter of the long ice, and says that it is a matter of patience and of gloves. Her brother, who was with her, remembers mostly the gloves.</p>
<p>The board meets again on Friday. It may hear the islanders then, its chairman said, if they can get to the meeting, which is held at the far end of the harbour that it has closed.</p>";

#[test]
fn whole_posts_are_articles_each() {
    let post = |number: u32, writer: &str| {
        format!(
            "<div class=post><h2><a href=/?p={number} rel=bookmark>Post {number} of the year</a></h2>
<p class=info>Posted by {writer} on {number} May 2031</p><div class=entry>{LONG}</div>
<p class=filed>Filed under <a href=/?cat=3>Port</a> | <a href=/?p={number}#comments>4 comments</a></p></div>"
        )
    };
    let posts = [post(11, "Ana Pek"), post(12, "Tom Rudd"), post(13, "Ana Pek")].concat();
    let found = shown(&format!("<div id=content>{posts}</div>"));
    let heads: Vec<&str> = found
        .lines()
        .filter(|line| line.starts_with("article"))
        .map(|line| line.split(" council").next().unwrap())
        .collect();
    assert_eq!(
        heads,
        [
            "article: [Post 11 of the year] 2031-05-11 (Ana Pek) §Port The",
            "article: [Post 12 of the year] 2031-05-12 (Tom Rudd) §Port The",
            "article: [Post 13 of the year] 2031-05-13 (Ana Pek) §Port The",
        ]
    );
}

#[test]
fn an_article_with_teasers_of_others_below_stays_one() {
    let teaser = |number: u32| {
        format!(
            "<article class=teaser><h3><a href=/{number}>Ferry {number} stays at its pier</a></h3><p>It leaks in {number} places, its owner said on Monday, and nobody can say when it will not.</p></article>"
        )
    };
    let teasers: String = (1..=4).map(teaser).collect();
    let found = shown(&format!(
        "<main><article><h1><a href=/own>Harbour closed for a week</a></h1>{LONG}</article><div class=list>{teasers}</div></main>"
    ));
    let first = found.lines().find(|line| line.starts_with("article")).unwrap();
    assert!(first.contains("The council met on Monday") && !found.contains("brief:"), "{found}");
}

#[test]
fn an_aggregator_names_outlet_and_author_of_each_entry() {
    let cluster = |number: u32, writer: &str, outlet: &str, site: &str| {
        format!(
            "<div class=cluster><cite>{writer}<a href=https://{site}.example/>{outlet}</a>:</cite>
<div><a href=https://{site}.example/news/{number}>Council closes pier {number} after a week of rain</a> — It had been open since May, the board said.</div>
<div>More: <a href=https://gazette.example/{number}>Velm Gazette</a></div></div>"
        )
    };
    let page = [
        cluster(1, "Ana Pek / ", "Turvik Courier", "courier"),
        cluster(2, "", "Coast Radio", "radio"),
        cluster(3, "Tom Rudd / ", "Bay Ledger", "ledger"),
        cluster(4, "", "Turvik Courier", "courier"),
        cluster(5, "", "Coast Radio", "radio"),
    ]
    .concat();
    let expected = |number: u32, writer: &str, outlet: &str| {
        format!(
            "brief: [Council closes pier {number} after a week of rain]{writer} @{outlet} It had been open since May, the board said."
        )
    };
    let expected = [
        expected(1, " (Ana Pek)", "Turvik Courier"),
        expected(2, "", "Coast Radio"),
        expected(3, " (Tom Rudd)", "Bay Ledger"),
        expected(4, "", "Turvik Courier"),
        expected(5, "", "Coast Radio"),
    ];
    check(&format!("<div id=main>{page}</div>"), &expected.join("\n"));
}

#[test]
fn headlines_with_line_breaks_between_them_are_entries() {
    let line = |number: u32| {
        format!("<a href=https://site{number}.example/story>Pier {number} is closed after storm damage</a><br><br>")
    };
    let lines: String = (1..=14).map(line).collect();
    let found = shown(&format!("<center><tt>{lines}</tt></center>"));
    assert_eq!(found.lines().filter(|line| line.starts_with("brief: [Pier")).count(), 14, "{found}");
}
