//! Forms by which a person decides something, and what comes of them.
//!
//! Invariant: nothing is decided but by a form that this program made: each holds a secret that no other site can read, and what a browser
//! says comes from another site is refused whatever it holds. Forms work without scripts.

use crate::{Asking, Choice, Decided, Failure, Shown, Site, Visitor};
use maud::{Markup, html};
use url::form_urlencoded;

/// Bytes of a form that are read.
pub const MOST_BYTES: usize = 64 * 1024;

/// Forms for what can be decided; `back` is the page to return to.
pub fn forms(choices: &[Choice], token: &str, back: &str) -> Markup {
    html! {
        @if !choices.is_empty() && !token.is_empty() {
            details.choices {
                summary { "Judge" }
                @for choice in choices { (form(choice, token, back)) }
            }
        }
    }
}

/// One form.
pub fn form(choice: &Choice, token: &str, back: &str) -> Markup {
    html! {
        form.choice action="/judge" method="post" {
            input type="hidden" name="token" value=(token);
            input type="hidden" name="back" value=(back);
            input type="hidden" name="verb" value=(choice.verb);
            @for id in &choice.of { input type="hidden" name="of" value=(id); }
            @if !choice.other.is_empty() {
                label { span { (choice.other) } input name="of" required; }
            }
            @if !choice.value.is_empty() {
                label {
                    span { (choice.value) }
                    @if choice.values.is_empty() { input name="value" required; } @else {
                        select name="value" {
                            @for value in &choice.values { option value=(value) { (Shown(value)) } }
                        }
                    }
                }
            }
            @if choice.verb != "undo" { label { span { "Why" } input name="reason"; } }
            button { (Shown(&choice.label)) }
        }
    }
}

/// What stands over a page to which a decision leads back.
pub fn decided(number: Option<&str>, token: &str, back: &str) -> Markup {
    let number = number.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    html! {
        @if let Some(number) = number.filter(|_| !token.is_empty()) {
            div.decided role="status" {
                span { "Judgement " (number) " stands. " a href="/judgements" { "All judgements" } }
                (form(&Choice { verb: "undo", label: "Undo".into(), of: vec![number.to_string()], ..Choice::default() }, token, back))
            }
        }
    }
}

/// The fields of a form of ours that somebody sent.
pub fn sent(site: &Site, asking: &Asking, visitor: Option<&Visitor>) -> Result<Vec<(String, String)>, Failure> {
    let asked = |words: &str| Err(Failure::Asked(words.to_string()));
    if asking.site.is_some_and(|site| site != "same-origin") || !is_own(site, asking) {
        return asked("a form of another site decides nothing here");
    }
    if asking.media.is_none_or(|media| !media.starts_with("application/x-www-form-urlencoded")) {
        return asked("a decision is sent as a form");
    }
    let parsed = form_urlencoded::parse(asking.body);
    let fields: Vec<(String, String)> = parsed.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    let token = fields.iter().find(|(name, _)| name == "token").map_or("", |(_, value)| value.as_str());
    if visitor.is_some_and(|own| own.token.is_empty() || !is_same(token.as_bytes(), own.token.as_bytes())) {
        return asked("this form is of an earlier run or session; go back, load the page again, and send it once more");
    }
    Ok(fields)
}

/// Where a form leads back to: a path of this site and nothing else.
pub fn way_back(fields: &[(String, String)], otherwise: &str) -> String {
    let back = fields.iter().find(|(name, _)| name == "back").map_or("", |(_, value)| value.trim());
    let is_own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\n', '\r']);
    if is_own { back.to_string() } else { otherwise.to_string() }
}

/// What a form that was sent decides.
pub fn read(fields: &[(String, String)]) -> Decided {
    let mut decided = Decided::default();
    for (name, value) in fields {
        let value = value.trim().to_string();
        match name.as_str() {
            "verb" => decided.verb = value,
            "of" if is_outlet(&decided.verb, &value) => decided.of.push(value),
            "of" => decided.of.extend(value.split([' ', ',']).filter(|id| !id.is_empty()).map(str::to_string)),
            "value" => decided.value = value,
            "reason" => decided.reason = value,
            _ => {}
        }
    }
    decided
}

/// An outlet's name has spaces; ids do not, and several may be written into one field.
fn is_outlet(verb: &str, value: &str) -> bool {
    verb == "grade" && !value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether the page that sent it is of this host, where the browser says so.
fn is_own(site: &Site, asking: &Asking) -> bool {
    let scheme = if site.behind_tls { "https" } else { "http" };
    let own = asking.host.map(|host| format!("{scheme}://{host}"));
    asking.origin.is_none_or(|origin| own.is_some_and(|own| own.eq_ignore_ascii_case(origin)))
}

/// Compares all bytes, wherever they differ.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// `back` with the number of what was decided.
pub fn back_with(back: &str, number: u64) -> String {
    let (page, place) = back.split_once('#').map_or((back, None), |(page, place)| (page, Some(place)));
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "judged");
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .append_pair("judged", &number.to_string())
        .finish();
    let place = place.map(|place| format!("#{place}")).unwrap_or_default();
    format!("{path}?{query}{place}")
}
