//! The shape of a line: how its words are capitalised and how it ends.
//!
//! Invariant: cost is bounded by the first words of a line.

/// Words of a line that are looked at.
const LOOKED_AT: usize = 60;

/// Whether a line ends as a sentence does, closing quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    bare_end(text).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// Whether a line ends as headlines never do: in a full stop, comma, colon or dash.
pub(super) fn ends_unlike_headline(text: &str) -> bool {
    let end = bare_end(text);
    let abbreviated = end.ends_with("U.S.") || end.ends_with("U.N.") || end.ends_with("U.K.") || end.ends_with("D.C.");
    end.ends_with(['.', ',', ';', ':', '–', '—', '-', '。', '…', '|', '»', '>']) && !abbreviated
}

fn bare_end(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»'))
}

/// Whether every word that counts begins with a capital: “Council Bars Boats After Night of Storms”.
pub(super) fn is_title_case(text: &str) -> bool {
    let (mut long, mut long_capital, mut all, mut capital) = (0usize, 0usize, 0usize, 0usize);
    for word in text.split_whitespace().take(LOOKED_AT) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        let is_capital = first.is_uppercase() || first.is_numeric();
        all += 1;
        capital += usize::from(is_capital);
        if word.chars().filter(|c| c.is_alphabetic()).count() >= 5 {
            long += 1;
            long_capital += usize::from(is_capital);
        }
    }
    all > 0 && long_capital * 100 >= long * 85 && capital * 100 >= all * 60 && starts_upper(text)
}

/// Whether the first letter or digit of a line is no lower-case letter.
pub(super) fn starts_upper(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

/// Whether a line is an item of a list.
pub(super) fn is_bullet(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let rest = &text[first.len_utf8()..];
    match first {
        '•' | '·' | '▪' | '●' | '◦' | '‣' | '■' | '►' | '→' | '–' | '—' => true,
        '-' | '*' | '+' | '>' => rest.starts_with(char::is_whitespace),
        _ => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            (1..=3).contains(&digits)
                && text[digits..].starts_with(['.', ')'])
                && text[digits + 1..].starts_with(char::is_whitespace)
        }
    }
}

/// The capitals and colon that an item opens with: the lead-in, and what follows the colon.
///
/// “TRUCE HOLDS: Both sides …”. Lower-case letters stand in it only after an apostrophe (“PORT’s”) or as “Mc”.
pub(super) fn lead_in(text: &str) -> Option<(&str, &str)> {
    let text = without_dash(text);
    let mut window = text.len().min(120);
    while !text.is_char_boundary(window) {
        window -= 1;
    }
    let colon = text[..window]
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].starts_with(|c: char| c.is_whitespace()))?;
    let (lead, rest) = (text[..colon].trim(), text[colon + 1..].trim_start());
    let capitals = lead.chars().filter(|c| c.is_uppercase()).count();
    let lower = lead.split_whitespace().any(|word| {
        let bare = word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word);
        let bare = bare.strip_prefix("Mc").unwrap_or(bare);
        bare.chars().any(char::is_lowercase)
    });
    // A colon within a quotation is the quotation's.
    let quoted = lead.matches('"').count() % 2 == 1 || lead.matches('“').count() != lead.matches('”').count();
    (capitals >= 4 && !lower && !quoted && rest.split_whitespace().nth(1).is_some()).then_some((lead, rest))
}

/// The capitals and dash that an item opens with: “DRIVING THE DAY — Both sides …”. Three words at least: fewer are a
/// dateline (“NEW YORK — …”).
pub(super) fn dashed_lead_in(text: &str) -> Option<(&str, &str)> {
    let text = without_dash(text);
    let (lead, rest) =
        [" — ", " – ", " -- "].iter().filter_map(|dash| text.split_once(dash)).min_by_key(|(lead, _)| lead.len())?;
    let capitals = lead.chars().filter(|c| c.is_uppercase()).count();
    let words = lead.split_whitespace().take(12).count();
    let plain = lead.len() <= 90 && !lead.contains(',') && !lead.chars().any(char::is_lowercase);
    ((3..12).contains(&words) && capitals >= 8 && plain && rest.split_whitespace().nth(1).is_some())
        .then_some((lead.trim(), rest.trim_start()))
}

/// An item without the dash or bullet before it.
fn without_dash(text: &str) -> &str {
    text.trim_start_matches(['—', '–', '-', '•', '*', '·', ' ', '\u{a0}'])
}

/// The name in capitals that an item opens with: “ELIN SOLM is leaving …”. Two words or more.
pub(super) fn opens_with_capitals(text: &str) -> bool {
    let is_capitals = |word: &&str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    let capitals: Vec<&str> = without_dash(text).split_whitespace().take(12).take_while(is_capitals).collect();
    capitals.len() >= 2 && capitals.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
}

/// Whether no letter or digit is in a line.
pub(super) fn is_wordless(text: &str) -> bool {
    !text.chars().take(400).any(char::is_alphanumeric)
}

/// Whether a line is a token that markup left behind: a file's name, an identifier of a button.
pub(super) fn is_leftover(text: &str) -> bool {
    const FILES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4"];
    let lower = text[..text.char_indices().nth(200).map_or(text.len(), |(at, _)| at)].to_ascii_lowercase();
    !lower.contains(char::is_whitespace)
        && (FILES.iter().any(|file| lower.contains(file))
            || (lower.contains('_') && !lower.contains(['@', '/', '#']) && lower.len() < 40))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_in_is_capitals_and_a_colon() {
        assert_eq!(lead_in("FERRY STOPPED: The harbour closed."), Some(("FERRY STOPPED", "The harbour closed.")));
        assert_eq!(lead_in("McADAM’s WARNING: The harbour closed.").map(|l| l.0), Some("McADAM’s WARNING"));
        assert_eq!(dashed_lead_in("ON THE WATER — The harbour closed."), Some(("ON THE WATER", "The harbour closed.")));
        assert_eq!(dashed_lead_in("NEW TURVIK — The harbour closed."), None);
        assert_eq!(lead_in("— FERRY STOPPED: The harbour closed.").map(|l| l.0), Some("FERRY STOPPED"));
        assert_eq!(lead_in("Ferry stopped: The harbour closed."), None);
        assert_eq!(lead_in("AT 9:30 the harbour closed."), None);
    }

    #[test]
    fn titles_are_capitalised_and_sentences_are_not() {
        assert!(is_title_case("Council Bars Boats After a Night of Storms"));
        assert!(!is_title_case("The council barred boats on Tuesday after Storm Ilse"));
    }

    #[test]
    fn what_markup_left_behind_is_known() {
        assert!(is_leftover("image_print"));
        assert!(is_leftover("Agency-1234.jpg?h=15&ito"));
        assert!(!is_leftover("@harbour_desk"));
    }
}
