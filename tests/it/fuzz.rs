//! Texts that nobody writes on purpose: cases cut, doubled, mixed and spoilt, given to everything that reads what others
//! have written. In CI each target gets the corpus and a few hundred texts, the same in every run.
//! `AZUREML_FUZZ_SECONDS=600 cargo test --release --test it fuzz:: -- --nocapture` looks for so long, from a seed that it
//! prints. A text that fails is shortened and written into `tests/fuzz/corpus/<target>`, where it is tried from then on.

mod answers;
mod documents;
mod mutate;
mod vocabulary;

use std::any::Any;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use self::mutate::Mutator;
use crate::support::{files, root};

/// Texts of a target when nobody asks for more.
const FEW: usize = 300;
/// How often a text that fails is tried shorter.
const MOST_CUTS: usize = 2_000;

/// Something that reads texts.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Panics if something does not hold.
    pub(crate) holds: fn(&str),
    /// What the texts are made from.
    pub(crate) seeds: Vec<String>,
    /// Words that mean something to it.
    pub(crate) words: &'static [&'static str],
}

fn corpus(target: &str) -> PathBuf {
    root().join("tests/fuzz/corpus").join(target)
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
}

/// What does not hold of a text.
fn fault(target: &Target, text: &str) -> Option<String> {
    catch_unwind(AssertUnwindSafe(|| (target.holds)(text))).err().map(|panic| words_of(&*panic))
}

/// The text without whatever the failure does not need.
fn shortened(target: &Target, text: &str) -> String {
    let mut text = text.to_owned();
    let (mut step, mut cuts) = (text.len() / 2, 0);
    while step > 0 && cuts < MOST_CUTS {
        let (mut at, mut shorter) = (0, false);
        while at < text.len() && cuts < MOST_CUTS {
            let end = (at + step).min(text.len());
            cuts += 1;
            let cut = text.get(..at).zip(text.get(end..)).map(|(a, b)| [a, b].concat());
            match cut.filter(|cut| fault(target, cut).is_some()) {
                Some(cut) => (text, shorter) = (cut, true),
                None => at = end,
            }
        }
        if !shorter {
            step /= 2;
        }
    }
    text
}

/// Tries the corpus, then texts until the time is over.
pub(crate) fn run(target: &Target) {
    for path in files(&corpus(target.name)) {
        let text = fs::read_to_string(&path).unwrap();
        if let Some(fault) = fault(target, &text) {
            panic!("{}: {fault}", path.display());
        }
    }
    let seconds = std::env::var("AZUREML_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let seed = match seconds {
        Some(_) => SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos().into(),
        None => 1,
    };
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut mutator = Mutator::new(seed, &target.seeds, target.words);
    let mut tried = 0_usize;
    while end.map_or(tried < FEW, |end| Instant::now() < end) {
        let text = mutator.next();
        tried += 1;
        if let Some(first) = fault(target, &text) {
            let text = shortened(target, &text);
            let fault = fault(target, &text).unwrap_or(first);
            let path = corpus(target.name).join(format!("seed-{seed}-{tried}.txt"));
            fs::create_dir_all(corpus(target.name)).unwrap();
            fs::write(&path, &text).unwrap();
            panic!("{} (seed {seed}): {fault}\n{text}", path.display());
        }
    }
    let limit = seconds.map_or("AZUREML_FUZZ_SECONDS is not set".to_owned(), |s| format!("{s} s"));
    println!("{}: {tried} texts from seed {seed} ({limit})", target.name);
}
