#!/usr/bin/env bash
# A caller's waiting time: the release rebuild of a program of 200 lines that calls ten operations of a contract of 75
# (codegen/tests/fixtures/neo-like.json), after main.rs was touched. With this checkout, and with the last revision in which
# calls were closures over progenitor's client. The two alternate, which spreads noise evenly: CPU seconds (user and system of
# all processes, including the linker), and their ratio.
#
#   benches/rebuild.sh [ROUNDS]        default 5; BEFORE=REVISION selects another one that rebuild/before.rs compiles with
#
# WORK=FOLDER keeps the builds there for the next run.
set -euo pipefail
repository="$(cd "$(dirname "$0")/.." && pwd)"
rounds="${1:-5}"
before="${BEFORE:-ed12f166e32e}"
if [ -n "${WORK:-}" ]; then
  work="$WORK"
  mkdir -p "$work"
else
  work="$(mktemp -d)"
  trap 'rm -rf "$work"' EXIT
fi
unset CARGO_TARGET_DIR

checkout() { # name; the files on the standard input
  rm -rf "$work/$1"
  mkdir -p "$work/$1"
  tar --extract --directory "$work/$1"
  cp -p "$repository/codegen/tests/fixtures/neo-like.json" "$work/$1/openapi/openapi.json"
}

program() { # name
  mkdir -p "$work/program-$1/src"
  printf '[package]\nname = "program"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n%s\n%s\n%s\n[workspace]\n' \
    "neo-api = { path = \"../$1\", default-features = false, features = [\"codegen\"] }" \
    'serde_json = "1"' \
    'tokio = { version = "1", default-features = false, features = ["rt-multi-thread", "macros"] }' >"$work/program-$1/Cargo.toml"
  cp "$repository/benches/rebuild/$1.rs" "$work/program-$1/src/main.rs"
  # The locked versions of the revision.
  cp "$work/$1/Cargo.lock" "$work/program-$1/Cargo.lock"
}

build() { (cd "$work/program-$1" && cargo build --quiet --release --target-dir "$work/target-$1"); }

git -C "$repository" archive "$before" | checkout before
(cd "$repository" && git ls-files -z --cached --others --exclude-standard | xargs -0 tar --create) | checkout after
for name in before after; do
  program "$name"
  build "$name"
done

printf '%-5s %16s %16s %7s\n' round "before ($(git -C "$repository" rev-parse --short "$before"))" 'after' ratio
for round in $(seq "$rounds"); do
  for name in before after; do
    touch "$work/program-$name/src/main.rs"
    begin="$(awk '{print $16 + $17}' /proc/$$/stat)"
    build "$name"
    end="$(awk '{print $16 + $17}' /proc/$$/stat)"
    declare "cpu_$name=$((end - begin))"
  done
  awk -v round="$round" -v before="$cpu_before" -v after="$cpu_after" -v hz="$(getconf CLK_TCK)" \
    'BEGIN { printf "%-5s %16.2f %16.2f %7.2f\n", round, before / hz, after / hz, after / before }'
done
