"""What `sensitivity` finds, in sentences and as text."""

from typing import Any

from nacsim.narrate.words import joined, percent, sentences


def sensitivity_sentences(result: dict, scenario: Any, still: float) -> list[str]:
    """Which inputs cannot move the answer, which one it rests on, and what luck leaves open."""
    order = sorted(result["inputs"].items(), key=lambda entry: -entry[1]["total"]["value"])
    luck = result["luck"]["share"]["value"]
    rest = f"Known inputs leave {percent(luck)} of the variance of a single council to luck."
    if result["luck"]["moved"] < still:
        nothing = (
            f"No input moves the chance of adoption: it varies by {100 * result['luck']['moved']:.1f} points."
        )
        return [nothing, rest]
    told = [(e["name"], e["total"]["value"]) for _, e in order]
    near = [f"{name} ({percent(part)})" for name, part in told if part >= max(0.05, 0.6 * told[0][1])]
    more = [name for name, part in told[len(near) :] if part > 0.05][:3]
    rests = "one number" if len(near) == 1 else f"{len(near)} numbers"
    first = (
        f"The chance of adoption rests on {rests} above all, by share of what the inputs move: {joined(near)}"
    )
    first += f"; then {joined(more)}." if more else "."
    return [first, *_idle(result, still), rest]


def _idle(result: dict, still: float) -> list[str]:
    screened = result["screened"]
    known = {k: e["total"]["high"] < 0.01 for k, e in result["inputs"].items()}
    idle = sum(mu < still for mu in screened.values()) if screened else sum(known.values())
    if not idle:
        return []
    total = len(screened) or len(known)
    what = (
        f"cannot move it by {100 * still:.0f} points over their whole range" if screened else "move nothing"
    )
    return [f"{idle} of {total} inputs {what}."]


def report(result: dict, question) -> str:
    """A line an input, the largest first, then the sentences."""
    lines = [question.title, f"{result['runs']:,} councils at each point, seed {result['seed']}", ""]
    lines += [f"{'chance of adoption':<44}{'first':>8}{'total':>8}  95% interval"]
    for _, told in sorted(result["inputs"].items(), key=lambda entry: -entry[1]["total"]["value"]):
        first, total = told["first"]["value"], told["total"]
        limits = f"{max(0, total['low']):.2f} to {total['high']:.2f}"
        lines.append(f"{told['name']:<44}{max(0, first):>8.2f}{total['value']:>8.2f}  {limits}")
    return "\n".join([*lines, "", sentences(result["words"])])
