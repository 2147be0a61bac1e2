//! Checks the document in a file several times: `instructions FILE TIMES`. The difference between two counts of
//! times is what the checks alone cost; `cargo xtask instructions` asks callgrind for it.

use std::hint::black_box;
use std::process::ExitCode;

use azureml_compute::validate::{Format, Options, validate};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let text = arguments.next().and_then(|file| std::fs::read_to_string(file).ok());
    let times = arguments.next().and_then(|times| times.parse::<u32>().ok());
    let Some((text, times)) = text.zip(times) else { return ExitCode::FAILURE };
    let options = Options { format: Format::Auto, positions: true, ..Options::default() };
    for _ in 0..times {
        black_box(validate(black_box(&text), &options).to_text());
    }
    ExitCode::SUCCESS
}
