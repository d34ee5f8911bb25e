"""Decided elsewhere: quarrels that end for reasons no stance in the room explains.

A government falls, a guest mends the quarrel, a summit trades the matter against another: a share `elsewhere` of the
texts that are objected to end so, whatever the stances say. With the chance `elsewhere_adopts` the objection falls and
the text is adopted as it stands; else it is dropped. It keeps the model from being surer than past decisions allow (a
mixture with the base rate, as in the smoothing of forecasts: Krichevsky & Trofimov 1981). A hand that is forced is not
let go of, and a veto in law (`decision`) is not got round.
"""

from nacsim.rules.shapes import NR, NR1, R
from nacsim.rules.state import HELD


def settled(elsewhere: R, objects: NR, forced: NR1) -> R:
    """+1 where the objection falls, -1 where the text is dropped, 0 where the Council decides, (R,).

    `elsewhere` (R,) says how it would end; `objects` (N, R); `forced` (N, R or 1) is -HELD for who is made to object.
    """
    held = (objects & (forced <= -HELD)).any(0)
    return elsewhere * (objects.any(0) & ~held)
