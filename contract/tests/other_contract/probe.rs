//! The crate with another contract, and a program that calls all operations on command.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use neo_api_codegen::{Conventions, Generated, Options};
use serde_json::{Value, json};

use super::contract::{Contract, Operation, resolved};
use super::surface::{Surface, find};

const PROGRAM: &str = include_str!("program.rs");

/// The additional dependencies of the program.
const DEVELOPMENT: &str = "tokio = { workspace = true, features = [\"rt\", \"macros\", \"net\"] }";

fn workspace() -> PathBuf {
    let contract = Path::new(env!("CARGO_MANIFEST_DIR"));
    contract.join("..").canonicalize().unwrap()
}

/// Copies the crate into `root`, with the contract `text` instead of the vendored one.
fn copy_crate(text: &str, root: &Path) {
    let workspace = workspace();
    copy(&workspace.join("src"), &root.join("src"));
    fs::copy(workspace.join("build.rs"), root.join("build.rs")).unwrap();
    fs::copy(workspace.join("README.md"), root.join("README.md")).unwrap();
    fs::copy(workspace.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    fs::create_dir_all(root.join("openapi")).unwrap();
    fs::write(root.join("openapi/openapi.json"), text).unwrap();
    for beside in ["openapi.lock.json", "conventions.json", "surface.txt"] {
        let beside = Path::new("openapi").join(beside);
        fs::copy(workspace.join(&beside), root.join(&beside)).unwrap();
    }
    fs::write(root.join("Cargo.toml"), manifest(&workspace)).unwrap();
}

/// Builds the targets `what` of the crate in `root`. Returns the output folder, or cargo's message.
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

/// Builds the crate with `contract` instead of the vendored one, and the program beside it.
pub fn build(text: &str, contract: &Contract, operations: &[Operation]) -> Result<PathBuf, String> {
    let generated = neo_api_codegen::generate(text, &options()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("neo-api");
    copy_crate(text, &root);
    fs::create_dir_all(root.join("examples")).unwrap();
    let program = program(&generated, contract, operations);
    fs::write(root.join("examples/other_contract.rs"), program).unwrap();
    let built = cargo(&root, &["--example", "other_contract"])?;
    let name = format!("other_contract{}", std::env::consts::EXE_SUFFIX);
    Ok(built.join("examples").join(name))
}

/// The options of `build.rs`.
fn options() -> Options {
    let read = |name: &str| fs::read_to_string(workspace().join("openapi").join(name)).unwrap();
    let mut options = Options::default();
    options.conventions = Conventions::parse(&read("conventions.json")).unwrap();
    options.keep_names(&read("surface.txt"));
    options
}

/// Builds the crate's library with a contract, or returns cargo's message.
pub fn library(text: &str) -> Result<PathBuf, String> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("neo-api");
    copy_crate(text, &root);
    cargo(&root, &["--lib"])
}

/// Cargo's message for a contract that the crate cannot be built with.
pub fn refusal(text: &str) -> String {
    library(text).expect_err("it should not build")
}

/// The package's own manifest, as a workspace of one package.
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
    for (kind, name, folder) in [
        ("dependencies", "neo-api-runtime", "runtime"),
        ("build-dependencies", "neo-api-codegen", "codegen"),
    ] {
        let path = workspace.join(folder).display().to_string();
        manifest[kind][name]["path"] = path.into();
    }
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
        call(&mut text, &surface, contract, operation, method);
        text += "        }\n";
    }
    text += "        other => Err(format!(\"no operation {other}\")),\n    }\n}\n\n";
    text +=
        "fn decode(schema: &str, value: &str) -> Result<String, String> {\n    match schema {\n";
    // A nullable schema has its null at its uses.
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

fn call(
    text: &mut String,
    surface: &Surface,
    contract: &Contract,
    operation: &Operation,
    method: &str,
) {
    let (builder, arguments) = surface.method(method);
    let optional = surface.setters(&format!("operations::{builder}<C>"));
    let mut named: Vec<(String, &str)> = Vec::new();
    for parameter in &operation.parameters {
        let name = parameter["name"].as_str().unwrap();
        named.push((
            format!("{} {name}", parameter["in"].as_str().unwrap()),
            name,
        ));
    }
    named.extend(operation.body.iter().map(|_| ("body".to_owned(), "body")));
    let (mut given, mut setters) = (vec![String::new(); arguments.len()], String::new());
    for (index, (key, name)) in named.iter().enumerate() {
        let argument = find(&arguments, name);
        let (setter, of) = argument
            .or_else(|| find(&optional, name))
            .unwrap_or_else(|| panic!("no {name} of {method}"));
        let value = read(surface, contract, operation, of, key);
        match arguments.iter().position(|it| Some(it) == argument) {
            Some(position) => {
                let _ = writeln!(
                    text,
                    "            let value = required(arguments, {key:?})?;\n            let a{index} = {value};"
                );
                given[position] = format!("a{index}");
            }
            None => {
                let _ = writeln!(
                    setters,
                    "            if let Some(value) = argument(arguments, {key:?})? {{ call = call.{setter}({value}); }}"
                );
            }
        }
    }
    let _ = writeln!(
        text,
        "            let mut call = neo.{method}({});\n{setters}            let (data, mut about) = reply(call.send().await)?;\n            about[\"data\"] = {};\n            Ok(about)",
        given.join(", "),
        surface.encode(&builder)
    );
}

/// An expression that converts `value` to the type of an argument, inferred from the expression's own type.
fn read(
    surface: &Surface,
    contract: &Contract,
    operation: &Operation,
    of: &str,
    key: &str,
) -> String {
    match of {
        "runtime::Bytes" => return "{ let value: Vec<u8> = value; value }".to_owned(),
        "runtime::Multipart" => {}
        of => return format!("{{ let value: {of} = value; value }}"),
    }
    let body = operation.body.as_ref().expect(key);
    let schema = &body["content"]["multipart/form-data"]["schema"];
    let schema = resolved(&contract.root, schema);
    let parts: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    let form = surface.form(&parts);
    let setters = surface.setters(&format!("types::builder::{form}"));
    let mut text = format!(
        "{{ let parts: BTreeMap<String, Box<RawValue>> = value; let mut form = types::{form}::builder(); "
    );
    for part in parts {
        let (setter, of) = find(&setters, part).expect(part);
        let (of, value) = match of.as_str() {
            "runtime::FilePart" => ("String", "FilePart::new(value)"),
            of => (of, "value"),
        };
        let _ = write!(
            text,
            "if let Some(value) = argument::<{of}>(&parts, {part:?})? {{ form = form.{setter}({value}); }} "
        );
    }
    text + "form }"
}

/// The running program.
pub struct Probe {
    child: Child,
    orders: ChildStdin,
    replies: BufReader<ChildStdout>,
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
        let (orders, replies) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self {
            child,
            orders,
            replies: BufReader::new(replies),
        }
    }

    fn order(&mut self, order: &Value) -> Result<Value, String> {
        writeln!(self.orders, "{order}").map_err(|error| error.to_string())?;
        let mut line = String::new();
        self.replies
            .read_line(&mut line)
            .map_err(|error| error.to_string())?;
        let reply: Value =
            serde_json::from_str(&line).map_err(|_| "the program ended".to_owned())?;
        match reply.get("error") {
            Some(error) => Err(error.as_str().unwrap_or_default().to_owned()),
            None => Ok(reply),
        }
    }

    /// Calls an operation: returns the status, data and meta that the caller received.
    pub fn call(&mut self, operation: &str, arguments: &Value) -> Result<Value, String> {
        self.order(&json!({ "call": operation, "arguments": arguments }))
    }

    /// A value after decoding and encoding.
    pub fn again(&mut self, schema: &str, value: &Value) -> Result<Value, String> {
        let mut reply = self.order(&json!({ "decode": schema, "value": value }))?;
        Ok(reply["data"].take())
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
