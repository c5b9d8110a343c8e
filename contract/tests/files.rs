//! `vendor` and `check` with unusual files.

mod support;

use std::fs;

use neo_contract::check::check;
use support::{Bench, YAML};

#[test]
fn a_byte_order_mark_is_named() {
    let bench = Bench::new();
    bench.vendor(&bench.file("spec.yaml", YAML)).unwrap();
    let marked = format!("\u{feff}{}", bench.written());
    fs::write(bench.out().join("openapi.json"), marked).unwrap();
    let error = check(&bench.out(), false).unwrap_err().to_string();
    assert!(error.contains("byte order mark"), "{error}");
}

#[test]
fn a_number_beyond_all_numbers_is_named_with_its_line() {
    let error = Bench::new().refused(
        "spec.json",
        r#"{"openapi": "3.1.0",
            "x-much": 1e400}"#,
    );
    assert!(
        error.contains("line 2") && error.contains("number out of range"),
        "{error}"
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_pipe_is_refused_and_standard_input_is_read() {
        let bench = Bench::new();
        let pipe = bench.folder.path().join("pipe");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let error = bench.vendor(pipe.to_str().unwrap()).unwrap_err();
        assert!(error.contains("not a regular file"), "{error}");

        let mut child = Command::new(env!("CARGO_BIN_EXE_neo-contract"))
            .args(["--dir", bench.out().to_str().unwrap(), "vendor", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut input, YAML.as_bytes()).unwrap();
        drop(input);
        assert!(child.wait().unwrap().success());
        assert!(bench.written().contains("a_get"));
    }

    #[test]
    fn a_link_to_nothing_is_followed_and_modes_are_kept() {
        let bench = Bench::new();
        let (out, kept) = (bench.out(), bench.folder.path().join("kept"));
        fs::create_dir(&out).unwrap();
        fs::create_dir(&kept).unwrap();
        let lock = out.join("openapi.lock.json");
        symlink("../kept/lock.json", &lock).unwrap();
        let contract = out.join("openapi.json");
        fs::write(&contract, "{}").unwrap();
        fs::set_permissions(&contract, fs::Permissions::from_mode(0o640)).unwrap();

        bench.vendor(&bench.file("spec.yaml", YAML)).unwrap();
        assert!(fs::symlink_metadata(&lock).unwrap().is_symlink());
        assert!(kept.join("lock.json").is_file());
        let mode = fs::metadata(&contract).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);

        fs::remove_file(&lock).unwrap();
        symlink("openapi.lock.json", &lock).unwrap();
        let error = bench.vendor(&bench.file("other.yaml", YAML)).unwrap_err();
        assert!(error.contains("links"), "{error}");
    }
}
