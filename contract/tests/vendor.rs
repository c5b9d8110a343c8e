//! `vendor` from files and over HTTP: the contract arrives unchanged, or nothing is written.

mod support;

use std::fs;
use std::path::Path;

use neo_contract::lock;
use neo_contract::vendor;
use serde_json::{Value, json};
use support::{Bench, YAML};

fn own_contract() -> String {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/phone-numbers.json"),
    )
    .unwrap()
}

#[test]
fn json_is_vendored_byte_for_byte() {
    let bench = Bench::new();
    let odd = own_contract().replace("  ", "\t").replace('\n', "\r\n");
    let source = bench.file("spec.json", &odd);
    let done = bench.vendor(&source).unwrap();
    assert_eq!(bench.written(), odd);
    assert_eq!(done.lock.sha256, lock::sha256(odd.as_bytes()));
    assert_eq!(
        (done.lock.version.as_str(), done.lock.openapi.as_str()),
        ("1.0.0", "3.1.0")
    );
    assert_eq!(done.lock.source, "spec.json", "no local folder is recorded");
}

#[test]
fn yaml_keeps_every_value_as_the_core_schema_reads_it() {
    let bench = Bench::new();
    let source = bench.file("spec.yaml", YAML);
    bench.vendor(&source).unwrap();
    let text = bench.written();
    let root: Value = serde_json::from_str(&text).unwrap();
    let properties = root
        .pointer("/paths/~1a/get/responses/200/content/application~1json/schema/properties")
        .expect("the bare status code became a string key");
    assert_eq!(properties["when"]["example"], json!("2024-01-02"));
    assert_eq!(
        properties["code"]["enum"],
        json!(["+1", "010", "on", null, "+44"])
    );
    assert!(
        text.contains("12345678901234567890123") && text.contains(": 1.10"),
        "{text}"
    );
    assert!(
        text.find("\"when\"") < text.find("\"code\""),
        "keys keep their order"
    );
    assert!(text.ends_with("}\n"));
}

#[test]
fn yaml_that_readers_disagree_on_is_refused_with_a_location() {
    for (what, change, location) in [
        (
            "a repeated key",
            "  title: again",
            "/info/title is a duplicate key",
        ),
        ("a merge key with a text", "  <<: a", "merge key"),
        ("a key that is a list", "  [a]: x", "list or map"),
        ("an unknown tag", "  x: !!binary aGk=", "tag"),
        ("an alias into itself", "  x: &x [*x]", "line 5"),
    ] {
        let bench = Bench::new();
        let text = YAML.replace(
            "info: {title: T, version: 1.0.0}",
            &format!("info:\n  title: T\n  version: 1.0.0\n{change}"),
        );
        let error = bench.refused("spec.yaml", text);
        assert!(error.contains(location), "{what}: {error}");
    }
}

#[test]
fn aliases_are_followed_but_cannot_explode() {
    let bench = Bench::new();
    let shared = YAML.replace(
        "{type: string, example: 2024-01-02}",
        "&s {type: string}\n                  then: *s",
    );
    bench.vendor(&bench.file("spec.yaml", shared)).unwrap();
    assert_eq!(bench.written().matches("\"type\": \"string\"").count(), 3);

    let bench = Bench::new();
    let mut bomb = format!("{YAML}x-0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
    for level in 1..12 {
        let last = level - 1;
        bomb.push_str(&format!(
            "x-{level}: &a{level} [*a{last}, *a{last}, *a{last}, *a{last}, *a{last}, *a{last}]\n"
        ));
    }
    assert!(bench.refused("spec.yaml", bomb).contains("more than"));

    let long = "x".repeat(1 << 20);
    let mut bomb = format!("{YAML}x-0: &a0 [{long}]\n");
    for level in 1..8 {
        let last = level - 1;
        bomb.push_str(&format!(
            "x-{level}: &a{level} [*a{last}, *a{last}, *a{last}, *a{last}]\n"
        ));
    }
    assert!(bench.refused("spec.yaml", bomb).contains("more than"));
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_document() {
    let bench = Bench::new();
    let text = own_contract();
    bench
        .vendor(&bench.file("spec.json", format!("\u{feff}{text}")))
        .unwrap();
    assert_eq!(bench.written(), text);
}

#[cfg(unix)]
#[test]
fn endless_input_is_refused() {
    let bench = Bench::new();
    let error = bench.vendor("/dev/zero").unwrap_err();
    assert!(error.contains("not a regular file"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_its_target_is_written() {
    let bench = Bench::new();
    let elsewhere = bench.file("elsewhere.json", "{}");
    std::fs::create_dir_all(bench.out()).unwrap();
    let link = bench.out().join("openapi.json");
    std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
    bench
        .vendor(&bench.file("spec.json", own_contract()))
        .unwrap();
    assert!(link.is_symlink());
    assert_eq!(std::fs::read_to_string(elsewhere).unwrap(), own_contract());
}

#[cfg(unix)]
#[test]
fn contract_and_lock_are_written_both_or_neither() {
    let bench = Bench::new();
    bench
        .vendor(&bench.file("spec.json", own_contract()))
        .unwrap();
    let before = bench.written();
    // A lock that cannot be replaced, because its path is a folder.
    let lock = bench.out().join("openapi.lock.json");
    std::fs::remove_file(&lock).unwrap();
    std::fs::create_dir_all(lock.join("in the way")).unwrap();
    let next = own_contract().replace("1.0.0", "1.0.1");
    assert!(bench.vendor(&bench.file("spec.json", next)).is_err());
    assert_eq!(bench.written(), before);
    let left: Vec<_> = std::fs::read_dir(bench.out())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn text_that_is_not_a_contract_is_refused_with_an_explanation() {
    let bench = Bench::new();
    for (name, text, message) in [
        ("a.json", "", "is empty"),
        ("b.json", "{", "invalid JSON"),
        ("c.json", "[]", "not a JSON object"),
        ("d.json", r#"{"swagger": "2.0"}"#, "npx swagger2openapi"),
        (
            "e.json",
            r#"{"openapi": "4.0.0"}"#,
            "its `openapi` is \"4.0.0\"",
        ),
        (
            "f.json",
            r#"{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}}"#,
            "none of `paths`, `webhooks` and `components`",
        ),
        (
            "g.json",
            r#"{"openapi": "3.1.0", "paths": {}}"#,
            "has no `info`",
        ),
        (
            "h.json",
            r#"{"openapi": "3.1.0", "openapi": "3.1.0"}"#,
            "/openapi is a duplicate key",
        ),
        ("i", "hello", "cannot detect the format"),
        ("j.json", "<!doctype html><title>x</title>", "HTML page"),
        ("k.yaml", "a: 1\n---\nb: 2\n", "second document"),
    ] {
        let error = bench.refused(name, text);
        assert!(error.contains(message), "{name}: {error}");
    }
    assert!(bench.refused("l.json", [0x7b, 0xff]).contains("not UTF-8"));
    assert!(
        bench
            .vendor("no/such/file.json")
            .unwrap_err()
            .contains("no/such/file.json")
    );
}

#[test]
fn unresolved_references_are_reported_and_refused_with_strict() {
    for (to, message) in [
        ("#/components/schemas/Gone", "does not resolve"),
        ("other.json", "points to another file"),
    ] {
        let bench = Bench::new();
        let text = own_contract().replace("#/components/schemas/Pagination", to);
        let source = bench.file("spec.json", text);
        let strictly = vendor::vendor_with(&source, None, &bench.out(), true);
        let error = strictly.unwrap_err().to_string();
        let location = "/components/schemas/SuccessMeta/properties/pagination/$ref";
        assert!(
            error.contains(location) && error.contains("--strict"),
            "{error}"
        );
        assert!(!bench.out().exists());
        let done = bench.vendor(&source).unwrap();
        let [lost] = done.lost.as_slice() else {
            panic!("{:#?}", done.lost);
        };
        assert_eq!(lost.pointer, location);
        assert!(lost.what.contains(message), "{lost}");
        assert_eq!(done.unread.len(), usize::from(to == "other.json"));
    }
}

#[test]
fn a_reference_in_data_is_not_followed() {
    let bench = Bench::new();
    let text = YAML.replace(
        "{type: string, example: 2024-01-02}",
        "{type: object, example: {$ref: '#/nowhere'}}",
    );
    bench.vendor(&bench.file("spec.yaml", text)).unwrap();
}

#[test]
fn the_same_document_again_changes_nothing() {
    let bench = Bench::new();
    let source = bench.file("spec.yaml", YAML);
    assert!(!bench.vendor(&source).unwrap().unchanged);
    let lock = bench.out().join("openapi.lock.json");
    let earlier = fs::read_to_string(&lock)
        .unwrap()
        .replace("\"date\": \"2", "\"date\": \"1");
    fs::write(&lock, &earlier).unwrap();
    assert!(bench.vendor(&source).unwrap().unchanged);
    assert_eq!(
        fs::read_to_string(&lock).unwrap(),
        earlier,
        "not even the date"
    );
}

#[test]
fn a_refused_revision_leaves_the_vendored_one_unchanged() {
    let bench = Bench::new();
    bench.vendor(&bench.file("spec.yaml", YAML)).unwrap();
    let before = bench.written();
    assert!(
        bench
            .vendor(&bench.file("bad.yaml", "openapi: 3.0.0"))
            .is_err()
    );
    assert_eq!(bench.written(), before);
    let left: Vec<_> = fs::read_dir(bench.out())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 2, "no temporary file stays: {left:?}");
}

mod over_http {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    /// Sends `responses` one after another, then stops.
    fn serve(responses: Vec<String>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for response in responses {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = Vec::new();
                let mut chunk = [0; 1024];
                while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                    match stream.read(&mut chunk) {
                        Ok(0) | Err(_) => break,
                        Ok(read) => request.extend_from_slice(&chunk[..read]),
                    }
                }
                let _ = stream.write_all(response.as_bytes());
            }
        });
        format!("http://{address}")
    }

    fn response(status: &str, content_type: &str, body: &str) -> String {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
    }

    #[test]
    fn the_servers_word_on_the_type_decides_and_the_query_is_not_recorded() {
        let bench = Bench::new();
        let base = serve(vec![response("200 OK", "application/yaml", YAML)]);
        let done = bench
            .vendor(&format!("{base}/spec.json?signature=s3cret"))
            .unwrap();
        assert_eq!(done.lock.source, format!("{base}/spec.json"));
    }

    #[test]
    fn no_failure_repeats_what_an_address_may_hide() {
        let bench = Bench::new();
        let broken = r#"{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":[]}"#;
        let base = serve(vec![response("200 OK", "application/json", broken)]);
        for location in [
            format!("{base}/bad.json?sig=TOPSECRET#TOPSECRET"),
            "https://user:TOPSECRET@host:99999/x".to_owned(),
            "https://user:TOPSECRET@example.com/x".to_owned(),
        ] {
            let error = bench.vendor(&location).unwrap_err();
            for text in [error.to_string(), format!("{error:?}")] {
                assert!(!text.contains("TOPSECRET"), "{text}");
            }
        }
    }

    #[test]
    fn a_redirect_is_followed_and_a_loop_of_them_is_not() {
        let bench = Bench::new();
        let moved = "HTTP/1.1 302 Found\r\nlocation: /b.yaml\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let base = serve(vec![
            moved.to_owned(),
            response("200 OK", "text/plain", YAML),
        ]);
        bench.vendor(&format!("{base}/a.yaml")).unwrap();

        let base = serve(vec![moved.to_owned(); 10]);
        let error = bench.vendor(&format!("{base}/a.yaml")).unwrap_err();
        assert!(error.contains("redirect"), "{error}");
    }

    #[test]
    fn other_responses_are_errors_that_name_what_came() {
        let bench = Bench::new();
        let base = serve(vec![
            response("404 Not Found", "text/html", "<html>gone</html>"),
            response("200 OK", "text/html", "<!doctype html>"),
        ]);
        assert!(
            bench
                .vendor(&format!("{base}/x?key=s3cret"))
                .unwrap_err()
                .contains("404")
        );
        assert!(
            bench
                .vendor(&format!("{base}/x"))
                .unwrap_err()
                .contains("HTML page")
        );
        let error = bench.vendor("http://user:s3cret@localhost/x").unwrap_err();
        assert!(
            error.contains("credential") || error.contains("password"),
            "{error}"
        );
        assert!(!error.contains("s3cret"), "{error}");
        assert!(!bench.out().exists());
    }

    /// Other origins get no request: no server listens there.
    #[test]
    fn files_of_the_same_origin_are_read_and_no_others() {
        let bench = Bench::new();
        let with = |reference: &str| {
            YAML.replace(
                "when: {type: string, example: 2024-01-02}",
                &format!("when: {{$ref: '{reference}'}}"),
            )
        };
        let base = serve(vec![
            response(
                "200 OK",
                "application/yaml",
                &with("s/when.yaml?token=s3cret#/When"),
            ),
            response("200 OK", "text/plain", "When: {type: string}"),
        ]);
        let done = bench
            .vendor(&format!("{base}/api/spec.yaml?token=s3cret"))
            .unwrap();
        let files: Vec<&str> = done.lock.files.keys().map(String::as_str).collect();
        assert_eq!(files, [format!("{base}/api/s/when.yaml")]);
        assert!(!bench.written().contains("s3cret"));
        assert!(bench.written().contains("#/components/schemas/When"));

        let stranger = serve(Vec::new());
        let base = serve(vec![response(
            "200 OK",
            "application/yaml",
            &with(&format!("{stranger}/when.yaml")),
        )]);
        let done = bench.vendor(&format!("{base}/spec.yaml")).unwrap();
        assert!(
            done.unread[0].reason.contains("a different origin"),
            "{:?}",
            done.unread
        );

        let away = format!(
            "HTTP/1.1 302 Found\r\nlocation: {stranger}/when.yaml\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        );
        let base = serve(vec![
            response("200 OK", "application/yaml", &with("when.yaml")),
            away,
        ]);
        let done = bench.vendor(&format!("{base}/spec.yaml")).unwrap();
        assert!(
            done.unread[0]
                .reason
                .contains("redirects to another origin"),
            "{:?}",
            done.unread
        );
    }

    #[test]
    fn an_unreachable_host_is_an_error_with_the_reason() {
        let bench = Bench::new();
        let base = serve(Vec::new());
        std::thread::sleep(std::time::Duration::from_millis(50));
        let error = bench.vendor(&format!("{base}/x")).unwrap_err();
        assert!(error.contains("cannot fetch"), "{error}");
        assert!(error.to_lowercase().contains("refused"), "{error}");
    }
}
