"""How many texts are adopted late for no reason in the room: the matter was settled elsewhere, and the objection fell.

A row keeps how a council ended and not by what way, so the first block of the run is played again to look at its ways.
"""

from nacsim.engine.luck import BLOCK, lots
from nacsim.engine.memory import one_thread
from nacsim.engine.playing import play
from nacsim.engine.rows import rows
from nacsim.engine.sampling import draw
from nacsim.results.intervals import share
from nacsim.scenario.resolved import Scenario
from nacsim.vocabulary import OUTCOMES, SETTLED


def settled_elsewhere(scenario: Scenario, seed: int = 0) -> dict[str, float]:
    """Share of councils that adopt the text late because the matter is settled elsewhere, with its 95 % interval."""
    with one_thread:
        setting = draw(scenario, lots(seed, 0), BLOCK)
        ended = play(setting)
        late = rows(setting, ended)["outcome"] == OUTCOMES.index("delayed")
    return share(int((late & (ended.phase == SETTLED)).sum()), BLOCK)
