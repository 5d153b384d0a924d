//! Origins: how many separate roots the reports of one thing are shown to have.
//!
//! A telling rests on the word of somebody, on another outlet, or on its own reporter; what two tellings rest on is one root where it has
//! one name or one house, where both quote the same words, or where one text was made from the other. Unnamed sources are one root
//! among them all, and none beside named ones: nothing shows them to be others. Invariant: what is not told never raises the count;
//! one more tie never raises it; a report without a root and a comment change nothing in it; order does not matter.
//! Cost: pairs of roots.

use crate::lineage::{Credit, credited_by, house_of};
use dateline_record::{Authority, Directness, DocumentRow, Kind, LineageRow, OriginsRow, Relation, StatementRow};
use std::collections::{BTreeMap, BTreeSet};

mod root;

use root::Root;

/// So much of the shorter text makes two texts of one house one report.
const ALL: f64 = 0.8;

/// A document that tells something.
#[derive(Clone, Debug)]
pub struct Teller<'a> {
    /// The document.
    pub document: &'a DocumentRow,
    /// What it credits.
    pub credits: &'a [Credit],
    /// What each of its tellings stands on; none where the writer tells it.
    pub tellings: Vec<Option<&'a StatementRow>>,
    /// Whether what is told happened in the days before it was published: only then does a reporter's dateline speak for it.
    pub is_news: bool,
}

/// How many reports these are, and how many separate roots they are shown to have, with `edges` among their documents.
pub fn origins(tellers: &[Teller], edges: &[LineageRow]) -> OriginsRow {
    let mut by_document: BTreeMap<&str, Vec<&Teller>> = BTreeMap::new();
    for teller in tellers.iter().filter(|teller| counts(teller.document.kind)) {
        by_document.entry(&teller.document.id).or_default().push(teller);
    }
    let documents: Vec<&str> = by_document.keys().copied().collect();
    let place = |id: &str| documents.binary_search(&id).ok();
    let house = |at: usize| house_of(by_document[documents[at]][0].document);
    let kind = |at: usize| by_document[documents[at]][0].document.kind;
    let (mut folded, mut joined) = (Sets::new(documents.len()), Sets::new(documents.len()));
    let mut quoting = BTreeSet::new();
    for edge in edges {
        let to = edge.to.as_deref().and_then(place);
        let (Some(from), Some(to)) = (place(&edge.from), to) else { continue };
        // A pull quote is a document's tie to itself.
        if from == to {
            continue;
        }
        let is_brief = matches!(kind(from), Kind::Post | Kind::Brief | Kind::Listing);
        match edge.relation {
            Relation::Repost | Relation::Version | Relation::Corrects | Relation::Retracts => folded.join(from, to),
            Relation::PointsTo if is_brief => folded.join(from, to),
            // One house printed it twice.
            Relation::Reuses
                if edge.share.is_some_and(|share| share >= ALL)
                    && house(from).is_some()
                    && house(from) == house(to) =>
            {
                folded.join(from, to);
            }
            Relation::Quotes => _ = quoting.insert((from.min(to), from.max(to))),
            Relation::Reuses | Relation::PointsTo => joined.join(from, to),
            Relation::Credits => {}
        }
    }
    (0..documents.len()).for_each(|at| joined.join(at, folded.first(at)));

    let mut roots: Vec<(usize, Root)> = Vec::new();
    for (at, id) in documents.iter().enumerate() {
        let own: BTreeSet<Root> = by_document[id].iter().flat_map(|teller| root::roots(teller)).collect();
        roots.extend(own.into_iter().map(|root| (at, root)));
    }
    let mut same = Sets::new(roots.len());
    for one in 0..roots.len() {
        for other in one + 1..roots.len() {
            let ((at, root), (other_at, other_root)) = (&roots[one], &roots[other]);
            let pair = (*at.min(other_at), *at.max(other_at));
            let of_one_text = joined.first(*at) == joined.first(*other_at) && root.is_house() && other_root.is_house();
            let utterance = quoting.contains(&pair) && root.is_direct() && other_root.is_direct();
            if root.is_same(other_root) || of_one_text || utterance {
                same.join(one, other);
            }
        }
    }
    let shown: BTreeSet<usize> =
        (0..roots.len()).filter(|at| roots[*at].1.is_shown()).map(|at| same.first(at)).collect();
    let has_unnamed = roots.iter().any(|(_, root)| root.is_unnamed());
    let origins = if shown.is_empty() { usize::from(has_unnamed) } else { shown.len() };

    // A report is of unknown lineage where neither it nor a text that it is tied to shows a root that counts.
    let tells = |root: &Root| root.is_shown() || root.is_unnamed() && shown.is_empty();
    let told: BTreeSet<usize> = roots.iter().filter(|(_, root)| tells(root)).map(|(at, _)| joined.first(*at)).collect();
    let reports: BTreeSet<usize> = (0..documents.len()).map(|at| folded.first(at)).collect();
    let unknown = reports.iter().filter(|at| !told.contains(&joined.first(**at))).count();
    let reasons = reasons(&roots, &same, documents.len(), &reports, unknown, &joined);
    OriginsRow { reports: reports.len() as u64, origins: origins as u64, lineage_unknown: unknown as u64, reasons }
}

/// Whether a document of this kind can be a report.
fn counts(kind: Kind) -> bool {
    !matches!(kind, Kind::Comment | Kind::Advertisement | Kind::Boilerplate)
}

fn reasons(
    roots: &[(usize, Root)],
    same: &Sets,
    documents: usize,
    reports: &BTreeSet<usize>,
    unknown: usize,
    joined: &Sets,
) -> Vec<String> {
    let mut reasons = Vec::new();
    let mut groups: BTreeMap<usize, Vec<&(usize, Root)>> = BTreeMap::new();
    for (at, root) in roots.iter().enumerate().filter(|(_, (_, root))| root.is_shown()) {
        groups.entry(same.first(at)).or_default().push(root);
    }
    for own in groups.values() {
        // “The ministry” at the head of a sentence is “the ministry”.
        let small = |name: String| (name.to_lowercase(), name);
        let names: BTreeMap<String, String> =
            own.iter().map(|(_, root)| root.name()).collect::<BTreeSet<_>>().into_iter().map(small).collect();
        let told_by: BTreeSet<usize> = own.iter().map(|(at, _)| *at).collect();
        let names = names.into_values().collect::<Vec<_>>().join(", ");
        reasons.push(format!("{} on {names}", counted(told_by.len(), "document rests", "documents rest")));
    }
    let unnamed: BTreeSet<usize> = roots.iter().filter(|(_, root)| root.is_unnamed()).map(|(at, _)| *at).collect();
    if !unnamed.is_empty() {
        let beside = if groups.is_empty() { "one root at most" } else { "not shown to be others" };
        reasons.push(format!(
            "{} on unnamed sources: {beside}",
            counted(unnamed.len(), "document rests", "documents rest")
        ));
    }
    let folded = documents - reports.len();
    if folded > 0 {
        let what = counted(folded, "document only passes on", "documents only pass on");
        reasons.push(format!("{what} another or {} another state of it", if folded == 1 { "is" } else { "are" }));
    }
    let texts: BTreeSet<usize> = reports.iter().map(|at| joined.first(*at)).collect();
    if texts.len() < reports.len() {
        reasons.push(format!("{} {} share words or point to one another", reports.len() - texts.len() + 1, "reports"));
    }
    if unknown > 0 {
        reasons.push(format!("{} no root", counted(unknown, "report tells", "reports tell")));
    }
    reasons
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Disjoint sets of numbers; the first of a set stands for it.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    fn first(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests;
