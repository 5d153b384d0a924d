//! The gold attributions of `polnear`, as brat's stand-off files give them.
//!
//! Offsets are code points, as there. Of a text that several people annotated, the file that sorts first counts.
//! Cost: linear in the files.

use anyhow::Context;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// First and one past the last code point.
pub type Points = (usize, usize);

/// An attribution; each field in the order of the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The text's name, without its ending.
    pub document: String,
    /// Who; empty where the text gives none.
    pub source: Vec<Points>,
    /// The words that attribute.
    pub cue: Vec<Points>,
    /// What was said.
    pub content: Vec<Points>,
}

/// All attributions of a split, by document.
pub fn read(split: &Path) -> anyhow::Result<Vec<Attribution>> {
    let folder = split.join("attributions");
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        // “document_annotator.ann”
        let Some((document, _)) = name.strip_suffix(".ann").and_then(|stem| stem.rsplit_once('_')) else { continue };
        let first = files.entry(document.to_owned()).or_insert_with(|| name.clone());
        if name < *first {
            *first = name;
        }
    }
    let mut all = Vec::new();
    for (document, file) in files {
        all.extend(parse(&document, &fs::read_to_string(folder.join(file))?));
    }
    Ok(all)
}

fn parse(document: &str, text: &str) -> Vec<Attribution> {
    let mut places: HashMap<&str, Vec<Points>> = HashMap::new();
    for (id, rest) in fields(text, 'T') {
        let spans = rest.split_once(' ').map_or("", |(_, spans)| spans);
        places.insert(id, spans.split(';').filter_map(points).collect());
    }
    let attribution = |(_, rest): (&str, &str)| {
        let mut found = Attribution { document: document.to_owned(), ..Attribution::default() };
        for (role, id) in rest.split(' ').filter_map(|field| field.split_once(':')) {
            let field = match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => &mut found.source,
                "Cue" => &mut found.cue,
                "Content" => &mut found.content,
                _ => continue,
            };
            field.extend(places.get(id).into_iter().flatten());
        }
        for field in [&mut found.source, &mut found.cue, &mut found.content] {
            field.sort_unstable();
        }
        found
    };
    fields(text, 'E').map(attribution).collect()
}

/// The lines of a kind: identity and what follows up to the next tab. Words of the text may run over several lines.
fn fields(text: &str, kind: char) -> impl Iterator<Item = (&str, &str)> {
    text.split('\n').filter_map(move |line| {
        let mut fields = line.trim_end_matches('\r').split('\t');
        let (id, rest) = (fields.next()?, fields.next()?);
        let number = id.strip_prefix(kind)?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((id, rest))
    })
}

fn points(range: &str) -> Option<Points> {
    let (start, end) = range.split_once(' ')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Attribution, parse};

    #[test]
    fn spans_in_pieces_and_several_contents_are_put_in_order() {
        let text = "T1\tSource 20 24\tVera\nT2\tCue 25 29;40 42\tsaid of\nT3\tContent 50 60\tover\ntwo lines\n\
                    T4\tContent 0 18\tno\nE1\tAttribution:T2 Content:T3 Content2:T4 Cue:T2 Source:T1\nE2\tAttribution:T9\n";
        let expected = Attribution {
            document: "a".to_owned(),
            source: vec![(20, 24)],
            cue: vec![(25, 29), (40, 42)],
            content: vec![(0, 18), (50, 60)],
        };
        let found = parse("a", text);
        assert_eq!(found[0], expected);
        assert!(found[1].content.is_empty());
    }
}
