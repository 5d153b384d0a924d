//! The slots of a clause: its subject, its object, its agent.
//!
//! Invariant: a dateline is no subject. Cost: a few steps in the tree for each clause.

use super::tree::Tree;

/// More than these steps up no subject is looked for.
const HIGHEST: usize = 6;
/// No dateline has more words.
const DATELINE: usize = 9;

/// Whether a verb is in the passive, or a participle that hangs on a noun.
pub(super) fn is_passive(tree: &Tree, at: usize) -> bool {
    tree.kids(at).any(|kid| matches!(tree.relation(kid), "nsubj:pass" | "aux:pass" | "obl:agent"))
        || tree.fine(at) == "VBN" && tree.relation(at) == "acl" && tree.kid(at, "obj").is_none()
        || tree.relation(at) == "conj"
            && tree.fine(at) == "VBN"
            && tree.kid(at, "obj").is_none()
            && !tree.kids(at).any(|kid| matches!(tree.relation(kid), "nsubj" | "aux"))
            && tree.head(at).is_some_and(|head| head < at && is_passive(tree, head))
}

/// Who does what a passive verb tells: “by …”.
pub(super) fn by(tree: &Tree, at: usize) -> Option<usize> {
    tree.kids(at).find(|kid| {
        tree.relation(*kid) == "obl:agent"
            || tree.relation(*kid) == "obl" && tree.case(*kid).is_some_and(|case| tree.is(case, &["by"]))
    })
}

/// The object of a verb, or the noun that its relative clause is about.
pub(super) fn object(tree: &Tree, at: usize) -> Option<usize> {
    if let Some(own) = tree.kid(at, "obj") {
        return match tree.is(own, &["who", "whom", "which", "that"]) {
            true => tree.head(at).filter(|_| tree.relation(at) == "acl:relcl"),
            false => Some(own),
        };
    }
    // “killed at least six”, where it was taken for a place
    let least = |kid: &usize| {
        *kid > at
            && tree.relation(*kid).starts_with("obl")
            && match tree.case(*kid) {
                Some(case) => tree.is(case, &["at"]) && tree.is(case + 1, &["least", "most"]),
                None => tree.relation(*kid) == "obl" && tree.kid(*kid, "nummod").is_some(),
            }
    };
    if let Some(own) = tree.kids(at).find(least) {
        return Some(own);
    }
    let about = tree.relation(at) == "acl:relcl"
        && tree.kids(at).any(|kid| tree.relation(kid) == "nsubj" && !tree.is(kid, &["who", "which", "that"]));
    tree.head(at).filter(|_| about)
}

/// Whether a word opens a dateline: “ORSA (Gazette) – Police arrested”.
pub(super) fn is_dateline(tree: &Tree, at: usize) -> bool {
    let capitals =
        |at: usize| tree.word(at).len() > 2 && tree.word(at).chars().all(|char| char.is_uppercase() || char == '.');
    let dash = |at: &usize| matches!(tree.word(*at), "-" | "--" | "–" | "—" | ":");
    capitals(at)
        && (at + 1..(at + DATELINE).min(tree.len().saturating_sub(1)))
            .find(dash)
            .is_some_and(|dash| tree.word(dash + 1).starts_with(char::is_uppercase))
}

/// Whether a name opens a text or follows a mark.
fn is_first(tree: &Tree, at: usize) -> bool {
    let mut first = at;
    while first > 0 && at - first < 3 && tree.tag(first - 1) == "PROPN" {
        first -= 1;
    }
    first == 0 || tree.tag(first - 1) == "PUNCT"
}

/// What hangs on the opening words of a text and stands behind a dash: “Orsa, March 15 – Vell left”.
fn behind_dash(tree: &Tree, at: usize) -> Option<usize> {
    let loose = |kid: &usize| matches!(tree.relation(*kid), "appos" | "parataxis" | "list" | "dep" | "flat");
    let dash = |at: usize| matches!(tree.word(at), "-" | "--" | "–" | "—" | ":");
    tree.kids(at).filter(loose).find(|kid| {
        let first = tree.kids(*kid).find(|inner| inner < kid).unwrap_or(*kid);
        // “Vell – the president – left” has two.
        first > at + 1 && dash(first - 1) && !(*kid..(*kid + DATELINE).min(tree.len())).any(dash)
    })
}

/// The subject of a verb: its own, that of the verb it is joined to, or whoever a governing verb gives it.
///
/// `calls` tells verbs that ask whom they call on to do something.
pub(super) fn subject(tree: &Tree, calls: &impl Fn(usize) -> bool, at: usize, steps: usize) -> Option<usize> {
    let slot = |kid: &usize| matches!(tree.relation(*kid), "nsubj" | "nsubj:pass" | "csubj");
    let near = tree.kids(at).rfind(|kid| *kid < at && slot(kid));
    let own = near.or_else(|| tree.kids(at).find(slot));
    let head = tree.head(at).filter(|_| steps < HIGHEST);
    match own {
        Some(own) if tree.relation(at) == "acl:relcl" && tree.is(own, &["who", "which", "that"]) => return head,
        // “ORSA – Vell left”, where Vell was taken for an apposition to the town.
        Some(own) if is_dateline(tree, own) => return behind_dash(tree, own),
        Some(own) => {
            return Some(own).filter(|own| !is_first(tree, *own)).or_else(|| behind_dash(tree, own)).or(Some(own));
        }
        // “ORSA – Vell said”, where Orsa was taken for the place where he did.
        None => {
            let place = |kid: &usize| *kid < at && tree.relation(*kid).starts_with("obl") && is_first(tree, *kid);
            let behind = tree.kids(at).find(place).and_then(|kid| behind_dash(tree, kid));
            if behind.is_some() {
                return behind;
            }
        }
    }
    let head = head?;
    match tree.relation(at) {
        "conj" if head < at => subject(tree, calls, head, steps + 1),
        // “urged Vell to leave”: Vell; “vowed to leave”: who vowed.
        "xcomp" => {
            let object = tree.kid(head, "obj").or_else(|| tree.kid(head, "iobj"));
            object.or_else(|| subject(tree, calls, head, steps + 1))
        }
        // “called on the council to leave”: the council.
        "advcl" | "parataxis" if tree.fine(at) != "VBN" => {
            let on = |kid: &usize| tree.case(*kid).is_some_and(|case| tree.is(case, &["on", "upon"]));
            let called = || tree.kids(head).find(|kid| tree.relation(*kid) == "obl" && *kid < at && on(kid));
            let called = called().filter(|_| is_infinitive(tree, at) && calls(head));
            called.or_else(|| subject(tree, calls, head, steps + 1))
        }
        // “Vell’s plan to leave”, “has plans to leave”
        "acl" if is_infinitive(tree, at) => {
            let owner =
                tree.kids(head).find(|kid| matches!(tree.relation(*kid), "nmod:poss" | "compound" | "nmod:desc"));
            let above = || tree.head(head).filter(|_| tree.relation(head) == "obj");
            owner.or_else(|| above().and_then(|verb| subject(tree, calls, verb, steps + 1)))
        }
        "acl" | "acl:relcl" => Some(head),
        _ => None,
    }
}

fn is_infinitive(tree: &Tree, at: usize) -> bool {
    tree.kids(at).any(|kid| tree.relation(kid) == "mark" && tree.is(kid, &["to"]))
}
