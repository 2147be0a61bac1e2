//! A machine size as callers see it.

use serde::{Serialize, Serializer};

use super::amount::Amount;
use super::entry::{Entry, LowPriority};
use super::lifecycle::Status;
use super::table::find;
use crate::arm::vm_size::SizeName;
use crate::diagnostics::Json;

/// A machine size: what its name says, and what is known about it.
///
/// ```
/// use azureml_compute::VmSize;
///
/// let size = VmSize::parse("standard_nc24ads_a100_v4").unwrap();
/// assert_eq!(size.name(), "Standard_NC24ads_A100_v4");
/// assert_eq!(size.gpu_model(), Some("A100-80GB"));
/// ```
#[derive(Clone, Debug)]
pub struct VmSize {
    name: String,
    entry: Option<Entry>,
}

impl VmSize {
    /// The size of a name, compared without case; `None` for a text that is no name of one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let read = SizeName::parse(name)?;
        Some(match find(name) {
            Some(entry) => Self::from(entry),
            None => Self { name: read.canonical(), entry: None },
        })
    }

    fn read(&self) -> SizeName<'_> {
        let (basic, letters, tail) = (false, "", "");
        let nothing = SizeName { basic, letters, number: 0, constrained: None, tail };
        SizeName::parse(&self.name).unwrap_or(nothing)
    }

    /// The name in the spelling of the documents.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Quota family as the compute SKU list spells it.
    #[must_use]
    pub fn family(&self) -> Option<String> {
        self.entry?.family()
    }

    /// Label of the series, such as `DSv2`.
    #[must_use]
    pub fn series(&self) -> String {
        self.read().series()
    }

    /// vCPUs, counted before any constraint.
    #[must_use]
    pub fn v_cpus(&self) -> u16 {
        self.entry.map_or_else(|| self.read().vcpus(), |entry| entry.vcpus())
    }

    /// How many of the vCPUs can be used, if not all.
    #[must_use]
    pub fn constrained_v_cpus(&self) -> Option<u16> {
        self.read().constrained
    }

    /// Memory in GiB.
    #[must_use]
    pub fn memory_gib(&self) -> Option<Amount> {
        self.entry?.memory()
    }

    /// Temporary disk in GiB, `NVMe` disks aside.
    #[must_use]
    pub fn temp_disk_gib(&self) -> Option<Amount> {
        self.entry?.disk()
    }

    /// GPUs, or the share of one.
    #[must_use]
    pub fn gpus(&self) -> Option<Amount> {
        let Some(entry) = self.entry else {
            // Of a name alone: only an N may have some.
            let read = self.read();
            let none = !read.letters.starts_with('N')
                && read.details().is_some_and(|details| details.accelerator.is_none());
            return none.then(Amount::default);
        };
        entry.gpus()
    }

    /// Model of the GPUs.
    #[must_use]
    pub fn gpu_model(&self) -> Option<&'static str> {
        Some(self.entry?.gpu()?.0)
    }

    /// Memory of all its GPUs in GiB.
    #[must_use]
    pub fn gpu_memory_gib(&self) -> Option<Amount> {
        let (_, each) = self.entry?.gpu()?;
        if each > 0 { Some(self.gpus()?.times(each)) } else { None }
    }

    /// Whether it can have low priority.
    #[must_use]
    pub fn low_priority_capable(&self) -> Option<LowPriority> {
        self.entry?.low_priority()
    }

    /// `x64` or `arm64`.
    #[must_use]
    pub fn architecture(&self) -> &'static str {
        if self.read().is_arm() { "arm64" } else { "x64" }
    }

    /// Where it is in its life, on the day of the catalogue.
    #[must_use]
    pub fn status(&self) -> Status {
        self.entry.map_or(Status::Unknown, |entry| entry.lifecycle().status)
    }

    /// Day of its end, ISO.
    #[must_use]
    pub fn retires(&self) -> Option<&'static str> {
        self.entry?.lifecycle().date
    }

    /// The nearest size whose end is not announced, for one that ends.
    #[must_use]
    pub fn successor(&self) -> Option<String> {
        self.entry?.successor()
    }

    /// Whether Azure Machine Learning is known to take it: `yes`, `no` or `unknown`.
    #[must_use]
    pub fn ml_support(&self) -> &'static str {
        match self.entry.and_then(|entry| entry.support().cluster) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        }
    }

    /// Whether the catalogue has it; otherwise only its name was read.
    #[must_use]
    pub const fn known(&self) -> bool {
        self.entry.is_some()
    }

    /// The size as a JSON object.
    pub(crate) fn write(&self, out: &mut String) {
        out.push('{');
        let mut members = Members { out };
        members.text("name", Some(&self.name));
        members.text("family", self.family().as_deref());
        members.text("series", Some(&self.series()));
        members.amount("vCpus", Some(Amount::whole(self.v_cpus().into())));
        let constrained = self.constrained_v_cpus();
        members.amount("constrainedVCpus", constrained.map(|count| Amount::whole(count.into())));
        members.amount("memoryGiB", self.memory_gib());
        members.amount("tempDiskGiB", self.temp_disk_gib());
        members.amount("gpus", self.gpus());
        members.text("gpuModel", self.gpu_model());
        members.amount("gpuMemoryGiB", self.gpu_memory_gib());
        match self.low_priority_capable() {
            Some(LowPriority::ByRegion) => members.text("lowPriorityCapable", Some("by-region")),
            Some(capable) => {
                let word = if capable == LowPriority::Yes { "true" } else { "false" };
                members.raw("lowPriorityCapable", word);
            }
            None => {}
        }
        members.text("architecture", Some(self.architecture()));
        members.text("status", Some(self.status().as_str()));
        members.text("retires", self.retires());
        members.text("successor", self.successor().as_deref());
        members.text("mlSupport", Some(self.ml_support()));
        members.raw("known", if self.known() { "true" } else { "false" });
        members.out.push('}');
    }
}

impl From<Entry> for VmSize {
    fn from(entry: Entry) -> Self {
        Self { name: entry.name(), entry: Some(entry) }
    }
}

impl Serialize for VmSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::new();
        self.write(&mut text);
        Json::raw(text).serialize(serializer)
    }
}

/// Writes members of an object. Neither names of sizes nor words of the catalogue need escapes.
struct Members<'o> {
    out: &'o mut String,
}

impl Members<'_> {
    #[inline(never)]
    fn raw(&mut self, key: &str, value: &str) {
        let comma = if self.out.as_bytes().last() == Some(&b'{') { "" } else { "," };
        for part in [comma, "\"", key, "\":", value] {
            self.out.push_str(part);
        }
    }

    #[inline(never)]
    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.raw(key, "\"");
            self.out.push_str(value);
            self.out.push('"');
        }
    }

    #[inline(never)]
    fn amount(&mut self, key: &str, value: Option<Amount>) {
        if let Some(value) = value {
            self.raw(key, &value.text());
        }
    }
}
