//! What a mail's headers say about its documents.
//!
//! Invariant: a sender is an outlet or a person, never both by guess: a name that can be a person's and has no sign of an
//! outlet is a person's.

use crate::plain::is_name;
use dateline_record::{ByRole, Byline, Document, Kind, Method, Title, When};
use mail_parser::{HeaderName, Message};

/// Words by which a sender is known as an outlet.
const OUTLET_WORDS: &[&str] = &[
    "daily",
    "news",
    "newsletter",
    "newsletters",
    "times",
    "post",
    "today",
    "briefing",
    "briefings",
    "morning",
    "weekly",
    "digest",
    "update",
    "updates",
    "alert",
    "alerts",
    "journal",
    "report",
    "reports",
    "magazine",
    "press",
    "herald",
    "tribune",
    "gazette",
    "chronicle",
    "review",
    "monitor",
    "observer",
    "guardian",
    "insider",
    "bulletin",
    "dispatch",
    "wire",
    "headlines",
    "evening",
    "roundup",
    "brief",
    "media",
    "radio",
    "tv",
    "online",
    "agency",
    "editors",
    "team",
    "institute",
    "center",
    "centre",
    "council",
    "foundation",
    "list",
    "group",
    "network",
    "service",
    "support",
    "desk",
    "the",
    "noreply",
    "no-reply",
    "info",
    "admin",
    "announce",
    "announcements",
];

/// What a mail's headers say.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers {
    /// Subject, decoded, white space collapsed.
    pub subject: Option<String>,
    /// The sender, where it is an outlet.
    pub outlet: Option<String>,
    /// The sender, where it is a person.
    pub author: Option<String>,
    /// Date.
    pub published: Option<When>,
}

impl Headers {
    /// Puts what the headers say on the documents of a mail, where these do not say it themselves.
    pub fn put_on(&self, documents: &mut [Document]) {
        for document in documents.iter_mut() {
            if document.kind != Kind::Post {
                document.outlet = document.outlet.take().or(self.outlet.clone());
            }
            // The header is machine-written; what stands in the text may be the date of something else.
            document.published = match document.kind {
                // A message of a digest has its own.
                Kind::Post => document.published.take().or(self.published.clone()),
                _ => self.published.clone().or(document.published.take()),
            };
        }
        let piece = |document: &&mut Document| matches!(document.kind, Kind::Article | Kind::Brief);
        // An issue's subject names none of its items; its sender did not write each of them.
        let briefs = documents.iter().filter(|document| document.kind == Kind::Brief).count();
        let only = |document: &&mut Document| document.kind == Kind::Article || briefs == 1;
        if let Some(first) = documents.iter_mut().find(piece).filter(only) {
            if first.title.is_none() {
                first.title = self.subject.clone().map(|text| Title { text, span: None });
            }
            if first.byline.is_empty() {
                first.byline.extend(self.author.clone().map(|name| Byline {
                    name,
                    handle: None,
                    role: ByRole::Author,
                    span: None,
                }));
            }
        }
    }
}

impl Headers {
    /// Puts writer and date on what a mail answers.
    pub fn put_on_answered(&self, document: &mut Document) {
        document.outlet = self.outlet.clone();
        document.published = self.published.clone();
        let byline = |name: &String| Byline { name: name.clone(), handle: None, role: ByRole::Author, span: None };
        document.byline = self.author.iter().map(byline).collect();
    }
}

/// The headers that a mail quotes of another one.
pub(super) fn quoted(from: &str, date: Option<&str>, subject: Option<&str>) -> Headers {
    let (name, address) = name_and_address(from);
    let (outlet, author) = name.map_or((None, None), |name| sender(&name, &address));
    let subject = subject.map(collapsed).filter(|subject| !subject.is_empty());
    Headers { subject, outlet, author, published: date.and_then(quoted_date) }
}

/// A date as a quoted header writes it; without a zone where it gives none.
pub(super) fn quoted_date(date: &str) -> Option<When> {
    let stamp = dateline_when::stamp(date).or_else(|| dateline_when::find_stamp(date).map(|(_, when)| when))?;
    Some(When { method: Method::Header, ..stamp })
}

/// What a line says before “wrote:”: “On Thu, Nov 30, 2023 at 9:05 PM Ida Berg <ida@example.org>”.
pub(super) fn attributed(before: &str) -> Headers {
    let found = dateline_when::find_stamp(before);
    let published = found.as_ref().map(|(_, when)| When { method: Method::Header, ..when.clone() });
    let rest = match &found {
        Some((range, _)) if range.end * 2 > before.len() && range.start > 4 => &before[..range.start],
        Some((range, _)) => &before[range.end..],
        None => before,
    };
    let (name, address) = name_and_address(rest);
    // Of what stands around the name only a name is one.
    let name = name.map(|name| name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned());
    let name = name.filter(|name| is_name(name) || is_outlet(name));
    let (outlet, author) = name.map_or((None, None), |name| sender(&name, &address));
    Headers { subject: None, outlet, author, published }
}

/// “Ida Berg <ida@example.org>”, “Ida Berg [mailto:ida@example.org]”, “"Berg, Ida" <…>”; an address alone is no name.
fn name_and_address(from: &str) -> (Option<String>, String) {
    let (name, address) = from.split_once(['<', '[']).unwrap_or((from, ""));
    let name = collapsed(name);
    let name = name.trim_matches(['"', '\'', ' ', ',', ':', '*', '>', ')', '(']).to_owned();
    let address =
        address.trim_start_matches("mailto:").split(['>', ']', ' ']).next().unwrap_or_default().to_lowercase();
    let bare = name.contains('@') && !name.contains(' ');
    let address = if address.is_empty() && bare { name.to_lowercase() } else { address };
    (Some(name).filter(|name| !name.is_empty() && !bare), address)
}

/// Reads the headers of a mail.
pub(super) fn of(message: &Message) -> Headers {
    let subject = message.subject().map(collapsed).filter(|subject| !subject.is_empty());
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name()).map(collapsed);
    let address = from.and_then(|from| from.address()).unwrap_or_default().to_lowercase();
    let name = name.map(|name| name.trim_matches(['"', '\'', ' ']).to_owned()).filter(|name| !name.is_empty());
    let (outlet, author) = name.map_or((None, None), |name| sender(&name, &address));
    Headers { subject, outlet, author, published: published(message) }
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\0', "")
}

/// The date of the header as written; where that is odd, as the mail's parser reads it.
fn published(message: &Message) -> Option<When> {
    let written = message.header_raw(HeaderName::Date).and_then(|raw| dateline_when::stamp(raw.trim()));
    let read =
        || message.date().filter(|date| date.is_valid()).and_then(|date| dateline_when::stamp(&date.to_rfc3339()));
    written.or_else(read).map(|when| When { method: Method::Header, ..when })
}

/// Outlet and author of a sender: “Mira Solm at Turvik Post” is both.
fn sender(name: &str, address: &str) -> (Option<String>, Option<String>) {
    for link in [" at ", " from ", " of ", ", ", " | ", " via ", " - "] {
        if let Some((person, outlet)) = name.split_once(link)
            && is_name(person)
            && !is_outlet(person)
            && !outlet.trim().is_empty()
            && (link != ", " || outlet.split_whitespace().nth(1).is_some())
        {
            return (Some(outlet.trim().to_owned()), Some(person.trim().to_owned()));
        }
    }
    // “Berg, Ida”, as directories list people.
    if let Some((family, given)) = name.split_once(", ")
        && let turned = format!("{given} {family}")
        && is_name(&turned)
        && !is_outlet(name)
    {
        return (None, Some(turned));
    }
    match is_name(name) && !is_outlet(name) && !is_named_after_house(name, address) {
        true => (None, Some(name.to_owned())),
        false => (Some(name.to_owned()), None),
    }
}

/// Whether an address has a word of the name in its domain and none before it: “Harbour Watch Two <two@harbour.example>”.
fn is_named_after_house(name: &str, address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else { return false };
    let lower = name.to_lowercase();
    let long = |word: &&str| word.chars().count() >= 4;
    !lower.split_whitespace().any(|word| word.len() >= 3 && local.contains(word))
        && lower.split_whitespace().filter(long).any(|word| domain.contains(word))
}

/// Whether a name has a word that outlets have, or capitals inside a word (“NewsNet”, “TVK”).
fn is_outlet(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let surname =
            ["Mc", "Mac", "De", "La", "Le", "Van", "O'", "O’", "D'", "D’"].iter().any(|start| word.starts_with(start));
        let shouted = capitals >= 3 || (capitals == 2 && !surname && !word.contains(['-', '.']));
        if shouted && name.chars().any(char::is_lowercase) {
            return true;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        OUTLET_WORDS.contains(&bare.as_str()) || word.ends_with("'s") || word.ends_with("’s") || bare.contains(".com")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, outlet: Option<&str>, author: Option<&str>) {
        let (name, address) = name.split_once(" <").unwrap_or((name, ""));
        let (found_outlet, found_author) = sender(name, address.trim_end_matches('>'));
        assert_eq!((found_outlet.as_deref(), found_author.as_deref()), (outlet, author), "{name}");
    }

    #[test]
    fn a_sender_is_an_outlet_or_a_person() {
        check("Turvik Post's Harbour Daily", Some("Turvik Post's Harbour Daily"), None);
        check("Harbour Daily", Some("Harbour Daily"), None);
        check("Mira Solm", None, Some("Mira Solm"));
        check("Turvik Sound Tips <deals@turvik.example>", Some("Turvik Sound Tips"), None);
        check("Mira Solm <mira@solm.example>", None, Some("Mira Solm"));
        check("TurvNet Cool Boats", Some("TurvNet Cool Boats"), None);
        check("Mira McAdam", None, Some("Mira McAdam"));
        check("Mira Solm at Turvik Post", Some("Turvik Post"), Some("Mira Solm"));
        check("Solm, Mira", None, Some("Mira Solm"));
        check("HARBOURWATCH", Some("HARBOURWATCH"), None);
    }
}
