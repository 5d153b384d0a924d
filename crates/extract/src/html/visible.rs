//! What of a page is shown, and what of it stands on lines of its own.
//!
//! Invariant: style sheets are not read; only elements, attributes and inline styles count.

use super::tree::Element;

/// Whether what is in the element is never shown.
pub(crate) fn hides(element: &Element, mail: bool) -> bool {
    let name: &str = &element.name;
    if matches!(name, "script" | "style" | "template" | "noscript" | "head" | "iframe" | "noembed" | "noframes") {
        return true;
    }
    if !element.html {
        return matches!(name, "title" | "desc" | "metadata" | "defs");
    }
    if matches!(name, "datalist" | "object" | "video" | "audio" | "canvas" | "rp" | "title") {
        return true;
    }
    if name == "dialog" && element.attribute("open").is_none() {
        return true;
    }
    // On the whole page such styles mark a flash that a script ends.
    if matches!(name, "html" | "body") {
        return false;
    }
    // React sends what comes late in hidden elements “S:1”, “S:2” that a script then puts in their places.
    let comes_late = element.attribute("id").is_some_and(|id| id.starts_with("S:"));
    element.attribute("hidden").is_some_and(|value| !comes_late && !value.eq_ignore_ascii_case("until-found"))
        || element.attribute("style").is_some_and(|style| style_hides(style, mail))
}

/// Inline styles that take an element out of sight. Mails hide their preheaders in more ways; on a page the same styles
/// mark what a script is about to show.
fn style_hides(style: &str, mail: bool) -> bool {
    style.split(';').any(|rule| {
        let Some((property, value)) = rule.split_once(':') else { return false };
        let value = value.trim().trim_end_matches("!important").trim_end();
        let names = |name| property.trim().eq_ignore_ascii_case(name);
        let is = |name, word| names(name) && value.eq_ignore_ascii_case(word);
        is("display", "none")
            || is("mso-hide", "all")
            || mail && is("visibility", "hidden")
            || mail && (names("opacity") || names("font-size") || names("max-height")) && is_zero(value)
    })
}

fn is_zero(value: &str) -> bool {
    value
        .trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%')
        .parse::<f32>()
        .is_ok_and(|number| number == 0.0)
}

/// Whether a browser gives the element lines of its own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}
