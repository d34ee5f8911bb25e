"""Cards to play a scenario by in a room: one for the chair, one for each seat, one for all other members."""

from html import escape
from typing import Any, NamedTuple

from nacsim.anchors import RESOLVE, SALIENCE, anchor
from nacsim.narrate.rule import rule_sentence
from nacsim.narrate.scenario import NEAR, consents_to, issue_sentence
from nacsim.narrate.words import centre, joined, many, names_of, number, signed, start, subjects_of

MOVES = (
    "Stay silent while the text is under silence: that is consent. Break silence: the text is stopped, and everybody "
    "knows who stopped it. Between two silences ask for changes, offer some, ask to be left out, and talk others round."
)
CHAIR_MOVES = (
    "Put the text under silence, with a deadline. If somebody breaks silence, change the text as little as will do and "
    "put it again; or let somebody stay out; or take the text off the table."
)
NO_VOTE = "The chair has no vote."


class Card(NamedTuple):
    """What one player is given."""

    who: str
    parts: tuple[tuple[str, str], ...]  # heading and text


def seats_of(scenario: Any, outlook: Any, most: int) -> list[str]:
    """The seats that tell most: by turns who is most against the text and who is most for it."""
    order = sorted(range(len(scenario.room)), key=lambda i: outlook.worth[i])
    against = [i for i in order if outlook.worth[i] < 0]
    favour = [i for i in reversed(order) if outlook.worth[i] >= 0]
    chosen = []
    for turn in range(len(order)):
        side, other = (against, favour) if turn % 2 == 0 else (favour, against)
        chosen.append((side or other).pop(0))
    return [scenario.room[i] for i in chosen[:most]]


def cards(scenario: Any, outlook: Any, seats: list[str]) -> list[Card]:
    """A sheet for everybody, the chair's card, one for each of `seats`, and one for the others where there are any."""
    found = [_everybody(scenario), _chair(scenario, outlook)]
    found += [_seat(scenario, outlook, code) for code in seats]
    rest = [i for i, code in enumerate(scenario.room) if code not in seats]
    return [*found, _others(scenario, outlook, rest)] if rest else found


def _everybody(scenario: Any) -> Card:
    said = scenario.document
    parts = [("The matter", _sentence(said.get("proposal") or scenario.title))]
    if said.get("status_quo"):
        parts.append(("If nothing is agreed", _sentence(said["status_quo"])))
    parts += [("On the table", issue_sentence(key, scenario)) for key in scenario.issues]
    parts += [
        ("The rule", rule_sentence(scenario).strip()),
        ("What a member can do", MOVES),
        ("What the chair can do", f"{CHAIR_MOVES} {_presides(scenario)}"),
    ]
    return Card("For everybody", tuple(parts))


def _presides(scenario: Any) -> str:
    member = scenario.chair.member
    return (
        NO_VOTE if member is None else f"{start(subjects_of(scenario)[member])} presides, and has its vote."
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _chair(scenario: Any, outlook: Any) -> Card:
    least = [
        f"{issue.label or name} {number(bound)}"
        for (name, issue), bound in zip(scenario.issues.items(), outlook.bound, strict=True)
        if bound == bound and issue.lumpy is not True  # nan for a condition
    ]
    parts = [
        (
            "Your aim",
            "A text that the Council adopts, as near to the one tabled as can be. Nobody tells you what they want: ask.",
        )
    ]
    if least:
        parts.append(
            ("What the sponsors bear", f"Below this they would rather have no text: {joined(least)}.")
        )
    return Card("The chair", tuple(parts))


def _seat(scenario: Any, outlook: Any, code: str) -> Card:
    i, stance = scenario.room.index(code), scenario.members[code]
    parts = [
        ("What you want", _wish(issue, name, centre(stance.position[name])))
        for name, issue in scenario.issues.items()
    ]
    parts.append(("How much it matters", anchor(SALIENCE, total_salience(stance)).told))
    parts.append(("How firm you are", anchor(RESOLVE, centre(stance.resolve)).told))
    parts.append(("What the text is worth to you", _worth(scenario, outlook, i)))
    if stance.note:
        parts.append(("On record", _sentence(start(stance.note))))
    return Card(start(subjects_of(scenario)[code]), tuple(parts))


def total_salience(stance: Any) -> float:
    """How much the whole matter means to a member, in points: salience added over the issues, at most 100."""
    return min(100.0, sum(centre(value) for value in stance.salience.values()))


def _wish(issue: Any, name: str, points: float) -> str:
    """A position in words: the nearest place of the scale that the file has words for."""
    places = [
        (at, words) for at, words in ((0, issue.zero), (50, issue.midpoint), (100, issue.hundred)) if words
    ]
    near = min(places, key=lambda place: abs(place[0] - points), default=None)
    words = f", nearest to “{near[1]}” ({near[0]})" if near else ""
    return f"{issue.label or name}: {number(points)} of 100{words}."


def _worth(scenario: Any, outlook: Any, i: int) -> str:
    line = f"As tabled it is {_side(outlook.worth[i])} ({signed(outlook.worth[i])}; 100 is everything)."
    if not outlook.lacks[i] > 0:
        return line
    ways = consents_to(i, scenario, outlook)
    if not ways:
        return f"{line} No change that the text can take makes it good enough: you would have to be left out."
    return f"{line} You could let it pass with {' or '.join(ways)}, the rest as tabled."


def _side(worth: float) -> str:
    if abs(worth) <= NEAR:
        return "about as good as no text"
    return "better than no text" if worth > 0 else "worse than no text"


def _others(scenario: Any, outlook: Any, rest: list[int]) -> Card:
    names = names_of(scenario)
    parts = []
    for side in ("better than no text", "about as good as no text", "worse than no text"):
        who = [names[scenario.room[i]] for i in rest if _side(outlook.worth[i]) == side]
        if who:
            parts.append((f"To these the text is {side}", f"{joined(who)}."))
    firm = max(centre(scenario.members[scenario.room[i]].resolve) for i in rest)
    parts.append(("How firm you are", f"{anchor(RESOLVE, firm).told} That is said of the firmest of you."))
    return Card(f"The others: {many(len(rest), 'member')}", tuple(parts))


def headed(card: Card) -> list[tuple[str, list[str]]]:
    """The parts of a card, those under the same heading together."""
    found: dict[str, list[str]] = {}
    for head, text in card.parts:
        found.setdefault(head, []).append(text)
    return list(found.items())


def as_text(found: list[Card], title: str) -> str:
    """The cards as Markdown, one after the other."""
    lines = [f"# {title}: cards", ""]
    for card in found:
        lines += [
            f"## {card.who}",
            "",
            *(f"**{head}.** {' '.join(texts)}\n" for head, texts in headed(card)),
            "",
        ]
    return "\n".join(lines).rstrip()


PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: cards</title>
<style>
body {{ font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #12202B; max-width: 44em; margin: 2em auto;
  padding: 0 1em; }}
section {{ border: 1px solid #8893A0; border-radius: 6px; padding: 1em 1.4em; margin: 0 0 1.5em; break-inside: avoid; }}
h2 {{ margin: 0 0 .6em; font-size: 1.35em; }}
dt {{ font-weight: bold; }}
dd {{ margin: 0 0 .6em; }}
footer {{ color: #5A6772; font-size: .85em; }}
@media print {{ body {{ margin: 0; max-width: none; }} section {{ break-after: page; border: 0; padding: 0; }} }}
</style>
{cards}
<footer>{foot}</footer>
</html>
"""


def as_html(found: list[Card], title: str, foot: str) -> str:
    """The cards as a page to print, one card a sheet; it loads nothing from elsewhere."""
    made = []
    for card in found:
        parts = "\n".join(
            f"<dt>{escape(head)}</dt>" + "".join(f"<dd>{escape(text)}</dd>" for text in texts)
            for head, texts in headed(card)
        )
        made.append(f"<section>\n<h2>{escape(card.who)}</h2>\n<dl>\n{parts}\n</dl>\n</section>")
    return PAGE.format(title=escape(title), cards="\n".join(made), foot=escape(foot))
