//! What is asked of the encoder for a tree: two tags of each word, its head, its relation; and how wrong the answer is.
//!
//! Invariant: the loss is the mean over words. Cost: the square of a sentence's length.
//! After: Dozat & Manning, Deep Biaffine Attention, 2017, with labels from a sum and the distance of head and word.

use super::Head;
use super::weight::{Draws, Weight, rows, rows_mut};
use dateline_read::language::net::{DISTANCES, distance};
use ndarray::{Array1, Array2};
use std::ops::Range;

/// A word's gold answers; relations that are not known are none.
#[derive(Clone, Copy)]
pub struct Answer {
    pub tags: [Option<usize>; 2],
    pub head: usize,
    pub relation: Option<usize>,
}

/// How many answers there are of each kind, and how wide the layers are that find heads and relations.
#[derive(Clone, Copy)]
pub struct Size {
    pub tags: [usize; 2],
    pub relations: usize,
    pub arc: usize,
    pub label: usize,
    pub drop: f32,
}

pub struct Tree {
    pub size: Size,
    pub tags: [Weight; 2],
    pub tag_bias: [Weight; 2],
    /// A word as one that looks for its head, and as a head.
    pub seeker: Weight,
    pub seeker_bias: Weight,
    pub head: Weight,
    pub head_bias: Weight,
    /// Between the two.
    pub between: Weight,
    /// How likely a word is to be a head at all.
    pub weight: Weight,
    pub distance: Weight,
    pub root: Weight,
    /// The same for relations.
    pub labelled: Weight,
    pub labelling: Weight,
    pub label_bias: Weight,
    pub label_root: Weight,
    pub relation: Weight,
    pub relation_bias: Weight,
}

impl Tree {
    pub fn new(inputs: usize, size: Size, draws: &mut Draws) -> Tree {
        Tree {
            size,
            tags: size.tags.map(|count| Weight::layer(inputs, count, draws)),
            tag_bias: size.tags.map(Weight::bias),
            seeker: Weight::layer(inputs, size.arc, draws),
            seeker_bias: Weight::bias(size.arc),
            head: Weight::layer(inputs, size.arc, draws),
            head_bias: Weight::bias(size.arc),
            between: Weight::drawn(size.arc, size.arc, 0.02, draws),
            weight: Weight::bias(size.arc),
            distance: Weight::bias(DISTANCES),
            root: Weight::drawn(1, size.arc, 0.1, draws),
            labelled: Weight::layer(inputs, size.label, draws),
            labelling: Weight::layer(inputs, size.label, draws),
            label_bias: Weight::bias(size.label),
            label_root: Weight::drawn(1, size.label, 0.1, draws),
            relation: Weight::layer(size.label, size.relations, draws),
            relation_bias: Weight::bias(size.relations),
        }
    }

    fn learn_arcs(
        &mut self,
        seen: &Array2<f32>,
        sentences: &[Range<usize>],
        answers: &[Answer],
        draws: &mut Draws,
        gradient: &mut Array2<f32>,
    ) -> f32 {
        let share = 1.0 / answers.len() as f32;
        let mut loss = 0.0;
        let raised = |weight: &Weight, bias: &Weight| {
            (seen.dot(&weight.value) + bias.value.row(0)).mapv_into(|value| value.max(0.0))
        };
        let (mut seeker, mut head) = (raised(&self.seeker, &self.seeker_bias), raised(&self.head, &self.head_bias));
        let masks = [draws.mask(seeker.dim(), self.size.drop), draws.mask(head.dim(), self.size.drop)];
        seeker *= &masks[0];
        head *= &masks[1];
        let asked = seeker.dot(&self.between.value);
        let mut asked_slope = Array2::<f32>::zeros(asked.raw_dim());
        let mut head_slope = Array2::<f32>::zeros(head.raw_dim());
        for sentence in sentences {
            let count = sentence.len();
            let mut heads = Array2::zeros((count + 1, self.size.arc));
            heads.row_mut(0).assign(&self.root.value.row(0));
            rows_mut(&mut heads, 1..count + 1).assign(&rows(&head, sentence.clone()));
            let own = rows(&asked, sentence.clone());
            let mut scores = own.dot(&heads.t());
            let weights: Array1<f32> = heads.dot(&self.weight.value.row(0));
            for ((word, head), score) in scores.indexed_iter_mut() {
                *score += weights[head];
                if head == word + 1 {
                    *score = -1e9;
                } else if head > 0 {
                    *score += self.distance.value[[0, distance(word + 1, head)]];
                }
            }
            loss += surprise(&mut scores, |word| Some(answers[sentence.start + word].head), share);
            for ((word, head), slope) in scores.indexed_iter() {
                if head > 0 && head != word + 1 {
                    self.distance.gradient[[0, distance(word + 1, head)]] += slope;
                }
            }
            let weight_slope = scores.sum_axis(ndarray::Axis(0));
            let mut slopes = scores.t().dot(&own);
            for (head, slope) in weight_slope.iter().enumerate() {
                self.weight.gradient.row_mut(0).scaled_add(*slope, &heads.row(head));
                slopes.row_mut(head).scaled_add(*slope, &self.weight.value.row(0));
            }
            rows_mut(&mut asked_slope, sentence.clone()).assign(&scores.dot(&heads));
            self.root.add_row(0, slopes.row(0));
            rows_mut(&mut head_slope, sentence.clone()).assign(&rows(&slopes, 1..count + 1));
        }
        let mut seeker_slope = self.between.back(&seeker, &asked_slope);
        seeker_slope *= &masks[0];
        head_slope *= &masks[1];
        let parts = [
            (&mut self.seeker, &mut self.seeker_bias, seeker, seeker_slope),
            (&mut self.head, &mut self.head_bias, head, head_slope),
        ];
        for (weight, bias, value, mut slope) in parts {
            slope.zip_mut_with(&value, |slope, value| {
                if *value <= 0.0 {
                    *slope = 0.0;
                }
            });
            bias.learn_bias(&slope);
            *gradient += &weight.back(seen, &slope);
        }
        loss
    }

    /// Relations are learnt at the right heads.
    fn learn_labels(
        &mut self,
        seen: &Array2<f32>,
        sentences: &[Range<usize>],
        answers: &[Answer],
        gradient: &mut Array2<f32>,
    ) -> f32 {
        let share = 1.0 / answers.len() as f32;
        let mut own = seen.dot(&self.labelled.value) + self.label_bias.value.row(0);
        let heads = seen.dot(&self.labelling.value);
        let head_of =
            |sentence: &Range<usize>, at: usize| answers[at].head.checked_sub(1).map(|head| sentence.start + head);
        for sentence in sentences {
            for at in sentence.clone() {
                let mut row = own.row_mut(at);
                match head_of(sentence, at) {
                    Some(head) => row += &heads.row(head),
                    None => row += &self.label_root.value.row(0),
                }
            }
        }
        own.mapv_inplace(|value| value.max(0.0));
        let mut scores = own.dot(&self.relation.value) + self.relation_bias.value.row(0);
        let loss = surprise(&mut scores, |at| answers[at].relation, share);
        self.relation_bias.learn_bias(&scores);
        let mut slope = self.relation.back(&own, &scores);
        slope.zip_mut_with(&own, |slope, value| {
            if *value <= 0.0 {
                *slope = 0.0;
            }
        });
        let mut head_slope = Array2::<f32>::zeros(slope.raw_dim());
        for sentence in sentences {
            for at in sentence.clone() {
                match head_of(sentence, at) {
                    Some(head) => {
                        let mut row = head_slope.row_mut(head);
                        row += &slope.row(at);
                    }
                    None => self.label_root.add_row(0, slope.row(at)),
                }
            }
        }
        self.label_bias.learn_bias(&slope);
        *gradient += &self.labelled.back(seen, &slope);
        *gradient += &self.labelling.back(seen, &head_slope);
        loss
    }
}

impl Head for Tree {
    type Answer = Answer;

    fn learn(
        &mut self,
        seen: &Array2<f32>,
        sentences: &[Range<usize>],
        answers: &[Answer],
        draws: &mut Draws,
    ) -> (f32, Array2<f32>) {
        let share = 1.0 / answers.len() as f32;
        let mut gradient = Array2::zeros(seen.raw_dim());
        let mut loss = 0.0;
        for (kind, part) in [1.0, 0.7].into_iter().enumerate() {
            let mut scores = seen.dot(&self.tags[kind].value) + self.tag_bias[kind].value.row(0);
            loss += surprise(&mut scores, |at| answers[at].tags[kind], share * part);
            self.tag_bias[kind].learn_bias(&scores);
            gradient += &self.tags[kind].back(seen, &scores);
        }
        loss += self.learn_arcs(seen, sentences, answers, draws, &mut gradient);
        loss += self.learn_labels(seen, sentences, answers, &mut gradient);
        (loss, gradient)
    }

    fn weights(&mut self) -> Vec<&mut Weight> {
        let mut weights: Vec<&mut Weight> = self.tags.iter_mut().chain(&mut self.tag_bias).collect();
        weights.extend([
            &mut self.seeker,
            &mut self.seeker_bias,
            &mut self.head,
            &mut self.head_bias,
            &mut self.between,
            &mut self.weight,
            &mut self.distance,
            &mut self.root,
            &mut self.labelled,
            &mut self.labelling,
            &mut self.label_bias,
            &mut self.label_root,
            &mut self.relation,
            &mut self.relation_bias,
        ]);
        weights
    }
}

/// Turns scores into the gradient of the mean surprise at the right answers.
pub fn surprise(scores: &mut Array2<f32>, right: impl Fn(usize) -> Option<usize>, share: f32) -> f32 {
    let mut loss = 0.0;
    for (at, mut row) in scores.rows_mut().into_iter().enumerate() {
        let Some(right) = right(at) else {
            row.fill(0.0);
            continue;
        };
        let most = row.fold(f32::MIN, |most, value| most.max(*value));
        row.mapv_inplace(|value| (value - most).exp());
        let sum = row.sum();
        row /= sum;
        loss -= row[right].max(1e-9).ln();
        row[right] -= 1.0;
        row *= share;
    }
    loss
}
