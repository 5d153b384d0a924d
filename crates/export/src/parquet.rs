//! Parquet: rows of one kind as columns with their types.
//!
//! A number, a truth value and text are what they are; a time becomes six columns (EDTF, first and last day, precision, method, words), so
//! that it can be asked for; lists and objects are JSON in their column. Types are those of the JSON Schema of the rows, so a file without
//! rows has its columns too. Invariant: every field of a row is a column. Cost: a group of rows is held. Only with the feature `parquet`.

use dateline_record::Row;
use parquet::basic::{ConvertedType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use serde_json::{Map, Value};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows of one group.
const GROUP: usize = 10_000;
/// What a time becomes.
const OF_WHEN: [&str; 6] = ["edtf", "earliest", "latest", "precision", "method", "text"];

/// Rows of one kind as a file.
pub struct Parquet<'a> {
    out: &'a mut dyn Write,
    written: Written,
    file: SerializedFileWriter<Written>,
    columns: Vec<Column>,
    rows: Vec<Map<String, Value>>,
}

struct Column {
    name: String,
    field: String,
    /// Which part of a time.
    of: Option<&'static str>,
    physical: Physical,
}

/// What was written and not handed on yet: the writer wants a place that may go to another thread.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> Parquet<'a> {
    /// A file of rows of this kind, as `row` names it: “event_mention”.
    pub fn new(out: &'a mut dyn Write, kind: &str) -> io::Result<Parquet<'a>> {
        let columns = columns(kind);
        let field = |own: &Column| {
            let text = own.physical == Physical::BYTE_ARRAY;
            let sort = if text { ConvertedType::UTF8 } else { ConvertedType::NONE };
            let field = Type::primitive_type_builder(&own.name, own.physical).with_repetition(Repetition::OPTIONAL);
            field.with_converted_type(sort).build().map(Arc::new)
        };
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let schema = Type::group_type_builder(kind).with_fields(fields).build().map_err(failed)?;
        let properties = WriterProperties::builder().set_created_by("dateline".into()).build();
        let written = Written::default();
        let file =
            SerializedFileWriter::new(written.clone(), Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(Parquet { out, written, file, columns, rows: Vec::new() })
    }

    /// Adds a row.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        if let Value::Object(fields) = serde_json::to_value(row)? {
            self.rows.push(fields);
        }
        if self.rows.len() >= GROUP { self.group() } else { Ok(()) }
    }

    /// Hands everything on.
    pub fn finish(mut self) -> io::Result<()> {
        self.group()?;
        self.file.finish().map_err(failed)?;
        self.out.write_all(&self.written.take())
    }

    fn group(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(failed)?;
        for column in &self.columns {
            let values: Vec<Option<&Value>> = self.rows.iter().map(|row| value(row, column)).collect();
            put(&mut group, column.physical, &values).map_err(failed)?;
        }
        group.close().map_err(failed)?;
        self.rows.clear();
        self.out.write_all(&self.written.take())
    }
}

/// The field, or the part of its time; none where it is null.
fn value<'a>(row: &'a Map<String, Value>, column: &Column) -> Option<&'a Value> {
    let own = row.get(&column.field)?;
    column.of.map_or(Some(own), |of| own.get(of)).filter(|own| !own.is_null())
}

/// One column of a group: what is there, and which rows have it.
fn put(
    group: &mut SerializedRowGroupWriter<Written>,
    physical: Physical,
    values: &[Option<&Value>],
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    let there: Vec<i16> = values.iter().map(|own| i16::from(own.is_some())).collect();
    let known = values.iter().flatten();
    match physical {
        Physical::BOOLEAN => {
            let all: Vec<bool> = known.map(|own| own.as_bool().unwrap_or_default()).collect();
            column.typed::<BoolType>().write_batch(&all, Some(&there), None)?;
        }
        Physical::INT64 => {
            let all: Vec<i64> = known.map(|own| own.as_i64().unwrap_or_default()).collect();
            column.typed::<Int64Type>().write_batch(&all, Some(&there), None)?;
        }
        Physical::DOUBLE => {
            let all: Vec<f64> = known.map(|own| own.as_f64().unwrap_or_default()).collect();
            column.typed::<DoubleType>().write_batch(&all, Some(&there), None)?;
        }
        _ => {
            let text = |own: &&Value| match own {
                Value::String(own) => ByteArray::from(own.as_str()),
                other => ByteArray::from(other.to_string().into_bytes()),
            };
            let all: Vec<ByteArray> = known.map(text).collect();
            column.typed::<ByteArrayType>().write_batch(&all, Some(&there), None)?;
        }
    }
    column.close()
}

/// The columns of a kind of row, as the schema has its fields.
fn columns(kind: &str) -> Vec<Column> {
    let schema = schemars::schema_for!(Row).to_value();
    let of_kind = |own: &&Value| own["properties"]["row"]["const"] == kind;
    let variant = schema["oneOf"].as_array().and_then(|all| all.iter().find(of_kind)).unwrap_or(&Value::Null);
    let reference = variant["$ref"].as_str().and_then(|own| own.strip_prefix("#/$defs/")).unwrap_or_default();
    let mut columns = vec![column("row", Physical::BYTE_ARRAY)];
    for (name, own) in schema["$defs"][reference]["properties"].as_object().into_iter().flatten() {
        if own.to_string().contains("\"#/$defs/When\"") && own.get("items").is_none() {
            let part = |of| Column { name: format!("{name}_{of}"), of: Some(of), ..column(name, Physical::BYTE_ARRAY) };
            columns.extend(OF_WHEN.map(part));
            continue;
        }
        let is = |sort: &str| {
            own["type"] == sort || own["type"].as_array().is_some_and(|all| all.iter().any(|own| own == sort))
        };
        columns.push(column(
            name,
            match () {
                () if is("boolean") => Physical::BOOLEAN,
                () if is("integer") => Physical::INT64,
                () if is("number") => Physical::DOUBLE,
                () => Physical::BYTE_ARRAY,
            },
        ));
    }
    columns
}

fn column(name: &str, physical: Physical) -> Column {
    Column { name: name.to_owned(), field: name.to_owned(), of: None, physical }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    fn read(kind: &str, rows: &[Row]) -> SerializedFileReader<bytes::Bytes> {
        let mut bytes = Vec::new();
        let mut file = Parquet::new(&mut bytes, kind).unwrap();
        rows.iter().for_each(|row| file.row(row).unwrap());
        file.finish().unwrap();
        SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap()
    }

    #[test]
    fn a_row_comes_back_with_its_types_and_the_parts_of_its_time() {
        let file = read("statement", &[Row::Statement(invented::statement())]);
        let names: Vec<String> = columns("statement").into_iter().map(|own| own.name).collect();
        let row = file.get_row_iter(None).unwrap().next().unwrap().unwrap();
        let at = |name: &str| names.iter().position(|own| own == name).unwrap();
        assert_eq!(row.get_string(at("id")).unwrap(), "s1");
        assert!(row.get_bool(at("denied")).unwrap());
        assert_eq!(row.get_string(at("said_edtf")).unwrap(), "2031-05");
        assert_eq!(row.get_string(at("said_precision")).unwrap(), "month");
        assert_eq!(row.get_string(at("authority")).unwrap(), "named");
        assert!(row.get_string(at("chain")).unwrap().contains("Strait Radio"));
        assert!(row.get_string(at("anonymity")).is_err());
    }

    #[test]
    fn every_field_is_a_column_even_where_there_is_no_row() {
        let check = |kind: &str, row: Row| {
            let names: Vec<String> = columns(kind).into_iter().map(|own| own.field).collect();
            let Value::Object(fields) = serde_json::to_value(&row).unwrap() else { panic!("{kind}") };
            fields.keys().for_each(|own| assert!(names.contains(own), "{own} of {kind}"));
            assert_eq!(read(kind, &[]).metadata().file_metadata().num_rows(), 0);
            assert_eq!(read(kind, &[row]).metadata().file_metadata().num_rows(), 1);
        };
        check("statement", Row::Statement(invented::statement()));
        check("document", Row::Document(invented::document()));
        check("event", Row::Event(invented::event("ASSAULT", "denied", invented::month())));
        check("event_mention", Row::EventMention(invented::telling("ASSAULT", "denied")));
        check("disagreement", Row::Disagreement(invented::disagreement()));
        check("entity", Row::Entity(invented::entities().remove(0)));
    }
}
