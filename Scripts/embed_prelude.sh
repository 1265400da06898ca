#!/bin/sh
# Writes Prelude.swift from prelude.cyb, so that the prelude is a .cyb file in the tree and inside the binary.
set -eu
cd "$(dirname "$0")/.."
folder=Sources/CybRuntime/Prelude
{
  echo '// Made from prelude.cyb by `make generate`; do not edit.'
  echo
  echo '/// The declarations that every script starts with, in Cyb itself; `cyb doc prelude` shows them.'
  echo 'public enum Prelude {'
  echo '  public static let source = #"""'
  sed -e 's/^\(..*\)$/    \1/' "$folder/prelude.cyb"
  printf '%s\n' '    """# + "\n"'
  echo '}'
} > "$folder/Prelude.swift"
