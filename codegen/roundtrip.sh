#!/usr/bin/env bash
# Round trips of generated types: random valid values of each schema are decoded, encoded, and compared.
#
#   codegen/roundtrip.sh             six documents with many unions; CI runs this
#   codegen/roundtrip.sh NAME…       these documents of $NEO_CORPUS
#   codegen/roundtrip.sh --all       all of them: the table of CORPUS.md
#
# Prints a line for each document, and fails where one is below 99.5 % of schemas, or has a type that decodes nothing.
# target/roundtrip/faults.jsonl has an instance of each schema that is not faithful.
set -euo pipefail
cd "$(dirname "$0")/.."

instrument="${NEO_ROUNDTRIP:-../shared/roundtrip}/roundtrip.py"
corpus="${NEO_CORPUS:-../shared/corpus}"
if [ ! -f "$instrument" ] || [ ! -d "$corpus" ]; then
  echo "skipped: there is no $instrument, or no folder $corpus"
  exit 0
fi

case "${1:-}" in
  "") documents=(adaptation_atlas airbyte_jobs assemblyai_llm_gateway formbricks_v3 openstack_placement skyvern_fern) ;;
  --all) mapfile -t documents < <(cd "$corpus" && ls -S -r -- *.json | sed 's/\.json$//') ;;
  *) documents=("$@") ;;
esac

work=target/roundtrip
mkdir -p "$work"
rm -f "$work/faults.jsonl"
python="$work/venv/bin/python"
installed() { "$python" -c 'import jsonschema, referencing, rstr, yaml' 2>/dev/null; }
if ! installed && ! { python3 -m venv "$work/venv" &&
  "$python" -m pip install --quiet --disable-pip-version-check jsonschema referencing pyyaml rstr; }; then
  echo "skipped: Python's packages jsonschema, referencing, pyyaml and rstr cannot be installed here"
  exit 0
fi

cargo build --quiet --locked --package neo-contract
tool="$(cargo metadata --format-version 1 --no-deps --locked | "$python" -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')/debug/neo-contract"

failed=0
for document in "${documents[@]}"; do
  line="$(CARGO_TARGET_DIR="$PWD/$work/target" "$python" "$instrument" "$tool" "$corpus/$document.json" "$work" --neo-api .)" || true
  echo "$line"
  # 199 of 200 is 99.5 %.
  if [[ ! "$line" =~ ([0-9]+)\ of\ ([0-9]+)\ schemas\ faithful ]] ||
    ((BASH_REMATCH[1] * 1000 < BASH_REMATCH[2] * 995)) ||
    [[ ! "$line" == *"; 0 types that nothing decodes as"* ]]; then
    failed=1
  fi
done
if [ "$failed" -ne 0 ]; then
  echo "not faithful: see $work/faults.jsonl"
  exit 1
fi
