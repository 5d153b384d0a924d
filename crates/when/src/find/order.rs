//! Days in digits that may be either of two, settled by the text's other dates in digits (“filed on 13/04/2024, closed on
//! 03/05/2024”), else by the order that its country writes.
//!
//! Invariant: only where all dates of the text that show an order show the same; the day found is `inferred`. Cost: linear in the
//! expressions.

use super::Item;
use crate::Order;
use crate::edtf::Edtf;
use crate::meaning::Placed;
use crate::token::Token;
use dateline_record::Method;

/// A number beyond it is no month.
const MONTHS: i8 = 12;

/// Settles the days that may be either of two; `known` is the order of the text's country.
pub(super) fn settle(items: &mut [Item], tokens: &[Token], text: &str, known: Option<Order>) {
    if !items.iter().any(|item| either(item).is_some()) {
        return;
    }
    let mut shown = items.iter().filter(|item| either(item).is_none()).filter_map(|item| {
        let (first, second) = digits(item, tokens, text)?;
        match (first > MONTHS, second > MONTHS) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    });
    let settled = match shown.next() {
        Some(first) => shown.all(|other| other == first).then_some(first),
        None => known,
    };
    let Some(order) = settled else { return };
    for item in items {
        let (Some(days), Some((first, second))) = (either(item), digits(item, tokens, text)) else { continue };
        let wanted = if order == Order::DayFirst { first } else { second };
        let day = if days.0.day() == wanted { days.0 } else { days.1 };
        item.sense.value = day.to_string();
        item.sense.stretch = Some(Placed::new(Edtf::day(day), Method::Inferred));
    }
}

fn either(item: &Item) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    match item.sense.stretch?.edtf {
        Edtf::Either(either) => Some(either.days()),
        _ => None,
    }
}

/// The first two numbers of a date of three.
fn digits(item: &Item, tokens: &[Token], text: &str) -> Option<(i8, i8)> {
    let words = &text[tokens[item.begin].start as usize..tokens[item.end - 1].end as usize];
    let mut parts = words.split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| part.parse().ok().filter(|_| part.len() <= 2);
    (parts.next().is_none() && year.len() == 4).then_some(())?;
    number(first).zip(number(second))
}
