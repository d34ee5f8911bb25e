"""A member at the table of one council, and what it shows of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from numpy import ndarray

from nacsim.council.attributes import EachIssue, Number, shown, write
from nacsim.council.framework import mesa
from nacsim.council.hooks import check_names
from nacsim.council.view import View, view_of
from nacsim.engine.luck import BLOCK, lots, uniform
from nacsim.engine.sampling import FORCED
from nacsim.errors import WrongType
from nacsim.rules.round import terms, value

if TYPE_CHECKING:
    from nacsim.council.agents import Council


class Member(mesa.Agent):
    """An ally at the table: it reads and writes its column of the council's arrays.

    Positions, salience and resolve count 0-100; gains are in points, 100 being the whole scale of an issue that means
    everything. `unique_id` is its code, so that tables of Mesa speak of FRA and not of agent 12. A subclass answers in a
    way of its own: see `before_silence`, `weigh`, `weigh_many` and `redraft`. A function that looks like one of these and
    is none is an error, and so is `step`, for the council steps.
    """

    position = EachIssue("state.position", moves=("state.anchor",))
    """By issue, 0-100; assigning to an issue, or one number for all, is felt at once, and is not undone by talk."""
    anchor = EachIssue("state.anchor", writable=False)
    """By issue, 0-100: what it goes back to when it stops listening."""
    salience = EachIssue("state.salience")
    """By issue, 0-100: how much it matters."""
    resolve = Number("state.resolve", points=True, scale=True)
    """0-100: how willing it is to stand alone."""
    paid = Number("state.paid", points=True, total="state.spent")
    """Side payments so far, in points of gain."""
    luck = Number("setting.luck.lasting")
    """How much more or less than coded it minds what it dislikes, for the whole run, in standard deviations."""
    lean = Number("setting.members.lean", points=True)
    """Pull of all outsiders on the text as tabled: stance times reach, summed, in points."""
    objects = Number("state.objects", writable=False)
    """Whether it objected in the last silence, aloud or hidden."""
    speaks = Number("state.speaks", writable=False)
    """Whether it broke the last silence aloud."""
    margin = Number("state.margin", points=True, writable=False)
    """What the text was worth to it in the last silence, in points of gain."""

    def __init__(self, model: Council, code: str):
        super().__init__(model)
        self.council, self.code = model, code
        self.unique_id: Any = code  # Mesa numbers agents; nothing in it asks that the name be a number

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        check_names(cls, Member)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.code}>"

    @property
    def place(self) -> tuple[int]:
        """Its row in the arrays of the council. Raises Absent once it has left the room."""
        return (self.council.row(self.code),)

    @property
    def gain(self) -> float:
        """What the text now on the table is worth to it without payments, in points of gain."""
        worth, _ = value(self.council.state, self.council.setting)
        return float(shown(worth[(*self.place, 0)], True))

    @property
    def cost(self) -> float:
        """What it costs it to object all alone, in points of gain."""
        state = self.council.state
        return float(shown(terms(state.resolve, self.council.setting).cost[(*self.place, 0)], True))

    @property
    def forced(self) -> str | None:
        """None where it decides for itself, "silent" or "objects" where its hand is forced. Writable."""
        hold = self.council.setting.members.forced[(*self.place, 0)]
        return next((name for name, held in FORCED.items() if held == hold), None)

    @forced.setter
    def forced(self, name: str | None) -> None:
        if name is not None and name not in FORCED:
            raise ValueError(f"forced: {name!r} is not allowed; allowed: None, {', '.join(FORCED)}")
        write(self.council, "setting.members.forced", (*self.place, 0), FORCED.get(name or "", 0.0))

    def chance(self, word: str, index: int = 0) -> float:
        """A number between 0 and 1, drawn by chance once for this run, this member, this word and this index.

        The same in every council of the same seed and run, however it is played, and in `weigh_many`; with
        `index=self.council.round` it is another one every round.
        """
        block, place = divmod(self.council.run, BLOCK)
        return float(uniform(lots(self.council.seed, block).of("own", f"{self.code}.{word}", index)[place]))

    def before_silence(self) -> None:
        """Called every round after events and consultation, before the text is put under silence.

        Members are called in the order of the table. What is changed here (its own attributes, those of
        others, the text) is felt in this very silence. For subclasses; does nothing.
        """

    def weigh(self, margin: float) -> float:
        """What the text is worth to the member in this silence, in points of gain; below 0 it dislikes it.

        `margin` is the model's answer: gain, pressure and payments together. It objects if this is less than minus `cost`,
        what it costs to object alone, so `math.inf` always consents and `-math.inf` always objects. For subclasses; returns
        the model's answer, or that of `weigh_many` where a subclass has only that one.
        """
        kind = type(self)
        if kind.weigh is Member.weigh and kind.weigh_many is not Member.weigh_many:
            return self._weighed_as_many(margin)
        return margin

    @staticmethod
    def weigh_many(view: View, margin: ndarray) -> ndarray:
        """`weigh` for many councils at once, so that `simulate` can play them at the speed of the engine.

        `view` shows what the member shows (`position`, `salience`, `resolve`, `cost`, `gain`, `paid`, `luck`, `lean`,
        `objects`, `speaks`, `margin`, `chance`, `council.round`, `council.text`, `council.member(code)`), each as an array
        over councils, (R,); `margin` is (R,), and so is the answer. It must say of each council what `weigh` says of it, and
        nothing of the others: a sample is held to that. For subclasses.
        """
        return margin

    def redraft(self, offer: dict[str, float]) -> dict[str, float] | None:
        """What is tabled next after a silence that failed, by issue, 0-100; None takes the text off the table.

        A member whose class defines this holds the chair. `offer` is what the model's chair would put; an issue that is not
        named stays so. The sponsors (`council.bound`) and what is taken whole (`council.taken_whole`) still bind: NotAllowed
        for a text that they would not table. Payments are the model's. For
        subclasses; returns the offer.
        """
        return offer

    def remove(self) -> None:
        """Leave the room: from now on the text needs the consent of those who stay, by the same rule, and their ties close.

        Raises NotAllowed where the rule cannot do without it, or in the middle of a silence.
        """
        self.council.let_go(self)
        super().remove()

    def step(self) -> NoReturn:
        """Members do not step by themselves. Raises WrongType."""
        raise WrongType(
            "a member does not step by itself: council.step() plays a round, and calls before_silence of every member"
        )

    def _weighed_as_many(self, margin: float) -> float:
        """What its array form says of this one council."""
        council = self.council
        view = view_of(council, council.agenda, lots(council.seed, council.run // BLOCK)).member(self.code)
        said = type(self).weigh_many(view, np.array([margin], float))
        return float(np.broadcast_to(np.asarray(said, float), (1,))[0])
