//! What an address must be before it is asked, the first as well as each that an answer sends us on to.
//!
//! Invariant: http or https with a host and no credentials, on the usual port unless others are allowed, and never
//! from https back to http. Where the host's name leads is judged later, in the look-up that connects.
//! Cost: linear in the address, which has at most [`LONGEST`] bytes.

use url::Url;

/// Longer addresses are refused.
pub const LONGEST: usize = 8 * 1024;

/// The address somebody wrote down.
pub fn first(text: &str, any_port: bool) -> Result<Url, String> {
    let url = parsed(text, Url::parse)?;
    check(url, any_port)
}

/// Where an answer of `from` sends us.
pub fn next(from: &Url, location: &str, any_port: bool) -> Result<Url, String> {
    let url = check(parsed(location, |text| from.join(text))?, any_port)?;
    if from.scheme() == "https" && url.scheme() == "http" {
        return Err("it leads from https back to http".to_string());
    }
    Ok(url)
}

/// An address as it is asked; why it never is, where it is not.
pub fn checked(text: &str, any_port: bool) -> Result<String, String> {
    Ok(first(text.trim(), any_port)?.to_string())
}

/// “https://bay.example:81” and “/rss?a” of an address.
pub fn host_and_path(address: &str) -> Option<(String, String)> {
    let url = Url::parse(address).ok().filter(Url::has_host)?;
    let path = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_string(),
    };
    Some((url.origin().ascii_serialization(), path))
}

fn parsed(text: &str, parse: impl Fn(&str) -> Result<Url, url::ParseError>) -> Result<Url, String> {
    if text.len() > LONGEST {
        return Err(format!("an address of more than {LONGEST} bytes"));
    }
    parse(text).map_err(|error| format!("not an address: {error}"))
}

fn check(mut url: Url, any_port: bool) -> Result<Url, String> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("“{}:” is neither http nor https", url.scheme()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it holds a name or a password".to_string());
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err("it names no host".to_string());
    }
    // Joined addresses may have grown.
    if url.as_str().len() > LONGEST {
        return Err(format!("an address of more than {LONGEST} bytes"));
    }
    match url.port() {
        Some(port) if !(any_port || port == 80 || port == 443) => Err(format!("port {port} is neither 80 nor 443")),
        _ => {
            url.set_fragment(None);
            Ok(url)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str) {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (from, rest) = line.split_once(' ').expect("from where");
            let (to, expected) = rest.trim().split_once(' ').expect("to where, and what comes of it");
            let found = match from {
                "-" => first(to, false),
                from => next(&Url::parse(from).expect(from), to, false),
            };
            assert_eq!(found.map_or_else(|why| why, String::from), expected.trim(), "{line}");
        }
    }

    #[test]
    fn only_plain_addresses_of_the_web_are_asked() {
        check(
            "
            -  https://example.org/feed#top       https://example.org/feed
            -  http://example.org:443/feed        http://example.org:443/feed
            -  http://example.org:22/             port 22 is neither 80 nor 443
            -  file:///etc/passwd                 “file:” is neither http nor https
            -  gopher://example.org/              “gopher:” is neither http nor https
            -  https://me:secret@example.org/     it holds a name or a password
            -  https://me@example.org/            it holds a name or a password
            -  feed                               not an address: relative URL without a base
            -  http://0x7f.1/                     http://127.0.0.1/
            ",
        );
    }

    #[test]
    fn each_hop_is_checked_like_the_first() {
        check(
            "
            https://example.org/a/b  ../feed?x=1          https://example.org/feed?x=1
            https://example.org/a    //example.net/       https://example.net/
            http://example.org/      https://example.org/ https://example.org/
            https://example.org/     http://example.org/  it leads from https back to http
            https://example.org/     file:///etc/passwd   “file:” is neither http nor https
            https://example.org/     javascript:alert(1)  “javascript:” is neither http nor https
            https://example.org/     //me@example.org/    it holds a name or a password
            https://example.org/     //example.org:8443/  port 8443 is neither 80 nor 443
            ",
        );
    }
}
