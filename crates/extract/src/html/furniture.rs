//! What the names of a page's elements say about what they hold, read from `class-words.txt`.
//!
//! Cost: one look-up a word of a class name.

use super::tree::Element;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word in a class name says of the element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sense {
    /// Something beside the text: navigation, promotion, a box.
    Furniture,
    /// The same, said so plainly that much prose in it does not make it the text.
    Beside,
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
    ("<button>", Sense::Furniture),
    ("<select>", Sense::Beside),
    ("<menu>", Sense::Beside),
    ("<textarea>", Sense::Furniture),
    ("<label>", Sense::Furniture),
    ("<dialog>", Sense::Beside),
    ("<figcaption>", Sense::Caption),
    ("role=navigation", Sense::Beside),
    ("role=complementary", Sense::Beside),
    ("role=contentinfo", Sense::Beside),
    ("role=banner", Sense::Furniture),
    ("role=search", Sense::Furniture),
    ("role=dialog", Sense::Furniture),
    ("role=menu", Sense::Furniture),
    ("role=form", Sense::Furniture),
    ("itemprop=articleBody", Sense::Body),
    ("itemprop=caption", Sense::Caption),
    ("itemprop=comment", Sense::Comments),
];

static WORDS: LazyLock<(HashMap<&str, WordId>, Vec<Sense>)> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut senses = Vec::new();
    let mut add = |word, sense| {
        words.insert(word, senses.len() as WordId);
        senses.push(sense);
    };
    let mut sense = Sense::Furniture;
    for line in LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line {
            "[furniture]" => sense = Sense::Furniture,
            "[beside]" => sense = Sense::Beside,
            "[comments]" => sense = Sense::Comments,
            "[caption]" => sense = Sense::Caption,
            "[picture]" => sense = Sense::Picture,
            "[embed]" => sense = Sense::Embed,
            "[body]" => sense = Sense::Body,
            word => add(word, sense),
        }
    }
    SELF_SAID.iter().for_each(|(word, sense)| add(word, *sense));
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

/// The words by which an element says what it holds.
pub(crate) fn words(element: &Element) -> Vec<WordId> {
    let mut found = Vec::new();
    let mut key = String::with_capacity(16);
    key.push('<');
    key.push_str(&element.name);
    key.push('>');
    look_up(&key, &mut found);
    for attribute in &element.attributes {
        match &*attribute.name.local {
            "class" | "id" => class_words(&attribute.value, &mut found),
            name @ ("role" | "itemprop") => look_up(&format!("{name}={}", &*attribute.value), &mut found),
            _ => {}
        }
    }
    found
}

fn look_up(key: &str, found: &mut Vec<WordId>) {
    if let Some(word) = WORDS.0.get(key)
        && !found.contains(word)
    {
        found.push(*word);
    }
}

fn class_words(names: &str, found: &mut Vec<WordId>) {
    let mut word = String::new();
    let mut pair = String::new();
    let mut previous_small = false;
    for letter in names.chars().take(300).chain([' ']) {
        let starts = letter.is_ascii_uppercase() && previous_small;
        if (!letter.is_ascii_alphanumeric() || starts) && !word.is_empty() {
            look_up(&word, found);
            if !pair.is_empty() {
                pair.push(' ');
                pair.push_str(&word);
                look_up(&pair, found);
            }
            pair.clear();
            pair.push_str(&word);
            word.clear();
        }
        if letter.is_ascii_whitespace() {
            pair.clear();
        }
        if letter.is_ascii_alphanumeric() {
            word.push(letter.to_ascii_lowercase());
        }
        previous_small = letter.is_ascii_lowercase();
    }
}
