#!/usr/bin/env python3
"""Times Cyb's coalition search beside clingo and pygambit, and simulations on one thread and on two.

    pip install clingo pygambit
    python3 Benchmarks/models.py [--rounds N] [--markdown FILE]

The participation game: a treaty enters into force with four members; then each member has k - 3.5 of k members, and
else -0.01; outsiders have nothing. All count the pure equilibria, of which there are two, nobody and everybody.

"counted" is a payoff in whose text only `count(S)` and `i in S` stand, which Cyb solves by counting; "symmetric" says so
in words; "enumerated" is written so that nothing can be told from its text, and each coalition is asked about.
Processor time of whole processes, medians of interleaved rounds. Simulations are timed by the clock on the wall.
"""
import argparse
import importlib.util
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench import CYB, measure

HERE = Path(__file__).resolve().parent

CLINGO = """
import sys, clingo
n = int(sys.argv[1])
control = clingo.Control(["--models=0", "--warn=none"])
control.add("base", [], f'''
player(1..{n}).
{{ in(P) }} :- player(P).
members(K) :- K = #count {{ P : in(P) }}.
gain(K, 100*K-350) :- K = 4..{n}.
gain(K, -1) :- K = 1..3.
:- in(P), members(K), gain(K, V), V < 0.
:- player(P), not in(P), members(K), gain(K+1, V), V > 0.
''')
control.ground([("base", [])])
found = 0
with control.solve(yield_=True) as models:
    for model in models: found += 1
print(found)
"""

GAMBIT = """
import sys
import numpy as np, pygambit
n = int(sys.argv[1])
members = np.indices((2,) * n).sum(axis=0)
gain = np.where(members >= 4, members - 3.5, -0.01)
payoffs = [np.where(np.indices((2,) * n)[i] == 1, gain, 0.0) for i in range(n)]
game = pygambit.Game.from_arrays(*payoffs)
print(len(pygambit.nash.enumpure_solve(game).equilibria))
"""

CYB_WAYS = {
    "counted": "(i, S) -> if i in S then (if count(S) >= 4 then count(S) - 3.5 else -0.01) else 0",
    "symmetric": "symmetric((inside, k) -> if inside then (if k >= 4 then k - 3.5 else -0.01) else 0)",
    "enumerated": "(i, S) -> if i in S then (if sum(1 for j in S) >= 4 then sum(1 for j in S) - 3.5 else -0.01) else 0",
}
# Asking a script about every coalition takes its time: left out beyond this.
MOST_ENUMERATED = 20
MOST_GAMBIT = 16


def cyb(way, n):
    return [str(CYB), "-e", f"print(count(stable_coalitions(1..{n}, {CYB_WAYS[way]})))"]


def contestants(n):
    found = {f"cyb {way}": cyb(way, n) for way in CYB_WAYS if way != "enumerated" or n <= MOST_ENUMERATED}
    if importlib.util.find_spec("clingo"):
        found["clingo"] = [sys.executable, "-c", CLINGO, str(n)]
    if importlib.util.find_spec("pygambit") and n <= MOST_GAMBIT:
        found["pygambit"] = [sys.executable, "-c", GAMBIT, str(n)]
    return found


def participation(rounds):
    rows = []
    for n in [12, 14, 16, 18, 20, 22, 24, 1000]:
        found = contestants(n) if n < 1000 else {f"cyb {way}": cyb(way, n) for way in ["counted", "symmetric"]}
        times = {name: [] for name in found}
        for turn in range(rounds + 1):
            for name, command in found.items():
                seconds, _, printed = measure(command)
                if printed != "2":
                    sys.exit(f"{name} finds {printed} equilibria among {n}, not 2")
                if turn > 0:
                    times[name].append(seconds)
        rows.append((n, {name: statistics.median(values) * 1000 for name, values in times.items()}))
    return rows


WALK = """
fn walk() {
  var place = 0
  for step in 1..2000 { place += if chance(50%) then 1 else -1 }
  return abs(place)
}
print(simulate(1000, 1, walk).mean)
"""


def simulation(rounds, script):
    """Seconds by the clock on one thread and on two, and the median of the ratios."""
    path = HERE / "models_simulation.tmp.cyb"
    path.write_text(script)
    try:
        ones, twos, printed = [], [], set()
        for turn in range(rounds + 1):
            for threads, times in [(1, ones), (2, twos)]:
                start = time.perf_counter()
                run = subprocess.run(
                    [str(CYB), "run", "--threads", str(threads), str(path)], capture_output=True, text=True, check=True)
                if turn > 0:
                    times.append(time.perf_counter() - start)
                printed.add(run.stdout)
    finally:
        path.unlink()
    if len(printed) != 1:
        sys.exit("the result depends on the number of threads")
    return statistics.median(ones), statistics.median(twos), statistics.median(a / b for a, b in zip(ones, twos))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--markdown", type=Path)
    options = parser.parse_args()
    if not CYB.exists():
        sys.exit("build Cyb first: make build")
    names = [f"cyb {way}" for way in CYB_WAYS] + ["clingo", "pygambit"]
    lines = ["| players | " + " | ".join(f"{name} ms" for name in names) + " |", "| --: |" + " --: |" * len(names)]
    for n, times in participation(options.rounds):
        lines.append(f"| {n} | " + " | ".join(f"{times[name]:.1f}" if name in times else "–" for name in names) + " |")
    one, two, ratio = simulation(options.rounds, WALK)
    lines += ["", f"`simulate`, 1000 runs of 2000 steps: {one:.2f} s on one thread, {two:.2f} s on two: {ratio:.2f} times as fast."]
    print("\n".join(lines))
    if options.markdown:
        options.markdown.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
