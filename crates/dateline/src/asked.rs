//! Whether a line has all the words that were asked for.
//!
//! Invariant: roughly as the search does it, so that “hostages” finds “hostage”; an empty question is met by every line.

/// The words of a question, or of a text.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether every word of `wanted` begins a word of `texts`.
pub fn meets(wanted: &[String], texts: &[&str]) -> bool {
    let own: Vec<String> = texts.iter().flat_map(|text| words(text)).collect();
    wanted.iter().all(|wanted| {
        let stem =
            wanted.strip_suffix("es").or(wanted.strip_suffix('s')).filter(|stem| stem.len() > 3).unwrap_or(wanted);
        own.iter().any(|word| word.starts_with(stem))
    })
}
