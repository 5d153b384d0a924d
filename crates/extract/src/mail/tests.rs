//! Mails, written by hand: what comes out of which part.

use crate::{Context, Extracted, Limits, extract};
use proptest::prelude::*;

fn read(mail: &str) -> Extracted {
    extract(mail.replace('\n', "\r\n").as_bytes(), &Context::default(), &Limits::default()).unwrap()
}

#[track_caller]
fn check(mail: &str, expected: &str) {
    let found = read(mail);
    let shown: Vec<String> = found
        .documents
        .iter()
        .map(|document| {
            let title = document.title.as_ref().map_or(String::new(), |title| format!(" “{}”", title.text));
            let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
            let outlet = document.outlet.as_deref().unwrap_or_default();
            let text = document.text.as_str().replace("\r\n", " ");
            format!("{}{title} [{}] {outlet}: {text}\n", document.kind, names.join(", "))
        })
        .chain(found.signs.iter().map(|sign| format!("! {sign}\n")))
        .collect();
    assert_eq!(shown.concat().trim(), expected.trim());
}

#[test]
fn headers_give_title_and_outlet() {
    check(
        "From: \"Turvik Post's Harbour Daily\" <news@example.org>
Subject: =?utf-8?q?The_ferry_=E2=80=93_back?=
Date: Thu, 30 Nov 2023 21:05:00 +0000

The ferry came back on Monday, the council said.
",
        "article “The ferry – back” [] Turvik Post's Harbour Daily: The ferry came back on Monday, the council said.",
    );
}

#[test]
fn a_persons_name_is_a_byline() {
    check(
        "From: Mira Solm <mira@example.org>
Subject: The ferry

The ferry came back on Monday, the council said.
",
        "article “The ferry” [Mira Solm] : The ferry came back on Monday, the council said.",
    );
}

#[test]
fn of_alternatives_one_is_read_and_its_twin_kept() {
    let found = read(
        "From: Mira Solm <mira@example.org>
Subject: The ferry
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=xx

--xx
Content-Type: text/plain; charset=utf-8

The ferry came back on Monday, the council said.
--xx
Content-Type: text/html; charset=utf-8

<p>The ferry came back on <b>Monday</b>, the council said.</p>
--xx--
",
    );
    assert_eq!(found.parts.iter().map(|p| p.media_type.as_str()).collect::<Vec<_>>(), ["text/html", "text/plain"]);
    assert_eq!(found.parts.iter().map(|p| p.alternative).collect::<Vec<_>>(), [None, Some(0)]);
    assert!(found.documents.iter().all(|d| d.spans.iter().all(|span| span.part() == 0)));
}

#[test]
fn an_attachment_without_text_is_named() {
    check(
        "From: Mira Solm <mira@example.org>
Subject: The ferry
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=xx

--xx
Content-Type: text/plain

The ferry came back on Monday, the council said.
--xx
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--xx--
",
        "article “The ferry” [Mira Solm] : The ferry came back on Monday, the council said.
! part 2 (image/png) holds no text",
    );
}

#[test]
fn a_mail_without_a_body_says_so_and_its_subject_is_read() {
    check(
        "From: Mira Solm <mira@example.org>\nSubject: The ferry is back\n\n",
        "boilerplate [] : 
brief “The ferry is back” [Mira Solm] : The ferry is back
! the mail has no body; its headers were read",
    );
}

#[test]
fn a_mail_within_a_mail_keeps_its_own_headers() {
    check(
        "From: Mira Solm <mira@example.org>
Subject: Look
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=xx

--xx
Content-Type: text/plain

See below, please, what they wrote to us.
--xx
Content-Type: message/rfc822

From: Ida Berg <ida@example.org>
Subject: The ferry

The ferry came back on Monday, the council said.
--xx--
",
        "article “Look” [Mira Solm] : See below, please, what they wrote to us.
article “The ferry” [Ida Berg] : The ferry came back on Monday, the council said.",
    );
}

#[test]
fn a_lying_charset_is_found_out() {
    check(
        "From: Mira Solm <mira@example.org>
Subject: The ferry
Content-Type: text/plain; charset=us-ascii
Content-Transfer-Encoding: quoted-printable

Jo=C3=A3o said the ferry came back on Monday.
",
        "article “The ferry” [Mira Solm] : João said the ferry came back on Monday.
! declared as windows-1252, read as UTF-8",
    );
}

#[test]
fn an_mbox_holds_several_mails() {
    check(
        "From mira@example.org Thu Nov 30 21:05:00 2023
From: Mira Solm <mira@example.org>
Subject: One

The ferry came back on Monday, the council said.

From ida@example.org Thu Nov 30 22:05:00 2023
From: Ida Berg <ida@example.org>
Subject: Two

The ferry left on Tuesday, the council said.
",
        "article “One” [Mira Solm] : The ferry came back on Monday, the council said.
article “Two” [Ida Berg] : The ferry left on Tuesday, the council said.",
    );
}

#[test]
fn an_mbox_gives_back_what_it_marked() {
    check(
        "From mira@example.org Thu Nov 30 21:05:00 2023
From: Mira Solm <mira@example.org>
Subject: One

The ferry came back on Monday, the council said.

>From Tuesday on it sails at noon.

From ida@example.org Thu Nov 30 22:05:00 2023
From: Ida Berg <ida@example.org>
Subject: Two

The ferry left on Tuesday, the council said.
",
        "article “One” [Mira Solm] : The ferry came back on Monday, the council said.\n\nFrom Tuesday on it sails at noon.
article “Two” [Ida Berg] : The ferry left on Tuesday, the council said.",
    );
}

#[test]
fn a_mail_passed_on_is_its_writers_and_the_note_the_senders() {
    let found = read(
        "From: Mira Solm <mira@example.org>
Subject: Fwd: The pier
Date: Fri, 1 Dec 2023 08:00:00 +0000

For the file. I rang the harbour master, who says the same.

---------- Forwarded message ---------
From: Turvik Council <press@council.example>
Date: Thu, Nov 30, 2023 at 9:05 PM
Subject: The pier
To: Mira Solm <mira@example.org>

The pier is shut from Monday, the council said in a letter to the boat owners.
",
    );
    assert_eq!(
        outline(&found),
        [
            "article “Fwd: The pier” [Mira Solm]  2023-12-01T08:00:00Z: For the file. I rang the harbour master, who says the same.",
            "boilerplate [] : ---------- Forwarded message ---------\nFrom: Turvik Council <press@council.example>\n\
             Date: Thu, Nov 30, 2023 at 9:05 PM\nSubject: The pier\nTo: Mira Solm <mira@example.org>",
            "article “The pier” [] Turvik Council 2023-11-30T21:05: The pier is shut from Monday, the council said in a letter to the boat owners.",
        ]
    );
}

#[test]
fn a_mail_passed_on_in_markup_is_its_writers_too() {
    let found = read(
        "From: Mira Solm <mira@example.org>
Subject: Fwd: The pier
Date: Fri, 1 Dec 2023 08:00:00 +0000
Content-Type: text/html; charset=utf-8

<div dir=\"ltr\"><div>For the file. I rang the harbour master, who says the same.</div><br><div class=\"gmail_quote\"><div \
class=\"gmail_attr\">---------- Forwarded message ---------<br>From: <strong>Turvik Council</strong> <span>&lt;<a \
href=\"mailto:press@council.example\">press@council.example</a>&gt;</span><br>Date: Thu, Nov 30, 2023 at 9:05 PM<br>Subject: \
The pier<br>To: Mira Solm &lt;mira@example.org&gt;<br></div><br><p>The pier is shut from Monday, the council said.</p>\
<p>Boats go to the old quay.</p></div></div>
",
    );
    let shown = outline(&found);
    assert_eq!(shown.len(), 3, "{shown:#?}");
    assert_eq!(
        shown[0],
        "article “Fwd: The pier” [Mira Solm]  2023-12-01T08:00:00Z: For the file. I rang the harbour master, who says the same."
    );
    assert!(
        shown[1].starts_with("boilerplate") && shown[1].ends_with("To: Mira Solm <mira@example.org>"),
        "{}",
        shown[1]
    );
    assert_eq!(
        shown[2],
        "article “The pier” [] Turvik Council 2023-11-30T21:05: The pier is shut from Monday, the council said.\n\nBoats go to the old quay."
    );
    holds(&found);
}

#[test]
fn what_a_mail_answers_is_kept_apart() {
    let found = read(
        "From: Mira Solm <mira@example.org>
Subject: Re: The pier
Date: Fri, 1 Dec 2023 08:00:00 +0000

The council says the same. A member told me on Thursday that nobody was asked.

On Thu, 30 Nov 2023 at 21:05, Ida Berg wrote:
> The pier is shut from Monday, two people who carried the signs
> told me.

It will not open before spring, he said.
",
    );
    assert_eq!(
        outline(&found),
        [
            "article “Re: The pier” [Mira Solm]  2023-12-01T08:00:00Z: The council says the same. A member told me on Thursday that nobody \
             was asked.\n\nIt will not open before spring, he said.",
            "boilerplate [Ida Berg]  2023-11-30T21:05: On Thu, 30 Nov 2023 at 21:05, Ida Berg wrote:\nThe pier is shut from Monday, two \
             people who carried the signs\ntold me.",
        ]
    );
    holds(&found);
}

const RELEASE: &str = "<html><head><title>The pier is shut</title></head><body><article><h1>The pier is shut</h1><p>The pier in \
Turvik is shut from Monday, the council said in a letter that it sent to every owner of a boat in the harbour.</p><p>Nobody had \
been asked, said Jon Holt, who has tied up there for forty years and who found the letter under his door.</p></article></body></html>";

#[test]
fn what_is_attached_is_read_by_what_it_is() {
    let found = read(&format!(
        "From: Mira Solm <mira@example.org>
Subject: Two things
Date: Fri, 1 Dec 2023 08:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=xx

--xx
Content-Type: application/octet-stream; name=\"release.html\"
Content-Disposition: attachment; filename=\"release.html\"

{RELEASE}
--xx
Content-Type: application/octet-stream; name=\"old.eml\"
Content-Disposition: attachment; filename=\"old.eml\"

From: Ida Berg <ida@example.org>
Subject: The ferry
Date: Thu, 30 Nov 2023 08:00:00 +0000

The ferry came back on Monday, the council said.
--xx
Content-Type: text/calendar

BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Hearing
DTSTART:20231204T090000Z
END:VEVENT
END:VCALENDAR
--xx
Content-Type: application/octet-stream; name=\"pier.txt\"

%PDF-1.7 \u{1}
--xx--
"
    ));
    let shown = outline(&found);
    assert!(shown[0].starts_with("article “The pier is shut” []"), "{shown:#?}");
    assert_eq!(
        shown[1],
        "article “The ferry” [Ida Berg]  2023-11-30T08:00:00Z: The ferry came back on Monday, the council said."
    );
    assert_eq!(shown[2], "calendar “Hearing” []  2023-12-01T08:00:00Z: Hearing\n2023-12-04 09:00 UTC");
    assert_eq!(found.signs.iter().map(ToString::to_string).collect::<Vec<_>>(), ["pier.txt: not read: not text: PDF"]);
    holds(&found);
}

#[test]
fn mails_within_mails_are_read_to_any_depth_there_is() {
    let mut mail =
        "From: Ida Berg <ida@example.org>\nSubject: The ferry\n\nThe ferry came back on Monday, the council said.\n"
            .to_owned();
    for depth in 0..5 {
        mail = format!(
            "From: Mira Solm <mira@example.org>\nSubject: Look\nMIME-Version: 1.0\nContent-Type: multipart/mixed; \
             boundary=x{depth}\n\n--x{depth}\nContent-Type: message/rfc822\n\n{mail}\n--x{depth}--\n"
        );
    }
    check(&mail, "article “The ferry” [Ida Berg] : The ferry came back on Monday, the council said.");
}

fn outline(found: &Extracted) -> Vec<String> {
    let shown = found.documents.iter().map(|document| {
        let title = document.title.as_ref().map_or(String::new(), |title| format!(" “{}”", title.text));
        let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
        let outlet = document.outlet.as_deref().unwrap_or_default();
        let when = document.published.as_ref().map(|when| format!(" {}", when.edtf)).unwrap_or_default();
        format!("{}{title} [{}] {outlet}{when}: {}", document.kind, names.join(", "), document.text.as_str())
    });
    shown.collect()
}

/// Spans slice their part and share no byte.
fn holds(found: &Extracted) {
    let mut spans: Vec<_> = found.documents.iter().flat_map(|document| &document.spans).collect();
    assert!(spans.iter().all(|span| found.parts[span.part() as usize].text.get(span.range()).is_some()));
    spans.sort();
    assert!(spans.windows(2).all(|two| two[0].part() != two[1].part() || two[0].end() <= two[1].start()), "{spans:?}");
}

/// Lines of which quoting is made.
const SCRAPS: &[&str] = &[
    "The pier is shut.",
    "",
    "> ",
    ">> ",
    "---------- Forwarded message ---------",
    "-----Original Message-----",
    "From: Ida Berg <i@example.org>",
    "Date: 30 November 2023",
    "Subject: The pier",
    "To: a@example.org,",
    " b@example.org",
    "On 30 November 2023, Ida Berg wrote:",
    "Begin forwarded message:",
    "<blockquote>",
    "</blockquote>",
    "<br>",
    "<p>é&nbsp;",
    "Sent: Thursday",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn however_mails_are_quoted_each_word_is_in_one_document(
        picks in proptest::collection::vec((0..SCRAPS.len(), 0usize..3), 0..30),
        html: bool,
        answer: bool,
    ) {
        let media = if html { "text/html" } else { "text/plain" };
        let subject = if answer { "Re: a" } else { "a" };
        let lines: Vec<String> = picks.iter().map(|(pick, level)| format!("{}{}", "> ".repeat(*level), SCRAPS[*pick])).collect();
        let mail = format!("From: a@example.org\nSubject: {subject}\nContent-Type: {media}; charset=utf-8\n\n{}", lines.join("\n"));
        if let Ok(found) = extract(mail.as_bytes(), &Context::default(), &Limits::default()) {
            holds(&found);
        }
    }
}

#[test]
fn a_lists_digest_is_its_messages() {
    check(
        "From: harbour-request@turvik.example
Subject: harbour Digest V1 #7

harbour Digest    Thu, 30 Nov 2023    Issue: 7

In This Issue:
  The rot in the pier
  RE: The rot in the pier

----------------------------------------------------------------------

From: Ida Berg <ida@turvik.example>
Subject: The rot in the pier
Date: Thu, 30 Nov 2023 09:11:40 +0300

Has anybody seen the oldest planks
of the pier this week?

Ida

------------------------------

Date: Thu, 30 Nov 2023 13:44:18 +0200
From: Jon Holt <jon@turvik.example>
Subject: RE: The rot in the pier

> Has anybody seen the oldest planks
> of the pier this week?

I have. They are gone.

------------------------------

End of harbour Digest V1 #7
",
        "boilerplate [] : harbour Digest    Thu, 30 Nov 2023    Issue: 7
listing [] : In This Issue:\nThe rot in the pier\nRE: The rot in the pier
post “The rot in the pier” [Ida Berg] : Has anybody seen the oldest planks of the pier this week?\nIda
post “RE: The rot in the pier” [Jon Holt] : I have. They are gone.
boilerplate [] : End of harbour Digest V1 #7",
    );
}
