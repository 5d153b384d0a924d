//! Many captures at once: one thread a core, results handed back to the calling thread.
//!
//! Invariant: at most [`AHEAD`] items a thread are under way, so memory does not grow with the number of captures.

use crossbeam_channel::bounded;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How many items may wait for each thread, and as many results for the collector.
const AHEAD: usize = 4;

/// Applies `work` to every input, on `threads` threads, each with a scratch of its own; `collect` gets what comes back, in no
/// order, with the input's number.
pub fn run<I: Send, S: Default, O: Send, E>(
    inputs: impl Iterator<Item = I> + Send,
    threads: usize,
    work: impl Fn(&mut S, I) -> O + Sync,
    mut collect: impl FnMut(usize, O) -> Result<(), E>,
) -> Result<(), E> {
    let (to_workers, jobs) = bounded::<(usize, I)>(threads * AHEAD);
    let (to_collector, results) = bounded::<(usize, O)>(threads * AHEAD);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A send fails when the workers have stopped because the collector failed: nothing more is wanted then.
            let _ = inputs.enumerate().try_for_each(|job| to_workers.send(job));
        });
        for _ in 0..threads {
            let (jobs, to_collector, work) = (jobs.clone(), to_collector.clone(), &work);
            scope.spawn(move || {
                let mut scratch = S::default();
                for (number, input) in jobs {
                    if to_collector.send((number, work(&mut scratch, input))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((jobs, to_collector));
        // Taken by value, so that on an early return the channel closes and the workers stop.
        let results = results;
        results.into_iter().try_for_each(|(number, output)| collect(number, output))
    })
}

/// When a capture was begun, and its flag.
type Running = (Instant, Arc<AtomicBool>);

/// Raises a flag for every capture that takes longer than allowed.
pub struct Watch {
    limit: Duration,
    running: Arc<Mutex<Vec<Running>>>,
    over: Arc<AtomicBool>,
}

impl Watch {
    /// A watch that allows `limit` for each capture.
    pub fn new(limit: Duration) -> Watch {
        let watch = Watch { limit, running: Arc::default(), over: Arc::default() };
        let (running, over) = (Arc::clone(&watch.running), Arc::clone(&watch.over));
        std::thread::spawn(move || {
            while !over.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(100));
                let mut running = running.lock().expect("nothing panics while holding it");
                running.retain(|(started, flag)| {
                    if started.elapsed() > limit {
                        flag.store(true, Ordering::Relaxed);
                    }
                    // Held by nobody else: its capture is done.
                    Arc::strong_count(flag) > 1
                });
            }
        });
        watch
    }

    /// The flag of a capture that is about to be read.
    pub fn start(&self) -> Arc<AtomicBool> {
        let flag = Arc::new(AtomicBool::new(self.limit.is_zero()));
        self.running.lock().expect("nothing panics while holding it").push((Instant::now(), Arc::clone(&flag)));
        flag
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// How many threads to use where none are asked for.
pub fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_comes_back_once() {
        let mut seen = vec![0; 1000];
        run::<usize, (), usize, ()>(
            0..1000,
            4,
            |_, input| input * 2,
            |number, output| {
                assert_eq!(output, number * 2);
                seen[number] += 1;
                Ok(())
            },
        )
        .unwrap();
        assert!(seen.iter().all(|&times| times == 1));
    }

    #[test]
    fn a_collector_that_fails_stops_the_run() {
        let inputs = std::iter::repeat(1);
        assert_eq!(run::<u8, (), u8, &str>(inputs, 2, |_, input| input, |_, _| Err("full")), Err("full"));
    }
}
