"""What numbers of a stance mean, in words: the anchors of the coding guide, and the same on the cards of a class."""

from typing import NamedTuple


class Anchor(NamedTuple):
    """A stretch of a scale, up to and with `top`, in points."""

    top: float
    code: str  # the numbers a coder would write
    meaning: str  # in the guide, of a government
    told: str  # on a card, to who plays it


SALIENCE = (
    Anchor(17, "5 to 15", "no stake of its own; its officials would let it pass", "It hardly matters to you."),
    Anchor(34, "20 to 30", "an interest: officials follow it, and nobody speaks of it in public",
           "It matters a little: your officials follow it."),
    Anchor(57, "40 to 55", "a concern of ministers, who say so when asked and raise it with others",
           "It matters: your minister cares about it."),
    Anchor(77, "60 to 75", "a priority: ministers speak of it unasked, or the head of government does",
           "It matters much: it is one of your government's priorities."),
    Anchor(92, "80 to 90", "one of the two or three matters by which the government is judged at home",
           "It matters very much: your government is judged by it at home."),
    Anchor(100, "95 to 100", "the country's existence, its territory or name, or what its foreign policy is founded on",
           "Nothing matters more to you."),
)  # fmt: skip
"""How much the whole matter means to a member, all issues together."""

RESOLVE = (
    Anchor(14, "5 to 10", "has said nothing against it, or goes along with its friends", "You do not want to stand alone."),
    Anchor(34, "20 to 30", "has voiced doubts, but nobody expects it to be the only one",
           "You may have doubts, but you would rather not be the only one."),
    Anchor(54, "40 to 50", "has said in public that it objects, and would say no in company",
           "You would say no in company; alone only if the text hurts you badly."),
    Anchor(77, "60 to 75", "would say no alone, and take a weaker text or a price for its consent",
           "You are ready to say no alone, and to be won by a better text."),
    Anchor(92, "80 to 90", "has said that it will block, or does, and would refuse a weaker text or a price, too",
           "You will say no alone until you get what you ask for."),
    Anchor(100, "95 to 100", "has drawn a line in words that exclude a price, as a rule by its head of state or parliament",
           "You have drawn a line in public, and there is no price for it."),
)  # fmt: skip
"""How willing a member is to stand alone."""


def in_words(scale: tuple[Anchor, ...]) -> tuple[str, ...]:
    """A scale as lines: "5 to 15: no stake of its own; its officials would let it pass"."""
    return tuple(f"{one.code}: {one.meaning}" for one in scale)


def anchor(scale: tuple[Anchor, ...], points: float) -> Anchor:
    """The stretch that a number lies in."""
    return next(one for one in scale if points <= one.top)
