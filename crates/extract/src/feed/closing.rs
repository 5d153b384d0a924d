//! Elements that close themselves: `<iframe src="…"/>` is whole in XML, and opens in HTML.
//!
//! In content that is XML every such element is written out; in content that is HTML only those that would hide what follows,
//! because whoever wrote them meant them whole. Neither may one that is never closed hide the rest of an entry.
//! Invariant: nothing else is changed. Cost: linear.

use std::borrow::Cow;

/// Elements that HTML closes by itself.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements of which the content is not seen, or not as text.
const HIDING: &[&str] = &[
    "iframe", "object", "script", "style", "textarea", "title", "noscript", "noframes", "noembed", "video", "audio",
    "canvas", "select", "template", "applet", "xmp",
];

/// Bytes of a tag that is looked at.
const LONGEST_TAG: usize = 4096;

/// Content in which elements that close themselves are closed.
pub(super) fn closed(text: &str, is_xml: bool) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut from = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), b"/>") {
        let near = text.ceil_char_boundary(from.max(at.saturating_sub(LONGEST_TAG)));
        let Some(open) = text[near..at].rfind('<').map(|open| near + open) else { continue };
        let tag = &text[open + 1..at];
        let name = &tag[..tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len())];
        let lower = name.to_ascii_lowercase();
        let is_name = lower.starts_with(|c: char| c.is_ascii_alphabetic());
        // A sign within a value: `<a href='b/>c'>`.
        let quoted = ['"', '\''].iter().any(|quote| tag.matches(*quote).count() % 2 == 1);
        let is_open = !tag.contains('>') && !quoted;
        let is_meant = if is_xml { !VOID.contains(&lower.as_str()) } else { HIDING.contains(&lower.as_str()) };
        if is_name && is_open && is_meant {
            kept.push_str(&text[from..at]);
            kept.push_str("></");
            kept.push_str(name);
            kept.push('>');
            from = at + 2;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

/// Elements that hold something for those who cannot see what they stand for.
const STANDING_FOR: &[&str] = &["iframe", "object", "applet", "noframes", "noembed", "video", "audio", "canvas"];

/// Content in which no such element is left open.
pub(super) fn none_left_open(text: String) -> String {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(usize, &str)> = Vec::new();
    for name in STANDING_FOR {
        let open = format!("<{name}");
        let last_close = lower.rfind(&format!("</{name}")).unwrap_or(0);
        for (at, _) in lower[last_close..].match_indices(&open) {
            let past = last_close + at + open.len();
            let is_whole_name = lower[past..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
            let tag = &lower.as_bytes()[past..lower.len().min(past + LONGEST_TAG)];
            let end = memchr::memchr(b'>', tag).filter(|_| is_whole_name);
            found.extend(end.map(|end| (past + end + 1, *name)));
        }
    }
    found.sort();
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (end, name) in found {
        kept.push_str(&text[from..end]);
        kept.push_str(&format!("</{name}>"));
        from = end;
    }
    if from == 0 { text } else { kept + &text[from..] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_xml_whatever_closes_itself_is_closed() {
        assert_eq!(
            closed("a <b/> c <br/><iframe src='d/e' />f", true),
            "a <b></b> c <br/><iframe src='d/e' ></iframe>f"
        );
    }

    #[test]
    fn what_is_never_closed_hides_nothing() {
        let left = |text: &str| none_left_open(text.to_owned());
        assert_eq!(left("a <IFRAME src=b> c"), "a <IFRAME src=b></iframe> c");
        assert_eq!(left("a <object>b</object> <objects> c"), "a <object>b</object> <objects> c");
    }

    #[test]
    fn in_html_only_what_would_hide_the_rest_is() {
        assert_eq!(closed("a <b/> c <iframe/>d", false), "a <b/> c <iframe></iframe>d");
        assert!(matches!(closed("5 /> 4 <a href='b/>c'>", false), Cow::Borrowed(_)));
    }
}
