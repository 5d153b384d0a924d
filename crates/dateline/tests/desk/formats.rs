//! Mail folders, mailboxes, lists of feeds and web archives from disk to desk: what is read, what is counted, what is refused.

use crate::run;
use std::fs;
use std::io::Write;
use std::path::Path;

const LETTER: &str = "From: Ida Berg <ida@example.org>\r\nDate: Mon, 3 Mar 2031 08:00:00 +0000\r\nSubject: The pier\r\n\r\n\
The pier is shut, the harbour master said on Monday.\r\n";

#[test]
fn a_maildir_is_its_mails() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("Maildir");
    for name in ["cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"] {
        fs::create_dir_all(mail.join(name)).unwrap();
    }
    let write = |name: &str, subject: &str| {
        fs::write(mail.join(name), LETTER.replace("The pier\r", &format!("{subject}\r"))).unwrap()
    };
    write("cur/1893488400.M1P1.desk;2,S", "In cur");
    write("new/1893488401.M2P1.desk", "In new");
    write("tmp/1893488402.M3P1.desk", "In tmp");
    write(".Sent/cur/1893488403.M4P1.desk;2,S", "In sent");
    fs::write(mail.join("dovecot-uidlist"), "3 V1893488400 N4\n").unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", mail.to_str().unwrap()], 0);
    let found = run(&desk, &["documents", "--json"], 0);
    let titles: Vec<String> = found
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["title"].as_str().unwrap().to_owned())
        .collect();
    let mut sorted = titles.clone();
    sorted.sort();
    assert_eq!(sorted, ["In cur", "In new", "In sent"]);
}

#[test]
fn what_an_archive_holds_and_does_not_hold_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let captures = folder.path().join("captures");
    fs::create_dir(&captures).unwrap();
    fs::write(captures.join("saved.warc.gz"), archive()).unwrap();
    fs::write(captures.join("hollow.warc"), "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 2\r\n\r\nGE\r\n\r\n")
        .unwrap();
    let outline = "<opml><body><outline text='Turvik Post' xmlUrl='http://post.example/rss'/></body></opml>";
    fs::write(captures.join("feeds.opml"), outline).unwrap();
    fs::write(captures.join("hollow.opml"), "<opml><body/></opml>").unwrap();
    let box_of_mail = |subject: &str| {
        format!(
            "From ida@example.org Mon Mar  3 08:00:00 2031\r\n{}\r\n",
            LETTER.replace("The pier\r", &format!("{subject}\r"))
        )
    };
    fs::write(captures.join("letters.mbox"), [box_of_mail("One"), box_of_mail("Two")].concat()).unwrap();
    let desk = folder.path().join("desk");
    let out = run(&desk, &["read", captures.to_str().unwrap()], 1);
    let status = run(&desk, &["status"], 0);
    for told in [
        "hollow.opml: unreadable list of feeds: no outline in it says anything",
        "hollow.warc: unreadable web archive: none of its 1 records can be read: 1 request records",
        "1 responses with status 404: not read",
    ] {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat(&out).contains(told), "{told} is not told:\n{out}");
        assert!(flat(&status).contains(told.rsplit('/').next().unwrap()), "{told} is not in the status:\n{status}");
    }
    for format in ["web archive", "list of feeds", "mail"] {
        assert!(status.contains(format), "{status}");
    }
    let found = run(&desk, &["search", "--json", "pier"], 0);
    for name in ["saved.warc.gz", "letters.mbox"] {
        assert!(found.contains(name), "what {name} says is not found: {found}");
    }
}

#[test]
fn a_large_mailbox_is_read_in_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.mbox");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    let picture = format!("{}\r\n", "A".repeat(76)).repeat(13_000);
    for number in 0..20 {
        let head = LETTER.replace(
            "The pier\r\n",
            &format!("Letter {number}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n"),
        );
        let (head, words) = head.split_once("\r\n\r\n").unwrap();
        let coding = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64";
        let parts = format!("--x\r\n\r\n{words}--x\r\n{coding}\r\n\r\n{picture}--x--\r\n");
        write!(file, "From ida@example.org Mon Mar  3 08:00:00 2031\r\n{head}\r\n\r\n{parts}\r\n").unwrap();
    }
    drop(file);
    let desk = folder.path().join("desk");
    let read = |path: &Path| -> serde_json::Value {
        serde_json::from_str(&run(&desk, &["read", "--json", path.to_str().unwrap()], 0)).unwrap()
    };
    let summary = read(&path);
    assert_eq!((summary["read"].as_u64(), summary["documents"]["article"].as_u64()), (Some(4), Some(20)));
    assert_eq!(read(&path)["known"], 4);
    assert!(run(&desk, &["documents", "--json"], 0).contains("large.mbox#bytes="));
}

/// A page, and a response that says there is none.
fn archive() -> Vec<u8> {
    let page = "<html><head><title>The pier is shut</title></head><body><article><h1>The pier is shut</h1><p>The pier is shut, \
                the harbour master said on Monday, and nobody knows for how long it will be.</p></article></body></html>";
    let response = |status: &str, body: &str| {
        let block = format!("HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{body}");
        let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://post.example/pier";
        format!("{head}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())
    };
    let mut packed = Vec::new();
    for record in [response("200 OK", page), response("404 Not Found", "Gone.")] {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(record.as_bytes()).unwrap();
        packed.extend(packer.finish().unwrap());
    }
    packed
}
