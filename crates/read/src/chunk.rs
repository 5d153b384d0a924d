//! Chunks: the stretch between two marks, and what hangs on its end.
//!
//! Invariant: never crosses a comma, a dash or a quotation; brackets and a nickname in marks are passed over whole.
//! Cost: linear in the stretch.

use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;

/// Drops “on Tuesday”, “last week”, “this week”, adverbs and what is in brackets from the end of a stretch.
pub(crate) fn trim_time(view: &View, from: usize, mut end: usize) -> usize {
    loop {
        let before = end;
        if end > from && view.is_word(end - 1) && !view.is_quoted(end - 1) {
            let last = end - 1;
            if view.any(last, Classes::TIME) && (last > from) && !view.is(last, "may") {
                end = last;
                while end > from
                    && (view.is_one_of(
                        end - 1,
                        &[
                            "on", "last", "this", "early", "late", "earlier", "later", "next", "the", "in", "past",
                            "since", "of", "that",
                        ],
                    ) && !(view.is_one_of(end - 1, &["the", "of", "in", "that"]) && end - 1 == from))
                {
                    end -= 1;
                }
            } else if view.is_adverb(last)
                && view.token(last).shape == Shape::Lower
                && !view.any(last, Classes::PRONOUN)
                || view.is_one_of(last, &["himself", "herself", "themselves", "itself", "both", "all", "each"])
                    && last > from
            {
                end = last;
            }
        } else if end > from + 1 && view.sort(end - 1) == Sort::Number && view.any(end - 2, Classes::TIME) {
            end -= 1;
        }
        if end == before {
            return end;
        }
    }
}

/// Where the clause that holds the token before `end` begins: after a comma, mark, dash or quotation.
pub(crate) fn chunk_start(view: &View, from: usize, end: usize) -> usize {
    let mut start = end;
    while start > from {
        let index = start - 1;
        match view.sort(index) {
            Sort::CloseBracket => {
                let open = (from..index).rev().take(12).find(|i| view.sort(*i) == Sort::OpenBracket);
                match open {
                    Some(open) => start = open,
                    None => return start,
                }
                continue;
            }
            Sort::Word | Sort::Number | Sort::Clitic | Sort::Other if !view.is_quoted(index) => start = index,
            // A nickname or a title in marks inside a name: Ana “Nini” Oller.
            _ if view.is_quoted(index) => {
                let quote = view.quote(index);
                let short = quote.is_some_and(|q| {
                    q.inside().len() <= 3
                        && q.tokens.start > from
                        && !q.continues
                        && view.sort(q.tokens.end - 2) == Sort::Word
                });
                let named = quote.is_some_and(|q| {
                    q.tokens.start > from
                        && view.is_capital(q.tokens.start - 1)
                        && q.tokens.end < end
                        && view.is_capital(q.tokens.end)
                });
                match quote {
                    Some(quote) if short && named => start = quote.tokens.start,
                    _ => return start,
                }
            }
            _ => return start,
        }
    }
    start
}
