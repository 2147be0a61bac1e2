//! Runs the emulator as a program of its own, and speaks to it byte by byte.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

const BINARY: &str = env!("CARGO_BIN_EXE_azureml-compute-emulator");

const API_HEADERS: [(&str, &str); 2] =
    [("authorization", "Bearer x"), ("content-type", "application/json")];

pub(crate) struct Program {
    child: Child,
    ready: Value,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Program {
    /// Starts it and waits for its ready line.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(BINARY);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap();
        Self { child, ready }
    }

    pub(crate) fn run_to_end(arguments: &[&str]) -> Output {
        Command::new(BINARY).args(arguments).output().unwrap()
    }

    /// Ends it without a warning.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it without a warning, in a while.
    pub(crate) fn kill_after(&self, moment: Duration) -> std::thread::JoinHandle<()> {
        let kill = format!("kill -KILL {}", self.child.id());
        std::thread::spawn(move || {
            std::thread::sleep(moment);
            assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        })
    }

    #[cfg(unix)]
    pub(crate) fn end_by(mut self, signal: &str) -> ExitStatus {
        let kill = format!("kill -{signal} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        self.child.wait().unwrap()
    }

    /// Id of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn url(&self) -> &str {
        self.ready("url")
    }

    /// A word of the ready line.
    pub(crate) fn ready(&self, name: &str) -> &str {
        self.ready[name].as_str().unwrap()
    }

    /// Path of the workspace.
    pub(crate) fn workspace(&self) -> String {
        format!(
            "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.MachineLearningServices/\
             workspaces/{}",
            self.ready("subscriptionId"),
            self.ready("resourceGroup"),
            self.ready("workspace")
        )
    }

    /// A call of the management API, with a token.
    pub(crate) fn api(&self, method: &str, path: &str, body: &str) -> Answer {
        Answer::parse(&self.exchange(method, path, body)).unwrap()
    }

    /// The same of a program that may end at any moment: `None` if no answer came.
    pub(crate) fn try_api(&self, method: &str, path: &str, body: &str) -> Option<Answer> {
        let mut stream = TcpStream::connect(self.authority()).ok()?;
        stream.write_all(self.text(method, path, &API_HEADERS, body).as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Answer::parse(&answer)
    }

    /// The bytes that come back for a call of the management API.
    pub(crate) fn exchange(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        self.raw(self.text(method, path, &API_HEADERS, body).as_bytes())
    }

    /// A call of the control surface.
    pub(crate) fn control(&self, method: &str, word: &str, body: &str) -> Answer {
        self.send(method, &format!("/_emulator/{word}"), &[], body)
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        Answer::parse(&self.raw(self.text(method, path, headers, body).as_bytes())).unwrap()
    }

    fn text(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
        let mut text = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.authority());
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!(
            "connection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        ));
        text
    }

    /// Host and port.
    pub(crate) fn authority(&self) -> &str {
        self.url().split_once("://").unwrap().1
    }

    /// Sends bytes and gives back whatever comes until the connection ends.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.authority()).unwrap();
        // The other side may hang up before it has read all this: its answer is what counts.
        let sent = stream.write_all(bytes);
        read_to_end(stream, &sent)
    }

    /// Sends bytes, says that no more will follow, and waits until the connection ends.
    pub(crate) fn raw_to_the_end(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.authority()).unwrap();
        let sent = stream.write_all(bytes).and_then(|()| stream.shutdown(Shutdown::Write));
        read_to_end(stream, &sent)
    }
}

fn read_to_end(mut stream: TcpStream, sent: &std::io::Result<()>) -> Vec<u8> {
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = Vec::new();
    let received = stream.read_to_end(&mut answer);
    assert!(
        !received.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock),
        "no end of the answer: {sent:?} {received:?}"
    );
    answer
}

/// No program outlives its test, and none may have panicked, even if it went on.
impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap_or_default();
        self.child.wait().map(drop).unwrap_or_default();
        // It had no time to take away its own.
        let ca = self.ready["caFile"].as_str();
        if let Some(ca) = ca.filter(|ca| ca.contains("azureml-compute-emulator-")) {
            std::fs::remove_file(ca).unwrap_or_default();
        }
        let mut complaints = String::new();
        if let Some(stderr) = self.child.stderr.as_mut() {
            stderr.read_to_string(&mut complaints).map(drop).unwrap_or_default();
        }
        if !std::thread::panicking() {
            assert_eq!(complaints, "", "nothing is written to standard error");
        }
    }
}

impl Answer {
    /// `None` if the bytes are no answer.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, head: head.to_owned(), body: body.to_owned() })
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let found = self.head.lines().filter_map(|line| line.split_once(": "));
        found.filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}
