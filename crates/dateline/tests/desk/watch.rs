//! Watching: a feed asked politely, only what is new taken in, pages where they are allowed, mail as it comes, a clear word for all else.

use crate::{dateline, run};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};

type Pages = Arc<Mutex<BTreeMap<String, String>>>;
type Heads = Arc<Mutex<Vec<String>>>;

/// A server of ours: what it answers by path, and the heads that it was asked with.
struct Server {
    address: String,
    pages: Pages,
    asked: Heads,
}

impl Server {
    fn new() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (pages, asked): (Pages, Heads) = Default::default();
        let (own, heads) = (pages.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut head, mut line) = (String::new(), String::new());
                while reader.read_line(&mut line).unwrap_or(0) > 2 {
                    head.push_str(&line);
                    line.clear();
                }
                let path = head.split(' ').nth(1).unwrap_or_default().to_string();
                let page = own.lock().unwrap().get(&path).cloned();
                let etag = page.as_ref().map(|page| format!("\"{}\"", page.len()));
                let answer = match (page, etag) {
                    (Some(_), Some(etag)) if head.to_lowercase().contains(&format!("if-none-match: {etag}")) => {
                        "HTTP/1.1 304 Not Modified\r\n\r\n".to_string()
                    }
                    (Some(page), Some(etag)) => format!(
                        "HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
                        page.len()
                    ),
                    _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_string(),
                };
                heads.lock().unwrap().push(head);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Server { address, pages, asked }
    }

    fn put(&self, path: &str, page: &str) {
        self.pages.lock().unwrap().insert(path.to_string(), page.to_string());
    }

    fn count(&self, path: &str) -> usize {
        let start = format!("GET {path} ");
        self.asked.lock().unwrap().iter().filter(|head| head.starts_with(&start)).count()
    }
}

fn entry(server: &str, name: &str, words: &str) -> String {
    format!(
        "<item><title>{name}</title><link>{server}/{name}.html</link><guid>{name}</guid><pubDate>Wed, 14 May 2031 09:00:00 GMT</pubDate><description>{words}</description></item>"
    )
}

fn feed(entries: &[String]) -> String {
    let entries = entries.concat();
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>The Quay Post</title><link>https://quay.example/</link>{entries}</channel></rss>"
    )
}

const FIRST: &str = "Harbour master Ana Vell said on Tuesday that the crane at the north pier would be repaired before the ferry season begins in June.";
const SECOND: &str = "A fire in the net store at Turvik injured three fishermen on Wednesday, the police said, and the pier was closed for the night.";

/// One round of everything.
fn round(desk: &Path, more: &[&str], code: i32) -> String {
    run(desk, &[&["watch", "--once", "--now", "--allow-private", "--any-port", "--pause", "0"], more].concat(), code)
}

fn documents(desk: &Path) -> Vec<Value> {
    let out = run(desk, &["export", "documents"], 0);
    let rows = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.filter(|row| row["kind"] != "boilerplate").collect()
}

fn titles(desk: &Path) -> Vec<String> {
    let mut titles: Vec<String> =
        documents(desk).iter().map(|row| row["title"].as_str().unwrap_or_default().to_string()).collect();
    titles.sort();
    titles
}

#[test]
fn a_feed_gives_what_is_new_once_and_is_asked_politely() {
    let (server, folder) = (Server::new(), tempfile::tempdir().unwrap());
    let desk = folder.path().join("desk");
    server.put("/rss", &feed(&[entry(&server.address, "crane", FIRST)]));
    let address = format!("{}/rss", server.address);
    run(&desk, &["watch", "add", &address, "--any-port", "--outlet", "The Quay Post"], 0);
    let told = round(&desk, &[], 0);
    assert!(told.contains("1 source looked at, 1 new capture, 1 document") && told.contains("1 new entry"), "{told}");
    assert_eq!(titles(&desk), ["crane"]);
    assert_eq!(documents(&desk)[0]["outlet"], "The Quay Post");
    // Unchanged: the server says so, and nothing is told.
    assert!(round(&desk, &[], 0).contains("nothing new"));
    assert!(server.asked.lock().unwrap()[1].to_lowercase().contains("if-none-match"));
    // A new entry comes alone, with what happened in it.
    server.put("/rss", &feed(&[entry(&server.address, "fire", SECOND), entry(&server.address, "crane", FIRST)]));
    let changes: Vec<Value> =
        round(&desk, &["--json"], 0).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(titles(&desk), ["crane", "fire"]);
    let event = changes.iter().find(|row| row["kind"] == "new_event").expect("a new event");
    assert!(event["after"][0]["text"].as_str().unwrap().contains("net store"), "{event}");
    assert!(event["documents"][0].is_string(), "{event}");
    assert_eq!(round(&desk, &["--json"], 0), "");
    let list = run(&desk, &["watch", "list"], 0);
    assert!(list.contains("The Quay Post") && list.contains("nothing new") && list.contains("every 1 h"), "{list}");
    // What is due in an hour is not asked now.
    let asked = server.count("/rss");
    run(&desk, &["watch", "--once", "--allow-private", "--any-port"], 0);
    assert_eq!(server.count("/rss"), asked);
    // A backup watches on from there.
    let copy = folder.path().join("copy");
    run(&desk, &["backup", copy.to_str().unwrap()], 0);
    assert_eq!(run(&copy, &["watch", "list"], 0), list);
    run(&desk, &["watch", "remove", &address], 0);
    assert_eq!(run(&desk, &["watch", "list"], 0).trim(), "0 sources");
    run(&desk, &["watch", "remove", &address], 1);
}

#[test]
fn pages_are_fetched_once_where_robots_txt_lets_us() {
    let (server, folder) = (Server::new(), tempfile::tempdir().unwrap());
    let desk = folder.path().join("desk");
    let page = |words: &str| {
        format!(
            "<html><head><title>Crane to be mended</title></head><body><article><h1>Crane to be mended</h1><p>{words}</p><p>{words} The council agreed.</p></article></body></html>"
        )
    };
    server.put("/rss", &feed(&[entry(&server.address, "crane", FIRST), entry(&server.address, "fire", SECOND)]));
    server.put("/robots.txt", "User-agent: *\nDisallow: /fire\n");
    server.put("/crane.html", &page(FIRST));
    server.put("/fire.html", &page(SECOND));
    run(&desk, &["watch", "add", &format!("{}/rss", server.address), "--any-port", "--pages"], 0);
    let told = round(&desk, &[], 1);
    assert!(told.contains("robots.txt asks not to"), "{told}");
    assert_eq!(titles(&desk), ["Crane to be mended", "crane", "fire"]);
    round(&desk, &[], 0);
    assert_eq!(["/crane.html", "/fire.html", "/robots.txt"].map(|path| server.count(path)), [1, 0, 1]);
}

#[test]
fn a_page_is_taken_in_when_its_words_change() {
    let (server, folder) = (Server::new(), tempfile::tempdir().unwrap());
    let desk = folder.path().join("desk");
    let page = |words: &str, token: &str| {
        format!(
            "<html><head><title>Notice</title><meta name='token' content='{token}'></head><body><article><h1>Notice</h1><p>{words}</p></article></body></html>"
        )
    };
    server.put("/notice", &page(FIRST, "a"));
    run(&desk, &["watch", "add", &format!("{}/notice", server.address), "--any-port"], 0);
    round(&desk, &[], 0);
    server.put("/notice", &page(FIRST, "another"));
    assert!(round(&desk, &[], 0).contains("nothing new"));
    server.put("/notice", &page(&FIRST.replace("June", "July"), "b"));
    assert!(round(&desk, &[], 0).contains("its words are others"));
    assert_eq!(documents(&desk).len(), 2);
}

#[test]
fn mail_is_taken_in_as_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, mail) = (folder.path().join("desk"), folder.path().join("Maildir"));
    for name in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(mail.join(name)).unwrap();
    }
    let letter = |name: &str, words: &str| {
        let text = format!(
            "From: The Quay Post <news@quay.example>\r\nSubject: {name}\r\nDate: Wed, 14 May 2031 09:00:00 +0000\r\nContent-Type: text/plain\r\n\r\n{words}\r\n"
        );
        std::fs::write(mail.join("new").join(name), text).unwrap();
    };
    letter("one", FIRST);
    run(&desk, &["watch", "add", "--folder", mail.to_str().unwrap(), "--every", "5m"], 0);
    assert!(round(&desk, &[], 0).contains("1 new file"));
    assert!(round(&desk, &[], 0).contains("nothing new"));
    letter("two", SECOND);
    assert!(round(&desk, &[], 0).contains("1 new file"));
    assert!(documents(&desk).len() >= 2);
}

#[test]
fn what_cannot_be_watched_is_said() {
    let (server, folder) = (Server::new(), tempfile::tempdir().unwrap());
    let desk = folder.path().join("desk");
    let words = |arguments: &[&str], code: i32| {
        let output = dateline(&desk, arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    };
    assert!(words(&["watch", "add", "file:///etc/passwd"], 2).contains("neither http nor https"));
    assert!(words(&["watch", "add", "https://ana:key@quay.example/"], 2).contains("a name or a password"));
    assert!(words(&["watch", "add", "--folder", "/nowhere/at/all"], 1).contains("/nowhere/at/all"));
    let list = folder.path().join("feeds.opml");
    std::fs::write(&list, "<rss/>").unwrap();
    assert!(words(&["watch", "add", "--opml", list.to_str().unwrap()], 1).contains("feeds.opml: not a list of feeds"));
    std::fs::write(
        &list,
        format!(
            "<opml><body><outline text='Bay' xmlUrl='{}/none'/><outline xmlUrl='gopher://x/'/></body></opml>",
            server.address
        ),
    )
    .unwrap();
    let told = words(&["watch", "add", "--opml", list.to_str().unwrap(), "--any-port"], 1);
    assert!(told.contains("1 source added") && told.contains("left out: gopher://x/"), "{told}");
    assert!(words(&["watch", "list", "--opml"], 0).contains("text=\"Bay\""));
    // This machine is not asked unless that is allowed; then the server's own word is told.
    assert!(words(&["watch", "--once", "--any-port"], 1).contains("not asked: "));
    assert_eq!(server.asked.lock().unwrap().len(), 0);
    assert!(round(&desk, &[], 1).contains("the server answered 404"));
    assert!(run(&desk, &["status"], 0).contains("/none"));
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to_and_watches_alone() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["watch", "add", "--folder", folder.path().to_str().unwrap()], 0);
    let mut own = dateline(&desk, &["watch"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let lock = desk.join("watch.lock");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    let is_held = || std::fs::File::open(&lock).is_ok_and(|file| file.try_lock().is_err());
    while !is_held() && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let output = dateline(&desk, &["watch", "--once"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("another program watches"));
    std::thread::sleep(std::time::Duration::from_millis(500));
    let ended = std::process::Command::new("kill").arg(own.id().to_string()).status().unwrap();
    assert!(ended.success());
    assert_eq!(own.wait().unwrap().code(), Some(0));
}
