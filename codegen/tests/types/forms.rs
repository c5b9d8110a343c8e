use neo_api_runtime::{BuildError, FilePart, Multipart};

use super::generated::types;

/// The names of the parts in order; the runtime writes the body.
fn parts(body: &Multipart) -> Vec<String> {
    let debug = format!("{body:?}");
    let names = debug.split("name: \"").skip(1);
    names
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect()
}

#[test]
fn files_lists_and_json_are_parts() -> Result<(), BuildError> {
    let form = types::UploadsCreateBody::builder()
        .file(FilePart::new("png").name("a.png").media_type("image/png"))
        .pages([FilePart::new("1"), FilePart::new("2")])
        .products([types::Line::builder().sku("a").count(1)])
        .tags(["x", "y"])
        .overwrite(true);
    let body = Multipart::try_from(form)?;
    // One part for each file, one for the whole list of products, and one for each tag. Absent values have none.
    assert_eq!(
        parts(&body),
        [
            "file",
            "overwrite",
            "pages[]",
            "pages[]",
            "products",
            "tags",
            "tags"
        ]
    );
    let error = Multipart::try_from(types::UploadsCreateBody::builder()).unwrap_err();
    assert_eq!(error.to_string(), "UploadsCreateBody: `file` is required");
    Ok(())
}
