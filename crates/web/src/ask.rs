//! What is asked for: a page, and fields by the query. Which path is which page stands in `routes`.
//!
//! Invariant: pages and their JSON have one path, but for `/api` before it.

use std::collections::BTreeMap;
use url::form_urlencoded;

/// A page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Page {
    /// What is new.
    Today,
    /// Dated lines.
    Timeline,
    /// Stories.
    Stories,
    /// A story.
    Story(String),
    /// Events.
    Events,
    /// An event.
    Event(String),
    /// Persons, organisations and places.
    Entities,
    /// One of them.
    Entity(String),
    /// Documents.
    Documents,
    /// A document.
    Document(String),
    /// Who said what.
    Statements,
    /// What cannot all stand.
    Disagreements,
    /// Outlets.
    Sources,
    /// Who says what of whom, who meets whom.
    Network,
    /// Search.
    Search,
    /// What people decided.
    Judgements,
    /// What was looked at, taken away and decided, and by whom.
    Audit,
    /// Who may look from elsewhere.
    Accounts,
}

impl Page {
    /// The page of a path; none where there is no such page.
    pub fn of(path: &str) -> Option<Page> {
        crate::Route::of(path).map(|(_, page)| page)
    }

    /// The path of the list that it is, or is of.
    pub fn list(&self) -> &'static str {
        match self {
            Page::Today => "/",
            Page::Timeline => "/timeline",
            Page::Stories | Page::Story(_) => "/stories",
            Page::Events | Page::Event(_) => "/events",
            Page::Entities | Page::Entity(_) => "/entities",
            Page::Documents | Page::Document(_) => "/documents",
            Page::Statements => "/statements",
            Page::Disagreements => "/disagreements",
            Page::Sources => "/sources",
            Page::Network => "/network",
            Page::Search => "/search",
            Page::Judgements => "/judgements",
            Page::Audit => "/audit",
            Page::Accounts => "/accounts",
        }
    }
}

/// The fields of a query. Empty ones count as not given.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Question {
    /// Which page of the list, from 1.
    pub page: usize,
    /// The others.
    pub fields: BTreeMap<String, String>,
}

impl Question {
    /// Reads a query.
    pub fn of(query: &str) -> Question {
        let mut fields = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            if !value.is_empty() {
                fields.insert(name.into_owned(), value.to_string());
            }
        }
        // Beyond a million pages nobody looks, and nothing overflows.
        let page = fields.remove("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000_000);
        Question { page, fields }
    }

    /// A field, where it is given.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The query with one field set otherwise, or taken away; from the first page on.
    pub fn with(&self, name: &str, value: Option<&str>) -> String {
        let mut fields = self.fields.clone();
        match value {
            Some(value) => fields.insert(name.to_string(), value.to_string()),
            None => fields.remove(name),
        };
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
    }

    /// The query of another page of the same list.
    pub fn at(&self, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        self.fields.iter().for_each(|(name, value)| {
            query.append_pair(name, value);
        });
        query.append_pair("page", &page.to_string()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_go_along_to_the_next_page() {
        let question = Question::of("by=Ana+Vell&page=2&about=");
        assert_eq!((question.page, question.get("by"), question.get("about")), (2, Some("Ana Vell"), None));
        assert_eq!(question.at(3), "by=Ana+Vell&page=3");
    }
}
