//! JSON as pages write it: what a strict reader refuses, mended so that it can be read.
//!
//! Comments of markup and of scripts, control characters inside of strings, trailing commas, several values one after the
//! other, quotes that the template escaped for the markup around, an end that is missing.
//! Invariant: JSON that a strict reader takes is read as that reader reads it. Cost: one pass; three where it is broken.

use super::markup;
use serde_json::Value;

/// Most values one after the other that are read.
const MOST_VALUES: usize = 50;

/// The values of a script, in order; none where it cannot be read.
pub(super) fn values(script: &str) -> Vec<Value> {
    let bare = unwrapped(script);
    if let Ok(value) = serde_json::from_str(bare) {
        return vec![value];
    }
    let read = |text: &str| -> Vec<Value> {
        let values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        values.take(MOST_VALUES).map_while(Result::ok).collect()
    };
    let values = read(&mended(bare));
    if values.is_empty() && bare.contains("&quot;") {
        return read(&mended(&markup::unescape(bare)));
    }
    values
}

/// What stands inside of comments of markup, of CDATA marks, and before a last semicolon.
fn unwrapped(script: &str) -> &str {
    let mut bare = script.trim();
    for (opening, ending) in
        [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")]
    {
        bare = bare.strip_prefix(opening).unwrap_or(bare).trim();
        bare = bare.strip_suffix(ending).unwrap_or(bare).trim();
    }
    bare.trim_start_matches('\u{feff}').trim_end_matches(';').trim_end()
}

/// The text with comments and trailing commas taken out, control characters made blanks, and what is open at its end shut.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut open = Vec::new();
    let mut in_string = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if in_string {
            match c {
                '\\' => match chars.next() {
                    Some((_, next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u'))) => out.extend([c, next]),
                    Some((_, next)) => out.push(if next.is_control() { ' ' } else { next }),
                    None => {}
                },
                '"' => {
                    in_string = false;
                    out.push(c);
                }
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            continue;
        }
        match c {
            '"' => {
                in_string = true;
                out.push(c);
            }
            '/' if text[at..].starts_with("/*") => {
                let end = text[at + 2..].find("*/").map_or(text.len(), |end| at + 2 + end + 2);
                while chars.peek().is_some_and(|(at, _)| *at < end) {
                    chars.next();
                }
            }
            '/' if text[at..].starts_with("//") => while chars.next_if(|(_, c)| *c != '\n').is_some() {},
            '{' | '[' => {
                open.push(if c == '{' { '}' } else { ']' });
                out.push(c);
            }
            '}' | ']' => {
                // A bracket that shuts nothing is left out.
                if open.last() == Some(&c) {
                    open.pop();
                    drop_comma(&mut out);
                    out.push(c);
                }
            }
            ',' if open.is_empty() => out.push(' '),
            ',' if out.trim_end().ends_with([',', '{', '[']) => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    if in_string {
        out.push('"');
    }
    while let Some(end) = open.pop() {
        drop_comma(&mut out);
        out.push(end);
    }
    out
}

fn drop_comma(out: &mut String) {
    let kept = out.trim_end().strip_suffix(',').map(str::len);
    if let Some(kept) = kept {
        out.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        let values: Vec<String> = values(script).iter().map(Value::to_string).collect();
        assert_eq!(values.join(" "), expected, "{script}");
    }

    #[test]
    fn broken_json_is_mended() {
        check(r#"{"name":"Mira Solm",}"#, r#"{"name":"Mira Solm"}"#);
        check(r#"{"a":["Mira Solm","Per Holt",],}"#, r#"{"a":["Mira Solm","Per Holt"]}"#);
        check("{\"headline\":\"The ferry\nis back\t\"}", r#"{"headline":"The ferry is back "}"#);
        check("<!-- {\"a\":1}; -->", r#"{"a":1}"#);
        check("//<![CDATA[\n{\"a\":1}\n//]]>", r#"{"a":1}"#);
        check(
            "{ /* set by the template */ \"a\": 1, // one\n \"b\": \"https://post.example//x\" }",
            r#"{"a":1,"b":"https://post.example//x"}"#,
        );
        check(r#"{&quot;a&quot;:&quot;Turvik &amp;amp; Velm&quot;}"#, r#"{"a":"Turvik &amp; Velm"}"#);
        check(r#"{"a":"the council\'s ferry"}"#, r#"{"a":"the council's ferry"}"#);
    }

    #[test]
    fn several_values_and_one_that_breaks_off_are_read() {
        check(r#"{"a":1},{"b":2}"#, r#"{"a":1} {"b":2}"#);
        check(r#"{"a":1} {"b":2}"#, r#"{"a":1} {"b":2}"#);
        check(r#"{"a":{"b":"Mira S"#, r#"{"a":{"b":"Mira S"}}"#);
    }

    #[test]
    fn what_is_no_json_is_nothing() {
        check("window.dataLayer = []", "");
        check("", "");
    }
}
