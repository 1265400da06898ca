#!/usr/bin/env python3
"""Times the assessment of acts in Cyb's engine of the law beside clingo and Rego (regopy, the Python package of rego-cpp).

The fragment is the same for all: 20 treaties of 10 clauses; each actor is a party of two treaties in three; half of the
clauses forbid any party to use anything for one purpose against a party, half to use one of two tools for one purpose.
Each tool is asked for all breaches, at sizes that it can do. All begin with the facts as text and end with the list of
breaches, in time of the processor: clingo reads facts as its programs have them, grounds and lists the symbols; Rego reads
its data as JSON, is handed its input, and answers with a list; Cyb reads lines of numbers, sorts the acts, assesses them
and goes through the breaches. The reading is timed apart, so that ratios are given with it on both sides and without it
on both. The breaches are compared with plain enumeration, one by one (their numbers are added up). On what is in Cyb's
benchmark beyond that (dates, permissions, duties and their deadlines) it is timed alone.

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
    """All breaches, by plain enumeration: how many, and their numbers added up."""
    known = set(parties)
    return summed(
        (i, clause)
        for i, by, tool, purpose, target in acts
        for clause, treaty, wanted, tools in norms
        if purpose == wanted and (not tools or tool in tools) and (treaty, by) in known and (treaty, target) in known
    )


def summed(breaches):
    count = total = 0
    for act, clause in breaches:
        count += 1
        total += (act + 1) * (clause + 1)
    return count, total


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
    text = rules + "\n".join(facts)
    start = time.process_time()
    control = clingo.Control(["--warn=none"])
    control.add("base", [], text)
    read = time.process_time()
    control.ground([("base", [])])
    found = []
    control.solve(on_model=lambda model: found.extend(model.symbols(shown=True)))
    end = time.process_time()
    breaches = ((symbol.arguments[0].number, symbol.arguments[1].number) for symbol in found)
    return summed(breaches), read - start, end - read


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
    read = time.process_time()
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
    return summed(found), read - start, time.process_time() - read


def with_cyb(binary, parties, norms, acts):
    with tempfile.NamedTemporaryFile("w", suffix=".facts") as file:
        file.write(f"{ACTORS} {TOOLS} {PURPOSES} {TREATIES} {len(parties) + len(acts)}\n")
        file.writelines(f"party {treaty} {actor}\n" for treaty, actor in parties)
        file.writelines(f"norm {treaty} {purpose} {' '.join(map(str, tools))}\n" for _, treaty, purpose, tools in norms)
        file.writelines(f"act {by} {tool} {purpose} {target}\n" for _, by, tool, purpose, target in acts)
        file.flush()
        out = subprocess.run([binary, "--facts", file.name], capture_output=True, text=True, check=True).stdout
    pattern = r"(\d+) breaches \((\d+)\), read in ([\d.e-]+) s, assessed and listed in ([\d.e-]+) s"
    count, total, read, spent = re.match(pattern, out).groups()
    return (int(count), int(total)), float(read), float(spent)


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/law-benchmark")
    print(subprocess.run([binary, "1000000"], capture_output=True, text=True, check=True).stdout.rstrip())
    made = world(1_000_000)
    runs = [with_cyb(binary, *made) for _ in range(5)]
    assert all(found == expected(*made) for found, _, _ in runs[:1]) and len({found for found, _, _ in runs}) == 1
    read, spent = sorted((read, spent) for _, read, spent in runs)[2]
    whole, alone = 1_000_000 / (read + spent), 1_000_000 / spent
    print(f"{'':6} {'events':>9} {'reading':>9} {'the rest':>9} {'events/s without reading':>25} {'and with it':>12}")
    print(f"{'Cyb':6} {1_000_000:9,} {read:7.3f} s {spent:7.3f} s {alone:25,.0f} {whole:12,.0f}")
    for name, run, sizes in (("clingo", with_clingo, (1_000, 10_000, 100_000)), ("Rego", with_rego, (10, 100, 1_000))):
        for size in sizes:
            made = world(size)
            try:
                found, read, spent = run(*made)
            except Exception as error:  # not installed, or beyond what it can do
                print(f"{name:6} {size:9,} {error}")
                break
            assert found == expected(*made), f"{name}: {found} breaches, not {expected(*made)}"
            theirs, own = size / (read + spent), size / spent
            print(
                f"{name:6} {size:9,} {read:7.3f} s {spent:7.3f} s {own:25,.0f} {theirs:12,.0f}"
                f"   Cyb: {alone / own:,.0f} and {whole / theirs:,.0f} times as fast"
            )
            if read + spent > 60:
                break


main()
