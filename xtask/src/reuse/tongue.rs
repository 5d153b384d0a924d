//! Texts that are like news and are nobody's: each word drawn by the two before it, as in public news texts.
//!
//! Long stretches of real phrases come again in unrelated texts, as they do in news, so that precision is not for nothing.

use crate::digest::Draw;
use crate::gold;
use std::collections::HashMap;

/// What follows each pair of words.
pub struct Tongue {
    words: Vec<String>,
    after: HashMap<(u32, u32), Vec<u32>>,
    openings: Vec<(u32, u32)>,
}

impl Tongue {
    /// Learns from the public openings of articles; none where they are absent.
    pub fn learn() -> anyhow::Result<Option<Tongue>> {
        let Some(set) = gold::set("wikinews-2k.jsonl") else { return Ok(None) };
        let mut tongue = Tongue { words: Vec::new(), after: HashMap::new(), openings: Vec::new() };
        let mut known: HashMap<String, u32> = HashMap::new();
        for line in std::fs::read_to_string(set)?.lines() {
            let row: serde_json::Value = serde_json::from_str(line)?;
            for paragraph in row["text"].as_str().unwrap_or_default().lines() {
                let mut numbers = paragraph.split_whitespace().map(|word| {
                    *known.entry(word.to_string()).or_insert_with(|| {
                        tongue.words.push(word.to_string());
                        tongue.words.len() as u32 - 1
                    })
                });
                let (Some(mut one), Some(mut two)) = (numbers.next(), numbers.next()) else { continue };
                tongue.openings.push((one, two));
                for three in numbers {
                    tongue.after.entry((one, two)).or_default().push(three);
                    (one, two) = (two, three);
                }
            }
        }
        Ok(Some(tongue))
    }

    /// Any word.
    pub fn word(&self, draw: &mut Draw) -> &str {
        draw.one::<String>(&self.words).as_str()
    }

    /// Sentences of at least so many words together.
    pub fn sentences(&self, words: usize, draw: &mut Draw) -> Vec<String> {
        let (mut all, mut own, mut count) = (Vec::new(), Vec::new(), 0);
        let (mut one, mut two) = *draw.one(&self.openings);
        loop {
            own.push(self.words[one as usize].as_str());
            count += 1;
            if own.len() > 3 && own.last().is_some_and(|word| word.ends_with(['.', '!', '?'])) {
                all.push(own.join(" "));
                own.clear();
                if count >= words {
                    return all;
                }
            }
            // Now and then another thing follows, or the texts would be those that were learnt from.
            match self.after.get(&(one, two)).filter(|_| !draw.happens(9)) {
                Some(next) => (one, two) = (two, *draw.one(next)),
                None => (one, two) = *draw.one(&self.openings),
            }
        }
    }

    /// A text of about so many words, in paragraphs.
    pub fn text(&self, words: usize, draw: &mut Draw) -> String {
        let sentences = self.sentences(words, draw);
        let mut text = String::new();
        for sentence in sentences {
            if !text.is_empty() {
                text.push_str(if draw.happens(35) { "\n\n" } else { " " });
            }
            text.push_str(&sentence);
        }
        text
    }
}
