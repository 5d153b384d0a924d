//! Whose staff a name stands for: in “the Vell administration” the administration is named, not Vell.
//!
//! Only where the noun follows at once; in “Vell’s team” the name is hers. Mentions are found again in the text in their order.
//! Invariant: of two mentions the later one stands further down. Cost: one pass over the text.

use crate::meet::Id;
use dateline_record::{Form, MentionRow};
use std::collections::BTreeMap;
use std::ops::Range;

const STAFFS: &[&str] = &["administration", "government", "cabinet", "campaign", "team", "regime"];
/// A name that is not found again so near behind the last is passed over.
const FURTHEST: usize = 1 << 16;

/// Where the names of a document stand in its text, by their ids.
pub fn places(text: &str, mentions: &[MentionRow]) -> BTreeMap<Id, Range<usize>> {
    let mut names: Vec<&MentionRow> = mentions.iter().filter(|mention| mention.form == Form::Name).collect();
    names.sort_by_key(|mention| (mention.span.part, mention.span.start, mention.span.end));
    let (mut found, mut from) = (BTreeMap::new(), 0);
    for mention in names.into_iter().filter(|mention| !mention.text.is_empty()) {
        let end = text.ceil_char_boundary((from + FURTHEST).min(text.len()));
        let Some(at) = text[from..end].find(mention.text.as_str()).map(|at| from + at) else { continue };
        from = at + mention.text.len();
        found.insert(super::bearing::number(&mention.id), at..from);
    }
    found
}

/// “Vell administration” of “Vell”.
pub fn staff(text: &str, name: Range<usize>) -> Option<&str> {
    let rest = text.get(name.end..)?.strip_prefix(' ')?;
    let noun = rest.split(|char: char| !char.is_alphabetic()).next()?;
    STAFFS.contains(&noun).then(|| &text[name.start..name.end + 1 + noun.len()])
}
