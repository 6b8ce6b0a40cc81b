//! What a newcomer says to the program: files of another kind, plain columns, actions written by hand, names in any writing;
//! and what it answers.

use serde_json::json;

use super::given::Desk;

#[test]
fn a_file_of_another_kind_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    let good = desk.file("good.jsonl", "{\"ref\":\"C-1\",\"given_name\":\"Ada\"}\n");
    let orders = desk.file("o.jsonl", "\n{\"ref\":\"O-1\",\"customer\":\"C-1\",\"status\":\"pending\",\"lines\":[]}\n");
    let said = desk.run(&["--json", "import", "customers", &good, &orders], "");
    assert_eq!((said.status, &said.json()["error"]["code"]), (2, &json!("bad_file")));
    assert!(said.err.contains("o.jsonl: this looks like orders; `frontline import orders FILE`"), "{}", said.err);
    assert!(!desk.path("desk.db").exists());
    let csv =
        "Id,Subject,Status,Requester,Requester email,Created at\n1,Tent,Open,Ada,ada@post.example,2026-01-02 10:00\n";
    let said = desk.run(&["import", "customers", "-", "--format", "csv"], csv);
    assert_eq!((said.status, said.err.contains("this looks like contacts")), (2, true), "{}", said.err);
}

#[test]
fn a_customer_whom_nothing_tells_is_rejected_with_the_line() {
    let desk = Desk::new();
    let said = desk.run(
        &["--json", "import", "customers", "-"],
        "{\"ref\":\"C-1\",\"tier\":\"Gold\"}\n{\"ref\":\"C-2\",\"company\":\"Acme\"}\n",
    );
    assert_eq!((said.status, &said.json()["added"], &said.json()["rejected"][0]["line"]), (1, &json!(1), &json!(1)));
    let emptied = desk.run(&["--json", "do", "change_customer", "--customer", "c-2", "--company", ""], "");
    assert_eq!((emptied.status, &emptied.json()["refused"]["code"]), (1, &json!("name_needed")));
}

#[test]
fn plain_columns_are_read_as_what_they_mean_and_the_others_are_told() {
    let desk = Desk::new();
    let csv = "id,name,email,phone,street,postcode,city,country,shoe size,street address\n\
               7,Ada Byron,ada@post.example,030 23125417,Torstr. 5,10119,Berlin,DE,38,Hinterhaus\n";
    let file = desk.file("people.csv", csv);
    let said = desk.run(&["--json", "import", "customers", &file], "");
    assert_eq!((said.status, &said.json()["added"]), (0, &json!(1)), "{}", said.err);
    assert_eq!(said.err, "frontline: kept as custom fields: shoe size, street address\n");
    let ada = desk.json(&["customers", "show", "7"]);
    assert_eq!((&ada["given_name"], &ada["family_name"]), (&json!("Ada"), &json!("Byron")));
    assert_eq!((&ada["emails"], &ada["phones"]), (&json!(["ada@post.example"]), &json!(["+493023125417"])));
    assert_eq!(ada["address"]["postal_code"], "10119");
    assert_eq!((&ada["address"]["line1"], &ada["shoe size"]), (&json!("Torstr. 5"), &json!("38")));
    let own = desk.file("own.csv", "ref,name,zip\nC-8,Bruno Weber,20095\n");
    assert_eq!(desk.run(&["import", "customers", &own], "").err, "");
    assert_eq!(desk.json(&["customers", "show", "C-8"])["family_name"], "Weber");
}

#[test]
fn spellings_of_other_systems_are_translated_and_what_has_no_counterpart_is_told() {
    let desk = Desk::new();
    let answers = concat!(
        r#"{"ref":"zendesk","title":"Z","body":"Hi {{ticket.requester.first_name}} {{ticket.link}}"}"#,
        "\n",
        r#"{"ref":"zammad","title":"M","body":"Hi #{ticket.customer.firstname} #{config.fqdn}"}"#,
        "\n",
        r#"{"ref":"freescout","title":"F","body":"Hi {%customer.fullName,fallback=there%}"}"#,
        "\n",
        r#"{"ref":"osticket","title":"O","body":"Hi %{ticket.name.first}"}"#,
    );
    let said = desk.run(&["import", "answers", "-", "--format", "jsonl"], answers);
    let told = "frontline: left word for word in answers, for nothing here fills it: #{config.fqdn}, {{ticket.link}}\n";
    assert_eq!((said.status, said.err.as_str()), (0, told));
    let out = desk.run(&["export", "answers"], "").out;
    for body in [
        "Hi {{ customer.given_name }} {{ticket.link}}",
        "Hi {{ customer.given_name }} #{config.fqdn}",
        r#"Hi {{ customer.name | default(\"there\") }}"#,
        "Hi {{ customer.given_name }}\"",
    ] {
        assert!(out.contains(body), "{body} is not in {out}");
    }
}

#[test]
fn every_column_stands_in_the_help_and_in_the_readme() {
    use frontline::domain::portable::Kind;
    let help = Desk::new().bare(&["import", "--help"], "").out;
    let readme = include_str!("../../README.md");
    for kind in Kind::ALL {
        for column in frontline::exchange::columns(kind) {
            assert!(help.contains(column), "{column} is missing in the help");
            assert!(readme.contains(&format!("`{column}`")), "{column} is missing in the README");
        }
    }
    assert!(help.contains("also read") && help.contains("postcode"), "{help}");
    assert!(help.lines().all(|line| line.chars().count() <= 120), "{help}");
}

#[test]
fn an_import_says_why_it_cannot_be_taken_back() {
    let desk = Desk::filled();
    let receipt = desk.run(&["--json", "journal"], "").lines().pop().unwrap()["receipt"].to_string();
    let said = desk.run(&["--json", "undo", &format!("# {receipt}")], "");
    assert_eq!((said.status, &said.json()["refused"]["code"]), (1, &json!("import_stays")));
    assert!(said.json()["refused"]["message"].as_str().unwrap().contains("matched by their references"));
    let said = desk.run(&["undo", "X"], "");
    assert_eq!((said.status, said.err.contains("`frontline journal` lists them")), (2, true), "{}", said.err);
}

#[test]
fn the_help_of_do_tells_every_action_and_what_it_takes() {
    let desk = Desk::filled();
    let help = desk.bare(&["do", "--help"], "");
    assert_eq!(help.status, 0, "{}", help.err);
    assert!(help.out.contains("Usage: frontline do"), "{}", help.out);
    let lacking = desk.bare(&["undo"], "").err;
    assert!(lacking.contains("not provided: <RECEIPT>; see `frontline undo --help`"), "{lacking}");
    for verb in frontline::domain::action::VERBS {
        let about = desk.bare(&["do", verb.name, "--help"], "");
        for field in verb.fields() {
            assert!(help.out.contains(&format!("--{}", field.name)), "{} {}", verb.name, field.name);
            assert!(about.out.contains(&format!("--{} ", field.name)), "{}", about.out);
        }
    }
    for words in [&["do", "cancel_order", "--order", "W1"][..], &["do", "close_contact", "--note", "x"]] {
        let said = desk.run(&[&["--json"], words].concat(), "");
        assert_eq!((said.status, &said.json()["refused"]["code"]), (1, &json!("bad_action")), "{words:?}");
    }
    let said = desk.run(&["do", "cancel_everything"], "").err;
    assert!(
        said.contains("there is no action `cancel_everything`; there are create_customer, change_customer"),
        "{said}"
    );
    let said = desk.run(&["do", "change_customer", "--customer", "C-1", "--shoes", "38"], "");
    assert_eq!((said.status, said.err.contains("it takes customer, version, given_name")), (1, true), "{}", said.err);
    assert_eq!(desk.run(&["do", "change_customer", "C-1"], "").status, 2);
}

#[test]
fn actions_are_written_by_hand_with_references_in_any_writing() {
    let desk = Desk::filled();
    let words = ["do", "change_customer", "--customer", "c-1", "--tags", "vip; regular", "--version", "1"];
    let changed = desk.json(&words);
    assert_eq!(changed["done"]["changes"][0]["after"], json!(["vip", "regular"]));
    let contact = desk.json(&["queue", "add", "--channel", "chat", "--customer", "#C-2"])["contact"]["ref"].clone();
    let contact = contact.as_str().unwrap().to_lowercase().replace('-', " -");
    let promised =
        ["do", "schedule_callback", "--contact", &contact, "--due-at", "2999-01-01T09:00:00Z", "--what", "the pole"];
    let preview = desk.json(&[&promised[..], &["--preview"]].concat());
    assert!(preview["done"].get("receipt").is_none());
    let made = desk.json(&promised);
    let promise = made["done"]["changes"][0]["ref"].as_str().unwrap().to_lowercase();
    assert_eq!(desk.run(&["do", "keep_callback", "--callback", &format!("#{promise}")], "").status, 0);
    let words =
        ["--json", "do", "close_contact", "--contact", &contact, "--disposition", "x", "--resolved", "resolved"];
    assert_eq!(desk.run(&words, "").json()["refused"]["code"], "not_on_desk");
    assert_eq!(desk.json(&["contacts", "list", "--customer", "# c-2"])["contacts"].as_array().unwrap().len(), 1);
}

#[test]
fn a_contact_is_put_into_the_queue_only_as_its_channel_has_it() {
    let desk = Desk::filled();
    let add = |words: &[&str]| desk.run(&[&["--json", "queue", "add", "--channel"], words].concat(), "");
    for words in
        [["phone", "--from", "tomorrow"], ["text", "--from", "a@b.example"], ["email", "--from", "030 23125417"]]
    {
        let said = add(&words);
        assert_eq!((said.status, &said.json()["error"]["code"]), (2, &json!("bad_sender")), "{words:?}");
    }
    for words in [["phone", "--from", ""], ["email", "--from", "Mei <mei@post.example>"], ["social", "--from", "@mei"]]
    {
        assert_eq!(add(&words).status, 0, "{words:?}");
    }
    desk.file("config.toml", "region = \"DE\"\n[[queues]]\nname = \"rma\"\ntitle = \"Returns\"\n");
    let said = add(&["chat", "--queue", "returns", "--body", "the pole broke"]);
    assert_eq!((said.status, &said.json()["contact"]["queue"]), (0, &json!("rma")), "{}", said.err);
    assert_eq!(said.json()["contact"]["body"], "the pole broke");
    assert!(desk.bare(&["queue", "add", "--help"], "").out.contains("--body"));
}

#[test]
fn a_doctor_makes_nothing_and_changes_nothing() {
    let desk = Desk::new();
    let missing = desk.path("gone/desk.db").display().to_string();
    let said = desk.bare(&["--json", "--store", &missing, "doctor"], "");
    assert_eq!((said.status, &said.json()["findings"][0]["level"]), (1, &json!("warning")));
    assert!(!desk.path("gone").exists());
    let said = desk.bare(&["--json", "doctor"], "");
    assert_eq!((said.status, &said.json()["findings"][0]["level"]), (0, &json!("info")));
    assert!(!desk.path(".local/share/frontline").exists());
    assert!(said.json()["findings"][0]["do"].as_str().unwrap().contains("frontline import"));
    let empty = desk.file("empty.db", "");
    assert_eq!(desk.bare(&["--store", &empty, "doctor"], "").status, 1);
    assert_eq!(std::fs::metadata(&empty).unwrap().len(), 0);
}

#[test]
fn a_guide_that_is_named_is_answered_with_a_warning() {
    let desk = Desk::filled();
    let said = desk.run(&["--json", "answers", "search", "return", "--guide", "returns"], "");
    assert_eq!((said.status, said.json()["answers"][0]["ref"].as_str()), (0, Some("return-how")));
    assert!(said.err.contains("there are no guides yet"), "{}", said.err);
}

#[test]
fn nothing_that_a_terminal_obeys_is_printed_whoever_wrote_it() {
    let desk = Desk::new();
    let ill = "Jo\u{1b}]0;owned\u{7}nas\u{202e}";
    let action =
        "{\"action\":\"change_customer\",\"customer\":\"C-1\",\"custom\":{\"shoe\\u001b[31m size\":\"38\\u0007\"}}\n";
    desk.run(&["import", "customers", "-"], "{\"ref\":\"C-1\",\"given_name\":\"Ada\"}\n");
    desk.run(&["batch", "-"], action);
    let mut said = vec![desk.run(&["queue", "add", "--channel", "chat", "--queue", ill], "")];
    said.push(desk.run(&["import", "customers", ill], ""));
    said.push(desk.run(&["journal"], ""));
    said.push(desk.run(&["customers", "show", "C-1"], ""));
    said.push(desk.run(&["customers", "show", ill], ""));
    for said in said {
        let bad = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!said.out.contains(bad) && !said.err.contains(bad), "{:?} {:?}", said.out, said.err);
    }
}
