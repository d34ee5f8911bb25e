"""The field's standard test data, decision-making in the European Union (DEU), run through the model.

Arregui & Perarnaud, "A new dataset on legislative decision-making in the European Union: the DEU III
dataset", doi:10.34810/data53, CC BY 4.0. A user downloads the tab-separated file; nothing of it ships with
this package.

What the data do not say, and what is done about it (nothing here is fitted to the outcomes):

- The Council decides on acts, not on issues: the issues of an act are one scenario, in which a loss on one
  can be made good on another.
- Resolve was not coded: anything from 0 to 100, drawn in every run.
- All acts were adopted, so the forecast is the mean text of the runs that adopt.
- The text the Council decides on is not the Commission's but the presidency's compromise, drafted after
  everybody was heard (Tallberg 2006, "Leadership and Negotiation in the European Union"): the mean of the
  members' positions (weighing them by salience forecasts these data no better). `commission` tables the
  Commission's proposal instead.
- Without a reference point nobody knows what failure means: the far end of the scale, seen from the text.
- A directive or regulation binds every member state (Article 288 TFEU): no opt-outs.
- An act whose every text is within 5 points of its reference point proposes nothing; it is its own forecast.
"""

from dataclasses import dataclass

import numpy as np

from nacsim.engine.ensemble import simulate
from nacsim.engine.workers import OWN
from nacsim.files.reading import DATA, BadFile, csv_lines, read_text
from nacsim.history.baselines import nash, weighted_mean
from nacsim.history.bootstrap import interval, paired_difference
from nacsim.scenario import loads
from nacsim.scenario.format.write import write

RULES = {"Unan": "unanimity", "QMV": "qualified_majority"}
NO_SALIENCE = 50.0  # points, of a state whose salience is not coded: the middle of the scale
FEWEST = 3  # member states with a position
TABLED_BEYOND = 5.0  # points from the status quo, as for any scenario


@dataclass(frozen=True, eq=False)
class DeuIssue:
    """One controversial issue of an act.

    Points 0-100; `position` and `salience` are (1, N), in the order of `states`.
    """

    name: str
    proposal: str
    rule: str
    states: tuple[str, ...]
    position: np.ndarray
    salience: np.ndarray
    commission: float | None
    reference: float | None
    outcome: float
    tabled: str = "presidency"

    @property
    def text(self):
        """Where the text is tabled: the presidency's compromise, or the Commission's proposal if known."""
        if self.tabled == "commission" and self.commission is not None:
            return self.commission
        return float(self.position.mean())

    @property
    def status_quo(self):
        """What holds without an act, (1,): the reference point, or the end of the scale farther from the text."""
        known = self.reference
        return np.array([(0.0 if self.text >= 50 else 100.0) if known is None else known])

    @property
    def move(self):
        """How far the text is from the status quo, points."""
        return float(self.text - self.status_quo[0])

    @property
    def moves(self):
        """Whether the text proposes anything."""
        return abs(self.move) > TABLED_BEYOND

    @property
    def proposed(self):
        """The text as tabled, (1,)."""
        return np.array([self.text])


def read_deu(path, tabled="presidency"):
    """The usable issues of the downloaded file: an outcome on the scale, three or more states with a position.

    Raises BadFile that names the first missing column if the file has another shape, or the second line of an issue.
    """
    shown = str(path)
    lines = csv_lines(read_text(path, most=DATA, fallback="latin-1"), "\t", shown)
    _, columns = next(lines, (1, []))
    rows = {
        line: dict(zip(columns, [*row, *[""] * (len(columns) - len(row))], strict=False))
        for line, row in lines
        if row
    }
    for needed in ("prnr", "isnr", "counvte", "pcom", "rp", "out"):
        if needed not in columns:
            raise BadFile(shown, f"no column {needed}; needed: the tab-separated file of doi:10.34810/data53")
    states = [c[1:] for c in columns if len(c) == 3 and c[0] == "p" and c != "pep" and f"s{c[1:]}" in columns]
    found: dict[str, DeuIssue] = {}
    for line, row in rows.items():
        issue = _issue(row, states, tabled)
        if issue is not None and issue.name in found:
            raise BadFile(shown, f"issue {issue.name} has a second line; needed: one each", line)
        if issue is not None:
            found[issue.name] = issue
    return list(found.values())


def _issue(row, states, tabled):
    outcome, rule = _point(row["out"]), RULES.get(row["counvte"].split("(")[0].strip())
    position = {s: _point(row[f"p{s}"]) for s in states}
    present = tuple(s for s in states if position[s] is not None)
    if outcome is None or rule is None or len(present) < FEWEST:
        return None
    salience = [_point(row[f"s{s}"]) for s in present]
    return DeuIssue(
        name=row["isnr"],
        proposal=row["prnr"],
        rule=rule,
        states=present,
        position=np.array([[position[s] for s in present]]),
        salience=np.array([[NO_SALIENCE if value is None else value for value in salience]]),
        commission=_point(row["pcom"]),
        reference=_point(row["rp"]),
        outcome=outcome,
        tabled=tabled,
    )


def _point(field):
    """A number on the scale, or None for anything else (a blank, a code for missing)."""
    try:
        value = float(field)
    except (TypeError, ValueError):
        return None
    return value if 0 <= value <= 100 else None


def acts(issues):
    """The issues of each act together, as the Council decides on them; lists in order of appearance."""
    found = {}
    for issue in issues:
        found.setdefault((issue.proposal, issue.rule), []).append(issue)
    return list(found.values())


def principal_first(act):
    """The issues of an act with the principal one first: a known reference point, then the longest move."""
    return sorted(act, key=lambda issue: (not issue.moves, issue.reference is None, -abs(issue.move)))


def scenario_of(act):
    """An act as a scenario: a roster of the states with a position on any of its issues, under its rule.

    The first issue has to move; a state without a position on an issue does not care about it (salience 0).
    """
    states = dict.fromkeys(state for issue in act for state in issue.states)
    stances = {state: {"position": {}, "salience": {}} for state in states}
    for issue in act:
        for state, x, w in zip(issue.states, issue.position[0], issue.salience[0], strict=True):
            stances[state]["position"][issue.name] = float(x)
            stances[state]["salience"][issue.name] = float(w)
    document = {
        "title": act[0].proposal,
        "roster": list(states),
        "procedure": {"rule": act[0].rule, "opt_out": False},
        "issues": {i.name: {"status_quo": float(i.status_quo[0]), "proposed": i.text} for i in act},
        "default": {"position": 50, "salience": 0, "resolve": {"low": 0, "high": 100}},
        "members": stances,
    }
    return loads(write(document), name=act[0].proposal)


def forecast(act, runs, seed=0):
    """{issue: points}: where the model expects each issue of an act to end if it is adopted.

    The text as tabled where nothing moves, or where no run adopts.
    """
    act = principal_first(act)
    if act[0].moves:
        seen = simulate(scenario_of(act), runs, seed, jobs=1)
        if seen.adopted.any():
            text = seen.text[:, seen.adopted].mean(-1)
            return {issue.name: float(value) for issue, value in zip(act, text, strict=True)}
    return {issue.name: issue.text for issue in act}


RIVALS = {
    "mean": lambda issue: float(issue.position.mean()),
    "salience_weighted_mean": lambda issue: float(weighted_mean(issue)[0]),
    "median": lambda issue: float(np.median(issue.position)),
    "nash": lambda issue: float(nash(issue)[0]),
    "commission": lambda issue: issue.commission,
    "status_quo": lambda issue: issue.reference,
    "strict_veto": lambda issue: strict_veto(issue),
}


def strict_veto(issue):
    """The text if nobody ever accepts a loss: the reference point, unless all are on one side of it; None without one.

    Then the mean, or less: no farther than where the state nearest to the reference point would be as well
    off.
    """
    quo, x = issue.reference, issue.position[0]
    if quo is None:
        return None
    if (x > quo).all():
        return float(min(x.mean(), 2 * x.min() - quo))
    return float(max(x.mean(), 2 * x.max() - quo)) if (x < quo).all() else quo


def assess_deu(path, runs, seed=0, work=OWN):
    """Mean absolute errors of the model and its rivals on the downloaded file, by voting rule, for JSON.

    {"unanimity": {"cases", "model": {value, low, high}, "rivals": {name: {cases, error, difference}}}, ...};
    the difference (model minus rival) is over the issues on which the rival says something, drawn in pairs.
    """
    issues = read_deu(path)
    listed = {tabled: acts(read_deu(path, tabled)) for tabled in ("presidency", "commission")}
    tasks = [(tabled, act) for tabled, same in listed.items() for act in same]
    said = {tabled: {} for tabled in listed}
    calls = [(forecast, act, runs, seed) for _, act in tasks]
    for (tabled, _), value in zip(tasks, work.results(calls), strict=True):
        said[tabled] |= value
    rules = {rule: np.array([issue.rule == rule for issue in issues]) for rule in RULES.values()}
    errors = {tabled: _errors(issues, [values[i.name] for i in issues]) for tabled, values in said.items()}
    rivals = {name: _errors(issues, [rival(issue) for issue in issues]) for name, rival in RIVALS.items()}
    rivals["model_commission_text"] = errors["commission"]
    result = {"runs": runs, "seed": seed}
    for rule, pick in rules.items():
        if pick.any():
            result[rule] = _beside(errors["presidency"][pick], {n: e[pick] for n, e in rivals.items()})
    return result


def _errors(issues, values):
    """Absolute errors in points, (n,); nan where nothing is said."""
    return np.array(
        [np.nan if v is None else abs(v - i.outcome) for i, v in zip(issues, values, strict=True)]
    )


def _mean(table):
    return table["error"].mean(-1)


def _beside(model, rivals):
    rows = {}
    for name, errors in rivals.items():
        both = {"error": model[~np.isnan(errors)]}, {"error": errors[~np.isnan(errors)]}
        rows[name] = {
            "cases": len(both[1]["error"]),
            "error": interval(_mean, both[1]),
            "difference": paired_difference(_mean, *both),
        }
    return {"cases": len(model), "model": interval(_mean, {"error": model}), "rivals": rows}
