//! Many clusters and many pollers at once, over real sockets. Bounded: a minute at the very most
//! without optimisation; `EMULATOR_SOAK_SECONDS` lets the pollers go on for longer.

use crate::program::Program;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const CLUSTERS: usize = 1_000;
const NODES: usize = 10;
const POLLERS: usize = 200;
const CREATORS: usize = 8;
/// Polls of each poller, at the least.
const ROUNDS: usize = if cfg!(debug_assertions) { 10 } else { 50 };

/// A connection that is kept.
struct Connection {
    stream: BufReader<TcpStream>,
    authority: String,
}

impl Connection {
    fn open(program: &Program) -> Self {
        let authority = program.url().trim_start_matches("http://").to_owned();
        let stream = TcpStream::connect(&authority).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream: BufReader::new(stream), authority }
    }

    /// One exchange: status, the polling URL, the body.
    fn call(&mut self, method: &str, target: &str, body: &str) -> (u16, Option<String>, Value) {
        let text = format!(
            "{method} {target} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer x\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.authority,
            body.len()
        );
        self.stream.get_mut().write_all(text.as_bytes()).unwrap();
        let (mut status, mut length, mut polling) = (0, 0, None);
        let mut line = String::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line).unwrap();
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest.split(' ').next().unwrap().parse().unwrap();
            } else if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            } else if let Some(value) = line.strip_prefix("azure-asyncoperation: ") {
                let path = value.splitn(4, '/').nth(3).unwrap_or_default();
                polling = Some(format!("/{path}"));
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        (status, polling, serde_json::from_slice(&body).unwrap_or_default())
    }
}

fn soak() -> Duration {
    let seconds = std::env::var("EMULATOR_SOAK_SECONDS").ok();
    Duration::from_secs(seconds.and_then(|text| text.parse().ok()).unwrap_or(3))
}

/// Resident memory of the program in MiB: now, and at the most.
fn memory(program: &Program) -> (u64, u64) {
    let path = format!("/proc/{}/status", program.id());
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let field = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        number.unwrap_or(0) / 1_024
    };
    (field("VmRSS"), field("VmHWM"))
}

fn percentile(sorted: &[Duration], hundredths: usize) -> Duration {
    let index = sorted.len().saturating_mul(hundredths) / 100;
    sorted.get(index).or(sorted.last()).copied().unwrap()
}

#[test]
fn a_thousand_clusters_and_two_hundred_pollers_meet_no_error() {
    let program = Program::start(&["--speed", "20"]);
    let workspace = program.workspace();
    let compute =
        |number: usize| format!("{workspace}/computes/c{number:04}?api-version=2026-05-01");
    let body = json!({ "properties": { "computeType": "AmlCompute", "properties": {
        "vmSize": "Standard_DS3_v2",
        "scaleSettings": { "minNodeCount": NODES, "maxNodeCount": NODES }
    } } });
    let body = body.to_string();
    let begin = Instant::now();
    let polling: Vec<String> = std::thread::scope(|scope| {
        let creators = (0..CREATORS).map(|creator| {
            let (program, body, compute) = (&program, &body, &compute);
            scope.spawn(move || {
                let mut connection = Connection::open(program);
                let mut urls = Vec::new();
                for number in (creator..CLUSTERS).step_by(CREATORS) {
                    let (status, url, answer) = connection.call("PUT", &compute(number), body);
                    assert_eq!(status, 201, "{answer}");
                    urls.push(url.unwrap());
                }
                urls
            })
        });
        let creators: Vec<_> = creators.collect();
        creators.into_iter().flat_map(|creator| creator.join().unwrap()).collect()
    });
    let created = begin.elapsed();
    println!("{CLUSTERS} clusters created by {CREATORS} callers in {created:?}");
    program.control("POST", "advance", r#"{"seconds":600}"#);

    let errors = AtomicUsize::new(0);
    let until = Instant::now() + soak();
    let begin = Instant::now();
    let mut latencies: Vec<Duration> = std::thread::scope(|scope| {
        let pollers = (0..POLLERS).map(|poller| {
            let (program, polling, compute, errors) = (&program, &polling, &compute, &errors);
            let list = format!("{workspace}/computes?api-version=2026-05-01");
            scope.spawn(move || {
                let mut connection = Connection::open(program);
                let mut latencies = Vec::new();
                let mut round = 0;
                while round < ROUNDS || Instant::now() < until {
                    let number = (poller * 37 + round * 101) % CLUSTERS;
                    // Each at another point of the same round, as pollers are.
                    let turn = (round + poller) % 10;
                    let target = match turn {
                        0..=5 => polling[number].clone(),
                        6..=8 => compute(number),
                        _ => list.clone(),
                    };
                    let begin = Instant::now();
                    let (status, _, answer) = connection.call("GET", &target, "");
                    latencies.push(begin.elapsed());
                    let well = match turn {
                        0..=5 => answer["status"] == "Succeeded",
                        6..=8 => answer["properties"]["properties"]["currentNodeCount"] == NODES,
                        _ => answer["value"].as_array().is_some_and(|page| page.len() == 50),
                    };
                    if status != 200 || !well {
                        errors.fetch_add(1, Ordering::Relaxed);
                    }
                    round += 1;
                }
                latencies
            })
        });
        let pollers: Vec<_> = pollers.collect();
        pollers.into_iter().flat_map(|poller| poller.join().unwrap()).collect()
    });
    let took = begin.elapsed();
    latencies.sort_unstable();
    let (now, most) = memory(&program);
    println!(
        "{} polls by {POLLERS} pollers in {took:?}: median {:?}, 99 % below {:?}, slowest {:?}; \
         memory {now} MiB, at the most {most} MiB",
        latencies.len(),
        percentile(&latencies, 50),
        percentile(&latencies, 99),
        percentile(&latencies, 100),
    );
    assert_eq!(errors.load(Ordering::Relaxed), 0);
    // Without optimisation, and beside other tests, the time says nothing.
    if !cfg!(debug_assertions) {
        assert!(percentile(&latencies, 99) < Duration::from_secs(2));
    }
    assert!(most < 1_024, "{most} MiB");
}
