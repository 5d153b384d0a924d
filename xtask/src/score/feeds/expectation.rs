//! What a conformance file expects of its reader: `Expect: not bozo and entries[0]['title'] == u'Harbour'`.
//!
//! The data's expectations are expressions of Python. Of them one shape is read: a path, `==`, a literal string or tuple of
//! numbers. Whatever else they say (types, languages, counts) is none of the fields that are scored.

/// An expectation: whether the file is said to be well-formed, a path and a value.
pub struct Expectation {
    pub wellformed: bool,
    /// `entries`, `0`, `title`.
    pub path: Vec<String>,
    pub value: Value,
}

/// The value that is expected.
pub enum Value {
    Words(String),
    Numbers(Vec<i64>),
}

/// The expectation that stands in a comment of a file; none where it is not of the shape that is read.
pub fn read(file: &str) -> Option<Expectation> {
    let from = file.find("Expect:")? + "Expect:".len();
    let end = from + file[from..].find("-->")?;
    let words = file[from..end].trim();
    let (wellformed, rest) = match words.strip_prefix("not bozo") {
        Some(rest) => (true, rest.trim_start().strip_prefix("and")?),
        None => (false, words.strip_prefix("bozo and").unwrap_or(words)),
    };
    let (path, value) = rest.split_once("==")?;
    Some(Expectation { wellformed, path: path_of(path.trim())?, value: value_of(value.trim())? })
}

/// The names and numbers of `entries[0]['content'][0].value`.
fn path_of(path: &str) -> Option<Vec<String>> {
    if !path.chars().all(|c| c.is_ascii_alphanumeric() || "_.[]'\"".contains(c)) {
        return None;
    }
    let steps = path.split(['.', '[', ']', '\'', '"']).filter(|step| !step.is_empty());
    Some(steps.map(str::to_owned).collect())
}

fn value_of(value: &str) -> Option<Value> {
    if let Some(numbers) = value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return numbers.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>().map(Value::Numbers);
    }
    let quoted = value.strip_prefix('u').unwrap_or(value);
    ["\"\"\"", "'''", "'", "\""].iter().find_map(|mark| {
        let inside = quoted.strip_prefix(mark)?.strip_suffix(mark)?;
        unescaped(inside, mark).map(Value::Words)
    })
}

/// The words of a literal; none where it ends before its end (`'a' and b == 'c'`).
fn unescaped(literal: &str, mark: &str) -> Option<String> {
    let mut words = String::new();
    let mut rest = literal.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                let code = |digits: usize, rest: &mut std::str::Chars| -> Option<char> {
                    let digits: String = rest.by_ref().take(digits).collect();
                    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
                };
                match rest.next()? {
                    'n' => words.push('\n'),
                    't' => words.push('\t'),
                    'r' => words.push('\r'),
                    '\n' => {}
                    'x' => words.push(code(2, &mut rest)?),
                    'u' => words.push(code(4, &mut rest)?),
                    'U' => words.push(code(8, &mut rest)?),
                    other => words.push(other),
                }
            }
            _ if mark.len() == 1 && mark.starts_with(c) => return None,
            _ => words.push(c),
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(comment: &str, expected: &str) {
        let shown = read(comment).map_or("none".into(), |found| {
            let value = match found.value {
                Value::Words(words) => words,
                Value::Numbers(numbers) => format!("{numbers:?}"),
            };
            format!("{} {} = {value}", if found.wellformed { "well-formed" } else { "any" }, found.path.join("/"))
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_path_and_a_value_are_an_expectation() {
        check(
            "<!--\nExpect: not bozo and entries[0]['title'] == u'Caf\\xe9'\n-->",
            "well-formed entries/0/title = Café",
        );
        check("<!-- Expect: feed.link == 'http://example.org/' -->", "any feed/link = http://example.org/");
        check(
            "<!-- Expect: not bozo and feed['updated_parsed'] == (2004, 1, 1) -->",
            "well-formed feed/updated_parsed = [2004, 1, 1]",
        );
    }

    #[test]
    fn whatever_else_is_said_is_passed_over() {
        check("<!-- Expect: not bozo and len(entries) == 2 -->", "none");
        check("<!-- Expect: not bozo and feed['a'] == 'b' and feed['c'] == 'd' -->", "none");
    }
}
