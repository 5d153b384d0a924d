//! The model that says which blocks of a list are of its content: its material, its training, its cross-validation.

mod align;
mod pages;
mod train;

pub use train::run as train;
