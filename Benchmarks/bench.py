#!/usr/bin/env python3
"""Times Cyb beside its peers: every program in interleaved rounds of one run, so that a drifting machine drifts for all.

    python3 Benchmarks/bench.py [--rounds N] [--only WORD ...] [--json FILE] [--page FILE]

Without --only, Cyb's own work at three sizes (workloads.py) and its models beside their solvers (models.py) follow.
--page writes the tables between the markers of a Markdown page.

A figure is the processor time (user and system) of the whole process, start-up included, the median over the rounds;
a ratio is the median of the ratios round by round. All peers must print the same result, or the row is an error.
"""
import argparse
import json
import os
import platform
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

# The peers: how each runs a program, by the ending of its file.
PEERS = {
    "cyb": ([str(CYB), "run"], ".cyb"),
    "lua": (["lua5.4"], ".lua"),
    "python": (["python3"], ".py"),
    "node": (["node"], ".js"),
}

# The ratios to reach against Lua 5.4; below 1 is faster than Lua.
GOALS = {
    "fib": 1.2, "float_loop": 1.5, "record_updates": 1.2, "entity_updates": 1.2, "list_append": 1.0, "map": 1.0,
    "text_building": 1.0, "trees": 1.0, "landscape": 1.0,
}


def measure(command):
    """Runs a command and returns its processor seconds, its peak memory in MiB and what it printed."""
    read, write = os.pipe()
    pid = os.posix_spawnp(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)])
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        printed = pipe.read()
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed with status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed.decode().strip()


def commands(name):
    """The command of each peer that has this program and is installed."""
    found = {}
    for peer, (command, ending) in PEERS.items():
        path = PROGRAMS / (name + ending)
        if path.exists() and shutil.which(command[0]):
            found[peer] = command + [str(path)]
    return found


def start_up():
    """What it takes to print one number."""
    found = {"cyb": [str(CYB), "-e", "print(1)"], "lua": ["lua5.4", "-e", "print(1)"],
             "python": ["python3", "-c", "print(1)"], "node": ["node", "-e", "console.log(1)"]}
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
        raise SystemExit(f"{name}: the results differ: {results}")
    row = {"program": name, "result": results["cyb"], "milliseconds": {}, "ratio": {}, "memory": memory}
    for peer in found:
        row["milliseconds"][peer] = statistics.median(times[peer]) * 1000
        if peer != "cyb":
            pairs = [mine / max(its, 1e-4) for mine, its in zip(times["cyb"], times[peer])]
            row["ratio"][peer] = statistics.median(pairs)
    if name in GOALS:
        row["goal"] = GOALS[name]
    return row


def cells(row):
    peers = list(PEERS)
    cell = [row["program"]]
    cell += [f"{row['milliseconds'][peer]:.1f}" if peer in row["milliseconds"] else "–" for peer in peers]
    cell += [f"{row['ratio'][peer]:.2f}" if peer in row["ratio"] else "–" for peer in peers[1:]]
    goal = row.get("goal")
    reached = "" if goal is None or "lua" not in row["ratio"] else ("yes" if row["ratio"]["lua"] <= goal else "no")
    return cell + [f"≤ {goal}" if goal else "", reached]


def table(rows, markdown=False):
    peers = list(PEERS)
    header = ["program"] + [f"{peer} ms" for peer in peers] + [f"× {peer}" for peer in peers[1:]] + ["goal × lua", "reached"]
    lines = [header] + [cells(row) for row in rows]
    if markdown:
        lines.insert(1, ["---"] + ["--:"] * (len(header) - 1))
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    return "\n".join(
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(line, widths))) for line in lines)


def versions():
    asked = {"lua": ["lua5.4", "-v"], "python": ["python3", "--version"], "node": ["node", "--version"],
             "cyb": [str(CYB), "--version"]}
    found = {}
    for peer, command in asked.items():
        if shutil.which(command[0]):
            answer = subprocess.run(command, capture_output=True, text=True)
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
    if not options.only:
        rows.append(compare("start-up", start_up(), max(options.rounds, 15)))
    for name in names:
        rows.append(compare(name, commands(name), options.rounds))
        print(f"  {name}", file=sys.stderr)
    print(table(rows))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
    size = CYB.stat().st_size / 2**20
    report = {"date": time.strftime("%Y-%m-%d"), "machine": machine, "versions": versions(), "binary MiB": size,
              "rounds": options.rounds, "load": os.getloadavg()[0], "rows": rows}
    if not options.only:
        import workloads
        report["workloads"] = workloads.run(3)
        print(workloads.table(report["workloads"]))
        report["models"] = models(options.rounds)
        print(report["models"])
    if options.json:
        options.json.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    if options.page:
        write(options.page, page(report))


def models(rounds):
    """The models beside clingo and pygambit, with the Python that has these."""
    python = ROOT / ".build/peers/bin/python3"
    command = [str(python) if python.exists() else sys.executable, str(HERE / "models.py"), "--rounds", str(min(rounds, 3))]
    run = subprocess.run(command, capture_output=True, text=True)
    return run.stdout.strip() if run.returncode == 0 else f"not measured: {run.stderr.strip()[-200:]}"


def page(report):
    peers = ", ".join(report["versions"].values())
    text = f"""Measured on {report['date']} on {report['machine']}, with a load of {report['load']:.0f} from other work, in \
{report['rounds']} interleaved rounds, by `make bench`: {peers}.
The stripped binary, with Swift's libraries inside, has {report['binary MiB']:.1f} MiB.

{table(report['rows'], markdown=True)}
""".replace("\\\n", "")
    if "workloads" in report:
        import workloads
        text += f"""
Cyb's own work at 1, 10 and 100 times the size; the time of starting up is taken off. An exponent of 1 is growth in proportion.

{workloads.table(report['workloads'])}

The participation game (`Benchmarks/models.py`): the pure equilibria, milliseconds.

{report['models']}
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
