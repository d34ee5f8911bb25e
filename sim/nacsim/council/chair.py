"""What a chair that is no longer the model's may put: a person's, or that of a member with a class of its own."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy import ndarray

from nacsim.errors import NacsimError
from nacsim.rules.redraft import within
from nacsim.rules.round import otherwise
from nacsim.rules.shelving import stalled
from nacsim.rules.state import Setting, State
from nacsim.scale import WHOLE, as_points, as_share
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import SHELVED


class NotAllowed(NacsimError, ValueError):
    """An action against the rules; the text says what is allowed."""


def shelved(before: State, after: State, setting: Setting) -> State:
    """The state in which the chair has taken the text off the table after a silence; nothing more is paid."""
    phase = otherwise(np.full_like(after.phase, SHELVED), after, setting)
    return after._replace(text=before.text, paid=before.paid, spent=before.spent, phase=phase)


def tabled(
    before: State, after: State, text: Mapping[str, Any], scenario: Scenario, setting: Setting
) -> State:
    """The state in which the chair has put another text, by issue in points, than the model would have. NotAllowed.

    What is not named stays as the model would put it.
    """
    new = after.text.copy()
    for name, points in text.items():
        d = issue_of(name, scenario)
        new[d] = allowed(d, name, points, after, scenario, setting)
    still = stalled(before.text, new, after.spent - before.spent, before.stalled)
    return after._replace(text=new, stalled=still)


def issue_of(name: str, scenario: Scenario) -> int:
    """The place of an issue."""
    names = list(scenario.issues)
    if name not in names:
        raise NotAllowed(f"{name} is not on the table; allowed: {', '.join(names)}")
    return names.index(name)


def allowed(d: int, name: str, points: Any, state: State, scenario: Scenario, setting: Setting) -> ndarray:
    """The text on one issue, 0-1, if the sponsors and the issue allow it."""
    if isinstance(points, bool) or not isinstance(points, int | float) or not 0 <= points <= WHOLE:
        raise NotAllowed(f"{name}: allowed: a number from 0 to 100")
    issue = scenario.issues[name]
    asked: ndarray = as_share(np.array([points]))
    if bool(setting.issues.lumpy[d][0]):
        whole = {0.0, issue.proposed or 100.0} if issue.status_quo is None else {issue.proposed}
        if points not in whole:
            raise NotAllowed(
                f"{name} is taken whole; allowed: {' or '.join(f'{v:g}' for v in sorted(whole))}"
            )
        return asked
    if issue.status_quo is None:
        return asked
    way = np.array([issue.proposed - issue.status_quo])
    least = within(asked, as_share(np.array([issue.proposed])), state.bound[d], way)
    if abs(float(least[0]) - as_share(points)) > 1e-6:
        raise NotAllowed(f"{name}: the sponsors would not table less than {as_points(float(least[0])):.1f}")
    return asked
