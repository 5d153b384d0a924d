//! The pages and their JSON: what people look at.
//!
//! Shows and never computes: whoever serves them implements [`Source`] and hands over lines with their words, their qualifiers and the
//! place they lead to. Everything that comes from a capture goes through [`Shown`], so no markup of it is ever markup here.

mod ask;
mod choices;
mod drawing;
mod frame;
mod gate;
mod openapi;
mod paper;
mod reply;
mod routes;
mod searches;
mod serve;
mod sheet;
mod shown;
mod view;

pub use ask::{Page, Question};
pub use choices::MOST_BYTES;
pub use gate::{Act, Gate, Keeping, Role, Searched, Searches, Visitor};
pub use openapi::{PATH as OPENAPI, openapi};
pub use reply::{Asking, Reply, Site, reply};
pub use routes::{Field, ROUTES, Route};
pub use serve::{STREAM, serve};
pub use shown::Shown;
pub use view::{
    Bar, Choice, Decided, Drawing, Edge, Facet, Fact, Failure, Line, Link, Mark, Paper, Section, Sheet, Source, Way,
    Words,
};
