//! The manual: how to use the project, every code, and one page for each decision.

/// Getting started.
#[doc = include_str!("guide/start.md")]
pub mod start {}

/// Kinds of compute.
#[doc = include_str!("guide/kinds.md")]
pub mod kinds {}

/// Formats, and what each tool really sends.
#[expect(clippy::doc_markdown, reason = "names are in sentences")]
#[doc = include_str!("guide/formats.md")]
pub mod format_guide {}

/// The client and its waits.
#[doc = include_str!("guide/client.md")]
pub mod client {}

/// Signing in, and CORS.
#[expect(clippy::doc_markdown, reason = "names are in sentences")]
#[doc = include_str!("guide/auth.md")]
pub mod auth {}

/// Preflight, plan, ensure.
#[doc = include_str!("guide/plan.md")]
pub mod plan {}

/// Guardrails of an organisation.
#[expect(clippy::doc_markdown, reason = "names are in sentences")]
#[doc = include_str!("guide/guardrails.md")]
pub mod guardrails {}

/// A gate at the edge.
#[doc = include_str!("guide/edge.md")]
pub mod edge {}

/// The command and editors.
#[doc = include_str!("guide/command.md")]
pub mod command {}

/// The emulator.
#[doc = include_str!("guide/emulator.md")]
pub mod emulator_guide {}

/// Performance and weight.
#[doc = include_str!("guide/performance.md")]
pub mod performance {}

/// What the package promises.
#[doc = include_str!("guide/security.md")]
pub mod security {}

/// Compute targets, step by step: JavaScript, command line, Python.
#[doc = include_str!("guide/article.md")]
pub mod article {}

/// Migration from SDK v1, SDK v2, Terraform.
#[doc = include_str!("guide/migration.md")]
pub mod migration {}

/// Twenty problems people have.
#[doc = include_str!("guide/pains.md")]
pub mod pains {}

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
