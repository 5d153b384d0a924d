//! What stands around a headline: standfirst, the names of those who wrote, the outlet of what is linked.
//!
//! Invariant: a line signs only where it is a name and nothing else; a headline is never cut where no type or link says so.
//! Cost: one look at each line.

use super::role::{self, Role};
use crate::plain::line::{Gap, Line};
use crate::plain::phrase::Topic;
use crate::plain::{date, names, shape};
use std::collections::BTreeMap;

/// The name of a line that only signs: “Mira Solm”, “Mira Solm, in Port Tarn”, “As told to Mira Solm”,
/// “Mira Solm in The Islander”.
pub(super) fn name(words: &str) -> Option<&str> {
    let told = words.get(..11).is_some_and(|opening| opening.eq_ignore_ascii_case("as told to "));
    let name = if told { &words[11..] } else { words };
    let name = name.split_once(", in ").map_or(name, |(name, _)| name);
    let place = name.split_once(" in ").filter(|(_, place)| shape::is_title_case(place));
    let name = place.map_or(name, |(name, _)| name);
    let fits = (2..=4).contains(&name.split_whitespace().count());
    // “Windows XP Checklist” is no name; “J.R. Holt” and “Mira McKAY” are.
    let acronym = |word: &str| word.len() >= 2 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let named = names::is_name(name) && name.contains(char::is_lowercase) && !name.split_whitespace().any(acronym);
    (fits && named).then_some(name)
}

/// A name in the paragraph of a headline, over its text, signs.
pub(super) fn under_heads(lines: &[Line], roles: &mut [Role]) {
    for at in 1..lines.len() {
        let glued = roles[at - 1] == Role::Head && lines[at].gap == Gap::None && lines[at].words <= 10;
        let over = matches!(roles.get(at + 1), Some(Role::Prose | Role::Meta));
        if glued && over && matches!(roles[at], Role::Scrap | Role::Entry) && name(role::bare(lines[at].text)).is_some()
        {
            roles[at] = Role::Meta;
        }
    }
}

/// Whether a linked line stands over a standfirst: a smaller one without a link, in the same box.
pub(super) fn is_over_standfirst(lines: &[Line], roles: &[Role], at: usize) -> bool {
    let (line, Some(next)) = (&lines[at], lines.get(at + 1)) else { return false };
    roles.get(at + 1) == Some(&Role::Head)
        && next.look.cell == line.look.cell
        && next.look.linked == 0
        && next.look.size > 0
        && next.look.size < line.look.size
}

/// Whether a head is the standfirst of one before it, which is larger, and linked or in bold where it is not.
pub(super) fn is_standfirst(lines: &[Line], heads: &[usize], at: usize) -> bool {
    let own = lines[at].look;
    let stands_under = |over: &usize| {
        let over = lines[*over].look;
        let linked = over.linked >= 60 && own.linked == 0;
        own.size > 0 && over.size > own.size && (linked || over.strong && !own.strong)
    };
    heads.iter().take_while(|head| **head < at).any(stands_under)
}

/// A headline without the outlet that stands behind it: “Ferry stays in Turvik (The Islander)”, where type or link tells
/// them apart.
pub(super) fn without_outlet<'a>(line: &Line, words: &'a str) -> &'a str {
    let lead = words.get(..line.look.lead).unwrap_or_default().trim();
    let rest = words.get(line.look.lead..).unwrap_or_default().trim();
    let bracketed = rest.starts_with('(') && rest.ends_with(')');
    let parted = rest.starts_with(['|', '–', '—', '·', '•']);
    let few = rest.split_whitespace().count() <= 7;
    if lead.split_whitespace().count() >= 3 && few && (bracketed || parted) { lead } else { words }
}

/// The parts of a line that dots or bars part: “By Mira Solm • 8 Nov 2031 • 12 comments”.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['•', '|', '·', '∙']).map(str::trim)
}

/// Whether a line is such a strip, with a date or a by-line in it.
pub(super) fn is_strip(text: &str) -> bool {
    let tells = |part: &str| date::line(part).is_some() || !names::in_credit(part).is_empty();
    parts(text).nth(1).is_some() && parts(text).any(tells)
}

/// Pixels by which a caption is smaller than the text.
const SMALLER: u32 = 2;

/// Words of a caption.
const CAPTION: usize = 30;

/// A short paragraph in smaller type is a caption where it parts a head from what it stands over, or the paragraphs of a text.
pub(super) fn captions(lines: &[Line], roles: &mut [Role]) {
    let body = body_size(lines, roles);
    for at in 1..lines.len().saturating_sub(1) {
        let (line, next) = (&lines[at], &lines[at + 1]);
        let short = line.words <= CAPTION && !line.look.listed && line.look.size > 0 && line.look.linked < 60;
        let small = |size: u32| size >= line.look.size + SMALLER;
        let caption = match (roles[at - 1], roles[at], roles[at + 1]) {
            (Role::Head, Role::Prose, Role::Head) => lines[at - 1].words <= 6 && lines[at - 1].look.linked == 0,
            (Role::Head | Role::Prose, Role::Prose, Role::Prose) => {
                small(next.look.size)
                    && (roles[at - 1] == Role::Head || small(lines[at - 1].look.size))
                    && next.words > line.words
            }
            _ => false,
        };
        if short && small(body) && caption && !line.is(Topic::House) && !line.is(Topic::Footer) {
            roles[at] = Role::Meta;
        }
    }
}

/// The size of type in which most of the running text is set.
fn body_size(lines: &[Line], roles: &[Role]) -> u32 {
    let mut words: BTreeMap<u32, usize> = BTreeMap::new();
    let text = (0..lines.len()).filter(|at| matches!(roles[*at], Role::Prose | Role::Lead));
    text.for_each(|at| *words.entry(lines[at].look.size).or_default() += lines[at].words);
    words.into_iter().max_by_key(|(_, words)| *words).map_or(0, |(size, _)| size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::testing::check_mail;

    #[test]
    fn a_line_signs_only_where_it_is_a_name() {
        assert_eq!(name("Mira Solm"), Some("Mira Solm"));
        assert_eq!(name("Mira Solm in The Islander"), Some("Mira Solm"));
        assert_eq!(name("As told to Per Holt"), Some("Per Holt"));
        assert_eq!(name("Ferry stays in Turvik"), None);
        assert!(is_strip("By Mira Solm • 8 Nov 2031 • 12 comments"));
        assert!(!is_strip("Home • Shop • Contact"));
    }

    #[test]
    fn outlet_and_caption_are_no_part_of_a_headline() {
        check_mail(
            "<table><tr><td><p style='font-size:16px'><a href='https://turvik.example/a'><b>Ferry stays in Turvik harbour</b></a> (The Islander)</p></td></tr>
<tr><td><p style='font-size:14px'>The owner of the ferry will not leave, the council was told on Monday.</p></td></tr>
<tr><td><p style='font-size:16px'><a href='https://turvik.example/b'><b>Pier closes for a week</b></a> (Turvik Post)</p></td></tr>
<tr><td><p style='font-size:14px'>It has rot in its oldest planks, its keeper said at noon.</p></td></tr>
<tr><td><h2 style='font-size:20px'>The long read</h2></td></tr>
<tr><td><p style='font-size:11px'>Elin Vik on her ferry, in a picture from the spring.</p></td></tr>
<tr><td><h2 style='font-size:24px'>A ferry and its owner</h2><p style='font-size:14px'>Elin Vik has run the ferry for twenty years, and she would like to go on.</p></td></tr></table>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>",
            "
brief “Ferry stays in Turvik harbour”
  The owner of the ferry will not leave, the council was told on Monday.
brief “Pier closes for a week”
  It has rot in its oldest planks, its keeper said at noon.
brief “A ferry and its owner” §The long read
  Elin Vik has run the ferry for twenty years, and she would like to go on.
boilerplate
  You are receiving this because you signed up. Unsubscribe
",
        );
    }
}
