//! Syntactic words, as Universal Dependencies counts them for English: “don’t” is two, “U.S.-led” three, an address one.
//!
//! Invariant: in order, disjoint, not empty, at character boundaries, no white space inside; no text is copied.
//! Cost: one pass. After: Bies, Mott & Warner, English Web Treebank, 2012, and the guidelines of UD English.

use super::affix;
use dateline_lexicon::Lexicon;
use std::ops::Range;

/// A syntactic word: bytes of the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Word {
    /// Where it begins.
    pub start: u32,
    /// Behind its last byte.
    pub end: u32,
}

impl Word {
    /// Its bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its letters.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// Cuts `text` into `words`, which are emptied first.
pub fn cut(text: &str, lexicon: &Lexicon, words: &mut Vec<Word>) {
    words.clear();
    let mut at = 0;
    for piece in text.split_whitespace() {
        // `split_whitespace` gives slices of `text`, in order.
        let start = at + text[at..].find(piece).expect("a piece lies behind the last one");
        at = start + piece.len();
        Piece { text, end: at, lexicon }.cut(start, words);
    }
}

/// What stands between white space.
struct Piece<'a> {
    text: &'a str,
    end: usize,
    lexicon: &'a Lexicon,
}

impl Piece<'_> {
    fn cut(&self, mut at: usize, words: &mut Vec<Word>) {
        let mut opens = true;
        while at < self.end {
            let rest = &self.text[at..self.end];
            let char = rest.chars().next().expect("not at the end");
            let address = if opens { address_length(rest) } else { None };
            opens = matches!(char, '<' | '(' | '[' | '"' | '“' | '‘' | '\'' | ':' | '=');
            let end = match char {
                _ if let Some(length) = address => at + length,
                '@' | '#' if opens_handle(rest) => at + handle_length(rest),
                _ if is_letter(char) => {
                    self.run(at, words);
                    at = words.last().map_or(self.end, |last| last.end as usize);
                    continue;
                }
                '.' | '-' | '=' | '_' | '*' | '~' | '!' | '?' | '$' => at + run_length(rest, char),
                '`' | '\'' if rest[1..].starts_with(char) => at + 2,
                '\'' | '’' if clitic_length(rest) > 0 && at > 0 => at + clitic_length(rest),
                // “’90s”, “’em”: what is left out.
                '\'' | '’' if rest[char.len_utf8()..].starts_with(|next: char| next.is_ascii_digit()) => {
                    let digits = &rest[char.len_utf8()..];
                    at + char.len_utf8() + digits.len() - digits.trim_start_matches(char::is_alphanumeric).len()
                }
                ':' | ';' => at + smiley_length(rest).unwrap_or(1),
                _ => at + char.len_utf8(),
            };
            push(words, at..end);
            at = end;
        }
    }

    /// Cuts the run of letters, digits and the marks between them that begins at `start`.
    fn run(&self, start: usize, words: &mut Vec<Word>) {
        let end = self.run_end(start);
        let run = &self.text[start..end];
        let parts = affix::hyphenated(run, self.lexicon);
        let mut at = start;
        for part in parts {
            let length = part.len();
            self.part(at..at + length, words);
            at += length;
        }
    }

    /// A part of a run, its clitics apart.
    fn part(&self, range: Range<usize>, words: &mut Vec<Word>) {
        let mut rest = range.clone();
        let mut tail = [0; 3];
        let mut count = 0;
        // From behind: “wouldn’t’ve”.
        while count < tail.len() {
            let Some(cut) = affix::clitic(&self.text[rest.clone()]) else { break };
            tail[count] = rest.start + cut;
            count += 1;
            rest.end = rest.start + cut;
        }
        let mut at = rest.start;
        for length in affix::joined(&self.text[rest.clone()]) {
            push(words, at..at + length);
            at += length;
        }
        for index in (0..count).rev() {
            let end = if index == 0 { range.end } else { tail[index - 1] };
            push(words, tail[index]..end);
        }
    }

    /// Where a run ends: letters and digits, and marks between two of them.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut chars = self.text[start..self.end].char_indices().peekable();
        let mut before = ' ';
        while let Some((offset, char)) = chars.next() {
            let past = start + offset + char.len_utf8();
            let next = chars.peek().map_or(' ', |(_, next)| *next);
            let joins = match char {
                _ if is_letter(char) => true,
                '\'' | '’' => is_letter(next),
                '.' => is_letter(next) && !affix::glued(&self.text[start..start + offset], &self.text[past..self.end]),
                ',' => before.is_ascii_digit() && three_digits(&self.text[past..self.end]),
                ':' => before.is_ascii_digit() && next.is_ascii_digit(),
                '/' => before.is_ascii_digit() && next.is_ascii_digit(),
                '&' => before.is_uppercase() && next.is_uppercase(),
                '-' => is_letter(next),
                '_' => is_letter(next) || next == '_',
                _ => false,
            };
            if !joins {
                break;
            }
            end = past;
            before = char;
        }
        if self.text[end..self.end].starts_with('.')
            && affix::keeps_stop(&self.text[start..end], &self.text[end + 1..], self.lexicon)
        {
            end += 1;
        }
        end
    }
}

/// No address is longer, in bytes: what stands between white space can be a whole text of marks.
const LONGEST_ADDRESS: usize = 2048;

/// The length of an address of the net or of mail that `rest` begins with, without the marks that close a sentence.
fn address_length(rest: &str) -> Option<usize> {
    let rest = &rest[..rest.floor_char_boundary(LONGEST_ADDRESS)];
    let body = rest.split(['<', '>', '"', '”', ']', '|']).next().unwrap_or(rest);
    let body = body.trim_end_matches(['.', ',', ';', ':', '!', '?', '’', '\'']);
    let body = if body.contains('(') { body } else { body.split(')').next().unwrap_or(body) };
    let web = ["http://", "https://", "ftp://", "www.", "mailto:"].iter().any(|scheme| {
        body.len() > scheme.len() && body.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    });
    let mail = || {
        let (user, host) = body.split_once('@')?;
        let inner = |part: &str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
        (!user.is_empty() && inner(user) && inner(host) && host.contains('.')).then_some(())
    };
    (web || mail().is_some()).then_some(body.len())
}

fn push(words: &mut Vec<Word>, range: Range<usize>) {
    if !range.is_empty() {
        words.push(Word { start: range.start as u32, end: range.end as u32 });
    }
}

/// Letters, digits, and signs that are set on them.
fn is_letter(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '\u{300}'..='\u{36f}' | '°' | '\u{ad}' | '\u{200d}')
}

fn opens_handle(rest: &str) -> bool {
    let name = rest[1..].chars().take_while(|char| char.is_alphanumeric() || *char == '_');
    // “#1” is a number.
    let mut letters = name.filter(|char| !char.is_ascii_digit()).peekable();
    letters.peek().is_some()
}

fn handle_length(rest: &str) -> usize {
    let name = &rest[1..];
    1 + name.len() - name.trim_start_matches(|char: char| char.is_alphanumeric() || char == '_').len()
}

fn run_length(rest: &str, mark: char) -> usize {
    let length = rest.len() - rest.trim_start_matches(mark).len();
    if matches!(mark, '!' | '?') {
        length + rest[length..].len() - rest[length..].trim_start_matches(['!', '?']).len()
    } else {
        length
    }
}

/// “’s”, “’ll” where the word before them was cut already (a number, a bracket).
fn clitic_length(rest: &str) -> usize {
    let mark = rest.chars().next().map_or(1, char::len_utf8);
    let tail = &rest[mark..];
    let letters = tail.len() - tail.trim_start_matches(char::is_alphanumeric).len();
    if matches!(&tail[..letters], "s" | "S") { mark + letters } else { 0 }
}

/// “1,237”: three digits and no fourth.
fn three_digits(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 || digits == 2
}

const SMILEYS: &[&str] = &[":)", ":-)", ":(", ":-(", ";)", ";-)", ":D", ":-D", ":P", ":p", ":/", ":'("];

fn smiley_length(rest: &str) -> Option<usize> {
    let smiley = SMILEYS.iter().filter(|smiley| rest.starts_with(**smiley)).map(|smiley| smiley.len()).max()?;
    let closed = rest[smiley..].chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '/');
    closed.then_some(smiley)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let mut words = Vec::new();
        cut(text, Lexicon::embedded(), &mut words);
        let found: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn what_is_left_out_of_a_verb_is_a_word() {
        check("They don't know; she'd've gone.", "They do n't know ; she 'd 've gone .");
        check("It’s Vell’s, isn’t it?", "It ’s Vell ’s , is n’t it ?");
        check("We cannot and we can't.", "We can not and we ca n't .");
    }

    #[test]
    fn a_possessive_of_a_plural_is_its_mark() {
        check("the workers' union", "the workers ' union");
    }

    #[test]
    fn a_hyphen_parts_words_but_not_their_prefixes() {
        check("the U.S.-led anti-tank co-founder", "the U.S. - led anti-tank co-founder");
        check("an 8-year-old al-Sabri", "an 8 - year - old al - Sabri");
    }

    #[test]
    fn the_stop_of_an_abbreviation_belongs_to_it() {
        check(
            "Mr. T. Oller met Gen. Ruiz in the U.S. on Jan. 5.",
            "Mr. T. Oller met Gen. Ruiz in the U.S. on Jan. 5 .",
        );
        check("No. 7 said no. Then it left.", "No. 7 said no . Then it left .");
    }

    #[test]
    fn numbers_keep_their_marks_and_lose_their_units() {
        check("1,237.5 fell 4% at 9:30am on 3/14.", "1,237.5 fell 4 % at 9:30 am on 3/14 .");
        check("$5m, £3 and 12km", "$ 5m , £ 3 and 12 km");
        check("call 555-0142", "call 555-0142");
    }

    #[test]
    fn addresses_and_handles_are_one_word() {
        check(
            "See https://oller.example/a?b=c-d. (www.vell.example)",
            "See https://oller.example/a?b=c-d . ( www.vell.example )",
        );
        check(
            "write to <desk@oller.example>, @vell_1 #Oller2 #3",
            "write to < desk@oller.example > , @vell_1 #Oller2 # 3",
        );
    }

    #[test]
    fn runs_of_a_mark_are_one_word() {
        check("Well ... no -- never!!", "Well ... no -- never !!");
        check("``No,'' she said", "`` No , '' she said");
    }

    #[test]
    fn sentences_run_together_are_parted() {
        check("in the rain.Then it ended", "in the rain . Then it ended");
    }

    proptest! {
        #[test]
        fn words_are_in_order_and_hold_all_that_is_seen(text in "[\\PC\n\t ]{0,80}|[a-z’'.,@#:/\\- \"“(0-9A-Z]{0,80}") {
            let mut words = Vec::new();
            cut(&text, Lexicon::embedded(), &mut words);
            let mut at = 0;
            for word in &words {
                prop_assert!(text[at..word.start as usize].trim().is_empty());
                prop_assert!(!word.of(&text).is_empty() && !word.of(&text).contains(char::is_whitespace));
                at = word.end as usize;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
