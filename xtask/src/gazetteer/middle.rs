//! The middles of countries, from their outlines.
//!
//! Invariant: of the largest piece of land alone, weighed by true area; whether it lies inside is said. Cost: linear in the outline.
//! Source: Natural Earth as TopoJSON. After: Bourke 1988 (centroid of a polygon); Lambert 1772 (the projection that keeps areas).

use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;

/// The middle of a country.
pub struct Middle {
    /// Degrees north.
    pub north: f64,
    /// Degrees east.
    pub east: f64,
    /// Whether it lies in the country.
    pub inside: bool,
}

/// Degrees east, and the sine of degrees north: areas are true.
type Point = (f64, f64);

/// Of each country by its number in ISO 3166-1.
pub fn all(topology: &Value) -> anyhow::Result<BTreeMap<u64, Middle>> {
    let arcs = arcs(topology).context("arcs")?;
    let mut middles = BTreeMap::new();
    for country in topology["objects"]["countries"]["geometries"].as_array().context("countries")? {
        let Some(number) = country["id"].as_str().and_then(|id| id.parse().ok()) else { continue };
        let parts = country["arcs"].as_array().context("outlines")?;
        let several = country["type"] == "MultiPolygon";
        // The first ring of a polygon is its outline; holes are passed over.
        let outlines = parts.iter().take(if several { parts.len() } else { 1 });
        let rings = outlines.filter_map(|part| ring(if several { &part[0] } else { part }, &arcs));
        let largest = rings.max_by(|one, other| area(one).abs().total_cmp(&area(other).abs()));
        middles.extend(largest.map(|ring| (number, middle(&ring))));
    }
    Ok(middles)
}

/// The place of the town nearest to a point.
pub fn nearest(towns: &[&Value], (north, east): (f64, f64)) -> Option<(f64, f64)> {
    let places = towns.iter().filter_map(|town| Some((town["latitude"].as_f64()?, town["longitude"].as_f64()?)));
    let far = |one: &(f64, f64)| (one.0 - north).powi(2) + ((one.1 - east) * north.to_radians().cos()).powi(2);
    places.min_by(|one, other| far(one).total_cmp(&far(other)))
}

fn arcs(topology: &Value) -> Option<Vec<Vec<Point>>> {
    let number = |value: &Value, at: usize| value[at].as_f64();
    let (scale, shift) = (&topology["transform"]["scale"], &topology["transform"]["translate"]);
    let mut arcs = Vec::new();
    for arc in topology["arcs"].as_array()? {
        let (mut east, mut north) = (0.0, 0.0);
        let mut points = Vec::new();
        for step in arc.as_array()? {
            // Each point is a step from the one before.
            (east, north) = (east + number(step, 0)?, north + number(step, 1)?);
            let latitude = north * number(scale, 1)? + number(shift, 1)?;
            points.push((east * number(scale, 0)? + number(shift, 0)?, latitude.to_radians().sin()));
        }
        arcs.push(points);
    }
    Some(arcs)
}

/// Arcs put together; a number below zero is an arc backwards.
fn ring(numbers: &Value, arcs: &[Vec<Point>]) -> Option<Vec<Point>> {
    let mut ring = Vec::new();
    for number in numbers.as_array()? {
        let number = number.as_i64()?;
        let arc = arcs.get(usize::try_from(if number < 0 { !number } else { number }).ok()?)?;
        match number < 0 {
            true => ring.extend(arc.iter().rev()),
            false => ring.extend(arc),
        }
    }
    Some(whole(&ring))
}

/// A ring that crosses the line of the date goes on beyond 180 degrees.
fn whole(ring: &[Point]) -> Vec<Point> {
    let (mut shift, mut last) = (0.0, None);
    let one = |point: &Point| {
        let step = last.map_or(0.0, |last| point.0 - last);
        last = Some(point.0);
        match () {
            _ if step > 180.0 => shift -= 360.0,
            _ if step < -180.0 => shift += 360.0,
            _ => {}
        }
        (point.0 + shift, point.1)
    };
    ring.iter().map(one).collect()
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|(one, other)| (*one, *other))
}

/// Twice the area, signed.
fn area(ring: &[Point]) -> f64 {
    edges(ring).map(|(one, other)| one.0 * other.1 - other.0 * one.1).sum()
}

fn middle(ring: &[Point]) -> Middle {
    let whole = 3.0 * area(ring);
    let sum = |axis: fn(Point) -> f64| {
        let part = |(one, other): (Point, Point)| (axis(one) + axis(other)) * (one.0 * other.1 - other.0 * one.1);
        edges(ring).map(part).sum::<f64>() / whole
    };
    let (east, height) = (sum(|point| point.0), sum(|point| point.1));
    let crosses = |(one, other): &(Point, Point)| {
        (one.1 > height) != (other.1 > height)
            && east < (other.0 - one.0) * (height - one.1) / (other.1 - one.1) + one.0
    };
    let inside = edges(ring).filter(crosses).count() % 2 == 1;
    let east = (east + 180.0).rem_euclid(360.0) - 180.0;
    Middle { north: height.clamp(-1.0, 1.0).asin().to_degrees(), east, inside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_square_is_inside_it_and_that_of_a_hook_is_not() {
        let square = middle(&[(0.0, 0.0), (2.0, 0.0), (2.0, 0.2), (0.0, 0.2)]);
        assert!(square.inside && (square.east - 1.0).abs() < 1e-9);
        let hook = [(0.0, 0.0), (9.0, 0.0), (9.0, 0.9), (8.9, 0.9), (8.9, 0.01), (0.0, 0.01)];
        assert!(!middle(&hook).inside);
    }

    #[test]
    fn an_outline_over_the_line_of_the_date_is_one_piece() {
        let square = middle(&whole(&[(178.0, 0.0), (-178.0, 0.0), (-178.0, 0.2), (178.0, 0.2)]));
        assert!(square.inside && (square.east.abs() - 180.0).abs() < 1e-9);
    }
}
