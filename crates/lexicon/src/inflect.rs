//! The five forms of an English verb from its first and what is irregular about it.
//!
//! Invariant: the regular spelling rules only; whatever they get wrong is given in the data. Cost: at start only.

use crate::VerbForm;

/// Forms of `lemma`; `irregular` is empty, `+` (the last consonant doubles), `past` or `past/participle`.
pub(crate) fn forms(lemma: &str, irregular: &str) -> Vec<(String, VerbForm)> {
    let stem = match irregular {
        "+" => format!("{lemma}{}", &lemma[lemma.len() - 1..]),
        _ => lemma.to_owned(),
    };
    let mut forms = vec![(lemma.to_owned(), VerbForm::Base), (third(lemma), VerbForm::Third)];
    match irregular {
        "" | "+" => forms.push((past(&stem), VerbForm::Past)),
        _ => {
            let (past, participle) = irregular.split_once('/').unwrap_or((irregular, irregular));
            forms.push((past.to_owned(), VerbForm::Past));
            if participle != past {
                forms.push((participle.to_owned(), VerbForm::Participle));
            }
        }
    }
    forms.push((ing(&stem), VerbForm::Ing));
    forms
}

pub(crate) fn third(lemma: &str) -> String {
    match lemma {
        _ if ends_in_consonant_y(lemma) => format!("{}ies", &lemma[..lemma.len() - 1]),
        _ if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end)) => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

fn past(stem: &str) -> String {
    match stem {
        _ if ends_in_consonant_y(stem) => format!("{}ied", &stem[..stem.len() - 1]),
        _ if stem.ends_with('e') => format!("{stem}d"),
        _ => format!("{stem}ed"),
    }
}

fn ing(stem: &str) -> String {
    match stem {
        _ if stem.ends_with("ee") => format!("{stem}ing"),
        _ if stem.ends_with('e') => format!("{}ing", &stem[..stem.len() - 1]),
        _ => format!("{stem}ing"),
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    word.ends_with('y') && !word[..word.len() - 1].ends_with(['a', 'e', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lemma: &str, irregular: &str, expected: &str) {
        let found: Vec<String> = forms(lemma, irregular).into_iter().map(|(form, _)| form).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn regular_verbs_follow_the_spelling_rules() {
        check("deny", "", "deny denies denied denying");
        check("agree", "", "agree agrees agreed agreeing");
        check("pledge", "", "pledge pledges pledged pledging");
        check("stress", "", "stress stresses stressed stressing");
        check("say", "said", "say says said saying");
    }

    #[test]
    fn what_is_irregular_is_given() {
        check("admit", "+", "admit admits admitted admitting");
        check("write", "wrote/written", "write writes wrote written writing");
    }
}
