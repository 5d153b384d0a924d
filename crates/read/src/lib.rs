//! From a document to its reading. One document at a time, hence parallel.

mod accord;
mod adjunct;
mod anonymity;
mod antecedent;
mod aside;
mod attribute;
pub mod attribution;
mod beginning;
mod block;
mod calendar;
mod chain;
mod chunk;
mod clause;
mod condition;
mod content;
mod definite;
mod doubt;
mod ending;
pub mod event;
mod found;
mod grant;
mod headline;
mod hollow;
mod knowledge;
pub mod language;
mod learnt;
mod mention;
mod name;
mod nearest;
mod nested;
mod nominal;
mod noun;
mod order;
mod own;
mod phrase;
mod published;
mod quantity;
mod quote;
mod referent;
mod refusal;
mod relative;
mod said;
mod sentence;
mod source;
mod speech;
mod stance;
mod statement;
mod subject;
mod time;
mod token;
mod transcript;
mod verb;
mod view;

pub use knowledge::{Knowledge, Scratch};

use dateline_record::{Document, Extent, Kind, Reading};
use referent::Grounds;

/// Reads one document. Cannot fail: what stays unsure says so in the finding.
pub fn read(document: &Document, knowledge: &Knowledge, scratch: &mut Scratch) -> Reading {
    let text = document.text.as_str();
    let Knowledge { lexicon, gazetteer, parser, namer, coreference, vectors, machine, attributor, groups, linker } =
        knowledge;
    let Scratch { tokens, words, quoted, parsing, nodes, naming, chains, attributing } = scratch;
    token::cut(text, lexicon, tokens);
    language::cut(text, lexicon, words);
    let paragraphs = language::paragraphs(text, words);
    let in_words = language::sentences(text, words, &paragraphs, lexicon);
    let [paragraphs, sentences] = [&paragraphs, &in_words].map(|ranges| sentence::in_tokens(tokens, words, ranges));
    if !is_understood(document) {
        let sentences = view::extents(text, tokens, &sentences);
        return Reading { sentences, times: time::find_foreign(document), ..Reading::default() };
    }
    let recased = name::Recased::of(text, words, gazetteer);
    let forms = recased.words(text, words);
    parser.parse(&forms, &in_words, vectors, *machine, parsing, nodes);
    let labels = namer.find(&forms, &in_words, &parsing.states, vectors, *machine, naming);

    let quotes = quote::find(text, tokens, &paragraphs);
    let view = view::View::new(text, tokens, &quotes, quoted, lexicon);
    let segments = view::segments(&view, &sentences, &paragraphs);
    let all = name::find(&view, &sentences, &name::Seen { words, labels: &labels, kinds: namer.kinds() });
    let names: Vec<name::Name> = all.iter().filter(|name| !name.is_part(&view)).cloned().collect();
    let cast = mention::Cast::of(&view, &names);
    let mut mentions = mention::find(&view, &all, &cast);
    let mut times = time::find(document, document.published.as_ref());
    let sight =
        attribution::Sight::of(&view, (words, &forms), (nodes, &parsing.states), (&in_words, &segments), groups);
    let found = attributor.find(&sight, vectors, *machine, attribute::LEAST, attributing);
    let learnt = attribute::Learnt {
        found: learnt::of(&view, words, &segments, found),
        odds: learnt::odds(&view, words, attributing.odds()),
    };
    let mut found = attribute::find(&view, &segments, &paragraphs, learnt);
    let trees = condition::Trees { words, nodes, relations: parser.relations() };
    condition::drop(&view, trees, &mut found);
    let found = chain::relay(&view, &names, &cast, found);
    let mut contents: Vec<Extent> =
        found.iter().flat_map(|one| &one.content).filter_map(|own| view.extent(own.clone())).collect();
    contents.sort_unstable_by_key(|content| (content.end(), content.start()));
    let published = published::of(document, &view, trees, parser.fine_tags(), &contents, &times);
    if published.is_some() {
        times = time::find(document, published.as_ref());
    }
    let announcements = calendar::read(document, &mut times);
    let mut statements = statement::build(&view, &segments, &found, &names, &cast, &times);
    statements.extend(own::find(&view, document, &paragraphs));
    let (vectors, machine) = (vectors, *machine);
    let grounds = Grounds { words, forms: &forms, nodes, sentences: &in_words, coreference, vectors, machine };
    referent::find(&view, &grounds, (&all, &cast, &quotes), chains, &mut mentions, &statements);
    let (segments, cast, mentions) = (&segments, &cast, mentions);
    let relations = parser.relations();
    let ground = nearest::Ground { view: &view, segments, cast, mentions: &mentions, words, nodes, relations };
    antecedent::settle(&ground, &mut statements);
    chain::carry(text, &mut statements);
    let said = said::bounded(document, document.published.as_ref().or(published.as_ref()));
    statements.iter_mut().for_each(|own| own.said = own.said.take().or(said.clone()));
    let tree = event::Tree::new((text, words, nodes), (relations, parser.tags(), parser.fine_tags()));
    let mut events = event::find(&event::Known {
        view: &view,
        tree: &tree,
        mentions: &mentions,
        times: &times,
        statements: &statements,
        gazetteer,
        published: document.published.as_ref().or(published.as_ref()),
        announced: document.kind == Kind::Calendar,
        sentences: &in_words,
        linker: linker.as_ref(),
        vectors,
    });
    let counted = quantity::find(&quantity::Known {
        tree: &tree,
        sentences: &in_words,
        mentions: &mentions,
        times: &times,
        lexicon,
        gazetteer,
    });
    let quantities = quantity::carry(&tree, counted, &mut events);
    let sentences = view::extents(text, view.tokens, &sentences);
    Reading { sentences, mentions, times, statements, announcements, published, events, quantities }
}

/// Shows `then` a text as the models of attribution see it.
pub fn study<R>(
    text: &str,
    knowledge: &Knowledge,
    scratch: &mut Scratch,
    then: impl FnOnce(&attribution::Sight, &[language::Word]) -> R,
) -> R {
    let Knowledge { lexicon, gazetteer, parser, vectors, machine, groups, .. } = knowledge;
    let Scratch { tokens, words, quoted, parsing, nodes, .. } = scratch;
    token::cut(text, lexicon, tokens);
    language::cut(text, lexicon, words);
    let paragraphs = language::paragraphs(text, words);
    let in_words = language::sentences(text, words, &paragraphs, lexicon);
    let [paragraphs, sentences] = [&paragraphs, &in_words].map(|ranges| sentence::in_tokens(tokens, words, ranges));
    let recased = name::Recased::of(text, words, gazetteer);
    let forms = recased.words(text, words);
    parser.parse(&forms, &in_words, vectors, *machine, parsing, nodes);
    let quotes = quote::find(text, tokens, &paragraphs);
    let view = view::View::new(text, tokens, &quotes, quoted, lexicon);
    let segments = view::segments(&view, &sentences, &paragraphs);
    let sight =
        attribution::Sight::of(&view, (words, &forms), (nodes, &parsing.states), (&in_words, &segments), groups);
    then(&sight, words)
}

/// Whether statements can be read from it: its kind holds news and its language is English or not known.
fn is_understood(document: &Document) -> bool {
    let english = |language: &str| language.split('-').next().is_some_and(|subtag| subtag.eq_ignore_ascii_case("en"));
    document.kind.is_read() && document.language.as_deref().is_none_or(english)
}
