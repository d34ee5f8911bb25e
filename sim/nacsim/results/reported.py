"""What a report says, and the table of every stance in it, field by field. Scales are 0-100, shares 0-1."""

from dataclasses import dataclass
from html import escape
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Self

from nacsim.errors import WrongValue
from nacsim.files.writing import write_whole
from nacsim.nearest import offer
from nacsim.results.answer import Found
from nacsim.results.answers import RESULTS as ANSWERS
from nacsim.results.answers import Difference, Record, Share, Summary

if TYPE_CHECKING:
    from nacsim.scenario.resolved import Scenario

FORMATS = ("html", "docx", "pdf")
"""The forms that a report has for readers."""


@dataclass(frozen=True, slots=True)
class MemberStance:
    """Where one member stands as the scenario has it, and what that stands on.

    A quantity is a number, a distribution as a file writes it, or `parts` and `weights` where experts differ.
    """

    name: Annotated[str, "in words"]
    position: Annotated[dict[str, Any], "where it wants each issue, a quantity by issue"]
    salience: Annotated[dict[str, Any], "how much each matters to it, a quantity by issue"]
    resolve: Annotated[Any, "how willing it is to stand alone, a quantity"]
    tables: Annotated[tuple[str, ...], "tables of the file that speak for it, each laid over those before it"]
    confidence: Annotated[str, "how sure the coder is; empty where nothing is said"]
    note: Annotated[str, "why; empty where nothing is said"]
    source: Annotated[str, "where it comes from; empty where the file names none for it"]
    veto: Annotated[bool, "whether its objection always stops a text"]
    indispensable: Annotated[bool, "whether nothing can go ahead without it"]
    shared: Annotated[dict[str, str], "groups whose one line it follows, by what they share"]


class _Undrawn(Found):
    """A result that is a table or a text and has no figure of its own."""

    def plot(self, kind: str | None = None, *, ax: Any = None, **more: Any) -> Any:
        """There is none. Raises WrongValue."""
        raise WrongValue(f"{type(self).__name__} has no figure; nacsim.simulate(…).plot() has those of a run")

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence())}</p>"


@dataclass(frozen=True, eq=False, repr=False)
class Stances(_Undrawn):
    """Every stance of a scenario with what it stands on: `nacsim show --stances`, `nacsim.stances(…)`."""

    scenario: Annotated[str, "name of the scenario"]
    version: Annotated[str, "version of nacsim"]
    issues: Annotated[dict[str, str], "labels of the issues by name, the principal one first"]
    members: Annotated[dict[str, MemberStance], "by code, in the order of the room"]

    def _repr_html_(self) -> str:
        return str(self.frame().to_html(index=False))  # which escapes


@dataclass(frozen=True, slots=True)
class Coding:
    """A switch that two people may code differently, both ways."""

    key: Annotated[str, "lumpy (taken whole or not at all), opt_out (others may go ahead), indispensable"]
    about: Annotated[str | None, "the issue or the member; None for the matter as a whole"]
    coded: Annotated[Any, "what the file says; None where it says nothing"]
    chance: Annotated[float, "how likely a yes counts in the answer, 0-1"]
    runs: Annotated[int, "councils played each way"]
    now: Annotated[Share, "share of the same councils that adopt it as coded"]
    yes: Annotated[Share | None, "share of councils that adopt it if yes; None where that cannot be"]
    no: Annotated[Share | None, "the same if no"]
    yes_more: Annotated[
        Difference | None, "if yes, to as coded, paired by council; None where it is so coded"
    ]
    no_more: Annotated[Difference | None, "the same if no"]


@dataclass(frozen=True, slots=True)
class OneChange:
    """One thing that is changed, all else and the luck being the same."""

    words: Annotated[str, "what is changed"]
    set: Annotated[dict[str, Any], "the keys of the scenario that it changes, and their values"]
    adopted: Annotated[Share, "share of councils that adopt it then"]
    difference: Annotated[Difference, "to the scenario as it stands, paired by council"]
    doubt: Annotated[str, "what speaks against it; empty where past decisions bear it out"]


@dataclass(frozen=True, slots=True)
class Recoding:
    """The same decision as another person coded it, who had not seen the first coding."""

    coder: Annotated[int, "2 or 3"]
    lumpy: Annotated[Any, "whether the principal issue is taken whole, by this coder"]
    adopted: Annotated[Share, "share of councils that adopt it then"]


@dataclass(frozen=True, eq=False, repr=False)
class Report(_Undrawn):
    """All that a page about one question says: `nacsim report`, `nacsim.report(…)`."""

    scenario: Annotated[str, "name of the scenario"]
    version: Annotated[str, "version of nacsim"]
    commit: Annotated[str, "state of its source; empty where it was installed without one"]
    command: Annotated[str, "what makes the same report again"]
    changed: Annotated[tuple[str, ...], "what was set otherwise than in the file"]
    seed: Annotated[int, "names the luck"]
    runs: Annotated[int, "councils played"]
    answer: Annotated[Summary, "as `nacsim run --json` prints it"]
    stances: Annotated[dict[str, MemberStance], "by code, in the order of the room"]
    codings: Annotated[tuple[Coding, ...], "switches that two people may code differently, both ways"]
    changes: Annotated[tuple[OneChange, ...], "single changes, those that move the answer most first"]
    recodings: Annotated[tuple[Recoding, ...], "the answer as other coders would have it, if any coded it"]
    record: Annotated[tuple[Record, ...], "what became of past decisions, by the chance they were given"]

    @classmethod
    def of(cls, told: dict[str, Any], *questions: "Scenario") -> Self:
        """The report from plain data, and the scenario it is about, which is that of its answer too."""
        found = super().of(told, *questions)
        object.__setattr__(found.answer, "questions", questions)
        return found

    def html(self) -> str:
        """The report as one page of HTML that needs nothing else."""
        return str(import_module(MAKERS).made(self, "html").decode())

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it to a file: .html, .docx or .pdf for readers, .json for `load_result`. Raises WrongValue, Missing."""
        path = Path(path)
        kind = path.suffix.removeprefix(".").lower()
        if kind == "json":
            return super().save(path)
        if kind not in FORMATS:
            raise WrongValue(f"save({str(path)!r}): no such form; {offer(kind, (*FORMATS, 'json'))}")
        made: bytes = import_module(MAKERS).made(self, kind)
        write_whole(path, made)
        return path

    def _repr_html_(self) -> str:
        frame = 'style="width:100%;height:80vh;border:1px solid #ccc" title="Report"'
        return f'<iframe {frame} sandbox srcdoc="{escape(self.html())}"></iframe>'


MAKERS = "nacsim.reporting.forms"
"""Where a report is given its form."""
RESULTS = (*ANSWERS, Stances, Report)
"""Every kind of result that a command prints as JSON."""
