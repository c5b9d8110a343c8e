#!/usr/bin/env bash
# Fails if users build more crates, or the generator writes more code, than budget.toml allows. Announce growth there, with
# the reason in the commit.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

# The value of a key in budget.toml.
allowed() { sed -n "s/^\"\{0,1\}$1\"\{0,1\} = \([0-9]*\).*/\1/p" benches/budget.toml; }

judge() { # key, value
  local most; most="$(allowed "$1")"
  if [ -z "$most" ]; then echo "$1: $2, and benches/budget.toml says nothing of it"; failed=1
  elif [ "$2" -gt "$most" ]; then echo "$1: $2, more than the $most of benches/budget.toml"; failed=1
  else echo "$1: $2 of $most"; fi
}

crates() { # features
  cargo tree --package neo-api --locked --edges normal,build --no-default-features --features "$1" --prefix none --format '{p}' \
    | sed 's/ (\*)$//; s/ (proc-macro)$//' | sort -u | grep -cv '^neo-api v'
}

judge crates-none "$(crates "")"
judge crates-rustls "$(crates rustls)"
judge crates-codegen-rustls "$(crates codegen,rustls)"
judge crates-rustls-blocking-mock-tracing "$(crates rustls,blocking,mock,tracing)"
operations="$(grep -c '^operation ' openapi/surface.txt)"
judge generated-lines-per-operation "$(( $(wc -l < openapi/generated.rs) / operations ))"
# A contract of realistic size.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cargo run --quiet --locked --package neo-contract -- generate codegen/tests/fixtures/neo-like.json --crate "$work/neo-like" \
  --conventions openapi/conventions.json >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
operations="$(grep -c '^operation ' "$work/neo-like/src/surface.txt")"
judge "generated-lines-per-operation-of-$operations" "$(( $(wc -l < "$work/neo-like/src/generated.rs") / operations ))"
exit "$failed"
