//! No question of the store is left unasked: every public method of it stands in a case.

use std::fs;
use std::path::Path;

fn texts(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files.map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_method_of_the_store_has_a_case() {
    let cases = texts("tests/store").concat();
    let mut unasked = Vec::new();
    for text in texts("src/store").into_iter().chain([include_str!("../../src/store.rs").to_owned()]) {
        let methods = text.split("impl Store {").skip(1).flat_map(|methods| methods.split("\n    pub fn ").skip(1));
        for method in methods.map(|method| method.split(['(', '<']).next().unwrap().to_owned()) {
            if ![format!(".{method}("), format!("::{method}(")].iter().any(|call| cases.contains(call)) {
                unasked.push(method);
            }
        }
    }
    assert!(unasked.is_empty(), "no case in tests/store asks {}", unasked.join(", "));
}
