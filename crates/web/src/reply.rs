//! From a request to an answer, whatever carries it.
//!
//! Invariant: GET and HEAD look, a form alone decides (`choices`); the host is one of ours, so that no page elsewhere can read the desk by a
//! name that it lets point here; then comes who asks (`gate`), then what the route needs (`routes`). Errors of `/api` are RFC 9457 problems.

use crate::sheet::Here;
use crate::{
    Act, Failure, Gate, Keeping, OPENAPI, Page, Question, Role, Route, Source, Visitor, choices, frame, paper,
    searches, sheet,
};
use serde_json::{Value, json};
use std::net::IpAddr;
use std::sync::Arc;

/// What is served, and to whom.
#[derive(Clone)]
pub struct Site {
    /// Who hands over what pages show.
    pub source: Arc<dyn Source>,
    /// Who says who asks.
    pub gate: Arc<dyn Gate>,
    /// Names by which this desk is reached, but for those of this machine itself.
    pub names: Vec<String>,
    /// Whether a proxy in front speaks TLS.
    pub behind_tls: bool,
    /// The API, described (OpenAPI 3.1).
    pub openapi: String,
}

/// What is asked, as it came.
#[derive(Clone, Copy, Default)]
pub struct Asking<'a> {
    /// GET, HEAD …
    pub method: &'a str,
    /// The header Host.
    pub host: Option<&'a str>,
    /// The path.
    pub path: &'a str,
    /// What stands behind the question mark.
    pub query: &'a str,
    /// The header Origin.
    pub origin: Option<&'a str>,
    /// The header Sec-Fetch-Site.
    pub site: Option<&'a str>,
    /// The header Content-Type.
    pub media: Option<&'a str>,
    /// The header Cookie.
    pub cookie: Option<&'a str>,
    /// The header Authorization.
    pub authorization: Option<&'a str>,
    /// The header X-Forwarded-For or Forwarded, by which a proxy says that it is one.
    pub forwarded: Option<&'a str>,
    /// The address that asks; empty where it is not known.
    pub from: &'a str,
    /// What was sent with it.
    pub body: &'a [u8],
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Media type.
    pub media: &'static str,
    /// The body.
    pub body: String,
    /// Headers beside those of every answer.
    pub heads: Vec<(&'static str, String)>,
}

impl Reply {
    fn of(status: u16, media: &'static str, body: impl Into<String>) -> Reply {
        Reply { status, media, body: body.into(), heads: Vec::new() }
    }

    /// An answer in plain words.
    pub fn plain(status: u16, words: &str) -> Reply {
        Reply::of(status, "text/plain; charset=utf-8", format!("{words}\n"))
    }

    fn to(location: String) -> Reply {
        Reply { heads: vec![("location", location)], ..Reply::plain(303, "") }
    }

    fn with(mut self, name: &'static str, value: String) -> Reply {
        self.heads.push((name, value));
        self
    }
}

/// Headers of every answer.
pub const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    // With “no-referrer” a browser does not say that our own forms are ours.
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
];

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = include_str!("style.css");
const KEYS: &str = include_str!("keys.js");

/// Forms, and who may send them.
const FORMS: [(&str, Role); 3] = [("/judge", Role::Analyst), ("/searches", Role::Reader), ("/logout", Role::Reader)];

/// The answer to what is asked.
pub fn reply(site: &Site, asking: &Asking) -> Reply {
    if let Err(reply) = is_for_us(site, asking) {
        return reply;
    }
    if asking.method == "GET" || asking.method == "HEAD" {
        match asking.path {
            "/style.css" => return Reply::of(200, "text/css; charset=utf-8", STYLE),
            "/keys.js" => return Reply::of(200, "text/javascript; charset=utf-8", KEYS),
            _ => {}
        }
    }
    if asking.path == "/login" && !site.gate.is_open() {
        return entrance(site, asking);
    }
    let visitor = match admitted(site, asking) {
        Ok(visitor) => visitor,
        Err(reply) => return reply,
    };
    match FORMS.iter().find(|(path, _)| asking.method == "POST" && *path == asking.path) {
        Some((path, needed)) => decided(site, asking, &visitor, path, *needed),
        None if !matches!(asking.method, "GET" | "HEAD") => {
            Reply::plain(405, "Pages are looked at, with GET.").with("allow", "GET, HEAD".into())
        }
        None => looked(site, asking, &visitor),
    }
}

/// Who asks, where they may come in at all.
pub fn admitted(site: &Site, asking: &Asking) -> Result<Visitor, Reply> {
    is_for_us(site, asking)?;
    let is_api = api(asking).is_some();
    let bearer = asking.authorization.and_then(|own| {
        let (scheme, token) = own.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    // Programs look; whoever decides does so by a form, with a session.
    let bearer = bearer.filter(|_| is_api && asking.method != "POST");
    match site.gate.visitor(cookie(site, asking), bearer) {
        Ok(Some(visitor)) => Ok(visitor),
        Ok(None) if is_api => {
            let words = "log in, or send a token: Authorization: Bearer TOKEN";
            Err(problem(&Failure::Unknown(words.into())).with("www-authenticate", "Bearer realm=\"dateline\"".into()))
        }
        Ok(None) if asking.method == "POST" => {
            Err(failed(&Failure::Unknown("log in, then send it again".into()), None))
        }
        Ok(None) => {
            let back = url::form_urlencoded::byte_serialize(path_of(asking).as_bytes()).collect::<String>();
            Err(Reply::to(if path_of(asking) == "/" { "/login".into() } else { format!("/login?back={back}") }))
        }
        Err(failure) => Err(if is_api { problem(&failure) } else { failed(&failure, None) }),
    }
}

/// What somebody looks at.
fn looked(site: &Site, asking: &Asking, visitor: &Visitor) -> Reply {
    let api = api(asking);
    if asking.path == OPENAPI {
        return Reply::of(200, "application/json", site.openapi.as_str());
    }
    let path = api.map_or(asking.path, |rest| if rest.is_empty() { "/" } else { rest });
    let question = Question::of(asking.query);
    let answer = Route::of(path).ok_or_else(|| Failure::Absent(format!("there is no page {path}"))).and_then(|found| {
        let (route, page) = found;
        needs(visitor, route.role)?;
        route.can_be_asked(&question, api.is_some())?;
        let reply = match api {
            Some(_) => Reply::of(200, "application/json", rows(site, &page, &question, path)?.to_string()),
            None => Reply::of(200, HTML, shown(site, &page, &question, asking, visitor)?),
        };
        match (&page, api) {
            (Page::Document(id), _) => site.gate.note(visitor, Act::Evidence, id)?,
            (_, Some(_)) => site.gate.note(visitor, Act::Export, path_of(asking).as_str())?,
            _ => {}
        }
        Ok(reply)
    });
    answer.unwrap_or_else(|failure| match api {
        Some(_) => problem(&failure),
        None => failed(&failure, Some(visitor)),
    })
}

fn shown(site: &Site, page: &Page, question: &Question, asking: &Asking, visitor: &Visitor) -> Result<String, Failure> {
    let path = path_of(asking);
    let here = Here { path: &path, visitor, searches: None };
    // What was decided is told, and makes no other page.
    let mut plain = question.clone();
    plain.fields.remove("judged");
    Ok(match page {
        Page::Document(id) => paper::page(&site.source.paper(id)?, question, here),
        Page::Audit | Page::Accounts => sheet::page(page, &site.gate.sheet(page, &plain)?, question, here),
        Page::Search => {
            let own = site.gate.searches(visitor)?;
            let body =
                sheet::page(page, &site.source.sheet(page, &plain)?, question, Here { searches: Some(&own), ..here });
            if let Some(made) = searches::page(&plain).filter(|_| asking.method == "GET") {
                site.gate.searched(visitor, &made)?;
            }
            body
        }
        _ => sheet::page(page, &site.source.sheet(page, &plain)?, question, here),
    })
}

/// Does what a form decides, and leads back to its page.
fn decided(site: &Site, asking: &Asking, visitor: &Visitor, path: &str, needed: Role) -> Reply {
    let done = || -> Result<Reply, Failure> {
        needs(visitor, needed)?;
        let fields = choices::sent(site, asking, Some(visitor))?;
        match path {
            "/judge" => {
                let author = (!site.gate.is_open()).then(|| visitor.name.clone());
                let decided = crate::Decided { author, ..choices::read(&fields) };
                let number = site.source.decide(&decided)?;
                site.gate.note(visitor, Act::Judgement, &format!("{number} {}", decided.verb))?;
                Ok(Reply::to(choices::back_with(&choices::way_back(&fields, "/judgements"), number)))
            }
            "/searches" => {
                let keeping: Keeping = searches::read(&fields)?;
                site.gate.keep(visitor, &keeping)?;
                Ok(Reply::to(choices::way_back(&fields, "/search")))
            }
            _ => {
                site.gate.leave(visitor)?;
                Ok(Reply::to("/login".into()).with("set-cookie", baked(site, "", 0)))
            }
        }
    };
    done().unwrap_or_else(|failure| failed(&failure, Some(visitor)))
}

/// The page of names and passwords, and what comes of it.
fn entrance(site: &Site, asking: &Asking) -> Reply {
    if asking.method != "POST" {
        let own = Question::of(asking.query);
        let back = choices::way_back(&[("back".into(), own.get("back").unwrap_or("/").into())], "/");
        return Reply::of(200, HTML, frame::entrance("", "", &back));
    }
    let fields = match choices::sent(site, asking, None) {
        Ok(fields) => fields,
        Err(failure) => return failed(&failure, None),
    };
    let value = |own: &str| fields.iter().find(|(name, _)| name == own).map_or("", |(_, value)| value.as_str());
    let (name, back) = (value("name").trim(), choices::way_back(&fields, "/"));
    match site.gate.enter(name, value("password"), asking.from) {
        Ok(secret) => Reply::to(back).with("set-cookie", baked(site, &secret, WEEK)),
        Err(failure) => {
            let (status, _, words) = told(&failure);
            Reply::of(status, HTML, frame::entrance(words, name, &back))
        }
    }
}

fn needs(visitor: &Visitor, needed: Role) -> Result<(), Failure> {
    if visitor.role >= needed {
        return Ok(());
    }
    Err(Failure::Barred(format!(
        "{} is a {}; this needs the role {}",
        visitor.name,
        visitor.role.name(),
        needed.name()
    )))
}

fn rows(site: &Site, page: &Page, question: &Question, path: &str) -> Result<Value, Failure> {
    if let Page::Document(id) = page {
        return Ok(json!({ "rows": site.source.paper(id)?.rows, "next": null }));
    }
    let sheet = match page {
        Page::Audit | Page::Accounts => site.gate.sheet(page, question)?,
        _ => site.source.sheet(page, question)?,
    };
    let next = sheet.more.then(|| format!("/api{path}?{}", question.at(question.page + 1)));
    let lines = sheet.sections.into_iter().flat_map(|section| section.lines).map(|line| line.row);
    // What the page is of comes first, on its first page.
    let own = Some(sheet.row).filter(|_| question.page == 1);
    let rows: Vec<Value> = own.into_iter().chain(lines).filter(|row| !row.is_null()).collect();
    Ok(json!({ "rows": rows, "next": next }))
}

/// What of the path stands behind `/api`.
fn api<'a>(asking: &Asking<'a>) -> Option<&'a str> {
    asking.path.strip_prefix("/api").filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn path_of(asking: &Asking) -> String {
    if asking.query.is_empty() { asking.path.to_string() } else { format!("{}?{}", asking.path, asking.query) }
}

/// Seconds after which a browser forgets a session; the desk does so at the same time.
const WEEK: u64 = 7 * 24 * 60 * 60;

/// By `__Host-` a browser takes it only over TLS and gives it to this host alone (RFC 6265bis).
fn cookie_name(site: &Site) -> &'static str {
    if site.behind_tls { "__Host-dateline" } else { "dateline" }
}

fn baked(site: &Site, secret: &str, seconds: u64) -> String {
    let secure = if site.behind_tls { "; Secure" } else { "" };
    format!("{}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}", cookie_name(site))
}

fn cookie<'a>(site: &Site, asking: &Asking<'a>) -> Option<&'a str> {
    let own = asking.cookie?.split(';').find_map(|one| one.trim().strip_prefix(cookie_name(site))?.strip_prefix('='));
    own.filter(|secret| !secret.is_empty())
}

/// Whether it was sent to a name of ours and, where everybody is let in, came straight from this machine.
fn is_for_us(site: &Site, asking: &Asking) -> Result<(), Reply> {
    let is_open = site.gate.is_open();
    if is_open && asking.forwarded.is_some() {
        return Err(Reply::plain(421, "This desk has no accounts and answers no proxy: serve it with --behind-tls."));
    }
    let host = asking.host.and_then(name_of);
    let is_own = host.is_some_and(|host| {
        // An address is nobody's name, so nobody can let it point elsewhere.
        let is_address = || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| own.eq_ignore_ascii_case(host))
            || (!is_open && (is_address() || site.names.iter().any(|own| own.eq_ignore_ascii_case(host))))
    });
    if is_own {
        return Ok(());
    }
    let words =
        if is_open { "This desk answers to localhost only." } else { "This desk has another name: see serve --host." };
    Err(Reply::plain(421, words))
}

/// The host of a header, without its port; none where that is none.
fn name_of(host: &str) -> Option<&str> {
    let end = if host.starts_with('[') { host.find(']')? + 1 } else { host.find(':').unwrap_or(host.len()) };
    let (name, port) = host.split_at(end);
    (port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok())).then_some(name)
}

fn told(failure: &Failure) -> (u16, &'static str, &str) {
    match failure {
        Failure::Absent(words) => (404, "Not on this desk", words),
        Failure::Asked(words) => (400, "The question cannot be understood", words),
        Failure::Broken(words) => (500, "Something broke", words),
        Failure::Unknown(words) => (401, "Not logged in", words),
        Failure::Barred(words) => (403, "Not for this role", words),
        Failure::Often(words) => (429, "Too often", words),
    }
}

/// An error of the API.
pub fn problem(failure: &Failure) -> Reply {
    let (status, title, detail) = told(failure);
    let body = json!({ "type": "about:blank", "title": title, "status": status, "detail": detail }).to_string();
    Reply::of(status, "application/problem+json", body)
}

fn failed(failure: &Failure, visitor: Option<&Visitor>) -> Reply {
    let (status, title, words) = told(failure);
    Reply::of(status, HTML, frame::failed(title, words, visitor))
}

#[cfg(test)]
mod tests;
