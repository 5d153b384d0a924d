//! Searches that somebody keeps, and those that they made lately.

use crate::sheet::Here;
use crate::{Failure, Keeping, Question, Searched, Searches, Shown};
use maud::{Markup, html};
use url::form_urlencoded;

/// Letters of a name.
const NAME: usize = 80;
/// Searches of before that are shown.
const SHOWN: usize = 20;

/// What stands under a search.
pub fn told(own: &Searches, question: &Question, here: Here) -> Markup {
    let token = here.visitor.token.as_str();
    let hidden = |verb: &str| {
        html! {
            input type="hidden" name="token" value=(token);
            input type="hidden" name="back" value=(here.path);
            input type="hidden" name="verb" value=(verb);
        }
    };
    html! {
        section.searches aria-label="Your searches" {
            @if let Some(query) = question.get("q") {
                form.keep action="/searches" method="post" {
                    (hidden("keep"))
                    input type="hidden" name="page" value=(here.path);
                    label { span { "Keep this search as " } input name="name" value=(query) maxlength=(NAME) required; }
                    button { "Keep" }
                }
            }
            @if !own.kept.is_empty() {
                h2 { "Kept searches" }
                ul {
                    @for one in &own.kept {
                        li {
                            a href=(one.page) { (Shown(&one.name)) } " " span.note { (Shown(&words(one))) }
                            form action="/searches" method="post" {
                                (hidden("drop"))
                                input type="hidden" name="number" value=(one.number);
                                button { "Drop" }
                            }
                        }
                    }
                }
            }
            @if !own.made.is_empty() {
                h2 { "Searched before" }
                ul {
                    @for one in own.made.iter().take(SHOWN) {
                        li { a href=(one.page) { (Shown(&words(one))) } " " span.note { (one.at) } }
                    }
                }
                form action="/searches" method="post" { (hidden("forget")) button { "Forget these" } }
            }
        }
    }
}

/// What was searched for, as somebody reads it.
fn words(one: &Searched) -> String {
    let query = one.page.split_once('?').map_or("", |(_, query)| query);
    let field = |(name, value): (std::borrow::Cow<str>, std::borrow::Cow<str>)| {
        if name == "q" { value.into_owned() } else { format!("{name}: {value}") }
    };
    form_urlencoded::parse(query.as_bytes()).map(field).collect::<Vec<_>>().join(" · ")
}

/// The page of a search, as it is remembered; none where nothing was searched.
pub fn page(question: &Question) -> Option<String> {
    question.get("q").filter(|_| question.page == 1)?;
    let fields = question.fields.iter().filter(|(name, _)| *name != "judged");
    Some(format!("/search?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()))
}

/// What a form that was sent does with searches.
pub fn read(fields: &[(String, String)]) -> Result<Keeping, Failure> {
    let value = |own: &str| fields.iter().find(|(name, _)| name == own).map_or("", |(_, value)| value.trim());
    let asked = |words: &str| Err(Failure::Asked(words.to_string()));
    match value("verb") {
        "keep" => {
            let question = value("page").strip_prefix("/search?").map(Question::of);
            let (Some(page), name) = (question.as_ref().and_then(page), value("name")) else {
                return asked("only a search is kept");
            };
            if name.is_empty() || name.chars().count() > NAME {
                return asked("a search is kept under a name of 80 letters at most");
            }
            Ok(Keeping::Keep { name: name.to_string(), page })
        }
        "drop" => match value("number").parse() {
            Ok(number) => Ok(Keeping::Drop(number)),
            Err(_) => asked("there is no such search"),
        },
        "forget" => Ok(Keeping::Forget),
        _ => asked("that is nothing to do with a search"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, expected: Option<Keeping>) {
        let fields: Vec<(String, String)> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
        assert_eq!(read(&fields).ok(), expected, "{form}");
    }

    #[test]
    fn only_a_search_of_this_site_is_kept() {
        let keep = |page: &str| Some(Keeping::Keep { name: "the port".into(), page: page.into() });
        check("verb=keep&name=the+port&page=/search?q%3Dport", keep("/search?q=port"));
        check("verb=keep&name=the+port&page=/search?q%3Dport%26page%3D3", None);
        check("verb=keep&name=the+port&page=https://evil.example/search?q%3Dport", None);
        check("verb=keep&name=the+port&page=/statements?by%3DVell", None);
        check("verb=keep&name=&page=/search?q%3Dport", None);
        check("verb=drop&number=4", Some(Keeping::Drop(4)));
        check("verb=drop&number=all", None);
        check("verb=forget", Some(Keeping::Forget));
    }
}
