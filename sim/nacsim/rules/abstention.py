"""Abstention: the third answer, of those who dislike a text and will not stand in its way.

    a_i = 1  if  m_i < 0  and  o_i = 0

A member to which the text is a loss, but less of one than objecting would cost it, has nothing to say for it and will not
say no. Where a body knows no abstention its silence is consent; where it does, it abstains. In the Security Council an
abstention, of a permanent member too, is no veto: Article 27(3) of the Charter has been read so since 1946, and the
International Court of Justice has confirmed it (Namibia, advisory opinion of 21 June 1971, paragraph 22). In the European
Union abstentions do not prevent unanimity (Articles 31(1) TEU and 238(4) TFEU), but under a qualified majority they are
votes that are missing. So an abstention never stops a text by itself; whether it is missed is for the rule to say.
"""

from nacsim.rules.shapes import NR


def abstains(margin: NR, objects: NR) -> NR:
    """Who abstains, (N, R) bool, from what the text is worth to each and who objects."""
    held_back: NR = (margin < 0) & ~objects
    return held_back
