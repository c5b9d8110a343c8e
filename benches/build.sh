#!/usr/bin/env bash
# The cost of a cold build of a program with neo-api, compared with the minimum for such a client (reqwest, serde and tokio,
# with the same TLS), and with the dependencies of openapi-generator's clients (those of its published sample
# petstore-async-tokensource, with this reqwest). CPU seconds (user and system of all processes), crates, and disk.
#
#   benches/build.sh [ROUNDS]        default 1; each round builds every program once, which spreads noise evenly
#
# Then the compiler's CPU seconds of each crate that the baseline does not have: the sources of the difference
# (build_script_build stands for the build scripts of all crates, including the baseline's).
set -euo pipefail
repository="$(cd "$(dirname "$0")/.." && pwd)"
rounds="${1:-1}"
# Registry crates are not compiled incrementally. neo-api is a local folder here and would be, which costs 1.4 s.
export CARGO_INCREMENTAL=0
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

program() { # name, dependencies, main
  mkdir -p "$work/$1/src"
  printf '[package]\nname = "%s"\nversion = "0.0.0"\nedition = "2024"\n[dependencies]\n%s\n[workspace]\n' "$1" "$2" >"$work/$1/Cargo.toml"
  printf '%s\n' "$3" >"$work/$1/src/main.rs"
  # The very versions that the repository is locked to, where a crate is in both.
  cp "$repository/Cargo.lock" "$work/$1/Cargo.lock"
  (cd "$work/$1" && cargo fetch --quiet)
}

tokio='tokio = { version = "1", default-features = false, features = ["rt-multi-thread", "macros"] }'
serde='serde = { version = "1", features = ["derive"] }
serde_json = "1"'
reqwest() { printf 'reqwest = { version = "0.13", default-features = false, features = ["http2", "json", "query", "rustls", "%s"] }' "$1"; }
by_hand='#[derive(serde::Deserialize)]
struct Numbers { data: Vec<serde_json::Value> }
#[tokio::main]
async fn main() -> Result<(), reqwest::Error> {
    let numbers: Numbers = reqwest::Client::new().get("https://api.neoagent.io/public-api/phone/numbers").send().await?.json().await?;
    println!("{}", numbers.data.len());
    Ok(())
}'
program baseline "$(reqwest stream)
$serde
$tokio" "$by_hand"
program openapi_generator "$(reqwest multipart)
$serde
serde_repr = \"0.1\"
serde_with = { version = \"3\", default-features = false, features = [\"base64\", \"std\", \"macros\"] }
url = \"2\"
uuid = { version = \"1\", features = [\"serde\", \"v4\"] }
$tokio" "$by_hand"
main='#[tokio::main]
async fn main() -> Result<(), neo_api::Error> {
    let numbers = neo_api::Neo::from_env()?.phone_numbers_list().send().await?;
    println!("{}", numbers.data.len());
    Ok(())
}'
program without_codegen "neo-api = { path = \"$repository\", default-features = false, features = [\"rustls\"] }
$tokio" "$main"
program with_codegen "neo-api = { path = \"$repository\", default-features = false, features = [\"codegen\", \"rustls\"] }
$tokio" "$main"

printf '%-16s %-8s %6s %11s %10s %9s\n' program profile crates 'CPU seconds' 'disk (MB)' 'ratio'
for round in $(seq "$rounds"); do
  for profile in dev release; do
    base=''
    for name in baseline openapi_generator without_codegen with_codegen; do
      target="$work/target-$name-$profile"
      rm -rf "$target"
      before="$(awk '{print $16 + $17}' /proc/$$/stat)"
      (cd "$work/$name" && cargo build --quiet --profile "$profile" --target-dir "$target")
      after="$(awk '{print $16 + $17}' /proc/$$/stat)"
      cpu="$(awk -v a="$before" -v b="$after" -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.1f", (b - a) / hz }')"
      base="${base:-$cpu}"
      crates="$(cd "$work/$name" && cargo tree --quiet --prefix none --edges normal,build --no-dedupe | sort -u | wc -l)"
      disk="$(du -sm "$target" | cut -f1)"
      printf '%-16s %-8s %6s %11s %10s %9s\n' "$name" "$profile" "$crates" "$cpu" "$disk" "$(awk -v a="$cpu" -v b="$base" 'BEGIN { printf "%.2f", a / b }')"
      rm -rf "$target"
    done
  done
done

# A build of its own, since the wrapper costs a process for each crate.
cat >"$work/rustc" <<'END'
#!/usr/bin/env bash
name=build; previous=''
for argument in "$@"; do [ "$previous" = --crate-name ] && name="$argument"; previous="$argument"; done
"$@"; status=$?
times >"$CPU_LOG.$$"
{ read -r _; read -r spent; } <"$CPU_LOG.$$"
echo "$name $spent" >>"$CPU_LOG"
exit $status
END
chmod +x "$work/rustc"
crates() { (cd "$work/$1" && cargo tree --quiet --prefix none --edges normal,build --format '{lib}' --no-dedupe | tr - _ | sort -u); }
crates baseline >"$work/baseline-crates"
for profile in dev release; do
  log="$work/$profile.log"
  (cd "$work/with_codegen" && CPU_LOG="$log" RUSTC_WRAPPER="$work/rustc" cargo build --quiet --profile "$profile" --target-dir "$work/target")
  rm -rf "$work/target"
  printf '\nwith_codegen, %s: CPU seconds of the compiler for what the baseline has not\n' "$profile"
  awk 'function seconds(text) { split(text, parts, /[ms]/); return parts[1] * 60 + parts[2] } # 1m2.5s to 62.5
    NR == FNR { base[$1] = 1; next }
    !($1 in base) { sum[$1] += seconds($2) + seconds($3) }
    END { for (name in sum) printf "%6.1f  %s\n", sum[name], name }
  ' "$work/baseline-crates" "$log" | sort -rn | head -12
done
