//! Invariant 1: the same captures give the same rows, with any number of threads, in any order of arrival.

use crate::{exported, run, samples};
use std::fs;
use std::path::PathBuf;

fn captures() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(samples()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn order_batches_and_threads_do_not_matter() {
    let (whole, pieces) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    run(whole.path(), &["read", "--threads", "8", samples().to_str().unwrap()], 0);
    for path in captures().iter().rev() {
        run(pieces.path(), &["read", "--threads", "1", path.to_str().unwrap()], 0);
    }
    assert_eq!(exported(whole.path()), exported(pieces.path()));
    let stories = run(whole.path(), &["export", "stories"], 0);
    assert!(stories.lines().count() > 0);
    assert_eq!(stories, run(pieces.path(), &["export", "stories"], 0));
}

#[test]
fn the_same_bytes_under_two_names_are_one_capture_with_two_retrievals() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    for path in [&first, &second] {
        fs::copy(&captures()[0], path).unwrap();
    }
    let (forth, back) = (folder.path().join("forth"), folder.path().join("back"));
    for (desk, order) in [(&forth, [&first, &second]), (&back, [&second, &first])] {
        for path in order {
            run(desk, &["read", path.to_str().unwrap()], 0);
        }
        let status: serde_json::Value = serde_json::from_str(&run(desk, &["status", "--json"], 0)).unwrap();
        assert_eq!((status["captures"].as_u64(), status["retrievals"].as_u64()), (Some(1), Some(2)));
    }
    assert_eq!(exported(&forth), exported(&back));
}
