"""One act of DEU III as a scenario: its issues before the member states, under the rule of the Council.

Arregui & Perarnaud, "A new dataset on legislative decision-making in the European Union: the DEU III
dataset", doi:10.34810/data53, CC BY 4.0. Whoever has the tab-separated file brings it; nothing of it ships.
What the data do not say is taken as in `nacsim validate --deu` and told.
"""

from fractions import Fraction
from typing import Any

from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.grid import Grid, Line
from nacsim.scenario.exchange.notes import Notes, many, some
from nacsim.scenario.exchange.numbers import number, plain
from nacsim.scenario.exchange.options import Options
from nacsim.scenario.exchange.scale import POINTS

NEEDED = ("prnr", "isnr", "counvte", "pcom", "rp", "out")
RULES = {"Unan": "unanimity", "QMV": "qualified_majority"}
NO_SALIENCE = Fraction(50)
FEWEST = 3
BEYOND = 5


def is_deu(grid: Grid) -> bool:
    """Whether a grid has the columns of the data set."""
    return bool(grid.lines) and set(NEEDED) <= {field.strip() for field in grid.lines[0].fields}


def draft_of(grid: Grid, options: Options, notes: Notes) -> Draft:
    """The draft of the act that --act names. Raises ScenarioError that lists acts if none is named."""
    heads = [field.strip() for field in grid.lines[0].fields]
    place = {name: k for k, name in enumerate(heads)}
    acts: dict[str, list[Line]] = {}
    for line in grid.lines[1:]:
        acts.setdefault(line.get(place["prnr"]), []).append(line)
    lines = _chosen(acts, options, place, notes)
    called = lines[0].get(place.get("prname"))
    states = [h[1:] for h in heads if len(h) == 3 and h[0] == "p" and h != "pep" and f"s{h[1:]}" in place]
    issues = [issue for line in lines if (issue := _issue(line, place, states, notes)) is not None]
    if not issues:
        notes.stop(f"no issue of {options.act} has a rule and {FEWEST} states with a position")
    rule = issues[0]["rule"]
    other = [issue["name"] for issue in issues if issue["rule"] != rule]
    if other:
        notes.ignored.append(f"issues of the act under another rule than {rule}: {some(other)}")
    issues = [issue for issue in issues if issue["rule"] == rule]
    issues.sort(key=lambda issue: (not _moves(issue), issue["reference"] is None, -_move(issue)))
    return _draft(issues, rule, f"{options.act} {called}".strip(), options, notes)


def _chosen(acts: dict[str, list[Line]], options: Options, place: dict[str, int], notes: Notes) -> list[Line]:
    if options.act in acts:
        return acts[options.act]
    listed = some([f"{name} ({many(len(lines), 'issue')}, {lines[0].get(place['counvte'])})"
                   for name, lines in acts.items()], most=6)  # fmt: skip
    said = f'has no act "{options.act}"' if options.act else f"is DEU III, with {len(acts)} acts"
    notes.stop(f"{said}; choose one with --act NAME: {listed}")


def _issue(line: Line, place: dict[str, int], states: list[str], notes: Notes) -> dict[str, Any] | None:
    """One issue with exact numbers; None, and told, if it has no rule or too few positions."""
    name, rule = line.get(place["isnr"]), RULES.get(line.get(place["counvte"]).split("(")[0].strip())
    position = {s: v for s in states if (v := _point(line.get(place[f"p{s}"]))) is not None}
    if rule is None or len(position) < FEWEST:
        notes.ignored.append(f"issue {name}: no rule, or fewer than {FEWEST} states with a position")
        return None
    coded = {s: _point(line.get(place[f"s{s}"])) for s in position}
    salience = {s: NO_SALIENCE if v is None else v for s, v in coded.items()}
    gone = [s for s, v in coded.items() if v is None]
    if gone:
        notes.assumed.append((f"salience 50 on {name} where it is not coded ({some(gone)})", ""))
    mean = sum(position.values(), Fraction(0)) / len(position)
    reference = _point(line.get(place["rp"]))
    quo = reference if reference is not None else (Fraction(0) if mean >= 50 else Fraction(100))
    return {"name": name, "rule": rule, "position": position, "salience": salience, "text": mean, "quo": quo,
            "reference": reference, "outcome": _point(line.get(place["out"])), "line": line.number}  # fmt: skip


def _point(text: str) -> Fraction | None:
    value = number(text)
    return value if value is not None and 0 <= value <= 100 else None


def _move(issue: dict[str, Any]) -> Fraction:
    moved: Fraction = abs(issue["text"] - issue["quo"])
    return moved


def _moves(issue: dict[str, Any]) -> bool:
    return _move(issue) > BEYOND


def _draft(issues: list[dict[str, Any]], rule: str, title: str, options: Options, notes: Notes) -> Draft:
    if not _moves(issues[0]) and not options.proposed:
        notes.stop(f"{options.act} asks for nothing: every text is within {BEYOND} points of its reference point; "
                   "--proposed ISSUE=NUMBER tables another")  # fmt: skip
    notes.assumed.append(("the text is the presidency's compromise, the mean of positions", "--proposed"))
    unknown = [issue["name"] for issue in issues if issue["reference"] is None]
    if unknown:
        notes.assumed.append(
            (f"no reference point on {some(unknown)}: the far end of the scale", "--status-quo")
        )
    notes.assumed.append(("an act binds every state, so there are no opt-outs", ""))
    words = {i["name"]: {"status_quo": plain(i["quo"]), "proposed": plain(i["text"])} for i in issues}
    rows = [Row(i["line"], state, i["name"], {"position": str(float(value)), "salience": str(float(i["salience"][state]))})
            for i in issues for state, value in i["position"].items()]  # fmt: skip
    seen = {i["name"]: plain(i["outcome"]) for i in issues if i["outcome"] is not None}
    extra = {
        "procedure": {"rule": rule, "opt_out": False},
        "coding": {"outcome": seen, "source": "doi:10.34810/data53"},
    }
    ends = dict.fromkeys([*words, "salience"], POINTS)
    given = {"position", "salience"}
    return Draft("an act of DEU III", title, words, rows, ends, extra=extra, body="roster", given=given)
