"""The tables of every result but that of `simulate`: rows with flat columns, for pandas and for files alike."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nacsim.scenario.format.write import inline
from nacsim.scenario.quantity import centre, of_plain

Records = list[dict[str, Any]]


def flat(told: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Columns of nested data: a share with its interval is `adopted`, `adopted_low`, `adopted_high`."""
    for key, value in told.items():
        name = (
            above
            if key in ("share", "value") and "low" in told and above
            else f"{above}_{key}"
            if above
            else key
        )
        if isinstance(value, dict):
            yield from flat(value, name)
        else:
            yield name, value


def listed(key: str, name: str | None = None) -> Callable[[Any], Records]:
    """The rows under a key: of a table one an entry, called `name`; of a list one an item."""

    def made(result: Any) -> Records:
        told = result.to_dict()[key]
        if name is None:
            return [dict(flat(row)) for row in told]
        rows = ((k, row if isinstance(row, dict) else {"value": row}) for k, row in told.items())
        return [{name: k, **dict(flat(row))} for k, row in rows]

    return made


def acts(told: dict[str, Any]) -> Records:
    """One row a member of a summary: each share with its interval."""
    return [{"member": code, **dict(flat(shares["intervals"]))} for code, shares in told["members"].items()]


def _at(point: dict[str, Any], inputs: Sequence[str]) -> dict[str, Any]:
    return dict(zip(inputs, point["inputs"], strict=True))


def points(sweep: Any) -> Records:
    """One row a point: the inputs, and what comes of them."""
    left = ("inputs", "members")
    return [
        _at(p, sweep.inputs) | dict(flat({k: v for k, v in p.items() if k not in left}))
        for p in sweep["points"]
    ]


def point_members(sweep: Any) -> Records:
    """One row a point and member that ever breaks silence there."""
    return [
        _at(p, sweep.inputs) | {"member": code, **dict(flat(did))}
        for p in sweep["points"]
        for code, did in (p.get("members") or {}).items()
    ]


def ends(result: Any) -> Records:
    """One row a scenario: how it ends, and where its issues do."""
    keys = ("scenario", "adopted", "outcomes", "rounds", "days", "text")
    return [dict(flat({k: told[k] for k in keys})) for told in result["results"]]


def scenarios(comparison: Any) -> Records:
    """One row a scenario: how it ends, and how much more is adopted than under the first."""
    changes = [{}, *({"change": d["adopted"]} for d in comparison["differences"])]
    return [row | dict(flat(change)) for row, change in zip(ends(comparison), changes, strict=True)]


def each_members(result: Any) -> Records:
    """One row a scenario and member."""
    return [{"scenario": told["scenario"], **row} for told in result["results"] for row in acts(told)]


def changes(comparison: Any) -> Records:
    """One row a scenario but the first, and member that acts otherwise than under the first."""
    return [
        {"scenario": told["scenario"], "member": code, **dict(flat(did))}
        for told in comparison["differences"]
        for code, did in told["members"].items()
    ]


def coded_twice(agreement: Any) -> Records:
    """One row a decision and what was taken from the second coding; first the first coding as it is."""
    rows = []
    for told in agreement["decisions"]:
        head = {"first": told["first"], "second": told["second"]}
        first = {"what": "nothing", "adopted": told["adopted"]}
        rows += [head | dict(flat(row)) for row in (first, *told["swaps"])]
    return rows


def agenda_texts(agenda: Any) -> Records:
    """One row a text, and the tied one last."""
    rows = [
        {"text": each["scenario"], **each["alone"]} | {f"tied_{k}": v for k, v in each["difference"].items()}
        for each in agenda["texts"]
    ]
    return [*rows, {"text": agenda["tied"], **agenda["all_tied"]}]


def agenda_ways(agenda: Any) -> Records:
    """One row a way to put the texts, best for the chair first: tied texts joined by +."""
    return [
        {
            "way": [" + ".join(part) for part in way["parts"]],
            **dict(flat({k: v for k, v in way.items() if k != "parts"})),
        }
        for way in agenda.get("ways") or ()
    ]


def swings(sensitivity: Any) -> Records:
    """One row an input: the chance of adoption with it low and high."""
    return [
        {"input": row["key"], "name": row["name"], **_two(row["values"], "value"), **_chances(row)}
        for row in sensitivity["tornado"]["rows"]
    ]


def _two(values: Sequence[Any], name: str) -> dict[str, Any]:
    return {f"{name}_low": values[0], f"{name}_high": values[1]}


def _chances(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("lowered", "raised")}


def packages(key: str) -> Callable[[Any], Records]:
    """One row a package of a bridge: its levers as --set takes them, what speaks against them, its cost, its chance."""

    def made(bridge: Any) -> Records:
        return [
            {
                "levers": [lever["set"] for lever in told["levers"]],
                "doubts": [lever["doubt"] for lever in told["levers"] if lever["doubt"]],
                **dict(flat({k: v for k, v in told.items() if k != "levers"})),
            }
            for told in bridge[key]
        ]

    return made


def in_the_way(bridge: Any) -> Records:
    """One row a member in the way: what it lacks to consent, and the texts that it would let pass."""
    return [
        {"member": code, **dict(flat({k: v for k, v in told.items() if k != "persuaders"}))}
        for code, told in bridge["blockers"].items()
    ]


def persuaders(bridge: Any) -> Records:
    """One row a member in the way and partner that it listens to."""
    return [
        {"blocker": code, **dict(flat(one))}
        for code, told in bridge["blockers"].items()
        for one in told["persuaders"]
    ]


def boxes(key: str) -> Callable[[Any], Records]:
    """One row a box of a discovery: the lowest and highest of each input that it limits, how much it covers."""

    def made(discovery: Any) -> Records:
        limited = {name: None for told in discovery[key] for name in told["limits"]}
        return [
            {k: v for name in limited for k, v in _two(told["limits"].get(name, (None, None)), name).items()}
            | dict(flat({k: v for k, v in told.items() if k != "limits"}))
            for told in discovery[key]
        ]

    return made


def tipping(discovery: Any) -> Records:
    """One row an input: the range tried, and where in it the chance crosses one half, if it does."""
    tips = discovery["tipping"]
    return [
        {"input": key, "name": name, **_two(discovery["ranges"][key], "tried"), **_tip(tips.get(key))}
        for key, name in discovery["inputs"].items()
        if key in discovery["ranges"]
    ]


def _tip(told: dict[str, Any] | None) -> dict[str, Any]:
    if told is None:
        return dict.fromkeys(("value", "between_low", "between_high", "rises", "low", "high"))
    return {"value": told["value"], **_two(told["between"], "between")} | {
        key: told[key] for key in ("rises", "low", "high")
    }


def switches(discovery: Any) -> Records:
    """One row a switch and value of it, with the share adopted there."""
    return [
        {"input": key, "value": value, "adopted": chance}
        for key, told in discovery["switches"].items()
        for value, chance in told.items()
    ]


def cases(validation: Any) -> Records:
    """One row a past decision: what was forecast, what happened, how it scores."""
    return [
        {"case": name, **dict(flat({k: v for k, v in told.items() if k not in ("text", "objects")}))}
        for name, told in validation["per_case"].items()
    ]


def case_texts(validation: Any) -> Records:
    """One row a past decision and issue: where the text was forecast to end, and did."""
    return [
        {"case": name, "issue": issue, **ends_}
        for name, told in validation["per_case"].items()
        for issue, ends_ in (told.get("text") or {}).items()
    ]


def case_members(validation: Any) -> Records:
    """One row a past decision and member: how often it objects, whether the forecast names it, and whether it did."""
    return [
        {
            "case": name,
            "member": code,
            "objects": told["objects"].get(code, 0.0),
            "named": code in told["named"],
            "objected": code in told["blockers"],
        }
        for name, told in validation["per_case"].items()
        for code in dict.fromkeys([*told["objects"], *told["named"], *told["blockers"]])
    ]


def scores(validation: Any) -> Records:
    """One row a forecaster: the model, then the simple rules."""
    rows = {"model": validation.to_dict(), **validation["baselines"]}
    keys = [k for k, v in validation.items() if isinstance(v, float)]
    return [{"forecaster": n, **{k: row.get(k) for k in keys}, **row["blockers"]} for n, row in rows.items()]


def differences(validation: Any) -> Records:
    """One row a simple rule and score that both have: the model's, the rule's, the one less the other, with intervals."""
    return [
        {
            "forecaster": name,
            "score": score,
            **dict(flat({"model": validation["intervals"][score]})),
            "rule": (told | told["blockers"])[score],
            **dict(flat({"model_less_rule": less})),
        }
        for name, told in validation["baselines"].items()
        for score, less in told.get("difference", {}).items()
    ]


def stances(told: Any) -> list[dict[str, Any]]:
    """One row a member and issue; of a distribution its mean, and itself, as a file has it, in a column beside that."""
    rows = []
    for code, stance in (told.stances if hasattr(told, "runs") else told.members).items():
        for issue in stance.position:
            numbers = {"position": stance.position[issue], "salience": stance.salience[issue]}
            row: dict[str, Any] = {"member": code, "name": stance.name, "issue": issue}
            for key, quantity in (numbers | {"resolve": stance.resolve}).items():
                row |= {key: mean_of(quantity), f"{key}_drawn": drawn(quantity)}
            words = {"confidence": stance.confidence, "note": stance.note, "source": stance.source}
            rows.append(row | words | {"tables": " < ".join(stance.tables)})
    return rows


def mean_of(quantity: Any) -> float:
    """The mean of a quantity as plain data has it."""
    return float(centre(of_plain(quantity)))


def drawn(quantity: Any) -> str:
    """A distribution as a file writes it; empty for a number."""
    return inline(quantity) if isinstance(quantity, dict) else ""


TABLES: dict[str, dict[str, Callable[[Any], Any]]] = {
    "Summary": {"outcomes": listed("outcomes", "outcome"), "members": acts, "text": listed("text", "issue")},
    "Comparison": {"scenarios": scenarios, "members": each_members, "changes": changes},
    "Agenda": {
        "texts": agenda_texts,
        "ways": agenda_ways,
        "members": listed("members", "member"),
        "scenarios": ends,
        "scenario_members": each_members,
    },
    "Sweep": {"points": points, "members": point_members},
    "Sensitivity": {
        "inputs": listed("inputs", "input"),
        "screened": listed("screened", "input"),
        "tornado": swings,
    },
    "Pivots": {"members": listed("members", "member"), "sets": listed("sets")},
    "Bridge": {
        "packages": packages("packages"),
        "frontier": packages("frontier"),
        "blockers": in_the_way,
        "persuaders": persuaders,
    },
    "Discovery": {
        "boxes": boxes("boxes"),
        "tree": boxes("tree"),
        "adoption": boxes("adoption"),
        "tipping": tipping,
        "switches": switches,
    },
    "Agreement": {
        "swaps": coded_twice,
        "scales": listed("scales", "scale"),
        "apart": listed("apart"),
        "unlike": listed("unlike"),
    },
    "Validation": {
        "cases": cases,
        "texts": case_texts,
        "members": case_members,
        "scores": scores,
        "differences": differences,
    },
    "Stances": {"stances": stances},
    "Report": {"stances": stances, "changes": listed("changes"), "record": listed("record")},
}
"""Tables of every other result by its kind, the first of which is the one that is asked for."""

CONTEXT = ("scenario", "runs", "seed", "version")
"""What stands at the end of every row of a table that leaves the result it came from."""


def cells(result: Any) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """Every table of a result as a file has it: (its name, its heading, its rows), the context in every row.

    A list is one cell, its items parted by "; ". What a row does not have is None.
    """
    context, kind = {key: result[key] for key in CONTEXT if key in result}, type(result).__name__
    for name, made in (TABLES[kind] | AS_BEFORE.get(kind, {})).items():
        rows = made(result)
        own = list(dict.fromkeys(key for row in rows for key in row))
        rows = [context | row for row in rows]
        heading = [*own, *(key for key in context if key not in own)]
        yield name, heading, [[_cell(row.get(key)) for key in heading] for row in rows]


def _cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value


def points_as_before(sweep: Any) -> Records:
    """The points of a sweep with the columns that `points.csv` has always had, and all others after them."""
    kept = ("adopted", "adopted_low", "adopted_high")
    return [
        _spelt({key: row[key] for key in (*sweep.inputs, *kept)}, sweep)
        | {name: told["share"] for name, told in p["outcomes"].items()}
        | {key: row[key] for key in ("rounds", "days")}
        | {key: value for key, value in row.items() if key not in sweep.inputs}
        for p, row in zip(sweep["points"], points(sweep), strict=True)
    ]


def _spelt(row: dict[str, Any], sweep: Any) -> dict[str, Any]:
    """A row in which a switch among the inputs is True or False in words."""
    return row | {key: str(row[key]) for key in sweep.inputs if isinstance(row[key], bool)}


AS_BEFORE: dict[str, dict[str, Callable[[Any], Records]]] = {
    "Sweep": {
        "points": points_as_before,
        "members": lambda sweep: [_spelt(row, sweep) for row in point_members(sweep)],
    }
}
"""Tables that files have in another form, for those who have read them since there were fewer columns."""
