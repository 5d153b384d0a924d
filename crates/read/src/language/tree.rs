//! Tags, heads and relations of words: the trained parser.
//!
//! Invariant: each sentence is a tree; long ones are cut for it ([`super::LONGEST`]).
//! Cost: linear in the words but for the scores of heads, which are the square of a sentence's.
//! After: Dozat & Manning, Deep Biaffine Attention, 2017. Card: MODELS.md.

use super::arborescence;
use super::best::best;
use super::net::{Encoder, File, IN, Layer, Machine, Memory, Vectors, distance, round};
use super::run::runs;
use std::ops::Range;

/// Heads that are scored at once.
const LANES: usize = 16;
/// What finds heads: their numbers multiplied by this are whole.
const UNIT: f32 = 256.0;

/// What a word is in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Node {
    /// The universal part of speech: a place in [`Parser::tags`].
    pub tag: u8,
    /// The tag of the English treebanks: a place in [`Parser::fine_tags`].
    pub fine: u8,
    /// The relation to its head: a place in [`Parser::relations`].
    pub relation: u8,
    /// How many words behind it (or, less than nothing, before it) its head is; nothing for the root of its sentence.
    pub head: i16,
}

/// The model, ready to run.
pub struct Parser {
    encoder: Encoder,
    names: [Vec<&'static str>; 3],
    arc: usize,
    label: usize,
    between: Layer,
    weight: Vec<f32>,
    distance: Vec<f32>,
    root: Vec<f32>,
    label_root: Vec<f32>,
    relation: Layer,
}

/// Buffers of one thread.
#[derive(Default)]
pub struct Parsing {
    memory: Memory,
    /// What the last layer says of each word of the text, one behind the other: what other models begin with.
    pub states: Vec<i16>,
    whole: Vec<i16>,
    asked: Vec<i32>,
    turned: Vec<f32>,
    scores: Vec<f32>,
    heads: Vec<u32>,
}

impl Parser {
    /// The model that ships.
    pub fn embedded() -> Parser {
        let file = File::read(include_bytes!("../../data/tree.bin")).expect("the parser is whole");
        Parser::read(&file).expect("the parser has all its parts")
    }

    fn read(file: &File<'static>) -> Option<Parser> {
        let between = Layer::read(file, "between", UNIT)?;
        let relation = Layer::read(file, "relation", UNIT)?;
        let weight = file.reals("weight")?;
        let label_root = file.reals("label root")?;
        Some(Parser {
            encoder: Encoder::read(file, 0)?,
            names: [file.lines("tags")?, file.lines("fine tags")?, file.lines("relations")?],
            arc: weight.len(),
            label: label_root.len(),
            between,
            weight,
            distance: file.reals("distance")?,
            root: file.reals("root")?,
            label_root,
            relation,
        })
    }

    /// The universal parts of speech.
    pub fn tags(&self) -> &[&'static str] {
        &self.names[0]
    }

    /// The tags of the English treebanks.
    pub fn fine_tags(&self) -> &[&'static str] {
        &self.names[1]
    }

    /// The relations, with their subtypes.
    pub fn relations(&self) -> &[&'static str] {
        &self.names[2]
    }

    /// Reads `words` in `sentences` into `nodes`, one for each word.
    pub fn parse(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        vectors: &Vectors,
        machine: Machine,
        parsing: &mut Parsing,
        nodes: &mut Vec<Node>,
    ) {
        nodes.clear();
        nodes.resize(words.len(), Node::default());
        let stride = self.encoder.states();
        parsing.states.clear();
        parsing.states.resize(words.len() * stride, 0);
        for run in runs(sentences) {
            let nodes = &mut nodes[run.words.clone()];
            self.read_run(&words[run.words.clone()], &run.sentences, vectors, machine, parsing, nodes);
            let own = run.words.start * stride..run.words.end * stride;
            parsing.states[own].copy_from_slice(&parsing.memory.states[..run.words.len() * stride]);
        }
    }

    fn read_run(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        vectors: &Vectors,
        machine: Machine,
        parsing: &mut Parsing,
        nodes: &mut [Node],
    ) {
        self.encoder.encode(words, sentences, vectors, machine, &mut parsing.memory);
        let stride = self.encoder.answers();
        let Parsing { memory, whole, asked, turned, scores, heads, .. } = parsing;
        let counts = [self.names[0].len(), self.names[1].len()];
        let seeker = counts[0] + counts[1];
        let head = seeker + self.arc;
        let (labelled, labelling) = (head + self.arc, head + self.arc + self.label);
        for (node, answers) in nodes.iter_mut().zip(memory.answers.chunks_exact(stride)) {
            node.tag = best(&answers[..counts[0]]) as u8;
            node.fine = best(&answers[counts[0]..seeker]) as u8;
        }
        let ins = self.between.dense.ins();
        whole.resize(nodes.len() * ins, 0);
        for (whole, answers) in whole.chunks_exact_mut(ins).zip(memory.answers.chunks_exact(stride)) {
            raise(&answers[seeker..head], whole);
        }
        self.between.dense.multiply(machine, whole, asked);
        for sentence in sentences {
            let task = Arcs {
                parser: self,
                sentence: sentence.clone(),
                answers: &memory.answers,
                asked,
                head,
                turned,
                scores,
            };
            machine.run(task);
            arborescence::heads(sentence.len(), scores, heads);
            for (at, found) in heads.iter().enumerate() {
                nodes[sentence.start + at].head = if *found == 0 { 0 } else { *found as i16 - 1 - at as i16 };
            }
        }
        let ins = self.relation.dense.ins();
        whole.resize(nodes.len() * ins, 0);
        for (at, (whole, node)) in whole.chunks_exact_mut(ins).zip(nodes.iter()).enumerate() {
            let own = &memory.answers[at * stride + labelled..at * stride + labelling];
            let head = (at as isize + isize::from(node.head)) as usize * stride + labelling;
            let above = if node.head == 0 { &self.label_root[..] } else { &memory.answers[head..head + self.label] };
            for ((whole, own), above) in whole.iter_mut().zip(own).zip(above) {
                *whole = round(((own + above) * UNIT).clamp(0.0, f32::from(IN)));
            }
        }
        self.relation.dense.multiply(machine, whole, asked);
        let count = self.names[2].len();
        for (node, sums) in nodes.iter_mut().zip(asked.chunks_exact(self.relation.dense.outs())) {
            let biased = sums.iter().zip(&self.relation.bias).take(count);
            scores.clear();
            scores.extend(biased.map(|(sum, bias)| *sum as f32 * self.relation.scale + bias));
            node.relation = best(scores) as u8;
        }
    }
}

/// What is below nothing becomes nothing.
fn raise(answers: &[f32], whole: &mut [i16]) {
    for (whole, answer) in whole.iter_mut().zip(answers) {
        *whole = round((answer * UNIT).clamp(0.0, f32::from(IN)));
    }
}

/// The score of each head of each word of a sentence.
struct Arcs<'a> {
    parser: &'a Parser,
    sentence: Range<usize>,
    answers: &'a [f32],
    asked: &'a [i32],
    head: usize,
    turned: &'a mut Vec<f32>,
    scores: &'a mut Vec<f32>,
}

impl pulp::NullaryFnOnce for Arcs<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Arcs { parser, sentence, answers, asked, head, turned, scores } = self;
        let (count, arc, stride) = (sentence.len(), parser.arc, parser.encoder.answers());
        let width = count + 1;
        let padded = width.next_multiple_of(LANES);
        // Heads with their numbers on end, the root first; then their weights; then what a word asks.
        turned.clear();
        turned.resize((arc + 1) * padded + arc, 0.0);
        let (rows, rest) = turned.split_at_mut(arc * padded);
        let (weights, asks) = rest.split_at_mut(padded);
        for (k, row) in rows.chunks_exact_mut(padded).enumerate() {
            row[0] = parser.root[k];
            for (at, slot) in sentence.clone().zip(&mut row[1..]) {
                *slot = answers[at * stride + head + k].max(0.0);
            }
        }
        for (row, weight) in rows.chunks_exact(padded).zip(&parser.weight) {
            weights.iter_mut().zip(row).for_each(|(sum, number)| *sum += number * weight);
        }
        scores.resize(count * width, 0.0);
        let outs = parser.between.dense.outs();
        for (at, scores) in scores.chunks_exact_mut(width).enumerate() {
            let own = &asked[(sentence.start + at) * outs..][..arc];
            asks.iter_mut().zip(own).for_each(|(ask, sum)| *ask = *sum as f32 * parser.between.scale);
            for (block, scores) in scores.chunks_mut(LANES).enumerate() {
                let place = block * LANES..(block + 1) * LANES;
                let mut sums = [0.0; LANES];
                sums.copy_from_slice(&weights[place.clone()]);
                for (row, ask) in rows.chunks_exact(padded).zip(asks.iter()) {
                    sums.iter_mut().zip(&row[place.clone()]).for_each(|(sum, number)| *sum += ask * number);
                }
                scores.copy_from_slice(&sums[..scores.len()]);
            }
            for (head, score) in scores.iter_mut().enumerate().skip(1) {
                *score += parser.distance[distance(at + 1, head)];
            }
            scores[at + 1] = f32::NEG_INFINITY;
        }
    }
}
