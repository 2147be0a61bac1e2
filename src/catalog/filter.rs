//! Choosing sizes: the list behind a form's size field.

use super::amount::Amount;
use super::table::entries;
use super::vm_size::VmSize;
use crate::arm::region;
use crate::diagnostics::{Reporter, find_word};
use crate::text::{self, Kind};

/// Which sizes are wanted; an absent member wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// With GPUs, or without.
    pub gpu: Option<bool>,
    /// Part of the name of the GPU model.
    pub gpu_model: Option<String>,
    /// At least so many vCPUs.
    pub min_v_cpus: Option<u16>,
    /// At most so many vCPUs.
    pub max_v_cpus: Option<u16>,
    /// At least so much memory, in GiB.
    pub min_memory_gib: Option<Amount>,
    /// Quota family, series or leading letters.
    pub family: Option<String>,
    /// Listed in this region.
    pub region: Option<String>,
    /// Word of the status.
    pub status: Option<String>,
    /// Part of the name.
    pub text: Option<String>,
}

impl Filter {
    /// Reads a filter from JSON.
    ///
    /// # Errors
    /// What is wrong with it, in words for the caller.
    pub fn from_json(json: &str) -> Result<Self, String> {
        let mut filter = Self::default();
        let document = text::parse(json, &mut Reporter::new());
        let root = document.as_ref().and_then(text::Document::root);
        let root =
            root.filter(|root| root.kind() == Kind::Object).ok_or("the filter is no object")?;
        for member in root.members() {
            let (name, value) = (member.key, member.value);
            let wrong = |wanted: &str| ["`", name, "` takes ", wanted].concat();
            let words = || value.text().map(str::to_owned).ok_or_else(|| wrong("a text"));
            let count = || {
                let number = value.integer().and_then(|number| u16::try_from(number).ok());
                number.ok_or_else(|| wrong("a whole number"))
            };
            match name {
                "gpu" => match value.boolean() {
                    Some(wanted) => filter.gpu = Some(wanted),
                    None => filter.gpu_model = Some(words()?),
                },
                "minVCpus" => filter.min_v_cpus = Some(count()?),
                "maxVCpus" => filter.max_v_cpus = Some(count()?),
                "minMemoryGiB" => {
                    let amount = Amount::parse(value.spelling());
                    filter.min_memory_gib = Some(amount.ok_or_else(|| wrong("a number"))?);
                }
                "family" => filter.family = Some(words()?),
                "region" => filter.region = Some(region::normal_form(&words()?)),
                "status" => filter.status = Some(words()?),
                "text" => filter.text = Some(words()?),
                _ => return Err(["the filter has no member `", name, "`"].concat()),
            }
        }
        Ok(filter)
    }

    fn takes(&self, size: &VmSize) -> bool {
        let part = |text: &str, part: &Option<String>| {
            part.as_ref().is_none_or(|part| {
                part.is_empty() || find_word(text, &part.to_ascii_lowercase()).is_some()
            })
        };
        let is = |text: &str, wanted: &str| text.eq_ignore_ascii_case(wanted);
        let letters = size.series.bytes().take_while(u8::is_ascii_uppercase).count();
        self.gpu.is_none_or(|wanted| wanted == size.gpu_model.is_some())
            && (self.gpu_model.is_none() || part(size.gpu_model.unwrap_or("-"), &self.gpu_model))
            && self.min_v_cpus.is_none_or(|least| size.v_cpus >= least)
            && self.max_v_cpus.is_none_or(|most| size.v_cpus <= most)
            && self.min_memory_gib.is_none_or(|least| size.memory_gib >= Some(least))
            && self.status.as_ref().is_none_or(|status| is(size.status.as_str(), status))
            && part(&size.name, &self.text)
            && self.family.as_ref().is_none_or(|family| {
                is(size.family.as_deref().unwrap_or_default(), family)
                    || is(&size.series, family)
                    || is(size.series.get(..letters).unwrap_or_default(), family)
            })
    }
}

/// The known sizes that a filter takes, in the order of their names.
#[must_use]
pub fn list(filter: &Filter) -> Vec<VmSize> {
    entries()
        .filter(|entry| {
            filter.region.as_ref().is_none_or(|region| entry.listed_in(region) == Some(true))
        })
        .map(VmSize::from)
        .filter(|size| filter.takes(size))
        .collect()
}
