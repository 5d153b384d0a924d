//! Two tellings side by side: which signs hold, and whether they are one event.

use super::*;

/// A telling in few words: class, days, places, numbers killed, content.
fn told(id: u64, class: &str, days: Option<(i32, i32)>, places: &[u64], killed: i64, words: &[u32]) -> Arc<Told> {
    let numbers = if killed > 0 { vec![("killed".to_string(), killed, Some(killed), true)] } else { Vec::new() };
    Arc::new(Told {
        id,
        document: id,
        class: class.into(),
        days,
        published: Some(100),
        is_lead: true,
        places: places.to_vec(),
        numbers,
        sentences: vec![Sentence { at: 0, content: words.to_vec(), all: words.to_vec() }],
        group: id,
        trigger: id as u32,
        ..Told::default()
    })
}

fn joined(one: &Arc<Told>, other: &Arc<Told>) -> Option<String> {
    Events.link(one, other).map(|(_, signs)| signs)
}

#[test]
fn what_is_unpacked_is_what_was_packed() {
    let one = told(1, "ASSAULT", Some((99, 99)), &[7], 18, &[1, 2, 3]);
    let mut other = (*one).clone();
    (other.id, other.class, other.trigger) = (2, "ACCIDENT".into(), 9);
    let all = vec![one, Arc::new(other), told(3, "CONSULT", None, &[], 0, &[4])];
    assert_eq!(unpacked(&packed(&all)), Some(all));
    assert_eq!(unpacked(&[255; 9]), None);
}

#[test]
fn one_place_one_day_one_number_are_one_event() {
    let one = told(1, "ASSAULT", Some((99, 99)), &[7], 18, &[1, 2, 3]);
    let other = told(2, "ACCIDENT", Some((99, 99)), &[7], 18, &[4, 5, 6]);
    assert_eq!(joined(&one, &other).as_deref(), Some("same day; same place; same number"));
}

#[test]
fn five_similar_happenings_stay_five() {
    let all: Vec<_> = (0..5)
        .map(|at| told(at, "ASSAULT", Some((90 + 2 * at as i32, 90 + 2 * at as i32)), &[7], 18, &[1, 2, 3, 4, 5, 6]))
        .collect();
    for (at, one) in all.iter().enumerate() {
        assert!(all[at + 1..].iter().all(|other| joined(one, other).is_none()));
    }
}

#[test]
fn another_place_and_another_number_on_the_same_day_are_another_event() {
    let one = told(1, "ASSAULT", Some((99, 99)), &[7], 18, &[1, 2, 3]);
    assert_eq!(joined(&one, &told(2, "ASSAULT", Some((99, 99)), &[8], 40, &[1, 2, 4])), None);
}

#[test]
fn what_is_planned_never_meets_what_happened() {
    let one = told(1, "CONSULT", Some((99, 99)), &[7], 0, &[1, 2, 3, 4, 5, 6, 7]);
    let mut other = (*one).clone();
    (other.id, other.group, other.reality) = (2, 2, 1);
    assert_eq!(joined(&one, &Arc::new(other)), None);
}

#[test]
fn what_happens_to_somebody_once_is_one_event_in_other_words() {
    // “Ana Vell’s death”, “Ms. Vell was killed in Turvik”, long apart.
    let mut one = (*told(1, "DEATH", None, &[], 0, &[1, 2, 3])).clone();
    let mut other = (*told(2, "ASSAULT", None, &[7], 0, &[4, 5, 6])).clone();
    (one.once, other.once) = (vec![9], vec![9]);
    other.published = Some(900);
    let signs = joined(&Arc::new(one.clone()), &Arc::new(other.clone()));
    assert_eq!(signs.as_deref(), Some("it happens to somebody once"));
    // A release comes again: not of another season.
    (one.once, other.once) = (vec![8], vec![8]);
    assert_eq!(joined(&Arc::new(one), &Arc::new(other)), None);
}

#[test]
fn what_is_called_by_its_day_is_one_event_long_after() {
    // “the October 7 attack” in two reports of next spring; “was attacked on October 7” in neither is a name.
    let mut one = (*told(1, "ASSAULT", Some((50, 50)), &[], 0, &[1, 2, 3])).clone();
    let mut other = (*told(2, "ASSAULT", Some((50, 50)), &[], 0, &[4, 5, 6])).clone();
    assert_eq!(joined(&Arc::new(one.clone()), &Arc::new(other.clone())), None);
    one.is_called_by_day = true;
    let signs = joined(&Arc::new(one.clone()), &Arc::new(other.clone()));
    assert_eq!(signs.as_deref(), Some("same day; same class; called by its day"));
    // Others did it.
    (one.actors, other.actors) = (vec![3], vec![4]);
    assert_eq!(joined(&Arc::new(one), &Arc::new(other)), None);
}
