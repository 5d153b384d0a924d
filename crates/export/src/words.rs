//! Qualifiers in words: the same in every format that has no field for them.

use dateline_record::When;
use serde::Serialize;
use serde_json::Value;

/// The name that rows give one value of an enumeration: “at-least”.
pub(crate) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// “2031-05 (month, written: “last month”)”
pub(crate) fn when(when: &When) -> String {
    let words = when.text.as_ref().map_or(String::new(), |text| format!(": “{text}”"));
    format!("{} ({}, {}{words})", when.edtf, name(&when.precision), name(&when.method))
}
