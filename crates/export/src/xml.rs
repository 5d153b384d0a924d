//! XML: elements written out.
//!
//! Invariant: text of a capture is never markup. Characters that XML does not have, and those that turn the direction of
//! writing, are written by their number, as `[U+202E]`: seen, and harmless.

use std::io::{self, Write};

/// The line that every file begins with.
pub(crate) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// An element with only text in it.
pub(crate) fn leaf(out: &mut dyn Write, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    open(out, name, attributes)?;
    write!(out, "{}", escaped(text))?;
    close(out, name)
}

/// The beginning of an element.
pub(crate) fn open(out: &mut dyn Write, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    write!(out, "<{name}")?;
    attributes.iter().try_for_each(|(key, value)| write!(out, " {key}=\"{}\"", escaped(value)))?;
    write!(out, ">")
}

/// The end of an element.
pub(crate) fn close(out: &mut dyn Write, name: &str) -> io::Result<()> {
    writeln!(out, "</{name}>")
}

/// Text as it may stand between tags and in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                number(c, &mut out)
            }
            '\u{fffe}' | '\u{ffff}' => number(c, &mut out),
            _ if c.is_control() => number(c, &mut out),
            _ => out.push(c),
        }
    }
    out
}

fn number(c: char, out: &mut String) {
    out.push_str(&format!("[U+{:04X}]", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_capture_is_no_markup() {
        assert_eq!(escaped("<b onclick=\"x\">’&'"), "&lt;b onclick=&quot;x&quot;&gt;’&amp;&#39;");
        assert_eq!(escaped("a\u{202e}b\u{0}c\r"), "a[U+202E]b[U+0000]c[U+000D]");
    }
}
