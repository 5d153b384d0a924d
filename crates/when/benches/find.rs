//! How fast times are found: `cargo bench -p dateline-when`. One thread; the text is made up of invented news.

use dateline_when::{Anchor, find, find_stamp, stamp};
use divan::counter::BytesCount;

const NEWS: &str = "The harbour board of Varn voted on Tuesday to close the old bridge until early next year, its chair, Ilse \
Brandt, told reporters last month. The vote, which had been put off three times since Sept. 26, came a week after a barge struck \
the second pier at about 9 p.m. and left 48 people stranded for more than two hours.\n\nBrandt, 45, said that the bridge was built \
in the 1930s and that nobody had looked at its steel in two decades. “We are now paying for what was not done in 1998,” she said. \
The company that runs the ferries, which carry some 2,500 workers every day, expects to add boats by the end of the month, and the \
fares, which rose by 12 percent between 2016 and 2019, will stay as they are, according to a statement that it sent to the \
council. Nobody answered its telephone this morning. A spokesman for the ministry of transport, who asked not to be named \
because he had not been cleared to speak, said the state would pay for a third of the work, and that the rest would have to come \
from the towns on either side of the river, whose mayors have quarrelled over the matter for years.\n\n";

fn main() {
    divan::main();
}

#[divan::bench]
fn find_in_news(bencher: divan::Bencher) {
    let text = NEWS.repeat(200);
    let anchor = Anchor { published: stamp("2023-11-30"), ..Anchor::default() };
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| find(divan::black_box(&text), &anchor));
}

#[divan::bench]
fn find_stamp_in_lines(bencher: divan::Bencher) {
    let lines: Vec<&str> = NEWS.split('.').collect();
    let bytes: usize = lines.iter().map(|line| line.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| lines.iter().filter(|line| find_stamp(divan::black_box(line)).is_some()).count());
}

/// The rules are read once, when first used.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn first_use() -> usize {
    find("", &Anchor::default()).len()
}
