#!/usr/bin/env python3
"""Times the assessment of acts in Cyb's engine of the law beside clingo and Rego (regopy, the Python package of rego-cpp).

The fragment is the same for all: 20 treaties of 10 clauses; each actor is a party of two treaties in three; half of the
clauses forbid any party to use anything for one purpose against a party, half to use one of two tools for one purpose.
Each tool is asked for all breaches, at sizes that it can do; what counts is events per second, of the processor, from the
facts as text to the list of breaches: clingo reads facts as its programs have them and grounds; Rego reads its data as
JSON (its input it is spared); Cyb reads lines of numbers, sorts the acts, assesses and lists. The breaches are counted
against plain enumeration. On what is in Cyb's benchmark beyond that (dates, permissions, duties and their deadlines) it is timed alone.

    law_peers.py [path of law-benchmark]        needs `pip install clingo regopy`
"""

import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parent.parent
TREATIES, CLAUSES, ACTORS, TOOLS, PURPOSES = 20, 10, 200, 50, 20


def world(events):
    draw = random.Random(1)
    parties = [(t, a) for t in range(TREATIES) for a in range(ACTORS) if (a + t) % 3]
    norms = []
    for treaty in range(TREATIES):
        for clause in range(CLAUSES):
            tools = [] if clause % 2 == 0 else draw.sample(range(TOOLS), 2)
            norms.append((treaty * CLAUSES + clause, treaty, draw.randrange(PURPOSES), tools))
    acts = [
        (i, draw.randrange(ACTORS), draw.randrange(TOOLS), draw.randrange(PURPOSES), draw.randrange(ACTORS))
        for i in range(events)
    ]
    return parties, norms, acts


def expected(parties, norms, acts):
    """All breaches, by plain enumeration."""
    known = set(parties)
    return sum(
        1
        for _, by, tool, purpose, target in acts
        for _, treaty, wanted, tools in norms
        if purpose == wanted and (not tools or tool in tools) and (treaty, by) in known and (treaty, target) in known
    )


def with_clingo(parties, norms, acts):
    import clingo

    facts = [f"party({t},{a})." for t, a in parties]
    for clause, treaty, purpose, tools in norms:
        facts.append(f"norm({clause},{treaty},{purpose}).")
        facts += [f"tool({clause},{tool})." for tool in tools] or [f"anytool({clause})."]
    facts += [f"act({i},{by},{tool},{purpose},{target})." for i, by, tool, purpose, target in acts]
    rules = """
      breach(I,C) :- act(I,B,_,P,X), norm(C,T,P), anytool(C), party(T,B), party(T,X).
      breach(I,C) :- act(I,B,K,P,X), norm(C,T,P), tool(C,K), party(T,B), party(T,X).
      #show breach/2.
    """
    start = time.process_time()
    control = clingo.Control(["--warn=none"])
    control.add("base", [], rules + "\n".join(facts))
    control.ground([("base", [])])
    found = []
    control.solve(on_model=lambda model: found.append(len(model.symbols(shown=True))))
    return found[0], time.process_time() - start


def with_rego(parties, norms, acts):
    import regopy

    by_purpose = {}
    for clause, treaty, purpose, tools in norms:
        by_purpose.setdefault(str(purpose), []).append({"clause": clause, "treaty": str(treaty), "tools": tools})
    members = {}
    for treaty, actor in parties:
        members.setdefault(str(treaty), {})[str(actor)] = True
    policy = """
package law
breaches := [[act.id, norm.clause] |
  some act in input.acts
  some norm in data.norms[act.purpose]
  data.members[norm.treaty][act.by]
  data.members[norm.treaty][act.target]
  fits(norm, act)]
fits(norm, _) if count(norm.tools) == 0
fits(norm, act) if act.tool in norm.tools
"""
    start = time.process_time()
    rego = regopy.Interpreter()
    rego.add_module("law", policy)
    rego.add_data_json(json.dumps({"norms": by_purpose, "members": members}))
    rego.set_input(
        {
            "acts": [
                {"id": i, "by": str(by), "tool": tool, "purpose": str(purpose), "target": str(target)}
                for i, by, tool, purpose, target in acts
            ]
        }
    )
    answer = json.loads(str(rego.query("x = data.law.breaches")))
    found = (answer["result"][0] if "result" in answer else answer)["bindings"]["x"]
    return len(found), time.process_time() - start


def with_cyb(binary, parties, norms, acts):
    with tempfile.NamedTemporaryFile("w", suffix=".facts") as file:
        file.write(f"{ACTORS} {TOOLS} {PURPOSES} {TREATIES} {len(parties) + len(acts)}\n")
        file.writelines(f"party {treaty} {actor}\n" for treaty, actor in parties)
        file.writelines(f"norm {treaty} {purpose} {' '.join(map(str, tools))}\n" for _, treaty, purpose, tools in norms)
        file.writelines(f"act {by} {tool} {purpose} {target}\n" for _, by, tool, purpose, target in acts)
        file.flush()
        out = subprocess.run([binary, "--facts", file.name], capture_output=True, text=True, check=True).stdout
    found, read, spent = re.match(r"(\d+) breaches, read in ([\d.e-]+) s, assessed and listed in ([\d.e-]+) s", out).groups()
    return int(found), float(read) + float(spent), float(spent)


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/law-benchmark")
    print(subprocess.run([binary, "1000000"], capture_output=True, text=True, check=True).stdout.rstrip())
    made = world(1_000_000)
    found, spent, alone = min((with_cyb(binary, *made) for _ in range(3)), key=lambda each: each[1])
    assert found == expected(*made), f"Cyb: {found} breaches, not {expected(*made)}"
    ours = 1_000_000 / spent
    print(f"Cyb     1,000,000 events  {spent:8.2f} s  {ours:12,.0f} events/s  without the reading {alone:.2f} s")
    for name, run, sizes in (("clingo", with_clingo, (1_000, 10_000, 100_000)), ("Rego", with_rego, (10, 100, 1_000))):
        for size in sizes:
            made = world(size)
            try:
                found, spent = run(*made)
            except Exception as error:  # not installed, or beyond what it can do
                print(f"{name:7} {size:9,} events  {error}")
                break
            assert found == expected(*made), f"{name}: {found} breaches, not {expected(*made)}"
            rate = size / spent
            print(f"{name:7} {size:9,} events  {spent:8.2f} s  {rate:12,.0f} events/s  Cyb is {ours / rate:,.0f} times as fast")
            if spent > 60:
                break


main()
