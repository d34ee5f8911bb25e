"""The model and the simple rules on the same past decisions: scores, intervals, differences, case by case."""

from collections.abc import Sequence
from typing import Any

from nacsim.engine.workers import OWN, Work
from nacsim.history import scores
from nacsim.history.baselines import Forecast
from nacsim.history.bootstrap import interval, number, paired_difference
from nacsim.history.cases import Case
from nacsim.history.durations import days
from nacsim.history.forecasts import forecasts
from nacsim.history.records import case_record
from nacsim.history.tables import OBJECTORS, STATISTICS, score_table, statistics

BLANKED = ("constant_resolve", "lumpy_blanked")  # the model without what was coded with hindsight
PLAIN = ("base_rate", "opponents")  # what it should beat even so


def validate(cases: Sequence[Case], runs: int, seed: int = 0, work: Work = OWN) -> dict[str, Any]:
    """What `nacsim validate --json` prints, as a dict: the model's scores, under "baselines" the others'."""
    said = forecasts(cases, runs, seed, work)
    found: dict[str, Any] = assess(cases, said)
    return found | {"runs": runs, "seed": seed}


def assess(cases: Sequence[Case], said: dict[str, list[Forecast]]) -> dict[str, Any]:
    """The result of `validate` from forecasts made already: {"model": [one per case], baseline: [...]}."""
    tables = {name: score_table(cases, forecast) for name, forecast in said.items()}
    model = tables.pop("model")
    intervals = {name: interval(STATISTICS[name], model) for name in statistics(model)}
    return {
        "cases": len(cases),
        **headline(model),
        "intervals": intervals,
        "reliability": reliability(cases, said["model"]),
        "days": days(cases, said["model"]),
        "baselines": {name: beside(model, table) for name, table in tables.items()},
        "blanked": {name: against(tables, name) for name in BLANKED if name in tables},
        "per_case": {case.name: case_record(case, f) for case, f in zip(cases, said["model"], strict=True)},
    }


def against(tables, name):
    """A blanked model minus the plain rules: {rule: {statistic: {value, low, high}}}."""
    return {rival: differences(tables[name], tables[rival]) for rival in PLAIN}


def headline(table):
    """The plain scores of one forecaster, None where it says nothing, members' scores under "blockers"."""
    known = statistics(table)
    value = {name: number(STATISTICS[name](table)) if name in known else None for name in STATISTICS}
    return {k: v for k, v in value.items() if k not in OBJECTORS} | {
        "blockers": {k: value[k] for k in OBJECTORS}
    }


def beside(model, other):
    """A baseline's headline and the model's differences to it."""
    return headline(other) | {"difference": differences(model, other)}


def differences(model, other):
    """Model minus another forecaster, paired by case, for every statistic both give: {name: {value, low, high}}."""
    shared = [name for name in statistics(other) if name in statistics(model)]
    return {name: paired_difference(STATISTICS[name], model, other) for name in shared}


def reliability(cases, forecast):
    """Cases grouped into three by the chance of adoption they were given, with the share that was adopted."""
    return scores.reliability([said.p for said in forecast], [case.adopted for case in cases])
