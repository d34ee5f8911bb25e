"""The model beside numbers that nobody here coded: vetoes reported in the European Union.

M. Ovádek, "EU Veto Tracker" (2025): who vetoed what, 42 matters from 1963 to 2025. How often is it one state
alone, how often a state outside the six largest? The decisions are not the same ones, so only shares compare.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

import nacsim.data
from nacsim.engine.ensemble import simulate
from nacsim.engine.workers import OWN
from nacsim.files.reading import csv_lines, read_text
from nacsim.history.bootstrap import interval
from nacsim.history.cases import read_cases
from nacsim.results.intervals import share
from nacsim.scenario.reading.read import BODIES, folder

VETOES = Path(nacsim.data.__file__).parent / "eu_vetoes" / "veto_data.csv"
STATES = {"DE": "DEU", "FR": "FRA", "IT": "ITA", "ES": "ESP", "PL": "POL", "GB": "GBR"}
LARGEST = {
    "eu": tuple(STATES.values()),
    "nato": ("USA", "TUR", "DEU", "GBR", "FRA", "ITA"),
}
"""The six most populous members, for the whole of the time; Britain counts where it sits."""

SAME_MATTER = {"accession": "enlargement", "sanctions": "sanctions", "aid": "aid", "budget": "budget",
               "tax": "tax", "climate": "climate"}  # fmt: skip
"""The tracker's word for a matter: ours for the category of a case, where the two mean the same."""


@dataclass(frozen=True)
class Matter:
    """One matter vetoed: the day, the tracker's word for it, and the states, the six largest by our codes."""

    date: str
    word: str
    states: frozenset


def read_vetoes(path=VETOES):
    """The matters of the tracker in order of date; same date, word and country concerned are one."""
    lines = csv_lines(read_text(path), ";", str(path))
    _, columns = next(lines, (1, []))
    rows = [dict(zip(columns, row, strict=False)) for _, row in lines if row]
    found = {}
    for row in rows:
        key = row["date_veto"], row["issue"], row["issue_country"]
        found.setdefault(key, set()).add(STATES.get(row["ms_veto"], row["ms_veto"]))
    return [Matter(date, word, frozenset(states)) for (date, word, _), states in sorted(found.items())]


def observed(matters):
    """Shares of the matters vetoed by one state alone, and of these by one outside the six largest, for JSON."""
    return _shares([(matter.states, LARGEST["eu"]) for matter in matters])


def _shares(vetoes):
    """How many matters were vetoed, by one state alone, and by one that is not among the largest.

    {"matters", "alone", "small"} of vetoes [(states, the largest of that body)]; small only where these are known.
    """
    alone = [(states, largest) for states, largest in vetoes if len(states) == 1]
    sized = [not states & set(largest) for states, largest in alone if largest]
    return {
        "matters": len(vetoes),
        "alone": share(len(alone), len(vetoes)) | {"count": len(alone)},
        "small": share(sum(sized), len(sized)) | {"count": sum(sized)},
    }


def councils(case, largest, runs, seed=0):
    """What the model says of a case, as shares of all councils.

    {"objected", "failed"}, and of each how much was by one member alone ("_alone") and by one outside the largest
    ("_small"; nan where these are not known).
    """
    seen = simulate(case.scenario, runs, seed, jobs=1)
    large = np.array([code in largest for code in case.room])
    stages = {"objected": seen.first, "failed": seen.blocks & ~seen.adopted}
    out = {}
    for name, members in stages.items():
        alone = members.sum(0) == 1
        out[name] = float((members.any(0) if name == "objected" else ~seen.adopted).mean())
        out[f"{name}_alone"] = float(alone.mean())
        out[f"{name}_small"] = float((alone & members[~large].any(0)).mean()) if largest else np.nan
    return out


def simulated(rows, stage):
    """{"cases", "councils", "alone", "small"} of a stage over cases: shares with their interval over the cases.

    councils: share of all councils in which somebody objected, or which failed.
    """
    table = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    sized = {name: column[~np.isnan(table[f"{stage}_small"])] for name, column in table.items()}
    return {
        "cases": len(rows),
        "councils": interval(lambda t: t[stage].mean(-1), table),
        "alone": interval(lambda t: _part(t, f"{stage}_alone", stage), table),
        "small": interval(lambda t: _part(t, f"{stage}_small", f"{stage}_alone"), sized),
    }


def _part(table, name, of):
    """A share of a share over cases; nan where there is none to take it of."""
    whole = table[of].sum(-1)
    return table[name].sum(-1) / np.where(whole > 0, whole, np.nan)


def coded(cases_of):
    """The same shares of {body: cases} as coded: {"withheld", "failed"}."""
    ended = [
        (case.adopted, set(case.observed.blockers), LARGEST.get(body, ()))
        for body, cases in cases_of.items()
        for case in cases
        if case.observed.blockers
    ]
    return {
        "withheld": _shares([(states, largest) for _, states, largest in ended]),
        "failed": _shares([(states, largest) for adopted, states, largest in ended if not adopted]),
    }


def external(runs, seed=0, work=OWN, cases_of=None):
    """What `nacsim validate --external` prints, as a dict.

    The tracker, the model on the cases of the European Union and on all, and the same cases as coded.

    cases_of: {body: cases}, by default all that ship.
    """
    cases_of = cases_of or {body: read_cases(folder() / "history" / body)[0] for body in BODIES}
    rows = _play(cases_of, runs, seed, work)
    matters = read_vetoes()
    every = [row for some in rows.values() for row in some]
    ours = {"eu": cases_of.get("eu", [])}
    groups = {"eu": rows.get("eu", []), "all": every}
    return {
        "source": "M. Ovádek, EU Veto Tracker (2025)",
        "largest": {body: list(codes) for body, codes in LARGEST.items()},
        "observed": observed(matters) | {"lines": sum(len(matter.states) for matter in matters)},
        "model": {
            name: {stage: simulated(some, stage) for stage in ("objected", "failed")}
            for name, some in groups.items()
            if some
        },
        "coded": {"eu": coded(ours), "all": coded(cases_of)},
        "by_matter": by_matter(matters, cases_of.get("eu", []), rows.get("eu", [])),
    }


def _play(cases_of, runs, seed, work):
    """{body: [councils per case]}."""
    tasks = [(body, case) for body, cases in cases_of.items() for case in cases]
    calls = [(councils, case, LARGEST.get(body, ()), runs, seed) for body, case in tasks]
    rows = {body: [] for body in cases_of}
    for (body, _), row in zip(tasks, work.results(calls), strict=True):
        rows[body].append(row)
    return rows


def by_matter(matters, cases, rows):
    """{the tracker's word: {"observed", "model"}}, most frequent first; model is None without a case of ours."""
    words = sorted({m.word for m in matters}, key=lambda w: (-sum(m.word == w for m in matters), w))
    out = {}
    for word in words:
        ours = [r for c, r in zip(cases, rows, strict=True) if c.scenario.category == SAME_MATTER.get(word)]
        seen = [matter for matter in matters if matter.word == word]
        out[word] = {"observed": observed(seen), "model": simulated(ours, "objected") if ours else None}
    return out
