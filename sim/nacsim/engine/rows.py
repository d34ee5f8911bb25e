"""From how councils ended to one record for each."""

import numpy as np
from numpy import ndarray

from nacsim.engine.playing import Ending
from nacsim.results.outcomes import DAY_UNIT, PAID_UNIT, TEXT_UNIT, pack, row_type, whole
from nacsim.rules.ending import AS, classify
from nacsim.rules.state import Setting
from nacsim.rules.sums import heads
from nacsim.scale import as_points
from nacsim.vocabulary import ADOPTED, AGREED


def rows(setting: Setting, done: Ending) -> ndarray:
    """Records of `nacsim.results.outcomes.row_type` from the endings of a setting."""
    issues, at_home = setting.issues, np.any(done.held_out, axis=0)
    outcome = classify(done.phase, done.text, done.rounds, at_home, issues)
    days, horizon = length(setting, done), setting.room.horizon
    if horizon is not None:  # what is agreed or ratified later is still open
        outcome[(outcome < len(ADOPTED)) & (days > horizon)] = AS["blocked"]
    failed = outcome >= len(ADOPTED)
    stood = failed & done.objects.any(0)  # a text dropped because nothing is left of it is opposed by nobody
    blocks = done.speaks & stood
    text = np.where(failed, issues.residue, done.text)
    out = np.zeros(len(outcome), row_type(len(text), len(blocks)))
    out["outcome"], out["rounds"] = outcome, whole(done.rounds + done.home_rounds, 1, "u2")
    out["days"] = whole(days, DAY_UNIT, "u4")
    out["text"] = whole(as_points(text.T), TEXT_UNIT, "u2")
    out["first"], out["blocks"], out["pivotal"] = pack(done.first), pack(blocks), pack(done.pivotal & stood)
    out["alone"] = (heads(blocks) == 1) & (heads(done.objects) == 1)
    paid = whole(as_points(done.paid), PAID_UNIT, "u2")
    for n in np.flatnonzero(paid.any(1)):  # few are paid: sooner done than turning all of it round
        out["paid"][:, n] = paid[n]
    return out


def length(setting: Setting, done: Ending) -> ndarray:
    """Days until the end, (R,): those of the rounds, and at home those of the slowest."""
    luck = setting.luck
    council = luck.days(done.rounds, luck.column)
    if not setting.room.ratifies:
        return council
    willing = np.where(done.held_out, 0, luck.home(luck.column)).max(0)
    agreed = np.isin(done.phase, AGREED) | done.held_out.any(0)
    waited = luck.days(done.rounds + done.home_rounds, luck.column) - council
    return council + np.where(agreed, np.maximum(willing, waited), 0)
