#!/usr/bin/env python3
"""Checks Cyb's law against clingo (Gebser et al. 2019) on the fragment that law.lp encodes.

    law_clingo.py           solve the cases and compare with the committed answers
    law_clingo.py --write   draw the cases anew and write cases and answers to law_cases.json

Needs clingo's Python module (`pip install clingo`). Each case is a script in Cyb and the same as facts.
"""

import json
import pathlib
import random
import sys

import clingo

HERE = pathlib.Path(__file__).parent
CASES = HERE / "law_cases.json"
ACTORS = ["a", "b", "c", "d"]
PURPOSES = ["crime", "warfare", "policing"]
ASKED = [5, 15, 25, 40]


def date(day):
    return f"2000-{1 + day // 28:02}-{1 + day % 28:02}"


def number(day):
    """The days between 2000-01-01 and that date; the year 2000 has a leap day."""
    months = [31, 29, 31, 30, 31, 30]
    return sum(months[: day // 28]) + day % 28


def role(draw, name, which, facts):
    kind = draw.choice(["any", "party", "set", "set"])
    facts.append(f"who({name},{which},{kind}).")
    if kind == "any":
        return "anyone"
    if kind == "party":
        return "any party"
    members = draw.sample(ACTORS, draw.randint(1, 3))
    facts += [f"member({name},{which},{actor})." for actor in members]
    return "{" + ", ".join(actor.upper() for actor in members) + "}"


def case(seed):
    draw = random.Random(seed)
    facts = [f"actor({actor})." for actor in ACTORS]
    served = PURPOSES if draw.random() < 0.5 else PURPOSES[:2]
    quorum, delay, notice = draw.randint(1, 3), draw.randint(0, 3), draw.randint(1, 6)
    facts += [f"quorum({quorum}).", f"delay({delay}).", f"notice({notice})."]
    lines = [
        f"capability kit {{ serves: {{{', '.join(served)}}} }}",
        "state A, B, C, D",
        "treaty T {",
        f"  quorum: {quorum}, delay: {delay} days, notice: {notice} days",
    ]
    clauses = draw.randint(1, 4)
    for clause in range(1, clauses + 1):
        facts.append(f"clause({clause}).")
        if draw.random() < 0.25:
            purpose, days = draw.choice(served), draw.randint(1, 8)
            facts.append(f"duty({clause},{purpose},{days}).")
            lines.append(
                f"  clause {clause} {{ oblige p to report to q within {days} days"
                f" after anyone as p uses anything for {purpose} against any party as q }}"
            )
            continue
        modality = "forbid" if draw.random() < 0.65 else "permit"
        facts.append(f"norm({clause},{clause},{modality}).")
        subject = role(draw, clause, "subject", facts)
        purposes = draw.sample(served, draw.randint(0, len(served)))
        facts += [f"purpose({clause},{purpose})." for purpose in purposes] or [f"anypurpose({clause})."]
        target = role(draw, clause, "target", facts)
        purpose = f" for {{{', '.join(purposes)}}}" if purposes else ""
        lines.append(f"  clause {clause} {{ {modality} {subject} to use anything{purpose} against {target} }}")
    lines.append("}")
    events = []
    for actor in ACTORS:
        if draw.random() < 0.85:
            day = draw.randint(0, 12)
            facts.append(f"ratifies({actor},{number(day)}).")
            events.append((day, f"{actor.upper()} ratifies T"))
        if draw.random() < 0.2:
            day = draw.randint(5, 25)
            facts.append(f"withdraws({actor},{number(day)}).")
            events.append((day, f"{actor.upper()} withdraws from T"))
        if draw.random() < 0.25:
            day, clause = draw.randint(0, 12), draw.randint(1, clauses)
            facts.append(f"reserves({actor},{clause},{number(day)}).")
            events.append((day, f"{actor.upper()} reserves T.{clause}"))
    pairs = [(x, y) for x in ACTORS for y in ACTORS if x != y]
    draw.shuffle(pairs)
    for act, (by, target) in enumerate(pairs[:8]):
        day = draw.randint(0, 30)
        facts.append(f"act({act},{by},{target},{number(day)}).")
        if draw.random() < 0.3:
            facts += [f"may_be({act},{purpose})." for purpose in served]
            events.append((day, f"{by.upper()} uses kit against {target.upper()}"))
        else:
            purpose = draw.choice(served)
            facts.append(f"may_be({act},{purpose}).")
            events.append((day, f"{by.upper()} uses kit for {purpose} against {target.upper()}"))
        if draw.random() < 0.5:
            later = day + draw.randint(0, 9)
            facts.append(f"reports({act},{by},{target},{number(later)}).")
            events.append((later, f"{by.upper()} reports to {target.upper()}"))
    events.sort(key=lambda event: event[0])
    lines += [f"on {date(day)}: {what}" for day, what in events]
    facts += [f"asked({number(day)})." for day in ASKED]
    return {"seed": seed, "script": "\n".join(lines) + "\n", "facts": " ".join(facts), "clauses": clauses}


def solve(facts):
    control = clingo.Control(["--warn=none"])
    control.load(str(HERE / "law.lp"))
    control.add("base", [], facts)
    control.ground([("base", [])])
    models = []
    control.solve(on_model=lambda model: models.append([str(atom) for atom in model.symbols(shown=True)]))
    assert len(models) == 1, f"{len(models)} answer sets"
    return sorted(models[0])


def questions(made, atoms):
    """Each question in Cyb, with clingo's answer."""
    known = set(atoms)
    found = []
    for actor in ACTORS:
        for clause in range(1, made["clauses"] + 1):
            answer = next(
                (truth for truth in ("yes", "unknown") if f"has_breached({actor},{clause},{truth})" in known), "no"
            )
            found.append([f"has {actor.upper()} breached T.{clause} as of 2000-12-31", answer])
        for day in ASKED:
            answer = "yes" if f"is_party({actor},{number(day)})" in known else "no"
            found.append([f"{actor.upper()} in (parties(T) as of {date(day)})", answer])
    return found


def main():
    if "--write" in sys.argv:
        cases = [case(seed) for seed in range(120)]
        for made in cases:
            made["answers"] = questions(made, solve(made["facts"]))
        CASES.write_text("[\n" + ",\n".join(json.dumps(made) for made in cases) + "\n]\n")
        print(f"{len(cases)} cases, {sum(len(made['answers']) for made in cases)} answers")
        return
    wrong = 0
    for made in json.loads(CASES.read_text()):
        if questions(made, solve(made["facts"])) != made["answers"]:
            print(f"case {made['seed']}: clingo answers otherwise")
            wrong += 1
    if wrong:
        sys.exit(1)
    print("clingo agrees")


main()
