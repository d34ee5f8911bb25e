"""Taking note: the least that a council can do with a text it does not adopt.

    objects to the note  if  delta m_i + c_i < 0

A text that nobody can agree on may still be noted, or read out as a statement of the chair. That weighs the share `delta` of
what the text itself does, so an objector must care to stop it: it stands alone against a trifle at the full cost c_i of
standing alone. The note passes or falls by the rule of the room, and nobody follows anybody (chairs' summaries in place of
agreed conclusions: Tallberg 2010, International Negotiation 15(2)).
"""

from nacsim.rules.decision import Rule, adopted
from nacsim.rules.shapes import NR, R
from nacsim.rules.silence import object_alone
from nacsim.rules.state import Note


def noted(note: Note, margin: NR, cost: NR, rule: Rule) -> R:
    """Whether a text that fails is noted, (R,) bool, from the last margins m and the costs c of objecting, (N, R)."""
    weighed = margin * note.worth
    heard: R = note.open & adopted(rule, object_alone(weighed, cost), weighed)
    return heard
