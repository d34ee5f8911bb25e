"""What `sensitivity` finds, in sentences and as text."""

from typing import Any

from nacsim.narrate.held import held
from nacsim.narrate.words import joined, many, percent, sentences

LEAST, CLEAR = 0.01, 0.005
"""The least share of the variance that has a line, and the least lower end of its interval: below that it may be noise."""


def sensitivity_sentences(result: dict, scenario: Any, still: float) -> list[str]:
    """Which inputs cannot move the answer, which one it rests on, and what luck leaves open."""
    order = sorted(result["inputs"].items(), key=lambda entry: -entry[1]["total"]["value"])
    luck = result["luck"]["share"]["value"]
    rest = f"Known inputs leave {percent(luck)} of the variance of a single council to luck."
    if result["noise"]:
        nothing = (
            f"No input moves the chance of adoption by much: over what is not known it varies by "
            f"{100 * result['luck']['moved']:.1f} points, no more than noise, so that nothing is shared out."
        )
        return [nothing, *_left(result), *_held(result, scenario), rest]
    told = [(e["name"], e["total"]["value"]) for _, e in order]
    if order[0][1]["total"]["low"] < CLEAR:
        few = (
            f"With {result['base_points']} points no input stands out: even of {told[0][0]} the share in all may be as "
            "good as nothing. More --points tell."
        )
        return [few, *_idle(result, still), *_left(result), *_held(result, scenario), rest]
    near = [f"{name} ({percent(part)})" for name, part in told if part >= max(0.05, 0.6 * told[0][1])]
    seen = {entry["name"] for entry in _clear(result)}
    more = [name for name, part in told[len(near) :] if part > 0.05 and name in seen][:3]
    rests = "one input" if len(near) == 1 else f"{len(near)} inputs"
    first = (
        f"The chance of adoption rests on {rests} above all, by share of what the inputs move: {joined(near)}"
    )
    first += f"; then {joined(more)}." if more else "."
    return [first, *_idle(result, still), *_left(result), *_held(result, scenario), rest]


def _held(result: dict, scenario: Any) -> list[str]:
    return [held([*result["inputs"], *result["screened"]], scenario)]


def _left(result: dict) -> list[str]:
    """Whose judged numbers were no inputs."""
    if not result["left"]:
        return []
    return [
        f"What is judged of the {many(len(result['left']), 'other member')}, who stand in the way less often, is drawn in "
        "every council and counts with the luck."
    ]


def _idle(result: dict, still: float) -> list[str]:
    screened = result["screened"]
    known = {k: e["total"]["high"] < 0.01 for k, e in result["inputs"].items()}
    idle = sum(mu < still for mu in screened.values()) if screened else sum(known.values())
    if not idle:
        return []
    if not screened:
        return [f"{idle} of {len(known)} inputs {'moves' if idle == 1 else 'move'} nothing."]
    return [
        f"First all {len(screened)} inputs were moved as far as coding error and calibration leave them open: {idle} of "
        f"them cannot move it by {100 * still:.0f} points. {_closely(idle, known, screened)}"
    ]


def _closely(idle: int, known: dict, screened: dict) -> str:
    few = len(screened) - idle < len(known)
    return f"The {len(known)} that move it most{', some of these among them,' if few else ''} were then looked at closely."


def report(result: dict, question) -> str:
    """A line an input with its swing, those that move most first, the shares of variance unless they are noise."""
    lines = [question.title, f"{many(result['runs'], 'council')} at each point, seed {result['seed']}", ""]
    lines += _indices(result) if not result["noise"] and _clear(result) else _swings(result)
    return "\n".join([*lines, "", sentences(result["words"])])


def _indices(result: dict) -> list[str]:
    """Shares of the variance of the chance of adoption, of the inputs that have any."""
    lines = [f"{'share of what moves the chance of adoption':<68}{'alone':>8}{'in all':>8}  95% interval"]
    shown = _clear(result)
    for told in shown:
        first, total = told["first"]["value"], told["total"]
        limits = f"{percent(total['low'])} to {percent(total['high'])}"
        lines.append(f"{told['name']:<68}{percent(first):>8}{percent(total['value']):>8}  {limits}")
    others, known = len(result["inputs"]) - len(shown), len(result["inputs"])
    who = f"{others} of the {known} looked at closely" if result["screened"] else many(others, "other")
    return lines + ([f"{who}: nothing that can be told from noise"] if others else [])


def _clear(result: dict) -> list[dict]:
    """The inputs whose share stands out from the noise, the largest first."""
    order = sorted(result["inputs"].values(), key=lambda told: -told["total"]["value"])
    return [told for told in order if told["total"]["value"] >= LEAST and told["total"]["low"] >= CLEAR]


def _swings(result: dict) -> list[str]:
    """The chance of adoption at the ends of each input, where shares of its variance would be shares of noise."""
    lines = [f"{'chance of adoption with the input':<68}{'low':>8}{'high':>8}"]
    for row in result["tornado"]["rows"]:
        lines.append(f"{row['name']:<68}{percent(row['lowered']):>8}{percent(row['raised']):>8}")
    return lines
