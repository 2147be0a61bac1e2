//! What JavaScript needs of the crate, without JavaScript: options, settings and losses from JSON text, reports
//! as heads and text. Compiled and tested natively; `wasm` hands it out and adds nothing.

mod checker;
mod head;
mod losses;
mod options;
mod settings;
mod unlike;

pub use checker::{Checker, How, Stream};
pub use head::{HEAD, Heads, frame};
pub use losses::losses;
pub use options::{options, words};
pub use settings::settings;
pub use unlike::{Difference, unlike};
