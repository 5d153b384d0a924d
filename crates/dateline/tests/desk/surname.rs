//! Surnames alone go to the one bearer named near them, and it does not matter what arrives first.

use crate::run;
use std::fs;
use std::path::Path;

const WHOLE: &str =
    "Foreign Minister Paula Vollander resigned on Monday. Paula Vollander said that she had lost the vote.\n";
const ALONE: &str = "Vollander left the building on Tuesday. “I am tired,” Vollander said to reporters.\n";
const OTHER: &str = "Henrik Vollander opened a bakery on Monday. Henrik Vollander said that bread was dear.\n";

/// What the desk calls those who bear the surname, read in this order: names of a text, its day and its words.
fn called(order: &[(&str, &str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    for (name, day, text) in order {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        run(&desk, &["read", "--as", "article", "--published", day, path.to_str().unwrap()], 0);
        // Relations are brought up to date between arrivals.
        entities(&desk);
    }
    entities(&desk)
}

fn entities(desk: &Path) -> Vec<String> {
    let lines = run(desk, &["export", "entities"], 0);
    let rows = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let forms = |row: serde_json::Value| {
        let forms = row["aliases"].as_array().unwrap().iter();
        let mut forms: Vec<String> =
            forms.map(|own| format!("{} ({})", own["form"].as_str().unwrap(), own["rule"].as_str().unwrap())).collect();
        forms.sort();
        forms.join(", ")
    };
    let mut found: Vec<String> = rows.map(forms).filter(|forms| forms.contains("Vollander")).collect();
    found.sort();
    found
}

#[test]
fn a_surname_goes_to_the_one_bearer_of_those_days() {
    let (whole, alone) = (("a.txt", "2026-05-12", WHOLE), ("b.txt", "2026-05-13", ALONE));
    let expected = ["Paula Vollander (name), Vollander (surname; only one bearer named near it)"];
    assert_eq!(called(&[whole, alone]), expected);
    assert_eq!(called(&[alone, whole]), expected);
}

#[test]
fn two_bearers_leave_it_alone_and_so_do_other_days() {
    let (whole, alone) = (("a.txt", "2026-05-12", WHOLE), ("b.txt", "2026-05-13", ALONE));
    let other = ("c.txt", "2026-05-14", OTHER);
    let apart = ["Henrik Vollander (name)", "Paula Vollander (name)"];
    for order in [[whole, alone, other], [other, alone, whole], [alone, other, whole]] {
        assert_eq!(called(&order), apart);
    }
    assert_eq!(called(&[("b.txt", "2026-06-13", ALONE), whole]), ["Paula Vollander (name)"]);
}
