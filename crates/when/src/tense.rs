//! Tense: whether what is told around an expression lies before or after publication.
//!
//! Invariant: a sign counts only within the expression's sentence; the nearest before it wins, then the nearest after it.
//! Cost: at most forty tokens an expression.

use crate::rules::Signs;
use crate::token::Token;
use crate::words;

/// Where the verb puts what it tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tense {
    /// Before publication.
    Past,
    /// After it.
    Future,
    /// After some time in the past: “was due to expire”. It may be on either side.
    Torn,
    /// No sign.
    Unknown,
}

/// How far a sign is looked for.
const REACH: usize = 20;

/// So near to its day the present tells of what is arranged.
const ARRANGED: usize = 5;

/// A verb with no more than a preposition between is that of the expression: “ended on Sept. 30”.
const CLOSE: usize = 2;

/// Whether a sign of tense stands right before the token `begin`.
pub(crate) fn is_close(text: &str, tokens: &[Token], begin: usize, signs: &Signs) -> bool {
    last_before(text, tokens, begin, signs).is_some_and(|at| begin - at <= CLOSE)
}

/// The tense around the tokens from `begin` to `end`.
pub(crate) fn around(text: &str, tokens: &[Token], begin: usize, end: usize, signs: &Signs) -> Tense {
    let word = |at: usize| tokens.get(at).map_or("", |token| &text[token.start as usize..token.end as usize]);
    if begin.checked_sub(1).is_some_and(|before| signs.until.has(tokens[before].symbol)) {
        return until(text, tokens, begin, word(end) == "," && word(end + 1) == signs.words.who, signs);
    }
    let tense = nearest(text, tokens, begin, end, signs);
    let by = begin.checked_sub(1).is_some_and(|before| signs.by.has(tokens[before].symbol));
    match tense {
        // "Agreed to close by February".
        Tense::Torn if by => Tense::Future,
        // "Called on them to pay by Friday": the verb tells when it was said, not until when.
        Tense::Past if by && last_before(text, tokens, begin, signs).is_some() && !had(text, tokens, begin, signs) => {
            Tense::Torn
        }
        // A calendar: "Saturday, 10 a.m.: a walk".
        Tense::Unknown if end > begin + 2 && word(end) == ":" && (begin == 0 || is_end(&tokens[begin - 1])) => {
            Tense::Future
        }
        tense => tense,
    }
}

/// “Shut until Friday” lies ahead; “was mayor until July” may lie on either side; “mayor until July, who” lies behind.
fn until(text: &str, tokens: &[Token], begin: usize, who: bool, signs: &Signs) -> Tense {
    if who {
        return Tense::Past;
    }
    let last = last_before(text, tokens, begin - 1, signs);
    if last.is_some_and(|at| signs.stay.has(tokens[at].symbol)) { Tense::Torn } else { Tense::Future }
}

/// Where the nearest sign before `begin` stands.
fn last_before(text: &str, tokens: &[Token], begin: usize, signs: &Signs) -> Option<usize> {
    let before = (begin.saturating_sub(REACH)..begin).rev().take_while(|at| !is_end(&tokens[*at]));
    before.into_iter().find(|at| sign(text, tokens, *at, signs).is_some())
}

/// Whether a pluperfect stands closely before: “had died by Friday”.
fn had(text: &str, tokens: &[Token], begin: usize, signs: &Signs) -> bool {
    tokens[begin.saturating_sub(REACH / 2)..begin]
        .iter()
        .any(|token| text[token.start as usize..token.end as usize] == signs.words.had)
}

fn nearest(text: &str, tokens: &[Token], begin: usize, end: usize, signs: &Signs) -> Tense {
    let before = (begin.saturating_sub(REACH)..begin).rev().take_while(|at| !is_end(&tokens[*at]));
    for at in before {
        if let Some(tense) = sign(text, tokens, at, signs) {
            return tense;
        }
        // “The council meets Monday”.
        if begin - at <= ARRANGED && signs.arranged.has(tokens[at].symbol) {
            return Tense::Future;
        }
    }
    let mut clause = false;
    for at in (end..tokens.len().min(end + REACH)).take_while(|at| !is_end(&tokens[*at])) {
        clause |= signs.clause.has(tokens[at].symbol);
        match sign(text, tokens, at, signs) {
            // "Friday's letters that could be forged": the verb is not that of the day.
            Some(Tense::Future) if clause => {}
            Some(tense) => return tense,
            None => {}
        }
    }
    Tense::Unknown
}

/// Whether a token ends its sentence.
pub(crate) fn is_end(token: &Token) -> bool {
    matches!(token.symbol, words::BREAK | words::STOP)
}

fn sign(text: &str, tokens: &[Token], at: usize, signs: &Signs) -> Option<Tense> {
    let token = &tokens[at];
    let symbol = |at: usize| tokens.get(at).map_or(words::BREAK, |token| token.symbol);
    let past_before = |reach: usize| (at.saturating_sub(reach)..at).any(|before| signs.past.has(tokens[before].symbol));
    if signs.to.has(token.symbol) && at > 0 && signs.is.has(symbol(at - 1)) {
        return Some(Tense::Future);
    }
    let ends_past = |at: usize| {
        let token = &tokens[at];
        let word = &text[token.start as usize..token.end as usize];
        let past = token.symbol >= words::LOWER && word.len() > 4 && signs.words.is_past(word);
        past && !signs.no_past.has(token.symbol)
    };
    // "Agreed to close": what is agreed on comes later.
    if signs.to.has(token.symbol) && symbol(at + 1) == words::LOWER && at > 0 && !signs.due.has(symbol(at - 1)) {
        let past = (at.saturating_sub(3)..at).any(|before| ends_past(before) || signs.past.has(tokens[before].symbol));
        return past.then_some(Tense::Torn);
    }
    let next = symbol(at + 1);
    let upon = signs.upon.has(next) && signs.booked.has(token.symbol);
    if signs.due.has(token.symbol) && (signs.to.has(next) || signs.toward.has(next) || upon) {
        return Some(if past_before(4) { Tense::Torn } else { Tense::Future });
    }
    // "Is due in court on Tuesday".
    if signs.booked.has(token.symbol) && at > 0 && signs.is.has(symbol(at - 1)) {
        return Some(Tense::Future);
    }
    if signs.future.has(token.symbol) || ends_future(text, token, signs) {
        return Some(Tense::Future);
    }
    if !ends_past(at) && !signs.past.has(token.symbol) {
        return None;
    }
    // "will be held", "to be completed": the participle is not the verb.
    let helper = at.checked_sub(1).map(|helper| tokens[helper].symbol).filter(|symbol| signs.be.has(*symbol));
    // "Are being tallied": neither past nor future.
    if helper.is_some_and(|helper| signs.being.has(helper)) && at > 1 && signs.is.has(symbol(at - 2)) {
        return Some(Tense::Torn);
    }
    if helper.is_some() {
        let modal = (at.saturating_sub(4)..at).any(|before| signs.future.has(tokens[before].symbol));
        let to = at.checked_sub(2).is_some_and(|to| signs.to.has(tokens[to].symbol));
        if modal || to {
            return Some(if past_before(7) && !modal { Tense::Torn } else { Tense::Future });
        }
    }
    Some(Tense::Past)
}

/// “Llegará”: some languages tell what is to come by the ending.
fn ends_future(text: &str, token: &Token, signs: &Signs) -> bool {
    let word = &text[token.start as usize..token.end as usize];
    token.symbol == words::LOWER && word.len() > 4 && signs.words.is_future(word)
}
