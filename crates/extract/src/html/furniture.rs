//! What the names of a page's elements say about what they hold, read from `class-words.txt`; with it their parts in a
//! thread, of which [`super::role`] knows.
//!
//! Cost: one look-up a word of a class name.

use super::block::Block;
use super::body::up;
use super::role::{self, Roles};
use super::tree::{Element, Tree};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word in a class name says of the element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sense {
    /// Something beside the text: navigation, promotion, a box.
    Furniture,
    /// The same, said so plainly that much prose in it does not make it the text.
    Beside,
    /// It lies over the page until it is closed: a dialog, a request for consent.
    Over,
    /// Something to press or choose, or words for those who hear the page.
    Control,
    /// Readers' comments.
    Comments,
    /// Words about a picture.
    Caption,
    /// A picture, whose words, where they are few, are about it.
    Picture,
    /// Something quoted from elsewhere, which is part of the text.
    Embed,
    /// The text itself.
    Body,
}

/// Number of a word in the list.
pub(crate) type WordId = u16;

const LIST: &str = include_str!("class-words.txt");

/// What an element says otherwise than by its class: by its name, role or property.
const SELF_SAID: &[(&str, Sense)] = &[
    ("<nav>", Sense::Beside),
    ("<footer>", Sense::Beside),
    ("<aside>", Sense::Beside),
    ("<form>", Sense::Furniture),
    ("<button>", Sense::Control),
    ("<select>", Sense::Beside),
    ("<menu>", Sense::Beside),
    ("<textarea>", Sense::Control),
    ("<label>", Sense::Control),
    ("<dialog>", Sense::Over),
    ("<figcaption>", Sense::Caption),
    ("role=navigation", Sense::Beside),
    ("role=complementary", Sense::Beside),
    ("role=contentinfo", Sense::Beside),
    ("role=banner", Sense::Furniture),
    ("role=search", Sense::Control),
    ("role=alert", Sense::Control),
    ("role=dialog", Sense::Over),
    ("role=alertdialog", Sense::Over),
    ("aria-modal=true", Sense::Over),
    ("role=menu", Sense::Furniture),
    ("role=form", Sense::Furniture),
    ("itemprop=articleBody", Sense::Body),
    ("itemprop=caption", Sense::Caption),
    ("itemprop=comment", Sense::Comments),
];

/// What a word says: of a page, where it has a number, and of a thread.
#[derive(Clone, Copy, Default)]
struct Entry {
    word: Option<WordId>,
    roles: Roles,
}

static WORDS: LazyLock<(HashMap<&str, Entry>, Vec<Sense>)> = LazyLock::new(|| {
    let mut words: HashMap<&str, Entry> = HashMap::new();
    let mut senses = Vec::new();
    let mut add = |word, sense| {
        words.insert(word, Entry { word: Some(senses.len() as WordId), roles: Roles::NONE });
        senses.push(sense);
    };
    let mut sense = Sense::Furniture;
    for line in LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line {
            "[furniture]" => sense = Sense::Furniture,
            "[beside]" => sense = Sense::Beside,
            "[over]" => sense = Sense::Over,
            "[control]" => sense = Sense::Control,
            "[comments]" => sense = Sense::Comments,
            "[caption]" => sense = Sense::Caption,
            "[picture]" => sense = Sense::Picture,
            "[embed]" => sense = Sense::Embed,
            "[body]" => sense = Sense::Body,
            word => add(word, sense),
        }
    }
    SELF_SAID.iter().for_each(|(word, sense)| add(word, *sense));
    for (word, roles) in role::words() {
        words.entry(word).or_default().roles |= roles;
    }
    (words, senses)
});

/// How many words there are.
pub(crate) fn count() -> usize {
    WORDS.1.len()
}

/// What a word says.
pub(crate) fn sense(word: WordId) -> Sense {
    WORDS.1[word as usize]
}

/// What an element says it holds.
#[derive(Clone, Default, Debug)]
pub(crate) struct Named {
    /// The words by which it says so.
    pub words: Vec<WordId>,
    /// Its parts in a thread.
    pub roles: Roles,
    /// It was asked: something is seen in it.
    pub seen: bool,
}

/// For every element in which a block stands what it says it holds.
pub(crate) fn of_page(tree: &Tree, blocks: &[Block]) -> Vec<Named> {
    let mut named = vec![Named::default(); tree.nodes.len()];
    let mut known = Known::new();
    for block in blocks {
        for id in up(tree, block.element) {
            if named[id as usize].seen {
                break;
            }
            named[id as usize] = tree.element(id).map(|element| told(element, &mut known)).unwrap_or_default();
            named[id as usize].seen = true;
        }
    }
    named
}

/// What the classes say that were read before: those of a page repeat.
type Known<'a> = HashMap<&'a str, Named>;

/// What an element says it holds.
pub(crate) fn of(element: &Element) -> Named {
    told(element, &mut Known::new())
}

fn told<'a>(element: &'a Element, known: &mut Known<'a>) -> Named {
    let mut found = Named::default();
    let mut key = String::with_capacity(16);
    key.push('<');
    key.push_str(&element.name);
    key.push('>');
    found.look_up(&key);
    // Elements of a page's own making are named like classes.
    if element.name.contains('-') {
        class_words(&element.name, &mut found);
    }
    for attribute in &element.attributes {
        match &*attribute.name.local {
            "class" | "id" | "data-role" => found.add(known.entry(&attribute.value).or_insert_with(|| {
                let mut said = Named::default();
                class_words(&attribute.value, &mut said);
                said
            })),
            name @ ("role" | "itemprop" | "rel" | "slot" | "aria-modal") => {
                found.look_up(&format!("{name}={}", &*attribute.value));
            }
            "itemtype" => {
                let kind = attribute.value.rsplit('/').next().unwrap_or_default();
                found.look_up(&format!("itemtype={kind}"));
            }
            _ => {}
        }
    }
    // The whole page says that it has a dialog, not that it is one.
    if matches!(&*element.name, "html" | "body" | "main" | "article") {
        found.words.retain(|word| sense(*word) != Sense::Over);
    }
    found
}

impl Named {
    fn add(&mut self, other: &Named) {
        for word in &other.words {
            if !self.words.contains(word) {
                self.words.push(*word);
            }
        }
        self.roles |= other.roles;
    }

    fn look_up(&mut self, key: &str) -> Roles {
        let Some(entry) = WORDS.0.get(key) else { return Roles::NONE };
        if let Some(word) = entry.word
            && !self.words.contains(&word)
        {
            self.words.push(word);
        }
        self.roles |= entry.roles.whole();
        entry.roles
    }
}

fn class_words(names: &str, found: &mut Named) {
    let mut word = String::new();
    let mut pair = String::new();
    let mut previous_small = false;
    // Whether a head of a post's name was read in this name, and a tail after it, or a number right after it (“msg_12”).
    let (mut head, mut tail) = (false, false);
    let mut last_head = false;
    for letter in names.chars().take(300).chain([' ']) {
        let starts = letter.is_ascii_uppercase() && previous_small;
        if (!letter.is_ascii_alphanumeric() || starts) && !word.is_empty() {
            let roles = found.look_up(&word);
            if word.bytes().all(|b| b.is_ascii_digit()) {
                tail |= last_head;
            } else {
                tail = head && roles.has(Roles::TAIL);
                head |= roles.has(Roles::HEAD);
            }
            last_head = roles.has(Roles::HEAD) && roles.has(Roles::TAIL);
            if !pair.is_empty() {
                pair.push(' ');
                pair.push_str(&word);
                found.look_up(&pair);
            }
            pair.clear();
            pair.push_str(&word);
            word.clear();
        }
        if letter.is_ascii_whitespace() {
            pair.clear();
            if tail {
                found.roles |= Roles::TEXT;
            }
            (head, tail, last_head) = (false, false, false);
        }
        if letter.is_ascii_alphanumeric() {
            word.push(letter.to_ascii_lowercase());
        }
        previous_small = letter.is_ascii_lowercase();
    }
}
