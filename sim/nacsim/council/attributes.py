"""What a council and its members show of their arrays: attributes that read and write one place of them, in points.

An owner of attributes has `council` (a council: itself), which has `state`, `setting`, `agenda` and `column`, and
`place`: where it is in an array between the axis of issues and that of runs, `(n,)` for the member in row n, `()` for the
council. `column` is the run that is shown, or a slice of all runs side by side: then attributes are arrays over runs, and
only for reading. Positions, salience, resolve and texts count 0-100, and gains 100 for the whole scale of an issue that
means everything, as in files and results.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from nacsim.scale import WHOLE, as_points, as_share

DIGITS = 5
"""Decimals of a point that single precision tells apart."""


class ByIssue(Mapping[str, Any]):
    """Values by issue as they were when read; assigning to an issue changes the council."""

    def __init__(self, values: dict[str, Any], attribute: "EachIssue", owner: Any):
        self._values, self._attribute, self._owner = values, attribute, owner

    def __getitem__(self, issue: str) -> Any:
        if issue not in self._values:
            raise KeyError(f"no issue {issue!r}; the issues are {', '.join(self._values)}")
        return self._values[issue]

    def __setitem__(self, issue: str, value: float) -> None:
        self._attribute.__set__(self._owner, {issue: value})
        self._values[issue] = float(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self._values,)  # what is copied or stored is the values, not the council behind them


class Number:
    """One number, or truth, of the array that `path` names from the council on, as in "state.resolve".

    `points`: it is a share of the scale, or a gain, and shown in points. `writable` False: AttributeError when set.
    `scale`: ValueError if what is set is not within 0-100. `total` names the array of the sums over members, which moves
    with it.
    """

    def __init__(
        self,
        path: str,
        *,
        points: bool = False,
        writable: bool = True,
        scale: bool = False,
        total: str | None = None,
    ):
        self.path, self.points, self.writable, self.scale, self.total = path, points, writable, scale, total

    def __set_name__(self, kind: type, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, kind: type | None = None) -> Any:
        return self if owner is None else shown(read(owner, self.path), self.points)

    def __set__(self, owner: Any, value: float) -> None:
        council, place = written(owner, self.name, self.writable), (*owner.place, owner.council.column)
        new = (
            within(value, self.name)
            if self.scale
            else as_share(float(value))
            if self.points
            else float(value)
        )
        change = new - found(council, self.path)[place]
        write(council, self.path, place, new)
        if self.total is not None:
            write(council, self.total, (0,), found(council, self.total)[0] + change)


class EachIssue:
    """Points by issue, of the array that `path` names; setting it to one number sets all issues.

    Arrays named in `moves` are shifted by as much, and kept within 0-100.
    """

    def __init__(self, path: str, *, writable: bool = True, moves: tuple[str, ...] = ()):
        self.path, self.writable, self.moves = path, writable, moves

    def __set_name__(self, kind: type, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, kind: type | None = None) -> Any:
        if owner is None:
            return self
        each = read(owner, self.path, slice(None))
        return ByIssue(
            {issue: shown(each[d], True) for d, issue in enumerate(owner.council.agenda.issues)}, self, owner
        )

    def __set__(self, owner: Any, value: float | Mapping[str, float]) -> None:
        council = written(owner, self.name, self.writable)
        for d, new in numbered(value, council.agenda.issues, self.name):
            place = (d, *owner.place, council.column)
            shift = new - found(council, self.path)[place]
            write(council, self.path, place, new)
            for path in self.moves:
                write(council, path, place, np.clip(found(council, path)[place] + shift, 0, 1))


def read(owner: Any, path: str, *before: Any) -> Any:
    """What an owner has of an array: one value for the run that is shown, or a row over all runs."""
    array, column = found(owner.council, path), owner.council.column
    if column != 0 and array.shape[-1] == 1:  # what is the same in all runs
        array = np.broadcast_to(array, (*array.shape[:-1], owner.council.runs))
    return array[(*before, *owner.place, column)]


def shown(value: Any, points: bool) -> Any:
    """A number as it was meant: 10 and not 10.0000001, which is what single precision keeps of it; truths as they are."""
    if value.dtype.kind == "b":
        return bool(value) if value.ndim == 0 else value
    told = np.round(as_points(value.astype(float)) if points else value.astype(float), DIGITS)
    return float(told) if value.ndim == 0 else told


def written(owner: Any, name: str, writable: bool = True) -> Any:
    """The council of an owner whose attribute is to be set. AttributeError if it cannot be."""
    if owner.council.column != 0:
        raise AttributeError(f"{name} cannot be set here: what weigh_many is given is for reading")
    if not writable:
        raise AttributeError(f"{name} follows from the rest of the council and cannot be set")
    return owner.council


def found(root: Any, path: str) -> Any:
    """What a dotted path leads to."""
    for name in path.split("."):
        root = getattr(root, name)
    return root


def write(council: Any, path: str, place: tuple[Any, ...], value: float) -> None:
    """Put a value at a place of an array of the council's state or setting; old arrays stay as they are."""
    root, *names = path.split(".")
    setattr(council, root, rewritten(getattr(council, root), names, place, value))


def rewritten(part: Any, names: list[str], place: tuple[Any, ...], value: float) -> Any:
    """A (nested) NamedTuple, or in the end an array, like `part` with a value at a place."""
    if names:
        return part._replace(**{names[0]: rewritten(getattr(part, names[0]), names[1:], place, value)})
    new = np.array(part)
    new[place] = value
    return new


def numbered(value: float | Mapping[str, float], issues: Iterable[str], what: str) -> list[tuple[int, float]]:
    """Place and checked share of the issues named, or of all for one number. KeyError for an unknown one."""
    issues = list(issues)
    changes = value if isinstance(value, Mapping) else dict.fromkeys(issues, value)
    unknown = [name for name in changes if name not in issues]
    if unknown:
        raise KeyError(f"{what}: no issue {unknown[0]!r}; the issues are {', '.join(issues)}")
    return [(issues.index(name), within(v, f"{what} of {name}")) for name, v in changes.items()]


def within(value: float, what: str) -> float:
    """Points of the scale as a share. ValueError if they are not on it."""
    if not 0 <= value <= WHOLE:
        raise ValueError(f"{what} counts 0-100, got {value}")
    return float(as_share(value))
