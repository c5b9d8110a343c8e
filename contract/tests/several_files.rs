//! A document of several files is vendored as one, and no file outside its folder is read.

mod support;

use std::fs;

use serde_json::{Value, json};
use support::Bench;

const ROOT: &str = r"openapi: 3.0.3
info: {title: T, version: 1.10}
paths:
  /pets: {$ref: 'paths/pets.yaml'}
  /pets/{id}:
    parameters: [{$ref: 'common.yaml#/parameters/Id'}]
    get:
      operationId: pets_get
      responses:
        200: {$ref: 'common.yaml#/responses/Pet'}
components:
  schemas:
    Pet: {$ref: './schemas/Pet.json'}
    Money: {type: string}
";

const PETS: &str = r"get:
  operationId: pets_list
  responses:
    200:
      description: ok
      content:
        application/json:
          schema: {type: array, items: {$ref: '../schemas/Pet.json'}}
post:
  operationId: pets_create
  requestBody: {$ref: '../common.yaml#/bodies/Pet'}
  responses: {204: {description: ok}}
";

const COMMON: &str = r"parameters:
  Id: {in: path, name: id, required: true, schema: {$ref: '#/Id'}}
responses:
  Pet: {description: ok, content: {application/json: {schema: {$ref: 'schemas/Pet.json'}}}}
bodies:
  Pet: {content: {application/json: {schema: {$ref: 'root.yaml#/components/schemas/Pet'}}}}
Id: {type: string, format: uuid}
Money: {type: integer, nullable: true}
";

const PET: &str = r##"{"type": "object", "required": ["id"], "properties": {
    "id": {"$ref": "../common.yaml#/Id"},
    "price": {"$ref": "../common.yaml#/Money"},
    "parent": {"$ref": "#"},
    "note": {"type": "string", "example": {"$ref": "no/reference.yaml"}}
}}"##;

fn bench() -> (Bench, String) {
    let bench = Bench::new();
    for folder in ["paths", "schemas"] {
        fs::create_dir(bench.folder.path().join(folder)).unwrap();
    }
    bench.file("paths/pets.yaml", PETS);
    bench.file("common.yaml", COMMON);
    bench.file("schemas/Pet.json", PET);
    let root = bench.file("root.yaml", ROOT);
    (bench, root)
}

#[test]
fn files_are_bundled_into_one_document_with_stable_names() {
    let (bench, root) = bench();
    let done = bench.vendor(&root).unwrap();
    assert!(done.unread.is_empty() && done.lost.is_empty(), "{done:#?}");
    let document: Value = serde_json::from_str(&bench.written()).unwrap();
    let at = |pointer: &str| document.pointer(pointer).cloned().unwrap_or_default();
    let reference = |to: &str| json!({ "$ref": format!("#/components/{to}") });
    let array = json!({ "type": "array", "items": reference("schemas/Pet") });
    assert_eq!(
        at("/paths/~1pets/get/responses/200/content/application~1json/schema"),
        array
    );
    assert_eq!(
        at("/paths/~1pets/post/requestBody"),
        reference("requestBodies/Pet")
    );
    assert_eq!(
        at("/paths/~1pets~1{id}/parameters/0"),
        reference("parameters/Id")
    );
    assert_eq!(
        at("/paths/~1pets~1{id}/get/responses/200"),
        reference("responses/Pet")
    );
    let schema = "content/application~1json/schema";
    assert_eq!(
        at(&format!("/components/responses/Pet/{schema}")),
        reference("schemas/Pet")
    );
    assert_eq!(
        at(&format!("/components/requestBodies/Pet/{schema}")),
        reference("schemas/Pet")
    );
    assert_eq!(
        at("/components/parameters/Id/schema"),
        reference("schemas/Id")
    );
    assert_eq!(
        at("/components/schemas/Id"),
        json!({ "type": "string", "format": "uuid" })
    );
    let pet = "/components/schemas/Pet/properties";
    assert_eq!(at(&format!("{pet}/parent")), reference("schemas/Pet"));
    // The document has its own `Money`.
    assert_eq!(
        at(&format!("{pet}/price")),
        reference("schemas/common_Money")
    );
    assert_eq!(at("/components/schemas/Money"), json!({ "type": "string" }));
    assert_eq!(at("/info/version"), json!("1.10"));
    assert!(!bench.written().contains('\u{1}'));

    let files: Vec<&str> = done.lock.files.keys().map(String::as_str).collect();
    assert_eq!(
        files,
        ["common.yaml", "paths/pets.yaml", "schemas/Pet.json"]
    );
    assert!(bench.vendor(&root).unwrap().unchanged);
    // One more use changes no names.
    let before = document["components"].clone();
    bench.file("root.yaml", ROOT.replace("    Money: {type: string}", "    Money: {type: string}\n    Also: {type: array, items: {$ref: 'common.yaml#/Money'}}"));
    bench.vendor(&root).unwrap();
    let mut after: Value = serde_json::from_str(&bench.written()).unwrap();
    let also = after["components"]["schemas"]
        .as_object_mut()
        .unwrap()
        .remove("Also");
    assert_eq!(also.unwrap()["items"], reference("schemas/common_Money"));
    assert_eq!(after["components"], before);
}

#[test]
fn missing_files_and_files_outside_are_not_read_and_reported() {
    let (bench, root) = bench();
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(
        outside.path(),
        r#"{"type": "string", "description": "SECRET"}"#,
    )
    .unwrap();
    let secret = outside.path().to_str().unwrap();
    let mut references = vec![
        (secret.to_owned(), "folder"),
        (format!("..{secret}"), "folder"),
        (format!("schemas/../../..{secret}"), "folder"),
        (format!("file://{secret}"), "URL"),
        ("https://example.com/x.json".to_owned(), "URL"),
        ("none.json".to_owned(), "cannot read"),
        ("schemas".to_owned(), "regular file"),
        (
            "schemas/Pet.json#/nope".to_owned(),
            "does not resolve in its file",
        ),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(secret, bench.folder.path().join("link.json")).unwrap();
        references.push(("link.json".to_owned(), "outside"));
    }
    for (reference, reason) in references {
        let text = ROOT.replace(
            "Money: {type: string}",
            &format!("Money: {{$ref: '{reference}'}}"),
        );
        bench.file("root.yaml", text);
        let done = bench.vendor(&root).unwrap();
        let [unread] = done.unread.as_slice() else {
            panic!("{reference}: {:?}", done.unread);
        };
        assert_eq!(unread.reference, reference);
        assert!(unread.reason.contains(reason), "{unread:?}");
        assert!(!bench.written().contains("SECRET"));
        // It costs only that schema.
        let lost: Vec<&str> = done.lost.iter().map(|it| it.pointer.as_str()).collect();
        assert_eq!(lost, ["/components/schemas/Money/$ref"]);
    }
}

#[test]
fn cyclic_files_end() {
    let (bench, root) = bench();
    bench.file("a.yaml", "$ref: 'b.yaml'\n");
    bench.file("b.yaml", "$ref: 'a.yaml'\n");
    bench.file(
        "root.yaml",
        ROOT.replace("Money: {type: string}", "Money: {$ref: 'a.yaml'}"),
    );
    let done = bench.vendor(&root).unwrap();
    assert!(
        done.lost
            .iter()
            .any(|it| it.what.contains("is part of a cycle")),
        "{:#?}",
        done.lost
    );
    bench.file("root.yaml", ROOT.replace("'paths/pets.yaml'", "'a.yaml'"));
    bench.vendor(&root).unwrap();
}
