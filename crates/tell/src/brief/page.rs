//! A brief as Markdown and as HTML: the same lines, the same qualifiers, the same footer.
//!
//! Invariant: every line stands with its origins and its evidence; captured words are text in both, never markup.

use super::words::day;
use crate::disagreeing;
use dateline_record::{BriefKind, BriefLineRow, BriefRow, is_unseen};
use maud::{DOCTYPE, PreEscaped, html};
use std::fmt::Write;

/// Outlets and captures named in the footer; the rest is counted.
const NAMED: usize = 12;

const NO_STORY: &str = "In no one story";

/// As Markdown.
pub fn markdown(brief: &BriefRow) -> String {
    let mut out = String::from("# Brief\n\n");
    let _ = writeln!(out, "{}\n", mark(&head(brief)));
    for section in &brief.sections {
        let title = section.title.as_deref().unwrap_or(NO_STORY);
        let _ = writeln!(out, "## {}\n", mark(title));
        for line in &section.lines {
            let indent = if line.kind == BriefKind::Numbers { "  " } else { "" };
            let _ = writeln!(out, "{indent}- {}{}", mark(&lead(line)), mark(&line.text));
            let notes = notes(line);
            let _ = writeln!(out, "{indent}  {}", mark(&notes));
        }
        if section.left_out > 0 {
            let _ = writeln!(out, "- and {} more, not shown", section.left_out);
        }
        out.push('\n');
    }
    out.push_str("---\n\n");
    for line in foot(brief) {
        let _ = writeln!(out, "{}  ", mark(&line));
    }
    out
}

const STYLE: &str = "body{font:16px/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}\
small{display:block;color:#555}li{margin:.6rem 0}li.of{margin-left:1.5rem}footer{border-top:1px solid #999;\
margin-top:2rem;color:#333;font-size:.9em}@media(prefers-color-scheme:dark){body{background:#151515;color:#ddd}\
small,footer{color:#aaa}}";

/// As a page without scripts, pictures or anything from elsewhere.
pub fn html(brief: &BriefRow) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { "Brief" }
                meta name="viewport" content="width=device-width";
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Brief" }
                p { (seen(&head(brief))) }
                @for section in &brief.sections {
                    h2 { (seen(section.title.as_deref().unwrap_or(NO_STORY))) }
                    ul {
                        @for line in &section.lines {
                            li class=[(line.kind == BriefKind::Numbers).then_some("of")] {
                                (lead(line)) (seen(&line.text)) small { (seen(&notes(line))) }
                            }
                        }
                        @if section.left_out > 0 { li { "and " (section.left_out) " more, not shown" } }
                    }
                }
                footer { @for line in foot(brief) { p { (seen(&line)) } } }
            }
        }
    };
    page.into_string()
}

fn lead(line: &BriefLineRow) -> String {
    line.update_of.as_ref().map(|_| "Update: ".to_string()).unwrap_or_default()
}

/// What stands beside a line: on whose word, when, and where its evidence is.
fn notes(line: &BriefLineRow) -> String {
    let mut notes = Vec::new();
    if let (BriefKind::Telling, Some(reports)) = (line.kind, line.reports) {
        let (origins, unknown) = (line.origins.unwrap_or_default(), line.lineage_unknown.unwrap_or_default());
        let mut words = counted(reports, "report");
        words += &match origins {
            0 => ", no origin told".to_string(),
            _ => format!(", {}", counted(origins, "separate origin")),
        };
        if unknown > 0 {
            let _ = write!(words, ", {unknown} of unknown lineage");
        }
        notes.push(words);
    }
    if let Some(when) = line.when.as_ref().filter(|_| line.kind == BriefKind::Telling) {
        notes.push(format!("happened: {}", day(Some(when))));
    }
    notes.extend(line.disagreeing.map(disagreeing).map(str::to_string));
    let brief = |id: &str| id.get(..8).unwrap_or(id).to_string();
    let evidence: Vec<String> = line
        .evidence
        .iter()
        .map(|one| format!("{} [{}] {}–{}", one.path, brief(&one.document), one.start, one.end))
        .collect();
    notes.push(evidence.join(", "));
    notes.join(" · ")
}

fn head(brief: &BriefRow) -> String {
    let since = brief.since.as_ref().map_or("everything on the desk".to_string(), |since| format!("new since {since}"));
    let days = match (&brief.from, &brief.to) {
        (Some(from), Some(to)) if from == to => format!(", published {from}"),
        (Some(from), Some(to)) => format!(", published {from} to {to}"),
        _ => String::new(),
    };
    format!("{since}: {}, {}{days}", counted(brief.captures, "capture"), counted(brief.documents, "document"))
}

fn foot(brief: &BriefRow) -> Vec<String> {
    let mut lines = vec![
        "Every line is the words of a document or is made of them; each was checked against the words that it cites."
            .to_string(),
    ];
    let dropped: u64 = brief.refused.iter().map(|own| own.count).sum();
    let why: Vec<String> = brief.refused.iter().map(|own| format!("{}: {}", own.reason, own.count)).collect();
    lines.push(match dropped {
        0 => "No line was refused.".to_string(),
        _ => format!("{} refused and left out ({}).", counted(dropped, "line"), why.join("; ")),
    });
    let named = |all: Vec<String>| {
        let more = all.len().saturating_sub(NAMED);
        let mut words = all.into_iter().take(NAMED).collect::<Vec<_>>().join("; ");
        if more > 0 {
            let _ = write!(words, "; and {more} more");
        }
        words
    };
    if !brief.silent.is_empty() {
        let all = brief.silent.iter().map(|own| format!("{} (last {})", own.outlet, own.last)).collect();
        lines.push(format!("Silent: {}.", named(all)));
    }
    if !brief.unread.is_empty() {
        let all = brief.unread.iter().map(|own| format!("{} ({})", own.path, own.reason)).collect();
        lines.push(format!("Could not be read: {}.", named(all)));
    }
    lines
}

fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What nobody sees is left out.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !is_unseen(*c)).collect()
}

fn mark(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unseen(*c)) {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '&' | '~' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captured_words_are_never_markup() {
        let shown = html! { (seen("<script>\"a\"\u{202e}b")) }.into_string();
        assert_eq!(shown, "&lt;script&gt;&quot;a&quot;b");
        assert_eq!(mark("[a](b) <i>\n# c"), "\\[a\\](b) \\<i\\> \\# c");
    }
}
