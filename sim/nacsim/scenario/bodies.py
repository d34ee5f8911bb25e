"""Bodies that packages offer under the entry point group `nacsim.bodies` (see `nacsim.offers`): who sits, how they decide.

    [project.entry-points."nacsim.bodies"]
    nordic_council = "my_package:nordic_council"

What is offered is a table as a scenario file would say it, a function that gives one, or a file of TOML in the package
(`importlib.resources.files("my_package") / "nordic.toml"`). A scenario takes it with `body = "nordic_council"`: the body
lies below the file, as a file lies below one that extends it. It says who sits there and by which rule they decide, and
puts no question: it has some of the keys of BODY. It is held to all that a scenario is held to before it is first used.
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from nacsim.errors import Unfit
from nacsim.nearest import listing
from nacsim.offers import Offers
from nacsim.scenario.mistakes.check import check
from nacsim.scenario.mistakes.errors import Mistakes, Source
from nacsim.scenario.mistakes.explain import read_document
from nacsim.scenario.reading.merge import over
from nacsim.scenario.seating import seating_of

BODY = (
    "roster", "absent", "default", "groups", "members", "actors", "procedure", "chair", "network", "ratification",
    "note", "source", "confidence",
)  # fmt: skip
"""The keys of a scenario that are about who decides and how."""
QUESTION = {
    "title": "Something is put to it",
    "issues": {"text": {"status_quo": 0, "proposed": 80, "lumpy": False}},
    "default": {"position": 80, "salience": 50, "resolve": 50},
}
"""A question with which a body is tried."""


def on_its_body(tables: dict[str, Any], mistakes: Mistakes) -> dict[str, Any]:
    """The tables of a scenario laid over those of the body that it names, if it names one."""
    if "body" not in tables:
        return tables
    name, rest = tables["body"], {key: value for key, value in tables.items() if key != "body"}
    if not isinstance(name, str):
        mistakes.add(("body",), "needed: the name of a body in quotes")
        return rest
    try:
        return over(rest, OFFERS.get(name))
    except Unfit as error:
        mistakes.add(("body",), str(error))
        return rest


def tried(name: str, offered: Any) -> dict[str, Any]:
    """The tables of a body, if a question can be put to it. Raises Unfit, ScenarioError."""
    tables = _read(offered() if callable(offered) else offered)
    strange = [key for key in tables if key not in BODY]
    if strange:
        raise Unfit(f"a body says nothing of {listing(strange)}; allowed: {', '.join(BODY)}")
    if "roster" not in tables:
        raise Unfit("a body has a roster: who sits in it")
    mistakes = Mistakes([Source(name, "")])
    doc = read_document(over(QUESTION, tables), mistakes)
    if doc is not None:
        check(doc, seating_of(doc), mistakes)
    mistakes.raise_any()
    return tables


def _read(offered: Any) -> dict[str, Any]:
    if hasattr(offered, "read_text"):
        return tomllib.loads(str(offered.read_text(encoding="utf-8")))
    if not isinstance(offered, Mapping):
        raise Unfit("is no table, no function that gives one, and no file")
    told: dict[str, Any] = _plain(offered)
    return told


def _plain(value: Any) -> Any:
    """Tables and lists of Python's own, whatever holds them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


OFFERS = Offers("body", "nacsim.bodies", (), tried)
