//! How well digests are split, and how many single articles stay whole.
//!
//! A boundary is right where a document begins with an article's first line, or with a line between it and its body.

use super::bodies::{self, Body, Half};
use super::draw::Draw;
use super::furniture::Furniture;
use super::join::{self, Article, Digest, FLAVOURS, Flavour};
use super::train::is_checked;
use dateline_extract::{Context, Limits};
use dateline_record::{ByRole, Document, Kind};
use std::collections::BTreeSet;

/// Digests a flavour and half.
const DIGESTS: usize = 60;

/// Which bodies are scored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Making,
    Check,
    Test,
}

impl Part {
    fn holds(self, name: &str) -> bool {
        let body = Body { name: name.to_string(), title: None, paragraphs: Vec::new() };
        match self {
            Part::Making => body.half() == Half::Making,
            Part::Check => body.half() == Half::Making && is_checked(name),
            Part::Test => body.half() == Half::Test,
        }
    }
}

/// Scores. With `misses`, every miss on the making half by name; with `check`, its fourth quarter alone, and no test.
pub fn run(seed: u64, misses: bool, check: bool) -> anyhow::Result<()> {
    let Some(pages) = bodies::pages()? else { return Ok(()) };
    let news = bodies::news()?;
    let mut singles = bodies::singles()?;
    let alone = |body: &Body| {
        let text = format!("{}\n{}", body.title.as_deref().unwrap_or_default(), body.paragraphs.join("\n"));
        (body.name.clone(), text)
    };
    singles.push(("pages", pages.iter().map(alone).collect()));
    singles.push(("news", news.iter().map(alone).collect()));
    let parts: &[(Part, &str)] = match check || misses {
        true if check => &[(Part::Check, "check")],
        true => &[(Part::Making, "making")],
        false => &[(Part::Making, "making"), (Part::Test, "test")],
    };
    let furniture = Furniture::read();
    for (part, label) in parts {
        for (material, bodies) in [("pages", &pages), ("news", &news)] {
            let bodies: Vec<&Body> = bodies.iter().filter(|body| part.holds(&body.name)).collect();
            if bodies.len() < 12 {
                continue;
            }
            for (flavour, name) in FLAVOURS {
                let bodies: Vec<&Body> =
                    bodies.iter().copied().filter(|b| flavour == Flavour::Bare || b.title.is_some()).collect();
                let mut draw = Draw::new(seed);
                let mut score = Score::default();
                for _ in 0..DIGESTS {
                    let digest = join::join(&bodies, flavour, &furniture, &mut draw);
                    score.add(&digest, misses);
                }
                println!("{label:<7} {material} {name:<12} {score}");
            }
        }
        for (set, texts) in &singles {
            let texts: Vec<_> = texts.iter().filter(|(name, _)| part.holds(name)).collect();
            let cut: Vec<_> = texts.iter().filter(|(_, text)| starts(&documents(text)).len() > 1).collect();
            let share = 1.0 - cut.len() as f64 / texts.len().max(1) as f64;
            println!("{label:<7} {set:<19} whole {share:.3} of {}", texts.len());
            for (name, text) in cut.iter().filter(|_| misses) {
                for start in starts(&documents(text)).iter().skip(1) {
                    println!("    cut {name}: {}", line(text, *start));
                }
            }
        }
    }
    Ok(())
}

fn documents(text: &str) -> Vec<Document> {
    let found = dateline_extract::extract(text.as_bytes(), &Context::default(), &Limits::default());
    found.map(|found| found.documents).unwrap_or_default()
}

fn begins(document: &Document) -> usize {
    document.spans.first().map_or(0, |span| span.start())
}

/// Where articles begin, the first too.
fn starts(documents: &[Document]) -> BTreeSet<usize> {
    let is_article = |document: &&Document| matches!(document.kind, Kind::Article | Kind::Brief | Kind::Post);
    documents.iter().filter(is_article).map(begins).collect()
}

#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    true_starts: usize,
    /// Briefs and posts: articles of a digest are neither.
    strays: usize,
    /// Articles whose names, contributors, wall and boxes are as they were made, and how many there are.
    authors: (usize, usize),
    contributors: (usize, usize),
    walls: (usize, usize),
    boxes: (usize, usize),
}

impl Score {
    fn add(&mut self, digest: &Digest, misses: bool) {
        let documents = documents(&digest.text);
        self.strays += documents.iter().filter(|d| matches!(d.kind, Kind::Brief | Kind::Post)).count();
        let starts: Vec<usize> = starts(&documents).into_iter().skip(1).collect();
        let mut taken = BTreeSet::new();
        for start in &starts {
            let right = digest.articles[1..].iter().position(|article| article.starts.contains(start));
            match right.filter(|number| taken.insert(*number)) {
                Some(_) => self.right += 1,
                None if misses => println!("    + {}", line(&digest.text, *start)),
                None => {}
            }
        }
        for (number, article) in digest.articles[1..].iter().enumerate().filter(|(at, _)| misses && !taken.contains(at))
        {
            println!("    - {} [{number} {}]", line(&digest.text, *article.starts.start()), article.body);
        }
        self.found += starts.len();
        self.true_starts += digest.articles.len() - 1;
        for article in &digest.articles {
            if let Some(found) =
                documents.iter().find(|d| d.kind == Kind::Article && article.starts.contains(&begins(d)))
            {
                self.metadata(article, found, misses);
            }
        }
        for at in &digest.boxes {
            let apart = documents
                .iter()
                .any(|d| d.kind == Kind::Listing && d.spans.iter().any(|span| span.start() <= *at && *at < span.end()));
            count(&mut self.boxes, apart);
        }
    }

    fn metadata(&mut self, article: &Article, found: &Document, misses: bool) {
        let named = |role| -> Vec<&str> {
            found.byline.iter().filter(|by| by.role == role).map(|by| by.name.as_str()).collect()
        };
        let authors = named(ByRole::Author);
        let contributors = named(ByRole::Contributor);
        if !article.authors.is_empty() {
            let right = article.authors == authors;
            count(&mut self.authors, right);
            if !right && misses {
                println!("    by {:?} instead of {:?}", authors, article.authors);
            }
        }
        if !article.contributors.is_empty() {
            let right = article.contributors == contributors;
            count(&mut self.contributors, right);
            if !right && misses {
                println!("    contributors {:?} instead of {:?}", contributors, article.contributors);
            }
        }
        if article.truncated {
            count(&mut self.walls, found.truncated.is_some());
            if misses && found.truncated.is_none() {
                let text = found.text.as_str();
                println!("    no wall: {}", text.lines().last().unwrap_or_default());
            }
        }
    }
}

fn count(of: &mut (usize, usize), right: bool) {
    of.0 += usize::from(right);
    of.1 += 1;
}

fn line(text: &str, start: usize) -> String {
    let before = text[..start].trim_end().lines().last().unwrap_or_default();
    let cut = |line: &str| line.chars().take(70).collect::<String>();
    let tail: String = before.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    format!("…{tail} ⏎ {}", cut(text[start..].lines().next().unwrap_or_default()))
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.true_starts));
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        write!(f, "boundaries P {precision:.3} R {recall:.3} F1 {f1:.3}")?;
        if self.strays > 0 {
            write!(f, ", {} briefs and posts", self.strays)?;
        }
        for (name, (right, all)) in [
            ("by-lines", self.authors),
            ("contributors", self.contributors),
            ("walls", self.walls),
            ("boxes", self.boxes),
        ] {
            if all > 0 {
                write!(f, ", {name} {:.3}", share(right, all))?;
            }
        }
        Ok(())
    }
}
