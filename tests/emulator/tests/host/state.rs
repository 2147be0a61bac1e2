//! The state file: what was acknowledged is there after the program was killed, whatever the moment.

use crate::program::Program;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("emulator-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> String {
        self.0.join("state.json").to_str().unwrap().to_owned()
    }

    fn start(&self) -> Program {
        Program::start(&["--state", &self.file()])
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

fn compute(program: &Program, name: &str) -> String {
    format!("{}/computes/{name}?api-version=2026-05-01", program.workspace())
}

fn body(min: u32) -> String {
    json!({ "location": "westeurope", "properties": {
        "computeType": "AmlCompute",
        "properties": {
            "vmSize": "Standard_DS3_v2",
            "scaleSettings": { "minNodeCount": min, "maxNodeCount": 4 }
        }
    } })
    .to_string()
}

fn put(program: &Program, name: &str) -> u16 {
    program.api("PUT", &compute(program, name), &body(0)).status
}

fn names(program: &Program) -> Vec<String> {
    let dump = program.control("GET", "dump", "").json();
    let computes = dump["computes"].as_array().cloned().unwrap_or_default();
    computes.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

fn virtual_clock(program: &Program) {
    assert_eq!(program.control("POST", "clock", r#"{"mode":"virtual"}"#).status, 200);
}

#[test]
fn computes_operations_and_a_stopped_clock_go_on_where_they_were() {
    let folder = Folder::new("goes-on");
    let program = folder.start();
    virtual_clock(&program);
    let created = program.api("PUT", &compute(&program, "cpu"), &body(2));
    let status = created.field("azure-asyncoperation").unwrap().to_owned();
    let status = status.strip_prefix(program.url()).unwrap().to_owned();
    program.control("POST", "advance", r#"{"seconds":1}"#);
    let now = |program: &Program| program.control("GET", "dump", "").json()["now"].clone();
    let before = (now(&program), program.api("GET", &compute(&program, "cpu"), "").body);
    program.kill();

    let program = folder.start();
    assert_eq!(before, (now(&program), program.api("GET", &compute(&program, "cpu"), "").body));
    assert_eq!(program.api("GET", &status, "").json()["status"], "InProgress");
    program.control("POST", "advance", r#"{"seconds":60}"#);
    assert_eq!(program.api("GET", &status, "").json()["status"], "Succeeded");
    let cluster = program.api("GET", &compute(&program, "cpu"), "").json();
    assert_eq!(cluster["properties"]["properties"]["nodeStateCounts"]["idleNodeCount"], 2);
    let delete = format!("{}&underlyingResourceAction=Delete", compute(&program, "cpu"));
    assert_eq!(program.api("DELETE", &delete, "").status, 202);
    program.control("POST", "advance", r#"{"seconds":60}"#);
    program.kill();
    assert_eq!(names(&folder.start()), [""; 0]);
}

#[test]
fn time_that_follows_the_machine_goes_on_while_the_program_does_not() {
    let folder = Folder::new("time");
    let program = folder.start();
    assert_eq!(put(&program, "cpu"), 201);
    program.kill();
    std::thread::sleep(Duration::from_millis(60));
    let program = Program::start(&["--state", &folder.file(), "--speed", "1000"]);
    let cluster = program.api("GET", &compute(&program, "cpu"), "").json();
    assert_eq!(cluster["properties"]["provisioningState"], "Succeeded");
}

#[test]
fn whatever_was_acknowledged_survives_being_killed_at_any_moment() {
    let folder = Folder::new("killed");
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0_u64..12 {
        let program = folder.start();
        virtual_clock(&program);
        let present = names(&program);
        let lost: Vec<&String> =
            acknowledged.iter().filter(|name| !present.contains(name)).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
        let mut killer = None;
        for count in 0.. {
            let name = format!("r{round}x{count}y");
            let answer = program.try_api("PUT", &compute(&program, &name), &body(0));
            if answer.map(|answer| answer.status) != Some(201) {
                break;
            }
            acknowledged.push(name);
            // Then at a moment somewhere in the life of one of the next requests.
            if count == round % 3 {
                killer = Some(program.kill_after(Duration::from_micros(round * 700)));
            }
        }
        killer.unwrap().join().unwrap();
    }
    assert!(acknowledged.len() >= 12, "{acknowledged:?}");
    let text = fs::read_to_string(folder.file()).unwrap();
    serde_json::from_str::<Value>(&text).unwrap();
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("mode");
    let program = folder.start();
    assert_eq!(put(&program, "cpu"), 201);
    let mode = fs::metadata(folder.file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_that_cannot_be_read_or_is_in_use_is_left_alone() {
    let folder = Folder::new("refused");
    for text in ["", "{", "[]", "{\"format\":999}", "{\"format\":1}"] {
        fs::write(folder.file(), text).unwrap();
        let output = Program::run_to_end(&["--state", &folder.file()]);
        assert!(!output.status.success() && output.stdout.is_empty(), "{text}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("state.json"), "{text}");
        assert_eq!(fs::read_to_string(folder.file()).unwrap(), text);
    }
    fs::remove_file(folder.file()).unwrap();
    let _first = folder.start();
    let second = Program::run_to_end(&["--state", &folder.file()]);
    assert!(String::from_utf8_lossy(&second.stderr).contains("in use"));
}

#[test]
fn a_state_that_cannot_be_written_is_an_error_and_not_a_silent_loss() {
    let folder = Folder::new("gone");
    let inner = folder.0.join("inner");
    fs::create_dir(&inner).unwrap();
    let program = Program::start(&["--state", inner.join("state.json").to_str().unwrap()]);
    assert_eq!(put(&program, "cpu"), 201);
    fs::remove_dir_all(&inner).unwrap();
    let refused = program.api(
        "DELETE",
        &format!("{}&underlyingResourceAction=Delete", compute(&program, "cpu")),
        "",
    );
    assert_eq!((refused.status, &refused.json()["error"]["code"]), (500, &json!("StateNotKept")));
    assert!(!Path::new(&inner).exists());
}
