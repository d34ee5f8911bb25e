"""Words of the report with sliders; those it shares with the page are in `nacsim.narrate.page`."""

from nacsim.narrate.page import WORDS as PAGE

OWN = {
    "sliders.title": "Move it yourself",
    "sliders.hint": "All answers were played beforehand: {runs} councils at each of {points} places, the same luck in all, "
    "chance alone ± {error} of 100 at most. What you move is an assumption.",
    "sliders.coded": "As coded: {n} of 100 adopt it",
    "sliders.moved": "As moved: {n} of 100 adopt it ({low} to {high} by chance alone)",
    "sliders.was": "coded: {was}",
    "sliders.back": "Back to as coded",
    "sliders.dots": "A hundred councils",
    "sliders.curve": "Councils that adopt, of 100, by {what}",
    "sliders.needs": "The sliders need JavaScript; everything else on this page does not.",
    "sliders.position": "What {who} wants on {issue}",
    "sliders.salience": "How much {who} cares about {issue}",
    "sliders.resolve": "How ready {who} is to stand alone",
}
SHARED = ("adopted", "curve.from", "curve.until", "curve.between", "curve.never", "curve.always")
WORDS = OWN | {key: PAGE[key] for key in PAGE if key in SHARED or key.startswith("outcome.")}
"""Key -> words."""
