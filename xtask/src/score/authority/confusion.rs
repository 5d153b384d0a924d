//! A table of labels against answers.
//!
//! Invariant: its classes are fixed, so that every run prints the same columns.

use anyhow::Context;
use std::fmt::Write;

/// Rows are labels, columns answers, in the order of the classes.
pub struct Confusion {
    classes: &'static [&'static str],
    counts: Vec<Vec<usize>>,
}

impl Confusion {
    pub fn new(classes: &'static [&'static str]) -> Confusion {
        Confusion { classes, counts: vec![vec![0; classes.len()]; classes.len()] }
    }

    /// Counts one; an error where either is none of the classes.
    pub fn add(&mut self, label: &str, answer: &str) -> anyhow::Result<()> {
        let place = |class: &str| {
            self.classes.iter().position(|known| *known == class).with_context(|| format!("no class is called {class}"))
        };
        let (row, column) = (place(label)?, place(answer)?);
        self.counts[row][column] += 1;
        Ok(())
    }

    /// The share of answers that are the label.
    pub fn accuracy(&self) -> f64 {
        let right = (0..self.classes.len()).map(|class| self.counts[class][class]).sum();
        share(right, self.counts.iter().flatten().sum())
    }

    /// The mean of the classes' F1, over those that have labels.
    pub fn macro_f1(&self) -> f64 {
        let of = |class: usize| {
            let right = self.counts[class][class] as f64;
            let labels: usize = self.counts[class].iter().sum();
            let answers: usize = self.counts.iter().map(|row| row[class]).sum();
            (labels > 0).then(|| 2.0 * right / (labels + answers) as f64)
        };
        let all: Vec<f64> = (0..self.classes.len()).filter_map(of).collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    }

    /// The table, with recall at the end of each row and precision under each column.
    pub fn table(&self) -> String {
        let mut lines = String::new();
        let wide = 14;
        let head: String = self.classes.iter().map(|class| format!("{:>6}", class.get(..5).unwrap_or(class))).collect();
        let _ = writeln!(lines, "{:<wide$}{head}  recall", "label");
        for (row, class) in self.classes.iter().enumerate() {
            let counts: String = self.counts[row].iter().map(|count| format!("{count:>6}")).collect();
            let recall = shown(self.counts[row][row], self.counts[row].iter().sum());
            let _ = writeln!(lines, "{class:<wide$}{counts}  {recall:>6}");
        }
        let precision =
            |column: usize| shown(self.counts[column][column], self.counts.iter().map(|row| row[column]).sum());
        let under: String = (0..self.classes.len()).map(|column| format!("{:>6}", precision(column))).collect();
        let _ = writeln!(lines, "{:<wide$}{under}", "precision");
        lines
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// A share, or a dash where there is nothing to share.
fn shown(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.2}", share(part, whole)) }
}

#[cfg(test)]
mod tests {
    use super::Confusion;

    #[test]
    fn recall_is_by_row_and_precision_by_column() {
        let mut table = Confusion::new(&["named", "unnamed", "outlet"]);
        for (label, answer) in [("named", "named"), ("named", "named"), ("unnamed", "named"), ("unnamed", "unnamed")] {
            table.add(label, answer).expect("both are classes");
        }
        assert!(table.add("nobody", "named").is_err());
        assert_eq!(table.accuracy(), 0.75);
        assert_eq!(
            table.table(),
            "label          named unnam outle  recall\n\
             named              2     0     0    1.00\n\
             unnamed            1     1     0    0.50\n\
             outlet             0     0     0       –\n\
             precision       0.67  1.00     –\n"
        );
    }
}
