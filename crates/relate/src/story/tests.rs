//! What is one story and what is not; that order and batches do not matter; that people's word holds.

use super::*;
use crate::meet::{Item, Meetings, Memory, Place};
use proptest::prelude::*;

const FERRY: &str = "The Turvik ferry sank in a storm off Sorby on Monday night, and eleven passengers drowned. The Turvik coast guard \
said that the ferry had left harbour in spite of the warning. Captain Oren Halvik was among the dead.";
const FERRY_LATER: &str = "Investigators blame Captain Oren Halvik for the loss of the Turvik ferry, which sank off Sorby with eleven \
passengers who drowned in the storm. The coast guard had warned that the ferry should stay in harbour.";
const OTHER_FERRY: &str = "A ferry sank near Maravan on Friday and thirty pilgrims drowned when Lake Ossa flooded. The owner, Delia \
Marsk, was arrested at the harbour. The Maravan police said that the boat carried twice the passengers it was built for.";
const BRIDGE: &str = "The council of Kelmar voted to close the old bridge after engineers found cracks in two of its pillars. Mayor \
Ilse Brandt promised a bus for those who work on the other shore until the repair is finished in the spring.";

fn profile(text: &str, day: Option<i32>) -> Arc<Profile> {
    Arc::new(Profile::read(None, text, day))
}

fn alike(one: &str, other: &str, days: i32) -> bool {
    likeness(&profile(one, Some(0)), &profile(other, Some(days))).0 >= ONE_STORY
}

#[test]
fn two_reports_of_one_wreck_are_one_story() {
    assert!(alike(FERRY, FERRY_LATER, 2));
}

#[test]
fn two_wrecks_are_two_stories() {
    assert!(!alike(FERRY, OTHER_FERRY, 2));
}

#[test]
fn days_between_count_against_it() {
    let at = |days| likeness(&profile(FERRY, Some(0)), &profile(FERRY_LATER, Some(days))).0;
    assert!(at(1) == at(3) && at(3) > at(20) && at(20) > at(80) && at(200) == at(100));
    let undated = likeness(&profile(FERRY, None), &profile(FERRY_LATER, Some(80)));
    assert_eq!(undated, (at(1), None));
}

#[test]
fn a_sign_names_what_both_name() {
    let (one, other) = (profile(FERRY, Some(0)), profile(FERRY_LATER, Some(2)));
    let signs = signs(&one, &other, Some(2));
    assert_eq!(signs, super::signs(&other, &one, Some(2)));
    assert!(signs.starts_with("both name ") && signs.contains("Turvik") && signs.ends_with("2 days apart"), "{signs}");
}

#[test]
fn a_few_words_are_about_nothing() {
    assert!(Stories::keys(&profile("What a storm in Turvik", None)).is_empty());
}

#[test]
fn a_profile_survives_packing() {
    for text in [FERRY, "", "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich"] {
        for day in [None, Some(0), Some(-400)] {
            let own = Profile::read(Some("Wreck off Sorby"), text, day);
            assert_eq!(Profile::unpacked(&own.packed()), Some(own));
        }
    }
}

fn arrived(moves: &[(usize, bool)], rulings: &[Ruling], batch: usize) -> Memory<Arc<Profile>> {
    let mut shelf = Memory::default();
    rulings.iter().for_each(|ruling| shelf.rule(*ruling));
    for some in moves.chunks(batch) {
        let mut meetings = Meetings::new(&Stories { least: ONE_STORY }, &mut shelf);
        for (number, comes) in some {
            let id = *number as Id + 1;
            if !comes {
                meetings.depart(id).unwrap_or_else(|never| match never {});
                continue;
            }
            // Every fourth has no date; the others lie some days apart.
            let day = (number % 4 != 3).then_some(*number as i32 * 2);
            let text = [FERRY, FERRY_LATER, OTHER_FERRY, BRIDGE][number % 4];
            let profile = profile(&text.replace("Monday", &format!("Monday {number} {number}")), day);
            let place = Place { moment: day.map_or(i64::MAX, i64::from), id };
            let keys = Stories::keys(&profile);
            meetings.arrive(Item { document: id, place, keys, profile }).unwrap_or_else(|never| match never {});
        }
        meetings.settle().unwrap_or_else(|never| match never {});
    }
    shelf
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_order_of_arrival_does_not_matter(
        stay in prop::collection::btree_set(0usize..60, 1..40),
        order in any::<u64>(),
        batch in 1usize..9,
    ) {
        let rulings = [Ruling { one: 1, other: 2, same: false }, Ruling { one: 3, other: 4, same: true }];
        let plain: Vec<(usize, bool)> = stay.iter().map(|number| (*number, true)).collect();
        let mut moves: Vec<(u64, (usize, bool))> = Vec::new();
        for number in 0..60 {
            let key = (number as u64 + 1).wrapping_mul(order | 1) >> 8;
            moves.push((key, (number, true)));
            if !stay.contains(&number) {
                moves.push((key + 5, (number, false)));
            }
        }
        moves.sort_by_key(|(key, (number, comes))| (*key, *number, !comes));
        let moves: Vec<(usize, bool)> = moves.into_iter().map(|(_, own)| own).collect();
        let (one, other) = (arrived(&plain, &rulings, 100), arrived(&moves, &rulings, batch));
        prop_assert_eq!(one.all_links(), other.all_links());
        prop_assert_eq!(one.all_parts(), other.all_parts());
    }
}

#[test]
fn what_people_say_holds() {
    let all: Vec<(usize, bool)> = (0..8).map(|number| (number, true)).collect();
    let of = |shelf: &Memory<Arc<Profile>>, id: Id| {
        shelf.all_parts().into_values().find(|members| members.contains(&id)).unwrap_or_default()
    };
    let plain = arrived(&all, &[], 8);
    assert!(of(&plain, 1).contains(&2) && !of(&plain, 1).contains(&3) && !of(&plain, 1).contains(&4));
    let rulings = [Ruling { one: 1, other: 2, same: false }, Ruling { one: 1, other: 4, same: true }];
    let ruled = arrived(&all, &rulings, 8);
    assert!(!of(&ruled, 1).contains(&2) && of(&ruled, 1).contains(&4));
}
