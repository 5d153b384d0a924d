//! What `judge` and `withdraw` are asked.

use super::JsonArguments;
use clap::{Args, Subcommand};

/// `judge`.
#[derive(Args)]
#[command(after_help = JUDGE_HELP)]
pub struct JudgeArguments {
    /// What is decided
    #[command(subcommand)]
    pub verb: JudgeCommand,
}

const JUDGE_HELP: &str = "\
Ids are written as they are printed; the first digits are enough. Nothing is overwritten: each
judgement is a line of its own, and is undone by another.
  dateline judge same 3fa91c04 77b0e2d1       two entities are one; so with events and stories
  dateline judge not-same 3fa91c04 77b0e2d1   they are not; a mention stands for whom it names
  dateline judge alias-off 3fa91c04 \"R. Vell\"
  dateline judge split 90ab12cd 5e6f7081      the document tells another story
  dateline judge grade \"Tidewater Ledger\" B
  dateline judge undo 4";

/// What can be decided.
#[derive(Subcommand)]
pub enum JudgeCommand {
    /// Two or more entities, events or stories are one
    Same(SidesArguments),
    /// Two of them are not one
    NotSame(SidesArguments),
    /// It cannot be told whether two of them are one: they stay apart, each shown with the other
    Unsure(SidesArguments),
    /// A form is no name of this entity
    AliasOff(AliasArguments),
    /// Documents of a story tell another one
    Split(SplitArguments),
    /// Leave a story out of lists
    Off(OneArguments),
    /// Grade a source (outlet) A to F, or an item (document, statement) 1 to 6, as the Admiralty does
    Grade(GradeArguments),
    /// Put a remark to anything that has an id
    Note(NoteArguments),
    /// Undo the judgement of this number; undoing an undoing brings it back
    Undo(UndoArguments),
    /// List all judgements: who, when, what, and whether they hold
    List(JsonArguments),
}

/// By whom, and why.
#[derive(Args)]
pub struct ByArguments {
    /// Who decides [default: the name of this system's user]
    #[arg(long = "by", value_name = "NAME", env = "DATELINE_AUTHOR")]
    pub author: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// Two or more things.
#[derive(Args)]
pub struct SidesArguments {
    /// Their ids
    #[arg(required = true, num_args = 2.., value_name = "ID")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub by: ByArguments,
}

/// A form of a name.
#[derive(Args)]
pub struct AliasArguments {
    /// The id of the entity
    #[arg(value_name = "ENTITY")]
    pub entity: String,
    /// The form, as `entities` shows it
    #[arg(required = true, value_name = "FORM")]
    pub form: String,
    #[command(flatten)]
    pub by: ByArguments,
}

/// A story and some of its documents.
#[derive(Args)]
pub struct SplitArguments {
    /// The id of the story
    #[arg(value_name = "STORY")]
    pub story: String,
    /// The ids of the documents
    #[arg(required = true, value_name = "DOCUMENT")]
    pub documents: Vec<String>,
    #[command(flatten)]
    pub by: ByArguments,
}

/// One thing.
#[derive(Args)]
pub struct OneArguments {
    /// Its id
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub by: ByArguments,
}

/// A grade.
#[derive(Args)]
pub struct GradeArguments {
    /// The name of an outlet, or the id of a document or statement
    #[arg(value_name = "WHAT")]
    pub what: String,
    /// A (completely reliable) to F (cannot be judged); 1 (confirmed) to 6 (cannot be judged)
    #[arg(value_name = "GRADE")]
    pub grade: String,
    #[command(flatten)]
    pub by: ByArguments,
}

/// A remark.
#[derive(Args)]
pub struct NoteArguments {
    /// The id of what it is about, or the name of an outlet
    #[arg(value_name = "ID")]
    pub id: String,
    /// The remark
    #[arg(required = true, value_name = "TEXT")]
    pub text: Vec<String>,
    #[command(flatten)]
    pub by: ByArguments,
}

/// An undoing.
#[derive(Args)]
pub struct UndoArguments {
    /// The number of the judgement
    #[arg(value_name = "N")]
    pub number: u64,
    #[command(flatten)]
    pub by: ByArguments,
}

/// `withdraw`.
#[derive(Args)]
pub struct WithdrawArguments {
    /// The capture: its id, the first digits of it, or its path
    #[arg(value_name = "CAPTURE")]
    pub capture: String,
    /// List what used it, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub by: ByArguments,
}
