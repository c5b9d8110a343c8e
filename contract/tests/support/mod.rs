//! A temporary folder for vendoring.

// Each test uses only some of it.
#![allow(dead_code)]

use std::fs;
use std::path::PathBuf;

use neo_contract::vendor::{self, Vendored};
use tempfile::TempDir;

pub const YAML: &str = r"openapi: 3.1.0
info: {title: T, version: 1.0.0}
paths:
  /a:
    get:
      operationId: a_get
      responses:
        200:
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  when: {type: string, example: 2024-01-02}
                  code: {type: string, enum: ['+1', '010', on, ~, +44]}
                  big: {type: integer, example: 12345678901234567890123}
                  ratio: {type: number, example: 1.10}
";

pub struct Bench {
    pub folder: TempDir,
}

impl Bench {
    pub fn new() -> Bench {
        Bench {
            folder: TempDir::new().unwrap(),
        }
    }

    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn out(&self) -> PathBuf {
        self.folder.path().join("openapi")
    }

    pub fn vendor(&self, source: &str) -> Result<Vendored, String> {
        vendor::vendor(source, None, &self.out()).map_err(|error| error.to_string())
    }

    pub fn written(&self) -> String {
        fs::read_to_string(self.out().join("openapi.json")).unwrap()
    }

    /// Vendors a file that must be refused, and checks that nothing is written.
    pub fn refused(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let source = self.file(name, text);
        let error = self.vendor(&source).expect_err("it should be refused");
        assert!(!self.out().exists(), "something was written: {error}");
        error
    }
}
