//! Scripted answers as a team keeps them: as files in git, with who wrote and agreed to them, and what became of each.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::given::{Answer, Desk};

/// A desk in which Lena agrees to what others write.
fn asking() -> Desk {
    let desk = Desk::filled();
    let house = fs::read_to_string(desk.path("config.toml")).unwrap();
    desk.file(
        "config.toml",
        &format!("{house}[policy.answers]\napproval = true\n[agents.lena]\nrole = \"supervisor\"\n"),
    );
    desk
}

/// The program as another agent runs it.
fn by(desk: &Desk, agent: &str, words: &[&str]) -> Answer {
    let store = desk.path("desk.db").display().to_string();
    desk.bare(&[&["--store", &store, "--agent", agent, "--json"], words].concat(), "")
}

fn listed(answer: &Answer) -> Vec<String> {
    let said = answer.json();
    let all = said["answers"].as_array().unwrap().iter();
    all.map(|answer| format!("{} {}", answer["ref"].as_str().unwrap(), answer["standing"].as_str().unwrap())).collect()
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .map(|file| {
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&file).unwrap())
        })
        .collect()
}

#[test]
fn a_folder_in_git_comes_out_as_it_went_in() {
    let (desk, other) = (Desk::filled(), Desk::new());
    let written = json!({"action": "write_answer", "title": "Müller/Söhne?", "ref": "a/b", "body": "+++\nHi\n+++", "spoken": "one\n+++\ntwo",
        "tags": ["x"], "mnemonic": "m", "valid_from": "2026-01-01", "review_on": "2026-02-01"});
    assert_eq!(desk.run(&["--json", "batch"], &written.to_string()).status, 0);
    let folder = desk.path("answers").display().to_string();
    desk.run(&["export", "answers", &folder], "");
    let first = files(Path::new(&folder));
    assert_eq!(first.len(), 3);
    other.run(&["import", "answers", &folder], "");
    let out = other.path("again").display().to_string();
    other.run(&["export", "answers", &out], "");
    assert_eq!(files(Path::new(&out)), first, "byte for byte");
}

#[test]
fn a_key_is_one_answer_s_and_a_folder_that_gives_it_to_two_says_so() {
    let desk = Desk::filled();
    let folder = desk.path("answers");
    fs::create_dir(&folder).unwrap();
    for (name, key) in [("thanks", "ty"), ("ta", "TY"), ("bye", "by")] {
        fs::write(folder.join(format!("{name}.md")), format!("---\ntitle: {name}\nkey: {key}\n---\nHi\n")).unwrap();
    }
    let said = desk.run(&["--json", "import", "answers", &folder.display().to_string()], "");
    let told = said.json();
    let rejected = told["rejected"].as_array().unwrap();
    assert_eq!((&told["added"], rejected.len()), (&json!(2), 1), "{told}");
    let reason = rejected[0]["reason"].as_str().unwrap();
    assert!(reason.contains("`ty` is the key of ta already; choose another"), "{reason}");
    let refused = desk.run(&["--json", "do", "change_answer", "--answer", "return-how", "--mnemonic", "by"], "");
    let refused = &refused.json()["refused"];
    assert_eq!(refused["code"], "key_taken");
    assert_eq!(refused["instead"], json!(["change_answer", "withdraw_answer"]));
    let german = ["do", "change_answer", "--answer", "return-how", "--mnemonic", "by", "--language", "de"];
    assert_eq!(desk.run(&german, "").status, 0);
}

#[test]
fn a_draft_is_found_by_its_author_and_the_lead_until_it_is_agreed_to() {
    let desk = asking();
    let wrote =
        by(&desk, "ana", &["do", "write_answer", "--title", "Where is it?", "--ref", "where", "--tags", "parcel"]);
    assert_eq!(wrote.status, 0, "{}", wrote.err);
    let list = |agent: &str| listed(&by(&desk, agent, &["answers", "list", "--tag", "parcel"]));
    assert_eq!(
        (list("ana"), list("lena"), list("ben")),
        (vec!["where draft".to_owned()], vec!["where draft".to_owned()], vec![])
    );
    let search = |agent: &str| {
        let said = by(&desk, agent, &["answers", "search", "where", "is", "it"]).json();
        said["answers"].as_array().unwrap().iter().any(|answer| answer["ref"] == "where")
    };
    assert!(search("ana") && search("lena") && !search("ben"));
    let first = by(&desk, "ben", &["answers", "search", "where", "is", "how", "to", "return", "--limit", "1"]).json();
    assert_eq!(first["answers"][0]["ref"], "return-how", "what is not found takes nobody's place");
    assert_eq!(by(&desk, "ben", &["answers", "show", "where"]).status, 1);
    assert_eq!(
        by(&desk, "ana", &["do", "approve_answer", "--answer", "where"]).json()["refused"]["code"],
        "not_permitted"
    );
    assert_eq!(by(&desk, "lena", &["do", "approve_answer", "--answer", "where"]).status, 0);
    assert!(search("ben"));
    let refused = by(&desk, "ana", &["do", "change_answer", "--answer", "where", "--body", "Two."]).json();
    assert_eq!(refused["refused"]["code"], "needs_approval");
}

#[test]
fn what_no_longer_holds_is_found_by_the_lead_alone_and_marked() {
    let desk = asking();
    let text =
        "{\"ref\":\"old\",\"title\":\"Summer sale\",\"valid_until\":\"2020-01-01\",\"review_on\":\"2020-01-01\"}\n";
    assert_eq!(desk.run(&["import", "answers", "-"], text).status, 0);
    let list = |agent: &str| listed(&by(&desk, agent, &["answers", "list", "--stale"]));
    assert_eq!((list("lena"), list("ana")), (vec!["old expired".to_owned()], vec![]));
    let shown = by(&desk, "lena", &["answers", "show", "old"]).json();
    assert_eq!(
        (&shown["standing"], &shown["stale"], &shown["uses"]["taken"]),
        (&json!("expired"), &json!(true), &json!(0))
    );
}

#[test]
fn every_version_is_told_and_can_be_restored() {
    let desk = Desk::filled();
    desk.json(&["do", "change_answer", "--answer", "return-how", "--body", "Bring it.", "--tags", "shop"]);
    desk.json(&["do", "withdraw_answer", "--answer", "return-how"]);
    desk.json(&["do", "reinstate_answer", "--answer", "return-how"]);
    let told = desk.json(&["answers", "history", "return-how"]);
    let versions = told["versions"].as_array().unwrap();
    let whats: Vec<&str> = versions.iter().map(|version| version["what"].as_str().unwrap()).collect();
    let expected = [
        "put return-how into use again",
        "withdrew return-how",
        "changed body, tags of return-how",
        "read from a file",
    ];
    assert_eq!(whats, expected);
    assert_eq!((&versions[2]["agent"], &versions[3]["receipt"]), (&json!("ana"), &Value::Null));
    let preview = desk.json(&["answers", "restore", "return-how", "1", "--preview"]);
    assert!(preview["done"].get("receipt").is_none(), "{preview}");
    desk.json(&["answers", "restore", "return-how", "1"]);
    let now = desk.json(&["answers", "show", "return-how"]);
    assert_eq!((&now["body"], &now["tags"]), (&json!("Dear {{ customer.given_name }}"), &json!(["returns"])));
    assert_eq!(desk.json(&["answers", "restore", "return-how", "9"])["refused"]["code"], "unknown_version");
    let words = desk.run(&["answers", "history", "return-how"], "").out;
    assert!(words.starts_with("VERSION  AT"), "{words}");
    assert!(desk.run(&["answers", "list"], "").out.starts_with("REF"), "a table for people");
    assert!(desk.run(&["answers", "show", "return-how"], "").out.contains("Dear {{ customer.given_name }}"));
}

#[test]
fn what_was_learned_is_listed_pinned_and_taken_back() {
    let desk = asking();
    let picks = "{\"query\":\"boomerang\",\"answer\":\"return-how\",\"agent\":\"mara\",\"outcome\":\"followed\"}\n\
                 {\"query\":\"Boomerang?\",\"answer\":\"return-how\",\"at\":\"2026-11-02T10:00:00Z\"}\n\
                 {\"query\":\"x\",\"answer\":\"return-how\",\"outcome\":\"lost\"}\n";
    let said = desk.run(&["--json", "import", "picks", "-"], picks).json();
    assert_eq!((&said["added"], &said["rejected"][0]["line"]), (&json!(2), &json!(3)));
    let learned = |desk: &Desk| desk.json(&["answers", "learned"])["learned"][0].clone();
    assert!(desk.run(&["answers", "learned"], "").out.contains("WORDS"));
    let told = learned(&desk);
    assert_eq!(
        (&told["words"], &told["answer"], &told["times"]),
        (&json!("Boomerang?"), &json!("return-how"), &json!(2))
    );
    assert_eq!((&told["agents"], &told["last"]), (&json!(1), &json!("2026-11-02T10:00:00Z")));
    let pin = ["do", "pin_answer", "--answer", "return-how", "--words", "boomerang"];
    assert_eq!(by(&desk, "mara", &pin).json()["refused"]["code"], "not_permitted");
    let receipt = by(&desk, "lena", &pin).json()["done"]["receipt"].clone();
    assert_eq!(learned(&desk)["pinned"], true);
    desk.run(&["undo", &receipt.to_string()], "");
    assert_eq!(learned(&desk)["pinned"], false);
    let forget = ["do", "forget_learned", "--answer", "return-how", "--words", "boomerang"];
    assert_eq!(by(&desk, "lena", &forget).status, 0);
    assert_eq!(desk.json(&["answers", "learned"])["learned"], json!([]));
    assert_eq!(desk.json(&["answers", "missing"])["missing"], json!([]));
    assert_eq!(desk.run(&["answers", "missing"], "").status, 0);
}

#[test]
fn the_weights_are_fitted_by_a_command_that_says_what_those_in_use_reach() {
    let desk = Desk::new();
    let matters = ["refund", "parcel", "voucher", "invoice", "password", "warranty"];
    let prefixes = ["shop", "bank"].map(|library| {
        let line = |value: Value| format!("{value}\n");
        let answers: String =
            matters.iter().map(|matter| line(json!({"ref": matter, "title": format!("The {matter}")}))).collect();
        let asked = ["where is my", "I want a", "problem with"];
        let picks: String = matters
            .iter()
            .flat_map(|matter| asked.map(|asked| line(json!({"query": format!("{asked} {matter}"), "answer": matter}))))
            .collect();
        desk.file(&format!("{library}.answers.jsonl"), &answers);
        desk.file(&format!("{library}.picks.jsonl"), &picks);
        desk.path(library).display().to_string()
    });
    let told = desk.bare(&["dev", "fit", "--dry", &prefixes[0], &prefixes[1]], "");
    assert_eq!(told.status, 0, "{}", told.err);
    let shop = told.out.lines().find(|line| line.starts_with("shop")).unwrap();
    assert!(told.out.starts_with("LIBRARY  AS IMPORTED  LEARNED") && shop.contains("1.0000"), "{}", told.out);
    desk.file("bank.picks.jsonl", "");
    assert!(desk.bare(&["dev", "fit", "--dry", &prefixes[1]], "").err.contains("no question of"));
}
