//! Hostile captures: read with a stated sign where anything can be read, a listed refusal where nothing can.

use crate::{dateline, run};
use std::fs;
use std::io::Write;
use std::path::Path;

#[test]
fn one_bad_capture_costs_itself_alone() {
    let folder = tempfile::tempdir().unwrap();
    let captures = folder.path().join("captures");
    fs::create_dir(&captures).unwrap();
    write_all(&captures);
    let desk = folder.path().join("desk");
    let summary: serde_json::Value =
        serde_json::from_str(&run(&desk, &["read", "--json", captures.to_str().unwrap()], 1)).unwrap();
    let refused: Vec<&str> = list(&summary["refused"]);
    let reserved: Vec<&str> = list(&summary["signs"]);
    for name in ["empty.txt", "picture.png", "hollow.gz"] {
        assert!(refused.iter().any(|path| path.ends_with(name)), "{name} is not refused: {refused:?}");
    }
    for name in ["cut.html.gz", "nul.txt", "deep.html", "headers-only.eml", "lying.html"] {
        assert!(reserved.iter().any(|path| path.ends_with(name)), "{name} has no sign: {reserved:?}");
        assert!(!refused.iter().any(|path| path.ends_with(name)), "{name} is refused");
    }
    let found = run(&desk, &["search", "--json", "ferryman"], 0);
    for name in ["cut.html.gz", "nul.txt", "deep.html", "long-line.txt", "lying.html", "good.txt"] {
        assert!(found.contains(name), "what {name} says is not found");
    }
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_and_a_missing_file_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let captures = folder.path().join("captures");
    fs::create_dir(&captures).unwrap();
    fs::write(captures.join("good.txt"), "The ferryman said on Monday that he would not sail again.\n").unwrap();
    std::os::unix::fs::symlink(&captures, captures.join("loop")).unwrap();
    std::os::unix::fs::symlink("nowhere", captures.join("dangling")).unwrap();
    let desk = folder.path().join("desk");
    let out = run(&desk, &["read", captures.to_str().unwrap(), "no-such-file.html"], 1);
    for name in ["loop", "dangling", "no-such-file.html"] {
        assert!(out.contains(name), "{name} is not listed:\n{out}");
    }
    let status = run(&desk, &["status"], 0);
    assert!(status.contains("no-such-file.html") && status.contains("a link that leads back to"), "{status}");
}

#[test]
fn what_a_capture_says_to_the_terminal_is_not_passed_on() {
    let folder = tempfile::tempdir().unwrap();
    let capture = folder.path().join("escape.txt");
    fs::write(&capture, "“Stay \u{1b}[31mcalm\u{202e},” said Orla Venn, the harbour master.\n").unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", capture.to_str().unwrap()], 0);
    for arguments in [&["statements"][..], &["documents"], &["search", "calm"]] {
        let out = dateline(&desk, arguments).output().unwrap().stdout;
        assert!(!out.contains(&0x1b) && !String::from_utf8_lossy(&out).contains('\u{202e}'));
    }
}

fn list(value: &serde_json::Value) -> Vec<&str> {
    value.as_array().unwrap().iter().filter_map(|line| line[0].as_str()).collect()
}

fn write_all(folder: &Path) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    let story = "The ferryman said on Monday that he would not sail again. ".repeat(40);
    let page = format!(
        "<html><head><title>Ferry</title></head><body><article><h1>Ferry stays in port</h1><p>{story}</p></article></body></html>"
    );

    write("good.txt", story.as_bytes());
    write("empty.txt", b"");
    write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0");
    write("hollow.gz", &[0x1f, 0x8b, 8, 0]);
    let packed = gzip(page.repeat(30).as_bytes());
    write("cut.html.gz", &packed[..packed.len() * 2 / 3]);
    write("long-line.txt", story.repeat(1000).as_bytes());
    write("nul.txt", story.replace("sail", "sa\0il").as_bytes());
    let deep = format!("<body>{}<p>{story}</p>{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    write("deep.html", deep.as_bytes());
    write("headers-only.eml", b"From: Harbour Desk <desk@example.org>\r\nSubject: Nothing today\r\nDate: Mon, 3 Mar 2031 08:00:00 +0000\r\nMIME-Version: 1.0\r\n\r\n");
    let lying = page.replace("<head>", "<head><meta charset=utf-16>").replace("Ferry stays", "F\u{e9}ry stays");
    write("lying.html", lying.as_bytes());
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}
