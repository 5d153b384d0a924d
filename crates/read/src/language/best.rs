//! The place of the largest of some numbers.
//!
//! Invariant: of those that are as large, the first. Cost: a comparison a number, some at once; then a search.

/// How many are compared at once.
const LANES: usize = 16;

/// The place of the largest; the first where there is none.
#[inline(always)]
pub(super) fn best(scores: &[f32]) -> usize {
    let larger = |one: f32, other: f32| if other > one { other } else { one };
    let (whole, rest) = scores.as_chunks::<LANES>();
    let mut most = [f32::NEG_INFINITY; LANES];
    for scores in whole {
        most.iter_mut().zip(scores).for_each(|(most, score)| *most = larger(*most, *score));
    }
    let most = most.iter().chain(rest).fold(f32::NEG_INFINITY, |most, score| larger(most, *score));
    scores.iter().position(|score| *score == most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_first_of_the_largest(scores in proptest::collection::vec(0u8..9, 1..80)) {
            let scores: Vec<f32> = scores.into_iter().map(f32::from).collect();
            let found = best(&scores);
            prop_assert!(scores[..found].iter().all(|score| *score < scores[found]));
            prop_assert!(scores[found..].iter().all(|score| *score <= scores[found]));
        }
    }
}
