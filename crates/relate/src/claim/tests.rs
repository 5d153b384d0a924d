//! What is a claim of its own.

use super::*;

#[test]
fn some_of_those_counted_are_no_claim_of_their_own() {
    assert!(is_part("Ten children and 13 rebels were among 48 people killed in Varn.", "13"));
    assert!(is_part("At least 48 people were killed, including 13 rebels.", "13"));
    assert!(!is_part("At least 48 people were killed in Varn on Monday.", "48"));
}
