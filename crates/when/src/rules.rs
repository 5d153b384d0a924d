//! Rule sets: a file of words and a file of rules make a language.
//!
//! Invariant: the engine knows no language; what is English lies in `data/english`, what is Spanish in `data/spanish`. Cost: read once, some milliseconds.

use crate::pattern::{Found, Pattern};
use crate::sets::{Set, Sets};
use crate::token::Token;
use crate::words::{Symbol, Words};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the slots of a rule's matches mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Means {
    /// A point or stretch of the calendar, a time of day.
    Date,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
    /// The past, the present, the future.
    Reference,
    /// No time at all: it only claims the words.
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    signs: SignWords,
    macros: BTreeMap<String, String>,
    rule: Vec<RuleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "name and examples are read by the test of the rules"))]
struct RuleFile {
    name: String,
    means: Means,
    patterns: Vec<String>,
    /// Words or `<classes>` that may not stand right before what is claimed.
    #[serde(default)]
    not_after: Vec<String>,
    /// Words or `<classes>` that may not stand right after it.
    #[serde(default)]
    not_before: Vec<String>,
    /// Read by the test of the rules only.
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// One rule.
pub(crate) struct Rule {
    /// Its place in the file.
    pub order: usize,
    pub means: Means,
    patterns: Vec<Pattern>,
    not_after: Set,
    not_before: Set,
}

#[cfg(test)]
/// An example that stands beside its rule.
pub(crate) struct Example {
    pub rule: String,
    pub text: String,
    pub holds: bool,
}

/// The rules of a language, and its words.
pub(crate) struct Language {
    pub words: Words,
    sets: Sets,
    pub rules: Vec<Rule>,
    /// By symbol, the rules and patterns that can begin with it, in the order of the file.
    by_first: Vec<Vec<Start>>,
    /// By symbol, the set of all that may stand second where it stands first; none where it may stand alone.
    seconds: Vec<Option<u32>>,
    pub signs: Signs,
}

/// A pattern that can begin with a symbol.
struct Start {
    rule: u16,
    pattern: u16,
    /// The set of what may stand second; none where one token is enough.
    second: Option<u32>,
}

/// Classes that the search for tense and for stretches reads.
pub(crate) struct Signs {
    pub future: Set,
    pub past: Set,
    pub due: Set,
    pub booked: Set,
    pub toward: Set,
    pub upon: Set,
    pub arranged: Set,
    pub no_past: Set,
    pub until: Set,
    pub by: Set,
    pub is: Set,
    pub be: Set,
    pub joiner: Set,
    /// Stands before the verb that tells what comes later.
    pub to: Set,
    pub opener: Set,
    pub and: Set,
    pub changer: Set,
    pub stay: Set,
    pub clause: Set,
    pub being: Set,
    pub speech: Set,
    pub words: SignWords,
}

/// Words and endings that tell a tense.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignWords {
    /// Opens a clause about somebody.
    pub who: String,
    /// Puts a past before the past.
    pub had: String,
    /// End verbs of the past.
    pub past_endings: Vec<String>,
    /// End verbs of what is to come.
    #[serde(default)]
    pub future_endings: Vec<String>,
}

impl SignWords {
    /// Whether a word ends as a verb of the past does.
    pub fn is_past(&self, word: &str) -> bool {
        self.past_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether a word ends as a verb of what is to come does.
    pub fn is_future(&self, word: &str) -> bool {
        self.future_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }
}

/// The written dates of Spanish.
static SPANISH: LazyLock<Language> =
    LazyLock::new(|| Language::parse(include_str!("../data/spanish/words.toml"), SPANISH_RULES));

pub(crate) const SPANISH_RULES: &str = include_str!("../data/spanish/rules.toml");

/// The written dates of English.
pub(crate) static ENGLISH: LazyLock<Language> =
    LazyLock::new(|| Language::parse(include_str!("../data/english/words.toml"), ENGLISH_RULES));

/// The calendar's rules, then those of days that have a name.
pub(crate) const ENGLISH_RULES: &str =
    concat!(include_str!("../data/english/rules.toml"), "\n", include_str!("../data/english/holidays.toml"));

/// Dates as headers, markup and by-lines write them, in English.
pub(crate) static STAMPS: LazyLock<Language> = LazyLock::new(|| {
    Language::parse(include_str!("../data/english/words.toml"), include_str!("../data/english/stamps.toml"))
});

impl Language {
    /// The written dates of a language, by its BCP 47 tag; none where there are no rules for it.
    pub(crate) fn of(tag: &str) -> Option<&'static Language> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(&ENGLISH),
            "es" => Some(&SPANISH),
            _ => None,
        }
    }

    pub(crate) fn parse(words: &str, rules: &str) -> Language {
        let mut words = Words::parse(words);
        let file: File = toml::from_str(rules).expect("the file of rules is sound");
        let mut rules = Vec::new();
        let mut sets = Sets::default();
        for rule in &file.rule {
            let patterns = rule
                .patterns
                .iter()
                .map(|pattern| Pattern::compile(pattern, &file.macros, &mut words, &mut sets))
                .collect();
            let not_after = symbols(&rule.not_after, &mut words);
            let not_before = symbols(&rule.not_before, &mut words);
            rules.push(Rule { order: rules.len(), means: rule.means, patterns, not_after, not_before });
        }
        let mut by_first: Vec<Vec<Start>> = Vec::new();
        by_first.resize_with(words.count(), Vec::new);
        for (number, rule) in rules.iter().enumerate() {
            for (nth, pattern) in rule.patterns.iter().enumerate() {
                for (symbol, list) in by_first.iter_mut().enumerate() {
                    let symbol = symbol as Symbol;
                    if pattern.first.has(symbol) {
                        let second = pattern.second(symbol, &sets).map(|second| sets.add(&second));
                        list.push(Start { rule: number as u16, pattern: nth as u16, second });
                    }
                }
            }
        }
        let mut class = |name: &str| symbols(&[format!("<{name}>")], &mut words);
        let signs = Signs {
            future: class("sign-future"),
            past: class("sign-past"),
            due: class("sign-due"),
            booked: class("sign-booked"),
            toward: class("toward"),
            upon: class("upon"),
            arranged: class("sign-arranged"),
            no_past: class("sign-no-past"),
            until: class("sign-until"),
            by: class("sign-by"),
            is: class("sign-is"),
            be: class("sign-be"),
            joiner: class("joiner"),
            to: class("sign-to"),
            opener: class("opener"),
            and: class("and"),
            changer: class("changer"),
            stay: class("sign-stay"),
            clause: class("sign-clause"),
            being: class("sign-being"),
            speech: class("sign-speech"),
            words: file.signs,
        };
        let union = |starts: &Vec<Start>, sets: &mut Sets| {
            let mut all = Set::default();
            for start in starts {
                all.add(sets.get(start.second?));
            }
            Some(sets.add(&all))
        };
        let seconds = by_first.iter().map(|starts| union(starts, &mut sets)).collect();
        sets.finish(words.count());
        Language { words, sets, rules, by_first, seconds, signs }
    }

    /// Whether no rule begins with the token at `at` and the one after it.
    pub(crate) fn begins_nothing(&self, tokens: &[Token], at: usize) -> bool {
        let symbol = usize::from(tokens[at].symbol);
        if self.by_first[symbol].is_empty() {
            return true;
        }
        let next = tokens.get(at + 1).map(|next| next.symbol);
        self.seconds[symbol].is_some_and(|seconds| !next.is_some_and(|next| self.sets.has(seconds, next)))
    }

    /// What every rule makes of the tokens from `at` on, the one that claims most first; of equals, the earlier rule.
    pub(crate) fn matches<'a>(&'a self, tokens: &[Token], at: usize, found: &mut Vec<(&'a Rule, Found)>) {
        found.clear();
        let next = tokens.get(at + 1).map(|next| next.symbol);
        for &Start { rule, pattern, second } in &self.by_first[usize::from(tokens[at].symbol)] {
            if second.is_some_and(|second| !next.is_some_and(|next| self.sets.has(second, next))) {
                continue;
            }
            let rule = &self.rules[usize::from(rule)];
            let Some(claim) = rule.patterns[usize::from(pattern)].longest(tokens, at, &self.words, &self.sets) else {
                continue;
            };
            let before = claim.begin.checked_sub(1).map(|before| tokens[before].symbol);
            let after = tokens.get(claim.end).map(|after| after.symbol);
            if before.is_some_and(|symbol| rule.not_after.has(symbol))
                || after.is_some_and(|symbol| rule.not_before.has(symbol))
            {
                continue;
            }
            found.push((rule, claim));
        }
        found.sort_by_key(|(rule, claim)| (std::cmp::Reverse(claim.end), rule.order));
    }
}

fn symbols(names: &[String], words: &mut Words) -> Set {
    let mut set = Set::default();
    for name in names {
        match name.strip_prefix('<').and_then(|name| name.strip_suffix('>')) {
            Some(class) => {
                let class = words.class_number(class).unwrap_or_else(|| panic!("no class is called {class}"));
                words.class(class).symbols.iter().for_each(|symbol| set.insert(*symbol));
            }
            None => set.insert(words.literal(name)),
        }
    }
    set
}

/// The examples beside the rules of a file, in its order.
#[cfg(test)]
pub(crate) fn examples(rules: &str) -> Vec<Example> {
    let file: File = toml::from_str(rules).expect("the file of rules is sound");
    let example =
        |rule: &RuleFile, text: &String, holds| Example { rule: rule.name.clone(), text: text.clone(), holds };
    file.rule
        .iter()
        .flat_map(|rule| {
            let good = rule.examples.iter().map(|text| example(rule, text, true));
            let bad = rule.not.iter().map(|text| example(rule, text, false));
            good.chain(bad).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests;
