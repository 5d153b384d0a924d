//! Gaps: the places before lines, each with the signs that an article begins there.
//!
//! The signs are a table of names and functions; what each weighs is learnt (`model.txt`).
//! Invariant: a sign looks at a bounded number of lines and words. Cost: linear in the text.

use super::super::line::Line;
use super::super::phrase::Topic;
use super::super::{caption, mark, names, shape};
use super::cohesion::{Cohesion, cohesion};
use super::words::{NONE, Words};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static CONTINUERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("continuers.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Words by which an article introduces itself or winds up (`frames.txt`), each with where in a line it stands.
struct Frames {
    opening: Vec<(char, &'static str)>,
    closing: Vec<(char, &'static str)>,
}

static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
    let mut frames = Frames { opening: Vec::new(), closing: Vec::new() };
    let mut closing = false;
    for line in include_str!("frames.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            closing = line == "[closing]";
            continue;
        }
        let place = line.chars().next().filter(|c| matches!(c, '=' | '^'));
        let frame = (place.unwrap_or('*'), &line[place.map_or(0, char::len_utf8)..]);
        if closing { frames.closing.push(frame) } else { frames.opening.push(frame) }
    }
    frames
});

fn framed(plain: &str, frames: &[(char, &str)]) -> bool {
    frames.iter().any(|(place, words)| match place {
        '=' => plain.trim_end_matches([':', '.', '!', '?']) == *words,
        '^' => plain.starts_with(words),
        _ => plain.contains(words),
    })
}

/// Lines after a gap within which its first paragraph begins.
const HEAD_LINES: usize = 5;
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Bytes of a line in which frames and pronouns are looked for.
const LOOKED_AT: usize = 400;
/// Lines of more words are paragraphs, whatever they end in.
const LONG: usize = 40;

/// What a line is by itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Marks {
    pub title: bool,
    pub title_case: bool,
    pub sentence: bool,
    pub closes: bool,
    pub opens: bool,
    pub bullet: bool,
    pub caption: bool,
    pub quote: bool,
    pub lower: bool,
    pub furniture: bool,
    pub paragraph: bool,
    pub continuer: bool,
    pub again: bool,
    pub frame_opens: bool,
    pub frame_closes: bool,
    pub pronouns: u8,
    pub weekday: bool,
    pub names: bool,
}

/// A text, ready to be asked about its gaps.
pub(super) struct Text<'a> {
    pub lines: Vec<&'a Line<'a>>,
    pub marks: Vec<Marks>,
    words: Words,
    cohesion: Vec<Cohesion>,
    /// Per line, the words of the text before it.
    before: Vec<usize>,
    /// Per line, how many headline-shaped lines stand before it.
    titles: Vec<usize>,
}

impl<'a> Text<'a> {
    pub fn of(lines: &'a [Line<'a>], own: &[usize]) -> Text<'a> {
        let lines: Vec<&Line> = own.iter().map(|at| &lines[*at]).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        lines.iter().filter(|line| line.words <= LONG).for_each(|line| *counts.entry(line.text).or_default() += 1);
        let marks: Vec<Marks> =
            lines.iter().map(|line| marks(line, counts.get(line.text).is_some_and(|count| *count > 1))).collect();
        let words = Words::of(lines.iter().copied());
        let cohesion = cohesion(&words);
        let (mut before, mut titles) = (vec![0], vec![0]);
        for (line, marks) in lines.iter().zip(&marks) {
            before.push(before.last().unwrap_or(&0) + line.words);
            titles.push(titles.last().unwrap_or(&0) + usize::from(marks.title));
        }
        Text { lines, marks, words, cohesion, before, titles }
    }

    /// Words of the text before a line.
    pub fn before(&self, at: usize) -> usize {
        self.before[at]
    }

    /// What stands around the beginning of a line; none where no paragraph follows within a few lines.
    pub fn gap(&self, at: usize) -> Option<Gap<'_>> {
        let marks = &self.marks[at..self.marks.len().min(at + HEAD_LINES)];
        let paragraph = at + marks.iter().position(|marks| marks.paragraph)?;
        // What says who wrote an article or when stands below its headline.
        let below = at > 0 && self.marks[at - 1].title && at + 1 < self.lines.len();
        let head = (self.marks[at].opens || self.marks[at].names) && !self.marks[at].paragraph;
        (at > 0 && !(below && head)).then_some(Gap { text: self, at, paragraph })
    }

    fn mark(&self, at: usize) -> Marks {
        self.marks.get(at).copied().unwrap_or_default()
    }
}

fn marks(line: &Line, again: bool) -> Marks {
    let short = line.words <= LONG;
    let quote = line.text.starts_with(['“', '"', '‘', '\'', '«', '„']);
    let bullet = shape::is_bullet(line.text);
    let caption = short && caption::is_caption(line.text);
    let closes = mark::closes(line);
    let opens = mark::opens(line);
    let topics = [
        Topic::Interface,
        Topic::Footer,
        Topic::Stub,
        Topic::Promotion,
        Topic::Masthead,
        Topic::Sponsor,
        Topic::Advertisement,
        Topic::LiveBox,
    ];
    let furniture = short && topics.iter().any(|topic| line.is(*topic)) || shape::is_leftover(line.text);
    let plain = super::super::phrase::normalised(line.text, LOOKED_AT);
    let pronouns = plain
        .split(|c: char| !c.is_alphabetic())
        .take(40)
        .filter(|word| matches!(*word, "he" | "she" | "him" | "her" | "his" | "they" | "their" | "them" | "it"))
        .count();
    let first = line.text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    let title = mark::is_title(line) && !closes && !caption && !quote;
    let title_case = short && shape::is_title_case(line.text);
    // “Will the Boats Come Back?” is a headline.
    let sentence = shape::ends_sentence(line.text) && !(title && title_case);
    Marks {
        title,
        title_case,
        sentence,
        closes,
        opens,
        bullet,
        caption,
        quote,
        lower: !shape::starts_upper(line.text),
        furniture,
        paragraph: (sentence && line.words >= 6 && !(title && line.words < 16) || line.words > LONG)
            && !closes
            && !caption
            && !furniture,
        continuer: first.len() <= 12 && CONTINUERS.contains(first.to_lowercase().as_str()),
        again,
        frame_opens: framed(&plain, &FRAMES.opening),
        frame_closes: framed(&plain, &FRAMES.closing),
        pronouns: pronouns as u8,
        names: line.words <= 9 && !names::all(line.text).is_empty(),
        weekday: WEEKDAYS.iter().any(|day| line.text.contains(day)),
    }
}

/// The place before a line.
#[derive(Clone, Copy)]
pub(super) struct Gap<'a> {
    text: &'a Text<'a>,
    /// The line that would be the first of an article.
    at: usize,
    /// The first paragraph at or after it.
    paragraph: usize,
}

/// One sign: its name, and its value at a gap.
pub(super) struct Sign {
    pub name: &'static str,
    value: fn(&Gap) -> f32,
}

/// All signs. The trees of `model.txt` call them by their place in this list.
pub(super) const SIGNS: &[Sign] = &[
    // The line itself.
    Sign { name: "words", value: |g| g.line().words.min(60) as f32 },
    Sign { name: "letters", value: |g| g.line().text.len().min(300) as f32 },
    Sign { name: "headline", value: |g| g.is(|m| m.title) },
    Sign { name: "title case", value: |g| g.is(|m| m.title_case) },
    Sign { name: "asks", value: |g| f32::from(g.line().text.ends_with('?')) },
    Sign { name: "sentence", value: |g| g.is(|m| m.sentence) },
    Sign { name: "numbered", value: |g| f32::from(g.line().text.starts_with(|c: char| c.is_ascii_digit())) },
    Sign { name: "bullet", value: |g| g.is(|m| m.bullet) },
    Sign { name: "quotation", value: |g| g.is(|m| m.quote) },
    Sign { name: "lower case", value: |g| g.is(|m| m.lower) },
    Sign { name: "closes", value: |g| g.is(|m| m.closes) },
    Sign { name: "opens", value: |g| g.is(|m| m.opens) },
    Sign { name: "caption", value: |g| g.is(|m| m.caption) },
    Sign { name: "furniture", value: |g| g.is(|m| m.furniture) },
    Sign { name: "continuer", value: |g| g.is(|m| m.continuer) },
    Sign { name: "comes again", value: |g| g.is(|m| m.again) },
    Sign { name: "colon", value: |g| f32::from(g.line().text.contains(": ")) },
    Sign { name: "price", value: |g| f32::from(g.line().text.contains(['$', '€', '£', '%'])) },
    // The lines after it.
    Sign { name: "lines to paragraph", value: |g| (g.paragraph - g.at) as f32 },
    Sign { name: "opens below", value: |g| g.below().iter().filter(|m| m.opens).count() as f32 },
    Sign { name: "names below", value: |g| g.below().iter().filter(|m| m.names).count() as f32 },
    Sign { name: "closes below", value: |g| g.below().iter().filter(|m| m.closes).count() as f32 },
    Sign { name: "headlines below", value: |g| g.below().iter().filter(|m| m.title).count() as f32 },
    Sign { name: "bullets below", value: |g| g.below().iter().filter(|m| m.bullet).count() as f32 },
    Sign { name: "words of paragraph", value: |g| g.text.lines[g.paragraph].words.min(120) as f32 },
    Sign { name: "paragraph continues", value: |g| f32::from(g.text.mark(g.paragraph).continuer) },
    Sign { name: "paragraph quotes", value: |g| f32::from(g.text.mark(g.paragraph).quote) },
    Sign { name: "paragraph bullet", value: |g| f32::from(g.text.mark(g.paragraph).bullet) },
    Sign { name: "next paragraph continues", value: |g| f32::from(g.text.mark(g.paragraph + 1).continuer) },
    Sign { name: "next is headline", value: |g| f32::from(g.text.mark(g.paragraph + 1).title) },
    Sign { name: "next is bullet", value: |g| f32::from(g.text.mark(g.paragraph + 1).bullet) },
    // The lines before it.
    Sign { name: "words of line before", value: |g| g.text.lines[g.at - 1].words.min(120) as f32 },
    Sign { name: "before is headline", value: |g| f32::from(g.text.mark(g.at - 1).title) },
    Sign { name: "before is sentence", value: |g| f32::from(g.text.mark(g.at - 1).sentence) },
    Sign { name: "before is bullet", value: |g| f32::from(g.text.mark(g.at - 1).bullet) },
    Sign { name: "before closes", value: |g| f32::from(g.text.mark(g.at - 1).closes) },
    Sign { name: "before opens", value: |g| f32::from(g.text.mark(g.at - 1).opens) },
    Sign { name: "before is furniture", value: |g| f32::from(g.text.mark(g.at - 1).furniture) },
    Sign { name: "before is caption", value: |g| f32::from(g.text.mark(g.at - 1).caption) },
    Sign { name: "closed lately", value: |g| g.above(4).iter().filter(|m| m.closes || m.furniture).count() as f32 },
    // Headlines around it, and in the whole text.
    Sign { name: "headlines near", value: |g| g.titles_near(6) },
    Sign { name: "headlines around", value: |g| g.titles_near(20) },
    Sign {
        name: "share of headlines",
        value: |g| g.text.titles[g.text.lines.len()] as f32 / g.text.lines.len() as f32,
    },
    Sign { name: "words since headline", value: |g| g.since(|m| m.title) },
    Sign { name: "words to headline", value: |g| g.until_title() },
    // What comes back.
    Sign { name: "near", value: |g| g.cohesion().near },
    Sign { name: "middle", value: |g| g.cohesion().middle },
    Sign { name: "far", value: |g| g.cohesion().far },
    Sign { name: "back", value: |g| g.cohesion().back },
    Sign { name: "names middle", value: |g| g.cohesion().names_middle },
    Sign { name: "names far", value: |g| g.cohesion().names_far },
    Sign { name: "names back", value: |g| g.cohesion().names_back },
    Sign { name: "names introduced", value: |g| g.cohesion().introduced },
    Sign { name: "names resumed", value: |g| g.cohesion().resumed },
    Sign { name: "crossing", value: |g| g.cohesion().crossing },
    Sign { name: "names crossing", value: |g| g.cohesion().names_crossing },
    Sign { name: "middle, against around", value: |g| g.against(|c| c.middle) },
    Sign { name: "far, against around", value: |g| g.against(|c| c.far) },
    Sign { name: "back, against around", value: |g| g.against(|c| c.back) },
    Sign { name: "names, against around", value: |g| g.against(|c| c.names_far) },
    Sign { name: "crossing, lowest around", value: |g| g.lowest(|c| c.crossing) },
    Sign { name: "far, lowest around", value: |g| g.lowest(|c| c.far) },
    // What the line says, and where that stands.
    Sign { name: "echo after", value: |g| g.echo(150, true) },
    Sign { name: "echo far after", value: |g| g.echo(600, true) },
    Sign { name: "echo before", value: |g| g.echo(150, false) },
    Sign { name: "echo far before", value: |g| g.echo(600, false) },
    // How articles introduce themselves and wind up.
    Sign { name: "frame opens", value: |g| g.ahead(4).iter().filter(|m| m.frame_opens).count() as f32 },
    Sign { name: "line frames", value: |g| g.is(|m| m.frame_closes) },
    Sign { name: "frame closes", value: |g| g.above(1).iter().filter(|m| m.frame_closes).count() as f32 },
    Sign { name: "frame closes lately", value: |g| g.above(5).iter().filter(|m| m.frame_closes).count() as f32 },
    Sign { name: "words since frame", value: |g| g.since(|m| m.frame_closes && !m.sentence) },
    Sign { name: "pronouns", value: |g| f32::from(g.text.mark(g.paragraph).pronouns) },
    Sign { name: "pronouns before", value: |g| f32::from(g.text.mark(g.at - 1).pronouns) },
    Sign { name: "weekday", value: |g| f32::from(g.text.mark(g.paragraph).weekday) },
    Sign { name: "weekday lately", value: |g| g.above(4).iter().filter(|m| m.weekday).count() as f32 },
    // Whether the break is here or at a place beside it.
    Sign { name: "far, against last", value: |g| g.beside(g.at - 1, |c| c.far) },
    Sign { name: "far, against next", value: |g| g.beside(g.at + 1, |c| c.far) },
    Sign { name: "far, against paragraph", value: |g| g.beside(g.paragraph + 1, |c| c.far) },
    Sign { name: "crossing, against last", value: |g| g.beside(g.at - 1, |c| c.crossing) },
    Sign { name: "crossing, against next", value: |g| g.beside(g.at + 1, |c| c.crossing) },
    Sign { name: "crossing, against paragraph", value: |g| g.beside(g.paragraph + 1, |c| c.crossing) },
    // The place.
    Sign { name: "words before", value: |g| g.text.before(g.at).min(300) as f32 },
    Sign { name: "words after", value: |g| (g.text.before(g.text.lines.len()) - g.text.before(g.at)).min(300) as f32 },
];

impl Gap<'_> {
    /// The values of all signs.
    pub fn signs(&self) -> Vec<f32> {
        SIGNS.iter().map(|sign| (sign.value)(self)).collect()
    }

    fn line(&self) -> &Line<'_> {
        self.text.lines[self.at]
    }

    fn is(&self, holds: impl Fn(&Marks) -> bool) -> f32 {
        f32::from(holds(&self.text.marks[self.at]))
    }

    fn cohesion(&self) -> &Cohesion {
        &self.text.cohesion[self.at]
    }

    /// The lines after the first, to the paragraph and the next one.
    fn below(&self) -> &[Marks] {
        &self.text.marks[(self.at + 1).min(self.paragraph + 1)..self.paragraph + 1]
    }

    /// The lines from the gap on.
    fn ahead(&self, lines: usize) -> &[Marks] {
        &self.text.marks[self.at..(self.at + lines).min(self.text.marks.len())]
    }

    /// What a value is here, less what it is at another gap.
    fn beside(&self, other: usize, value: impl Fn(&Cohesion) -> f32) -> f32 {
        self.text.cohesion.get(other).map_or(0.0, |other| value(self.cohesion()) - value(other))
    }

    fn above(&self, lines: usize) -> &[Marks] {
        &self.text.marks[self.at.saturating_sub(lines)..self.at]
    }

    /// Of the lines within `reach`, the share that are shaped like headlines.
    fn titles_near(&self, reach: usize) -> f32 {
        let (from, to) = (self.at.saturating_sub(reach), (self.at + 1 + reach).min(self.text.lines.len()));
        (self.text.titles[to] - self.text.titles[from]) as f32 / (to - from) as f32
    }

    /// Words since the last line of a kind, looked for in forty lines.
    fn since(&self, holds: impl Fn(&Marks) -> bool) -> f32 {
        let from = self.at.saturating_sub(40);
        let last = (from..self.at).rev().find(|at| holds(&self.text.marks[*at])).unwrap_or(from);
        (self.text.before(self.at) - self.text.before(last)).min(1500) as f32
    }

    /// Words from the first paragraph to the next headline-shaped line.
    fn until_title(&self) -> f32 {
        let to = (self.paragraph + 40).min(self.text.lines.len());
        let next = (self.paragraph + 1..to).find(|at| self.text.marks[*at].title).unwrap_or(to);
        (self.text.before(next) - self.text.before(self.paragraph)).min(1500) as f32
    }

    /// The gaps within eight lines on either side, those right beside it left out.
    fn around(&self) -> impl Iterator<Item = &Cohesion> {
        let (from, to) = (self.at.saturating_sub(8).max(1), (self.at + 9).min(self.text.lines.len()));
        (from..to).filter(|other| other.abs_diff(self.at) > 1).map(|other| &self.text.cohesion[other])
    }

    fn against(&self, value: impl Fn(&Cohesion) -> f32) -> f32 {
        let (sum, count) = self.around().fold((0.0, 0.0), |(sum, count), c| (sum + value(c), count + 1.0));
        if count == 0.0 { 0.0 } else { value(self.cohesion()) - sum / count }
    }

    /// Of the gaps around, the share that lie lower.
    fn lowest(&self, value: impl Fn(&Cohesion) -> f32) -> f32 {
        let own = value(self.cohesion());
        let (lower, count) =
            self.around().fold((0.0, 0.0), |(lower, count), c| (lower + f32::from(value(c) < own), count + 1.0));
        if count == 0.0 { 0.5 } else { lower / count }
    }

    /// Of the words of the line, the share that stand within `reach` words after or before it.
    fn echo(&self, reach: usize, after: bool) -> f32 {
        let words = &self.text.words;
        let (from, to) = (words.starts[self.at] as usize, words.starts[self.at + 1] as usize);
        let (mut all, mut held) = (0.0, 0.0);
        for word in words.line(self.at).iter().take(40) {
            let weight = words.weight(word);
            let there = match after {
                true => word.next != NONE && (word.next as usize) < to + reach && word.next as usize >= to,
                false => word.last != NONE && word.last as usize + reach >= from && (word.last as usize) < from,
            };
            all += weight;
            held += if there { weight } else { 0.0 };
        }
        (held + 0.3) / (all + 0.6)
    }
}
