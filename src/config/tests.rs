//! What the configuration says to people, word for word, and that its example tells the truth.

use proptest::prelude::*;

use super::*;
use crate::domain::money::Amount;
use crate::domain::policy::{LimitKind, Role};
use crate::domain::timestamp::Timestamp;

const RETAIL: &str = include_str!("../../assets/packs/retail/pack.toml");
const EXAMPLE: &str = include_str!("../../config.example.toml");

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(text, "config.toml", &[])
}

fn config(text: &str) -> Config {
    parse(text).unwrap_or_else(|error| panic!("{error}"))
}

fn refusal(text: &str) -> String {
    parse(text).expect_err(text).to_string()
}

fn pack(text: &str) -> Pack {
    let head = "name = \"toys\"\nas_of = \"2026-11-23T09:00:00Z\"\ncurrency = \"EUR\"\nregion = \"DE\"\n";
    Pack::parse(&format!("{head}{text}"), "pack.toml").unwrap_or_else(|error| panic!("{error}"))
}

/// The example with the settings before which `comment` stands made real.
fn example(comments: &[&str]) -> String {
    let real = |line: &str| {
        let setting = comments.iter().find_map(|comment| line.strip_prefix(comment));
        setting.filter(|setting| !setting.is_empty() && !setting.starts_with(' ')).map(str::to_owned)
    };
    EXAMPLE.lines().map(|line| real(line).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The example with everything that it shows made real; of a setting that it shows twice, once.
fn shown_example() -> String {
    example(&["#     ", "#"]).replace("pack = \"retail\"\n", "").replace("time_zone = \"\"", "")
}

#[test]
fn an_empty_file_is_the_default() {
    assert_eq!(config(""), Config::default());
    assert_eq!(config(EXAMPLE), Config::default());
}

#[test]
fn the_example_says_the_defaults() {
    assert_eq!(config(&example(&["#"])), Config::default());
}

#[test]
fn the_example_says_what_else_can_be_said() {
    let lists = ["[hours.shop]", "[[alerts]]", "[keys]", "[policy.limits]", "[agents.alice]"];
    let shown = shown_example();
    assert!(lists.iter().all(|list| shown.contains(list)));
    let config = config(&shown);
    assert_eq!(config.time_zone, Zone::named("Europe/Berlin"));
    assert_eq!(
        config.keys,
        [KeyBinding {
            name: "palette".to_owned(),
            keys: vec!["ctrl+k".to_owned(), ":".to_owned()],
            line: 1 + shown.lines().position(|line| line.starts_with("palette")).unwrap(),
        }]
    );
    assert_eq!(config.policy.role_of("alice"), Role(Role::SUPERVISOR.to_owned()));
    assert_eq!(config.policy.limit(&Role::default(), LimitKind::Credit), Some(Amount(5_000)));
}

/// Whether there is such a setting in the document, where `NAME` stands for any.
fn stands(value: &toml::Value, path: &[&str]) -> bool {
    match (path, value) {
        ([], _) => true,
        (_, toml::Value::Array(list)) => list.iter().any(|item| stands(item, path)),
        (["NAME", rest @ ..], toml::Value::Table(table)) => table.values().any(|value| stands(value, rest)),
        ([key, rest @ ..], toml::Value::Table(table)) => table.get(*key).is_some_and(|value| stands(value, rest)),
        _ => false,
    }
}

#[test]
fn every_setting_stands_in_the_example() {
    let shown = shown_example();
    let document = toml::Value::Table(shown.parse().unwrap());
    let asked = reader::settings(&shown, |file| Config::default().over(file));
    assert!(asked.len() > 40);
    for setting in asked {
        let path: Vec<&str> = setting.split('.').collect();
        assert!(stands(&document, &path), "{setting} does not stand in config.example.toml");
    }
}

#[test]
fn greetings_and_closings_may_take_several_lines_and_one_of_the_two_is_needed() {
    let config = config("[[salutations]]\nchannels = [\"email\"]\nclosing = \"\"\"\nRegards\n{{ agent.name }}\"\"\"\n");
    assert_eq!(config.salutations[0].closing, "Regards\n{{ agent.name }}");
    let message = refusal("[[salutations]]\nqueue = \"returns\"\n");
    assert!(message.contains("give a `greeting`, a `closing` or both"), "{message}");
}

#[test]
fn everything_that_is_wrong_is_told_at_once_with_its_place() {
    let text = "shop = 5\nthmee = \"dark\"\n\n[wrap_up]\nmode = \"timd\"\n  seconds = 9000\n";
    assert_eq!(
        refusal(text),
        "config.toml:1:8: `shop` takes a text in quotes, not `5`\n\
         config.toml:2:1: `thmee` is no setting; did you mean `theme`?\n\
         config.toml:5:8: `mode` takes optional, discretionary, timed or timed_to_the_end, not `timd`; did you mean \
         `timed`?\n\
         config.toml:6:13: `seconds` takes a whole number from 1 to 900, not `9000`"
    );
}

#[test]
fn what_is_no_setting_is_told_with_those_that_are() {
    assert_eq!(refusal("colour = 1"), "config.toml:1:1: `colour` is no setting; config.example.toml lists them all");
    assert_eq!(
        refusal("[wrap_up]\nlimit = 90"),
        "config.toml:2:1: `limit` is no setting of `wrap_up`; those are mode, seconds"
    );
    assert_eq!(
        refusal("[telephone.asterisk]\nuser = \"desk\""),
        "config.toml:1:2: `telephone` is no setting; config.example.toml lists them all"
    );
    assert_eq!(
        refusal("[hours.shop]\nmonday = []\nholidays = [\"25.12.\"]\ntue = [\"9 to 5\"]"),
        "config.toml:2:1: `monday` is no setting of `hours.NAME`; those are fri, holidays, mon, sat, sun, thu, tue, wed\n\
         config.toml:3:13: `holidays` takes a list of days such as \"2026-12-25\", not `25.12.`\n\
         config.toml:4:8: `tue` takes a list of times such as \"9:00-17:30\" or \"22:00-6:00\", not `9 to 5`"
    );
}

#[test]
fn a_value_is_told_with_what_would_be_right() {
    for (text, told) in [
        ("theme = \"drak\"", "1:9: `theme` takes auto, dark, light, high or none, not `drak`; did you mean `dark`?"),
        ("bell = \"no\"", "1:8: `bell` takes true or false, not `no`"),
        ("clock = 24", "1:9: `clock` takes 24h or 12h, not `24`"),
        ("currency = \"DOLLAR\"", "1:12: `currency` takes a code of ISO 4217, such as \"EUR\", not `DOLLAR`"),
        ("region = \"Germany\"", "1:10: `region` takes a code of ISO 3166, such as \"DE\", not `Germany`"),
        (
            "language = \"English\"",
            "1:12: `language` takes a code of ISO 639, such as \"en\" or \"pt-BR\", not `English`",
        ),
        (
            "time_zone = \"Berlin\"",
            "1:13: `time_zone` takes an IANA zone, such as \"Europe/Berlin\", or \"\" for the machine's, not `Berlin`",
        ),
        ("pack = \"retail\"", "1:8: there is no pack `retail`"),
        ("wrap_up = 90", "1:11: `wrap_up` takes a table `[wrap_up]`, not `90`"),
        ("queues = []", "1:10: `queues` takes one or more tables `[[queues]]`, not a list"),
        ("[keys]\nanswer = 2", "2:10: `answer` takes a text in quotes or a list of them, not `2`"),
        (
            "[policy.limits]\nagent = { refund = 100 }",
            "2:20: `refund` takes an amount of USD in quotes, such as \"100.00\", not `100`",
        ),
        (
            "[policy.orders]\nrefund_to = [\"giftcard\"]",
            "2:14: `refund_to` takes original or gift_card, not `giftcard`; did you mean `gift_card`?",
        ),
        (
            "[agents.ana]\nrole = \"superviser\"",
            "2:8: `role` takes agent, supervisor, or one that has limits, not `superviser`; did you mean `supervisor`?",
        ),
    ] {
        assert_eq!(refusal(text), format!("config.toml:{told}"));
    }
}

#[test]
fn an_entry_of_a_list_has_a_name_of_its_own() {
    assert_eq!(
        refusal(
            "[[dispositions]]\nkey = \"1\"\nname = \"Solved\"\n[[dispositions]]\nkey = \"1\"\n[[dispositions]]\nname = \"\"\nkey = \"F1\""
        ),
        "config.toml:4:1: `name` is missing in `dispositions`\n\
         config.toml:5:7: `key` is taken by another disposition; give each its own\n\
         config.toml:7:8: `name` takes a text that is not empty, not ``\n\
         config.toml:8:7: `key` takes one letter or figure, such as \"1\", not `F1`"
    );
    assert_eq!(
        refusal("[[queues]]\nname = \"a\"\nhours = \"shp\"\n[[queues]]\nname = \"a\"\n[hours.shop]\n"),
        "config.toml:3:9: there are no hours `[hours.shp]` in this file; did you mean `shop`?\n\
         config.toml:5:8: the name `a` is taken; give each its own"
    );
}

#[test]
fn a_secret_is_refused_and_not_repeated() {
    let told = refusal("[telephone.asterisk]\nsecret = \"hunter2\"");
    assert_eq!(
        told,
        "config.toml:2:1: `secret`: a secret does not belong in a file; name a command that prints it, like \
         `secret_command = \"pass show desk\"`"
    );
    assert_eq!(
        refusal("store = \"postgres://desk:hunter2@db.example/shop\""),
        "config.toml:1:9: `store` holds a password, and a secret does not belong in a file; name a command that \
         prints it by `store_password_command`"
    );
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    assert_eq!(
        refusal("theme = dark\nshop = \"a\nbell = true"),
        "config.toml:1:9: this is no TOML: string values must be quoted, expected literal string\n\
         config.toml:2:10: this is no TOML: invalid basic string, expected `\"`"
    );
}

#[test]
fn a_file_that_was_named_has_to_be_there() {
    let places = |config: &Path| Places { config: config.to_owned(), ..Places::default() };
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("config.toml");
    assert_eq!(Config::open(None, Some(&places(directory.path())), &[]).unwrap(), Config::default());
    assert_eq!(
        Config::open(Some(&file), None, &[]).unwrap_err().to_string(),
        format!("there is no file `{}`; name one that exists, or leave `--config` out", file.display())
    );
    std::fs::write(&file, "theme = \"dark\"\n").unwrap();
    assert_eq!(Config::open(None, Some(&places(directory.path())), &[]).unwrap().appearance.theme, Theme::Dark);
    std::fs::write(&file, b"shop = \"\xff\"\n").unwrap();
    assert_eq!(
        Config::load(&file, &[]).unwrap_err().to_string(),
        format!("cannot read `{}`; see that it is a text in UTF-8 and that you may read it", file.display())
    );
}

#[test]
fn a_pack_gives_what_the_file_does_not_say() {
    let toys = pack(
        "shop = \"Bears\"\ntags = [\"vip\"]\n[[queues]]\nname = \"toys\"\nchannels = [\"phone\"]\n[[dispositions]]\nkey = \"x\"\n\
         name = \"Sold\"\nresolved = \"ask\"\n[[alerts]]\nname = \"A\"\ntext = \"B\"\n",
    );
    let text = "pack = \"toys\"\nshop = \"Mine\"\n[[not_ready]]\nname = \"Tea\"\n";
    let config = Config::parse(text, "config.toml", std::slice::from_ref(&toys)).unwrap();
    assert_eq!((config.shop.as_deref(), config.currency, config.region.code()), (Some("Mine"), Currency::EUR, "DE"));
    assert_eq!(config.queue("toys").map(|queue| (queue.title.as_str(), queue.limit)), Some(("toys", 180)));
    assert_eq!(config.dispositions.len(), 1);
    assert_eq!(config.not_ready, [NotReadyReason { name: "Tea".to_owned(), minutes: None }]);
    assert_eq!(config.alerts, toys.alerts.clone().unwrap());
    assert_eq!(Config::default().with_pack(&toys).shop.as_deref(), Some("Bears"));
    let error = Config::parse("pack = \"toy\"", "config.toml", &[toys]).unwrap_err();
    assert_eq!(error.to_string(), "config.toml:1:8: there is no pack `toy`; those are toys");
}

#[test]
fn the_retail_pack_gives_everything_that_a_pack_can() {
    let retail = Pack::parse(RETAIL, "pack.toml").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(retail.name, "retail");
    let desk = Config::parse("pack = \"retail\"", "config.toml", &[retail]).unwrap();
    let usual = Config::default();
    assert_ne!(desk.queues, usual.queues);
    assert_ne!(desk.dispositions, usual.dispositions);
    assert_ne!(desk.not_ready, usual.not_ready);
    assert!(desk.shop.is_some() && !desk.tags.is_empty() && !desk.alerts.is_empty());
}

#[test]
fn a_pack_says_what_its_sample_is_in() {
    assert_eq!(pack("").as_of, Timestamp::parse("2026-11-23T09:00:00Z").unwrap());
    let error = Pack::parse("name = \"toys\"\nregion = \"DE\"\nas_of = \"today\"", "pack.toml").unwrap_err();
    assert_eq!(
        error.to_string(),
        "pack.toml:1:1: `currency` is missing\n\
         pack.toml:3:9: `as_of` takes a time such as \"2026-11-23T09:00:00Z\", not `today`"
    );
}

#[test]
fn a_queue_runs_by_the_hours_it_names() {
    let config = config(
        "[[queues]]\nname = \"a\"\nhours = \"shop\"\n[[queues]]\nname = \"b\"\n[hours.shop]\nmon = [\"9-17\"]\n",
    );
    let hours = |name: &str| config.hours_of(config.queue(name).unwrap()).is_some();
    assert_eq!((hours("a"), hours("b")), (true, false));
}

#[test]
fn amounts_are_of_the_currency_of_the_file() {
    let config = config("currency = \"JPY\"\n[policy.limits]\nagent = { refund = \"100\" }");
    assert_eq!(config.policy.limit(&Role::default(), LimitKind::Refund), Some(Amount(100)));
}

proptest! {
    #[test]
    fn nothing_that_stands_in_a_file_stops_the_desk(text in "\\PC{0,80}", cut in 0..4_000_usize, with in "[\"\\[\\]=#a1\\n]{0,3}") {
        let _ = parse(&text);
        let shown = shown_example();
        let (before, after) = shown.split_at(shown.floor_char_boundary(cut));
        let _ = parse(&format!("{before}{with}{after}"));
    }
}
