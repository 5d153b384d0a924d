//! Addresses as they lead, without what only tracks who follows them.
//!
//! Invariant: an address that is not surely understood stays as it is: a redirector that hides its target is kept.
//! Cost: linear in the address.

use std::borrow::Cow;

/// Parameters that track and lead nowhere.
const TRACKERS: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "igshid",
    "yclid",
    "vero_id",
    "oly_enc_id",
    "oly_anon_id",
    "ml_subscriber",
    "ml_subscriber_hash",
];

/// Redirectors within redirectors are followed no deeper.
const DEEPEST: usize = 4;

/// The address that a link leads to, trackers taken off.
pub(crate) fn clean(address: &str) -> Cow<'_, str> {
    let mut found = Cow::Borrowed(address);
    for _ in 0..DEEPEST {
        match target(&found) {
            Some(target) => found = Cow::Owned(target),
            None => break,
        }
    }
    match untracked(&found) {
        Some(bare) => Cow::Owned(bare),
        None => found,
    }
}

/// The address in a parameter that is an address, written plainly, in percent or in base64url.
fn target(address: &str) -> Option<String> {
    let (before, query) = address.split_once('?')?;
    // What archives and shares lead to stands in a parameter too, and is what is meant; a login's way back is not.
    let lower = before.to_ascii_lowercase();
    if ["login", "signin", "signup", "sign-in", "share", "intent", "auth", "unsubscribe"]
        .iter()
        .any(|word| lower.contains(word))
    {
        return None;
    }
    let query = query.split('#').next().unwrap_or_default();
    let mut targets = query.split(['&', ';']).filter_map(|pair| pair.split_once('=')).filter_map(|(name, value)| {
        let name = name.trim_start_matches("amp;");
        let told = percent_decoded(value).filter(|told| is_address(told));
        told.or_else(|| {
            (!name.starts_with("utm_")).then(|| base64_decoded(value)).flatten().filter(|told| is_address(told))
        })
    });
    let first = targets.next()?;
    // Two targets: which one is meant is not known.
    targets.next().is_none().then_some(first)
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.') && !host.starts_with('.') && host.len() >= 4
    }) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| (*byte as char).to_digit(16);
                bytes.push((digit(high)? * 16 + digit(low)?) as u8);
                rest = after;
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// What base64, plain or for addresses, stands for.
fn base64_decoded(text: &str) -> Option<String> {
    let text = text.trim_end_matches('=').replace("%3D", "");
    if text.len() < 12 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut held) = (0u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The address without the parameters that track; none where it has none.
fn untracked(address: &str) -> Option<String> {
    let (before, rest) = address.split_once('?')?;
    let (query, fragment) = rest.split_once('#').map_or((rest, None), |(query, fragment)| (query, Some(fragment)));
    let tracks = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default().trim_start_matches("amp;").to_ascii_lowercase();
        name.starts_with("utm_") || TRACKERS.contains(&name.as_str())
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| !tracks(pair)).collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    let mut bare = before.to_owned();
    if !kept.is_empty() {
        bare.push('?');
        bare.push_str(&kept.join("&"));
    }
    if let Some(fragment) = fragment {
        bare.push('#');
        bare.push_str(fragment);
    }
    Some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: &str) {
        assert_eq!(clean(address), expected);
    }

    #[test]
    fn what_tracks_is_taken_off() {
        check("https://turvik.example/a?utm_source=mail&id=7&utm_medium=x#top", "https://turvik.example/a?id=7#top");
        check("https://turvik.example/a?fbclid=1", "https://turvik.example/a");
        check("https://turvik.example/a?id=7", "https://turvik.example/a?id=7");
    }

    #[test]
    fn a_redirector_that_names_its_target_is_followed() {
        check(
            "https://click.example/r?u=https%3A%2F%2Fturvik.example%2Fa%3Futm_source%3Dm&k=9",
            "https://turvik.example/a",
        );
        check("https://click.example/r?k=9&url=http://turvik.example/b", "http://turvik.example/b");
        check("https://click.example/r?d=aHR0cHM6Ly90dXJ2aWsuZXhhbXBsZS9j", "https://turvik.example/c");
    }

    #[test]
    fn a_redirector_that_hides_its_target_is_kept() {
        check("https://click.example/ls/click?upn=u001.b7", "https://click.example/ls/click?upn=u001.b7");
        check("https://click.example/r?u=%ff%fe", "https://click.example/r?u=%ff%fe");
        check(
            "https://turvik.example/login?next=https://turvik.example/a",
            "https://turvik.example/login?next=https://turvik.example/a",
        );
    }
}
