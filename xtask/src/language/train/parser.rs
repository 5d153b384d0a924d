//! The tagger and parser: learnt from the treebanks of English that are free.

use super::encoder::{self, Encoder};
use super::file::Writer;
use super::tree::{self, Answer, Tree};
use super::weight::Draws;
use super::{Lesson, SEED, Vocabulary, learn, write};
use crate::gold;
use crate::language::conllu;
use dateline_read::language::net::Vectors;
use std::collections::BTreeMap;
use std::path::Path;

/// The genres of GUM whose texts are free.
pub const FREE: &[&str] = &["news", "interview", "academic", "court", "bio", "voyage"];
/// Sentences longer than this are left out.
const LONGEST: usize = 120;
const EPOCHS: usize = 30;

/// Numbers for names, in the order they were met.
#[derive(Default)]
struct Names {
    numbers: BTreeMap<String, usize>,
    names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        *self.numbers.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }
}

/// Trains the parser and writes it.
pub fn train() -> anyhow::Result<()> {
    let Some(ewt) = gold::set("ud-ewt/train.conllu") else { return Ok(()) };
    let Some(gum) = gold::set("ud-gum") else { return Ok(()) };
    let mut sentences = trees(&ewt, &[])?;
    for part in ["train", "dev"] {
        sentences.extend(trees(&gum.join(format!("{part}.conllu")), FREE)?);
    }
    let vectors = Vectors::embedded();
    let vocabulary = Vocabulary::of(sentences.iter().flatten().map(|word| word.form.as_str()));
    let [mut tags, mut fine, mut relations] = [(); 3].map(|()| Names::default());
    let lessons: Vec<Lesson<Answer>> = sentences
        .iter()
        .filter(|words| words.len() < LONGEST)
        .map(|words| {
            let answer = |word: &conllu::Word| Answer {
                tags: [Some(tags.number(&word.upos)), Some(fine.number(&word.xpos))],
                head: word.head,
                relation: Some(relations.number(&word.relation)),
            };
            Lesson {
                words: vocabulary.see_all(words.iter().map(|word| word.form.as_str()), &vectors),
                answers: words.iter().map(answer).collect(),
            }
        })
        .collect();
    println!("{} sentences, {} relations", lessons.len(), relations.names.len());

    let mut draws = Draws::new(SEED);
    let size = encoder::Size { word: 96, width: 48, layers: 2, more: 0, drop: 0.1 };
    let mut encoder = Encoder::new(size, &mut draws);
    let size = tree::Size {
        tags: [tags.names.len(), fine.names.len()],
        relations: relations.names.len(),
        arc: 48,
        label: 32,
        drop: 0.1,
    };
    let mut tree = Tree::new(encoder.outputs(), size, &mut draws);
    learn(&mut encoder, &mut tree, &lessons, EPOCHS, &mut draws);

    let mut writer = Writer::new();
    let answers = [
        (&tree.tags[0], Some(&tree.tag_bias[0])),
        (&tree.tags[1], Some(&tree.tag_bias[1])),
        (&tree.seeker, Some(&tree.seeker_bias)),
        (&tree.head, Some(&tree.head_bias)),
        (&tree.labelled, Some(&tree.label_bias)),
        (&tree.labelling, None),
    ];
    writer.encoder(&encoder, &vocabulary.signs, &answers);
    writer.matrix("between", &tree.between.value);
    writer.reals("between bias", &[]);
    for (name, weight) in
        [("weight", &tree.weight), ("distance", &tree.distance), ("root", &tree.root), ("label root", &tree.label_root)]
    {
        writer.reals(name, &weight.value.iter().copied().collect::<Vec<f32>>());
    }
    writer.matrix("relation", &tree.relation.value);
    writer.reals("relation bias", &tree.relation_bias.value.iter().copied().collect::<Vec<f32>>());
    writer.lines("tags", &tags.names);
    writer.lines("fine tags", &fine.names);
    writer.lines("relations", &relations.names);
    write("tree.bin", writer)
}

/// The sentences of a treebank; of GUM only those of `genres`.
fn trees(path: &Path, genres: &[&str]) -> anyhow::Result<Vec<Vec<conllu::Word>>> {
    let documents = conllu::read(path)?;
    let documents = documents.into_iter().filter(|document| is_of(&document.name, genres));
    Ok(documents.flat_map(|document| document.sentences).map(|sentence| sentence.words).collect())
}

/// Whether a document of GUM is of one of `genres`; where none is named, every document is.
pub fn is_of(name: &str, genres: &[&str]) -> bool {
    genres.is_empty() || genres.iter().any(|genre| name.starts_with(&format!("GUM_{genre}")))
}
