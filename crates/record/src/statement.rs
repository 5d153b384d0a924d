//! Statements: attributions in the sense of PARC and PolNeAR: somebody (source) says or thinks (cue) something (content).

use crate::{Extent, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One attribution in one document.
///
/// Invariant: content is empty only where a source declined to comment; then `cue_class` is `decline`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// Who is said to have said it; none where the text does not say, never a guess.
    pub source: Option<Source>,
    /// The words that attribute: “said”, “according to”.
    pub cue: Option<Extent>,
    /// What was said, in order.
    pub content: Vec<Extent>,
    /// In the speaker's words or the writer's.
    pub directness: Directness,
    /// On whose word it stands.
    pub authority: Authority,
    /// The role the text gives the source at the time: “a former Treasury official”.
    pub role: Option<String>,
    /// How and why a source is not named.
    pub anonymity: Option<Anonymity>,
    /// Through whom it came to the writer, nearest first: “X reports that Y told Z”.
    pub chain: Vec<Link>,
    /// What kind of act the cue names.
    pub cue_class: CueClass,
    /// The source denies the content.
    pub denied: bool,
    /// Cue or content is hedged: “reportedly”, “may”.
    pub hedged: bool,
    /// When it was said.
    pub said: Option<When>,
    /// Where or to whom: “CNN”, “a news conference”.
    pub venue: Option<String>,
}

/// The source of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The words that name or describe it.
    pub extent: Extent,
    /// The name that these words or their antecedent carry, where it is known.
    pub name: Option<String>,
    /// The referent, the number of a chain of mentions of this document, where resolved.
    pub referent: Option<u32>,
}

/// One link of a chain of report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Who passed it on.
    pub name: String,
    /// On what authority that link stands.
    pub authority: Authority,
}

/// In whose words the content stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Directness {
    /// All in quotation marks.
    Direct,
    /// All in the writer's words.
    Indirect,
    /// Some of each.
    Mixed,
}

/// On whose word a statement stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Authority {
    /// The writer's own explicit view.
    Author,
    /// A letter, filing or report.
    Document,
    /// A person by name.
    Named,
    /// A ministry, a company, a group as a body.
    Collective,
    /// Somebody described but not named.
    Unnamed,
    /// Another outlet's report.
    Outlet,
    /// Nobody is given.
    Unattributed,
}

/// How and why a source is not named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Anonymity {
    /// The words that grant it, with their reason: “granted anonymity to discuss a sensitive matter”.
    pub text: String,
}

/// What kind of act a cue names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CueClass {
    /// Says, tells, writes.
    Say,
    /// Claims, alleges, insists, argues.
    Claim,
    /// Denies, disputes, rejects.
    Deny,
    /// Confirms, admits, acknowledges.
    Confirm,
    /// Warns, threatens.
    Warn,
    /// Demands, urges, calls for.
    Demand,
    /// Promises, vows, pledges.
    Promise,
    /// Accuses, blames, condemns, criticises.
    Accuse,
    /// Announces, declares.
    Announce,
    /// Believes, thinks, expects, fears.
    Believe,
    /// Intends, plans, wants, hopes.
    Intend,
    /// Asks, wonders.
    Ask,
    /// Finds, shows, concludes, estimates.
    Find,
    /// Declines to comment.
    Decline,
}
