"""NACSIM: would the North Atlantic Council agree?

The public names, loaded when first used, so that `nacsim --help` starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from nacsim.codings import agree
    from nacsim.council.agents import Council, Member
    from nacsim.council.replay import Course, tell
    from nacsim.council.seat import play, replay
    from nacsim.council.watch import Moment, watch
    from nacsim.engine.ensemble import simulate, simulate_many, tally, tally_many
    from nacsim.engine.workers import Crew
    from nacsim.errors import NacsimError
    from nacsim.explore.agenda import agenda
    from nacsim.explore.bridge import bridge
    from nacsim.explore.compare import compare
    from nacsim.explore.discover import discover
    from nacsim.explore.pivots import pivots
    from nacsim.explore.sensitivity import sensitivity
    from nacsim.explore.sweep import sweep
    from nacsim.history.door import validate
    from nacsim.reporting.door import report, stances
    from nacsim.results.answer import load_result
    from nacsim.results.answers import (
        Agreement,
        Bridge,
        Comparison,
        Difference,
        Discovery,
        Pivots,
        Sensitivity,
        Share,
        Summary,
        Sweep,
        Validation,
    )
    from nacsim.results.outcomes import Outcomes
    from nacsim.results.reported import Report, Stances
    from nacsim.results.summary import summary
    from nacsim.results.tally import Tally
    from nacsim.scenario import Scenario, ScenarioError, load, shipped
    from nacsim.scenario.build import ScenarioLike
    from nacsim.scenario.elicit import Elicited, read_answers, write_sheet
    from nacsim.scenario.exchange import read_table, write_table
    from nacsim.vocabulary import ADOPTED, OUTCOMES

_HOME = {
    "agree": "nacsim.codings",
    "Agreement": "nacsim.results.answers",
    "validate": "nacsim.history.door",
    "load_result": "nacsim.results.answer",
    "Validation": "nacsim.results.answers",
    "Sweep": "nacsim.results.answers",
    "Summary": "nacsim.results.answers",
    "Share": "nacsim.results.answers",
    "Sensitivity": "nacsim.results.answers",
    "Pivots": "nacsim.results.answers",
    "Discovery": "nacsim.results.answers",
    "Difference": "nacsim.results.answers",
    "Comparison": "nacsim.results.answers",
    "Bridge": "nacsim.results.answers",
    "ADOPTED": "nacsim.vocabulary",
    "Council": "nacsim.council.agents",
    "Elicited": "nacsim.scenario.elicit",
    "Crew": "nacsim.engine.workers",
    "Member": "nacsim.council.agents",
    "Moment": "nacsim.council.watch",
    "NacsimError": "nacsim.errors",
    "OUTCOMES": "nacsim.vocabulary",
    "Outcomes": "nacsim.results.outcomes",
    "Scenario": "nacsim.scenario",
    "ScenarioError": "nacsim.scenario",
    "ScenarioLike": "nacsim.scenario.build",
    "Course": "nacsim.council.replay",
    "Tally": "nacsim.results.tally",
    "bridge": "nacsim.explore.bridge",
    "agenda": "nacsim.explore.agenda",
    "compare": "nacsim.explore.compare",
    "discover": "nacsim.explore.discover",
    "load": "nacsim.scenario",
    "pivots": "nacsim.explore.pivots",
    "play": "nacsim.council.seat",
    "replay": "nacsim.council.seat",
    "read_answers": "nacsim.scenario.elicit",
    "read_table": "nacsim.scenario.exchange",
    "report": "nacsim.reporting.door",
    "Report": "nacsim.results.reported",
    "sensitivity": "nacsim.explore.sensitivity",
    "stances": "nacsim.reporting.door",
    "Stances": "nacsim.results.reported",
    "shipped": "nacsim.scenario",
    "simulate": "nacsim.engine.ensemble",
    "simulate_many": "nacsim.engine.ensemble",
    "summary": "nacsim.results.summary",
    "sweep": "nacsim.explore.sweep",
    "tally": "nacsim.engine.ensemble",
    "tally_many": "nacsim.engine.ensemble",
    "tell": "nacsim.council.replay",
    "watch": "nacsim.council.watch",
    "write_sheet": "nacsim.scenario.elicit",
    "write_table": "nacsim.scenario.exchange",
}
__all__ = [
    "ADOPTED",
    "OUTCOMES",
    "Agreement",
    "Bridge",
    "Comparison",
    "Council",
    "Course",
    "Crew",
    "Difference",
    "Discovery",
    "Elicited",
    "Member",
    "Moment",
    "NacsimError",
    "Outcomes",
    "Pivots",
    "Report",
    "Scenario",
    "ScenarioError",
    "ScenarioLike",
    "Sensitivity",
    "Share",
    "Stances",
    "Summary",
    "Sweep",
    "Tally",
    "Validation",
    "agenda",
    "agree",
    "bridge",
    "compare",
    "discover",
    "load",
    "load_result",
    "pivots",
    "play",
    "read_answers",
    "read_table",
    "replay",
    "report",
    "sensitivity",
    "shipped",
    "simulate",
    "simulate_many",
    "stances",
    "summary",
    "sweep",
    "tally",
    "tally_many",
    "tell",
    "validate",
    "watch",
    "write_sheet",
    "write_table",
]

if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            from nacsim.nearest import nearest

            close = None if name.startswith("_") else nearest(name, _HOME)
            hint = f"; did you mean {close}?" if close else ""
            raise AttributeError(f"module 'nacsim' has no attribute {name!r}{hint}")
        return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
