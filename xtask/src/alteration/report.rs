//! Reports of invented happenings, two of each, as two houses would write them. Persons, groups and houses are invented; towns are real ones,
//! for only those have a place.

use crate::digest::Draw;
use jiff::civil::Date;

/// What happened, as one report has it.
#[derive(Clone, Debug)]
pub struct Facts {
    kind: &'static Kind,
    pub town: &'static str,
    pub actor: String,
    pub first: u32,
    pub second: u32,
    pub day: Date,
    target: &'static str,
    speaker: String,
}

/// A sort of happening: ways to write it. `{town}`, `{actor}`, `{first}`, `{second}`, `{day}`, `{target}`, `{speaker}` are filled in.
#[derive(Debug)]
struct Kind {
    leads: &'static [&'static str],
    details: &'static [&'static str],
    targets: &'static [&'static str],
}

const KINDS: &[Kind] = &[
    Kind {
        leads: &[
            "Fighters of {actor} attacked {target} in {town} on {day}, killing {first} people and wounding {second}, {speaker} said.",
            "{actor} killed {first} people and wounded {second} when it attacked {target} in {town} on {day}.",
            "An attack by {actor} on {target} in {town} killed {first} people and injured {second} on {day}, according to {speaker}.",
        ],
        details: &[
            "The wounded were taken to two hospitals, {speaker} said. Shops near the site stayed closed for the rest of the day.",
            "Witnesses heard shots for about half an hour before the army sealed off the streets.",
            "“We will find those who did this,” {speaker} said in a statement.",
        ],
        targets: &["a market", "a bus station", "a police station", "a hotel", "an army base"],
    },
    Kind {
        leads: &[
            "{actor} abducted {first} aid workers from {target} in {town} on {day}, {speaker} said.",
            "Gunmen from {actor} kidnapped {first} aid workers near {town} on {day}; {second} people were wounded.",
            "{first} aid workers were kidnapped by {actor} in {town} on {day}, and {second} people were wounded, {speaker} said.",
        ],
        details: &[
            "No demand had been made by the evening, {speaker} said.",
            "The aid group for which they worked stopped its convoys in the province.",
        ],
        targets: &["a clinic", "a school", "a camp"],
    },
    Kind {
        leads: &[
            "Shelling by {actor} killed {first} people and wounded {second} in {town} on {day}, {speaker} said.",
            "{actor} shelled {target} in {town} on {day}, killing {first} people and wounding {second}.",
            "Rockets fired by {actor} hit {target} in {town} on {day}, killing {first} people, according to {speaker}. Another {second} people were wounded.",
        ],
        details: &[
            "Rescuers searched the rubble until nightfall.",
            "The shelling began before dawn and lasted for an hour, residents said.",
            "Power was cut in large parts of the town.",
        ],
        targets: &["a hospital", "a residential district", "a bakery", "a bridge"],
    },
];

const TOWNS: &[&str] = &[
    "Kaduna",
    "Maiduguri",
    "Gao",
    "Mopti",
    "Beledweyne",
    "Kismayo",
    "Bossaso",
    "Quetta",
    "Peshawar",
    "Kandahar",
    "Herat",
    "Kunduz",
    "Mosul",
    "Kirkuk",
    "Ramadi",
    "Homs",
    "Idlib",
    "Taiz",
    "Aden",
    "Marib",
    "Sebha",
    "Misrata",
    "Tobruk",
    "Goma",
    "Bunia",
    "Bukavu",
    "Pemba",
    "Nampula",
    "Bangassou",
    "Abyei",
    "Malakal",
    "Wau",
    "Nyala",
    "Zalingei",
    "Gedaref",
    "Mekelle",
    "Gondar",
    "Agadez",
    "Diffa",
    "Bamenda",
];
const GROUPS: &[&str] = &["Front", "Brigade", "Movement", "Army", "Council", "Legion"];
const WORDS: &[&str] =
    &["Orsa", "Vell", "Tamrin", "Kesh", "Adrun", "Halvar", "Morvik", "Siraq", "Beylan", "Drusk", "Ostan", "Numar"];
const HOUSES: &[&str] =
    &["The Turvik Courier", "Varn Daily", "Northern Press", "Eastern Observer", "Radio Halm", "The Orlan Times"];
const ROLES: &[&str] = &[
    "the governor",
    "a police spokesman",
    "the health ministry",
    "the interior ministry",
    "a hospital official",
    "the army",
];

/// What happened, drawn.
pub fn facts(at: usize, draw: &mut Draw) -> Facts {
    let kind = draw.one(KINDS);
    let start = jiff::civil::date(2021, 1, 4);
    let day = start + jiff::Span::new().days((at as i64 * 37) % 1400);
    Facts {
        kind,
        town: TOWNS[at % TOWNS.len()],
        actor: actor(draw),
        first: 3 + draw.below(60) as u32,
        second: 3 + draw.below(90) as u32,
        day,
        target: draw.one::<&'static str>(kind.targets),
        speaker: draw.one(ROLES).to_string(),
    }
}

fn actor(draw: &mut Draw) -> String {
    format!("the {} {}", draw.one(WORDS), draw.one(GROUPS))
}

/// What is altered in one of two reports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Altered {
    Nothing,
    Number,
    Date,
    Actor,
}

/// The same with one thing altered.
pub fn altered(facts: &Facts, what: Altered, draw: &mut Draw) -> Facts {
    let mut own = facts.clone();
    match what {
        Altered::Nothing => {}
        Altered::Number => {
            let by = 1 + draw.below(usize::try_from(own.first).unwrap_or(1).max(2)) as u32;
            own.first = if draw.happens(50) && own.first > by + 2 { own.first - by } else { own.first + by };
        }
        Altered::Date => {
            let by = 1 + draw.below(4) as i64;
            own.day -= jiff::Span::new().days(by);
        }
        Altered::Actor => {
            while own.actor.split(' ').nth(1) == facts.actor.split(' ').nth(1) {
                own.actor = actor(draw);
            }
        }
    }
    own
}

/// A page that tells it, published on `published` by one of the houses; `style` picks the wording.
pub fn page(facts: &Facts, published: Date, house: usize, style: usize, draw: &mut Draw) -> String {
    let kind = facts.kind;
    let fill = |template: &str| {
        let text = template
            .replace("{town}", facts.town)
            .replace("{actor}", &facts.actor)
            .replace("{first}", &number(facts.first))
            .replace("{second}", &number(facts.second))
            .replace("{day}", &written(facts.day, published, style))
            .replace("{target}", facts.target)
            .replace("{speaker}", &facts.speaker);
        let mut letters = text.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    let lead = fill(kind.leads[style % kind.leads.len()]);
    let details: Vec<String> =
        draw.some(kind.details, 2).into_iter().map(|own| format!("<p>{}</p>", fill(own))).collect();
    let house = HOUSES[house % HOUSES.len()];
    let title = format!("{} attack leaves many dead", facts.town);
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{title}</title><meta property=\"og:site_name\" content=\"{house}\">\
         <meta property=\"og:type\" content=\"article\"><meta property=\"article:published_time\" content=\"{published}T18:00:00Z\"></head>\
         <body><article><h1>{title}</h1><p>{lead}</p>{}</article></body></html>",
        details.join("")
    )
}

fn number(value: u32) -> String {
    const SMALL: &[&str] = &["three", "four", "five", "six", "seven", "eight", "nine"];
    SMALL.get(value.wrapping_sub(3) as usize).map_or(value.to_string(), |word| word.to_string())
}

/// A day as houses write it: the weekday where it was in the last days, or the date.
fn written(day: Date, published: Date, style: usize) -> String {
    let date = day.strftime("%-d %B %Y").to_string();
    let near = published.duration_since(day).as_hours() / 24 < 7;
    match style % 3 {
        0 if near => day.strftime("%A").to_string(),
        1 => day.strftime("%B %-d, %Y").to_string(),
        _ => date,
    }
}
