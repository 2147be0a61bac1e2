//! Reads the tables, and leaves out what their licence does not let us take along.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use azureml_compute::arm::vm_size::SizeName;
use azureml_compute::catalog::Amount;

/// Sizes whose vCPUs and memory come from a share-alike database.
const SHARE_ALIKE: [&str; 5] = [
    "Standard_DC8s",
    "Standard_HB60-15rs",
    "Standard_HB60-30rs",
    "Standard_HB60-45rs",
    "Standard_HB60rs",
];
/// The mark of temporary disks from there.
const SHARE_ALIKE_SOURCE: &str = "sparecores";

/// A row of any table, by column.
type Row = HashMap<String, String>;

/// What the tables say about a size.
pub(crate) struct Size {
    pub(crate) name: String,
    pub(crate) letters: String,
    pub(crate) number: u16,
    pub(crate) constrained: Option<u16>,
    pub(crate) tail: String,
    pub(crate) family: String,
    pub(crate) vcpus: u16,
    pub(crate) memory: Option<Amount>,
    pub(crate) disk: Option<Amount>,
    pub(crate) gpus: Option<Amount>,
    /// Model, empty if there is none, and GiB of one.
    pub(crate) gpu: (String, u16),
    /// GiB of all GPUs; 0 where it is not published.
    pub(crate) gpu_memory: u32,
    pub(crate) arm: bool,
    /// `c`, `p`, `r`, `a` or `x` (announced and closed), and the date.
    pub(crate) lifecycle: String,
    /// `b`, `c`, `y`, `n` or `u`.
    pub(crate) support: char,
    /// `y`, `n` or `u`, and the regions that differ.
    pub(crate) low_priority: (char, BTreeSet<String>),
    /// Regions that list it, as zeros and ones; `None` where nothing is known.
    pub(crate) regions: Option<String>,
    /// Name without tier.
    pub(crate) successor: Option<String>,
}

/// All of it.
pub(crate) struct Tables {
    pub(crate) date: String,
    pub(crate) regions: Vec<String>,
    /// GPU models and GiB of one.
    pub(crate) gpus: BTreeSet<(String, u16)>,
    pub(crate) sizes: Vec<Size>,
}

fn rows(folder: &Path, name: &str) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).with_context(|| name.to_owned())?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

fn cell<'r>(row: &'r Row, column: &str) -> Result<&'r str> {
    row.get(column).map(String::as_str).with_context(|| format!("no column {column}"))
}

fn by_name(folder: &Path, table: &str) -> Result<HashMap<String, Row>> {
    rows(folder, table)?.into_iter().map(|row| Ok((cell(&row, "name")?.to_owned(), row))).collect()
}

/// The day of the tables, as their description tells it.
fn date(folder: &Path) -> Result<String> {
    let text = fs::read_to_string(folder.join("sources.md"))?;
    let (_, rest) = text.split_once("built ").context("sources.md tells no day")?;
    Ok(rest.chars().take(10).collect())
}

/// The days of retirement whose sizes are closed to new subscriptions.
fn closed(folder: &Path) -> Result<BTreeSet<String>> {
    let (mut closed, mut open) = (BTreeSet::new(), BTreeSet::new());
    for row in rows(folder, "lifecycle.csv")? {
        if cell(&row, "status")? == "retirement-announced" {
            let date = cell(&row, "retirement_date")?.to_owned();
            let is_closed = cell(&row, "capacity_growth_restricted_since_2026_07")? == "yes";
            if is_closed { &mut closed } else { &mut open }.insert(date);
        }
    }
    ensure!(closed.is_disjoint(&open), "a day of retirement does not tell what is closed any more");
    Ok(closed)
}

pub(crate) fn tables(folder: &Path) -> Result<Tables> {
    let support = by_name(folder, "aml_support.csv")?;
    let disks = by_name(folder, "local_disks.csv")?;
    let availability = by_name(folder, "availability.csv")?;
    let exceptions = by_name(folder, "low_priority_exceptions.csv")?;
    let closed = closed(folder)?;
    let mut regions = Vec::new();
    for row in rows(folder, "availability_regions.csv")? {
        regions.push(cell(&row, "region")?.to_owned());
    }
    let mut memories = HashMap::new();
    for row in rows(folder, "gpu_models.csv")? {
        let memory: u16 = cell(&row, "memory_gb_per_gpu")?.parse()?;
        memories.insert(cell(&row, "gpu_model")?.to_owned(), memory);
    }
    let mut gpus = BTreeSet::new();
    let mut sizes = Vec::new();
    for row in rows(folder, "vm_sizes.csv")? {
        let name = cell(&row, "name")?;
        let read = SizeName::parse(name).with_context(|| format!("{name} has no size's form"))?;
        ensure!(read.canonical() == name, "{name} is not in its canonical spelling");
        let free = !SHARE_ALIKE.contains(&name);
        let disk = disks.get(name).context("no disk row")?;
        let kinds = support.get(name).context("no support row")?;
        let gpu_model = cell(&row, "gpu_model")?;
        let date = cell(&row, "retirement_date")?;
        let capable = match cell(&row, "low_priority_capable")? {
            "true" => 'y',
            "false" => 'n',
            _ => 'u',
        };
        // Of a shared GPU nobody may tell how much memory the machine gets.
        let gpu_memory: u32 = cell(&row, "gpu_memory_gib")?.parse().unwrap_or_default();
        let of_one = *memories.get(gpu_model).unwrap_or(&0);
        let of_one = if gpu_memory == 0 { 0 } else { of_one };
        if !gpu_model.is_empty() {
            gpus.insert((gpu_model.to_owned(), of_one));
        }
        let differ = match exceptions.get(name) {
            Some(row) => cell(row, "exception_regions")?.split(' ').map(str::to_owned).collect(),
            None => BTreeSet::new(),
        };
        let status = match cell(&row, "status")? {
            "current" => "c",
            "previous-gen" => "p",
            "retired" => "r",
            _ if closed.contains(date) => "x",
            _ => "a",
        };
        sizes.push(Size {
            letters: if read.basic {
                format!("Basic_{}", read.letters)
            } else {
                read.letters.to_owned()
            },
            number: read.number,
            constrained: read.constrained,
            tail: read.tail.to_owned(),
            family: cell(&row, "family")?.to_owned(),
            vcpus: if free { cell(&row, "vcpus")?.parse()? } else { read.vcpus() },
            memory: Amount::parse(cell(&row, "memory_gib")?).filter(|_| free),
            disk: Amount::parse(cell(disk, "temp_disk_gib")?)
                .filter(|_| cell(disk, "temp_source").is_ok_and(|it| it != SHARE_ALIKE_SOURCE)),
            gpus: Amount::parse(cell(&row, "gpus")?),
            gpu: (gpu_model.to_owned(), of_one),
            gpu_memory,
            arm: cell(&row, "architecture")? == "arm64",
            lifecycle: format!("{status}{date}"),
            support: match (cell(kinds, "compute_cluster")?, cell(kinds, "compute_instance")?) {
                ("yes", "yes") => 'b',
                ("yes", "no") => 'c',
                ("yes", _) => 'y',
                ("no", _) => 'n',
                _ => 'u',
            },
            low_priority: (capable, differ),
            regions: match availability.get(name) {
                Some(row) => Some(cell(row, "regions_bitmap")?.to_owned()),
                None => None,
            },
            successor: None,
            name: name.to_owned(),
        });
    }
    Ok(Tables { date: date(folder)?, regions, gpus, sizes })
}
