//! XML: elements written out.
//!
//! Invariant: text of a capture is never markup. Characters that XML does not have, and those that turn the direction of
//! writing, are written by their number, as `[U+202E]`: seen, and harmless.

use dateline_record::is_unseen;
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
    begin(out, name, attributes)?;
    write!(out, ">")
}

/// An element with nothing in it.
pub(crate) fn empty(out: &mut dyn Write, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    begin(out, name, attributes)?;
    writeln!(out, "/>")
}

/// The end of an element.
pub(crate) fn close(out: &mut dyn Write, name: &str) -> io::Result<()> {
    writeln!(out, "</{name}>")
}

/// Text as it may stand between tags and in an attribute.
pub(crate) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(shown(text)).into_owned()
}

/// Text with what nobody sees shown by its number.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' | '\u{fffe}' | '\u{ffff}' => number(c, &mut out),
            _ if is_unseen(c) => number(c, &mut out),
            _ => out.push(c),
        }
    }
    out
}

fn begin(out: &mut dyn Write, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    write!(out, "<{name}")?;
    // An end of a line in an attribute would be read back as a blank.
    attributes.iter().try_for_each(|(key, value)| write!(out, " {key}=\"{}\"", escaped(value).replace('\n', "&#10;")))
}

fn number(c: char, out: &mut String) {
    out.push_str(&format!("[U+{:04X}]", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_capture_is_no_markup() {
        assert_eq!(escaped("<b onclick=\"x\">’&'"), "&lt;b onclick=&quot;x&quot;&gt;’&amp;&apos;");
        assert_eq!(escaped("a\u{202e}b\u{0}c\r"), "a[U+202E]b[U+0000]c[U+000D]");
    }
}
