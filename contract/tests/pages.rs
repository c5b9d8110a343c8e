//! `vendor` from a docs page: exactly one complete contract, or nothing.

mod support;

use support::{Bench, YAML};

#[test]
fn a_docs_page_gives_the_document_and_its_origin() {
    let bench = Bench::new();
    let page = format!(
        "# T\n\n```bash\ncurl x\n```\n\n````yaml https://a.example/openapi.json get /a\n{YAML}````\n"
    );
    let source = bench.file("page.md", page);
    let done = bench.vendor(&source).unwrap();
    assert_eq!(
        done.lock.origin.as_deref(),
        Some("https://a.example/openapi.json")
    );
    assert_eq!(done.lock.excerpt.as_deref(), Some("get /a"));
    let from_page = bench.written();
    bench.vendor(&bench.file("spec.yaml", YAML)).unwrap();
    assert_eq!(from_page, bench.written());
}

#[test]
fn fences_are_read_as_markdown_has_them() {
    for page in [
        format!("~~~yaml\n{YAML}~~~\n"),
        format!(
            "   ```\n   {}\n   ```\n",
            YAML.replace('\n', "\n   ").trim_end()
        ),
        format!("`````yaml\n{YAML}````` \n\n```yaml\nother: 1\n```\n"),
        format!("````markdown\n```yaml\nopenapi_not: here\n```\n````\n```yml\n{YAML}```\n"),
        // A deeper fence inside the block is text.
        format!(
            "```yaml\n{}```\n",
            YAML.replace(
                "openapi:",
                "x-text: |\n    ```\n    not the end\n    ```\nopenapi:"
            )
        ),
        format!("```yaml\n{YAML}```\nand once more\n```yaml\n{YAML}```\n"),
    ] {
        let bench = Bench::new();
        let source = bench.file("page.txt", &page);
        if let Err(error) = bench.vendor(&source) {
            panic!("{error}\n{page}");
        }
    }
}

#[test]
fn a_page_without_one_contract_is_refused() {
    let bench = Bench::new();
    assert!(
        bench
            .refused("none.md", "# T\n```yaml\na: 1\n```\n")
            .contains("none of its 1 fenced blocks")
    );
    let other = YAML.replace("1.0.0", "1.0.1");
    let two = format!("```yaml\n{YAML}```\n\n```yaml\n{other}```\n");
    assert!(bench.refused("two.md", two).contains("lines 1 and "));
    let cut = format!("```yaml\n{YAML}");
    assert!(bench.refused("cut.md", cut).contains("not closed"));
    let broken = format!("text\n```yaml\n{YAML}bad: [\n```\n");
    let error = bench.refused("broken.md", broken);
    assert!(error.contains("block at line 2"), "{error}");
}

/// A description with code, as YAML inside a page.
fn with_code(indent: &str) -> String {
    YAML.replace(
        "paths:",
        &format!(
            "x-text: |\n{indent}See:\n{indent}```\n{indent}curl\n{indent}```\npaths: {{}}\nx-paths:"
        ),
    )
}

#[test]
fn a_block_that_a_fence_in_its_text_cuts_off_is_refused() {
    for indent in [" ", "  ", "   "] {
        // Two lines of backticks in the text: the second opens a block that the real end closes.
        let page = format!("# T\n\n```yaml\n{}```\n", with_code(indent));
        // The text before the cut is a valid document.
        let page = page
            .replace("info:", "paths: {}\ninfo:")
            .replace("paths: {}\nx-paths:", "x-paths:");
        let error = Bench::new().refused("page.md", &page);
        assert!(error.contains("may be text of the YAML"), "{error}");
        assert!(
            error.contains("longer fence") && error.contains("line 9"),
            "{error}"
        );

        let bench = Bench::new();
        let longer = page.replace("```yaml", "````yaml");
        let longer = format!("{}````\n", longer.trim_end_matches("```\n"));
        bench.vendor(&bench.file("page.md", longer)).unwrap();
        assert!(bench.written().contains("curl"));
    }
    // One line of backticks in the text.
    let page = format!("```yaml\n{YAML}x-text: |\n  See\n  ```\n  more\n```\n");
    let error = Bench::new().refused("page.md", page);
    assert!(error.contains("may be text of the YAML"), "{error}");
}

#[test]
fn an_unclosed_fence_after_the_block_is_refused() {
    let page = format!("```yaml\n{YAML}```\n\n```sh\ncurl\n");
    let error = Bench::new().refused("page.md", page);
    assert!(
        error.contains("is not closed") && error.contains("longer fence"),
        "{error}"
    );
}

#[test]
fn a_deeper_closing_fence_closes_the_block_if_the_yaml_cannot_continue() {
    let bench = Bench::new();
    let source = bench.file("page.md", format!("```yaml\n{YAML}  ```\n"));
    bench.vendor(&source).unwrap();
}

#[test]
fn a_block_in_a_comment_is_ignored() {
    let bench = Bench::new();
    let old = YAML.replace("a_get", "old_get");
    let page = format!("<!-- once:\n```yaml\n{old}```\n-->\n<!-- now -->\n\n```yaml\n{YAML}```\n");
    bench.vendor(&bench.file("page.md", page)).unwrap();
    assert!(bench.written().contains("a_get") && !bench.written().contains("old_get"));
    let page = format!("<!--\n```yaml\n{YAML}```\n-->\n");
    assert!(
        Bench::new()
            .refused("page.md", page)
            .contains("none of its 0")
    );
}
