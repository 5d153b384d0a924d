//! Who is nearest: whom the paragraphs before a pronoun let speak, or tell of in their main clauses.
//!
//! Invariant: of two whom a pronoun fits, neither is taken; names in quotations, and in what somebody is said to have
//! said, count for nobody. Cost: linear in the mentions of two paragraphs for each pronoun.

use crate::language::{Node, Word};
use crate::mention::Cast;
use crate::token::Sort;
use crate::view::{Segment, View};
use dateline_lexicon::Classes;
use dateline_record::{EntityType, Extent, Form, Mention};
use std::collections::BTreeMap;

/// What pronouns and titles have called somebody: 1 he, 2 she.
pub(crate) type Called = u8;

/// Whoever it is.
pub(crate) const ANY: Called = 3;

const HE: &[&str] = &["he", "him", "his", "himself", "mr.", "mr", "sir"];
const SHE: &[&str] = &["she", "her", "hers", "herself", "ms.", "ms", "mrs.", "mrs", "miss"];

/// What a word calls whom it points to.
pub(crate) fn called(word: &str) -> Called {
    let is = |list: &[&str]| list.iter().any(|one| one.eq_ignore_ascii_case(word));
    u8::from(is(HE)) | u8::from(is(SHE)) << 1
}

/// Where to look.
pub(crate) struct Ground<'a> {
    pub view: &'a View<'a>,
    pub segments: &'a [Segment],
    pub cast: &'a Cast,
    /// In order; whole ones before their parts.
    pub mentions: &'a [Mention],
    pub words: &'a [Word],
    pub nodes: &'a [Node],
    /// The relations of `nodes`.
    pub relations: &'a [&'static str],
}

/// Somebody named who spoke.
pub(crate) struct Spoke {
    pub referent: u32,
    pub paragraph: usize,
    /// The last byte of its source.
    pub end: usize,
}

/// Somebody named of whom a main clause tells.
struct Told {
    who: u32,
    paragraph: usize,
    segment: usize,
    start: usize,
}

/// What the document says of each.
pub(crate) struct Scene {
    /// What pronouns and titles call each chain.
    called: Vec<Called>,
    /// Numbers, downwards from the last, for surnames that two bear.
    shared: BTreeMap<String, u32>,
    told: Vec<Told>,
    /// What statements tell, in order of their ends.
    contents: Vec<Extent>,
}

impl Ground<'_> {
    fn token(&self, extent: Extent) -> usize {
        self.view.tokens.partition_point(|token| token.end as usize <= extent.start())
    }

    fn segment(&self, extent: Extent) -> usize {
        let token = self.token(extent);
        self.segments.partition_point(|segment| segment.tokens.end <= token)
    }

    /// The paragraph of an extent.
    pub fn paragraph(&self, extent: Extent) -> usize {
        self.segments.get(self.segment(extent)).map_or(usize::MAX, |segment| segment.paragraph)
    }

    /// Whether it begins in a quotation.
    pub fn is_quoted(&self, extent: Extent) -> bool {
        self.view.is_quoted(self.token(extent))
    }

    /// The mentions that begin between two bytes.
    pub fn between(&self, start: usize, end: usize) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.extent.start() < start);
        let past = self.mentions.partition_point(|mention| mention.extent.start() < end);
        &self.mentions[first..past.max(first)]
    }

    /// Whether a name is the subject of a main clause.
    fn is_told_of(&self, extent: Extent) -> bool {
        let first = self.words.partition_point(|word| (word.range().end) <= extent.start());
        let past = self.words.partition_point(|word| word.range().start < extent.end());
        let relation = |at: usize| {
            self.nodes.get(at).and_then(|node| self.relations.get(usize::from(node.relation))).copied().unwrap_or("")
        };
        let head = |at: usize| at.checked_add_signed(isize::from(self.nodes.get(at).map_or(0, |node| node.head)));
        let outside = |at: &usize| head(*at).is_none_or(|head| !(first..past).contains(&head));
        // “C. Boyden Gray, who …”: what opens a sentence and owns nothing.
        let token = self.token(extent);
        let segment = &self.segments.get(self.segment(extent));
        let past_name = self.view.tokens.partition_point(|token| (token.start as usize) < extent.end());
        let opens = segment.is_some_and(|segment| {
            (segment.tokens.start..token).all(|i| self.view.any(i, Classes::TITLE) && self.view.is_capital(i))
        });
        if opens && self.view.sort(past_name) == Sort::Comma {
            return true;
        }
        let Some(top) = (first..past).find(outside).filter(|top| relation(*top).starts_with("nsubj")) else {
            return false;
        };
        head(top).is_some_and(|verb| matches!(relation(verb), "root" | "parataxis" | "conj"))
    }
}

impl Scene {
    /// Looks over the document.
    pub fn of(ground: &Ground, mut contents: Vec<Extent>) -> Scene {
        contents.sort_by_key(|content| (content.end(), content.start()));
        let most = ground.mentions.iter().filter_map(|mention| mention.referent).max();
        let called_by_none = vec![0; most.map_or(0, |most| most as usize + 1)];
        let mut scene = Scene { called: called_by_none, shared: BTreeMap::new(), told: Vec::new(), contents };
        let mut last = 0;
        for mention in ground.mentions {
            if let Some(referent) = mention.referent {
                scene.called[referent as usize] |= match mention.form {
                    Form::Pronoun => called(mention.extent.of(ground.view.text)),
                    Form::Name => called(ground.view.word(ground.token(mention.extent).wrapping_sub(1))),
                    Form::Nominal => 0,
                };
            }
            if !is_person(mention) || !scene.is_free(ground, mention) {
                continue;
            }
            // “Vell and Oller met”: both.
            let before = ground.token(mention.extent).wrapping_sub(1);
            let joined = ground.view.is_one_of(before, &["and", "or"])
                && last > 0
                && ground.view.tokens.get(before.wrapping_sub(1)).is_some_and(|token| token.end as usize == last);
            if joined || ground.is_told_of(mention.extent) {
                let next = scene.shared.len() as u32 + 1;
                let surname = || surname(ground.view.text, mention);
                let who = mention.referent.unwrap_or_else(|| *scene.shared.entry(surname()).or_insert(u32::MAX - next));
                let (paragraph, segment) = (ground.paragraph(mention.extent), ground.segment(mention.extent));
                scene.told.push(Told { who, paragraph, segment, start: mention.extent.start() });
                last = mention.extent.end();
            }
        }
        scene
    }

    /// The number of who is named: of a chain, or of a surname that two bear.
    fn who(&self, text: &str, mention: &Mention) -> Option<u32> {
        mention.referent.or_else(|| self.shared.get(&surname(text, mention)).copied())
    }

    /// Whether a pronoun that calls somebody so can mean `referent`.
    pub fn fits(&self, referent: u32, person: Called) -> bool {
        let called = self.called.get(referent as usize).copied().unwrap_or(0);
        called == 0 || called & person != 0
    }

    /// Neither quoted nor in what somebody is said to have said.
    fn is_free(&self, ground: &Ground, mention: &Mention) -> bool {
        let behind = self.contents.partition_point(|content| content.end() <= mention.extent.start());
        let covers = |content: &Extent| content.covers(mention.extent);
        !self.contents[behind..].iter().take(4).any(covers) && !ground.is_quoted(mention.extent)
    }

    /// Whether somebody else whom the pronoun fits is named between two bytes.
    fn has_rival(&self, ground: &Ground, own: u32, person: Called, start: usize, end: usize) -> bool {
        ground.between(start, end.max(start)).iter().any(|mention| {
            is_person(mention)
                && self.who(ground.view.text, mention) != Some(own)
                && mention.referent.is_none_or(|referent| self.fits(referent, person))
                && self.is_free(ground, mention)
        })
    }

    /// Whether whoever the pronoun at `extent` means has a name: in its paragraph, or in the one before where this one tells of
    /// nobody, people are named and nobody without a name is brought in.
    pub fn is_somebody_named(
        &self,
        ground: &Ground,
        (extent, person): (Extent, Called),
        can_be: impl Fn(u32) -> bool,
    ) -> bool {
        let here = ground.paragraph(extent);
        let behind = ground.mentions.partition_point(|mention| mention.extent.start() < extent.start());
        let mut named = None;
        for mention in ground.mentions[..behind].iter().rev() {
            let paragraph = ground.paragraph(mention.extent);
            if paragraph + 1 < here || named.is_some_and(|own| own != paragraph) {
                break;
            }
            let fits = mention.referent.is_none_or(|referent| self.fits(referent, person) && can_be(referent));
            match mention.form {
                Form::Name if is_person(mention) && fits => named = Some(paragraph),
                Form::Nominal if mention.entity_type == EntityType::Person && opens_anew(ground, mention) => {
                    return false;
                }
                _ => {}
            }
        }
        named.is_some()
    }

    /// The only person who spoke in this paragraph or the one before.
    pub fn speaker(&self, ground: &Ground, spoke: &[Spoke], extent: Extent, person: Called) -> Option<u32> {
        let here = ground.paragraph(extent);
        let mut near = spoke.iter().rev().filter(|one| self.fits(one.referent, person));
        let last = near.next().filter(|last| last.paragraph + 1 >= here)?;
        let other = near.any(|one| one.paragraph == last.paragraph || last.paragraph != here);
        let rival = self.has_rival(ground, last.referent, person, last.end, extent.start());
        (!rival && !other).then_some(last.referent)
    }

    /// The person of whom the last main clause before the pronoun tells, in its paragraph, or in the one before where this
    /// one has none.
    pub fn topic(&self, ground: &Ground, extent: Extent, person: Called) -> Topic {
        let here = ground.paragraph(extent);
        let behind = self.told.partition_point(|told| told.start < extent.start());
        let mut near = self.told[..behind]
            .iter()
            .rev()
            .take_while(|told| told.paragraph + 1 >= here)
            .filter(|told| self.fits(told.who, person));
        let Some(last) = near.next() else { return Topic::Nobody };
        let same = last.paragraph == here;
        if let Some(other) = near.take_while(|told| told.paragraph == last.paragraph).find(|told| told.who != last.who)
        {
            return if other.segment == last.segment { Topic::Joined } else { Topic::Several };
        }
        let segment_end = ground.segments.get(last.segment).map_or(0, |segment| segment.tokens.end);
        let from = if same { ground.view.token(segment_end).start as usize } else { last.start };
        match self.has_rival(ground, last.who, person, from, extent.start()) {
            true => Topic::Several,
            false if same => Topic::Here(last.who),
            false => Topic::Before(last.who),
        }
    }
}

/// “a clerk”, “one sailor”: somebody not told of before.
fn opens_anew(ground: &Ground, mention: &Mention) -> bool {
    ground.view.is_one_of(ground.token(mention.extent), &["a", "an", "one", "another"])
}

fn is_person(mention: &Mention) -> bool {
    mention.form == Form::Name && mention.entity_type == EntityType::Person
}

fn surname(text: &str, mention: &Mention) -> String {
    mention.extent.of(text).rsplit(' ').next().unwrap_or_default().to_lowercase()
}

/// Whom the text tells of; where two bear a surname, a number that is no referent's.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Topic {
    Nobody,
    Several,
    /// Two in one sentence.
    Joined,
    /// In the pronoun's paragraph.
    Here(u32),
    /// In the paragraph before.
    Before(u32),
}
