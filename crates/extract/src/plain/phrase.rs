//! Lines known by their words: footers, walls, buttons, sponsors (`phrases.txt`).
//!
//! Invariant: only a line's first 400 bytes are looked at, so a line of any length costs the same.

use std::sync::LazyLock;

/// What a line is known to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Topic {
    /// Opens paid matter.
    Sponsor,
    /// Paid matter by itself.
    Advertisement,
    /// House promotion.
    Promotion,
    /// The rest of the article is behind a wall.
    Stub,
    /// Belongs to the head of a newsletter.
    Masthead,
    /// The newsletter speaks of itself.
    House,
    /// Belongs to the foot of a mail or page.
    Footer,
    /// A button or label of the page.
    Interface,
    /// Heads a box of links.
    LiveBox,
    /// Stands where the name or the words of a comment were.
    Removed,
    /// Offers something for sale or to try.
    Offer,
    /// Leads on to the rest of a piece.
    Onward,
    /// Heads a table of contents.
    Contents,
    /// Heads dated announcements.
    Calendar,
    /// The first words to the reader.
    Greeting,
    /// Heads paragraphs that are items of their own.
    Several,
    /// Heads a list of things to read.
    Reading,
    /// Thanks and takes leave.
    Thanks,
    /// Leads on to what is left out of a piece.
    Rest,
    /// A lead-in that belongs to no section.
    Apart,
    /// Asks the reader to join the house or to give.
    Member,
}

enum Place {
    Whole,
    Start,
    End,
    Anywhere,
    /// “become a … subscriber”: holds the one and, a few words on, the other.
    Apart(&'static str),
    /// “^subscribe … to read”: begins with the one and holds the other further on.
    Parted(&'static str),
}

struct Phrase {
    topic: Topic,
    place: Place,
    words: &'static str,
}

impl Phrase {
    fn is_in(&self, plain: &str) -> bool {
        match self.place {
            Place::Whole => plain == self.words || plain.strip_suffix(':') == Some(self.words),
            Place::Start => plain.starts_with(self.words),
            Place::End => plain.strip_suffix(self.words).is_some_and(|before| {
                // “anymore” does not end in “more”.
                !(before.ends_with(char::is_alphanumeric) && self.words.starts_with(char::is_alphanumeric))
            }),
            Place::Anywhere => plain.contains(self.words),
            Place::Apart(further) => plain.find(self.words).is_some_and(|at| {
                plain[at + self.words.len()..]
                    .split(' ')
                    .take(FEW)
                    .any(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()) == further)
            }),
            Place::Parted(further) => plain.strip_prefix(self.words).is_some_and(|rest| rest.contains(further)),
        }
    }
}

/// Words between the two ends of “become a … subscriber”, and one.
const FEW: usize = 5;

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut topic = Topic::Sponsor;
    let mut phrases = Vec::new();
    for line in include_str!("phrases.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            topic = match name.trim_end_matches(']') {
                "sponsor" => Topic::Sponsor,
                "advertisement" => Topic::Advertisement,
                "promotion" => Topic::Promotion,
                "stub" => Topic::Stub,
                "masthead" => Topic::Masthead,
                "house" => Topic::House,
                "footer" => Topic::Footer,
                "interface" => Topic::Interface,
                "live-box" => Topic::LiveBox,
                "removed" => Topic::Removed,
                "offer" => Topic::Offer,
                "onward" => Topic::Onward,
                "contents" => Topic::Contents,
                "calendar" => Topic::Calendar,
                "greeting" => Topic::Greeting,
                "several" => Topic::Several,
                "reading" => Topic::Reading,
                "thanks" => Topic::Thanks,
                "rest" => Topic::Rest,
                "apart" => Topic::Apart,
                "member" => Topic::Member,
                other => unreachable!("phrases.txt has no topic {other}"),
            };
            continue;
        }
        let (place, words) = match line.split_at(1) {
            ("=", words) => (Place::Whole, words),
            ("^", words) => match words.split_once(" … ") {
                Some((opening, further)) => (Place::Parted(further), opening),
                None => (Place::Start, words),
            },
            ("$", words) => (Place::End, words),
            _ => match line.split_once(" … ") {
                Some((words, further)) => (Place::Apart(further), words),
                None => (Place::Anywhere, line),
            },
        };
        phrases.push(Phrase { topic, place, words });
    }
    phrases
});

/// The topics of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Topics(u32);

impl Topics {
    /// Whether `topic` is among them.
    pub fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u32) != 0
    }
}

/// The topics of a line.
pub(super) fn topics(line: &str) -> Topics {
    let plain = normalised(line, 400);
    Topics(
        PHRASES.iter().filter(|phrase| phrase.is_in(&plain)).fold(0, |found, phrase| found | 1 << phrase.topic as u32),
    )
}

/// How many phrases of a topic are in words.
pub(super) fn count(words: &str, topic: Topic) -> usize {
    let plain = normalised(words, COUNTED);
    PHRASES.iter().filter(|phrase| phrase.topic == topic && phrase.is_in(&plain)).count()
}

/// Whether words are of a topic.
pub(super) fn is(words: &str, topic: Topic) -> bool {
    topics(words).has(topic)
}

/// Bytes of a paragraph in which phrases are counted.
const COUNTED: usize = 4000;

/// The beginning of a line in lower case, each run of white space one blank, apostrophes alike.
pub(super) fn normalised(line: &str, most: usize) -> String {
    // Asterisks and underscores that mark bold words in plain text are no words.
    let line = line.trim_start_matches(['*', '_', ' ']);
    let mut end = line.len().min(most);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let mut plain = String::with_capacity(end);
    for word in line[..end].split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_is_the_whole_line_and_never_a_word_in_it() {
        assert!(is("  Share ", Topic::Interface));
        assert!(!is("Share prices fell on Tuesday.", Topic::Interface));
    }

    #[test]
    fn a_last_word_is_a_whole_one() {
        assert!(is("Show me more", Topic::Onward));
        assert!(!is("The ferry does not sail anymore", Topic::Onward));
    }

    #[test]
    fn every_apostrophe_is_the_same() {
        assert!(is("You’re receiving this because you signed up.", Topic::Footer));
    }
}
