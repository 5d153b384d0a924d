//! Whose article it is: the issuer of a release, a line that names an outlet, the agency of a dateline.
//!
//! Invariant: the first that is found stays; a name is as written. Cost: a few lines.

use super::{HEAD_LINES, Reader};
use crate::outlet;
use crate::plain::line::Line;
use crate::plain::shape;
use dateline_record::{Method, When};

impl Reader<'_> {
    /// Who issues a release: a line of its masthead that its text holds too, written as there.
    pub(super) fn issuer(&mut self, masthead: &[usize], own: &[usize]) {
        let text: Vec<&str> = own.iter().take(HEAD_LINES).map(|at| self.lines[*at].text).collect();
        let named = masthead.iter().map(|at| &self.lines[*at]).filter(|line| line.words >= 2);
        let found = named.filter_map(|line| {
            let held = |text: &&str| {
                let at = text.to_ascii_lowercase().find(&line.text.to_ascii_lowercase())?;
                let words = text.get(at..at + line.text.len())?;
                words.chars().any(char::is_lowercase).then(|| words.to_owned())
            };
            text.iter().find_map(held)
        });
        let longest = found.max_by_key(|words| words.len());
        self.outlet(longest.as_deref());
    }

    /// Whether a line names an outlet and nothing else.
    pub(super) fn is_outlet(&self, line: &Line) -> bool {
        (1..=6).contains(&line.words)
            && !shape::ends_sentence(line.text)
            && shape::is_title_case(line.text)
            && outlet::is_named(line.text)
    }

    pub(super) fn outlet(&mut self, name: Option<&str>) {
        self.article.outlet = self.article.outlet.take().or(name.map(str::to_owned));
    }

    /// Names the outlet by the agency of the dateline, where nothing else did; its date is the article's.
    pub(super) fn name_outlet(&mut self, own: &[usize]) {
        let texts = self.article.lines.iter().filter(|(_, text)| text.is_some()).map(|(at, _)| *at);
        let Some(first) = texts.min().filter(|first| own.contains(first)) else { return };
        let words = self.lines[first].text;
        if let Some(agency) = outlet::in_dateline(words) {
            self.outlet(Some(agency));
            let place = words.split(" (").next().unwrap_or_default();
            let stamp = dateline_when::find_stamp(place).map(|(_, when)| When { method: Method::Dateline, ..when });
            self.article.published = self.article.published.take().or(stamp);
        }
    }
}
