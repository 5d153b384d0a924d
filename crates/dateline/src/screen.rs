//! What people see: wrapped to the terminal, coloured only there, and safe from what a capture may hold.
//!
//! Invariant: no line is wider than the screen unless a single word is; no control or bidi character of a capture
//! reaches the terminal.

use anstyle::{AnsiColor, Style};
use dateline_record::{Method, Precision, When};
use std::io::{self, IsTerminal, Write};

/// Lines over this width are hard to read, however wide the terminal.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;

/// Headings, names.
pub const STRONG: Style = Style::new().bold();
/// What stands beside the point: ids, paths, methods.
pub const FAINT: Style = Style::new().dimmed();
/// The words that were asked for or that carry the finding.
pub const MARK: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
/// Dates.
pub const DATE: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
/// What went wrong.
pub const BAD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));

/// Standard output as people see it.
pub struct Screen {
    out: io::BufWriter<io::Stdout>,
    width: usize,
    colour: bool,
}

/// A run of text in one style.
pub struct Run<'a>(pub Style, pub &'a str);

impl Screen {
    /// Standard output; colour where it is a terminal and `NO_COLOR` is not set.
    pub fn standard() -> Screen {
        let out = io::stdout();
        let terminal = out.is_terminal();
        let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let width =
            terminal_size::terminal_size().filter(|_| terminal).map_or(WIDEST, |(width, _)| usize::from(width.0));
        Screen { out: io::BufWriter::new(out), width: width.clamp(NARROWEST, WIDEST), colour }
    }

    /// An empty line.
    pub fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// One paragraph of styled runs, wrapped, each line after `indent` blanks.
    pub fn paragraph(&mut self, indent: usize, runs: &[Run]) -> io::Result<()> {
        let lines = self.wrapped(runs, self.width.saturating_sub(indent));
        for line in lines {
            writeln!(self.out, "{:indent$}{line}", "")?;
        }
        Ok(())
    }

    /// Two columns: `left` lines of `left_width`, and the lines of all `right` paragraphs beside them.
    pub fn beside(&mut self, left_width: usize, left: &[Run], right: &[Vec<Run>]) -> io::Result<()> {
        let left: Vec<String> =
            left.iter().flat_map(|Run(style, text)| self.wrapped(&[Run(*style, text)], left_width - 2)).collect();
        let right: Vec<String> = right.iter().flat_map(|runs| self.wrapped(runs, self.width - left_width)).collect();
        for row in 0..left.len().max(right.len()) {
            let (left, right) = (left.get(row).map_or("", String::as_str), right.get(row).map_or("", String::as_str));
            let blanks = left_width.saturating_sub(textwrap::core::display_width(left));
            writeln!(self.out, "{}", format!("{left}{:blanks$}{right}", "").trim_end())?;
        }
        Ok(())
    }

    /// Two columns of a short table: a name, and a number set to the right.
    pub fn count(&mut self, name: &str, count: u64) -> io::Result<()> {
        writeln!(self.out, "  {:<24}{:>10}", safe(name), thousands(count))
    }

    /// One line of JSON.
    pub fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        writeln!(self.out)
    }

    /// Bytes as they are: for machine-readable output.
    pub fn raw(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// Hands everything to the terminal.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Styles word by word, so that a wrapped line never leaves its colour to the next column.
    fn wrapped(&self, runs: &[Run], width: usize) -> Vec<String> {
        let mut text = String::new();
        for Run(style, words) in runs {
            let words = safe(words);
            if !self.colour || *style == Style::new() {
                text.push_str(&words);
                continue;
            }
            for word in words.split_inclusive(' ') {
                let bare = word.trim_end_matches(' ');
                text.push_str(&format!("{style}{bare}{style:#}{}", &word[bare.len()..]));
            }
        }
        let options = textwrap::Options::new(width.max(20))
            .break_words(true)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::wrap(text.trim_start(), options).into_iter().map(|line| line.into_owned()).collect()
    }
}

/// Text of a capture for the terminal: one line, no control, bidi or other invisible characters.
pub fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        match c {
            _ if c.is_whitespace() => blank = true,
            // Terminals show joiners and soft hyphens as they please.
            '\u{200c}' | '\u{200d}' | '\u{ad}' => {}
            _ if dateline_record::is_unseen(c) => {}
            _ => {
                if std::mem::take(&mut blank) {
                    safe.push(' ');
                }
                safe.push(c);
            }
        }
    }
    if blank {
        safe.push(' ');
    }
    safe
}

/// The first `most` characters, with “…” where there were more.
pub fn short(text: &str, most: usize) -> String {
    let text = safe(text.trim());
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text,
    }
}

/// 12345 as “12,345”.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// “1 capture”, “2 captures”.
pub fn counted(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", thousands(count), if count == 1 { "" } else { "s" })
}

/// A When on one line, with how exactly and by what means it is known.
pub fn when(when: &When) -> String {
    format!("{} ({}, {})", date(&when.edtf), precision(when.precision), method(when.method))
}

/// A date of publication in few words, with what is in doubt of it.
pub fn dated(when: Option<&When>) -> String {
    let Some(when) = when else { return "no date".to_string() };
    match (bounds(when), when.method) {
        (Some(bounds), _) => format!("no date, {bounds} (inferred)"),
        (None, Method::Inferred | Method::Fallback) => format!("{} ({})", date(&when.edtf), method(when.method)),
        (None, _) => date(&when.edtf),
    }
}

/// EDTF for reading: an interval with a dash, a time to the minute after a blank, its offset after another.
pub fn date(edtf: &str) -> String {
    if let Some((one, other)) = edtf.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')?.split_once(',')) {
        return format!("{one} or {other}");
    }
    match edtf.split_once('/') {
        None => moment(edtf),
        Some((start, ".." | "")) => format!("from {}", moment(start)),
        Some((".." | "", end)) => format!("until {}", moment(end)),
        Some((start, end)) => format!("{} – {}", moment(start), moment(end)),
    }
}

/// A date of publication of which only bounds are known, in words; none where it is known.
pub fn bounds(when: &When) -> Option<String> {
    if when.method != Method::Inferred || !matches!(when.precision, Precision::Interval | Precision::Vague) {
        return None;
    }
    let (start, end) = when.edtf.split_once('/')?;
    Some(match (start, end) {
        (start, ".." | "") => format!("not before {}", moment(start)),
        (".." | "", end) => format!("not after {}", moment(end)),
        (start, end) => format!("between {} and {}", moment(start), moment(end)),
    })
}

/// A date of publication on one line, with how exactly and by what means it is known, or what bounds it.
pub fn published(when: &When) -> String {
    match (bounds(when), &when.text) {
        (Some(bounds), Some(words)) => format!("not known, {bounds} (inferred: it tells of “{}”)", short(words, 40)),
        (Some(bounds), None) => format!("not known, {bounds} (inferred)"),
        (None, _) => self::when(when),
    }
}

fn moment(edtf: &str) -> String {
    let Some((day, time)) = edtf.split_once('T') else { return edtf.to_string() };
    let offset = time.find(['Z', '+', '-']).map_or("", |at| &time[at..]);
    let clock = time.get(..5).unwrap_or(time);
    format!("{day} {clock} {}", offset.replace('Z', "UTC")).trim_end().to_string()
}

/// A precision in words.
pub fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Time => "to the minute",
        Precision::Day => "day",
        Precision::Week => "week",
        Precision::Month => "month",
        Precision::Quarter => "quarter",
        Precision::Season => "season",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Century => "century",
        Precision::Interval => "interval",
        Precision::Vague => "vague",
    }
}

/// A method in words.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Written => "as written",
        Method::RelativeToPublication => "from publication",
        Method::RelativeToDate => "from another date",
        Method::RelativeToCapture => "from the day of capture",
        Method::Structured => "from markup",
        Method::Header => "from a header",
        Method::Dateline => "from the dateline",
        Method::Address => "from the address",
        Method::Title => "from the title",
        Method::Given => "given",
        Method::Inferred => "inferred",
        Method::Fallback => "FALLBACK",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_keep_the_blank_between_them() {
        assert_eq!(safe(" said \n\n"), " said ");
    }

    #[test]
    fn an_escape_sequence_in_a_capture_never_reaches_the_terminal() {
        assert_eq!(safe("\u{1b}[31mred\u{1b}[0m\u{202e} text\r\n on"), "[31mred[0m text on");
    }

    #[test]
    fn a_time_is_told_to_the_minute_with_its_offset() {
        assert_eq!(date("2031-10-29T13:57:00-07:00"), "2031-10-29 13:57 -07:00");
        assert_eq!(date("2031-10-29T13:57:00Z/2031-11"), "2031-10-29 13:57 UTC – 2031-11");
        assert_eq!(date("2031-10-29"), "2031-10-29");
        assert_eq!(date("[2031-03-04,2031-04-03]"), "2031-03-04 or 2031-04-03");
        assert_eq!(date("2031-03/.."), "from 2031-03");
    }

    #[test]
    fn a_date_of_which_only_bounds_are_known_says_so() {
        let when = |edtf: &str, words| {
            let value: dateline_when::Edtf = edtf.parse().unwrap();
            published(&dateline_when::when(&value, Method::Inferred, words))
        };
        assert_eq!(
            when("2031-03/..", Some("March 2031")),
            "not known, not before 2031-03 (inferred: it tells of “March 2031”)"
        );
        assert_eq!(when("../2031-05-14", None), "not known, not after 2031-05-14 (inferred)");
        assert_eq!(when("2031/2031-05-14", None), "not known, between 2031 and 2031-05-14 (inferred)");
        assert_eq!(when("2031-05-14", None), "2031-05-14 (day, inferred)");
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(thousands(1234567), "1,234,567");
        assert_eq!(counted(1, "capture"), "1 capture");
    }
}
