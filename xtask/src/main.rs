//! What the project does to itself: test, score, bench, tidy.

mod alteration;
mod attributions;
mod bench;
mod boost;
mod captures;
mod digest;
mod draw;
mod external;
mod gazetteer;
mod gold;
mod happenings;
#[cfg(test)]
mod labels;
mod language;
mod lineage;
mod listing;
mod newsletters;
mod reuse;
mod samples;
mod schema;
mod score;
mod story;
mod test;
mod tidy;
mod wcxb;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Tasks of the project.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Pass the tests: needs Rust and a C compiler, nothing else
    Test {
        /// Also what needs Python or a browser, which is installed first
        #[arg(long)]
        external: bool,
    },
    /// Score a layer against the data beside the project; one line where that is absent
    Score {
        /// Which layer
        layer: score::Layer,
        /// Also a line for each page or miss, where the layer has them
        #[arg(long, short)]
        verbose: bool,
        /// On the labels that are held out, where the layer has such
        #[arg(long)]
        held: bool,
        /// Digests, reuse: the seed that draws them
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Digests: only the quarter that `train digest --check` leaves out
        #[arg(long)]
        check: bool,
    },
    /// Train a model that ships, from the data beside the project
    Train {
        /// Which model
        model: Model,
        /// Digest: leave a quarter of the making half out; listing: only say what it is worth on sites it has not seen
        #[arg(long)]
        check: bool,
    },
    /// Make the gazetteer that ships, from open packages that are fetched
    Gazetteer {
        /// Only where places lie
        #[arg(long)]
        points: bool,
    },
    /// Print what is labelled by hand, by the seeds in xtask/src/draw
    Draw {
        /// What is drawn
        #[arg(default_value = "newsletters")]
        set: draw::Set,
    },
    /// Write the stream of texts and copies that `score reuse` is about, for others to be run on
    Copies {
        /// Where to
        path: std::path::PathBuf,
        /// The seed that draws it
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Time whole runs: documents/s, MB/s, peak memory, as ratios to parsing the same pages
    Bench {
        /// Instead, read this many files made from the public pages and texts, and say how memory grows with their number
        #[arg(long, value_name = "FILES")]
        flat: Option<usize>,
        /// Instead, read this many invented documents into a desk and relate them, and say what one more costs
        #[arg(long, value_name = "DOCUMENTS")]
        many: Option<usize>,
        /// With --many: keep the desk in this folder, which is not there yet
        #[arg(long, value_name = "DIR", requires = "many")]
        keep: Option<std::path::PathBuf>,
        /// Instead, serve this desk to sixteen readers at once and say how long its pages take
        #[arg(long, value_name = "DIR")]
        serve: Option<std::path::PathBuf>,
        /// The seed that draws them
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Check the properties of the code that only taste would keep
    Tidy,
    /// Write docs/rows.schema.json and docs/openapi.json
    Schema,
}

/// The models that ship.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Model {
    /// The splitter of day digests
    Digest,
    /// What is of the content of a page that is a list
    Listing,
    /// Vectors of words, from an open set that is fetched
    Vectors,
    /// How rare words are, by the same set
    Rarity,
    /// What signs of one happening weigh
    Happenings,
    /// The tagger and parser
    Tree,
    /// Names
    Names,
    /// Coreference
    Coreference,
    /// Which class of event links two
    Links,
    /// Attribution: cues, and what stands round them
    Attribution,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Test { external } => test::run(external),
        Task::Score { layer: score::Layer::Digests, seed, verbose, check, .. } => digest::score(seed, verbose, check),
        Task::Score { layer: score::Layer::Reuse, seed, verbose, .. } => reuse::score(seed, verbose),
        Task::Copies { path, seed } => reuse::write(&path, seed),
        Task::Score { layer, verbose, held, .. } => score::run(layer, verbose, held),
        Task::Train { model: Model::Digest, check } => digest::train(check),
        Task::Train { model: Model::Listing, check } => listing::train(check),
        Task::Train { model: Model::Vectors, .. } => language::train::vectors(),
        Task::Train { model: Model::Rarity, .. } => story::rarity(),
        Task::Train { model: Model::Happenings, check } => story::train_happenings(check),
        Task::Train { model: Model::Tree, .. } => language::train::tree(),
        Task::Train { model: Model::Names, check: true } => language::train::check_names(),
        Task::Train { model: Model::Names, check: false } => language::train::names(),
        Task::Train { model: Model::Attribution, check: true } => language::train::check_attribution(),
        Task::Train { model: Model::Attribution, check: false } => language::train::attribution(),
        Task::Train { model: Model::Links, check: true } => language::train::check_links(),
        Task::Train { model: Model::Links, check: false } => language::train::links(),
        Task::Gazetteer { points } => gazetteer::make(points),
        Task::Train { model: Model::Coreference, check: true } => language::check_coreference(false),
        Task::Train { model: Model::Coreference, check: false } => language::train_coreference(),
        Task::Draw { set } => draw::run(set),
        Task::Bench { many: Some(documents), seed, keep, .. } => bench::many(documents, seed, keep.as_deref()),
        Task::Bench { serve: Some(desk), seed, .. } => bench::serve(&desk, 2000, seed),
        Task::Bench { flat: Some(files), .. } => bench::flat(files),
        Task::Bench { .. } => bench::run(),
        Task::Tidy => tidy::run(),
        Task::Schema => schema::write(),
    }
}
