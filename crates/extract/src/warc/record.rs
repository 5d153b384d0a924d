//! Records of an archive: the head of each, and as much of its block as is asked for.
//!
//! Invariant: always ends; after a place that is no record it goes on with the next line that begins one, and says so.
//! Cost: linear in the unpacked archive; holds one head and what is asked for of one block.

use super::stream::Stream;
use crate::{Limits, Sign};
use std::io::{BufRead, Read};

/// Bytes of a head, and of a line sought for the beginning of one.
const LONGEST_HEAD: usize = 64 << 10;
/// Bytes passed over between two looks at the clock's flag.
const STEP: u64 = 1 << 20;

/// The head of a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// WARC-Type, in lower case.
    pub kind: String,
    /// WARC-Target-URI.
    pub address: String,
    /// WARC-Record-ID.
    pub id: String,
    /// WARC-Date.
    pub date: String,
    /// Dateline-Captured of our own archives: when it was captured, or “unknown” where WARC-Date only says when it came to a desk.
    pub captured: Option<String>,
    /// Content-Type, as written.
    pub content_type: String,
    /// The media type in it, in lower case.
    pub media_type: String,
    /// WARC-Truncated.
    pub truncated: Option<String>,
    /// WARC-Segment-Number, 0 where there is none.
    pub segment: u32,
    length: Option<u64>,
}

impl Head {
    /// What a record is called: its address, or what it has of a name.
    pub fn name(&self) -> String {
        [&self.address, &self.id].into_iter().find(|name| !name.is_empty()).cloned().unwrap_or("a record".into())
    }

    fn put(&mut self, name: &str, value: &str) {
        let value = value.trim();
        // The grammar of WARC/1.0 puts addresses in angle brackets, and some tools do.
        let bare = || value.trim_start_matches('<').trim_end_matches('>').to_owned();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => self.address = bare(),
            "warc-record-id" => self.id = bare(),
            "warc-date" => self.date = value.into(),
            "dateline-captured" => self.captured = Some(value.into()),
            "warc-truncated" => self.truncated = Some(value.to_ascii_lowercase()),
            "warc-segment-number" => self.segment = value.parse().unwrap_or(0),
            "content-length" => self.length = value.parse().ok(),
            "content-type" => {
                self.content_type = value.into();
                self.media_type = media_type(value);
            }
            _ => {}
        }
    }
}

/// The media type of a field, in lower case, without what follows it.
pub(super) fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The records of an archive, one after the other.
pub(super) struct Records<'a> {
    stream: Stream<'a>,
    limits: &'a Limits,
    /// Bytes of the present block that were not taken.
    left: u64,
    /// What says that the present block is cut short.
    cut: Option<&'static str>,
    damaged: usize,
    astray: usize,
    unsized_heads: usize,
    is_over: bool,
}

impl<'a> Records<'a> {
    pub fn new(stream: Stream<'a>, limits: &'a Limits) -> Records<'a> {
        Records { stream, limits, left: 0, cut: None, damaged: 0, astray: 0, unsized_heads: 0, is_over: false }
    }

    /// What was amiss in what was gone through.
    pub fn signs(&self) -> Vec<Sign> {
        let told = [
            (self.damaged, "damaged members of gzip"),
            (self.unsized_heads, "records without a length"),
            (self.astray, "lines between records that belong to none"),
        ];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        told.map(|(count, what)| Sign::Skipped { count, what: what.into() }).collect()
    }

    /// The head of the next record.
    pub fn next(&mut self) -> Option<Head> {
        self.pass_over();
        let mut line = Vec::new();
        while !self.is_over && !self.limits.deadline.is_over() {
            self.line(&mut line);
            if !line.starts_with(b"WARC/") {
                self.astray += usize::from(!line.trim_ascii().is_empty());
                continue;
            }
            let head = self.head(&mut line);
            match head.length {
                Some(length) => {
                    (self.left, self.cut) = (length, None);
                    return Some(head);
                }
                None => self.unsized_heads += 1,
            }
        }
        None
    }

    /// The fields after a line that begins a record.
    fn head(&mut self, line: &mut Vec<u8>) -> Head {
        let mut head = Head::default();
        let mut field = String::new();
        let mut size = 0;
        loop {
            self.line(line);
            size += line.len();
            let words = String::from_utf8_lossy(line);
            let folded = words.starts_with([' ', '\t']) && !words.trim().is_empty();
            if !folded {
                if let Some((name, value)) = field.split_once(':') {
                    head.put(name, value);
                }
                field.clear();
            }
            field.push_str(words.trim_end_matches(['\r', '\n']));
            if words.trim().is_empty() || size > LONGEST_HEAD || self.is_over {
                return head;
            }
        }
    }

    /// The next line with its break, or as much of it as a head may have.
    fn line(&mut self, line: &mut Vec<u8>) {
        line.clear();
        match self.stream.by_ref().take(LONGEST_HEAD as u64).read_until(b'\n', line) {
            Ok(0) => self.is_over = true,
            Ok(_) => {}
            Err(_) => self.damaged += 1,
        }
    }

    /// The beginning of the present block, at most `most` bytes of it.
    pub fn block(&mut self, most: usize) -> Vec<u8> {
        let mut block = Vec::new();
        self.take(&mut block, most);
        block
    }

    /// Adds the rest of the present block, up to `most` bytes in all; what says that it is cut short where it is.
    pub fn rest(&mut self, block: &mut Vec<u8>, most: usize) -> Option<String> {
        self.take(block, most.saturating_sub(block.len()));
        if let Some(cut) = self.cut {
            return Some(cut.into());
        }
        (self.left > 0).then(|| format!("more than {most} bytes; the rest was not read"))
    }

    /// Takes at most `most` bytes of the block.
    fn take(&mut self, block: &mut Vec<u8>, most: usize) {
        let wanted = self.left.min(most as u64);
        let before = block.len();
        let taken = self.stream.by_ref().take(wanted).read_to_end(block);
        let count = (block.len() - before) as u64;
        self.left -= count;
        if count < wanted {
            self.left = 0;
            self.cut = Some(if taken.is_ok() { "the archive ends within it" } else { "its packing is damaged" });
            self.is_over |= taken.is_ok();
            self.damaged += usize::from(taken.is_err());
        }
    }

    /// Passes over what is left of the present block.
    fn pass_over(&mut self) {
        while self.left > 0 && !self.limits.deadline.is_over() {
            let step = self.left.min(STEP);
            match std::io::copy(&mut self.stream.by_ref().take(step), &mut std::io::sink()) {
                Ok(count) if count == step => self.left -= count,
                Ok(_) => (self.left, self.is_over) = (0, true),
                Err(_) => {
                    self.damaged += 1;
                    self.left = 0;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warc::stream;

    #[track_caller]
    fn check(archive: &str, expected: &str) {
        let limits = Limits::default();
        let mut records = Records::new(stream::open(archive.as_bytes()).unwrap(), &limits);
        let mut shown = String::new();
        while let Some(head) = records.next() {
            let mut block = records.block(4);
            let cut = records.rest(&mut block, 100).unwrap_or_default();
            shown += &format!("{} {}: {} {cut}\n", head.kind, head.name(), String::from_utf8_lossy(&block));
        }
        records.signs().iter().for_each(|sign| shown += &format!("! {sign}\n"));
        assert_eq!(shown.trim(), expected);
    }

    #[test]
    fn a_record_is_a_head_and_so_many_bytes() {
        check(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <http://example.org/1>\r\nContent-Length: 8\r\n\r\nThe dam.\r\n\r\n\
             WARC/1.1\r\nwarc-type: Metadata\r\nWARC-Record-ID: <urn:a>\r\nContent-Length: 2\r\n\r\na\n\r\n\r\n",
            "resource http://example.org/1: The dam. \nmetadata urn:a: a",
        );
    }

    #[test]
    fn after_what_is_no_record_the_next_one_is_found() {
        check(
            "junk\nWARC/1.0\r\nWARC-Type: resource\r\n\r\nunsized\r\nWARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9\r\n\r\nThe",
            "resource a record: The the archive ends within it
! 1 records without a length: not read
! 2 lines between records that belong to none: not read",
        );
    }
}
