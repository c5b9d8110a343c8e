#!/usr/bin/env bash
# Runs a command in a copy of this checkout with another contract instead of the vendored one, vendored and
# accepted as in the README: tests/with_contract.sh DOCUMENT [COMMAND ...]
# Without a command it runs the tests.
set -euo pipefail
[ $# -ge 1 ] || { echo "usage: $0 DOCUMENT [COMMAND ...]" >&2; exit 2; }
document="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
shift
[ $# -gt 0 ] || set -- cargo test --workspace --locked
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
copy="$CARGO_TARGET_DIR/with-contract"

rm -rf "$copy"
mkdir -p "$copy"
# Files keep their times, so that only what changed since the last run is built again.
git ls-files -z --cached --others --exclude-standard |
  while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
  tar --create --null --files-from - | tar --extract --directory "$copy"

# Stale files are expected here.
contract() {
  local said
  said="$(cargo run --quiet --locked --package neo-contract -- --dir "$copy/openapi" "$@" 2>&1)" || { echo "$said" >&2; exit 1; }
}
contract vendor "$document"
contract check --write

cd "$copy"
# The copy shares the target folder and with it all dependencies. cargo tells the crates of two checkouts in one target
# folder apart by their versions alone.
sed -i.orig 's/^version = "\([0-9.]*\)"$/version = "\1+with-contract"/' Cargo.toml
rm Cargo.toml.orig
cargo update --quiet --offline --workspace
"$@"
