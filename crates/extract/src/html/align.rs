//! From which raw bytes a run of characters came.
//!
//! Invariant: the bytes lie at or after the cursor and before the tokenizer's place; the run's head is those bytes, or they
//! are a character reference, a carriage return or a NUL that it stands for.

use super::markup::Watcher;

impl Watcher<'_> {
    /// How many bytes at the head of `text` came from which raw bytes.
    pub(super) fn align(&self, text: &str) -> (usize, usize, usize) {
        let raw = self.raw;
        let mut at = self.cursor.get();
        if raw[at..].starts_with("<![CDATA[") && self.consumed() >= at + "<![CDATA[]]>".len() {
            at += "<![CDATA[".len();
        } else if raw[at..].starts_with("</>") && self.consumed() > at + "</>".len() {
            at += "</>".len();
        }
        let head = raw.as_bytes().get(at).copied();
        let first = text.chars().next().map_or(0, char::len_utf8);
        // What a reference stands for comes as one character; more than one is text where no reference can be.
        if head == Some(b'&') && first == text.len() && self.consumed() > at + usize::from(text == "&") {
            self.reference.set(at);
            return (first, at, self.consumed().clamp(at + 1, raw.len()));
        }
        let reference = self.reference.replace(usize::MAX);
        if reference != usize::MAX && self.consumed() == at {
            // The second of the two characters that some references stand for: both lie on the same bytes.
            return (first, reference, at);
        }
        let same = raw.as_bytes()[at..].iter().zip(text.as_bytes()).take_while(|(a, b)| a == b).count();
        let same = text.floor_char_boundary(same);
        if same > 0 {
            return (same, at, at + same);
        }
        match head {
            Some(b'\r') if text.starts_with('\n') => {
                let end = at + 1 + usize::from(raw.as_bytes().get(at + 1) == Some(&b'\n'));
                (1, at, end)
            }
            Some(0) if text.starts_with('\u{fffd}') => {
                self.nuls.set(self.nuls.get() + 1);
                (first, at, at + 1)
            }
            // The line feed that was added.
            None if text.starts_with('\n') => (text.len(), raw.len(), raw.len()),
            _ => self.realign(text, at),
        }
    }

    /// Something without a token stood between (`]]>`, `</>`): the next place that holds the text's first characters.
    fn realign(&self, text: &str, at: usize) -> (usize, usize, usize) {
        let first = text.chars().next().map_or(0, char::len_utf8);
        let to = self.raw.floor_char_boundary(self.consumed().clamp(at, self.raw.len()));
        if let Some(ahead) = self.raw[at..to].find(&text[..first]) {
            let at = at + ahead;
            let same = self.raw.as_bytes()[at..].iter().zip(text.as_bytes()).take_while(|(a, b)| a == b).count();
            let same = text.floor_char_boundary(same);
            return (same, at, at + same);
        }
        if let Some(ahead) = self.raw[at..to].find('&') {
            return (first, at + ahead, to);
        }
        (text.len(), to, to)
    }
}
