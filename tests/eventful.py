"""Random councils in which every mechanism has something to do, as scenario files say them."""

import json
from random import Random

from nacsim.scenario import loads
from nacsim.vocabulary import RULES

SIZES = (1, 2, 3, 5, 7, 12, 40)


def eventful(seed, size=None, rule=None):
    """A council with several issues, conditions, actors, events, exits, payments and all that rules know."""
    chance = Random(f"eventful {seed}")
    size = size or chance.choice(SIZES)
    names = [f"M{n:02}" for n in range(size)]
    lines = [
        'title = "Eventful"',
        "tabled = 2024-01-01",
        f"roster = {json.dumps(names)}",
        *issues(chance),
        "[members]",
    ]
    keys = [line[8:-1] for line in lines if line.startswith("[issues.")]
    lines += [f"{name} = {stance(chance, keys)}" for name in names]
    lines += [*actors(chance, names), *network(chance, names)]
    for number in range(chance.randint(1, 3)):
        lines += event(chance, names, keys, number)
    lines += procedure(chance, rule)
    lines += otherwise(chance, names)
    own = Random(f"{seed} body {size} {rule}")  # what bodies know besides leaves all else as it was drawn
    return with_body(loads("\n".join(lines), name=f"eventful_{seed}"), own, names, rule)


def issues(chance):
    """A principal issue, and one to four others of any kind."""
    lines = ["[issues.principal]", *scale(chance, chance.choice([(0, 100), (0, 60), (100, 30), (40, 90)]))]
    for d in range(chance.randint(1, 4)):
        lines.append(f"[issues.other_{d}]")
        if chance.random() < 0.6:
            lines += [f"proposed = {chance.choice([0, 0, 40, 100])}", f"lumpy = {said(chance)}"]
        else:
            lines += scale(chance, (chance.choice([0, 20, 100]), chance.choice([40, 70, 20])))
    return lines


def scale(chance, ends):
    """An issue with a status quo: perhaps lumpy, with a floor, or with something that remains of it."""
    start, tabled = ends
    lines = [f"status_quo = {start}", f"proposed = {tabled}", f"lumpy = {said(chance)}"]
    if chance.random() < 0.3:
        lines.append(f"floor = {(start + 2 * tabled) / 3:.1f}")
    if chance.random() < 0.5:
        lines.append(f"residue = {(2 * start + tabled) / 3:.1f}")
    return lines


def said(chance):
    """What a file says of an issue that may be taken whole."""
    return chance.choice(["false", "false", "true", "0.5"])


def stance(chance, keys):
    """A member: for the text, against it, against it for the sake of a condition, or anything."""
    kind = chance.choice(["for", "for", "against", "linked", "any"])
    low, high = {"for": (60, 100), "against": (0, 30), "linked": (40, 100), "any": (0, 100)}[kind]
    places = [quantity(chance, low, high), *(quantity(chance, 0, 100) for _ in keys[1:])]
    weights = [
        quantity(chance, 5, 70 if kind == "against" else 40),
        *(quantity(chance, 0, 50) for _ in keys[1:]),
    ]
    firm = quantity(chance, 40, 100) if kind in ("against", "linked") else quantity(chance, 0, 80)
    needed = ", indispensable = true" if chance.random() < 0.15 else ""
    return (
        f"{{ position = {by_issue(keys, places)}, salience = {by_issue(keys, weights)}, resolve = {firm}, "
        f"influence = {chance.randint(1, 9)}{needed} }}"
    )


def by_issue(keys, values):
    """An inline table with one value an issue."""
    return "{ " + ", ".join(f"{key} = {value}" for key, value in zip(keys, values, strict=True)) + " }"


def quantity(chance, low, high):
    """A plain number or a range."""
    start, end = sorted((chance.randint(low, high), chance.randint(low, high)))
    return f"{start}" if chance.random() < 0.6 or start == end else f"{{ low = {start}, high = {end} }}"


def actors(chance, names):
    """Two outsiders, one of them uncertain."""
    reach = ", ".join(f"{name} = {chance.randint(0, 100)}" for name in names if chance.random() < 0.6)
    all_ = ", ".join(f"{name} = {{ low = 0, high = 90 }}" for name in names)
    return [
        "[actors]",
        f"north = {{ stance = {{ low = -100, high = 100 }}, reach = {{ {reach} }} }}",
        f"south = {{ stance = {chance.randint(-100, 100)}, reach = {{ {all_} }} }}",
    ]


def network(chance, names):
    """Some listen to some; one perhaps to itself alone."""
    if len(names) < 2:
        return []
    told = []
    for name in names[:3]:
        other = chance.choice([n for n in names if n != name])
        told.append(f"{name} = {{ {other} = {chance.randint(1, 9) / 10} }}")
    return ["[network]", f"ties = {{ {', '.join(told)} }}"]


def event(chance, names, keys, number):
    """Something that happens in one of the first rounds, the first included, to some; perhaps after what came before."""
    struck = chance.sample(names, chance.randint(1, min(3, len(names))))
    change = (
        f"{{ position = {by_issue(keys[:2], [chance.randint(-60, 60), chance.randint(-60, 60)])}, "
        f"salience = {chance.randint(-30, 40)}, resolve = {{ low = -60, high = 60 }} }}"
    )
    first = chance.randint(1, 4)
    own = Random(f"{names} {keys} {number} {first} {struck}")  # what is new leaves all else as it was drawn
    return [
        "[[events]]", f'name = "e{number}"', *when(own, number, first), f"members = {json.dumps(struck)}",
        *effect(own, keys, change),
    ]  # fmt: skip


def when(chance, number, first):
    """A round, a day, or some rounds after an event before it, and a chance that may hang on such."""
    before = [f"e{k}" for k in range(number)]
    times = [f"round = {first}", f"date = 2024-01-{chance.randint(1, 28):02}"]
    if not before or chance.random() < 0.4:
        return [chance.choice([times[0], *times]), "probability = 0.6"]
    if chance.random() < 0.5:
        return [f"date = 2024-02-{chance.randint(1, 28):02}", "probability = 0.5",
                f"given = {{ {', '.join(f'{name} = {chance.random():.2f}' for name in before)} }}"]  # fmt: skip
    return [f'after = "{chance.choice(before)}"', f"delay = {chance.randint(0, 2)}", "probability = 0.8"]


def effect(chance, keys, change):
    """Something added, somewhere that all are put, or both."""
    kind = chance.random()
    if kind < 0.5:
        return [f"change = {change}"]
    put = (
        f"position = {by_issue(keys[1:2], [quantity(chance, 0, 100)])}, resolve = {quantity(chance, 0, 100)}"
    )
    if kind < 0.75:
        return [f"set = {{ {put}, salience = {quantity(chance, 0, 80)} }}"]
    return [f"set = {{ {put} }}", f"change = {{ salience = {chance.randint(-30, 40)} }}"]


def otherwise(chance, names):
    """Perhaps another road, open to some and of unequal worth, and perhaps a note."""
    lines = []
    if chance.random() < 0.4:
        own = ", ".join(f"{name} = {quantity(chance, 0, 100)}" for name in names[1:3])
        lines += ["[road]", f"chance = {chance.choice([0.5, 1.0])}", f"worth = {quantity(chance, 0, 90)}"]
        lines += [f"needs = {json.dumps(chance.sample(names, min(1, chance.randint(0, 2))))}"]
        lines += [f"members = {{ {own} }}"]
    if chance.random() < 0.4:
        lines += ["[noted]", f"chance = {chance.choice([0.5, 1.0])}", f"worth = {quantity(chance, 0, 30)}"]
    return lines


def procedure(chance, rule):
    """A rule, a horizon, exits that spare part of the loss, a chair that pays; perhaps ratification."""
    lines = ["[procedure]", f'rule = "{rule or chance.choice(RULES)}"', f"rounds = {chance.randint(1, 9)}"]
    lines += ["days_per_round = { low = 5, high = 40 }", f"horizon = {chance.choice([1, 60, 150, 400])}"]
    lines += [
        f"opt_out = {chance.choice(['0.5', 'true', 'false'])}",
        f"spares = {chance.choice([0.5, 0.9, 1.0])}",
    ]
    lines += ["[chair]", f"shelves = {chance.choice(['true', 'false'])}"]
    lines += [
        f"side_payments = {chance.choice([0.01, 0.05, 0.2])}",
        f"amends = {chance.choice([0.1, 0.5, 1.0])}",
    ]
    lines += ["[parameters]", f"elsewhere = {chance.choice([0.0, 0.15, 0.3])}", "pressure = 0.3"]
    lines += [f"reserve = {chance.choice([0.0, 0.4, 0.8])}", f"intensity = {chance.choice([0.0, 0.3])}"]
    lines += [f"isolation = {chance.choice([0.2, 0.6, 2.0])}", f"openness = {chance.choice([0.2, 0.7])}"]
    lines += [f"hiding = {chance.choice([0.0, 0.3, 0.9])}", f"aspiration = {chance.choice([0.1, 0.5])}"]
    return [*lines, "[ratification]", "days = 30"] if chance.random() < 0.4 else lines


def with_body(scenario, chance, names, rule):
    """Perhaps a rule in numbers, vetoes, abstention, a quorum, a gavel, and a member in the chair."""
    said = {}
    if rule is None and chance.random() < 0.5:
        said |= in_numbers(chance, names)
    members = {
        name: {
            "weight": chance.randint(1, 29),
            "population": chance.randint(1, 900),
            "veto": chance.random() < 0.08,
        }
        for name in names
    }
    if chance.random() < 0.4:
        said["abstain"] = chance.choice(["counted", "apart"])
    if chance.random() < 0.3:
        said["quorum"] = chance.choice([1, "1/2", 0.8])
    if chance.random() < 0.5:
        said["gavel"] = chance.choice([0.4, 1.0])
    chair = {"member": chance.choice(names)} if chance.random() < 0.4 else {}
    return scenario.with_(members=members, procedure=said, chair=chair)


def in_numbers(chance, names):
    """One number, or several conditions that must all be met; perhaps a few who can never stop a text."""
    few = {"blocking": chance.randint(1, len(names))} if chance.random() < 0.3 else {}
    if chance.random() < 0.3:
        return {
            "needed": chance.choice([1, "all", *([f"all but {len(names) // 3}"] if len(names) > 2 else [])])
        } | few
    each = [{"needed": chance.choice([0.5, "more than 1/2", "2/3", "85%"]), "of": of}
            for of in chance.sample(["members", "weights", "population"], chance.randint(1, 3))]  # fmt: skip
    return {"conditions": each} | few
