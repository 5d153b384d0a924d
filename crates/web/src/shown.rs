//! Words of a capture as HTML: escaped, in a direction of their own, with what cannot be seen shown as a mark.
//!
//! Invariant: what comes out has no `<`, `>`, `&` or `"` of the capture's as markup (attributes stand between double marks), and no control or bidi character. A
//! character that turns text round could make a quotation read as another. Cost: linear.

use dateline_record::is_unseen;
use maud::{Markup, PreEscaped, Render};

/// Words of a capture.
pub struct Shown<'a>(pub &'a str);

impl Render for Shown<'_> {
    fn render(&self) -> Markup {
        PreEscaped(format!("<bdi>{}</bdi>", bare(self.0)))
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
    text.chars().map(|c| if is_unseen(c) { '␣' } else { c }).collect()
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
    fn arabic_keeps_its_joiners() {
        assert_eq!(bare("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
