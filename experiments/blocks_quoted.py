"""Parts of pages that repeat what another page says, which is kept current there: the answer, the scores."""

import csv
import re
import textwrap
from pathlib import Path

from blocks import CALIBRATED, drawn

ROOT = Path(__file__).resolve().parent.parent
HISTORY = ROOT / "scenarios" / "history"


def quote() -> str:
    """The first sentences of the answer that README shows."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"\$ nacsim run tokyo_liaison_office\n.*?\n\n(.*?)\n\n", page, re.DOTALL)
    assert found, "README does not begin with the answer any more"
    return "\n".join(f"> {line.strip()}" for line in found[1].splitlines())


METHODS = """\
**Parameters and validation.** {parameters} global parameters, the same for every decision, are drawn for each
council from {vectors} equally likely vectors calibrated on {cases} past decisions under unanimity ({nato} of
NATO, {eu} of the European Union, {other} of other bodies; {blind} of them coded without sight of the model)
by a composite simulated likelihood of adoption, final text and who withheld consent. In ten-fold cross-
validation the Brier score of adoption is {brier} and the log score {log} (base rate of the other decisions:
{rate_brier} and {rate_log}), the mean error of the final text {text} points of 100, and the F1 of who
withheld consent {named}; in brackets 95 % intervals over decisions. Twenty decisions were set aside by lot
before anything was fitted and forecast once: Brier score {box_brier}, log score {box_log}."""


def methods() -> str:
    """What a paper says of parameters and validation, with the numbers of today."""
    sizes = {body: len(list((HISTORY / body).glob("*.toml"))) for body in ("nato", "eu", "other")}
    log, brier, text, named = _scores("**the model, cross-validated**")
    rate_log, rate_brier, *_ = _scores("base rate of the other cases")
    box_log, box_brier = _lockbox()
    with CALIBRATED.open(encoding="utf-8") as file:
        vectors = sum(1 for _ in csv.DictReader(file))
    told = METHODS.format(
        parameters=len(drawn()), vectors=vectors, cases=sum(sizes.values()), **sizes,
        blind=len((HISTORY / "blind.txt").read_text(encoding="utf-8").split()),
        log=log, brier=brier, text=text, named=named, rate_log=rate_log, rate_brier=rate_brier,
        box_log=box_log, box_brier=box_brier,
    )  # fmt: skip
    return textwrap.fill(" ".join(told.split()), 124)


def _trust() -> str:
    return (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")


def _scores(row: str) -> list[str]:
    """A row of the table of scores in docs/trust.md."""
    line = next(line for line in _trust().splitlines() if line.startswith(f"| {row} |"))
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def _lockbox() -> tuple[str, ...]:
    """Log score and Brier score of the decisions that were set aside."""
    found = re.search(r"Log score ([\d.]+), Brier ([\d.]+)", _trust().partition("<!-- lockbox -->")[2])
    assert found, "docs/trust.md does not say what the lockbox held"
    return found.groups()


BLOCKS = {"quote": quote, "methods": methods}
