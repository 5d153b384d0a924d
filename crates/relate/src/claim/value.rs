//! Values that claims give, and when two of them can both stand.
//!
//! Invariant: what is not known to differ agrees: names that share a word, places without coordinates, a part and its whole.

use crate::entity::{country, telling_words};
use dateline_lexicon::{Gazetteer, Known};
use dateline_record::{Bound, Grain, ParticipantRow, PlaceRow, QuantityRow};

/// “About 40” allows what is no further from it than this part.
const ABOUT: f64 = 0.15;
/// Places nearer to one another than this may be one, in kilometres.
const NEAR: f64 = 40.0;
/// Kilometres in a degree of latitude.
const DEGREE: f64 = 111.2;

/// A value that can be compared.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// The least it can be, the most, and how the words bind it.
    Number(f64, Option<f64>, Bound),
    /// First and last day, and the EDTF of what the words mean.
    Days(String, String, String),
    /// A place by name; degrees north and east where it is a town that is known.
    Place(String, Option<(i32, i32)>),
    /// Somebody: as shown, the words of the name in small letters, the country they are of.
    Who(String, Vec<String>, Option<String>),
    /// Whether it is so.
    Whether(bool),
}

impl Value {
    /// The value of a number.
    pub fn number(quantity: &QuantityRow) -> Option<Value> {
        Some(Value::Number(quantity.low.or(quantity.high)?, quantity.high, quantity.bound))
    }

    /// The value of a place; hundredths of degrees are kept whole, so that values can be told equal.
    pub fn place(place: &PlaceRow) -> Value {
        let hundredths = |degrees: f64| (degrees * 100.0).round() as i32;
        let point = place.latitude.zip(place.longitude).filter(|_| place.precision == Some(Grain::City));
        Value::Place(place.name.clone(), point.map(|(north, east)| (hundredths(north), hundredths(east))))
    }

    /// The value of somebody who is named; none where the name has no word that tells one from another, or is a town's.
    pub fn who(one: &ParticipantRow) -> Option<Value> {
        let name = one.name.as_deref().filter(|name| !one.metonym && !is_town(name))?;
        let words = telling_words(name);
        let own = words.iter().find_map(|word| country(word)).map(str::to_string);
        (!words.is_empty()).then(|| Value::Who(name.to_string(), words, one.country.clone().or(own)))
    }

    /// As it is printed.
    pub fn shown(&self) -> String {
        match self {
            Value::Days(_, _, edtf) => edtf.clone(),
            Value::Place(name, _) | Value::Who(name, ..) => name.clone(),
            Value::Whether(is_so) => if *is_so { "it is so" } else { "it is not so" }.to_string(),
            Value::Number(low, high, bound) => match (bound, high) {
                (Bound::AtLeast | Bound::Vague, _) => format!(">={low}"),
                (Bound::MoreThan, _) => format!(">{low}"),
                (Bound::About, _) => format!("~{low}"),
                (Bound::UpTo, Some(high)) => format!("<={high}"),
                (Bound::LessThan, Some(high)) => format!("<{high}"),
                (Bound::Between, Some(high)) => format!("{low}..{high}"),
                _ => format!("{low}"),
            },
        }
    }

    /// Whether two values are one, with and without a bound, or not known to differ.
    pub fn is_like(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Number(a, ..), Value::Number(b, ..)) => a == b,
            (Value::Days(a, b, _), Value::Days(c, d, _)) => a <= d && c <= b,
            (Value::Place(_, one), Value::Place(_, other)) => {
                one.zip(*other).is_none_or(|(one, other)| kilometres(one, other) < NEAR)
            }
            (Value::Who(one, words, country), Value::Who(other, others, its)) => {
                words.iter().any(|word| others.contains(word))
                    || is_short_for(one, others)
                    || is_short_for(other, words)
                    || match (country, its) {
                        (Some(one), Some(other)) => one == other,
                        // “The army” of one may be the state that the other names.
                        (None, None) => false,
                        _ => true,
                    }
            }
            (one, other) => one == other,
        }
    }

    /// Whether the words of one number allow the other.
    pub fn rounds(&self, other: &Value) -> bool {
        let (Value::Number(a, a_high, a_bound), Value::Number(b, b_high, b_bound)) = (self, other) else {
            return false;
        };
        let allows = |low: f64, high: Option<f64>, bound: Bound, number: f64| match bound {
            Bound::Exact => number == low,
            Bound::About => (number - low).abs() <= low * ABOUT,
            Bound::AtLeast | Bound::MoreThan | Bound::Vague => number >= low && high.is_none_or(|high| number <= high),
            Bound::UpTo | Bound::LessThan => high.is_none_or(|high| number <= high),
            Bound::Between => number >= low && high.is_none_or(|high| number <= high),
        };
        allows(*a, *a_high, *a_bound, *b) || allows(*b, *b_high, *b_bound, *a)
    }
}

/// “Beirut said”: a town, which stands for nobody in particular.
fn is_town(name: &str) -> bool {
    let known = Gazetteer::embedded().entry(name).known();
    known.any(Known::CITY) && !known.any(Known::COUNTRY | Known::GROUP)
}

/// How far two points are apart, near enough for towns.
fn kilometres(one: (i32, i32), other: (i32, i32)) -> f64 {
    let degrees = |of: i32| f64::from(of) / 100.0;
    let north = (degrees(one.0) - degrees(other.0)) * DEGREE;
    let middle = (degrees(one.0) + degrees(other.0)) / 2.0;
    let east = (degrees(one.1) - degrees(other.1)) * DEGREE * middle.to_radians().cos();
    north.hypot(east)
}

/// Whether capitals may stand for these words: “OPF” for “orsa people front”.
fn is_short_for(name: &str, words: &[String]) -> bool {
    let is_capitals = name.len() >= 2 && name.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic());
    let mut first = words.iter().filter_map(|word| word.chars().next());
    is_capitals
        && name
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .all(|letter| first.any(|own| letter.to_lowercase().eq([own])))
}
