//! Where events took place: the country and the point of each place, or none.

use super::{document, reading};
use dateline_record::{Grain, Kind};

/// `name COUNTRY grain north east` of each event that has a place, once.
fn check(text: &str, expected: &str) {
    let document = document(text, Kind::Article).unwrap();
    let mut found: Vec<String> = Vec::new();
    for place in reading(&document).events.iter().filter_map(|one| one.place.as_ref()) {
        let country = place.country.as_deref().unwrap_or("-");
        let mut line = format!("{} {country}", place.name);
        if let Some(point) = place.point {
            assert!((-90.0..=90.0).contains(&point.latitude) && (-180.0..=180.0).contains(&point.longitude));
            let grain = match point.grain {
                Grain::Country => "country",
                Grain::Region => "region",
                Grain::City => "city",
            };
            line.push_str(&format!(" {grain} {:.0} {:.0}", point.latitude, point.longitude));
        }
        if !found.contains(&line) {
            found.push(line);
        }
    }
    assert_eq!(found.join(" | "), expected, "{text}");
}

#[test]
fn what_stands_beside_a_place_settles_it() {
    check("Police arrested three activists in Paris, Texas, on Tuesday.", "Paris US city 34 -96");
    check("Police arrested three activists in Springfield, Ill., on Tuesday.", "Springfield US city 40 -90");
    check("Police arrested three activists in Tripoli, Lebanon, on Tuesday.", "Tripoli LB city 34 36");
    check("Police arrested three activists in the Lebanese city of Tripoli.", "Tripoli LB city 34 36");
    check("Police arrested three activists in Tripoli in northern Lebanon.", "Tripoli LB city 34 36");
}

#[test]
fn a_village_that_nobody_knows_has_the_country_beside_it_and_no_point() {
    check("Rebels killed three soldiers in Turvik, Norway.", "Turvik NO");
    check("Rebels killed three soldiers in the Norwegian village of Turvik.", "Turvik NO");
}

#[test]
fn the_countries_that_a_document_names_settle_a_place() {
    check(
        "Lebanon is in mourning. Gunmen killed two soldiers in Tripoli on Tuesday. Lebanese officials were silent.",
        "Tripoli LB city 34 36",
    );
    check(
        "Syria is at war. Rebels killed two soldiers in Idlib on Tuesday. The Syrian army shelled the town.",
        "Idlib SY city 36 37",
    );
}

#[test]
fn where_two_countries_have_a_place_of_the_name_it_stays_open() {
    check("Lebanon and Libya closed their embassies. Gunmen killed two soldiers in Tripoli on Tuesday.", "Tripoli -");
    check("Gunmen killed two soldiers in Lancaster on Tuesday.", "Lancaster -");
}

#[test]
fn a_namesake_in_a_country_that_is_named_is_not_meant_where_one_abroad_is_far_larger() {
    check("The United States is calm. Gunmen killed two soldiers in Geneva on Tuesday, US officials said.", "Geneva -");
}

#[test]
fn countries_of_a_list_do_not_hold_each_other() {
    check("Gunmen killed two soldiers in Portugal, Belgium and Sweden on Tuesday.", "Portugal PT country 40 -8");
}

#[test]
fn what_everybody_knows_needs_no_country() {
    check("Gunmen killed two soldiers in Cairo on Tuesday.", "Cairo EG city 30 31");
}

#[test]
fn countries_and_regions_have_a_middle_that_says_so() {
    check("Gunmen killed two soldiers in Sweden on Tuesday.", "Sweden SE country 62 16");
    check("Gunmen killed two soldiers in Idlib province on Tuesday, Syria said.", "Idlib province SY region 36 37");
    check("Gunmen killed two soldiers in the Syrian province of Idlib on Tuesday.", "Idlib SY region 36 37");
    check("Gunmen killed two soldiers in Scotland on Tuesday.", "Scotland GB region 56 -4");
}

#[test]
fn a_piece_of_a_longer_name_has_no_point() {
    check("Police arrested three activists at the University of Lancaster in 2019, Britain said.", "");
}

#[test]
fn georgia_is_open_where_nothing_tells_which() {
    check("Gunmen killed two soldiers in Georgia on Tuesday.", "Georgia -");
    check(
        "Tbilisi is calm. Gunmen killed two soldiers in Georgia on Tuesday, Georgian officials said.",
        "Georgia GE country 42 44",
    );
}
