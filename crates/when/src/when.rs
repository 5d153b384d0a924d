//! From EDTF to the noun of the record, [`When`].
//!
//! Invariant: earliest and latest are those of the EDTF value, always.

use crate::edtf::Edtf;
use crate::meaning::Placed;
use dateline_record::{Method, When};

/// The [`When`] of a value, as exact as the value itself.
pub fn when(edtf: &Edtf, method: Method, text: Option<&str>) -> When {
    of(Placed::new(*edtf, method), text)
}

/// The [`When`] of a placed stretch.
pub(crate) fn of(placed: Placed, text: Option<&str>) -> When {
    let Placed { edtf, precision, method } = placed;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    When {
        text: text.map(str::to_string),
        edtf: edtf.to_string(),
        earliest: day(edtf.earliest()),
        latest: day(edtf.latest()),
        precision,
        method,
    }
}
