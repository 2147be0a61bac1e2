//! Azure's vocabulary: names, resource ids, regions, durations, times, keys. Says what a text is and what
//! is wrong with it; knows nothing of compute kinds, of documents or of requests.

pub mod address;
pub mod api_version;
pub mod base64;
pub mod cloud;
pub mod cron;
pub mod date_time;
pub mod duration;
pub mod error_body;
pub mod image;
pub mod label;
pub mod names;
pub mod quantity;
pub mod region;
pub mod resource_id;
pub mod ssh;
pub mod time_limit;
pub mod time_zone;
pub mod vm_size;
