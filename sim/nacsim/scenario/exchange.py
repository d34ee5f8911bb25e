"""The two file formats of the field, to and from scenarios: actor tables (CSV) and DECIDE files (#A, #P, #M, #D).

Both know actors, capability (power), position and salience, and neither knows a proposal, a status quo or
resolve. So whoever reads one says where the text is tabled, and resolve is unknown: anything from 0 to 100,
drawn in every run. Capability becomes who is listened to: everybody listens to everybody in proportion to it.
"""

import csv
import io

from nacsim.scale import WHOLE, as_points, as_share
from nacsim.scenario import Problem, ScenarioError, centre

UNKNOWN = {"low": 0, "high": 100}
NAMES = {
    "actor": ("actor", "name", "player", "stakeholder"),
    "capability": ("capability", "power", "influence", "resources", "capabilities", "clout"),
    "position": ("position", "stance"),
    "salience": ("salience", "importance"),
}


def read_actors(text, proposed=100.0, status_quo=0.0, title="Read from an actor table", file="<csv>"):
    """A scenario document from a table (actor, capability, position, salience), with or without a line of headings.

    Fields are separated by commas, semicolons or tabs; columns may come in any order under headings.
    Positions are 0-100; salience 0-100, or 0-1 throughout; capability any numbers from 0 up. Raises
    ScenarioError that lists every mistake.
    """
    rows = list(_rows(text))
    order = _order(rows[0][1]) if rows else None
    found, problems = [], []
    for line, row in rows[1:] if order else rows:
        _collect(found, problems, file, line, [row[k] if k < len(row) else "" for k in order or range(4)])
    _finish(found, problems, file)
    return _document(
        title, {"issue": {}}, [(a, c, "issue", p, s) for a, c, p, s in found], proposed, status_quo
    )


def write_actors(scenario, issue=None):
    """The table (actor, capability, position, salience) of one issue of a scenario (the principal one), as CSV text.

    What is uncertain is written as its mean. Capability is how much the others listen to a member, the
    largest 100.
    """
    issue = issue or scenario.principal
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(NAMES)
    for code, weight in zip(scenario.room, capability(scenario), strict=True):
        stance = scenario.members[code]
        writer.writerow(
            [code, *map(_short, (weight, centre(stance.position[issue]), centre(stance.salience[issue])))]
        )
    return out.getvalue()


def read_decide(text, proposed=100.0, status_quo=0.0, title="Read from a DECIDE file", file="<decide>"):
    """A scenario document from a DECIDE file.

    Its rows are #A actor, #P issue, #M issue value meaning, #D actor issue position salience power; others are
    remarks. Fields are separated by tabs (or ; or ,).

    The values of #M span an issue's scale, which becomes 0-100 (without them positions are 0-100 already).
    Salience is 0-1 or 0-100; power is averaged over an actor's rows. Raises ScenarioError that lists every
    mistake.
    """
    rows = [(line, row) for line, row in _rows(text) if row[0] in ("#A", "#P", "#M", "#D")]
    issues = {
        row[1]: {"label": row[2]} if len(row) > 2 and row[2] else {} for _, row in rows if row[0] == "#P"
    }
    problems, found = [], []
    scales = _scales(rows, issues, problems, file)
    for line, row in rows:
        if row[0] == "#D":
            _decide_row(row, issues, scales, found, problems, file, line)
    _finish(found, problems, file)
    return _document(title, issues, [(a, c, i, p, s) for (a, i), c, p, s in found], proposed, status_quo)


def write_decide(scenario):
    """A DECIDE file of all issues of a scenario, as text with tabs.

    Salience and power count 0-1; what is uncertain is given as its mean.
    """
    lines = [["#A", code, code] for code in scenario.room]
    for name, issue in scenario.issues.items():
        lines.append(["#P", name, issue.label or name])
        words = ((0, issue.zero), (50, issue.midpoint), (100, issue.hundred))
        lines += [["#M", name, str(value), meaning or str(value)] for value, meaning in words]
    weights = capability(scenario)
    for name in scenario.issues:
        for code, weight in zip(scenario.room, weights, strict=True):
            stance = scenario.members[code]
            numbers = (
                centre(stance.position[name]),
                as_share(centre(stance.salience[name])),
                as_share(weight),
            )
            lines.append(["#D", code, name, *map(_short, numbers)])
    return "\n".join("\t".join(line).replace("\n", " ") for line in lines) + "\n"


def capability(scenario):
    """How much the others listen to each member, (N,) list: column means of the ties, the largest 100."""
    columns = scenario.ties.mean(0)
    return [float(value) for value in WHOLE * columns / columns.max()]


def _rows(text):
    """(line number, stripped fields) of every line that is not empty; the separator is the first of tab ; , in use."""
    body = text.removeprefix("\ufeff")
    separator = next((mark for mark in "\t;" if mark in body), ",")
    for line, row in enumerate(csv.reader(io.StringIO(body), delimiter=separator), 1):
        fields = [field.strip() for field in row]
        if any(fields):
            yield line, fields


def _order(first):
    """Places of actor, capability, position, salience in a line of headings; None if it is none."""
    low = [field.lower() for field in first]
    places = [next((low.index(word) for word in words if word in low), None) for words in NAMES.values()]
    return None if None in places else places


def _collect(found, problems, file, line, fields):
    """Append (key, capability, position, salience), or what is wrong with them."""
    key, *numbers = fields
    values = []
    for name, field in zip(("capability", "position", "salience"), numbers, strict=True):
        value = _number(field)
        if value is None or value < 0 or (name != "capability" and value > 100):
            wanted = "a number from 0 up" if name == "capability" else "a number from 0 to 100"
            problems.append(Problem(file, line, name, f'"{field}" will not do; allowed: {wanted}'))
        values.append(value)
    if not key:
        problems.append(Problem(file, line, "actor", "no name; needed: one on every line"))
    if key in [earlier for earlier, *_ in found]:
        problems.append(Problem(file, line, "actor", f"{key} has a second line; needed: one each"))
    found.append((key, *values))


def _finish(found, problems, file):
    """Raise what is wrong; otherwise bring a salience that is 0-1 throughout to 0-100, in place."""
    if not found and not problems:
        problems.append(Problem(file, 1, "", "no actors found; needed: a line for each"))
    if found and not problems and not sum(row[1] for row in found):
        problems.append(Problem(file, 1, "capability", "0 for everybody; needed: somebody above 0"))
    if problems:
        raise ScenarioError(problems)
    if max(row[3] for row in found) <= 1:
        found[:] = [(*row[:3], as_points(row[3])) for row in found]


def _scales(rows, issues, problems, file):
    """{issue: (lowest, highest)} from the #M rows; the words at the two ends are put into `issues`."""
    points = {name: {} for name in issues}
    for line, row in rows:
        if row[0] != "#M":
            continue
        value = _number(row[2]) if len(row) > 2 else None
        if value is None or row[1] not in issues:
            problems.append(
                Problem(file, line, "#M", "needed: an issue named in a #P row, a number and a meaning")
            )
        else:
            points[row[1]][value] = row[3] if len(row) > 3 else ""
    for name, meanings in points.items():
        ends = {"zero": min(meanings, default=0), "hundred": max(meanings, default=0)}
        issues[name] |= {key: meanings[end] for key, end in ends.items() if meanings.get(end)}
    return {name: (min(m), max(m)) if len(m) > 1 else (0.0, 100.0) for name, m in points.items()}


def _decide_row(row, issues, scales, found, problems, file, line):
    actor, issue, *fields = (row[1:] + [""] * 5)[:5]
    if issue not in issues:
        problems.append(
            Problem(file, line, "#D", f'"{issue}" is no issue; allowed: {", ".join(issues) or "none named"}')
        )
        return
    position, salience, power = fields
    value, (low, high) = _number(position), scales[issue]
    scaled = "" if value is None else str(WHOLE * (value - low) / (high - low))
    _collect(found, problems, file, line, [(actor, issue), power, scaled or position, salience])


def _document(title, issues, found, proposed, status_quo):
    """The scenario document of rows (actor, capability, issue, position, salience), actors in order of appearance."""
    actors = list(dict.fromkeys(row[0] for row in found))
    stances = {actor: {"position": {}, "salience": {}} for actor in actors}
    for actor, _, issue, position, salience in found:
        stances[actor]["position"][issue], stances[actor]["salience"][issue] = position, salience
    text = {"status_quo": status_quo, "proposed": proposed}
    return {
        "title": title,
        "roster": actors,
        "issues": {name: words | text for name, words in issues.items()},
        "default": {
            "position": 50,
            "salience": 0,
            "resolve": UNKNOWN,
        },  # of an issue on which an actor has no line
        "members": stances,
    } | _network(actors, found)


def _network(actors, found):
    """Everybody listens in proportion to capability; nothing to write if it is the same for all."""
    given = {actor: [row[1] for row in found if row[0] == actor] for actor in actors}
    power = {actor: sum(values) / len(values) for actor, values in given.items()}
    if len(set(power.values())) == 1:
        return {}
    row = {actor: value / sum(power.values()) for actor, value in power.items()}
    return {"network": {"base": "equal", "ties": {actor: dict(row) for actor in actors}}}


def _number(field):
    try:
        value = float(field)
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


def _short(value):
    return f"{value:.6g}"
