//! Rules over several members, one file for each subject. A rule reads through readers, which hide
//! members that already have an error.

pub mod access;
pub mod identity;
pub mod names;
pub mod network;
pub mod priority;
pub mod scale;
pub mod secrets;
pub mod tags;
pub mod vm_size;
