//! In which order a document writes day and month in digits, by the country of its outlet, its address and its page.
//!
//! Invariant: where these signs disagree there is no order. Cost: three look-ups a document.

use dateline_lexicon::{country_of_address, country_of_outlet};
use dateline_record::Document;
use dateline_when::Order;

/// What programs that make pages write where nobody chose a country: alone it says nothing.
const UNCHOSEN: &str = "US";

/// The order of the country for which `document` is written.
pub(crate) fn of(document: &Document) -> Option<Order> {
    let outlet = document.outlet.as_deref().and_then(country_of_outlet);
    // Its own address stands in no words.
    let own = document.links.first().filter(|link| link.span.is_none());
    let address = own.and_then(|link| country_of_address(&link.address));
    let page = document.region.as_deref().filter(|region| *region != UNCHOSEN);
    let mut orders = [outlet, address, page].into_iter().flatten().map(Order::of_country);
    let first = orders.next()??;
    orders.all(|order| order == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::{CaptureId, Kind, Link, Span, TextBuilder};

    #[track_caller]
    fn check(outlet: &str, address: &str, region: &str, expected: Option<Order>) {
        let mut builder = TextBuilder::new();
        builder.verbatim(0, "Filed.", 0..6);
        let span = Span::new(0, "Filed.", 0..6).unwrap();
        let mut document = Document::bare(CaptureId::of(b""), Kind::Article, vec![span], builder.finish()).unwrap();
        let said = |words: &str| (!words.is_empty()).then(|| words.to_string());
        (document.outlet, document.region) = (said(outlet), said(region));
        let link = |address| Link { text: String::new(), address, document: None, span: None };
        document.links = said(address).map(link).into_iter().collect();
        assert_eq!(of(&document), expected, "{outlet} {address} {region}");
    }

    #[test]
    fn the_outlet_its_address_and_its_page_say_the_order() {
        check("BBC News", "", "", Some(Order::DayFirst));
        check("The Varn Courier", "https://courier.example.com.au/a", "", Some(Order::DayFirst));
        check("The Varn Courier", "https://courier.example.com/a", "IN", Some(Order::DayFirst));
        check("USA Today", "", "US", Some(Order::MonthFirst));
    }

    #[test]
    fn a_page_that_says_us_and_no_more_says_nothing() {
        check("The Varn Courier", "https://courier.example.com/a", "US", None);
        check("The Varn Courier", "https://courier.example.co.uk/a", "US", Some(Order::DayFirst));
        check("", "https://courier.example.gov/a", "US", Some(Order::MonthFirst));
    }

    #[test]
    fn where_signs_disagree_or_a_country_writes_both_there_is_no_order() {
        check("USA Today", "", "GB", None);
        check("", "https://courier.example.ca/a", "", None);
        check("", "https://courier.example.ca/a", "GB", None);
        check("", "", "", None);
    }
}
