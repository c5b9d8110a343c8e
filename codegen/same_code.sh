#!/usr/bin/env bash
# Fails if other versions of the generator's dependencies generate another client: generates it with the oldest versions that
# codegen/Cargo.toml allows and with the newest ones, and compares each with openapi/generated.rs.
# Needs the package registry.
set -euo pipefail
cd "$(dirname "$0")/.."
root="$PWD"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Only the generator, with a program that prints the output of build.rs.
git ls-files -z codegen/src document | xargs -0 cp --parents -t "$work"
sed '/^\[dev-dependencies\]/,$d' codegen/Cargo.toml > "$work/codegen/Cargo.toml"
mkdir -p "$work/same/src"
cat > "$work/same/Cargo.toml" <<'TOML'
[package]
name = "same"
version = "0.0.0"
edition.workspace = true

[dependencies]
neo-api-codegen = { path = "../codegen" }
TOML
cat > "$work/same/src/main.rs" <<'RUST'
use std::{error::Error, fs::read_to_string as read};

use neo_api_codegen::{Conventions, Options, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("expected the vendor folder")?;
    let text = |name: &str| read(format!("{folder}/{name}"));
    let mut options = Options::default();
    options.conventions = Conventions::parse(&text("conventions.json")?)?;
    options.keep_names(&text("surface.txt")?);
    print!("{}", generate(&text("openapi.json")?, &options)?.code);
    Ok(())
}
RUST
# The settings that the workspace's members share.
sed -n '/^\[workspace\.package\]/,/^\[package\]/p' Cargo.toml | sed '/^\[package\]/d' > "$work/shared.toml"
{ printf '[workspace]\nmembers = ["codegen", "document", "same"]\nresolver = "3"\n\n'; cat "$work/shared.toml"; } > "$work/Cargo.toml"

failed=0
for way in oldest newest; do
  rm -f "$work/Cargo.lock"
  case "$way" in
    # Stable cargo cannot resolve the oldest versions.
    oldest) (cd "$work" && RUSTC_BOOTSTRAP=1 cargo update --quiet -Z direct-minimal-versions) ;;
    newest) (cd "$work" && cargo update --quiet) ;;
  esac
  (cd "$work" && cargo tree --package neo-api-codegen --edges normal --depth 1 --prefix none | tail -n +2 | tr '\n' ' ')
  (cd "$work" && CARGO_TARGET_DIR="$root/target/same-code" cargo run --quiet --package same -- "$root/openapi") > "$work/$way.rs"
  if tail -n +2 openapi/generated.rs | cmp -s - "$work/$way.rs"; then
    echo "$way: the same"
  else
    echo "$way: not openapi/generated.rs"; failed=1
    tail -n +2 openapi/generated.rs | diff - "$work/$way.rs" | head -20 || true
  fi
done
exit "$failed"
