//! Properties of the engine: whatever single requests come in, and whatever sequences of them.

#[cfg(test)]
mod requests;
#[cfg(test)]
mod sequences;
