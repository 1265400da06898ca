#!/bin/sh
# Installs the peers that Cyb is timed beside, where they are missing: Lua, SWI-Prolog and gringo from Debian where it may
# install packages, clingo, pygambit, numpy and regopy from PyPI into .build/peers. What cannot be had is left out.
set -u
cd "$(dirname "$0")/.."

missing=""
command -v lua5.4 > /dev/null || missing="$missing lua5.4"
command -v swipl > /dev/null || missing="$missing swi-prolog-nox"
command -v gringo > /dev/null || missing="$missing gringo"
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    { apt-get update -qq && apt-get install -qq -y $missing; } > /dev/null 2>&1 || echo "not installed:$missing"
  else
    echo "to be timed beside Cyb, install:$missing"
  fi
fi

if [ ! -x .build/peers/bin/python3 ]; then
  python3 -m venv .build/peers || { echo "without a virtual environment, the peers from PyPI are left out"; exit 0; }
fi
.build/peers/bin/python3 -c "import clingo, pygambit, numpy, regopy" 2> /dev/null && exit 0
for package in numpy clingo pygambit regopy; do
  .build/peers/bin/python3 -m pip install -q "$package" 2> /dev/null || echo "not installed: $package"
done
