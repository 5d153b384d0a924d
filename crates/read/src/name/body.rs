//! What a document says of a name that only bodies are said to be or to have.
//!
//! Invariant: looks at the words right beside the name alone. Cost: a few words.

use super::Name;
use crate::token::Sort;
use crate::view::View;
use dateline_lexicon::Classes;

/// What bodies have and persons have not.
const OF_BODIES: &[&str] = &[
    "chairman",
    "chairwoman",
    "board",
    "shares",
    "shareholders",
    "subsidiary",
    "subsidiaries",
    "headquarters",
    "director",
    "directors",
    "employees",
    "ceo",
    "customers",
];

/// “the company Oller”, “Oller’s chairman”, “Oller itself”, “Oller, a company that …”.
pub(crate) fn is_called_body(view: &View, name: &Name) -> bool {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let called = start > 0
        && view
            .is_one_of(start - 1, &["company", "firm", "group", "carrier", "app", "militia", "newspaper", "charity"])
        && !view.is_capital(start - 1);
    let has = view.sort(end) == Sort::Clitic && view.is_one_of(end + 1, OF_BODIES);
    let apposed = view.sort(end) == Sort::Comma
        && view.is_one_of(end + 1, &["a", "an", "the", "its"])
        && (end + 2..end + 6).take_while(|i| view.is_word(*i) && !view.any(*i, Classes::PREPOSITION)).any(|i| {
            view.is_one_of(i, &["company", "firm", "manufacturer", "retailer", "airline", "charity", "nonprofit"])
                && !view.any(i + 1, Classes::ROLE)
                && view.sort(i + 1) != Sort::Clitic
        });
    called || has || apposed || view.is(end, "itself")
}
