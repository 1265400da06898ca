#!/usr/bin/env python3
"""Times Cyb's own work at 1, 10 and 100 times the size, with peak memory and the exponent that fits the growth.

    python3 Benchmarks/workloads.py [--rounds N] [--only WORD ...] [--json FILE] [--markdown FILE]

Time is the processor time of the whole process less that of an empty script, the median over the rounds, and memory its peak;
the exponents are the slopes of the lines through the logarithms of sizes and of times, and of memory less that of an empty
script: 1 is growth in proportion, 2 is quadratic.
"""
import argparse
import json
import math
import statistics
import sys
import tempfile
from pathlib import Path

from bench import CYB, Failed, measure

TREATY = """/// Treaty number {n}, as a script writes one.
treaty T{n} "Convention number {n}" {{
  quorum: 2
  delay: 30 days
  opened: 2001-11-{day:02}
  clause 1 "Prohibition" {{
    forbid any state to use anything for crime against any party
      unless in_self_defence
    verification: {percent}%
  }}
  clause 2 "Assistance" {{
    oblige each party to help any party within 72 hours after any state uses anything for warfare against any party
    {permission}
  }}
}}
"""

TREATY_HEAD = """verb help actor
fn in_self_defence(act) = has (act.against) used anything for warfare against (act.by)
"""


def treaties(megabytes, serves="crime", permission="permit anyone to help anyone when 1 + 2 * {n} mod 3 > 0"):
    """A script of treaties of about that size, in whose words nothing is amiss."""
    parts = [TREATY_HEAD]
    parts += [f"capability tool_{i} {{ serves: {{{serves}}}, worth: {i} }}\n" for i in range(50)]
    size, n = 0, 0
    while size < megabytes * 1_000_000:
        allowed = permission.format(n=n, tool=n % 50)
        parts.append(TREATY.format(n=n, day=1 + n % 28, percent=n % 100, permission=allowed))
        size += len(parts[-1])
        n += 1
    return "".join(parts)


def flawed_treaties(megabytes):
    """The same with a clash and an untold purpose in each, of which examples are made and run."""
    return treaties(megabytes, "crime, espionage",
                    "permit anyone to use tool_{tool} for (if 1 + 2 * {n} mod 3 == 0 then espionage else crime)")


def events(count):
    """So many acts against two hundred clauses of twenty treaties; two or three clauses forbid each act."""
    clauses = ["forbid any state to use anything for p{k} against any party",
               "permit (states[{k}]) to use tool_{t} for p{k} against anyone",
               "forbid any state to use ({{tool_{t}, tool_{k}}}) for p{k} against any party",
               "forbid anyone to use tool_{t} for p{k} against (states[{k}])"]
    parts = [f"purpose p{i}\n" for i in range(20)]
    parts += [f"capability tool_{i} {{ serves: {{p{i % 20}, p{(i + 7) % 20}}} }}\n" for i in range(50)]
    parts.append("let tools = [%s]\n" % ", ".join(f"tool_{i}" for i in range(50)))
    parts.append("let purposes = [%s]\n" % ", ".join(f"p{i}" for i in range(20)))
    parts.append('for i in 0..<20 { state ("s{i}") { holds: to_set(tools) } }\n')
    parts.append("let states = to_list(all(state))\n")
    for t in range(20):
        parts.append(f"treaty T{t} {{\n  quorum: 2\n")
        for c in range(10):
            norm = clauses[c % 4].format(k=(t + c) % 20, t=(t * 7 + c) % 50)
            parts.append(f"  clause {c + 1} {{ {norm} }}\n")
        parts.append("}\n")
        parts.append(f"on 2000-01-01: (all(state)) ratify T{t}\n")
    parts.append(f"""for i in 0..<{count} {{
  let tool = i mod 50
  let purpose = if i mod 2 == 0 then tool mod 20 else (tool + 7) mod 20
  let doer = states[i mod 20]
  let target = states[(i * 7 + 1) mod 20]
  on 2001-01-01 + (i mod 5000) * 1 day: doer uses (tools[tool]) for (purposes[purpose]) against target
}}
var found = 0
for T in all(treaty) {{ found += count(breaches(T)) }}
print(found)
""")
    return "".join(parts)


def functions(megabytes):
    """A script of functions of about that size: nothing but lexing, parsing and resolving to be done."""
    part = """/// What is left of {n} after so many turns.
fn left_{n}(turns, share = 10%) {{
  var rest = {n}
  for turn in 1..turns {{
    if rest > 1000 and turn mod 2 == 0 {{ rest -= rest * share }} else {{ rest = rest * (1 - share) + turn }}
  }}
  let parts = [min(rest, turn) for turn in 1..3 if turn != {n}]
  return {{rest: rest, parts: parts, note: "left of {n}: {{rest}}"}}
}}
"""
    parts, size, n = [], 0, 0
    while size < megabytes * 1_000_000:
        parts.append(part.format(n=n))
        size += len(parts[-1])
        n += 1
    return "".join(parts)


def breaches(count):
    """So many acts, each of which breaches a hundred clauses."""
    clauses = "\n".join(f"  clause {c} {{ forbid any state to use anything against any party }}" for c in range(100))
    return f"""capability tool
state A {{ holds: {{tool}} }}
state B
treaty T {{
  quorum: 2
{clauses}
}}
on 2000-01-01: {{A, B}} ratify T
for i in 0..<{count} {{ on 2001-01-01 + (i mod 5000) * 1 day: A uses tool against B }}
print(count(breaches(T)), has A breached T.99)
"""


def duties(count):
    """So many acts, each of which begins a duty that another act meets, too late for every second one."""
    return f"""verb help actor
capability tool
state A {{ holds: {{tool}} }}
state B
treaty T {{
  quorum: 2
  clause 1 {{ oblige B to help A within 10 days after A uses anything against anyone else oblige B to assist A within 5 days }}
}}
on 2000-01-01: {{A, B}} ratify T
for i in 0..<{count} {{
  let day = 2001-01-01 + i * 30 days
  on day: A uses tool against B
  on day + (if i mod 2 == 0 then 5 days else 20 days): B helps A
}}
print(count(breaches(T)), count(duties(B)))
"""


def clauses(count):
    """Ten thousand acts against so many clauses, of which each act breaches one in ten."""
    parts = [f"purpose p{i}\n" for i in range(10)]
    parts += ["capability tool { serves: {%s} }\n" % ", ".join(f"p{i}" for i in range(10))]
    parts.append("state A { holds: {tool} }\nstate B\nlet purposes = [%s]\n" % ", ".join(f"p{i}" for i in range(10)))
    parts.append("treaty T {\n  quorum: 2\n")
    parts += [f"  clause {c} {{ forbid any state to use anything for p{c % 10} against any party }}\n" for c in range(count)]
    parts.append("""}
on 2000-01-01: {A, B} ratify T
for i in 0..<10_000 { on 2001-01-01 + (i mod 5000) * 1 day: A uses tool for (purposes[i mod 10]) against B }
print(count(breaches(T)))
""")
    return "".join(parts)


def questions(count):
    """So many questions about ten thousand recorded acts."""
    return events(10_000).replace("var found = 0", f"""var asked = 0
for i in 0..<{count} {{
  if has (states[i mod 20]) breached T0 since 2001-06-01 as of 2001-06-30 {{ asked += 1 }}
  if has (states[i mod 20]) used anything for p3 against (states[1]) since 2001-06-01 as of 2001-06-30 {{ asked += 1 }}
  if (may (states[i mod 20]) use tool_1 for p1 against (states[2])) is unknown {{ asked += 1 }}
}}
print(asked)
var found = 0""")


def conference(count):
    """Who would sign, of so many states of three outlooks, a ban of a tool whatever its purpose."""
    return f"""purpose war
purpose industry {{ harm: 0 }}
capability k {{ serves: {{war, industry}}, worth: 6, harm: 9, attribution: 70% }}
let outlooks = [realist, liberal, constructivist]
for i in 0..<{count} {{
  state ("s{{i}}") {{
    holds: if i mod 2 == 0 then {{k}} else set(), appetite: [war: (40 + i mod 4) / 100, industry: 10%]
    outlook: outlooks[i mod 3]
  }}
}}
treaty Wide {{
  quorum: {max(2, count // 4)}
  clause 1 {{ forbid anyone to use anything against any party }}
}}
print(count(who would sign Wide))
"""


def participation(count):
    """The stable coalitions of the participation game, by counting."""
    return f"""print(count(stable_coalitions(1..{count},
  (i, S) -> if i in S then (if count(S) >= 4 then count(S) - 3.5 else -0.01) else 0)))
"""


def enumeration(coalitions):
    """The same by asking a function about each of so many coalitions, from whose text nothing can be told."""
    return f"""print(count(stable_coalitions(1..{round(math.log2(coalitions))},
  (i, S) -> if i in S then (if sum(1 for j in S) >= 4 then sum(1 for j in S) - 3.5 else -0.01) else 0)))
"""


def index(count):
    """The power of so many members of a weighted vote."""
    return f"print(max(power_index([1 + i mod 7 for i in 0..<{count}], {2 * count})) > 0)\n"


def simulation(count):
    """So many runs of a walk of two hundred steps."""
    return f"""fn walk() {{
  var place = 0
  for step in 1..200 {{ place += if chance(50%) then 1 else -1 }}
  return abs(place)
}}
print(simulate({count}, 1, walk).mean)
"""


# What the command is asked to do, the script, and the sizes.
WORKLOADS = {
    "parse and check functions, MB": ("check", functions, [0.1, 1, 10]),
    "parse and check treaties, MB": ("check", treaties, [0.1, 1, 10]),
    "the same with two flaws each, MB": ("check", flawed_treaties, [0.01, 0.1, 1]),
    "events against 200 clauses": ("run", events, [10_000, 100_000, 1_000_000]),
    "events that breach 100 clauses each": ("run", breaches, [100, 1000, 10_000]),
    "events that begin duties": ("run", duties, [100, 1000, 10_000]),
    "clauses, against 10 000 events": ("run", clauses, [20, 200, 2000]),
    "rounds of 3 questions about 10 000 events": ("run", questions, [100, 1000, 10_000]),
    "who would sign, states": ("run", conference, [3, 30, 300]),
    "stable coalitions by count, players": ("run", participation, [10, 100, 1000]),
    "stable coalitions by asking, coalitions": ("run", enumeration, [2**9, 2**12, 2**16]),
    "power index, members": ("run", index, [4, 40, 400]),
    "simulate, runs of 200 steps": ("run", simulation, [100, 1000, 10_000]),
}


def exponent(sizes, seconds):
    """The slope of the line through the logarithms, by least squares."""
    x = [math.log(size) for size in sizes]
    y = [math.log(max(second, 1e-4)) for second in seconds]
    mean = statistics.mean(x), statistics.mean(y)
    return sum((a - mean[0]) * (b - mean[1]) for a, b in zip(x, y)) / sum((a - mean[0]) ** 2 for a in x)


def grow(name, rounds, folder, start):
    command, make, sizes = WORKLOADS[name]
    row = {"workload": name, "sizes": sizes, "seconds": [], "memory MiB": []}
    for size in sizes:
        path = folder / "workload.cyb"
        path.write_text(make(size))
        try:
            # Simulations run on all threads; processor time is the same on one.
            runs = [measure([str(CYB), command, str(path)]) for _ in range(rounds)]
        except Failed as error:
            row["error"] = f"at {size}: {error}"
            print(f"{name}: {row['error']}", file=sys.stderr)
            return row
        row["seconds"].append(max(statistics.median(run[0] for run in runs) - start[0], 1e-4))
        row["memory MiB"].append(max(run[1] for run in runs))
    row["exponent"] = exponent(sizes, row["seconds"])
    row["memory exponent"] = exponent(sizes, [max(memory - start[1], 0.5) for memory in row["memory MiB"]])
    return row


def table(rows):
    header = ["work", "sizes", "1 × ms", "10 × ms", "100 × ms", "exponent", "1 × MiB", "10 × MiB", "100 × MiB", "exponent"]
    lines = ["| " + " | ".join(header) + " |", "| --- | --- |" + " --: |" * (len(header) - 2)]
    for row in rows:
        cells = [row["workload"], " ".join(f"{size:,}".replace(",", "\u202f") for size in row["sizes"])]
        if "error" in row:
            cells += ["failed"] + [""] * (len(header) - 3)
        else:
            cells += [f"{seconds * 1000:.0f}" for seconds in row["seconds"]]
            cells += [f"{row['exponent']:.2f}"] + [f"{memory:.0f}" for memory in row["memory MiB"]]
            cells += [f"{row['memory exponent']:.2f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def run(rounds, only=()):
    names = [name for name in WORKLOADS if not only or any(word in name for word in only)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty = folder / "empty.cyb"
        empty.write_text("let x = 1\n")
        starts = [measure([str(CYB), "run", str(empty)]) for _ in range(max(rounds, 5))]
        start = statistics.median(run[0] for run in starts), min(run[1] for run in starts)
        rows = []
        for name in names:
            rows.append(grow(name, rounds, folder, start))
            print(f"  {name}: {rows[-1]['seconds']}", file=sys.stderr)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", type=Path)
    options = parser.parse_args()
    if not CYB.exists():
        sys.exit("build Cyb first: make build")
    rows = run(options.rounds, options.only)
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2) + "\n")
    if options.markdown:
        options.markdown.write_text(table(rows) + "\n")


if __name__ == "__main__":
    main()
