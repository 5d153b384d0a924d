//! Weight and size of type, as attributes and inline styles say it.
//!
//! Invariant: what is not said in a unit that can be counted changes nothing. Cost: linear in the style.

use super::tree::Element;

/// Sizes of `<font size>` 1 to 7 and of `<h1>` to `<h6>`, in pixels.
const FONT: [u32; 7] = [10, 13, 16, 18, 24, 32, 48];
const HEADING: [u32; 6] = [32, 24, 19, 16, 13, 11];

/// What type is without a word on it.
const PLAIN: u32 = 16;

/// Whether an inline style asks for heavy type.
pub(super) fn is_heavy(element: &Element) -> bool {
    property(element, "font-weight").is_some_and(|value| {
        value.starts_with("bold") || value.get(..3).and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n >= 600)
    })
}

/// The size of type in an element, where it is `now` around it.
pub(super) fn size(element: &Element, now: u32) -> u32 {
    if let Some(size) = property(element, "font-size").and_then(|value| length(&value, now)) {
        return size;
    }
    if let Some(shorthand) = property(element, "font")
        && let Some(size) =
            shorthand.split_whitespace().find_map(|word| length(word.split('/').next().unwrap_or(word), now))
    {
        return size;
    }
    let name: &str = &element.name;
    if name == "font" {
        let Some(value) = element.attribute("size").map(str::trim) else { return now };
        let number = value.parse::<i32>().ok();
        let step = if value.starts_with(['+', '-']) { number.map(|n| 3 + n) } else { number };
        return step.map_or(now, |step| FONT[step.clamp(1, 7) as usize - 1]);
    }
    match name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok()) {
        Some(level @ 1..=6) => HEADING[level - 1],
        _ => now,
    }
}

fn property(element: &Element, name: &str) -> Option<String> {
    let style = element.attribute("style")?;
    let mut own = style.split(';').filter_map(|rule| rule.split_once(':'));
    own.rfind(|(property, _)| property.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().to_ascii_lowercase())
}

/// A length in pixels.
fn length(value: &str, now: u32) -> Option<u32> {
    let digits = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let number: f32 = value[..digits].parse().ok()?;
    let around = if now == 0 { PLAIN } else { now } as f32;
    let pixels = match value[digits..].trim_end_matches("!important").trim() {
        "px" => number,
        "pt" => number * 4.0 / 3.0,
        "em" => number * around,
        "rem" => number * PLAIN as f32,
        "%" => number * around / 100.0,
        _ => return None,
    };
    (pixels < 1000.0).then_some(pixels.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_counted_in_pixels() {
        assert_eq!(length("18px", 0), Some(18));
        assert_eq!(length("12pt", 0), Some(16));
        assert_eq!(length("1.5em", 20), Some(30));
        assert_eq!(length("large", 20), None);
    }
}
