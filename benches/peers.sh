#!/usr/bin/env bash
# Generates a client from each document of a folder with neo-contract and with openapi-to-rust, one after the other, and
# compares their CPU time and peak memory.
#
#   cargo install openapi-to-rust --version '^0.23'
#   NEO_CORPUS=FOLDER benches/peers.sh        needs GNU time as /usr/bin/time
set -euo pipefail
cd "$(dirname "$0")/.."
corpus="${NEO_CORPUS:?a folder of OpenAPI documents}"
peer="$(command -v openapi-to-rust)" || { echo "openapi-to-rust is not installed"; exit 1; }
cargo build --quiet --release --package neo-contract
ours="$PWD/target/release/neo-contract"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT

# CPU seconds and peak KiB of a command; "-" if it failed or took longer than two minutes.
measured() {
  if timeout 120 /usr/bin/time -f '%U %S %M' -o "$out/time" "$@" >/dev/null 2>&1
  then awk '{ printf "%.2f %d\n", $1 + $2, $3 }' "$out/time"
  else echo "- -"
  fi
}

for document in "$corpus"/*.json; do
  rm -rf "$out/ours" "$out/peer"
  name="$(basename "$document" .json)"
  echo "$name $(measured "$ours" generate --crate "$out/ours" "$document") $(measured "$peer" generate "$document" --output-dir "$out/peer" --quiet)"
done | awk '
  BEGIN { printf "%-28s %14s %14s %10s %10s\n", "document", "neo-contract s", "openapi-to s", "MiB", "MiB" }
  function mib(kib) { return kib == "-" ? "-" : sprintf("%.0f", kib / 1024) }
  { printf "%-28s %14s %14s %10s %10s\n", $1, $2, $4, mib($3), mib($5)
    if ($2 != "-") { done_ours++ } if ($4 != "-") { done_peer++ }
    if ($2 != "-" && $4 != "-") { both++; ours += $2; peer += $4; if ($2 <= $4) faster++ } }
  END { printf "\ngenerated: %d and %d of %d\n", done_ours, done_peer, NR
        printf "CPU seconds of the %d that both generate: %.1f and %.1f (%.2f times)\n", both, ours, peer, ours / peer
        printf "no slower on %d of them\n", faster }'
