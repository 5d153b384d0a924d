//! In what way claims disagree, in words: the same in lists, briefs and pages.

use dateline_record::Disagreeing;

/// “they cannot both stand”.
pub fn disagreeing(how: Disagreeing) -> &'static str {
    match how {
        Disagreeing::Conflict => "they cannot both stand",
        Disagreeing::Denial => "one denies it",
        Disagreeing::Revision => "a later figure",
        Disagreeing::Scope => "not of the same people, area or time",
        Disagreeing::Definition => "not called by the same name",
        Disagreeing::RoundingOrLowerBound => "the words of one allow the other",
    }
}
