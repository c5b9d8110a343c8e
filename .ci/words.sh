#!/usr/bin/env bash
# Fails if the phrases of .ci/words occur in Markdown, or in comments and string literals of Rust.
# With paths as arguments, only below those: .ci/words.sh codegen contract
set -euo pipefail
cd "$(dirname "$0")/.."

words="$(grep -vE '^(#|$)' .ci/words | paste -sd '|')"
below=("$@")
[ "${#below[@]}" -gt 0 ] || below=(.)
# Documents of others, and text generated from them.
others=(':!openapi' ':!*fixtures*' ':!contract/tests/golden/*' ':!.ci/words')

paths() { # EXTENSION: pathspecs of the files to search
  for path in "${below[@]}"; do
    case "$path" in
      *."$1") printf '%s\n' "$path" ;;
      .) printf ':(glob)**/*.%s\n' "$1" ;;
      *) printf ':(glob)%s/**/*.%s\n' "${path%/}" "$1" ;;
    esac
  done
}
found() { git grep --untracked -niIE "$1" -- "${@:2}" "${others[@]}" || [ $? -eq 1 ]; }

mapfile -t markdown < <(paths md)
mapfile -t rust < <(paths rs)
hits="$(
  found "$words" "${markdown[@]}"
  found "//.*($words)|\"[^\"]*($words)[^\"]*\"" "${rust[@]}"
)"
[ -z "$hits" ] && exit 0
printf '%s\n\n' "$hits"
echo "$(wc -l <<<"$hits") lines have phrases of .ci/words, which lists better ones"
exit 1
