//! Files in and out without a store: what is written is read back as it was, and what cannot be read is told with its
//! line.
#![cfg(test)]

use std::io::Cursor;

use frontline::domain::money::Currency;
use frontline::domain::phone::Region;
use frontline::domain::portable::{Kind, Portable};
use frontline::domain::timestamp::Zone;
use frontline::exchange::{Error, Format, Row, Terms, Writer, read};
use proptest::prelude::*;

fn terms() -> Terms {
    Terms { currency: Currency::EUR, region: Region::named("DE").unwrap(), zone: Zone::UTC }
}

fn rows(kind: Kind, format: Format, bytes: &[u8]) -> Vec<Row> {
    read(kind, format, Cursor::new(bytes.to_vec()), terms()).unwrap().map(Result::unwrap).collect()
}

fn records(kind: Kind, format: Format, bytes: &[u8]) -> Vec<Portable> {
    rows(kind, format, bytes).into_iter().map(|row| row.record.unwrap()).collect()
}

fn written(kind: Kind, format: Format, records: &[Portable]) -> String {
    let mut out = Vec::new();
    let mut writer = Writer::new(kind, format, &mut out, terms()).unwrap();
    for record in records {
        writer.write(record).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

/// Reads JSON Lines, writes both formats, and sees the same records come back from each.
fn comes_back(kind: Kind, json: &str) {
    let first = records(kind, Format::JsonLines, json.as_bytes());
    assert!(!first.is_empty());
    for format in [Format::JsonLines, Format::Csv] {
        let text = written(kind, format, &first);
        assert_eq!(records(kind, format, text.as_bytes()), first, "{text}");
    }
}

const CUSTOMERS: &str = concat!(
    r#"{"ref":"C-1","given_name":"Zoë","family_name":"=O'Brien; Jr","emails":["Zoe@Example.com"],"phones":["030 23125417"],"#,
    r#""address":{"line1":"1, \"High\" St","postal_code":"10119","country":"USA"},"tags":["a;b","c\\d"],"note":"one\ntwo","#,
    r#""payment_methods":[{"ref":"p1","kind":"card","brand":"visa","last4":"4111111111111111"},{"ref":"p2","kind":"gift_card","balance":-12}],"#,
    r#""tier":"Gold","alerts":["Careful"],"addresses":[{"line1":"Hof 1","city":"Bonn"}],"merged":["C-9"],"consents":[{"channel":"phone","said":"withdrawn","at":"2026-01-02T10:00:00Z","how":"by letter"}],"since":"2012","score":7,"large":184467442073709551615,"nested":{"a":[1,null,"x"]},"nothing":null}"#,
    "\n\n",
    r#"{"ref":"C-2","emails":null,"company":"'=Mee"}"#,
);

const ORDERS: &str = concat!(
    r##"{"ref":"#W1","customer":"C-1","status":"delivered","placed_at":"2025-11-27T19:31:00+01:00","delivered_at":"2025-11-29T12:56:00Z","##,
    r#""address":{"city":"Bremen"},"lines":[{"sku":"A","product":"P","name":"Tent","price":"219.00","quantity":2,"options":{"length":"175 cm"}},"#,
    r#"{"sku":"B","price":79.9,"options":{"size":42},"tax_rate":"19"}],"payments":[{"kind":"payment","amount":"298.90","method":"p1"},{"kind":"refund","amount":"1","method":"p2","seen_by":"2025-12-01T09:00:00Z","reason":"late"}],"#,
    r#""shipments":[{"tracking":["T1","T,2"],"skus":["A"]},{"tracking":[],"skus":["B","A"]}],"charges":{"goods":"517.90","shipping":"4.90","included_tax":"83.47","total":"522.80"},"#,
    r#""cancel_reason":"late","items_changed":true,"discount_reason":"late; again","carriage":"parcel","returns":[{"status":"requested","lines":["A","A"],"refund_to":"p1"},"#,
    r#"{"status":"refunded","lines":["B"],"refund_to":"p2","amount":"79.90","warranty_until":"2027-11-29","label":"RL-7","received_at":"2025-12-01T09:00:00Z","condition":"resalable"}],"#,
    r#""exchanges":[{"status":"requested","changes":[{"from":"A","to":"B"},{"from":"x>y","to":"z"}],"method":"p1","difference":"-3.50","label":"RL-8"},{"status":"refunded","changes":[{"from":"A","to":"B","price":"79.90"}],"method":"p2","difference":"0.00","condition":"faulty"}],"channel":"web"}"#,
    "\n",
    r#"{"ref":"W2","customer":"C-2","status":"pending"}"#,
);

const PRODUCTS: &str = concat!(
    r#"{"ref":"P-1","name":"Tent","description":"For two.\nLight.","variants":[{"sku":"A","price":"249.00","available":false,"stock":0,"location":"A-02","options":{"colour":"moss"}},"#,
    r#"{"sku":"B","price":"249.00"}],"brand":"Fenlark"}"#,
    "\n",
    r#"{"ref":"P-2","name":"Nothing yet"}"#,
);

const CONTACTS: &str = concat!(
    r#"{"ref":"T-1","customer":"C-1","channel":"phone","direction":"in","queue":"billing","agent":"ana","from":"030 23125417","subject":"Card","body":"Hello\nthere","#,
    r#""arrived_at":"2025-12-08T11:45:59Z","answered_at":"2025-12-08T11:46:40Z","ended_at":"2025-12-08T11:52:03Z","talk_seconds":323,"disposition":"Solved","resolved":true,"#,
    r#""note":"n","transcript":[{"at":"2025-12-08T11:47:00Z","who":"customer","text":"hi"}],"source":"old"}"#,
    "\n",
    r#"{"ref":"T-2","channel":"email","from":"Mei <mei@example.com>","arrived_at":"2025-12-08T11:45:59.25Z","state":"waiting","priority":1,"resolved":null,"identity":{"details":["name","postal_code"],"by":"ana","at":"2026-01-02T10:00:00Z"}}"#,
);

const CASES: &str = concat!(
    r#"{"ref":"S-1","customer":"C-1","contact":"K-1","order":"W1","kind":"referral","category":"delivery","severity":"high","summary":"late;\nagain","wants":"=credit","to":"Billing","#,
    r#""reason":"above my limit","status":"answered","agent":"ana","opened_at":"2026-01-02T10:00:00Z","due_at":"2026-01-04T10:00:00Z","answered_at":"2026-01-03T10:00:00Z","#,
    r#""next_step":"We tell you.","notes":[{"at":"2026-01-03T10:00:00Z","who":"tom","kind":"answer","text":"yes, \"20\""}],"source":"old"}"#,
    "\n",
    r#"{"ref":"S-2","customer":"C-2","summary":"rude","opened_at":"2026-01-02 10:00"}"#,
);

const PROMISES: &str = concat!(
    r#"{"ref":"B-1","customer":"C-1","contact":"K-1","due_at":"2026-01-02T10:00:00Z","what":"call","queue":"returns","agent":"ana","state":"broken","settled_by":"ana","#,
    r#""settled_at":"2026-01-02T11:00:00Z","reason":"nobody there"}"#,
    "\n",
    r#"{"ref":"B-2","customer":"C-2","due_at":"2026-01-02T10:00:00Z","what":"call"}"#,
);

const ACCOUNTS: &str = concat!(
    r#"{"ref":"A-1","customer":"C-1","kind":"gas","status":"suspended","reason":"moves","plan":"Flat","address":{"postal_code":"10119"},"opened_at":"2025-03-15T09:00:00Z","#,
    r#""balance":"-5.01","entries":[{"ref":"I-2","kind":"charge","amount":"49.90","what":"=November; all","at":"2026-11-01T00:00:00Z","due_at":"2026-11-15T00:00:00Z","batch":7},"#,
    r#"{"ref":"E-3","kind":"payment","amount":54.91,"what":"payment","at":"2026-11-02T00:00:00Z","settles":"I-2","bank_reference":"4111111111111111"}],"#,
    r#""readings":[{"at":"2026-10-01T00:00:00Z","value":100},{"at":"2026-11-01T00:00:00Z","meter":"night","value":3,"since_last":"new_meter"}],"#,
    r#""reports":[{"at":"2026-11-01T00:00:00Z","agent":"ana","what":"cold; again"}],"contract":"X1","closed_at":"2026-11-20T00:00:00Z"}"#,
    "\n",
    r#"{"ref":"A-2","customer":"C-2","kind":"mobile"}"#,
);

const OUTAGES: &str = concat!(
    r#"{"ref":"O-1","service":"gas","cause":"a burst pipe; two","postal_codes":["101","10;2"],"accounts":["A-1"],"started_at":"2026-11-23T08:00:00Z","#,
    r#""expected_until":"2026-11-23T12:00:00Z","ended_at":"2026-11-23T11:00:00Z","crew":4}"#,
    "\n",
    r#"{"ref":"O-2","cause":"a storm","started_at":"2026-11-23T08:00:00Z"}"#,
);

#[test]
fn an_account_says_what_its_entries_say() {
    let account = |balance: &str, amount: &str| {
        let json = serde_json::json!({"ref": "A-1", "customer": "C-1", "kind": "gas", "balance": balance,
            "entries": [{"ref": "I-2", "kind": "charge", "amount": amount, "at": "2026-11-01T00:00:00Z"}]});
        rows(Kind::Accounts, Format::JsonLines, json.to_string().as_bytes()).remove(0).record
    };
    assert!(account("5.00", "5.00").is_ok() && account("", "5.00").is_ok());
    assert_eq!(
        account("6.00", "5.00").unwrap_err(),
        "balance: 6.00 is not what its entries come to, 5.00; add an entry for the rest"
    );
    assert!(account("-5.00", "-5.00").unwrap_err().contains("choose the kind that goes the other way"));
    let text =
        written(Kind::Accounts, Format::JsonLines, &records(Kind::Accounts, Format::JsonLines, ACCOUNTS.as_bytes()));
    assert!(!text.contains("4111111111111111") && text.contains("1111"), "{text}");
}

#[test]
fn every_kind_comes_back_from_every_format_as_it_was() {
    comes_back(Kind::Customers, CUSTOMERS);
    comes_back(Kind::Orders, ORDERS);
    comes_back(Kind::Products, PRODUCTS);
    comes_back(Kind::Contacts, CONTACTS);
    comes_back(Kind::Cases, CASES);
    comes_back(Kind::Promises, PROMISES);
    comes_back(Kind::Accounts, ACCOUNTS);
    comes_back(Kind::Outages, OUTAGES);
    comes_back(
        Kind::Answers,
        "{\"ref\":\"a\",\"title\":\"A\",\"body\":\"{{ broken\",\"tags\":[\"x\"],\"phrases\":[\"how; why\"]}\n\
         {\"ref\":\"b\",\"title\":\"B\",\"key\":\"ret\",\"spoken\":\"one\\ntwo\",\"valid_from\":\"2026-01-01\",\"valid_until\":\"2026-12-31\",\
         \"review_on\":\"2026-06-01\",\"author\":\"mara\",\"approved_by\":\"lena\",\"withdrawn\":true,\"owner\":{\"team\":1}}",
    );
    comes_back(
        Kind::Picks,
        "{\"query\":\"where is it\",\"answer\":\"a\"}\n{\"query\":\"q\",\"answer\":\"a\",\"agent\":\"ana\",\"at\":\"2026-01-01T00:00:00Z\"}",
    );
}

#[test]
fn what_is_not_understood_within_a_part_comes_back_too() {
    let customer = r#"{"ref":"C","given_name":"Ada","address":{"city":"Bonn","floor":3,"bell":"a;b"}}"#;
    let product = r#"{"ref":"P","variants":[{"sku":"A","price":"1.00","weight":{"g":70}},{"sku":"B","price":"2.00"}]}"#;
    let order = concat!(
        r#"{"ref":"W","customer":"C","status":"pending","address":{"gate":"2"},"lines":[{"sku":"A","price":"1.00"},{"sku":"B","price":"2.00","gift":true}],"#,
        r#""payments":[{"kind":"payment","amount":"1.00","method":"m"},{"kind":"payment","amount":"2.00","method":"m","at":"10:00; \\"}],"#,
        r#""shipments":[{"tracking":["T"],"skus":["A"],"carrier":"Bolt"},{"tracking":[],"skus":["B"]}]}"#,
    );
    for (kind, json, fields) in [
        (Kind::Customers, customer, "address.bell, address.floor"),
        (Kind::Products, product, "variants.weight"),
        (Kind::Orders, order, "lines.gift, payments.at, shipments.carrier, address.gate"),
    ] {
        comes_back(kind, json);
        let first = records(kind, Format::JsonLines, json.as_bytes());
        let mut told = first[0].custom_fields();
        let mut expected: Vec<_> = fields.split(", ").map(str::to_owned).collect();
        told.sort();
        expected.sort();
        assert_eq!(told, expected);
        let out: serde_json::Value = serde_json::from_str(&written(kind, Format::JsonLines, &first)).unwrap();
        for (part, name) in told.iter().map(|field| field.split_once('.').unwrap()) {
            let part = &out[part];
            assert!(
                part.get(name).is_some() || part.as_array().unwrap().iter().any(|one| one.get(name).is_some()),
                "{out}"
            );
        }
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_compute_is_guarded_and_read_back() {
    for begin in ["=", "+", "-", "@", "'=", "\t=", "\r="] {
        let json = serde_json::json!({"ref": format!("{begin}C"), "given_name": format!("{begin}1"), "tags": [format!("{begin}a")]});
        let first = records(Kind::Customers, Format::JsonLines, json.to_string().as_bytes());
        let text = written(Kind::Customers, Format::Csv, &first);
        let row = text.lines().nth(1).unwrap();
        assert!(
            row.split(',').all(|cell| !cell.trim_start_matches('"').starts_with(['=', '+', '-', '@', '\t', '\r'])),
            "{row}"
        );
        assert_eq!(records(Kind::Customers, Format::Csv, text.as_bytes()), first, "{text}");
    }
}

#[test]
fn an_order_is_written_with_what_it_costs_and_read_back_without_saying_it_twice() {
    let order = r#"{"ref":"W1","customer":"C","status":"pending","lines":[{"sku":"A","price":"2.50","quantity":2}]}"#;
    let first = records(Kind::Orders, Format::JsonLines, order.as_bytes());
    let text = written(Kind::Orders, Format::JsonLines, &first);
    assert!(
        text.contains(r#""charges":{"goods":"5.00","discount":"0.00","shipping":"0.00","tax":"0.00","total":"5.00"}"#),
        "{text}"
    );
    assert_eq!(records(Kind::Orders, Format::JsonLines, text.as_bytes()), first);
}

#[test]
fn a_bad_row_is_told_with_its_line_and_the_others_are_read() {
    let json = "{\"ref\":\"C-1\",\"company\":\"A\"}\nnonsense\n\n{\"ref\":\"\"}\n{\"ref\":\"C-2\",\"phones\":[\"soon\"]}\n{\"ref\":\"C-3\",\"emails\":[\"c@d.example\"]}";
    let rows = rows(Kind::Customers, Format::JsonLines, json.as_bytes());
    let told: Vec<_> =
        rows.iter().map(|row| (row.line, row.record.as_ref().err().map_or("", String::as_str))).collect();
    assert_eq!(told[0], (1, ""));
    assert!(told[1].0 == 2 && told[1].1.contains("column"), "{told:?}");
    assert_eq!(told[2], (4, "ref is missing"));
    assert_eq!(told[3], (5, "phones: `soon` is no telephone number; write it like +49 30 1234567"));
    assert_eq!(told[4], (6, ""));
}

#[test]
fn a_row_of_csv_that_does_not_fit_its_header_is_told_with_its_line() {
    let csv = "ref,given_name\r\nC-1,\"two\r\nlines\"\r\nC-2\r\n\r\n,,\r\n\r\nC-3,a,b\r\nC-4,x";
    let rows = rows(Kind::Customers, Format::Csv, csv.as_bytes());
    let told: Vec<_> = rows.iter().map(|row| (row.line, row.record.is_ok())).collect();
    assert_eq!(told, [(2, true), (4, false), (8, false), (9, true)]);
}

#[test]
fn an_order_with_a_bad_line_is_not_taken_in_part() {
    let csv = "ref,customer,status,sku,price\nW1,C,pending,A,1\nW1,,,B,dear\nW2,C,pending,A,1\nW1,,,C,1\nW3,C,pending,A,1\nW3,,,B\n";
    let rows = rows(Kind::Orders, Format::Csv, csv.as_bytes());
    let told: Vec<_> = rows.iter().map(|row| (row.line, row.record.is_ok())).collect();
    assert_eq!(told, [(2, false), (4, true), (5, false), (7, false)]);
    assert!(rows[2].record.as_ref().unwrap_err().contains("do not stand together"));
}

#[test]
fn csv_from_spreadsheets_is_read_whatever_its_signs_and_letters() {
    let name = |bytes: &[u8]| {
        let read = records(Kind::Customers, Format::Csv, bytes);
        let Portable::Customer(customer) = &read[0] else { panic!("{read:?}") };
        (customer.reference.clone(), customer.name())
    };
    let expected = ("C-1".to_owned(), "Zoë Weiß, Dr".to_owned());
    let text = "\u{feff}ref;given_name;family_name\r\nC-1;Zoë;\"Weiß, Dr\"\r\n";
    assert_eq!(name(text.as_bytes()), expected);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(name(&wide), expected);
    let older: Vec<u8> = text.chars().skip(1).map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(name(&older), expected);
    let tabs = "Ref\tGiven Name\tFamily Name\nC-1\tZoë\tWeiß, Dr\n";
    assert_eq!(name(tabs.as_bytes()), expected);
}

#[test]
fn a_quote_that_is_left_open_stops_before_it_fills_the_memory() {
    let csv = format!("ref,note\nC-1,fine\nC-2,\"{}", "x\n".repeat(5 << 20));
    let rows = rows(Kind::Customers, Format::Csv, csv.as_bytes());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1].line, 3);
    assert!(rows[1].record.as_ref().unwrap_err().contains("longer than 8 MB"));
}

#[test]
fn a_file_without_a_header_is_refused_as_a_whole() {
    let source = Cursor::new(b"John,Doe\nJane,Roe\n".to_vec());
    let refused = read(Kind::Customers, Format::Csv, source, terms()).err().unwrap();
    assert!(matches!(refused, Error::Headless { wanted: "ref" }));
}

#[test]
fn address_books_and_tickets_of_other_systems_are_known_by_their_headers() {
    let google = "First Name,Last Name,Organization Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Address 1 - City\n\
                  Mei,Davis,Acme,,* myContacts ::: Friends,Home,mei@example.com,m@b.example,030 23125417 ::: 030 7654321,Bremen\n";
    let Some(Portable::Customer(customer)) = records(Kind::Customers, Format::Csv, google.as_bytes()).pop() else {
        panic!()
    };
    assert_eq!((customer.reference.as_str(), customer.name().as_str()), ("mei@example.com", "Mei Davis"));
    assert_eq!((customer.details.emails.len(), customer.details.phones.len(), customer.details.tags.len()), (2, 2, 2));
    let zendesk = "Id,Requester,Requester email,Assignee,Group,Subject,Tags,Status,Priority,Via,Created at,Solved at\n\
                   77,Mei Davis,mei@example.com,ana,returns,Tent pole,a b,Solved,High,Web form,2026-01-02 10:00,2026-01-02 11:00\n";
    let Some(Portable::Contact { contact, .. }) = records(Kind::Contacts, Format::Csv, zendesk.as_bytes()).pop() else {
        panic!()
    };
    assert_eq!((contact.reference.as_str(), contact.from.as_str(), contact.priority), ("77", "mei@example.com", 2));
    let freshdesk = "Ticket ID,Subject,Status,Priority,Source,Agent,Group,Created time,Full name,Email\n5,Lamp,Open,Low,Phone,ana,orders,2026-01-02 10:00:30,Mei Davis,mei@example.com\n";
    let Some(Portable::Contact { contact, .. }) = records(Kind::Contacts, Format::Csv, freshdesk.as_bytes()).pop()
    else {
        panic!()
    };
    assert_eq!((contact.state.name(), contact.channel.name(), contact.priority), ("waiting", "phone", 4));
}

proptest! {
    #[test]
    fn any_text_comes_back_from_every_format(reference in "[a-z#]\\PC{0,8}", name in "\\PC{0,12}", note in "(?s).{0,30}", tags in proptest::collection::vec("[-=+@';,\\\\ a-zé]{0,6}", 0..4)) {
        let json = serde_json::json!({"ref": reference, "given_name": name, "note": note, "tags": tags, "extra": note}).to_string();
        let Some(first) = rows(Kind::Customers, Format::JsonLines, json.as_bytes()).remove(0).record.ok() else { return Ok(()) };
        for format in [Format::JsonLines, Format::Csv] {
            let text = written(Kind::Customers, format, std::slice::from_ref(&first));
            prop_assert_eq!(&records(Kind::Customers, format, text.as_bytes()), std::slice::from_ref(&first));
        }
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..300), choice in 0_usize..6) {
        let kind = Kind::ALL[choice];
        for format in [Format::JsonLines, Format::Csv] {
            let headed = [b"ref,query,answer,sku,price,transcript,custom\n".as_slice(), &bytes].concat();
            for bytes in [&bytes, &headed] {
                if let Ok(rows) = read(kind, format, Cursor::new(bytes.clone()), terms()) {
                    prop_assert!(rows.count() <= bytes.len() + 1);
                }
            }
        }
    }
}
