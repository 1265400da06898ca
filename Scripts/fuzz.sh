#!/bin/sh
# fuzz.sh SECONDS [PROPERTY…]: fuzzes each property for so long with the toolchain's libFuzzer and the address sanitizer,
# starting from the committed corpora. What is found is kept below .build/fuzz/found; a crash goes to
# Tests/Fuzzing/Corpora/PROPERTY together with its fix.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
[ $# -gt 0 ] || set -- parse format check run program repl csv json
# The linker that Swift takes on Linux cannot link the fuzzer's runtime.
linker=
[ "$(uname)" != Linux ] || linker="-Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld"
# shellcheck disable=SC2086
CYB_FUZZ=1 "${SWIFT:-swift}" build -c release --scratch-path .build/fuzz --product cyb-fuzz \
  -Xswiftc -sanitize=fuzzer,address $linker
# Swift's runtime keeps what it has once made, which the sanitizer would take for leaks.
export ASAN_OPTIONS=detect_leaks=0
status=0
for property in "$@"; do
  found=.build/fuzz/found/$property
  mkdir -p "$found/corpus" "$found/crashes"
  CYB_FUZZ_TARGET=$property .build/fuzz/release/cyb-fuzz -max_total_time="$seconds" -timeout=60 -rss_limit_mb=4096 \
    -max_len=4096 -detect_leaks=0 -artifact_prefix="$found/crashes/" -print_final_stats=1 \
    "$found/corpus" "Tests/Fuzzing/Corpora/$property" >"$found/log" 2>&1 || status=1
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$found/log")
  echo "$property: ${runs:-0} executions, $(ls "$found/crashes" | wc -l | tr -d ' ') inputs kept in $found/crashes"
  grep -E "Fatal error|ERROR: |SUMMARY" "$found/log" || true
done
exit $status
