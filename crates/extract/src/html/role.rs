//! The parts that elements have in a thread (the words of a post, its author, a whole post), by their names, read from
//! `thread-words.txt`, or by what schema.org calls them.
//!
//! Cost: that of [`super::furniture`], which looks the names up.

use std::ops::BitOrAssign;
use std::sync::LazyLock;

const LIST: &str = include_str!("thread-words.txt");

/// Parts of an element in a thread.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Roles(u16);

impl Roles {
    pub const NONE: Roles = Roles(0);
    /// Holds the words of a post.
    pub const TEXT: Roles = Roles(1);
    /// Holds the name of who wrote it.
    pub const AUTHOR: Roles = Roles(2);
    /// Stands in a post and is none of its words.
    pub const ASIDE: Roles = Roles(4);
    /// A whole post, says the markup.
    pub const POST: Roles = Roles(8);
    /// A whole question or answer, says the markup: a reader's, or the page's own.
    pub const ANSWER: Roles = Roles(64 | 8);
    /// A word before a [`Roles::TAIL`] in the name of a post's words.
    pub const HEAD: Roles = Roles(16);
    /// The last word in the name of a post's words.
    pub const TAIL: Roles = Roles(32);

    /// Whether it has such a part.
    pub fn has(self, role: Roles) -> bool {
        self.0 & role.0 == role.0
    }

    /// Says what its author is there: a rank, a group, points.
    pub const RANK: Roles = Roles(128);

    /// Holds words of somebody else, whom it may name.
    pub const QUOTE: Roles = Roles(256);

    /// Without what only says something together with another word.
    pub fn whole(self) -> Roles {
        Roles(self.0 & !(Roles::HEAD.0 | Roles::TAIL.0))
    }
}

impl BitOrAssign for Roles {
    fn bitor_assign(&mut self, other: Roles) {
        self.0 |= other.0;
    }
}

/// What elements say otherwise than by their class.
const SELF_SAID: &[(&str, Roles)] = &[
    ("itemtype=Comment", Roles::POST),
    ("itemtype=UserComments", Roles::POST),
    ("itemtype=Answer", Roles::ANSWER),
    ("itemtype=Question", Roles::ANSWER),
    ("itemtype=DiscussionForumPosting", Roles::POST),
    ("itemprop=comment", Roles::POST),
    ("itemprop=suggestedAnswer", Roles::ANSWER),
    ("itemprop=acceptedAnswer", Roles::ANSWER),
    ("<blockquote>", Roles::QUOTE),
    ("slot=comment", Roles::TEXT),
    ("itemprop=text", Roles::TEXT),
    ("itemprop=commentText", Roles::TEXT),
    ("itemprop=author", Roles::AUTHOR),
    ("itemprop=creator", Roles::AUTHOR),
    ("rel=author", Roles::AUTHOR),
    ("<button>", Roles::ASIDE),
    ("<select>", Roles::ASIDE),
    ("<textarea>", Roles::ASIDE),
];

/// Every word with its parts.
pub(super) fn words() -> impl Iterator<Item = (&'static str, Roles)> {
    let lists = [
        ("[head]", Roles::HEAD),
        ("[tail]", Roles::TAIL),
        ("[text]", Roles::TEXT),
        ("[author]", Roles::AUTHOR),
        ("[aside]", Roles::ASIDE),
        ("[rank]", Roles::RANK),
        ("[quote]", Roles::QUOTE),
    ];
    let listed = lists.into_iter().flat_map(|(list, role)| section(list).map(move |word| (word, role)));
    listed.chain(SELF_SAID.iter().copied())
}

static PROFILES: LazyLock<Vec<&str>> = LazyLock::new(|| section("[address]").collect());

/// Whether a link leads to somebody's own page.
pub(super) fn is_profile(address: &str) -> bool {
    PROFILES.iter().any(|piece| address.contains(piece))
}

static BEARERS: LazyLock<Vec<&str>> = LazyLock::new(|| section("[bearer]").collect());

/// Whether a line dates its author and not the post: “Joined: 3 May 2031”.
pub(super) fn is_of_bearer(line: &str) -> bool {
    let line = line.to_lowercase();
    BEARERS.iter().any(|words| line.contains(words))
}

/// Whether a word before a date is no name: “Posted 3 May 2031”.
pub(super) fn is_of_date(name: &str) -> bool {
    let name = name.to_lowercase();
    section("[dating]").any(|word| name.split(' ').any(|own| own == word))
}

/// Words after and before the name of whom a post quotes, and those that stand over a quotation alone.
pub(super) struct Quoting {
    pub after: Vec<&'static str>,
    pub before: Vec<&'static str>,
    pub alone: Vec<&'static str>,
}

pub(super) static QUOTING: LazyLock<Quoting> = LazyLock::new(|| Quoting {
    after: section("[quoted after]").collect(),
    before: section("[quoted before]").collect(),
    alone: section("[quoted alone]").collect(),
});

/// The lines of one list.
fn section(name: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip_while(move |line| *line != name).skip(1).take_while(|line| !line.starts_with('['))
}
