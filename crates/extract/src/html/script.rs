//! Dates that the scripts of a page carry as data for themselves: pages that a program draws.
//!
//! Invariant: only a page none of whose markup states a date is asked, and only where all such data give one day, for scripts
//! carry other pages' data too. Cost: a search for one word in each script.

use super::dating::{Moment, Said, Source};
use super::facts::Facts;
use super::tree::{Data, NodeId, Tree};

/// Keys, with what they say.
const KEYS: &[(&str, Said)] = &[("datePublished", Said::Published), ("dateModified", Said::Updated)];

/// Bytes after a key in which its value stands.
const REACH: usize = 48;

/// Adds the dates that a script carries.
pub(super) fn dates(tree: &Tree, raw: &str, script: NodeId, facts: &mut Facts) {
    for text in tree.children(script) {
        let Data::Text = tree.node(text).data else { continue };
        let words = &raw[tree.node(text).start as usize..tree.node(text).end as usize];
        for (key, said) in KEYS {
            for at in memchr::memmem::find_iter(words.as_bytes(), key.as_bytes()) {
                let Some(moment) =
                    value(&words[at + key.len()..]).and_then(|v| Moment::stated(v, *said, Source::Script))
                else {
                    continue;
                };
                let known = facts.moments.iter().position(|own| own.source == Source::Script && own.said == *said);
                match known {
                    Some(known) if facts.moments[known].when.earliest == moment.when.earliest => {}
                    // Two days: the data of several pages. Neither is this page's.
                    Some(known) => facts.moments[known].said = Said::Unsure,
                    None if facts.moments.iter().any(|own| own.said == Said::Unsure) => {}
                    None => facts.moments.push(moment),
                }
            }
        }
    }
}

/// The string after a key, whose quotes may be escaped: `\":\"2031-05-04T…\"`.
fn value(after: &str) -> Option<&str> {
    let mut end = after.len().min(REACH);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    let after = after[..end].trim_start_matches(['\\', '"', '\'']).trim_start().strip_prefix(':')?.trim_start();
    let value = after.trim_start_matches(['\\', '"', '\'']);
    let end = value.find(['"', '\\', '\''])?;
    (value.len() < after.len()).then(|| &value[..end])
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_value_is_found_behind_escaped_quotes() {
        assert_eq!(value("\\\":\\\"2031-05-04T10:00:00Z\\\",\\\"x\\\":1"), Some("2031-05-04T10:00:00Z"));
        assert_eq!(value("\": \"2031-05-04\","), Some("2031-05-04"));
        assert_eq!(value("\":null,\"x\":\"y\""), None);
        assert_eq!(value(" of the page"), None);
    }
}
