"""What every result can do, whatever was asked: say itself in a sentence, draw itself, become a table, be kept in a file.

Words, figures and tables live elsewhere and are looked up by name when they are first wanted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from nacsim.arguments import door
from nacsim.errors import Foreign, WrongValue
from nacsim.files.writing import write_whole
from nacsim.nearest import nearest
from nacsim.results.identity import check_of
from nacsim.results.plain import HIDDEN, misfit, plain, typed

if TYPE_CHECKING:
    from os import PathLike

    from pandas import DataFrame

    from nacsim.scenario.resolved import Scenario

FORMAT = "nacsim result 1"
"""What a kept result says that it is."""
WORDS, FIGURES, TABLES = "nacsim.narrate.answers", "nacsim.plots.answers", "nacsim.results.frames"
"""Where the words, the figures and the tables of results are."""


class Answer:
    """What every result can do."""

    @property
    def questions(self) -> tuple[Scenario, ...]:
        """The scenarios that were asked about, where they are known."""
        raise NotImplementedError

    def sentence(self) -> str:
        """The result in a sentence or two."""
        return str(import_module(WORDS).sentence(self))

    def plot(self, kind: str | None = None, *, ax: Any = None, **more: Any) -> Any:
        """A figure of the result on matplotlib axes, given back; a wrong `kind` is answered with the right ones."""
        return import_module(FIGURES).plot(self, kind, ax=ax, **more)

    def frame(self, rows: str | None = None) -> DataFrame:
        """The result as a pandas table; a wrong `rows` is answered with what there is."""
        return import_module(TABLES).frame(self, rows)

    def summary(self) -> dict[str, Any]:
        """The result as `--json` prints it."""
        raise NotImplementedError

    def save(self, path: str | PathLike[str]) -> Path:
        """Keep the result, with the scenarios it came from, in one file; `load_result` reads it."""
        raise NotImplementedError

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Self:
        """A kept result of this kind. Raises Foreign for a file of another."""
        found = load_result(path)
        if not isinstance(found, cls):
            raise Foreign(f"{path} holds {_article(type(found).__name__)}; read it with nacsim.load_result")
        return found

    def _repr_html_(self) -> str:
        return str(import_module(FIGURES).page(self))

    if not TYPE_CHECKING:  # a type checker would take any name for one that is there

        def __getattr__(self, name: str) -> Any:
            close = None if name.startswith("_") else nearest(name, [n for n in dir(self) if n[0] != "_"])
            hint = f"; did you mean {close}?" if close else ""
            raise AttributeError(f"{_article(type(self).__name__)} has no {name}{hint}")


def _article(name: str) -> str:
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}" if not name.endswith("s") else name


@dataclass(frozen=True, eq=False, repr=False)
class Found(Answer, Mapping[str, Any]):
    """A result of typed fields. As a mapping it is what `--json` prints, so `result["words"]` is plain data."""

    KINDS: ClassVar[dict[str, type[Found]]] = {}

    questions: tuple[Scenario, ...] = field(default=(), kw_only=True, metadata=HIDDEN)

    def __init_subclass__(cls) -> None:
        Found.KINDS[cls.__name__] = cls

    @classmethod
    def of(cls, told: dict[str, Any], *questions: Scenario) -> Self:
        """The result from plain data, and the scenarios it is about."""
        found: Self = typed(cls, told)
        object.__setattr__(found, "questions", questions)
        return found

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data, made anew."""
        found: dict[str, Any] = plain(self)
        return found

    summary = to_dict

    @cached_property
    def _plain(self) -> dict[str, Any]:
        return self.to_dict()

    def __getitem__(self, key: str) -> Any:
        if key not in self._plain:
            close = nearest(str(key), self._plain)
            raise KeyError(f"{key}{f'; did you mean {close}?' if close else ''}")
        return self._plain[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Found):
            return type(self) is type(other) and self._plain == other._plain
        return isinstance(other, dict) and self._plain == other

    def __hash__(self) -> int:
        return hash(json.dumps(self._plain, sort_keys=True, default=str))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {_short(self.sentence())}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self).__name__, self.to_dict(), self.questions)

    def save(self, path: str | PathLike[str]) -> Path:
        """Keep the result, with the scenarios it came from, in one file of JSON; `load_result` reads it."""
        from nacsim.scenario.format.write import dump

        no_table(path)
        told = {
            "format": FORMAT,
            "kind": type(self).__name__,
            "result": self.to_dict(),
            "scenarios": [{"name": q.name, "toml": dump(q)} for q in self.questions],
        }
        told["check"] = check_of(told)
        write_whole(Path(path), json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return Path(path)


def no_table(path: str | PathLike[str]) -> None:
    """Raise WrongValue where a name promises a table: a kept result is none."""
    if (suffix := Path(path).suffix.lower()) in (".csv", ".tsv", ".xlsx", ".parquet"):
        raise WrongValue(
            f"{path}: a result is kept for load_result, and not as {suffix}; for a table: frame(), which pandas writes"
        )


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _again(kind: str, told: dict[str, Any], questions: tuple[Scenario, ...]) -> Found:
    import nacsim.results.answers  # noqa: F401  the kinds of results, in a process that has read nothing yet

    return Found.KINDS[kind].of(told, *questions)


@door
def load_result(path: str | PathLike[str]) -> Answer:
    """Any result that was kept with `save`, or the folder of `nacsim run --out`. Raises NacsimError for what is none."""
    from nacsim.files.reading import opened
    from nacsim.results.files import OUTCOMES_FILE, reopened

    path = Path(path)
    if path.is_dir():
        path = path / OUTCOMES_FILE
        if not path.exists():
            raise Foreign(f"{path.parent} holds no run: no {path.name}; nacsim run SCENARIO --out saves one")
    with opened(path) as file:
        zipped = file.read(2) == b"PK"
    if zipped:
        return reopened(path)
    return _kept(path)


def _kept(path: Path) -> Found:
    import nacsim.results.reported  # noqa: F401  the kinds of results
    from nacsim.files.reading import read_json
    from nacsim.scenario.build import loads

    try:
        told: dict[str, Any] = read_json(path)
        if told["format"] != FORMAT:
            raise KeyError("format")
        if told.pop("check", None) not in (None, check_of(told)):  # files from before there was one have none
            raise Foreign(f"{path} was changed since it was written")
        kind = Found.KINDS[told["kind"]]
        if odd := misfit(kind, told["result"]):
            raise Foreign(f"{path} holds a result that cannot be: {odd}")
        questions = [loads(each["toml"], each["name"]) for each in told["scenarios"]]
        return kind.of(told["result"], *questions)
    except Foreign:
        raise
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Foreign(f"{path} holds no result that was kept with save()") from None
