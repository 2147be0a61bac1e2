//! The nearest size that stays, for each that ends: one that Azure Machine Learning is known to take, for
//! clusters and instances, with no announced end.

use azureml_compute::catalog::Amount;

use super::read::Size;

/// Series that are offered in the place of sizes without GPU, best first.
const GENERAL: [(&str, &str); 4] = [("D", "ds_v5"), ("E", "ds_v5"), ("M", "ms"), ("M", "s")];

/// GPUs with which models are trained: a smaller kind is no replacement.
const FOR_TRAINING: [&str; 2] = ["V100-16GB", "V100-32GB"];

/// Numbers whose order is the order of preference, smallest first; `None` for no replacement at all.
type Distance = (u32, u16, Option<Amount>, usize);

pub(crate) fn find(sizes: &mut [Size]) {
    let found: Vec<Option<String>> = sizes
        .iter()
        .map(|size| {
            let ends = size.lifecycle.starts_with(['r', 'a', 'x']);
            // Confidential machines and FPGAs have no replacement.
            let special = size.letters.get(1..2) == Some("C") && !size.letters.starts_with('N')
                || size.letters == "NP";
            if !ends || special {
                return None;
            }
            let stay = sizes.iter().filter(|other| stays(other));
            let best = stay.filter_map(|other| Some((distance(size, other)?, other)));
            let (_, best) = best.min_by_key(|(distance, _)| *distance)?;
            best.name.strip_prefix("Standard_").map(str::to_owned)
        })
        .collect();
    for (size, successor) in sizes.iter_mut().zip(found) {
        size.successor = successor;
    }
}

fn stays(size: &Size) -> bool {
    matches!(size.support, 'b' | 'y')
        && size.lifecycle.starts_with(['c', 'p'])
        && size.constrained.is_none()
        && !size.arm
}

fn distance(size: &Size, other: &Size) -> Option<Distance> {
    let vcpus = size.vcpus;
    let number = (other.vcpus, other.memory);
    if !size.gpu.0.is_empty() {
        let for_training = FOR_TRAINING.contains(&size.gpu.0.as_str());
        let fits = other.gpu_memory >= size.gpu_memory.max(1)
            && other.gpu.1 >= size.gpu.1
            && other.vcpus >= vcpus >> 1
            && other.memory >= size.memory.map(|memory| memory.scaled(5, 2))
            && !(for_training && other.gpu.0 == "T4");
        return fits.then_some((other.gpu_memory, number.0, number.1, 0));
    }
    if size.letters.starts_with('H') {
        return other.letters.starts_with("HB").then_some((0, number.0, number.1, 0));
    }
    let series = GENERAL.iter().position(|(letters, tail)| {
        other.letters == *letters && other.tail == *tail && other.gpu.0.is_empty()
    })?;
    // A little less memory is no reason to take the double.
    let enough = other.memory >= size.memory.map(|memory| memory.scaled(100, 95));
    (other.vcpus >= vcpus && enough).then_some((0, number.0, number.1, series))
}
