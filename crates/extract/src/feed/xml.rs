//! Feeds in XML, read tolerantly: element by element, whatever closes them or fails to.
//!
//! Why not a feed library: of malformed feeds it gives nothing, and of content its words without their markup's bytes.
//! Invariant: always ends; after a place that is no XML it goes on with the next tag. Cost: linear, save at such places.

use super::entry::{Content, Entry, Feed, looks_like_markup};
use super::field::{self, Field, Vocabulary};
use super::reference;
use crate::Limits;
use mail_parser::decoders::base64::base64_decode;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use url::Url;

/// Places that are no XML, after which a feed is read no further.
const MOST_BROKEN: usize = 64;

/// Bytes of a category that names a section.
const LONGEST_CATEGORY: usize = 60;

/// An element that is open.
struct Open {
    /// With its prefix, as written.
    name: String,
    /// In lower case, without prefix.
    local: String,
    field: Option<Field>,
    /// Where its content begins in the feed.
    from: usize,
    /// Its words, references replaced.
    words: String,
    /// Whether an element stands in it.
    nested: bool,
    kind: String,
    mode: String,
    base64: bool,
    href: Option<String>,
    /// What a category is called in an attribute.
    term: Option<String>,
    /// What relative addresses in it are relative to (XML Base).
    base: Option<Url>,
}

struct Parser<'a> {
    text: &'a str,
    limits: &'a Limits,
    feed: Feed,
    entry: Option<Entry>,
    open: Vec<Open>,
    vocabularies: HashMap<String, Vocabulary>,
}

/// Reads a feed. What is malformed is said in it.
pub(super) fn read(text: &str, limits: &Limits) -> Feed {
    // The reader of XML passes over a byte order mark and then counts its places without it.
    let text = text.trim_start_matches('\u{feff}');
    let feed = Feed::default();
    let mut parser = Parser { text, limits, feed, entry: None, open: Vec::new(), vocabularies: HashMap::new() };
    let mut from = 0;
    for _ in 0..MOST_BROKEN {
        match parser.run(from).filter(|_| !limits.deadline.is_over()) {
            Some(next) => from = next,
            None => break,
        }
    }
    if parser.open.iter().any(|open| is_entry(&open.local) || open.field.is_some()) {
        parser.malformed("the feed ends within an element");
    }
    parser.close_down_to(0, text.len());
    let mut feed = parser.feed;
    let authors = feed.authors.clone();
    feed.entries.iter_mut().filter(|entry| entry.authors.is_empty()).for_each(|entry| entry.authors = authors.clone());
    feed
}

fn is_entry(local: &str) -> bool {
    matches!(local, "item" | "entry")
}

impl Parser<'_> {
    /// Reads on from `from`; where to go on after a place that is no XML.
    fn run(&mut self, from: usize) -> Option<usize> {
        let text = self.text;
        let mut reader = Reader::from_str(&text[from..]);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let before = from + reader.buffer_position() as usize;
            let event = reader.read_event();
            let past = from + reader.buffer_position() as usize;
            match event {
                Ok(Event::Eof) => return None,
                Ok(Event::Start(tag)) => self.start(&tag, past),
                Ok(Event::Empty(tag)) => {
                    self.start(&tag, past);
                    self.close_down_to(self.open.len().saturating_sub(1), past);
                }
                Ok(Event::End(tag)) => self.end(&String::from_utf8_lossy(tag.name().as_ref().as_ref()), before),
                Ok(Event::Text(words)) => self.words(&words),
                Ok(Event::CData(words)) => self.words(&words),
                Ok(Event::GeneralRef(name)) => {
                    let stands_for = reference::named(&name);
                    let predefined = matches!(&*name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with('#');
                    // An undeclared reference in content is HTML's: it is left for the page's reader.
                    match stands_for.filter(|_| predefined) {
                        Some(words) => self.words(&words),
                        None => self.words(&format!("&{};", &*name)),
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    self.malformed(&error.to_string());
                    let at = before.max(from) + 1;
                    let at = (at..=text.len()).find(|at| text.is_char_boundary(*at))?;
                    // An unclosed CDATA section or comment is read as what it holds.
                    if let Some(inside) = text.get(before..).and_then(|rest| rest.strip_prefix("<![CDATA[")) {
                        let end = inside.find("]]>").unwrap_or(inside.len());
                        self.words(&inside[..end]);
                        return (end < inside.len()).then_some(before + 9 + end + 3);
                    }
                    return text[at..].find('<').map(|next| at + next).filter(|next| *next > from);
                }
            }
            if self.limits.deadline.is_over() {
                return None;
            }
        }
    }

    fn malformed(&mut self, what: &str) {
        self.feed.malformed.get_or_insert_with(|| what.to_owned());
    }

    fn words(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut() {
            open.words.push_str(words);
        }
    }

    fn start(&mut self, tag: &BytesStart, past: usize) {
        let name = String::from_utf8_lossy(tag.name().as_ref().as_ref()).into_owned();
        let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
        let (prefix, local) = (prefix.to_ascii_lowercase(), local.to_ascii_lowercase());
        let mut attributes: HashMap<String, String> = HashMap::new();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = String::from_utf8_lossy(attribute.key.as_ref().as_ref()).to_ascii_lowercase();
            let value = reference::resolved(&attribute.value);
            if let Some(declared) = key.strip_prefix("xmlns") {
                let declared = declared.trim_start_matches(':').to_owned();
                self.vocabularies.insert(declared, field::vocabulary(&value));
            }
            attributes.insert(key, value);
        }
        let vocabulary = self.vocabularies.get(&prefix).copied().filter(|_| !prefix.is_empty());
        let vocabulary = vocabulary.unwrap_or_else(|| field::usual(&prefix));
        let inside_content =
            self.open.iter().any(|open| matches!(open.field, Some(Field::Content | Field::Summary | Field::Title)));
        if let Some(parent) = self.open.last_mut() {
            parent.nested = true;
        }
        if inside_content && !is_entry(&local) {
            return self.push(name, local, None, past, &attributes);
        }
        if is_entry(&local) {
            // An item within an item was not closed.
            if self.entry.is_some() {
                self.malformed("an entry begins within another");
                let at = self.open.iter().position(|open| is_entry(&open.local)).unwrap_or(self.open.len());
                self.close_down_to(at, past);
            }
            // CDF writes address and date as attributes of the item.
            let link = attributes.get("href").cloned();
            let updated = attributes.get("lastmod").and_then(|date| field::stamp(date));
            self.entry = Some(Entry { link, updated, ..Entry::default() });
        }
        if local == "channel" && self.entry.is_none() {
            self.feed.link = self.feed.link.take().or(attributes.get("href").cloned());
            self.feed.updated =
                self.feed.updated.take().or(attributes.get("lastmod").and_then(|date| field::stamp(date)));
        }
        let language = attributes.get("xml:lang").and_then(|tag| field::language(tag));
        if language.is_some() {
            match &mut self.entry {
                Some(entry) if is_entry(&local) => entry.language = language,
                Some(entry) if local == "content" => entry.language = language,
                None if matches!(local.as_str(), "feed" | "rss" | "channel") => self.feed.language = language,
                _ => {}
            }
        }
        let known = field::field(vocabulary, &local).filter(|_| self.is_direct());
        self.push(name, local, known, past, &attributes);
    }

    /// Whether the innermost open element is the feed or an entry, so that a field in it is theirs.
    fn is_direct(&self) -> bool {
        self.open.last().is_some_and(|open| {
            is_entry(&open.local) || matches!(open.local.as_str(), "channel" | "feed" | "rss" | "rdf")
        })
    }

    fn push(
        &mut self,
        name: String,
        local: String,
        field: Option<Field>,
        from: usize,
        attributes: &HashMap<String, String>,
    ) {
        let get = |key: &str| attributes.get(key).map(|value| value.trim().to_ascii_lowercase()).unwrap_or_default();
        let rel = get("rel");
        // Atom's links to anything but the entry itself are not its address; CDF writes it as an attribute of the item.
        let field = field.filter(|field| *field != Field::Link || rel.is_empty() || rel == "alternate");
        let field = field.filter(|field| *field != Field::Guid || get("ispermalink") != "false");
        let outer = self.open.last().and_then(|open| open.base.clone());
        let base = match (attributes.get("xml:base"), outer) {
            (Some(base), Some(outer)) => outer.join(base.trim()).ok().or(Some(outer)),
            (Some(base), None) => Url::parse(base.trim()).ok(),
            (None, outer) => outer,
        };
        self.open.push(Open {
            base,
            name,
            local,
            field,
            from,
            words: String::new(),
            nested: false,
            kind: get("type"),
            mode: get("mode"),
            base64: get("mode") == "base64",
            href: attributes.get("href").cloned(),
            term: attributes.get("label").or_else(|| attributes.get("term")).cloned(),
        });
    }

    fn end(&mut self, name: &str, before: usize) {
        match self.open.iter().rposition(|open| open.name == name) {
            Some(at) => {
                if at + 1 < self.open.len() && self.open[at + 1..].iter().any(|open| open.field.is_some()) {
                    self.malformed(&format!("</{name}> closes more than its own element"));
                }
                self.close_down_to(at, before);
            }
            None => self.malformed(&format!("</{name}> closes nothing")),
        }
    }

    /// Closes open elements, the innermost first, until `depth` are left.
    fn close_down_to(&mut self, depth: usize, before: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            if is_entry(&open.local) {
                if let Some(mut entry) = self.entry.take() {
                    entry.published = entry.published.take().or(entry.created.take());
                    match self.feed.entries.len() < self.limits.parts {
                        true => self.feed.entries.push(entry),
                        false => self.feed.capped = true,
                    }
                }
                continue;
            }
            match open.field {
                Some(field) => self.take(field, open, before),
                None => self.pass_up(open),
            }
        }
    }

    /// Gives the words of an element that is no field to the one it lies in: `<author><name>`.
    fn pass_up(&mut self, open: Open) {
        let Some(parent) = self.open.last_mut() else { return };
        match parent.field {
            Some(Field::Author | Field::Contributor) => {
                let words = open.words.trim();
                if open.local == "name" {
                    parent.words = words.to_owned();
                    parent.nested = false;
                } else if open.local == "email" && parent.nested && parent.words.trim().is_empty() {
                    parent.words = words.to_owned();
                }
            }
            Some(_) => parent.words.push_str(&open.words),
            // An element in content lies in another one: its words are gone through the raw markup.
            None => parent.words.push_str(&open.words),
        }
    }

    fn take(&mut self, field: Field, open: Open, before: usize) {
        let words = open.words.trim().to_owned();
        match field {
            Field::Content | Field::Summary => {
                let content = self.content(&open, before);
                let Some(entry) = &mut self.entry else { return self.say(&content.text) };
                let place = if field == Field::Content { &mut entry.content } else { &mut entry.summary };
                let weaker =
                    place.as_ref().is_none_or(|known| !known.is_visible() || content.text.len() > known.text.len());
                if content.is_visible() && weaker {
                    *place = Some(content);
                }
            }
            Field::Title => {
                let title = match open.nested {
                    _ if open.base64 || open.kind.contains('/') => reference::words(&self.content(&open, before).text),
                    true => reference::words(self.text.get(open.from..before).unwrap_or_default()),
                    false => reference::words(&words),
                };
                let place = match &mut self.entry {
                    Some(entry) => &mut entry.title,
                    None => &mut self.feed.title,
                };
                // The feed's own title, not Dublin Core's, comes first.
                let own = !open.name.contains(':');
                if place.is_none() || own {
                    *place = title.or(place.take());
                }
            }
            Field::Link => {
                let address = open.href.or((!words.is_empty()).then_some(words));
                let address = address.map(|address| match &open.base {
                    Some(base) if Url::parse(&address).is_err() => base.join(&address).map_or(address, String::from),
                    _ => address,
                });
                let place = match &mut self.entry {
                    Some(entry) => &mut entry.link,
                    None => &mut self.feed.link,
                };
                *place = place.take().or(address);
            }
            Field::Guid => {
                if let Some(entry) = self.entry.as_mut().filter(|entry| entry.link.is_none())
                    && (words.starts_with("http://") || words.starts_with("https://"))
                {
                    entry.link = Some(words);
                }
            }
            Field::Author | Field::Contributor => {
                let Some(name) = field::author(&words) else { return };
                let authors = match &mut self.entry {
                    Some(entry) => &mut entry.authors,
                    None => &mut self.feed.authors,
                };
                if !authors.iter().any(|(known, _)| *known == name) {
                    authors.push((name, field == Field::Contributor));
                }
            }
            Field::Published | Field::Updated => {
                let (published, updated) = match &mut self.entry {
                    Some(entry) => (&mut entry.published, &mut entry.updated),
                    None => (&mut self.feed.published, &mut self.feed.updated),
                };
                let place = if field == Field::Published { published } else { updated };
                // Of several the last one stands; the feed's own before Dublin Core's.
                if place.is_none() || !open.name.contains(':') {
                    *place = field::stamp(&words).or(place.take());
                }
            }
            Field::Created => {
                let place = match &mut self.entry {
                    Some(entry) => &mut entry.created,
                    None => &mut self.feed.published,
                };
                *place = place.take().or_else(|| field::stamp(&words));
            }
            Field::Category => {
                let said = reference::words(&open.term.unwrap_or(words));
                let said = said.filter(|said| said.len() <= LONGEST_CATEGORY && !said.contains("://"));
                if let Some(entry) = &mut self.entry {
                    entry.section = entry.section.take().or(said);
                }
            }
            Field::Note if self.entry.is_none() => {
                let note = self.content(&open, before);
                self.say(&note.text);
            }
            Field::Note => {}
            Field::Language => match &mut self.entry {
                Some(entry) => entry.language = field::language(&words).or(entry.language.take()),
                None => self.feed.language = field::language(&words).or(self.feed.language.take()),
            },
        }
    }

    /// Adds to what the feed says of itself.
    fn say(&mut self, text: &str) {
        let said = reference::words(text);
        self.feed.said.extend(said.filter(|said| !self.feed.said.contains(said)));
    }

    /// The content of an element: its markup as it stands where elements are in it, otherwise its words unescaped.
    fn content(&self, open: &Open, before: usize) -> Content {
        let raw = self.text.get(open.from..before).unwrap_or_default();
        if open.nested
            || open.kind == "xhtml"
            || open.kind == "application/xhtml+xml"
            || open.mode == "xml" && looks_like_markup(raw)
        {
            return Content { text: raw.trim().to_owned(), markup: Some(true), is_xml: true };
        }
        let media = open.kind.contains('/') && !open.kind.starts_with("text/") && !open.kind.ends_with("xml");
        if open.base64 || (media && open.mode.is_empty()) {
            let compact: Vec<u8> = open.words.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
            if let Some(text) = base64_decode(&compact).and_then(|bytes| String::from_utf8(bytes).ok()) {
                return Content { text, markup: None, is_xml: false };
            }
        }
        let markup = match open.kind.as_str() {
            "html" | "text/html" => Some(true),
            "text" | "text/plain" => Some(false),
            _ => None,
        };
        Content { text: open.words.trim().to_owned(), markup, is_xml: false }
    }
}
