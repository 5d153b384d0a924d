//! From a document to its reading. One document at a time, hence parallel.

mod accord;
mod adjunct;
mod anonymity;
mod attribute;
mod beginning;
mod chain;
mod chunk;
mod clause;
mod content;
mod doubt;
mod ending;
mod found;
mod headline;
mod knowledge;
pub mod language;
mod mention;
mod name;
mod own;
mod phrase;
mod quote;
mod refusal;
mod said;
mod sentence;
mod source;
mod speech;
mod statement;
mod subject;
mod token;
mod transcript;
mod verb;
mod view;

pub use knowledge::{Knowledge, Scratch};

use dateline_record::{Document, Reading};

/// Reads one document. Cannot fail: what stays unsure says so in the finding.
pub fn read(document: &Document, knowledge: &Knowledge, scratch: &mut Scratch) -> Reading {
    let text = document.text.as_str();
    token::cut(text, knowledge.lexicon, &mut scratch.tokens);
    language::cut(text, knowledge.lexicon, &mut scratch.words);
    let paragraphs = language::paragraphs(text, &scratch.words);
    let sentences = language::sentences(text, &scratch.words, &paragraphs, knowledge.lexicon);
    let in_words = sentences;
    let [paragraphs, sentences] =
        [&paragraphs, &in_words].map(|ranges| sentence::in_tokens(&scratch.tokens, &scratch.words, ranges));
    if !is_understood(document) {
        return Reading { sentences: view::extents(text, &scratch.tokens, &sentences), ..Reading::default() };
    }
    recognise(text, &in_words, knowledge, scratch);
    let quotes = quote::find(text, &scratch.tokens, &paragraphs);
    let view = view::View::new(text, &scratch.tokens, &quotes, &mut scratch.quoted, knowledge.lexicon);
    let segments = view::segments(&view, &sentences, &paragraphs);
    let seen = name::Seen { words: &scratch.words, labels: &scratch.labels, kinds: knowledge.namer.kinds() };
    let all = name::find(&view, &sentences, &seen);
    let names: Vec<name::Name> = all.iter().filter(|name| !name.is_part(&view)).cloned().collect();
    let cast = mention::Cast::of(&view, &names);
    let mentions = mention::find(&view, &all, &cast);
    let times = dateline_when::find(text, &anchor(document));
    let found = chain::relay(&view, &names, &cast, attribute::find(&view, &segments, &paragraphs));
    let mut statements = statement::build(&view, &segments, &found, &names, &cast, &times);
    statements.extend(own::find(&view, document, &paragraphs));
    Reading { sentences: view::extents(text, view.tokens, &sentences), mentions, times, statements }
}

/// Runs the models over the words: trees, then names.
fn recognise(text: &str, sentences: &[std::ops::Range<usize>], knowledge: &Knowledge, scratch: &mut Scratch) {
    let recased = name::Recased::of(text, &scratch.words, knowledge.gazetteer);
    let words = recased.words(text, &scratch.words);
    let Scratch { parsing, nodes, naming, .. } = scratch;
    let Knowledge { parser, namer, vectors, machine, .. } = knowledge;
    parser.parse(&words, sentences, vectors, *machine, parsing, nodes);
    scratch.labels = namer.find(&words, sentences, &parsing.states, vectors, *machine, naming);
}

/// Whether statements can be read from it: its kind holds news and its language is English or not known.
fn is_understood(document: &Document) -> bool {
    let english = |language: &str| language.split('-').next().is_some_and(|subtag| subtag.eq_ignore_ascii_case("en"));
    document.kind.is_read() && document.language.as_deref().is_none_or(english)
}

fn anchor(document: &Document) -> dateline_when::Anchor {
    dateline_when::Anchor { published: document.published.clone() }
}
