//! Which class links two who take part: a trained model over the words between and above them and the events told.
//!
//! Invariant: a function of the tree and the two places. Cost: a hash and a row of numbers for each word round the two.
//! After: Fan et al., LIBLINEAR, 2008 (the learner); Halterman et al., PLOVER and POLECAT, 2023 (the task).
//! Card: MODELS.md.

use super::tree::Tree;
use crate::language::net::{File, Table, VECTOR, Vectors, hash};
use dateline_lexicon::{EventClass, Events};
use dateline_record::{EventMention, Modality, Participant};
use std::ops::Range;

/// Rows of the model: signs share them.
pub const ROWS: usize = HASHED + 3 * VECTOR;

/// Rows of hashed signs; behind them those of the vectors.
const HASHED: usize = 1 << 15;

/// How well a class must fit, and how much better than what the trigger tells.
const LEAST: f32 = 0.0;
const AHEAD: f32 = 0.5;

/// How long the signs of one pair are, together.
const LENGTH: f32 = 8.0;

/// How long the mean vector of some words is.
const NEAR: f32 = 4.0;

/// No chain of heads is longer.
const HIGHEST: usize = 40;
/// No stretch between two is read further.
const WIDEST: usize = 60;

/// The model, ready to run.
pub struct Linker {
    table: Table<'static>,
    biases: Vec<f32>,
    classes: Vec<&'static str>,
}

impl Linker {
    /// The model that ships.
    pub fn embedded() -> Linker {
        let file = File::read(include_bytes!("../../data/links.bin"));
        file.as_ref().and_then(Linker::read).expect("the model that ships is whole")
    }

    /// The model of a file; none where a part is missing.
    pub fn read(file: &File<'static>) -> Option<Linker> {
        let (table, biases, classes) = (file.table("weights")?, file.reals("biases")?, file.lines("classes")?);
        (table.columns == classes.len() && biases.len() == classes.len()).then_some(Linker { table, biases, classes })
    }

    /// How well each class fits.
    pub fn scores(&self, signs: &[(u32, f32)]) -> Vec<(&'static str, f32)> {
        let mut sums = self.biases.clone();
        for (row, value) in signs {
            let (numbers, scale) = self.table.row(*row as usize);
            for (sum, number) in sums.iter_mut().zip(numbers) {
                *sum += f32::from(number) * scale * value;
            }
        }
        self.classes.iter().copied().zip(sums).collect()
    }
}

/// Gives events with two sides the class that links these, where it is far surer of it than of what their triggers tell.
///
/// What every event is seen beside is what the triggers tell, so the order does not matter.
pub(super) fn settle(
    tree: &Tree,
    vectors: &Vectors,
    linker: &Linker,
    sentences: &[Range<usize>],
    events: &mut [EventMention],
) {
    let classes = Events::embedded().classes();
    let mut settled: Vec<(usize, &'static str)> = Vec::new();
    let mut start = 0;
    for sentence in sentences {
        let Some(last) = sentence.end.checked_sub(1).and_then(|last| tree.words.get(last)) else { continue };
        let end = start + events[start..].partition_point(|event| event.trigger.start() < last.range().end);
        let own: Vec<&EventMention> = events[start..end].iter().collect();
        for (at, event) in own.iter().enumerate() {
            // The training set calls what somebody will do an agreement, what he will not do a refusal; here modality says that.
            let real = matches!(event.modality, Modality::Happened | Modality::Ongoing | Modality::Historical);
            let named = |class: &EventClass| class.name == event.event_type && class.quad > 0;
            if !real || !classes.iter().any(named) {
                continue;
            }
            let (Some(actor), Some(recipient)) = (event.actors.first(), event.recipients.first()) else { continue };
            let same = |other: &&&EventMention| {
                let first = |all: &[Participant]| all.first().map(|one| one.extent);
                first(&other.actors) == Some(actor.extent) && first(&other.recipients) == Some(recipient.extent)
            };
            // “Vell accused and then sued the firm”: what links the two is two things.
            if own.iter().filter(same).count() > 1 {
                continue;
            }
            let pair = [tree.covered(actor.extent), tree.covered(recipient.extent)];
            let scores = linker.scores(&signs(tree, vectors, &own, sentence.clone(), pair));
            settled.extend(sure(&scores, event.event_type).map(|class| (start + at, class)));
        }
        start = end;
    }
    for (at, class) in settled {
        (events[at].event_type, events[at].mode) = (class, None);
    }
}

/// The best class, where it is far better than what the trigger tells.
fn sure(scores: &[(&'static str, f32)], told: &str) -> Option<&'static str> {
    // The training set joins two of PLOVER's classes.
    let joined = if matches!(told, "CONCEDE" | "RETREAT") { "YIELD" } else { told };
    let best = scores.iter().max_by(|one, other| one.1.total_cmp(&other.1))?;
    let own = scores.iter().find(|one| one.0 == joined)?;
    let class = if best.0 == "YIELD" { "CONCEDE" } else { best.0 };
    (best.1 >= LEAST && best.1 - own.1 >= AHEAD).then_some(class)
}

/// What is seen of two who take part, as rows of the model and how much of each.
///
/// `sentence` holds both; `events` are those told in it.
pub(super) fn signs(
    tree: &Tree,
    vectors: &Vectors,
    events: &[&EventMention],
    sentence: Range<usize>,
    [actor, recipient]: [Range<usize>; 2],
) -> Vec<(u32, f32)> {
    let mut all = Signs::default();
    let mut means = [[0.0f32; VECTOR]; 3];
    let whole = |at: usize| actor.contains(&at) || recipient.contains(&at);
    let lower: Vec<String> = sentence.clone().map(|at| tree.word(at).to_lowercase()).collect();
    let lower = |at: usize| lower.get(at.wrapping_sub(sentence.start)).map_or("", String::as_str);
    for at in sentence.clone() {
        if !whole(at) {
            all.add("w", &[lower(at)]);
        }
        if at + 1 < sentence.end {
            all.add("b", &[lower(at), lower(at + 1)]);
        }
    }
    let top = |range: &Range<usize>| range.clone().find(|at| tree.head(*at).is_none_or(|head| !range.contains(&head)));
    if let (Some(first), Some(second)) = (top(&actor), top(&recipient)) {
        let (up, other) = (chain(tree, first), chain(tree, second));
        let meet = up.iter().position(|at| other.contains(at)).unwrap_or(up.len() - 1);
        let down = other.iter().position(|at| *at == up[meet]).unwrap_or(other.len());
        let relations = |chain: &[usize]| chain.iter().map(|at| tree.relation(*at)).collect::<Vec<_>>().join(">");
        all.add("rs", &[tree.relation(first)]);
        all.add("rt", &[tree.relation(second)]);
        all.add("path", &[&relations(&up[..meet]), &relations(&other[..down.min(other.len())])]);
        all.add("cw", &[lower(up[meet])]);
        let path = up[1..].iter().take(meet).chain(other[..down].iter().skip(1));
        for at in path {
            all.add("pw", &[lower(*at)]);
            if matches!(tree.tag(*at), "NOUN" | "VERB" | "ADJ") && !whole(*at) {
                add(&mut means[0], vectors, lower(*at));
            }
            all.add("pwr", &[lower(*at), tree.relation(*at)]);
            for kid in tree.kids(*at) {
                if whole(kid) || matches!(tree.tag(kid), "PUNCT" | "DET") {
                    continue;
                }
                all.add("kw", &[lower(kid)]);
                if matches!(tree.tag(kid), "NOUN" | "VERB" | "ADJ") {
                    add(&mut means[1], vectors, lower(kid));
                }
                all.add("kr", &[tree.relation(kid), lower(kid)]);
                let content = |inner: &usize| matches!(tree.tag(*inner), "NOUN" | "VERB" | "ADJ" | "PROPN");
                tree.kids(kid).filter(content).for_each(|inner| all.add("kkw", &[lower(inner)]));
            }
        }
    }
    let between = match actor.end <= recipient.start {
        true => actor.end..recipient.start,
        false => recipient.end..actor.start.max(recipient.end),
    };
    all.add("order", &[if actor.end <= recipient.start { "1" } else { "0" }]);
    for at in between.clone().take(WIDEST) {
        all.add("mid", &[lower(at)]);
        if matches!(tree.tag(at), "NOUN" | "VERB" | "ADJ") {
            add(&mut means[2], vectors, lower(at));
        }
        if at + 1 < between.end {
            all.add("midb", &[lower(at), lower(at + 1)]);
        }
    }
    let touches = |one: &Participant, range: &Range<usize>| {
        let words = tree.covered(one.extent);
        words.start < range.end && range.start < words.end
    };
    for (number, event) in events.iter().enumerate() {
        let done = event.actors.iter().any(|one| touches(one, &actor));
        let suffered = event.recipients.iter().any(|one| touches(one, &recipient));
        let modality = format!("{:?}", event.modality);
        let roles = [["00", "01"], ["10", "11"]][usize::from(done)][usize::from(suffered)];
        all.add("ev", &[event.event_type]);
        all.add("evr", &[event.event_type, roles]);
        all.add("evm", &[event.event_type, &modality]);
        if number == 0 {
            all.add("ev0", &[event.event_type]);
        }
        if done {
            all.add("eva", &[event.event_type]);
            all.add("evam", &[&modality]);
            all.add("evaw", &[&event.trigger.of(tree.text).to_lowercase()]);
        }
        if suffered {
            all.add("evb", &[event.event_type]);
        }
    }
    let mut all = all.finish();
    for (block, mean) in means.iter().enumerate() {
        let length = mean.iter().map(|value| value * value).sum::<f32>().sqrt().max(1e-6);
        all.extend(
            mean.iter().enumerate().map(|(at, value)| ((HASHED + block * VECTOR + at) as u32, NEAR * value / length)),
        );
    }
    all
}

fn add(mean: &mut [f32; VECTOR], vectors: &Vectors, word: &str) {
    if let Some(vector) = vectors.find(word) {
        mean.iter_mut().zip(vector).for_each(|(slot, value)| *slot += value);
    }
}

/// A word with all above it.
fn chain(tree: &Tree, at: usize) -> Vec<usize> {
    let mut chain = vec![at];
    while let Some(head) = tree.head(chain[chain.len() - 1]).filter(|_| chain.len() < HIGHEST) {
        chain.push(head);
    }
    chain
}

#[derive(Default)]
struct Signs(Vec<u32>);

impl Signs {
    fn add(&mut self, kind: &str, words: &[&str]) {
        let mut seed = hash(kind, 0);
        words.iter().for_each(|word| seed = hash(word, seed));
        self.0.push((seed >> 32) as u32 % HASHED as u32);
    }

    /// Each row once, with the logarithm of how often; all together of one length, whatever the sentence's.
    fn finish(mut self) -> Vec<(u32, f32)> {
        self.0.sort_unstable();
        let count = |run: &[u32]| (run[0], (run.len() as f32).ln_1p());
        let mut all: Vec<(u32, f32)> = self.0.chunk_by(|one, other| one == other).map(count).collect();
        let length = all.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
        all.iter_mut().for_each(|(_, value)| *value *= LENGTH / length.max(1.0));
        all
    }
}
