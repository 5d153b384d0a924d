//! What bytes are, found by looking at them: never by a file's name.
//!
//! Invariant: only the head of a capture is looked at (and all of it where it claims to be JSON).
//! After: the WHATWG MIME Sniffing Standard, file(1)'s magic numbers, RFC 5322.

use crate::Format;

/// Bytes of the head that are looked at.
const HEAD: usize = 64 << 10;

/// What the bytes are; the name of their kind where they are no text.
pub(crate) fn sniff(bytes: &[u8], head: &str) -> Result<Format, &'static str> {
    if let Some(name) = binary(bytes) {
        return Err(name);
    }
    if bytes.starts_with(b"WARC/") {
        return Ok(Format::Warc);
    }
    if is_mail(bytes) {
        return Ok(if is_saved_page(bytes) { Format::Mhtml } else { Format::Mail });
    }
    let head = lower_head(head);
    Ok(match markup(&head) {
        Some(format) => format,
        None if head.starts_with('{') && is_json_feed(&head) => Format::Feed,
        None => Format::Text,
    })
}

/// The head of a decoded text: in lower case, without what may stand before the first mark.
fn lower_head(text: &str) -> String {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0').to_ascii_lowercase()
}

const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "PNG image"),
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (8, b"WEBP", "WebP image"),
    (0, b"II*\0", "TIFF image"),
    (0, b"MM\0*", "TIFF image"),
    (0, b"\0\0\x01\0", "icon"),
    (0, b"%PDF-", "PDF"),
    (0, b"PK\x03\x04", "ZIP archive"),
    (0, b"PK\x05\x06", "ZIP archive"),
    (0, b"BZh", "bzip2 archive"),
    (0, b"\xfd7zXZ\0", "xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (257, b"ustar", "tar archive"),
    (0, b"\x7fELF", "ELF program"),
    (0, b"\xca\xfe\xba\xbe", "Java class or Mach-O program"),
    (0, b"\xcf\xfa\xed\xfe", "Mach-O program"),
    (0, b"\0asm", "WebAssembly program"),
    (0, b"SQLite format 3\0", "SQLite database"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office document"),
    (0, b"{\\rtf", "Rich Text document"),
    (0, b"OggS", "Ogg media"),
    (0, b"ID3", "MP3 sound"),
    (0, b"fLaC", "FLAC sound"),
    (8, b"WAVE", "WAVE sound"),
    (8, b"AVI ", "AVI film"),
    (4, b"ftyp", "MP4 film"),
    (0, b"\x1a\x45\xdf\xa3", "Matroska film"),
    (0, b"wOFF", "font"),
    (0, b"wOF2", "font"),
];

/// The name of a kind of bytes that are no text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC.iter().find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    if let Some((_, _, name)) = known {
        return Some(name);
    }
    let head = &bytes[..bytes.len().min(8 << 10)];
    if crate::charset::wide(head).is_some() {
        return None;
    }
    // NULs are passed over with a sign: they come from broken exports of text too. Other controls hardly do.
    let control = head.iter().filter(|b| matches!(b, 1..=8 | 0x0e..=0x1a | 0x1c..=0x1f)).count();
    let nul = head.iter().filter(|b| **b == 0).count();
    (control * 50 > head.len() || (nul * 5 > head.len() && nul < head.len())).then_some("binary data")
}

/// Headers of which two at the top make a mail.
const MAIL_HEADERS: &[&str] = &[
    "from",
    "date",
    "subject",
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "content-type",
    "to",
    "delivered-to",
    "x-mailer",
    "reply-to",
    "sender",
    "list-id",
    "list-unsubscribe",
    "dkim-signature",
    "envelope-to",
    "cc",
    "in-reply-to",
    "references",
    "x-original-to",
    "received-spf",
    "authentication-results",
    "arc-seal",
    "list-post",
];

/// Whether bytes open with the header of a mail: two headers that mails have, and none that is misshapen before them.
fn is_mail(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(bytes.len());
    let head = &bytes[start..bytes.len().min(start + HEAD)];
    let mut seen: Vec<String> = Vec::new();
    for (number, line) in head.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let envelope = number == 0 && (line.starts_with(b"From ") || line.starts_with(b">From "));
        if envelope || (number > 0 && matches!(line.first(), Some(b' ' | b'\t'))) {
            continue;
        }
        let colon = line.iter().position(|b| *b == b':').unwrap_or(0);
        let name = &line[..colon];
        if colon == 0 || !name.iter().all(|b| b.is_ascii_graphic()) {
            break;
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        if MAIL_HEADERS.contains(&name.as_str()) && !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen.len() >= 2
}

/// Whether a mail is none but a page that a browser saved: it comes from nobody, or says where its content is located,
/// and its parts belong together (RFC 2557).
fn is_saved_page(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let end = [&b"\r\n\r\n"[..], b"\n\n"].iter().filter_map(|gap| memchr::memmem::find(head, gap)).min();
    let head = String::from_utf8_lossy(&head[..end.unwrap_or(head.len())]).to_ascii_lowercase();
    let has = |name: &str| head.starts_with(name) || head.contains(&format!("\n{name}"));
    let related = head.contains("multipart/related") || (has("content-type: text/html") && has("content-location:"));
    let located = has("snapshot-content-location:") || has("content-location:");
    let by_browser = head.contains("<saved by") || has("x-mimeole:") || located;
    related && by_browser && !has("to:") && !has("received:") && !has("message-id:")
}

/// Elements that only a page opens with.
const PAGE_TAGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "div",
    "p",
    "table",
    "title",
    "meta",
    "script",
    "style",
    "article",
    "main",
    "section",
    "header",
    "h1",
    "h2",
    "h3",
    "span",
    "a",
    "ul",
    "ol",
    "center",
    "font",
    "br",
    "img",
    "b",
    "i",
    "strong",
    "em",
    "blockquote",
    "link",
    "pre",
    "hr",
    "td",
    "tr",
    "tbody",
    "iframe",
    "form",
    "nav",
    "aside",
    "figure",
];
const FEED_TAGS: &[&str] = &["rss", "feed", "rdf:rdf", "channel", "entry", "item"];

/// The format of what is written in markup; none where it is not.
fn markup(head: &str) -> Option<Format> {
    if first_tag(head).is_some_and(|tag| tag.strip_prefix("opml").is_some_and(|rest| !rest.starts_with(is_name))) {
        return Some(Format::Opml);
    }
    // Junk may stand before the declaration: a warning of the server, a line of headers.
    let near = |(at, _): &(usize, Format)| *at < 4096 || head.starts_with('<');
    if let Some((_, format)) = first_opening(head).filter(near) {
        return Some(format);
    }
    let first = first_tag(head)?;
    let is = |tags: &[&str]| tags.iter().any(|tag| first.starts_with(tag) && !first[tag.len()..].starts_with(is_name));
    if is(FEED_TAGS) || first.split_once(':').is_some_and(|(_, local)| is_feed_name(local)) {
        return Some(Format::Feed);
    }
    if is(PAGE_TAGS) || first.starts_with("!doctype") {
        return Some(Format::Html);
    }
    // A fragment that opens with words: closing tags tell.
    (["</p>", "</div>", "</a>", "</td>", "</li>"].iter().map(|tag| head.matches(tag).count()).sum::<usize>() >= 5)
        .then_some(Format::Html)
}

fn is_feed_name(local: &str) -> bool {
    ["feed", "rss", "rdf"].iter().any(|name| local.strip_prefix(name).is_some_and(|rest| !rest.starts_with(is_name)))
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')
}

/// The first tag, wherever it stands, that opens a page or a feed.
fn first_opening(head: &str) -> Option<(usize, Format)> {
    const OPENINGS: &[(&str, Format)] = &[
        ("!doctype html", Format::Html),
        ("html", Format::Html),
        ("rss", Format::Feed),
        ("feed", Format::Feed),
        ("rdf:rdf", Format::Feed),
        ("channel", Format::Feed),
    ];
    let opens = |at: usize| {
        let is = |tag: &str| head[at + 1..].strip_prefix(tag).is_some_and(|rest| !rest.starts_with(is_name));
        OPENINGS.iter().find(|(tag, _)| is(tag)).map(|(_, format)| (at, *format))
    };
    memchr::memchr_iter(b'<', head.as_bytes()).find_map(opens)
}

/// What follows the first `<` that opens neither a comment nor a declaration of XML; none where text comes first.
fn first_tag(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let past = if let Some(comment) = rest.strip_prefix("!--") {
            &comment[comment.find("-->")? + 3..]
        } else if rest.starts_with('?') {
            &rest[rest.find('>')? + 1..]
        } else {
            return Some(rest);
        };
        rest = past;
    }
}

/// Whether JSON looks like a feed (jsonfeed.org/version/1, 1.1).
fn is_json_feed(head: &str) -> bool {
    head.contains("jsonfeed.org/version") || (head.contains("\"items\"") && head.contains("\"title\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let found = match sniff(bytes, &String::from_utf8_lossy(bytes)) {
            Ok(format) => format.name(),
            Err(name) => name,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_is_known_by_its_first_tag() {
        check(b"\xef\xbb\xbf \n<!-- saved --><!DOCTYPE html><p>The council met.", "page");
        check(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "page");
        check(b"<div class=a>The council met.</div>", "page");
        check(b"Warning: no cache in line 3\n<html><body>The council met.", "page");
    }

    #[test]
    fn angle_brackets_in_text_make_no_page() {
        check(b"<Mira Solm> told us: the dam holds.", "text");
        check(b"Write to <desk@example.org> by noon.", "text");
    }

    #[test]
    fn two_headers_at_the_top_make_a_mail() {
        check(b"From: Harbour Daily <n@example.org>\r\nSubject: Noon\r\n\r\nThe dam holds.", "mail");
        check(b"From n@example.org Mon Jan 2\nReceived: by x\n\tfor y\nDate: Mon\n\nThe dam holds.", "mail");
    }

    #[test]
    fn a_masthead_that_says_from_is_no_mail() {
        check(b"The dam holds\n\nFrom: Harbour Daily - Thursday\nDate: never\n", "text");
        check(b"From: the harbour to the hills, the dam holds\n\nTo: nobody", "text");
    }

    #[test]
    fn a_feed_is_known_by_its_root() {
        check(b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>", "feed");
        check(b"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type='xhtml'><html>", "feed");
        check(b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", "feed");
        check(b"{ the dam holds }", "text");
    }

    #[test]
    fn what_is_no_text_is_named() {
        check(b"\x89PNG\r\n\x1a\n....", "PNG image");
        check(b"%PDF-1.7 ...", "PDF");
        check(&[7, 1, 200, 3, 5, 255, 2, 6, 4, 9], "binary data");
    }

    #[test]
    fn a_few_nuls_leave_text_text() {
        check(b"The dam\0 holds, the council said on Tuesday.\0", "text");
    }
}
