//! The crate over another contract, and a program that calls all of it as told.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use neo_api_codegen::Generated;
use serde_json::{Value, json};

use super::contract::{Contract, Operation};
use super::surface::Surface;

const PROGRAM: &str = include_str!("program.rs");

/// What the copy needs of other crates for its program.
const DEVELOPMENT: &str = "tokio = { workspace = true, features = [\"rt\", \"macros\", \"net\"] }";

fn workspace() -> PathBuf {
    let contract = Path::new(env!("CARGO_MANIFEST_DIR"));
    contract.join("..").canonicalize().unwrap()
}

/// Puts the crate into `root`, with the contract `text` in the place of the vendored one.
fn place(text: &str, root: &Path) {
    let workspace = workspace();
    copy(&workspace.join("src"), &root.join("src"));
    fs::copy(workspace.join("build.rs"), root.join("build.rs")).unwrap();
    fs::copy(workspace.join("README.md"), root.join("README.md")).unwrap();
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    fs::create_dir_all(root.join("openapi")).unwrap();
    fs::write(root.join("openapi/openapi.json"), text).unwrap();
    let lock = "openapi/openapi.lock.json";
    fs::copy(workspace.join(lock), root.join(lock)).unwrap();
    fs::write(root.join("Cargo.toml"), manifest(&workspace)).unwrap();
}

/// Builds what `what` names of the crate in `root`: the folder of what was built, or what cargo said.
fn cargo(root: &Path, what: &[&str]) -> Result<PathBuf, String> {
    let target = workspace().join("target/other-contract");
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--quiet"])
        .args(what)
        .args([
            "--no-default-features",
            "--features",
            "codegen,blocking,mock,tracing",
        ])
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(root)
        .output()
        .unwrap();
    match output.status.success() {
        true => Ok(target.join("debug")),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// Builds the crate with `contract` in the place of the vendored one, and the program beside it.
pub fn build(text: &str, contract: &Contract, operations: &[Operation]) -> Result<PathBuf, String> {
    let generated = neo_api_codegen::generate(text, &neo_api_codegen::Options::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("neo-api");
    place(text, &root);
    fs::create_dir_all(root.join("examples")).unwrap();
    let program = program(&generated, contract, operations);
    fs::write(root.join("examples/other_contract.rs"), program).unwrap();
    let built = cargo(&root, &["--example", "other_contract"])?;
    let name = format!("other_contract{}", std::env::consts::EXE_SUFFIX);
    Ok(built.join("examples").join(name))
}

/// What cargo says of the crate over a contract that it cannot be built with.
pub fn refusal(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("neo-api");
    place(text, &root);
    cargo(&root, &["--lib"]).expect_err("it should not build")
}

/// The package's own manifest, as a workspace of one.
fn manifest(workspace: &Path) -> String {
    let text = fs::read_to_string(workspace.join("Cargo.toml")).unwrap();
    let mut manifest: toml::Table = text.parse().unwrap();
    for only_there in ["bench", "example", "bin", "test"] {
        manifest.remove(only_there);
    }
    let inherited = manifest["workspace"].as_table_mut().unwrap();
    for members in ["members", "exclude"] {
        inherited.remove(members);
    }
    let codegen = workspace.join("codegen").display().to_string();
    manifest["build-dependencies"]["neo-api-codegen"]["path"] = codegen.into();
    manifest.insert(
        "dev-dependencies".into(),
        DEVELOPMENT.parse::<toml::Table>().unwrap().into(),
    );
    manifest.to_string()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

fn program(generated: &Generated, contract: &Contract, operations: &[Operation]) -> String {
    let surface = Surface::of(&generated.surface);
    let mut text = format!("#![allow(warnings)]\n{PROGRAM}");
    text += "async fn call(neo: &Neo, operation: &str, arguments: &BTreeMap<String, Box<RawValue>>) -> Result<Value, String> {\n    match operation {\n";
    for operation in operations {
        let row = generated
            .operations
            .iter()
            .find(|it| it.contract_id == operation.id);
        let method = &row
            .unwrap_or_else(|| panic!("no method for {}", operation.id))
            .id;
        let _ = writeln!(text, "        {:?} => {{", operation.id);
        call(&mut text, &surface, operation, method);
        text += "        }\n";
    }
    text += "        other => Err(format!(\"no operation {other}\")),\n    }\n}\n\n";
    text +=
        "fn decode(schema: &str, value: &str) -> Result<String, String> {\n    match schema {\n";
    // A schema that has null among its values has it where it is used.
    for schema in contract.schemas().keys() {
        let name = surface.type_of(schema);
        let _ = writeln!(
            text,
            "        {schema:?} => again::<Option<types::{name}>>(value),"
        );
    }
    text += "        other => Err(format!(\"no schema {other}\")),\n    }\n}\n";
    text
}

fn call(text: &mut String, surface: &Surface, operation: &Operation, method: &str) {
    let builder = surface.builder(method);
    let mut setters = String::new();
    let mut names: Vec<(String, String)> = operation
        .parameters
        .iter()
        .map(|it| {
            let name = it["name"].as_str().unwrap();
            (
                format!("{} {name}", it["in"].as_str().unwrap()),
                surface.setter(&builder, name),
            )
        })
        .collect();
    names.extend(
        operation
            .body
            .iter()
            .map(|_| ("body".to_owned(), "body".to_owned())),
    );
    for (index, (name, setter)) in names.iter().enumerate() {
        let (read, make) = match surface.argument(&builder, setter).as_str() {
            "reqwest::Body" => ("Vec<u8>".to_owned(), "value"),
            it if it.ends_with("::Multipart") => (
                "Vec<(String, String, Value)>".to_owned(),
                "multipart(value)",
            ),
            it => (it.to_owned(), "value"),
        };
        let _ = writeln!(
            text,
            "            let a{index}: Option<{read}> = argument(arguments, {name:?})?;"
        );
        let _ = writeln!(
            setters,
            "                if let Some(value) = a{index} {{ call = call.{setter}({make}); }}"
        );
    }
    let _ = writeln!(
        text,
        "            let result = neo.call(|api| {{\n                let mut call = api.{method}();\n{setters}                call.send()\n            }}).await;"
    );
    text.push_str(
        "            let (data, mut about) = answer(result)?;\n            about[\"data\"] = ",
    );
    text.push_str(&surface.encode(&builder));
    text.push_str(";\n            Ok(about)\n");
}

/// The program, while it runs.
pub struct Probe {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Probe {
    pub fn start(program: &Path, url: &str, key: &str) -> Self {
        let mut child = Command::new(program)
            .env("PROBE_URL", url)
            .env("PROBE_KEY", key)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (orders, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self {
            child,
            orders,
            answers: BufReader::new(answers),
        }
    }

    fn order(&mut self, order: &Value) -> Result<Value, String> {
        writeln!(self.orders, "{order}").map_err(|error| error.to_string())?;
        let mut line = String::new();
        self.answers
            .read_line(&mut line)
            .map_err(|error| error.to_string())?;
        let answer: Value =
            serde_json::from_str(&line).map_err(|_| "the program ended".to_owned())?;
        match answer.get("error") {
            Some(error) => Err(error.as_str().unwrap_or_default().to_owned()),
            None => Ok(answer),
        }
    }

    /// Calls an operation: the status, data and meta that the caller got.
    pub fn call(&mut self, operation: &str, arguments: &Value) -> Result<Value, String> {
        self.order(&json!({ "call": operation, "arguments": arguments }))
    }

    /// What a value is after it was decoded and encoded.
    pub fn again(&mut self, schema: &str, value: &Value) -> Result<Value, String> {
        let mut answer = self.order(&json!({ "decode": schema, "value": value }))?;
        Ok(answer["data"].take())
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
