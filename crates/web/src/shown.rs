//! Words of a capture as HTML: escaped, in a direction of their own, with what cannot be seen shown as a mark.
//!
//! Invariant: what comes out has no `<`, `>`, `&` or `"` of the capture's as markup (attributes stand between double marks), and no control or bidi character. A
//! character that turns text round could make a quotation read as another. Cost: linear.

use dateline_record::is_unseen;
use maud::{Markup, PreEscaped, Render};

/// Characters of a title or line that are shown: a title of ten million is no title. A document's own text is shown whole.
const MOST: usize = 3000;
/// Characters of an attribute.
const MOST_PLAIN: usize = 300;

/// Words of a capture, in a line.
pub struct Shown<'a>(pub &'a str);

impl Render for Shown<'_> {
    fn render(&self) -> Markup {
        let (words, more) = beginning(self.0, MOST);
        PreEscaped(format!("<bdi>{}{more}</bdi>", bare(words)))
    }
}

/// The first `most` characters, and what tells that there are more.
fn beginning(text: &str, most: usize) -> (&str, String) {
    match text.char_indices().nth(most) {
        Some((end, _)) => (&text[..end], format!(" … ({} bytes more)", text.len() - end)),
        None => (text, String::new()),
    }
}

/// The words without an element round them; what is shown as a mark has one.
pub fn bare(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for piece in text.split_inclusive(is_unseen) {
        let mark = piece.chars().next_back().filter(|c| is_unseen(*c));
        let seen = &piece[..piece.len() - mark.map_or(0, char::len_utf8)];
        seen.render_to(&mut safe);
        if let Some(mark) = mark {
            safe.push_str(&format!("<i class=\"unseen\" title=\"U+{:04X}, not shown\">␣</i>", u32::from(mark)));
        }
    }
    safe
}

/// The same for an attribute, where there is no room for a mark.
pub fn plain(text: &str) -> String {
    let (words, more) = beginning(text, MOST_PLAIN);
    words.chars().map(|c| if is_unseen(c) { '␣' } else { c }).chain(more.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_a_capture_is_words() {
        let title = "<script>alert('Orsa')</script> & \"Vell\"";
        let shown = Shown(title).render().into_string();
        assert_eq!(shown, "<bdi>&lt;script&gt;alert('Orsa')&lt;/script&gt; &amp; &quot;Vell&quot;</bdi>");
    }

    #[test]
    fn a_character_that_turns_words_round_is_seen() {
        let shown = bare("Vell \u{202e}denied\u{202c} it\u{7}");
        assert!(!shown.contains('\u{202e}') && !shown.contains('\u{7}'));
        assert!(shown.contains("U+202E") && shown.contains("denied"));
    }

    #[test]
    fn a_title_without_end_is_cut_and_says_so() {
        let long = "é".repeat(10_000);
        let shown = Shown(&long).render().into_string();
        assert!(shown.len() < 7000 && shown.contains("… (14000 bytes more)"), "{}", shown.len());
        assert!(plain(&long).chars().count() < 400);
    }

    #[test]
    fn arabic_keeps_its_joiners() {
        assert_eq!(bare("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
