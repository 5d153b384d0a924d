//! Which words of a page its label holds: the longest common run of both, unbroken stretches counting more.
//!
//! Cost: words of the page times words of the label, in time and, at two bits each, in memory.

/// Above this many pairs of words a page is not aligned.
const MOST_PAIRS: usize = 1_000_000_000;
/// What a word that both have gains, and what it gains more right after another.
const WORD: u32 = 2;
const NEXT: u32 = 3;

const ABOVE: u8 = 0;
const LEFT: u8 = 1;
const BOTH: u8 = 2;

/// For each word of `page` whether it is in `label`, in its order; none where they are too long.
pub fn align(page: &[u32], label: &[u32]) -> Option<Vec<bool>> {
    if page.len().saturating_mul(label.len()) > MOST_PAIRS {
        return None;
    }
    let width = label.len() / 4 + 1;
    let mut ways = vec![0u8; (page.len() + 1) * width];
    let (mut last, mut now) = (vec![(0u32, false); label.len() + 1], vec![(0u32, false); label.len() + 1]);
    for (at, word) in page.iter().enumerate() {
        for (other, wanted) in label.iter().enumerate() {
            let mut way = ABOVE;
            let mut best = (last[other + 1].0, false);
            if now[other].0 > best.0 {
                (way, best) = (LEFT, (now[other].0, false));
            }
            if word == wanted {
                let (before, joined) = last[other];
                let gain = before + WORD + if joined { NEXT } else { 0 };
                if gain > best.0 {
                    (way, best) = (BOTH, (gain, true));
                }
            }
            now[other + 1] = best;
            ways[(at + 1) * width + (other + 1) / 4] |= way << (2 * ((other + 1) % 4));
        }
        std::mem::swap(&mut last, &mut now);
    }
    let mut held = vec![false; page.len()];
    let (mut at, mut other) = (page.len(), label.len());
    while at > 0 && other > 0 {
        match (ways[at * width + other / 4] >> (2 * (other % 4))) & 3 {
            ABOVE => at -= 1,
            LEFT => other -= 1,
            _ => {
                held[at - 1] = true;
                (at, other) = (at - 1, other - 1);
            }
        }
    }
    Some(held)
}

#[cfg(test)]
mod tests {
    use super::align;

    fn check(page: &str, label: &str, expected: &str) {
        let numbers = |text: &str| text.bytes().map(u32::from).collect::<Vec<_>>();
        let held = align(&numbers(page), &numbers(label)).unwrap();
        let shown: String = held.iter().map(|held| if *held { '^' } else { ' ' }).collect();
        assert_eq!(shown.trim_end(), expected, "{page}");
    }

    #[test]
    fn a_menu_that_shares_words_with_the_text_is_none_of_it() {
        check("cd--abcd--bd", "abcd", "    ^^^^");
        check("ab--cd", "abcd", "^^  ^^");
    }
}
