//! What must hold of every page, on invented pages, on generated markup and, where present, on all public pages.

use super::tree::{Data, Tree};
use super::{Found, Nature, Page, block, split, visible};
use crate::{Context, Limits, Sign};
use dateline_record::{CaptureId, Document, Kind, Method, When};
use proptest::prelude::*;

fn page<'a>(text: &'a str, nature: Nature, context: &'a Context, limits: &'a Limits) -> Page<'a> {
    Page { capture: CaptureId::of(text.as_bytes()), part: 0, text, nature, address: None, context, limits }
}

fn read(markup: &str) -> Found {
    split(&page(markup, Nature::Page, &Context::default(), &Limits::default())).expect("no limit of time")
}

fn article(found: &Found) -> &Document {
    found.documents.iter().find(|document| document.kind == Kind::Article).expect("an article")
}

/// Letters only: what is left when white space and what a browser does not draw are gone.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'))
        .collect()
}

/// All visible text in tree order, found without the blocks.
fn seen(tree: &Tree, raw: &str) -> Vec<char> {
    let mut words = String::new();
    let mut at = tree.following(0, 0, true);
    while let Some(id) = at {
        let node = tree.node(id);
        let mut deeper = true;
        match &node.data {
            Data::Element(element) => {
                deeper = !visible::hides(element, false) || !tree.scripting && &*element.name == "noscript"
            }
            Data::Text => words.push_str(&raw[node.start as usize..node.end as usize]),
            Data::Replaced(text) => words.push_str(text),
            Data::Document | Data::Nothing => {}
        }
        at = tree.following(id, 0, deeper);
    }
    let mut letters: Vec<char> = letters(&words).chars().collect();
    letters.sort_unstable();
    letters
}

/// Everything that must hold of the documents of any page.
fn hold(raw: &str, nature: Nature, context: &Context) -> Result<(), String> {
    let limits = Limits::default();
    let found = split(&page(raw, nature, context, &limits)).map_err(|refusal| refusal.to_string())?;
    let mut end = 0;
    let mut spans: Vec<_> = found.documents.iter().flat_map(|document| document.spans.iter().copied()).collect();
    spans.sort();
    for span in &spans {
        raw.get(span.range()).ok_or_else(|| format!("{span:?} does not slice"))?;
        if span.start() < end {
            return Err(format!("{span:?} overlaps"));
        }
        end = span.end();
    }
    let mut words = String::new();
    for document in &found.documents {
        if !document.spans.is_sorted() {
            return Err("spans out of order".into());
        }
        let mut last = 0;
        for piece in document.text.pieces() {
            let own = &document.text.as_str()[piece.text_range()];
            let source = raw.get(piece.span().range()).ok_or("a piece does not slice")?;
            if piece.is_verbatim() && own != source {
                return Err(format!("verbatim {own:?} is not {source:?}"));
            }
            if !piece.is_verbatim() && !own.trim().is_empty() && !source.contains(['&', '\0', '\r']) {
                return Err(format!("{own:?} stands for {source:?}"));
            }
            if piece.span().start() < last {
                return Err(format!("{piece:?} runs back"));
            }
            last = piece.span().start();
            if !document.spans.iter().any(|span| span.intersection(piece.span()) == Some(piece.span())) {
                return Err(format!("{piece:?} lies outside of its document"));
            }
        }
        words.push_str(document.text.as_str());
    }
    // Whole, every visible letter is in a text; split, furniture of the article is in its spans only.
    let (tree, _) = super::tree_and_blocks(&page(raw, nature, context, &limits), &mut Vec::new())
        .map_err(|refusal| refusal.to_string())?;
    if nature == Nature::FeedEntry {
        let mut told: Vec<char> = letters(&words).chars().collect();
        told.sort_unstable();
        if told != seen(&tree, raw) {
            return Err(format!("told {told:?}, seen {:?}", seen(&tree, raw)));
        }
    } else {
        let blocks = block::cut(&tree, raw, nature, &limits).map_err(|refusal| refusal.to_string())?;
        for bit in blocks.iter().flat_map(|block| &block.pieces) {
            if !spans.iter().any(|span| span.start() <= bit.start as usize && bit.end as usize <= span.end()) {
                return Err(format!("{bit:?} is in no document"));
            }
        }
    }
    Ok(())
}

fn check_holds(raw: &str) {
    for nature in [Nature::Page, Nature::Mail, Nature::FeedEntry] {
        if let Err(broken) = hold(raw, nature, &Context::default()) {
            panic!("{broken} in {raw:?}");
        }
    }
}

/// Checks the one paragraph's words and what stands for them in the markup.
fn check(markup: &str, words: &str) {
    let found =
        split(&page(markup, Nature::FeedEntry, &Context::default(), &Limits::default())).expect("no limit of time");
    let text = found.documents.first().map_or("", |document| document.text.as_str());
    assert_eq!(text, words, "{markup:?}");
    check_holds(markup);
}

#[test]
fn white_space_collapses_as_in_a_browser() {
    check("<p>One \n  two</p>", "One two");
    check("<p> One<b> two</b> <i> three </i></p>", "One two three");
    check("<p>One<p>Two<div>Three</div>Four", "One\n\nTwo\n\nThree\n\nFour");
    check("<p>One<br>two<br><br>three", "One\ntwo\n\nthree");
    check("<pre>One\ntwo</pre>", "One\ntwo");
}

#[test]
fn character_references_stand_for_their_characters() {
    check("<p>Pek &amp; Rudd", "Pek & Rudd");
    check("<p>Pek &amp Rudd", "Pek & Rudd");
    check("<p>AT&T &copy 2031 &notit; &#8217;s &#x2019 &bogus; &", "AT&T © 2031 ¬it; ’s ’ &bogus; &");
    check("<p>a &NotEqualTilde; b &acE;", "a ≂̸ b ∾̳");
    check("&amp", "&");
    check("x &noti", "x ¬i");
}

#[test]
fn carriage_returns_and_nuls_keep_their_places() {
    check("<p>One\r\ntwo\rthree\r\n", "One two three");
    check("<p>One\0two", "Onetwo");
    check("\r\n\r\n<p>\r\nOne", "One");
    check("<textarea>a\0b</textarea>", "a\u{fffd}b");
}

#[test]
fn broken_markup_is_read_as_html5ever_reads_it() {
    check("<table>One<tr><td>two</table>three", "One\n\ntwo\n\nthree");
    check("a < b <3 << c", "a < b <3 << c");
    check("a</>b<!-- c -->d<!x>e<?php f ?>g", "abdeg");
    check("<svg><![CDATA[a < b\r\nc]]>d<title>no</title></svg>", "a < b cd");
    check("<plaintext>a <b> &amp; c", "a <b> &amp; c");
    check("<p>a<script>b('</p>')</script>c", "ac");
    check("<p>a<script><!-- <script> </script> --></script>c", "ac");
    check("<math><mi>x</mi></math><style>p{}</style>", "x");
}

#[test]
fn what_is_hidden_is_in_no_document() {
    check("<p>a<div style='color:red; display : NONE'>b</div><div hidden>c</div><template>d</template>", "a");
    check("<noscript>a</noscript><p>b", "b");
}

#[test]
fn a_page_that_only_scripts_fill_is_read_as_without_scripts() {
    let words = "The harbour of Velm reopened on Tuesday after four days, the port’s master said. ".repeat(6);
    let found = read(&format!("<html><body><div id=app></div><noscript><h1>Harbour</h1><p>{words}</p></noscript>"));
    assert_eq!(article(&found).text.as_str(), words.trim());
}

#[test]
fn a_mails_preheader_is_in_no_document() {
    let markup = "<div style=\"max-height:0px;overflow:hidden\">Peek</div><p>Read this";
    let found = split(&page(markup, Nature::Mail, &Context::default(), &Limits::default())).expect("no limit of time");
    assert_eq!(found.documents[0].text.as_str(), "Read this");
}

const PAGE: &str = "<html lang=en-GB><head><title>Harbour reopens after storm | Harbour Post</title>
<meta property=og:title content='Harbour reopens after storm'><meta property='og:site_name' content='Harbour Post'>
<link rel=canonical href='https://harbourpost.example/2031/05/04/harbour-reopens'>
<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Harbour reopens after storm\",
\"author\":[{\"@type\":\"Person\",\"name\":\"Ana Pek\"},{\"@type\":\"Person\",\"name\":\"Tom Rudd\"}],
\"articleSection\":\"Coast\"}]}</script></head>
<body><nav><ul><li><a href=/>Home</a><li><a href=/coast>Coast and harbours</a></ul></nav>
<article><h1>Harbour reopens after storm</h1><p class=byline>By Ana Pek and Tom Rudd</p>
<p>The harbour of Velm reopened on Tuesday after four days, the port&rsquo;s master said, and the first ferries left at noon.</p>
<figure><img src=a.jpg><figcaption>Ferries wait in the harbour. Photo: L. Oh</figcaption></figure>
<p>Insurers put the damage at <a href='https://lloyd.example/velm'>forty million crowns</a>, twice what the town had feared.</p>
<div class=related><h3>Related stories</h3><a href=/a>Storm closes the harbour of Velm</a></div>
<p>“We were lucky,” said the harbour master, Ida Sorn, who has run the port for eleven years and seen three such storms.</p>
</article><footer><p>© 2031 Harbour Post. All rights reserved.</p></footer></body></html>";

#[test]
fn the_article_of_a_page_stands_apart_from_the_rest() {
    let found = read(PAGE);
    let own = article(&found);
    assert!(own.text.as_str().starts_with("The harbour of Velm"), "{}", own.text.as_str());
    assert!(own.text.as_str().ends_with("three such storms."));
    assert_eq!(own.text.as_str().split("\n\n").count(), 3);
    assert_eq!(found.documents.len(), 2);
    let rest = found.documents.iter().find(|document| document.kind == Kind::Boilerplate).expect("the rest");
    assert!(rest.text.as_str().contains("Coast and harbours") && rest.text.as_str().contains("Related stories"));
    check_holds(PAGE);
}

#[test]
fn facts_come_from_the_markup_and_their_spans_from_the_page() {
    let found = read(PAGE);
    let own = article(&found);
    let title = own.title.as_ref().expect("a title");
    assert_eq!(title.text, "Harbour reopens after storm");
    assert!(PAGE[..title.span.expect("its span").start()].ends_with("<h1>"));
    let names: Vec<&str> = own.byline.iter().map(|byline| byline.name.as_str()).collect();
    assert_eq!(names, ["Ana Pek", "Tom Rudd"]);
    assert_eq!(&PAGE[own.byline[1].span.expect("its span").range()], "Tom Rudd");
    assert_eq!(own.outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(own.section.as_deref(), Some("Coast"));
    assert_eq!(own.language.as_deref(), Some("en"));
    let (address, link) = (&own.links[0], &own.links[1]);
    assert_eq!(
        (address.address.as_str(), address.span),
        ("https://harbourpost.example/2031/05/04/harbour-reopens", None)
    );
    assert_eq!((link.text.as_str(), link.address.as_str()), ("forty million crowns", "https://lloyd.example/velm"));
    assert_eq!(&PAGE[link.span.expect("its span").range()], "forty million crowns");
}

/// Checks the date of publication of a page with these lines in its head and under its headline.
fn check_published(head: &str, under: &str, expected: Option<(&str, Method)>) {
    let page = PAGE.replace("<link rel=canonical href='https://harbourpost.example/2031/05/04/harbour-reopens'>", head);
    let page = page.replace("<p class=byline>", &format!("{under}<p class=byline>"));
    let found = read(&page);
    let own = article(&found).published.as_ref();
    assert_eq!(own.map(|when| (when.edtf.as_str(), when.method)), expected, "{head} {under}");
    assert!(!article(&found).text.as_str().contains("May 4"), "{under}");
}

#[test]
fn the_date_comes_from_the_markup_before_the_page_before_the_address() {
    let meta = "<meta property=article:published_time content=2031-05-04>";
    let address = "<link rel=canonical href='https://harbourpost.example/2031/05/04/harbour'>";
    check_published(
        meta,
        "<time datetime=2031-05-04T09:00+02:00>May 4</time>",
        Some(("2031-05-04", Method::Structured)),
    );
    check_published(meta, "<p>Updated May 9, 2031</p>", Some(("2031-05-04", Method::Structured)));
    check_published(meta, "<time datetime=2024-01-09>Jan 9, 2024</time>", Some(("2024-01-09", Method::Inferred)));
    check_published(address, "<time datetime=2031-05-03>May 3</time>", Some(("2031-05-03", Method::Structured)));
    check_published(address, "<p>Published May 4, 2031</p>", Some(("2031-05-04", Method::Written)));
    check_published(address, "", Some(("2031-05-04", Method::Address)));
    check_published("", "<p>Updated May 4, 2031</p>", Some(("2031-05-04", Method::Fallback)));
    check_published(
        "",
        "<p>Updated <time datetime=2031-05-04>today</time></p>",
        Some(("2031-05-04", Method::Fallback)),
    );
    check_published("", "", None);
}

#[test]
fn a_logo_is_no_headline() {
    let found = read(
        &PAGE
            .replace("<body>", "<body><h1><a href=/>Harbour Post</a></h1>")
            .replace("og:title", "og:other")
            .replace("<title>Harbour reopens after storm | Harbour Post</title>", "<title>Storm</title>"),
    );
    assert_eq!(article(&found).title.as_ref().map(|title| title.text.as_str()), Some("Harbour reopens after storm"));
}

#[test]
fn a_trail_of_links_names_the_section() {
    let trail =
        "<div class=breadcrumbs><a href=/>Home</a> › <a href=/coast>Coast</a> › <a href=/coast/ferry>Ferries</a></div>";
    let page =
        PAGE.replace("\"articleSection\":\"Coast\"", "\"x\":1").replace("<article>", &format!("<article>{trail}"));
    assert_eq!(article(&read(&page)).section.as_deref(), Some("Ferries"));
}

#[test]
fn a_language_that_the_text_contradicts_is_none() {
    let page = PAGE.replace("lang=en-GB", "lang=fr-FR").replace(
        "<p>Insurers",
        &format!(
            "<p>{}</p><p>Insurers",
            "The harbour of the town was shut, and that was for the best of it. ".repeat(6)
        ),
    );
    assert_eq!(article(&read(&page)).language, None);
}

#[test]
fn what_the_caller_states_beats_the_page() {
    let given = dateline_when::stamp("2031-05-05").map(|when| When { method: Method::Given, ..when });
    let context = Context { outlet: Some("Velm Herald".into()), published: given.clone(), ..Context::default() };
    let found = split(&page(PAGE, Nature::Page, &context, &Limits::default())).expect("no limit of time");
    assert_eq!(article(&found).outlet.as_deref(), Some("Velm Herald"));
    assert_eq!(article(&found).published, given);
}

#[test]
fn a_date_after_the_capture_is_none() {
    let captured = dateline_when::stamp("2031-05-01");
    let context = Context { captured, ..Context::default() };
    let found = split(&page(PAGE, Nature::Page, &context, &Limits::default())).expect("no limit of time");
    assert_eq!(article(&found).published, None);
}

#[test]
fn a_front_page_is_a_listing() {
    let item = |n: usize| {
        format!(
            "<div class=card><h3><a href=/{n}>Ferry number {n} leaves the harbour late again</a></h3><p>By noon.</p></div>"
        )
    };
    let items: String = (0..20).map(item).collect();
    let found = read(&format!("<body><nav><a href=/>Home</a></nav><main>{items}</main><footer>© 2031</footer>"));
    let kinds: Vec<Kind> = found.documents.iter().map(|document| document.kind).collect();
    let entries = kinds.iter().filter(|kind| **kind == Kind::Brief).count();
    assert!(entries == 20 && !kinds.contains(&Kind::Article), "{kinds:?}");
}

#[test]
fn a_page_of_a_few_words_is_those_words() {
    let found = read("<title>Velm</title><h1>Harbour reopens</h1><p>Ferries leave at noon.</p>");
    assert_eq!(article(&found).text.as_str(), "Ferries leave at noon.");
    assert_eq!(article(&found).title.as_ref().map(|title| title.text.as_str()), Some("Harbour reopens"));
}

#[test]
fn a_document_without_words_is_none() {
    for document in read("<h1>Harbour reopens after storm</h1><nav><a href=/>Home</a></nav>").documents {
        assert!(!document.text.is_empty(), "{document:?}");
    }
}

#[test]
fn readers_comments_are_not_the_article() {
    let comments =
        "<div id=comments><h3>Comments</h3><p>I waited four days on that quay, and nobody told us a thing.</p></div>";
    let found = read(&PAGE.replace("</article>", &format!("</article>{comments}")));
    assert!(!article(&found).text.as_str().contains("on that quay"));
}

#[test]
fn a_page_kept_whole_is_one_article() {
    let context = Context { whole: true, ..Context::default() };
    let found = split(&page(PAGE, Nature::Page, &context, &Limits::default())).expect("no limit of time");
    assert_eq!(found.documents.len(), 1);
    assert!(found.documents[0].text.as_str().contains("Coast and harbours"));
}

#[test]
fn deep_nesting_and_too_many_elements_are_cut_and_said() {
    let deep = format!("{}words", "<div>".repeat(100_000));
    let found = read(&deep);
    assert_eq!(found.signs, [Sign::NestingCapped { limit: 512 }]);
    assert_eq!(found.documents[0].text.as_str(), "words");
    let limits = Limits { elements: 50, ..Limits::default() };
    let many = "<p>x".repeat(100);
    let found = split(&page(&many, Nature::FeedEntry, &Context::default(), &limits)).expect("no limit of time");
    assert_eq!(found.signs, [Sign::ElementsCapped { limit: 50 }]);
    assert_eq!(letters(found.documents[0].text.as_str()).len(), 100);
}

/// Scraps of markup that, joined in any order, make tags that do not match and text in odd places.
const SCRAPS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=related>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<svg>",
    "</svg>",
    "<math><mtext>",
    "<![CDATA[",
    "]]>",
    "<plaintext>",
    "<textarea>",
    "</textarea>",
    "<!--",
    "-->",
    "<br>",
    "<select>",
    "<option>",
    "</select>",
    "<pre>",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "&amp;",
    "&amp",
    "&",
    "&#65;",
    "&#65",
    "&notin;",
    "&noti",
    "&NotEqualTilde;",
    "&#0;",
    "&#128;",
    "<",
    "</",
    "</>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<template>",
    "</template>",
    "<li>",
    "<ul>",
    "</ul>",
    "<h1>",
    "</h1>",
    " ",
    "  ",
    "\u{a0}",
    "\u{ad}",
    "ä",
    "“so”",
    "word ",
    "Some words that make a sentence of prose, long enough to be worth something. ",
    "<frameset>",
    "<body>",
    "<head>",
    "<form>",
    "<font color=red>",
    "<i>",
    "</i>",
    "<nobr>",
    "<button>",
    "<noscript>",
    "</noscript>",
    "<iframe>",
    "</iframe>",
    "<xmp>",
    "<?x",
    "<!x>",
    "<caption>",
    "<col>",
    "<p hidden>",
    "<span style='display:none'>",
    "</span>",
    "&lt;",
    "]]",
    "<img alt='&amp;'",
];

proptest! {
    #[test]
    fn it_holds_on_any_markup(scraps in proptest::collection::vec(0..SCRAPS.len(), 0..40)) {
        let raw: String = scraps.into_iter().map(|scrap| SCRAPS[scrap]).collect();
        for nature in [Nature::Page, Nature::FeedEntry] {
            if let Err(broken) = hold(&raw, nature, &Context::default()) {
                return Err(TestCaseError::fail(format!("{broken} in {raw:?}")));
            }
        }
    }
}

/// All public pages, where they are present: `cargo test --release -p dateline-extract -- --ignored public_pages`.
#[test]
#[ignore = "reads ../shared/gold"]
fn it_holds_on_all_public_pages() {
    use std::io::Read;
    let gold = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gold");
    let mut folders = vec![gold];
    let (mut count, mut broken) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".html.gz") {
                let mut bytes = Vec::new();
                let file = std::fs::File::open(&path).expect("readable");
                flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).expect("gzip");
                let raw = String::from_utf8_lossy(&bytes);
                for nature in [Nature::Page, Nature::FeedEntry] {
                    if let Err(what) = hold(&raw, nature, &Context::default()) {
                        broken.push(format!("{}: {}", path.display(), what.chars().take(300).collect::<String>()));
                    }
                }
                count += 1;
            }
        }
    }
    println!("{count} pages");
    assert!(broken.is_empty(), "{} broken: {:#?}", broken.len(), &broken[..broken.len().min(10)]);
}

#[test]
fn a_byline_with_its_date_below_is_no_text() {
    let found = read(
        "<html><body><h1>The ferry is back in Turvik</h1><p>By Mira Solm and Per Holt<br>Published 6 November 2025 at 14:05</p>
<p>The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter.</p>
<p>Nobody was hurt when it left in the night of Sunday, said the harbour master, who had slept on board.</p></body></html>",
    );
    let article = article(&found);
    assert!(article.text.as_str().starts_with("The ferry came back"), "{}", article.text.as_str());
    assert_eq!(article.byline.iter().map(|by| by.name.as_str()).collect::<Vec<_>>(), ["Mira Solm", "Per Holt"]);
    assert!(article.published.as_ref().is_some_and(|when| when.edtf.starts_with("2025-11-06")));
}

#[test]
fn a_front_page_with_its_date_is_a_listing() {
    let links: String = (0..6).map(|n| format!("<li><a href='/{n}'>The ferry of Turvik, story {n}</a></li>")).collect();
    let found = read(&format!(
        "<html><body><h1>Turvik Post: all that moves</h1><p>Wednesday 29 October 2025</p><ul>{links}</ul></body></html>"
    ));
    assert!(found.documents.iter().all(|document| !document.kind.is_read()), "{:?}", found.documents);
}
