//! The management API client.
pub mod request;
