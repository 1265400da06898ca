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
  skipped=
  # The thread sanitizer has room for 65 536 frames of calls, and ends the process where scripts go to the limit of depth;
  # ten thousand generated programs take it too long.
  [ "$name" != thread ] || skipped="--skip CorpusTests --skip SpecialisationTests --skip programsHold"
  # shellcheck disable=SC2086
  "${SWIFT:-swift}" test --sanitize="$name" --scratch-path ".build/$name" -Xswiftc -O $skipped
done
