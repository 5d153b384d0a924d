//! Names by a trained model: which words are a name, and of what kind.
//!
//! It begins with what the parser's last layer says of each word and with what the gazetteer knows, and lets all places of
//! a word in the text speak for each ([`super::discourse`]).
//! Invariant: names lie in one sentence, in order, disjoint. Cost: linear in the words. Card: MODELS.md.

use super::discourse::{self, Discourse};
use super::label::{Label, labels};
use super::net::{Encoder, File, IN, Machine, Memory, Vectors};
use super::run::runs;
use dateline_lexicon::{Cover, Gazetteer, Stand};
use std::ops::Range;

/// Classes of the gazetteer.
const CLASSES: usize = 16;
/// Numbers that stand beside a word, the parser's not counted: what is known of the word, what of the words that are known
/// together and hold it, where in them it stands, and whether it opens its sentence.
const KNOWN: usize = 2 * CLASSES + 4;
/// The same as a model has them: an even number.
const SIGNS: usize = KNOWN.next_multiple_of(2);
/// How many words before and behind a capital are read.
const AROUND: usize = 3;
/// By how much more likely than any name it must be that a word is in none, as a logarithm of odds, to look no further.
const OUTSIDE: f32 = 9.0;

/// The model, ready to run.
pub struct Namer {
    encoder: Encoder,
    kinds: Vec<&'static str>,
}

/// Buffers of one thread.
#[derive(Default)]
pub struct Naming {
    memory: Memory,
    covers: Vec<Cover>,
    /// The pieces that are read; of each of their words its place in the text, and whether it opens its sentence.
    pieces: Vec<Range<usize>>,
    places: Vec<(u32, bool)>,
    scores: Vec<f32>,
    discourse: Discourse,
}

impl Namer {
    /// The model that ships.
    pub fn embedded() -> Namer {
        let file = File::read(include_bytes!("../../data/names.bin")).expect("the model of names is whole");
        Namer::read(&file).expect("the model of names has all its parts")
    }

    /// Reads a model; none where a part is missing.
    pub fn read(file: &File<'static>) -> Option<Namer> {
        Some(Namer { encoder: Encoder::read(file, SIGNS)?, kinds: file.lines("kinds")? })
    }

    /// The kinds of names.
    pub fn kinds(&self) -> &[&'static str] {
        &self.kinds
    }

    /// The names of `words` in `sentences`, in order. `states` is what the parser says of the words.
    pub fn find(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        states: &[i16],
        vectors: &Vectors,
        machine: Machine,
        naming: &mut Naming,
    ) -> Vec<Label> {
        let Naming { memory, covers, pieces, places, scores, discourse } = naming;
        let (stride, kinds) = (self.encoder.answers(), self.kinds.len());
        let width = states.len() / words.len().max(1);
        pieces.clear();
        places.clear();
        let (mut forms, mut found) = (Vec::new(), Vec::new());
        for sentence in sentences {
            for piece in self::pieces(words, sentence.clone()) {
                pieces.push(forms.len()..forms.len() + piece.len());
                forms.extend(&words[piece.clone()]);
                places.extend(piece.map(|place| (place as u32, place == sentence.start)));
            }
        }
        scores.clear();
        for run in runs(pieces) {
            let forms = &forms[run.words.clone()];
            memory.more.clear();
            memory.signs.clear();
            for piece in &run.sentences {
                let (first, opens) = places[run.words.start + piece.start];
                memory.more.extend_from_slice(&states[first as usize * width..][..piece.len() * width]);
                known(&forms[piece.clone()], opens, covers, |at, sign| {
                    memory.signs.push(((piece.start + at) as u32, sign as u32));
                });
            }
            assert_eq!(memory.more.len(), forms.len() * self.encoder.more(), "names of another parser");
            self.encoder.encode(forms, &run.sentences, vectors, machine, memory);
            scores.extend_from_slice(&memory.answers);
        }
        discourse::agree(&forms, scores, stride, kinds, discourse);
        for piece in pieces {
            let scores = &scores[piece.start * stride..piece.end * stride];
            in_piece(scores, stride, kinds, places[piece.start].0 as usize, &mut found);
        }
        found
    }
}

/// What of a sentence may be or show a name: words with a capital, and some before and behind them.
pub fn pieces(words: &[&str], sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = sentence.start;
    std::iter::from_fn(move || {
        let seed = (at..sentence.end).find(|at| is_capital(words[*at]))?;
        let start = seed.saturating_sub(AROUND).max(at);
        let mut end = seed + 1 + AROUND;
        // A word behind the end begins no piece of its own where it would join this one.
        while let Some(next) = (end.saturating_sub(AROUND)..(end + AROUND).min(sentence.end))
            .rev()
            .find(|at| is_capital(words[*at]))
            .filter(|next| next + 1 + AROUND > end)
        {
            end = next + 1 + AROUND;
        }
        at = end.min(sentence.end);
        Some(start..at)
    })
}

/// Two letters or more, one of them a capital.
fn is_capital(word: &str) -> bool {
    word.len() > 1 && word.chars().any(char::is_uppercase)
}

/// The names of a piece, looked for only where one is not out of the question.
fn in_piece(scores: &[f32], stride: usize, kinds: usize, first: usize, found: &mut Vec<Label>) {
    let open = |row: &[f32]| {
        let most = row[1..=4 * kinds].iter().fold(f32::MIN, |most, score| most.max(*score));
        most + OUTSIDE > row[0]
    };
    let mut rows = scores.chunks_exact(stride).map(open).enumerate().peekable();
    while let Some((start, open)) = rows.next() {
        if !open {
            continue;
        }
        let mut end = start + 1;
        while rows.next_if(|(_, open)| *open).is_some() {
            end += 1;
        }
        let moved =
            |label: Label| Label { words: label.words.start + first + start..label.words.end + first + start, ..label };
        found.extend(labels(&scores[start * stride..end * stride], stride, kinds).into_iter().map(moved));
    }
}

/// What the gazetteer knows of the words of a piece, and whether the piece opens its sentence: `bears` is told of each word,
/// in order, the signs that it bears.
fn known(words: &[&str], opens: bool, covers: &mut Vec<Cover>, mut bears: impl FnMut(usize, usize)) {
    Gazetteer::embedded().phrases(words, covers);
    for (at, cover) in covers.iter().enumerate().take(words.len()) {
        let mut lit = |bits: u16, from: usize| {
            let mut rest = bits;
            while rest != 0 {
                bears(at, from + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        };
        lit(cover.word.bits(), 0);
        let place = match cover.stand {
            Stand::Outside | Stand::Single => None,
            Stand::Begin => Some(0),
            Stand::Inside => Some(1),
            Stand::End => Some(2),
        };
        if let Some(place) = place {
            lit(cover.phrase.bits(), CLASSES);
            bears(at, 2 * CLASSES + place);
        }
        if opens && at == 0 {
            bears(at, KNOWN - 1);
        }
    }
}

/// Adds what stands beside the words of a piece, as numbers: what the parser says (`states`), what the gazetteer knows, and
/// whether the word opens its sentence.
pub fn beside(words: &[&str], opens: bool, states: &[i16], covers: &mut Vec<Cover>, more: &mut Vec<i16>) {
    let width = states.len() / words.len().max(1);
    let stride = width + SIGNS;
    let start = more.len();
    more.resize(start + words.len() * stride, 0);
    for (row, states) in more[start..].chunks_exact_mut(stride).zip(states.chunks_exact(width)) {
        row[..width].copy_from_slice(states);
    }
    known(words, opens, covers, |at, sign| more[start + at * stride + width + sign] = IN);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(sentence: &str, expected: &[&str]) {
        let words: Vec<&str> = sentence.split(' ').collect();
        let found: Vec<String> = pieces(&words, 0..words.len()).map(|piece| words[piece].join(" ")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn only_what_stands_near_a_capital_is_read() {
        check("it was late and nobody came", &[]);
        check("so it was that the envoy Ana Veller came to us by train", &["that the envoy Ana Veller came to us"]);
        check("a b c d e f g Oller h i j k l m n o p iPad q", &["e f g Oller h i j", "n o p iPad q"]);
        check("Oller a b c d e Veller", &["Oller a b c d e Veller"]);
        check("I a b c", &[]);
    }

    proptest! {
        #[test]
        fn every_capital_is_read_once_and_in_order(letters in proptest::collection::vec(any::<bool>(), 0..60)) {
            let words: Vec<&str> = letters.iter().map(|capital| if *capital { "Oller" } else { "b" }).collect();
            let read: Vec<usize> = pieces(&words, 0..words.len()).flatten().collect();
            prop_assert!(read.is_sorted_by(|one, next| one < next));
            for (at, capital) in letters.iter().enumerate() {
                let near = (at.saturating_sub(AROUND)..(at + AROUND + 1).min(letters.len())).any(|at| letters[at]);
                prop_assert_eq!(read.contains(&at), near, "{}", capital);
            }
        }
    }
}
