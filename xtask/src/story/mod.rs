//! Stories: the table of rarities, and figures on ECB+ and the five captures.

mod ecb;
mod figure;
mod learn;
mod mention;
mod rarity;
mod score;

pub use learn::train as train_happenings;
pub use rarity::make as rarity;
pub use score::run as score;
