#!/bin/sh
# Makes sure that the headers of libedit are there, which the prompt's line editor needs.
set -eu

has_libedit() {
  [ "$(uname)" = Darwin ] || [ -e /usr/include/histedit.h ] || [ -e /usr/include/editline/readline.h ] ||
    pkg-config --exists libedit 2>/dev/null
}

has_libedit && exit 0
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
  else
    echo "libedit-dev is missing; install it as root: apt-get install libedit-dev" >&2
    exit 1
  fi
  echo "installing libedit-dev"
  $as_root apt-get install -y -q libedit-dev || {
    $as_root apt-get update -q
    $as_root apt-get install -y -q libedit-dev
  }
elif command -v dnf >/dev/null 2>&1; then
  echo "libedit's headers are missing; install them: sudo dnf install libedit-devel" >&2
  exit 1
elif command -v brew >/dev/null 2>&1; then
  echo "libedit is missing; install it: brew install libedit" >&2
  exit 1
else
  echo "libedit's headers are missing; the package is called libedit-dev (apt), libedit-devel (dnf) or libedit (brew)" >&2
  exit 1
fi
