"""What was China's pressure worth?"""

from studies import compared

import nacsim

QUESTION = "What was China's pressure worth over the office in Tokyo?"


def study():
    """Tokyo with China as it was, silent, for it, and five times as strong."""
    load, name = nacsim.load, "tokyo_liaison_office"
    sides = {
        "as it was": load(name),
        "China silent": load(name, ["actors.china.stance=0"]),
        "no outsider counts": load(name, ["parameters.pressure=0"]),
        "outsiders five times as strong": load(name, ["parameters.pressure=0.5"]),
    }
    result = nacsim.compare(sides, runs=20_000)
    silent, none, strong = (d["adopted"] for d in result["differences"])
    narrower = result["differences"][0]["paired"]["interval_ratio"]
    finding = (
        f"Without China the chance of adoption moves by {points(silent)}, without any outsider by {points(none)}. "
        "Were all outsiders five times as strong, those who want the office included, it would move by "
        f"{points(strong)}; history cannot say how strong they are. Common luck makes the first interval "
        f"{narrower:.1f} times narrower."
    )
    title = f"China's silence would have moved the chance of adoption by {100 * silent['value']:+.1f} points"
    return compared(result, title.replace("-", "−"), QUESTION), sides["as it was"].title, finding


def points(change):
    """A difference in points with its interval."""
    return f"{100 * change['value']:+.1f} ({100 * change['low']:+.1f} to {100 * change['high']:+.1f}) points"
