//! Captions: lines that end in an image's credit.
//!
//! Invariant: a line without a credit is no caption, however much it reads like one.

use std::sync::LazyLock;

static AGENCIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("agencies.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// Words that open an image's credit, in lower case.
const LABELS: &[&str] = &[
    "credit:",
    "image:",
    "image credit:",
    "photo:",
    "photo by",
    "photo credit:",
    "photograph:",
    "photograph by",
    "picture:",
    "photo courtesy",
    "photos by",
    "images:",
    "foto:",
    "source:",
];
const LONGEST_CREDIT_WORDS: usize = 10;

/// Whether a line is a caption or an image's credit.
pub(super) fn is_caption(line: &str) -> bool {
    if line.len() > 900 {
        return false;
    }
    bracketed(line) || after_bar(line) || labelled(line)
}

/// “… in the harbour. [Getty]”, “… (Ida Berg/Reuters)”, “… (AP Photo/Ida Berg, File)”.
fn bracketed(line: &str) -> bool {
    let Some(inner) = line.strip_suffix(']').or(line.strip_suffix(')')) else { return false };
    let Some(open) = inner.rfind(['[', '(']) else { return false };
    let credit = &inner[open + 1..];
    is_credit(credit) && (line.ends_with(']') || credit.contains('/') || starts_with_label(credit))
}

/// “… in the harbour. | Ida Berg/AFP”.
fn after_bar(line: &str) -> bool {
    line.rsplit_once(" | ").is_some_and(|(_, credit)| is_credit(credit))
}

/// “… in the harbour. Credit: Getty”, “… in the harbourImage: Ida Berg/AP Photo”.
fn labelled(line: &str) -> bool {
    let lower = line.to_lowercase();
    // Lower-casing moves bytes only in rare letters; the label is then not found where it is looked for, and no harm done.
    let Some((at, label)) = LABELS.iter().filter_map(|label| lower.rfind(label).map(|at| (at, *label))).max() else {
        return false;
    };
    let Some(credit) = line.get(at + label.len()..) else { return false };
    let words = credit.split_whitespace().count();
    let opens_anew = at == 0
        || line.get(..at).is_some_and(|before| {
            before.trim_end().ends_with(['.', '|', '(', '”', '"', '’', '…', '!', '?']) || is_credit(credit)
        });
    let label_is_upper = line.get(at..).is_some_and(|label| label.starts_with(char::is_uppercase));
    (1..=LONGEST_CREDIT_WORDS).contains(&words)
        && opens_anew
        && (label_is_upper || is_credit(credit))
        && (is_credit(credit) || !super::shape::ends_sentence(line))
        && (label != "source:" || is_credit(credit))
}

fn starts_with_label(credit: &str) -> bool {
    let lower = credit.trim_start().to_lowercase();
    LABELS.iter().any(|label| lower.starts_with(label))
}

/// Whether words name an agency, alone or with a photographer: “Getty”, “Ida Berg/AFP/Getty Images”, “Ida Berg/Turvik Press”.
fn is_credit(credit: &str) -> bool {
    let credit = credit.trim().trim_end_matches('.');
    let words = credit.split_whitespace().count();
    if let Some((name, outlet)) = credit.split_once('/')
        && super::is_name(name.trim())
        && crate::outlet::is_named(outlet)
    {
        return true;
    }
    (1..=LONGEST_CREDIT_WORDS).contains(&words)
        && credit
            .split(['/', ',', '|'])
            .flat_map(|piece| [piece, piece.rsplit(" via ").next().unwrap_or(piece)])
            .any(|piece| AGENCIES.contains(&piece.trim().to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_ends_in_a_credit_is_a_caption() {
        for caption in [
            "Boats wait in the harbour. | Ida Berg/AFP/Getty Images",
            "Boats wait in the harbour. [Getty]",
            "Boats wait in the harbour. (Ida Berg/Reuters)",
            "The mayor has waited for days. Credit: Getty",
            "Boats in the harbourThe harbour was closed on MondayImage: Ida Berg/AP Photo/picture alliance",
            "Photo: Ida Berg",
            "Boats wait in the harbour. | Ida Berg/Turvik Courier",
        ] {
            assert!(is_caption(caption), "{caption}");
        }
    }

    #[test]
    fn a_sentence_is_no_caption() {
        for sentence in [
            "The harbour was closed on Monday, the council said (it met at noon).",
            "The bank lost its credit: nobody lends to it.",
            "The envoy spoke for the pool.",
            "Turnout was 40 per cent (AP)",
        ] {
            assert!(!is_caption(sentence), "{sentence}");
        }
    }
}
