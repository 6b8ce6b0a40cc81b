//! The command line as scripts use it: the real program on a store of its own, its answers, its status, and the files that
//! it takes in and gives out.
#![cfg(test)]

use std::path::Path;

use serde_json::json;

mod accounts;
mod answers;
mod given;
mod orders;
mod rights;
mod words;

use given::{CUSTOMERS, DICTIONARIES, Desk};

#[test]
fn the_same_file_again_changes_nothing() {
    let desk = Desk::filled();
    for (kind, count) in [("customers", 2), ("products", 1), ("orders", 1), ("answers", 2)] {
        let file = desk.path(&format!("{kind}.jsonl")).display().to_string();
        let said = desk.json(&["import", kind, &file]);
        let expected =
            json!({"kind": kind, "read": count, "added": 0, "changed": 0, "unchanged": count, "rejected": []});
        assert_eq!(said, expected);
    }
    assert_eq!(desk.json(&["journal", "--limit", "1"])["action"]["kind"], "answers");
    assert_eq!(desk.run(&["--json", "journal"], "").lines().len(), 4);
}

#[test]
fn what_export_writes_a_new_store_reads_back_the_same() {
    let (desk, other) = (Desk::filled(), Desk::new());
    for kind in ["customers", "products", "orders", "answers"] {
        let lines = desk.run(&["export", kind], "");
        assert_eq!(lines.out, desk.run(&["--json", "export", kind], "").out);
        let file = desk.path(&format!("out-{kind}.csv")).display().to_string();
        let said = desk.json(&["export", kind, &file]);
        assert_eq!(said["written"], lines.lines().len());
        assert_eq!(other.json(&["import", kind, &file])["rejected"], json!([]), "{kind}");
        assert_eq!(other.run(&["export", kind], "").out, lines.out);
        let again = desk.run(&["--json", "import", kind, "-", "--format", "jsonl"], &lines.out).json();
        assert_eq!((&again["added"], &again["changed"]), (&json!(0), &json!(0)), "{kind}");
    }
    let order = desk.run(&["export", "orders"], "").json();
    assert_eq!(order["ref"], "#W1234567");
    assert_eq!(order["charges"]["total"], "747.50");
    assert_eq!(order["placed_at"], "2026-01-02T09:00:00Z");
}

#[test]
fn answers_go_out_as_a_folder_of_markdown_and_come_back() {
    let (desk, other) = (Desk::filled(), Desk::new());
    let folder = desk.path("answers").display().to_string();
    assert_eq!(desk.run(&["export", "answers", &folder], "").status, 0);
    assert!(Path::new(&folder).join("return-how.md").is_file());
    assert_eq!(other.json(&["import", "answers", &folder])["added"], 2);
    assert_eq!(other.run(&["export", "answers"], "").out, desk.run(&["export", "answers"], "").out);
    assert_eq!(desk.json(&["import", "answers", &folder])["unchanged"], 2);
}

#[test]
fn a_bad_row_is_told_with_its_line_and_the_rest_is_taken() {
    let desk = Desk::filled();
    let text = "{\"ref\":\"O-1\",\"customer\":\"nobody\",\"status\":\"pending\"}\n{\"ref\":\"O-2\",\"customer\":\"c-1\",\"status\":\"pending\"}\nnonsense\n";
    let said = desk.run(&["--json", "import", "orders", "-"], text);
    assert_eq!(said.status, 1);
    let said = said.json();
    assert_eq!((&said["read"], &said["added"]), (&json!(3), &json!(1)));
    let lines: Vec<_> = said["rejected"].as_array().unwrap().iter().map(|row| row["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [1, 3]);
    let spoken = desk.run(&["import", "orders", "-"], text);
    assert_eq!((spoken.status, spoken.err.lines().count()), (1, 2));
    assert!(spoken.out.starts_with("orders: 3 read, 0 added"), "{}", spoken.out);
}

#[test]
fn a_customer_is_found_by_whatever_a_person_says() {
    let desk = Desk::filled();
    for text in [
        "katrin vogel",
        "VOGEL Katrin",
        "vog",
        "Katrin@Vogel.example",
        "030/23125417",
        "+49 30 2312 5417",
        "c-1",
        "#W1234567",
        "w1234567",
        "vogel 10119",
        "Vogel Berlin",
    ] {
        assert_eq!(desk.found(text), ["C-1"], "{text}");
    }
    assert!(desk.found("nobody at all").is_empty());
    let said = desk.json(&["customers", "find", "weber"]);
    assert_eq!(
        said,
        json!({"customers": [{"ref": "C-2", "name": "Bruno Weber", "emails": ["bruno@weber.example"], "phones": []}]})
    );
}

#[test]
fn a_file_shows_everything_that_belongs_to_the_customer() {
    let desk = Desk::filled();
    let added = desk.json(&["queue", "add", "--channel", "phone", "--from", "030 23125417", "--subject", "Tent pole"]);
    assert_eq!((&added["contact"]["customer"], &added["contact"]["from"]), (&json!("C-1"), &json!("+493023125417")));
    let file = desk.json(&["customers", "show", "C-1"]);
    assert_eq!(file["phones"], json!(["+493023125417"]));
    assert_eq!(file["payment_methods"][0]["balance"], "51.00");
    assert_eq!(file["orders"][0]["ref"], "#W1234567");
    assert_eq!(file["contacts"][0]["subject"], "Tent pole");
    assert_eq!((&file["cases"], &file["promises"], &file["since"]), (&json!([]), &json!([]), &json!("2012")));
    let unknown = desk.run(&["--json", "customers", "show", "C-9"], "");
    assert_eq!(unknown.status, 1);
    assert_eq!(unknown.json()["error"]["code"], "unknown_customer");
    assert_eq!(unknown.err.lines().count(), 1);
}

#[test]
fn the_queue_and_the_log_are_listed() {
    let desk = Desk::filled();
    for (channel, customer) in [("email", "C-2"), ("chat", "C-1")] {
        let said =
            desk.run(&["queue", "add", "--channel", channel, "--customer", customer, "--body", "=1+1\nthere"], "");
        assert_eq!(said.status, 0, "{}", said.err);
    }
    let waiting = desk.json(&["queue", "list"]);
    assert_eq!(waiting["contacts"].as_array().unwrap().len(), 2);
    assert_eq!(waiting["contacts"][0]["state"], "waiting");
    let log = desk.json(&["contacts", "list", "--customer", "C-2", "--since", "2020-01-01"]);
    assert_eq!(log["contacts"][0]["body"], "=1+1\nthere");
    assert_eq!(desk.json(&["contacts", "list", "--since", "2999-01-01T00:00:00Z"]), json!({"contacts": []}));
    assert_eq!(desk.run(&["queue", "add", "--channel", "pigeon"], "").status, 2);
    let wrong = desk.run(&["--json", "queue", "add", "--channel", "chat", "--queue", "none"], "");
    assert_eq!((wrong.status, &wrong.json()["error"]["code"]), (2, &json!("unknown_queue")));
    let csv = desk.run(&["export", "contacts", "--format", "csv"], "").out;
    assert!(csv.contains("\"'=1+1\nthere\""), "{csv}");
}

#[test]
fn answers_are_found_and_a_pick_is_learned_from() {
    let desk = Desk::filled();
    let said = desk.json(&["answers", "search", "I", "want", "to", "send", "it", "back", "--queue", "returns"]);
    assert_eq!(said["answers"][0]["ref"], "return-how");
    assert_eq!(said["answers"][0]["title"], "How to return");
    assert!(said["took_us"].is_u64() && said["answers"][0]["score"].is_number());
    let many =
        desk.run(&["--json", "answers", "search", "--stdin", "--limit", "1"], "return\n\nbroken template\n").lines();
    assert_eq!(many.len(), 3);
    assert_eq!(many[2]["answers"][0]["ref"], "broken");
    let picks = "{\"query\":\"boomerang\",\"answer\":\"return-how\"}\n{\"query\":\"x\",\"answer\":\"gone\"}\n";
    let said = desk.run(&["--json", "import", "picks", "-"], picks);
    assert_eq!((said.status, &said.json()["added"]), (1, &json!(1)));
    assert_eq!(desk.json(&["answers", "search", "boomerang"])["answers"][0]["ref"], "return-how");
    assert_eq!(desk.run(&["--json", "import", "picks", "-"], picks).json()["unchanged"], 1);
}

#[test]
fn an_action_is_done_once_previewed_and_taken_back() {
    let desk = Desk::filled();
    let words = ["do", "change_customer", "--customer", "C-1", "--address", "{\"city\":\"Potsdam\"}"];
    let preview = desk.json(&[&words[..], &["--preview"]].concat());
    assert!(preview["done"].get("receipt").is_none());
    assert_eq!(preview["done"]["changes"][0]["after"]["city"], "Potsdam");
    assert_eq!(desk.json(&["customers", "show", "C-1"])["address"]["city"], "Berlin");
    let lines = concat!(
        "{\"action\":\"change_customer\",\"customer\":\"C-1\",\"address\":{\"city\":\"Potsdam\"},\"key\":\"k\"}\n",
        "{\"action\":\"change_customer\",\"customer\":\"C-1\",\"address\":{\"city\":\"Potsdam\"},\"key\":\"k\"}\n",
        "{\"action\":\"change_customer\",\"customer\":\"C-9\"}\n{\"action\":\"dance\"}\n",
        "{\"action\":\"change_customer\",\"customer\":\"C-2\",\"tier\":\"Gold\"}\n"
    );
    let said = desk.run(&["--json", "batch"], lines);
    assert_eq!(said.status, 1);
    let said = said.lines();
    assert_eq!(said.len(), 5);
    assert_eq!(said[0]["done"]["receipt"], said[1]["done"]["receipt"]);
    assert_eq!(said[2]["refused"]["code"], "unknown_customer");
    assert_eq!(said[3]["refused"]["code"], "bad_action");
    assert_eq!(
        said[4]["done"]["changes"],
        json!([{"record": "customer", "ref": "C-2", "field": "tier", "before": "", "after": "Gold"}])
    );
    let receipt = said[0]["done"]["receipt"].to_string();
    assert_eq!(desk.json(&["undo", &receipt])["done"]["changes"][0]["after"]["city"], "Berlin");
    let again = desk.run(&["--json", "undo", &receipt], "");
    assert_eq!((again.status, &again.json()["refused"]["code"]), (1, &json!("undone_already")));
    let row = desk.run(&["--json", "journal", "--customer", "C-1"], "").lines().pop().unwrap();
    assert_eq!((&row["agent"], row["undone_by"].is_number()), (&json!("ana"), true));
}

#[test]
fn a_file_of_actions_is_all_or_nothing_when_asked() {
    let desk = Desk::filled();
    let good = "{\"action\":\"change_customer\",\"customer\":\"C-1\",\"tier\":\"Gold\"}\n";
    let file = desk.file("actions.jsonl", &format!("{good}{{\"action\":\"change_customer\",\"customer\":\"C-9\"}}\n"));
    let said = desk.run(&["--json", "batch", "--atomic", &file], "");
    assert_eq!(said.status, 1);
    let codes: Vec<_> = said.lines().iter().map(|line| line["refused"]["code"].clone()).collect();
    assert_eq!(codes, ["not_done", "unknown_customer"]);
    assert!(desk.json(&["customers", "show", "C-1"]).get("tier").is_none());
    assert_eq!(desk.run(&["--json", "batch", "--atomic"], good).status, 0);
    assert_eq!(desk.json(&["customers", "show", "C-1"])["tier"], "Gold");
}

#[test]
fn an_error_is_one_line_and_with_json_a_document_too() {
    let desk = Desk::new();
    for (words, status, code) in [
        (&["import", "customers", "missing.jsonl"][..], 2, "no_such_file"),
        (&["import", "customers", "what.xyz"], 2, "unknown_format"),
        (&["import", "pigeons", "a.jsonl"], 2, "usage"),
        (&["answers"], 2, "usage"),
        (&["export", "orders", "--format", "md"], 2, "bad_file"),
        (&["contacts", "list", "--since", "soon"], 2, "bad_time"),
        (&[], 2, "no_terminal"),
        (&["demo"], 2, "no_terminal"),
    ] {
        let said = desk.run(&[&["--json"], words].concat(), "");
        assert_eq!(
            (said.status, said.json()["error"]["code"].as_str()),
            (status, Some(code)),
            "{words:?} {}",
            said.err
        );
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
        assert!(desk.run(words, "").out.is_empty(), "{words:?}");
    }
    let refused = desk.bare(&["--json", "--store", ":memory:", "import", "customers", "-"], CUSTOMERS);
    assert_eq!((refused.status, refused.json()["error"]["code"].as_str()), (2, Some("fleeting_store")));
    let foreign = desk.file("foreign.db", "this is no database at all, whatever its name may be");
    let refused = desk.bare(&["--json", "--store", &foreign, "customers", "find", "x"], "");
    assert_eq!((refused.status, refused.json()["error"]["code"].as_str()), (2, Some("not_a_store")));
}

#[test]
fn a_doctor_says_what_is_wrong_and_what_to_do() {
    let desk = Desk::filled();
    desk.file("config.toml", DICTIONARIES);
    assert_eq!(desk.json(&["doctor"]), json!({"findings": []}));
    assert_eq!(desk.run(&["doctor", "--repair"], "").status, 0);
    desk.file("config.toml", "currency = \"XYZ\"\nregoin = \"DE\"\n");
    let said = desk.run(&["--json", "doctor"], "");
    assert_eq!((said.status, said.json()["findings"].as_array().unwrap().len()), (1, 2));
    let refused = desk.run(&["--json", "customers", "find", "x"], "");
    assert_eq!((refused.status, refused.json()["error"]["code"].as_str()), (2, Some("config")));
    assert_eq!(refused.err.lines().count(), 1);
}

#[test]
fn a_doctor_says_which_package_brings_a_dictionary_and_finds_nothing_wrong_with_its_absence() {
    let desk = Desk::filled();
    let none = desk.path("none");
    let settings = |language: &str, more: &str| {
        let folder = format!("[writing]\ndictionaries = \"{}\"\n{more}", none.display());
        desk.file("config.toml", &format!("language = \"{language}\"\nregion = \"GB\"\n{folder}"));
        desk.run(&["--json", "doctor"], "")
    };
    let said = settings("en", "");
    let what = format!("spelling in English is not looked at: there is no dictionary in {}", none.display());
    let hint = json!({"level": "hint", "what": what, "do": "`apt install hunspell-en-gb` brings one"});
    assert_eq!((said.status, said.json()), (0, json!({"findings": [hint]})));
    assert!(desk.run(&["doctor"], "").out.contains("all is well"));
    let unknown = settings("tlh", "").json();
    assert!(unknown["findings"][0]["do"].as_str().unwrap().contains("name that in `[writing]`"), "{unknown}");
    assert_eq!(settings("en", "spelling = []").json(), json!({"findings": []}));
    desk.file("none/en_GB.aff", "SFX A Y 1\nnonsense\n");
    desk.file("none/en_GB.dic", "many\nwords\n");
    let broken = settings("en", "");
    assert_eq!((broken.status, &broken.json()["findings"][0]["level"]), (0, &json!("hint")));
}

#[test]
fn words_are_learned_listed_and_forgotten() {
    let desk = Desk::filled();
    assert_eq!(desk.json(&["words", "learn", " Fjell "]), json!({"learned": "Fjell"}));
    let listed = desk.json(&["words", "list"]);
    assert_eq!((&listed["words"][0]["word"], &listed["words"][0]["agent"]), (&json!("Fjell"), &json!("ana")));
    assert!(desk.run(&["words", "list"], "").out.contains("Fjell"));
    assert_eq!(desk.run(&["words", "forget", "Fjell"], "").out, "forgotten: Fjell\n");
    let gone = desk.run(&["--json", "words", "forget", "Fjell"], "");
    assert_eq!((gone.status, gone.json()["error"]["code"].as_str()), (1, Some("unknown_word")));
    assert_eq!(desk.run(&["words", "learn", ""], "").status, 2);
}

#[test]
fn the_store_is_for_its_owner_alone_and_lies_in_the_data_directory() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    assert_eq!(desk.bare(&["import", "customers", "-"], CUSTOMERS).status, 0);
    let file = desk.path(".local/share/frontline/frontline.db");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn shells_and_the_manual_are_served() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(desk.bare(&["completions", shell], "").out.contains("frontline"));
    }
    let page = desk.bare(&["man"], "");
    assert!(page.status == 0 && page.out.contains(".TH frontline"));
    let help = desk.bare(&["--help"], "");
    assert!(help.status == 0 && help.out.contains("import") && help.err.is_empty());
    assert_eq!(desk.bare(&["--version"], "").out, concat!("frontline ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_contact_from_elsewhere_finds_its_customer_by_the_address_it_came_from() {
    let desk = Desk::filled();
    let csv = "Id,Requester,Requester email,Assignee,Group,Subject,Status,Priority,Via,Created at,Solved at\n\
               77,Bruno,bruno@weber.example,ana,returns,Tent pole,Solved,High,Web form,2026-01-02 10:00,2026-01-02 11:00\n";
    let file = desk.file("tickets.csv", csv);
    assert_eq!(desk.json(&["import", "contacts", &file])["added"], 1);
    assert_eq!(desk.json(&["import", "contacts", &file])["unchanged"], 1);
    assert_eq!(desk.json(&["customers", "show", "C-2"])["contacts"][0]["subject"], "Tent pole");
}

#[test]
fn a_store_is_backed_up_and_restored_and_a_damaged_one_repaired() {
    let desk = Desk::filled();
    let file = desk.path("kept/friday.db").display().to_string();
    let said = desk.json(&["backup", &file]);
    let customers = |said: &serde_json::Value| {
        let tables = said["tables"].as_array().unwrap();
        tables.iter().find(|table| table["table"] == "customers").unwrap()["rows"].clone()
    };
    assert_eq!((said["file"].as_str(), customers(&said)), (Some(&*file), json!(2)));
    desk.json(&["queue", "add", "--channel", "phone", "--from", "030 1234567"]);
    let said = desk.json(&["restore", &file]);
    assert_eq!(said["error"]["code"], "newer_than_backup");
    let said = desk.json(&["restore", &file, "--force"]);
    assert_eq!(said["rows"], desk.json(&["backup", &file])["rows"]);
    assert!(Path::new(said["kept"].as_str().unwrap()).exists());
    assert_eq!(desk.found("Vogel"), ["C-1"]);

    let store = desk.path("desk.db");
    let whole = std::fs::read(&store).unwrap();
    std::fs::write(&store, &whole[..whole.len() - 4096]).unwrap();
    let said = desk.run(&["--json", "doctor"], "");
    let what = said.json()["findings"][0].clone();
    assert!(said.status == 1 && what["do"].as_str().unwrap().contains("doctor --repair"), "{what}");
    let said = desk.run(&["--json", "doctor", "--repair"], "").json();
    assert!(said["findings"][0]["what"].as_str().unwrap().contains("rows of it are saved"), "{said}");
    assert_eq!(desk.run(&["doctor"], "").status, 0);
}
