#!/bin/sh
# Runs the tests under the address and the thread sanitizer, each in a build of its own. What it takes is minutes.
set -eu
cd "$(dirname "$0")/.."
for sanitizer in "${@:-address thread}"; do
  for name in $sanitizer; do
    echo "== $name"
    CYB_SANITIZE=$name "${SWIFT:-swift}" test --sanitize="$name" --scratch-path ".build/$name" -Xswiftc -O
  done
done
