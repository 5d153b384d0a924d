//! The model of coreference as it ships: learnt from all of GUM's free genres, only its rows that moved written.

use super::corpus::{Read, Reader};
use super::learn::Learner;
use crate::gold;
use crate::language::train::{Writer, write};
use dateline_read::language::coref::Ranker;
use dateline_read::language::net::File;
use ndarray::Array2;

/// Trains on all documents and writes the model.
pub fn train() -> anyhow::Result<()> {
    let Some(_) = gold::set("gum/coref") else { return Ok(()) };
    let mut models = Reader::embedded();
    let documents = models.gum(&gold::shared().join("gold"))?;
    let documents: Vec<&Read> = documents.iter().collect();
    let learner = Learner::taught(&documents, &models.reader(), &models.vectors);
    write("coreference.bin", file(&learner.ranker))
}

/// The same model as it will be read: its numbers in bytes.
pub fn shipped(ranker: &Ranker) -> Ranker {
    let bytes = file(ranker).bytes();
    let file = File::read(&bytes).expect("it was written whole");
    Ranker::read(&file).expect("it was written with all its parts")
}

fn file(ranker: &Ranker) -> Writer {
    let mut writer = Writer::new();
    part(&mut writer, "mention", ranker.mention.iter().map(|row| row.as_flattened()));
    part(&mut writer, "pair", ranker.pair.iter().map(|row| row.as_slice()));
    let rest = ranker.bias.as_flattened().iter().chain(ranker.out.as_flattened());
    writer.reals("rest", &rest.copied().chain([ranker.threshold, ranker.growth]).collect::<Vec<f32>>());
    writer
}

/// Rows that are not all nothing, and their numbers.
fn part<'a>(writer: &mut Writer, name: &str, rows: impl Iterator<Item = &'a [f32]>) {
    let lit: Vec<(usize, &[f32])> = rows.enumerate().filter(|(_, row)| row.iter().any(|value| *value != 0.0)).collect();
    let numbers: Vec<u32> = lit.iter().map(|(number, _)| *number as u32).collect();
    let columns = lit.first().map_or(0, |(_, row)| row.len());
    let table = Array2::from_shape_fn((lit.len(), columns), |(row, column)| lit[row].1[column]);
    writer.numbers(&format!("{name} rows"), &numbers);
    writer.table(name, &table);
}
