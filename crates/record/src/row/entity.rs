//! Entities as rows: whom names of many documents are judged to mean.

use super::{EntityType, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person, organisation or place that documents name. A relation, beside the documents and never in them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EntityRow {
    /// Identity; another where names join or fall apart.
    pub id: String,
    /// Crate and version that made the row.
    pub made_by: String,
    /// The full name that is used most.
    pub name: String,
    /// What sort of thing, as most documents have it.
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    /// What it is called, each form with the rule by which it is of this entity, the most used first.
    pub aliases: Vec<AliasRow>,
    /// What it is said to be, each role from its first day to its last.
    pub roles: Vec<RoleRow>,
    /// How often it is mentioned, pronouns and descriptions included.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// Identities of entities of which a person could not tell whether they are this one.
    #[serde(default)]
    pub unsure: Vec<String>,
}

/// One form of an entity's name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AliasRow {
    /// As written.
    pub form: String,
    /// Why it is of this entity: “name”, “surname”, “transliteration”, “acronym written out in one document”.
    pub rule: String,
    /// How often it stands.
    pub mentions: u64,
    /// A person switched it off.
    pub off: bool,
}

/// A role with the dates of the documents that give it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RoleRow {
    /// As written.
    pub role: String,
    /// How often it is given.
    pub times: u64,
    /// When the first document that gives it was published; null where no dated one does.
    pub when: Option<When>,
    /// When the last one was; null where that is the first.
    pub until: Option<When>,
}
