#!/bin/sh
# sanitize.sh [address|thread]: runs the tests under the address or the thread sanitizer, or one after the other, each in a
# build of its own, which takes some minutes.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- address thread
# Swift's runtime keeps what it has once made, which the sanitizer would take for leaks.
export ASAN_OPTIONS=detect_leaks=0
export TSAN_OPTIONS="suppressions=$PWD/Scripts/thread_sanitizer.supp"
for name in "$@"; do
  echo "== $name"
  "${SWIFT:-swift}" test --sanitize="$name" --scratch-path ".build/$name" -Xswiftc -O
done
