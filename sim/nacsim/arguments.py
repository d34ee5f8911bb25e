"""The arguments of public functions: whole numbers checked, unknown names answered with the nearest right one."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from operator import index
from os import PathLike
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from nacsim.defaults import MOST_RUNS, MOST_SEED
from nacsim.errors import WrongType, WrongValue
from nacsim.nearest import listing, nearest

P = ParamSpec("P")
R = TypeVar("R")


class NoSuchArgument:
    """The type of keywords that a function does not have; there is nothing of this type.

    Written as `**unknown: NoSuchArgument` in a signature it lets a type checker go on: pyright looks at no other argument
    of a call with a keyword that does not exist, and would leave a second mistake in it unsaid.
    """

    def __init__(self) -> None:
        raise TypeError("there is no such argument")


def door(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator of a public function: a keyword that it does not have is answered with those that it has."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]

    @wraps(function)
    def entered(*args: P.args, **kwargs: P.kwargs) -> R:
        for word in kwargs:
            if word not in names:
                raise unknown(function.__name__, word, names)
        return function(*args, **kwargs)

    known = [one for one in signature(function).parameters.values() if one.kind is not one.VAR_KEYWORD]
    entered.__signature__ = signature(function).replace(parameters=known)  # type: ignore[attr-defined]
    return entered


def unknown(function: str, word: str, names: tuple[str, ...]) -> WrongType:
    """The error for a keyword that a function does not have."""
    close = nearest(word, names, 0.5)
    hint = f"did you mean {close}=? " if close else ""
    return WrongType(f"{function}() has no argument {word}=; {hint}it takes {listing(names)}")


def whole(name: str, value: Any, least: int = 0, most: int | None = None) -> int:
    """`value` as a whole number within limits; WrongType or WrongValue, which name what was typed."""
    allowed = f"a whole number from {least:,}" + ("" if most is None else f" to {most:,}")
    try:
        if isinstance(value, bool):
            raise TypeError
        number = index(value)
    except TypeError:
        raise WrongType(
            f"{name}={value!r:.60} is no whole number; allowed: {allowed}{_as_typed(name, value)}"
        ) from None
    if number < least or (most is not None and number > most):
        raise WrongValue(f"{name}={value!r} will not do; allowed: {allowed}")
    return number


def _as_typed(name: str, value: Any) -> str:
    """What to type instead, where that can be guessed."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return ""
    return f", such as {name}={int(number)}" if number.is_integer() and not isinstance(value, bool) else ""


def played(runs: Any, seed: Any) -> tuple[int, int]:
    """How many councils, and under which seed, checked."""
    return whole("runs", runs, 1, MOST_RUNS), whole("seed", seed, 0, MOST_SEED)


def a_path(name: str, value: Any) -> Path:
    """`value` as a path; WrongType otherwise."""
    if not isinstance(value, str | PathLike):
        raise WrongType(f"{name}={value!r:.60} is no path; allowed: a text or a pathlib.Path")
    return Path(value)


def share(name: str, value: Any) -> float:
    """A share above 0 and below 1; WrongType or WrongValue otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongType(
            f"{name}={value!r} is no number; allowed: a share between 0 and 1, such as {name}=0.8"
        )
    if not 0 < value < 1:
        per_cent = f", such as {name}={value / 100:g}" if 1 < value < 100 else ""
        raise WrongValue(f"{name}={value!r} will not do; allowed: a share between 0 and 1{per_cent}")
    return float(value)
