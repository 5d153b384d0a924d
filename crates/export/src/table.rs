//! Tables (CSV, RFC 4180): a row a line, a field a column, lists and objects as JSON in their column.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line's end for a formula. Text that begins so
//! gets an apostrophe before it, and so does text that begins with an apostrophe: whoever takes one apostrophe off every cell
//! that has it has the text as it was. Numbers stand as they are. Invariant: every field of a row is a column. Cost: linear.

use dateline_record::Row;
use serde_json::Value;
use std::io::{self, Write};

/// Rows of one kind as a table; the first row gives the head.
pub struct Table<W: Write> {
    out: csv::Writer<W>,
    columns: Vec<String>,
}

impl<W: Write> Table<W> {
    /// An empty table.
    pub fn new(out: W) -> Table<W> {
        Table { out: csv::Writer::from_writer(out), columns: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        let Value::Object(fields) = serde_json::to_value(row)? else { return Ok(()) };
        if self.columns.is_empty() {
            self.columns = fields.keys().cloned().collect();
            self.out.write_record(&self.columns)?;
        }
        if !fields.keys().eq(&self.columns) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "rows of several kinds do not fit one table"));
        }
        Ok(self.out.write_record(fields.values().map(cell))?)
    }

    /// Hands everything on.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A field as one cell: nothing for null.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) => format!("'{text}"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The cell of a text, as a reader of CSV gets it.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let row: Row = serde_json::from_value(json!({
            "row": "mention", "id": "1", "made_by": "t", "capture": "c", "document": "d", "path": "p",
            "span": { "part": 0, "start": 3, "end": 9 }, "text": text, "entity_type": "person", "form": "name",
            "referent": null, "name": null, "entity": null
        }))
        .unwrap();
        let mut bytes = Vec::new();
        let mut table = Table::new(&mut bytes);
        table.row(&row).unwrap();
        table.finish().unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let head = reader.headers().unwrap().clone();
        let line = reader.records().next().unwrap().unwrap();
        let column = |name: &str| line.get(head.iter().position(|own| own == name).unwrap()).unwrap();
        assert_eq!(column("text"), expected);
        assert_eq!(column("span"), r#"{"part":0,"start":3,"end":9}"#);
        assert_eq!(column("name"), "");
    }

    #[test]
    fn text_comes_back_whole() {
        check("Ana Vell, “the \"captain\"”\nof Orsa", "Ana Vell, “the \"captain\"”\nof Orsa");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        check("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")");
        check("@vell", "'@vell");
        check("-5 degrees", "'-5 degrees");
        check("\tcmd", "'\tcmd");
        check("'=1", "''=1");
    }
}
