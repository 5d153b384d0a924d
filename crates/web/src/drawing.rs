//! Who stands to whom, drawn: names on a circle, lines between them as wide as they are frequent.
//!
//! Invariant: each line leads to its evidence, and all of it stands as text below. Cost: linear in nodes and edges.

use crate::{Drawing, Shown};
use maud::{Markup, html};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 560.0;

/// The drawing.
pub fn drawn(drawing: &Drawing) -> Markup {
    let count = drawing.nodes.len().max(1);
    let at = |index: usize| {
        let turn = std::f64::consts::TAU * index as f64 / count as f64 - std::f64::consts::FRAC_PI_2;
        (WIDTH / 2.0 + turn.cos() * 270.0, HEIGHT / 2.0 + turn.sin() * 230.0)
    };
    let most = drawing.edges.iter().map(|edge| edge.count).max().unwrap_or(1).max(1);
    let width = |count: u64| format!("{:.1}", 1.0 + 6.0 * count as f64 / most as f64);
    html! {
        @if !drawing.edges.is_empty() {
            svg.network viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="group" aria-label="Who stands to whom; all of it is listed below" {
                @for edge in &drawing.edges {
                    a href=(edge.way) aria-label=(crate::shown::plain(&edge.words)) {
                        path.edge.met[!edge.directed] d=(curve(at(edge.from), at(edge.to))) stroke-width=(width(edge.count)) {
                            title { (crate::shown::plain(&edge.words)) }
                        }
                    }
                }
                @for (index, node) in drawing.nodes.iter().enumerate() {
                    @let (x, y) = at(index);
                    @let side = if (x - WIDTH / 2.0).abs() < 90.0 { "middle" } else if x > WIDTH / 2.0 { "start" } else { "end" };
                    @let beside = match side { "start" => 10.0, "end" => -10.0, _ => 0.0 };
                    @let below = if side == "middle" { if y > HEIGHT / 2.0 { 22.0 } else { -12.0 } } else { 5.0 };
                    a href=(node.to) {
                        circle cx=(format!("{x:.0}")) cy=(format!("{y:.0}")) r="6" {}
                        text x=(format!("{:.0}", x + beside)) y=(format!("{:.0}", y + below)) text-anchor=(side) {
                            (crate::shown::plain(&short(&node.name)))
                        }
                    }
                }
            }
            p.legend { "Drawn through: who speaks of whom, bent to the right of its way. Dashed: who met. A line leads to its evidence." }
        } @else {
            p.note { (Shown("Nobody speaks of or meets anybody here.")) }
        }
    }
}

/// Bent to the right of its way, so that there and back are two lines.
fn curve((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    let (middle_x, middle_y) = ((x + to_x) / 2.0, (y + to_y) / 2.0);
    let (bent_x, bent_y) = (middle_x - (to_y - y) * 0.12, middle_y + (to_x - x) * 0.12);
    format!("M{x:.0} {y:.0}Q{bent_x:.0} {bent_y:.0} {to_x:.0} {to_y:.0}")
}

fn short(name: &str) -> String {
    match name.char_indices().nth(28) {
        Some((cut, _)) => format!("{}…", &name[..cut]),
        None => name.to_string(),
    }
}
