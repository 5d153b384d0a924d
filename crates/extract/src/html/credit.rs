//! Credit lines at the end of an article: “Additional reporting by …”, “(Reporting by … in …)”.
//!
//! Invariant: only among the last lines of the text, and never the only one. Cost: a few short lines.

use super::Page;
use super::block::Block;
use super::body::Label;
use dateline_record::{Credit, Span};

/// Blocks from the end of the text among which credits stand.
const LAST: usize = 4;

/// Bytes of a line that may be a credit.
const LONGEST: usize = 300;

/// Takes the credit lines out of the text.
pub(super) fn take(page: &Page, blocks: &[Block], claimed: &[bool], labels: &mut [Label]) -> Vec<Credit> {
    let own: Vec<usize> = (0..blocks.len()).filter(|n| labels[*n] == Label::Body && !claimed[*n]).collect();
    let mut credits = Vec::new();
    for &number in own.iter().skip(1.max(own.len().saturating_sub(LAST))) {
        let block = &blocks[number];
        if asks_to_follow(&block.text) {
            labels[number] = Label::Other;
        }
        if !is_credit(&block.text) {
            continue;
        }
        if let Some(span) = Span::new(page.part, page.text, block.start()..block.end()) {
            labels[number] = Label::Head;
            credits.push(Credit { text: block.text.clone(), span });
        }
    }
    credits
}

/// “Follow Mira Solm on Wall @mira”.
fn asks_to_follow(line: &str) -> bool {
    line.len() <= 120 && line.to_lowercase().starts_with("follow ") && line.contains('@')
}

/// Whether a line says who else reported.
fn is_credit(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens = [
        "additional reporting by ",
        "reporting by ",
        "with additional reporting ",
        "with reporting by ",
        "contributing: ",
    ];
    let contributed = [
        "contributed to this report",
        "contributed to this article",
        "contributed to this story",
        "contributed reporting",
    ];
    opens.iter().any(|words| bare.starts_with(words))
        || contributed.iter().any(|words| lower.contains(words)) && bare.split_whitespace().count() <= 30
}

#[cfg(test)]
mod tests {
    use super::{asks_to_follow, is_credit};

    #[test]
    fn who_else_reported_is_a_credit() {
        assert!(is_credit("Additional reporting by the Velm Agency"));
        assert!(is_credit("(Reporting by Mira Solm in Turvik; Editing by Per Holt)"));
        assert!(is_credit("VA contributed to this report."));
        assert!(is_credit("Contributing: Ida Berg"));
        assert!(asks_to_follow("Follow Mira Solm on Wall @mira."));
        assert!(!asks_to_follow("Follow the money, he said."));
        assert!(!is_credit("Reporting of such cases has doubled, the council said."));
    }
}
