//! A desk that is served, and requests to it as programs and browsers send them.

use crate::dateline;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};

/// A desk that is served until this is dropped.
pub struct Serving {
    child: Child,
    /// Where it answers.
    pub host: String,
}

/// What was answered.
pub struct Answer {
    pub status: u16,
    pub heads: String,
    pub body: String,
}

impl Answer {
    /// A header; empty where there is none.
    pub fn head(&self, name: &str) -> &str {
        let own = self.heads.lines().filter_map(|line| line.split_once(": "));
        own.filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next().unwrap_or_default()
    }
}

impl Serving {
    pub fn of(desk: &Path) -> Serving {
        Serving::with(desk, &["--address", "127.0.0.1:0"])
    }

    pub fn with(desk: &Path, arguments: &[&str]) -> Serving {
        let arguments = [&["serve"], arguments].concat();
        let mut child = dateline(desk, &arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/')).expect(&line);
        Serving { host: host.replace("0.0.0.0", "127.0.0.1"), child }
    }

    /// Asks with these headers, each ended by CRLF.
    pub fn ask(&self, method: &str, path: &str, heads: &str, body: &str) -> Answer {
        let path = path.split('#').next().unwrap_or_default().replace("&amp;", "&");
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        let form = if method == "POST" { format!("{form}Content-Length: {}\r\n", body.len()) } else { String::new() };
        let host = &self.host;
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{heads}{form}Connection: close\r\n\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (heads, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = heads.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, heads: heads.to_string(), body: body.to_string() }
    }

    /// Status and body.
    pub fn get(&self, path: &str) -> (u16, String) {
        let answer = self.ask("GET", path, "", "");
        (answer.status, answer.body)
    }

    /// Sends a judgement's form; status and where it leads.
    pub fn send(&self, fields: &[(String, String)], heads: &str) -> (u16, String) {
        let answer = self.ask("POST", "/judge", heads, &encoded(fields));
        (answer.status, answer.head("location").to_string())
    }

    /// A stream, opened and not read to its end.
    pub fn listen(&self, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_secs(60))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host).unwrap();
        BufReader::new(stream)
    }
}

/// Fields as a form sends them.
pub fn encoded(fields: &[(String, String)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
