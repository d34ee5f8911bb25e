"""What a class of one's own may answer, and which of it can be played in arrays."""

from collections.abc import Mapping
from typing import Any

from nacsim.errors import Absent, WrongType, WrongValue
from nacsim.nearest import nearest, offer

HOOKS = ("before_silence", "weigh", "weigh_many", "redraft")
"""What a subclass of Member may define for the council to ask it."""
ALIKE = 0.75
"""Likeness to a hook at which another name is taken for a slip."""


def check_names(kind: type, known: type, hooks: tuple[str, ...] = HOOKS) -> None:
    """Raise WrongType for a function that looks like a hook of `known` and is none; it would never be called."""
    for name, value in vars(kind).items():
        if name in hooks or name.startswith("_") or not callable(getattr(value, "__func__", value)):
            continue
        if name == "step" and "before_silence" in hooks:
            raise WrongType(
                f"{kind.__name__}.step would never be called: the council steps, and calls before_silence of every "
                "member in every round; did you mean before_silence?"
            )
        close = nearest(name, hooks, ALIKE)
        if close and not hasattr(known, name):
            raise WrongType(
                f"{kind.__name__}.{name} is no hook of a {known.__name__} and would never be called; did you mean {close}? "
                f"A helper of its own may be called _{name}"
            )


def defined(kind: type, name: str, base: type) -> int | None:
    """How far up its line of classes a class defines a hook in a way of its own; None where it does not."""
    line = kind.__mro__[: kind.__mro__.index(base)]
    return next((k for k, one in enumerate(line) if name in vars(one)), None)


def own(kind: type, base: type) -> frozenset[str]:
    """The hooks that a class answers in a way of its own."""
    return frozenset(name for name in HOOKS if defined(kind, name, base) is not None)


def in_arrays(kind: type, base: type) -> bool:
    """Whether a class weighs many councils at once, and does nothing else of its own.

    A `weigh` below the array form, in a class that is derived from the one that has it, makes the array form stale.
    """
    many, one = (defined(kind, name, base) for name in ("weigh_many", "weigh"))
    return many is not None and (one is None or many <= one) and own(kind, base) <= {"weigh", "weigh_many"}


def seated(room: tuple[str, ...], member_class: Any, base: type) -> dict[str, type]:
    """The class of each member, from one class for all or a table of some. Raises Absent, WrongType."""
    some = isinstance(member_class, Mapping)
    each = dict(member_class) if some else dict.fromkeys(room, member_class)
    for code, kind in each.items():
        if code not in room:
            raise Absent(f"member_class: {code} is not in the room; {offer(str(code), room)}")
        if not (isinstance(kind, type) and issubclass(kind, base)):
            raise WrongType(
                f"member_class: {kind!r:.60} will not do; needed: a subclass of {base.__name__}, or a table "
                "of them by code"
            )
    chairing = {kind for kind in set(each.values()) if "redraft" in own(kind, base)}
    chairs = [code for code, kind in each.items() if kind in chairing]
    if len(chairs) > 1:
        code, kind = chairs[0], each[chairs[0]].__name__
        raise WrongValue(
            f"redraft: there is one chair, and {len(chairs)} members would hold it; give one of them the class, such as "
            f"member_class={{{code!r}: {kind}}}"
        )
    return {code: each.get(code, base) for code in room}
