"""How far the coding can be trusted: two coders on the same decision, and scores when the coding is shaken.

Differences under 15 points between two coders are noise by the coding rules.
"""

import numpy as np

from nacsim.engine.luck import normals
from nacsim.history.cases import Case
from nacsim.history.forecasts import model_forecast
from nacsim.history.tables import named
from nacsim.scenario.mistakes.errors import dotted

NOISE = 15.0  # points


def named_by(first, second, both=True):
    """Codes of the members that both codings of a decision name, alone or in a group, or at least one of them, a set."""
    return first.coded & second.coded if both else first.coded | second.coded


def differences(first, second):
    """How far two codings of one decision are apart, in points, second minus first.

    {"position", "salience", "resolve"}, each (M,).

    Issues pair in file order. Only members that both have in the room and at least one coder names are
    compared: the rest stand on a default that says nothing about them.
    """
    named = named_by(first, second, both=False)
    codes = [code for code in first.room if code in second.room and code in named]
    one, two = ([case.room.index(code) for code in codes] for case in (first, second))
    issues = min(len(first.issues), len(second.issues))
    gap = {
        name: (getattr(second, name)[:issues, two] - getattr(first, name)[:issues, one]).ravel()
        for name in ("position", "salience")
    }
    return gap | {"resolve": second.resolve[two] - first.resolve[one]}


def agreement(gaps):
    """What differences say, for each of "position", "salience", "resolve": a dict of plain numbers.

    pairs: values compared; mean: mean absolute difference; close: share under 15 points; sd: standard error
    of one coder, the root of half the mean squared difference (Dahlberg 1940); all but the counts and shares
    in points.
    """
    return {name: _agreement(np.asarray(gap, float)) for name, gap in gaps.items()}


def _agreement(gap):
    return {
        "pairs": int(gap.size),
        "mean": float(abs(gap).mean()),
        "close": float((abs(gap) < NOISE).mean()),
        "sd": float(np.sqrt((gap**2).mean() / 2)),
    }


def pool(gaps):
    """Differences of several decisions as one: {name: (M,)}."""
    return {name: np.concatenate([gap[name] for gap in gaps]) for name in gaps[0]}


def result_moved(first, second, runs, seed=0):
    """What the model makes of two codings: a dict for each of chance, members named, text, what is coded.

    A coder who left out how it ended has None there.
    """
    return [_said(case, model_forecast(case, runs, seed)) for case in (first, second)]


def _said(case, said):
    seen = case.observed
    return {
        "p_adopted": said.p,
        "outcome": None if seen is None else seen.outcome,
        "named": list(named(case, said)),
        "blockers": None if seen is None else list(case.blockers),
        "text": {issue: float(value) for issue, value in zip(case.issues, said.text, strict=True)},
    }


def shaken(case, sd, seed):
    """The case with normal errors added to what a coder judged, kept within 0-100.

    sd: {"position": points, "salience": points, "resolve": points}. Members with the same coding on an issue
    get the same error, as a coder who misjudges the default misjudges all who stand on it. Uncertain
    quantities become numbers.
    """
    size = len(case.issues), len(case.room)
    noise = normals(seed, (3, *size))
    position = _moved(case.position, sd["position"] * noise[0])
    salience = _moved(case.salience, sd["salience"] * noise[1])
    resolve = _moved(case.resolve[None], sd["resolve"] * noise[2, :1])[0]
    values = {}
    for n, code in enumerate(case.room):
        values[dotted(("members", code, "resolve"))] = float(resolve[n])
        for d, issue in enumerate(case.issues):
            values[dotted(("members", code, "position", issue))] = float(position[d, n])
            values[dotted(("members", code, "salience", issue))] = float(salience[d, n])
    return Case(case.name, case.scenario.with_values(values))


def _moved(coded, error):
    """(D, N) codes plus error, the first member's error for all with its code on that issue, within 0-100."""
    shared = np.empty_like(error)
    for d, row in enumerate(coded):
        _, first, group = np.unique(row, return_index=True, return_inverse=True)
        shared[d] = error[d, first][group]
    return np.clip(coded + shared, 0, 100).round(2)
