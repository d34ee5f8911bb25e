"""The closed vocabularies: outcomes, phases, decision rules, figures, parameters. Words only, and nothing slow to load.

Each is one entry with all that is ever said of it. Tables, the JSON Schema, the page, colours and sentences are made from
the entries, so that a new one needs an entry here and the function that gives it life; `tests/test_vocabulary.py` says
what is missing.
"""

from typing import NamedTuple

LATE = "not by the first silence"
"""What makes an adoption late, wherever it is said: the first silence was broken, or a ratification held out on."""


class Outcome(NamedTuple):
    """What can come of a proposal."""

    key: str
    label: str  # for axes and legends
    meaning: str  # after "the text is"
    form: str  # after "adopted, most often"; empty where nothing is adopted
    adopted: bool
    colour: str  # on white paper
    dark: str  # in the dark theme of the page
    light_ink: bool  # is writing on the colour white?
    light_ink_dark: bool = False  # and in the dark theme?
    named: bool = False  # does it come only where a scenario names it?


_OUTCOMES = (
    # Lightness L* of the colours is 20, 79, 49, 90, 41, 65, 31 and 57 in this order: neighbours differ by at least 23, so
    # grey prints can be read; no two are nearer than 26 (CIE76) in normal, red-, green- and blue-blind vision (Machado et
    # al. 2009). What is adopted is blue or green, a block is rust, what is shelved grey. All other colours:
    # `nacsim.colours`.
    Outcome(
        "approved",
        "as tabled",
        "adopted as tabled",
        "as tabled, by the first silence",
        True,
        "#0B2F5B",
        "#4C8FDC",
        True,
    ),
    Outcome(
        "amended",
        "amended",
        "adopted with changes",
        "with the principal issue changed",
        True,
        "#8CCBEA",
        "#B5E0F6",
        False,
    ),
    Outcome(
        "delayed",
        "delayed",
        "adopted late",
        f"with the principal issue as tabled, but {LATE}",
        True,
        "#2D7BB1",
        "#1F6396",
        True,
        True,
    ),
    Outcome(
        "opt_out",
        "opt-out",
        "adopted with an opt-out",
        "with a member staying out",
        True,
        "#D0EDA6",
        "#CDE6A0",
        False,
    ),
    Outcome("blocked", "blocked", "blocked", "", False, "#A8400A", "#E0702C", True),
    Outcome("shelved", "shelved", "taken off the table", "", False, "#A19C97", "#918C87", False),
    Outcome(
        "noted", "noted", "not adopted but noted", "", False, "#54483C", "#6E6152", True, True, named=True
    ),
    Outcome(
        "another_road",
        "another road",
        "left to another road",
        "",
        False,
        "#C054FC",
        "#C77BFF",
        False,
        named=True,
    ),
)  # rows keep the place of an outcome in this order, the adopted ones first
OUTCOME = {entry.key: entry for entry in _OUTCOMES}
OUTCOMES = tuple(OUTCOME)
"""What can come of a proposal, by the names used in files; those that adopt a text come first."""
ADOPTED = tuple(key for key, entry in OUTCOME.items() if entry.adopted)
"""The outcomes that adopt a text."""
REFUSED = OUTCOMES[len(ADOPTED) :]
"""The outcomes that adopt none."""
ALWAYS = tuple(key for key, entry in OUTCOME.items() if not entry.named)
"""The outcomes that may come of any scenario; the others only of one that names them."""


class Phase(NamedTuple):
    """How a council stands."""

    key: str
    agreed: bool  # did the Council agree on a text?
    sentence: str  # how it came to that; {who} are those who objected last, its verbs and nouns by how many they are


PHASE = (
    Phase("talks", False, ""),
    Phase("passed", True, "The text is adopted"),
    Phase("settled", True, "The matter is settled elsewhere, and the {objection} of {who} {falls}"),
    Phase("stood aside", True, "{who} {stays} out, and the others go ahead"),
    Phase("shelved", False, "Nothing moves any more, and the chair takes the text off the table"),
    Phase("blocked", False, "Time has run out over the objections"),
    Phase("noted", False, "No text is agreed, and the Council takes note of it"),
    Phase("another road", False, "No text is agreed, and the willing go another road"),
)
PHASES = tuple(entry.key for entry in PHASE)
"""Their names, in the order of the numbers that stand for them."""
TALKS, PASSED, SETTLED, STOOD_ASIDE, SHELVED, BLOCKED, NOTED, ROAD = range(len(PHASE))
AGREED = tuple(number for number, entry in enumerate(PHASE) if entry.agreed)
"""The phases in which the Council has agreed on a text."""


class Rule(NamedTuple):
    """When a text counts as adopted; the rule itself is the function of that name in `nacsim.rules.decision`."""

    key: str
    label: str
    sentence: str  # after "the Council"


_RULES = (
    Rule(
        "unanimity",
        "unanimity (silence procedure)",
        "decides by unanimity: one objection is enough",
    ),
    Rule(
        "consensus_minus_one",
        "consensus minus one",
        "decides by consensus minus one: it takes two objections to stop a text",
    ),
    Rule(
        "qualified_majority",
        "qualified majority",
        "decides by qualified majority: 55% of members with 65% of the population suffice",
    ),
    Rule(
        "simple_majority",
        "simple majority",
        "decides by simple majority: more than half of the members suffice",
    ),
)
RULE = {entry.key: entry for entry in _RULES}
RULES = tuple(RULE)
"""Decision rules, by the names used in files; the first holds where a file names none."""


class Category(NamedTuple):
    """A kind of decision."""

    key: str
    label: str
    takes_part: bool  # is taking part the matter, so that the others may go ahead without some?


_CATEGORIES = (
    Category("aid", "aid", True),
    Category("capability", "common capability", True),
    Category("climate", "climate target", True),
    Category("declaration", "declaration", True),
    Category("defence posture", "defence posture", True),
    Category("defence_plan", "defence plan", True),
    Category("mission", "mission", True),
    Category("nuclear_posture", "nuclear posture", True),
    Category("operation", "operation", True),
    Category("spending", "spending pledge", True),
    Category("statement", "statement", True),
    Category("strategy", "strategy", True),
    Category("appointment", "appointment", False),
    Category("budget", "budget", False),
    Category("command_structure", "command structure", False),
    Category("enlargement", "enlargement", False),
    Category("internal market", "internal market", False),
    Category("mandate", "negotiating mandate", False),
    Category("office", "office", False),
    Category("partnership", "partnership", False),
    Category("recognition", "recognition", False),
    Category("sanctions", "sanctions", False),
    Category("structure", "military structure", False),
    Category("tax", "tax", False),
)
CATEGORY = {entry.key: entry for entry in _CATEGORIES}
"""Kinds of decision, by the names used in files. Where a matter is what members do, pay or say themselves, one of them can
stay out and the rest go ahead; an accession, an appointment or a law binds all. Judged by what the words mean, before any
fit; a category that is not here counts as binding."""

FIGURES = {
    "outcomes": "how councils end",
    "timing": "rounds to the end, by outcome",
    "objectors": "who breaks silence first and who blocks, alone or in company",
    "hemicycle": "the Council by seat, coloured by the chance to break silence",
    "text": "where the adopted text ends",
    "coblocking": "who blocks together",
    "stances": "where members stand before and after the talks",
    "support": "support over the rounds",
    "story": "one council as a grid (choose it with --run)",
    "experts": "where experts disagree, and the answer by each (where a scenario asks several)",
}
"""The figures of a run and what each shows; it is drawn by the function of that name in `nacsim.plots`."""

WIDTHS = {"column": "a column of a journal, 89 mm", "page": "a page, 183 mm", "slide": "a slide, 16 to 9"}
"""The widths of figures; how each looks is said in `nacsim.plots.look`."""
FORMATS = ("png", "svg", "pdf")
"""The formats of figures."""


class Parameter(NamedTuple):
    """One global parameter: limits of what a user may set, and its meaning."""

    low: float
    high: float
    meaning: str
    default: float | None = None  # where it stands while the calibrated set has no column for it
    whole: bool = False  # only whole numbers mean anything
    source: str = ""  # where the value is from; empty where past decisions settle it


PARAMETERS: dict[str, Parameter] = {
    "isolation": Parameter(
        0, 5, "cost of objecting all alone for a member without resolve, in units of gain"
    ),
    "openness": Parameter(0, 1, "weight of the others in the position of a member without resolve"),
    "aspiration": Parameter(0, 1, "how far a fully resolved member measures a text by its wish"),
    "tau": Parameter(
        0,
        1,
        "distance (share of the scale) at which a condition is neither gain nor loss",
        source="assumption: the middle of the scale; fitted as well, it forecasts no better",
    ),
    "hiding": Parameter(
        0, 1, "of two objectors the second speaks if it minds at least this share of what the first does"
    ),
    "intensity": Parameter(
        0, 2, "sd of how much more or less than coded a member minds what it dislikes, as a share of it"
    ),
    "reserve": Parameter(
        0, 1, "least share of what they want themselves that the sponsors table, where no floor is named"
    ),
    "amends": Parameter(
        0,
        1,
        "most of the way to the objectors that one redraft goes on the matter itself, conditions apart",
        source="assumption: half the way; fitted as well, it forecasts no better",
    ),
    "side_payments": Parameter(
        0,
        1,
        "offer per round to an objector without resolve, in units of gain",
        source="assumption: none; fitted as well, they forecast no better",
    ),
    "exit": Parameter(
        0, 1, "chance that the others can go ahead without a member, where taking part is the matter"
    ),
    "exit_bound": Parameter(0, 1, "the same where the matter binds all: an accession, an appointment"),
    "elsewhere": Parameter(0, 1, "share of contested texts whose end is decided by something else"),
    "elsewhere_adopts": Parameter(
        0,
        1,
        "share of those that are adopted",
        0.6,
        source="assumption: somewhat more often than not",
    ),
    "pressure": Parameter(
        0,
        2,
        "gain or loss from an actor of full stance and full reach, in units of gain",
        0.1,
        source="assumption: their pull is in the coded positions already, so that history cannot say",
    ),
    "rounds": Parameter(
        1,
        1000,
        "rounds before time runs out",
        8,
        whole=True,
        source="assumption: most councils end sooner, by agreement or because nothing moves",
    ),
    "position_sd": Parameter(
        0,
        1,
        "coding error of a position given as a plain number (share of the scale)",
        0.05,
        source="decisions coded twice",
    ),
    "salience_sd": Parameter(
        0,
        1,
        "coding error of a salience given as a plain number (share of the scale)",
        0.12,
        source="decisions coded twice",
    ),
    "resolve_sd": Parameter(
        0,
        1,
        "coding error of a resolve given as a plain number (share of the scale)",
        0.06,
        source="decisions coded twice",
    ),
    "lumpy_said": Parameter(
        0, 1, "chance that an issue coded as lumpy is", 0.67, source="decisions coded twice"
    ),
    "lumpy_unsaid": Parameter(
        0, 1, "chance that an issue not coded as lumpy is", 0.24, source="decisions coded twice"
    ),
}
"""The global parameters, the same for every decision.

A run draws them from the calibrated set (`data/calibrated.csv`) unless a scenario fixes them under `[parameters]`,
`[chair]`, `[procedure]` or `[uncertainty]`. Positions, salience and resolve count 0-1 here; gains are salience times
distance, so a gain of 1 is the whole scale on an issue that means everything.
"""
