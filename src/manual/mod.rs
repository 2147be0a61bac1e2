//! The manual: how to use the project, every rule, and why it is built the way it is.

/// In JavaScript: what can be checked, pages without a bundler, many documents, errors.
#[doc = include_str!("guide/javascript.md")]
pub mod javascript {}

/// Formats that are read and written, and converting between them.
#[doc = include_str!("guide/formats.md")]
pub mod reading_and_writing {}

/// The command line, continuous integration, editors, JSON Schemas.
#[doc = include_str!("guide/command-line.md")]
pub mod command_line {}

/// The client: create, ensure, plan, preflight, and waiting.
#[doc = include_str!("guide/client.md")]
pub mod using_the_client {}

/// Every finding of the checker: what it means, why, and how we know.
#[expect(clippy::doc_markdown, reason = "made by a generator; names stand in sentences")]
#[doc = include_str!("rules.md")]
pub mod rules {}

/// Durations as .NET, Python and JavaScript read them.
#[doc = include_str!("durations.md")]
pub mod durations {}

/// One package with layered modules.
#[doc = include_str!("decisions/001-one-package.md")]
pub mod one_package {}

/// Configurations cross the JavaScript boundary as text.
#[doc = include_str!("decisions/002-text-boundary.md")]
pub mod text_boundary {}

/// Kinds are tables, not types.
#[doc = include_str!("decisions/003-table-driven-kinds.md")]
pub mod table_driven_kinds {}

/// Codes are slugs and only grow.
#[doc = include_str!("decisions/004-codes.md")]
pub mod codes {}

/// A JSON parser of our own.
#[doc = include_str!("decisions/005-own-parser.md")]
pub mod own_parser {}

/// What is kept out of the module for its weight.
#[doc = include_str!("decisions/006-weight.md")]
pub mod weight {}

/// The emulator shares words with the client, never rules.
#[doc = include_str!("decisions/007-emulator.md")]
pub mod emulator {}

/// Who gets the token.
#[doc = include_str!("decisions/008-trust.md")]
pub mod trust {}

/// Loading without surprises.
#[doc = include_str!("decisions/009-loading.md")]
pub mod loading {}

/// Plans compare meanings and touch nothing else.
#[doc = include_str!("decisions/010-plans.md")]
pub mod plans {}

/// Operations are rows, ends are seen.
#[doc = include_str!("decisions/011-operations.md")]
pub mod operations {}

/// Formats are rows, read in Rust and written in TypeScript.
#[doc = include_str!("decisions/012-formats.md")]
pub mod formats {}

/// Schemas for editors refuse what the check refuses, and never more.
#[doc = include_str!("decisions/013-schemas.md")]
pub mod schemas {}

/// Many documents: cut once, check anywhere, tell in order.
#[doc = include_str!("decisions/014-workers.md")]
pub mod workers {}

/// What a check without findings costs, and what it does not do.
#[doc = include_str!("decisions/017-speed.md")]
pub mod speed {}
