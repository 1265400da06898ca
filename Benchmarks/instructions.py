#!/usr/bin/env python3
"""Counts the instructions of small programs, and holds them against the committed figures: a guard of speed that no load
of the machine disturbs.

    python3 Benchmarks/instructions.py [--record] [--binary FILE]

Each figure is what `valgrind --tool=callgrind` counts for the program, less what it counts for printing one number, so that
the loading of libraries, which differs between systems, drops out. More than 5 % above the figure is a failure; more than
5 % below it is worth recording anew. Figures hold for one processor and one compiler; on any other, and where valgrind is
missing, nothing is compared.
"""
import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "instructions"
FIGURES = HERE / "instructions.json"
TOLERANCE = 0.05


def toolchain():
    """What the figures depend on: the processor and the compiler."""
    answer = subprocess.run(["swift", "--version"], capture_output=True, text=True)
    version = re.search(r"Swift version (\S+)", answer.stdout + answer.stderr)
    return f"{platform.system()} {platform.machine()}, Swift {version.group(1) if version else 'unknown'}"


def without_debug_information(binary, folder):
    """A copy that valgrind can read: it stumbles over newer forms of what is for debuggers."""
    copy = folder / binary.name
    stripped = shutil.which("strip") and subprocess.run(["strip", "-g", "-o", str(copy), str(binary)]).returncode == 0
    return copy if stripped else binary


def count(binary, program):
    """The instructions of a run, libraries and all."""
    # Hashes would differ from run to run.
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "SWIFT_DETERMINISTIC_HASHING": "1"}
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", str(binary), "run", str(program)],
            capture_output=True, text=True, env=environment, timeout=300)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if "Valgrind: I can't recover" in run.stderr:
        print("instructions: not counted, since valgrind cannot read the binary")
        sys.exit(0)
    if run.returncode != 0 or not found:
        sys.exit(f"{program.name} failed under valgrind:\n{run.stderr[-2000:]}")
    return int(found.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="write the figures instead of comparing")
    parser.add_argument("--binary", type=Path, default=HERE.parent / ".build/tests/debug/cyb")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        return print("instructions: not counted, since valgrind is not installed")
    recorded = json.loads(FIGURES.read_text()) if FIGURES.exists() else {"toolchain": None}
    here = toolchain()
    if not options.record and recorded["toolchain"] != here:
        return print(f"instructions: not compared, since the figures are for {recorded['toolchain']}, and this is {here}")
    with tempfile.TemporaryDirectory() as folder:
        binary = without_debug_information(options.binary, Path(folder))
        base = count(binary, PROGRAMS / "start.cyb")
        counts = {}
        for program in sorted(PROGRAMS.glob("*.cyb")):
            if program.stem != "start":
                counts[program.stem] = count(binary, program) - base
    if options.record:
        FIGURES.write_text(json.dumps({"toolchain": here, "instructions": counts}, indent=2) + "\n")
    known = recorded.get("instructions", {})
    slower = []
    for name, instructions in counts.items():
        change = instructions / known[name] - 1 if name in known else 0
        print(f"instructions: {name:8} {instructions:>13,}  {f'{change:+.1%}' if name in known else 'without a figure'}")
        if change > TOLERANCE:
            slower.append(name)
        elif change < -TOLERANCE and not options.record:
            print(f"instructions: {name} has become quicker; `make record-instructions` keeps that")
    if slower and not options.record:
        sys.exit(
            f"{', '.join(slower)}: more than {TOLERANCE:.0%} above the committed figures; if that must be, "
            "`make record-instructions` and say why")


if __name__ == "__main__":
    main()
