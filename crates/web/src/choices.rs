//! Forms by which a person decides something, and what comes of them.
//!
//! Invariant: nothing is decided but by a form that this program made: each holds a secret that no other site can read, and what a browser
//! says comes from another site is refused whatever it holds. Forms work without scripts.

use crate::reply::Asking;
use crate::{Choice, Decided, Failure, Shown};
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

/// What a form that was sent decides, and where it leads back to.
pub fn read(asking: &Asking, token: &str) -> Result<(Decided, String), Failure> {
    let asked = |words: &str| Err(Failure::Asked(words.to_string()));
    if asking.site.is_some_and(|site| site != "same-origin") || !is_own(asking) {
        return asked("a form of another site decides nothing here");
    }
    if asking.media.is_none_or(|media| !media.starts_with("application/x-www-form-urlencoded")) {
        return asked("a decision is sent as a form");
    }
    let (mut decided, mut sent, mut back) = (Decided::default(), String::new(), "/judgements".to_string());
    for (name, value) in form_urlencoded::parse(asking.body) {
        let value = value.trim().to_string();
        match &*name {
            "token" => sent = value,
            // A path of this site and nothing else.
            "back" if value.starts_with('/') && !value.starts_with("//") && !value.contains(['\\', '\n', '\r']) => {
                back = value
            }
            "verb" => decided.verb = value,
            "of" => decided.of.extend(
                value
                    .split([' ', ','])
                    .filter(|_| !is_outlet(&decided.verb, &value))
                    .filter(|id| !id.is_empty())
                    .map(str::to_string)
                    .chain(is_outlet(&decided.verb, &value).then(|| value.clone())),
            ),
            "value" => decided.value = value,
            "reason" => decided.reason = value,
            _ => {}
        }
    }
    if token.is_empty() || !is_same(sent.as_bytes(), token.as_bytes()) {
        return asked(
            "this form is of an earlier run of the program; go back, load the page again, and send it once more",
        );
    }
    Ok((decided, back))
}

/// An outlet's name has spaces; ids do not, and several may be written into one field.
fn is_outlet(verb: &str, value: &str) -> bool {
    verb == "grade" && !value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether the page that sent it is of this host, where the browser says so.
fn is_own(asking: &Asking) -> bool {
    let own = asking.host.map(|host| format!("http://{host}"));
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
