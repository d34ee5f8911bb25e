"""What a council and its members show of their arrays: attributes that read and write one place of them.

An owner of attributes has `council` (a council: itself), which has `state`, `setting` and `agenda`, and `place`:
where it is in an array between the axis of issues and that of runs, `(n,)` for the member in row n, `()` for
the council.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

DIGITS = 7  # decimals that single precision tells apart on a scale of 0-1


class ByIssue(Mapping):
    """Values by issue as they were when read; assigning to an issue changes the council."""

    def __init__(self, values: dict[str, float], attribute: "EachIssue", owner: Any):
        self._values, self._attribute, self._owner = values, attribute, owner

    def __getitem__(self, issue: str) -> float:
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

    def __reduce__(self) -> tuple:
        return dict, (self._values,)  # what is copied or stored is the values, not the council behind them


class Number:
    """One number, or truth, of the array that `path` names from the council on, as in "state.resolve".

    `writable` False: AttributeError when set. `scale`: ValueError if what is set is not within 0-1. `total`
    names the array of the sums over members, which moves with it.
    """

    def __init__(self, path: str, *, writable: bool = True, scale: bool = False, total: str | None = None):
        self.path, self.writable, self.scale, self.total = path, writable, scale, total

    def __set_name__(self, kind: type, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, kind: type | None = None) -> Any:
        return self if owner is None else shown(found(owner.council, self.path)[(*owner.place, 0)].item())

    def __set__(self, owner: Any, value: float) -> None:
        if not self.writable:
            raise AttributeError(f"{self.name} follows from the rest of the council and cannot be set")
        council, place = owner.council, (*owner.place, 0)
        new = within(value, self.name) if self.scale else float(value)
        change = new - found(council, self.path)[place]
        write(council, self.path, place, new)
        if self.total is not None:
            write(council, self.total, (0,), found(council, self.total)[0] + change)


class EachIssue:
    """Numbers by issue, 0-1, of the array that `path` names; setting it to one number sets all issues.

    Arrays named in `moves` are shifted by as much, and kept within 0-1.
    """

    def __init__(self, path: str, *, writable: bool = True, moves: tuple[str, ...] = ()):
        self.path, self.writable, self.moves = path, writable, moves

    def __set_name__(self, kind: type, name: str) -> None:
        self.name = name

    def __get__(self, owner: Any, kind: type | None = None) -> Any:
        if owner is None:
            return self
        column = map(shown, found(owner.council, self.path)[(slice(None), *owner.place, 0)].tolist())
        return ByIssue(dict(zip(owner.council.agenda.issues, column, strict=True)), self, owner)

    def __set__(self, owner: Any, value: float | Mapping[str, float]) -> None:
        if not self.writable:
            raise AttributeError(f"{self.name} follows from the rest of the council and cannot be set")
        council = owner.council
        for d, new in numbered(value, council.agenda.issues, self.name):
            place = (d, *owner.place, 0)
            shift = new - found(council, self.path)[place]
            write(council, self.path, place, new)
            for path in self.moves:
                write(council, path, place, np.clip(found(council, path)[place] + shift, 0, 1))


def shown(value: float) -> float:
    """A number as it was meant: 0.1 and not 0.10000000149, which is what single precision keeps of it."""
    return value if isinstance(value, bool) else round(value, DIGITS)


def found(root: Any, path: str) -> Any:
    """What a dotted path leads to."""
    for name in path.split("."):
        root = getattr(root, name)
    return root


def write(council: Any, path: str, place: tuple, value: float) -> None:
    """Put a value at a place of an array of the council's state or setting; old arrays stay as they are."""
    root, *names = path.split(".")
    setattr(council, root, rewritten(getattr(council, root), names, place, value))


def rewritten(part: Any, names: list[str], place: tuple, value: float) -> Any:
    """A (nested) NamedTuple, or in the end an array, like `part` with a value at a place."""
    if names:
        return part._replace(**{names[0]: rewritten(getattr(part, names[0]), names[1:], place, value)})
    new = np.array(part)
    new[place] = value
    return new


def numbered(value: float | Mapping[str, float], issues: Iterable[str], what: str) -> list[tuple[int, float]]:
    """Place and checked value of the issues named, or of all for one number. KeyError for an unknown one."""
    issues = list(issues)
    changes = value if isinstance(value, Mapping) else dict.fromkeys(issues, value)
    unknown = [name for name in changes if name not in issues]
    if unknown:
        raise KeyError(f"{what}: no issue {unknown[0]!r}; the issues are {', '.join(issues)}")
    return [(issues.index(name), within(v, f"{what} of {name}")) for name, v in changes.items()]


def within(value: float, what: str) -> float:
    """A value of the 0-1 scale. ValueError if it is not on it."""
    if not 0 <= value <= 1:
        raise ValueError(f"{what} counts 0-1 here, got {value} (0-100 is for files and results)")
    return float(value)
