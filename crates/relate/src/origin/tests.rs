//! Invented reports, and what must hold of any.

use super::*;
use crate::invented::{document, said};
use dateline_record::{ByRole, BylineRow};
use proptest::prelude::*;

fn edge(relation: Relation, from: &str, to: &str) -> LineageRow {
    LineageRow {
        id: String::new(),
        made_by: String::new(),
        relation,
        from: from.into(),
        to: Some(to.into()),
        outlet: None,
        share: None,
        directed: true,
        signs: Vec::new(),
        spans: Vec::new(),
    }
}

/// Reports, origins, unknown of tellings: outlet, kind, what it rests on.
#[track_caller]
fn check(
    tellings: &[(&str, Kind, Option<StatementRow>)],
    edges: &[(Relation, usize, usize)],
    expected: (u64, u64, u64),
) {
    let documents: Vec<DocumentRow> =
        tellings.iter().enumerate().map(|(at, (outlet, kind, _))| document(&format!("d{at}"), outlet, *kind)).collect();
    let tellers: Vec<Teller> = documents
        .iter()
        .zip(tellings)
        .map(|(document, (_, _, statement))| Teller {
            document,
            credits: &[],
            tellings: vec![statement.as_ref()],
            is_news: true,
        })
        .collect();
    let edges: Vec<LineageRow> =
        edges.iter().map(|(relation, from, to)| edge(*relation, &format!("d{from}"), &format!("d{to}"))).collect();
    let found = origins(&tellers, &edges);
    assert_eq!((found.reports, found.origins, found.lineage_unknown), expected, "{:?}", found.reasons);
}

use Authority::{Collective, Named, Outlet, Unnamed};
use Kind::{Article, Comment, Post};

fn by(authority: Authority, name: &str) -> Option<StatementRow> {
    Some(said(authority, name, None))
}

#[test]
fn what_nobody_is_named_for_has_no_origin() {
    check(&[("Turvik Post", Article, None), ("Sorby Wire", Article, None)], &[], (2, 0, 2));
}

#[test]
fn two_who_quote_one_minister_have_one_origin() {
    let tellings = [("Turvik Post", Article, by(Named, "Ada Holt")), ("Sorby Wire", Article, by(Named, "Holt"))];
    check(&tellings, &[], (2, 1, 0));
}

#[test]
fn two_bodies_are_two_origins_and_one_report_more_of_neither_adds_none() {
    let tellings = [
        ("Turvik Post", Article, by(Collective, "the harbour police")),
        ("Sorby Wire", Article, by(Collective, "the coast guard")),
        ("Varn Courier", Article, None),
    ];
    check(&tellings, &[], (3, 2, 1));
}

#[test]
fn unnamed_officials_of_two_outlets_are_not_two() {
    let tellings =
        [("Turvik Post", Article, by(Unnamed, "an official")), ("Sorby Wire", Article, by(Unnamed, "officials"))];
    check(&tellings, &[], (2, 1, 0));
}

#[test]
fn unnamed_officials_beside_a_minister_are_not_shown_to_be_others() {
    let tellings = [("Turvik Post", Article, by(Named, "Ada Holt")), ("Sorby Wire", Article, by(Unnamed, "officials"))];
    check(&tellings, &[], (2, 1, 1));
}

#[test]
fn two_that_credit_one_agency_have_one_origin_and_so_has_the_agency() {
    let tellings = [
        ("Turvik Post", Article, by(Outlet, "Reuters")),
        ("Sorby Wire", Article, by(Outlet, "Reuters")),
        ("Varn Courier", Article, Some(said(Named, "Ada Holt", Some("Reuters")))),
    ];
    check(&tellings, &[], (3, 1, 0));
}

#[test]
fn a_copy_has_the_root_of_its_text() {
    let tellings = [("Turvik Post", Article, by(Named, "Ada Holt")), ("Sorby Wire", Article, None)];
    check(&tellings, &[(Relation::Reuses, 1, 0)], (2, 1, 0));
}

#[test]
fn a_forwarded_post_and_another_state_are_no_reports() {
    let tellings = [("Turvik Post", Article, None), ("Turvik Post", Article, None), ("", Post, None)];
    check(&tellings, &[(Relation::Version, 1, 0), (Relation::PointsTo, 2, 0)], (1, 0, 1));
}

#[test]
fn comments_count_for_nothing() {
    let tellings = [("Turvik Post", Article, by(Named, "Ada Holt")), ("", Comment, by(Named, "Ben Oyelaran"))];
    check(&tellings, &[], (1, 1, 0));
}

#[test]
fn a_reporter_with_a_dateline_is_an_origin_of_news_and_of_nothing_older() {
    let mut own = document("d", "Turvik Post", Article);
    own.text = "TURVIK — The ferry sank on Monday.".into();
    let by = |role| BylineRow { name: "Ada Holt".into(), handle: None, role, span: None };
    own.byline.push(by(ByRole::Author));
    let teller = |is_news| Teller { document: &own, credits: &[], tellings: vec![None], is_news };
    assert_eq!(origins(&[teller(true)], &[]).origins, 1);
    assert_eq!(origins(&[teller(false)], &[]).origins, 0);
}

fn any_statement() -> impl Strategy<Value = Option<StatementRow>> {
    let names = prop::sample::select(vec!["Ada Holt", "Holt", "Reuters", "the harbour police", "police", "officials"]);
    let authority = prop::sample::select(vec![Named, Collective, Outlet, Unnamed]);
    let venue = prop::option::weighted(0.2, prop::sample::select(vec!["Reuters", "CNN"]));
    prop::option::weighted(
        0.8,
        (authority, names, venue).prop_map(|(authority, name, venue)| said(authority, name, venue)),
    )
}

type Reports = Vec<(usize, Kind, Option<StatementRow>)>;

fn any_reports() -> impl Strategy<Value = (Reports, Vec<(Relation, usize, usize)>)> {
    let kind = prop::sample::select(vec![Article, Article, Article, Post, Comment]);
    let relation = prop::sample::select(Relation::ALL.to_vec());
    let reports = prop::collection::vec((0usize..4, kind, any_statement()), 1..8);
    (reports, prop::collection::vec((relation, 0usize..8, 0usize..8), 0..6))
}

/// A report: its document, its kind, what it rests on.
type Report = (usize, (usize, Kind, Option<StatementRow>));

fn count(reports: &[Report], edges: &[LineageRow]) -> OriginsRow {
    const OUTLETS: [&str; 4] = ["Turvik Post", "Sorby Wire", "Reuters", ""];
    let documents: Vec<DocumentRow> =
        reports.iter().map(|(at, (outlet, kind, _))| document(&format!("d{at}"), OUTLETS[*outlet], *kind)).collect();
    let tellers: Vec<Teller> = documents
        .iter()
        .zip(reports)
        .map(|(document, (_, (_, _, own)))| Teller {
            document,
            credits: &[],
            tellings: vec![own.as_ref()],
            is_news: true,
        })
        .collect();
    origins(&tellers, edges)
}

proptest! {
    #[test]
    fn order_does_not_matter_and_ties_and_unknown_reports_never_raise((reports, ties) in any_reports()) {
        let edges: Vec<LineageRow> = ties.iter().filter(|(_, from, to)| from != to)
            .map(|(relation, from, to)| edge(*relation, &format!("d{from}"), &format!("d{to}"))).collect();
        let reports: Vec<_> = reports.into_iter().enumerate().collect();
        let all = count(&reports, &edges);
        prop_assert!(all.lineage_unknown <= all.reports);
        let mut turned = reports.clone();
        turned.reverse();
        let mut turned_edges = edges.clone();
        turned_edges.reverse();
        prop_assert_eq!(&count(&turned, &turned_edges), &all);
        for known in 0..edges.len() {
            prop_assert!(count(&reports, &edges[..known]).origins >= all.origins);
        }
        let mut more = reports.clone();
        more.push((90, (3, Article, None)));
        prop_assert_eq!(count(&more, &edges).origins, all.origins);
        more.push((91, (3, Comment, Some(said(Named, "Ben Oyelaran", None)))));
        prop_assert_eq!(count(&more, &edges).origins, all.origins);
    }
}
