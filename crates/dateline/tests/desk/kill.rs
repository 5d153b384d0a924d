//! A kill at any moment loses nothing acknowledged, and the next run completes what was begun.

use crate::{dateline, exported, run};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

const CAPTURES: u64 = 400;
const KILLS: u64 = 12;

#[test]
fn killed_at_random_moments_a_run_is_completed_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let captures = folder.path().join("captures");
    write_captures(&captures);
    let (whole, killed) = (folder.path().join("whole"), folder.path().join("killed"));
    run(&whole, &["read", captures.to_str().unwrap()], 0);

    let mut acknowledged = 0;
    let mut interrupted = 0;
    for kill in 0..KILLS {
        let mut child = dateline(&killed, &["read", captures.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(1 + next_random(kill) % 160));
        interrupted += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        if !killed.join("desk.sqlite").exists() {
            continue;
        }
        let status: serde_json::Value = serde_json::from_str(&run(&killed, &["status", "--json"], 0)).unwrap();
        let now = status["captures"].as_u64().unwrap();
        assert!(now >= acknowledged, "{acknowledged} captures were there before a kill, {now} after it");
        acknowledged = now;
    }
    assert!(interrupted > 0, "no run was killed while it ran");
    run(&killed, &["read", captures.to_str().unwrap()], 0);
    assert_eq!(exported(&killed), exported(&whole));
}

fn write_captures(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for number in 0..CAPTURES {
        let mut text = format!("Harbour notice {number}\n\n");
        for line in 0..20 {
            text.push_str(&format!(
                "“The quay at berth {number} stays closed,” Orla Venn, the harbour master, said on {} March 2031.\n\n",
                1 + (number + line) % 28
            ));
        }
        fs::write(folder.join(format!("notice-{number:04}.txt")), text).unwrap();
    }
}

/// splitmix64: the same moments on every run, spread like random ones.
fn next_random(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
