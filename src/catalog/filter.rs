//! Choosing sizes: the list behind a form's size field.

use super::amount::Amount;
use super::table::entries;
use super::vm_size::VmSize;
use crate::arm::region;
use crate::diagnostics::find_word;
use crate::text::{Kind, Node};

/// Which sizes are wanted; an absent member wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter<'f> {
    /// With GPUs, or without.
    pub gpu: Option<bool>,
    /// Part of the name of the GPU model.
    pub gpu_model: Option<&'f str>,
    /// At least so many vCPUs.
    pub min_v_cpus: Option<i64>,
    /// At most so many vCPUs.
    pub max_v_cpus: Option<i64>,
    /// At least so much memory, in GiB.
    pub min_memory_gib: Option<Amount>,
    /// Quota family, series or leading letters.
    pub family: Option<&'f str>,
    /// Listed in this region.
    pub region: Option<&'f str>,
    /// Word of the status.
    pub status: Option<&'f str>,
    /// Part of the name.
    pub text: Option<&'f str>,
}

impl<'f> Filter<'f> {
    /// Reads a filter.
    ///
    /// # Errors
    /// What is wrong with it, in words for the caller.
    pub fn read(root: Node<'f>) -> Result<Self, String> {
        let mut filter = Self::default();
        if root.kind() != Kind::Object {
            return Err("the filter is no object".to_owned());
        }
        for member in root.members() {
            let value = member.value;
            let (text, count) = (value.text(), value.integer());
            // What a member takes, if its value is something else.
            let wrong = match member.key {
                "gpu" => {
                    (filter.gpu, filter.gpu_model) = (value.boolean(), text);
                    filter
                        .gpu
                        .is_none()
                        .then_some("true, false or a model")
                        .filter(|_| text.is_none())
                }
                "minVCpus" => {
                    filter.min_v_cpus = count;
                    count.is_none().then_some("a whole number")
                }
                "maxVCpus" => {
                    filter.max_v_cpus = count;
                    count.is_none().then_some("a whole number")
                }
                "minMemoryGiB" => {
                    filter.min_memory_gib = Amount::parse(value.spelling());
                    filter.min_memory_gib.is_none().then_some("a number")
                }
                name => {
                    let place = match name {
                        "family" => &mut filter.family,
                        "region" => &mut filter.region,
                        "status" => &mut filter.status,
                        "text" => &mut filter.text,
                        _ => return Err(["the filter has no member `", name, "`"].concat()),
                    };
                    *place = text;
                    text.is_none().then_some("a text")
                }
            };
            if let Some(wanted) = wrong {
                return Err(["`", member.key, "` takes ", wanted].concat());
            }
        }
        Ok(filter)
    }

    fn takes(&self, size: &VmSize) -> bool {
        let part = |text: &str, part: Option<&str>| {
            part.is_none_or(|part| {
                part.is_empty() || find_word(text, &part.to_ascii_lowercase()).is_some()
            })
        };
        let is = |text: &str, wanted: &str| text.eq_ignore_ascii_case(wanted);
        let letters = size.series.bytes().take_while(u8::is_ascii_uppercase).count();
        let vcpus = i64::from(size.v_cpus);
        self.gpu.is_none_or(|wanted| wanted == size.gpu_model.is_some())
            && (self.gpu_model.is_none() || part(size.gpu_model.unwrap_or("-"), self.gpu_model))
            && self.min_v_cpus.is_none_or(|least| vcpus >= least)
            && self.max_v_cpus.is_none_or(|most| vcpus <= most)
            && self.min_memory_gib.is_none_or(|least| size.memory_gib >= Some(least))
            && self.status.is_none_or(|status| is(size.status.as_str(), status))
            && part(&size.name, self.text)
            && self.family.is_none_or(|family| {
                is(size.family.as_deref().unwrap_or_default(), family)
                    || is(&size.series, family)
                    || is(size.series.get(..letters).unwrap_or_default(), family)
            })
    }
}

/// The known sizes that a filter takes, in the order of their names.
#[must_use]
pub fn list(filter: &Filter<'_>) -> Vec<VmSize> {
    let region = filter.region.map(region::normal_form);
    let mut found = Vec::new();
    for entry in entries() {
        if region.as_ref().is_none_or(|region| entry.listed_in(region) == Some(true)) {
            let size = VmSize::from(entry);
            if filter.takes(&size) {
                found.push(size);
            }
        }
    }
    found
}
