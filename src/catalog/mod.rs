//! Facts about machine sizes that age: what is published about each known size, on one day. Says what is
//! known and how sure it is; knows no documents, no rules, no compute kinds.
//!
//! `data.rs` is made by `cargo run -p xtask --features catalog --bin catalog` from a folder of tables
//! (`VM_SIZES_DIR`, default `../shared/vm-sizes`). Where the facts come from, as of [`DATE`]:
//!
//! | what | source | licence |
//! |---|---|---|
//! | names, quota families, vCPUs, memory, regions, low-priority flags | the compute SKU list of 2026-08-01 (`DarrenJohns/djtools-azure-vm-sku-locator`), `Azure/karpenter-provider-azure`, `kubernetes/autoscaler`, `Azure/aks-engine`, `Azure/skewer`, `microsoft/ga4gh-tes` | MIT, Apache-2.0 |
//! | temporary disks, GPUs, lifecycle and dates | Azure's documentation of virtual machine sizes, retirements read on 2026-09-24 (`MicrosoftDocs/azure-compute-docs`), `Azure/EOL` | CC BY 4.0, MIT |
//! | support by Azure Machine Learning | its pages on compute targets and retiring sizes (`MicrosoftDocs/azure-ai-docs`, 2025-11), size lists of its API examples and of 2024-09, `Azure/azureml-assets` | CC BY 4.0, MIT |
//!
//! Facts known only from share-alike databases are left out: those disks and memories are unknown here.
//! Successors are computed: the nearest size that Azure Machine Learning is known to take and whose end
//! is not announced.

mod amount;
#[rustfmt::skip]
mod data;
mod entry;
mod lifecycle;
mod near;
mod table;
#[cfg(test)]
mod tests;
mod vm_size;

pub use amount::Amount;
pub use data::DATE;
pub use entry::{Entry, LowPriority, Support};
pub use lifecycle::{Lifecycle, Status};
pub use near::nearest;
pub use table::{Rows, entries, find};
pub use vm_size::VmSize;
