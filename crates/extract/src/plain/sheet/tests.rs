//! Newsletters as plain text, as outlines.

use crate::plain::testing::check;

const LETTER: &str = "
Will the ferry stay?

From: Turvik Post's Harbour Daily - Thursday Dec 07,2028 08:15 pm
All that moves on the water, every evening.
Nov 27, 2031 View in browser

Harbour Daily newsletter logo

By Mira Solm and Per Holt

Boats wait before the pier in Turvik on a Monday.

The pier has been closed since March. | Jo Ek/AFP/Getty Images

With help from Ida Berg

The owner of the ferry will ask the council of Turvik this week whether it may stay where it is, three people say.

“We have nowhere to go,” said ELIN VIK, who runs the ferry.

A message from Acme Rope:

Rope that holds.

Learn how our rope holds the boats of tomorrow today and for all time to come.

\u{a0}
The Inbox

BRIDGE HOLDS: The bridge to Sandsund holds, our own JO EK reports.

Nobody was hurt. The council met at noon.

Read: The keeper who saw it first by our own JO EK

GOOD NIGHT: Thanks for reading Harbour Daily. Send your tips to desk@example.org.

Follow the rest of the team: @mira, @perholt, and @joek.

\u{a0}

RIDE WITH US: Get insider access to the harbour with our new pass. SUBSCRIBE NOW.

\u{a0}
Comings and Goings

FIRST IN HARBOUR DAILY: IDA BERG is leaving the council, where she has been clerk.

PER VIK was named harbour master of Sandsund.

JO SUND is now head of the rope works.

What to Read

MIRA SOLM, Turvik Post: The ferry that came back

IDA BERG and JO EK, The Islander: Who owns the pier

Tomorrow

The Harbour Institute, 9 a.m.: The ferry and its owners

The Islander Live, 11:30 a.m.: A talk about the pier

Thanks to our editor, Kari Moe, who never sleeps.

Follow us on Wall

Mira Solm @mira

Manage your preferences by post at https://example.org/

This email was sent to by: Turvik Post, 1 Pier Road
";

#[test]
fn a_newsletter_falls_into_its_items() {
    check(
        LETTER,
        "
article “Will the ferry stay?” by Mira Solm, Per Holt, Ida Berg (contributor) Turvik Post's Harbour Daily
  The owner of the ferry will ask the council of Turvik this week whether it may stay where it is, three people say.
  “We have nowhere to go,” said ELIN VIK, who runs the ferry.
boilerplate Turvik Post's Harbour Daily
  From: Turvik Post's Harbour Daily - Thursday Dec 07,2028 08:15 pm
  All that moves on the water, every evening.
  Nov 27, 2031 View in browser
  Harbour Daily newsletter logo
advertisement Turvik Post's Harbour Daily
  A message from Acme Rope:
  Rope that holds.
  Learn how our rope holds the boats of tomorrow today and for all time to come.
brief “BRIDGE HOLDS” Turvik Post's Harbour Daily §The Inbox
  The bridge to Sandsund holds, our own JO EK reports.
  Nobody was hurt. The council met at noon.
listing Turvik Post's Harbour Daily §The Inbox
  Read: The keeper who saw it first by our own JO EK
boilerplate Turvik Post's Harbour Daily
  GOOD NIGHT: Thanks for reading Harbour Daily. Send your tips to desk@example.org.
  Follow the rest of the team: @mira, @perholt, and @joek.
advertisement Turvik Post's Harbour Daily
  RIDE WITH US: Get insider access to the harbour with our new pass. SUBSCRIBE NOW.
brief “FIRST IN HARBOUR DAILY” Turvik Post's Harbour Daily §Comings and Goings
  IDA BERG is leaving the council, where she has been clerk.
brief Turvik Post's Harbour Daily §Comings and Goings
  PER VIK was named harbour master of Sandsund.
brief Turvik Post's Harbour Daily §Comings and Goings
  JO SUND is now head of the rope works.
listing Turvik Post's Harbour Daily §What to Read
  MIRA SOLM, Turvik Post: The ferry that came back
  IDA BERG and JO EK, The Islander: Who owns the pier
calendar Turvik Post's Harbour Daily §Tomorrow
  The Harbour Institute, 9 a.m.: The ferry and its owners
  The Islander Live, 11:30 a.m.: A talk about the pier
boilerplate Turvik Post's Harbour Daily
  Thanks to our editor, Kari Moe, who never sleeps.
boilerplate Turvik Post's Harbour Daily
  Follow us on Wall
  Mira Solm @mira
  Manage your preferences by post at https://example.org/
  This email was sent to by: Turvik Post, 1 Pier Road
",
    );
}

#[test]
fn a_transcript_is_no_newsletter() {
    let text = "
View in browser

The council heard the owner of the ferry on Monday.

MR. HOLT: Where was the ferry?

MS. VIK: At sea, where ferries are.

MR. HOLT: And who steered it?

MS. VIK: The keeper did, I think.

MR. HOLT: Nobody saw him.

Unsubscribe
";
    assert!(super::told::is_newsletter(&crate::plain::testing::lines(text)).eq(&false));
}

#[test]
fn dashes_links_and_hours_make_lists() {
    check(
        "
Harbour Morning

View in browser

By Mira Solm and Per Holt

The Inbox

BRIDGE HOLDS: The bridge to Sandsund holds, the council said.

** A message from Acme Rope: Rope that holds the boats of tomorrow. See https://rope.example/r **

COUNCIL MEETS: The council met at noon and spoke of planks.

Movers and Shakers

-- IDA BERG is now clerk of Sandsund. She was clerk of Turvik.

-- PER VIK has joined the rope works as its bookkeeper.

Quote of the Day

“A keeper who asks is a guest.”

-- JO EK, at the council.

What We're Reading

-- The ferry that came back, by Elin Moe of The Islander: https://islander.example/f

-- Who owns the pier, via Turvik Post: https://turvik.example/p

On Tap Today

9 a.m. -- The council meets. Pier House.

2 p.m. -- The keeper speaks about his lamp. Room 11.

Thanks to our editor, Kari Moe, who never sleeps.

This email was sent to you by: Turvik Post, 1 Pier Road
",
        "
boilerplate
  Harbour Morning
boilerplate
  View in browser
brief “BRIDGE HOLDS” by Mira Solm, Per Holt §The Inbox
  The bridge to Sandsund holds, the council said.
advertisement
  ** A message from Acme Rope: Rope that holds the boats of tomorrow. See https://rope.example/r **
brief “COUNCIL MEETS” §The Inbox
  The council met at noon and spoke of planks.
brief §Movers and Shakers
  -- IDA BERG is now clerk of Sandsund. She was clerk of Turvik.
brief §Movers and Shakers
  -- PER VIK has joined the rope works as its bookkeeper.
brief §Quote of the Day
  “A keeper who asks is a guest.”
  -- JO EK, at the council.
listing §What We're Reading
  -- The ferry that came back, by Elin Moe of The Islander: https://islander.example/f
  -- Who owns the pier, via Turvik Post: https://turvik.example/p
calendar §On Tap Today
  9 a.m. -- The council meets. Pier House.
  2 p.m. -- The keeper speaks about his lamp. Room 11.
boilerplate
  Thanks to our editor, Kari Moe, who never sleeps.
boilerplate
  This email was sent to you by: Turvik Post, 1 Pier Road
",
    );
}
