"""A member in the chair: what it has at stake bends what it puts.

    p' = p     if  g_c(p') < 0  and  g_c(p') < g_c(p)

The Secretary General of NATO has no stake of its own. The chairs of many councils have: a member presides, and uses what
the chair gives it, control of the agenda, for what it wants itself, within what the others accept (Tallberg 2006,
*Leadership and Negotiation in the European Union*; 2010, *International Studies Quarterly* 54(1), 241-265). Three things
follow here, and the member speaks and votes as it would without the chair:

- it does not put a redraft p' that would turn the text into a loss to it, or into a greater one;
- a text that is a loss to it, it takes off the table as soon as that fails, where a chair may do so (`shelving`);
- it brings down the gavel over a single objector only for a text that is no loss to it (`gavel`).

g_c is what a text is worth to the chair, without what objecting would cost it. None of it was fitted to anything: NATO's
decisions know no such chair.
"""

import numpy as np

from nacsim.rules.shapes import DR, NR, R


def loses(chair: int, worth: NR) -> R:
    """Whether a text is a loss to the member in the chair, (R,) bool, given what it is `worth` to each (N, R)."""
    lost: R = worth[chair] < 0
    return lost


def put(chair: int, text: DR, new: DR, worth: NR, then: NR) -> DR:
    """The text (D, R) that the member in the chair puts next: `new`, or the old `text` where it would rather not.

    `worth` and `then` (N, R) are what the old and the new text are worth to each.
    """
    refuses = loses(chair, then) & (then[chair] < worth[chair])
    return np.where(refuses, text, new)
