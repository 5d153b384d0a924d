//! The order of arrival does not matter; rulings hold; the surest links join first.

use super::*;
use proptest::prelude::*;

/// Numbers that share a digit meet; those that differ by no more than three belong together, and no part holds both 5 and 8.
struct Near;

impl Layer for Near {
    type Profile = i64;
    const REACH: usize = 2;
    const MOST: usize = 6;
    const LEVELS: &'static [i32] = &[997, 998, 999, 1000];

    fn link(&self, one: &i64, other: &i64) -> Option<(i32, String)> {
        let far = (one - other).abs();
        (far <= 3).then(|| (1000 - far as i32, format!("{far} apart")))
    }

    fn parts(&self, members: &[(Id, i64)], links: &[Link], rulings: &[Ruling]) -> Vec<Part> {
        let apart = |one: usize, other: usize| {
            let mut pair = [members[one].1 % 10, members[other].1 % 10];
            pair.sort();
            pair != [5, 8]
        };
        merge(members, links, rulings, 0, apart)
    }
}

fn item(id: Id, number: i64) -> Item<i64> {
    let keys = vec![number as u64 / 4, 100 + number as u64 % 3, 7];
    Item { document: id, place: Place { moment: number / 2, id }, keys, profile: number }
}

fn settled(shelf: &mut Memory<i64>, moves: &[(bool, Id, i64)]) {
    let mut meetings = Meetings::new(&Near, shelf);
    for (comes, id, number) in moves {
        match comes {
            true => meetings.arrive(item(*id, *number)),
            false => meetings.depart(*id),
        }
        .unwrap_or_else(|never| match never {});
    }
    meetings.settle().unwrap_or_else(|never| match never {});
}

fn ruled() -> Memory<i64> {
    let mut shelf = Memory::default();
    shelf.rule(Ruling { one: 1, other: 2, same: false });
    shelf.rule(Ruling { one: 3, other: 9, same: true });
    shelf
}

proptest! {
    #[test]
    fn the_order_of_arrival_does_not_matter(
        numbers in prop::collection::vec(0i64..40, 1..30),
        leavers in prop::collection::vec((0u64..40, 0i64..40), 0..10),
        order in any::<u64>(),
        batch in 1usize..8,
    ) {
        let stay: Vec<(bool, Id, i64)> =
            numbers.iter().enumerate().map(|(id, number)| (true, id as Id, *number)).collect();
        let mut plain = ruled();
        settled(&mut plain, &stay);
        // Some come and go; some come first with another number; all in another order, a few at a time.
        let mut moves: Vec<(u64, (bool, Id, i64))> = Vec::new();
        let mut seed = order;
        for (at, own) in stay.iter().enumerate() {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(at as u64 | 1);
            moves.push((seed >> 33 | 1 << 40, *own));
        }
        for (at, (id, number)) in leavers.iter().enumerate() {
            moves.push((at as u64, (true, *id, *number)));
            moves.push((1 << 36 | at as u64, (false, *id, *number)));
        }
        moves.sort_by_key(|(key, _)| *key);
        let moves: Vec<(bool, Id, i64)> = moves.into_iter().map(|(_, own)| own).collect();
        let mut shelf = ruled();
        for some in moves.chunks(batch) {
            settled(&mut shelf, some);
        }
        prop_assert_eq!(shelf.all_links(), plain.all_links());
        prop_assert_eq!(shelf.all_parts(), plain.all_parts());
    }
}

#[test]
fn the_surest_links_join_first_and_nothing_that_must_stay_apart() {
    let mut shelf = Memory::default();
    settled(&mut shelf, &[(true, 1, 5), (true, 2, 6), (true, 3, 8)]);
    let parts: Vec<Vec<Id>> = shelf.all_parts().into_values().collect();
    assert_eq!(parts, [vec![1, 2], vec![3]]);
}

#[test]
fn a_ruling_holds_and_is_undone() {
    let mut shelf = Memory::default();
    shelf.rule(Ruling { one: 1, other: 2, same: false });
    settled(&mut shelf, &[(true, 1, 5), (true, 2, 6)]);
    assert_eq!(shelf.all_parts().len(), 2);
    shelf = Memory::default();
    settled(&mut shelf, &[(true, 1, 5), (true, 2, 6)]);
    assert_eq!(shelf.all_parts().len(), 1);
}

#[test]
fn a_ruling_joins_the_whole_of_both_sides_and_takes_nothing_from_either() {
    // 8 and 5 may not be linked into one part; a person says that 8 and 6 are one.
    let mut shelf = Memory::default();
    shelf.rule(Ruling { one: 2, other: 3, same: true });
    settled(&mut shelf, &[(true, 1, 5), (true, 2, 6), (true, 3, 8)]);
    let parts: Vec<Vec<Id>> = shelf.all_parts().into_values().collect();
    assert_eq!(parts, [vec![1, 2, 3]]);
}
