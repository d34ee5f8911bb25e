"""Values of a scenario file: one function for each kind, which says what is wrong and what is allowed."""

import datetime
import math
from itertools import pairwise
from typing import Any

from pydantic_core import PydanticCustomError

from nacsim.scenario.names import nearest
from nacsim.scenario.quantity import KINDS, RESERVED, Discrete, Quantity, is_distribution
from nacsim.vocabulary import RULES

LARGEST = 1e15
"""Above any number that prose or a standard deviation would hold; far larger integers do not fit a float."""

KIND_LIST = "{ mean, sd }, { low, high }, { low, mode, high } or { values, weights }"


def refuse(message: str, *at: str | int) -> PydanticCustomError:
    """A mistake with its message, ``at`` a place inside the value that is looked at."""
    return PydanticCustomError("scenario", "{text}", {"text": message, "at": at})


def shown(value: object) -> str:
    """A value as it stands in the file, cut short, for a message."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = f'"{value}"' if isinstance(value, str) else str(value) if _printable(value) else "a huge number"
    return (text if len(text) <= 40 else text[:36] + "…").replace("\n", " ")


def _printable(value: object) -> bool:
    return not isinstance(value, int) or value.bit_length() < 1000


def span(low: float, high: float) -> str:
    """Limits in words, such as ``0 to 100``."""
    return f"{low:,.10g} to {high:,.10g}"


def check_number(low: float, high: float, value: Any, *at: str | int) -> float:
    """The value as a float if it is a finite number within the limits; raises a mistake that names them."""
    if isinstance(value, str) and _looks_like_number(value):
        raise refuse(
            f"{shown(value)} is text; write the number without quotes (allowed: {span(low, high)})", *at
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise refuse(f"{shown(value)} is not a number; allowed: a number from {span(low, high)}", *at)
    if isinstance(value, float) and not math.isfinite(value):
        raise refuse(f"{value} is not finite; allowed: a number from {span(low, high)}", *at)
    if not low <= value <= high:
        raise refuse(f"{shown(value)} is outside the limits; allowed: {span(low, high)}", *at)
    return float(value)


def _looks_like_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def check_whole(low: int, high: int, value: Any) -> int:
    """The value if it is a whole number within the limits; raises a mistake that names them."""
    if isinstance(value, dict):
        raise refuse(f"a distribution is not possible here; allowed: a whole number from {span(low, high)}")
    check_number(low, high, value)
    if not isinstance(value, int):
        raise refuse(f"{value} is not a whole number; allowed: a whole number from {span(low, high)}")
    return value


def check_certain(low: float, high: float, value: Any) -> float:
    """Like ``check_number``; a distribution is refused by name, since one would be possible elsewhere."""
    if is_distribution(value):
        raise refuse(f"a distribution is not possible here; allowed: a number from {span(low, high)}")
    return check_number(low, high, value)


def check_quantity(low: float, high: float, value: Any) -> Quantity:
    """A number as a float, or a table as a distribution, all within the limits; raises the first mistake."""
    if not isinstance(value, dict):
        if isinstance(value, list):
            raise refuse(
                f"a list is not a number; allowed: {span(low, high)}, or a distribution: {KIND_LIST}"
            )
        return check_number(low, high, value)
    kind = KINDS.get(frozenset(value))
    if kind is None:
        raise _wrong_keys(value)
    if kind is Discrete:
        return Discrete(*_choices(low, high, value["values"], value["weights"]))
    numbers = {
        key: number if key == "sd" else check_number(low, high, number, key) for key, number in value.items()
    }
    if "sd" in numbers:
        numbers["sd"] = _spread(numbers["sd"])
    found: Quantity = kind(**numbers)
    _check_order(value)
    return found


def _spread(value: Any) -> float:
    sd = check_number(-LARGEST, LARGEST, value, "sd")
    if sd < 0:
        raise refuse(f"{shown(value)} is below 0; needed: sd of at least 0", "sd")
    return sd


def _wrong_keys(value: dict[str, Any]) -> PydanticCustomError:
    strange = [key for key in value if key not in RESERVED]
    if strange:
        near = nearest(strange[0], RESERVED)
        hint = f"; nearest: {near}" if near else ""
        return refuse(f"unknown key in a distribution; allowed: {KIND_LIST}{hint}", strange[0])
    if not value:
        return refuse(f"an empty table is not a distribution; allowed: a number, or {KIND_LIST}")
    return refuse(f"{{ {', '.join(value)} }} is not a distribution; allowed: {KIND_LIST}")


def _check_order(value: dict[str, Any]) -> None:
    order = [key for key in ("low", "mode", "high") if key in value]
    for first, second in pairwise(order):
        if value[first] > value[second]:
            raise refuse(
                f"{first} {shown(value[first])} is above {second} {shown(value[second])}; "
                f"needed: {' ≤ '.join(order)}",
                first,
            )


def _choices(low: float, high: float, values: Any, weights: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    for key, listed in (("values", values), ("weights", weights)):
        if not isinstance(listed, list) or not listed:
            raise refuse(
                f"{shown(listed) if listed != [] else 'an empty list'} will not do; "
                "needed: a list of one or more numbers",
                key,
            )
    if len(values) != len(weights):
        raise refuse(
            f"there are {len(weights)} for {len(values)} values; needed: as many weights as values", "weights"
        )
    choices = tuple(check_number(low, high, value, "values", k) for k, value in enumerate(values))
    chances = tuple(check_number(0, 1e9, weight, "weights", k) for k, weight in enumerate(weights))
    for k, chance in enumerate(chances):
        if chance <= 0:
            raise refuse(f"{shown(weights[k])} is not above 0; needed: every weight above 0", "weights", k)
    return choices, chances


def check_chance(value: Any) -> bool | float:
    """True or false, or a chance from 0 to 1 that it is so; a number stays a number."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) or not isinstance(value, (int, float)):
        raise refuse(f"{shown(value)} will not do; allowed: true, false, or a chance from 0 to 1")
    return check_number(0, 1, value)


def check_rule(value: Any) -> str:
    """The value if it is the name of a decision rule, built in or from a package."""
    if isinstance(value, str) and value in RULES:
        return value
    from nacsim.rules.entry_points import names

    if isinstance(value, str) and value in names():
        return value
    near = nearest(value, names()) if isinstance(value, str) else None
    hint = f"nearest: {near}; " if near else ""
    raise refuse(f"{shown(value)} is not known; {hint}allowed: {', '.join(names())}")


def check_date(value: Any) -> datetime.date:
    """The value if it is a plain date; raises a mistake that shows how to write one."""
    if type(value) is datetime.date:
        return value
    if isinstance(value, str) and len(value) == 10 and value.count("-") == 2:
        raise refuse(f"{shown(value)} is text; write the date without quotes, such as 2023-07-11")
    raise refuse(
        f"{shown(value)} is not a date; allowed: a date such as 2023-07-11, without quotes or time of day"
    )


def check_prose(value: Any) -> Any:
    """Prose for people: a text, a number, or a list of texts; kept and never computed with."""
    if isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < LARGEST:
        return value
    raise refuse(f"{shown(value)} is not prose; allowed: a text in quotes or a list of texts")


def check_column(value: Any) -> str:
    """The value if it is a text, to be looked up among the columns of the member table."""
    if isinstance(value, str):
        return value
    raise refuse(
        f'{shown(value)} is not a reach; allowed: a column of the member table such as "china_trade", '
        "or members by name such as { USA = 60 }"
    )
