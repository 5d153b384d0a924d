//! What stands around a digest's articles, drawn from `furniture.txt`: by-lines, walls, boxes, closing lines.
//!
//! Invariant: nothing in it is anybody's but the project's.

use super::draw::Draw;
use std::collections::BTreeMap;

/// The lists of `furniture.txt`.
pub struct Furniture(BTreeMap<&'static str, Vec<&'static str>>);

/// A by-line as it is printed, and the names in it.
pub struct Byline {
    pub line: String,
    pub names: Vec<String>,
}

impl Furniture {
    pub fn read() -> Furniture {
        let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut name = "";
        for line in include_str!("furniture.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(head) = line.strip_prefix('[') {
                name = head.trim_end_matches(']');
                continue;
            }
            let list = lists.entry(name).or_default();
            match name {
                "given" => list.extend(line.split_whitespace()),
                "family" => list.extend(families(line)),
                "place" | "paper" | "topic" => list.extend(line.split('|')),
                _ => list.push(line),
            }
        }
        Furniture(lists)
    }

    /// A name.
    pub fn name(&self, draw: &mut Draw) -> String {
        format!("{} {}", draw.one(&self.0["given"]), draw.one(&self.0["family"]))
    }

    /// One of the lines of a list, filled in; the names in it.
    pub fn line(&self, draw: &mut Draw, list: &str, paper: &str) -> (String, Vec<String>) {
        let mut line = draw.one(&self.0[list]).replace("{paper}", paper);
        let mut names = Vec::new();
        while line.contains("{name}") {
            let name = self.name(draw);
            line = line.replacen("{name}", &name, 1);
            names.push(name);
        }
        while line.contains("{place}") {
            line = line.replacen("{place}", draw.one::<&str>(&self.0["place"]), 1);
        }
        let handle = names.first().map_or_else(|| "desk".into(), |name| name.replace(' ', "_"));
        (line.replace("{topic}", draw.one::<&str>(&self.0["topic"])).replace("{handle}", &handle), names)
    }

    /// Where the authors reported from.
    pub fn reported(&self, draw: &mut Draw, authors: &[String]) -> String {
        let places = draw.some(&self.0["place"], 2);
        match authors {
            [one] => format!("{one} reported from {}.", places[0]),
            [one, two] => format!("{one} reported from {}, and {two} from {}.", places[0], places[1]),
            many => format!("{} reported from {}.", many.join(" and "), places[0]),
        }
    }

    /// An outlet.
    pub fn paper(&self, draw: &mut Draw) -> &'static str {
        draw.one::<&str>(&self.0["paper"])
    }

    /// A box of links: a head and two to five bullets.
    pub fn links(&self, draw: &mut Draw, paper: &str) -> Vec<String> {
        let (head, _) = self.line(draw, "box", paper);
        let count = 2 + draw.below(4);
        let bullets = draw.some(&self.0["bullet"], count);
        let name = self.name(draw);
        std::iter::once(head).chain(bullets.into_iter().map(|bullet| bullet.replace("{name}", &name))).collect()
    }

    /// A by-line of one to three names, in one of the ways in which they are printed or glued.
    pub fn byline(&self, draw: &mut Draw) -> Byline {
        let count = 1 + draw.below(3);
        let names: Vec<String> = (0..count).map(|_| self.name(draw)).collect();
        let (last, first) = names.split_last().expect("a by-line has a name");
        let opening = *draw.one(&["By ", "By ", ""]);
        let listed = match first {
            [] => last.clone(),
            first => format!("{} and {last}", first.join(", ")),
        };
        // “Ann BoronCy Dell and Di Ek”, “Ann Boronand Cy Dell”: markup between them was dropped.
        let glued = match first {
            [] => None,
            [one] => Some(format!("{one}{}{last}", draw.one(&["and ", ""]))),
            first => Some(format!("{}{}{last}", first.concat(), draw.one(&[" and ", "and "]))),
        };
        let line = match glued {
            Some(glued) if draw.happens(50) => format!("{opening}{glued}"),
            // A name alone is not known as a by-line; “By” says so.
            None => format!("By {listed}"),
            _ => format!("{opening}{listed}"),
        };
        Byline { line, names }
    }
}

/// “de Wael” and “van Hoorn” are one name each.
fn families(line: &'static str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let small = rest.starts_with("de ") || rest.starts_with("van ");
        let end = rest.match_indices(' ').map(|(at, _)| at).nth(usize::from(small)).unwrap_or(rest.len());
        found.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    found
}
