//! The articles of `fa-kes`: one table, fields in quotes, commas between them.
//!
//! Invariant: a text is the field as it was before it was quoted; offsets into it are code points.
//! Cost: linear in the file. Source of the form: RFC 4180.

use anyhow::Context;
use std::fs;
use std::path::Path;

/// An article.
#[derive(Debug, PartialEq, Eq)]
pub struct Article {
    /// `unit_id`
    pub id: String,
    /// `article_content`
    pub text: String,
    /// `source`
    pub outlet: String,
    /// `date`, as year, month and day; often wrong.
    pub day: String,
}

/// All articles of the table; of two with the same `unit_id`, the first.
pub fn read(set: &Path) -> anyhow::Result<Vec<Article>> {
    let path = set.join("2011-2015.csv");
    let mut rows = rows(&fs::read_to_string(&path).with_context(|| path.display().to_string())?).into_iter();
    let head = rows.next().context("a head")?;
    let column = |name: &str| head.iter().position(|field| field == name).with_context(|| name.to_owned());
    let [id, text, outlet, day] = [column("unit_id")?, column("article_content")?, column("source")?, column("date")?];
    let mut all: Vec<Article> = Vec::new();
    for row in rows.filter(|row| row.len() == head.len()) {
        if !all.iter().any(|one| one.id == row[id]) {
            let [id, text, outlet] = [id, text, outlet].map(|at| row[at].clone());
            all.push(Article { id, text, outlet, day: iso(&row[day]) });
        }
    }
    Ok(all)
}

/// “7/5/2015” as 2015-07-05; what is not so stays as it is.
fn iso(day: &str) -> String {
    match day.split('/').map(str::parse::<u32>).collect::<Result<Vec<_>, _>>().as_deref() {
        Ok([month, day, year]) => format!("{year:04}-{month:02}-{day:02}"),
        _ => day.to_string(),
    }
}

fn rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut characters = table.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if is_quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut field)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            other => field.push(other),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn commas_and_doubled_quotes_within_quotes_belong_to_the_field() {
        let found = rows("id,text\r\n7,\"He said \"\"no\"\", twice\"\r\n8,plain");
        assert_eq!(found, [vec!["id", "text"], vec!["7", "He said \"no\", twice"], vec!["8", "plain"]]);
    }
}
