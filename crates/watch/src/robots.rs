//! What a host's robots.txt asks of us.
//!
//! Invariant: the longest rule that fits decides, and of two as long the one that allows; what cannot be read asks nothing.
//! Cost: linear in the file, of which the first 500 KiB count, then in rules times the path. After: RFC 9309.

/// The most that is read of a file, as the RFC has it.
const MOST_BYTES: usize = 500 * 1024;

/// The rules that are ours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    allows: bool,
    pattern: String,
}

impl Robots {
    /// Reads the file for one product token, such as `dateline`: its own groups, or those of `*` if it has none.
    pub fn read(bytes: &[u8], agent: &str) -> Robots {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_BYTES)]);
        let (mut own, mut general) = (None, Vec::new());
        // Whom the group that is being read is for, and whether its head is over.
        let (mut is_own, mut is_general, mut in_rules) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if std::mem::take(&mut in_rules) {
                        (is_own, is_general) = (false, false);
                    }
                    is_own |= token(value).eq_ignore_ascii_case(agent);
                    is_general |= value.starts_with('*');
                    if is_own {
                        own.get_or_insert_with(Vec::new);
                    }
                }
                key @ ("allow" | "disallow") => {
                    in_rules = true;
                    // “Disallow:” with nothing behind it forbids nothing.
                    if value.is_empty() {
                        continue;
                    }
                    let rule = Rule { allows: key == "allow", pattern: plain(value) };
                    if is_general {
                        general.push(rule.clone());
                    }
                    if let (true, Some(own)) = (is_own, &mut own) {
                        own.push(rule);
                    }
                }
                // Sitemaps and the rest belong to no group.
                _ => {}
            }
        }
        Robots { rules: own.unwrap_or(general) }
    }

    /// Whether it lets us ask for this path, with its query.
    pub fn allows(&self, path: &str) -> bool {
        let path = plain(path);
        if path == "/robots.txt" {
            return true;
        }
        let fitting = self.rules.iter().filter(|rule| fits(&rule.pattern, &path));
        fitting.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }
}

/// The product token: “dateline” of “Dateline/1.0”.
fn token(value: &str) -> &str {
    let end = value.find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_')).unwrap_or(value.len());
    &value[..end]
}

/// One way of writing: what needs no escape has none, everything else outside ASCII has one.
fn plain(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |offset: usize| bytes.get(at + offset).and_then(|byte| (*byte as char).to_digit(16));
        match (byte, digit(1), digit(2)) {
            (b'%', Some(high), Some(low)) => {
                let meant = (high * 16 + low) as u8;
                if meant.is_ascii_alphanumeric() || b"-._~".contains(&meant) {
                    out.push(meant as char);
                } else {
                    out.push_str(&format!("%{meant:02X}"));
                }
                at += 2;
            }
            _ if byte.is_ascii() => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        at += 1;
    }
    out
}

/// `*` stands for anything, `$` at the end for the end; else the beginning must fit. Each piece between stars is
/// looked for as early as it comes, the last one at the end where the end is meant: so nothing is tried twice.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return !to_end || rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if to_end && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(found) = rest.find(piece) else { return false };
        rest = &rest[found + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(file: &str, allowed: &[&str], forbidden: &[&str]) {
        let robots = Robots::read(file.as_bytes(), "dateline");
        allowed.iter().for_each(|path| assert!(robots.allows(path), "{path} is allowed"));
        forbidden.iter().for_each(|path| assert!(!robots.allows(path), "{path} is forbidden"));
    }

    #[test]
    fn the_longest_rule_decides() {
        check(
            "User-agent: *\nDisallow: /a\nAllow: /a/feed\nDisallow: /b\nAllow: /b\n",
            &["/", "/a/feed.xml", "/b"],
            &["/a", "/about", "/a/fee"],
        );
    }

    #[test]
    fn own_groups_come_together_and_leave_the_general_one_out() {
        let file =
            "\u{feff}User-agent: *\nDisallow: /\n\nuser-agent: other\nUser-Agent: Dateline/2.0 # us\nDisallow: /x\n
                    User-agent: third\nDisallow: /\n\nUser-agent: dateline\nSitemap: /map\nDisallow: /y\n";
        check(file, &["/", "/z"], &["/x", "/y"]);
        check("User-agent: dateline\nDisallow:\n\nUser-agent: *\nDisallow: /\n", &["/", "/x"], &[]);
        check("User-agent: *\r\nDisallow: /\r\n", &["/robots.txt"], &["/", "/x"]);
        check("", &["/"], &[]);
    }

    #[test]
    fn stars_and_ends_and_escapes() {
        check("User-agent: *\nDisallow: /*.php$\n", &["/a.php?x", "/a.html"], &["/a.php", "/.php.php"]);
        check("User-agent: *\nDisallow: /a*b*c\n", &["/acb", "/ab"], &["/abc", "/a1b2c3"]);
        check("User-agent: *\nDisallow: /caf%c3%a9\nDisallow: /%7Eme\n", &["/cafe"], &["/café", "/caf%C3%A9", "/~me"]);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_the_file_itself_is_always_allowed(bytes: Vec<u8>, path: String) {
            let robots = Robots::read(&bytes, "dateline");
            robots.allows(&path);
            prop_assert!(robots.allows("/robots.txt"));
        }

        #[test]
        fn fitting_is_what_a_slow_reading_says(pattern in "[ab*]{0,8}\\$?", path in "[ab]{0,8}") {
            fn slow(pattern: &[u8], path: &[u8]) -> bool {
                match pattern {
                    [] => true,
                    [b'$'] => path.is_empty(),
                    [b'*', rest @ ..] => (0..=path.len()).any(|from| slow(rest, &path[from..])),
                    [byte, rest @ ..] => path.first() == Some(byte) && slow(rest, &path[1..]),
                }
            }
            prop_assert_eq!(fits(&pattern, &path), slow(pattern.as_bytes(), path.as_bytes()));
        }
    }
}
