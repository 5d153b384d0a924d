//! Mailboxes and web archives that are larger than one capture should be, as runs of whole mails or records.
//!
//! A mailbox or archive is one thing after another: a run of them is a mailbox or archive too, so each run is a capture of its
//! own, and a file of any size is read in the memory of one run. Runs begin where they would in the grown file, so that
//! what was read of a mailbox is known when it has grown.
//! Invariant: runs are ordered, disjoint and hold every byte of the file.
//! Cost: a look at the bytes around each cut; no more is read or unpacked.

use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

/// Bytes that are looked at in one step, and of which the last ones are looked at again in the next.
const STEP: usize = 1 << 20;
const OVERLAP: usize = 4 << 10;

/// What a file is a run of.
#[derive(Clone, Copy)]
struct Kind {
    /// Bytes of a run at least, the last one aside.
    size: u64,
    /// Where the first mail or record begins in some bytes, save at their very beginning.
    begins: fn(&[u8]) -> Option<usize>,
}

/// A file of no more bytes is one capture.
const SMALLEST: u64 = 16 << 20;
/// Sizes such that a run is read well within the time that one capture may take.
const MAILBOX: Kind = Kind { size: 4 << 20, begins: mail_begins };
const PACKED_ARCHIVE: Kind = Kind { size: 4 << 20, begins: member_begins };
const ARCHIVE: Kind = Kind { size: 8 << 20, begins: record_begins };

/// The runs of a file; none where it is one capture.
pub fn runs(path: &Path) -> Option<Vec<Range<u64>>> {
    let size = std::fs::metadata(path).ok().filter(|about| about.is_file())?.len();
    if size <= SMALLEST {
        return None;
    }
    let mut file = File::open(path).ok()?;
    let kind = kind(&mut file)?;
    cut(&mut file, kind, size)
}

fn cut(file: &mut File, kind: Kind, size: u64) -> Option<Vec<Range<u64>>> {
    let mut cuts = vec![0];
    while let Some(cut) = next(file, kind, cuts[cuts.len() - 1] + kind.size)? {
        cuts.push(cut);
    }
    cuts.push(size);
    (cuts.len() > 2).then(|| cuts.windows(2).map(|pair| pair[0]..pair[1]).collect())
}

/// The bytes of a run.
pub fn bytes(path: &Path, run: &Range<u64>, most: usize) -> std::io::Result<Option<Vec<u8>>> {
    if run.end - run.start > most as u64 {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(run.start))?;
    let mut bytes = Vec::new();
    file.take(run.end - run.start).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn kind(file: &mut File) -> Option<Kind> {
    let mut head = Vec::new();
    file.by_ref().take(STEP as u64).read_to_end(&mut head).ok()?;
    match () {
        _ if head.starts_with(b"WARC/") => Some(ARCHIVE),
        _ if is_member(&head) => Some(PACKED_ARCHIVE),
        _ if head.starts_with(b"From ") => Some(MAILBOX),
        _ => None,
    }
}

/// Where the next mail or record begins, from a place on; none past the last one. No answer where the file cannot be read.
fn next(file: &mut File, kind: Kind, from: u64) -> Option<Option<u64>> {
    let mut at = from;
    let mut window = Vec::with_capacity(STEP + OVERLAP);
    loop {
        file.seek(SeekFrom::Start(at)).ok()?;
        window.clear();
        let count = file.by_ref().take((STEP + OVERLAP) as u64).read_to_end(&mut window).ok()?;
        if let Some(begins) = (kind.begins)(&window).filter(|begins| *begins < STEP || count < STEP + OVERLAP) {
            return Some(Some(at + begins as u64));
        }
        if count < STEP + OVERLAP {
            return Some(None);
        }
        at += STEP as u64;
    }
}

/// A “From ” line with a time and a year, after an empty line.
fn mail_begins(bytes: &[u8]) -> Option<usize> {
    found(bytes, b"\nFrom ").find_map(|at| {
        let line = bytes[at + 1..].split(|byte| *byte == b'\n').next()?;
        let year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
        let dated = line.contains(&b':') && line.trim_ascii_end().split(u8::is_ascii_whitespace).any(year);
        (dated && (bytes[..at].ends_with(b"\n") || bytes[..at].ends_with(b"\n\r"))).then_some(at + 1)
    })
}

fn record_begins(bytes: &[u8]) -> Option<usize> {
    found(bytes, b"\r\n\r\nWARC/1.").next().map(|at| at + 4)
}

fn member_begins(bytes: &[u8]) -> Option<usize> {
    found(bytes, &[0x1f, 0x8b, 8]).find(|at| *at > 0 && is_member(&bytes[*at..]))
}

/// Whether bytes are a member of gzip that a record begins with.
fn is_member(bytes: &[u8]) -> bool {
    let mut head = [0; 5];
    bytes.starts_with(&[0x1f, 0x8b]) && GzDecoder::new(bytes).read_exact(&mut head).is_ok() && &head == b"WARC/"
}

fn found<'a>(bytes: &'a [u8], sought: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(bytes, sought)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// The runs of a file of many mails or records, and what they begin with.
    #[track_caller]
    fn check(one: &[u8], begins: &[u8]) {
        const SIZE: u64 = 3 << 20;
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let many = SIZE as usize * 5 / 2 / one.len();
        (0..many).for_each(|_| file.write_all(one).unwrap());
        file.flush().unwrap();
        let mut opened = File::open(file.path()).unwrap();
        let kind = Kind { size: SIZE, ..kind(&mut opened).unwrap() };
        let runs = cut(&mut opened, kind, (many * one.len()) as u64).unwrap();
        assert_eq!(runs.len(), 3);
        assert_eq!((runs[0].start, runs[2].end), (0, (many * one.len()) as u64));
        assert!(runs.windows(2).all(|pair| pair[0].end == pair[1].start));
        for run in &runs {
            assert!(run.start % one.len() as u64 == 0 && run.end - run.start < SIZE + 2 * one.len() as u64);
            assert!(bytes(file.path(), run, usize::MAX).unwrap().unwrap().starts_with(begins));
        }
    }

    #[test]
    fn a_mailbox_is_cut_between_mails() {
        let words = "The ferry came back.\nFrom here on 2023: nothing.\n".repeat(900);
        let mail = format!("From ida@example.org Thu Nov 30 21:05:00 2023\nSubject: One\n\n{words}\n");
        check(mail.as_bytes(), b"From ida");
    }

    #[test]
    fn an_archive_is_cut_between_records() {
        let block = "The ferry came back. ".repeat(5000);
        let record =
            format!("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len());
        check(record.as_bytes(), b"WARC/1.0");
    }

    #[test]
    fn a_packed_archive_is_cut_between_members() {
        let block: Vec<u8> = (0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
        packer.write_all(b"WARC/1.0\r\n\r\n").unwrap();
        packer.write_all(&block).unwrap();
        check(&packer.finish().unwrap(), &[0x1f, 0x8b, 8]);
    }

    #[test]
    fn what_is_small_or_something_else_is_one_capture() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"From ida@example.org Thu Nov 30 21:05:00 2023\n\nThe ferry.\n").unwrap();
        assert!(runs(file.path()).is_none());
        file.write_all(&vec![b'a'; SMALLEST as usize]).unwrap();
        assert!(runs(file.path()).is_none());
    }
}
