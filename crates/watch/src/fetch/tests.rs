//! Fetching from a server that means no good. Every server here is a thread on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use flate2::Compression;
use flate2::write::GzEncoder;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::ResolvedSocketAddrs;
use ureq::unversioned::transport::NextTimeout;

use super::*;

/// A server that answers each request by what `answer` writes; it is given the path and the whole head.
fn serve(answer: impl Fn(&str, &str, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let answer = std::sync::Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, answer) = (stream.expect("a connection"), answer.clone());
            std::thread::spawn(move || {
                let mut head = String::new();
                let mut reader = BufReader::new(stream.try_clone().expect("a second hand"));
                while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).is_ok_and(|read| read > 0) {}
                let path = head.split(' ').nth(1).unwrap_or_default().to_string();
                // The other end may have hung up: that is what many of these tests want.
                let _ = answer(&path, &head, &mut stream);
            });
        }
    });
    address
}

/// A server that says the same to everybody.
fn says(answer: &str) -> String {
    let answer = answer.replace('\n', "\r\n");
    serve(move |_, _, stream| stream.write_all(answer.as_bytes()))
}

fn rules() -> Rules {
    Rules { private: true, any_port: true, connect_seconds: 2, whole_seconds: 5, ..Rules::default() }
}

fn now() -> Timestamp {
    "2026-05-14T08:00:00Z".parse().expect("a time")
}

fn ask(rules: Rules, address: &str) -> Outcome {
    Fetcher::new(rules).fetch(&Ask { address, known: None, now: now() })
}

fn fails(rules: Rules, address: &str, expected: &str) {
    match ask(rules, address) {
        Outcome::Failed { why } => assert!(why.contains(expected), "{why}"),
        other => panic!("{other:?}"),
    }
}

fn is_refused(outcome: Outcome, expected: &str) {
    match outcome {
        Outcome::Refused { why } => assert!(why.contains(expected), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_feed_comes_with_what_to_say_next_time() {
    let host = serve(|_, head, stream| {
        let head = head.to_ascii_lowercase();
        assert!(head.contains("user-agent: dateline/") && head.contains("accept-encoding: gzip"));
        if head.contains("if-none-match: \"v1\"") && head.contains("if-modified-since: thu, 14 may") {
            return stream.write_all(b"HTTP/1.1 304 Not Modified\r\n\r\n");
        }
        stream.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"v1\"\r\n\
              Last-Modified: Thu, 14 May 2026 07:00:00 GMT\r\nContent-Length: 6\r\n\r\n<rss/>",
        )
    });
    let fetcher = Fetcher::new(rules());
    let address = format!("{host}/feed");
    let Outcome::Fetched { bytes, media, known, moved } =
        fetcher.fetch(&Ask { address: &address, known: None, now: now() })
    else {
        panic!("a feed")
    };
    assert_eq!((bytes.as_slice(), media.as_deref(), moved), (&b"<rss/>"[..], Some("application/rss+xml"), None));
    assert_eq!(known.address, address);
    let again = fetcher.fetch(&Ask { address: &address, known: Some(&known), now: now() });
    assert_eq!(again, Outcome::NotModified { moved: None });
    // What one address said of itself is not said to another.
    let other = format!("{host}/other");
    assert!(matches!(
        fetcher.fetch(&Ask { address: &other, known: Some(&known), now: now() }),
        Outcome::Fetched { .. }
    ));
}

#[test]
fn a_304_that_nobody_asked_for_is_a_failure() {
    fails(rules(), &says("HTTP/1.1 304 Not Modified\n\n"), "answered 304");
}

#[test]
fn gone_and_later_are_told_apart_from_failure() {
    assert_eq!(ask(rules(), &says("HTTP/1.1 410 Gone\nContent-Length: 0\n\n")), Outcome::Gone);
    let busy = |retry: &str| ask(rules(), &says(&format!("HTTP/1.1 503 Busy\n{retry}Content-Length: 0\n\n")));
    assert_eq!(busy("Retry-After: 120\n"), Outcome::Later { after_seconds: Some(120) });
    let date = "Retry-After: Thu, 14 May 2026 09:00:00 GMT\n";
    assert_eq!(busy(date), Outcome::Later { after_seconds: Some(3600) });
    assert_eq!(busy(""), Outcome::Later { after_seconds: None });
    let absent = ask(rules(), &says("HTTP/1.1 404 Not Found\nContent-Length: 0\n\n"));
    assert_eq!(absent, Outcome::Absent { status: 404 });
}

#[test]
fn moves_for_good_are_reported_up_to_the_first_that_is_not() {
    let host = serve(|path, _, stream| {
        let (status, to) = match path {
            "/a" => (301, "/b"),
            "/b" => (308, "c"),
            "/c" => (302, "/d"),
            "/d" => (301, "/e"),
            _ => return stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
        };
        write!(stream, "HTTP/1.1 {status} On\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
    });
    match ask(rules(), &format!("{host}/a")) {
        Outcome::Fetched { known, moved, .. } => {
            assert_eq!((known.address, moved), (format!("{host}/e"), Some(format!("{host}/c"))));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ring_of_redirects_has_an_end() {
    fails(rules(), &says("HTTP/1.1 302 On\nLocation: /again\nContent-Length: 0\n\n"), "more than 5 times");
    fails(rules(), &says("HTTP/1.1 302 On\nContent-Length: 0\n\n"), "without saying where");
}

#[test]
fn a_redirect_leads_nowhere_that_could_not_be_asked_at_first() {
    let to = |address: &str| says(&format!("HTTP/1.1 301 On\nLocation: {address}\nContent-Length: 0\n\n"));
    is_refused(ask(rules(), &to("file:///etc/passwd")), "“file:”");
    is_refused(ask(rules(), &to("http://me:secret@127.0.0.1/")), "password");
    // Link-local is refused even where private addresses are not.
    is_refused(ask(rules(), &to("http://169.254.169.254/latest/meta-data/")), "link-local");
    // Without the flag; only the test's own first server may be reached.
    let strict = |address: &str| {
        let judge = |ip: IpAddr| if ip == IpAddr::from([127, 0, 0, 1]) { Ok(()) } else { address::judge(ip, false) };
        let fetcher = Fetcher::with(rules(), DefaultResolver::default(), judge);
        fetcher.fetch(&Ask { address: &to(address), known: None, now: now() })
    };
    is_refused(strict("http://10.0.0.1/"), "a private network");
    is_refused(strict("http://[::ffff:127.0.0.2]/"), "this machine");
    is_refused(strict("http://0x7f.2/"), "this machine");
    is_refused(strict("http://[::1]/"), "this machine");
}

#[test]
fn this_machine_is_not_asked_without_the_flag() {
    let host = says("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
    is_refused(ask(Rules { private: false, ..rules() }, &host), "this machine");
    is_refused(ask(Rules { any_port: false, ..rules() }, &host), "neither 80 nor 443");
}

/// A look-up that answers whatever it was told to.
#[derive(Debug)]
struct Liar(&'static [&'static str]);

impl Resolver for Liar {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let mut found = self.empty();
        self.0.iter().for_each(|address| found.push(address.parse::<SocketAddr>().expect("an address")));
        Ok(found)
    }
}

#[test]
fn a_name_that_leads_inside_is_refused() {
    let through = |found| {
        let fetcher = Fetcher::with(Rules::default(), Liar(found), |ip| address::judge(ip, false));
        fetcher.fetch(&Ask { address: "http://feeds.example.org/", known: None, now: now() })
    };
    is_refused(through(&["10.0.0.7:80"]), "feeds.example.org is not an address of the public web: a private network");
    is_refused(through(&["[64:ff9b::7f00:1]:80", "[fd00::1]:80"]), "private network");
    assert!(matches!(through(&[]), Outcome::Failed { .. }));
}

#[test]
fn of_a_names_addresses_only_the_public_ones_are_handed_on() {
    let judged = Judged { inner: Liar(&["127.0.0.1:80", "8.8.8.8:80"]), judge: |ip| address::judge(ip, false) };
    let uri: Uri = "http://feeds.example.org/".parse().expect("an address");
    let timeout = NextTimeout {
        after: ureq::unversioned::transport::time::Duration::NotHappening,
        reason: ureq::Timeout::Global,
        ..NextTimeout::default()
    };
    let found = judged.resolve(&uri, &Config::default(), timeout).expect("one");
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["8.8.8.8:80"]);
}

#[test]
fn a_drip_is_cut_off_in_time_in_head_and_body() {
    for head in ["HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"] {
        let host = serve(move |_, _, stream| {
            stream.write_all(head.as_bytes())?;
            loop {
                stream.write_all(b"x")?;
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        let began = Instant::now();
        fails(Rules { whole_seconds: 1, ..rules() }, &host, "timeout");
        assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    }
}

#[test]
fn time_is_counted_over_all_hops_together() {
    let host = serve(|_, _, stream| {
        std::thread::sleep(Duration::from_millis(700));
        stream.write_all(b"HTTP/1.1 302 On\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n")
    });
    let began = Instant::now();
    fails(Rules { whole_seconds: 1, ..rules() }, &host, "");
    assert!(began.elapsed() < Duration::from_millis(2500), "{:?}", began.elapsed());
}

#[test]
fn an_endless_body_is_left() {
    for head in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"] {
        let host = serve(move |_, _, stream| {
            stream.write_all(head.as_bytes())?;
            loop {
                stream.write_all(&[b'x'; 4096])?;
            }
        });
        fails(Rules { most_packed_bytes: 100_000, ..rules() }, &host, "more than 100000 bytes");
    }
}

#[test]
fn a_small_body_that_unpacks_to_a_huge_one_is_left() {
    let packed = |bytes: usize| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b' '; bytes]).expect("memory");
        encoder.finish().expect("memory")
    };
    let host = serve(move |path, _, stream| {
        let body = packed(if path == "/bomb" { 20 << 20 } else { 1000 });
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", body.len())?;
        stream.write_all(&body)
    });
    let rules = Rules { most_bytes: 1 << 20, ..rules() };
    fails(rules.clone(), &format!("{host}/bomb"), "more than 1048576 bytes");
    assert!(matches!(ask(rules, &host), Outcome::Fetched { bytes, .. } if bytes.len() == 1000));
}

#[test]
fn a_body_that_is_not_packed_as_it_says_is_a_failure() {
    let with =
        |packing: &str| says(&format!("HTTP/1.1 200 OK\nContent-Encoding: {packing}\nContent-Length: 5\n\n<rss>"));
    fails(rules(), &with("gzip"), "");
    fails(rules(), &with("br"), "packed as “br”");
    fails(rules(), &with("gzip, gzip"), "packed as");
}

#[test]
fn a_wrong_length_is_a_failure_if_short_and_the_end_if_long() {
    fails(rules(), &says("HTTP/1.1 200 OK\nContent-Length: 100\n\nshort"), "");
    match ask(rules(), &says("HTTP/1.1 200 OK\nContent-Length: 5\n\nshort and more")) {
        Outcome::Fetched { bytes, .. } => assert_eq!(bytes, b"short"),
        other => panic!("{other:?}"),
    }
    fails(rules(), &says("HTTP/1.1 200 OK\nContent-Length: -5\n\nx"), "");
}

#[test]
fn a_huge_head_is_a_failure() {
    let host = serve(|_, _, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
        loop {
            stream.write_all(b"X-Filler: ")?;
            stream.write_all(&[b'x'; 4096])?;
            stream.write_all(b"\r\n")?;
        }
    });
    fails(rules(), &host, "header");
}

#[test]
fn noise_and_silence_are_failures() {
    fails(rules(), &says("220 mail.example.org ESMTP\n"), "");
    fails(rules(), &serve(|_, _, _| Ok(())), "");
    let known = Known { etag: Some("a\r\nHost: evil".to_string()), ..Known::default() };
    let host = format!("{}/", says("HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
    let known = Known { address: host.clone(), ..known };
    let outcome = Fetcher::new(rules()).fetch(&Ask { address: &host, known: Some(&known), now: now() });
    assert!(matches!(outcome, Outcome::Failed { .. }), "{outcome:?}");
}

#[test]
fn a_server_that_cannot_show_who_it_is_is_not_listened_to() {
    let host = says("HTTP/1.1 200 OK\nContent-Length: 0\n\n").replace("http:", "https:");
    fails(Rules { whole_seconds: 2, ..rules() }, &host, "");
}
