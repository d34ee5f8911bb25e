"""Past decisions as data: what was known before (arrays) and what came of it (by one definition for all)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy import ndarray

from nacsim.errors import WrongValue
from nacsim.files.reading import read_text
from nacsim.scenario import Problem, ScenarioError, centre, grounds, load, past_decisions
from nacsim.scenario.reading.read import folder as shipped_folder
from nacsim.scenario.resolved import Observed, Quantity, Scenario, Stance
from nacsim.vocabulary import ADOPTED, OUTCOMES

YEAR = 365.0  # days within which a past decision counts as adopted where its file says nothing
AMENDED_BEYOND = 10.0  # points of the principal issue; design of the outcomes
CALENDAR_PROCEDURES = ("summit",)  # the date was set by the calendar, not by the bargaining
CALENDAR_CATEGORIES = ("office",)  # coded to the day an office opened its doors: administration


@dataclass(frozen=True)
class Case:
    """One past decision. Numbers on 0-100 scales; arrays are issues (D,), issues by members (D, N), members (N,)."""

    name: str
    scenario: Scenario

    @property
    def room(self) -> tuple[str, ...]:
        """Codes of the members in the room, in order."""
        return tuple(self.scenario.room)

    @property
    def issues(self) -> tuple[str, ...]:
        """Names of the issues, the principal one first."""
        return tuple(self.scenario.issues)

    @cached_property
    def coded(self) -> set[str]:
        """Codes of the members of whom the file says something; the others stand on the default."""
        return grounds.coded(self.scenario)

    @cached_property
    def proposed(self) -> ndarray:
        """Where the text as tabled puts each issue, (D,)."""
        return np.array([issue.proposed for issue in self.scenario.issues.values()], float)

    @cached_property
    def status_quo(self) -> ndarray:
        """Where each issue stays if nothing is adopted, (D,); nan for a condition."""
        levels = [issue.status_quo for issue in self.scenario.issues.values()]
        return np.array([np.nan if level is None else level for level in levels], float)

    @cached_property
    def lumpy(self) -> ndarray:
        """Whether each issue is taken whole or not at all, (D,) bool."""
        return np.array([bool(issue.lumpy) for issue in self.scenario.issues.values()])

    @cached_property
    def position(self) -> ndarray:
        """Coded positions, centre of what is uncertain, (D, N)."""
        return self._stances(lambda stance, issue: stance.position[issue])

    @cached_property
    def salience(self) -> ndarray:
        """Coded salience, (D, N)."""
        return self._stances(lambda stance, issue: stance.salience[issue])

    @cached_property
    def resolve(self) -> ndarray:
        """Coded resolve, (N,)."""
        return np.array([centre(self.scenario.members[code].resolve) for code in self.room], float)

    def _stances(self, pick: Callable[[Stance, str], Quantity]) -> ndarray:
        members = self.scenario.members
        return np.array(
            [[centre(pick(members[m], issue)) for m in self.room] for issue in self.issues], float
        )

    @property
    def observed(self) -> Observed | None:
        """What came of it, as coded by people; None where nobody has."""
        return self.scenario.observed

    @property
    def _end(self) -> Observed:
        assert self.scenario.observed is not None, self.name
        return self.scenario.observed

    @property
    def ever(self) -> bool:
        """Whether the Council agreed in the end, be it with changes, late or with a reservation."""
        return self._end.outcome in ADOPTED

    @property
    def horizon(self) -> float:
        """Days after which the matter counts as still open: as the file says, else a year."""
        said = self.scenario.procedure.horizon
        return YEAR if said is None else said

    @property
    def adopted(self) -> bool:
        """Whether the Council agreed within the horizon. Days that were no bargaining do not count."""
        late = self.bargained and (self.days or 0) > self.horizon
        return self.ever and not late

    @cached_property
    def blockers(self) -> tuple[str, ...]:
        """Members in the room coded as having withheld consent at some stage, in the room's order."""
        coded = set(self._end.blockers)
        return tuple(code for code in self.room if code in coded)

    @cached_property
    def text(self) -> ndarray:
        """Where each issue stood when it was decided, or at the horizon, (D,); nan where it is not coded."""
        coded = self._end.text
        ends = np.array(
            [np.nan if coded.get(issue) is None else coded[issue] for issue in self.issues], float
        )
        if self.adopted or not self.ever:
            return ends
        return np.where(np.isnan(ends), np.nan, np.nan_to_num(self.status_quo))

    @cached_property
    def outcome(self) -> int:
        """Index of the outcome by definition, which for the forms of adoption may differ from what was coded.

        opt_out, blocked and shelved are as coded, and what was still open at the horizon is blocked. The other adopted
        ones are amended if the principal issue ended more than 10 points from where it was tabled, delayed if anybody
        in the room withheld consent, else approved. Where the final text is not coded, a coded `amended` stands.
        """
        coded = self._end.outcome if self.adopted or not self.ever else "blocked"
        if coded in ("opt_out", "blocked", "shelved"):
            return OUTCOMES.index(coded)
        moved = abs(self.text[0] - self.proposed[0])
        if moved > AMENDED_BEYOND or (np.isnan(moved) and coded == "amended"):
            return OUTCOMES.index("amended")
        return OUTCOMES.index("delayed" if self.blockers else "approved")

    @property
    def days(self) -> float | None:
        """Days it took: as coded, else from tabling to decision; None if neither is known."""
        return self._end.days

    @property
    def bargained(self) -> bool:
        """Whether the days are bargaining time, which the model can know.

        They are where somebody in the room withheld consent, and the end was not set by the calendar of summits nor
        by the opening day of an office.
        """
        procedure = self.scenario.coding.get("procedure")
        calendar = procedure in CALENDAR_PROCEDURES or self.scenario.category in CALENDAR_CATEGORIES
        return bool(self.blockers) and not calendar and self.days is not None


def blind() -> frozenset[str]:
    """Names of the past decisions that were coded blind to the model, a frozenset: all but the first 58."""
    return frozenset(read_text(shipped_folder() / "history" / "blind.txt").split())


def read_cases(folder: str | Path | None = None) -> tuple[list[Case], list[Path]]:
    """(cases, skipped): every *.toml directly in `folder` as a Case, and the paths without [observed].

    Without a folder, every past decision that ships. Raises ScenarioError with the problems of every broken
    file at once, WrongValue if there is no such folder.
    """
    cases: list[Case] = []
    skipped: list[Path] = []
    problems: list[Problem] = []
    for path in past_decisions().values() if folder is None else _files(Path(folder)):
        try:
            scenario = load(path)
        except ScenarioError as broken:
            problems += broken.problems
            continue
        if scenario.observed is None:
            skipped.append(path)
        else:
            cases.append(Case(path.stem, scenario))
    if problems:
        raise ScenarioError(problems)
    return cases, skipped


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise WrongValue(f"no such folder: {folder}")
    return sorted(folder.glob("*.toml"))
