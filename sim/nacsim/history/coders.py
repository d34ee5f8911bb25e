"""How far two people agree who coded the same decision apart: numbers, lumpy, and who withholds consent.

Cohen's kappa (1960) sets agreement beside what chance alone would give: 1 is full agreement, 0 none beyond
chance. Intervals draw the decisions again.
"""

import re

import numpy as np

from nacsim.history.baselines import nearer
from nacsim.history.bootstrap import interval, number
from nacsim.history.cases import Case
from nacsim.history.reliability import NOISE, named_by
from nacsim.scenario import Scenario, load, past_decisions
from nacsim.scenario.reading.read import folder

SCALES = ("position", "salience", "resolve")
CELLS = ("both", "first_only", "second_only", "neither")
LATER = re.compile(r"_coder(\d)$")  # a third coding of a decision lies beside the second under such a name


def double_codings():
    """[(first, second, coder)]: every decision that ships with another coding, which coder's it is (2 or 3)."""
    past = past_decisions()
    return [
        (Case(name, load(past[f"history/{name}"])), Case(name, load(path)), coder)
        for name, coder, path in _others()
    ]


def _others():
    """(name of the decision, coder, path) of every coding that is not the first."""
    for path in sorted((folder() / "history" / "second_coding").glob("*.toml")):
        later = LATER.search(path.stem)
        yield LATER.sub("", path.stem), int(later[1]) if later else 2, path


def codings_of(scenario: Scenario) -> list[tuple[int, Scenario]]:
    """[(coder, scenario)]: what others made of a past decision that ships; none where the scenario is not that decision."""
    first = past_decisions().get(f"history/{scenario.name}")
    if first is None or load(first).document != scenario.document:
        return []
    return [(coder, load(path)) for name, coder, path in _others() if name == scenario.name]


def coding_agreement(pairs):
    """All that the double codings say, as a dict for JSON; `pairs` are (first, second) cases."""
    return {
        "codings": len(pairs),
        "decisions": len({first.name for first, _ in pairs}),
        "named_by_both": scales(pairs, both=True),
        "named_by_one_or_both": scales(pairs, both=False),
        "salience_by_issues": {
            "one": scales([pair for pair in pairs if len(pair[0].issues) == 1])["salience"],
            "several": scales([pair for pair in pairs if len(pair[0].issues) > 1])["salience"],
        },
        "lumpy": crossed([lumpy(*pair) for pair in pairs]),
        "loses_by_the_text": crossed([opposed(*pair) for pair in pairs]),
        "withheld_consent": withheld(pairs),
    }


def scales(pairs, both=True):
    """How far two coders agree on position, salience and resolve.

    {scale: numbers} on the values of members named by both coders, or by at least one.
    """
    values = [compared(first, second, both) for first, second in pairs]
    rows = {name: _alike(np.concatenate([one[name] for one in values], -1)) for name in SCALES}
    members = sum(one["resolve"].shape[-1] for one in values)
    return {"members": members} | rows


def paired_issues(first, second):
    """[(name in the first scenario, name in the second)]: issues pair by name, in order where no name is the same."""
    same = [name for name in first.issues if name in second.issues]
    return [(name, name) for name in same] or list(zip(first.issues, second.issues, strict=False))


def compared(first, second, both=True):
    """The two codings side by side, in points.

    {"position", "salience", "resolve"}: (2, M); issues pair in file order.
    """
    codes = [code for code in first.room if code in second.room and code in named_by(first, second, both)]
    seats = [[case.room.index(code) for code in codes] for case in (first, second)]
    issues = min(len(first.issues), len(second.issues))
    out = {"resolve": np.array([first.resolve[seats[0]], second.resolve[seats[1]]])}
    for name in ("position", "salience"):
        one, two = getattr(first, name)[:issues, seats[0]], getattr(second, name)[:issues, seats[1]]
        out[name] = np.array([one.ravel(), two.ravel()])
    return out


def _alike(values):
    gap = values[1] - values[0]
    if not gap.size:
        return dict.fromkeys(("mean", "sd", "close", "correlation", "icc")) | {"values": 0}
    return {
        "values": int(gap.size),
        "mean": number(abs(gap).mean()),  # mean absolute difference, points
        "sd": number(gap.std() / np.sqrt(2)),  # of one coding, points
        "close": number((abs(gap) < NOISE).mean()),  # share under 15 points
        "correlation": number(np.corrcoef(values)[0, 1]) if values.std(-1).all() else None,
        "icc": number(icc(values)),
    }


def icc(values):
    """Intraclass correlation of single codings for absolute agreement, ICC(A,1) of McGraw & Wong (1996).

    `values` (2, M), M things coded by two coders: the part of the variance of a coding that is of the things and not of
    the coders, nor of what is left. nan with fewer than two things, or where nothing varies.
    """
    size = values.shape[1]
    if size < 2 or not values.std():
        return np.nan
    mean = values.mean()
    things = 2 * ((values.mean(0) - mean) ** 2).sum() / (size - 1)
    coders = size * ((values.mean(1) - mean) ** 2).sum()
    rest = ((values - values.mean(0) - values.mean(1)[:, None] + mean) ** 2).sum() / (size - 1)
    return (things - rest) / (things + rest + 2 * (coders - rest) / size)


def lumpy(first, second):
    """(2, D) bool: is the issue taken whole, of the issues that both give a status quo (no conditions)."""
    issues = min(len(first.issues), len(second.issues))
    real = ~np.isnan(first.status_quo[:issues]) & ~np.isnan(second.status_quo[:issues])
    return np.array([case.lumpy[:issues][real] for case in (first, second)])


def opposed(first, second):
    """(2, M) bool: whom the text as tabled leaves worse off than no agreement, members named by one or both."""
    codes = [code for code in first.room if code in second.room and code in named_by(first, second, False)]
    flags = [[nearer(case)[case.room.index(code)] > 0 for code in codes] for case in (first, second)]
    return np.array(flags, bool)


def crossed(flags):
    """Two yes-or-no answers crossed: counts, agreement, kappa with its interval.

    `flags`: [(2, M) bool, one a decision].
    """
    counts = np.array([_cells(*pair) for pair in flags], float)
    table = dict(zip(CELLS, counts.T, strict=True))
    total = counts.sum(0)
    counted = {name: int(n) for name, n in zip(CELLS, total, strict=True)}
    if not total.any():  # nobody was asked
        return counted | {"agreement": None, "kappa": dict.fromkeys(("value", "low", "high"))}
    agreement = number((total[0] + total[3]) / total.sum())
    return counted | {"agreement": agreement, "kappa": interval(kappa, table)}


def _cells(one, two):
    return (one & two).sum(), (one & ~two).sum(), (~one & two).sum(), (~one & ~two).sum()


def kappa(table):
    """Cohen's kappa of counts {cell: (..., decisions)}, added over the decisions; nan if chance explains all."""
    both, first, second, neither = (table[name].sum(-1) for name in CELLS)
    total = both + first + second + neither
    chance = ((both + first) * (both + second) + (second + neither) * (first + neither)) / total**2
    return ((both + neither) / total - chance) / np.where(chance < 1, 1 - chance, np.nan)


def withheld(pairs):
    """Who withheld consent, as two coders have it.

    How many of those the first coder observed the second names and has losing by the text; and, where both coded the
    end, whether they observed the same.
    """
    seen = [(first, second, code) for first, second in pairs for code in first.blockers]
    ended = [(first, second) for first, second in pairs if second.scenario.observed is not None]
    return {
        "observed": len(seen),
        "named_by_both": sum(code in named_by(first, second, True) for first, second, code in seen),
        "loses_in_both": sum(_loses(first, code) and _loses(second, code) for first, second, code in seen),
        "ends_coded_twice": len(ended),
        "same_in_both": sum(set(first.blockers) == set(second.blockers) for first, second in ended),
        "different": [first.name for first, second in ended if set(first.blockers) != set(second.blockers)],
    }


def _loses(case, code):
    return code in case.room and bool(nearer(case)[case.room.index(code)] > 0)
