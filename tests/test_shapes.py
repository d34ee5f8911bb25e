"""The shapes that rules promise are those of the arrays that come and go, in random councils played to their end."""

import inspect
import sys
from collections.abc import Iterator
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import numpy as np
import pytest
from laws import random_council

import nacsim.rules
from nacsim.engine.luck import lots
from nacsim.engine.playing import play
from nacsim.engine.sampling import draw
from nacsim.rules.decision import DECISION_RULES
from nacsim.rules.state import GONE
from nacsim.scenario import load

RULES = [
    import_module(f"nacsim.rules.{p.stem}") for p in sorted(Path(nacsim.rules.__path__[0]).glob("[a-z]*.py"))
]
MACHINERY = ("fixed_point", "sums", "entry_points")  # works on arrays of any shape


def own_functions(module: Any) -> list[Any]:
    """The functions that a module of rules defines, but for those that work on arrays of any shape."""
    if module.__name__.rpartition(".")[2] in MACHINERY:
        return []
    return [f for f in vars(module).values() if inspect.isfunction(f) and f.__module__ == module.__name__]


def misfits(value: Any, hint: Any, sizes: dict[str, int], name: str) -> Iterator[str]:
    """What of a value is not shaped as its annotation says, given the sizes of the axes seen so far."""
    if get_origin(hint) is Annotated and isinstance(value, np.ndarray) and value is not GONE:
        axes = hint.__metadata__[0].split()
        fits = len(axes) == value.ndim and all(map(fit, axes, value.shape, [sizes] * len(axes)))
        if not fits:
            yield f"{name}: {value.shape} is not ({', '.join(axes)}) with {sizes}"
    elif get_origin(hint) is tuple and isinstance(value, tuple) and Ellipsis not in get_args(hint):
        for k, (part, of) in enumerate(zip(value, get_args(hint), strict=True)):
            yield from misfits(part, of, sizes, f"{name}[{k}]")
    elif hasattr(type(value), "_fields"):
        for field, of in get_type_hints(type(value), include_extras=True).items():
            yield from misfits(getattr(value, field), of, sizes, f"{name}.{field}")


def fit(axis: str, size: int, sizes: dict[str, int]) -> bool:
    """Whether an axis has the size that it had before; the first to come says which."""
    if axis.isdigit():
        return size == int(axis)
    if axis.startswith("#"):
        return size in (1, sizes.get(axis[1:], size))
    return sizes.setdefault(axis, size) == size


def held(function: Any, seen: set[str]) -> Any:
    """The function, which says when what it is given or gives is not shaped as it says."""
    hints, parameters = get_type_hints(function, include_extras=True), inspect.signature(function)

    @wraps(function)
    def checked(*given: Any, **named: Any) -> Any:
        seen.add(function.__qualname__)
        sizes: dict[str, int] = {}
        told = parameters.bind(*given, **named).arguments.items()
        wrong = [text for name, value in told for text in misfits(value, hints.get(name), sizes, name)]
        found = function(*given, **named)
        wrong += misfits(found, hints.get("return"), sizes, "return")
        assert not wrong, f"{function.__module__}.{function.__qualname__}: {'; '.join(wrong)}"
        return found

    return checked


@pytest.fixture
def seen(monkeypatch):
    """All rules held to their shapes; the names of those that were asked."""
    found: set[str] = set()
    made = {}
    for module in RULES:
        made |= {thing: held(thing, found) for thing in own_functions(module)}
    for module in [m for n, m in sys.modules.items() if n.startswith("nacsim.")]:
        for name, thing in list(vars(module).items()):
            if inspect.isfunction(thing) and thing in made:
                monkeypatch.setattr(module, name, made[thing])
    for name, rule in DECISION_RULES.items():
        monkeypatch.setitem(DECISION_RULES, name, made[rule])
    return found


@pytest.mark.parametrize("rule", DECISION_RULES)
@pytest.mark.parametrize("lumpy", [False, True])
def test_rules_keep_to_their_shapes(seen, rule, lumpy):
    scenario = random_council(f"{rule} {lumpy}", rule=rule, lumpy=lumpy, extra="[ratification]\ndays = 30\n")
    for runs in (50, 1):
        ended = play(draw(scenario, lots(0, 0), runs))
        assert ended.text.shape[-1] == runs
    assert {"conclude", "gain", "cascade", "redraft", rule} <= seen


def test_and_where_the_engine_plays_what_ships(seen):
    for name in ("ukraine_invitation", "bosnia_invitation"):
        play(draw(load(name), lots(0, 0), 200))
    assert {"ratify", "happen", "pressure", "stay_out", "settled", "bounds", "granted"} <= seen


def test_a_wrong_shape_is_told(seen):
    from nacsim.rules import gain

    with pytest.raises(AssertionError, match="status_quo"):
        gain.distance(np.zeros((3, 4)), np.zeros((2, 5)))


@pytest.mark.parametrize("module", RULES, ids=lambda m: m.__name__.rpartition(".")[2])
def test_every_rule_says_its_shapes(module):
    for function in own_functions(module):
        named = {*inspect.signature(function).parameters, "return"}
        assert named == set(function.__annotations__), function.__qualname__
