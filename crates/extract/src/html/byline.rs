//! By-lines as readers see them: “By Ana Pek | Harbour desk”, “Ana Pek · 4 May 2031”, “4 May 2031 by Ana Pek”.
//!
//! A line falls into fields at its marks and dates. A field names somebody where it opens as by-lines do, where its element or
//! link calls them an author, or where it has the shape of a name and its neighbour is a date or an office.
//! Invariant: whoever looked a text through, took its pictures or only stands beside it in a list is no author of it.
//! Cost: linear in the line.

use super::block::Block;
use super::body::up;
use super::names::{self, Lead};
use super::people::Named;
use super::tree::{Element, Tree};
use dateline_record::ByRole;

/// Bytes of a line that may be a by-line.
const LONGEST: usize = 200;

/// What ends the names in a field.
const ENDS: &[&str] = &[
    " in ",
    " on ",
    " for ",
    " at ",
    " from ",
    " to ",
    " of ",
    " is ",
    " - ",
    " (",
    " Published",
    " Updated",
    " Posted",
    " Last ",
    " Reviewed",
    " Edited",
    " Medically",
    " Fact",
];

/// What a line says of authors.
#[derive(Default)]
pub(super) struct Line {
    pub names: Vec<Named>,
    /// It opens as by-lines do, and the name stands in the next line.
    pub opens: bool,
}

/// Reads a line; `plain` where a bare name beside a date is believed, as between headline and text.
pub(super) fn read(tree: &Tree, block: &Block, plain: bool) -> Line {
    let mut line = Line::default();
    if block.text.len() > LONGEST {
        return line;
    }
    let first = names::lead(&block.text).map(|(lead, _)| lead);
    if matches!(first, None | Some(Lead::Author)) {
        line.names = linked_names(tree, block);
        if !line.names.is_empty() {
            return line;
        }
    }
    let words = spaced(block);
    let called = up(tree, block.element).take(4).any(|id| tree.element(id).is_some_and(calls_author));
    let linked = |field: &str| {
        block.links.iter().any(|link| {
            let words = &block.text[link.text_start as usize..link.text_end as usize];
            field.contains(words.trim())
                && tree.element(link.element).is_some_and(|e| calls_author(e) || leads_to_author(e))
        })
    };
    let fields = fields(&words);
    // Where one field opens as by-lines do, the others are its date and its section.
    let opened = fields.iter().any(|field| names::lead(field.words).is_some());
    let beside = fields.iter().any(|field| field.date) || fields.iter().any(|field| names::has_role(field.words));
    // “© Reuters / Ana Pek” is who took the picture.
    let pictured = words.contains('©') || fields.iter().any(|field| names::is_agency(field.words));
    let mut pending = None;
    for field in fields.iter().filter(|field| !field.date) {
        let told = names::lead(field.words).map(|(lead, rest)| (Some(lead), rest));
        let (lead, rest) = told.unwrap_or((pending, field.words));
        if rest.is_empty() {
            pending = lead;
            continue;
        }
        pending = None;
        let listed = up_to_end(rest);
        let role = match lead {
            Some(Lead::Other) => continue,
            Some(Lead::Editor) => ByRole::Editor,
            Some(Lead::Contributor) => ByRole::Contributor,
            Some(Lead::Author) | None => ByRole::Author,
        };
        let bare = || plain && !pictured && beside && is_alone(listed) && !leads_elsewhere(tree, block, listed);
        if !(lead.is_some() || !opened && (called || bare()) || linked(rest)) {
            continue;
        }
        let found: Vec<String> = names::split(names::without_month(listed))
            .into_iter()
            .filter(|name| names::looks_like_a_name(name))
            .collect();
        let signed = linked(rest) || lead.is_some() && (called || plain);
        if found.is_empty() && signed && is_alone(listed) && names::is_signature(listed) {
            line.names.push(Named { name: listed.to_owned(), role, organisation: true });
        }
        for name in found.into_iter().filter(|name| !line.names.iter().any(|own| own.name == *name)).collect::<Vec<_>>()
        {
            line.names.push(Named { organisation: names::is_agency(&name), name, role });
        }
    }
    line.opens = line.names.is_empty() && pending.is_some_and(|lead| lead == Lead::Author);
    line
}

/// The names that links give which lead to the pages of authors.
fn linked_names(tree: &Tree, block: &Block) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for link in &block.links {
        if !tree.element(link.element).is_some_and(|element| calls_author(element) || leads_to_author(element)) {
            continue;
        }
        // “Reviewed by Ida Sorn” may stand before a link in the line of another.
        let before = &block.text[..link.text_start as usize];
        let before = before.rsplit(['|', '•', '·', '⋅', '\n', '.']).next().unwrap_or_default().trim();
        let role = match names::lead(before) {
            Some((Lead::Other, _)) => continue,
            Some((Lead::Editor, _)) => ByRole::Editor,
            Some((Lead::Contributor, _)) => ByRole::Contributor,
            _ => ByRole::Author,
        };
        let words = &block.text[link.text_start as usize..link.text_end as usize];
        for name in names::split(words).into_iter().filter(|name| names::looks_like_a_name(name)) {
            if !found.iter().any(|own| own.name == name) {
                found.push(Named { organisation: names::is_agency(&name), name, role });
            }
        }
    }
    found
}

/// The words of a field up to what ends its names: a place, a day, an office.
fn up_to_end(words: &str) -> &str {
    let padded = format!("{words} ");
    let end = ENDS.iter().filter_map(|end| padded.find(end)).chain(number(words)).min();
    words[..end.unwrap_or(words.len()).min(words.len())].trim_matches([' ', ',', '-'])
}

/// Where a number begins that does not open the words: “Ana Pek 4 May”, but “3 Quays Press”.
fn number(words: &str) -> Option<usize> {
    words.match_indices(' ').map(|(at, _)| at).find(|at| words[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether words are a link to something other than an author's page, as the name of a section is.
fn leads_elsewhere(tree: &Tree, block: &Block, words: &str) -> bool {
    block.links.iter().any(|link| {
        block.text[link.text_start as usize..link.text_end as usize].contains(words)
            && tree.element(link.element).is_some_and(|element| !calls_author(element) && !leads_to_author(element))
    })
}

/// One field of a line.
struct Field<'a> {
    words: &'a str,
    date: bool,
}

fn fields(line: &str) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    let mut from = 0;
    for (place, _) in dateline_when::find_stamps(line) {
        fields.extend(cut(&line[from..place.start]));
        from = place.end;
        fields.push(Field { words: &line[place], date: true });
    }
    fields.extend(cut(&line[from..]));
    fields
}

/// The fields between marks, where no date stands.
fn cut(words: &str) -> impl Iterator<Item = Field<'_>> {
    let marks = ['|', '•', '·', '⋅', '—', '–', '/', '\n', '\t'];
    let told = |words: &&str| words.contains(char::is_alphabetic);
    words.split(marks).filter(told).map(|words| {
        let words = words.trim_matches([' ', ',', '-', '@', '\u{a0}']);
        // What is left of a date that is not read: “04/05/2031 by Ana Pek”.
        let behind = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        Field { words: if names::lead(behind).is_some() { behind } else { words }, date: false }
    })
}

/// The words of a block, a break where two elements meet without white space: “ByAna Pek”.
fn spaced(block: &Block) -> String {
    let mut words = String::with_capacity(block.text.len() + 8);
    for bit in &block.pieces {
        let own = &block.text[bit.text_start as usize..bit.text_end as usize];
        let glued = words.ends_with(char::is_alphanumeric) && own.starts_with(char::is_uppercase) && bit.verbatim;
        if glued {
            words.push('\n');
        }
        words.push_str(own);
    }
    words
}

/// Whether a field is one name and nothing else.
fn is_alone(words: &str) -> bool {
    (1..=5).contains(&words.split_whitespace().count())
        && !words.contains([',', ':', '!', '?'])
        && !names::has_role(words)
}

/// Whether a link leads to the page of an author: `/author/ana-pek`, `/people/ana-pek`.
fn leads_to_author(element: &Element) -> bool {
    let address = element.attribute("href").unwrap_or_default().to_ascii_lowercase();
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let folders = [
        "author",
        "authors",
        "by",
        "byline",
        "people",
        "person",
        "profile",
        "profiles",
        "team",
        "contributor",
        "contributors",
        "member",
        "members",
        "staff",
        "writers",
        "writer",
        "users",
        "user",
        "u",
        "reporter",
        "journalist",
    ];
    let mut segments = path.rsplit('/');
    let last = segments.next().unwrap_or_default();
    !last.is_empty() && segments.take(2).any(|segment| folders.contains(&segment)) || address.contains("?author=")
}

/// Whether an element calls what it holds an author.
pub(super) fn calls_author(element: &Element) -> bool {
    let is = |name: &str, value: &str| {
        element
            .attribute(name)
            .is_some_and(|own| own.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(value)))
    };
    is("rel", "author")
        || is("itemprop", "author")
        || element.attribute("class").is_some_and(|classes| {
            classes.split_ascii_whitespace().map(str::to_ascii_lowercase).any(|class| {
                let names = class.contains("author") || class.contains("byline");
                names
                    && !["bio", "desc", "image", "avatar", "box", "title", "role", "job", "date", "photo"]
                        .iter()
                        .any(|no| class.contains(no))
            })
        })
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};

    /// Checks the by-line that a page shows between headline and text, and nowhere states.
    #[track_caller]
    fn check(line: &str, expected: &str) {
        let page = format!(
            "<html><body><article><h1>The ferry is back in Turvik</h1>{line}
<p>The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter.</p>
<p>Nobody was hurt when it left in the night of Sunday, said the harbour master, who had slept on board.</p></article></body></html>"
        );
        let found = extract(page.as_bytes(), &Context::default(), &Limits::default()).unwrap();
        let article = found.documents.iter().find(|document| document.kind.is_read()).unwrap();
        let names: Vec<String> = article.byline.iter().map(|by| format!("{} {:?}", by.name, by.role)).collect();
        assert_eq!(names.join(", "), expected, "{line}");
        assert!(article.text.as_str().starts_with("The ferry came back"), "{}", article.text.as_str());
    }

    #[test]
    fn a_line_that_opens_with_by_names_its_authors() {
        check("<div>By Ana Pek | Harbour desk</div>", "Ana Pek Author");
        check("<div>By Ana Pek and Tom Rudd in Velm</div>", "Ana Pek Author, Tom Rudd Author");
        check("<div>4 May 2031 by Ana Pek, chair of the harbour council</div>", "Ana Pek Author");
        check("<div><span>By</span><span>Ana Pek</span></div>", "Ana Pek Author");
        check("<div>By</div><div>Ana Pek</div>", "Ana Pek Author");
    }

    #[test]
    fn a_name_beside_a_date_or_an_office_is_the_author() {
        check("<div>Ana Pek · 4 May 2031</div>", "Ana Pek Author");
        check("<div>Ana Pek | Senior Writer | 4 May 2031</div>", "Ana Pek Author");
        check("<div><a href=/coast>Harbour News</a> | 4 May 2031</div>", "");
        check("<div>© Reuters / Ana Pek | 4 May 2031</div>", "");
    }

    #[test]
    fn a_link_to_an_authors_page_names_the_author() {
        check("<div>4 May 2031 <a href=/people/ana-pek>Ana Pek</a></div>", "Ana Pek Author");
        check("<div class=byline><a rel=author href=/u/12>anapek7</a></div>", "anapek7 Author");
    }

    #[test]
    fn a_line_below_the_text_names_the_author_where_none_stands_above() {
        let page = |below: &str| {
            format!(
                "<html><body><article><h1>The ferry is back in Turvik</h1>
<p>The ferry came back to the pier of Turvik on Monday, the council of the town said in a letter.</p>
<p>Nobody was hurt when it left in the night of Sunday, said the harbour master, who had slept on board.</p></article>{below}</body></html>"
            )
        };
        let names = |below: &str| -> Vec<String> {
            let found = extract(page(below).as_bytes(), &Context::default(), &Limits::default()).unwrap();
            let article = found.documents.iter().find(|document| document.kind.is_read()).unwrap();
            article.byline.iter().map(|by| by.name.clone()).collect()
        };
        assert_eq!(names("<h3>About the author</h3><div>Ana Pek</div>"), ["Ana Pek"]);
        assert_eq!(names("<div class=post-author><div>Ana Pek</div></div>"), ["Ana Pek"]);
        // Two lines that differ belong to other pieces.
        let two = "<div class=author>Ana Pek</div><div class=author>Tom Rudd</div>";
        assert_eq!(names(two), Vec::<String>::new());
    }

    #[test]
    fn who_looked_it_through_or_took_its_pictures_is_no_author() {
        check("<div>Reviewed by Ida Sorn</div>", "");
        check("<div>By Ana Pek | Photographs by Lee Oh</div>", "Ana Pek Author");
        check("<div>By Ana Pek | Edited by Tom Rudd</div>", "Ana Pek Author, Tom Rudd Editor");
        check("<div>Medically reviewed by <a href=/people/ida-sorn>Ida Sorn</a></div>", "");
    }
}
