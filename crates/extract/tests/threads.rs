//! Threads in the markup of the common engines: who wrote which words when, and what each post answers. The pages are
//! written for this test; people and places are invented.

use dateline_extract::{Context, Limits, extract};

#[track_caller]
fn check(markup: &str, expected: &str) {
    let found = extract(markup.as_bytes(), &Context::default(), &Limits::default()).unwrap();
    let read: Vec<_> = found.documents.iter().filter(|document| document.kind.is_read()).collect();
    let shown: Vec<String> = read
        .iter()
        .map(|document| {
            let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
            let when = document.published.as_ref().map_or("", |when| when.edtf.as_str());
            let place = |id| read.iter().position(|other| other.id == id);
            let under = document.parent.and_then(place).map_or(String::new(), |at| format!(" under {at}"));
            let title = document.title.as_ref().map_or(String::new(), |title| format!(" “{}”", title.text));
            let text = document.text.as_str().replace("\n\n", " / ").replace('\n', " | ");
            format!("{}{title} [{}] {when}{under}: {text}", document.kind, names.join(", "))
        })
        .collect();
    assert_eq!(shown.join("\n"), expected.trim());
}

#[test]
fn a_board_of_phpbb() {
    check(
        include_str!("threads/phpbb.html"),
        "
article “Where is the ferry?” [quay] 2023-11-03T10:15: It is not at its pier, and nobody has seen it leave. | Has anybody heard from the crew?
comment [Ida Berg] 2023-11-03T11:02 under 0: My brother is on it, and he does not answer.
comment [per_h] 2023-11-03T12:40 under 0: It passed Velm light at six.",
    );
}

#[test]
fn a_board_of_tables() {
    check(
        include_str!("threads/vbulletin3.html"),
        "
article “Lost dog at the quay - Turvik Talk” [lena] : A brown dog waits at the quay since noon. He has no collar. / Whose is he?
comment [Bo Lind]  under 0: He slipped it this morning. I am on my way.",
    );
}

#[test]
fn a_board_of_vbulletin() {
    check(
        include_str!("threads/vbulletin4.html"),
        "
article “Thread: New pier, old pier” [Mira Solm] : The council wants to build the new pier beside the old one. / I say tear the old one down first.
comment [Tom Rudd]  under 0: Then where would the ferry land while they build?",
    );
}

#[test]
fn a_board_of_xenforo() {
    check(
        include_str!("threads/xenforo.html"),
        "
article “Night ferry to Velm” [Ana Pek] 2031-06-01T20:00:00+02:00: Has anybody taken the night ferry to Velm? I would like to know whether one can sleep on it.
comment [Tom Rudd] 2031-06-01T21:10:00+02:00 under 0: Only with wax in your ears.
comment [Lee Oh] 2031-06-02T07:00:00+02:00 under 0: @Ana Pek take the berth by the stairs.",
    );
}

#[test]
fn a_discourse_as_crawlers_see_it() {
    check(
        include_str!("threads/discourse.html"),
        "
article “Tides at Turvik” [mira] 2031-04-01T06:28:00Z: Why is the water at Turvik so low this spring? I have kept the times for ten years. / 06:10 0.4 | 12:20 1.1
comment [tom] 2031-04-01T07:23:00Z under 0: The wind blew from the east all March.",
    );
}

#[test]
fn readers_comments_in_the_manner_of_disqus() {
    check(
        include_str!("threads/disqus.html"),
        "
article “The ferry is back in Turvik” [] : The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter to the harbour. / Nobody was hurt when it left in the night of Sunday, said the harbour master, who had slept on board.
comment [quay] 2023-11-06T10:15 under 0: About time, say I.
comment [Ida Berg] 2023-11-06T11:40 under 1: It was gone for a day only.
comment []  under 0: This comment was deleted.",
    );
}

#[test]
fn comments_of_a_blog() {
    check(
        include_str!("threads/wordpress.html"),
        "
article “Bread of the islands” [] : Every island bakes its own bread, and every baker says that the others do it wrong. I went to four of them in May. / On Velm they put seaweed in it, and they do not tell you before you have eaten.
comment [Kari Moe] 2031-05-12T09:30:00Z under 0: The seaweed is the best of it.
comment [Ana Pek] 2031-05-12T10:02:00Z under 1: It grows on you.
comment [Lee Oh] 2031-05-13T08:00:00Z under 0: Four bakers, four quarrels.",
    );
}

#[test]
fn a_link_and_what_is_said_of_it() {
    check(
        include_str!("threads/hackernews.html"),
        "
post “The harbour that runs on paper (post.example)” [] : The harbour that runs on paper (post.example)
comment [quay]  under 0: Paper does not crash when the power goes. / We lost two days of records in 2029.
comment [per]  under 1: It burns, though.
comment [lena]  under 0: [flagged]",
    );
}

#[test]
fn a_thread_beside_a_box_made_like_its_posts() {
    check(
        include_str!("threads/oldreddit.html"),
        "
article “Somebody left a piano on the pier : turvik” [ida_b] 2031-02-03T10:00:00Z: It stands by the third bollard and it is in tune. Does anybody know whose it is?
comment [quay] 2031-02-03T10:20:00Z under 0: The school moves house today.
comment [per] 2031-02-03T10:40:00Z under 1: Then they should not move it by sea.
comment [] 2031-02-03T11:00:00Z under 0: [removed]",
    );
}

#[test]
fn a_thread_in_elements_of_the_pages_own_making() {
    check(
        include_str!("threads/newreddit.html"),
        "
article “Somebody left a piano on the pier” [] : It stands by the third bollard and it is in tune. Does anybody know whose it is?
comment [quay] 2031-02-03T10:20:00Z under 0: The school moves house today.
comment [per]  under 1: Then they should not move it by sea.",
    );
}

#[test]
fn comments_with_headlines_of_their_own() {
    check(
        include_str!("threads/drupal.html"),
        "
article “Eels in the harbour” [Bo Lind] 2031-06-20T09:14: There are eels in the harbour again, the first in nine years. I counted four under the slip.
comment [Kari Moe] 2031-06-20T10:00 under 0: I looked this morning and saw weed only.
comment [Bo Lind] 2031-06-20T11:30 under 1: Take a lamp and wait for dark.",
    );
}

#[test]
fn a_board_of_invision() {
    check(
        include_str!("threads/invision.html"),
        "
article “A stove for a small boat” [Ana Pek] 2031-01-04T12:00:00Z: Which stove fits under a berth? Mine smokes and the pipe is too short to draw.
comment [Lee Oh] 2031-01-04T13:00:00Z under 0: Put a cowl on it.",
    );
}

#[test]
fn a_board_of_smf() {
    check(
        include_str!("threads/smf.html"),
        "
article “Author Topic: Rain in the bilge (Read 512 times)” [Kari Moe] 2031-03-05T08:12:10: Every time it rains I find water in the bilge, and I cannot find where it comes in.
comment [Bo Lind] 2031-03-05T09:40:00 under 0: By the mast, as with everybody.",
    );
}

#[test]
fn a_board_of_mybb() {
    check(
        include_str!("threads/mybb.html"),
        "
article “Paint for the hull” [per_h] : Which paint keeps the barnacles off in warm water?
comment [lena]  under 0: None. Scrape them.",
    );
}

#[test]
fn a_board_where_ranks_stand_before_names() {
    check(
        include_str!("threads/khoros.html"),
        "
article “Pump will not start” [HansK] : The pump at slip two does not start since the frost. The fuse is whole.
comment [MiraS]  under 0: Then warm the switch with a lamp.",
    );
}

#[test]
fn an_issue_and_its_events() {
    check(
        include_str!("threads/github.html"),
        "
article “Clock drifts by a minute a day #12” [mira] 2031-03-01T08:00:00Z: The clock of the tide table drifts by a minute a day when no signal comes in.
comment [tom] 2031-03-02T08:00:00Z under 0: It counts from the last signal. Please try the branch with the new counter.",
    );
}

#[test]
fn a_question_and_its_answer() {
    check(
        include_str!("threads/stackexchange.html"),
        "
article “How do I moor a ferry in wind?” [mira] 2031-03-01T08:00:00: Our ferry swings off its pier as soon as the wind turns to the east. We use two lines. / How many should we use?
comment [old salt] 2031-03-01T10:15:00Z under 0: Six: two breast lines, two springs, a bow line and a stern line. / We use two lines. / That is for rowing boats.",
    );
}
