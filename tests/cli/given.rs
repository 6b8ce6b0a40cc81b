//! The program as a script runs it, and a small shop to run it on.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// The program with a home, a store and a configuration that nothing else uses.
pub(crate) struct Desk {
    home: tempfile::TempDir,
}

/// What a command answered.
pub(crate) struct Answer {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no single document: {}{}", self.out, self.err))
    }

    pub(crate) fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Desk {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("config.toml"), "currency = \"EUR\"\nregion = \"DE\"\ntime_zone = \"UTC\"\n")
            .unwrap();
        Self { home }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    pub(crate) fn run(&self, words: &[&str], input: &str) -> Answer {
        let store = self.path("desk.db").display().to_string();
        self.bare(&[&["--store", &store, "--agent", "ana"], words].concat(), input)
    }

    pub(crate) fn json(&self, words: &[&str]) -> Value {
        self.run(&[&["--json"], words].concat(), "").json()
    }

    pub(crate) fn bare(&self, words: &[&str], input: &str) -> Answer {
        let config = self.path("config.toml").display().to_string();
        let mut command = Command::new(env!("CARGO_BIN_EXE_frontline"));
        command.args(["--config", &config]).args(words).env_clear().env("HOME", self.home.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that refuses before it reads closes the pipe.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        let done = child.wait_with_output().unwrap();
        let [out, err] = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        Answer { status: done.status.code().unwrap(), out, err }
    }

    /// A desk with two customers, a product, an order and an answer.
    pub(crate) fn filled() -> Self {
        let desk = Self::new();
        for (kind, text) in [("customers", CUSTOMERS), ("products", PRODUCTS), ("orders", ORDERS), ("answers", ANSWERS)]
        {
            let file = desk.file(&format!("{kind}.jsonl"), text);
            let said = desk.json(&["import", kind, &file]);
            assert_eq!(said["rejected"], json!([]), "{kind}");
        }
        desk
    }

    pub(crate) fn found(&self, text: &str) -> Vec<String> {
        let said = self.json(&["customers", "find", "--", text]);
        said["customers"].as_array().unwrap().iter().map(|found| found["ref"].as_str().unwrap().to_owned()).collect()
    }
}

/// Settings by which the dictionaries are those of these tests.
pub(crate) const DICTIONARIES: &str =
    concat!("[writing]\ndictionaries = \"", env!("CARGO_MANIFEST_DIR"), "/tests/spelling\"\n");

pub(crate) const CUSTOMERS: &str = r#"{"ref":"C-1","given_name":"Katrin","family_name":"Vogel","emails":["katrin@vogel.example"],"phones":["030 23125417"],"address":{"line1":"Torstr. 5","city":"Berlin","postal_code":"10119","country":"DE"},"payment_methods":[{"ref":"g1","kind":"gift_card","balance":"51.00"}],"tags":["regular"],"since":"2012"}
{"ref":"C-2","given_name":"Bruno","family_name":"Weber","emails":["bruno@weber.example"],"address":{"postal_code":"20095"}}
"#;
const PRODUCTS: &str = r#"{"ref":"P-1","name":"Tent","variants":[{"sku":"T-RED","price":"249.00","available":true,"options":{"color":"red"}},{"sku":"T-BLUE","price":249.5,"available":false,"stock":0}]}
"#;
const ORDERS: &str = r##"{"ref":"#W1234567","customer":"C-1","status":"delivered","placed_at":"2026-01-02T10:00:00+01:00","lines":[{"sku":"T-RED","product":"P-1","name":"Tent","price":"249.00","quantity":2},{"sku":"T-BLUE","price":"249.50"}],"payments":[{"kind":"payment","amount":"747.50","method":"g1"}],"shipments":[{"tracking":["TL1"],"skus":["T-RED"]}]}
"##;
const ANSWERS: &str = r#"{"ref":"return-how","title":"How to return","body":"Dear {{ customer.given_name }}","phrases":["send it back"],"tags":["returns"]}
{"ref":"broken","title":"A broken template","body":"{{ oh no"}
"#;
