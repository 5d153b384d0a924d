//! From raw markup to the tree: html5ever's own tokenizer and tree builder, with a watcher between the two that finds
//! out from which bytes each run of characters came.
//!
//! The watcher keeps a cursor in the raw markup. After a tag it stands where the tokenizer stands (what was fed less what
//! is still queued); within text it goes by content: the run's bytes are the next bytes, or a character reference, a
//! carriage return or a NUL stands there.
//! Invariant: every run handed on is either verbatim (same bytes on both sides) or one character for a whole range.
//! Cost: linear; html5ever is quadratic in nesting, so start tags beyond the depth are held back before it sees them.

use super::planter::{Handle, Planter, Run};
use super::tree::{DOCUMENT, Tree};
use crate::{Limits, Refusal, Sign};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};
use std::cell::{Cell, RefCell};

/// Bytes fed at a time; between them the deadline is looked at.
const CHUNK_BYTES: usize = 64 << 10;

/// Parses a page, as a browser does that runs scripts (then what is in `noscript` is not shown) or as one that does not.
pub(crate) fn parse(raw: &str, scripting: bool, limits: &Limits, signs: &mut Vec<Sign>) -> Result<Tree, Refusal> {
    build(raw, scripting, limits, signs, true)
}

/// With `quick` unset, html5ever's tokenizer gets all there is.
pub(super) fn build(
    raw: &str,
    scripting: bool,
    limits: &Limits,
    signs: &mut Vec<Sign>,
    quick: bool,
) -> Result<Tree, Refusal> {
    let queue = BufferQueue::default();
    let options = TreeBuilderOpts { drop_doctype: true, scripting_enabled: scripting, ..Default::default() };
    let watcher = Watcher {
        raw,
        quick,
        queue: &queue,
        builder: TreeBuilder::new(Planter::new(), options),
        fed: Cell::new(0),
        cursor: Cell::new(0),
        reference: Cell::new(usize::MAX),
        depth: limits.depth,
        elements: limits.elements,
        open_at_most: Cell::new(0),
        held_back: RefCell::default(),
        in_code: Cell::new(false),
        code_name: Cell::new(""),
        too_deep: Cell::new(false),
        too_many: Cell::new(false),
        nuls: Cell::new(0),
    };
    if raw.starts_with('\u{feff}') {
        watcher.cursor.set('\u{feff}'.len_utf8());
    }
    let tokenizer = Tokenizer::new(watcher, TokenizerOpts::default());
    let mut at = 0;
    while at < raw.len() {
        if limits.deadline.is_over() {
            return Err(Refusal::TimeUp);
        }
        let to = raw.floor_char_boundary((at + CHUNK_BYTES).min(raw.len()));
        feed(&tokenizer, &queue, &raw[at..to], to);
        at = to.max(tokenizer.sink.fed.get());
    }
    // A line feed ends what may stand open at the end (`&amp`), so that the tokenizer's place is exact to the last byte.
    feed(&tokenizer, &queue, "\n", raw.len() + 1);
    tokenizer.end();
    let watcher = tokenizer.sink;
    if watcher.too_deep.get() {
        signs.push(Sign::NestingCapped { limit: limits.depth });
    }
    if watcher.too_many.get() {
        signs.push(Sign::ElementsCapped { limit: limits.elements });
    }
    if watcher.nuls.get() > 0 {
        signs.push(Sign::Nul { count: watcher.nuls.get() });
    }
    let tree = watcher.builder.sink.finish();
    Ok(Tree { scripting, ..tree })
}

/// Text in which character references were left by mistake, as in much JSON-LD.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let plain = text.replace('<', "&lt;");
    parse(&plain, true, &Limits::default(), &mut Vec::new())
        .map_or_else(|_| text.to_owned(), |tree| tree.raw_text(DOCUMENT, &plain))
}

fn feed(tokenizer: &Tokenizer<Watcher>, queue: &BufferQueue, words: &str, fed: usize) {
    tokenizer.sink.fed.set(fed);
    queue.push_back(StrTendril::from_slice(words));
    // Scripts are not run, so the tokenizer goes on at once where it would wait for one.
    while !matches!(tokenizer.feed(queue), TokenizerResult::Done) {}
}

/// Stands between the tokenizer and the tree builder.
pub(super) struct Watcher<'a> {
    pub(super) raw: &'a str,
    /// Whether plain tags are taken past the tokenizer.
    quick: bool,
    pub(super) queue: &'a BufferQueue,
    builder: TreeBuilder<Handle, Planter>,
    /// Bytes fed so far.
    fed: Cell<usize>,
    /// First raw byte whose fate is not known.
    pub(super) cursor: Cell<usize>,
    /// Where the character reference stands that the last run came from.
    pub(super) reference: Cell<usize>,
    depth: usize,
    elements: usize,
    /// Upper bound of the elements that the tree builder holds open.
    open_at_most: Cell<usize>,
    /// Names of the start tags held back, innermost last.
    held_back: RefCell<Vec<LocalName>>,
    /// Within a script or style sheet: its text is kept as it stands, past the tree builder.
    in_code: Cell<bool>,
    code_name: Cell<&'static str>,
    too_deep: Cell<bool>,
    too_many: Cell<bool>,
    pub(super) nuls: Cell<usize>,
}

impl TokenSink for Watcher<'_> {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        match token {
            Token::CharacterTokens(_) | Token::NullCharacterToken if self.in_code.get() => TokenSinkResult::Continue,
            Token::CharacterTokens(text) => {
                self.characters(text, line);
                TokenSinkResult::Continue
            }
            Token::NullCharacterToken => {
                self.null(line);
                TokenSinkResult::Continue
            }
            Token::ParseError(_) => TokenSinkResult::Continue,
            Token::TagToken(tag) => {
                let mut from = self.cursor.replace(self.consumed().min(self.raw.len()));
                if self.in_code.replace(false) {
                    from += self.raw[from..self.cursor.get()].rfind("</").unwrap_or(0);
                    self.builder.sink.fill_latest(from as u32);
                }
                let result = self.tag(tag, from, line);
                if self.quick && matches!(result, TokenSinkResult::Continue) {
                    self.go_on(line);
                }
                result
            }
            other => {
                self.cursor.set(self.consumed().min(self.raw.len()));
                self.pass(other, line)
            }
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Watcher<'_> {
    /// Hands on a tag that stands between a place and the cursor.
    pub(super) fn tag(&self, tag: Tag, from: usize, line: u64) -> TokenSinkResult<Handle> {
        self.builder.sink.tag.set((from as u32, self.cursor.get() as u32));
        if self.holds_back(&tag) {
            return TokenSinkResult::Continue;
        }
        let code = tag.kind == TagKind::StartTag && matches!(&*tag.name, "script" | "style");
        self.code_name.set(if &*tag.name == "script" { "script" } else { "style" });
        let result = self.pass(Token::TagToken(tag), line);
        // The tokenizer takes what follows for code, up to the end tag, where it is told so.
        if code && matches!(result, TokenSinkResult::RawData(_)) {
            self.in_code.set(true);
            self.skip_code();
        }
        result
    }

    /// Hands on a token that is not characters: after it no run can still be on its way, but for one within a table after
    /// a document type.
    pub(super) fn pass(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let is_passed_over = matches!(token, Token::DoctypeToken(_));
        let result = self.builder.process_token(token, line);
        if !is_passed_over {
            self.builder.sink.runs.borrow_mut().clear();
        }
        result
    }

    /// Raw bytes that the tokenizer has taken.
    pub(super) fn consumed(&self) -> usize {
        let Some(first) = self.queue.pop_front() else { return self.fed.get() };
        let mut left = first.len();
        if !self.queue.is_empty() {
            let mut others = Vec::new();
            while let Some(buffer) = self.queue.pop_front() {
                left += buffer.len();
                others.push(buffer);
            }
            others.into_iter().rev().for_each(|buffer| self.queue.push_front(buffer));
        }
        self.queue.push_front(first);
        self.fed.get() - left
    }

    /// Takes a script's text out of the tokenizer's queue: most bytes of most pages are such. Where `<!--` stands in it,
    /// what ends it is for the tokenizer to say.
    fn skip_code(&self) {
        let (bytes, from, name) = (self.raw.as_bytes(), self.cursor.get(), self.code_name.get());
        let ends = |at: usize| {
            let after = at + 2 + name.len();
            bytes.get(at + 2..after).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
                && bytes.get(after).is_some_and(|next| matches!(next, b'\t' | b'\n' | b'\r' | 0xc | b' ' | b'/' | b'>'))
        };
        let Some(end) = memchr::memmem::find_iter(&bytes[from..], b"</").map(|ahead| from + ahead).find(|at| ends(*at))
        else {
            return;
        };
        if memchr::memmem::find(&bytes[from..end], b"<!--").is_some() {
            return;
        }
        let mut skip = end - from;
        while let Some(mut buffer) = self.queue.pop_front() {
            let taken = skip.min(buffer.len());
            buffer.pop_front(taken as u32);
            skip -= taken;
            if !buffer.is_empty() {
                self.queue.push_front(buffer);
                return;
            }
        }
        self.fed.set(end);
    }

    /// Whether a tag must not reach the tree builder: nested too deep, or one too many. Its text still does.
    fn holds_back(&self, tag: &Tag) -> bool {
        let mut held = self.held_back.borrow_mut();
        if tag.kind == TagKind::EndTag {
            if let Some(at) = held.iter().rposition(|name| *name == tag.name) {
                held.truncate(at);
                return true;
            }
            held.clear();
            // An end tag of a paragraph makes one where none is open.
            return self.too_many.get() && !is_leaf(&tag.name);
        }
        if is_leaf(&tag.name) {
            return false;
        }
        if self.builder.sink.elements.get() >= self.elements {
            self.too_many.set(true);
            return true;
        }
        self.open_at_most.set(self.open_at_most.get() + 1);
        if self.open_at_most.get() < self.depth {
            return false;
        }
        let open = Open::default();
        self.builder.trace_handles(&open);
        self.open_at_most.set(open.0.get() + 1);
        if open.0.get() < self.depth {
            return false;
        }
        self.too_deep.set(true);
        held.push(tag.name.clone());
        true
    }

    fn null(&self, line: u64) {
        let at = self.cursor.get();
        self.nuls.set(self.nuls.get() + 1);
        // In foreign content the tree builder puts U+FFFD in its place.
        let text = StrTendril::from_slice("\u{fffd}");
        let start = memchr::memchr(0, &self.raw.as_bytes()[at.min(self.raw.len())..]).map_or(at, |ahead| at + ahead);
        let end = (start + 1).min(self.raw.len());
        self.cursor.set(end);
        self.hand_on(Token::NullCharacterToken, text, start, end, false, line);
    }

    /// Finds the bytes of a run of characters and hands it on, cut where verbatim and replaced meet.
    fn characters(&self, mut text: StrTendril, line: u64) {
        while !text.is_empty() {
            let (length, start, end) = self.align(&text);
            let rest = text.subtendril(length as u32, text.len32() - length as u32);
            let run = text.subtendril(0, length as u32);
            let verbatim = self.raw.get(start..end) == Some(&*run);
            // Past the end stands only the line feed that was added.
            if start < end {
                self.cursor.set(end);
                self.hand_on(Token::CharacterTokens(run.clone()), run, start, end, verbatim, line);
            }
            text = rest;
        }
    }

    pub(super) fn hand_on(&self, token: Token, text: StrTendril, start: usize, end: usize, verbatim: bool, line: u64) {
        let run = Run { text, used: 0, start: start as u32, end: end as u32, verbatim };
        self.builder.sink.runs.borrow_mut().push_back(run);
        let result = self.builder.process_token(token, line);
        debug_assert!(matches!(result, TokenSinkResult::Continue));
    }
}

/// Elements that hold no elements; the tokenizer must see those that hold raw text, or their text would be taken for words.
pub(super) fn is_leaf(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
    )
}

/// Counts what the tree builder holds open.
#[derive(Default)]
struct Open(Cell<usize>);

impl Tracer for Open {
    type Handle = Handle;

    fn trace_handle(&self, _node: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}
