//! Digests: bodies one after the other, in one of three flavours, and where each begins.
//!
//! Invariant: the same seed, bodies and flavour give the same digest.

use super::bodies::Body;
use super::draw::Draw;
use super::furniture::Furniture;
use std::ops::RangeInclusive;

/// What stands between the bodies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavour {
    /// A headline.
    Titled,
    /// Nothing.
    Bare,
    /// A headline, a by-line, perhaps a deck and a date; walls, boxes and closing lines in and after the articles.
    Furnished,
}

pub const FLAVOURS: [(Flavour, &str); 3] =
    [(Flavour::Titled, "with titles"), (Flavour::Bare, "without"), (Flavour::Furnished, "furnished")];

/// A digest and its truth.
#[derive(Default)]
pub struct Digest {
    pub text: String,
    pub articles: Vec<Article>,
    /// Heads of boxes: each should be in a listing.
    pub boxes: Vec<usize>,
}

/// One article of a digest.
pub struct Article {
    pub body: String,
    /// Where it begins: with its first line, at the latest with that of its body.
    pub starts: RangeInclusive<usize>,
    /// Names of its by-line.
    pub authors: Vec<String>,
    /// Names in its closing credit.
    pub contributors: Vec<String>,
    /// Whether it stops at a wall.
    pub truncated: bool,
}

/// Joins five to twelve bodies.
pub fn join(bodies: &[&Body], flavour: Flavour, furniture: &Furniture, draw: &mut Draw) -> Digest {
    let count = 5 + draw.below(8);
    join_some(&draw.some(bodies, count).into_iter().copied().collect::<Vec<_>>(), flavour, furniture, draw)
}

/// Joins the beginnings of two to twelve bodies.
pub fn join_short(bodies: &[&Body], flavour: Flavour, furniture: &Furniture, draw: &mut Draw) -> Digest {
    let count = 2 + draw.below(11);
    let mut short: Vec<Body> = draw.some(bodies, count).into_iter().map(|body| (*body).clone()).collect();
    short.iter_mut().for_each(|body| body.paragraphs.truncate(2 + draw.below(6)));
    join_some(&short.iter().collect::<Vec<_>>(), flavour, furniture, draw)
}

fn join_some(bodies: &[&Body], flavour: Flavour, furniture: &Furniture, draw: &mut Draw) -> Digest {
    let mut writer = Writer { digest: Digest::default(), ending: draw.one(&["\n", "\n\n", "\n"]).to_string() };
    let paper = furniture.paper(draw);
    let links = furniture.links(draw, paper);
    for body in bodies {
        match flavour {
            Flavour::Furnished => writer.furnished(body, furniture, &links, paper, draw),
            flavour => writer.plain(body, flavour == Flavour::Titled),
        }
    }
    writer.digest
}

struct Writer {
    digest: Digest,
    ending: String,
}

impl Writer {
    fn line(&mut self, line: &str) -> usize {
        let start = self.digest.text.len();
        self.digest.text.push_str(line);
        self.digest.text.push_str(&self.ending);
        start
    }

    fn plain(&mut self, body: &Body, titled: bool) {
        let first = self.digest.text.len();
        if let Some(title) = body.title.as_ref().filter(|_| titled) {
            self.line(title);
        }
        let starts = first..=self.digest.text.len();
        body.paragraphs.iter().for_each(|paragraph| {
            self.line(paragraph);
        });
        self.digest.articles.push(Article {
            body: body.name.clone(),
            starts,
            authors: Vec::new(),
            contributors: Vec::new(),
            truncated: false,
        });
    }

    fn furnished(&mut self, body: &Body, furniture: &Furniture, links: &[String], paper: &str, draw: &mut Draw) {
        let first = self.digest.text.len();
        let mut authors = Vec::new();
        if let Some(title) = &body.title {
            self.line(title);
        }
        if draw.happens(15) {
            self.line(&deck(body));
        }
        if draw.happens(60) {
            let byline = furniture.byline(draw);
            self.line(&byline.line);
            authors = byline.names;
        }
        if draw.happens(15) {
            let month = *draw.one(&["Jan. 3", "March 14", "Sept. 30", "November 9"]);
            self.line(&format!("{}{month}, 20{}", draw.one(&["", "Published "]), 19 + draw.below(7)));
        }
        if !authors.is_empty() && draw.happens(15) {
            self.line(&furniture.reported(draw, &authors));
        }
        let starts = first..=self.digest.text.len();
        let truncated = draw.happens(25);
        let whole = body.paragraphs.len();
        let kept = if truncated { whole.min(2 + draw.below(6)) } else { whole };
        let boxed = (kept > 4 && draw.happens(40)).then(|| 2 + draw.below(kept - 3));
        for (number, paragraph) in body.paragraphs[..kept].iter().enumerate() {
            if boxed == Some(number) {
                let head = self.line(&links[0]);
                self.digest.boxes.push(head);
                links[1..].iter().for_each(|link| {
                    self.line(link);
                });
            }
            self.line(paragraph);
        }
        let mut contributors = Vec::new();
        if truncated {
            self.line(&furniture.line(draw, "stub", paper).0);
        } else {
            if draw.happens(30) {
                let (line, names) = furniture.line(draw, "close", paper);
                self.line(&line);
                contributors = names;
            }
            if draw.happens(10) {
                self.line(&furniture.line(draw, "follow", paper).0);
            }
            if draw.happens(10) {
                self.line(&furniture.line(draw, "member", paper).0);
            }
        }
        self.digest.articles.push(Article { body: body.name.clone(), starts, authors, contributors, truncated });
    }
}

/// A deck: what the first sentence of an article promises, in words of ours around a few of its own.
fn deck(body: &Body) -> String {
    let words: Vec<&str> = body.paragraphs[0].split_whitespace().take(8).collect();
    format!("What is known about {}, and what is not.", words.join(" ").trim_end_matches(['.', ',', ':', ';']))
}
