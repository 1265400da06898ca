#!/bin/sh
# fuzz.sh SECONDS [PROPERTY…]: fuzzes each property for so long with the toolchain's libFuzzer, from the committed corpora.
# What is found is kept below .build/fuzz; move it to Tests/Fuzzing/Corpora/PROPERTY with its fix.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
[ $# -gt 0 ] || set -- parse format check run program repl csv json
CYB_FUZZ=1 "${SWIFT:-swift}" build -q -c release --scratch-path .build/fuzz --product cyb-fuzz \
  -Xswiftc -sanitize=fuzzer,address -Xlinker -fsanitize=fuzzer,address -Xlinker -lstdc++
status=0
for property in "$@"; do
  found=.build/fuzz/found/$property
  mkdir -p "$found/corpus" "$found/crashes"
  echo "== $property"
  CYB_FUZZ_TARGET=$property .build/fuzz/release/cyb-fuzz -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
    -max_len=4096 -detect_leaks=0 -artifact_prefix="$found/crashes/" -print_final_stats=1 \
    "$found/corpus" "Tests/Fuzzing/Corpora/$property" >"$found/log" 2>&1 || status=1
  grep -E "stat::number_of_executed_units|ERROR|Fatal error|SUMMARY|Test unit written" "$found/log" || tail -3 "$found/log"
done
exit $status
