#!/usr/bin/env python3
"""Times Cyb beside its peers: every program in interleaved rounds of one run, so that a drifting machine drifts for all.

    python3 Benchmarks/bench.py [--rounds N] [--only WORD ...] [--json FILE] [--page FILE]

Without --only, Cyb's own work at three sizes (workloads.py) and its models beside their solvers (models.py) follow.
--page writes the tables between the markers of a Markdown page.

A figure is the processor time (user and system) of the whole process, start-up included, the median over the rounds;
a ratio is the median of the ratios round by round. All peers must print the same result, or the row is an error and the
command fails.
"""
import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PROGRAMS = HERE / "programs"
CYB = ROOT / ".build/release/cyb"

# The Python that has numpy and the solvers (peers.sh); else the one that runs this, not a script that looks for one.
PEERS_PYTHON = ROOT / ".build/peers/bin/python3"
PYTHON = str(PEERS_PYTHON) if PEERS_PYTHON.exists() else sys.executable

# The peers: how each runs a program, by the ending of its file. numpy runs the whole-array form that its users would
# write; clingo the declarative one.
PEERS = {
    "cyb": ([str(CYB), "run"], ".cyb"),
    "lua": (["lua5.4"], ".lua"),
    "python": ([PYTHON], ".py"),
    "numpy": ([PYTHON], ".numpy.py"),
    "node": (["node"], ".js"),
    "prolog": (["swipl", "-q"], ".pl"),
    "clingo": (["clingo", "--models=0", "--quiet=2"], ".lp"),
}

# The ratios to reach against Lua 5.4; below 1 is faster than Lua.
GOALS = {
    "fib": 1.2, "float_loop": 1.5, "record_updates": 1.2, "entity_updates": 1.2, "list_append": 1.0, "map": 1.0,
    "text_building": 1.0, "trees": 1.0, "landscape": 1.0,
}


# Seconds after which a program is given up.
LONGEST = 300


class Failed(Exception):
    """A program that does not run, or gives another result than its peers."""


# Starts a command, waits for it, and tells what it took. A process of its own, as small as may be: what a process
# inherits from the one that starts it counts towards its peak memory.
STARTER = """
import os, signal, sys
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
signal.alarm(int(sys.argv[1]))
_, status, usage = os.wait4(pid, 0)
os.write(3, f"{usage.ru_utime + usage.ru_stime} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}".encode())
"""


def measure(command):
    """Runs a command and returns its processor seconds, its peak memory in MiB and what it printed."""
    read, write = os.pipe()
    starter = subprocess.Popen(
        ["sh", "-c", f'exec "$@" 3>&{write}', "sh", PYTHON, "-I", "-S", "-c", STARTER, str(LONGEST), *command],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=[write])
    os.close(write)
    printed, complaints = (text.decode(errors="replace").strip() for text in starter.communicate())
    with os.fdopen(read) as pipe:
        seconds, peak, status = pipe.read().split()
    if command[0] == "clingo":  # its status tells whether there are models; what it is asked for is how many
        models = re.search(r"Models +: (\d+)$", printed, re.MULTILINE)
        status, printed = ("0", models.group(1)) if models else (status, printed)
    if status != "0":
        raise Failed(f"{' '.join(command)} ended with status {status}: {complaints[-500:]}")
    return float(seconds), int(peak) / 1024, printed


def commands(name):
    """The command of each peer that has this program and is installed."""
    found = {}
    for peer, (command, ending) in PEERS.items():
        path = PROGRAMS / (name + ending)
        if path.exists() and shutil.which(command[0]) and (peer != "numpy" or PEERS_PYTHON.exists()):
            found[peer] = command + [str(path)]
    return found


def start_up():
    """What it takes to print one number."""
    found = {"cyb": [str(CYB), "-e", "print(1)"], "lua": ["lua5.4", "-e", "print(1)"],
             "python": [PYTHON, "-c", "print(1)"], "node": ["node", "-e", "console.log(1)"],
             "prolog": ["swipl", "-q", "-g", "writeln(1)", "-t", "halt"]}
    return {peer: command for peer, command in found.items() if shutil.which(command[0])}


def compare(name, found, rounds):
    """Runs the peers in turn, and returns a row of the table."""
    times = {peer: [] for peer in found}
    memory, results = {}, {}
    for turn in range(rounds + 1):
        for peer, command in found.items():
            seconds, peak, printed = measure(command)
            results[peer] = printed
            memory[peer] = peak
            if turn > 0:  # the first round warms the caches
                times[peer].append(seconds)
    if len(set(results.values())) != 1:
        raise Failed(f"the results differ: {results}")
    row = {"program": name, "result": results["cyb"], "milliseconds": {}, "ratio": {}, "memory": memory}
    for peer in found:
        row["milliseconds"][peer] = statistics.median(times[peer]) * 1000
        if peer != "cyb":
            pairs = [mine / max(its, 1e-4) for mine, its in zip(times["cyb"], times[peer])]
            row["ratio"][peer] = statistics.median(pairs)
    if name in GOALS:
        row["goal"] = GOALS[name]
    print(f"  {name}", file=sys.stderr)
    return row


def cells(row, peers):
    if "error" in row:
        return [row["program"], "failed"] + [""] * len(peers)
    cell = [row["program"], f"{row['milliseconds']['cyb']:.1f}"]
    for peer in peers[1:]:
        known = peer in row["ratio"]
        cell.append(f"{row['milliseconds'][peer]:.1f} ({row['ratio'][peer]:.2f})" if known else "–")
    goal = row.get("goal")
    if goal is None or "lua" not in row["ratio"]:
        return cell + [""]
    return cell + [f"≤ {goal} × lua: {'yes' if row['ratio']['lua'] <= goal else 'no'}"]


def table(rows, markdown=False):
    """Milliseconds, and in brackets Cyb's time as a multiple of the peer's."""
    peers = [peer for peer in PEERS if peer == "cyb" or any(peer in row.get("ratio", {}) for row in rows)]
    header = ["program"] + [f"{peer} ms" for peer in peers] + ["goal"]
    lines = [header] + [cells(row, peers) for row in rows]
    if markdown:
        lines.insert(1, ["---"] + ["--:"] * len(peers) + ["---"])
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    return "\n".join(
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))) for line in lines)


def versions():
    asked = {"lua": ["lua5.4", "-v"], "python": [PYTHON, "--version"], "node": ["node", "--version"],
             "numpy": [PYTHON, "-c", "import numpy; print('numpy', numpy.__version__)"],
             "prolog": ["swipl", "--version"], "clingo": ["clingo", "--version"], "cyb": [str(CYB), "--version"]}
    found = {}
    for peer, command in asked.items():
        if shutil.which(command[0]):
            answer = subprocess.run(command, capture_output=True, text=True)
            if answer.returncode == 0:
                found[peer] = (answer.stdout + answer.stderr).strip().splitlines()[0]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    if not CYB.exists():
        sys.exit("build Cyb first: make build")
    names = sorted(path.stem for path in PROGRAMS.glob("*.cyb"))
    if options.only:
        names = [name for name in names if any(word in name for word in options.only)]
    rows = []
    asked = [] if options.only else [("start-up", start_up(), max(options.rounds, 15))]
    for name, found, rounds in asked + [(name, commands(name), options.rounds) for name in names]:
        try:
            rows.append(compare(name, found, rounds))
        except Failed as error:
            rows.append({"program": name, "error": str(error)})
            print(f"{name}: {error}", file=sys.stderr)
    print(table(rows))
    machine = f"{processor()}, {os.cpu_count()} cores, {platform.system()}"
    size = CYB.stat().st_size / 2**20
    report = {"date": time.strftime("%Y-%m-%d"), "machine": machine, "versions": versions(), "binary MiB": size,
              "rounds": options.rounds, "load": os.getloadavg()[0], "rows": rows}
    if not options.only:
        import workloads
        report["workloads"] = workloads.run(3)
        print(workloads.table(report["workloads"]))
        report["models"] = asked_of("models.py", "--rounds", str(min(options.rounds, 3)))
        print(report["models"])
        report["law"] = asked_of("law_peers.py")
        print(report["law"])
        report["search"] = search()
        print(report["search"])
    if options.json:
        options.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    if options.page:
        write(options.page, page(report))
    if any("error" in row for row in rows):
        sys.exit("some programs failed")


def processor():
    """The name of the processor, where the system tells."""
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return f"{platform.machine()} ({found.group(1).strip()})" if found else platform.machine()


def asked_of(script, *arguments):
    """What another script prints, run by the Python that has the solvers."""
    run = subprocess.run([PYTHON, str(HERE / script), *arguments], capture_output=True, text=True)
    return run.stdout.strip() if run.returncode == 0 else f"not measured: {run.stderr.strip()[-200:]}"


# The families of random worlds whose stable coalitions are searched: actors and worlds of each.
SEARCHES = [("london", 60, 10), ("image", 60, 100), ("duty", 60, 3), ("hard", 20, 20), ("hard", 40, 10),
            ("hard", 60, 10), ("harder", 20, 10)]


def search():
    """What `treaty-benchmarks` tells of the search for stable coalitions, and of plain enumeration."""
    binary = str(CYB.parent / "treaty-benchmarks")
    asked = [[family, str(actors), str(worlds)] for family, actors, worlds in SEARCHES] + [["enumerate", "24"]]
    lines = []
    for arguments in asked:
        run = subprocess.run([binary, *arguments], capture_output=True, text=True)
        if run.returncode != 0:
            lines.append(f"not measured: {run.stderr.strip()[-200:]}")
            continue
        rounded = re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.3g}", run.stdout.strip())
        lines += [line for line in rounded.splitlines() if not line.startswith("seed ")]
    return "\n".join(lines)


def page(report):
    peers = ", ".join(report["versions"].values())
    text = f"""Measured by `make bench` on {report['date']} on {report['machine']}, under a load of {report['load']:.1f} from all \
processes, in {report['rounds']} interleaved rounds: {peers}.
The stripped binary, with Swift's libraries inside, has {report['binary MiB']:.1f} MiB.

Milliseconds of processor time, and in brackets Cyb's time as a multiple of the peer's: below 1, Cyb is the quicker.

{table(report['rows'], markdown=True)}
""".replace("\\\n", "")
    if "workloads" in report:
        import workloads
        text += f"""
Cyb's own work at 1, 10 and 100 times the size; the time of starting up is taken off. An exponent of 1 is growth in proportion.

{workloads.table(report['workloads'])}

The participation game (`Benchmarks/models.py`): the pure equilibria, milliseconds.

{report['models']}

Acts assessed by the law's engine beside clingo and Rego (`Benchmarks/law_peers.py`).

```text
{report['law']}
```

The search for stable coalitions on random worlds (`treaty-benchmarks`), and plain enumeration of a participation game.

```text
{report['search']}
```
"""
    return text


BEGIN, END = "<!-- measured -->", "<!-- end of what was measured -->"


def write(path, text):
    """Puts the tables between the markers of a page."""
    old = path.read_text()
    before, _, rest = old.partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{text}{END}{after}")


if __name__ == "__main__":
    main()
