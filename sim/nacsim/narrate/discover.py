"""What `discover` finds, in sentences and as text."""

from collections.abc import Mapping
from typing import Any

from nacsim.narrate.held import held
from nacsim.narrate.words import (
    figure,
    input_name,
    joined,
    limited,
    many,
    percent,
    sentences,
    wrapped,
)

STEPS = 6
"""Boxes told of on the way from no limits to the densest."""


def within(limits: tuple[float | None, float | None], name: str) -> str:
    """A condition on one input: 'France: position below 25', 'between 10 and 30'."""
    low, high = limits
    if low is not None and high is not None:
        return f"{name} between {figure(low)} and {figure(high)}"
    if low is not None:
        return f"{name} above {figure(low)}"
    return f"{name} below {figure(high)}" if high is not None else name


def among(limits: tuple[float | None, float | None], name: str, values: list[str]) -> str:
    """A condition on a switch: 'decision rule: unanimity or consensus_minus_one'."""
    low, high = limits
    kept = [v for k, v in enumerate(values) if (low is None or k >= low) and (high is None or k <= high)]
    return f"{name}: {joined_or(kept)}"


def condition(
    key: str, limits: tuple[float | None, float | None], scenario: Any, choices: Mapping[str, list[str]]
) -> str:
    """A condition on one input, a number or a switch."""
    name = input_name(key, scenario)
    return among(limits, name, choices[key]) if key in choices else within(limits, name)


def rule_sentence(
    told: dict, scenario: Any, verb: str, choices: Mapping[str, list[str]] | None = None
) -> str:
    """A box in words: 'fails more often than not at 91% of the points where France: position below 25'."""
    return f"{verb} more often than not at {percent(told['density']['share'])} of {_points(told, scenario, choices or {})}"


def _points(told: dict, scenario: Any, choices: Mapping[str, list[str]]) -> str:
    """The points in a box."""
    if not told["limits"]:
        return "all points, whatever the inputs"
    limits = told["limits"].items()
    conditions = [condition(key, (pair[0], pair[1]), scenario, choices) for key, pair in limits]
    return f"the points where {joined(conditions)}"


def discovery_sentences(result: dict, scenario: Any) -> list[str]:
    """How often it fails, the first box, and the tipping points."""
    failed = limited(result["failures"])
    words = [
        f"The text fails more often than not at {failed} of the points, which try the inputs over their whole scales; how "
        "often it fails as the file has it is another question (nacsim run). Brackets behind shares are 95 % "
        "intervals, over the points alone."
    ]
    if result["boxes"]:
        box = result["boxes"][0]
        often, points = limited(box["density"]), _points(box, scenario, result["choices"])
        share = limited(box["coverage"])
        words.append(f"It does at {often} of {points}; these hold {share} of the failures.")
    else:
        words.append("No condition that was found surely makes it fail half as often again, or more.")
    tips = [
        f"{result['inputs'][key]} {'rises' if told['rises'] else 'falls'} ({_from_to(told)})"
        for key, told in result["tipping"].items()
        if told is not None
    ]
    if tips:
        words.append(f"All else as it is, adoption becomes more likely than not as {joined_or(tips)}.")
    return [*words, held(result["inputs"], scenario)]


def _from_to(tip: dict) -> str:
    """Between which places it tips."""
    return f"between {figure(tip['between'][0])} and {figure(tip['between'][1])}"


def joined_or(words: list[str]) -> str:
    """Alternatives as they are spoken: 'this, that or the other'."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def report(result: dict, question) -> str:
    """The rules of both methods with coverage and density, then the tipping points."""
    lines = [
        question.title,
        f"{result['sampled']:,} points, {many(result['runs'], 'council')} each, seed {result['seed']}",
    ]
    for title, key in (
        ("Boxes (PRIM)", "boxes"),
        ("Tree (CART)", "tree"),
        ("Where it is adopted (PRIM)", "adoption"),
    ):
        lines += ["", f"{title:<30} judged on points they were not found on"]
        lines += [_box(box) for box in result[key]] or [
            "  none that surely makes it half as likely again, or more"
        ]
        lines += _tradeoff(result["tradeoff"]) if key == "boxes" else []
    lines += ["", "Tipping points (adoption crosses one half, all else as it is)"]
    told = {k: tip for k, tip in result["tipping"].items() if tip is not None}
    lines += [
        f"  {result['inputs'][k]:<52} {figure(tip['value']):>8}, {_from_to(tip)}" for k, tip in told.items()
    ] or ["  none that is clear of the dice"]
    lines += _switched(result)
    return "\n".join([*lines, "", sentences(result["words"])])


def _switched(result: dict) -> list[str]:
    """A line for each value of each switch: how often the text is adopted with it."""
    if not result["switches"]:
        return []
    lines = ["", "Switches (share adopted, all else as it is)"]
    for key, shares in result["switches"].items():
        told = ", ".join(f"{value} {percent(part)}" for value, part in shares.items())
        lines.append(f"  {result['inputs'][key]}: {told}")
    return lines


def _box(box: dict) -> str:

    cells = [f"{name} {limited(box[name])}" for name in ("density", "coverage")]
    cells.append(f"{box['lift']:.1f} times that of all points")
    return f"{wrapped(box['words'], '  ')}\n{wrapped(', '.join(cells), '    ')}"


def _tradeoff(steps: list[dict]) -> list[str]:
    """What a narrower rule would give, and at what price: some boxes from no limits to the densest."""
    if len(steps) < 2:
        return []
    places = sorted({round(k * (len(steps) - 1) / (STEPS - 1)) for k in range(STEPS)})
    told = [f"{percent(steps[k]['density'])} of {percent(steps[k]['coverage'])}" for k in places]
    return [
        wrapped(
            f"from no limits to many, share that fails, and of how many of the failures: {', '.join(told)}",
            "  ",
        )
    ]
