#!/usr/bin/env bash
# Runs the benchmarks one after the other and writes RESULTS.md beside this file, up to its last section. Use an idle machine.
#
#   benches/run.sh            NEO_CORPUS=FOLDER for the diff of the largest document of a folder
set -euo pipefail
cd "$(dirname "$0")/.."
out="$(mktemp)"
section() { # title, command...
  local title="$1"; shift
  printf '\n## %s\n\n`%s`\n\n```text\n' "$title" "$*" >>"$out"
  "$@" 2>/dev/null >>"$out"
  printf '```\n' >>"$out"
}
{
  printf '# Results\n\n`benches/run.sh` writes this page up to "Other measurements". Each ratio compares alternating rounds of one run. Compare ratios between\nmachines, not milliseconds.\n\n'
  printf '%s, %s cores; %s; %s\n' "$(uname -sm)" "$(nproc)" "$(rustc --version)" "$(date -u +%F)"
} >"$out"
section "Decoding" cargo bench --quiet --bench decode
section "A call" cargo bench --quiet --bench call
section "Generating" cargo bench --quiet -p neo-api-codegen --bench generate
section "The diff of the largest document" cargo bench --quiet -p neo-contract --bench diff
section "Crates and lines" benches/budget.sh
section "A cold build" benches/build.sh 2
section "A caller's rebuild" benches/rebuild.sh
# The part that is written by hand.
{ printf '\n'; sed -n '/^## Other measurements$/,$p' benches/RESULTS.md; } >>"$out"
mv "$out" benches/RESULTS.md
