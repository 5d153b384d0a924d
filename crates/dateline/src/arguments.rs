//! The command line.

mod accounts;
mod brief;
mod changes;
mod entities;
mod export;
mod judge;
mod keeping;
mod serve;
mod watch;

pub use accounts::{AccountsArguments, AccountsCommand, AuditArguments, RoleName, TokenCommand};
pub use brief::{BriefArguments, BriefFormat};
pub use changes::{Asked, ChangesArguments, Together, since};
pub use entities::EntitiesArguments;
pub use export::{ExportArguments, Format, Subject, named};
pub use judge::{ByArguments, JudgeArguments, JudgeCommand, WithdrawArguments};
pub use keeping::{BackupArguments, VerifyArguments};
pub use serve::ServeArguments;
pub use watch::{AddArguments, RoundArguments, WatchArguments, WatchCommand};

use clap::{Args, Parser, Subcommand, ValueEnum};
use dateline_record::{Kind, When};
use std::path::PathBuf;

mod relations;

pub use relations::{LineageArguments, StoriesArguments};

/// Who said what, when, and on whose word: reads the news that reaches a desk and keeps each line traceable to its words.
#[derive(Parser)]
#[command(name = "dateline", version, about, after_help = AFTER_HELP)]
pub struct Arguments {
    /// The desk: a directory that holds captures and what was read from them
    #[arg(long, global = true, env = "DATELINE_DESK", default_value = "desk", value_name = "DIR")]
    pub desk: PathBuf,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_HELP: &str = "\
Start with:
  dateline demo                         a story of our own, read before your eyes
  dateline read mail/ pages/ feed.xml   read captures into ./desk
  dateline timeline hostages            what happened when, with its source words
  dateline statements --by ministry     who said what
  dateline who ouali                    one person: names, roles, what they said, what was said of them

Exit code: 0 done; 1 some captures could not be read (they are listed) or another failure; 2 wrong usage.";

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Read captures (files, folders, `-` for standard input; plain or .gz) into the desk
    Read(ReadArguments),
    /// Read captures without a desk: JSON Lines on standard output
    Annotate(AnnotateArguments),
    /// List documents
    Documents(DocumentsArguments),
    /// Show one document with its marks, or any other id with its evidence
    Show(ShowArguments),
    /// List statements: who said what, on whose word
    Statements(StatementsArguments),
    /// List what happened, is planned, demanded or denied, as each document tells it
    EventMentions(EventMentionsArguments),
    /// List what happened, is planned, demanded or denied, each once, with all who tell it
    Events(EventMentionsArguments),
    /// List what the tellings of one event say that cannot all stand, side by side
    Disagreements(DisagreementsArguments),
    /// List persons, organisations and places, each once, with all that they are called
    Entities(EntitiesArguments),
    /// List how documents stand to one another: what they reuse, quote, credit, point to, correct
    Lineage(LineageArguments),
    /// List stories: documents about one development, with what ties them
    Stories(StoriesArguments),
    /// Write what is new: the most separately told and most disputed first, each line with its evidence
    Brief(BriefArguments),
    /// List what is another since somebody last looked
    Changes(ChangesArguments),
    /// Tell one person, body or described source: names, roles, what they said, what was said of them
    Who(WhoArguments),
    /// List dated lines in the order in which things happened
    Timeline(TimelineArguments),
    /// List what is announced for a day, or write it as iCalendar
    Calendar(CalendarArguments),
    /// Decide what belongs together and what does not, grade, note, undo
    Judge(JudgeArguments),
    /// Let a capture count for nothing, and list everything that used it
    Withdraw(WithdrawArguments),
    /// Find documents and statements with all of these words
    Search(SearchArguments),
    /// Show the desk as pages in a browser, and the same as JSON under /api
    Serve(ServeArguments),
    /// Say who may look from other machines: accounts with roles, tokens for programs
    Accounts(AccountsArguments),
    /// List what was opened, taken away and judged, and by whom
    Audit(AuditArguments),
    /// Answer a program's questions of the desk on standard input and output (Model Context Protocol)
    Mcp,
    /// Watch feeds, pages and folders of mail, and tell what is new
    Watch(WatchArguments),
    /// Write rows, graphs, calendars, archives or a report, in formats that other programs read
    Export(ExportArguments),
    /// Count what is on the desk and everything that was dropped
    Status(JsonArguments),
    /// Read every capture of the desk again; judgements and retrievals stay
    Rebuild(RebuildArguments),
    /// Copy the desk, while others read and write it
    Backup(BackupArguments),
    /// Check that the desk is whole: files, data base, every row's words, relations
    Verify(VerifyArguments),
    /// Read the bundled samples into a desk that is thrown away, and show timeline and statements
    Demo,
    /// Print what a shell needs to complete commands: dateline completions bash > ~/.local/share/bash-completion/completions/dateline
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the man page, or write one for each command
    Man {
        /// Folder for one page a command: dateline.1, dateline-read.1 …
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Print the JSON Schema of the rows, or the description of the API
    #[command(hide = true)]
    Schema {
        /// The API, as OpenAPI 3.1
        #[arg(long)]
        openapi: bool,
    },
}

/// What is stated about captures that say too little themselves.
#[derive(Args, Clone)]
pub struct ContextArguments {
    /// When they were published: 2024-11-09, "9 November 2024", 2024-11
    #[arg(long, value_name = "DATE", value_parser = when)]
    pub published: Option<When>,
    /// Who published them
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// When they were captured: the latest that anything in them can have been published
    #[arg(long, value_name = "DATE", value_parser = when)]
    pub captured: Option<When>,
    /// The desk's time zone, as America/New_York or +03:00: times stated in UTC count as its days [default: they stay in UTC]
    #[arg(long, value_name = "NAME", env = "DATELINE_ZONE", value_parser = zone, allow_hyphen_values = true)]
    pub zone: Option<String>,
    /// Keep each capture whole, as one article
    #[arg(long = "as", value_name = "KIND")]
    pub keep_as: Option<KeepAs>,
    /// How many captures to read at once [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Seconds that one capture may take before it is refused
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub time_limit: u64,
}

/// What to take a capture for.
#[derive(Clone, Copy, ValueEnum)]
pub enum KeepAs {
    /// One article, nothing cut off.
    Article,
}

/// `read`.
#[derive(Args)]
pub struct ReadArguments {
    /// Files, folders, or `-`
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub context: ContextArguments,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// `annotate`.
#[derive(Args)]
pub struct AnnotateArguments {
    /// Files, folders, or `-`
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub context: ContextArguments,
    /// Only these rows
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub layers: Vec<Layer>,
}

/// Kinds of rows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layer {
    /// Documents
    Documents,
    /// Statements
    Statements,
    /// Expressions of time
    Times,
    /// Mentions
    Mentions,
    /// What calendars announce
    Announcements,
    /// What linked documents tell of the dates of others; none without a desk
    Datings,
    /// Tellings of events.
    EventMentions,
    /// What is counted: how many of what
    Quantities,
    /// Events, each once, with their tellings; none without a desk
    Events,
    /// What their tellings say that cannot all stand; none without a desk
    Disagreements,
    /// Persons, organisations and places, each once; none without a desk
    Entities,
    /// How documents stand to one another; none without a desk
    Lineage,
    /// Stories, with their documents; none without a desk
    Stories,
    /// What people decided; none without a desk
    Judgements,
    /// What is another since somebody last looked; none without a desk
    Changes,
}

/// `--json`.
#[derive(Args, Clone, Copy, Default)]
pub struct JsonArguments {
    /// JSON rows (docs/rows.schema.json), one a line
    #[arg(long)]
    pub json: bool,
}

/// `documents`.
#[derive(Args)]
pub struct DocumentsArguments {
    /// Only of these kinds [default: all but advertisement and boilerplate]
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    pub kind: Vec<Kind>,
    /// Only of outlets with these words in their name
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Only those published on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// `show`.
#[derive(Args)]
pub struct ShowArguments {
    /// The id of a document, statement or other row, or its first digits
    pub id: String,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// `statements`.
#[derive(Args, Default)]
#[command(after_help = STATEMENTS_HELP)]
pub struct StatementsArguments {
    /// Only by sources with all of these words in name, role or description
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Only with all of these words in what was said, in any of their forms; "quoted words" stand together
    #[arg(long, value_name = "WORDS")]
    pub about: Option<String>,
    /// Only on this authority; may be given more than once
    #[arg(long, value_name = "AUTHORITY", value_delimiter = ',', value_parser = AUTHORITIES)]
    pub authority: Vec<String>,
    /// Only with a cue of this class; may be given more than once
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = CLASSES)]
    pub class: Vec<String>,
    /// Only denials, by whatever cue
    #[arg(long)]
    pub denials: bool,
    /// Only where the text says how or why the source is not named
    #[arg(long)]
    pub anonymous: bool,
    /// Only those said (or, where that is unknown, published) on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<String>,
    /// Only those said (or, where that is unknown, published) on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub until: Option<String>,
    /// Only in documents of outlets with these words in their name
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Only of the document with this id
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// The last said (or published) first [default: as they stand in the captures]
    #[arg(long)]
    pub newest: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}

const STATEMENTS_HELP: &str = "\
All that is given must hold. --by finds a full name, a surname or a description,
whatever its capitals and accents, also where the text has only “she” or “the minister”
and it is known who that is:
  dateline statements --by Ouali --denials
  dateline statements --by \"senior official\" --authority unnamed
  dateline statements --about \"port fire\" --class warn --class accuse --since 2025-10
A date known only to the month counts for each of its days. What has no date is left
out and counted.";

const AUTHORITIES: [&str; 7] = ["author", "document", "named", "collective", "unnamed", "outlet", "unattributed"];

const CLASSES: [&str; 14] = [
    "say", "claim", "deny", "confirm", "warn", "demand", "promise", "accuse", "announce", "believe", "intend", "ask",
    "find", "decline",
];

/// `event-mentions`, `events`.
#[derive(Args)]
#[command(after_help = EVENTS_HELP)]
pub struct EventMentionsArguments {
    /// Only of this class; may be given again
    #[arg(long = "type", value_name = "CLASS")]
    pub types: Vec<String>,
    /// Only those so real; may be given again
    #[arg(long, value_name = "MODALITY", value_parser = MODALITIES)]
    pub modality: Vec<String>,
    /// Only those in which somebody with these words in the name or description takes part
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// Nothing that was over before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<String>,
    /// Nothing that began after this day
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub to: Option<String>,
    /// Only of the document with this id
    #[arg(long, value_name = "ID")]
    pub document: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// `disagreements`.
#[derive(Args)]
pub struct DisagreementsArguments {
    /// Only about events in which somebody with these words in the name or description takes part
    #[arg(long, value_name = "NAME")]
    pub who: Option<String>,
    /// Nothing that was over before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<String>,
    /// Nothing that began after this day
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub to: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}

const MODALITIES: [&str; 8] =
    ["happened", "ongoing", "planned", "threatened", "demanded", "hypothetical", "denied", "historical"];

const EVENTS_HELP: &str = "\
Classes are PLOVER's (AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST,
ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT) and, for what
timelines tell beside politics, DEATH, ACCIDENT, DISASTER, VERDICT, APPOINT, DEPART,
ELECTION, RELEASE, EXCHANGE, OPEN, CLOSE, MOVE, HOST and POLICY.
  dateline event-mentions --type assault --modality happened --from 2025-10-20
  dateline event-mentions --who ouali --modality denied --modality planned
What has no time is listed last, and left out of a window (--from, --to).";

/// `who`.
#[derive(Args)]
pub struct WhoArguments {
    /// A full name, a surname, a body, or the description of a source that is not named
    #[arg(required = true, value_name = "NAME")]
    pub name: Vec<String>,
    /// At most so many statements in each list
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// `timeline`.
#[derive(Args)]
pub struct TimelineArguments {
    /// Only lines with all of these words, in the sentence or its document's title
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Nothing that ended before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<String>,
    /// Nothing that began after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<String>,
    /// Head each day, month or year
    #[arg(long, value_name = "SPAN")]
    pub by: Option<By>,
    /// At most so many lines
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// `calendar`.
#[derive(Args)]
#[command(after_help = CALENDAR_HELP)]
pub struct CalendarArguments {
    /// Only entries with all of these words, in the entry, its head or its document's title or outlet
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Nothing that is over before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<String>,
    /// Nothing that begins after this day
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub to: Option<String>,
    /// Write the entries whose day is known as iCalendar, to a file or to standard output (`-`)
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", conflicts_with = "json")]
    pub ics: Option<PathBuf>,
    #[command(flatten)]
    pub output: JsonArguments,
}

const CALENDAR_HELP: &str = "\
Entries come from calendars, diaries and lists of events in what was read: what was announced,
not what took place. Whose day is not known is listed last, and left out of --ics and of a
window (--from, --to).
  dateline calendar parliament --from 2025-11-10
  dateline calendar --ics week.ics";

/// What a heading of the timeline stands for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// `search`.
#[derive(Args)]
pub struct SearchArguments {
    /// Words that must all be there; quoted words must stand together
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// The last published first, not the best first
    #[arg(long)]
    pub newest: bool,
    /// Advertisements and page furniture too
    #[arg(long)]
    pub all: bool,
    /// At most so many of each kind
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// `rebuild`.
#[derive(Args)]
pub struct RebuildArguments {
    /// Read nothing: only work out again how documents stand to one another
    #[arg(long)]
    pub relations: bool,
    /// How many captures to read at once [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Seconds that one capture may take before it is refused
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub time_limit: u64,
    #[command(flatten)]
    pub output: JsonArguments,
}

/// The command line asks for something that cannot be.
#[derive(Debug)]
pub struct UsageError(pub String);

impl std::fmt::Display for UsageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

pub fn when(text: &str) -> Result<When, String> {
    let mut when =
        dateline_when::stamp(text).ok_or("no date, or one that can be read in two ways; write 2024-11-09")?;
    when.method = dateline_record::Method::Given;
    Ok(when)
}

fn zone(text: &str) -> Result<String, String> {
    let zone = dateline_when::Zone::named(text).ok_or("no time zone; write one as America/New_York or +03:00")?;
    Ok(zone.name().to_string())
}

pub fn day(text: &str) -> Result<String, String> {
    when(text)?.earliest.ok_or_else(|| "this date has no first day".to_string())
}

pub fn last_day(text: &str) -> Result<String, String> {
    when(text)?.latest.ok_or_else(|| "this date has no last day".to_string())
}

fn kind(text: &str) -> Result<Kind, String> {
    let singular = text.strip_suffix('s').unwrap_or(text);
    Kind::ALL.into_iter().find(|kind| kind.name() == text || kind.name() == singular).ok_or_else(|| {
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        format!("one of {}", names.join(", "))
    })
}
