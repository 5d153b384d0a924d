//! Captures of invented news: towns in which things happen, told by several outlets, with what makes relations hard.
//!
//! Each town has a report and a later state of the same page with another toll, a second outlet with another number and other spellings
//! of names, an agency's copy, a forwarded post, a note without a date, a denial, and a page that withdraws it.

use std::fs;
use std::path::{Path, PathBuf};

/// Names of a town, of the one who speaks there, and of that one in another spelling.
const TOWNS: &[(&str, &str, &str)] = &[
    ("Turvik", "Yusuf al-Harrani", "Youssef Al Harani"),
    ("Sandsund", "Orla Venn", "Orla M. Venn"),
    ("Qasr Melun", "Abd al-Rahim Zoubi", "Abdul Rahim Zubi"),
    ("Port Ivern", "Ivo Oller", "Ivo Öller"),
    ("Lower Askin", "Mikhail Drosdov", "Mihail Drozdov"),
];

/// splitmix64: the same on every run, spread like random numbers.
pub struct Draw(pub u64);

impl Draw {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) as usize % bound
    }

    /// The same in another order.
    pub fn shuffled<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        let mut all = all.to_vec();
        (1..all.len()).rev().for_each(|at| all.swap(at, self.below(at + 1)));
        all
    }
}

/// Writes the captures of every town; their paths in order.
pub fn write(folder: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(folder).unwrap();
    let mut draw = Draw(31);
    for (number, (town, name, other)) in TOWNS.iter().enumerate() {
        let (day, toll, more) = (3 + 4 * number, 8 + draw.below(20), 2 + draw.below(5));
        for (file, bytes) in told(town, name, other, day, toll, more) {
            fs::write(folder.join(format!("{number}-{file}")), bytes).unwrap();
        }
    }
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn told(town: &str, name: &str, other: &str, day: usize, toll: usize, more: usize) -> Vec<(&'static str, String)> {
    let slug = town.to_lowercase().replace(' ', "-");
    let report = |toll: usize| {
        format!(
            "<p>A fire on a ferry killed {toll} people in {town} on Monday, police said. Police arrested the captain of the ferry \
             in {town} on Monday evening.</p><p>“We saw smoke over the whole harbour before anybody called for help,” said {name}, \
             the mayor of {town}. “Nobody had looked at those engines for eleven years.”</p><p>{} said that the harbour would stay \
             closed until Friday. The ministry of transport denied that it had been warned.</p>",
            name.split(' ').next_back().unwrap()
        )
    };
    let courier = format!("https://www.baycourier.example/2031/{slug}-ferry");
    let wire = format!(
        "<p>{} (Northern Press) - At least {toll} people died in a ferry fire in {town} on Monday, {other}, the mayor, said. The harbour \
         of {town} is the third on the coast in which a ferry has burnt since the winter, and rescuers searched it through the \
         night with two boats and a borrowed helicopter.</p><p>Police detained the captain.</p>",
        town.to_uppercase()
    );
    vec![
        (
            "courier.html",
            page("Bay Courier", &courier, &format!("Ferry fire kills {toll} in {town}"), day + 1, &report(toll)),
        ),
        (
            "courier-later.html",
            page("Bay Courier", &courier, &format!("Ferry fire kills {toll} in {town}"), day + 1, &report(toll + more)),
        ),
        (
            "ledger.html",
            page(
                "The Ledger",
                &format!("https://ledger.example/{slug}"),
                &format!("{} dead after blaze on {town} ferry", toll + more),
                day + 1,
                &format!(
                    "<p>A blaze on a ferry left {} people dead in {town} on Monday, the fire brigade said. {other}, mayor of {town}, \
                     told The Ledger that the captain had been arrested.</p><p>“We saw smoke over the whole harbour before anybody \
                     called for help,” {other} said.</p>",
                    toll + more
                ),
            ),
        ),
        (
            "herald.html",
            page(
                "Coast Herald",
                &format!("https://herald.example/{slug}-1"),
                &format!("{town} mourns"),
                day + 2,
                &wire,
            ),
        ),
        (
            "strait.html",
            page(
                "Radio Strait",
                &format!("https://strait.example/w/{slug}"),
                &format!("Fire in {town}"),
                day + 1,
                &wire,
            ),
        ),
        (
            "post.txt",
            format!(
                "@harbourwatch\nRT @baycourier: Ferry fire kills {toll} in {town}. “We saw smoke over the whole harbour before anybody \
                 called for help,” said {name}. {courier}\n"
            ),
        ),
        (
            "note.txt",
            format!(
                "The fire did not begin in the engine room, {name} said on Wednesday. The owner of the ferry, the Askin Line, denied \
                 that {toll} people were killed. “Our list has fewer names,” a spokesman said.\n"
            ),
        ),
        (
            "ledger-correction.html",
            page(
                "The Ledger",
                &format!("https://ledger.example/{slug}-corr"),
                &format!("Correction: {town} ferry"),
                day + 3,
                &format!(
                    "<p>Correction: An <a href=\"https://ledger.example/{slug}\">earlier article</a> misstated how many people were \
                     killed in {town} on Monday. It was {toll}, not {}.</p>",
                    toll + more
                ),
            ),
        ),
    ]
}

fn page(outlet: &str, address: &str, title: &str, day: usize, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title} | {outlet}</title><link rel=canonical href=\"{address}\">\
         <meta property=\"og:site_name\" content=\"{outlet}\"><meta property=\"article:published_time\" \
         content=\"2031-05-{day:02}T08:00:00Z\"></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )
}
