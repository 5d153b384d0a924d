//! The paths that there are, what each can be asked, and who may: one table, by which requests are routed, forms drawn and the API described.

use crate::{Failure, Page, Question, Role};

/// A field of a query.
#[derive(Debug)]
pub struct Field {
    /// Its name in the query.
    pub name: &'static str,
    /// What stands over it on the page; empty where the page has other ways to set it.
    pub label: &'static str,
    /// What it can be, several with commas; anything, where nothing is listed.
    pub values: &'static [&'static str],
    /// What it means.
    pub about: &'static str,
}

/// A path.
#[derive(Debug)]
pub struct Route {
    /// “/statements”; “/statement/{id}”.
    pub path: &'static str,
    /// What it shows.
    pub about: &'static str,
    /// Fields of its query, but for `page`.
    pub fields: &'static [Field],
    /// Whether it has more pages than one.
    pub paged: bool,
    /// Who may look.
    pub role: Role,
    page: Kind,
}

#[derive(Debug)]
enum Kind {
    List(Page),
    One(fn(String) -> Page),
}

const fn field(name: &'static str, label: &'static str, values: &'static [&'static str], about: &'static str) -> Field {
    Field { name, label, values, about }
}

const FROM: Field = field("from", "From", &[], "the first day: a day, month or year");
const TO: Field = field("to", "To", &[], "the last day: a day, month or year");
const AUTHORITIES: &[&str] = &["author", "document", "named", "collective", "unnamed", "outlet", "unattributed"];
const CLASSES: &[&str] = &[
    "say", "claim", "deny", "confirm", "warn", "demand", "promise", "accuse", "announce", "believe", "intend", "ask",
    "find", "decline",
];
const MODALITIES: &[&str] =
    &["happened", "ongoing", "planned", "threatened", "demanded", "hypothetical", "denied", "historical"];
const KINDS: &[&str] =
    &["article", "brief", "post", "comment", "live-entry", "listing", "calendar", "advertisement", "boilerplate"];
const SORTS: &[&str] = &["person", "organisation", "place"];
const NEWEST: Field = field("order", "", &["newest", "oldest"], "which end comes first");

const fn list(path: &'static str, page: Page, about: &'static str, fields: &'static [Field]) -> Route {
    Route { path, about, fields, paged: true, role: Role::Reader, page: Kind::List(page) }
}

const fn one(path: &'static str, page: fn(String) -> Page, about: &'static str) -> Route {
    Route { path, about, fields: &[], paged: false, role: Role::Reader, page: Kind::One(page) }
}

const fn whole(mut route: Route) -> Route {
    route.paged = false;
    route
}

const fn paged(mut route: Route) -> Route {
    route.paged = true;
    route
}

const fn admins(mut route: Route) -> Route {
    route.role = Role::Admin;
    route
}

/// All of them.
pub static ROUTES: [Route; 19] = [
    whole(list(
        "/today",
        Page::Today,
        "What is new, by story",
        &[field("since", "Since", &[], "a day, a moment, or a span of time back from now, as 24h or 7d")],
    )),
    list(
        "/timeline",
        Page::Timeline,
        "Dated lines in the order in which things happened",
        &[field("q", "Words", &[], "words that its lines are about"), FROM, TO, NEWEST],
    ),
    list(
        "/stories",
        Page::Stories,
        "Stories: documents about one development, the one told last first",
        &[field("q", "Words", &[], "words of its titles"), field("since", "Since", &[], "told on or after this day")],
    ),
    paged(one("/story/{id}", Page::Story, "One story by day")),
    list(
        "/events",
        Page::Events,
        "What happened, is planned, demanded or denied, each once, with all who tell it",
        &[
            field("type", "Class", &[], "classes of event, as PLOVER names them"),
            field("modality", "How real", MODALITIES, "how real it is"),
            field("who", "Who", &[], "a name that takes part"),
            FROM,
            TO,
            NEWEST,
        ],
    ),
    one("/event/{id}", Page::Event, "One event: its tellings, origins and disagreements"),
    list(
        "/entities",
        Page::Entities,
        "Persons, organisations and places, each once",
        &[field("q", "Called", &[], "a name or part of one"), field("type", "Sort", SORTS, "what it is")],
    ),
    paged(one(
        "/entity/{id}",
        Page::Entity,
        "One of them: names and why, roles, what they said, what was said of them",
    )),
    list(
        "/documents",
        Page::Documents,
        "Documents, the last published first",
        &[
            field("outlet", "Outlet", &[], "who published it"),
            field("kind", "Kind", KINDS, "what it is"),
            FROM,
            TO,
            field("since", "", &[], "as from"),
        ],
    ),
    one("/document/{id}", Page::Document, "One document with everything that was read in it"),
    list(
        "/statements",
        Page::Statements,
        "Who said what, on whose word, those of the last published document first",
        &[
            field("by", "By", &[], "a speaker's name or description"),
            field("about", "About", &[], "words of what is said"),
            field("authority", "On whose word", AUTHORITIES, "on whose word it stands"),
            field("class", "Class", CLASSES, "what sort of saying it is"),
            field("outlet", "Outlet", &[], "who published it"),
            FROM,
            TO,
            field("denials", "", &["yes"], "denials alone"),
            field("anonymous", "", &["yes"], "unnamed speakers alone"),
        ],
    ),
    list(
        "/disagreements",
        Page::Disagreements,
        "What the tellings of one event say that cannot all stand, side by side",
        &[field("who", "Who", &[], "a name that it is about"), FROM, TO],
    ),
    whole(list("/sources", Page::Sources, "Outlets: what came of them, their silence, what people graded", &[])),
    whole(list(
        "/network",
        Page::Network,
        "Who says what of whom, who meets whom",
        &[
            field("who", "Round whom", &[], "a name in the middle"),
            field("q", "Documents about", &[], "words of the documents that count"),
        ],
    )),
    list(
        "/search",
        Page::Search,
        "Documents, statements and events that have all of the words",
        &[
            field("q", "Words", &[], "words; “quoted words” stand together"),
            field("order", "Order", &["best", "newest"], "which comes first"),
            field("kind", "", KINDS, "kind of document"),
            field("outlet", "", &[], "who published it"),
            field("year", "", &[], "year of publication"),
        ],
    ),
    list("/judgements", Page::Judgements, "What people decided, the last first", &[]),
    admins(list(
        "/audit",
        Page::Audit,
        "Evidence read, exports, judgements and logins, the last first",
        &[field("account", "Account", &[], "whose")],
    )),
    admins(whole(list("/accounts", Page::Accounts, "Who may look from elsewhere", &[]))),
    // The first page is today's.
    whole(list("/", Page::Today, "What is new, by story", &[field("since", "Since", &[], "as of /today")])),
];

/// Fields that lead back to a place of a page and ask nothing.
const PLACES: [&str; 3] = ["page", "at", "judged"];

impl Route {
    /// The route of a path and the page that it means; none where there is no such page.
    pub fn of(path: &str) -> Option<(&'static Route, Page)> {
        ROUTES.iter().find_map(|route| match &route.page {
            Kind::List(page) => (route.path == path).then(|| (route, page.clone())),
            Kind::One(make) => {
                // Ids are hexadecimal digits; nothing else reaches the desk.
                let id = path.strip_prefix(route.path.strip_suffix("{id}")?)?;
                let is_id = (4..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit());
                is_id.then(|| (route, make(id.to_ascii_lowercase())))
            }
        })
    }

    /// The route of a list.
    pub fn listing(page: &Page) -> Option<&'static Route> {
        ROUTES.iter().find(|route| matches!(&route.page, Kind::List(own) if own == page))
    }

    /// Whether it is of one thing, by its id.
    pub fn is_of_one(&self) -> bool {
        matches!(self.page, Kind::One(_))
    }

    /// Whether it can be asked this. A program that misspells a filter is told so, and not answered with everything.
    pub fn can_be_asked(&self, question: &Question, is_api: bool) -> Result<(), Failure> {
        for (name, value) in &question.fields {
            let Some(field) = self.fields.iter().find(|field| field.name == name) else {
                if is_api && !PLACES.contains(&name.as_str()) {
                    let known: Vec<&str> = self.fields.iter().map(|field| field.name).collect();
                    let known = if known.is_empty() { "none".to_string() } else { known.join(", ") };
                    return Err(Failure::Asked(format!("{} has no field {name}; its fields: {known}", self.path)));
                }
                continue;
            };
            let odd = value.split(',').map(str::trim).find(|value| !field.values.contains(value));
            if let Some(odd) = odd.filter(|_| !field.values.is_empty()) {
                return Err(Failure::Asked(format!("{name}: {odd} is none of {}", field.values.join(", "))));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_an_id_reaches_the_desk() {
        let page = |path: &str| Route::of(path).map(|(_, page)| page);
        assert_eq!(page("/document/3fA91c04"), Some(Page::Document("3fa91c04".into())));
        assert_eq!(page("/document/../../etc"), None);
        assert_eq!(page("/document/%33"), None);
        assert_eq!(page("/elsewhere"), None);
        assert_eq!(page("/"), Some(Page::Today));
    }

    #[test]
    fn a_misspelt_filter_is_refused() {
        let (route, _) = Route::of("/statements").unwrap();
        let asked = |query: &str| route.can_be_asked(&Question::of(query), true).is_ok();
        assert!(asked("by=Vell&authority=named,unnamed&page=2"));
        assert!(!asked("speaker=Vell"));
        assert!(!asked("authority=nameless"));
        assert!(route.can_be_asked(&Question::of("utm_source=mail"), false).is_ok());
    }
}
